/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A timeline whose lanes take a worker: nothing on the main thread waits for them, or works them out. The
 * lanes of an unprepared grouping are a critical warning, which ends a test. */
#include "widget-test.h"
#include "widgets/overview-view.h"
#include "widgets/side-panel.h"
#include "widgets/timeline-view.h"

#define N_EVENTS 18000 /* a few milliseconds' work: who asks at once, asks too early */

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsSession *session;
  GtkWidget *view, *overview, *panel, *window;
} Fixture;

/* The lanes are nested, and one of them begins folded; the last event has no date. */
static AnnalsTimeline *
make_timeline (void)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":["
                                "{\"id\":\"a\",\"title\":\"A\"},"
                                "{\"id\":\"b\",\"title\":\"B\",\"parent\":\"a\"},"
                                "{\"id\":\"c\",\"title\":\"C\",\"folded\":true}],\"events\":[");
  AnnalsTimeline *timeline;

  for (guint i = 0; i < N_EVENTS; i++)
    g_string_append_printf (json,
                            "{\"id\":\"e%u\",\"title\":\"Event %u\",\"track\":\"%c\","
                            "\"actors\":[\"Actor %u\"],\"date\":\"%u-%02u-%02u\"},",
                            i, i, 'a' + i % 3, i % 40, 1990 + i % 30, 1 + i / 30 % 12, 1 + i / 360 % 28);
  g_string_append (json, "{\"id\":\"z\",\"title\":\"Some day\",\"track\":\"b\"}]}");
  timeline = load_text (json->str);
  g_string_free (json, TRUE);

  return timeline;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  stop_animations ();
  fixture->timeline = make_timeline ();
  fixture->session = annals_session_new ();
  annals_session_set_timeline (fixture->session, fixture->timeline, TRUE);
  annals_session_select (fixture->session, 7);
  fixture->view = annals_timeline_view_new ();
  annals_timeline_view_set_session (ANNALS_TIMELINE_VIEW (fixture->view), fixture->session);
  gtk_widget_set_vexpand (fixture->view, TRUE);
  fixture->overview = annals_overview_view_new ();
  annals_overview_view_set_session (ANNALS_OVERVIEW_VIEW (fixture->overview), fixture->session);
  fixture->panel = annals_side_panel_new ();
  annals_side_panel_set_session (ANNALS_SIDE_PANEL (fixture->panel), fixture->session);
  gtk_widget_set_size_request (fixture->panel, -1, 200);
  gtk_box_append (GTK_BOX (box), fixture->view);
  gtk_box_append (GTK_BOX (box), fixture->overview);
  gtk_box_append (GTK_BOX (box), fixture->panel);
  fixture->window = show_in_window (box, 1000, 900);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = g_object_ref (fixture->view);

  destroy_window (fixture->window);
  g_assert_finalize_object (view);
  g_object_unref (fixture->session);
  g_object_unref (fixture->timeline);
}

static gboolean
is_ready (Fixture *fixture)
{
  return annals_grouping_is_ready (annals_session_get_grouping (fixture->session))
         && annals_timeline_view_get_scene (ANNALS_TIMELINE_VIEW (fixture->view)) != NULL;
}

static gboolean
shows (Fixture *fixture, const char *words)
{
  g_autofree char *text = get_shown_text (fixture->panel);

  return strstr (text, words) != NULL;
}

/* All that asks for lanes, while there may be none. */
static void
use_all (Fixture *fixture)
{
  static const char *const actions[] = { "timeline.lane-down", "timeline.lane-up", "timeline.first-event",
                                         "timeline.last-event", "timeline.next-event",
                                         "timeline.fold-lane", "timeline.unfold-lane",
                                         "timeline.move-lane-down", "timeline.move-lane-up" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_activate_action (fixture->view, actions[i], NULL);
  annals_session_get_arrangement (fixture->session);
  annals_session_select (fixture->session, N_EVENTS);
  annals_session_select (fixture->session, 7);
  gtk_widget_queue_draw (fixture->overview);
}

static void
test_group_by (Fixture *fixture, gconstpointer data)
{
  wait_until (is_ready (fixture));
  for (guint by = 0; by < 2 * ANNALS_N_GROUP_BYS; by++)
    {
      annals_session_set_group_by (fixture->session, (by + 1) % ANNALS_N_GROUP_BYS);
      use_all (fixture);
      wait_until (is_ready (fixture));
      use_all (fixture);
    }
}

/* A larger publication, or another file: the panel and the overview are shown anew. */
static void
test_publication (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      annals_session_set_timeline (fixture->session, fixture->timeline, i % 2 == 1);
      use_all (fixture);
      if (i > 1)
        wait_until (is_ready (fixture));
    }
}

/* Until the lanes are known the pictured ones stay as the reader has arranged them. */
static void
test_arrangement_stays (Fixture *fixture, gconstpointer data)
{
  AnnalsArrangement *arrangement;
  g_autoptr (AnnalsArrangement) unfolded = NULL;

  wait_until (is_ready (fixture));
  arrangement = annals_session_get_arrangement (fixture->session);
  g_assert_true (annals_arrangement_is_folded (arrangement, 2));
  unfolded = annals_arrangement_fold (arrangement, 2, FALSE);
  annals_session_set_arrangement (fixture->session, unfolded);

  annals_session_set_timeline (fixture->session, fixture->timeline, FALSE);
  g_assert_false (annals_arrangement_is_folded (annals_session_get_arrangement (fixture->session), 2));
  annals_session_set_group_by (fixture->session, ANNALS_GROUP_ACTOR);
  g_assert_nonnull (annals_session_get_arrangement (fixture->session));
  wait_until (is_ready (fixture));
  g_assert_cmpuint (annals_arrangement_get_n_lanes (annals_session_get_arrangement (fixture->session)), >, 3);

  annals_session_set_group_by (fixture->session, ANNALS_GROUP_TRACK);
  wait_until (is_ready (fixture));
  g_assert_false (annals_arrangement_is_folded (annals_session_get_arrangement (fixture->session), 2));
}

/* Where lanes do not tell, a worker counts; whoever is shown last is told of. */
static void
test_position (Fixture *fixture, gconstpointer data)
{
  g_autofree char *of_all = g_strdup_printf ("%u of %u", N_EVENTS / 3 + 1, N_EVENTS / 3 + 1);

  wait_until (is_ready (fixture));
  annals_session_select (fixture->session, 7);
  annals_session_select (fixture->session, N_EVENTS);
  wait_until (shows (fixture, of_all));
  annals_session_set_group_by (fixture->session, ANNALS_GROUP_KIND);
  annals_session_select (fixture->session, 0);
  wait_until (shows (fixture, "1 of "));
}

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);

  g_test_add ("/large/group-by", Fixture, NULL, set_up, test_group_by, tear_down);
  g_test_add ("/large/publication", Fixture, NULL, set_up, test_publication, tear_down);
  g_test_add ("/large/arrangement-stays", Fixture, NULL, set_up, test_arrangement_stays, tear_down);
  g_test_add ("/large/position", Fixture, NULL, set_up, test_position, tear_down);

  return g_test_run ();
}
