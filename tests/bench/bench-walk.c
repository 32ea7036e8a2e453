/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader's walk to each of a million events by the counts: none may be out of reach. The suite goes
 * it for ten thousand (tests/scene/test-generated.c). */
#include "../scene/walker.h"
#include "formats/loader.h"
#include "generate.h"
#include "report.h"

int
main (void)
{
  guint n_events = bench_get_n_events ();
  g_autofree char *path = bench_get_file (n_events);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline;
  BenchReport *report;
  Fixture fixture;
  Walker walker;
  gint64 begin_us;
  guint n_missed;

  gtk_init_check ();
  timeline = annals_load_file (file, NULL, &error);
  if (timeline == NULL)
    g_error ("%s: %s", path, error->message);
  fixture_init (&fixture, timeline, ANNALS_THEME_LIGHT, 0, 1e9, WALKER_WIDTH, 700);
  walker_init (&walker, &fixture, NULL, NULL);
  walker.trusts_counts = TRUE;
  begin_us = g_get_monotonic_time ();
  n_missed = walker_run (&walker);

  report = bench_report_new ("walk");
  bench_report_add (report, "events out of reach of the counts", n_events, n_missed, "", 0, 0);
  bench_report_add (report, "counts that no hand finds", n_events, walker.n_covered, "", BENCH_NONE,
                    BENCH_NONE);
  bench_report_add (report, "pictures looked at", n_events, walker.n_frames, "", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "lists opened", n_events, walker.n_lists, "", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "clicks to the deepest picture", n_events, walker.deepest, "", BENCH_NONE,
                    BENCH_NONE);
  bench_report_add (report, "the walk", n_events, (g_get_monotonic_time () - begin_us) / 1e6, "s",
                    BENCH_NONE, BENCH_NONE);
  walker_clear (&walker);
  fixture_clear (&fixture);

  return bench_report_finish (report);
}
