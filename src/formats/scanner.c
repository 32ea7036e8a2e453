/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner: strict RFC 8259, one byte after the other, resumable at each. */
#include "formats/scanner-private.h"

#include <string.h>

AnnalsScanner *
annals_scanner_new (const char *const *paths, guint64 offset)
{
  AnnalsScanner *scanner = g_new0 (AnnalsScanner, 1);

  scanner->paths = paths;
  scanner->at = scanner->begin = offset;
  scanner->elements = g_array_new (FALSE, FALSE, sizeof (AnnalsScannedElement));
  scanner->gaps = g_array_new (FALSE, FALSE, sizeof (AnnalsScannedGap));
  scanner->has_newline = TRUE;
  return scanner;
}

AnnalsScanner *
annals_scanner_new_lines (guint64 offset)
{
  AnnalsScanner *scanner = annals_scanner_new (NULL, offset);

  scanner->is_lines = TRUE;
  scanner->elements_depth = 1;
  return scanner;
}

void
annals_scanner_free (AnnalsScanner *scanner)
{
  if (scanner == NULL)
    return;
  g_array_unref (scanner->elements);
  g_array_unref (scanner->gaps);
  g_free (scanner);
}

static inline gboolean
is_space (guint8 c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The big array */

static gboolean
key_is (AnnalsScanner *scanner, const char *bytes, guint depth, const char *name, gsize length)
{
  return scanner->key_end[depth] - scanner->key_begin[depth] == length
         && memcmp (bytes + scanner->key_begin[depth], name, length) == 0;
}

/* The path on which the container that is just opening stands, or NULL. */
static const char *
find_path (AnnalsScanner *scanner, const char *bytes, gboolean is_array)
{
  for (const char *const *path = scanner->paths; path != NULL && *path != NULL; path++)
    {
      gboolean is_members = g_str_has_suffix (*path, ANNALS_MEMBERS_SUFFIX);
      gsize length = strlen (*path) - (is_members ? strlen (ANNALS_MEMBERS_SUFFIX) : 0);
      const char *dot = memchr (*path, '.', length);

      if (is_members == is_array
          || (scanner->is_accepted && scanner->path != NULL && *path != scanner->path))
        continue;
      if (length == 0)
        {
          if (scanner->depth == 0)
            return *path;
        }
      else if (dot == NULL)
        {
          if (scanner->depth == 1 && !scanner->is_array[0]
              && key_is (scanner, bytes, 0, *path, length))
            return *path;
        }
      else if (scanner->depth == 2 && !scanner->is_array[0] && !scanner->is_array[1]
               && key_is (scanner, bytes, 0, *path, dot - *path)
               && key_is (scanner, bytes, 1, dot + 1, *path + length - (dot + 1)))
        return *path;
    }
  return NULL;
}

static State
open_container (AnnalsScanner *scanner, const char *bytes, gboolean is_array)
{
  if (scanner->depth == ANNALS_SCANNER_DEPTH_MAX)
    return fail (scanner, WRONG_DEPTH);

  if (scanner->depth <= 2 && scanner->elements_depth == 0)
    {
      const char *path = find_path (scanner, bytes, is_array);

      if (path != NULL)
        {
          AnnalsScannedGap gap = { scanner->at + 1, scanner->at + 1 };

          scanner->path = path;
          scanner->is_skipped = FALSE;
          scanner->needs_care = FALSE;
          scanner->elements_depth = scanner->depth + 2;
          g_array_append_val (scanner->gaps, gap);
        }
    }
  scanner->is_array[scanner->depth++] = is_array;
  scanner->n_keys[scanner->depth] = 0;
  scanner->key_bits[scanner->depth] = 0;
  return is_array ? STATE_VALUE_OR_END : STATE_KEY_OR_END;
}

static void
end_element (AnnalsScanner *scanner, guint64 end)
{
  AnnalsScannedElement element = {
    .offset = scanner->element_begin,
    .length = end - scanner->element_begin,
    .needs_care = scanner->needs_care,
    .n_cuts = scanner->n_cuts,
  };
  const AnnalsScannedElement *first;

  if (scanner->is_skipped)
    return;
  memcpy (element.cuts, scanner->cuts, scanner->n_cuts * sizeof *element.cuts);
  g_array_append_val (scanner->elements, element);
  scanner->needs_care = FALSE;
  scanner->n_cuts = 0;
  first = &g_array_index (scanner->elements, AnnalsScannedElement, 0);
  if (end - first->offset >= ANNALS_BATCH_BYTES)
    scanner->is_batch_ready = TRUE;
}

/* Behind a value that ended before `end`. */
static State
end_value (AnnalsScanner *scanner, guint64 end)
{
  if (scanner->depth + 1 == scanner->elements_depth)
    end_element (scanner, end);
  if (scanner->depth > 0)
    return STATE_AFTER;
  scanner->has_newline = FALSE;
  scanner->has_line = TRUE;
  return STATE_DONE;
}

static State
close_container (AnnalsScanner *scanner)
{
  scanner->depth--;
  if (scanner->elements_depth == scanner->depth + 2 && !scanner->is_lines)
    {
      g_array_index (scanner->gaps, AnnalsScannedGap, scanner->gaps->len - 1).end = scanner->at;
      scanner->elements_depth = 0;
      scanner->is_batch_ready = scanner->elements->len > 0;
    }
  return end_value (scanner, scanner->at + 1);
}

/* Between tokens */

static State
begin_string (AnnalsScanner *scanner, gboolean is_key)
{
  scanner->at++;
  scanner->token = scanner->at;
  scanner->is_key = is_key;
  scanner->is_odd = FALSE;
  scanner->is_after_high = FALSE;
  return STATE_STRING;
}

static State
begin_value (AnnalsScanner *scanner, const char *bytes, guint8 c)
{
  State state;

  if (scanner->depth + 1 == scanner->elements_depth)
    scanner->element_begin = scanner->at;
  scanner->has_value = TRUE;
  if (c == '"')
    return begin_string (scanner, FALSE);
  if (c == '{' || c == '[')
    {
      state = open_container (scanner, bytes, c == '[');
      if (state != STATE_ERROR)
        scanner->at++;
      return state;
    }
  if (c == '-' || is_digit (c))
    {
      scanner->token = scanner->at++;
      return c == '-' ? STATE_MINUS : c == '0' ? STATE_ZERO : STATE_DIGITS;
    }
  if (c == 't' || c == 'f' || c == 'n')
    {
      scanner->literal = c == 't' ? "rue" : c == 'f' ? "alse" : "ull";
      scanner->at++;
      return STATE_LITERAL;
    }
  return fail (scanner, WRONG_VALUE);
}

static State
scan_after (AnnalsScanner *scanner, guint8 c)
{
  gboolean is_array = scanner->is_array[scanner->depth - 1];
  State state;

  if (c == ',')
    {
      scanner->at++;
      return is_array ? STATE_VALUE : STATE_KEY;
    }
  if (c != (is_array ? ']' : '}'))
    return fail (scanner, is_array ? WRONG_AFTER_ELEMENT : WRONG_AFTER_MEMBER);
  state = close_container (scanner);
  scanner->at++;
  return state;
}

static State
scan_between (AnnalsScanner *scanner, const char *bytes, guint8 c)
{
  State state;

  switch (scanner->state)
    {
    case STATE_VALUE_OR_END:
    case STATE_KEY_OR_END:
      if (c == (scanner->state == STATE_KEY_OR_END ? '}' : ']'))
        {
          state = close_container (scanner);
          scanner->at++;
          return state;
        }
      if (scanner->state == STATE_VALUE_OR_END)
        return begin_value (scanner, bytes, c);
      return c == '"' ? begin_string (scanner, TRUE) : fail (scanner, WRONG_KEY_OR_END);

    case STATE_KEY:
      return c == '"' ? begin_string (scanner, TRUE) : fail (scanner, WRONG_KEY);

    case STATE_COLON:
      if (c != ':')
        return fail (scanner, WRONG_COLON);
      scanner->at++;
      return STATE_VALUE;

    case STATE_AFTER:
      return scan_after (scanner, c);

    case STATE_DONE:
      if (!scanner->is_lines)
        return fail (scanner, WRONG_SECOND_ROOT);
      if (!scanner->has_newline)
        return fail (scanner, WRONG_SAME_LINE);
      return begin_value (scanner, bytes, c);

    default:
      return begin_value (scanner, bytes, c);
    }
}

/* The newline itself is left to say that a new line begins. */
static State
skip_rest_of_line (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  const char *newline = memchr (bytes + scanner->at, '\n', length - scanner->at);

  scanner->at = newline != NULL ? (guint64)(newline - bytes) : length;
  return newline != NULL ? STATE_DONE : STATE_BAD_LINE;
}

/* One step: a token, part of one, or the space before one. */
static State
scan_step (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  guint8 c = bytes[scanner->at];

  switch (scanner->state)
    {
    case STATE_STRING:
      return annals_scanner_scan_string (scanner, bytes, length);

    case STATE_UTF8:
      return annals_scanner_scan_utf8 (scanner, bytes, length);

    case STATE_ESCAPE:
    case STATE_HEX:
      return annals_scanner_scan_escape (scanner, c);

    case STATE_LITERAL:
      if (c != (guint8)*scanner->literal)
        return fail (scanner, WRONG_LITERAL);
      scanner->at++;
      scanner->literal++;
      return *scanner->literal != '\0' ? STATE_LITERAL : STATE_ENDED;

    case STATE_MINUS:
    case STATE_ZERO:
    case STATE_DIGITS:
    case STATE_POINT:
    case STATE_FRACTION:
    case STATE_EXPONENT:
    case STATE_EXPONENT_SIGN:
    case STATE_EXPONENT_DIGITS:
      return annals_scanner_scan_number (scanner, bytes, length);

    case STATE_BAD_LINE:
      return skip_rest_of_line (scanner, bytes, length);

    default:
      if (is_space (c))
        {
          /* So that a line that is cut short takes none with it. */
          if (scanner->is_lines && c == '\n' && scanner->depth > 0)
            return fail (scanner, annals_scanner_wrong_at_end (scanner));
          scanner->has_newline |= c == '\n';
          scanner->at++;
          return scanner->state;
        }
      return scan_between (scanner, bytes, c);
    }
}

AnnalsScanStatus
annals_scanner_feed (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  while (scanner->at < length && scanner->state != STATE_ERROR && !scanner->is_batch_ready)
    {
      scanner->state = scan_step (scanner, bytes, length);
      if (scanner->state == STATE_ENDED)
        scanner->state = end_value (scanner, scanner->at);
    }

  if (scanner->state == STATE_ERROR)
    return ANNALS_SCAN_ERROR;
  if (scanner->is_batch_ready)
    return ANNALS_SCAN_BATCH;
  return ANNALS_SCAN_MORE;
}

AnnalsScanStatus
annals_scanner_finish (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  AnnalsScanStatus status = annals_scanner_feed (scanner, bytes, length);

  if (status != ANNALS_SCAN_MORE)
    return status;

  /* A number that is the whole text ends with it. */
  if (scanner->depth == 0
      && (scanner->state == STATE_ZERO || scanner->state == STATE_DIGITS
          || scanner->state == STATE_FRACTION || scanner->state == STATE_EXPONENT_DIGITS))
    {
      annals_scanner_end_number (scanner, scanner->state == STATE_EXPONENT_DIGITS);
      scanner->state = end_value (scanner, scanner->at);
    }
  if (scanner->state == STATE_BAD_LINE)
    scanner->state = STATE_DONE;
  if (scanner->is_lines && scanner->elements->len > 0 && scanner->state == STATE_DONE)
    {
      scanner->is_batch_ready = TRUE;
      return ANNALS_SCAN_BATCH;
    }
  if (scanner->state == STATE_DONE || (scanner->is_lines && !scanner->has_value))
    return ANNALS_SCAN_MORE;
  return ANNALS_SCAN_ERROR;
}

gboolean
annals_scanner_skip_line (AnnalsScanner *scanner)
{
  if (!scanner->is_lines || !scanner->has_line)
    return FALSE;
  scanner->state = STATE_BAD_LINE;
  scanner->wrong = WRONG_NOTHING;
  scanner->depth = 0;
  scanner->needs_care = FALSE;
  scanner->n_cuts = 0;
  return TRUE;
}

GArray *
annals_scanner_take_batch (AnnalsScanner *scanner)
{
  GArray *batch = scanner->elements;

  scanner->elements = g_array_sized_new (FALSE, FALSE, sizeof (AnnalsScannedElement), 64);
  scanner->is_batch_ready = FALSE;
  return batch;
}

const char *
annals_scanner_get_path (AnnalsScanner *scanner)
{
  return scanner->path;
}

void
annals_scanner_skip_array (AnnalsScanner *scanner)
{
  g_array_set_size (scanner->elements, 0);
  scanner->is_skipped = TRUE;
  scanner->is_batch_ready = FALSE;
}

void
annals_scanner_accept_array (AnnalsScanner *scanner, const char *const *details)
{
  g_return_if_fail (details == NULL || g_strv_length ((char **)details) <= ANNALS_CUTS_MAX);

  for (guint d = 0; details != NULL && details[d] != NULL; d++)
    scanner->detail_lengths[d] = strlen (details[d]);
  scanner->details = details;
  scanner->is_accepted = TRUE;
}

const GArray *
annals_scanner_get_gaps (AnnalsScanner *scanner)
{
  if (scanner->elements_depth != 0 && scanner->gaps->len > 0)
    g_array_index (scanner->gaps, AnnalsScannedGap, scanner->gaps->len - 1).end = scanner->at;
  return scanner->gaps;
}

gboolean
annals_scanner_header_needs_care (AnnalsScanner *scanner)
{
  return scanner->header_needs_care;
}

guint64
annals_scanner_get_offset (AnnalsScanner *scanner)
{
  return scanner->at;
}

gboolean
annals_scanner_is_blank (AnnalsScanner *scanner)
{
  return !scanner->has_value && scanner->wrong == WRONG_NOTHING;
}
