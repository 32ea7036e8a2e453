/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the side panel's sections are made of, and what they are told. */
#include "widgets/panel-parts.h"

#include <glib/gi18n-lib.h>

guint
annals_page_get_source_number (const AnnalsPage *page, const char *source_id)
{
  if (source_id == NULL)
    return 0;
  for (guint i = 0; i < page->sources->len; i++)
    if (g_str_equal (g_ptr_array_index (page->sources, i), source_id))
      return i + 1;
  return 0;
}

void
annals_page_label_light (const AnnalsPage *page, GtkLabel *label)
{
  g_autoptr (GArray) matches = NULL;
  PangoAttrList *attributes;
  const GdkRGBA *wash = &page->theme->match;

  if (page->query == NULL)
    return;
  matches = annals_query_match_text (page->query, gtk_label_get_text (label));
  attributes = pango_attr_list_new ();
  for (guint i = 0; i + 1 < matches->len; i += 2)
    {
      PangoAttribute *attribute = pango_attr_background_new (wash->red * 65535, wash->green * 65535,
                                                             wash->blue * 65535);

      attribute->start_index = g_array_index (matches, gsize, i);
      attribute->end_index = g_array_index (matches, gsize, i + 1);
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

GtkWidget *
annals_page_label_new (const AnnalsPage *page, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  annals_page_label_light (page, GTK_LABEL (label));
  return label;
}

GtkWidget *
annals_section_heading_new (const char *title, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (box, "section-heading");
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      GtkWidget *beside = gtk_label_new (detail);

      gtk_widget_add_css_class (beside, "dim");
      gtk_widget_add_css_class (beside, "numeric");
      gtk_box_append (GTK_BOX (box), beside);
    }
  return box;
}

GtkWidget *
annals_section_new (GtkWidget *heading)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "section");
  if (heading != NULL)
    gtk_box_append (GTK_BOX (box), heading);
  return box;
}

GtkWidget *
annals_jump_new (const char *text, const char *action, GVariant *target, const char *description)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name
    = description != NULL ? g_strdup_printf ("%s: %s", text, description) : g_strdup (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jump");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

GtkWidget *
annals_source_chip_new (const AnnalsPage *page, const char *source_id)
{
  guint number = annals_page_get_source_number (page, source_id);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  GtkWidget *button;
  int source;

  if (number == 0)
    return NULL;
  text = g_strdup_printf ("%u", number);
  button = gtk_button_new_with_label (text);
  gtk_widget_add_css_class (button, "source-chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "panel.show-source");

  source = annals_timeline_find_source (page->timeline, source_id);
  if (source >= 0)
    gtk_widget_set_tooltip_text (button, annals_timeline_get_source (page->timeline, source)->title);
  name = g_strdup_printf (_("Source %u"), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

char *
annals_capitalize (const char *text)
{
  char first[6] = { 0 };
  const char *rest;

  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  rest = g_utf8_next_char (text);
  first[g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first)] = '\0';
  return g_strconcat (first, rest, NULL);
}
