/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a million events: beside json-glib building the file's whole tree, each in a process of
 * its own, in turns; peak memory over the file's size; the first publication.
 *
 * The table gives the bounds that DESIGN sets. A machine at work on other things shares out its
 * processors, and then two threads are no faster than one; so the program fails on processor time
 * and memory alone, as ratios and with a margin: 0.60 of the time on two processors is 1.20 of the
 * processor time. */
#include <json-glib/json-glib.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "formats/loader.h"
#include "generate.h"

#define N_RUNS 5

typedef struct
{
  double seconds, first_s, peak_kib;
  double processor_s;
} Figures;

/* The most memory this process ever had, in KiB. */
static double
read_peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) : 0;
}

static void
print_figures (gint64 begin_us, gint64 first_us)
{
  g_print ("%.6f %.6f %.0f\n", (g_get_monotonic_time () - begin_us) / 1e6,
           first_us > 0 ? (first_us - begin_us) / 1e6 : 0, read_peak_kib ());
}

/* As a process of its own: json-glib alone. */
static int
build_tree (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 begin_us = g_get_monotonic_time ();

  if (!json_parser_load_from_file (parser, path, NULL))
    return 1;
  print_figures (begin_us, 0);
  /* To free the tree is not what is measured. */
  fflush (stdout);
  _exit (0);
}

static int
load (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (AnnalsTimeline) timeline = annals_load_file (file, NULL, NULL);

  if (timeline == NULL)
    return 1;
  print_figures (begin_us, 0);
  return 0;
}

typedef struct
{
  gint64 first_us;
  AnnalsTimeline *timeline;
  gboolean is_over;
} Async;

static void
published_cb (AnnalsLoader *loader, AnnalsTimeline *timeline, gpointer data)
{
  Async *async = data;

  if (async->first_us == 0)
    async->first_us = g_get_monotonic_time ();
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Async *async = data;

  async->timeline = annals_loader_load_finish (ANNALS_LOADER (source), result, NULL);
  async->is_over = TRUE;
}

static int
load_async (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsLoader) loader = annals_loader_new (file);
  Async async = { 0 };
  gint64 begin_us = g_get_monotonic_time ();

  g_signal_connect (loader, "published", G_CALLBACK (published_cb), &async);
  annals_loader_load_async (loader, NULL, loaded_cb, &async);
  while (!async.is_over)
    g_main_context_iteration (NULL, TRUE);
  print_figures (begin_us, async.first_us);
  return async.timeline == NULL;
}

static double
children_processor_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static Figures
run_child (const char *program, const char *what, const char *path)
{
  const char *const arguments[] = { program, what, path, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  Figures figures = { .processor_s = -children_processor_s () };
  char *at;
  int status;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s %s: %s", what, path, error->message);
  figures.processor_s += children_processor_s ();
  figures.seconds = g_ascii_strtod (output, &at);
  figures.first_s = g_ascii_strtod (at, &at);
  figures.peak_kib = g_ascii_strtod (at, &at);
  return figures;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

/* A row of the table; FALSE where the figure is past what fails. bound and fails_above: 0 for none.
 */
static gboolean
report (const char *what, double figure, const char *unit, double bound, double fails_above)
{
  gboolean is_good = fails_above <= 0 || figure <= fails_above;
  g_autofree char *limit = bound > 0 ? g_strdup_printf ("%.2f", bound) : g_strdup ("");

  g_print ("| %-48s | %8.3f %-1s | %5s | %-5s |\n", what, figure, unit, limit,
           !is_good          ? "FAILS"
           : bound <= 0      ? ""
           : figure <= bound ? "ok"
                             : "over");
  return is_good;
}

int
main (int argc, char **argv)
{
  guint n_events = bench_get_n_events ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  double ours[N_RUNS], theirs[N_RUNS], firsts[N_RUNS], ratios[N_RUNS], processor_ratios[N_RUNS];
  double peak_kib = 0, tree_kib = 0, size_kib;
  gboolean is_good = TRUE;

  if (argc == 3)
    return strcmp (argv[1], "tree") == 0    ? build_tree (argv[2])
           : strcmp (argv[1], "load") == 0  ? load (argv[2])
           : strcmp (argv[1], "async") == 0 ? load_async (argv[2])
                                            : 2;

  path = bench_get_file (n_events);
  {
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::size", 0, NULL, NULL);

    size_kib = g_file_info_get_size (info) / 1024.0;
  }
  run_child (argv[0], "load", path); /* the file into the system's cache */
  for (guint run = 0; run < N_RUNS; run++)
    {
      Figures us = run_child (argv[0], "load", path);
      Figures them = run_child (argv[0], "tree", path);

      firsts[run] = run_child (argv[0], "async", path).first_s;
      ours[run] = us.seconds;
      theirs[run] = them.seconds;
      ratios[run] = us.seconds / them.seconds;
      processor_ratios[run] = us.processor_s / them.processor_s;
      peak_kib = MAX (peak_kib, us.peak_kib);
      tree_kib = MAX (tree_kib, them.peak_kib);
    }

  g_print ("%u events, %.1f MB, %u processors, medians of %d\n", n_events, size_kib / 1000,
           g_get_num_processors (), N_RUNS);
  g_print ("| %-48s | %10s | bound |       |\n", "", "measured");
  report ("load", median (ours, N_RUNS), "s", 0, 0);
  report ("json-glib, the whole tree", median (theirs, N_RUNS), "s", 0, 0);
  report ("load over json-glib's tree", median (ratios, N_RUNS), "", 0.60, 0);
  is_good
      &= report ("the same in processor time", median (processor_ratios, N_RUNS), "", 1.20, 1.60);
  is_good &= report ("peak memory over the file's size", peak_kib / size_kib, "", 1.60,
                     n_events >= 200000 ? 1.8 : 0);
  report ("json-glib's peak memory over the file's size", tree_kib / size_kib, "", 0, 0);
  report ("first publication", median (firsts, N_RUNS), "s", 0.30, 0);
  return is_good ? 0 : 1;
}
