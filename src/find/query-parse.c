/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language.
 *
 *   query  = *( space / term )
 *   term   = [ "-" ] [ field colon ] value
 *   colon  = ":" / full-width ":"
 *   value  = quote *( any but quote ) [ quote ] / 1*( any but space )
 *   field  = 2*( a-z / "-" )
 *
 * Every text is a query: what cannot be meant is marked as a mistake with its place and left out. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "find/fold.h"
#include "find/query-private.h"
#include "time/edtf.h"

/* What comes after so many terms is not searched: a page pasted by mistake. */
#define TERMS_MAX 64

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
  g_free (parsed->whole);
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
    /* Translators: the second is why: “2018-13” is no date: there is no month 13 */
    parsed->term.mistake = g_strdup_printf (_("“%s” is no date: %s."), parsed->term.value, error->message);
}

/* The word itself, or the beginning of only one: it is being typed. */
static void
read_mark (AnnalsParsedTerm *parsed)
{
  g_autoptr (GString) known = g_string_new (NULL);
  gsize length = strlen (parsed->term.value);
  guint n_found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (mark_names); i++)
    {
      if (mark_names[i].field != parsed->field)
        continue;
      g_string_append_printf (known, "%s%s:%s", known->len > 0 ? ", " : "", parsed->term.field, mark_names[i].word);
      if (g_ascii_strncasecmp (mark_names[i].word, parsed->term.value, length) != 0)
        continue;
      parsed->mark = mark_names[i].mark;
      n_found++;
    }
  if (n_found != 1)
    /* Translators: a search for “is:odd”; the last is a list of what can be asked, not translated */
    parsed->term.mistake = g_strdup_printf (_("“%s:%s” cannot be asked. There are: %s."), parsed->term.field,
                                            parsed->term.value, known->str);
}

/* A file may have kinds of its own, so that any word may be one; certainties are these. */
static void
read_choice (AnnalsParsedTerm *parsed)
{
  gboolean is_kind = parsed->field == ANNALS_FIELD_KIND;
  guint n = is_kind ? ANNALS_N_KINDS : ANNALS_N_CERTAINTIES;
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *id = is_kind ? annals_kind_get_id (i) : annals_certainty_get_id (i);
      const char *name = is_kind ? annals_kind_get_name (i) : annals_certainty_get_name (i);

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", id);
      if (annals_pattern_matches (parsed->pattern, id) || annals_pattern_matches (parsed->pattern, name))
        parsed->choices |= 1u << i;
    }
  if (parsed->choices == 0 && !is_kind)
    /* Translators: the last is a list of words, not translated */
    parsed->term.mistake
        = g_strdup_printf (_("“%s” is no certainty. There are: %s."), parsed->term.value, known->str);
}

/* How many letters are to be put in, left out, changed or swapped to make one word the other. */
static guint
count_edits (const char *a, const char *b)
{
  enum { LENGTH_MAX = 12 };
  guint rows[3][LENGTH_MAX + 1];
  gsize n = strlen (a), m = strlen (b);

  if (n > LENGTH_MAX || m > LENGTH_MAX)
    return G_MAXUINT;
  for (guint j = 0; j <= m; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n; i++)
    {
      guint *row = rows[i % 3];
      const guint *last = rows[(i - 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
  return rows[n % 3][m];
}

static void
read_unknown_field (AnnalsParsedTerm *parsed)
{
  const char *quote = parsed->term.is_phrase ? "\"" : "";
  const char *nearest = NULL;
  guint fewest = 3;
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint field = ANNALS_FIELD_NONE + 1; field < ANNALS_N_FIELDS; field++)
    {
      guint n = count_edits (parsed->term.field, field_names[field]);

      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", field_names[field]);
      /* Two edits make any word of two letters into “is”. */
      if (n < fewest && n + 1 < strlen (field_names[field]))
        {
          fewest = n;
          nearest = field_names[field];
        }
    }
  if (nearest != NULL)
    /* Translators: “befor” is no field. Did you mean before:2020? */
    parsed->term.mistake = g_strdup_printf (_("“%s” is no field. Did you mean %s:%s%s%s?"), parsed->term.field,
                                            nearest, quote, parsed->term.value, quote);
  else
    /* Translators: the last is a list of words of the search language, not translated */
    parsed->term.mistake
        = g_strdup_printf (_("“%s” is no field. There are: %s."), parsed->term.field, known->str);
}

/* What the field makes of the value. */
static void
read_field (AnnalsParsedTerm *parsed)
{
  if (parsed->field == ANNALS_FIELD_NONE)
    read_unknown_field (parsed);
  else if (parsed->term.value[0] == '\0')
    parsed->term.mistake = g_strdup_printf (_("Say what to look for after “%s:”."), parsed->term.field);
  else if (parsed->field >= ANNALS_FIELD_AFTER)
    read_date (parsed);
  else if (parsed->field >= ANNALS_FIELD_HAS)
    read_mark (parsed);
  else if (parsed->field == ANNALS_FIELD_KIND || parsed->field == ANNALS_FIELD_CERTAINTY)
    read_choice (parsed);
}

static AnnalsQueryField
find_field (const char *name)
{
  for (guint field = ANNALS_FIELD_NONE + 1; field < ANNALS_N_FIELDS; field++)
    if (strcmp (field_names[field], name) == 0)
      return field;
  return ANNALS_FIELD_NONE;
}

/* The field at `at` in lower case, and the bytes of it and its colon; NULL where there is none. `re:port`
 * looks like a field, `http://`, `12:30` and the “Korea:” of “Korea: why” do not. */
static char *
read_field_name (const char *at, AnnalsQueryField *field, gsize *n_bytes)
{
  gsize length = 0;
  g_autofree char *name = NULL;
  const char *value;
  gunichar colon;

  while (g_ascii_isalpha (at[length]) || (length > 0 && at[length] == '-'))
    length++;
  colon = g_utf8_get_char (at + length);
  /* The colon of a keyboard set to Korean, Chinese or Japanese is one too. */
  if (length < 2 || (colon != ':' && colon != 0xff1a))
    return NULL;
  value = g_utf8_next_char (at + length);
  if (g_str_has_prefix (value, "//"))
    return NULL;
  name = g_ascii_strdown (at, (gssize) length);
  *field = find_field (name);
  *n_bytes = (gsize) (value - at);
  if (*field == ANNALS_FIELD_NONE && (*value == '\0' || g_unichar_isspace (g_utf8_get_char (value))))
    return NULL;
  return g_steal_pointer (&name);
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
  gsize n_bytes;

  if (**at == '-')
    {
      parsed->term.is_negative = TRUE;
      (*at)++;
    }
  parsed->term.field = read_field_name (*at, &parsed->field, &n_bytes);
  if (parsed->term.field != NULL)
    {
      parsed->term.type = ANNALS_QUERY_FIELD;
      *at += n_bytes;
    }
  parsed->term.value = read_value (at, &parsed->term.is_phrase, &is_unfinished);
  parsed->pattern = annals_pattern_new (parsed->term.value, parsed->term.is_phrase, is_unfinished);
  if (parsed->term.is_phrase && !is_unfinished)
    parsed->whole = annals_fold_to_key (parsed->term.value);
  if (parsed->term.field != NULL)
    read_field (parsed);
}

static void
read_rest (const char **at, AnnalsParsedTerm *parsed)
{
  parsed->term.value = g_strdup (*at);
  parsed->pattern = annals_pattern_new ("", FALSE, FALSE);
  parsed->term.mistake = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Only the first %u term is searched.",
                                                       "Only the first %u terms are searched.", TERMS_MAX),
                                          TERMS_MAX);
  *at += strlen (*at);
}

GArray *
annals_query_parse (const char *text)
{
  GArray *terms = g_array_new (FALSE, TRUE, sizeof (AnnalsParsedTerm));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *at = valid, *last = valid;
  guint n_characters = 0; /* before `last` */

  g_array_set_clear_func (terms, clear_term);
  for (;;)
    {
      AnnalsParsedTerm parsed = { 0 };

      while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (*at == '\0')
        return terms;
      n_characters += (guint) g_utf8_pointer_to_offset (last, at);
      last = at;
      parsed.term.begin = n_characters;
      if (terms->len < TERMS_MAX)
        read_term (&at, &parsed);
      else
        read_rest (&at, &parsed);
      n_characters += (guint) g_utf8_pointer_to_offset (last, at);
      last = at;
      parsed.term.end = n_characters;
      /* A dash or a pair of quotes by itself is no term. */
      if (parsed.term.field == NULL && parsed.term.value[0] == '\0')
        clear_term (&parsed);
      else
        g_array_append_val (terms, parsed);
    }
}
