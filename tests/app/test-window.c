/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: opens a file, tells what is wrong with another, stays usable, keeps its notes. */
#include "widgets/event-list.h"
#include "widgets/notice.h"
#include "widgets/problem-list.h"
#include "widgets/side-panel.h"
#include "widgets/timeline-view.h"
#include "with-application.h"

static void
activate (AnnalsWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

static void
test_open (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  AnnalsWindow *window = open_window (file);

  WAIT_FOR (timeline_of (window) != NULL);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, 4);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Small");
  WAIT_FOR (says (GTK_WIDGET (window), "4 events · 2017–2022"));
  g_assert_true (g_file_equal (annals_window_get_file (window), file));
  close_window (window);
}

static void
test_empty (void)
{
  AnnalsWindow *window = open_window (NULL);

  WAIT_FOR (says (GTK_WIDGET (window), "Open a timeline"));
  g_assert_null (annals_window_get_file (window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "find"));
  activate (window, "win.open-example");
  WAIT_FOR (timeline_of (window) != NULL);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), >, 80);
  activate (window, "win.close-timeline");
  WAIT_FOR (says (GTK_WIDGET (window), "Open a timeline"));
  g_assert_null (timeline_of (window));
  close_window (window);
}

static const struct
{
  const char *name;
  const char *text; /* NULL: no such file */
  const char *title, *reason;
} wrong_files[] = {
  { "minutes.txt", "Minutes\n", "minutes.txt is no timeline.", "Line 1, column 1:*" },
  { "empty.json", "", "empty.json is empty.", "*" },
  { "object.json", "{ \"a\": 1 }", "object.json is no timeline.", "*" },
  { "cut.json", "{ \"format\": \"annals-1\",\n \"events\": [ { \"id\"", "cut.json is no timeline.",
    "Line 2, column*" },
  { "gone.json", NULL, "gone.json is not there.", "*" },
};

/* One sentence that says where; and what was shown is still there. */
static void
test_wrong_files (void)
{
  g_autoptr (GFile) good = write_file ("small.json", small_timeline);
  AnnalsWindow *window = open_window (good);

  WAIT_FOR (timeline_of (window) != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrong_files); i++)
    {
      g_autofree char *path = g_build_filename (folder, wrong_files[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      if (wrong_files[i].text != NULL)
        g_clear_object (&file);
      if (file == NULL)
        file = write_file (wrong_files[i].name, wrong_files[i].text);
      annals_window_open (window, file);
      WAIT_FOR (!annals_window_is_loading (window));
      WAIT_FOR (says (GTK_WIDGET (window), wrong_files[i].title));
      g_assert_true (says (GTK_WIDGET (window), wrong_files[i].reason));
      g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), ==, 4);
      g_assert_true (g_file_equal (annals_window_get_file (window), good));
    }
  annals_window_open (window, good);
  WAIT_FOR (!annals_window_is_loading (window));
  WAIT_FOR (!says (GTK_WIDGET (window), "gone.json*"));
  close_window (window);
}

static GFile *
write_bad_file (void)
{
  return write_file (
      "bad.json", "{ \"format\": \"annals-1\", \"title\": \"Bad\", \"events\": [\n"
                  "  { \"id\": \"a\", \"title\": \"Fine\", \"date\": \"2018\" },\n"
                  "  { \"id\": \"b\", \"title\": \"No month\", \"date\": \"2018-13-02\" },\n"
                  "  { \"title\": \"No id\", \"date\": \"2018\" } ] }");
}

static gboolean
shows_problems (AnnalsWindow *window)
{
  return gtk_widget_get_mapped (find_typed (GTK_WIDGET (window), ANNALS_TYPE_PROBLEM_LIST));
}

static GtkSingleSelection *
problem_selection (AnnalsWindow *window)
{
  GtkWidget *list = find_typed (GTK_WIDGET (window), ANNALS_TYPE_PROBLEM_LIST);
  GtkWidget *view = find_typed (list, GTK_TYPE_LIST_VIEW);

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

/* Told in a sentence, listed behind it; what is chosen shows the text there and its event. */
static void
test_problems (void)
{
  g_autoptr (GFile) file = write_bad_file ();
  AnnalsWindow *window = open_window (file);
  AnnalsSession *session = annals_window_get_session (window);

  WAIT_FOR (says (GTK_WIDGET (window), "1 of 3 events was left out."));
  g_assert_true (says (GTK_WIDGET (window), "The rest is shown."));
  g_assert_false (shows_problems (window));
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Show"), "clicked");
  WAIT_FOR (says (GTK_WIDGET (window), "bad.json:3:*"));
  g_assert_true (says (GTK_WIDGET (window), "error, b"));
  WAIT_FOR (says (GTK_WIDGET (window), "bad.json:4:3"));
  g_assert_true (says (GTK_WIDGET (window), "The event has no “id”; it is left out."));
  g_assert_false (says (GTK_WIDGET (window), "13"));

  annals_session_select (session, ANNALS_NO_EVENT);
  gtk_single_selection_set_selected (problem_selection (window), 0);
  WAIT_FOR (says (GTK_WIDGET (window), "*No month\", \"date\": \"2018-"));
  g_assert_true (says (GTK_WIDGET (window), "13"));
  g_assert_true (says (GTK_WIDGET (window), "-02\" },"));
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);

  /* One of no event leaves the selection; only one excerpt is shown. */
  gtk_single_selection_set_selected (problem_selection (window), 1);
  WAIT_FOR (says (GTK_WIDGET (window), " \"title\": \"No id\", \"date\": \"2018\" } ] }"));
  g_assert_false (says (GTK_WIDGET (window), "13"));
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);

  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Hide"), "clicked");
  WAIT_FOR (!shows_problems (window));
  close_window (window);
}

/* The only problem in the list leads to the second event. */
static void
check_leads_to_second (AnnalsWindow *window)
{
  AnnalsSession *session = annals_window_get_session (window);

  annals_session_select (session, ANNALS_NO_EVENT);
  gtk_single_selection_set_selected (problem_selection (window), 0);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
}

/* Rows of one entity with several dates get ids that no row has: what is wrong in one leads to it
 * all the same. */
static void
test_problem_of_a_row (void)
{
#define ROW(begin, end)                                                                            \
  "{ \"i\": \"http://www.wikidata.org/entity/Q42\", \"from\": \"" begin                            \
  "T00:00:00Z\", \"to\": \"" end "T00:00:00Z\" }"
  g_autoptr (GFile) file = write_file (
      "rows.json",
      "[ " ROW ("1951-05-05", "1961-05-05") ",\n" ROW ("1952-05-05", "1852-05-05") " ]");
#undef ROW
  AnnalsWindow *window = open_window (file);

  WAIT_FOR (says (GTK_WIDGET (window), "1 problem was found in rows.json."));
  activate (window, "win.problems");
  WAIT_FOR (says (GTK_WIDGET (window), "warning, Q42@1952-05-05"));
  check_leads_to_second (window);
  close_window (window);
}

/* An id that is made of what the event says is nothing to read. */
static void
test_problem_without_id (void)
{
  g_autoptr (GFile) file
      = write_file ("visits.json", "[ { \"start\": \"2014\", \"content\": \"Arrival\" },\n"
                                   "  { \"start\": \"soon\", \"content\": \"A visit\" } ]");
  AnnalsWindow *window = open_window (file);

  WAIT_FOR (says (GTK_WIDGET (window), "1 problem was found in visits.json."));
  activate (window, "win.problems");
  WAIT_FOR (says (GTK_WIDGET (window), "error, A visit"));
  g_assert_true (says (GTK_WIDGET (window), "“soon” cannot be read as a date.*"));
  check_leads_to_second (window);
  close_window (window);
}

/* The counter stays when the notice is closed, opens the list, and goes with the file. */
static void
test_problem_counter (void)
{
  g_autoptr (GFile) file = write_bad_file ();
  g_autoptr (GFile) good = write_file ("small.json", small_timeline);
  AnnalsWindow *window = open_window (file);
  GtkWidget *counter, *notice;

  WAIT_FOR (says (GTK_WIDGET (window), "1 of 3 events was left out."));
  notice = gtk_widget_get_ancestor (
      find_widget (GTK_WIDGET (window), is_shown_label, "1 of 3 events was left out."),
      ANNALS_TYPE_NOTICE);
  g_signal_emit_by_name (find_button (notice, "Close"), "clicked");
  WAIT_FOR (!says (GTK_WIDGET (window), "1 of 3 events was left out."));
  counter = find_button (GTK_WIDGET (window), "2 problems in the file (Ctrl+Shift+P)");
  g_assert_nonnull (counter);
  g_assert_true (gtk_widget_get_mapped (counter));
  g_assert_true (says (counter, "2"));

  g_signal_emit_by_name (counter, "clicked");
  WAIT_FOR (shows_problems (window));
  WAIT_FOR (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (counter)));
  /* The keyboard is in the list. */
  WAIT_FOR (gtk_window_get_focus (GTK_WINDOW (window)) != NULL
            && gtk_widget_is_ancestor (
                gtk_window_get_focus (GTK_WINDOW (window)),
                find_typed (GTK_WIDGET (window), ANNALS_TYPE_PROBLEM_LIST)));
  activate (window, "win.problems");
  WAIT_FOR (!shows_problems (window));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (counter)));

  activate (window, "win.problems");
  WAIT_FOR (shows_problems (window));
  annals_window_open (window, good);
  WAIT_FOR (!annals_window_is_loading (window));
  WAIT_FOR (!shows_problems (window) && !gtk_widget_get_visible (counter));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "problems"));
  close_window (window);
}

/* The longest that the main loop was not back for, in microseconds of its own thread's work: what else
 * the machine does meanwhile does not count. */
typedef struct
{
  gint64 last, longest;
} Hold;

static gint64
get_thread_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

static gboolean
hold_cb (gpointer data)
{
  Hold *hold = data;
  gint64 now = get_thread_us ();

  hold->longest = MAX (hold->longest, now - hold->last);
  hold->last = now;
  return G_SOURCE_CONTINUE;
}

/* A hundred thousand bad elements: counted, the first thousand listed, and the window is never held
 * by them. The bound is one that a slow machine keeps, and that the rows of the list at once would not:
 * they take 140 ms, a few a frame 13. */
static void
test_many_problems (void)
{
  g_autoptr (GString) text = g_string_new (
      "{ \"format\": \"annals-1\", \"events\": [ { \"id\": \"a\", \"title\": \"A\" }");
  g_autoptr (GFile) file = NULL;
  AnnalsWindow *window = open_window (NULL);
  Hold hold = { 0, 0 };
  guint source;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, ",\n{ \"id\": 3 }");
  g_string_append (text, "] }");
  file = write_file ("many-bad.json", text->str);
  hold.last = get_thread_us ();
  source = g_timeout_add_full (G_PRIORITY_HIGH, 1, hold_cb, &hold, NULL);
  annals_window_open (window, file);
  WAIT_FOR (says (GTK_WIDGET (window), "100,000 of 100,001 events were left out."));
  activate (window, "win.problems");
  WAIT_FOR (says (GTK_WIDGET (window), "The first 1,000 of 100,000 problems"));
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (problem_selection (window))) == 1000);
  gtk_single_selection_set_selected (problem_selection (window), 999);
  settle (500);
  g_source_remove (source);
  g_test_message ("longest hold of the main loop: %.1f ms", hold.longest / 1000.0);
  g_assert_cmpint (hold.longest, <, 100 * G_TIME_SPAN_MILLISECOND);
  close_window (window);
}

/* Opening a second file takes the place of the first, whichever is read sooner. */
static void
test_second_file (void)
{
  g_autoptr (GFile) first = write_file ("small.json", small_timeline);
  g_autoptr (GFile) second = write_file (
      "second.json", "{ \"format\": \"annals-1\", \"title\": \"Second\", \"events\": [ "
                     "{ \"id\": \"x\", \"title\": \"Only one\", \"date\": \"2018\" } ] }");
  AnnalsWindow *window = open_window (NULL);

  annals_window_open (window, first);
  annals_window_open (window, second);
  WAIT_FOR (!annals_window_is_loading (window));
  settle (200);
  g_assert_cmpstr (annals_timeline_get_title (timeline_of (window)), ==, "Second");
  close_window (window);
}

static void
test_notes_saved_on_close (void)
{
  g_autoptr (GFile) file = write_file ("noted.json", small_timeline);
  g_autofree char *path = g_build_filename (folder, "noted.notes.jsonld", NULL);
  g_autofree char *text = NULL;
  AnnalsWindow *window = open_window (file);
  AnnalsNotebook *notebook = annals_session_get_notebook (annals_window_get_session (window));

  g_assert_nonnull (notebook);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", "2019-02-27/2019-02-28",
                       "Who walked out?");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  close_window (window);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Who walked out?"));

  window = open_window (file);
  notebook = annals_session_get_notebook (annals_window_get_session (window));
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "hanoi"), ==, 1);
  close_window (window);
  g_unlink (path);
}

static GtkWidget *
wait_for_panel (AnnalsWindow *window)
{
  WAIT_FOR (find_typed (GTK_WIDGET (window), ANNALS_TYPE_SIDE_PANEL) != NULL);
  return find_typed (GTK_WIDGET (window), ANNALS_TYPE_SIDE_PANEL);
}

/* The first frame has no panel yet, but its place: nothing moves when it comes. */
static void
test_panel_later (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  AnnalsWindow *window = annals_window_new (GTK_APPLICATION (application), NULL);
  GtkWidget *view = find_typed (GTK_WIDGET (window), ANNALS_TYPE_TIMELINE_VIEW);
  GtkWidget *panel;
  int width;

  g_assert_null (find_typed (GTK_WIDGET (window), ANNALS_TYPE_SIDE_PANEL));
  gtk_window_present (GTK_WINDOW (window));
  annals_window_open (window, file);
  WAIT_FOR (annals_timeline_view_get_scene (ANNALS_TIMELINE_VIEW (view)) != NULL);
  width = gtk_widget_get_width (view);
  panel = wait_for_panel (window);
  WAIT_FOR (gtk_widget_get_mapped (panel) && gtk_widget_get_width (panel) > 0);
  settle (50);
  g_assert_cmpint (gtk_widget_get_width (view), ==, width);
  g_assert_cmpint (gtk_widget_get_width (panel), ==, 360);
  close_window (window);
}

static void
test_views (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  AnnalsWindow *window = open_window (file);
  GtkWidget *view = find_typed (GTK_WIDGET (window), ANNALS_TYPE_TIMELINE_VIEW);
  GtkWidget *panel = wait_for_panel (window);

  WAIT_FOR (gtk_widget_get_mapped (view));
  WAIT_FOR (gtk_widget_get_mapped (panel));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "list"));
  WAIT_FOR (!gtk_widget_get_mapped (view));
  WAIT_FOR (says (GTK_WIDGET (window), "An undated rumour"));
  activate (window, "win.show-panel");
  WAIT_FOR (!gtk_widget_get_mapped (panel));
  activate (window, "win.show-panel");
  WAIT_FOR (gtk_widget_get_mapped (panel));
  close_window (window);
}

/* What has no date is on no timeline: a word beside the counts leads to the list of it. */
static void
test_undated (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  g_autoptr (GFile) dated = write_file (
      "dated.json", "{ \"format\": \"annals-1\", \"title\": \"Dated\", \"events\": ["
                    "{ \"id\": \"a\", \"title\": \"A\", \"date\": \"2018\" } ] }");
  AnnalsWindow *window = open_window (file);
  AnnalsEventList *list;
  GtkWidget *button;

  WAIT_FOR (says (GTK_WIDGET (window), "1 undated"));
  button = find_button (GTK_WIDGET (window), "1 undated");
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (says (GTK_WIDGET (window), "Events without a date"));
  list = ANNALS_EVENT_LIST (find_typed (GTK_WIDGET (window), ANNALS_TYPE_EVENT_LIST));
  WAIT_FOR (g_list_model_get_n_items (annals_event_list_get_model (list)) == 1);
  WAIT_FOR (says (GTK_WIDGET (window), "An undated rumour"));

  annals_window_open (window, dated);
  WAIT_FOR (says (GTK_WIDGET (window), "1 event · 2018"));
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undated"));
  close_window (window);
}

/* Under 1000 px the panel is a sheet, for a selected event only; wide again, it is beside. */
static void
test_narrow (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  AnnalsWindow *window = annals_window_new (GTK_APPLICATION (application), NULL);
  GtkWidget *panel;

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  gtk_window_present (GTK_WINDOW (window));
  annals_window_open (window, file);
  WAIT_FOR (timeline_of (window) != NULL && !annals_window_is_loading (window));
  panel = wait_for_panel (window);
  WAIT_FOR (!GTK_IS_PANED (gtk_widget_get_parent (panel)));
  g_assert_false (gtk_widget_get_visible (panel));
  annals_window_go_to_event (window, 0);
  WAIT_FOR (gtk_widget_get_mapped (panel));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  WAIT_FOR (GTK_IS_PANED (gtk_widget_get_parent (panel)));
  WAIT_FOR (gtk_widget_get_mapped (panel));
  close_window (window);
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));
}

/* A window a file; a file that is open already is shown where it is; an empty window is used first.
 */
static void
test_several_files (void)
{
  g_autoptr (GFile) first = write_file ("small.json", small_timeline);
  g_autoptr (GFile) second = write_file ("other.json", small_timeline);
  GFile *files[] = { first, second };
  AnnalsWindow *window = open_window (NULL);

  g_application_open (G_APPLICATION (application), files, 2, "");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_true (g_file_equal (annals_window_get_file (window), first));
  g_application_open (G_APPLICATION (application), files, 2, "");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_application_activate (G_APPLICATION (application));
  g_assert_cmpuint (count_windows (), ==, 2);
  while (count_windows () > 0)
    close_window (
        ANNALS_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data));

  /* Nothing open, nothing named: the example. */
  g_application_activate (G_APPLICATION (application));
  g_assert_cmpuint (count_windows (), ==, 1);
  window = ANNALS_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data);
  WAIT_FOR (timeline_of (window) != NULL && !annals_window_is_loading (window));
  g_assert_cmpuint (annals_timeline_get_n_events (timeline_of (window)), >, 80);
  close_window (window);
}

/* Undo brings back what a note was, and the event it was about. */
static void
test_undo (void)
{
  g_autoptr (GFile) file = write_file ("undone.json", small_timeline);
  AnnalsWindow *window = open_window (file);
  AnnalsSession *session = annals_window_get_session (window);
  AnnalsNotebook *notebook = annals_session_get_notebook (session);

  annals_window_go_to_event (window, 1);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", "2019-02-27/2019-02-28",
                       "A first thought");
  activate (window, "win.undo");
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 0);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 0);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  activate (window, "win.redo");
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 1);
  close_window (window);
}

/* Dark, light, and as the desktop has it (light here); a word that is none changes nothing. */
static void
test_colors (void)
{
  static const char *const schemes[] = { "dark", "light", "default" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gboolean is_dark = FALSE;

      g_action_group_change_action_state (G_ACTION_GROUP (application), "color-scheme",
                                          g_variant_new_string (schemes[i]));
      g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &is_dark,
                    NULL);
      g_assert_cmpint (is_dark, ==, i == 0);
    }
  g_action_group_change_action_state (G_ACTION_GROUP (application), "color-scheme",
                                      g_variant_new_string ("pink"));
}

/* Back and forward are grey until a jump has been made, and go by the window's actions. */
static void
test_back (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  AnnalsWindow *window = open_window (file);
  GActionGroup *actions = G_ACTION_GROUP (window);
  AnnalsSession *session = annals_window_get_session (window);
  AnnalsViewport *viewport = annals_session_get_viewport (session);
  double center_s, scale;

  WAIT_FOR (timeline_of (window) != NULL && annals_viewport_get_view (viewport)->width_px > 0);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  settle (200);
  g_assert_false (g_action_group_get_action_enabled (actions, "back"));
  g_assert_false (g_action_group_get_action_enabled (actions, "forward"));

  annals_viewport_zoom_about (viewport, 20, 100);
  center_s = annals_viewport_get_view (viewport)->center_s;
  scale = annals_viewport_get_view (viewport)->seconds_per_pixel;
  annals_window_go_to_event (window, 1);
  activate (window, "win.fit");
  g_assert_cmpfloat (annals_viewport_get_view (viewport)->seconds_per_pixel, >, 2 * scale);
  g_assert_true (g_action_group_get_action_enabled (actions, "back"));

  activate (window, "win.back");
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
  activate (window, "win.back");
  g_assert_cmpuint (annals_session_get_selection (session), ==, ANNALS_NO_EVENT);
  g_assert_cmpfloat (annals_viewport_get_view (viewport)->center_s, ==, center_s);
  g_assert_cmpfloat (annals_viewport_get_view (viewport)->seconds_per_pixel, ==, scale);
  g_assert_false (g_action_group_get_action_enabled (actions, "back"));
  activate (window, "win.forward");
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
  close_window (window);
}

/* Order, folding and grouping are there again when the file is opened again, in another window. */
static void
test_lanes_remembered (void)
{
  g_autoptr (GFile) file = write_file ("small.json", small_timeline);
  AnnalsWindow *window = open_window (file);
  AnnalsSession *session;
  AnnalsArrangement *moved;

  WAIT_FOR (timeline_of (window) != NULL);
  session = annals_window_get_session (window);
  moved = annals_arrangement_move (annals_session_get_arrangement (session), 0, +1);
  annals_session_set_arrangement (session, moved);
  annals_arrangement_unref (moved);
  activate (window, "win.fold-all");
  g_action_group_change_action_state (G_ACTION_GROUP (window), "group-by",
                                      g_variant_new_string ("kind"));
  close_window (window);
  annals_file_memory_flush ();

  window = open_window (file);
  WAIT_FOR (timeline_of (window) != NULL);
  session = annals_window_get_session (window);
  g_assert_cmpint (annals_session_get_group_by (session), ==, ANNALS_GROUP_KIND);
  {
    g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "group-by");

    g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "kind");
  }
  g_assert_false (annals_arrangement_is_folded (annals_session_get_arrangement (session), 0));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "group-by",
                                      g_variant_new_string ("track"));
  g_assert_cmpuint (annals_arrangement_get_lane_at (annals_session_get_arrangement (session), 0), ==, 1);
  g_assert_true (annals_arrangement_is_folded (annals_session_get_arrangement (session), 0));
  activate (window, "win.unfold-all");
  close_window (window);
  annals_file_memory_flush ();
}

int
main (int argc, char **argv)
{
  int status;

  set_up (&argc, &argv);
  g_test_add_func ("/window/open", test_open);
  g_test_add_func ("/window/empty", test_empty);
  g_test_add_func ("/window/wrong-files", test_wrong_files);
  g_test_add_func ("/window/problems", test_problems);
  g_test_add_func ("/window/problem-of-a-row", test_problem_of_a_row);
  g_test_add_func ("/window/problem-without-id", test_problem_without_id);
  g_test_add_func ("/window/problem-counter", test_problem_counter);
  g_test_add_func ("/window/many-problems", test_many_problems);
  g_test_add_func ("/window/second-file", test_second_file);
  g_test_add_func ("/window/notes-saved-on-close", test_notes_saved_on_close);
  g_test_add_func ("/window/panel-later", test_panel_later);
  g_test_add_func ("/window/views", test_views);
  g_test_add_func ("/window/undated", test_undated);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/several-files", test_several_files);
  g_test_add_func ("/window/undo", test_undo);
  g_test_add_func ("/window/colors", test_colors);
  g_test_add_func ("/window/back", test_back);
  g_test_add_func ("/window/lanes-remembered", test_lanes_remembered);
  status = g_test_run ();
  tear_down ();
  return status;
}
