/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: its sources as citations, each with what can be done with it. */
#include <glib/gi18n-lib.h>

#include "model/citation-text.h"
#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/panel-rows.h"
#include "widgets/panel-sections.h"
#include "widgets/tail-box.h"

#define FIRST_SOURCES 5
#define FIRST_CITED 4

/* Where the section keeps the box of its rows. */
#define LIST_KEY "annals-source-list"

GtkWidget *
annals_outward_new (const AnnalsPage *page, const char *words, const char *uri)
{
  GtkWidget *label = annals_page_label_new (page, words, "citation-title");
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
  annals_look_set_tooltip (button, uri);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "panel.open-uri");
  name = g_strdup_printf (_("%s: open in the browser"), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* --- The menu --- */

typedef struct
{
  AnnalsPage *page; /* owned */
  int source;
} Menu;

static void
menu_free (gpointer data)
{
  Menu *menu = data;

  annals_page_unref (menu->page);
  g_free (menu);
}

static void
append_item (GMenu *model, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (model, item);
}

/* Made when it is opened: a page may have hundreds. */
static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  const Menu *menu = data;
  const AnnalsSource *source = annals_timeline_get_source (menu->page->timeline, menu->source);
  g_autoptr (GMenu) model = g_menu_new ();
  g_autofree char *uri = annals_source_get_uri (source);
  g_autofree char *citation = annals_source_to_citation (source);
  g_autofree char *search = annals_search_for ("source", source->id);

  if (uri != NULL)
    append_item (model, _("_Open in the Browser"), "panel.open-uri", uri);
  append_item (model, _("_Copy Citation"), "panel.copy-text", citation);
  if (uri != NULL)
    append_item (model, _("Copy _Link"), "panel.copy-text", uri);
  append_item (model, _("Show _Every Event That Uses It"), "panel.search", search);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (model));
}

static GtkWidget *
create_menu_button (AnnalsPage *page, guint number, int source, const char *heading)
{
  GtkWidget *button = gtk_menu_button_new ();
  Menu *menu = g_new (Menu, 1);
  /* Translators: what can be done with a source of this number and title. */
  g_autofree char *name = g_strdup_printf (_("Source %u: %s: copy and more"), number, heading);

  menu->page = annals_page_ref (page);
  menu->source = source;
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_menu_cb, menu, menu_free);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  annals_look_set_tooltip (button, _("Copy and more"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "source-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* What has the focus is the button within. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* --- Rows --- */

/* A place in it that the event names, and its words there. */
static void
make_cited (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  const AnnalsCitation *citation = g_ptr_array_index ((GPtrArray *) data, row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (citation->locator != NULL)
    gtk_box_append (GTK_BOX (box), annals_page_label_new (page, citation->locator, "dim"));
  if (citation->quote != NULL)
    gtk_box_append (GTK_BOX (box), annals_page_text_new (page, citation->quote, ANNALS_TEXT_QUOTE, "quote"));
  gtk_box_append (GTK_BOX (container), box);
}

static void
append_cited (AnnalsPage *page, const char *source_id, GtkBox *box)
{
  GPtrArray *cited = g_hash_table_lookup (page->cited, source_id);
  GtkWidget *list, *more;

  if (cited == NULL)
    return;
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  more = annals_page_rows_fill (page, list, cited->len, FIRST_CITED, make_cited, cited, NULL);
  gtk_box_append (box, list);
  if (more != NULL)
    gtk_box_append (box, more);
}

/* What it says of itself, and whether anybody read it. */
static char *
get_credits (const AnnalsSource *source)
{
  g_autofree char *credits = annals_source_to_credits (source);
  const char *custom = source->was_read < 0 ? NULL
                       : source->was_read   ? C_ ("source", "read")
                                            : _("known by address only");

  if (custom == NULL)
    return g_steal_pointer (&credits);
  return g_strconcat (credits, credits[0] != '\0' ? " · " : "", custom, NULL);
}

static void
append_citation (AnnalsPage *page, const AnnalsSource *source, const char *heading, GtkBox *box,
                 GtkWidget *menu_button)
{
  g_autofree char *uri = annals_source_get_uri (source);
  g_autofree char *credits = get_credits (source);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = annals_outward_new (page, heading, uri);

  /* The menu takes its room of the title alone. */
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (first), title);
  gtk_box_append (GTK_BOX (first), menu_button);
  gtk_box_append (box, first);
  if (credits[0] != '\0')
    gtk_box_append (box, annals_page_label_new (page, credits, "dim"));
  else if (uri == NULL)
    gtk_box_append (box, annals_page_label_new (page, _("not among the file's sources"), "dim"));
}

static void
make_source (AnnalsPage *page, GtkWidget *container, guint index, gpointer data)
{
  const char *id = g_ptr_array_index (page->sources, index);
  int source = annals_timeline_find_source (page->timeline, id);
  g_autofree char *heading = annals_page_get_source_heading (page, id);
  g_autofree char *figure = g_strdup_printf ("%u", index + 1);
  /* No box: it asks how wide lines are at a height, and words of two scripts answer too wide. */
  GtkWidget *row = g_object_new (GTK_TYPE_GRID, "column-spacing", 8, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (figure);

  gtk_widget_add_css_class (row, "source");
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_grid_attach (GTK_GRID (row), label, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row), box, 1, 0, 1, 1);

  if (source < 0)
    gtk_box_append (GTK_BOX (box), annals_page_label_new (page, heading, "dim"));
  else
    append_citation (page, annals_timeline_get_source (page->timeline, source), heading, GTK_BOX (box),
                     create_menu_button (page, index + 1, source, heading));
  append_cited (page, id, GTK_BOX (box));
  gtk_box_append (GTK_BOX (container), row);
}

GtkWidget *
annals_sources_section_new (AnnalsPage *page)
{
  g_autofree char *count = g_strdup_printf ("%u", page->sources->len);
  guint flags = annals_timeline_get_event_flags (page->timeline, page->event);
  GtkWidget *section, *list, *more;
  const char *standing = page->sources->len == 0             ? _("No source is named.")
                         : (flags & ANNALS_EVENT_UNSOURCED)  ? _("No source is named but for its dating.")
                         : (flags & ANNALS_EVENT_SINGLE_SOURCE) ? _("It rests on one source.")
                                                                : NULL;

  section = annals_section_new (
    annals_section_heading_new (_("Sources"), page->sources->len > 0 ? count : NULL));
  if (standing != NULL)
    gtk_box_append (GTK_BOX (section), annals_page_label_new (page, standing, "dim"));
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  more = annals_page_rows_fill (page, list, page->sources->len, FIRST_SOURCES, make_source, NULL,
                                NULL);
  gtk_box_append (GTK_BOX (section), list);
  if (more != NULL)
    gtk_box_append (GTK_BOX (section), more);
  g_object_set_data (G_OBJECT (section), LIST_KEY, list);
  return section;
}

GtkWidget *
annals_sources_section_get_row (GtkWidget *section, guint number)
{
  GtkWidget *list = g_object_get_data (G_OBJECT (section), LIST_KEY);
  GtkWidget *row;

  g_return_val_if_fail (GTK_IS_WIDGET (list), NULL);

  if (number < 1)
    return NULL;
  annals_page_rows_reach (list, number - 1);
  row = gtk_widget_get_first_child (list);
  for (guint i = 1; i < number && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  return row;
}
