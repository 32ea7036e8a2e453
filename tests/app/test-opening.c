/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: what is there while a large file is read, what another file does to it, what is no file.
 */
#include <sys/stat.h>

#include "app/window-private.h"
#include "heed-modes.h"
#include "with-application.h"

/* The first are published soon; the others carry numbers that nobody wants, which keep the load busy
 * for longer than any of these tests looks at it. */
#define N_EVENTS 39000
#define N_LIGHT 12000
#define N_NUMBERS 400

static GFile *large;

static GFile *
write_large_file (void)
{
  g_autoptr (GString) text
      = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"Large\", \"events\": [\n");
  g_autoptr (GString) numbers = g_string_new ("[ 0");

  for (guint n = 1; n < N_NUMBERS; n++)
    g_string_append_printf (numbers, ", %u", n % 10);
  g_string_append (numbers, " ]");
  for (guint e = 0; e < N_EVENTS; e++)
    g_string_append_printf (text,
                            "%s{ \"id\": \"e%u\", \"title\": \"%s %u\", \"date\": \"%04u-%02u-%02u\", "
                            "\"numbers\": %s }",
                            e > 0 ? ",\n" : "", e, e % 100 == 7 ? "Meeting" : "Event", e,
                            1000 + e % 1000, 1 + e % 12, 1 + e % 28,
                            e < N_LIGHT ? "[]" : numbers->str);
  g_string_append (text, "\n] }\n");
  return write_file ("large.json", text->str);
}

/* A window on screen that has only begun to read. */
static AnnalsWindow *
begin_window (GFile *file)
{
  AnnalsWindow *window = annals_window_new (GTK_APPLICATION (application), NULL);

  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (window)));
  if (file != NULL)
    annals_window_open (window, file);
  return window;
}

/* The events that are there can be panned, selected and searched, and are where they were when the
 * rest has come. */
static void
test_while_it_is_read (void)
{
  AnnalsWindow *window = begin_window (large);
  AnnalsSession *session = annals_window_get_session (window);
  AnnalsViewport *viewport = annals_session_get_viewport (session);
  double center_s, scale;
  guint n, n_matches;

  WAIT_FOR (timeline_of (window) != NULL && annals_viewport_get_view (viewport)->width_px > 0);
  g_assert_true (annals_window_is_loading (window));
  annals_viewport_zoom_about (viewport, 8, 200);
  annals_viewport_pan (viewport, 50, 0);
  annals_session_select (session, 5);
  annals_session_set_search (session, "meeting");
  center_s = annals_viewport_get_view (viewport)->center_s;
  scale = annals_viewport_get_view (viewport)->seconds_per_pixel;
  WAIT_FOR (annals_session_get_matches (session) != NULL);
  g_assert_true (annals_window_is_loading (window));
  n = annals_timeline_get_n_events (timeline_of (window));
  g_assert_cmpuint (n, <, N_EVENTS);
  annals_session_get_match_position (session, &n_matches);
  g_assert_cmpuint (n_matches, >, 0);
  g_assert_cmpuint (n_matches, <=, n / 100 + 1);

  WAIT_FOR (!annals_window_is_loading (window));
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, N_EVENTS);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 5);
  g_assert_cmpfloat (annals_viewport_get_view (viewport)->center_s, ==, center_s);
  g_assert_cmpfloat (annals_viewport_get_view (viewport)->seconds_per_pixel, ==, scale);
  close_window (window);
}

/* Bytes, events and a way out; who takes it keeps what is there, and nothing is called wrong. */
static void
test_cancel (void)
{
  AnnalsWindow *window = begin_window (large);
  GtkWidget *pill = window->pill;
  guint n;

  WAIT_FOR (gtk_widget_get_mapped (pill));
  WAIT_FOR (says (pill, "Reading large.json"));
  WAIT_FOR (says (pill, "*MB of *MB · * events so far"));
  WAIT_FOR (timeline_of (window) != NULL);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (window->progress)), >, 0);
  g_signal_emit_by_name (find_button (pill, "Cancel"), "clicked");
  WAIT_FOR (!annals_window_is_loading (window));
  n = annals_timeline_get_n_events (timeline_of (window));
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, N_EVENTS);
  WAIT_FOR (!gtk_widget_get_visible (pill));
  g_assert_false (annals_notice_is_shown (window->load_notice));
  settle (100);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, n);
  close_window (window);
}

/* A second file ends the reading of the first, before its first events and after. */
static void
test_second_file_cancels (void)
{
  g_autoptr (GFile) small = write_file ("small.json", small_timeline);

  for (guint i = 0; i < 2; i++)
    {
      AnnalsWindow *window = begin_window (large);
      g_autoptr (GCancellable) first = g_object_ref (window->cancellable);

      if (i == 1)
        WAIT_FOR (timeline_of (window) != NULL);
      g_assert_true (annals_window_is_loading (window));
      annals_window_open (window, small);
      g_assert_true (g_cancellable_is_cancelled (first));
      WAIT_FOR (!annals_window_is_loading (window));
      settle (200);
      g_assert_cmpstr (annals_timeline_get_title (timeline_of (window)), ==, "Small");
      g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, 4);
      g_assert_false (gtk_widget_get_visible (window->pill));
      g_assert_false (annals_notice_is_shown (window->load_notice));
      close_window (window);
    }
}

/* One sentence, at once, with what was shown still there; a good file opens after it. */
static void
assert_refused (AnnalsWindow *window, GFile *file, const char *title, const char *reason)
{
  annals_window_open (window, file);
  WAIT_FOR (!annals_window_is_loading (window));
  WAIT_FOR (says (GTK_WIDGET (window->load_notice), title));
  g_assert_true (says (GTK_WIDGET (window->load_notice), reason));
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, 4);
}

static void
test_no_files (void)
{
  g_autoptr (GFile) good = write_file ("small.json", small_timeline);
  g_autoptr (GFile) inside = g_file_get_child (good, "inside.json");
  g_autoptr (GFile) missing = g_file_get_child (good, "../missing.json");
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GFile) zeros = g_file_new_for_path ("/dev/zero");
  g_autofree char *pipe_path = g_build_filename (folder, "pipe.json", NULL);
  g_autoptr (GFile) pipe = g_file_new_for_path (pipe_path);
  g_autoptr (GFile) secret = write_file ("secret.json", "{}");
  g_autofree char *folder_name = g_path_get_basename (folder);
  g_autofree char *folder_title = g_strdup_printf ("%s cannot be read.", folder_name);
  AnnalsWindow *window = begin_window (good);

  WAIT_FOR (timeline_of (window) != NULL && !annals_window_is_loading (window));
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_chmod (g_file_peek_path (secret), 0), ==, 0);
  assert_refused (window, pipe, "pipe.json cannot be read.", "*pipe*");
  assert_refused (window, zeros, "zero cannot be read.", "*device*");
  assert_refused (window, directory, folder_title, "*folder*");
  assert_refused (window, missing, "missing.json is not there.", "There is no such file.");
  assert_refused (window, inside, "inside.json cannot be read.",
                  "“*/small.json” is a file, not a folder.");
  assert_refused (window, secret, "secret.json cannot be read.", "You may not read this file.");
  annals_window_open (window, good);
  WAIT_FOR (!annals_window_is_loading (window) && !annals_notice_is_shown (window->load_notice));
  close_window (window);
}

/* Files that are on no disk are streams as any other. */
static void
test_streams (void)
{
  g_autoptr (GFile) example
      = g_file_new_for_uri ("resource:///io/github/annals/Annals/examples/korea-summits.json");
  g_autoptr (GFile) missing = g_file_new_for_uri ("resource:///io/github/annals/Annals/none.json");
  g_autoptr (GFile) other = g_file_new_for_uri ("resource:///io/github/annals/Annals/style.css");
  g_autoptr (GFile) good = write_file ("small.json", small_timeline);
  AnnalsWindow *window = begin_window (good);

  WAIT_FOR (timeline_of (window) != NULL && !annals_window_is_loading (window));
  assert_refused (window, missing, "none.json is not there.", "*");
  assert_refused (window, other, "style.css is no timeline.", "Line 1, column 1:*");
  annals_window_open (window, example);
  WAIT_FOR (!annals_window_is_loading (window));
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, 86);
  close_window (window);
}

static GtkDropTarget *
drop_target_of (AnnalsWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window->body);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

/* The first file that is dropped goes where it was dropped, each other one into a window of its own. */
static void
test_drop (void)
{
  static const char *const names[] = { "one.json", "two.json", "three.json" };
  AnnalsWindow *window = begin_window (NULL);
  GValue value = G_VALUE_INIT;
  GSList *files = NULL;
  GList *windows;
  gboolean is_taken = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    files = g_slist_append (files, write_file (names[i], small_timeline));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (drop_target_of (window), "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
  windows = gtk_application_get_windows (GTK_APPLICATION (application));
  g_assert_cmpuint (g_list_length (windows), ==, 3);
  g_assert_true (g_file_equal (annals_window_get_file (window), files->data));
  for (GSList *file = files; file != NULL; file = file->next)
    {
      guint n = 0;

      for (GList *link = windows; link != NULL; link = link->next)
        n += g_file_equal (annals_window_get_file (link->data), file->data);
      g_assert_cmpuint (n, ==, 1);
    }
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    {
      AnnalsWindow *shown = windows->data;

      WAIT_FOR (!annals_window_is_loading (shown));
      g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (shown)), ==, 4);
      close_window (shown);
    }
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
}

int
main (int argc, char **argv)
{
  int status;

  heed_modes ();
  set_up (&argc, &argv);
  large = write_large_file ();
  g_test_add_func ("/opening/while-it-is-read", test_while_it_is_read);
  g_test_add_func ("/opening/cancel", test_cancel);
  g_test_add_func ("/opening/second-file-cancels", test_second_file_cancels);
  g_test_add_func ("/opening/no-files", test_no_files);
  g_test_add_func ("/opening/streams", test_streams);
  g_test_add_func ("/opening/drop", test_drop);
  status = g_test_run ();
  g_object_unref (large);
  tear_down ();
  return status;
}
