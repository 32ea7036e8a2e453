/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A span: what a date string means, four instants and flags. */
#include "time/span.h"

#include <math.h>

#include "time/calendar.h"

#define DAY_S 86400.0
/* The longest half-year: July to December. */
#define HALF_YEAR_S (184 * DAY_S)

#define BEGIN_SOFT                                                                                 \
  (ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_BEGIN_SEASON)
#define END_SOFT (ANNALS_SPAN_END_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE | ANNALS_SPAN_END_SEASON)

double
annals_span_get_anchor (const AnnalsSpan *span)
{
  const double bounds[] = { span->begin_min, span->begin_max, span->end_min, span->end_max };

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (isfinite (bounds[i]))
      return bounds[i];

  return NAN;
}

double
annals_span_get_earliest (const AnnalsSpan *span)
{
  return span->begin_min;
}

double
annals_span_get_latest (const AnnalsSpan *span)
{
  return span->end_max;
}

/* The window must be of one day or less too: that of a one-of set is wider than its unit. */
static gboolean
bound_is_hard (double min, double max, guint8 unit, gboolean is_soft)
{
  return !is_soft && unit <= ANNALS_UNIT_DAY && isfinite (min) && isfinite (max)
         && max - min <= DAY_S;
}

gboolean
annals_span_begin_is_hard (const AnnalsSpan *span)
{
  return annals_span_is_dated (span)
         && bound_is_hard (span->begin_min, span->begin_max, span->begin_unit,
                           (span->flags & BEGIN_SOFT) != 0);
}

gboolean
annals_span_end_is_hard (const AnnalsSpan *span)
{
  return annals_span_is_dated (span)
         && bound_is_hard (span->end_min, span->end_max, span->end_unit,
                           (span->flags & END_SOFT) != 0);
}

static double
years_length (double instant_s, int years)
{
  AnnalsCivil civil = annals_civil_from_instant (instant_s);

  return annals_instant_from_civil (civil.year + years, 1, 1, 0, 0, 0)
         - annals_instant_from_civil (civil.year, 1, 1, 0, 0, 0);
}

/* window_s bounds the units that have no one length; near_s is inside the window. */
static double
unit_length (AnnalsUnit unit, double near_s, double window_s)
{
  AnnalsCivil civil;

  switch (unit)
    {
    case ANNALS_UNIT_FRACTION:
      return MIN (window_s, 1.0);
    case ANNALS_UNIT_SECOND:
      return 1.0;
    case ANNALS_UNIT_MINUTE:
      return 60.0;
    case ANNALS_UNIT_HOUR:
      return 3600.0;
    case ANNALS_UNIT_DAY:
      return DAY_S;
    case ANNALS_UNIT_MONTH:
      civil = annals_civil_from_instant (near_s);
      return annals_days_in_month (civil.year, civil.month) * DAY_S;
    case ANNALS_UNIT_SEASON:
      return MIN (window_s, HALF_YEAR_S);
    case ANNALS_UNIT_YEAR:
      return years_length (near_s, 1);
    case ANNALS_UNIT_DECADE:
      return MIN (window_s, years_length (near_s, 10));
    case ANNALS_UNIT_CENTURY:
      return MIN (window_s, years_length (near_s, 100));
    case ANNALS_UNIT_MILLENNIUM:
      return isfinite (window_s) ? window_s : years_length (near_s, 1000);
    default:
      g_return_val_if_reached (0.0);
    }
}

double
annals_span_get_begin_fade (const AnnalsSpan *span)
{
  if ((span->flags & ANNALS_SPAN_BEGIN_APPROXIMATE) == 0 || !isfinite (span->begin_min))
    return 0.0;

  return unit_length (span->begin_unit, span->begin_min, span->begin_max - span->begin_min);
}

double
annals_span_get_end_fade (const AnnalsSpan *span)
{
  double near_s;

  if ((span->flags & ANNALS_SPAN_END_APPROXIMATE) == 0 || !isfinite (span->end_max))
    return 0.0;

  /* end_max is the first instant of the next unit: look just before it. */
  near_s = MAX (span->end_min, span->end_max - DAY_S);

  return unit_length (span->end_unit, near_s, span->end_max - span->end_min);
}

gboolean
annals_span_overlaps (const AnnalsSpan *a, const AnnalsSpan *b)
{
  double a_begin = annals_span_get_earliest (a);
  double b_begin = annals_span_get_earliest (b);

  if (!annals_span_is_dated (a) || !annals_span_is_dated (b))
    return FALSE;

  /* A fraction finer than a double holds leaves a window of no width: equal begins count. */
  return a_begin == b_begin
         || (a_begin < annals_span_get_latest (b) && b_begin < annals_span_get_latest (a));
}

gboolean
annals_span_equal (const AnnalsSpan *a, const AnnalsSpan *b)
{
  if (a->flags != b->flags)
    return FALSE;
  if (!annals_span_is_dated (a))
    return TRUE;

  return a->begin_min == b->begin_min && a->begin_max == b->begin_max && a->end_min == b->end_min
         && a->end_max == b->end_max && a->begin_unit == b->begin_unit
         && a->end_unit == b->end_unit;
}
