/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extended Date/Time Format (ISO 8601-2:2019, Library of Congress 2019-02-04),
 * levels 0 to 2: from a string to a span. */
#pragma once

#include "time/span.h"

G_BEGIN_DECLS

#define ANNALS_EDTF_ERROR (annals_edtf_error_quark ())

/* Every error's message begins with no position; `column` of the call tells it. */
typedef enum
{
  ANNALS_EDTF_ERROR_SYNTAX,   /* not of the grammar, or something after the end */
  ANNALS_EDTF_ERROR_RANGE,    /* month 13, 2001-02-29, hour 24:01, a year too far */
  ANNALS_EDTF_ERROR_ORDER,    /* an end whose window closes before the begin's opens */
} AnnalsEdtfError;

GQuark annals_edtf_error_quark (void);

/**
 * annals_edtf_parse:
 * @text: (array length=length): the date as written, not NUL-terminated necessarily
 * @length: bytes of @text, or -1 if NUL-terminated
 * @span: (out): the span; on failure ANNALS_SPAN_INIT_UNDATED
 * @members: (nullable) (inout): for `{a,b}`, the spans of the single members are
 *   appended to this GArray of AnnalsSpan, `a..b` as a duration; untouched otherwise
 * @column: (out) (optional): on failure, the character (from 1) at fault
 *
 * Linear in @length, no recursion. Returns FALSE with an ANNALS_EDTF_ERROR whose
 * message is translatable, says what was found and what was expected.
 */
gboolean annals_edtf_parse (const char *text, gssize length, AnnalsSpan *span, GArray *members,
                            guint *column, GError **error);

/* Like annals_edtf_parse() for the native format's begin/end pair: each an EDTF date or a
 * one-of set, joined to a duration that begins in the first's window and ends in the second's.
 * Either may be NULL or empty (unknown) or `..` (open), not both unknown. The message of an error
 * says first which of the two it is about; *column is within that one. */
gboolean annals_edtf_parse_pair (const char *begin, const char *end, AnnalsSpan *span,
                                 guint *column, GError **error);

/* The same span read as a Julian-calendar date: its bounds lie where that date falls.
 * (`calendar: julian` of the native format.) Errors as annals_edtf_parse(). */
gboolean annals_edtf_parse_julian (const char *text, gssize length, AnnalsSpan *span,
                                   GArray *members, guint *column, GError **error);

/* A pair whose two ends are both read so. */
gboolean annals_edtf_parse_pair_julian (const char *begin, const char *end, AnnalsSpan *span,
                                        guint *column, GError **error);

G_END_DECLS
