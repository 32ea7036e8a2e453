/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wikibase's dates, a point and a precision, to EDTF. */
#include "formats/sparql-private.h"

#include <string.h>

#include "formats/date-parts.h"
#include "time/calendar.h"

/* Of wikibase:timePrecision; above TEN_THOUSAND_YEARS a power of ten less for each. */
enum
{
  PRECISION_TEN_THOUSAND_YEARS = 5,
  PRECISION_MILLENNIUM,
  PRECISION_CENTURY,
  PRECISION_DECADE,
  PRECISION_YEAR,
  PRECISION_MONTH,
  PRECISION_DAY,
  PRECISION_HOUR,
  PRECISION_MINUTE,
  PRECISION_SECOND
};

typedef struct
{
  gint64 year;      /* astronomical */
  guint month, day; /* 0: not said */
  const char *time; /* "hh:mm:ss…"; NULL: not said */
} Point;

static gboolean
read_two (const char **at, guint *number)
{
  const char *text = *at;

  if (text[0] != '-' || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]))
    return FALSE;
  *number = (text[1] - '0') * 10 + text[2] - '0';
  *at = text + 3;
  return TRUE;
}

/* "[+-]YYYY…[-MM[-DD[Thh:mm:ss…]]]", a zone behind the day being of no account. */
static gboolean
read_point (const char *text, Point *point)
{
  gboolean is_negative = *text == '-';
  const char *at = text + (is_negative || *text == '+');
  const char *digits = at;

  *point = (Point){ 0 };
  for (; g_ascii_isdigit (*at) && point->year <= ANNALS_YEAR_MAX; at++)
    point->year = point->year * 10 + *at - '0';
  if (at - digits < 4 || g_ascii_isdigit (*at))
    return FALSE;
  if (is_negative)
    point->year = -point->year;
  if (read_two (&at, &point->month) && read_two (&at, &point->day) && *at == 'T')
    {
      point->time = at + 1;
      return strlen (point->time) >= 8;
    }
  return *at == '\0' || *at == 'Z' || *at == '+' || *at == '-';
}

static gboolean
is_midnight (const char *time)
{
  return g_str_has_prefix (time, "00:00:00") && strpbrk (time + 8, "123456789") == NULL;
}

static int
guess_precision (const AnnalsCell *cell, const Point *point)
{
  if (point->month == 0)
    return PRECISION_YEAR;
  if (point->day == 0)
    return PRECISION_MONTH;
  if (cell->is_day || point->time == NULL)
    return PRECISION_DAY;
  if (!is_midnight (point->time))
    return PRECISION_SECOND;
  return point->month == 1 && point->day == 1 ? PRECISION_YEAR : PRECISION_DAY;
}

/* The first digits of a year, and X for each that the precision leaves open. A century and a
 * millennium end with their round year, as Wikidata has it: 1900 is of the 19th century, 18XX, and
 * year 0, which is 1 BCE, is of those before; a decade begins with it. */
static char *
masked_year (gint64 year, int precision)
{
  gboolean begins_round = precision == PRECISION_DECADE;
  gboolean is_negative = begins_round ? year < 0 : year < 1;
  gint64 number = begins_round || is_negative ? ABS (year) : year - 1;
  char *text = g_strdup_printf ("%s%04d", is_negative ? "-" : "", (int)number);
  gsize n_masked = PRECISION_YEAR - precision;

  memset (text + strlen (text) - n_masked, 'X', n_masked);
  return text;
}

/* "Y171010000S3": the digits that the precision leaves to say something. */
static char *
rounded_year (gint64 year, int precision)
{
  g_autofree char *text = annals_year_to_edtf (year);
  int n_digits = 0, n_masked = PRECISION_YEAR - precision;

  if (year == 0)
    return g_strdup ("0000~");
  for (gint64 rest = ABS (year); rest > 0; rest /= 10)
    n_digits++;
  /* A unit greater than the year itself: about then. */
  if (n_digits <= n_masked)
    return g_strconcat (text, "S1~", NULL);
  return g_strdup_printf ("%sS%d", text, n_digits - n_masked);
}

static char *
time_to_edtf (const Point *point, const char *day, int precision)
{
  const char *zone = strpbrk (point->time + 8, "Z+-");

  if (zone == NULL)
    zone = "";
  /* EDTF has no hour: one of its minutes. */
  if (precision == PRECISION_HOUR)
    return g_strdup_printf ("[%sT%.2s:00%s..%sT%.2s:59%s]", day, point->time, zone, day,
                            point->time, zone);
  if (precision == PRECISION_MINUTE)
    return g_strdup_printf ("%sT%.5s%s", day, point->time, zone);
  return g_strdup_printf ("%sT%s", day, point->time);
}

char *
annals_cell_date_to_edtf (const AnnalsCell *cell, int precision)
{
  Point point;
  g_autofree char *year = NULL;
  g_autofree char *day = NULL;

  if (!read_point (cell->text, &point))
    return NULL;
  if (precision < 0)
    precision = guess_precision (cell, &point);
  if (precision <= PRECISION_TEN_THOUSAND_YEARS
      || (precision < PRECISION_YEAR && ABS (point.year) > 9999))
    return rounded_year (point.year, precision);
  if (precision < PRECISION_YEAR)
    return masked_year (point.year, precision);

  year = annals_year_to_edtf (point.year);
  if (precision == PRECISION_YEAR || point.month == 0 || ABS (point.year) > 9999)
    return g_steal_pointer (&year);
  if (precision == PRECISION_MONTH || point.day == 0)
    return g_strdup_printf ("%s-%02u", year, point.month);
  day = g_strdup_printf ("%s-%02u-%02u", year, point.month, point.day);
  if (precision == PRECISION_DAY || point.time == NULL)
    return g_steal_pointer (&day);
  return time_to_edtf (&point, day, precision);
}
