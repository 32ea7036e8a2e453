/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/query-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Between LOOK's error of light and of dark: it is seen on both. */
#define MISTAKE_RED 0xdddd, 0x4444, 0x3f3f

/* The query's fields, as a chip says them. */
static const struct
{
  const char *field;
  const char *name;
} field_names[] = {
  { "track", NC_ ("field", "track") },
  { "kind", NC_ ("field", "kind") },
  { "certainty", NC_ ("field", "certainty") },
  { "actor", NC_ ("field", "actor") },
  { "place", NC_ ("field", "place") },
  { "tag", NC_ ("field", "tag") },
  { "source", NC_ ("field", "source") },
  { "note", NC_ ("field", "note") },
  { "has", NC_ ("field", "has") },
  { "is", NC_ ("field", "is") },
  { "after", NC_ ("field", "after") },
  { "before", NC_ ("field", "before") },
  { "during", NC_ ("field", "during") },
};

static const char *
get_field_name (const AnnalsQueryTerm *term)
{
  if (term->type == ANNALS_QUERY_WORDS || term->field == NULL)
    return term->is_phrase ? _ ("the words") : _ ("any text");
  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (g_str_equal (term->field, field_names[i].field))
      return g_dpgettext2 (GETTEXT_PACKAGE, "field", field_names[i].name);
  return term->field;
}

char *
annals_query_field_to_words (const AnnalsQueryTerm *term)
{
  if (!term->is_negative)
    return g_strdup (get_field_name (term));
  /* TRANSLATORS: a search term that must not be there: "not track", "not any text" */
  return g_strdup_printf (_ ("not %s"), get_field_name (term));
}

static gunichar
get_last_character (const char *text)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL ? g_utf8_get_char (last) : 0;
}

char *
annals_query_mistakes_to_words (AnnalsQuery *query)
{
  guint n_terms = query != NULL ? annals_query_get_n_terms (query) : 0;
  GString *words = g_string_new (NULL);
  gboolean is_field_wrong = FALSE; /* not only too many terms, whose rest is not searched */

  for (guint i = 0; i < n_terms; i++)
    {
      const AnnalsQueryTerm *term = annals_query_get_term (query, i);

      if (term->mistake == NULL)
        continue;
      is_field_wrong = is_field_wrong || term->field != NULL;
      g_string_append_printf (words, "%s%s%s", words->len > 0 ? " " : "", term->mistake,
                              g_unichar_ispunct (get_last_character (term->mistake)) ? "" : ".");
    }
  if (is_field_wrong && !annals_query_is_empty (query))
    g_string_append_printf (words, " %s", _ ("The rest is searched."));
  return g_string_free (words, FALSE);
}

PangoAttrList *
annals_query_underline_mistakes (AnnalsQuery *query, const char *typed)
{
  glong length = g_utf8_strlen (typed, -1);
  guint n_terms = query != NULL ? annals_query_get_n_terms (query) : 0;
  PangoAttrList *underlines = pango_attr_list_new ();

  for (guint i = 0; i < n_terms; i++)
    {
      const AnnalsQueryTerm *term = annals_query_get_term (query, i);
      PangoAttribute *underline, *color;

      if (term->mistake == NULL)
        continue;
      underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
      underline->start_index
          = (guint)(g_utf8_offset_to_pointer (typed, MIN ((glong)term->begin, length)) - typed);
      underline->end_index
          = (guint)(g_utf8_offset_to_pointer (typed, MIN ((glong)term->end, length)) - typed);
      color = pango_attr_underline_color_new (MISTAKE_RED);
      color->start_index = underline->start_index;
      color->end_index = underline->end_index;
      pango_attr_list_insert (underlines, underline);
      pango_attr_list_insert (underlines, color);
    }
  return underlines;
}
