/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: its sources as citations, its links to other events, its media. */
#include <glib/gi18n-lib.h>

#include "model/citation-text.h"
#include "widgets/event-words.h"
#include "widgets/glyph.h"
#include "widgets/panel-sections.h"
#include "widgets/tail-box.h"

/* --- Sources --- */

/* A title that opens in the browser: in ink, the arrow in accent. */
static GtkWidget *
create_outward (const AnnalsPage *page, const char *title, const char *uri)
{
  GtkWidget *label = annals_page_label_new (page, title, "citation-title");
  GtkWidget *arrow, *button;
  g_autofree char *name = NULL;

  if (uri == NULL)
    return annals_tail_box_new (GTK_LABEL (label), NULL);
  arrow = annals_glyph_new (ANNALS_GLYPH_OUTWARD, 10);
  gtk_widget_add_css_class (arrow, "accent");
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), annals_tail_box_new (GTK_LABEL (label), arrow));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "citation");
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_widget_set_tooltip_text (button, uri);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "panel.open-uri");
  name = g_strdup_printf (_("%s: open in the browser"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
append_cited (const AnnalsPage *page, const char *source_id, GtkBox *box)
{
  GPtrArray *citations = page->details->citations;

  for (guint i = 0; i < citations->len; i++)
    {
      const AnnalsCitation *citation = g_ptr_array_index (citations, i);

      if (!g_str_equal (citation->source, source_id))
        continue;
      if (citation->locator != NULL)
        gtk_box_append (box, annals_page_label_new (page, citation->locator, "dim"));
      if (citation->quote != NULL)
        {
          g_autofree char *quote = g_strdup_printf (_("“%s”"), citation->quote);

          gtk_box_append (box, annals_page_label_new (page, quote, "quote"));
        }
    }
}

static GtkWidget *
create_source_row (const AnnalsPage *page, guint number, const char *source_id)
{
  int index = annals_timeline_find_source (page->timeline, source_id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *figure = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (figure);

  gtk_widget_add_css_class (row, "source");
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), box);

  if (index < 0)
    {
      g_autofree char *missing = g_strdup_printf (_("“%s” is not among the file's sources"), source_id);

      gtk_box_append (GTK_BOX (box), annals_page_label_new (page, missing, "dim"));
    }
  else
    {
      const AnnalsSource *source = annals_timeline_get_source (page->timeline, index);
      g_autofree char *uri = annals_source_get_uri (source);
      g_autofree char *heading = annals_source_get_heading (source);
      g_autofree char *credits = annals_source_to_credits (source);

      gtk_box_append (GTK_BOX (box), create_outward (page, heading, uri));
      if (credits[0] != '\0')
        gtk_box_append (GTK_BOX (box), annals_page_label_new (page, credits, "dim"));
      if (source->was_read == 0)
        gtk_box_append (GTK_BOX (box), annals_page_label_new (page, _("known by address only"), "dim"));
    }
  append_cited (page, source_id, GTK_BOX (box));
  return row;
}

GtkWidget *
annals_sources_section_new (const AnnalsPage *page, GPtrArray **rows)
{
  g_autofree char *count = g_strdup_printf ("%u", page->sources->len);
  GtkWidget *section
    = annals_section_new (annals_section_heading_new (_("Sources"), page->sources->len > 0 ? count : NULL));

  *rows = g_ptr_array_new ();
  if (page->sources->len == 0)
    gtk_box_append (GTK_BOX (section), annals_page_label_new (page, _("No source is named."), "dim"));
  for (guint i = 0; i < page->sources->len; i++)
    {
      GtkWidget *row = create_source_row (page, i + 1, g_ptr_array_index (page->sources, i));

      g_ptr_array_add (*rows, row);
      gtk_box_append (GTK_BOX (section), row);
    }
  return section;
}

/* --- Links --- */

static void
attach_link (const AnnalsPage *page, GtkGrid *grid, int row, const AnnalsLink *link, gboolean is_first)
{
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *name = annals_link_type_get_name (link->type, link->is_backward);
  g_autofree char *type = link->is_hedged ? g_strdup_printf (_("perhaps %s"), name) : g_strdup (name);
  g_autofree char *year = annals_event_get_year_words (page->timeline, link->event);
  GtkWidget *label = gtk_label_new (is_first ? type : "");
  GtkWidget *when = gtk_label_new (year);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "link-type");
  gtk_widget_add_css_class (when, "dim");
  gtk_widget_set_valign (when, GTK_ALIGN_END);
  gtk_widget_set_hexpand (end, TRUE);
  gtk_box_append (GTK_BOX (end), annals_jump_new (annals_timeline_get_event_title (page->timeline, link->event),
                                                  "panel.go-to-event",
                                                  g_variant_new_uint32 (link->event), type));
  gtk_box_append (GTK_BOX (end), when);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, end, 1, row, 1, 1);
}

static gboolean
is_same_group (const AnnalsLink *a, const AnnalsLink *b)
{
  return g_strcmp0 (a->type, b->type) == 0 && a->is_backward == b->is_backward
         && a->is_hedged == b->is_hedged;
}

GtkWidget *
annals_links_section_new (const AnnalsPage *page)
{
  guint n, n_known = 0;
  const AnnalsLink *links = annals_timeline_get_links (page->timeline, page->event, &n);
  GtkWidget *section, *grid;
  g_autofree char *count = NULL;
  g_autofree gboolean *is_done = NULL;
  int row = 0;

  for (guint i = 0; i < n; i++)
    n_known += links[i].event != ANNALS_NO_EVENT;
  if (n_known == 0)
    return NULL;
  count = g_strdup_printf ("%u", n_known);
  section = annals_section_new (annals_section_heading_new (_("Links"), count));
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "links");

  is_done = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++)
    {
      gboolean is_first = TRUE;

      for (guint j = i; j < n; j++)
        {
          if (is_done[j] || links[j].event == ANNALS_NO_EVENT || !is_same_group (&links[i], &links[j]))
            continue;
          is_done[j] = TRUE;
          attach_link (page, GTK_GRID (grid), row++, &links[j], is_first);
          is_first = FALSE;
        }
    }
  gtk_box_append (GTK_BOX (section), grid);
  return section;
}

/* --- Media --- */

GtkWidget *
annals_media_section_new (const AnnalsPage *page)
{
  GPtrArray *all = page->details->media;
  GtkWidget *section;

  if (all->len == 0)
    return NULL;
  section = annals_section_new (annals_section_heading_new (_("Media"), NULL));
  for (guint i = 0; i < all->len; i++)
    {
      const AnnalsMedia *media = g_ptr_array_index (all, i);
      g_autofree char *uri = annals_get_openable_uri (media->url);
      const char *title = media->title != NULL         ? media->title
                          : media->alternative != NULL ? media->alternative
                          : media->url != NULL         ? media->url
                                                       : _("Untitled");

      gtk_box_append (GTK_BOX (section), create_outward (page, title, uri));
      if (media->credit != NULL)
        gtk_box_append (GTK_BOX (section), annals_page_label_new (page, media->credit, "dim"));
    }
  return section;
}
