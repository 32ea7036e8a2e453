/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: its window is dragged, resized and set by a click. */
#include "widgets/overview-view.h"

#include "scene/scene.h"
#include "widget-test.h"

#define WIDTH 800

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsSession *session;
  GtkWidget *view;
  GtkWidget *window;
  double begin_s, end_s; /* of the strip */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  AnnalsViewport *viewport;

  stop_animations ();
  fixture->timeline = load_example ();
  fixture->session = annals_session_new ();
  viewport = annals_session_get_viewport (fixture->session);
  annals_viewport_set_size (viewport, 1000, 600);
  annals_session_set_timeline (fixture->session, fixture->timeline, TRUE);
  fixture->view = annals_overview_view_new ();
  annals_overview_view_set_session (ANNALS_OVERVIEW_VIEW (fixture->view), fixture->session);
  fixture->window = show_in_window (fixture->view, WIDTH, 52);
  annals_overview_get_range (fixture->timeline, &fixture->begin_s, &fixture->end_s);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = g_object_ref (fixture->view);

  destroy_window (fixture->window);
  g_assert_finalize_object (view);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->timeline);
}

static double
get_x (Fixture *fixture, double instant_s)
{
  return (instant_s - fixture->begin_s) / (fixture->end_s - fixture->begin_s)
         * gtk_widget_get_width (fixture->view);
}

/* The window's edges on the strip. */
static void
get_edges (Fixture *fixture, double *left, double *right)
{
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (fixture->session));

  *left = get_x (fixture, annals_view_instant (view, 0));
  *right = get_x (fixture, annals_view_instant (view, view->width_px));
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  int minimum;

  gtk_widget_measure (fixture->view, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 52);
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  double left, right, moved_left, moved_right;

  get_edges (fixture, &left, &right);
  drag_from (fixture->view, (left + right) / 2, 26, -70, 0);
  get_edges (fixture, &moved_left, &moved_right);
  g_assert_cmpfloat_with_epsilon (moved_left, left - 70, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_right, right - 70, 0.01);
}

static void
test_edges (Fixture *fixture, gconstpointer data)
{
  double left, right, moved_left, moved_right;

  get_edges (fixture, &left, &right);
  drag_from (fixture->view, left + 1, 26, 60, 0);
  get_edges (fixture, &moved_left, &moved_right);
  g_assert_cmpfloat_with_epsilon (moved_left, left + 60, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_right, right, 0.01);

  drag_from (fixture->view, moved_right - 1, 26, -40, 0);
  get_edges (fixture, &moved_left, &moved_right);
  g_assert_cmpfloat_with_epsilon (moved_left, left + 60, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_right, right - 40, 0.01);

  /* An edge never passes the other. */
  drag_from (fixture->view, moved_left + 1, 26, 2000, 0);
  get_edges (fixture, &left, &right);
  g_assert_cmpfloat (left, <, right);
  g_assert_cmpfloat_with_epsilon (right, moved_right, 0.01);
}

static void
test_click (Fixture *fixture, gconstpointer data)
{
  double left, right, moved_left, moved_right;

  get_edges (fixture, &left, &right);
  g_assert_cmpfloat (left, >, 120);
  drag_from (fixture->view, 100, 26, 0, 0);
  get_edges (fixture, &moved_left, &moved_right);
  g_assert_cmpfloat_with_epsilon ((moved_left + moved_right) / 2, 100, 0.01);
  g_assert_cmpfloat_with_epsilon (moved_right - moved_left, right - left, 0.01);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  double left, right, moved_left, moved_right;

  get_edges (fixture, &left, &right);
  gtk_widget_activate_action (fixture->view, "overview.left", NULL);
  get_edges (fixture, &moved_left, &moved_right);
  g_assert_cmpfloat (moved_left, <, left);
  g_assert_cmpfloat_with_epsilon (moved_right - moved_left, right - left, 0.01);
  gtk_widget_activate_action (fixture->view, "overview.narrow", NULL);
  get_edges (fixture, &moved_left, &moved_right);
  g_assert_cmpfloat (moved_right - moved_left, <, right - left - 1);
}

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);
  g_test_add ("/overview-view/size", Fixture, NULL, set_up, test_size, tear_down);
  g_test_add ("/overview-view/drag", Fixture, NULL, set_up, test_drag, tear_down);
  g_test_add ("/overview-view/edges", Fixture, NULL, set_up, test_edges, tear_down);
  g_test_add ("/overview-view/click", Fixture, NULL, set_up, test_click, tear_down);
  g_test_add ("/overview-view/keys", Fixture, NULL, set_up, test_keys, tear_down);
  return g_test_run ();
}
