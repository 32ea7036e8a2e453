/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was wrong with a text, in words. */
#include "formats/scanner-private.h"

#include <glib/gi18n-lib.h>

/* The character at that place, quoted for a person. (transfer full) */
static char *
describe_found (const char *bytes, guint64 length, guint64 offset, gboolean is_lines)
{
  gunichar c;

  if (offset >= length)
    return g_strdup (_ ("the end of the file"));
  if (is_lines && bytes[offset] == '\n')
    return g_strdup (_ ("the end of the line"));
  c = g_utf8_get_char_validated (bytes + offset, MIN (length - offset, 6));
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return g_strdup_printf (_ ("the byte 0x%02X"), (guint8)bytes[offset]);
  if (c < 0x20 || !g_unichar_isprint (c))
    return g_strdup_printf (_ ("the character U+%04X"), c);
  return g_strdup_printf (_ ("“%.*s”"), (int)(g_utf8_next_char (bytes + offset) - (bytes + offset)),
                          bytes + offset);
}

/* Where the end came too early nothing was wrong with the byte before it: what was expected follows
 * from the state. */
Wrong
annals_scanner_wrong_at_end (AnnalsScanner *scanner)
{
  switch (scanner->state)
    {
    case STATE_VALUE:
    case STATE_VALUE_OR_END:
      return WRONG_VALUE;
    case STATE_KEY:
      return WRONG_KEY;
    case STATE_KEY_OR_END:
      return WRONG_KEY_OR_END;
    case STATE_COLON:
      return WRONG_COLON;
    case STATE_AFTER:
    case STATE_ZERO:
    case STATE_DIGITS:
    case STATE_FRACTION:
    case STATE_EXPONENT_DIGITS:
      return scanner->depth > 0 && scanner->is_array[scanner->depth - 1] ? WRONG_AFTER_ELEMENT
                                                                         : WRONG_AFTER_MEMBER;
    case STATE_STRING:
    case STATE_UTF8:
      return WRONG_CONTROL;
    case STATE_ESCAPE:
      return WRONG_ESCAPE;
    case STATE_HEX:
      return WRONG_HEX;
    case STATE_LITERAL:
      return WRONG_LITERAL;
    default:
      return WRONG_DIGIT;
    }
}

/* Does the closing bracket stand where a comma promised another element, or member? */
static gboolean
is_behind_comma (AnnalsScanner *scanner, const char *bytes, guint64 length, char bracket)
{
  return scanner->at < length && bytes[scanner->at] == bracket && scanner->depth > 0
         && scanner->is_array[scanner->depth - 1] == (bracket == ']');
}

char *
annals_scanner_get_error (AnnalsScanner *scanner,
                          const char *bytes,
                          guint64 length,
                          guint64 *offset)
{
  g_autofree char *found = describe_found (bytes, length, scanner->at, scanner->is_lines);
  Wrong wrong
      = scanner->state == STATE_ERROR ? scanner->wrong : annals_scanner_wrong_at_end (scanner);

  *offset = scanner->at;
  switch (wrong)
    {
    case WRONG_VALUE:
      if (scanner->depth == 0 && !scanner->is_lines)
        return g_strdup_printf (_ ("expected { or [, found %s"), found);
      if (is_behind_comma (scanner, bytes, length, ']'))
        return g_strdup (_ ("expected a value, found “]”: the comma before it is one too many"));
      return g_strdup_printf (_ ("expected a value, found %s"), found);
    case WRONG_KEY:
      if (is_behind_comma (scanner, bytes, length, '}'))
        return g_strdup (
            _ ("expected a name in double quotes, found “}”: the comma before it is one too many"));
      return g_strdup_printf (_ ("expected a name in double quotes, found %s"), found);
    case WRONG_KEY_OR_END:
      return g_strdup_printf (_ ("expected a name in double quotes or }, found %s"), found);
    case WRONG_COLON:
      return g_strdup_printf (_ ("expected a colon, found %s"), found);
    case WRONG_AFTER_MEMBER:
      return g_strdup_printf (_ ("expected , or }, found %s"), found);
    case WRONG_AFTER_ELEMENT:
      return g_strdup_printf (_ ("expected , or ], found %s"), found);
    case WRONG_SECOND_ROOT:
      return g_strdup_printf (_ ("expected nothing behind the first value, found %s"), found);
    case WRONG_SAME_LINE:
      return g_strdup_printf (_ ("expected a new line between two values, found %s"), found);
    case WRONG_CONTROL:
      if (*offset >= length)
        return g_strdup (_ ("expected the closing quote of a text, found the end of the file"));
      return g_strdup_printf (_ ("a text may not hold %s as it is"), found);
    case WRONG_ESCAPE:
      return g_strdup_printf (
          _ ("expected one of \" \\ / b f n r t u behind the backslash, found %s"), found);
    case WRONG_HEX:
      return g_strdup_printf (_ ("expected four hexadecimal digits behind \\u, found %s"), found);
    case WRONG_UTF8:
      return g_strdup_printf (_ ("this is not UTF-8: found %s"), found);
    case WRONG_DIGIT:
      return g_strdup_printf (_ ("expected a digit, found %s"), found);
    case WRONG_LEADING_ZERO:
      return g_strdup (_ ("a number may not begin with 0 and a digit"));
    case WRONG_LITERAL:
      return g_strdup_printf (_ ("expected true, false or null, found %s within the word"), found);
    case WRONG_DEPTH:
      return g_strdup_printf (_ ("values are nested more than %d deep"), ANNALS_SCANNER_DEPTH_MAX);
    default:
      return g_strdup_printf (_ ("unexpected %s"), found);
    }
}

gboolean
annals_scanner_error_is_second_root (AnnalsScanner *scanner)
{
  return scanner->state == STATE_ERROR && scanner->wrong == WRONG_SECOND_ROOT;
}
