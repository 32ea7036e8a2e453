/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner's tokens: names, texts, numbers. */
#include "formats/scanner-private.h"

#include <string.h>

/* Keys */

static inline guint64
load_word (const char *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return word;
}

/* Of the key before `end`: its first and last eight bytes, all of it where it is shorter. */
static guint32
fingerprint (const char *bytes, guint64 begin, guint64 end)
{
  guint64 length = end - begin, head = 0, tail = 0;

  if (length >= 8)
    {
      head = load_word (bytes + begin);
      tail = load_word (bytes + end - 8);
    }
  else
    for (guint64 at = begin; at < end; at++)
      head = head << 8 | (guint8)bytes[at];
  head = (head ^ (tail << 21 | tail >> 43) ^ length) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return head >> 32;
}

/* The fingerprint sees a long key's ends only: one that may stand twice is looked at again. */
void
annals_scanner_end_key (AnnalsScanner *scanner, const char *bytes, guint64 end)
{
  guint depth = scanner->depth;
  guint n = scanner->n_keys[depth];
  guint32 print = fingerprint (bytes, scanner->token, end);
  guint64 bit = G_GUINT64_CONSTANT (1) << (print % 64);
  gboolean is_known = scanner->is_odd || n == KEYS_MAX;

  /* The big object's own names are no part of its elements, and as many as these. */
  if (depth + 1 == scanner->elements_depth)
    return;
  if ((scanner->key_bits[depth] & bit) != 0)
    for (guint k = 0; k < n; k++)
      is_known |= scanner->keys[depth][k] == print;
  scanner->key_bits[depth] |= bit;
  if (is_known)
    need_care (scanner);
  if (n < KEYS_MAX)
    scanner->keys[depth][scanner->n_keys[depth]++] = print;
  scanner->last_key = scanner->token;
  scanner->last_key_length = end - scanner->token;
  if (depth <= 2)
    {
      scanner->key_begin[depth - 1] = scanner->token;
      scanner->key_end[depth - 1] = end;
    }
}

/* Strings. Eight bytes at a time while they are plain: ASCII, no control, quote or backslash. */

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define TOPS G_GUINT64_CONSTANT (0x8080808080808080)

static inline guint64
zero_bytes (guint64 word)
{
  return (word - ONES) & ~word & TOPS;
}

static const char *
skip_plain (const char *at, const char *end)
{
  while (end - at >= 8)
    {
      guint64 word = load_word (at);
      guint64 special = (word & TOPS) | ((word - ONES * 0x20) & ~word & TOPS)
                        | zero_bytes (word ^ (ONES * '"')) | zero_bytes (word ^ (ONES * '\\'));
      if (special != 0)
        {
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
          /* The lowest set bit is exact; those above it may be borrows. */
          return at + __builtin_ctzll (special) / 8;
#else
          break;
#endif
        }
      at += 8;
    }
  while (at < end && (guint8)*at >= 0x20 && (guint8)*at < 0x80 && *at != '"' && *at != '\\')
    at++;
  return at;
}

/* The bounds of the byte behind a lead byte, which stands at `at`: no overlong forms, no
 * surrogates, none past U+10FFFF (Unicode 15, table 3-7). */
static gboolean
begin_utf8 (AnnalsScanner *scanner, guint64 at, guint8 lead)
{
  scanner->character = at;
  scanner->utf8_low = 0x80;
  scanner->utf8_high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF)
    scanner->utf8_left = 1;
  else if (lead >= 0xE0 && lead <= 0xEF)
    {
      scanner->utf8_left = 2;
      if (lead == 0xE0)
        scanner->utf8_low = 0xA0;
      else if (lead == 0xED)
        scanner->utf8_high = 0x9F;
    }
  else if (lead >= 0xF0 && lead <= 0xF4)
    {
      scanner->utf8_left = 3;
      if (lead == 0xF0)
        scanner->utf8_low = 0x90;
      else if (lead == 0xF4)
        scanner->utf8_high = 0x8F;
    }
  else
    return FALSE;
  return TRUE;
}

/* What is no UTF-8 is told at the byte where it begins: of a character that is cut short or goes
 * wrong later on that is its lead byte, else the byte that can begin none. */
static State
fail_utf8 (AnnalsScanner *scanner)
{
  scanner->at = scanner->character;
  return fail (scanner, WRONG_UTF8);
}

/* Past whole characters that are not ASCII; stops at one that is wrong or not all there. */
static const char *
skip_characters (const char *at, const char *end)
{
  while (end - at >= 4 && (guint8)*at >= 0x80)
    {
      const guint8 *c = (const guint8 *)at;
      gboolean has_second = (c[1] & 0xC0) == 0x80, has_third = (c[2] & 0xC0) == 0x80;

      if (c[0] >= 0xC2 && c[0] <= 0xDF && has_second)
        at += 2;
      else if ((c[0] & 0xF0) == 0xE0 && has_second && has_third && (c[0] != 0xE0 || c[1] >= 0xA0)
               && (c[0] != 0xED || c[1] <= 0x9F))
        at += 3;
      else
        break; /* four bytes are rare: the states do those */
    }
  return at;
}

/* A member that only details need, with a text for its value, is told apart: with the comma before
 * it, or where there is none, the text alone. */
static void
note_detail (AnnalsScanner *scanner, const char *bytes)
{
  guint64 begin = scanner->token, end = scanner->at, before = scanner->last_key - 2;
  guint d;

  if (scanner->elements_depth == 0 || scanner->depth != scanner->elements_depth
      || scanner->is_array[scanner->depth - 1] || scanner->n_cuts == ANNALS_CUTS_MAX)
    return;
  for (d = 0; scanner->details[d] != NULL; d++)
    if (scanner->detail_lengths[d] == scanner->last_key_length
        && memcmp (scanner->details[d], bytes + scanner->last_key, scanner->last_key_length) == 0)
      break;
  if (scanner->details[d] == NULL)
    return;

  /* From in front of the name's quote. */
  while (before > scanner->element_begin && g_ascii_isspace (bytes[before]))
    before--;
  if (bytes[before] == ',')
    {
      begin = before;
      end++;
    }
  scanner->cuts[scanner->n_cuts++] = (AnnalsScannedCut){ begin, end - begin };
}

State
annals_scanner_scan_string (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  const char *at = bytes + scanner->at, *end = bytes + length;
  guint8 c;

  if (scanner->is_after_high && *at != '\\')
    {
      need_care (scanner);
      scanner->is_after_high = FALSE;
    }
  do
    at = skip_characters (skip_plain (at, end), end);
  while (end - at >= 4 && (guint8)*at < 0x80 && *at != '"' && *at != '\\' && (guint8)*at >= 0x20);
  scanner->at = at - bytes;
  if (at == end)
    return STATE_STRING;

  c = *at;
  if (c == '"')
    {
      if (scanner->is_key)
        annals_scanner_end_key (scanner, bytes, scanner->at);
      else if (scanner->details != NULL)
        note_detail (scanner, bytes);
      scanner->at++;
      return scanner->is_key ? STATE_COLON : STATE_ENDED;
    }
  if (c == '\\')
    {
      scanner->at++;
      scanner->is_odd = TRUE;
      return STATE_ESCAPE;
    }
  if (c < 0x20)
    return fail (scanner, WRONG_CONTROL);
  if (c < 0x80)
    return STATE_STRING;
  if (!begin_utf8 (scanner, scanner->at, c))
    return fail_utf8 (scanner);
  scanner->at++;
  return STATE_UTF8;
}

/* The rest of a character, and those behind it as long as they are not ASCII. */
State
annals_scanner_scan_utf8 (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  guint64 at = scanner->at;

  while (at < length)
    {
      guint8 c = bytes[at];

      if (scanner->utf8_left == 0)
        {
          if (c < 0x80)
            {
              scanner->at = at;
              return STATE_STRING;
            }
          if (!begin_utf8 (scanner, at, c))
            return fail_utf8 (scanner);
          at++;
          continue;
        }
      if (c < scanner->utf8_low || c > scanner->utf8_high)
        return fail_utf8 (scanner);
      scanner->utf8_low = 0x80;
      scanner->utf8_high = 0xBF;
      scanner->utf8_left--;
      at++;
    }
  scanner->at = at;
  return STATE_UTF8;
}

static State
begin_escape (AnnalsScanner *scanner, guint8 c)
{
  if (scanner->is_after_high && c != 'u')
    {
      need_care (scanner);
      scanner->is_after_high = FALSE;
    }
  if (c == 'u')
    {
      scanner->hex_left = 4;
      scanner->hex_value = 0;
      return STATE_HEX;
    }
  return strchr ("\"\\/bfnrt", c) != NULL && c != '\0' ? STATE_STRING
                                                       : fail (scanner, WRONG_ESCAPE);
}

/* \u0000 would end a C string, half a surrogate pair is no character: mended later. */
static State
scan_hex (AnnalsScanner *scanner, guint8 c)
{
  guint value;
  gboolean is_low;

  if (!g_ascii_isxdigit (c))
    return fail (scanner, WRONG_HEX);
  scanner->hex_value = scanner->hex_value << 4 | g_ascii_xdigit_value (c);
  if (--scanner->hex_left > 0)
    return STATE_HEX;

  value = scanner->hex_value;
  is_low = value >= 0xDC00 && value <= 0xDFFF;
  if (value == 0 || is_low != scanner->is_after_high)
    need_care (scanner);
  scanner->is_after_high = value >= 0xD800 && value <= 0xDBFF;
  return STATE_STRING;
}

State
annals_scanner_scan_escape (AnnalsScanner *scanner, guint8 c)
{
  State state = scanner->state == STATE_HEX ? scan_hex (scanner, c) : begin_escape (scanner, c);

  if (state != STATE_ERROR)
    scanner->at++;
  return state;
}

/* Numbers end at the byte behind them. What a double or a 64-bit integer may not hold is looked at
 * again: nineteen digits, an exponent of three. */
State
annals_scanner_end_number (AnnalsScanner *scanner, gboolean has_exponent)
{
  if (scanner->at - scanner->token >= (has_exponent ? 5 : 19))
    need_care (scanner);
  return STATE_ENDED;
}

/* From one byte of a number to the next: STATE_ENDED where it has ended before this one. */
static inline State
continue_number (AnnalsScanner *scanner, State state, guint8 c)
{
  switch (state)
    {
    case STATE_MINUS:
      if (!is_digit (c))
        return fail (scanner, WRONG_DIGIT);
      return c == '0' ? STATE_ZERO : STATE_DIGITS;

    case STATE_ZERO:
    case STATE_DIGITS:
      if (is_digit (c))
        return state == STATE_DIGITS ? STATE_DIGITS : fail (scanner, WRONG_LEADING_ZERO);
      return c == '.' ? STATE_POINT : c == 'e' || c == 'E' ? STATE_EXPONENT : STATE_ENDED;

    case STATE_POINT:
      return is_digit (c) ? STATE_FRACTION : fail (scanner, WRONG_DIGIT);

    case STATE_FRACTION:
      if (is_digit (c))
        return STATE_FRACTION;
      return c == 'e' || c == 'E' ? STATE_EXPONENT : STATE_ENDED;

    case STATE_EXPONENT:
      if (c == '+' || c == '-')
        return STATE_EXPONENT_SIGN;
      /* fall through */
    case STATE_EXPONENT_SIGN:
      return is_digit (c) ? STATE_EXPONENT_DIGITS : fail (scanner, WRONG_DIGIT);

    default:
      return is_digit (c) ? STATE_EXPONENT_DIGITS : STATE_ENDED;
    }
}

State
annals_scanner_scan_number (AnnalsScanner *scanner, const char *bytes, guint64 length)
{
  State state = scanner->state;

  for (; scanner->at < length; scanner->at++)
    {
      State next = continue_number (scanner, state, bytes[scanner->at]);

      if (next == STATE_ENDED)
        return annals_scanner_end_number (scanner, state == STATE_EXPONENT_DIGITS);
      if (next == STATE_ERROR)
        return STATE_ERROR;
      state = next;
    }
  return state;
}
