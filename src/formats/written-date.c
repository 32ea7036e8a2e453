/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as JavaScript and English write them: a weekday, a month, a day, a year, a time and a zone,
 * words between white space and commas.
 *
 *     date  = [ weekday ] ( ( month [ day ] / day month ) year / m "/" d "/" y / y "/" m "/" d )
 *             [ era ] [ time [ "AM" / "PM" ] [ zone ] ] [ "(" comment ")" ]
 *           / [ "-" ] year [ era ]
 *     day   = 1*2DIGIT [ "st" / "nd" / "rd" / "th" ]
 *     time  = 1*2DIGIT ":" 2DIGIT [ ":" 2DIGIT [ "." 1*DIGIT ] ]
 *     zone  = "Z" / ( "GMT" / "UTC" / "UT" ) [ offset ] / offset / "EST" / "EDT" / …
 *     era   = "BC" / "BCE" / "AD" / "CE"
 */
#include "formats/written-date.h"

#include <string.h>

#include "formats/date-parts.h"
#include "time/calendar.h"

#define TEXT_MAX 80
#define YEAR_DIGITS_MAX 11

typedef struct
{
  AnnalsDateParts parts;
  guint year_digits; /* 0: no year yet */
  gboolean has_era, is_bc;
  gboolean is_written; /* has more than a bare year */
} Written;

/* Is the word a name of the list, or its first three letters or more? Its number from 1, or 0. */
static int
find_name (const char *const *names, guint n_names, const char *word)
{
  gsize length = strlen (word);

  length -= length > 0 && word[length - 1] == '.';
  for (guint n = 0; length >= 3 && n < n_names; n++)
    if (length <= strlen (names[n]) && g_ascii_strncasecmp (names[n], word, length) == 0)
      return n + 1;
  return 0;
}

static gboolean
read_name (Written *date, const char *word)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  static const char *const weekdays[]
      = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
  int month = find_name (months, G_N_ELEMENTS (months), word);

  if (month > 0 && date->parts.month < 0)
    {
      date->parts.month = month;
      return date->is_written = TRUE;
    }
  return !date->is_written && date->year_digits == 0
         && find_name (weekdays, G_N_ELEMENTS (weekdays), word) > 0;
}

static gboolean
read_era (Written *date, const char *word)
{
  static const char *const eras[] = { "AD", "CE", "BC", "BCE" };

  for (guint e = 0; e < G_N_ELEMENTS (eras) && !date->has_era; e++)
    if (g_ascii_strcasecmp (word, eras[e]) == 0)
      {
        date->has_era = TRUE;
        date->is_bc = e >= 2;
        return TRUE;
      }
  return FALSE;
}

/* "±hh", "±hhmm" or "±hh:mm". */
static gboolean
read_offset (Written *date, const char *word)
{
  gsize length = strlen (word);
  const char *minutes = word + length - 2;

  if ((*word != '+' && *word != '-') || date->parts.hour < 0
      || (length != 3 && length != 5 && !(length == 6 && word[3] == ':')))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isdigit (word[i]) && !(length == 6 && i == 3))
      return FALSE;
  g_snprintf (date->parts.zone, sizeof date->parts.zone, "%.3s:%.2s", word,
              length > 3 ? minutes : "00");
  return TRUE;
}

static gboolean
read_zone (Written *date, const char *word)
{
  static const struct
  {
    const char *name, *offset;
  } zones[] = {
    { "EST", "-0500" }, { "EDT", "-0400" }, { "CST", "-0600" }, { "CDT", "-0500" },
    { "MST", "-0700" }, { "MDT", "-0600" }, { "PST", "-0800" }, { "PDT", "-0700" },
  };
  static const char *const utc[] = { "GMT", "UTC", "UT", "Z" };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    if (g_ascii_strcasecmp (word, zones[z].name) == 0)
      return date->parts.hour < 0 || read_offset (date, zones[z].offset);
  for (guint u = 0; u < G_N_ELEMENTS (utc); u++)
    {
      gsize length = strlen (utc[u]);

      if (g_ascii_strncasecmp (word, utc[u], length) != 0)
        continue;
      if (word[length] != '\0')
        return read_offset (date, word + length);
      if (date->parts.hour >= 0)
        strcpy (date->parts.zone, "Z");
      return date->is_written;
    }
  return read_offset (date, word);
}

/* At most that many digits; FALSE where there is none. */
static gboolean
read_number (const char **at, guint digits_max, gint64 *number, guint *n_digits)
{
  guint n = 0;

  for (*number = 0; n < digits_max && g_ascii_isdigit (**at); n++)
    *number = *number * 10 + (*(*at)++ - '0');
  if (n_digits != NULL)
    *n_digits = n;
  return n > 0 && !g_ascii_isdigit (**at);
}

static gboolean
read_time (Written *date, const char *word)
{
  const char *at = word;
  gint64 hour, minute, second = -1;
  guint n_digits, n = 0;

  if (date->parts.hour >= 0 || !read_number (&at, 2, &hour, NULL) || *at++ != ':'
      || !read_number (&at, 2, &minute, &n_digits) || n_digits != 2)
    return FALSE;
  if (*at == ':')
    {
      at++;
      if (!read_number (&at, 2, &second, &n_digits) || n_digits != 2)
        return FALSE;
      if (*at == '.')
        for (at++; g_ascii_isdigit (*at); at++)
          if (n < sizeof date->parts.fraction - 1)
            date->parts.fraction[n++] = *at;
    }
  date->parts.hour = hour;
  date->parts.minute = minute;
  date->parts.second = second;
  date->is_written = TRUE;
  return *at == '\0';
}

static gboolean
read_half (Written *date, const char *word)
{
  gboolean is_pm = g_ascii_strcasecmp (word, "PM") == 0;

  if ((!is_pm && g_ascii_strcasecmp (word, "AM") != 0) || date->parts.hour < 1
      || date->parts.hour > 12)
    return FALSE;
  date->parts.hour = date->parts.hour % 12 + (is_pm ? 12 : 0);
  return TRUE;
}

static gboolean
set_year (Written *date, gint64 year, guint n_digits)
{
  if (date->year_digits > 0)
    return FALSE;
  date->parts.year = year;
  date->year_digits = n_digits;
  return TRUE;
}

/* "1/12/1990" as Americans have it, or "1990/01/12". */
static gboolean
read_slashes (Written *date, const char *word)
{
  gint64 numbers[3];
  guint digits[3];

  if (date->is_written)
    return FALSE;
  for (guint n = 0; n < 3; n++)
    {
      if (!read_number (&word, 4, &numbers[n], &digits[n]) || *word != (n < 2 ? '/' : '\0'))
        return FALSE;
      word++;
    }

  guint year = digits[0] == 4 ? 0 : 2, month = year == 0 ? 1 : 0;

  if (digits[year] != 4 || digits[month] > 2 || digits[month + 1] > 2)
    return FALSE;
  date->parts.month = numbers[month];
  date->parts.day = numbers[month + 1];
  date->is_written = TRUE;
  return set_year (date, numbers[year], 4);
}

/* A day, with or without its ordinal's ending, or a year. */
static gboolean
read_day_or_year (Written *date, const char *word)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };
  gboolean is_negative = *word == '-';
  gint64 number;
  guint n_digits;

  word += is_negative;
  if (!read_number (&word, YEAR_DIGITS_MAX, &number, &n_digits))
    return FALSE;
  if (*word == '\0' && (n_digits > 2 || date->parts.day >= 0 || is_negative))
    return set_year (date, is_negative ? -number : number, is_negative ? 4 : n_digits);
  if (n_digits > 2 || date->parts.day >= 0 || is_negative)
    return FALSE;
  date->parts.day = number;
  if (*word == '\0')
    return TRUE;
  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    if (g_ascii_strcasecmp (word, endings[e]) == 0)
      return date->is_written = TRUE;
  return FALSE;
}

static gboolean
read_word (Written *date, const char *word)
{
  if (strchr (word, '/') != NULL)
    return read_slashes (date, word);
  if (strchr (word, ':') != NULL && g_ascii_isdigit (*word))
    return read_time (date, word);
  if (g_ascii_isdigit (*word) || (*word == '-' && date->parts.hour < 0))
    return read_day_or_year (date, word);
  return read_era (date, word) || read_half (date, word) || read_name (date, word)
         || read_zone (date, word);
}

/* Do the parts make a date? */
static gboolean
settle (Written *date)
{
  AnnalsDateParts *parts = &date->parts;

  /* "44 BC", "June 44 BC", "79": the number is the year, not a day. */
  if (date->year_digits == 0 && parts->day >= 0 && (date->has_era || !date->is_written))
    {
      date->year_digits = parts->day > 9 ? 2 : 1;
      parts->year = parts->day;
      parts->day = -1;
    }
  if (date->year_digits == 0 || (date->year_digits < 3 && date->is_written && !date->has_era)
      || (parts->month < 0 && parts->day >= 0) || (parts->day < 0 && parts->hour >= 0)
      || parts->month == 0 || parts->month > 12)
    return FALSE;
  if (date->has_era && parts->year < 1)
    return FALSE;
  if (date->is_bc)
    parts->year = 1 - parts->year;
  return ABS (parts->year) <= ANNALS_YEAR_MAX;
}

char *
annals_written_date_to_edtf (const char *text)
{
  Written date = { .parts = ANNALS_DATE_PARTS_INIT (0) };
  g_autofree char *bare = NULL;
  g_auto (GStrv) words = NULL;
  char *comment;

  if (strlen (text) > TEXT_MAX)
    return NULL;
  bare = g_strdup (text);
  comment = strchr (bare, '(');
  if (comment != NULL && g_str_has_suffix (comment, ")"))
    *comment = '\0';
  words = g_strsplit_set (bare, " ,\t\n", -1);
  for (guint w = 0; words[w] != NULL; w++)
    if (*words[w] != '\0' && !read_word (&date, words[w]))
      return NULL;
  return settle (&date) ? annals_date_parts_to_edtf (&date.parts) : NULL;
}
