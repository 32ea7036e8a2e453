/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows of EDTF dates: from components, masks and all, to two instants. */
#include "time/edtf-private.h"

#include <glib/gi18n-lib.h>

#include "time/calendar.h"

#define DAY_S 86400

/* Both calendars have months of these lengths, and a 29th of February in leap years. */
static int
days_in_month (gboolean is_leap, int month)
{
  return month == 2 && is_leap ? 29 : annals_days_in_month (1, month);
}

static gboolean
year_is_leap (gint64 year, gboolean is_julian)
{
  return is_julian ? year % 4 == 0 : annals_year_is_leap (year);
}

/* month may lie beyond 12. */
static gint64
days_from_date (gint64 year, int month, int day, gboolean is_julian)
{
  return is_julian ? annals_days_from_julian (year, month, day)
                   : annals_days_from_civil (year, month, day);
}

int
annals_edtf_season_first_month (int season)
{
  static const gint8 first[] = { 3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10, 1, 5, 9, 1, 7 };

  g_return_val_if_fail (season >= 21 && season <= 41, 1);

  return first[season - 21];
}

int
annals_edtf_season_n_months (int season)
{
  return season <= 36 ? 3 : season <= 39 ? 4 : 6;
}

/* The extremes of four digits with X, as a magnitude. A negative year is at least 1. */
static void
mask_range (const AnnalsEdtfDate *date, gint64 *smallest, gint64 *largest)
{
  gint64 last_x_place = 0;
  gint64 place = 1000;

  *smallest = *largest = 0;
  for (int i = 0; i < 4; i++, place /= 10)
    {
      gboolean is_x = date->year_digits[i] == 'X';
      int digit = is_x ? 0 : date->year_digits[i] - '0';

      *smallest += digit * place;
      *largest += (is_x ? 9 : digit) * place;
      if (is_x)
        last_x_place = place;
    }

  if (date->is_negative && *smallest == 0)
    *smallest = last_x_place;
}

void
annals_edtf_date_set_year_range (AnnalsEdtfDate *date)
{
  gint64 smallest = ABS (date->year);
  gint64 largest = smallest;

  if (date->year_digits[0] != '\0')
    {
      mask_range (date, &smallest, &largest);
    }
  else if (date->significant > 0)
    {
      gint64 place = 1;
      int n_digits = 1;

      for (gint64 rest = smallest; rest >= 10; rest /= 10)
        n_digits++;
      for (gint64 i = date->significant; i < n_digits; i++)
        place *= 10;

      smallest = smallest / place * place;
      largest = MIN (smallest + place - 1, ANNALS_YEAR_MAX);
    }

  date->year_low = date->is_negative ? -largest : smallest;
  date->year_high = date->is_negative ? -smallest : largest;
}

static gboolean
digit_fits (char pattern, gint64 digit)
{
  return pattern == 'X' || pattern - '0' == digit;
}

/* The first leap year of a mask from one side (as a magnitude); -1: none. Two digits at a time,
 * so that no mask takes more than 2500 looks. */
static gint64
find_leap_magnitude (const AnnalsEdtfDate *date, gboolean is_julian, gboolean from_largest)
{
  const char *digits = date->year_digits;

  for (int i = 0; i < 100; i++)
    {
      int century = from_largest ? 99 - i : i;

      if (!digit_fits (digits[0], century / 10) || !digit_fits (digits[1], century % 10))
        continue;

      for (int k = 0; k < 100; k += 4)
        {
          int rest = from_largest ? 96 - k : k;
          gint64 magnitude = century * 100 + rest;

          if (digit_fits (digits[2], rest / 10) && digit_fits (digits[3], rest % 10)
              && year_is_leap (magnitude, is_julian) && !(date->is_negative && magnitude == 0))
            return magnitude;
        }
    }

  return -1;
}

/* The first (last) day of a year that the masks of month and day allow; FALSE: none. */
static gboolean
find_day (const AnnalsEdtfDate *date, gboolean is_leap, gboolean last, int *month, int *day)
{
  for (int i = 1; i <= 12; i++)
    {
      int m = last ? 13 - i : i;
      int length = days_in_month (is_leap, m);
      guint32 days = date->days & ((G_GUINT64_CONSTANT (2) << length) - 1);

      if ((date->months & (1u << m)) == 0 || days == 0)
        continue;

      *month = m;
      *day = last ? (int) g_bit_storage (days) - 1 : g_bit_nth_lsf (days, -1);
      return TRUE;
    }

  return FALSE;
}

/* The earliest (latest) day of all that the masks allow. */
static gboolean
find_extreme_day (const AnnalsEdtfDate *date, gboolean is_julian, gboolean latest,
                  AnnalsEdtfDay *extreme)
{
  gint64 year = latest ? date->year_high : date->year_low;
  int month, day;

  if (!find_day (date, year_is_leap (year, is_julian), latest, &month, &day))
    {
      gint64 magnitude;

      /* Only February 29 can be missing from one year and be in another. */
      if (date->year_low == date->year_high || !find_day (date, TRUE, latest, &month, &day))
        return FALSE;

      magnitude = find_leap_magnitude (date, is_julian, latest != date->is_negative);
      if (magnitude < 0)
        return FALSE;
      year = date->is_negative ? -magnitude : magnitude;
    }

  *extreme = (AnnalsEdtfDay){ year, month, day };
  return TRUE;
}

static guint8
year_unit (const AnnalsEdtfDate *date)
{
  gint64 n_years = date->year_high - date->year_low;

  if (n_years == 0)
    return ANNALS_UNIT_YEAR;

  return n_years < 10    ? ANNALS_UNIT_DECADE
         : n_years < 100 ? ANNALS_UNIT_CENTURY
                         : ANNALS_UNIT_MILLENNIUM;
}

static gboolean
fail_no_such_day (AnnalsEdtfReader *reader, const AnnalsEdtfDate *date, gsize fault)
{
  g_autofree char *message = NULL;

  if (date->day != 0 && date->month != 0 && date->year_low == date->year_high)
    message = g_strdup_printf (
        _("month %d of this year has no day %d: it ends with day %d"), date->month, date->day,
        days_in_month (year_is_leap (date->year, reader->is_julian), date->month));
  else
    message = g_strdup (_("no day of the calendar fits these digits"));

  return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_RANGE, message);
}

static void
set_time_window (AnnalsEdtfDate *date, gint64 day)
{
  gint64 minutes = date->hour * 60 + date->minute;
  double start;

  if (date->zone == ANNALS_EDTF_ZONE_OFFSET)
    minutes -= date->zone_minutes;

  start = (double) (day * DAY_S + minutes * 60 + date->second);

  if (!date->has_second)
    {
      date->unit = ANNALS_UNIT_MINUTE;
      date->low = start;
      date->high = start + 60;
    }
  else if (date->fraction_digits == 0)
    {
      date->unit = ANNALS_UNIT_SECOND;
      date->low = start;
      date->high = start + 1;
    }
  else
    {
      double scale = 1.0;

      /* One division is rounded once: .123 must be the double that 0.123 is. */
      for (int i = 0; i < date->fraction_digits; i++)
        scale *= 10.0;

      date->unit = ANNALS_UNIT_FRACTION;
      date->low = start + (double) date->fraction / scale;
      date->high = start + (double) (date->fraction + 1) / scale;
    }
}

/* A day without X, as nearly all are: it is its own extremes. */
static gboolean
set_one_day (AnnalsEdtfReader *reader, AnnalsEdtfDate *date, gsize day_fault)
{
  if (date->day > days_in_month (year_is_leap (date->year_low, reader->is_julian), date->month))
    return fail_no_such_day (reader, date, day_fault);

  date->first.month = date->last.month = date->month;
  date->first.day = date->last.day = date->day;
  date->unit = ANNALS_UNIT_DAY;
  return TRUE;
}

/* The extremes of a date with a month; its unit as coarse as its coarsest X. */
static gboolean
set_month_or_day (AnnalsEdtfReader *reader, AnnalsEdtfDate *date, gsize day_fault)
{
  if (date->month != 0 && date->day != 0 && date->year_low == date->year_high)
    return set_one_day (reader, date, day_fault);

  if (date->days == 0)
    {
      date->first.month = g_bit_nth_lsf (date->months, -1);
      date->last.month = (int) g_bit_storage (date->months) - 1;
    }
  else if (!find_extreme_day (date, reader->is_julian, FALSE, &date->first)
           || !find_extreme_day (date, reader->is_julian, TRUE, &date->last))
    {
      return fail_no_such_day (reader, date, day_fault);
    }

  if (date->month != 0 && date->unit == ANNALS_UNIT_YEAR)
    date->unit = ANNALS_UNIT_MONTH;

  return TRUE;
}

gboolean
annals_edtf_reader_set_window (AnnalsEdtfReader *reader, AnnalsEdtfDate *date, gsize day_fault)
{
  gboolean is_julian = reader->is_julian;
  gint64 begin, end;

  date->unit = year_unit (date);
  date->first.year = date->year_low;
  date->last.year = date->year_high;

  if (date->month >= 21)
    {
      int month = annals_edtf_season_first_month (date->month);

      begin = days_from_date (date->year_low, month, 1, is_julian);
      end = days_from_date (date->year_high, month + annals_edtf_season_n_months (date->month), 1,
                            is_julian);
      if (date->unit == ANNALS_UNIT_YEAR)
        date->unit = ANNALS_UNIT_SEASON;
    }
  else if (date->months == 0)
    {
      begin = days_from_date (date->year_low, 1, 1, is_julian);
      end = days_from_date (date->year_high + 1, 1, 1, is_julian);
    }
  else
    {
      if (!set_month_or_day (reader, date, day_fault))
        return FALSE;

      begin = days_from_date (date->first.year, date->first.month, MAX (date->first.day, 1),
                              is_julian);
      if (date->unit == ANNALS_UNIT_DAY)
        end = begin + 1;
      else if (date->days != 0)
        end = days_from_date (date->last.year, date->last.month, date->last.day, is_julian) + 1;
      else
        end = days_from_date (date->last.year, date->last.month + 1, 1, is_julian);
    }

  if (date->has_time)
    {
      set_time_window (date, begin);
    }
  else
    {
      date->low = (double) (begin * DAY_S);
      date->high = (double) (end * DAY_S);
    }

  return TRUE;
}
