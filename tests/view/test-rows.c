/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, on timelines at random: nothing overlaps, every event is told exactly once, what is left out
 * fits nowhere, and the rule of who opens rows. */
#include "view/rows.h"

#include <locale.h>
#include <math.h>

#include "random-timeline.h"
#include "view/counts.h"
#include "view/lane-rows.h"
#include "view/shape.h"

/* From a second a pixel to four years a pixel. */
#define OCTAVE_FIRST -1
#define OCTAVE_LAST 27

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsGrouping *grouping;
  AnnalsMetrics metrics;
  guint16 *widths;
  guint32 seed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = NULL;

  fixture->seed = g_test_rand_int ();
  g_test_message ("seed %u", fixture->seed);
  rand = g_rand_new_with_seed (fixture->seed);
  fixture->timeline = random_timeline (rand, GPOINTER_TO_UINT (data), g_rand_boolean (rand));
  fixture->grouping = annals_grouping_new (fixture->timeline, ANNALS_GROUP_TRACK);
  annals_grouping_prepare (fixture->grouping);
  fixture->widths = random_widths (rand, fixture->timeline);
  annals_metrics_init (&fixture->metrics, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->widths);
  annals_grouping_unref (fixture->grouping);
  g_object_unref (fixture->timeline);
}

static AnnalsRows *
make_rows (Fixture *fixture, int octave)
{
  return annals_rows_new (fixture->grouping, octave, &fixture->metrics, fixture->widths, NULL, NULL, NULL);
}

/* Pixels from the epoch of what is drawn for an event: with its words and "+n". */
static void
get_extent (Fixture *fixture, AnnalsRows *rows, guint event, AnnalsLabelSide side,
            double seconds_per_pixel, double *left, double *right)
{
  AnnalsShape shape;
  double words = fixture->widths[event];
  guint n_plus = rows != NULL ? annals_rows_get_plus (rows, event) : 0;

  annals_shape_init (&shape, fixture->timeline, event, seconds_per_pixel,
                     annals_timeline_get_open_end_s (fixture->timeline), &fixture->metrics);
  if ((annals_timeline_get_event_flags (fixture->timeline, event) & ANNALS_EVENT_CLAIMS_DISAGREE) != 0)
    words += fixture->metrics.half_disc;
  *left = shape.origin_s / seconds_per_pixel + shape.left;
  *right = shape.origin_s / seconds_per_pixel + shape.right;
  if (side == ANNALS_LABEL_RIGHT)
    *right += words + fixture->metrics.mark_label;
  else if (side == ANNALS_LABEL_LEFT)
    *left -= words + fixture->metrics.mark_label;
  else if (side == ANNALS_LABEL_INSIDE)
    g_assert_cmpfloat (words, <=, shape.label_inside_right - shape.label_inside_least + 1e-6);
  if (n_plus > 0)
    *right += annals_plus_width (n_plus, &fixture->metrics);
}

static void
check_no_overlap (Fixture *fixture, AnnalsRows *rows)
{
  static const double finer[] = { 1, 0.999, 0.93, 0.8, 0.66, 0.5001 };
  double coarsest = annals_octave_get_coarsest (annals_rows_get_octave (rows));

  for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
    for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
      for (guint f = 0; f < G_N_ELEMENTS (finer); f++)
        {
          guint n;
          const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);
          double last_right = -INFINITY;

          for (guint i = 0; i < n; i++)
            {
              double left, right;

              get_extent (fixture, rows, ANNALS_PLACED_EVENT (placed[i]),
                          ANNALS_PLACED_SIDE (placed[i]), coarsest * finer[f], &left, &right);
              /* As exact as doubles are, that far from the epoch. */
              g_assert_cmpfloat (left, >=, last_right - 0.01);
              last_right = right;
            }
        }
}

static void
test_no_overlap (Fixture *fixture, gconstpointer data)
{
  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) rows = make_rows (fixture, octave);

      check_no_overlap (fixture, rows);
    }
}

static void
see (Fixture *fixture, guint8 *seen, guint event)
{
  g_assert_cmpuint (event, <, annals_timeline_get_n_events (fixture->timeline));
  g_assert_cmpuint (seen[event], ==, 0);
  seen[event] = 1;
}

static void
see_lane (Fixture *fixture, AnnalsRows *rows, guint lane, guint8 *seen)
{
  guint n;
  const guint32 *unplaced;

  for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
    {
      const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);

      for (guint i = 0; i < n; i++)
        {
          guint event = ANNALS_PLACED_EVENT (placed[i]);
          guint found_lane, found_row;
          AnnalsLabelSide side;
          guint n_plus;
          const guint32 *plus = annals_rows_get_plus_events (rows, event, &n_plus);

          see (fixture, seen, event);
          g_assert_true (annals_rows_find (rows, event, &found_lane, &found_row, &side));
          g_assert_cmpuint (found_lane, ==, lane);
          g_assert_cmpuint (found_row, ==, row);
          g_assert_cmpint (side, ==, ANNALS_PLACED_SIDE (placed[i]));

          g_assert_cmpuint (n_plus, ==, annals_rows_get_plus (rows, event));
          for (guint j = 0; j < n_plus; j++)
            {
              guint other = plus[j];
              double distance_s = annals_grouping_get_drawn_begin (fixture->grouping, other)
                                  - annals_grouping_get_drawn_begin (fixture->grouping, event);

              see (fixture, seen, other);
              g_assert_false (annals_rows_find (rows, other, &found_lane, &found_row, &side));
              g_assert_cmpfloat (fabs (distance_s), <=,
                                 12.001 * annals_octave_get_coarsest (annals_rows_get_octave (rows)));
            }
        }
    }

  unplaced = annals_rows_get_unplaced (rows, lane, &n);
  if (annals_rows_is_band (rows, lane))
    {
      g_assert_cmpuint (n, ==, 0);
      unplaced = annals_grouping_get_lane_events (fixture->grouping, lane, &n);
      for (guint i = 0; i < n; i++)
        if (!seen[unplaced[i]])
          see (fixture, seen, unplaced[i]);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      see (fixture, seen, unplaced[i]);
      if (i > 0)
        g_assert_cmpfloat (annals_grouping_get_anchor (fixture->grouping, unplaced[i - 1]), <=,
                           annals_grouping_get_anchor (fixture->grouping, unplaced[i]));
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

/* --- After a reload --- */

static void
add_dated (AnnalsBatch *batch, const char *date)
{
  AnnalsEventRow row = { .id = date, .title = date, .track = "track 0", .date = date, .importance = 5,
                         .span = ANNALS_SPAN_INIT_UNDATED };

  g_assert_true (annals_edtf_parse (date, -1, &row.span, NULL, NULL, NULL));
  annals_batch_add_event (batch, &row);
}

/* A reading of a file: event i is made from its own seed, 0: it is not there. Where all ends is the
 * same in every reading. */
static void
read_file (Fixture *fixture, const guint32 *seeds, guint n)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsSpan span;
  guint n_events;

  g_assert_true (annals_edtf_parse ("2025-08-26", -1, &span, NULL, NULL, NULL));
  annals_builder_set_as_of (builder, "2025-08-26", &span);
  add_dated (batch, "1900-01-01");
  add_dated (batch, "2050-01-01");
  for (guint i = 0; i < n; i++)
    if (seeds[i] != 0)
      {
        g_autoptr (GRand) rand = g_rand_new_with_seed (seeds[i]);

        random_add (batch, rand, i);
      }
  annals_builder_join (builder, batch);
  fixture->timeline = annals_builder_publish (builder, TRUE);
  fixture->grouping = annals_grouping_new (fixture->timeline, ANNALS_GROUP_TRACK);
  annals_grouping_prepare (fixture->grouping);
  annals_metrics_init (&fixture->metrics, 1);
  n_events = annals_timeline_get_n_events (fixture->timeline);
  fixture->widths = g_new (guint16, n_events);
  for (guint event = 0; event < n_events; event++)
    fixture->widths[event]
      = 10 + g_str_hash (annals_timeline_get_event_title (fixture->timeline, event)) % 300;
}

/* A few events go, come and are said anew. */
static void
edit_file (GRand *rand, guint32 *seeds, guint n)
{
  for (guint i = 0; i < n; i++)
    switch (g_rand_int_range (rand, 0, 30))
      {
      case 0:
        seeds[i] = 0;
        break;
      case 1:
      case 2:
        seeds[i] = 1 + g_rand_int_range (rand, 0, G_MAXINT32);
        break;
      default:
        break;
      }
}

/* How many of the events that are as they were stand in their rows. */
static guint
check_rows_stay (Fixture *before, AnnalsRows *previous, Fixture *after, AnnalsRows *rows,
                 AnnalsDifference *difference)
{
  guint n_kept = 0;

  for (guint event = 0; event < annals_timeline_get_n_events (after->timeline); event++)
    {
      guint lane_before, row_before, lane, row;
      AnnalsLabelSide side_before, side;

      if (!annals_difference_looks_same (difference, event)
          || !annals_rows_find (previous, annals_difference_find_before (difference, event),
                                &lane_before, &row_before, &side_before))
        continue;
      /* A lane whose events now are a band has no rows any more. */
      lane = annals_grouping_get_lane_of (after->grouping, event);
      if (annals_rows_is_band (rows, lane) && !annals_rows_is_band (previous, lane_before))
        continue;
      g_assert_true (annals_rows_find (rows, event, &lane, &row, &side));
      g_assert_cmpstr (annals_grouping_get_lane_title (after->grouping, lane), ==,
                       annals_grouping_get_lane_title (before->grouping, lane_before));
      g_assert_cmpuint (row, ==, row_before);
      g_assert_cmpint (side, ==, side_before);
      n_kept++;
    }

  return n_kept;
}

static void
test_rows_stay (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree guint32 *seeds = g_new0 (guint32, n);
  g_autoptr (AnnalsDifference) difference = NULL;
  Fixture before = { 0 };
  Fixture after = { 0 };
  guint n_kept = 0;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < n; i++)
    seeds[i] = g_rand_int_range (rand, 0, 10) == 0 ? 0 : 1 + g_rand_int_range (rand, 0, G_MAXINT32);
  read_file (&before, seeds, n);
  edit_file (rand, seeds, n);
  read_file (&after, seeds, n);
  difference = annals_difference_new (before.timeline, after.timeline, NULL);

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) previous = make_rows (&before, octave);
      g_autoptr (AnnalsRows) rows
        = annals_rows_new (after.grouping, octave, &after.metrics, after.widths, previous, difference, NULL);
      g_autofree guint8 *seen = g_new0 (guint8, annals_timeline_get_n_events (after.timeline));

      n_kept += check_rows_stay (&before, previous, &after, rows, difference);
      check_no_overlap (&after, rows);
      for (guint lane = 0; lane < annals_grouping_get_n_lanes (after.grouping); lane++)
        see_lane (&after, rows, lane, seen);
    }
  /* Over all octaves; where lanes are bands only landmarks stand. */
  g_assert_cmpuint (n_kept, >, n / 8);
  tear_down (&before, NULL);
  tear_down (&after, NULL);
}

/* Read anew without a change, the rows are what they were. */
static void
test_nothing_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnnalsDifference) difference
    = annals_difference_new (fixture->timeline, fixture->timeline, NULL);

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    {
      g_autoptr (AnnalsRows) previous = make_rows (fixture, octave);
      g_autoptr (AnnalsRows) rows = annals_rows_new (fixture->grouping, octave, &fixture->metrics,
                                                     fixture->widths, previous, difference, NULL);

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (fixture->grouping); lane++)
        {
          g_assert_cmpuint (annals_rows_get_n_rows (rows, lane), ==,
                            annals_rows_get_n_rows (previous, lane));
          for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
            {
              guint n, n_before;
              const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);
              const AnnalsPlaced *before = annals_rows_get_row (previous, lane, row, &n_before);

              g_assert_cmpmem (placed, n * sizeof *placed, before, n_before * sizeof *before);
              g_assert_cmpint (annals_rows_is_mark_row (rows, lane, row), ==,
                               annals_rows_is_mark_row (previous, lane, row));
            }
        }
    }
}

static void
add_tests (const char *name, void (*test) (Fixture *fixture, gconstpointer data))
{
  static const guint sizes[] = { 0, 1, 40, 400, 3000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rows/%s/%u", name, sizes[i]);

      g_test_add (path, Fixture, GUINT_TO_POINTER (sizes[i]), set_up, test, tear_down);
    }
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
  add_tests ("nothing-changed", test_nothing_changed);
  g_test_add_data_func ("/rows/stay-after-reload/40", GUINT_TO_POINTER (40), test_rows_stay);
  g_test_add_data_func ("/rows/stay-after-reload/400", GUINT_TO_POINTER (400), test_rows_stay);
  g_test_add_data_func ("/rows/stay-after-reload/3000", GUINT_TO_POINTER (3000), test_rows_stay);
  add_tests ("range", test_range);
  add_tests ("cancelled", test_cancelled);

  return g_test_run ();
}
