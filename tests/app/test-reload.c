/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that changes on disk under an open window: what is chosen stays, and what changed is said.
 */
#include <fcntl.h>
#include <unistd.h>

#include "widgets/change-list.h"
#include "with-application.h"

#define HEAD "{ \"format\": \"annals-1\", \"title\": \"Watched\", \"events\": [\n"
#define HANOI(date) "{ \"id\": \"hanoi\", \"title\": \"Hanoi summit\", \"date\": \"" date "\" }"
#define TEST "{ \"id\": \"test\", \"title\": \"Sixth nuclear test\", \"date\": \"2017-09-03\" }"
#define LAW "{ \"id\": \"law\", \"title\": \"A nuclear law\", \"date\": \"2022-09-08\" }"
#define FIRST HEAD HANOI ("2019-02-27") ",\n" TEST "] }\n"
/* One came first, so that every number is another; one has another date; one went. */
#define SECOND HEAD LAW ",\n" HANOI ("2019-02-28") "] }\n"

static void
write_in_place (const char *name, const char *text, gsize length)
{
  g_autofree char *path = path_of (name);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, length), ==, length);
  close (fd);
}

static void
write_over (const char *name, const char *text)
{
  g_object_unref (write_file (name, text));
}

static const AnnalsView *
view_of (AnnalsWindow *window)
{
  return annals_viewport_get_view (
      annals_session_get_viewport (annals_window_get_session (window)));
}

static gboolean
has_event (AnnalsWindow *window, const char *id)
{
  return annals_timeline_find_event (timeline_of (window), id) != ANNALS_NO_EVENT;
}

static const char *
get_selected_id (AnnalsWindow *window)
{
  guint event = annals_session_get_selection (annals_window_get_session (window));

  return event != ANNALS_NO_EVENT ? annals_timeline_get_event_id (timeline_of (window), event)
                                  : NULL;
}

static gboolean
is_shown_button_called (GtkWidget *widget, gconstpointer data)
{
  return is_button_called (widget, data) && gtk_widget_get_mapped (widget);
}

static void
click (AnnalsWindow *window, const char *button)
{
  g_signal_emit_by_name (find_widget (GTK_WIDGET (window), is_shown_button_called, button),
                         "clicked");
}

/* View, selection and notes stay; one line says what changed, with a list behind it. */
static void
test_changed (void)
{
  AnnalsWindow *window;
  AnnalsSession *session;
  AnnalsNotebook *notebook;
  GtkWidget *list;
  AnnalsView view;

  write_in_place ("changed.json", FIRST, strlen (FIRST));
  window = open_named ("changed.json");
  session = annals_window_get_session (window);
  notebook = annals_session_get_notebook (session);
  annals_window_go_to_event (window, 0);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", "2019-02-27", "Who walked out?");
  annals_notebook_add (notebook, "test", "Sixth nuclear test", "2017-09-03", "How large?");
  annals_viewport_zoom_about (annals_session_get_viewport (session), 200, 0.5);
  settle (600);
  view = *view_of (window);

  write_in_place ("changed.json", SECOND, strlen (SECOND));
  WAIT_FOR (says (GTK_WIDGET (window), "The file changed on disk."));
  WAIT_FOR (
      says (GTK_WIDGET (window), "1 event added, 1 removed, 1 re-dated. View and notes stay."));
  g_assert_true (has_event (window, "law"));
  g_assert_false (has_event (window, "test"));
  g_assert_cmpstr (get_selected_id (window), ==, "hanoi");
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
  g_assert_cmpfloat (view_of (window)->center_s, ==, view.center_s);
  g_assert_cmpfloat (view_of (window)->seconds_per_pixel, ==, view.seconds_per_pixel);
  g_assert_true (annals_session_get_notebook (session) == notebook);
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "hanoi"), ==, 1);
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "test"), ==, 1);

  click (window, "What changed");
  WAIT_FOR (says (GTK_WIDGET (window), "A nuclear law  added"));
  WAIT_FOR (says (GTK_WIDGET (window), "Sixth nuclear test  removed"));
  WAIT_FOR (says (GTK_WIDGET (window), "Hanoi summit  re-dated"));
  WAIT_FOR (says (GTK_WIDGET (window), "28 February 2019; was 27 February 2019"));
  list = find_typed (find_typed (GTK_WIDGET (window), ANNALS_TYPE_CHANGE_LIST), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpstr (get_selected_id (window), ==, "law");
  /* One that went cannot be gone to. */
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_cmpstr (get_selected_id (window), ==, "law");
  click (window, "Hide");
  g_assert_false (says (GTK_WIDGET (window), "A nuclear law  added"));
  click (window, "What changed");
  WAIT_FOR (says (GTK_WIDGET (window), "A nuclear law  added"));

  /* What is taken back is no change. */
  write_over ("changed.json", FIRST);
  WAIT_FOR (has_event (window, "test"));
  WAIT_FOR (!says (GTK_WIDGET (window), "The file changed on disk."));
  g_assert_false (says (GTK_WIDGET (window), "A nuclear law  added"));
  g_assert_null (get_selected_id (window));
  write_over ("changed.json", SECOND);
  WAIT_FOR (has_event (window, "law"));
  g_assert_cmpstr (get_selected_id (window), ==, "law");

  close_window (window);
}

/* What was put away is not told again: only what has changed since. */
static void
test_put_away (void)
{
  AnnalsWindow *window;

  write_over ("away.json", FIRST);
  window = open_named ("away.json");
  write_over ("away.json", SECOND);
  WAIT_FOR (says (GTK_WIDGET (window), "1 event added, 1 removed, 1 re-dated.*"));
  click (window, "Close");
  WAIT_FOR (!says (GTK_WIDGET (window), "The file changed on disk."));
  write_over ("away.json", HEAD LAW "] }\n");
  WAIT_FOR (says (GTK_WIDGET (window), "1 event removed.*"));
  close_window (window);
}

/* Half a file is not shown, and said to be unreadable only when it stays so. */
static void
test_half (void)
{
  AnnalsWindow *window;
  GtkWidget *widget;

  write_over ("half.json", FIRST);
  window = open_named ("half.json");
  widget = GTK_WIDGET (window);
  write_in_place ("half.json", SECOND, 100);
  settle (1500);
  g_assert_true (has_event (window, "test"));
  g_assert_false (says (widget, "*on disk*"));
  WAIT_FOR (says (widget, "half.json on disk cannot be shown now."));
  g_assert_true (says (widget, "Line 2, column *What was read last stays."));
  g_assert_true (has_event (window, "test"));
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, 2);

  write_in_place ("half.json", SECOND, strlen (SECOND));
  WAIT_FOR (has_event (window, "law"));
  WAIT_FOR (says (widget, "The file changed on disk."));
  WAIT_FOR (!says (widget, "*cannot be shown now."));
  close_window (window);
}

static void
test_gone (void)
{
  g_autofree char *path = path_of ("gone.json");
  AnnalsWindow *window;

  write_over ("gone.json", FIRST);
  window = open_named ("gone.json");
  g_unlink (path);
  WAIT_FOR (says (GTK_WIDGET (window), "gone.json is no longer there."));
  g_assert_true (has_event (window, "test"));
  write_over ("gone.json", FIRST);
  WAIT_FOR (!says (GTK_WIDGET (window), "*gone.json*"));
  g_assert_true (has_event (window, "test"));
  close_window (window);
}

/* A publication of half the events never takes the place of all of them. */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (HEAD LAW);
  AnnalsWindow *window;
  guint smallest = G_MAXUINT, n;

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (text,
                            ",\n{ \"id\": \"e%u\", \"title\": \"Event %u\", \"date\": \"%u\" }", i,
                            i, 1000 + i % 1000);
  g_string_append (text, "] }\n");
  write_over ("large.json", text->str);
  window = open_named ("large.json");
  n = annals_timeline_get_n_events (timeline_of (window));
  g_assert_cmpuint (n, ==, 60001);
  g_string_insert (text, strlen (HEAD), TEST ",\n");
  write_over ("large.json", text->str);
  while (n != 60002)
    {
      settle (1);
      n = annals_timeline_get_n_events (timeline_of (window));
      smallest = MIN (smallest, n);
    }
  g_assert_cmpuint (smallest, >, 60000);
  WAIT_FOR (says (GTK_WIDGET (window), "1 event added.*"));
  close_window (window);
}

/* Asked for by the reader: an answer at once; of a file that could not be opened, another try. */
static void
test_asked (void)
{
  g_autofree char *path = path_of ("asked.json");
  AnnalsWindow *window;
  GtkWidget *widget;

  write_over ("asked.json", "{ \"format\": \"annals-1\",");
  window = open_named ("asked.json");
  widget = GTK_WIDGET (window);
  WAIT_FOR (says (widget, "asked.json is no timeline."));
  write_over ("asked.json", FIRST);
  g_assert_true (gtk_widget_activate_action (widget, "win.reload", NULL));
  WAIT_FOR (timeline_of (window) != NULL && !annals_window_is_loading (window));
  WAIT_FOR (!says (widget, "asked.json is no timeline."));
  g_assert_true (gtk_widget_activate_action (widget, "win.reload", NULL));
  WAIT_FOR (says (widget, "The file on disk is as it is shown."));
  close_window (window);

  window = annals_window_new (GTK_APPLICATION (application), NULL);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "reload"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  set_up (&argc, &argv);
  g_test_add_func ("/reload/changed", test_changed);
  g_test_add_func ("/reload/put-away", test_put_away);
  g_test_add_func ("/reload/half", test_half);
  g_test_add_func ("/reload/gone", test_gone);
  g_test_add_func ("/reload/large", test_large);
  g_test_add_func ("/reload/asked", test_asked);
  status = g_test_run ();
  tear_down ();
  return status;
}
