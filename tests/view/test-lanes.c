/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes: one below the other, room for names, rows, bands and counts; spare height. */
#include "view/lanes.h"

#include <locale.h>
#include <math.h>

#include "random-timeline.h"
#include "sample.h"

static const char *const few[] = {
  "a|2018-06-12|1|one", "a|2018-06-13|1|two", "b|2019-02-27|3|three", "c||3|undated", NULL
};

static AnnalsRows *
make_rows (AnnalsTimeline *timeline, int octave, const AnnalsMetrics *metrics)
{
  guint n = annals_timeline_get_n_events (timeline);
  g_autofree guint16 *widths = g_new (guint16, n + 1);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);

  for (guint i = 0; i < n; i++)
    widths[i] = 100;

  return annals_rows_new (grouping, octave, metrics, widths, NULL, NULL, NULL);
}

static void
test_few (void)
{
  g_autoptr (AnnalsTimeline) timeline = sample_timeline (few);
  AnnalsMetrics metrics;
  g_autoptr (AnnalsRows) rows = NULL;
  g_autofree AnnalsLanes *lanes = NULL;
  g_autofree AnnalsLanes *named = NULL;
  g_autofree AnnalsLanes *spacious = NULL;
  const double names[] = { 15, 15, 60 };

  annals_metrics_init (&metrics, 1);
  rows = make_rows (timeline, 18, &metrics);
  lanes = annals_lanes_new (rows, NULL, &metrics, NULL, 0);

  /* 4 above the first lane, 3 above and below each; two rows, one, and an empty lane as high as one. */
  g_assert_cmpuint (lanes->n_lanes, ==, 3);
  g_assert_cmpfloat (lanes->lanes[0].height, ==, 4 + 3 + 40 + 3);
  g_assert_cmpfloat (lanes->lanes[0].rows_y, ==, 7);
  g_assert_cmpfloat (lanes->lanes[0].row_y[1], ==, 27);
  g_assert_cmpfloat (lanes->lanes[0].row_y[2], ==, 47);
  g_assert_cmpfloat (lanes->lanes[1].y, ==, 50);
  g_assert_cmpfloat (lanes->lanes[1].row_y[0], ==, 53);
  g_assert_cmpfloat (lanes->lanes[2].height, ==, 26);
  g_assert_cmpuint (lanes->lanes[2].n_rows, ==, 0);
  g_assert_cmpfloat (lanes->height, ==, 50 + 26 + 26);

  g_assert_cmpint (annals_lanes_find (lanes, -1), ==, -1);
  g_assert_cmpint (annals_lanes_find (lanes, 0), ==, 0);
  g_assert_cmpint (annals_lanes_find (lanes, 49.9), ==, 0);
  g_assert_cmpint (annals_lanes_find (lanes, 50), ==, 1);
  g_assert_cmpint (annals_lanes_find (lanes, 101), ==, 2);
  g_assert_cmpint (annals_lanes_find (lanes, 102), ==, -1);
  g_assert_cmpint (annals_lanes_find (lanes, NAN), ==, -1);

  /* A long name makes its lane higher; spare height goes to all, ten at most. */
  named = annals_lanes_new (rows, NULL, &metrics, names, 0);
  g_assert_cmpfloat (named->lanes[0].height, ==, 50);
  g_assert_cmpfloat (named->lanes[2].height, ==, 66);
  spacious = annals_lanes_new (rows, NULL, &metrics, NULL, 102 + 3 * 7);
  g_assert_cmpfloat (spacious->lanes[1].height, ==, 26 + 7);
  g_clear_pointer (&spacious, g_free);
  spacious = annals_lanes_new (rows, NULL, &metrics, NULL, 5000);
  g_assert_cmpfloat (spacious->lanes[1].height, ==, 26 + 10);
}

static void
test_many (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (AnnalsTimeline) timeline = random_timeline (rand, 3000, TRUE);
  AnnalsMetrics metrics;

  g_test_message ("seed %u", seed);
  annals_metrics_init (&metrics, 1.25);
  for (int octave = 8; octave <= 24; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (timeline, octave, &metrics);
      g_autofree AnnalsLanes *lanes = annals_lanes_new (rows, NULL, &metrics, NULL, 600);
      double y = 0;

      for (guint i = 0; i < lanes->n_lanes; i++)
        {
          const AnnalsLane *lane = &lanes->lanes[i];
          guint n_unplaced;

          annals_rows_get_unplaced (rows, i, &n_unplaced);
          g_assert_cmpfloat (lane->y, ==, y);
          g_assert_cmpfloat (lane->rows_y, >, lane->y);
          for (guint row = 0; row < lane->n_rows; row++)
            g_assert_cmpfloat_with_epsilon (lane->row_y[row + 1] - lane->row_y[row],
                                            annals_rows_is_mark_row (rows, i, row) ? 15 : 25, 1e-6);
          g_assert_cmpint (lane->band_height > 0, ==, annals_rows_is_band (rows, i));
          g_assert_cmpint (lane->counts_height > 0, ==, n_unplaced > 0);
          g_assert_cmpfloat (lane->row_y[lane->n_rows] + lane->band_height + lane->counts_height, <=,
                             lane->y + lane->height);
          g_assert_cmpint (annals_lanes_find (lanes, lane->y + lane->height / 2), ==, (int) i);
          y += lane->height;
        }
      g_assert_cmpfloat_with_epsilon (lanes->height, y, 1e-6);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lanes/few", test_few);
  g_test_add_func ("/lanes/many", test_many);

  return g_test_run ();
}
