/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of a window that shows the largest timeline and has its search index, over the file's size:
 * the most it ever took, and what it keeps when all is done. What of that are pages of files is told beside
 * it: GTK's libraries and what it draws with, which other programs share. */
#include <gtk/gtk.h>

#include "app/application.h"
#include "app/paths.h"
#include "app/window.h"
#include "generate.h"
#include "report.h"

#define SETTLE_S 5
#define BOUND 2.0
/* What other libraries take is no fault of a change. */
#define FAILS_ABOVE 2.6

static void
iterate_for (double seconds)
{
  gint64 end_us = g_get_monotonic_time () + (gint64)(seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static double
get_size_kib (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &error);

  if (info == NULL)
    g_error ("%s: %s", path, error->message);
  return (double)g_file_info_get_size (info) / 1024;
}

int
main (int argc, char **argv)
{
  BenchReport *report = bench_report_new ("memory");
  guint n_events = bench_get_n_events ();
  g_autofree char *path = bench_get_file_of (BENCH_NATIVE, n_events);
  double size_kib = get_size_kib (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsApplication) application = NULL;
  AnnalsWindow *window;

  annals_paths_init_locale ();
  application = annals_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = annals_window_new (GTK_APPLICATION (application), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  annals_window_open (window, file);
  iterate_for (0.1);
  while (annals_window_is_loading (window)
         || annals_session_get_index (annals_window_get_session (window)) == NULL)
    iterate_for (0.1);
  iterate_for (SETTLE_S);

  bench_report_add (report, "the file", n_events, size_kib / 1024, "MB", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "the window, peak over the file's size", n_events,
                    bench_get_memory_kib ("VmHWM") / size_kib, "", BOUND, FAILS_ABOVE);
  bench_report_add (report, "the window, settled, over the file's size", n_events,
                    bench_get_memory_kib ("VmRSS") / size_kib, "", BOUND, FAILS_ABOVE);
  bench_report_add (report, "of that pages of files", n_events,
                    bench_get_memory_kib ("RssFile") / size_kib, "", BENCH_NONE, BENCH_NONE);
  gtk_window_destroy (GTK_WINDOW (window));
  return bench_report_finish (report);
}
