/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, years and months in words. Nothing here asks the system's locale: what differs
 * between languages is in the translations. */
#include "time/words-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "time/calendar.h"
#include "time/words.h"

static char *
group_digits (const char *digits)
{
  /* Translators: between thousands, as in "12,000 BCE" and "588,210 events". */
  const char *separator = C_ ("thousands separator", ",");
  g_autoptr (GString) grouped = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (grouped, separator);
      g_string_append_c (grouped, digits[i]);
    }

  return g_string_free (g_steal_pointer (&grouped), FALSE);
}

char *
annals_number_to_words (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  return group_digits (digits);
}

/* Up to four digits as they are, more in groups of three. */
char *
annals_words_number (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (number));
  g_autofree char *words = strlen (digits) > 4 ? group_digits (digits) : g_strdup (digits);

  return number < 0 ? g_strconcat ("-", words, NULL) : g_steal_pointer (&words);
}

static gint64
power_of_ten (int exponent)
{
  gint64 power = 1;

  for (int i = 0; i < exponent; i++)
    power *= 10;

  return power;
}

/* 4500000000 at 10⁹ is "4.5". */
static char *
scaled_number (gint64 number, int exponent)
{
  gint64 power = power_of_ten (exponent);
  int hundredths = (int) (number % power / (power / 100));
  g_autofree char *whole = annals_words_number (number / power);

  if (hundredths == 0)
    return g_steal_pointer (&whole);

  /* Translators: the decimal point, as in "4.5 billion years". */
  return hundredths % 10 == 0
             ? g_strdup_printf ("%s%s%d", whole, C_ ("decimal point", "."), hundredths / 10)
             : g_strdup_printf ("%s%s%02d", whole, C_ ("decimal point", "."), hundredths);
}

/* The two powers of ten that have number words: a translation may say "4 8". */
static void
get_number_words (int *lower, int *upper)
{
  /* Translators: the powers of ten that "million" and "billion" stand for in the four messages
   * after this one. A language that counts in other steps puts its own here and words those four
   * to match, such as "4 8" where there are words for ten thousand and for a hundred million. */
  const char *powers = C_ ("powers of ten with a number word", "6 9");
  char *rest;
  gint64 first = g_ascii_strtoll (powers, &rest, 10);
  gint64 second = g_ascii_strtoll (rest, NULL, 10);

  *lower = 6;
  *upper = 9;
  if (first >= 2 && first < second && second <= 12)
    {
      *lower = (int) first;
      *upper = (int) second;
    }
}

/* "4.5 billion years BCE"; NULL where the year is not as round as that. A year BCE is round in
 * either count, with a year 0 or without: nobody means the difference at this distance. */
static char *
large_year (gint64 year)
{
  gint64 magnitude = ABS (year);
  g_autofree char *number = NULL;
  int lower, upper, exponent;
  gint64 step;

  if (magnitude < ANNALS_WORDS_LARGE_YEAR - 1)
    return NULL;

  get_number_words (&lower, &upper);
  exponent = magnitude + 1 >= power_of_ten (upper) ? upper : lower;
  step = power_of_ten (exponent - 2);

  if (year < 0 && (magnitude + 1) % step == 0)
    magnitude++;
  if (magnitude < ANNALS_WORDS_LARGE_YEAR || magnitude % step != 0)
    return NULL;

  number = scaled_number (magnitude, exponent);

  if (year < 0)
    /* Translators: %s is a number such as "4.5". */
    return g_strdup_printf (exponent == upper ? _("%s billion years BCE")
                                              : _("%s million years BCE"),
                            number);

  return g_strdup_printf (exponent == upper ? _("%s billion years CE") : _("%s million years CE"),
                          number);
}

char *
annals_words_year (gint64 year, gboolean shows_ce)
{
  g_autofree char *number = NULL;
  char *large = large_year (year);

  if (large != NULL)
    return large;

  number = annals_words_number (year > 0 ? year : 1 - year);

  if (year <= 0)
    /* Translators: a year before the common era, "44 BCE". */
    return g_strdup_printf (C_ ("year", "%s BCE"), number);
  if (shows_ce)
    /* Translators: a year of the common era where one might be in doubt, "14 CE". */
    return g_strdup_printf (C_ ("year", "%s CE"), number);

  /* Translators: a year by itself or within a date. Where a language puts a word to it, say so
   * here, and every message that takes a year has it. */
  return g_strdup_printf (C_ ("year", "%s"), number);
}

char *
annals_year_count_to_words (gint64 n_years)
{
  g_autofree char *number = NULL;
  int lower, upper, exponent;

  g_return_val_if_fail (n_years >= 0, NULL);

  get_number_words (&lower, &upper);
  exponent = n_years >= power_of_ten (upper) ? upper : lower;
  if (n_years >= ANNALS_WORDS_LARGE_YEAR && n_years % power_of_ten (exponent - 2) == 0)
    {
      number = scaled_number (n_years, exponent);
      /* Translators: how long something lasts; %s is a number, and the powers of ten are those
       * of "million years BCE" and "billion years BCE". */
      return g_strdup_printf (exponent == upper ? _("%s billion years") : _("%s million years"), number);
    }

  number = annals_words_number (n_years);
  return g_strdup_printf (ngettext ("%s year", "%s years", (gulong) MIN (n_years, G_MAXINT)), number);
}

static gboolean
is_large (gint64 year)
{
  g_autofree char *words = large_year (year);

  return words != NULL;
}

/* "2004–2008", "480–478 BCE", "44 BCE – 14 CE". */
char *
annals_words_years (gint64 first, gint64 last, const AnnalsWordsStyle *style)
{
  gboolean crosses_eras = first <= 0 && last > 0;
  gboolean shows_ce = style->shows_ce || crosses_eras || last < ANNALS_WORDS_SMALL_YEAR;
  g_autofree char *first_words = NULL;
  g_autofree char *last_words = NULL;

  if (crosses_eras || (is_large (first) && is_large (last)))
    {
      first_words = annals_words_year (first, shows_ce);
      last_words = annals_words_year (last, shows_ce);

      /* Translators: from one date to another, "June 2004 – 31 December 2025". */
      return g_strdup_printf (C_ ("dates", "%s – %s"), first_words, last_words);
    }

  first_words = annals_words_number (first > 0 ? first : 1 - first);
  last_words = annals_words_number (last > 0 ? last : 1 - last);

  if (last <= 0)
    /* Translators: years before the common era, "480–478 BCE". */
    return g_strdup_printf (C_ ("years", "%s–%s BCE"), first_words, last_words);
  if (shows_ce)
    /* Translators: years of the common era where that might be in doubt, "9–14 CE". */
    return g_strdup_printf (C_ ("years", "%s–%s CE"), first_words, last_words);

  /* Translators: years, "2004–2008". */
  return g_strdup_printf (C_ ("years", "%s–%s"), first_words, last_words);
}

char *
annals_year_to_words (gint64 year)
{
  return annals_words_year (year, FALSE);
}

char *
annals_years_to_words (double begin_s, double end_s)
{
  gint64 first = annals_civil_from_instant (begin_s).year;
  /* An end at midnight on 1 January is the year before's. */
  gint64 last = annals_civil_from_instant (end_s > begin_s ? nextafter (end_s, begin_s) : end_s).year;

  return first == last ? annals_year_to_words (first)
                       : annals_words_years (first, last, &(AnnalsWordsStyle){ 0 });
}

/* Some languages inflect a month that has a day: three lists. */
static const char *const month_names[] = {
  /* Translators: a month by itself or with a year, "June 2018". */
  NC_ ("month", "January"),
  NC_ ("month", "February"),
  NC_ ("month", "March"),
  NC_ ("month", "April"),
  NC_ ("month", "May"),
  NC_ ("month", "June"),
  NC_ ("month", "July"),
  NC_ ("month", "August"),
  NC_ ("month", "September"),
  NC_ ("month", "October"),
  NC_ ("month", "November"),
  NC_ ("month", "December"),
};

static const char *const month_names_with_day[] = {
  /* Translators: a month that has a day, "12 June 2018". */
  NC_ ("month with a day", "January"),
  NC_ ("month with a day", "February"),
  NC_ ("month with a day", "March"),
  NC_ ("month with a day", "April"),
  NC_ ("month with a day", "May"),
  NC_ ("month with a day", "June"),
  NC_ ("month with a day", "July"),
  NC_ ("month with a day", "August"),
  NC_ ("month with a day", "September"),
  NC_ ("month with a day", "October"),
  NC_ ("month with a day", "November"),
  NC_ ("month with a day", "December"),
};

static const char *const short_month_names[] = {
  /* Translators: a month where there is little room, "Jun 2018", "12 Jun". */
  NC_ ("short month", "Jan"),
  NC_ ("short month", "Feb"),
  NC_ ("short month", "Mar"),
  NC_ ("short month", "Apr"),
  NC_ ("short month", "May"),
  NC_ ("short month", "Jun"),
  NC_ ("short month", "Jul"),
  NC_ ("short month", "Aug"),
  NC_ ("short month", "Sep"),
  NC_ ("short month", "Oct"),
  NC_ ("short month", "Nov"),
  NC_ ("short month", "Dec"),
};

const char *
annals_words_month (int month, gboolean has_day, const AnnalsWordsStyle *style)
{
  if (style->is_short)
    return annals_month_short_name (month);
  if (has_day && month >= 1 && month <= 12)
    return g_dpgettext2 (GETTEXT_PACKAGE, "month with a day", month_names_with_day[month - 1]);

  return annals_month_name (month);
}

const char *
annals_month_name (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", month_names[month - 1]);
}

const char *
annals_month_short_name (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "short month", short_month_names[month - 1]);
}
