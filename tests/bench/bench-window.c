/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: how long from the program's start to its first frame, beside an empty GTK window's and that
 * of one with a header bar and a label, each in a process of its own, in turns; and how long the main loop is ever held while a large
 * file is read, moved about in and searched.
 *
 * A main loop is held from where it has polled to where it polls again: the poll function is ours. Of
 * that, what it worked is told too: the rest it waited for a processor or for the X server.
 * What fails is the ratio to the empty window, with a margin: holds are as long as others on the
 * machine make them. */
#include <gtk/gtk.h>

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/application.h"
#include "app/paths.h"
#include "app/window.h"
#include "generate.h"
#include "report.h"
#include "widgets/timeline-view.h"

#define N_RUNS 5
#define PHASE_S 3 /* of moving about, and of typing */

/* --- To the first frame, as a process of its own --- */

static AnnalsTimelineView *
find_timeline_view (GtkWidget *widget)
{
  AnnalsTimelineView *found
      = ANNALS_IS_TIMELINE_VIEW (widget) ? ANNALS_TIMELINE_VIEW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_timeline_view (child);
  return found;
}

/* A frame counts when the events are in it: an empty window has none to show. */
static gboolean
shows_events (GtkWidget *window)
{
  AnnalsTimelineView *view = find_timeline_view (window);
  AnnalsScene *scene;
  guint n = 0;

  if (view == NULL)
    return !ANNALS_IS_WINDOW (window);
  scene = annals_timeline_view_get_scene (view);
  if (scene != NULL)
    annals_scene_get_hits (scene, &n);
  return n > 0;
}

static void
painted_cb (GdkFrameClock *clock, gpointer window)
{
  if (!shows_events (window))
    return;
  /* Both processes of a pair use this machine's one monotonic clock. */
  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  fflush (stdout);
  _exit (0);
}

static void
mapped_cb (GtkWidget *window, gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), window);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), NULL);
}

static void
activate_empty_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

/* What a header bar and a label cost that do nothing: icons and fonts are looked up for them. */
static void
activate_plain_cb (GtkApplication *application, gpointer data)
{
  static const char *const icons[]
      = { "edit-find-symbolic",   "pan-down-symbolic",  "open-menu-symbolic",    "list-add-symbolic",
          "list-remove-symbolic", "view-list-symbolic", "document-open-symbolic" };
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *header = gtk_header_bar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    gtk_header_bar_pack_start (GTK_HEADER_BAR (header), gtk_button_new_from_icon_name (icons[i]));
  gtk_window_set_titlebar (GTK_WINDOW (window), header);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("A label"));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
start_bare (GCallback activate_cb)
{
  g_autoptr (GtkApplication) application
      = gtk_application_new ("io.github.annals.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_signal_connect (application, "activate", activate_cb, NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static int
start_annals (void)
{
  g_autoptr (AnnalsApplication) application = NULL;

  annals_paths_init_locale ();
  application = annals_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application))
                               | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static double
time_start (const char *program, const char *what)
{
  const char *const arguments[] = { program, what, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();
  int status;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", what, error->message);
  return (g_ascii_strtoll (output, NULL, 10) - begin_us) / 1e6;
}

static void
measure_starts (BenchReport *report, const char *program)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) plain_ratios = g_array_new (FALSE, FALSE, sizeof (double));

  time_start (program, "empty"); /* fonts and libraries into the system's cache */
  time_start (program, "annals");
  for (guint run = 0; run < N_RUNS; run++)
    {
      double empty_s = time_start (program, "empty");
      double ours_s = time_start (program, "annals");
      double plain_s = time_start (program, "plain");
      double ratio = ours_s / empty_s, plain_ratio = plain_s / empty_s;

      g_array_append_val (plain, plain_s);
      g_array_append_val (plain_ratios, plain_ratio);
      g_array_append_val (empty, empty_s);
      g_array_append_val (ours, ours_s);
      g_array_append_val (ratios, ratio);
    }
  bench_report_add (report, "an empty window to its first frame, median", 0,
                    bench_percentile (empty, 0.5), "s", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "one with a header bar, seven icons and a label, median", 0,
                    bench_percentile (plain, 0.5), "s", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "that over an empty one, median", 0, bench_percentile (plain_ratios, 0.5),
                    "", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "the example to its first frame, median", 0,
                    bench_percentile (ours, 0.5), "s", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "the example over an empty window, median", 0,
                    bench_percentile (ratios, 0.5), "", 1.3, 3);
}

/* --- How long the main loop is held --- */

static struct
{
  GPollFunc poll;
  gint64 since_us;  /* 0: polling */
  double worked_ms; /* by this thread, until then */
  GArray *holds;    /* of double, ms; of the phase under way */
  GArray *work;     /* of double, ms: of each of them */
} loop;

static double
get_worked_ms (void)
{
  struct timespec worked;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &worked);
  return (double)worked.tv_sec * 1e3 + (double)worked.tv_nsec / 1e6;
}

static void
begin_hold (void)
{
  loop.since_us = g_get_monotonic_time ();
  loop.worked_ms = get_worked_ms ();
}

static void
forget_holds (void)
{
  g_array_set_size (loop.holds, 0);
  g_array_set_size (loop.work, 0);
}

static int
poll_cb (GPollFD *fds, guint n, int timeout_ms)
{
  int result;

  if (loop.since_us != 0)
    {
      double hold_ms = (g_get_monotonic_time () - loop.since_us) / 1e3;
      double work_ms = get_worked_ms () - loop.worked_ms;

      g_array_append_val (loop.holds, hold_ms);
      g_array_append_val (loop.work, work_ms);
    }
  result = loop.poll (fds, n, timeout_ms);
  begin_hold ();
  return result;
}

static void
tell_phase (BenchReport *report, const char *phase, BenchShape shape, guint n_events)
{
  const char *name = bench_shape_get_name (shape);
  g_autofree char *most = g_strdup_printf ("%s: %s: main loop held, most", name, phase);
  g_autofree char *usual = g_strdup_printf ("%s: %s: main loop held, 99 of 100", name, phase);
  g_autofree char *work = g_strdup_printf ("%s: %s: main loop at work, most", name, phase);

  bench_report_add (report, usual, n_events, bench_percentile (loop.holds, 0.99), "ms", BENCH_NONE,
                    BENCH_NONE);
  bench_report_add (report, most, n_events, bench_percentile (loop.holds, 1), "ms", 16, BENCH_NONE);
  bench_report_add (report, work, n_events, bench_percentile (loop.work, 1), "ms", BENCH_NONE,
                    BENCH_NONE);
  forget_holds ();
}

static void
iterate_for (double seconds)
{
  gint64 end_us = g_get_monotonic_time () + (gint64)(seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end_us)
    if (!g_main_context_iteration (NULL, FALSE))
      {
        loop.since_us = 0;
        g_usleep (500);
      }
  /* What the caller does next holds the loop too. */
  begin_hold ();
}

/* There and back over all of it, sixty steps a second, from far to near. */
static void
move_about (AnnalsSession *session)
{
  AnnalsViewport *viewport = annals_session_get_viewport (session);
  double begin_s, end_s;

  if (!annals_timeline_get_extent (annals_session_get_timeline (session), &begin_s, &end_s))
    return;
  for (guint step = 0; step < 60 * PHASE_S; step++)
    {
      double share = step / (60.0 * PHASE_S), width_s = (end_s - begin_s) * exp2 (-12 * share);
      double center_s = begin_s + (end_s - begin_s) * (0.5 + 0.4 * sin (12 * share));

      annals_viewport_show_range (viewport, center_s - width_s / 2, center_s + width_s / 2, 0);
      iterate_for (1 / 60.0);
    }
}

static void
type_search (AnnalsSession *session)
{
  static const char text[] = "ba \"tra\" -kind:meeting after:1950";

  for (guint length = 1; length < sizeof text; length++)
    {
      g_autofree char *typed = g_strndup (text, length);

      annals_session_set_search (session, typed);
      iterate_for (0.1);
    }
  iterate_for (PHASE_S);
  annals_session_set_search (session, "");
  iterate_for (0.5);
}

static void
measure_holds (BenchReport *report, GtkApplication *application, BenchShape shape, guint n_events)
{
  g_autofree char *path = bench_get_file_of (shape, n_events);
  g_autofree char *whole
      = g_strdup_printf ("%s: a file opened in the window, whole", bench_shape_get_name (shape));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  AnnalsWindow *window = annals_window_new (application, NULL);
  gint64 begin_us;

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  iterate_for (1);
  forget_holds ();

  begin_us = g_get_monotonic_time ();
  annals_window_open (window, file);
  while (annals_window_is_loading (window))
    iterate_for (0.01);
  bench_report_add (report, whole, n_events,
                    (g_get_monotonic_time () - begin_us) / 1e6, "s", BENCH_NONE, BENCH_NONE);
  iterate_for (PHASE_S);
  tell_phase (report, "loading", shape, n_events);
  move_about (annals_window_get_session (window));
  tell_phase (report, "moving", shape, n_events);
  type_search (annals_window_get_session (window));
  tell_phase (report, "searching", shape, n_events);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate_for (0.5);
  forget_holds ();
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 100, 10000, 100000 };
  BenchReport *report;
  g_autoptr (AnnalsApplication) application = NULL;

  if (argc == 2)
    {
      if (strcmp (argv[1], "annals") == 0)
        return start_annals ();
      return start_bare (strcmp (argv[1], "plain") == 0 ? G_CALLBACK (activate_plain_cb)
                                                        : G_CALLBACK (activate_empty_cb));
    }

  annals_paths_init_locale ();
  report = bench_report_new ("window");
  measure_starts (report, argv[0]);

  application = annals_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  loop.holds = g_array_new (FALSE, FALSE, sizeof (double));
  loop.work = g_array_new (FALSE, FALSE, sizeof (double));
  loop.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  for (int shape = BENCH_NATIVE; shape <= BENCH_VIS; shape++)
    {
      for (guint s = 0; s < G_N_ELEMENTS (sizes) && sizes[s] < bench_get_n_events (); s++)
        measure_holds (report, GTK_APPLICATION (application), (BenchShape)shape, sizes[s]);
      measure_holds (report, GTK_APPLICATION (application), (BenchShape)shape, bench_get_n_events ());
    }
  g_array_unref (loop.holds);
  g_array_unref (loop.work);
  return bench_report_finish (report);
}
