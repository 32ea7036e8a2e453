/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language.
 *
 *   query  = *( space / term )
 *   term   = [ "-" ] [ field ":" ] value
 *   value  = quote *( any but quote ) [ quote ] / 1*( any but space )
 *   field  = 2*( a-z / "-" )
 *
 * Every text is a query: what cannot be meant is marked as a mistake with its place and left out. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "find/fold.h"
#include "find/query-private.h"
#include "time/edtf.h"

static const char *const field_names[ANNALS_N_FIELDS] = {
  [ANNALS_FIELD_TRACK] = "track",     [ANNALS_FIELD_KIND] = "kind",     [ANNALS_FIELD_CERTAINTY] = "certainty",
  [ANNALS_FIELD_ACTOR] = "actor",     [ANNALS_FIELD_PLACE] = "place",   [ANNALS_FIELD_TAG] = "tag",
  [ANNALS_FIELD_SOURCE] = "source",   [ANNALS_FIELD_NOTE] = "note",     [ANNALS_FIELD_HAS] = "has",
  [ANNALS_FIELD_IS] = "is",           [ANNALS_FIELD_AFTER] = "after",   [ANNALS_FIELD_BEFORE] = "before",
  [ANNALS_FIELD_DURING] = "during",
};

typedef struct
{
  const char *word;
  AnnalsQueryField field;
  guint mark;
} MarkName;

static const MarkName mark_names[] = {
  { "notes", ANNALS_FIELD_HAS, ANNALS_MARK_NOTES },
  { "claims", ANNALS_FIELD_HAS, ANNALS_MARK_CLAIMS },
  { "links", ANNALS_FIELD_HAS, ANNALS_MARK_LINKS },
  { "dates", ANNALS_FIELD_HAS, ANNALS_MARK_OTHER_DATES },
  { "actors", ANNALS_FIELD_HAS, ANNALS_MARK_ACTORS },
  { "place", ANNALS_FIELD_HAS, ANNALS_MARK_PLACES },
  { "tags", ANNALS_FIELD_HAS, ANNALS_MARK_TAGS },
  { "sources", ANNALS_FIELD_HAS, ANNALS_MARK_SOURCES },
  { "disputed", ANNALS_FIELD_IS, ANNALS_MARK_DISPUTED },
  { "unsourced", ANNALS_FIELD_IS, ANNALS_MARK_UNSOURCED },
  { "single-source", ANNALS_FIELD_IS, ANNALS_MARK_SINGLE_SOURCE },
  { "undated", ANNALS_FIELD_IS, ANNALS_MARK_UNDATED },
  { "background", ANNALS_FIELD_IS, ANNALS_MARK_BACKGROUND },
};

static void
clear_term (gpointer data)
{
  AnnalsParsedTerm *parsed = data;

  g_free (parsed->term.field);
  g_free (parsed->term.value);
  g_free (parsed->term.mistake);
  g_clear_pointer (&parsed->pattern, annals_pattern_free);
}

gboolean
annals_parsed_term_is_live (const AnnalsParsedTerm *parsed)
{
  return parsed->term.mistake == NULL
         && (parsed->field >= ANNALS_FIELD_HAS || !annals_pattern_is_empty (parsed->pattern));
}

static void
read_date (AnnalsParsedTerm *parsed)
{
  g_autoptr (GError) error = NULL;

  if (!annals_edtf_parse (parsed->term.value, -1, &parsed->span, NULL, NULL, &error))
    parsed->term.mistake = g_strdup_printf (_("“%s” is not a date: %s"), parsed->term.value, error->message);
}

static void
read_mark (AnnalsParsedTerm *parsed)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *value = g_utf8_strdown (parsed->term.value, -1);

  for (guint i = 0; i < G_N_ELEMENTS (mark_names); i++)
    {
      if (mark_names[i].field != parsed->field)
        continue;
      if (strcmp (mark_names[i].word, value) == 0)
        {
          parsed->mark = mark_names[i].mark;
          return;
        }
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", mark_names[i].word);
    }
  /* Translators: the first is a search field, “has” or “is”; the last a list of words */
  parsed->term.mistake = g_strdup_printf (_("“%s:%s” is not known; it can be one of: %s"), parsed->term.field,
                                          parsed->term.value, known->str);
}

static void
read_choice (AnnalsParsedTerm *parsed)
{
  gboolean is_kind = parsed->field == ANNALS_FIELD_KIND;
  guint n = is_kind ? ANNALS_N_KINDS : ANNALS_N_CERTAINTIES;

  for (guint i = 0; i < n; i++)
    {
      const char *id = is_kind ? annals_kind_get_id (i) : annals_certainty_get_id (i);
      const char *name = is_kind ? annals_kind_get_name (i) : annals_certainty_get_name (i);

      if (annals_pattern_matches (parsed->pattern, id) || annals_pattern_matches (parsed->pattern, name))
        parsed->choices |= 1u << i;
    }
  if (parsed->choices == 0)
    parsed->term.mistake = g_strdup_printf (is_kind ? _("“%s” is no kind of event") : _("“%s” is no certainty"),
                                            parsed->term.value);
}

/* What the field makes of the value. */
static void
read_field (AnnalsParsedTerm *parsed)
{
  if (parsed->term.value[0] == '\0')
    parsed->term.mistake = g_strdup_printf (_("What to look for is missing after “%s:”"), parsed->term.field);
  else if (parsed->field == ANNALS_FIELD_NONE)
    parsed->term.mistake = g_strdup_printf (_("There is no field “%s”"), parsed->term.field);
  else if (parsed->field >= ANNALS_FIELD_AFTER)
    read_date (parsed);
  else if (parsed->field >= ANNALS_FIELD_HAS)
    read_mark (parsed);
  else if (parsed->field == ANNALS_FIELD_KIND || parsed->field == ANNALS_FIELD_CERTAINTY)
    read_choice (parsed);
}

/* The bytes of a field's name and its colon at `at`, 0 where there is none. `re:port` looks like a
 * field, `http://` and `12:30` do not. */
static gsize
field_length (const char *at)
{
  gsize length = 0;

  while (g_ascii_isalpha (at[length]) || (length > 0 && at[length] == '-'))
    length++;
  return length >= 2 && at[length] == ':' && !(at[length + 1] == '/' && at[length + 2] == '/') ? length + 1 : 0;
}

static AnnalsQueryField
find_field (const char *name)
{
  for (guint field = ANNALS_FIELD_NONE + 1; field < ANNALS_N_FIELDS; field++)
    if (strcmp (field_names[field], name) == 0)
      return field;
  return ANNALS_FIELD_NONE;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb;
}

/* Reads the value at *at and moves behind it. */
static char *
read_value (const char **at, gboolean *is_phrase, gboolean *is_unfinished)
{
  const char *begin, *end;

  *is_phrase = is_quote (g_utf8_get_char (*at));
  *is_unfinished = FALSE;
  begin = *is_phrase ? g_utf8_next_char (*at) : *at;
  end = begin;
  while (*end != '\0'
         && !(*is_phrase ? is_quote (g_utf8_get_char (end)) : g_unichar_isspace (g_utf8_get_char (end))))
    end = g_utf8_next_char (end);
  *at = end;
  if (*is_phrase)
    {
      *is_unfinished = *end == '\0';
      if (!*is_unfinished)
        *at = g_utf8_next_char (end);
    }
  return g_strndup (begin, (gsize) (end - begin));
}

static void
read_term (const char **at, AnnalsParsedTerm *parsed)
{
  gboolean is_unfinished;
  gsize length;

  if (**at == '-' && (*at)[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (*at + 1)))
    {
      parsed->term.is_negative = TRUE;
      (*at)++;
    }
  length = field_length (*at);
  if (length > 0)
    {
      parsed->term.type = ANNALS_QUERY_FIELD;
      parsed->term.field = g_ascii_strdown (*at, (gssize) length - 1);
      parsed->field = find_field (parsed->term.field);
      *at += length;
    }
  parsed->term.value = read_value (at, &parsed->term.is_phrase, &is_unfinished);
  parsed->pattern = annals_pattern_new (parsed->term.value, parsed->term.is_phrase, is_unfinished);
  if (length > 0)
    read_field (parsed);
}

GArray *
annals_query_parse (const char *text)
{
  GArray *terms = g_array_new (FALSE, TRUE, sizeof (AnnalsParsedTerm));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *at = valid;

  g_array_set_clear_func (terms, clear_term);
  for (;;)
    {
      AnnalsParsedTerm parsed = { 0 };

      while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (*at == '\0')
        return terms;
      parsed.term.begin = (guint) g_utf8_pointer_to_offset (valid, at);
      read_term (&at, &parsed);
      parsed.term.end = (guint) g_utf8_pointer_to_offset (valid, at);
      g_array_append_val (terms, parsed);
    }
}
