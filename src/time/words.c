/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in words: EDTF strings, begin/end pairs, ranges of instants, local times. */
#include "time/words-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "time/calendar.h"
#include "time/words.h"

/* A set's first members are told, the others counted. */
#define MAX_MEMBERS 8

static const AnnalsWordsStyle long_style = { .is_short = FALSE };
static const AnnalsWordsStyle short_style = { .is_short = TRUE };

/* A member of a list: "1667", "1670–1672", "1983 or earlier". */
static char *
member_words (const AnnalsEdtfMember *member, AnnalsEdtfKind kind, const AnnalsWordsStyle *style)
{
  g_autofree char *words = NULL;

  if (!member->is_range)
    return annals_words_date (&member->begin, style);
  if (member->begin_bound == ANNALS_EDTF_BOUND_DATED
      && member->end_bound == ANNALS_EDTF_BOUND_DATED)
    return annals_words_interval (ANNALS_EDTF_BOUND_DATED, &member->begin, ANNALS_EDTF_BOUND_DATED,
                                  &member->end, style);

  if (member->begin_bound == ANNALS_EDTF_BOUND_DATED)
    {
      words = annals_words_date (&member->begin, style);
      return g_strdup_printf (kind == ANNALS_EDTF_ONE_OF ? _("%s or later") : _("%s and later"),
                              words);
    }

  words = annals_words_date (&member->end, style);
  return g_strdup_printf (kind == ANNALS_EDTF_ONE_OF ? _("%s or earlier") : _("%s and earlier"),
                          words);
}

/* `[a..b]`: a time between; NULL for any other set. */
static char *
one_range_words (const GArray *members, guint n_members, const AnnalsWordsStyle *style)
{
  const AnnalsEdtfMember *member = &g_array_index (members, AnnalsEdtfMember, 0);
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;

  if (n_members != 1 || !member->is_range || member->begin_bound != ANNALS_EDTF_BOUND_DATED
      || member->end_bound != ANNALS_EDTF_BOUND_DATED)
    return NULL;

  if (annals_words_date_is_plain (&member->begin) && annals_words_date_is_plain (&member->end))
    return annals_words_between (&member->begin.first, &member->end.first, style);

  begin = annals_words_date (&member->begin, style);
  end = annals_words_date (&member->end, style);
  return g_strdup_printf (C_ ("dates", "some time between %s and %s"), begin, end);
}

static char *
set_words (AnnalsEdtfKind kind, const GArray *members, guint n_members,
           const AnnalsWordsStyle *style)
{
  g_autofree char *words
      = kind == ANNALS_EDTF_ONE_OF ? one_range_words (members, n_members, style) : NULL;
  g_autoptr (GString) list = NULL;
  guint n_told = n_members > MAX_MEMBERS ? MAX_MEMBERS - 1 : n_members;
  g_autofree char *last = NULL;

  if (words != NULL)
    return g_steal_pointer (&words);

  list = g_string_new (NULL);
  for (guint i = 0; i < n_told; i++)
    {
      g_autofree char *member
          = member_words (&g_array_index (members, AnnalsEdtfMember, i), kind, style);

      if (n_members > 1 && i == n_members - 1)
        {
          last = g_steal_pointer (&member);
          break;
        }
      if (i > 0)
        /* Translators: between the members of a list. */
        g_string_append (list, C_ ("list", ", "));
      g_string_append (list, member);
    }

  if (n_told < n_members)
    last = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more",
                                         n_members - n_told),
                            n_members - n_told);
  if (last == NULL)
    return g_string_free (g_steal_pointer (&list), FALSE);

  return kind == ANNALS_EDTF_ONE_OF
             /* Translators: the end of a list of dates, "1667, 1668 or 1670–1672". */
             ? g_strdup_printf (C_ ("dates", "%s or %s"), list->str, last)
             /* Translators: the end of a list of dates, "1960 and December 1961". */
             : g_strdup_printf (C_ ("dates", "%s and %s"), list->str, last);
}

static char *
read_words (const char *text, gboolean is_julian, const AnnalsWordsStyle *style)
{
  AnnalsEdtf edtf;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsEdtfMember));
  AnnalsEdtfSets sets = { .members = members, .max_members = MAX_MEMBERS };

  if (!annals_edtf_read (text, -1, is_julian, &edtf, &sets, NULL, NULL))
    return NULL;

  switch (edtf.kind)
    {
    case ANNALS_EDTF_DATE:
      return annals_words_date (&edtf.begin, style);
    case ANNALS_EDTF_INTERVAL:
      return annals_words_interval (edtf.begin_bound, &edtf.begin, edtf.end_bound, &edtf.end,
                                    style);
    case ANNALS_EDTF_ONE_OF:
    case ANNALS_EDTF_ALL_OF:
      return set_words (edtf.kind, members, sets.n_members, style);
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
words_or_text (const char *text, gboolean is_julian, const AnnalsWordsStyle *style)
{
  char *words;

  g_return_val_if_fail (text != NULL, NULL);

  words = read_words (text, is_julian, style);
  return words != NULL ? words : g_strdup (text);
}

char *
annals_edtf_to_words (const char *text)
{
  return words_or_text (text, FALSE, &long_style);
}

char *
annals_edtf_to_short_words (const char *text)
{
  return words_or_text (text, FALSE, &short_style);
}

char *
annals_edtf_julian_to_words (const char *text)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  words = read_words (text, TRUE, &long_style);
  if (words == NULL)
    return g_strdup (text);

  /* Translators: a date of the Julian calendar, "25 October 1917 (Julian calendar)". */
  return g_strdup_printf (_("%s (Julian calendar)"), words);
}

/* NULL and "" are unknown, `..` is open, as annals_edtf_parse_pair() has them. */
static AnnalsEdtfBound
bound_of (const char *text)
{
  if (text == NULL || *text == '\0')
    return ANNALS_EDTF_BOUND_UNKNOWN;

  return g_str_equal (text, "..") ? ANNALS_EDTF_BOUND_OPEN : ANNALS_EDTF_BOUND_DATED;
}

char *
annals_edtf_pair_to_words (const char *begin, const char *end)
{
  AnnalsWordsStyle style = { .is_embedded = TRUE };
  AnnalsEdtfBound begin_bound = bound_of (begin);
  AnnalsEdtfBound end_bound = bound_of (end);
  AnnalsEdtf begin_edtf, end_edtf;
  g_autofree char *begin_words = NULL;
  g_autofree char *end_words = NULL;

  if (begin_bound == ANNALS_EDTF_BOUND_UNKNOWN && end_bound == ANNALS_EDTF_BOUND_UNKNOWN)
    return g_strdup ("");

  if (begin_bound == ANNALS_EDTF_BOUND_DATED && end_bound == ANNALS_EDTF_BOUND_DATED
      && annals_edtf_read (begin, -1, FALSE, &begin_edtf, NULL, NULL, NULL)
      && begin_edtf.kind == ANNALS_EDTF_DATE
      && annals_edtf_read (end, -1, FALSE, &end_edtf, NULL, NULL, NULL)
      && end_edtf.kind == ANNALS_EDTF_DATE)
    return annals_words_interval (begin_bound, &begin_edtf.begin, end_bound, &end_edtf.begin,
                                  &long_style);

  if (begin_bound == ANNALS_EDTF_BOUND_DATED)
    begin_words = words_or_text (begin, FALSE, &style);
  if (end_bound == ANNALS_EDTF_BOUND_DATED)
    end_words = words_or_text (end, FALSE, &style);

  return annals_words_bounds (begin_bound, begin_words, end_bound, end_words);
}

static gboolean
is_midnight (const AnnalsCivil *civil)
{
  return civil->hour == 0 && civil->minute == 0 && civil->second == 0 && civil->fraction == 0;
}

/* The coarsest precision in which a half-open range is whole: year, month, day. Its last unit is
 * the one that the end's instant has just left. FALSE: it is of hours or finer. */
static gboolean
get_whole_units (double begin_s, double end_s, AnnalsEdtfDay *first, AnnalsEdtfDay *last)
{
  AnnalsCivil begin = annals_civil_from_instant (begin_s);
  AnnalsCivil end = annals_civil_from_instant (end_s);
  AnnalsCivil before = annals_civil_from_instant (end_s - 86400.0);

  if (!is_midnight (&begin) || !is_midnight (&end))
    return FALSE;

  *first = (AnnalsEdtfDay){ begin.year, begin.month, begin.day };
  *last = (AnnalsEdtfDay){ before.year, before.month, before.day };

  if (begin.day == 1 && end.day == 1)
    {
      first->day = last->day = 0;
      if (begin.month == 1 && end.month == 1)
        first->month = last->month = 0;
    }

  return TRUE;
}

/* As fine as the two of them need. */
static char *
clock_of (const AnnalsCivil *civil, gboolean has_seconds, gboolean has_fraction)
{
  if (has_fraction)
    {
      int micros = (int) MIN (floor (civil->fraction * 1e6 + 0.5), 999999.0);

      return g_strdup_printf ("%02d:%02d:%02d%s%06d", civil->hour, civil->minute, civil->second,
                              C_ ("decimal point", "."), micros);
    }
  if (has_seconds)
    return g_strdup_printf ("%02d:%02d:%02d", civil->hour, civil->minute, civil->second);

  return g_strdup_printf ("%02d:%02d", civil->hour, civil->minute);
}

/* A range within days: its end is told as the clock shows it, midnight as 24:00. */
static char *
clock_range_words (double begin_s, double end_s)
{
  AnnalsCivil begin = annals_civil_from_instant (begin_s);
  AnnalsCivil end = annals_civil_from_instant (end_s);
  gboolean has_fraction = begin.fraction != 0 || end.fraction != 0;
  gboolean has_seconds = begin.second != 0 || end.second != 0;
  AnnalsEdtfDay first = { begin.year, begin.month, begin.day };
  AnnalsEdtfDay last;
  g_autofree char *from = clock_of (&begin, has_seconds, has_fraction);
  g_autofree char *first_words = annals_words_day (&first, &long_style);
  g_autofree char *last_words = NULL;
  g_autofree char *to = NULL;
  g_autofree char *from_words = NULL;
  g_autofree char *to_words = NULL;

  if (is_midnight (&end) && end_s > begin_s)
    {
      end = annals_civil_from_instant (end_s - 86400.0);
      end.hour = 24;
    }
  last = (AnnalsEdtfDay){ end.year, end.month, end.day };
  to = clock_of (&end, has_seconds, has_fraction);

  if (first.year == last.year && first.month == last.month && first.day == last.day)
    {
      g_autofree char *hours = g_strdup_printf (C_ ("times", "%s–%s"), from, to);

      return g_strdup_printf (C_ ("time", "%s, %s"), first_words, hours);
    }

  last_words = annals_words_day (&last, &long_style);
  from_words = g_strdup_printf (C_ ("time", "%s, %s"), first_words, from);
  to_words = g_strdup_printf (C_ ("time", "%s, %s"), last_words, to);
  return g_strdup_printf (C_ ("dates", "%s – %s"), from_words, to_words);
}

/* The instant alone: a day where it is midnight, else with the clock. */
static char *
instant_words (double instant_s)
{
  AnnalsCivil civil = annals_civil_from_instant (instant_s);
  AnnalsEdtfDay day = { civil.year, civil.month, civil.day };
  g_autofree char *words = NULL;
  g_autofree char *clock = NULL;

  if (is_midnight (&civil) && civil.day == 1)
    day.day = 0;
  if (is_midnight (&civil) && civil.day == 1 && civil.month == 1)
    day.month = 0;

  words = annals_words_day (&day, &long_style);
  if (is_midnight (&civil))
    return g_steal_pointer (&words);

  clock = clock_of (&civil, civil.second != 0, civil.fraction != 0);
  return g_strdup_printf (C_ ("time", "%s, %s"), words, clock);
}

char *
annals_range_to_words (double begin_s, double end_s)
{
  g_autofree char *words = NULL;
  AnnalsEdtfDay first, last;

  if (isnan (begin_s) || isnan (end_s))
    return g_strdup ("");
  if (isinf (begin_s) && isinf (end_s))
    return g_strdup (_("at any time"));
  if (isinf (begin_s))
    {
      words = instant_words (end_s);
      /* Translators: %s is a date. */
      return g_strdup_printf (_("before %s"), words);
    }
  if (isinf (end_s))
    {
      words = instant_words (begin_s);
      return g_strdup_printf (_("since %s"), words);
    }
  if (end_s <= begin_s)
    return instant_words (begin_s);

  if (!get_whole_units (begin_s, end_s, &first, &last))
    return clock_range_words (begin_s, end_s);

  return first.year == last.year && first.month == last.month && first.day == last.day
             ? annals_words_day (&first, &long_style)
             : annals_words_days (&first, &last, &long_style);
}

char *
annals_local_time_to_words (GDateTime *time)
{
  g_autoptr (GDateTime) local = NULL;
  AnnalsEdtfDay day;
  g_autofree char *words = NULL;
  g_autofree char *clock = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  local = g_date_time_to_local (time);
  day = (AnnalsEdtfDay){ g_date_time_get_year (local), g_date_time_get_month (local),
                         g_date_time_get_day_of_month (local) };
  words = annals_words_day (&day, &long_style);
  clock = g_strdup_printf ("%02d:%02d", g_date_time_get_hour (local),
                           g_date_time_get_minute (local));

  return g_strdup_printf (C_ ("time", "%s, %s"), words, clock);
}
