/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML to plain text, in one pass over the tags and one over the white space that is left.
 *
 *     tag     = "<" [ "/" ] name *( space attribute ) [ "/" ] ">"
 *     name    = letter *( letter / digit / "-" )     ; so "<ada@example.org>" is none
 *     entity  = "&" ( name / "#" digits / "#x" hex digits ) ";"
 *
 * Whatever runs to the end of the text without finding its own end is looked for only once: then
 * there is none for what comes later either. */
#include "formats/html-text.h"

#include <string.h>

#include "model/builder.h"

/* How the text under way marks its breaks, until it is known whether its own are white space. */
#define BREAK '\x1E'     /* one line more */
#define LINE '\x1F'      /* a new line, if this is none */
#define PARAGRAPH '\x1D' /* an empty line */

/* "&#x0010FFFF;" */
#define ENTITY_MAX 12

typedef struct
{
  const char *at, *end;
  GString *text;
  GPtrArray *links, *images; /* borrowed, nullable */
  gboolean has_breaks;
  /* What was looked for to the end of the text, and is not there. */
  gboolean no_quoted_end, no_tag_end, no_comment_end;
} Reader;

/* What a tag does to the text, or to the lists; by name, as strcmp() orders them. */
static const struct
{
  const char *name;
  char mark;
  const char *address; /* the attribute that has one */
  gboolean is_image;
} tags[] = {
  { "a", 0, "href", FALSE },
  { "area", 0, "href", FALSE },
  { "article", PARAGRAPH, NULL, FALSE },
  { "audio", 0, "src", TRUE },
  { "blockquote", PARAGRAPH, NULL, FALSE },
  { "br", BREAK, NULL, FALSE },
  { "caption", LINE, NULL, FALSE },
  { "dd", LINE, NULL, FALSE },
  { "div", LINE, NULL, FALSE },
  { "dl", PARAGRAPH, NULL, FALSE },
  { "dt", LINE, NULL, FALSE },
  { "embed", 0, "src", TRUE },
  { "figcaption", LINE, NULL, FALSE },
  { "figure", PARAGRAPH, NULL, FALSE },
  { "footer", PARAGRAPH, NULL, FALSE },
  { "h1", PARAGRAPH, NULL, FALSE },
  { "h2", PARAGRAPH, NULL, FALSE },
  { "h3", PARAGRAPH, NULL, FALSE },
  { "h4", PARAGRAPH, NULL, FALSE },
  { "h5", PARAGRAPH, NULL, FALSE },
  { "h6", PARAGRAPH, NULL, FALSE },
  { "header", PARAGRAPH, NULL, FALSE },
  { "hr", PARAGRAPH, NULL, FALSE },
  { "iframe", 0, "src", TRUE },
  { "img", 0, "src", TRUE },
  { "li", LINE, NULL, FALSE },
  { "ol", PARAGRAPH, NULL, FALSE },
  { "p", PARAGRAPH, NULL, FALSE },
  { "pre", PARAGRAPH, NULL, FALSE },
  { "section", PARAGRAPH, NULL, FALSE },
  { "source", 0, "src", TRUE },
  { "table", PARAGRAPH, NULL, FALSE },
  { "td", ' ', NULL, FALSE },
  { "th", ' ', NULL, FALSE },
  { "tr", LINE, NULL, FALSE },
  { "ul", PARAGRAPH, NULL, FALSE },
  { "video", 0, "src", TRUE },
};

static gboolean
name_is (const char *name, gsize length, const char *expected)
{
  return strlen (expected) == length && g_ascii_strncasecmp (name, expected, length) == 0;
}

/* Numbers from 128 to 159 are what Windows wrote them for (HTML, "numeric character reference end
 * state"). 0: no character that a text may hold. */
static gunichar
character_of_number (guint64 number)
{
  static const guint16 windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
  };

  if (number >= 0x80 && number <= 0x9F)
    return windows[number - 0x80];
  if (number == '\t' || number == '\n' || number == '\r')
    return number;
  return number >= ' ' && number != 0x7F && number <= 0x10FFFF && g_unichar_validate (number)
             ? (gunichar)number
             : 0;
}

/* at: an ampersand. Returns the length of the entity that is there, 0 where there is none. */
static gsize
read_entity (const char *at, const char *end, gunichar *character)
{
  gsize room = MIN (end - at, ENTITY_MAX);
  const char *semicolon = memchr (at, ';', room);
  gsize length = semicolon != NULL ? semicolon - at - 1 : 0; /* between the two */
  g_autofree char *digits = NULL;
  guint64 number;
  gboolean is_hex;

  *character = 0;
  if (length == 0)
    return 0;
  if (at[1] != '#')
    *character = annals_html_entity (at + 1, length);
  else
    {
      is_hex = length > 1 && (at[2] == 'x' || at[2] == 'X');
      digits = g_strndup (at + (is_hex ? 3 : 2), length - (is_hex ? 2 : 1));
      if (g_ascii_string_to_unsigned (digits, is_hex ? 16 : 10, 0, G_MAXUINT32, &number, NULL))
        *character = character_of_number (number);
    }
  return *character != 0 ? length + 2 : 0;
}

static void
append_text (GString *text, const char *at, const char *end)
{
  while (at < end)
    {
      gunichar character;
      gsize length = *at == '&' ? read_entity (at, end, &character) : 0;

      if (length > 0)
        g_string_append_unichar (text, character);
      else
        /* No character of the text is one of the marks. */
        g_string_append_c (text, (guint8)*at < ' ' && strchr ("\t\n\r", *at) == NULL ? ' ' : *at);
      at += MAX (length, 1);
    }
}

/* From behind a tag's name to its `>`, past those in quotes; NULL where there is none. */
static const char *
find_tag_end (Reader *reader, const char *at)
{
  char quote = 0, last = 0;
  const char *found;

  for (const char *c = at; c < reader->end && !reader->no_quoted_end; c++)
    if (quote != 0)
      quote = *c == quote ? 0 : quote;
    else if (*c == '>')
      return c;
    else if ((*c == '"' || *c == '\'') && last == '=')
      last = quote = *c;
    else if (!g_ascii_isspace (*c))
      last = *c;
  reader->no_quoted_end = TRUE;

  found = reader->no_tag_end ? NULL : memchr (at, '>', reader->end - at);
  reader->no_tag_end = found == NULL;
  return found;
}

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && (g_ascii_isspace (*at) || *at == '/'))
    at++;
  return at;
}

/* The attribute's value in a tag, its entities resolved. (transfer full) (nullable) */
static char *
read_attribute (const char *at, const char *end, const char *name)
{
  while ((at = skip_space (at, end)) < end)
    {
      const char *begin = at, *name_end, *value, *value_end;
      char quote = 0;

      for (at++; at < end && !g_ascii_isspace (*at) && *at != '=' && *at != '/';)
        at++;
      name_end = at;
      while (at < end && g_ascii_isspace (*at))
        at++;
      if (at == end || *at != '=')
        continue;
      for (at++; at < end && g_ascii_isspace (*at);)
        at++;
      if (at < end && (*at == '"' || *at == '\''))
        quote = *at++;
      value = at;
      while (at < end && (quote != 0 ? *at != quote : !g_ascii_isspace (*at)))
        at++;
      value_end = at;
      at += at < end && quote != 0;
      if (name_is (begin, name_end - begin, name))
        {
          GString *text = g_string_new (NULL);

          append_text (text, value, value_end);
          return g_strstrip (g_string_free (text, FALSE));
        }
    }
  return NULL;
}

static void
collect_address (
    Reader *reader, const char *attributes, const char *end, const char *name, gboolean is_image)
{
  GPtrArray *list = is_image ? reader->images : reader->links;
  g_autofree char *address = list != NULL ? read_attribute (attributes, end, name) : NULL;

  if (address != NULL && *address != '\0' && (is_image || annals_source_id_is_address (address)))
    g_ptr_array_add (list, g_steal_pointer (&address));
}

/* Behind the end of the element whose content is no text; the text's end where it has none. */
static const char *
skip_element (const char *at, const char *end, const char *name, gsize length)
{
  while ((at = memchr (at, '<', end - at)) != NULL)
    {
      at++;
      if ((gsize)(end - at) > length && *at == '/'
          && g_ascii_strncasecmp (at + 1, name, length) == 0)
        {
          const char *close = memchr (at, '>', end - at);

          return close != NULL ? close + 1 : end;
        }
    }
  return end;
}

/* At a `<`; FALSE where it opens no tag. */
static gboolean
read_tag (Reader *reader)
{
  const char *name = reader->at + 1, *end = reader->end, *name_end, *close;
  gboolean is_end = name < end && *name == '/';
  gsize length;

  name += is_end;
  for (name_end = name; name_end < end && (g_ascii_isalnum (*name_end) || *name_end == '-');)
    name_end++;
  length = name_end - name;
  if (length == 0 || !g_ascii_isalpha (*name) || name_end == end
      || (!g_ascii_isspace (*name_end) && *name_end != '/' && *name_end != '>'))
    return FALSE;
  close = find_tag_end (reader, name_end);
  if (close == NULL)
    return FALSE;

  reader->at = close + 1;
  if (!is_end && (name_is (name, length, "script") || name_is (name, length, "style")))
    reader->at = skip_element (reader->at, end, name, length);
  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    if (name_is (name, length, tags[t].name))
      {
        if (tags[t].mark != 0)
          g_string_append_c (reader->text, tags[t].mark);
        reader->has_breaks |= tags[t].mark != 0 && tags[t].mark != ' ';
        if (tags[t].address != NULL && !is_end)
          collect_address (reader, name_end, close, tags[t].address, tags[t].is_image);
        break;
      }
  return TRUE;
}

/* At a `<`: a comment, a document type, an instruction; FALSE where it is none. */
static gboolean
read_comment (Reader *reader)
{
  const char *close = NULL;

  if (reader->end - reader->at >= 4 && memcmp (reader->at, "<!--", 4) == 0)
    {
      if (!reader->no_comment_end)
        close = g_strstr_len (reader->at + 2, reader->end - reader->at - 2, "-->");
      reader->no_comment_end = close == NULL;
      if (close != NULL)
        reader->at = close + 3;
      return close != NULL;
    }
  if (reader->end - reader->at < 3 || (reader->at[1] != '!' && reader->at[1] != '?')
      || !(g_ascii_isalpha (reader->at[2]) || reader->at[2] == '['))
    return FALSE;
  close = find_tag_end (reader, reader->at + 2);
  if (close != NULL)
    reader->at = close + 1;
  return close != NULL;
}

/* White space as HTML sets it: runs are one space, or the most lines that a mark among them asks.
 */
static char *
set_lines (const GString *text)
{
  GString *set = g_string_sized_new (text->len);
  gboolean has_space = FALSE;
  guint n_lines = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      char c = text->str[i];

      if (c == BREAK)
        n_lines = MIN (n_lines + 1, 2);
      else if (c == LINE)
        n_lines = MAX (n_lines, 1);
      else if (c == PARAGRAPH)
        n_lines = 2;
      else if (g_ascii_isspace (c))
        has_space = TRUE;
      else
        {
          if (set->len > 0 && n_lines > 0)
            g_string_append (set, n_lines > 1 ? "\n\n" : "\n");
          else if (set->len > 0 && has_space)
            g_string_append_c (set, ' ');
          g_string_append_c (set, c);
          has_space = FALSE;
          n_lines = 0;
        }
    }
  return g_string_free (set, FALSE);
}

/* Has the text nothing of HTML in it, as most titles have not? */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '<' || *text == '&' || (guint8)*text < ' ')
      return FALSE;
  return TRUE;
}

static char *
read_html (const char *html, GPtrArray *links, GPtrArray *images)
{
  g_autoptr (GString) text = g_string_sized_new (strlen (html));
  Reader reader
      = { .at = html, .end = html + strlen (html), .text = text, .links = links, .images = images };

  while (reader.at < reader.end)
    {
      const char *next = memchr (reader.at, '<', reader.end - reader.at);

      append_text (text, reader.at, next != NULL ? next : reader.end);
      reader.at = next != NULL ? next : reader.end;
      if (next != NULL && !read_tag (&reader) && !read_comment (&reader))
        {
          g_string_append_c (text, '<');
          reader.at++;
        }
    }
  if (reader.has_breaks)
    return set_lines (text);
  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

char *
annals_html_to_text (const char *html, GPtrArray *links, GPtrArray *images)
{
  return is_plain (html) ? g_strstrip (g_strdup (html)) : read_html (html, links, images);
}

char *
annals_html_to_line (const char *html, GPtrArray *links, GPtrArray *images)
{
  char *line = is_plain (html) ? g_strdup (html) : read_html (html, links, images);
  char *to = line;

  for (const char *from = line; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
    else if (to > line && to[-1] != ' ')
      *to++ = ' ';
  if (to > line && to[-1] == ' ')
    to--;
  *to = '\0';
  return line;
}

char *
annals_html_to_name (const char *html)
{
  g_autofree char *line = html != NULL ? annals_html_to_line (html, NULL, NULL) : NULL;

  return line != NULL && *line != '\0' ? g_steal_pointer (&line) : NULL;
}
