/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An EDTF string taken apart: what its spans are made from and what its words say. */
#pragma once

#include "time/edtf.h"

G_BEGIN_DECLS

/* Bits of a component's qualifier; `%` is both. */
typedef enum
{
  ANNALS_EDTF_UNCERTAIN = 1 << 0,
  ANNALS_EDTF_APPROXIMATE = 1 << 1,
} AnnalsEdtfQualifier;

typedef enum
{
  ANNALS_EDTF_ZONE_NONE,
  ANNALS_EDTF_ZONE_UTC, /* Z */
  ANNALS_EDTF_ZONE_OFFSET,
} AnnalsEdtfZone;

/* A day, or with day 0 a month, or with month 0 too a year, of the calendar read. */
typedef struct
{
  gint64 year;
  int month, day;
} AnnalsEdtfDay;

/* One date. Its year is `year`, or any from year_low to year_high where it has X or S. */
typedef struct
{
  gint64 year; /* by value, X read as 0 */
  gint64 year_low, year_high;
  gint64 significant; /* of S; 0: none */
  char year_digits[4]; /* of a year of four digits, `X` where unspecified; else all 0 */
  gboolean is_negative;

  guint16 months; /* the months it may be: bit 1 January … bit 12 December; 0: none given */
  guint32 days;   /* bit 1 … bit 31; 0: none given */
  guint8 month;   /* the one month, or sub-year grouping 21–41; 0: none or several */
  guint8 day;     /* the one day; 0: none or several */
  char month_digits[2], day_digits[2];

  guint8 year_qualifier, month_qualifier, day_qualifier; /* AnnalsEdtfQualifier, as they apply */

  gboolean has_time;
  guint8 hour, minute, second; /* as written: 24 and 60 too */
  gboolean has_second;
  guint8 fraction_digits; /* as many as count, at most 18 */
  gint64 fraction;        /* their value */
  guint8 zone;            /* AnnalsEdtfZone */
  gint16 zone_minutes;    /* east of UTC */
  gboolean zone_is_west;  /* a sign of its own: -00:00 */
  gboolean zone_has_minutes;

  AnnalsEdtfDay first, last; /* the extremes of what it may be, in its own precision */
  double low, high;          /* its window */
  guint8 unit;               /* AnnalsUnit */
  const char *text;          /* as written, within the string that was read */
  gsize text_length;
} AnnalsEdtfDate;

typedef enum
{
  ANNALS_EDTF_BOUND_DATED,
  ANNALS_EDTF_BOUND_OPEN,
  ANNALS_EDTF_BOUND_UNKNOWN,
} AnnalsEdtfBound;

/* A member of a set: `a`, `a..b`, `..b` or `a..`; a moment has begin only. */
typedef struct
{
  gboolean is_range;
  AnnalsEdtfBound begin_bound, end_bound; /* of a range: DATED or OPEN */
  AnnalsEdtfDate begin, end;
} AnnalsEdtfMember;

typedef enum
{
  ANNALS_EDTF_DATE,
  ANNALS_EDTF_INTERVAL,
  ANNALS_EDTF_ONE_OF,
  ANNALS_EDTF_ALL_OF,
} AnnalsEdtfKind;

typedef struct
{
  AnnalsEdtfKind kind;
  AnnalsEdtfBound begin_bound, end_bound; /* of an interval */
  AnnalsEdtfDate begin, end;        /* a date has begin only, a set neither */
  AnnalsSpan span;
} AnnalsEdtf;

/* What becomes of a set's members; each may be NULL. */
typedef struct
{
  GArray *spans;   /* of AnnalsSpan: of `{…}` only */
  GArray *members; /* of AnnalsEdtfMember */
  guint max_members; /* of members: later ones are counted, not kept */
  guint n_members;
} AnnalsEdtfSets;

/* Where reading stands. A failure is told once, with the byte at fault. */
typedef struct
{
  const char *text; /* not NUL-terminated */
  gsize length;
  gsize at;
  gboolean is_julian;
  gboolean is_in_set; /* a comma parts members, not a second from its fraction */
  gsize fault;
  GError **error;
} AnnalsEdtfReader;

/* 0 past the end; a NUL byte inside the text is no date character either. */
static inline char
annals_edtf_reader_peek (const AnnalsEdtfReader *reader, gsize ahead)
{
  return reader->at + ahead < reader->length ? reader->text[reader->at + ahead] : '\0';
}

static inline gboolean
annals_edtf_reader_take (AnnalsEdtfReader *reader, char c)
{
  if (annals_edtf_reader_peek (reader, 0) != c || reader->at >= reader->length)
    return FALSE;

  reader->at++;
  return TRUE;
}

static inline gboolean
annals_edtf_reader_is_at_end (const AnnalsEdtfReader *reader)
{
  return reader->at >= reader->length;
}

/* Each returns FALSE, so that a caller may return it. */
gboolean annals_edtf_reader_fail (AnnalsEdtfReader *reader, gsize fault, AnnalsEdtfError code,
                                  const char *message);
gboolean annals_edtf_reader_fail_expected (AnnalsEdtfReader *reader, const char *expected);

/* edtf-date.c: one date from where the reader stands, up to the first character that is not its. */
gboolean annals_edtf_reader_read_date (AnnalsEdtfReader *reader, AnnalsEdtfDate *date);

/* edtf-time.c: what follows the T. */
gboolean annals_edtf_reader_read_time (AnnalsEdtfReader *reader, AnnalsEdtfDate *date);

/* edtf-window.c: a year's extremes from its digits; a date's window from its components.
 * A date that the calendar does not have is a failure at day_fault. */
void annals_edtf_date_set_year_range (AnnalsEdtfDate *date);
gboolean annals_edtf_reader_set_window (AnnalsEdtfReader *reader, AnnalsEdtfDate *date,
                                        gsize day_fault);

/* A sub-year grouping 21–41: its first month (1–12) and how many months it lasts. */
int annals_edtf_season_first_month (int season);
int annals_edtf_season_n_months (int season);

/* edtf.c: any EDTF string. sets may be NULL. */
gboolean annals_edtf_read (const char *text, gssize length, gboolean is_julian, AnnalsEdtf *edtf,
                           AnnalsEdtfSets *sets, guint *column, GError **error);

G_END_DECLS
