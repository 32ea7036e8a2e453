/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of every octave at a million events, and the counts' bins beside the events in range.
 *
 * An octave's time is the best of three. The program fails on what does not depend on the machine:
 * bins that do not sum up, and rows that take more than so many times what sorting as many numbers
 * takes in the same run. */
#include <glib.h>

#include <math.h>
#include <stdlib.h>

#include "formats/loader.h"
#include "generate.h"
#include "report.h"
#include "view/counts.h"
#include "view/rows.h"

#define BOUND_S 0.2
#define N_RUNS 3
#define FAILS_ABOVE_SORTS 4.0
#define OCTAVE_FIRST -7
/* Half a century in a window, and two octaves on. */
#define OCTAVE_LAST 24
/* A label's width in the mean, a letter. */
#define LETTER_PX 6.5

static double
now_s (void)
{
  return g_get_monotonic_time () / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The yardstick: as many numbers, in no order, sorted. */
static double
measure_sort (guint n)
{
  g_autofree double *numbers = g_new (double, n + 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double begin_s;

  for (guint i = 0; i < n; i++)
    numbers[i] = g_rand_double (rand);
  begin_s = now_s ();
  qsort (numbers, n, sizeof *numbers, compare_doubles);

  return now_s () - begin_s;
}

static guint16 *
estimate_widths (AnnalsTimeline *timeline, const AnnalsMetrics *metrics)
{
  guint n = annals_timeline_get_n_events (timeline);
  guint16 *widths = g_new (guint16, n + 1);

  for (guint event = 0; event < n; event++)
    {
      glong n_letters = g_utf8_strlen (annals_timeline_get_event_title (timeline, event), -1);

      widths[event] = (guint16) MIN (metrics->label_max, n_letters * LETTER_PX);
    }

  return widths;
}

static double
measure_octave (AnnalsGrouping *grouping, int octave, const AnnalsMetrics *metrics,
                const guint16 *widths)
{
  g_autoptr (AnnalsRows) rows = NULL;
  double seconds = INFINITY;
  guint n_rows = 0, n_placed = 0, n_bands = 0;

  for (guint run = 0; run < N_RUNS; run++)
    {
      double begin_s = now_s ();

      g_clear_pointer (&rows, annals_rows_unref);
      rows = annals_rows_new (grouping, octave, metrics, widths, NULL, NULL, NULL);
      seconds = fmin (seconds, now_s () - begin_s);
    }

  for (guint lane = 0; lane < annals_grouping_get_n_lanes (grouping); lane++)
    {
      n_bands += annals_rows_is_band (rows, lane);
      n_rows += annals_rows_get_n_rows (rows, lane);
      for (guint row = 0; row < annals_rows_get_n_rows (rows, lane); row++)
        {
          guint n;

          annals_rows_get_row (rows, lane, row, &n);
          n_placed += n;
        }
    }
  g_print ("  octave %3d: %.3f s, %u rows, %u placed, %u bands, %.1f MB\n", octave, seconds, n_rows,
           n_placed, n_bands, annals_rows_get_memory (rows) / 1e6);

  return seconds;
}

/* Screens of bins about the timeline's middle and its densest part: do they sum to the range? */
static guint
count_wrong_bins (AnnalsGrouping *grouping, AnnalsBitset *filter)
{
  g_autoptr (AnnalsCounts) counts = annals_counts_new (grouping, filter);
  guint n_wrong = 0;

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    for (guint lane = 0; lane < annals_grouping_get_n_lanes (grouping); lane++)
      {
        const double *anchors_s;
        guint n, sum = 0;
        double width_s = 1280 * annals_octave_get_coarsest (octave);
        g_autoptr (GArray) edges = NULL;

        annals_grouping_get_lane_anchors (grouping, lane, &anchors_s, &n);
        if (n == 0)
          continue;
        edges = annals_bin_edges (octave, anchors_s[n / 2] - width_s / 2, anchors_s[n / 2] + width_s / 2);
        for (guint i = 0; i + 1 < edges->len; i++)
          sum += annals_counts_in_range (counts, lane, g_array_index (edges, double, i),
                                         g_array_index (edges, double, i + 1));
        n_wrong += sum
                   != annals_counts_in_range (counts, lane, g_array_index (edges, double, 0),
                                              g_array_index (edges, double, edges->len - 1));
      }

  return n_wrong;
}

static AnnalsBitset *
make_filter (AnnalsTimeline *timeline)
{
  guint n = annals_timeline_get_n_events (timeline);
  AnnalsBitset *filter = annals_bitset_new (n);

  for (guint event = 0; event < n; event += 7)
    annals_bitset_add (filter, event);

  return filter;
}

int
main (void)
{
  g_autofree char *path = bench_get_file (bench_get_n_events ());
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_file (file, NULL, &error);
  g_autoptr (AnnalsGrouping) grouping = NULL;
  g_autoptr (AnnalsBitset) filter = NULL;
  g_autofree guint16 *widths = NULL;
  AnnalsMetrics metrics;
  BenchReport *report;
  double begin_s, lanes_s, sort_s, worst_s = 0;
  guint n_wrong, n_events;

  if (timeline == NULL)
    g_error ("%s: %s", path, error->message);
  n_events = annals_timeline_get_n_events (timeline);

  annals_metrics_init (&metrics, 1);
  widths = estimate_widths (timeline, &metrics);
  sort_s = measure_sort (n_events);
  begin_s = now_s ();
  grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  annals_grouping_prepare (grouping);
  lanes_s = now_s () - begin_s;

  for (int octave = OCTAVE_FIRST; octave <= OCTAVE_LAST; octave++)
    worst_s = fmax (worst_s, measure_octave (grouping, octave, &metrics, widths));

  filter = make_filter (timeline);
  n_wrong = count_wrong_bins (grouping, NULL) + count_wrong_bins (grouping, filter);

  report = bench_report_new ("rows");
  bench_report_add (report, "lanes, once", n_events, lanes_s, "s", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "rows of an octave, at worst", n_events, worst_s, "s", BOUND_S,
                    BENCH_NONE);
  bench_report_add (report, "the same over sorting as many numbers", n_events, worst_s / sort_s, "",
                    BENCH_NONE, FAILS_ABOVE_SORTS);
  bench_report_add (report, "bins that do not sum to their range", n_events, n_wrong, "", 0, 0);

  return bench_report_finish (report);
}
