/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A span: what a date string means, four instants and flags.
 *
 *       begin window            end window
 *     |░░░░░░░░░░░░░|█████████|░░░░░░░░░░|
 * begin_min    begin_max   end_min    end_max
 *     possible        certain       possible
 *
 * Half-open; begin_min ≤ begin_max, end_min ≤ end_max. Where begin_max > end_min
 * no part is certain. A moment has one window: its begin window and end window
 * are equal (begin_min = end_min, begin_max = end_max), and it lies somewhere in
 * it. An open or unknown begin has begin_min = begin_max = -INFINITY, an open or
 * unknown end has end_min = end_max = +INFINITY; the flags tell the two apart.
 * A set that `..` leaves open on one side keeps one window with that side infinite:
 * `[..1983]` has begin_min = end_min = -INFINITY and BEGIN_OPEN, begin_max and end_max
 * are 1984.
 */
#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_SPAN_NONE = 0,
  ANNALS_SPAN_UNDATED = 1 << 0,           /* the other members mean nothing (all NAN) */
  ANNALS_SPAN_DURATION = 1 << 1,          /* else a moment */
  ANNALS_SPAN_BEGIN_OPEN = 1 << 2,        /* `..` : it has always been so */
  ANNALS_SPAN_BEGIN_UNKNOWN = 1 << 3,     /* empty: it began, nobody knows when */
  ANNALS_SPAN_END_OPEN = 1 << 4,          /* `..` : it goes on */
  ANNALS_SPAN_END_UNKNOWN = 1 << 5,       /* empty: it ended, nobody knows when */
  ANNALS_SPAN_BEGIN_UNCERTAIN = 1 << 6,   /* ? or % on any part of the begin (of a moment: of it) */
  ANNALS_SPAN_BEGIN_APPROXIMATE = 1 << 7, /* ~ or % */
  ANNALS_SPAN_END_UNCERTAIN = 1 << 8,
  ANNALS_SPAN_END_APPROXIMATE = 1 << 9,
  ANNALS_SPAN_BEGIN_SEASON = 1 << 10,     /* seasons 21–32: that edge is soft */
  ANNALS_SPAN_END_SEASON = 1 << 11,
  ANNALS_SPAN_ONE_OF = 1 << 12,           /* [ … ]: a moment somewhere in the set's extent */
  ANNALS_SPAN_ALL_OF = 1 << 13,           /* { … }: several moments; the members are extra spans */
} AnnalsSpanFlags;

/* The unit a bound is told in, from fine to coarse. */
typedef enum
{
  ANNALS_UNIT_FRACTION, /* of a second */
  ANNALS_UNIT_SECOND,
  ANNALS_UNIT_MINUTE,
  ANNALS_UNIT_HOUR,
  ANNALS_UNIT_DAY,
  ANNALS_UNIT_MONTH,
  ANNALS_UNIT_SEASON, /* seasons, quarters, four months, half-years */
  ANNALS_UNIT_YEAR,
  ANNALS_UNIT_DECADE,  /* 197X, nS3 of a four-digit year */
  ANNALS_UNIT_CENTURY, /* 19XX */
  ANNALS_UNIT_MILLENNIUM, /* and any coarser window of years */
} AnnalsUnit;

typedef struct
{
  double begin_min, begin_max, end_min, end_max; /* instants, seconds since 1970 */
  guint32 flags;                                 /* AnnalsSpanFlags */
  guint8 begin_unit, end_unit;                   /* AnnalsUnit */
} AnnalsSpan;

#define ANNALS_SPAN_INIT_UNDATED                                                                   \
  {                                                                                                \
    NAN, NAN, NAN, NAN, ANNALS_SPAN_UNDATED, ANNALS_UNIT_YEAR, ANNALS_UNIT_YEAR                    \
  }

static inline gboolean
annals_span_is_dated (const AnnalsSpan *span)
{
  return (span->flags & ANNALS_SPAN_UNDATED) == 0;
}

static inline gboolean
annals_span_is_duration (const AnnalsSpan *span)
{
  return (span->flags & ANNALS_SPAN_DURATION) != 0;
}

/* The first finite bound in the order begin_min, begin_max, end_min, end_max;
 * NAN for an undated span and for `../..`. Counts are of anchors. */
double annals_span_get_anchor (const AnnalsSpan *span);

/* The span's earliest and latest possible instants; ±INFINITY where open or unknown. */
double annals_span_get_earliest (const AnnalsSpan *span);
double annals_span_get_latest (const AnnalsSpan *span);

/* Is the begin (end) drawn hard: day precision or finer, unqualified, no season,
 * finite? A coarser one fades across its window. */
gboolean annals_span_begin_is_hard (const AnnalsSpan *span);
gboolean annals_span_end_is_hard (const AnnalsSpan *span);

/* How far, in seconds, an approximate bound may lie beyond its window on that side:
 * the length of the window's own unit (a month for `2018-06~`); 0 where the bound
 * is not approximate or not finite. */
double annals_span_get_begin_fade (const AnnalsSpan *span);
double annals_span_get_end_fade (const AnnalsSpan *span);

/* Two spans of one file: do their windows share an instant? */
gboolean annals_span_overlaps (const AnnalsSpan *a, const AnnalsSpan *b);
gboolean annals_span_equal (const AnnalsSpan *a, const AnnalsSpan *b);

G_END_DECLS
