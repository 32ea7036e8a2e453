/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the scanner: its state between two bytes. */
#pragma once

#include "formats/scanner.h"

G_BEGIN_DECLS

typedef enum
{
  STATE_VALUE,
  STATE_VALUE_OR_END, /* behind [ */
  STATE_KEY,
  STATE_KEY_OR_END, /* behind { */
  STATE_COLON,
  STATE_AFTER, /* behind a value in a container */
  STATE_DONE,  /* behind the root */
  STATE_STRING,
  STATE_ESCAPE,
  STATE_HEX,
  STATE_UTF8,
  STATE_MINUS,
  STATE_ZERO,
  STATE_DIGITS,
  STATE_POINT,
  STATE_FRACTION,
  STATE_EXPONENT,
  STATE_EXPONENT_SIGN,
  STATE_EXPONENT_DIGITS,
  STATE_LITERAL,
  STATE_BAD_LINE, /* lines: what is left of one that is no JSON */
  STATE_ENDED, /* a value has ended before `at`: what follows depends on where it stands */
  STATE_ERROR
} State;

typedef enum
{
  WRONG_NOTHING,
  WRONG_VALUE,
  WRONG_KEY,
  WRONG_KEY_OR_END,
  WRONG_COLON,
  WRONG_AFTER_MEMBER,
  WRONG_AFTER_ELEMENT,
  WRONG_SECOND_ROOT,
  WRONG_SAME_LINE,
  WRONG_CONTROL,
  WRONG_ESCAPE,
  WRONG_HEX,
  WRONG_UTF8,
  WRONG_DIGIT,
  WRONG_LEADING_ZERO,
  WRONG_LITERAL,
  WRONG_DEPTH,
} Wrong;

/* Object keys are compared by fingerprint, to find those that may stand twice; an object with more
 * keys than this is looked at again by annals_slice_mend(). */
#define KEYS_MAX 32

struct _AnnalsScanner
{
  State state;
  guint64 at;
  guint64 begin; /* of the text */
  guint depth;
  guint8 is_array[ANNALS_SCANNER_DEPTH_MAX];

  /* The token under way */
  guint64 token; /* where it begins */
  gboolean is_key;
  guint hex_left;
  guint hex_value;
  gboolean is_after_high; /* the last escape was a high surrogate, and nothing has come since */
  guint64 character; /* where the one that is not ASCII begins */
  guint utf8_left;
  guint8 utf8_low, utf8_high; /* bounds of the next continuation byte */
  const char *literal;        /* what is still to come of it */
  gboolean is_odd;            /* the key has an escape */

  guint64 key_bits[ANNALS_SCANNER_DEPTH_MAX + 1]; /* a bit for each: most are new by that alone */
  guint n_keys[ANNALS_SCANNER_DEPTH_MAX + 1];
  guint32 keys[ANNALS_SCANNER_DEPTH_MAX + 1][KEYS_MAX];

  /* The big array */
  const char *const *paths;
  guint64 key_begin[2], key_end[2]; /* of the members that are open at depths 1 and 2 */
  const char *path;                 /* of the array that is being cut, or was accepted */
  gboolean is_lines, is_accepted, is_skipped;
  guint elements_depth; /* depth of its elements + 1; 0: none is being cut */
  GArray *elements;     /* of the batch under way */
  gboolean is_batch_ready;
  guint64 element_begin;
  const char *const *details; /* (nullable) */
  gsize detail_lengths[ANNALS_CUTS_MAX];
  guint64 last_key, last_key_length;
  AnnalsScannedCut cuts[ANNALS_CUTS_MAX]; /* of the element under way */
  guint n_cuts;
  gboolean needs_care, header_needs_care;
  GArray *gaps;
  gboolean has_newline; /* lines: since the last value */
  gboolean has_value;
  gboolean has_line; /* lines: one has been whole */

  Wrong wrong;
};

static inline gboolean
is_digit (guint8 c)
{
  return c >= '0' && c <= '9';
}

static inline State
fail (AnnalsScanner *scanner, Wrong wrong)
{
  scanner->wrong = wrong;
  return STATE_ERROR;
}

static inline void
need_care (AnnalsScanner *scanner)
{
  if (scanner->elements_depth != 0 && scanner->depth + 1 >= scanner->elements_depth)
    scanner->needs_care = TRUE;
  else
    scanner->header_needs_care = TRUE;
}

/* A token's next bytes: as many as there are and belong to it. `bytes` up to `length`, of which
 * there is at least one behind `at`. */
State annals_scanner_scan_string (AnnalsScanner *scanner, const char *bytes, guint64 length);
State annals_scanner_scan_utf8 (AnnalsScanner *scanner, const char *bytes, guint64 length);
State annals_scanner_scan_escape (AnnalsScanner *scanner, guint8 c);
State annals_scanner_scan_number (AnnalsScanner *scanner, const char *bytes, guint64 length);
State annals_scanner_end_number (AnnalsScanner *scanner, gboolean has_exponent);
/* What is wrong where the text, or its line, ends here. */
Wrong annals_scanner_wrong_at_end (AnnalsScanner *scanner);
/* A key has ended before `end`. */
void annals_scanner_end_key (AnnalsScanner *scanner, const char *bytes, guint64 end);

G_END_DECLS
