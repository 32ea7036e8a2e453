/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of other tools on their way to EDTF.
 *
 *     date-time = date [ ( "T" / space ) time [ zone ] ]
 *     date      = year [ "-" month [ "-" day ] / "-" 3DIGIT / "-W" 2DIGIT [ "-" weekday ] ]
 *               / 8DIGIT
 *     year      = 4DIGIT / ( "+" / "-" ) 4*11DIGIT
 *     time      = hh [ [ ":" ] mm [ [ ":" ] ss [ ( "." / "," ) 1*DIGIT ] ] ]
 *     zone      = "Z" / ( "+" / "-" ) hh [ [ ":" ] mm ]
 */
#include "formats/date-parts.h"

#include <math.h>
#include <string.h>

#include "time/calendar.h"

#define YEAR_DIGITS_MAX 11

/* Longer than any date of which each part is a number of 64 bits. */
#define DATE_BYTES_MAX 160

/* Appends a number of at least that many digits: dates are made by the million, and printf() takes
 * ten times as long. Returns the byte behind it. */
static char *
put_number (char *at, guint n_digits, guint64 number)
{
  char reversed[20];
  guint n = 0;

  for (; number > 0 || n < n_digits; number /= 10)
    reversed[n++] = '0' + number % 10;
  while (n > 0)
    *at++ = reversed[--n];
  return at;
}

static char *
put_part (char *at, char separator, int number)
{
  *at++ = separator;
  return put_number (at, 2, number);
}

static char *
put_year (char *at, gint64 year)
{
  gboolean is_long = year > 9999 || year < -9999;

  if (is_long)
    *at++ = 'Y';
  if (year < 0)
    *at++ = '-';
  return put_number (at, is_long ? 1 : 4, year < 0 ? 0 - (guint64)year : (guint64)year);
}

char *
annals_year_to_edtf (gint64 year)
{
  char edtf[DATE_BYTES_MAX];

  return g_strndup (edtf, put_year (edtf, year) - edtf);
}

char *
annals_date_parts_to_edtf (const AnnalsDateParts *parts)
{
  char edtf[DATE_BYTES_MAX], *at = put_year (edtf, parts->year);
  int day_length;

  if (parts->month < 0 || *edtf == 'Y')
    return g_strndup (edtf, at - edtf);
  at = put_part (at, '-', parts->month);
  if (parts->day < 0)
    return g_strndup (edtf, at - edtf);
  at = put_part (at, '-', parts->day);
  if (parts->hour < 0)
    return g_strndup (edtf, at - edtf);

  day_length = at - edtf;
  if (parts->minute < 0)
    return g_strdup_printf ("[%.*sT%02d:00%s..%.*sT%02d:59%s]", day_length, edtf, parts->hour,
                            parts->zone, day_length, edtf, parts->hour, parts->zone);
  at = put_part (at, 'T', parts->hour);
  at = put_part (at, ':', parts->minute);
  if (parts->second >= 0)
    {
      at = put_part (at, ':', parts->second);
      if (*parts->fraction != '\0')
        *at++ = '.';
      at = g_stpcpy (at, parts->fraction);
    }
  at = g_stpcpy (at, parts->zone);
  return g_strndup (edtf, at - edtf);
}

char *
annals_epoch_ms_to_edtf (double ms)
{
  AnnalsCivil civil;
  AnnalsDateParts parts;
  double seconds = floor (ms / 1000);
  int fraction = (int)(ms - seconds * 1000);

  if (!(fabs (seconds) < ANNALS_YEAR_MAX * 31556952.0))
    return NULL;
  civil = annals_civil_from_instant (seconds);
  parts = (AnnalsDateParts){
    .year = civil.year,
    .month = civil.month,
    .day = civil.day,
    .hour = civil.hour,
    .minute = civil.minute,
    .second = civil.second,
    .zone = "Z",
  };
  if (fraction > 0)
    g_snprintf (parts.fraction, sizeof parts.fraction, "%03d", fraction);
  return annals_date_parts_to_edtf (&parts);
}

/* Exactly that many digits. */
static gboolean
read_digits (const char **at, guint n, int *value)
{
  *value = 0;
  for (guint d = 0; d < n; d++)
    {
      if (!g_ascii_isdigit ((*at)[d]))
        return FALSE;
      *value = *value * 10 + ((*at)[d] - '0');
    }
  *at += n;
  return TRUE;
}

static guint
count_digits (const char *at)
{
  guint n = 0;

  while (n <= YEAR_DIGITS_MAX && g_ascii_isdigit (at[n]))
    n++;
  return n;
}

static gboolean
read_year (const char **at, gint64 *year)
{
  gboolean has_sign = **at == '+' || **at == '-';
  gboolean is_negative = **at == '-';
  guint n;

  *at += has_sign;
  n = count_digits (*at);
  if (has_sign ? n < 4 || n > YEAR_DIGITS_MAX : n != 4 && n != 8)
    return FALSE;
  *year = 0;
  for (n = has_sign ? n : 4; n > 0; n--)
    *year = *year * 10 + (*(*at)++ - '0');
  if (is_negative)
    *year = -*year;
  return TRUE;
}

static gboolean
read_fraction (const char **at, AnnalsDateParts *parts)
{
  guint n = 0;

  for ((*at)++; g_ascii_isdigit (**at); (*at)++)
    if (n < sizeof parts->fraction - 1)
      parts->fraction[n++] = **at;
  return n > 0;
}

static gboolean
read_zone (const char **at, AnnalsDateParts *parts)
{
  int hours, minutes = 0;
  char sign = **at;

  if (sign == 'Z' || sign == 'z')
    {
      parts->zone[0] = 'Z';
      (*at)++;
      return TRUE;
    }
  if (sign != '+' && sign != '-')
    return TRUE;
  (*at)++;
  if (!read_digits (at, 2, &hours))
    return FALSE;
  if (**at == ':' || g_ascii_isdigit (**at))
    {
      *at += **at == ':';
      if (!read_digits (at, 2, &minutes))
        return FALSE;
    }
  g_snprintf (parts->zone, sizeof parts->zone, "%c%02d:%02d", sign, hours, minutes);
  return TRUE;
}

static gboolean
read_time (const char **at, AnnalsDateParts *parts)
{
  gboolean is_extended;

  (*at)++;
  if (!read_digits (at, 2, &parts->hour))
    return FALSE;
  is_extended = **at == ':';
  if (is_extended || g_ascii_isdigit (**at))
    {
      *at += is_extended;
      if (!read_digits (at, 2, &parts->minute))
        return FALSE;
      if (is_extended ? **at == ':' : g_ascii_isdigit (**at))
        {
          *at += is_extended;
          if (!read_digits (at, 2, &parts->second))
            return FALSE;
          if ((**at == '.' || **at == ',') && !read_fraction (at, parts))
            return FALSE;
        }
    }
  *at += **at == ' ' && ((*at)[1] == '+' || (*at)[1] == '-' || (*at)[1] == 'Z');
  return read_zone (at, parts);
}

static void
set_day (AnnalsDateParts *parts, gint64 days)
{
  annals_civil_from_days (days, &parts->year, &parts->month, &parts->day);
}

/* Behind "-W". A week without its day gives the set's text. */
static gboolean
read_week (const char **at, AnnalsDateParts *parts, char **set)
{
  gint64 january_4 = annals_days_from_civil (parts->year, 1, 4);
  gint64 first = january_4 - annals_weekday_from_days (january_4) + 1, monday;
  gint64 next_january_4 = annals_days_from_civil (parts->year + 1, 1, 4);
  int week, weekday;

  if (!read_digits (at, 2, &week) || week < 1 || week > 53)
    return FALSE;
  monday = first + (week - 1) * 7;
  if (monday > next_january_4 - annals_weekday_from_days (next_january_4))
    return FALSE;
  if (**at == '-')
    {
      (*at)++;
      if (!read_digits (at, 1, &weekday) || weekday < 1 || weekday > 7)
        return FALSE;
      set_day (parts, monday + weekday - 1);
      return TRUE;
    }

  AnnalsDateParts sunday = *parts;
  g_autofree char *begin = NULL, *end = NULL;

  set_day (parts, monday);
  set_day (&sunday, monday + 6);
  begin = annals_date_parts_to_edtf (parts);
  end = annals_date_parts_to_edtf (&sunday);
  *set = *begin == 'Y' || *end == 'Y' ? g_steal_pointer (&begin)
                                      : g_strdup_printf ("[%s..%s]", begin, end);
  return TRUE;
}

/* Behind the year. */
static gboolean
read_day (const char **at, AnnalsDateParts *parts, char **set)
{
  guint n;

  if (count_digits (*at) == 4)
    return read_digits (at, 2, &parts->month) && read_digits (at, 2, &parts->day);
  if (**at != '-')
    return TRUE;
  (*at)++;
  if (**at == 'W')
    {
      (*at)++;
      return read_week (at, parts, set);
    }
  n = count_digits (*at);
  if (n == 3)
    {
      int day;

      if (!read_digits (at, 3, &day) || day < 1
          || day > (annals_year_is_leap (parts->year) ? 366 : 365))
        return FALSE;
      set_day (parts, annals_days_from_civil (parts->year, 1, 1) + day - 1);
      return TRUE;
    }
  if (n != 2 || !read_digits (at, 2, &parts->month) || parts->month > 12)
    return FALSE;
  if (**at != '-')
    return TRUE;
  (*at)++;
  return read_digits (at, 2, &parts->day);
}

char *
annals_iso_to_edtf (const char *text)
{
  AnnalsDateParts parts = ANNALS_DATE_PARTS_INIT (0);
  g_autofree char *set = NULL;
  const char *at = text;

  if (!read_year (&at, &parts.year) || ABS (parts.year) > ANNALS_YEAR_MAX
      || !read_day (&at, &parts, &set))
    return NULL;
  if ((*at == 'T' || *at == 't' || *at == ' ') && parts.day >= 0 && set == NULL
      && !read_time (&at, &parts))
    return NULL;
  if (*at != '\0')
    return NULL;
  return set != NULL ? g_steal_pointer (&set) : annals_date_parts_to_edtf (&parts);
}
