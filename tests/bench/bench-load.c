/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading files of three sizes and two shapes: beside json-glib building the file's whole tree, and
 * beside json-glib alone in the loader's batches, each in a process of its own, in turns; peak
 * memory over the file's size; the first publication.
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
#include "formats/scanner.h"
#include "generate.h"
#include "report.h"

#define N_RUNS 5
/* As formats/jobs.c has it. */
#define HANDFUL_BYTES 3000

typedef struct
{
  double seconds, first_s, peak_kib;
  double processor_s;
} Figures;

static void
print_figures (gint64 begin_us, gint64 first_us)
{
  g_print ("%.6f %.6f %.0f\n", (g_get_monotonic_time () - begin_us) / 1e6,
           first_us > 0 ? (first_us - begin_us) / 1e6 : 0, bench_get_memory_kib ("VmHWM"));
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

/* json-glib builds the elements of a batch, a few at a time as the loader does it, and frees them.
 */
static void
build_batch_cb (gpointer data, gpointer bytes)
{
  g_autoptr (GArray) elements = data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) text = g_string_new ("[");

  for (guint e = 0; e < elements->len; e++)
    {
      const AnnalsScannedElement *element = &g_array_index (elements, AnnalsScannedElement, e);

      g_string_append_len (text, (const char *)bytes + element->offset, element->length);
      if (text->len < HANDFUL_BYTES && e + 1 < elements->len)
        {
          g_string_append_c (text, ',');
          continue;
        }
      g_string_append_c (text, ']');
      if (!json_parser_load_from_data (parser, text->str, text->len, NULL))
        g_error ("json-glib takes no batch");
      g_string_truncate (text, 1);
    }
}

/* As a process of its own: json-glib on all processors, every member of every element, and nothing
 * made of them. That is what the loader would take at least if it were to build all of the file. */
static int
build_batches (const char *path)
{
  static const char *const paths[] = { "events", "items", NULL };
  g_autoptr (AnnalsScanner) scanner = annals_scanner_new (paths, 0);
  gint64 begin_us = g_get_monotonic_time ();
  g_autofree char *bytes = NULL;
  GThreadPool *pool;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return 1;
  pool = g_thread_pool_new (build_batch_cb, bytes, (int)g_get_num_processors (), FALSE, NULL);
  while (annals_scanner_finish (scanner, bytes, length) == ANNALS_SCAN_BATCH)
    g_thread_pool_push (pool, annals_scanner_take_batch (scanner), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  print_figures (begin_us, 0);
  return 0;
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

/* What the alternating runs of one file gave, in turns. */
typedef struct
{
  GArray *ours, *theirs, *firsts, *ratios, *batch_ratios, *processor_ratios; /* of double */
  double peak_kib, tree_kib;
} Runs;

static void
append (GArray **values, double value)
{
  if (*values == NULL)
    *values = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (*values, value);
}

static void
run_in_turns (const char *program, const char *path, Runs *runs)
{
  run_child (program, "load", path); /* the file into the system's cache */
  for (guint run = 0; run < N_RUNS; run++)
    {
      Figures us = run_child (program, "load", path);
      Figures them = run_child (program, "tree", path);

      append (&runs->firsts, run_child (program, "async", path).first_s);
      append (&runs->ours, us.seconds);
      append (&runs->theirs, them.seconds);
      append (&runs->ratios, us.seconds / them.seconds);
      append (&runs->batch_ratios, run_child (program, "batches", path).seconds / them.seconds);
      append (&runs->processor_ratios, us.processor_s / them.processor_s);
      runs->peak_kib = MAX (runs->peak_kib, us.peak_kib);
      runs->tree_kib = MAX (runs->tree_kib, them.peak_kib);
    }
}

/* The median of the values, which are then done with. */
static double
take_median (GArray *values)
{
  double median = bench_percentile (values, 0.5);

  g_array_unref (values);
  return median;
}

static void
measure (BenchReport *report, const char *program, BenchShape shape, guint n_events)
{
  g_autofree char *path = bench_get_file_of (shape, n_events);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::size", 0, NULL, NULL);
  double size_kib = g_file_info_get_size (info) / 1024.0;
  /* The contract is of a million; a program's own size weighs on small files. */
  gboolean is_large = n_events >= 200000;
  Runs runs = { 0 };

  run_in_turns (program, path, &runs);
#define ADD(what, ...)                                                                             \
  bench_report_add (report, shape == BENCH_VIS ? "vis: " what : "native: " what, n_events,         \
                    __VA_ARGS__)
  ADD ("the file", size_kib / 1024, "MB", BENCH_NONE, BENCH_NONE);
  ADD ("load", take_median (runs.ours), "s", BENCH_NONE, BENCH_NONE);
  ADD ("json-glib, the whole tree", take_median (runs.theirs), "s", BENCH_NONE, BENCH_NONE);
  ADD ("load over json-glib's tree", take_median (runs.ratios), "", is_large ? 0.60 : BENCH_NONE,
       BENCH_NONE);
  ADD ("the same in processor time", take_median (runs.processor_ratios), "",
       is_large ? 1.20 : BENCH_NONE, is_large ? 1.60 : BENCH_NONE);
  ADD ("json-glib alone in batches, over its tree", take_median (runs.batch_ratios), "", BENCH_NONE,
       BENCH_NONE);
  ADD ("peak memory over the file's size", runs.peak_kib / size_kib, "",
       is_large ? 1.60 : BENCH_NONE, is_large ? 1.80 : BENCH_NONE);
  ADD ("json-glib's over the file's size", runs.tree_kib / size_kib, "", BENCH_NONE, BENCH_NONE);
  ADD ("first publication", take_median (runs.firsts), "s", 0.30, BENCH_NONE);
#undef ADD
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 10000, 100000 };
  BenchReport *report;

  if (argc == 3)
    return strcmp (argv[1], "tree") == 0      ? build_tree (argv[2])
           : strcmp (argv[1], "batches") == 0 ? build_batches (argv[2])
           : strcmp (argv[1], "load") == 0    ? load (argv[2])
           : strcmp (argv[1], "async") == 0   ? load_async (argv[2])
                                              : 2;

  report = bench_report_new ("load");
  for (int shape = BENCH_NATIVE; shape <= BENCH_VIS; shape++)
    {
      for (guint s = 0; s < G_N_ELEMENTS (sizes) && sizes[s] < bench_get_n_events (); s++)
        measure (report, argv[0], (BenchShape)shape, sizes[s]);
      measure (report, argv[0], (BenchShape)shape, bench_get_n_events ());
    }
  return bench_report_finish (report);
}
