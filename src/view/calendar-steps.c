/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar steps: the units that ticks stand on and counts are binned by. */
#include "view/calendar-steps.h"

#include <math.h>

#include "time/calendar.h"

#define DAY_S 86400.0
#define YEAR_S 31556952.0
#define INSTANT_MAX_S (ANNALS_YEAR_MAX * YEAR_S)

/* The longest step: a billion years. */
#define YEARS_MAX 1e9

/* From here on a step of years has a boundary at the year 1 too, between its first multiple before
 * Christ and its first after; finer ones would crowd there. */
#define YEARS_WITH_YEAR_1 5

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Boundaries: n, 2n, 3n … after Christ; n BCE, 2n BCE … before, which are the astronomical years
 * 1 − n, 1 − 2n …; and the year 1 where n ≥ 5. Single years are all boundaries. */
static gint64
year_floor (gint64 year, gint64 n)
{
  if (n == 1)
    return year;
  if (year >= n)
    return year - year % n;
  if (year >= 1)
    return n >= YEARS_WITH_YEAR_1 ? 1 : 1 - n;

  return 1 - n * ((1 - year + n - 1) / n);
}

static gint64
year_next (gint64 year, gint64 n)
{
  gint64 multiples;

  if (n == 1)
    return year + 1;
  if (year >= n)
    return year - year % n + n;
  if (year >= 1)
    return n;

  multiples = -year / n;
  if (multiples >= 1)
    return 1 - n * multiples;
  return n >= YEARS_WITH_YEAR_1 ? 1 : n;
}

static double
month_instant (gint64 year, gint64 month)
{
  return annals_days_from_civil (year, month, 1) * DAY_S;
}

/* Fractions of a second are wholes of a number a second, since 1/20 is no double but 20 is. */
static double
fraction_boundary (double step_s, double instant_s, gboolean is_next)
{
  double per_second = round (1 / step_s);
  double n = floor (instant_s * per_second);

  if ((n + 1) / per_second <= instant_s)
    n++;

  return (n + is_next) / per_second;
}

/* The boundary at or before (is_next: after) the instant. */
static double
find_boundary (AnnalsStep step, double instant_s, gboolean is_next)
{
  AnnalsCivil civil;
  gint64 n = MAX (1, (gint64) step.n);

  switch (step.unit)
    {
    case ANNALS_STEP_WEEKS:
      {
        /* 1970-01-01 was a Thursday. */
        gint64 week = floor_div ((gint64) floor (instant_s / DAY_S) + 3, 7);

        return ((week + is_next) * 7 - 3) * DAY_S;
      }
    case ANNALS_STEP_MONTHS:
      {
        gint64 month;

        civil = annals_civil_from_instant (instant_s);
        month = (civil.month - 1) / n * n + 1;
        return month_instant (civil.year, month + (is_next ? n : 0));
      }
    case ANNALS_STEP_YEARS:
      civil = annals_civil_from_instant (instant_s);
      return month_instant (is_next ? year_next (civil.year, n) : year_floor (civil.year, n), 1);
    case ANNALS_STEP_SECONDS:
    default:
      if (step.n < 1)
        return fraction_boundary (step.n, instant_s, is_next);
      return (floor (instant_s / step.n) + is_next) * step.n;
    }
}

double
annals_step_floor (AnnalsStep step, double instant_s)
{
  double clamped_s = CLAMP (instant_s, -INSTANT_MAX_S, INSTANT_MAX_S);

  return fmin (find_boundary (step, clamped_s, FALSE), instant_s);
}

double
annals_step_next (AnnalsStep step, double instant_s)
{
  double clamped_s = CLAMP (instant_s, -INSTANT_MAX_S, INSTANT_MAX_S);
  double next_s = find_boundary (step, clamped_s, TRUE);

  /* Where neighbouring doubles are further apart than the step. */
  return next_s > instant_s ? next_s : nextafter (instant_s, INFINITY);
}

double
annals_step_get_length (AnnalsStep step)
{
  switch (step.unit)
    {
    case ANNALS_STEP_WEEKS:
      return 7 * DAY_S;
    case ANNALS_STEP_MONTHS:
      return step.n * YEAR_S / 12;
    case ANNALS_STEP_YEARS:
      return step.n * YEAR_S;
    case ANNALS_STEP_SECONDS:
    default:
      return step.n;
    }
}

AnnalsStep
annals_step_at_least (double length_s)
{
  static const AnnalsStep ladder[] = {
    { ANNALS_STEP_SECONDS, 0.01 },   { ANNALS_STEP_SECONDS, 0.02 },  { ANNALS_STEP_SECONDS, 0.05 },
    { ANNALS_STEP_SECONDS, 0.1 },    { ANNALS_STEP_SECONDS, 0.2 },   { ANNALS_STEP_SECONDS, 0.5 },
    { ANNALS_STEP_SECONDS, 1 },      { ANNALS_STEP_SECONDS, 2 },     { ANNALS_STEP_SECONDS, 5 },
    { ANNALS_STEP_SECONDS, 10 },     { ANNALS_STEP_SECONDS, 15 },    { ANNALS_STEP_SECONDS, 30 },
    { ANNALS_STEP_SECONDS, 60 },     { ANNALS_STEP_SECONDS, 120 },   { ANNALS_STEP_SECONDS, 300 },
    { ANNALS_STEP_SECONDS, 600 },    { ANNALS_STEP_SECONDS, 900 },   { ANNALS_STEP_SECONDS, 1800 },
    { ANNALS_STEP_SECONDS, 3600 },   { ANNALS_STEP_SECONDS, 7200 },  { ANNALS_STEP_SECONDS, 10800 },
    { ANNALS_STEP_SECONDS, 21600 },  { ANNALS_STEP_SECONDS, 43200 }, { ANNALS_STEP_SECONDS, DAY_S },
    { ANNALS_STEP_WEEKS, 1 },        { ANNALS_STEP_MONTHS, 1 },      { ANNALS_STEP_MONTHS, 3 },
  };
  static const double digits[] = { 1, 2, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (ladder); i++)
    if (annals_step_get_length (ladder[i]) >= length_s)
      return ladder[i];

  for (double decade = 1; decade < YEARS_MAX; decade *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
      if (digits[i] * decade * YEAR_S >= length_s)
        return (AnnalsStep){ ANNALS_STEP_YEARS, digits[i] * decade };

  return (AnnalsStep){ ANNALS_STEP_YEARS, YEARS_MAX };
}
