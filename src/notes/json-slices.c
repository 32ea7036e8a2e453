/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON text read as a tree of slices.
 *
 *   value  = object | array | string | number | "true" | "false" | "null"
 *   object = "{" [ string ":" value *( "," string ":" value ) ] "}"
 *   array  = "[" [ value *( "," value ) ] "]"          (RFC 8259)
 *
 * Nodes lie in one array in the order of their first byte; a node's children follow it. */
#include "notes/json-slices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  AnnalsJsonType type;
  int next;                  /* sibling, ANNALS_JSON_NONE at the end */
  int first_child;           /* ANNALS_JSON_NONE where there is none */
  gsize begin, end;          /* bytes of the value */
  gsize name_begin, name_end; /* of a member's name, quotes included; equal where it is none */
} Node;

struct _AnnalsJsonSlices
{
  GBytes *bytes;
  const char *text;
  gsize length;
  GArray *nodes; /* of Node */
};

typedef struct
{
  AnnalsJsonSlices *slices;
  gsize at;
  GError **error;
} Reader;

static gboolean read_value (Reader *reader, guint depth, int *node);

static gboolean
fail (Reader *reader, const char *what)
{
  guint line = 1, column = 1;
  const char *text = reader->slices->text;

  for (gsize i = 0; i < reader->at; i++)
    {
      if (text[i] == '\n')
        {
          line++;
          column = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        column++;
    }
  g_set_error (reader->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("line %u, column %u: %s"), line,
               column, what);
  return FALSE;
}

static inline int
peek (Reader *reader)
{
  return reader->at < reader->slices->length ? (guchar) reader->slices->text[reader->at] : -1;
}

static void
skip_space (Reader *reader)
{
  int c;

  while ((c = peek (reader)) == ' ' || c == '\t' || c == '\n' || c == '\r')
    reader->at++;
}

static gboolean
read_escape (Reader *reader)
{
  int c = peek (reader);

  if (c != 'u')
    {
      if (c <= 0 || strchr ("\"\\/bfnrt", c) == NULL)
        return fail (reader, _("this escape is not JSON"));
      reader->at++;
      return TRUE;
    }
  reader->at++;
  for (int i = 0; i < 4; i++)
    {
      c = peek (reader);
      if (c < 0 || !g_ascii_isxdigit (c))
        return fail (reader, _("expected four hexadecimal digits"));
      reader->at++;
    }
  return TRUE;
}

static gboolean
read_string (Reader *reader)
{
  if (peek (reader) != '"')
    return fail (reader, _("expected a string in double quotes"));
  reader->at++;
  for (;;)
    {
      int c = peek (reader);

      if (c < 0)
        return fail (reader, _("the file ends inside a string"));
      if (c < 0x20)
        return fail (reader, _("a control character stands in a string"));
      reader->at++;
      if (c == '"')
        return TRUE;
      if (c == '\\' && !read_escape (reader))
        return FALSE;
    }
}

static gboolean
read_digits (Reader *reader)
{
  if (peek (reader) < 0 || !g_ascii_isdigit (peek (reader)))
    return fail (reader, _("expected a digit"));
  while (peek (reader) >= 0 && g_ascii_isdigit (peek (reader)))
    reader->at++;
  return TRUE;
}

static gboolean
read_number (Reader *reader)
{
  if (peek (reader) == '-')
    reader->at++;
  if (peek (reader) == '0')
    reader->at++;
  else if (!read_digits (reader))
    return FALSE;
  if (peek (reader) == '.')
    {
      reader->at++;
      if (!read_digits (reader))
        return FALSE;
    }
  if (peek (reader) == 'e' || peek (reader) == 'E')
    {
      reader->at++;
      if (peek (reader) == '+' || peek (reader) == '-')
        reader->at++;
      if (!read_digits (reader))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_literal (Reader *reader)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (reader->slices->length - reader->at >= length
          && memcmp (reader->slices->text + reader->at, words[i], length) == 0)
        {
          reader->at += length;
          return TRUE;
        }
    }
  return fail (reader, _("expected a value"));
}

static Node *
node_at (AnnalsJsonSlices *slices, int node)
{
  return &g_array_index (slices->nodes, Node, node);
}

static gboolean
read_children (Reader *reader, guint depth, int parent, gboolean is_object)
{
  char closing = is_object ? '}' : ']';
  int last = ANNALS_JSON_NONE;

  if (depth >= ANNALS_JSON_DEPTH_MAX)
    return fail (reader, _("nested too deeply"));
  reader->at++;
  skip_space (reader);
  if (peek (reader) == closing)
    {
      reader->at++;
      return TRUE;
    }
  for (;;)
    {
      gsize name_begin = reader->at, name_end = reader->at;
      int child;

      if (is_object)
        {
          if (!read_string (reader))
            return FALSE;
          name_end = reader->at;
          skip_space (reader);
          if (peek (reader) != ':')
            return fail (reader, _("expected “:”"));
          reader->at++;
          skip_space (reader);
        }
      if (!read_value (reader, depth + 1, &child))
        return FALSE;
      node_at (reader->slices, child)->name_begin = name_begin;
      node_at (reader->slices, child)->name_end = name_end;
      if (last == ANNALS_JSON_NONE)
        node_at (reader->slices, parent)->first_child = child;
      else
        node_at (reader->slices, last)->next = child;
      last = child;
      skip_space (reader);
      if (peek (reader) == closing)
        {
          reader->at++;
          return TRUE;
        }
      if (peek (reader) != ',')
        return fail (reader, is_object ? _("expected “,” or “}”") : _("expected “,” or “]”"));
      reader->at++;
      skip_space (reader);
    }
}

static gboolean
read_value (Reader *reader, guint depth, int *node)
{
  Node blank = { ANNALS_JSON_LITERAL, ANNALS_JSON_NONE, ANNALS_JSON_NONE, reader->at, 0, 0, 0 };
  int c = peek (reader);
  gboolean is_read;

  *node = (int) reader->slices->nodes->len;
  g_array_append_val (reader->slices->nodes, blank);
  if (c == '{' || c == '[')
    {
      node_at (reader->slices, *node)->type = c == '{' ? ANNALS_JSON_OBJECT : ANNALS_JSON_ARRAY;
      is_read = read_children (reader, depth, *node, c == '{');
    }
  else if (c == '"')
    {
      node_at (reader->slices, *node)->type = ANNALS_JSON_STRING;
      is_read = read_string (reader);
    }
  else if (c == '-' || (c >= '0' && c <= '9'))
    {
      node_at (reader->slices, *node)->type = ANNALS_JSON_NUMBER;
      is_read = read_number (reader);
    }
  else
    is_read = read_literal (reader);
  node_at (reader->slices, *node)->end = reader->at;
  return is_read;
}

AnnalsJsonSlices *
annals_json_slices_new (GBytes *text, GError **error)
{
  g_autoptr (AnnalsJsonSlices) self = g_new0 (AnnalsJsonSlices, 1);
  Reader reader = { self, 0, error };
  const char *end;
  int root;

  self->bytes = g_bytes_ref (text);
  self->text = g_bytes_get_data (text, &self->length);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  if (self->length > 0 && !g_utf8_validate_len (self->text, self->length, &end))
    {
      reader.at = (gsize) (end - self->text);
      fail (&reader, _("this is not UTF-8"));
      return NULL;
    }
  if (self->length >= 3 && memcmp (self->text, "\xef\xbb\xbf", 3) == 0)
    reader.at = 3;
  skip_space (&reader);
  if (!read_value (&reader, 0, &root))
    return NULL;
  skip_space (&reader);
  if (reader.at < self->length)
    {
      fail (&reader, _("something stands after the end"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

AnnalsJsonSlices *
annals_json_slices_new_from_string (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return annals_json_slices_new (bytes, NULL);
}

void
annals_json_slices_free (AnnalsJsonSlices *slices)
{
  g_clear_pointer (&slices->bytes, g_bytes_unref);
  g_clear_pointer (&slices->nodes, g_array_unref);
  g_free (slices);
}

gboolean
annals_json_slices_is (AnnalsJsonSlices *slices, int node, AnnalsJsonType type)
{
  return node != ANNALS_JSON_NONE && node_at (slices, node)->type == type;
}

int
annals_json_slices_first_child (AnnalsJsonSlices *slices, int node)
{
  return node == ANNALS_JSON_NONE ? ANNALS_JSON_NONE : node_at (slices, node)->first_child;
}

int
annals_json_slices_next (AnnalsJsonSlices *slices, int node)
{
  return node == ANNALS_JSON_NONE ? ANNALS_JSON_NONE : node_at (slices, node)->next;
}

static gunichar
read_hex (const char *at)
{
  gunichar value = 0;

  for (int i = 0; i < 4; i++)
    value = value * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
  return value;
}

/* `at` stands behind the backslash; answers how many bytes the escape takes from there. */
static gsize
unescape (const char *at, const char *end, GString *out)
{
  static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
  const char *found = strchr (from, *at);
  gunichar c;

  if (*at != 'u')
    {
      g_string_append_c (out, found != NULL ? to[found - from] : *at);
      return 1;
    }
  c = read_hex (at + 1);
  if (c >= 0xd800 && c < 0xdc00 && end - at >= 11 && at[5] == '\\' && at[6] == 'u')
    {
      gunichar low = read_hex (at + 7);

      if (low >= 0xdc00 && low < 0xe000)
        {
          g_string_append_unichar (out, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
          return 11;
        }
    }
  g_string_append_unichar (out, c == 0 || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c);
  return 5;
}

/* The characters between two quotes. */
static char *
unquote (AnnalsJsonSlices *slices, gsize begin, gsize end)
{
  const char *at = slices->text + begin + 1, *stop = slices->text + end - 1;
  GString *out = g_string_sized_new (end - begin);

  while (at < stop)
    {
      const char *escape = memchr (at, '\\', (gsize) (stop - at));

      g_string_append_len (out, at, (escape != NULL ? escape : stop) - at);
      if (escape == NULL)
        break;
      at = escape + 1 + unescape (escape + 1, stop, out);
    }
  return g_string_free (out, FALSE);
}

char *
annals_json_slices_name (AnnalsJsonSlices *slices, int node)
{
  Node *member = node_at (slices, node);

  return member->name_end > member->name_begin ? unquote (slices, member->name_begin, member->name_end)
                                               : NULL;
}

char *
annals_json_slices_string (AnnalsJsonSlices *slices, int node)
{
  if (!annals_json_slices_is (slices, node, ANNALS_JSON_STRING))
    return NULL;
  return unquote (slices, node_at (slices, node)->begin, node_at (slices, node)->end);
}

static gboolean
has_name (AnnalsJsonSlices *slices, int node, const char *name)
{
  Node *member = node_at (slices, node);
  const char *at = slices->text + member->name_begin + 1;
  gsize length = member->name_end - member->name_begin;
  g_autofree char *unquoted = NULL;

  if (length < 2)
    return FALSE;
  if (memchr (at, '\\', length - 2) == NULL)
    return strlen (name) == length - 2 && memcmp (name, at, length - 2) == 0;
  unquoted = annals_json_slices_name (slices, node);
  return strcmp (unquoted, name) == 0;
}

int
annals_json_slices_member (AnnalsJsonSlices *slices, int node, const char *name)
{
  int found = ANNALS_JSON_NONE;

  if (!annals_json_slices_is (slices, node, ANNALS_JSON_OBJECT))
    return ANNALS_JSON_NONE;
  for (int child = node_at (slices, node)->first_child; child != ANNALS_JSON_NONE;
       child = node_at (slices, child)->next)
    if (has_name (slices, child, name))
      found = child;
  return found;
}

char *
annals_json_slices_member_string (AnnalsJsonSlices *slices, int node, const char *name)
{
  return annals_json_slices_string (slices, annals_json_slices_member (slices, node, name));
}

char *
annals_json_slices_raw (AnnalsJsonSlices *slices, int node)
{
  Node *value = node_at (slices, node);

  return g_strndup (slices->text + value->begin, value->end - value->begin);
}

gboolean
annals_json_slices_has_word (AnnalsJsonSlices *slices, int node, const char *word)
{
  g_autofree char *text = annals_json_slices_string (slices, node);

  if (text != NULL)
    return strcmp (text, word) == 0;
  if (!annals_json_slices_is (slices, node, ANNALS_JSON_ARRAY))
    return FALSE;
  for (int child = node_at (slices, node)->first_child; child != ANNALS_JSON_NONE;
       child = node_at (slices, child)->next)
    {
      g_autofree char *item = annals_json_slices_string (slices, child);

      if (g_strcmp0 (item, word) == 0)
        return TRUE;
    }
  return FALSE;
}

void
annals_json_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      guchar c = (guchar) *at;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '"');
}

char *
annals_json_quote (const char *text)
{
  GString *out = g_string_new (NULL);

  annals_json_append_string (out, text);
  return g_string_free (out, FALSE);
}

static void
append_member (GString *out, const char *separator, const char *name, gssize name_length, const char *raw,
               gssize raw_length)
{
  if (out->len > 1)
    g_string_append_c (out, ',');
  g_string_append (out, separator);
  g_string_append_len (out, name, name_length);
  g_string_append (out, ": ");
  g_string_append_len (out, raw, raw_length);
}

char *
annals_json_patch_object (AnnalsJsonSlices *slices, int node, const AnnalsJsonPatch *patches,
                          guint n_patches, const char *separator, const char *closing)
{
  g_autofree gboolean *is_done = g_new0 (gboolean, n_patches + 1);
  GString *out = g_string_new ("{");
  int child = node == ANNALS_JSON_NONE ? ANNALS_JSON_NONE : node_at (slices, node)->first_child;

  for (; child != ANNALS_JSON_NONE; child = node_at (slices, child)->next)
    {
      Node *member = node_at (slices, child);
      guint i = 0;

      while (i < n_patches && !has_name (slices, child, patches[i].name))
        i++;
      if (i == n_patches)
        append_member (out, separator, slices->text + member->name_begin,
                       (gssize) (member->name_end - member->name_begin), slices->text + member->begin,
                       (gssize) (member->end - member->begin));
      else if (patches[i].raw != NULL && !is_done[i])
        append_member (out, separator, slices->text + member->name_begin,
                       (gssize) (member->name_end - member->name_begin), patches[i].raw, -1);
      if (i < n_patches)
        is_done[i] = TRUE;
    }
  for (guint i = 0; i < n_patches; i++)
    {
      g_autofree char *name = annals_json_quote (patches[i].name);

      if (!is_done[i] && patches[i].raw != NULL)
        append_member (out, separator, name, -1, patches[i].raw, -1);
    }
  g_string_append (out, closing);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
