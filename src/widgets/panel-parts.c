/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the side panel's sections are made of, and what they are told. */
#include "widgets/panel-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/citation-text.h"
#include "widgets/look.h"

/* Longer words than these are no words: a name, a title. Texts go in pieces (panel-rows.h). */
#define MAX_LABEL_BYTES 2000
/* Hangul that is written without any space breaks anywhere, after all. */
#define MAX_WHOLE_WORD_CHARACTERS 14

static gboolean
is_hangul (gunichar character)
{
  return (character >= 0xAC00 && character <= 0xD7A3) || (character >= 0x1100 && character <= 0x11FF)
         || (character >= 0x3130 && character <= 0x318F);
}

/* Pango breaks between any two syllables, as in Chinese; Korean is set by its words. Pango 1.50 aborts on
 * words kept whole where a line may break at any character and is narrower than they are (as a label is
 * when its least width is asked for), so they are kept only where no word is too long to stand whole.
 */
static gboolean
keep_hangul_words (PangoAttrList *attributes, const char *text)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) pango_attribute_destroy);
  const char *c = text;

  while (*c != '\0')
    {
      const char *begin = c;
      guint n = 0;
      gboolean has_hangul = FALSE;

      for (; *c != '\0' && !g_unichar_isspace (g_utf8_get_char (c)); c = g_utf8_next_char (c), n++)
        has_hangul |= is_hangul (g_utf8_get_char (c));
      if (n > MAX_WHOLE_WORD_CHARACTERS)
        return FALSE;
      if (has_hangul)
        {
          PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

          attribute->start_index = begin - text;
          attribute->end_index = c - text;
          g_ptr_array_add (kept, attribute);
        }
      if (*c != '\0')
        c = g_utf8_next_char (c);
    }
  for (guint i = 0; i < kept->len; i++)
    pango_attr_list_insert (attributes, pango_attribute_copy (g_ptr_array_index (kept, i)));
  return kept->len > 0;
}

void
annals_label_set_plain (GtkLabel *label, const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *cut = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  if (strnlen (text, MAX_LABEL_BYTES + 1) > MAX_LABEL_BYTES)
    {
      g_autofree char *part = g_strndup (text, g_utf8_find_prev_char (text, text + MAX_LABEL_BYTES) - text);

      cut = g_strconcat (part, "…", NULL);
      text = cut;
    }
  /* A hyphen in an address or a date would be the file's. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (gtk_label_get_wrap (label))
    gtk_label_set_wrap_mode (label,
                             keep_hangul_words (attributes, text) ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);
}

static void
light_up (const AnnalsPage *page, GtkLabel *label)
{
  g_autoptr (GArray) matches = annals_query_match_text (page->query, gtk_label_get_text (label));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (gtk_label_get_attributes (label));
  const GdkRGBA *wash = &page->theme->match;

  for (guint i = 0; i + 1 < matches->len; i += 2)
    {
      PangoAttribute *attribute = pango_attr_background_new (wash->red * 65535, wash->green * 65535,
                                                             wash->blue * 65535);

      attribute->start_index = g_array_index (matches, guint, i);
      attribute->end_index = g_array_index (matches, guint, i + 1);
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_label_set_attributes (label, attributes);
}

void
annals_page_label_set (const AnnalsPage *page, GtkLabel *label, const char *text)
{
  annals_label_set_plain (label, text);
  if (page->query != NULL)
    light_up (page, label);
}

static GtkWidget *
create_wrapping_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       NULL);
}

GtkWidget *
annals_page_label_new (const AnnalsPage *page, const char *text, const char *css_class)
{
  GtkWidget *label = create_wrapping_label ();

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  annals_page_label_set (page, GTK_LABEL (label), text);
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
  GtkWidget *label = create_wrapping_label ();
  g_autofree char *name
    = description != NULL ? g_strdup_printf ("%s: %s", text, description) : g_strdup (text);

  annals_label_set_plain (GTK_LABEL (label), text);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jump");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  annals_look_set_tooltip (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

char *
annals_search_for (const char *field, const char *value)
{
  GString *text = g_string_new (field);

  g_string_append (text, ":\"");
  for (const char *c = value; *c != '\0'; c++)
    if (*c != '"')
      g_string_append_c (text, *c);
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

GtkWidget *
annals_search_jump_new (const char *text, const char *field, const char *value, const char *description)
{
  g_autofree char *search = annals_search_for (field, value);

  return annals_jump_new (text, "panel.search", g_variant_new_string (search), description);
}

char *
annals_page_get_source_heading (const AnnalsPage *page, const char *source_id)
{
  int source = annals_timeline_find_source (page->timeline, source_id);

  if (source < 0)
    return g_strdup (source_id);
  return annals_source_get_heading (annals_timeline_get_source (page->timeline, source));
}

GtkWidget *
annals_source_chip_new (const AnnalsPage *page, const char *source_id)
{
  guint number = annals_page_get_source_number (page, source_id);
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (number == 0)
    return NULL;
  text = g_strdup_printf ("%u", number);
  button = gtk_button_new_with_label (text);
  gtk_widget_add_css_class (button, "source-chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "panel.show-source");

  title = annals_page_get_source_heading (page, source_id);
  annals_look_set_tooltip (button, title);
  /* Translators: a source's number on the page, and its title. */
  name = g_strdup_printf (_("Source %u: %s"), number, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

char *
annals_clip (const char *text)
{
  gsize length = strnlen (text, MAX_LABEL_BYTES + 8);
  const char *end = length < MAX_LABEL_BYTES + 8 ? text + length : g_utf8_find_prev_char (text, text + length);

  return g_strndup (text, end - text);
}

char *
annals_capitalize (const char *text)
{
  char first[6] = { 0 };
  g_autofree char *rest = NULL;

  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  rest = annals_clip (g_utf8_next_char (text));
  first[g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first)] = '\0';
  return g_strconcat (first, rest, NULL);
}
