/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks at every scale from a second to a billion years: words, room, number, speed. */
#include "view/ticks.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "time/calendar.h"

#define WIDTH 1100.0
#define YEAR_S 31556952.0

static double
width_of (const char *label, gboolean is_major, gpointer data)
{
  return (double) g_utf8_strlen (label, -1) * (is_major ? 8.5 : 6.5);
}

static AnnalsTicks *
ticks_of (double center_s, double seconds_per_pixel)
{
  AnnalsView view = { center_s, seconds_per_pixel, WIDTH, 500, 0 };

  return annals_ticks_new (&view, width_of, NULL);
}

static char *
list_labels (GArray *ticks)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const AnnalsTick *tick = &g_array_index (ticks, AnnalsTick, i);

      if (tick->label == NULL)
        continue;
      if (all->len > 0)
        g_string_append (all, ", ");
      if (tick->is_pinned)
        g_string_append_c (all, '<');
      g_string_append (all, tick->label);
    }

  return g_string_free (all, FALSE);
}

static void
check_tier (GArray *tier, gboolean is_major, double center_s, double seconds_per_pixel)
{
  AnnalsView view = { center_s, seconds_per_pixel, WIDTH, 500, 0 };
  double free_from = -INFINITY;

  for (guint i = 0; i < tier->len; i++)
    {
      const AnnalsTick *tick = &g_array_index (tier, AnnalsTick, i);
      double x = tick->is_pinned ? 0 : annals_view_x (&view, tick->instant_s);

      if (i > 0)
        g_assert_cmpfloat (tick->instant_s, >, g_array_index (tier, AnnalsTick, i - 1).instant_s);
      if (tick->label == NULL)
        continue;
      g_assert_cmpstr (tick->label, !=, "0");
      g_assert_cmpstr (tick->label, !=, "");
      if (strchr (tick->label, '-') != NULL)
        g_test_message ("%s at %g s/px, centre %g s", tick->label, seconds_per_pixel, center_s);
      g_assert_null (strchr (tick->label, '-'));
      if (x < free_from)
        g_test_message ("%s at %g s/px, centre %g s", tick->label, seconds_per_pixel, center_s);
      g_assert_cmpfloat (x, >=, free_from);
      /* The next one pushes it out. */
      if (tick->is_pinned && is_major)
        continue;
      free_from = x + width_of (tick->label, is_major, NULL);
    }
}

/* Every quarter of an octave, at centres from far past to far future. */
static void
test_every_scale (void)
{
  static const double years[] = { 0, 48.4, -1970.5, -2013.2, -12000, 8030, -66e6, -4.5e9, 12e9 };

  for (guint c = 0; c < G_N_ELEMENTS (years); c++)
    for (double power = log2 (ANNALS_SECONDS_PER_PIXEL_MIN); power <= log2 (ANNALS_SECONDS_PER_PIXEL_MAX);
         power += 0.25)
      {
        double center_s = years[c] * YEAR_S, seconds_per_pixel = exp2 (power);
        g_autoptr (AnnalsTicks) ticks = ticks_of (center_s, seconds_per_pixel);

        g_assert_cmpuint (ticks->major->len + ticks->minor->len, >=, 2);
        g_assert_cmpuint (ticks->major->len, <=, 40);
        g_assert_cmpuint (ticks->minor->len, <=, 100);
        /* Where neighbouring doubles are seconds apart there is no telling ticks apart. */
        if (fabs (center_s) < 1e13 || seconds_per_pixel > 1e6)
          {
            check_tier (ticks->major, TRUE, center_s, seconds_per_pixel);
            check_tier (ticks->minor, FALSE, center_s, seconds_per_pixel);
          }
      }
}

typedef struct
{
  const char *name;
  gint64 year;
  int month, day, hour;
  double seconds_per_pixel;
  const char *major, *minor;
} Words;

static const Words words[] = {
  { "half-years under years", 2021, 2, 20, 0, 13 * YEAR_S / WIDTH,
    "<2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027",
    "Jul, Jul, Jul, Jul, Jul, Jul, Jul, Jul, Jul, Jul, Jul, Jul, Jul" },
  { "months under years", 2018, 12, 15, 0, 16 * YEAR_S / 12 / WIDTH, "<2018, 2019",
    "May, Jun, Jul, Aug, Sep, Oct, Nov, Dec, Jan, Feb, Mar, Apr, May, Jun, Jul, Aug" },
  { "years under decades", 2015, 1, 1, 0, 22 * YEAR_S / WIDTH, "<2000s, 2010s, 2020s",
    "2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, "
    "2021, 2022, 2023, 2024, 2025" },
  { "days under months", 2018, 6, 12, 0, 20 * 86400 / WIDTH, "<June 2018",
    "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22" },
  { "hours under days", 2018, 6, 12, 12, 86400 / WIDTH, "12 June 2018, 13 June 2018",
    "00:00, 01:00, 02:00, 03:00, 04:00, 05:00, 06:00, 07:00, 08:00, 09:00, 10:00, 11:00, 12:00, "
    "13:00, 14:00, 15:00, 16:00, 17:00, 18:00, 19:00, 20:00, 21:00, 22:00, 23:00, 00:00" },
  { "seconds under days", 2018, 6, 12, 9, 6 / WIDTH, "<12 June 2018",
    "08:59:57, 08:59:58, 08:59:59, 09:00:00, 09:00:01, 09:00:02, 09:00:03" },
  /* No ten years are called "490 BCE": those are at the edge of none. */
  { "years under decades BCE", -483, 1, 1, 0, 22 * YEAR_S / WIDTH, "490 BCE, 480 BCE",
    "494 BCE, 492 BCE, 488 BCE, 486 BCE, 484 BCE, 482 BCE, 478 BCE, 476 BCE, 474 BCE" },
  { "across the years 1 BCE and 1", 1, 1, 1, 0, 500 * YEAR_S / WIDTH,
    "200 BCE, 100 BCE, 1 CE, 100, 200", "150 BCE, 50 BCE, 50, 150, 250" },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      double center_s = annals_instant_from_civil (words[i].year, words[i].month, words[i].day, words[i].hour, 0, 0);
      g_autoptr (AnnalsTicks) ticks = ticks_of (center_s, words[i].seconds_per_pixel);
      g_autofree char *major = list_labels (ticks->major), *minor = list_labels (ticks->minor);

      g_test_message ("%s: %s | %s", words[i].name, major, minor);
      g_assert_cmpstr (major, ==, words[i].major);
      g_assert_cmpstr (minor, ==, words[i].minor);
    }
}

/* There is no year 0 in words: 1 BCE is followed by 1. */
static void
test_no_year_0 (void)
{
  g_autoptr (AnnalsTicks) ticks = ticks_of (annals_instant_from_civil (1, 1, 1, 0, 0, 0), 10 * YEAR_S / WIDTH);
  g_autofree char *minor = list_labels (ticks->minor), *major = list_labels (ticks->major);
  g_autofree char *both = g_strconcat (major, ", ", minor, NULL);

  g_test_message ("%s", both);
  g_assert_nonnull (strstr (both, "1 BCE"));
  g_assert_null (strstr (both, ", 0"));
}

/* A pan by any amount keeps the tiers: the words in common stay. */
static void
test_pan (void)
{
  double center_s = annals_instant_from_civil (2018, 6, 12, 0, 0, 0), spp = 4 * YEAR_S / WIDTH;
  g_autoptr (AnnalsTicks) before = ticks_of (center_s, spp);
  g_autofree char *minor = list_labels (before->minor);

  for (int step = 1; step < 50; step++)
    {
      g_autoptr (AnnalsTicks) after = ticks_of (center_s + step * 7.3 * spp, spp);
      guint n_common = 0;

      for (guint i = 0; i < after->minor->len; i++)
        for (guint j = 0; j < before->minor->len; j++)
          {
            const AnnalsTick *a = &g_array_index (after->minor, AnnalsTick, i);
            const AnnalsTick *b = &g_array_index (before->minor, AnnalsTick, j);

            if (a->instant_s == b->instant_s && !a->is_pinned && !b->is_pinned)
              {
                g_assert_cmpstr (a->label, ==, b->label);
                n_common++;
              }
          }
      g_assert_cmpuint (n_common, >=, 5);
    }
}

/* The unit that the left edge lies in is named as long as any of it is in view, at every pan. */
static void
test_pinned (void)
{
  double spp = 16 * YEAR_S / 12 / WIDTH;

  for (int step = 0; step < 400; step++)
    {
      double center_s = annals_instant_from_civil (2018, 1, 1, 0, 0, 0) + step * 5 * spp;
      AnnalsView view = { center_s, spp, WIDTH, 500, 0 };
      double begin_s = annals_view_instant (&view, 0);
      g_autoptr (AnnalsTicks) ticks = ticks_of (center_s, spp);
      g_autofree char *year
        = g_strdup_printf ("%" G_GINT64_FORMAT, annals_civil_from_instant (begin_s).year);
      const AnnalsTick *first = &g_array_index (ticks->major, AnnalsTick, 0);

      g_assert_cmpstr (first->label, ==, year);
    }
}

/* A century's or a billion years' first year is no name for what comes after it. */
static void
test_instants (void)
{
  static const double ranges_s[] = { 120 * YEAR_S, 2500 * YEAR_S, 14e9 * YEAR_S };

  for (guint i = 0; i < G_N_ELEMENTS (ranges_s); i++)
    {
      double center_s = annals_instant_from_civil (1990, 1, 1, 0, 0, 0) - ranges_s[i] / 2;
      g_autoptr (AnnalsTicks) ticks = ticks_of (center_s, ranges_s[i] / WIDTH);

      g_assert_cmpuint (ticks->major->len, >=, 1);
      for (guint j = 0; j < ticks->major->len; j++)
        g_assert_false (g_array_index (ticks->major, AnnalsTick, j).is_pinned);
    }
}

/* A century zoomed to a day, or a billion years to a second, has no more ticks than any other view. */
static void
test_cost (void)
{
  static const double ranges_s[] = { 100 * YEAR_S, 86400, 3600, 1, 1e9 * YEAR_S };

  for (guint i = 0; i < G_N_ELEMENTS (ranges_s); i++)
    {
      g_autoptr (AnnalsTicks) ticks
        = ticks_of (annals_instant_from_civil (1969, 7, 20, 20, 17, 40), ranges_s[i] / WIDTH);

      g_assert_cmpuint (ticks->major->len + ticks->minor->len, >=, 3);
      g_assert_cmpuint (ticks->major->len + ticks->minor->len, <=, 120);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/every-scale", test_every_scale);
  g_test_add_func ("/ticks/words", test_words);
  g_test_add_func ("/ticks/no-year-0", test_no_year_0);
  g_test_add_func ("/ticks/pan", test_pan);
  g_test_add_func ("/ticks/pinned", test_pinned);
  g_test_add_func ("/ticks/instants", test_instants);
  g_test_add_func ("/ticks/cost", test_cost);
  return g_test_run ();
}
