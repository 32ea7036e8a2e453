/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One EDTF date in words: calendar dates, seasons, times, unspecified digits, qualifiers. */
#include "time/words-private.h"

#include <glib/gi18n-lib.h>

static gboolean
has_one_year (const AnnalsEdtfDate *date)
{
  return date->year_low == date->year_high;
}

gboolean
annals_words_date_is_plain (const AnnalsEdtfDate *date)
{
  return has_one_year (date) && date->month < 21 && !date->has_time
         && (date->months == 0 || date->month != 0) && (date->days == 0 || date->day != 0)
         && (date->year_qualifier | date->month_qualifier | date->day_qualifier) == 0;
}

/* X in the last digits alone: how many. 0: none, or elsewhere too. */
static int
count_trailing_x (const char digits[4])
{
  int n = 0;

  while (n < 4 && digits[3 - n] == 'X')
    n++;
  for (int i = 0; i < 4 - n; i++)
    if (digits[i] == 'X')
      return 0;

  return n;
}

/* "The 1900s" is the century: its first decade is told by its years, as is the first century of a
 * millennium, and anything before the year 100. */
static gboolean
has_decade_name (const AnnalsEdtfDate *date)
{
  int n_x = date->year_digits[0] != '\0' ? count_trailing_x (date->year_digits) : 0;

  return !date->is_negative && (n_x == 1 || n_x == 2) && date->year_digits[3 - n_x] != '0'
         && date->year_low >= ANNALS_WORDS_SMALL_YEAR;
}

/* The year of a date, which may be several: "2018", "1970s", "some time between 2000 and 2009". */
static char *
some_year (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  const AnnalsEdtfDay first = { date->year_low, 0, 0 };
  const AnnalsEdtfDay last = { date->year_high, 0, 0 };
  g_autofree char *year = NULL;

  if (has_one_year (date))
    return annals_words_day (&first, style);
  if (!has_decade_name (date))
    return annals_words_between (&first, &last, style);

  year = annals_words_number (date->year_low);
  if (style->is_embedded)
    /* Translators: a decade or century within a message, as in "since the 1970s". */
    return g_strdup_printf (C_ ("decade within a sentence", "the %ss"), year);

  /* Translators: a decade or century by itself, "1970s", "1900s". */
  return g_strdup_printf (C_ ("decade", "%ss"), year);
}

static char *
significant_year (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  const AnnalsEdtfDay estimate = { date->year, 0, 0 };
  g_autofree char *year = annals_words_day (&estimate, style);
  g_autofree char *years = annals_words_years (date->year_low, date->year_high, style);

  /* Translators: an estimated year and the years it must lie in: "about 1950, within 1900–1999". */
  return g_strdup_printf (_("about %s, within %s"), year, years);
}

/* Whole messages, %s the year. */
static const char *const season_patterns[] = {
  N_("spring %s"),
  N_("summer %s"),
  N_("autumn %s"),
  N_("winter %s"),
  N_("spring %s (northern hemisphere)"),
  N_("summer %s (northern hemisphere)"),
  N_("autumn %s (northern hemisphere)"),
  N_("winter %s (northern hemisphere)"),
  N_("spring %s (southern hemisphere)"),
  N_("summer %s (southern hemisphere)"),
  N_("autumn %s (southern hemisphere)"),
  N_("winter %s (southern hemisphere)"),
  N_("first quarter of %s"),
  N_("second quarter of %s"),
  N_("third quarter of %s"),
  N_("fourth quarter of %s"),
  N_("first four months of %s"),
  N_("middle four months of %s"),
  N_("last four months of %s"),
  N_("first half of %s"),
  N_("second half of %s"),
};

static char *
fill_pattern (const char *pattern, const char *words)
{
  g_autoptr (GString) filled = g_string_new (pattern);

  g_string_replace (filled, "%s", words, 1);

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

/* Two dates, and the EDTF string, which says which of those between are meant. */
static char *
add_text (const char *words, const AnnalsEdtfDate *date)
{
  g_autofree char *text = g_strndup (date->text, date->text_length);

  /* Translators: "some time between December 1900 and December 1999 (19XX-12)". */
  return g_strdup_printf (C_ ("date as written", "%s (%s)"), words, text);
}

static char *
season_of_year (int season, gint64 year, const AnnalsWordsStyle *style)
{
  const AnnalsEdtfDay day = { year, 0, 0 };
  g_autofree char *year_words = annals_words_day (&day, style);

  return fill_pattern (g_dgettext (GETTEXT_PACKAGE, season_patterns[season - 21]), year_words);
}

static char *
season_words (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  g_autofree char *first = season_of_year (date->month, date->year_low, style);
  g_autofree char *last = NULL;
  g_autofree char *between = NULL;

  if (has_one_year (date))
    return g_steal_pointer (&first);

  last = season_of_year (date->month, date->year_high, style);
  between = g_strdup_printf (C_ ("dates", "some time between %s and %s"), first, last);
  return add_text (between, date);
}

static char *
clock_words (const AnnalsEdtfDate *date)
{
  if (!date->has_second)
    return g_strdup_printf ("%02d:%02d", date->hour, date->minute);
  if (date->fraction_digits == 0)
    return g_strdup_printf ("%02d:%02d:%02d", date->hour, date->minute, date->second);

  return g_strdup_printf ("%02d:%02d:%02d%s%0*" G_GINT64_FORMAT, date->hour, date->minute,
                          date->second, C_ ("decimal point", "."), date->fraction_digits,
                          date->fraction);
}

/* NULL where the time has none. */
static char *
zone_words (const AnnalsEdtfDate *date)
{
  int minutes = ABS (date->zone_minutes);
  char sign = date->zone_is_west ? '-' : '+';

  if (date->zone == ANNALS_EDTF_ZONE_NONE)
    return NULL;
  if (date->zone == ANNALS_EDTF_ZONE_UTC)
    return g_strdup ("UTC");
  if (!date->zone_has_minutes)
    return g_strdup_printf ("UTC%c%02d", sign, minutes / 60);

  return g_strdup_printf ("UTC%c%02d:%02d", sign, minutes / 60, minutes % 60);
}

static char *
join_day_and_clock (const char *day, const char *clock, const char *zone)
{
  if (zone == NULL)
    /* Translators: date and time, "12 June 2018, 09:00". */
    return g_strdup_printf (C_ ("time", "%s, %s"), day, clock);

  /* Translators: date, time and zone, "12 June 2018, 09:00 (UTC+08:00)". */
  return g_strdup_printf (C_ ("time", "%s, %s (%s)"), day, clock, zone);
}

static gboolean
is_every (const char digits[2])
{
  return digits[0] == 'X' && digits[1] == 'X';
}

static gboolean
bits_are_contiguous (guint32 bits)
{
  guint32 shifted = bits >> g_bit_nth_lsf (bits, -1);

  return (shifted & (shifted + 1)) == 0;
}

/* XX where the year has a name: "an unknown month of 2004"; NULL: not so simple. */
static char *
unknown_part_words (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  gboolean is_any_month = is_every (date->month_digits);
  gboolean is_any_day = date->days != 0 && is_every (date->day_digits);
  AnnalsWordsStyle part_style = *style;
  g_autofree char *year = NULL;

  if (!has_one_year (date) && !has_decade_name (date))
    return NULL;

  part_style.is_embedded = TRUE;
  year = some_year (date, &part_style);

  if (is_any_month && date->days == 0)
    /* Translators: %s is a year. */
    return g_strdup_printf (_("an unknown month of %s"), year);
  if (is_any_month && is_any_day)
    /* Translators: %s is a year, or a month and year. */
    return g_strdup_printf (_("an unknown day of %s"), year);
  if (is_any_month && date->day != 0)
    /* Translators: %d is the day of the month, %s the year. */
    return g_strdup_printf (_("day %d of an unknown month of %s"), date->day, year);
  if (is_any_day && date->month != 0 && has_one_year (date))
    {
      const AnnalsEdtfDay month = { date->year, date->month, 0 };
      g_autofree char *month_words = annals_words_day (&month, style);

      return g_strdup_printf (_("an unknown day of %s"), month_words);
    }

  return NULL;
}

/* X in month or day, or in the year of either. */
static char *
unspecified_words (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  gboolean are_days_contiguous
      = date->days == 0 || (date->month != 0 && bits_are_contiguous (date->days));
  g_autofree char *between = unknown_part_words (date, style);

  if (between != NULL)
    return g_steal_pointer (&between);

  between = annals_words_between (&date->first, &date->last, style);
  if (has_one_year (date) && bits_are_contiguous (date->months) && are_days_contiguous)
    return g_steal_pointer (&between);

  return add_text (between, date);
}

/* Without qualifiers. */
static char *
bare_date_words (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  const AnnalsEdtfDay day = { date->year, date->month, date->day };
  g_autofree char *words = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *zone = NULL;

  if (date->month >= 21)
    return season_words (date, style);
  if (date->significant != 0 && !has_one_year (date))
    return significant_year (date, style);
  if (date->months == 0)
    return some_year (date, style);
  if (!has_one_year (date) || date->month == 0 || (date->days != 0 && date->day == 0))
    return unspecified_words (date, style);

  words = annals_words_day (&day, style);
  if (!date->has_time)
    return g_steal_pointer (&words);

  clock = clock_words (date);
  zone = zone_words (date);
  return join_day_and_clock (words, clock, zone);
}

static char *
qualify (const char *words, guint8 qualifier)
{
  switch (qualifier)
    {
    case ANNALS_EDTF_UNCERTAIN:
      /* Translators: an uncertain date, "perhaps June 2018". */
      return g_strdup_printf (_("perhaps %s"), words);
    case ANNALS_EDTF_APPROXIMATE:
      /* Translators: an approximate date, "about 12 June 2018". */
      return g_strdup_printf (_("about %s"), words);
    case ANNALS_EDTF_UNCERTAIN | ANNALS_EDTF_APPROXIMATE:
      /* Translators: a date both uncertain and approximate, "perhaps about 2018". */
      return g_strdup_printf (_("perhaps about %s"), words);
    default:
      return g_strdup (words);
    }
}

/* Which parts of a date have this very qualifier: NULL, or one of six whole messages. */
static const char *
qualified_parts (const AnnalsEdtfDate *date, guint8 qualifier)
{
  /* Translators: the parts of a date that are uncertain or approximate, as in
   * "11 June 2004 (year and month approximate)". */
  static const char *const messages[3][8] = {
    { NULL, N_("year uncertain"), N_("month uncertain"), N_("year and month uncertain"),
      N_("day uncertain"), N_("year and day uncertain"), N_("month and day uncertain") },
    { NULL, N_("year approximate"), N_("month approximate"), N_("year and month approximate"),
      N_("day approximate"), N_("year and day approximate"), N_("month and day approximate") },
    { NULL, N_("year uncertain and approximate"), N_("month uncertain and approximate"),
      N_("year and month uncertain and approximate"), N_("day uncertain and approximate"),
      N_("year and day uncertain and approximate"),
      N_("month and day uncertain and approximate") },
  };
  guint parts = (date->year_qualifier == qualifier ? 1 : 0)
                | (date->month_qualifier == qualifier ? 2 : 0)
                | (date->day_qualifier == qualifier ? 4 : 0);
  const char *message = messages[qualifier - 1][parts];

  return message != NULL ? g_dgettext (GETTEXT_PACKAGE, message) : NULL;
}

static char *
qualify_parts (const char *words, const AnnalsEdtfDate *date)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint8 qualifier = 1; qualifier <= 3; qualifier++)
    {
      const char *parts = qualified_parts (date, qualifier);

      if (parts == NULL)
        continue;
      if (all->len > 0)
        /* Translators: between two things said of a date's parts. */
        g_string_append (all, C_ ("list", ", "));
      g_string_append (all, parts);
    }

  /* Translators: a date, and which parts of it are in doubt: "June 2004 (year uncertain)". */
  return g_strdup_printf (C_ ("date with doubts", "%s (%s)"), words, all->str);
}

char *
annals_words_date (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style)
{
  AnnalsWordsStyle bare_style = *style;
  gboolean has_month = date->months != 0 || date->month != 0;
  gboolean is_of_one_kind = (!has_month || date->month_qualifier == date->year_qualifier)
                            && (date->days == 0 || date->day_qualifier == date->year_qualifier);
  g_autofree char *words = NULL;

  bare_style.is_embedded |= is_of_one_kind && date->year_qualifier != 0;
  words = bare_date_words (date, &bare_style);

  return is_of_one_kind ? qualify (words, date->year_qualifier) : qualify_parts (words, date);
}

/* An interval's words around those of its ends, which are read where the bound is DATED. */
char *
annals_words_bounds (AnnalsEdtfBound begin_bound, const char *begin, AnnalsEdtfBound end_bound,
                     const char *end)
{
  gboolean has_begin = begin_bound == ANNALS_EDTF_BOUND_DATED;
  gboolean has_end = end_bound == ANNALS_EDTF_BOUND_DATED;

  if (has_begin && has_end)
    /* Translators: two dates, "from about 2004 to June 2006". */
    return g_strdup_printf (_("from %s to %s"), begin, end);

  if (has_begin)
    return end_bound == ANNALS_EDTF_BOUND_OPEN
               /* Translators: from a date on, and it goes on, "since 2019". */
               ? g_strdup_printf (_("since %s"), begin)
               : g_strdup_printf (_("from %s, end unknown"), begin);
  if (has_end)
    return begin_bound == ANNALS_EDTF_BOUND_OPEN
               /* Translators: without a begin, up to a date, "until 2019". */
               ? g_strdup_printf (_("until %s"), end)
               : g_strdup_printf (_("until %s, begin unknown"), end);

  if (begin_bound == ANNALS_EDTF_BOUND_UNKNOWN)
    return g_strdup (_("since an unknown date"));

  return g_strdup (end_bound == ANNALS_EDTF_BOUND_OPEN ? _("without begin or end")
                                                       : _("until an unknown date"));
}

static gboolean
has_same_day_and_zone (const AnnalsEdtfDate *a, const AnnalsEdtfDate *b)
{
  return a->has_time && b->has_time && a->year == b->year && a->month == b->month
         && a->day == b->day && a->zone == b->zone && a->zone_minutes == b->zone_minutes
         && a->zone_has_minutes == b->zone_has_minutes
         && ((a->year_qualifier | a->month_qualifier | a->day_qualifier | b->year_qualifier
              | b->month_qualifier | b->day_qualifier)
             == 0);
}

static char *
hours_words (const AnnalsEdtfDate *begin, const AnnalsEdtfDate *end, const AnnalsWordsStyle *style)
{
  const AnnalsEdtfDay day = { begin->year, begin->month, begin->day };
  g_autofree char *day_words = annals_words_day (&day, style);
  g_autofree char *from = clock_words (begin);
  g_autofree char *to = clock_words (end);
  g_autofree char *zone = zone_words (begin);
  /* Translators: two times of one day, "14:00–15:00". */
  g_autofree char *hours = g_strdup_printf (C_ ("times", "%s–%s"), from, to);

  return join_day_and_clock (day_words, hours, zone);
}

static char *
plain_interval_words (const AnnalsEdtfDate *begin, const AnnalsEdtfDate *end,
                      const AnnalsWordsStyle *style)
{
  const AnnalsEdtfDay *first = &begin->first;
  const AnnalsEdtfDay *last = &end->first;
  g_autofree char *words = NULL;

  if (first->year != last->year || first->month != last->month || first->day != last->day)
    return annals_words_days (first, last, style);

  words = annals_words_day (first, style);
  if (first->day != 0)
    return g_steal_pointer (&words);

  /* Translators: what begins and ends in one year or month, "within 2004". */
  return g_strdup_printf (_("within %s"), words);
}

char *
annals_words_interval (AnnalsEdtfBound begin_bound, const AnnalsEdtfDate *begin,
                       AnnalsEdtfBound end_bound, const AnnalsEdtfDate *end,
                       const AnnalsWordsStyle *style)
{
  AnnalsWordsStyle end_style = *style;
  gboolean has_begin = begin_bound == ANNALS_EDTF_BOUND_DATED;
  gboolean has_end = end_bound == ANNALS_EDTF_BOUND_DATED;
  g_autofree char *begin_words = NULL;
  g_autofree char *end_words = NULL;

  if (has_begin && has_end)
    {
      if (annals_words_date_is_plain (begin) && annals_words_date_is_plain (end)
          && (begin->month != 0) == (end->month != 0) && (begin->day != 0) == (end->day != 0))
        return plain_interval_words (begin, end, style);
      if (has_same_day_and_zone (begin, end))
        return hours_words (begin, end, style);
      end_style.shows_ce |= begin->year <= 0 && end->year > 0;
    }

  end_style.is_embedded = TRUE;
  if (has_begin)
    begin_words = annals_words_date (begin, &end_style);
  if (has_end)
    end_words = annals_words_date (end, &end_style);

  return annals_words_bounds (begin_bound, begin_words, end_bound, end_words);
}
