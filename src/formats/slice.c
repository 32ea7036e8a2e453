/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slice of JSON text that the scanner has passed. Since it has, no syntax is checked here: only
 * the slice's end is never passed. */
#include "formats/slice.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/scanner.h"

static const char *
skip_space (const char *at, const char *end)
{
  at = MIN (at, end);
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    at++;
  return at;
}

/* at: the opening quote. Returns the byte behind the closing one. */
static const char *
skip_string (const char *at, const char *end)
{
  const char *quote = at;

  for (at++; at < end;)
    {
      const char *escape;

      /* Looked for again only behind an escape that has it: each byte is passed once. */
      if (quote < at)
        quote = memchr (at, '"', end - at);
      if (quote == NULL)
        quote = end;
      escape = memchr (at, '\\', quote - at);
      if (escape == NULL)
        return MIN (quote + 1, end);
      at = escape + 2;
    }
  return end;
}

static const char *
skip_value (const char *at, const char *end)
{
  guint depth = 0;

  do
    {
      if (at >= end)
        return end;
      if (*at == '"')
        {
          at = skip_string (at, end);
          continue;
        }
      if (*at == '{' || *at == '[')
        depth++;
      else if (*at == '}' || *at == ']')
        depth--;
      else if (depth == 0)
        {
          while (at < end && strchr (",]} \n\r\t", *at) == NULL)
            at++;
          return at;
        }
      at++;
    }
  while (depth > 0);
  return at;
}

/* The name between its quotes, unescaped. (transfer full) */
static char *
read_name (const char *begin, const char *end)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *list = NULL;

  if (memchr (begin, '\\', end - begin) == NULL)
    return g_strndup (begin, end - begin);

  list = g_strdup_printf ("\"%.*s\"", (int)MIN (end - begin, G_MAXINT / 2), begin);
  node = annals_slice_parse (list, strlen (list));
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
    return g_strndup (begin, end - begin);
  return json_node_dup_string (node);
}

/* With a function it tells what there is to mend and writes nothing; without, it mends. */
typedef struct
{
  char *text;
  AnnalsMendFunc func;
  gpointer data;
  guint depth;
  GHashTable
      *names[ANNALS_SCANNER_DEPTH_MAX + 1]; /* of the objects that are open; NULL: an array */
} Mender;

static guint
read_hex (const char *at)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    value = value << 4 | g_ascii_xdigit_value (at[i]);
  return value;
}

/* at: the backslash of \uXXXX. Is it the first of a surrogate pair? */
static gboolean
is_pair (const char *at, const char *end)
{
  return end - at >= 12 && at[6] == '\\' && at[7] == 'u' && read_hex (at + 2) >= 0xD800
         && read_hex (at + 2) <= 0xDBFF && read_hex (at + 8) >= 0xDC00
         && read_hex (at + 8) <= 0xDFFF;
}

/* at: the backslash of \uXXXX. Returns the byte behind the escape, or behind both of a pair. */
static char *
mend_escape (Mender *mender, char *at, const char *end)
{
  guint value = end - at >= 6 ? read_hex (at + 2) : 0xFFFD;

  if (is_pair (at, end))
    return at + 12;
  if (value == 0 || (value >= 0xD800 && value <= 0xDFFF))
    {
      if (mender->func != NULL)
        mender->func (value == 0 ? ANNALS_MEND_NUL : ANNALS_MEND_SURROGATE, at - mender->text, NULL,
                      mender->data);
      else
        memcpy (at + 2, "fffd", 4);
    }
  return MIN (at + 6, (char *)end);
}

static char *
mend_string (Mender *mender, char *at, const char *end)
{
  for (at++; at < end && *at != '"';)
    if (*at != '\\')
      at++;
    else if (at + 1 < end && at[1] == 'u')
      at = mend_escape (mender, at, end);
    else
      at += 2;
  return MIN (at + 1, (char *)end);
}

static void
mend_name (Mender *mender, const char *begin, const char *end)
{
  GHashTable *names = mender->depth > 0 ? mender->names[mender->depth] : NULL;
  g_autofree char *name = NULL;

  if (names == NULL)
    return;
  name = read_name (begin + 1, end - 1);
  if (mender->func != NULL && g_hash_table_contains (names, name))
    mender->func (ANNALS_MEND_SAME_NAME, begin - mender->text, name, mender->data);
  g_hash_table_add (names, g_steal_pointer (&name));
}

static void
mend_number (Mender *mender, char *begin, const char *end)
{
  /* As much as decides: a number is as long as it likes. */
  gsize length = end - begin;
  gboolean is_integer = TRUE;
  gboolean is_beyond;
  g_autofree char *number = NULL;

  for (gsize i = 0; i < length && is_integer; i++)
    is_integer = begin[i] != '.' && begin[i] != 'e' && begin[i] != 'E';
  if (length < 5 || (is_integer && length < 19))
    return;

  number = g_strndup (begin, length);
  if (is_integer)
    {
      errno = 0;
      g_ascii_strtoll (number, NULL, 10);
      is_beyond = errno == ERANGE;
    }
  else
    is_beyond = !isfinite (g_ascii_strtod (number, NULL));
  if (!is_beyond)
    return;

  if (mender->func != NULL)
    mender->func (is_integer ? ANNALS_MEND_BIG_INTEGER : ANNALS_MEND_BIG_NUMBER,
                  begin - mender->text, NULL, mender->data);
  else
    {
      memset (begin, ' ', length);
      memcpy (begin, "null", 4);
    }
}

static void
walk_mends (char *text, gsize length, AnnalsMendFunc func, gpointer data)
{
  g_autofree Mender *mender = g_new0 (Mender, 1);
  char *at = text;
  const char *end = text + length;
  gboolean is_name = FALSE;

  mender->text = text;
  mender->func = func;
  mender->data = data;
  while (at < end)
    {
      char *begin = at;
      char c = *at;

      if (c == '"')
        {
          at = mend_string (mender, at, end);
          /* Of a name that stands twice there is nothing but a word to say: who does not ask for it
           * is spared a table of names for every object. */
          if (is_name && func != NULL)
            mend_name (mender, begin, at);
          is_name = FALSE;
          continue;
        }
      at++;
      if (c == '{' || c == '[')
        {
          mender->depth = MIN (mender->depth + 1, ANNALS_SCANNER_DEPTH_MAX);
          g_clear_pointer (&mender->names[mender->depth], g_hash_table_unref);
          if (c == '{' && func != NULL)
            mender->names[mender->depth]
                = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          is_name = c == '{';
        }
      else if (c == '}' || c == ']')
        {
          g_clear_pointer (&mender->names[mender->depth], g_hash_table_unref);
          mender->depth -= mender->depth > 0;
        }
      else if (c == ',')
        is_name = mender->depth > 0 && mender->names[mender->depth] != NULL;
      else if (c == '-' || g_ascii_isdigit (c))
        {
          while (at < end && strchr (",]} \n\r\t", *at) == NULL)
            at++;
          mend_number (mender, begin, at);
        }
    }
  for (guint d = 0; d <= ANNALS_SCANNER_DEPTH_MAX; d++)
    g_clear_pointer (&mender->names[d], g_hash_table_unref);
}

void
annals_slice_mend (char *text, gsize length, AnnalsMendFunc func, gpointer data)
{
  if (func != NULL)
    walk_mends (text, length, func, data);
  walk_mends (text, length, NULL, NULL);
}

void
annals_slice_foreach_mend (const char *text, gsize length, AnnalsMendFunc func, gpointer data)
{
  walk_mends ((char *)text, length, func, data);
}

char *
annals_mend_to_text (AnnalsMend mend, const char *text)
{
  switch (mend)
    {
    case ANNALS_MEND_NUL:
      return g_strdup (_ ("A text holds \\u0000, which no text may; it is read as �."));
    case ANNALS_MEND_SURROGATE:
      return g_strdup (
          _ ("A text holds half of a surrogate pair, which is no character; it is read as �."));
    case ANNALS_MEND_BIG_INTEGER:
      return g_strdup (_ ("An integer is beyond 64 bits; it is read as null."));
    case ANNALS_MEND_BIG_NUMBER:
      return g_strdup (_ ("A number is beyond what a double holds; it is read as null."));
    default:
      return g_strdup_printf (_ ("The member “%s” stands more than once; the last one counts."),
                              text);
    }
}

/* The member's value in the object at `at`, the last of that name; NULL when there is none. */
static const char *
find_member (const char *at, const char *end, const char *name, const char **name_at)
{
  gsize name_length = strlen (name);
  const char *found = NULL;

  for (at = skip_space (at + 1, end); at < end && *at == '"';)
    {
      const char *begin = at;
      gboolean is_it;

      at = skip_string (at, end);
      if (memchr (begin, '\\', at - begin) != NULL)
        {
          g_autofree char *unescaped = read_name (begin + 1, at - 1);

          is_it = strcmp (unescaped, name) == 0;
        }
      else
        is_it
            = (gsize)(at - begin) == name_length + 2 && memcmp (begin + 1, name, name_length) == 0;
      at = skip_space (at, end);
      at = skip_space (at + 1, end); /* past the colon */
      if (is_it)
        {
          found = at;
          *name_at = begin;
        }
      at = skip_space (skip_value (at, end), end);
      if (at < end && *at == ',')
        at = skip_space (at + 1, end);
    }
  return found;
}

static const char *
find_element (const char *at, const char *end, guint index)
{
  at = skip_space (at + 1, end);
  for (; index > 0 && at < end && *at != ']'; index--)
    {
      at = skip_space (skip_value (at, end), end);
      if (at < end && *at == ',')
        at = skip_space (at + 1, end);
    }
  return at < end && *at != ']' ? at : NULL;
}

gboolean
annals_slice_locate (const char *text,
                     gsize length,
                     const AnnalsStep *steps,
                     guint n_steps,
                     gboolean is_name,
                     gsize *offset)
{
  const char *end = text + length;
  const char *at = skip_space (text, end), *name_at = at;

  for (guint s = 0; s < n_steps; s++)
    {
      const char *next = NULL;

      *offset = at - text;
      if (at < end && *at == (steps[s].name != NULL ? '{' : '['))
        next = steps[s].name != NULL ? find_member (at, end, steps[s].name, &name_at)
                                     : find_element (at, end, steps[s].index);
      if (next == NULL)
        return FALSE;
      if (steps[s].name == NULL)
        name_at = next;
      at = next;
    }
  *offset = (is_name ? name_at : at) - text;
  return TRUE;
}

/* at: within a string. Returns the byte behind the character or escape that begins there. */
static const char *
skip_character (const char *at, const char *end)
{
  if (*at != '\\')
    return MIN (g_utf8_next_char (at), end);
  if (end - at < 6 || at[1] != 'u')
    return MIN (at + 2, end);
  return at + (is_pair (at, end) ? 12 : 6);
}

gsize
annals_slice_get_value_length (const char *text, gsize length, gsize offset)
{
  return skip_value (text + offset, text + length) - (text + offset);
}

gsize
annals_slice_locate_character (const char *text, gsize length, gsize offset, guint character)
{
  const char *at = text + offset, *end = text + length;

  if (at >= end || *at != '"')
    return offset;
  for (at++; character > 1 && at < end && *at != '"'; character--)
    at = skip_character (at, end);
  return MIN (at, end) - text;
}

void
annals_slice_append_shortened (GString *to, const char *text, gsize length)
{
  const char *at = text, *end = text + length;

  /* As nearly all are. */
  if (length <= ANNALS_SLICE_STRING_MAX)
    {
      g_string_append_len (to, text, length);
      return;
    }
  while (at < end)
    {
      const char *quote = memchr (at, '"', end - at), *next, *cut;

      g_string_append_len (to, at, (quote != NULL ? quote : end) - at);
      if (quote == NULL)
        return;
      next = cut = skip_string (quote, end);
      if (next - quote > ANNALS_SLICE_STRING_MAX)
        for (cut = quote + 1; cut - quote < ANNALS_SLICE_STRING_MAX;)
          cut = skip_character (cut, end);
      g_string_append_len (to, quote, cut - quote);
      if (cut < next)
        g_string_append_c (to, '"');
      at = next;
    }
}

/* list: with its brackets, since json-glib 1.6 takes no bare text or number at the root. */
static JsonNode *
parse_list (char *list, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  annals_slice_mend (list, length, NULL, NULL);
  if (!json_parser_load_from_data (parser, list, length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root)
      || json_array_get_length (json_node_get_array (root)) != 1)
    return NULL;
  return json_array_dup_element (json_node_get_array (root), 0);
}

void
annals_slice_iter_init (AnnalsSliceIter *iter, const char *text, gsize length)
{
  *iter = (AnnalsSliceIter){ .end = text + length, .is_object = *text == '{' };
  iter->at = skip_space (text + 1, iter->end);
}

gboolean
annals_slice_iter_next (AnnalsSliceIter *iter)
{
  const char *at = iter->at;

  if (at >= iter->end || *at == '}' || *at == ']')
    return FALSE;
  if (iter->is_object)
    {
      iter->name = at;
      at = skip_string (at, iter->end);
      iter->name_length = at - iter->name;
      at = skip_space (at, iter->end);
      at = skip_space (at + 1, iter->end); /* past the colon */
    }
  iter->value = at;
  at = skip_value (at, iter->end);
  iter->value_length = at - iter->value;
  at = skip_space (at, iter->end);
  if (at < iter->end && *at == ',')
    at = skip_space (at + 1, iter->end);
  iter->at = at;
  return TRUE;
}

char *
annals_slice_get_string (const char *text, gsize length)
{
  return length >= 2 && *text == '"' ? read_name (text + 1, text + length - 1) : NULL;
}

JsonNode *
annals_slice_parse (const char *text, gsize length)
{
  g_autofree char *list = g_malloc (length + 3);

  list[0] = '[';
  memcpy (list + 1, text, length);
  list[length + 1] = ']';
  list[length + 2] = '\0';
  return parse_list (list, length + 2);
}

JsonNode *
annals_slice_parse_shortened (const char *text, gsize length)
{
  g_autoptr (GString) list = g_string_new ("[");

  annals_slice_append_shortened (list, text, length);
  g_string_append_c (list, ']');
  return parse_list (list->str, list->len);
}
