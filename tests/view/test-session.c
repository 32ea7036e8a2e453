/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session: opening view, selection, neighbours, search, and that it goes when let go. */
#include "view/session.h"

#include <locale.h>

#include <glib/gstdio.h>

#include "random-timeline.h"
#include "sample.h"
#include "time/calendar.h"

static const char *const lines[] = {
  "a|2018-06-12|1|Singapore summit", "b|2018-06-12|2|Trump calls Singapore a success",
  "a|2019-02-27/2019-02-28|1|Hanoi summit", "a||3|Undated summit", "b|2019-06-30|2|Panmunjom",
  NULL
};

static const char *const more_lines[] = {
  "b|2017-01-01|3|An earlier one", "a|2018-06-12|1|Singapore summit", NULL
};

static void
increase (gpointer data)
{
  (*(guint *) data)++;
}

static AnnalsSession *
make_session (const char *const *from, guint *n_filter_changes)
{
  AnnalsSession *session = annals_session_new ();
  g_autoptr (AnnalsTimeline) timeline = sample_timeline (from);

  annals_viewport_set_size (annals_session_get_viewport (session), 800, 500);
  annals_session_set_timeline (session, timeline, TRUE);
  if (n_filter_changes != NULL)
    g_signal_connect_swapped (session, "filter-changed", G_CALLBACK (increase), n_filter_changes);

  return session;
}

static void
wait_for_answer (AnnalsSession *session)
{
  while (annals_session_is_searching (session))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_opening_view (void)
{
  g_autoptr (AnnalsSession) session = annals_session_new ();
  g_autoptr (AnnalsTimeline) timeline = sample_timeline (lines);
  const AnnalsView *view;
  double first_s = annals_instant_from_civil (2018, 6, 12, 0, 0, 0);

  /* The size may come after the timeline. */
  annals_session_set_timeline (session, timeline, TRUE);
  annals_viewport_set_size (annals_session_get_viewport (session), 800, 500);
  view = annals_viewport_get_view (annals_session_get_viewport (session));
  g_assert_cmpfloat_with_epsilon (annals_view_x (view, first_s), 20, 0.5);

  /* A window that grows still shows the whole range … */
  annals_viewport_set_size (annals_session_get_viewport (session), 1200, 500);
  g_assert_cmpfloat_with_epsilon (annals_view_x (view, first_s), 20, 0.5);

  /* … until the reader has moved: then a later size does not go back to it. */
  annals_viewport_pan (annals_session_get_viewport (session), 100, 0);
  annals_viewport_set_size (annals_session_get_viewport (session), 800, 600);
  view = annals_viewport_get_view (annals_session_get_viewport (session));
  g_assert_cmpfloat (ABS (annals_view_x (view, first_s) - 20), >, 50);
}

static void
test_neighbours (void)
{
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  static const struct { guint from; int direction; gboolean in_lane; guint expected; } table[] = {
    { ANNALS_NO_EVENT, 1, FALSE, 0 }, { 0, 1, FALSE, 1 }, { 1, 1, FALSE, 2 }, { 2, 1, FALSE, 4 },
    { 4, 1, FALSE, ANNALS_NO_EVENT }, { 4, -1, FALSE, 2 }, { 0, -1, FALSE, ANNALS_NO_EVENT },
    { 0, 1, TRUE, 2 }, { 4, -1, TRUE, 1 }, { 2, 1, TRUE, ANNALS_NO_EVENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      annals_session_select (session, table[i].from);
      g_assert_cmpuint (annals_session_get_neighbour (session, table[i].direction, table[i].in_lane), ==,
                        table[i].expected);
    }
}

static void
test_selection_kept_by_id (void)
{
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  g_autoptr (AnnalsTimeline) more = sample_timeline (more_lines);
  guint n_changes = 0;

  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (increase), &n_changes);
  annals_session_select (session, 1);
  annals_session_select (session, 1);
  g_assert_cmpuint (n_changes, ==, 1);

  /* e1 is another event there, but it is the same id. */
  annals_session_set_timeline (session, more, FALSE);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
  annals_session_select (session, 0);
  annals_session_set_timeline (session, more, TRUE);
  g_assert_cmpuint (annals_session_get_selection (session), ==, ANNALS_NO_EVENT);
  annals_session_select (session, 77);
  g_assert_cmpuint (annals_session_get_selection (session), ==, ANNALS_NO_EVENT);
}

static void
test_search (void)
{
  guint n_changes = 0, n;
  g_autoptr (AnnalsSession) session = make_session (lines, &n_changes);

  annals_session_set_search (session, "summit");
  wait_for_answer (session);
  g_assert_nonnull (annals_session_get_matches (session));
  g_assert_cmpuint (annals_session_get_match_position (session, &n), ==, 0);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (n_changes, >=, 1);

  /* In time order, undated ones last, and round the end. */
  for (guint i = 0; i < 4; i++)
    {
      static const guint expected[] = { 0, 2, 3, 0 };

      annals_session_step_match (session, 1);
      g_assert_cmpuint (annals_session_get_selection (session), ==, expected[i]);
    }
  annals_session_step_match (session, -1);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 3);
  g_assert_cmpuint (annals_session_get_match_position (session, NULL), ==, 3);

  /* Stepping from event to event stays in the filter. */
  annals_session_select (session, 0);
  g_assert_cmpuint (annals_session_get_neighbour (session, 1, FALSE), ==, 2);

  /* A newer search replaces an older one, whichever answers first. */
  annals_session_set_search (session, "singapore");
  annals_session_set_search (session, "panmunjom");
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (annals_bitset_contains (annals_session_get_matches (session), 4));

  annals_session_set_search (session, "");
  g_assert_null (annals_session_get_matches (session));
}

/* Among dates that are the same, open begins and undated events: every match is told where it stands. */
static void
test_match_positions (void)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (AnnalsTimeline) timeline = random_timeline (rand, 400, FALSE);
  g_autoptr (AnnalsSession) session = annals_session_new ();
  guint n, n_left_out = 0;

  g_test_message ("seed %u", seed);
  annals_session_set_timeline (session, timeline, TRUE);
  annals_session_set_search (session, "-kind:meeting");
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, >, 100);
  for (guint i = 1; i <= n + 1; i++)
    {
      annals_session_step_match (session, 1);
      g_assert_cmpuint (annals_session_get_match_position (session, NULL), ==, i <= n ? i : 1);
    }
  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    if (!annals_bitset_contains (annals_session_get_matches (session), event))
      {
        annals_session_select (session, event);
        g_assert_cmpuint (annals_session_get_match_position (session, NULL), ==, 0);
        n_left_out++;
      }
  g_assert_cmpuint (n_left_out, >, 0);
}

static void
add_plain_events (AnnalsBuilder *builder, guint first, guint n)
{
  AnnalsBatch *batch = annals_batch_new ();

  for (guint i = first; i < first + n; i++)
    sample_add (batch, i % 1000 == 0 ? "a|2018-06-12|1|Summit" : "a|2018-06-12|1|Lull", i);
  annals_builder_join (builder, batch);
}

/* A load tells of its last publication twice: nothing is begun anew for the second. */
static void
test_same_again (void)
{
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  AnnalsTimeline *timeline = annals_session_get_timeline (session);
  AnnalsGrouping *grouping = annals_session_get_grouping (session);
  guint n_changes = 0;

  g_signal_connect_swapped (session, "timeline-changed", G_CALLBACK (increase), &n_changes);
  annals_session_set_timeline (session, timeline, FALSE);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (annals_session_get_grouping (session) == grouping);
  /* The same one opened anew is shown as it was at first. */
  annals_session_set_timeline (session, timeline, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
}

/* While a large file is being read, its first events are indexed unasked, and what else is there when
 * something is searched for; what was found stays until the next answer. The whole is indexed when it is
 * there, or when no more is to come. */
static void
test_search_while_reading (gconstpointer data)
{
  gboolean is_given_up = GPOINTER_TO_INT (data);
  g_autoptr (AnnalsSession) session = annals_session_new ();
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) first = NULL, second = NULL, last = NULL;
  guint n_indices = 0, n;

  add_plain_events (builder, 0, 1000);
  first = annals_builder_publish (builder, FALSE);
  annals_session_set_timeline (session, first, TRUE);
  annals_session_set_search (session, "summit");
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, 1);

  g_signal_connect_swapped (session, "index-changed", G_CALLBACK (increase), &n_indices);
  add_plain_events (builder, 1000, 69000);
  second = annals_builder_publish (builder, FALSE);
  annals_session_set_timeline (session, second, FALSE);
  g_assert_true (annals_session_is_searching (session));
  g_assert_true (annals_bitset_contains (annals_session_get_matches (session), 0));
  g_assert_cmpuint (annals_bitset_count (annals_session_get_matches (session)), ==, 1);
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, 70);
  g_assert_cmpuint (n_indices, ==, 1);

  add_plain_events (builder, 70000, 1);
  last = annals_builder_publish (builder, TRUE);
  if (is_given_up)
    annals_session_settle (session);
  else
    annals_session_set_timeline (session, last, FALSE);
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, is_given_up ? 70 : 71);
  g_assert_cmpuint (n_indices, ==, is_given_up ? 1 : 2);

  /* There is nothing left to be done. */
  annals_session_settle (session);
  g_assert_false (annals_session_is_searching (session));
  g_assert_nonnull (annals_session_get_index (session));
}

/* Nobody pays for an index of what is only there for a moment. */
static void
test_no_index_unasked (void)
{
  g_autoptr (AnnalsSession) session = annals_session_new ();
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  guint n_indices = 0, n;

  add_plain_events (builder, 0, 70000);
  timeline = annals_builder_publish (builder, FALSE);
  g_signal_connect_swapped (session, "index-changed", G_CALLBACK (increase), &n_indices);
  annals_session_set_timeline (session, timeline, TRUE);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_cmpuint (n_indices, ==, 0);

  annals_session_set_search (session, "summit");
  g_assert_true (annals_session_is_searching (session));
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, 70);
}

/* A machine so busy that no worker comes to an answer before all is typed. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean is_free;
  guint n_blocked;
} Gate;

static void
block_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->n_blocked++;
  while (!gate->is_free)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  g_task_return_boolean (task, TRUE);
}

static void
block_workers (Gate *gate, guint n)
{
  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->cond);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, gate, NULL);
      g_task_run_in_thread (task, block_thread);
    }
}

static void
free_workers (Gate *gate, guint n)
{
  g_mutex_lock (&gate->mutex);
  gate->is_free = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
  for (gboolean is_done = FALSE; !is_done;)
    {
      g_usleep (1000);
      g_mutex_lock (&gate->mutex);
      is_done = gate->n_blocked == n;
      g_mutex_unlock (&gate->mutex);
    }
}

typedef struct
{
  const char *typed;
  guint n_answers, n_wrong;
} Answers;

/* Whatever is told as the answer is the answer to what was typed last. */
static void
check_answer_cb (AnnalsSession *session, Answers *answers)
{
  g_autoptr (AnnalsQuery) query = NULL;
  g_autoptr (AnnalsBitset) right = NULL;
  guint n;

  if (annals_session_is_searching (session) || annals_session_get_matches (session) == NULL)
    return;
  query = annals_query_new (answers->typed);
  right = annals_query_run (query, annals_session_get_index (session), NULL);
  annals_session_get_match_position (session, &n);
  answers->n_answers++;
  answers->n_wrong += n != annals_bitset_count (right);
}

static void
test_late_answers (void)
{
  static const char *const typed[] = { "s", "si", "sin", "singapore", "singapore c", "singapore ca", "p", "pan" };
  enum { N_BLOCKED = 40 };
  guint n_changes = 0;
  g_autoptr (AnnalsSession) session = make_session (lines, &n_changes);
  Answers answers = { "summit", 0, 0 };
  Gate gate = { 0 };

  annals_session_set_search (session, "summit");
  wait_for_answer (session);
  g_signal_connect (session, "filter-changed", G_CALLBACK (check_answer_cb), &answers);
  block_workers (&gate, N_BLOCKED);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      answers.typed = typed[i];
      annals_session_set_search (session, typed[i]);
      g_assert_true (annals_session_is_searching (session));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  free_workers (&gate, N_BLOCKED);
  wait_for_answer (session);
  for (guint i = 0; i < 100; i++)
    {
      g_usleep (1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpuint (answers.n_answers, ==, 1);
  g_assert_cmpuint (answers.n_wrong, ==, 0);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_remove (inside), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* A note is found by its words, while the search stands too. */
static void
test_notes_are_searched (void)
{
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  g_autofree char *folder = g_dir_make_tmp ("annals-session-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.notes.jsonld", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsNotebook) notebook = annals_notebook_new_for_file (file, NULL, "sample.json");
  guint n;

  annals_session_set_notebook (session, notebook);
  annals_session_set_search (session, "whodunit");
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, 0);

  annals_notebook_add (notebook, "e4", "Panmunjom", "2019-06-30", "a whodunit");
  wait_for_answer (session);
  annals_session_get_match_position (session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (annals_bitset_contains (annals_session_get_matches (session), 4));

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  remove_folder (folder);
}

static void
test_view_of_event (void)
{
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  AnnalsViewport *viewport = annals_session_get_viewport (session);
  AnnalsView view;
  double instant_s = annals_instant_from_civil (2018, 6, 12, 12, 0, 0);

  g_assert_false (annals_session_get_view_of_event (session, 3, &view));
  g_assert_true (annals_session_get_view_of_event (session, 0, &view));
  g_assert_cmpfloat (view.center_s, ==, annals_viewport_get_view (viewport)->center_s);

  annals_viewport_show_range (viewport, instant_s + 50 * 86400, instant_s + 60 * 86400, 20);
  g_assert_true (annals_session_get_view_of_event (session, 0, &view));
  g_assert_cmpfloat (view.seconds_per_pixel, ==, annals_viewport_get_view (viewport)->seconds_per_pixel);
  g_assert_cmpfloat (annals_view_x (&view, instant_s), >=, 10);
  g_assert_cmpfloat (annals_view_x (&view, instant_s), <=, 790);
}

/* A file read anew: the view stays, matches follow their events until the search is answered again,
 * and a selected event that went is selected again when it comes back. */
static void
test_reload (void)
{
  guint n_filter_changes = 0;
  g_autoptr (AnnalsSession) session = make_session (lines, &n_filter_changes);
  g_autoptr (AnnalsTimeline) before = g_object_ref (annals_session_get_timeline (session));
  static const char *const reread[]
      = { "b|2010-01-01|3|An earlier one", "a|2011-06-30|1|Another summit", NULL };
  g_autoptr (AnnalsTimeline) after = sample_timeline (reread);
  g_autoptr (AnnalsDifference) there = annals_difference_new (before, after, NULL);
  g_autoptr (AnnalsDifference) back = annals_difference_new (after, before, NULL);
  AnnalsView view;

  annals_viewport_pan (annals_session_get_viewport (session), 50, 0);
  annals_session_set_search (session, "summit");
  wait_for_answer (session);
  g_assert_cmpuint (annals_bitset_count (annals_session_get_matches (session)), ==, 3);
  annals_session_select (session, 2);
  view = *annals_viewport_get_view (annals_session_get_viewport (session));

  annals_session_reload (session, there);
  g_assert_null (annals_session_get_difference (session));
  g_assert_true (annals_session_get_timeline (session) == after);
  g_assert_cmpuint (annals_session_get_selection (session), ==, ANNALS_NO_EVENT);
  g_assert_true (annals_session_is_searching (session));
  /* e0 matched before, e1 did not, though it will. */
  g_assert_true (annals_bitset_contains (annals_session_get_matches (session), 0));
  g_assert_cmpuint (annals_bitset_count (annals_session_get_matches (session)), ==, 1);
  wait_for_answer (session);
  g_assert_true (annals_bitset_contains (annals_session_get_matches (session), 1));
  g_assert_cmpuint (annals_bitset_count (annals_session_get_matches (session)), ==, 1);

  annals_session_reload (session, back);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 2);
  g_assert_cmpfloat (annals_viewport_get_view (annals_session_get_viewport (session))->center_s, ==,
                     view.center_s);
  g_assert_cmpfloat (
      annals_viewport_get_view (annals_session_get_viewport (session))->seconds_per_pixel, ==,
      view.seconds_per_pixel);

  /* What the reader has chosen since stays chosen. */
  annals_session_reload (session, there);
  annals_session_select (session, 1);
  annals_session_select (session, ANNALS_NO_EVENT);
  annals_session_reload (session, back);
  g_assert_cmpuint (annals_session_get_selection (session), ==, ANNALS_NO_EVENT);
}

static void
test_finalized (void)
{
  AnnalsSession *session = make_session (lines, NULL);

  annals_session_set_search (session, "summit");
  g_assert_nonnull (annals_session_get_grouping (session));
  g_assert_finalize_object (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Back leads to what a jump left: the view and the selection; not to what was panned over. */
static void
test_visits (void)
{
  guint n_changes = 0;
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  g_autoptr (AnnalsTimeline) more = sample_timeline (more_lines);
  AnnalsViewport *viewport = annals_session_get_viewport (session);
  AnnalsView start, view, far;

  g_signal_connect_swapped (session, "visits-changed", G_CALLBACK (increase), &n_changes);
  g_assert_false (annals_session_can_go (session, -1));
  g_assert_false (annals_session_go (session, -1, &view));
  annals_session_select (session, 1);
  annals_viewport_pan (viewport, 30, 0);
  start = *annals_viewport_get_view (viewport);

  annals_session_leave (session);
  annals_session_select (session, 4);
  annals_viewport_pan (viewport, 300, 0);
  g_assert_true (annals_session_can_go (session, -1));
  g_assert_false (annals_session_can_go (session, +1));
  g_assert_true (annals_session_go (session, -1, &view));
  g_assert_cmpfloat (view.center_s, ==, start.center_s);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
  g_assert_true (annals_session_can_go (session, +1));
  g_assert_cmpuint (n_changes, ==, 2);

  /* A jump on the way somewhere leaves that place, not a stretch flown over. */
  far = start;
  far.center_s -= 1e7;
  annals_session_set_destination (session, &far);
  annals_session_leave (session);
  annals_session_set_destination (session, NULL);
  g_assert_false (annals_session_can_go (session, +1));
  g_assert_true (annals_session_go (session, -1, &view));
  g_assert_cmpfloat (view.center_s, ==, far.center_s);

  /* The file read again calls the event by another number; another file has no such places. */
  annals_session_leave (session);
  annals_session_set_timeline (session, more, FALSE);
  annals_session_select (session, ANNALS_NO_EVENT);
  g_assert_true (annals_session_go (session, -1, &view));
  g_assert_cmpuint (annals_session_get_selection (session), ==, 1);
  annals_session_leave (session);
  annals_session_set_timeline (session, more, TRUE);
  g_assert_false (annals_session_can_go (session, -1));
}

/* Stepping through the matches is a jump each. */
static void
test_match_visits (void)
{
  g_autoptr (AnnalsSession) session = make_session (lines, NULL);
  AnnalsView view;

  annals_session_set_search (session, "summit");
  wait_for_answer (session);
  annals_session_select (session, 4);
  annals_session_step_match (session, 1);
  annals_session_step_match (session, 1);
  g_assert_cmpuint (annals_session_get_selection (session), ==, 2);
  g_assert_true (annals_session_go (session, -1, &view));
  g_assert_cmpuint (annals_session_get_selection (session), ==, 0);
  g_assert_true (annals_session_go (session, -1, &view));
  g_assert_cmpuint (annals_session_get_selection (session), ==, 4);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/opening-view", test_opening_view);
  g_test_add_func ("/session/neighbours", test_neighbours);
  g_test_add_func ("/session/match-positions", test_match_positions);
  g_test_add_func ("/session/selection-kept-by-id", test_selection_kept_by_id);
  g_test_add_func ("/session/same-again", test_same_again);
  g_test_add_func ("/session/search", test_search);
  g_test_add_data_func ("/session/search-while-reading", GINT_TO_POINTER (FALSE),
                        test_search_while_reading);
  g_test_add_data_func ("/session/search-of-what-a-load-left", GINT_TO_POINTER (TRUE),
                        test_search_while_reading);
  g_test_add_func ("/session/no-index-unasked", test_no_index_unasked);
  g_test_add_func ("/session/late-answers", test_late_answers);
  g_test_add_func ("/session/notes-are-searched", test_notes_are_searched);
  g_test_add_func ("/session/view-of-event", test_view_of_event);
  g_test_add_func ("/session/reload", test_reload);
  g_test_add_func ("/session/finalized", test_finalized);
  g_test_add_func ("/session/visits", test_visits);
  g_test_add_func ("/session/match-visits", test_match_visits);

  return g_test_run ();
}
