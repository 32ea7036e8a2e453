/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from counts to events, on a few days; tests/scene/test-walk.c goes it to the end. */
#include "view/way-in.h"

#include <locale.h>

#include "sample.h"
#include "time/calendar.h"

#define DAY 86400.0

/* e0 … e5 before, e6 and e7 on one day after; e8 and e9 in another lane. */
static const char *const lines[] = { "a|2018-01-01|3|x", "a|2018-01-03|3|x", "a|2018-02-01|3|x",
                                     "a|2018-02-09|3|x", "a|2018-03-01|3|x", "a|2018-03-05|3|x",
                                     "a|2019-05-05|3|x", "a|2019-05-05|3|x", "b|2017-01-01|3|x",
                                     "b|2020-01-01|3|x", NULL };

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsGrouping *grouping;
  AnnalsRows *rows;
  AnnalsArrangement *arrangement;
  AnnalsLanes *lanes;
  AnnalsBitset *matches;
  AnnalsView view;
  AnnalsShown shown;
} Fixture;

static double
at (int year, int month, int day)
{
  return annals_instant_from_civil (year, month, day, 0, 0, 0);
}

/* Folded lanes: their counts are of all their events. The view is 2018 at a day a pixel. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const guint16 widths[10] = { 20, 20, 20, 20, 20, 20, 20, 20, 20, 20 };
  static const double heights[2] = { 20, 20 };
  g_autoptr (AnnalsArrangement) plain = NULL;
  AnnalsMetrics metrics;

  fixture->timeline = sample_timeline (lines);
  fixture->grouping = annals_grouping_new (fixture->timeline, ANNALS_GROUP_TRACK);
  fixture->view = (AnnalsView) { .width_px = 365, .height_px = 200, .seconds_per_pixel = DAY };
  fixture->view.center_s = at (2018, 1, 1) + 182.5 * DAY;
  annals_metrics_init (&metrics, 1);
  fixture->rows = annals_rows_new (fixture->grouping, annals_octave_of (DAY), &metrics, widths, NULL,
                                   NULL, NULL);
  plain = annals_arrangement_new (fixture->grouping, NULL, NULL);
  fixture->arrangement = annals_arrangement_fold (plain, G_MAXUINT, TRUE);
  fixture->lanes = annals_lanes_new (fixture->rows, fixture->arrangement, &metrics, heights, 200);
  fixture->matches = data != NULL ? annals_bitset_new (10) : NULL;
  for (guint event = 0; data != NULL && event < 10; event += 2)
    annals_bitset_add (fixture->matches, event);
  fixture->shown = (AnnalsShown) { fixture->rows, fixture->lanes,
                                   annals_counts_new (fixture->grouping, fixture->matches),
                                   fixture->matches, &fixture->view };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  annals_counts_unref (fixture->shown.counts);
  g_clear_pointer (&fixture->matches, annals_bitset_unref);
  g_free (fixture->lanes);
  annals_arrangement_unref (fixture->arrangement);
  annals_rows_unref (fixture->rows);
  annals_grouping_unref (fixture->grouping);
  g_object_unref (fixture->timeline);
}

static void
test_nearer (Fixture *fixture, gconstpointer data)
{
  g_auto (AnnalsWayIn) way = { 0 };

  g_assert_true (annals_way_in_through_count (&way, &fixture->shown, 0, at (2018, 2, 1), at (2018, 3, 2)));
  g_assert_null (way.events);
  g_assert_cmpfloat (way.begin_s, <, at (2018, 2, 1));
  g_assert_cmpfloat (way.end_s, >, at (2018, 3, 1));
  g_assert_cmpfloat (way.end_s - way.begin_s, <, 50 * DAY);
  /* Two days: no more than 32 times nearer. */
  g_assert_true (annals_way_in_through_count (&way, &fixture->shown, 0, at (2018, 1, 1), at (2018, 1, 9)));
  g_assert_null (way.events);
  g_assert_cmpfloat_with_epsilon (way.end_s - way.begin_s, 365 * DAY / 32, 1);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_auto (AnnalsWayIn) way = { 0 };

  g_assert_true (annals_way_in_through_count (&way, &fixture->shown, 0, at (2019, 5, 1), at (2019, 6, 1)));
  g_assert_cmpuint (way.events->len, ==, 2);
  g_assert_cmpuint (g_array_index (way.events, guint32, 0), ==, 6);
  g_assert_cmpuint (g_array_index (way.events, guint32, 1), ==, 7);
  annals_way_in_clear (&way);
  /* As wide as the view: nothing is nearer. */
  g_assert_true (annals_way_in_through_count (&way, &fixture->shown, 0, at (2018, 1, 1), at (2020, 1, 1)));
  g_assert_cmpuint (way.events->len, ==, 8);
  annals_way_in_clear (&way);
  g_assert_false (annals_way_in_through_count (&way, &fixture->shown, 0, at (2016, 1, 1), at (2017, 1, 1)));
}

static void
test_filtered (Fixture *fixture, gconstpointer data)
{
  g_auto (AnnalsWayIn) way = { 0 };

  /* Of two on one day the filter holds the first; of those in March neither but one. */
  g_assert_true (annals_way_in_through_count (&way, &fixture->shown, 0, at (2019, 5, 1), at (2019, 6, 1)));
  g_assert_cmpuint (way.events->len, ==, 1);
  g_assert_cmpuint (g_array_index (way.events, guint32, 0), ==, 6);
  annals_way_in_clear (&way);
  g_assert_true (annals_way_in_through_count (&way, &fixture->shown, 0, at (2018, 3, 1), at (2018, 4, 1)));
  g_assert_cmpuint (way.events->len, ==, 1);
  g_assert_cmpuint (g_array_index (way.events, guint32, 0), ==, 4);
  annals_way_in_clear (&way);
  g_assert_false (annals_way_in_through_count (&way, &fixture->shown, 0, at (2018, 3, 2), at (2018, 4, 1)));
  g_assert_cmpuint (annals_way_in_find_beyond (&fixture->shown, 1, +1), ==, ANNALS_NO_EVENT);
}

static void
test_beyond (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (annals_way_in_find_beyond (&fixture->shown, 0, -1), ==, ANNALS_NO_EVENT);
  g_assert_cmpuint (annals_way_in_find_beyond (&fixture->shown, 0, +1), ==, 6);
  g_assert_cmpuint (annals_way_in_find_beyond (&fixture->shown, 1, -1), ==, 8);
  g_assert_cmpuint (annals_way_in_find_beyond (&fixture->shown, 1, +1), ==, 9);
  /* The nearest of several. */
  fixture->view.center_s = at (2018, 6, 1) + 300 * DAY;
  g_assert_cmpuint (annals_way_in_find_beyond (&fixture->shown, 0, -1), ==, 5);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/way-in/nearer", Fixture, NULL, set_up, test_nearer, tear_down);
  g_test_add ("/way-in/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/way-in/beyond", Fixture, NULL, set_up, test_beyond, tear_down);
  g_test_add ("/way-in/filtered", Fixture, GINT_TO_POINTER (1), set_up, test_filtered, tear_down);

  return g_test_run ();
}
