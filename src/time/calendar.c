/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar arithmetic over all years: days, civil dates, instants.
 *
 * A year is taken to begin on March 1, so that the leap day is its last day and
 * the months' lengths follow one linear formula (31, 30, 31, 30, 31 repeating).
 * 400 Gregorian years are an exact number of days, so any year is moved into one
 * such cycle first. All of it is 64-bit integers; only an instant is a double.
 */
#include "time/calendar.h"

#include <math.h>

#define SECONDS_PER_DAY 86400
#define DAYS_PER_400_YEARS 146097
#define DAYS_PER_4_JULIAN_YEARS 1461

/* From 0000-03-01 to 1970-01-01, in the Gregorian calendar and in the Julian one
 * (where that day is 1969-12-19). */
#define EPOCH_FROM_MARCH_0 719468
#define EPOCH_FROM_JULIAN_MARCH_0 719470

/* Beyond this no instant is taken apart: a little over the years that are read. */
#define INSTANT_MAX 1.3e18

static inline gint64
floor_divide (gint64 dividend, gint64 divisor)
{
  gint64 quotient = dividend / divisor;

  return quotient - (dividend % divisor < 0);
}

static inline gint64
floor_remainder (gint64 dividend, gint64 divisor)
{
  gint64 remainder = dividend % divisor;

  return remainder < 0 ? remainder + divisor : remainder;
}

/* The year that began on the March 1 before, and the days since then. month 1–12. */
static inline gint64
march_year (gint64 year, int month)
{
  return month > 2 ? year : year - 1;
}

static inline int
day_of_march_year (int month, int day)
{
  int months_since_march = month > 2 ? month - 3 : month + 9;

  return (153 * months_since_march + 2) / 5 + day - 1;
}

static void
carry_months (gint64 *year, gint64 *month)
{
  gint64 months = *month - 1;

  *year += floor_divide (months, 12);
  *month = floor_remainder (months, 12) + 1;
}

gboolean
annals_year_is_leap (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
annals_days_in_month (gint64 year, int month)
{
  static const gint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  return lengths[month - 1] + (month == 2 && annals_year_is_leap (year));
}

gint64
annals_days_from_civil (gint64 year, gint64 month, int day)
{
  gint64 cycle;
  gint64 year_of_cycle;

  if (month < 1 || month > 12)
    carry_months (&year, &month);

  year = march_year (year, (int) month);
  cycle = floor_divide (year, 400);
  year_of_cycle = year - cycle * 400;

  return cycle * DAYS_PER_400_YEARS
         + year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100
         + day_of_march_year ((int) month, day) - EPOCH_FROM_MARCH_0;
}

void
annals_civil_from_days (gint64 days, gint64 *year, int *month, int *day)
{
  gint64 since_march_0 = days + EPOCH_FROM_MARCH_0;
  gint64 cycle = floor_divide (since_march_0, DAYS_PER_400_YEARS);
  gint64 day_of_cycle = since_march_0 - cycle * DAYS_PER_400_YEARS;
  /* Take the leap days out (one in 1460 days, none in 36524, one in 146096), and
   * what is left divides evenly into years. */
  gint64 year_of_cycle
      = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
  int day_of_year
      = (int) (day_of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100));
  int months_since_march = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
  *month = months_since_march < 10 ? months_since_march + 3 : months_since_march - 9;
  *year = cycle * 400 + year_of_cycle + (*month <= 2);
}

gint64
annals_days_from_julian (gint64 year, int month, int day)
{
  gint64 carried = month;

  if (month < 1 || month > 12)
    carry_months (&year, &carried);

  year = march_year (year, (int) carried);

  return floor_divide (year * DAYS_PER_4_JULIAN_YEARS, 4)
         + day_of_march_year ((int) carried, day) - EPOCH_FROM_JULIAN_MARCH_0;
}

int
annals_weekday_from_days (gint64 days)
{
  /* 1970-01-01 was a Thursday. */
  return (int) floor_remainder (days + 3, 7) + 1;
}

double
annals_instant_from_civil (gint64 year, gint64 month, int day, int hour, int minute, double second)
{
  gint64 days = annals_days_from_civil (year, month, day);

  /* Whole minutes stay in integers: 30 000 000 000 years of seconds fit. */
  return (double) (days * SECONDS_PER_DAY + hour * 3600 + minute * 60) + second;
}

AnnalsCivil
annals_civil_from_instant (double instant_s)
{
  AnnalsCivil civil = { 1970, 1, 1, 0, 0, 0, 0.0 };
  double whole;
  gint64 seconds;
  gint64 days;
  int second_of_day;

  if (isnan (instant_s))
    return civil;

  instant_s = CLAMP (instant_s, -INSTANT_MAX, INSTANT_MAX);
  whole = floor (instant_s);
  seconds = (gint64) whole;
  days = floor_divide (seconds, SECONDS_PER_DAY);
  second_of_day = (int) (seconds - days * SECONDS_PER_DAY);

  annals_civil_from_days (days, &civil.year, &civil.month, &civil.day);
  civil.hour = second_of_day / 3600;
  civil.minute = second_of_day / 60 % 60;
  civil.second = second_of_day % 60;
  civil.fraction = instant_s - whole;

  return civil;
}

/* The shortest run of digits that names this very double: .123 is stored as
 * .12299990654 near our own time and must be written .123. */
static void
append_fraction (GString *string, double instant_s, double fraction)
{
  double whole = instant_s - fraction;
  double scale = 1.0;

  for (int digits = 1; digits <= 15; digits++)
    {
      double count;

      scale *= 10.0;
      count = floor (fraction * scale + 0.5);
      if (count >= scale)
        continue;
      if (whole + count / scale == instant_s || digits == 15)
        {
          if (count > 0)
            g_string_append_printf (string, ".%0*" G_GINT64_FORMAT, digits, (gint64) count);
          return;
        }
    }
}

char *
annals_instant_to_iso8601 (double instant_s)
{
  g_autoptr (GString) string = NULL;
  AnnalsCivil civil;

  if (isnan (instant_s))
    return g_strdup ("");
  if (isinf (instant_s))
    return g_strdup (instant_s < 0 ? "-inf" : "+inf");

  civil = annals_civil_from_instant (instant_s);
  string = g_string_sized_new (32);

  if (civil.year < 0)
    g_string_append_c (string, '-');
  else if (civil.year > 9999)
    g_string_append_c (string, '+');

  g_string_append_printf (string, "%04" G_GINT64_FORMAT "-%02d-%02dT%02d:%02d:%02d",
                          ABS (civil.year), civil.month, civil.day, civil.hour, civil.minute,
                          civil.second);
  if (civil.fraction > 0)
    append_fraction (string, instant_s, civil.fraction);
  g_string_append_c (string, 'Z');

  return g_string_free (g_steal_pointer (&string), FALSE);
}
