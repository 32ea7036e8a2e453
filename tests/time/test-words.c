/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in words, untranslated. */
#include "time/words.h"

#include <locale.h>
#include <math.h>

#include "time/calendar.h"

static const struct
{
  const char *text, *words;
} dates[] = {
  { "2018", "2018" },
  { "2018-06", "June 2018" },
  { "2018-06-12", "12 June 2018" },
  { "-0043", "44 BCE" },
  { "-0043-03-15", "15 March 44 BCE" },
  { "0000", "1 BCE" },
  { "0001", "1 CE" },
  { "0014-08", "August 14 CE" },
  { "0476-09-04", "4 September 476" },
  { "Y12025", "12,025" },
  { "Y-11999", "12,000 BCE" },
  { "Y170000002", "170,000,002" },
  { "Y-17E7", "170 million years BCE" },
  { "Y-45E8", "4.5 billion years BCE" },
  { "Y-66040000", "66.04 million years BCE" },
  { "Y-66043000", "66,043,001 BCE" },
  { "Y2E6", "2 million years CE" },
  /* Times, in the zone as written. */
  { "2018-06-12T09:00+08:00", "12 June 2018, 09:00 (UTC+08:00)" },
  { "2018-06-12T09:00:30-05", "12 June 2018, 09:00:30 (UTC-05)" },
  { "2018-06-12T01:00Z", "12 June 2018, 01:00 (UTC)" },
  { "2018-06-12T01:00", "12 June 2018, 01:00" },
  { "2018-06-12T01:00:00", "12 June 2018, 01:00:00" },
  { "2018-06-12T01:00:00.250", "12 June 2018, 01:00:00.250" },
  { "2018-06-12T24:00:00", "12 June 2018, 24:00:00" },
  /* Qualifiers. */
  { "2018-06-12~", "about 12 June 2018" },
  { "2018-06?", "perhaps June 2018" },
  { "2018%", "perhaps about 2018" },
  { "?2018-?06", "perhaps June 2018" },
  { "2004-06~-11", "11 June 2004 (year and month approximate)" },
  { "2004?-06-11", "11 June 2004 (year uncertain)" },
  { "2004-?06-11", "11 June 2004 (month uncertain)" },
  { "?2004-06-~11", "11 June 2004 (year uncertain, day approximate)" },
  { "2004-%06-11", "11 June 2004 (month uncertain and approximate)" },
  { "2004-06-~11", "11 June 2004 (day approximate)" },
  { "2018-06-12T01:00?", "perhaps 12 June 2018, 01:00" },
  /* Seasons and other parts of a year. */
  { "2018-21", "spring 2018" },
  { "2018-24~", "about winter 2018" },
  { "2018-26", "summer 2018 (northern hemisphere)" },
  { "2018-31", "autumn 2018 (southern hemisphere)" },
  { "2018-33", "first quarter of 2018" },
  { "2018-38", "middle four months of 2018" },
  { "2018-41", "second half of 2018" },
  { "-0043-21", "spring 44 BCE" },
  { "197X-21", "some time between spring 1970 and spring 1979 (197X-21)" },
  /* Unspecified digits. */
  { "197X", "1970s" },
  { "197X~", "about the 1970s" },
  { "19XX", "1900s" },
  { "190X", "some time between 1900 and 1909" },
  { "20XX", "some time between 2000 and 2099" },
  { "1XXX", "some time between 1000 and 1999" },
  { "-20XX", "some time between 2100 and 2001 BCE" },
  { "000X", "some time between 1 BCE and 9 CE" },
  { "2004-XX", "an unknown month of 2004" },
  { "197X-XX", "an unknown month of the 1970s" },
  { "1985-04-XX", "an unknown day of April 1985" },
  { "1985-XX-XX", "an unknown day of 1985" },
  { "1985-XX-15", "day 15 of an unknown month of 1985" },
  { "2001-1X", "some time between October and December 2001" },
  { "2001-02-2X", "some time between 20 and 28 February 2001" },
  { "2001-X2", "some time between February and December 2001 (2001-X2)" },
  { "1XXX-12", "some time between December 1000 and December 1999 (1XXX-12)" },
  { "156X-12-25", "some time between 25 December 1560 and 25 December 1569 (156X-12-25)" },
  { "1950S2", "about 1950, within 1900–1999" },
  { "1950S4", "1950" },
  { "Y171010000S3", "about 171.01 million years CE, within 171,000,000–171,999,999" },
  { "-0479S2", "about 480 BCE, within 480–471 BCE" },
  /* Intervals. */
  { "2019-02-27/2019-02-28", "27–28 February 2019" },
  { "2025-08-25/2025-12-31", "25 August – 31 December 2025" },
  { "2018-12-30/2019-01-02", "30 December 2018 – 2 January 2019" },
  { "2018-03/2018-05", "March–May 2018" },
  { "2018-03/2019-05", "March 2018 – May 2019" },
  { "2004/2008", "2004–2008" },
  { "-0479/-0477", "480–478 BCE" },
  { "-0043/0014", "44 BCE – 14 CE" },
  { "-0043-03-15/0014-08-19", "15 March 44 BCE – 19 August 14 CE" },
  { "0009/0014", "9–14 CE" },
  { "Y-44E8/Y-43E8", "4.4 billion years BCE – 4.3 billion years BCE" },
  { "2004/2004", "within 2004" },
  { "2004-06/2004-06", "within June 2004" },
  { "2004-06-11/2004-06-11", "11 June 2004" },
  { "2004/2004-06", "from 2004 to June 2004" },
  { "2004-02-01/2005-02", "from 1 February 2004 to February 2005" },
  { "2004~/2006?", "from about 2004 to perhaps 2006" },
  { "2018-21/2018-23", "from spring 2018 to autumn 2018" },
  { "197X/198X", "from the 1970s to the 1980s" },
  { "2018-06-12T14:00/2018-06-12T15:00", "12 June 2018, 14:00–15:00" },
  { "2018-06-12T14:00Z/2018-06-12T15:00Z", "12 June 2018, 14:00–15:00 (UTC)" },
  { "2018-06-12T14:00Z/2018-06-12T15:00",
    "from 12 June 2018, 14:00 (UTC) to 12 June 2018, 15:00" },
  { "2019/..", "since 2019" },
  { "2018-06-12~/..", "since about 12 June 2018" },
  { "197X/..", "since the 1970s" },
  { "2019-10-05/", "from 5 October 2019, end unknown" },
  { "../2019", "until 2019" },
  { "/2019", "until 2019, begin unknown" },
  { "../..", "without begin or end" },
  { "../", "until an unknown date" },
  { "/..", "since an unknown date" },
  /* Sets. */
  { "[2025-08-25..2025-12-31]", "some time between 25 August and 31 December 2025" },
  { "[2025-05..2025-08]", "some time between May and August 2025" },
  { "[2019-02-27..2019-02-28]", "some time between 27 and 28 February 2019" },
  { "[2018-12..2019-01]", "some time between December 2018 and January 2019" },
  { "[1670~..1672]", "some time between about 1670 and 1672" },
  { "[1667,1668,1670..1672]", "1667, 1668 or 1670–1672" },
  { "[1667,1760-12]", "1667 or December 1760" },
  { "[1667]", "1667" },
  { "[..1983]", "1983 or earlier" },
  { "[1760-12..]", "December 1760 or later" },
  { "[1760-01,1760-12..]", "January 1760 or December 1760 or later" },
  { "{2018-03-05,1960,1961-12}", "5 March 2018, 1960 and December 1961" },
  { "{1960..1962}", "1960–1962" },
  { "{..1984}", "1984 and earlier" },
  { "{1,2}", "{1,2}" },
  { "{1991,1992,1993,1994,1995,1996,1997,1998}",
    "1991, 1992, 1993, 1994, 1995, 1996, 1997 and 1998" },
  { "{1991,1992,1993,1994,1995,1996,1997,1998,1999}",
    "1991, 1992, 1993, 1994, 1995, 1996, 1997 and 2 more" },
  /* No date: as it stands. */
  { "", "" },
  { "June 2018", "June 2018" },
  { "2001-02-29", "2001-02-29" },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *words = annals_edtf_to_words (dates[i].text);

      g_test_message ("%s", dates[i].text);
      g_assert_cmpstr (words, ==, dates[i].words);
    }
}

static const struct
{
  const char *text, *words;
} short_dates[] = {
  { "2019-02-27/2019-02-28", "27–28 Feb 2019" },
  { "2018-06", "Jun 2018" },
  { "2018-06-12~", "about 12 Jun 2018" },
  { "[2025-08-25..2025-12-31]", "some time between 25 Aug and 31 Dec 2025" },
  { "2018-09/..", "since Sep 2018" },
  { "nothing", "nothing" },
};

static void
test_short_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (short_dates); i++)
    {
      g_autofree char *words = annals_edtf_to_short_words (short_dates[i].text);

      g_assert_cmpstr (words, ==, short_dates[i].words);
    }
}

static const struct
{
  const char *begin, *end, *words;
} pairs[] = {
  { "[1066-09-01..1066-10-13]", "1066-12-25",
    "from some time between 1 September and 13 October 1066 to 25 December 1066" },
  { "2019-02-27", "2019-02-28", "27–28 February 2019" },
  { "2019-02-27", NULL, "from 27 February 2019, end unknown" },
  { "2019-02-27", "..", "since 27 February 2019" },
  { NULL, "2019-02~", "until about February 2019, begin unknown" },
  { "..", "2019", "until 2019" },
  { "[2018,2019]", "..", "since 2018 or 2019" },
  { "?", "2019", "from ? to 2019" },
  { NULL, NULL, "" },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *words = annals_edtf_pair_to_words (pairs[i].begin, pairs[i].end);

      g_assert_cmpstr (words, ==, pairs[i].words);
    }
}

static void
test_julian (void)
{
  g_autofree char *words = annals_edtf_julian_to_words ("1700-02-29");
  g_autofree char *no_date = annals_edtf_julian_to_words ("1701-02-29");

  g_assert_cmpstr (words, ==, "29 February 1700 (Julian calendar)");
  g_assert_cmpstr (no_date, ==, "1701-02-29");
}

static const struct
{
  gint64 year;
  const char *words;
} years[] = {
  { 2018, "2018" },
  { 9999, "9999" },
  { 10000, "10,000" },
  { 1, "1" },
  { 0, "1 BCE" },
  { -43, "44 BCE" },
  { -9998, "9999 BCE" },
  { -11999, "12,000 BCE" },
  { -999999, "1 million years BCE" },
  { -1000000, "1 million years BCE" },
  { -1500000, "1.5 million years BCE" },
  { -65999999, "66 million years BCE" },
  { -123456, "123,457 BCE" },
  { -1234567, "1,234,568 BCE" },
  { G_GINT64_CONSTANT (-4500000000), "4.5 billion years BCE" },
  { G_GINT64_CONSTANT (-4540000000), "4.54 billion years BCE" },
  { G_GINT64_CONSTANT (-13800000000), "13.8 billion years BCE" },
  { G_GINT64_CONSTANT (-30000000000), "30 billion years BCE" },
  { G_GINT64_CONSTANT (30000000000), "30 billion years CE" },
  { 5050000, "5.05 million years CE" },
};

static const struct
{
  gint64 n_years;
  const char *words;
} year_counts[] = {
  { 1, "1 year" },
  { 5, "5 years" },
  { 1000, "1000 years" },
  { 50000, "50,000 years" },
  { 500000, "500,000 years" },
  { 1000000, "1 million years" },
  { 2500000, "2.5 million years" },
  { 1234567, "1,234,567 years" },
  { 200000000, "200 million years" },
  { 1000000000, "1 billion years" },
};

static void
test_year_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (year_counts); i++)
    {
      g_autofree char *words = annals_year_count_to_words (year_counts[i].n_years);

      g_assert_cmpstr (words, ==, year_counts[i].words);
    }
}

static const struct
{
  guint64 number;
  const char *words;
} numbers[] = {
  { 0, "0" },
  { 999, "999" },
  { 1000, "1,000" },
  { 588210, "588,210" },
  { G_MAXUINT64, "18,446,744,073,709,551,615" },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *words = annals_number_to_words (numbers[i].number);

      g_assert_cmpstr (words, ==, numbers[i].words);
    }
}

/* A range ends where the next year begins. */
static const struct
{
  gint64 first, last;
  const char *words;
} year_ranges[] = {
  { 2018, 2018, "2018" },
  { 2003, 2025, "2003–2025" },
  { -499, -43, "500–44 BCE" },
  { -43, 14, "44 BCE – 14 CE" },
};

static void
test_year_ranges (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (year_ranges); i++)
    {
      double begin_s = annals_instant_from_civil (year_ranges[i].first, 1, 1, 0, 0, 0);
      double end_s = annals_instant_from_civil (year_ranges[i].last + 1, 1, 1, 0, 0, 0);
      g_autofree char *words = annals_years_to_words (begin_s, end_s);

      g_assert_cmpstr (words, ==, year_ranges[i].words);
    }
}

static void
test_years (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *words = annals_year_to_words (years[i].year);

      g_assert_cmpstr (words, ==, years[i].words);
    }
}

typedef struct
{
  gint64 year;
  int month, day, hour, minute;
  double second;
} Instant;

static const struct
{
  Instant begin, end;
  const char *words;
} ranges[] = {
  { { 2018, 1, 1 }, { 2019, 1, 1 }, "2018" },
  { { 2004, 1, 1 }, { 2009, 1, 1 }, "2004–2008" },
  { { -479, 1, 1 }, { -476, 1, 1 }, "480–478 BCE" },
  { { -43, 1, 1 }, { 15, 1, 1 }, "44 BCE – 14 CE" },
  { { 0, 1, 1 }, { 1, 1, 1 }, "1 BCE" },
  { { -4500000000, 1, 1 }, { -4400000000, 1, 1 }, "4,500,000,001–4,400,000,002 BCE" },
  { { 2011, 3, 1 }, { 2011, 4, 1 }, "March 2011" },
  { { 2011, 3, 1 }, { 2011, 6, 1 }, "March–May 2011" },
  { { 2011, 12, 1 }, { 2012, 2, 1 }, "December 2011 – January 2012" },
  { { 2010, 2, 15 }, { 2010, 2, 22 }, "15–21 February 2010" },
  { { 2010, 2, 22 }, { 2010, 3, 1 }, "22–28 February 2010" },
  { { 2010, 3, 29 }, { 2010, 4, 5 }, "29 March – 4 April 2010" },
  { { 2010, 12, 27 }, { 2011, 1, 3 }, "27 December 2010 – 2 January 2011" },
  { { 2018, 6, 12 }, { 2018, 6, 13 }, "12 June 2018" },
  { { 2018, 6, 1 }, { 2018, 6, 2 }, "1 June 2018" },
  { { 2018, 1, 1 }, { 2018, 1, 2 }, "1 January 2018" },
  { { 2018, 6, 12, 14, 0 }, { 2018, 6, 12, 15, 0 }, "12 June 2018, 14:00–15:00" },
  { { 2018, 6, 12, 23, 0 }, { 2018, 6, 13, 0, 0 }, "12 June 2018, 23:00–24:00" },
  { { 2018, 6, 12, 23, 0 }, { 2018, 6, 13, 2, 0 }, "12 June 2018, 23:00 – 13 June 2018, 02:00" },
  { { 2018, 6, 12, 14, 0, 30 }, { 2018, 6, 12, 14, 1, 0 }, "12 June 2018, 14:00:30–14:01:00" },
  { { 2018, 6, 12, 14, 0, 0.25 }, { 2018, 6, 12, 14, 0, 0.5 },
    "12 June 2018, 14:00:00.250000–14:00:00.500000" },
  { { 2018, 6, 12, 14, 0 }, { 2018, 6, 12, 14, 0 }, "12 June 2018, 14:00" },
};

static double
instant_of (const Instant *at)
{
  return annals_instant_from_civil (at->year, at->month, at->day, at->hour, at->minute,
                                    at->second);
}

static void
test_ranges (void)
{
  double june = annals_instant_from_civil (2018, 6, 1, 0, 0, 0);
  g_autofree char *since = annals_range_to_words (june, INFINITY);
  g_autofree char *before = annals_range_to_words (-INFINITY, june);
  g_autofree char *always = annals_range_to_words (-INFINITY, INFINITY);
  g_autofree char *never = annals_range_to_words (NAN, june);

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *words
          = annals_range_to_words (instant_of (&ranges[i].begin), instant_of (&ranges[i].end));

      g_assert_cmpstr (words, ==, ranges[i].words);
    }

  g_assert_cmpstr (since, ==, "since June 2018");
  g_assert_cmpstr (before, ==, "before June 2018");
  g_assert_cmpstr (always, ==, "at any time");
  g_assert_cmpstr (never, ==, "");
}

static void
test_local_time (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) local = g_date_time_new (zone, 2025, 9, 2, 14, 20, 59);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (local);
  g_autofree char *words = annals_local_time_to_words (utc);

  g_assert_cmpstr (words, ==, "2 September 2025, 14:20");
}

static void
test_months (void)
{
  g_assert_cmpstr (annals_month_name (1), ==, "January");
  g_assert_cmpstr (annals_month_name (12), ==, "December");
  g_assert_cmpstr (annals_month_short_name (1), ==, "Jan");
  g_assert_cmpstr (annals_month_short_name (9), ==, "Sep");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/words/dates", test_dates);
  g_test_add_func ("/time/words/short-dates", test_short_dates);
  g_test_add_func ("/time/words/pairs", test_pairs);
  g_test_add_func ("/time/words/julian", test_julian);
  g_test_add_func ("/time/words/years", test_years);
  g_test_add_func ("/time/words/year-counts", test_year_counts);
  g_test_add_func ("/time/words/year-ranges", test_year_ranges);
  g_test_add_func ("/time/words/numbers", test_numbers);
  g_test_add_func ("/time/words/ranges", test_ranges);
  g_test_add_func ("/time/words/local-time", test_local_time);
  g_test_add_func ("/time/words/months", test_months);

  return g_test_run ();
}
