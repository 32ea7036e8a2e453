/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text that a problem is about: its line of the file, as much of it as a person takes in.
 *
 *     "date": "2018-13-02",
 *     |             |
 *     first         at
 */
#include "model/problem-excerpt.h"

/* Columns before the place, where the line has more: what comes behind it tells less. */
#define COLUMNS_BEFORE 48

#define CONTROL_PICTURES 0x2400 /* ␀, ␁ … ␟ */
#define DELETE_PICTURE 0x2421
#define REPLACEMENT 0xFFFD
#define ZERO_WIDTH_NON_JOINER 0x200C
#define ZERO_WIDTH_JOINER 0x200D

/* The character at a place before end, and how many bytes it has; a byte that is none is one. */
static gunichar
character_at (const char *at, const char *end, guint *n_bytes)
{
  gunichar c = g_utf8_get_char_validated (at, end - at);

  if (c == (gunichar)-1 || c == (gunichar)-2)
    {
      *n_bytes = 1;
      return REPLACEMENT;
    }
  *n_bytes = g_unichar_to_utf8 (c, NULL);
  return c;
}

/* Where the character begins of which the byte at a place is a part. */
static const char *
find_character (const char *begin, const char *at, const char *end)
{
  for (guint n = 1; n <= 3 && begin + n <= at && (at[1 - (int)n] & 0xC0) == 0x80; n++)
    {
      guint n_bytes;

      character_at (at - n, end, &n_bytes);
      if (n_bytes > n)
        return at - n;
    }
  return at;
}

/* Every character takes a column, so that there is an end to those without a width. */
static guint
count_columns (gunichar c)
{
  return g_unichar_iswide (c) ? 2 : 1;
}

/* What stands for a character: itself, unless it would not be seen or would move others. The joiners
 * are parts of words and of emoji. */
static gunichar
make_visible (gunichar c)
{
  if (c < 0x20)
    return CONTROL_PICTURES + c;
  if (c == 0x7F)
    return DELETE_PICTURE;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return REPLACEMENT;
    case G_UNICODE_FORMAT:
      return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER ? c : REPLACEMENT;
    default:
      return c;
    }
}

/* Is the line at its end? A carriage return belongs to the line feed behind it. */
static gboolean
ends_line (const char *at, const char *end)
{
  return at >= end || *at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n');
}

/* The first place of the excerpt: the line's, behind its indentation, or as far back as there is
 * room. */
static const char *
find_first (const char *begin, const char *at, guint *columns, gboolean *is_trimmed)
{
  const char *first = at;

  *columns = 0;
  *is_trimmed = FALSE;
  while (first > begin && first[-1] != '\n')
    {
      const char *before = find_character (begin, first - 1, first);
      guint n_bytes;
      guint more = count_columns (character_at (before, first, &n_bytes));

      *is_trimmed = *columns + more > COLUMNS_BEFORE;
      if (*is_trimmed)
        break;
      *columns += more;
      first = before;
    }
  for (; first < at && (*first == ' ' || *first == '\t'); first++)
    *columns -= 1;
  return first;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

AnnalsProblemExcerpt *
annals_problem_excerpt_new (const char *bytes, gsize length, guint64 offset)
{
  AnnalsProblemExcerpt *excerpt = g_new0 (AnnalsProblemExcerpt, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_mark
      = length >= 3 && bytes[0] == '\xEF' && bytes[1] == '\xBB' && bytes[2] == '\xBF';
  const char *begin = bytes + (has_mark ? 3 : 0);
  const char *end = bytes + length;
  const char *at = MAX (begin, bytes + MIN (offset, length));
  gboolean is_word_there, is_trimmed, is_marked = FALSE;
  guint columns, n_bytes;
  const char *first;

  /* Between the bytes of a character, or between those of a line's end, is before it. */
  if (at < end)
    at = find_character (begin, at, end);
  if (at > begin && at < end && at[-1] == '\r' && *at == '\n')
    at--;
  is_word_there = at < end && is_word (character_at (at, end, &n_bytes));
  first = find_first (begin, at, &columns, &is_trimmed);
  if (is_trimmed)
    g_string_append (text, "…");

  for (const char *next = first; !ends_line (next, end); next += n_bytes)
    {
      gunichar c = character_at (next, end, &n_bytes);

      columns += next < at ? 0 : count_columns (c);
      if (columns > ANNALS_EXCERPT_COLUMNS)
        {
          g_string_append (text, "…");
          break;
        }
      if (next == at)
        excerpt->caret = text->len;
      is_marked = next == at || (is_marked && is_word_there && is_word (c));
      g_string_append_unichar (text, make_visible (c));
      if (is_marked)
        excerpt->caret_length = text->len - excerpt->caret;
    }
  if (excerpt->caret_length == 0)
    excerpt->caret = text->len;
  excerpt->text = g_string_free (g_steal_pointer (&text), FALSE);
  return excerpt;
}

void
annals_problem_excerpt_free (AnnalsProblemExcerpt *excerpt)
{
  if (excerpt == NULL)
    return;
  g_free (excerpt->text);
  g_free (excerpt);
}
