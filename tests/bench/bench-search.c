/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching a million events: the index's time and memory, then queries typed letter by letter, each
 * letter a search of its own.
 *
 * The table gives the bounds that DESIGN sets. The program fails on ratios alone: the index beside
 * the file, a keystroke beside a plain look at every title. */

#include "find/pattern.h"
#include "find/query.h"
#include "find/sorting.h"
#include "formats/loader.h"
#include "generate.h"
#include "report.h"

#define N_SAMPLES 12 /* titles that queries are taken from */
#define N_RUNS 3     /* of each keystroke */

typedef struct
{
  GArray *times;  /* of double, seconds */
  guint64 n_found;
} Keystrokes;

static double
since (gint64 begin_us)
{
  return (double) (g_get_monotonic_time () - begin_us) / 1e6;
}

/* The best of a few runs: what else the machine does is not measured. */
static AnnalsBitset *
search (AnnalsIndex *index, const char *text, double *time_s)
{
  AnnalsBitset *found = NULL;

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 begin_us = g_get_monotonic_time ();
      g_autoptr (AnnalsQuery) query = annals_query_new (text);

      g_clear_pointer (&found, annals_bitset_unref);
      found = annals_query_run (query, index, NULL);
      *time_s = MIN (run == 0 ? G_MAXDOUBLE : *time_s, since (begin_us));
    }
  return found;
}

/* Every beginning of the text, as the entry sees it while it is typed. */
static void
type (AnnalsIndex *index, const char *text, Keystrokes *keystrokes)
{
  for (const char *at = text; *at != '\0';)
    {
      g_autofree char *typed = NULL;
      g_autoptr (AnnalsBitset) found = NULL;
      double time_s;

      at = g_utf8_next_char (at);
      typed = g_strndup (text, (gsize) (at - text));
      found = search (index, typed, &time_s);
      g_array_append_val (keystrokes->times, time_s);
      keystrokes->n_found += annals_bitset_count (found);
      if (g_getenv ("ANNALS_BENCH_VERBOSE") != NULL)
        g_print ("  %8.3f ms %8u  %s\n", time_s * 1e3, annals_bitset_count (found), typed);
    }
}

/* The queries of one kind: what is typed is the format with words of a sampled title in it. */
static void
type_samples (BenchReport *report, AnnalsIndex *index, const char *what, const char *format, GArray *all)
{
  AnnalsTimeline *timeline = annals_index_get_timeline (index);
  guint n_events = annals_timeline_get_n_events (timeline);
  Keystrokes keystrokes = { g_array_new (FALSE, FALSE, sizeof (double)), 0 };
  g_autofree char *worst = g_strdup_printf ("%s, slowest", what);
  g_autofree char *usual = g_strdup_printf ("%s, median", what);

  for (guint s = 0; s < N_SAMPLES; s++)
    {
      g_auto (GStrv) words
          = g_strsplit (annals_timeline_get_event_title (timeline, n_events / N_SAMPLES * s), " ", 4);
      g_autoptr (GString) text = g_string_new (format);

      g_string_replace (text, "$1", words[0], 0);
      g_string_replace (text, "$2", words[1] != NULL ? words[1] : words[0], 0);
      type (index, text->str, &keystrokes);
    }
  bench_report_add (report, usual, n_events, bench_percentile (keystrokes.times, 0.5) * 1e3, "ms", 20,
                    BENCH_NONE);
  bench_report_add (report, worst, n_events, bench_percentile (keystrokes.times, 1) * 1e3, "ms", 20,
                    BENCH_NONE);
  g_array_append_vals (all, keystrokes.times->data, keystrokes.times->len);
  g_array_unref (keystrokes.times);
}

/* What a search without an index does at the very least. */
static double
scan_titles (AnnalsTimeline *timeline)
{
  g_autoptr (AnnalsPattern) pattern = annals_pattern_new ("summit", FALSE, FALSE);
  gint64 begin_us = g_get_monotonic_time ();
  guint n_found = 0;

  for (guint e = 0; e < annals_timeline_get_n_events (timeline); e++)
    n_found += annals_pattern_matches (pattern, annals_timeline_get_event_title (timeline, e));
  g_print ("%u titles found by scanning\n", n_found);
  return since (begin_us);
}

static void
sort_all (BenchReport *report, AnnalsTimeline *timeline)
{
  static const struct
  {
    AnnalsSortKey key;
    const char *what;
  } keys[] = { { ANNALS_SORT_DATE, "sort by date" },
               { ANNALS_SORT_TITLE, "sort by title" },
               { ANNALS_SORT_TRACK, "sort by track" },
               { ANNALS_SORT_N_SOURCES, "sort by sources" } };

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      gint64 begin_us = g_get_monotonic_time ();
      guint n;
      g_autofree guint32 *events = annals_sort_events (timeline, NULL, NULL, keys[k].key, FALSE, NULL, &n);

      bench_report_add (report, keys[k].what, annals_timeline_get_n_events (timeline),
                        since (begin_us) * 1e3, "ms", BENCH_NONE, BENCH_NONE);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *what, *format;
  } kinds[] = {
    { "one word", "$1" },
    { "two words", "$1 $2" },
    { "a word and not another", "$1 -$2" },
    { "all but a word", "-$1" },
    { "a phrase", "\"$1 $2\"" },
    { "a name", "actor:$1 place:$2" },
    { "fields", "kind:meeting track:2 is:disputed" },
    { "dates", "after:1950 before:1990-06" },
    { "during and a word", "during:1990 $1" },
    { "single letters", "b d k s" },
  };
  g_autofree char *path = bench_get_file (bench_get_n_events ());
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::size", 0, NULL, NULL);
  g_autoptr (AnnalsTimeline) timeline = annals_load_file (file, NULL, NULL);
  g_autoptr (AnnalsIndex) index = NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  double size_bytes = (double) g_file_info_get_size (info), build_s, scan_s;
  guint n_events = annals_timeline_get_n_events (timeline);
  BenchReport *report = bench_report_new ("search");
  gint64 begin_us;

  begin_us = g_get_monotonic_time ();
  index = annals_index_new (timeline, NULL);
  build_s = since (begin_us);
  scan_s = scan_titles (timeline);
  bench_report_add (report, "the index, built", n_events, build_s, "s", BENCH_NONE, BENCH_NONE);
  /* The window may have twice the file, of which loading takes 1.6. Small files are mostly vocabulary. */
  bench_report_add (report, "the index, of the file's size", n_events,
                    annals_index_get_memory (index) / size_bytes, "", 0.4, 1);
  bench_report_add (report, "a plain look at every title", n_events, scan_s * 1e3, "ms", BENCH_NONE,
                    BENCH_NONE);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    type_samples (report, index, kinds[k].what, kinds[k].format, all);
  bench_report_add (report, "all keystrokes, median", n_events, bench_percentile (all, 0.5) * 1e3, "ms",
                    20, BENCH_NONE);
  bench_report_add (report, "all keystrokes, 99 of 100", n_events, bench_percentile (all, 0.99) * 1e3,
                    "ms", 20, MAX (scan_s * 1e3, 20));
  bench_report_add (report, "all keystrokes, slowest", n_events, bench_percentile (all, 1) * 1e3, "ms",
                    20, BENCH_NONE);
  sort_all (report, timeline);
  return bench_report_finish (report);
}
