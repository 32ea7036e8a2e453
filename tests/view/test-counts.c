/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts are exact: bins sum to the events in range at every octave, with and without a filter. */
#include "view/counts.h"

#include <locale.h>
#include <math.h>

#include "sample.h"
#include "time/calendar.h"


static const char *const lines[] = {
  "a|2018-06-12|1|one",     "a|2018-06|3|two",         "b|2019-02-27/2019-02-28|1|three",
  "a|2019/..|2|four",       "a||3|undated",            "b|/2020|3|five",
  "b|2018-06-12T09:00:00Z|3|six", "b||3|undated too",  "a|-0043-03-15|3|seven",
  "a|../..|3|always",       NULL
};

static double
at (gint64 year, int month, int day)
{
  return annals_instant_from_civil (year, month, day, 0, 0, 0);
}

static void
test_few (void)
{
  g_autoptr (AnnalsTimeline) timeline = sample_timeline (lines);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  g_autoptr (AnnalsCounts) counts = annals_counts_new (grouping, NULL);
  g_autoptr (GArray) events = NULL;

  g_assert_cmpuint (annals_counts_in_range (counts, 0, at (2018, 6, 1), at (2018, 7, 1)), ==, 2);
  g_assert_cmpuint (annals_counts_in_range (counts, 0, at (2018, 6, 1), at (2018, 6, 2)), ==, 1);
  /* Half-open: what begins at the end of the range is not in it. */
  g_assert_cmpuint (annals_counts_in_range (counts, 0, at (2018, 6, 2), at (2018, 6, 12)), ==, 0);
  g_assert_cmpuint (annals_counts_in_range (counts, 0, at (2018, 7, 1), at (2018, 6, 1)), ==, 0);
  /* An event without any bound is counted where all begins; one with an end alone there. */
  g_assert_cmpuint (annals_counts_in_range (counts, 0, -INFINITY, INFINITY), ==, 5);
  g_assert_cmpuint (annals_counts_in_range (counts, 0, at (-43, 3, 1), at (-43, 4, 1)), ==, 2);
  g_assert_cmpuint (annals_counts_in_range (counts, 1, -INFINITY, INFINITY), ==, 3);
  g_assert_cmpuint (annals_counts_in_range (counts, 1, at (2020, 1, 1), at (2021, 1, 1)), ==, 1);

  g_assert_cmpuint (annals_counts_before (counts, 0, at (2018, 6, 12)), ==, 1);
  g_assert_cmpuint (annals_counts_before (counts, 0, at (2018, 7, 1)), ==, 3);
  g_assert_cmpuint (annals_counts_after (counts, 0, at (2018, 6, 13)), ==, 1);
  g_assert_cmpuint (annals_counts_after (counts, 0, at (2019, 1, 1)), ==, 1);
  g_assert_cmpuint (annals_counts_after (counts, 1, at (2019, 2, 28)), ==, 0);

  g_assert_cmpuint (annals_counts_get_n (counts, 0), ==, 6);
  g_assert_cmpuint (annals_counts_get_n (counts, 1), ==, 4);

  events = annals_counts_get_events (counts, 0, at (2018, 6, 1), at (2018, 7, 1), 100);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpuint (g_array_index (events, guint32, 0), ==, 1);
  g_assert_cmpuint (g_array_index (events, guint32, 1), ==, 0);
}

static void
test_filter (void)
{
  g_autoptr (AnnalsTimeline) timeline = sample_timeline (lines);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  g_autoptr (AnnalsBitset) filter = annals_bitset_new (10);
  g_autoptr (AnnalsCounts) counts = NULL;
  g_autoptr (GArray) events = NULL;

  annals_bitset_add (filter, 0);
  annals_bitset_add (filter, 4);
  annals_bitset_add (filter, 8);
  counts = annals_counts_new (grouping, filter);

  g_assert_cmpuint (annals_counts_in_range (counts, 0, -INFINITY, INFINITY), ==, 2);
  g_assert_cmpuint (annals_counts_in_range (counts, 1, -INFINITY, INFINITY), ==, 0);
  g_assert_cmpuint (annals_counts_before (counts, 0, at (2018, 1, 1)), ==, 1);
  g_assert_cmpuint (annals_counts_after (counts, 0, at (2018, 1, 1)), ==, 1);
  /* The undated one belongs to its lane all the same. */
  g_assert_cmpuint (annals_counts_get_n (counts, 0), ==, 3);
  g_assert_cmpuint (annals_counts_get_n (counts, 1), ==, 0);

  events = annals_counts_get_events (counts, 0, -INFINITY, INFINITY, 1);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (g_array_index (events, guint32, 0), ==, 8);
}

/* Random days in a few tracks: the sum of the bins, whatever the octave, is the events in range. */
static void
test_bins_sum (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (AnnalsBitset) filter = annals_bitset_new (3000);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 3000; i++)
    {
      if (g_rand_boolean (rand))
        annals_bitset_add (filter, i);
      g_ptr_array_add (made, g_strdup_printf ("t%d|%04d-%02d-%02d|3|x", g_rand_int_range (rand, 0, 3),
                                              g_rand_int_range (rand, 1, 3000),
                                              g_rand_int_range (rand, 1, 13),
                                              g_rand_int_range (rand, 1, 29)));
    }
  g_ptr_array_add (made, NULL);
  timeline = sample_timeline ((const char *const *) made->pdata);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
      g_autoptr (AnnalsCounts) counts = annals_counts_new (grouping, round == 0 ? NULL : filter);

      for (int octave = 8; octave < 40; octave++)
        {
          double begin_s = at (g_rand_int_range (rand, 1, 3000), 1, 1);
          double end_s = begin_s + 1000 * annals_octave_get_coarsest (octave);
          g_autoptr (GArray) edges = annals_bin_edges (octave, begin_s, end_s);
          double first_s = g_array_index (edges, double, 0);
          double last_s = g_array_index (edges, double, edges->len - 1);

          g_assert_cmpfloat (first_s, <=, begin_s);
          g_assert_cmpfloat (last_s, >=, end_s);
          for (guint lane = 0; lane < 3; lane++)
            {
              guint sum = 0;

              for (guint bin = 0; bin + 1 < edges->len; bin++)
                sum += annals_counts_in_range (counts, lane, g_array_index (edges, double, bin),
                                               g_array_index (edges, double, bin + 1));
              g_assert_cmpuint (sum, ==, annals_counts_in_range (counts, lane, first_s, last_s));
            }
        }
    }
}

/* The grid does not depend on where it is asked for: bins move rigidly with the pan. */
static void
test_grid (void)
{
  for (int octave = annals_octave_of (ANNALS_SECONDS_PER_PIXEL_MIN);
       octave <= annals_octave_of (ANNALS_SECONDS_PER_PIXEL_MAX); octave++)
    {
      double begin_s, end_s, again_begin_s, again_end_s;

      annals_bin_at (octave, at (2018, 6, 12) + 1, &begin_s, &end_s);
      g_assert_cmpfloat (end_s - begin_s, >=, annals_octave_get_coarsest (octave) * 0.95);
      annals_bin_at (octave, begin_s, &again_begin_s, &again_end_s);
      g_assert_cmpfloat (again_begin_s, ==, begin_s);
      g_assert_cmpfloat (again_end_s, ==, end_s);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/counts/few", test_few);
  g_test_add_func ("/counts/filter", test_filter);
  g_test_add_func ("/counts/bins-sum", test_bins_sum);
  g_test_add_func ("/counts/grid", test_grid);
  return g_test_run ();
}
