/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A range of time in the reader's hand: its edges on calendar units, and how EDTF writes it. */
#include "view/time-range.h"

#include <math.h>

#include "formats/date-parts.h"
#include "time/calendar.h"

#define DAY_S 86400.0
#define REACH_PX 6.0
/* Of a unit that is narrower than this, boundaries lie everywhere: none of them is meant. */
#define UNIT_MIN_PX (6 * REACH_PX)
/* The finest unit that is used: a hand does not tell a finer one, and of the next an edge is near. */
#define UNIT_PX 0.25
#define KEY_STEP_PX 24.0
/* EDTF has no finer date beyond these. */
#define YEAR_MAX 9999

/* From fine to coarse. Weeks are left out: EDTF has none. */
static const AnnalsStep units[] = {
  { ANNALS_STEP_SECONDS, 1 },   { ANNALS_STEP_SECONDS, 60 },  { ANNALS_STEP_SECONDS, 3600 },
  { ANNALS_STEP_SECONDS, DAY_S }, { ANNALS_STEP_MONTHS, 1 },  { ANNALS_STEP_YEARS, 1 },
  { ANNALS_STEP_YEARS, 1e1 },   { ANNALS_STEP_YEARS, 1e2 },   { ANNALS_STEP_YEARS, 1e3 },
  { ANNALS_STEP_YEARS, 1e4 },   { ANNALS_STEP_YEARS, 1e5 },   { ANNALS_STEP_YEARS, 1e6 },
  { ANNALS_STEP_YEARS, 1e7 },   { ANNALS_STEP_YEARS, 1e8 },   { ANNALS_STEP_YEARS, 1e9 },
};

typedef enum
{
  PRECISION_YEAR,
  PRECISION_MONTH,
  PRECISION_DAY,
  PRECISION_SECOND
} Precision;

static double
find_nearest (AnnalsStep unit, double instant_s)
{
  double before = annals_step_floor (unit, instant_s);
  double after = annals_step_next (unit, instant_s);

  return instant_s - before <= after - instant_s ? before : after;
}

static guint
find_finest (const AnnalsView *view)
{
  guint finest = 0;

  while (finest + 1 < G_N_ELEMENTS (units)
         && annals_step_get_length (units[finest]) < UNIT_PX * view->seconds_per_pixel)
    finest++;

  return finest;
}

double
annals_time_range_snap (const AnnalsView *view, double x_px)
{
  double instant_s, at_s;
  guint finest;

  g_return_val_if_fail (view != NULL && view->seconds_per_pixel > 0, 0);

  instant_s = annals_view_instant (view, x_px);
  finest = find_finest (view);
  for (guint i = G_N_ELEMENTS (units) - 1; i > finest; i--)
    {
      if (annals_step_get_length (units[i]) < UNIT_MIN_PX * view->seconds_per_pixel)
        continue;
      at_s = find_nearest (units[i], instant_s);
      if (fabs (at_s - instant_s) <= REACH_PX * view->seconds_per_pixel)
        return at_s;
    }

  return find_nearest (units[finest], instant_s);
}

AnnalsStep
annals_time_range_get_step (const AnnalsView *view)
{
  g_return_val_if_fail (view != NULL, units[0]);

  return annals_step_at_least (fmax (1, KEY_STEP_PX * view->seconds_per_pixel));
}

/* --- as EDTF --- */

static Precision
get_precision (const AnnalsCivil *civil)
{
  if (civil->hour != 0 || civil->minute != 0 || civil->second != 0 || civil->fraction != 0)
    return PRECISION_SECOND;
  if (civil->day != 1)
    return PRECISION_DAY;

  return civil->month != 1 ? PRECISION_MONTH : PRECISION_YEAR;
}

static char *
to_edtf (const AnnalsCivil *civil, Precision precision)
{
  AnnalsDateParts parts = ANNALS_DATE_PARTS_INIT (civil->year);

  if (precision >= PRECISION_MONTH)
    parts.month = civil->month;
  if (precision >= PRECISION_DAY)
    parts.day = civil->day;
  if (precision >= PRECISION_SECOND)
    {
      parts.hour = civil->hour;
      parts.minute = civil->minute;
      parts.second = civil->second;
    }

  return annals_date_parts_to_edtf (&parts);
}

void
annals_time_range_get_dates (double begin_s, double end_s, char **first, char **last)
{
  AnnalsCivil begin, end, within;
  Precision precision;

  g_return_if_fail (isfinite (begin_s) && isfinite (end_s) && begin_s < end_s);
  g_return_if_fail (first != NULL && last != NULL);

  begin = annals_civil_from_instant (begin_s);
  end = annals_civil_from_instant (end_s);
  /* Far from today neighbouring doubles are more than a second apart. */
  within = annals_civil_from_instant (fmin (ceil (end_s) - 1, nextafter (end_s, -INFINITY)));
  precision = MAX (get_precision (&begin), get_precision (&end));
  if (begin.year < -YEAR_MAX || end.year > YEAR_MAX)
    precision = PRECISION_YEAR;

  *first = to_edtf (&begin, precision);
  *last = to_edtf (&within, precision);
}

char *
annals_time_range_to_edtf (double begin_s, double end_s)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  annals_time_range_get_dates (begin_s, end_s, &first, &last);
  if (g_strcmp0 (first, last) == 0)
    return g_steal_pointer (&first);

  return g_strconcat (first, "/", last, NULL);
}
