/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, on timelines at random: nothing overlaps, every event is told exactly once, what is left out
 * fits nowhere, and the rule of who opens rows. */
#include "random-rows.h"
#include "view/counts.h"

static void
test_no_overlap (Fixture *fixture, gconstpointer data)
{
  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      check_no_overlap (fixture, rows);
    }
}

/* Placed, in a "+n" or in a count: each dated event is told once. */
static void
test_told_once (Fixture *fixture, gconstpointer data)
{
  guint n_events = annals_timeline_get_n_events (fixture->timeline);

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);
      g_autofree guint8 *seen = g_new0 (guint8, n_events + 1);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        see_lane (fixture, rows, lane, seen);
      for (guint event = 0; event < n_events; event++)
        g_assert_cmpint (seen[event], ==,
                         annals_grouping_get_lane_of (fixture->grouping, event) != G_MAXUINT);
    }
}

/* Does anything in the row stand in the way of left … right, gaps and all? */
static gboolean
is_taken (Fixture *fixture, AnnalsRows *rows, guint lane, guint row, double left, double right)
{
  double seconds_per_pixel = annals_octave_get_coarsest (annals_rows_get_octave (rows));
  guint n;
  const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);

  for (guint i = 0; i < n; i++)
    {
      AnnalsLabelSide side = ANNALS_PLACED_SIDE (placed[i]);
      double its_left, its_right;

      get_extent (fixture, NULL, ANNALS_PLACED_EVENT (placed[i]), side, seconds_per_pixel, &its_left,
                  &its_right);
      /* The gaps at most: 20 before a left label, 9 after a right one, 4 around bars. */
      its_left -= side == ANNALS_LABEL_LEFT ? fixture->metrics.left_label_gap : 4;
      its_right += side == ANNALS_LABEL_RIGHT ? fixture->metrics.label_gap : 4;
      if (left < its_right + 0.01 && right > its_left - 0.01)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_tall (Fixture *fixture, guint event, double seconds_per_pixel)
{
  AnnalsShape shape;

  annals_shape_init (&shape, fixture->timeline, event, seconds_per_pixel,
                     annals_timeline_get_open_end_s (fixture->timeline), &fixture->metrics);

  return shape.type == ANNALS_SHAPE_BAR || shape.type == ANNALS_SHAPE_BAND
         || shape.type == ANNALS_SHAPE_PROSPECT;
}

/* Longer than a screen: such bars share a few rows. */
#define LONG_PX 2048

/* Above a band a landmark stands with its words, and with the gaps these ask for, or not at all. */
static void
check_fits_nowhere (Fixture *fixture, AnnalsRows *rows, guint lane, guint event)
{
  double seconds_per_pixel = annals_octave_get_coarsest (annals_rows_get_octave (rows));
  gboolean is_band = annals_rows_is_band (rows, lane);
  double left, right;

  get_extent (fixture, NULL, event, ANNALS_LABEL_NONE, seconds_per_pixel, &left, &right);
  if (right - left > LONG_PX && is_tall (fixture, event, seconds_per_pixel))
    return;
  if (is_band)
    {
      g_assert_cmpuint (annals_rows_get_n_rows (rows, lane), ==, 2);
      left -= fixture->widths[event] + 37;
      right += fixture->widths[event] + 37;
    }

  for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
    if (!annals_rows_is_mark_row (rows, lane, row) || !is_tall (fixture, event, seconds_per_pixel))
      g_assert_true (is_taken (fixture, rows, lane, row, left, right));
}

/* The walk over dense stretches leaves out nothing that has room. */
static void
test_left_out_for_want_of_room (Fixture *fixture, gconstpointer data)
{
  guint n_left_out = 0;

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        {
          guint n;
          const guint32 *events = annals_grouping_get_lane_events (fixture->grouping, lane, &n);

          for (guint i = 0; i < n; i++)
            {
              guint found_lane, row;
              AnnalsLabelSide side;
              int importance = annals_timeline_get_event_importance (fixture->timeline, events[i]);

              if (annals_rows_find (rows, events[i], &found_lane, &row, &side)
                  || (annals_rows_is_band (rows, lane) && importance > ANNALS_IMPORTANCE_MAJOR))
                continue;
              check_fits_nowhere (fixture, rows, lane, events[i]);
              n_left_out++;
            }
        }
    }
  if (annals_timeline_get_n_events (fixture->timeline) > 200)
    g_assert_cmpuint (n_left_out, >, 0);
}

static void
test_rule (Fixture *fixture, gconstpointer data)
{
  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        {
          guint n_in_lane, n_left_out = 0, n_placed = 0, n_mark_rows = 0, n;

          annals_grouping_get_lane_events (fixture->grouping, lane, &n_in_lane);
          g_assert_cmpuint (annals_rows_get_n_rows (rows, lane), <=, ANNALS_ROWS_MAX);
          for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
            {
              const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);

              n_placed += n;
              n_mark_rows += annals_rows_is_mark_row (rows, lane, row);
              for (guint i = 0; i < n; i++)
                {
                  guint event = ANNALS_PLACED_EVENT (placed[i]);

                  if (annals_rows_is_mark_row (rows, lane, row))
                    g_assert_cmpint (ANNALS_PLACED_SIDE (placed[i]), ==, ANNALS_LABEL_NONE);
                  if (!annals_rows_is_band (rows, lane))
                    continue;
                  g_assert_cmpint (annals_timeline_get_event_importance (fixture->timeline, event), <=,
                                   ANNALS_IMPORTANCE_MAJOR);
                  g_assert_cmpint (ANNALS_PLACED_SIDE (placed[i]), !=, ANNALS_LABEL_NONE);
                  g_assert_cmpuint (row, <, 2);
                }
            }
          n_left_out = n_in_lane - n_placed;
          g_assert_cmpuint (n_mark_rows, <=, 1);
          if (octave <= 16)
            g_assert_cmpuint (n_mark_rows, ==, 0);
          if (annals_rows_is_band (rows, lane))
            g_assert_cmpuint (n_left_out, >, MAX (100, n_in_lane / 5));
          else
            g_assert_cmpuint (n_left_out, <=, MAX (100, n_in_lane / 5));
        }
    }
}

/* How many rows hold something longer than a screen. */
static guint
count_long_rows (Fixture *fixture, AnnalsRows *rows, guint lane)
{
  double seconds_per_pixel = annals_octave_get_coarsest (annals_rows_get_octave (rows));
  guint n_long = 0;

  for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
    {
      guint n;
      const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);

      for (guint i = 0; i < n; i++)
        {
          double left, right;

          get_extent (fixture, NULL, ANNALS_PLACED_EVENT (placed[i]), ANNALS_LABEL_NONE,
                      seconds_per_pixel, &left, &right);
          if (right - left > LONG_PX
              && is_tall (fixture, ANNALS_PLACED_EVENT (placed[i]), seconds_per_pixel))
            {
              n_long++;
              break;
            }
        }
    }

  return n_long;
}

/* However many go on and on, most rows are for the others. */
static void
test_long_share_rows (Fixture *fixture, gconstpointer data)
{
  for (int octave = OCTAVE_FIRST; octave <= 16; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        g_assert_cmpuint (count_long_rows (fixture, rows, lane), <=,
                          annals_rows_is_band (rows, lane) ? 1 : 4);
    }
}

/* A band's scale is its fullest bin. */
static void
test_band_peak (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnnalsCounts) counts = annals_counts_new (fixture->grouping, NULL);

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        {
          const double *anchors_s;
          guint n, peak = 0;

          annals_grouping_get_lane_anchors (fixture->grouping, lane, &anchors_s, &n);
          for (guint i = 0; i < n; i++)
            {
              double begin_s, end_s;

              annals_bin_at (octave, anchors_s[i], &begin_s, &end_s);
              peak = MAX (peak, annals_counts_in_range (counts, lane, begin_s, end_s));
            }
          g_assert_cmpuint (annals_bins_find_peak (fixture->grouping, lane, octave), ==, peak);
          if (annals_rows_is_band (rows, lane))
            g_assert_cmpuint (annals_rows_get_band_peak (rows, lane), ==, peak);
        }
    }
}

/* Nothing but the arguments goes into the rows. */
static void
test_same_again (Fixture *fixture, gconstpointer data)
{
  for (int octave = 10; octave <= 20; octave += 5)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);
      g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (fixture->timeline, ANNALS_GROUP_TRACK);
      g_autoptr (AnnalsRows) again
        = annals_rows_new (grouping, octave, &fixture->metrics, fixture->widths, NULL, NULL, NULL);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (grouping); lane++)
        {
          g_assert_cmpuint (annals_rows_get_n_rows (rows, lane), ==, annals_rows_get_n_rows (again, lane));
          for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
            {
              guint n, n_again;
              const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);
              const AnnalsPlaced *placed_again = annals_rows_get_row (again, lane, row, &n_again);

              g_assert_cmpmem (placed, n * sizeof *placed, placed_again, n_again * sizeof *placed);
            }
        }
    }
}

static void
check_range (Fixture *fixture, AnnalsRows *rows, guint lane, guint row, double begin_s, double end_s,
             double seconds_per_pixel)
{
  guint n, first, n_found = annals_rows_get_range (rows, lane, row, begin_s, end_s, seconds_per_pixel, &first);
  const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);

  g_assert_cmpuint (first + n_found, <=, n);
  for (guint i = 0; i < n; i++)
    {
      double left, right;

      get_extent (fixture, rows, ANNALS_PLACED_EVENT (placed[i]), ANNALS_PLACED_SIDE (placed[i]),
                  seconds_per_pixel, &left, &right);
      if (right >= begin_s / seconds_per_pixel && left <= end_s / seconds_per_pixel)
        {
          g_assert_cmpuint (i, >=, first);
          g_assert_cmpuint (i, <, first + n_found);
        }
    }
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (fixture->seed);

  for (int octave = 8; octave <= 22; octave += 2)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
          for (guint i = 0; i < 20; i++)
            {
              double seconds_per_pixel
                = annals_octave_get_coarsest (octave) * g_rand_double_range (rand, 0.5001, 1);
              double begin_s = g_rand_double_range (rand, 5e8, 1.8e9);

              check_range (fixture, rows, lane, row, begin_s, begin_s + 800 * seconds_per_pixel,
                           seconds_per_pixel);
            }
    }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_in_lanes = 0;

  for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
    {
      guint n;

      annals_grouping_get_lane_events (fixture->grouping, lane, &n);
      n_in_lanes += n;
    }

  /* Where all are undated or eras there is nothing to cancel. */
  g_cancellable_cancel (cancellable);
  if (n_in_lanes > 0)
    g_assert_null (annals_rows_new (fixture->grouping, 15, &fixture->metrics, fixture->widths, NULL, NULL, cancellable));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  add_tests ("no-overlap", test_no_overlap);
  add_tests ("told-once", test_told_once);
  add_tests ("left-out-for-want-of-room", test_left_out_for_want_of_room);
  add_tests ("rule", test_rule);
  add_tests ("long-share-rows", test_long_share_rows);
  add_tests ("band-peak", test_band_peak);
  add_tests ("same-again", test_same_again);
  add_tests ("range", test_range);
  add_tests ("cancelled", test_cancelled);

  return g_test_run ();
}
