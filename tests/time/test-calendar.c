/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar arithmetic against known days, a naive calendar and GLib's own. */
#include "time/calendar.h"

#include <locale.h>
#include <math.h>

/* Day numbers from Julian day numbers: 1970-01-01 is JDN 2440588. */
static const struct
{
  gint64 year;
  int month, day;
  gint64 days;
  int weekday;
} known_days[] = {
  { 1970, 1, 1, 0, 4 },
  { 1969, 12, 31, -1, 3 },
  { 2000, 1, 1, 10957, 6 },   /* JDN 2451545 */
  { 2000, 2, 29, 11016, 2 },
  { 1858, 11, 17, -40587, 3 }, /* the first modified Julian day */
  { 1582, 10, 15, -141427, 5 }, /* the first Gregorian day, a Friday */
  { 2018, 6, 12, 17694, 2 },
  { 2019, 2, 27, 17954, 3 },
  { 1945, 8, 15, -8905, 3 },
  { 1, 1, 1, -719162, 1 },
  { 0, 12, 31, -719163, 7 },
  { 0, 3, 1, -719468, 3 },
  { 0, 2, 29, -719469, 2 },
  { 0, 1, 1, -719528, 6 },
  { -1, 12, 31, -719529, 5 },
  { -4713, 11, 24, -2440588, 1 }, /* JDN 0 */
  { -4712, 1, 1, -2440550, 4 },
  { 9999, 12, 31, 2932896, 5 },
  { 10000, 1, 1, 2932897, 6 },
  /* 400 years are 146097 days and 20871 weeks. */
  { G_GINT64_CONSTANT (30000000000), 1, 1, G_GINT64_CONSTANT (10957274280472), 6 },
  { G_GINT64_CONSTANT (-30000000000), 1, 1, G_GINT64_CONSTANT (-10957275719528), 6 },
  { G_GINT64_CONSTANT (-30000000000), 3, 1, G_GINT64_CONSTANT (-10957275719468), 3 },
};

static void
test_known_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_days); i++)
    {
      gint64 year;
      int month, day;

      g_test_message ("%" G_GINT64_FORMAT "-%02d-%02d", known_days[i].year, known_days[i].month,
                      known_days[i].day);
      g_assert_cmpint (annals_days_from_civil (known_days[i].year, known_days[i].month,
                                               known_days[i].day),
                       ==, known_days[i].days);
      annals_civil_from_days (known_days[i].days, &year, &month, &day);
      g_assert_cmpint (year, ==, known_days[i].year);
      g_assert_cmpint (month, ==, known_days[i].month);
      g_assert_cmpint (day, ==, known_days[i].day);
      g_assert_cmpint (annals_weekday_from_days (known_days[i].days), ==, known_days[i].weekday);
    }
}

/* The same day in both calendars. */
static const struct
{
  gint64 year;
  int month, day;
  gint64 gregorian_year;
  int gregorian_month, gregorian_day;
} julian_days[] = {
  { 1969, 12, 19, 1970, 1, 1 },
  { 1582, 10, 4, 1582, 10, 14 },
  { 1582, 10, 5, 1582, 10, 15 },
  { 1917, 10, 25, 1917, 11, 7 },
  { 1900, 2, 29, 1900, 3, 13 },
  { 1066, 10, 14, 1066, 10, 20 },
  { 300, 1, 1, 300, 1, 1 },
  { 1, 1, 1, 0, 12, 30 },
  { -43, 3, 15, -43, 3, 13 },
  { -4, 2, 29, -4, 2, 27 },
  { -4712, 1, 1, -4713, 11, 24 },
};

static void
test_julian (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (julian_days); i++)
    {
      g_test_message ("Julian %" G_GINT64_FORMAT "-%02d-%02d", julian_days[i].year,
                      julian_days[i].month, julian_days[i].day);
      g_assert_cmpint (annals_days_from_julian (julian_days[i].year, julian_days[i].month,
                                                julian_days[i].day),
                       ==,
                       annals_days_from_civil (julian_days[i].gregorian_year,
                                               julian_days[i].gregorian_month,
                                               julian_days[i].gregorian_day));
    }

  /* Four Julian years are 1461 days wherever they are. */
  for (gint64 year = -G_GINT64_CONSTANT (30000000000); year <= ANNALS_YEAR_MAX; year += 2999999999)
    g_assert_cmpint (annals_days_from_julian (year + 4, 3, 1) - annals_days_from_julian (year, 3, 1),
                     ==, 1461);
  g_assert_cmpint (annals_days_from_julian (2001, 13, 1), ==, annals_days_from_julian (2002, 1, 1));
}

/* Every day from -4713 to 10000, counted by hand. */
static void
test_every_day (void)
{
  gint64 days = annals_days_from_civil (-4713, 1, 1);
  gint64 year = -4713;
  int month = 1, day = 1;
  int weekday = annals_weekday_from_days (days);

  while (year <= 10000)
    {
      static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
      gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
      int length = lengths[month - 1] + (is_leap && month == 2 ? 1 : 0);
      gint64 found_year;
      int found_month, found_day;

      annals_civil_from_days (days, &found_year, &found_month, &found_day);
      if (annals_days_from_civil (year, month, day) != days || found_year != year
          || found_month != month || found_day != day
          || annals_weekday_from_days (days) != weekday
          || annals_days_in_month (year, month) != length)
        g_error ("%" G_GINT64_FORMAT "-%02d-%02d is day %" G_GINT64_FORMAT, year, month, day, days);

      days++;
      weekday = weekday % 7 + 1;
      if (++day > length)
        {
          day = 1;
          if (++month > 12)
            {
              month = 1;
              year++;
            }
        }
    }
}

static gint64
random_int64 (gint64 bound)
{
  guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

  return (gint64) (bits % (2 * (guint64) bound)) - bound;
}

/* Random days over ±30 000 000 000 years; GLib prints the seed. */
static void
test_far_round_trips (void)
{
  const gint64 bound = G_GINT64_CONSTANT (10957000000000);

  for (int i = 0; i < 200000; i++)
    {
      gint64 days = random_int64 (bound);
      gint64 year, next_year;
      int month, day, next_month, next_day;
      double instant;
      AnnalsCivil civil;

      annals_civil_from_days (days, &year, &month, &day);
      g_assert_cmpint (annals_days_from_civil (year, month, day), ==, days);
      g_assert_true (month >= 1 && month <= 12);
      g_assert_true (day >= 1 && day <= annals_days_in_month (year, month));

      annals_civil_from_days (days + 146097, &next_year, &next_month, &next_day);
      g_assert_cmpint (next_year, ==, year + 400);
      g_assert_cmpint (next_month, ==, month);
      g_assert_cmpint (next_day, ==, day);

      /* A double holds every day exactly. */
      instant = annals_instant_from_civil (year, month, day, 0, 0, 0);
      civil = annals_civil_from_instant (instant);
      g_assert_true (civil.year == year && civil.month == month && civil.day == day);
      g_assert_true (civil.hour == 0 && civil.minute == 0 && civil.second == 0);
      g_assert_true (civil.fraction == 0);
      g_assert_cmpfloat (annals_instant_from_civil (year, month, day + 1, 0, 0, 0), >, instant);
    }
}

static void
test_against_glib (void)
{
  for (int i = 0; i < 50000; i++)
    {
      guint32 julian = (guint32) g_test_rand_int_range (1, 3652059);
      g_autoptr (GDate) date = g_date_new_julian (julian);
      gint64 days = (gint64) julian - 719163;

      g_assert_cmpint (annals_days_from_civil (g_date_get_year (date), g_date_get_month (date),
                                               g_date_get_day (date)),
                       ==, days);
      g_assert_cmpint (annals_weekday_from_days (days), ==, g_date_get_weekday (date));
    }
}

static void
test_months_carry (void)
{
  g_assert_cmpint (annals_days_from_civil (2001, 13, 1), ==, annals_days_from_civil (2002, 1, 1));
  g_assert_cmpint (annals_days_from_civil (2001, 0, 1), ==, annals_days_from_civil (2000, 12, 1));
  g_assert_cmpint (annals_days_from_civil (2001, -11, 1), ==, annals_days_from_civil (2000, 1, 1));
  g_assert_cmpint (annals_days_from_civil (2001, -12, 1), ==, annals_days_from_civil (1999, 12, 1));
  g_assert_cmpint (annals_days_from_civil (0, 12 * 2018 + 6, 12), ==,
                   annals_days_from_civil (2018, 6, 12));
}

static void
test_leap_years (void)
{
  const gint64 leap[] = { 2000, 2004, 1600, 0, -4, -400, -4712, 30000000000 };
  const gint64 common[] = { 1900, 2001, 2100, 1, -1, -100, -4713, -300 };

  for (guint i = 0; i < G_N_ELEMENTS (leap); i++)
    {
      g_assert_true (annals_year_is_leap (leap[i]));
      g_assert_cmpint (annals_days_in_month (leap[i], 2), ==, 29);
    }
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      g_assert_false (annals_year_is_leap (common[i]));
      g_assert_cmpint (annals_days_in_month (common[i], 2), ==, 28);
    }
}

static const struct
{
  gint64 year;
  int month, day, hour, minute;
  double second;
  const char *iso;
} instants[] = {
  { 2018, 6, 12, 0, 0, 0, "2018-06-12T00:00:00Z" },
  { 2018, 6, 12, 9, 0, 30.25, "2018-06-12T09:00:30.25Z" },
  { 2018, 6, 12, 9, 0, 30.123, "2018-06-12T09:00:30.123Z" },
  { 2025, 12, 31, 23, 59, 59.999999, "2025-12-31T23:59:59.999999Z" },
  { 1969, 12, 31, 23, 59, 59.5, "1969-12-31T23:59:59.5Z" },
  { 1970, 1, 1, 0, 0, 0.000001, "1970-01-01T00:00:00.000001Z" },
  { 0, 1, 1, 0, 0, 0, "0000-01-01T00:00:00Z" },
  { -43, 3, 15, 12, 30, 0, "-0043-03-15T12:30:00Z" },
  { 9999, 12, 31, 24, 0, 0, "+10000-01-01T00:00:00Z" },
  { -10000, 1, 1, 0, 0, 0, "-10000-01-01T00:00:00Z" },
  { G_GINT64_CONSTANT (-30000000000), 1, 1, 0, 0, 0, "-30000000000-01-01T00:00:00Z" },
  { G_GINT64_CONSTANT (30000000000), 12, 31, 0, 0, 0, "+30000000000-12-31T00:00:00Z" },
};

static void
test_iso8601 (void)
{
  const double odd[] = { -INFINITY, INFINITY, NAN };
  const char *const odd_words[] = { "-inf", "+inf", "" };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      double instant = annals_instant_from_civil (instants[i].year, instants[i].month,
                                                  instants[i].day, instants[i].hour,
                                                  instants[i].minute, instants[i].second);
      g_autofree char *iso = annals_instant_to_iso8601 (instant);

      g_assert_cmpstr (iso, ==, instants[i].iso);
    }

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *iso = annals_instant_to_iso8601 (odd[i]);

      g_assert_cmpstr (iso, ==, odd_words[i]);
    }
}

/* Whatever the double, taking it apart is defined and its parts are in range. */
static void
test_any_double (void)
{
  const double fixed[] = { 0.0, -0.0, 1e18, -1e18, 1e300, -1e300, -1e-300, 1e-300, -0.5, NAN,
                           INFINITY, -INFINITY, G_MAXDOUBLE, G_MINDOUBLE };

  for (guint i = 0; i < 20000 + G_N_ELEMENTS (fixed); i++)
    {
      double instant = i < G_N_ELEMENTS (fixed) ? fixed[i] : ldexp (g_test_rand_double () - 0.5,
                                                                    g_test_rand_int_range (-60, 70));
      AnnalsCivil civil = annals_civil_from_instant (instant);
      g_autofree char *iso = annals_instant_to_iso8601 (instant);

      g_assert_true (civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= 31);
      g_assert_true (civil.hour >= 0 && civil.hour < 24 && civil.minute >= 0 && civil.minute < 60);
      g_assert_true (civil.second >= 0 && civil.second < 60);
      g_assert_true (civil.fraction >= 0 && civil.fraction <= 1);
      g_assert_nonnull (iso);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/calendar/known-days", test_known_days);
  g_test_add_func ("/time/calendar/julian", test_julian);
  g_test_add_func ("/time/calendar/every-day", test_every_day);
  g_test_add_func ("/time/calendar/far-round-trips", test_far_round_trips);
  g_test_add_func ("/time/calendar/against-glib", test_against_glib);
  g_test_add_func ("/time/calendar/months-carry", test_months_carry);
  g_test_add_func ("/time/calendar/leap-years", test_leap_years);
  g_test_add_func ("/time/calendar/iso8601", test_iso8601);
  g_test_add_func ("/time/calendar/any-double", test_any_double);

  return g_test_run ();
}
