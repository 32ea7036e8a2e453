/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: its links to other events, in words, both ways. */
#include <glib/gi18n-lib.h>

#include "time/words.h"
#include "widgets/event-words.h"
#include "widgets/glyph.h"
#include "widgets/panel-rows.h"
#include "widgets/panel-sections.h"

#define FIRST_LINKS 6


static void
make_link (AnnalsPage *page, GtkWidget *container, guint index, gpointer data)
{
  const AnnalsLinkRow *row = &g_array_index (page->links, AnnalsLinkRow, index);
  guint n;
  const AnnalsLink *link = &annals_timeline_get_links (page->timeline, page->event, &n)[row->link];
  const char *name = annals_link_type_get_name (link->type, link->is_backward);
  g_autofree char *type = link->is_hedged ? g_strdup_printf (_("perhaps %s"), name) : g_strdup (name);
  g_autofree char *year = annals_event_get_year_words (page->timeline, link->event);
  GtkWidget *label = annals_page_label_new (page, row->is_first ? type : "", "link-type");
  GtkWidget *when = gtk_label_new (year);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *jump = annals_jump_new (annals_timeline_get_event_title (page->timeline, link->event),
                                     "panel.go-to-event", g_variant_new_uint32 (link->event), type);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (when, "dim");
  gtk_widget_add_css_class (when, "numeric");
  gtk_widget_set_valign (when, GTK_ALIGN_START);
  gtk_widget_set_hexpand (end, TRUE);
  gtk_widget_set_hexpand (jump, TRUE);
  gtk_widget_set_halign (jump, GTK_ALIGN_FILL); /* its words in all the room there is */
  gtk_box_append (GTK_BOX (end), jump);
  gtk_box_append (GTK_BOX (end), when);
  gtk_grid_attach (GTK_GRID (container), label, 0, index, 1, 1);
  gtk_grid_attach (GTK_GRID (container), end, 1, index, 1, 1);
}

/* An arrow to the next of the story, told by name. */
static void
append_step (AnnalsPage *page, GtkBox *heading, int direction)
{
  guint event = annals_page_get_along_follows (page, direction);
  GtkWidget *button;
  g_autofree char *tooltip = NULL;

  if (event == ANNALS_NO_EVENT)
    return;
  tooltip = g_strdup_printf (
    /* Translators: an event's title; the keys that lead to it. */
    direction < 0 ? _("What it follows: %s (Alt+Up)") : _("What follows it: %s (Alt+Down)"),
    annals_timeline_get_event_title (page->timeline, event));
  button = annals_glyph_button_new (direction < 0 ? ANNALS_GLYPH_UP : ANNALS_GLYPH_DOWN, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  direction < 0 ? "panel.previous-along-follows"
                                                : "panel.next-along-follows");
  gtk_widget_add_css_class (button, "step");
  gtk_box_append (heading, button);
}

static GtkWidget *
create_heading (AnnalsPage *page, guint n)
{
  g_autofree char *count = annals_number_to_words (n);
  GtkWidget *heading = annals_section_heading_new (_("Links"), n > 0 ? count : NULL);
  GtkWidget *gap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (gap, TRUE);
  gtk_box_append (GTK_BOX (heading), gap);
  append_step (page, GTK_BOX (heading), -1);
  append_step (page, GTK_BOX (heading), +1);
  return heading;
}

GtkWidget *
annals_links_section_new (AnnalsPage *page)
{
  guint n, n_missing;
  GArray *rows = page->links;
  GtkWidget *section, *grid, *more;

  annals_timeline_get_links (page->timeline, page->event, &n);
  if (n == 0)
    return NULL;
  n_missing = n - rows->len;
  section = annals_section_new (create_heading (page, rows->len));
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "links");
  more = annals_page_rows_fill (page, grid, rows->len, FIRST_LINKS, make_link, NULL, NULL);
  gtk_box_append (GTK_BOX (section), grid);
  if (more != NULL)
    gtk_box_append (GTK_BOX (section), more);
  if (n_missing > 0)
    {
      g_autofree char *number = annals_number_to_words (n_missing);
      g_autofree char *words = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s link leads to an event that is not in the file.",
                     "%s links lead to events that are not in the file.", n_missing),
        number);

      gtk_box_append (GTK_BOX (section), annals_page_label_new (page, words, "dim"));
    }
  return section;
}
