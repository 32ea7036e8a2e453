/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows after a reload: what did not change stays in its row. */
#include "random-rows.h"

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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  add_tests ("nothing-changed", test_nothing_changed);
  g_test_add_data_func ("/rows/stay-after-reload/40", GUINT_TO_POINTER (40), test_rows_stay);
  g_test_add_data_func ("/rows/stay-after-reload/400", GUINT_TO_POINTER (400), test_rows_stay);
  g_test_add_data_func ("/rows/stay-after-reload/3000", GUINT_TO_POINTER (3000), test_rows_stay);

  return g_test_run ();
}
