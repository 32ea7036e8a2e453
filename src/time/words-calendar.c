/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, months and years in words, and runs of them, saying once what both ends share.
 *
 * Each message is a whole pattern, so that a translation may reorder its parts
 * ("%3$s %2$s %1$d일").
 */
#include "time/words-private.h"

#include <glib/gi18n-lib.h>

static char *
year_words (gint64 year, const AnnalsWordsStyle *style)
{
  return annals_words_year (year, style->shows_ce || year < ANNALS_WORDS_SMALL_YEAR);
}

static char *
day_and_month (const AnnalsEdtfDay *day, const AnnalsWordsStyle *style)
{
  /* Translators: day and month within a longer message, "12 June". */
  return g_strdup_printf (C_ ("date", "%d %s"), day->day,
                          annals_words_month (day->month, TRUE, style));
}

char *
annals_words_day (const AnnalsEdtfDay *day, const AnnalsWordsStyle *style)
{
  g_autofree char *year = year_words (day->year, style);

  if (day->month == 0)
    return g_steal_pointer (&year);

  if (day->day == 0)
    /* Translators: month and year, "June 2018". */
    return g_strdup_printf (C_ ("date", "%s %s"), annals_words_month (day->month, FALSE, style),
                            year);

  /* Translators: day, month and year, "12 June 2018". */
  return g_strdup_printf (C_ ("date", "%d %s %s"), day->day,
                          annals_words_month (day->month, TRUE, style), year);
}

static gboolean
crosses_eras (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last)
{
  return first->year <= 0 && last->year > 0;
}

static char *
join_months (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last, const AnnalsWordsStyle *style)
{
  g_autofree char *year = year_words (last->year, style);

  /* Translators: months of one year, "March–May 2018". */
  return g_strdup_printf (C_ ("months", "%s–%s %s"),
                          annals_words_month (first->month, FALSE, style),
                          annals_words_month (last->month, FALSE, style), year);
}

static char *
join_days_of_year (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last,
                   const AnnalsWordsStyle *style)
{
  g_autofree char *year = year_words (last->year, style);
  g_autofree char *first_words = NULL;
  g_autofree char *last_words = NULL;

  if (first->month == last->month)
    /* Translators: days of one month: two days, the month, the year, "27–28 February 2019". */
    return g_strdup_printf (C_ ("days", "%d–%d %s %s"), first->day, last->day,
                            annals_words_month (last->month, TRUE, style), year);

  first_words = day_and_month (first, style);
  last_words = day_and_month (last, style);

  /* Translators: days of one year: two days with months, the year, "25 August – 31 December 2025". */
  return g_strdup_printf (C_ ("days", "%s – %s %s"), first_words, last_words, year);
}

char *
annals_words_days (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last,
                   const AnnalsWordsStyle *style)
{
  AnnalsWordsStyle era_style = *style;
  g_autofree char *first_words = NULL;
  g_autofree char *last_words = NULL;

  if (first->month == 0)
    return annals_words_years (first->year, last->year, style);
  if (first->year == last->year)
    return first->day == 0 ? join_months (first, last, style)
                           : join_days_of_year (first, last, style);

  era_style.shows_ce = style->shows_ce || crosses_eras (first, last);
  first_words = annals_words_day (first, &era_style);
  last_words = annals_words_day (last, &era_style);

  return g_strdup_printf (C_ ("dates", "%s – %s"), first_words, last_words);
}

static char *
between_days_of_year (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last,
                      const AnnalsWordsStyle *style)
{
  g_autofree char *year = year_words (last->year, style);
  g_autofree char *first_words = NULL;
  g_autofree char *last_words = NULL;

  if (first->day == 0)
    /* Translators: months of one year, "some time between March and May 2018". */
    return g_strdup_printf (C_ ("months", "some time between %s and %s %s"),
                            annals_words_month (first->month, FALSE, style),
                            annals_words_month (last->month, FALSE, style), year);

  if (first->month == last->month)
    /* Translators: two days, the month, the year, "some time between 27 and 28 February 2019". */
    return g_strdup_printf (C_ ("days", "some time between %d and %d %s %s"), first->day, last->day,
                            annals_words_month (last->month, TRUE, style), year);

  first_words = day_and_month (first, style);
  last_words = day_and_month (last, style);

  /* Translators: two days with months, the year, "some time between 25 August and 31 December 2025". */
  return g_strdup_printf (C_ ("days", "some time between %s and %s %s"), first_words, last_words,
                          year);
}

char *
annals_words_between (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last,
                      const AnnalsWordsStyle *style)
{
  AnnalsWordsStyle era_style = *style;
  g_autofree char *first_words = NULL;
  g_autofree char *last_words = NULL;

  if (first->month != 0 && first->year == last->year)
    return between_days_of_year (first, last, style);
  if (first->month == 0 && last->year <= 0 && -first->year < ANNALS_WORDS_LARGE_YEAR - 1)
    {
      first_words = annals_words_number (1 - first->year);
      last_words = annals_words_number (1 - last->year);

      /* Translators: years before the common era, "some time between 480 and 478 BCE". */
      return g_strdup_printf (C_ ("years", "some time between %s and %s BCE"), first_words,
                              last_words);
    }

  era_style.shows_ce = style->shows_ce || crosses_eras (first, last);
  first_words = annals_words_day (first, &era_style);
  last_words = annals_words_day (last, &era_style);

  /* Translators: two dates, "some time between June 2004 and March 2005". */
  return g_strdup_printf (C_ ("dates", "some time between %s and %s"), first_words, last_words);
}
