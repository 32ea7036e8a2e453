/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of rows share: rows of timelines at random, and what is true of any rows. */
#pragma once

#include <locale.h>
#include <math.h>

#include "random-timeline.h"
#include "view/lane-rows.h"
#include "view/rows.h"
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

static inline void
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

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->widths);
  annals_grouping_unref (fixture->grouping);
  g_object_unref (fixture->timeline);
}

static inline AnnalsRows *
make_rows (Fixture *fixture, int octave)
{
  return annals_rows_new (fixture->grouping, octave, &fixture->metrics, fixture->widths, NULL, NULL, NULL);
}

/* Pixels from the epoch of what is drawn for an event: with its words and "+n". */
static inline void
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

static inline void
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

static inline void
see (Fixture *fixture, guint8 *seen, guint event)
{
  g_assert_cmpuint (event, <, annals_timeline_get_n_events (fixture->timeline));
  g_assert_cmpuint (seen[event], ==, 0);
  seen[event] = 1;
}

static inline void
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

static inline void
add_tests (const char *name, void (*test) (Fixture *fixture, gconstpointer data))
{
  static const guint sizes[] = { 0, 1, 40, 400, 3000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rows/%s/%u", name, sizes[i]);

      g_test_add (path, Fixture, GUINT_TO_POINTER (sizes[i]), set_up, test, tear_down);
    }
}
