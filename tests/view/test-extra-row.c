/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many rows a coarse octave opens: four and an extra one where lanes are many, more where few share
 * the window. */
#include "sample.h"
#include "view/rows.h"

/* Lanes enough for LOOK's four rows a lane. */
#define OTHERS "u|2018|3|u", "v|2018|3|v", "w|2018|3|w", "x|2018|3|x"
/* Four rows are full on that day, at three days a pixel. */
#define FULL "t|2018-06-01|3|a", "t|2018-06-01|3|b", "t|2018-06-01|3|c", "t|2018-06-01|3|d", "t|2021-06-01|3|z", OTHERS
#define OCTAVE 17
#define WIDTH_PX 60

static const struct
{
  const char *name;
  const char *lines[13];
  guint n_rows, n_mark_rows, n_pluses;
} table[] = {
  { "nothing is left out", { FULL }, 4, 0, 0 },
  { "a neighbour tells of it", { FULL, "t|2018-06-03|5|e" }, 4, 0, 1 },
  { "and of two", { FULL, "t|2018-06-03|5|e", "t|2018-05-31|4|f" }, 4, 0, 2 },
  { "too far from the neighbours' marks", { FULL, "t|2018-09-01|5|e" }, 5, 1, 0 },
  { "then the other has a mark too",
    { FULL, "t|2018-06-03|5|e", "t|2018-09-01|5|f" }, 5, 1, 0 },
  { "a bar, of which no plus tells", { FULL, "t|2018-05-30/2018-09-30|5|e" }, 5, 0, 0 },
  { "of importance 3 too", { FULL, "t|2018-06-03|3|e" }, 4, 0, 1 },
  { "and of it too far", { FULL, "t|2018-09-01|3|e" }, 5, 1, 0 },
};

static AnnalsRows *
place (AnnalsTimeline *timeline)
{
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  guint n = annals_timeline_get_n_events (timeline);
  g_autofree guint16 *widths = g_new (guint16, n);
  AnnalsMetrics metrics;

  annals_metrics_init (&metrics, 1);
  for (guint event = 0; event < n; event++)
    widths[event] = WIDTH_PX;
  return annals_rows_new (grouping, OCTAVE, &metrics, widths, NULL, NULL, NULL);
}

static void
test_extra_row (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (AnnalsTimeline) timeline = sample_timeline (table[i].lines);
      g_autoptr (AnnalsRows) rows = place (timeline);
      guint n = annals_timeline_get_n_events (timeline);
      guint n_mark_rows = 0, n_pluses = 0, n_unplaced;

      g_test_message ("%s", table[i].name);
      for (guint row = 0; row < annals_rows_get_n_rows (rows, 0); row++)
        n_mark_rows += annals_rows_is_mark_row (rows, 0, row);
      for (guint event = 0; event < n; event++)
        n_pluses += annals_rows_get_plus (rows, event);
      annals_rows_get_unplaced (rows, 0, &n_unplaced);

      g_assert_cmpuint (annals_rows_get_n_rows (rows, 0), ==, table[i].n_rows);
      g_assert_cmpuint (n_mark_rows, ==, table[i].n_mark_rows);
      g_assert_cmpuint (n_pluses, ==, table[i].n_pluses);
      g_assert_cmpuint (n_unplaced, ==, 0);
    }
}

/* Twenty events of one day: half as important as others, half less. */
static void
test_few_lanes (void)
{
  static const guint n_rows[] = { 16, 12, 8, 6, 4, 4, 4, 4 };

  for (guint n_lanes = 1; n_lanes <= G_N_ELEMENTS (n_rows); n_lanes++)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (AnnalsRows) rows = NULL;
      guint n = 0;

      for (guint i = 0; i < 20; i++)
        g_ptr_array_add (lines, g_strdup_printf ("t|2018-06-01|%u|event", 3 + i % 2 * 2));
      for (guint lane = 1; lane < n_lanes; lane++)
        g_ptr_array_add (lines, g_strdup_printf ("u%u|2018|3|other", lane));
      g_ptr_array_add (lines, NULL);
      timeline = sample_timeline ((const char **) lines->pdata);
      rows = place (timeline);

      for (guint row = 0; row < annals_rows_get_n_rows (rows, 0); row++)
        n += !annals_rows_is_mark_row (rows, 0, row);
      g_assert_cmpuint (n, ==, n_rows[n_lanes - 1]);
      for (guint lane = 1; lane < n_lanes; lane++)
        g_assert_cmpuint (annals_rows_get_n_rows (rows, lane), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/extra-row", test_extra_row);
  g_test_add_func ("/rows/few-lanes", test_few_lanes);
  return g_test_run ();
}
