/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view: hand, keys and ear reach the events that it draws, and rows stay where they are. */
#include "widgets/timeline-view.h"

#include "view/motion.h"
#include "timeline-fixture.h"

#define NAMES_WIDTH 136.0

/* A point on the event at which nothing else is hit. */
static graphene_point_t
find_point (Fixture *fixture, guint event)
{
  AnnalsScene *scene = get_scene (fixture);
  graphene_rect_t box;

  g_assert_true (annals_scene_find_event (scene, event, &box));
  for (float x = box.origin.x + 1; x < box.origin.x + box.size.width; x += 2)
    {
      float y = box.origin.y + box.size.height / 2;
      AnnalsHit hit = annals_scene_hit (scene, x, y);

      if (hit.kind == ANNALS_HIT_EVENT && hit.event == event)
        return GRAPHENE_POINT_INIT (x, y);
    }
  g_error ("No point hits event %u", event);
}

/* --- The hand --- */

static void
test_click (Fixture *fixture, gconstpointer data)
{
  guint event = find_event (fixture, "S08");
  graphene_point_t point = find_point (fixture, event);

  click_at (fixture->view, 1, point.x, point.y);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, event);
  /* On empty ground nothing is selected any more. */
  for (float y = 60; y < 1090; y += 3)
    for (float x = 160; x < 1270; x += 7)
      if (annals_scene_hit (get_scene (fixture), x, y).kind == ANNALS_HIT_NONE)
        {
          click_at (fixture->view, 1, x, y);
          g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, ANNALS_NO_EVENT);
          return;
        }
  g_assert_not_reached ();
}

static void
test_drag_pans (Fixture *fixture, gconstpointer data)
{
  AnnalsView before = *get_view (fixture);

  drag_from (fixture->view, 600, 300, -120, 0);
  g_assert_cmpfloat_with_epsilon (annals_view_x (get_view (fixture), annals_view_instant (&before, 500)),
                                  380, 0.01);
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, ==, before.seconds_per_pixel);
  drag_from (fixture->view, 600, 300, 120, 0);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, before.center_s,
                                  before.seconds_per_pixel * 0.01);
  /* Less than the threshold is a click that trembled. */
  drag_from (fixture->view, 600, 300, 2, 1);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, before.center_s,
                                  before.seconds_per_pixel * 0.01);
}

static void
test_drag_scrolls_lanes (Fixture *fixture, gconstpointer data)
{
  AnnalsView view;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 300);
  wait_until (gtk_widget_get_height (fixture->view) < 400);
  drag_from (fixture->view, 600, 200, 0, -80);
  view = *get_view (fixture);
  g_assert_cmpfloat_with_epsilon (view.scroll_px, 80, 0.01);
  drag_from (fixture->view, 600, 100, 0, 200);
  g_assert_cmpfloat (get_view (fixture)->scroll_px, ==, 0);
}

static void
test_double_click_zooms_about_pointer (Fixture *fixture, gconstpointer data)
{
  AnnalsView before = *get_view (fixture);
  graphene_point_t point = find_point (fixture, find_event (fixture, "S08"));
  double x = point.x - NAMES_WIDTH;
  double instant = annals_view_instant (&before, x);

  click_at (fixture->view, 2, point.x, point.y);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel / 2,
                                  before.seconds_per_pixel * 1e-9);
  g_assert_cmpfloat_with_epsilon (annals_view_x (get_view (fixture), instant), x, 0.01);
}

static void
scroll (Fixture *fixture, double dx, double dy)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (get_controller (fixture->view, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", dx,
                         dy, &is_handled);
  g_assert_true (is_handled);
}

/* Without lanes to scroll the wheel pans. */
static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  AnnalsView before = *get_view (fixture);

  scroll (fixture, 0, 1);
  g_assert_cmpfloat (get_view (fixture)->center_s, >, before.center_s);
  scroll (fixture, 0, -1);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, before.center_s,
                                  before.seconds_per_pixel * 0.01);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 300);
  wait_until (gtk_widget_get_height (fixture->view) < 400);
  before = *get_view (fixture);
  scroll (fixture, 0, 1);
  g_assert_cmpfloat (get_view (fixture)->scroll_px, >, 0);
  g_assert_cmpfloat (get_view (fixture)->center_s, ==, before.center_s);
  scroll (fixture, 1, 0);
  g_assert_cmpfloat (get_view (fixture)->center_s, >, before.center_s);
}

static void
test_earlier_and_later (Fixture *fixture, gconstpointer data)
{
  guint n;
  const AnnalsHit *hits = annals_scene_get_hits (get_scene (fixture), &n);
  AnnalsHit hit = { .kind = ANNALS_HIT_NONE };
  AnnalsView before = *get_view (fixture);

  for (guint i = 0; i < n; i++)
    if (hits[i].kind == ANNALS_HIT_EARLIER)
      hit = hits[i];
  g_assert_cmpint (hit.kind, ==, ANNALS_HIT_EARLIER);
  click_at (fixture->view, 1, hit.box.origin.x + hit.box.size.width / 2,
            hit.box.origin.y + hit.box.size.height / 2);
  g_assert_cmpfloat (get_view (fixture)->center_s, <, before.center_s);
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, ==, before.seconds_per_pixel);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, ANNALS_NO_EVENT);
}

/* --- Rows --- */

/* Where each drawn event stands, by its index: NAN where it is not drawn. */
static double *
get_tops (Fixture *fixture)
{
  guint n_events = annals_timeline_get_n_events (fixture->timeline);
  double *tops = g_new (double, n_events);

  for (guint event = 0; event < n_events; event++)
    {
      graphene_rect_t box;

      tops[event]
        = annals_scene_find_event (get_scene (fixture), event, &box) ? box.origin.y : NAN;
    }
  return tops;
}

static void
test_rows_stay (Fixture *fixture, gconstpointer data)
{
  guint n_events = annals_timeline_get_n_events (fixture->timeline);
  g_autofree double *first = get_tops (fixture);
  guint n_compared = 0;

  for (int step = 0; step < 12; step++)
    {
      g_autofree double *tops = NULL;

      drag_from (fixture->view, 600, 300, step < 6 ? -97 : 131, 0);
      tops = get_tops (fixture);
      for (guint event = 0; event < n_events; event++)
        if (!isnan (first[event]) && !isnan (tops[event]))
          {
            g_assert_cmpfloat_with_epsilon (tops[event], first[event], 0.001);
            n_compared++;
          }
    }
  g_assert_cmpuint (n_compared, >, 200);

  annals_session_set_search (fixture->session, "nuclear");
  wait_until (annals_session_get_matches (fixture->session) != NULL);
  {
    g_autofree double *tops = get_tops (fixture);

    for (guint event = 0; event < n_events; event++)
      if (!isnan (first[event]) && !isnan (tops[event]))
        g_assert_cmpfloat_with_epsilon (tops[event], first[event], 0.001);
  }
}

/* Events are on their way while a glide lasts, and at rest after it. */
static void
test_glide (Fixture *fixture, gconstpointer data)
{
  guint n_events = annals_timeline_get_n_events (fixture->timeline);
  g_autofree double *first = NULL;
  g_autofree double *last = NULL;
  g_autofree double *settled = NULL;
  guint n_on_the_way = 0;

  /* Without animations another grouping is there at once. */
  annals_session_set_group_by (fixture->session, ANNALS_GROUP_KIND);
  wait_until (get_scene (fixture) != NULL);
  last = get_tops (fixture);
  wait_ms (300);
  settled = get_tops (fixture);
  g_assert_cmpmem (last, n_events * sizeof (double), settled, n_events * sizeof (double));
  g_clear_pointer (&settled, g_free);
  annals_session_set_group_by (fixture->session, ANNALS_GROUP_TRACK);
  wait_until (get_scene (fixture) != NULL);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  first = get_tops (fixture);
  annals_session_set_group_by (fixture->session, ANNALS_GROUP_KIND);
  settled = get_tops (fixture);
  /* The glide begins where everything stood. */
  for (guint event = 0; event < n_events; event++)
    if (!isnan (first[event]) && !isnan (settled[event]) && first[event] != last[event])
      {
        /* A row of bare marks is lower: the box round the same middle begins half of that later. */
        g_assert_cmpfloat_with_epsilon (settled[event], first[event], 4.01);
        n_on_the_way++;
      }
  g_assert_cmpuint (n_on_the_way, >, 20);
  wait_ms (ANNALS_MOTION_OCTAVE + 300);
  g_clear_pointer (&settled, g_free);
  settled = get_tops (fixture);
  g_assert_cmpmem (last, n_events * sizeof (double), settled, n_events * sizeof (double));
  stop_animations ();
}

/* --- Keys --- */

static gboolean
is_in_view (Fixture *fixture, guint event)
{
  graphene_rect_t box;

  return annals_scene_find_event (get_scene (fixture), event, &box)
         && box.origin.x + box.size.width > NAMES_WIDTH && box.origin.x < 1280 && box.origin.y >= 0
         && box.origin.y + box.size.height <= gtk_widget_get_height (fixture->view) + 1;
}

static void
test_next_and_previous (Fixture *fixture, gconstpointer data)
{
  guint hanoi = find_event (fixture, "S08");
  guint n;
  const guint32 *order = annals_timeline_get_order (fixture->timeline, &n);
  guint steps = 0;

  act (fixture, "timeline.first-event");
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, order[0]);
  g_assert_true (is_in_view (fixture, order[0]));
  while (annals_session_get_selection (fixture->session) != hanoi && steps++ < n)
    {
      guint event;

      act (fixture, "timeline.next-event");
      event = annals_session_get_selection (fixture->session);
      g_assert_true (gtk_widget_is_focus (GTK_WIDGET (find_item (fixture, event))));
    }
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, hanoi);
  g_assert_true (is_in_view (fixture, hanoi));
  act (fixture, "timeline.previous-event");
  act (fixture, "timeline.next-event");
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, hanoi);
  act (fixture, "timeline.last-event");
  g_assert_true (is_in_view (fixture, annals_session_get_selection (fixture->session)));
  act (fixture, "timeline.deselect");
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, ANNALS_NO_EVENT);
}

/* How far a lane's nearest event lies from an instant. */
static double
find_least_distance (AnnalsGrouping *grouping, guint lane, double instant_s)
{
  guint n;
  const guint32 *events = annals_grouping_get_lane_events (grouping, lane, &n);
  double least = INFINITY;

  for (guint i = 0; i < n; i++)
    least = fmin (least, fabs (annals_grouping_get_anchor (grouping, events[i]) - instant_s));
  return least;
}

/* From every event of a lane to the nearest of the lane below. */
static void
test_nearest (Fixture *fixture, gconstpointer data)
{
  AnnalsGrouping *grouping = annals_session_get_grouping (fixture->session);
  guint n;
  const guint32 *events = annals_grouping_get_lane_events (grouping, 1, &n);

  g_assert_cmpuint (n, >, 5);
  for (guint i = 0; i < n; i++)
    {
      double instant_s = annals_grouping_get_anchor (grouping, events[i]);
      guint event;

      annals_session_select (fixture->session, events[i]);
      act (fixture, "timeline.lane-down");
      event = annals_session_get_selection (fixture->session);
      g_assert_cmpuint (annals_grouping_get_lane_of (grouping, event), ==, 2);
      g_assert_cmpfloat (fabs (annals_grouping_get_anchor (grouping, event) - instant_s), ==,
                         find_least_distance (grouping, 2, instant_s));
    }
}

static void
test_across_lanes (Fixture *fixture, gconstpointer data)
{
  AnnalsGrouping *grouping = annals_session_get_grouping (fixture->session);
  guint hanoi = find_event (fixture, "S08");
  guint lane = annals_grouping_get_lane_of (grouping, hanoi);

  annals_session_select (fixture->session, hanoi);
  act (fixture, "timeline.lane-down");
  g_assert_cmpuint (
    annals_grouping_get_lane_of (grouping, annals_session_get_selection (fixture->session)), ==, lane + 1);
  act (fixture, "timeline.lane-up");
  g_assert_cmpuint (
    annals_grouping_get_lane_of (grouping, annals_session_get_selection (fixture->session)), ==, lane);
}

static void
test_views (Fixture *fixture, gconstpointer data)
{
  double begin, end;
  AnnalsView opening, before;

  act (fixture, "timeline.opening-view");
  opening = *get_view (fixture);
  act (fixture, "timeline.fit");
  g_assert_true (annals_timeline_get_extent (fixture->timeline, &begin, &end));
  g_assert_cmpfloat (annals_view_x (get_view (fixture), begin), >=, 0);
  g_assert_cmpfloat (annals_view_x (get_view (fixture), end), <=, get_view (fixture)->width_px);
  act (fixture, "timeline.opening-view");
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, opening.seconds_per_pixel, 1e-6);

  before = *get_view (fixture);
  act (fixture, "timeline.zoom-in");
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, <, before.seconds_per_pixel);
  act (fixture, "timeline.zoom-out");
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel,
                                  before.seconds_per_pixel * 1e-9);

  for (guint i = 0; i < 4; i++)
    act (fixture, "timeline.zoom-in");
  before = *get_view (fixture);
  act (fixture, "timeline.page-right");
  g_assert_cmpfloat_with_epsilon (annals_view_x (&before, get_view (fixture)->center_s),
                                  before.width_px * 1.4, 0.1);
  act (fixture, "timeline.page-left");
  act (fixture, "timeline.pan-left");
  g_assert_cmpfloat (get_view (fixture)->center_s, <, before.center_s);
}

/* --- By ear --- */

static void
test_items (Fixture *fixture, gconstpointer data)
{
  AnnalsTimelineItem *item;
  g_autoptr (GPtrArray) items = NULL;

  wait_until (find_item (fixture, find_event (fixture, "S08")) != NULL);
  item = find_item (fixture, find_event (fixture, "S08"));
  items = find_widgets (fixture->view, ANNALS_TYPE_TIMELINE_ITEM);
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_LIST);
  g_assert_cmpuint (items->len, <=, 64);
  g_assert_cmpuint (items->len, >, 30);
  g_assert_nonnull (item);
  gtk_test_accessible_assert_role (item, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Hanoi summit breaks off, 27–28 February 2019, "
                                       "Trump–Kim diplomacy, 8 of 16");
  gtk_test_accessible_assert_state (item, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (item), "item.select", NULL);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, find_event (fixture, "S08"));
  gtk_test_accessible_assert_state (item, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (item)));
}

/* Each lies where its event is drawn, also after a pan. */
static void
test_items_follow (Fixture *fixture, gconstpointer data)
{
  drag_from (fixture->view, 600, 300, -200, 0);
  wait_ms (400);
  {
    g_autoptr (GPtrArray) items = find_widgets (fixture->view, ANNALS_TYPE_TIMELINE_ITEM);

    g_assert_cmpuint (items->len, >, 0);
    for (guint i = 0; i < items->len; i++)
      {
        AnnalsTimelineItem *item = g_ptr_array_index (items, i);
        graphene_rect_t box, place;

        g_assert_true (
          annals_scene_find_event (get_scene (fixture), annals_timeline_item_get_event (item), &box));
        g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (item), fixture->view, &place));
        g_assert_cmpfloat_with_epsilon (place.origin.x, box.origin.x, 1.01);
        g_assert_cmpfloat_with_epsilon (place.origin.y, box.origin.y, 1.01);
      }
  }
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  guint hanoi = find_event (fixture, "S08");

  wait_until (find_item (fixture, hanoi) != NULL);
  annals_session_select (fixture->session, hanoi);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (fixture->view, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (find_item (fixture, hanoi))));
  /* One step further is out of the timeline, not at the next of sixty events. */
  g_assert_false (gtk_widget_child_focus (fixture->view, GTK_DIR_TAB_FORWARD));
}

/* --- Counts --- */

typedef struct
{
  GArray *events;
  char *title;
} Shown;

static void
show_events_cb (AnnalsTimelineView *view, GArray *events, const char *title, Shown *shown)
{
  g_clear_pointer (&shown->events, g_array_unref);
  shown->events = g_array_ref (events);
  g_free (shown->title);
  shown->title = g_strdup (title);
}

/* Forty events on one day: no zoom parts them, so that the list is asked to show exactly these. */
static char *
create_crowd (void)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"events\":[");

  for (int i = 0; i < 40; i++)
    g_string_append_printf (json, "{\"id\":\"e%d\",\"title\":\"Event %d\",\"date\":\"2018-06-12\"},", i, i);
  g_string_append (json, "{\"id\":\"z\",\"title\":\"Other\",\"date\":\"2019-06-12\"}]}");
  return g_string_free (json, FALSE);
}

static void
test_unsplittable (Fixture *fixture, gconstpointer data)
{
  Shown shown = { NULL, NULL };
  guint n, n_told = 0;
  const AnnalsHit *hits = annals_scene_get_hits (get_scene (fixture), &n);
  AnnalsHit hit = { .kind = ANNALS_HIT_NONE };

  for (guint i = 0; i < n; i++)
    if (hits[i].kind == ANNALS_HIT_COUNT || hits[i].kind == ANNALS_HIT_PLUS)
      {
        hit = hits[i];
        n_told += hit.count;
      }
  g_assert_cmpint (hit.kind, !=, ANNALS_HIT_NONE);
  g_assert_cmpuint (n_told, >, 0);
  g_signal_connect (fixture->view, "show-events", G_CALLBACK (show_events_cb), &shown);
  click_at (fixture->view, 1, hit.box.origin.x + hit.box.size.width / 2,
            hit.box.origin.y + hit.box.size.height / 2);
  g_assert_nonnull (shown.events);
  g_assert_cmpuint (shown.events->len, >, 1);
  g_assert_nonnull (strstr (shown.title, "12 June 2018"));
  g_array_unref (shown.events);
  g_free (shown.title);
}

/* --- Nothing to show --- */

static void
test_empty (void)
{
  GtkWidget *view = annals_timeline_view_new ();
  g_autoptr (AnnalsSession) session = annals_session_new ();
  GtkWidget *window;

  stop_animations ();
  annals_timeline_view_set_session (ANNALS_TIMELINE_VIEW (view), session);
  window = show_in_window (view, 800, 600);
  g_assert_null (annals_timeline_view_get_scene (ANNALS_TIMELINE_VIEW (view)));
  gtk_widget_activate_action (view, "timeline.next-event", NULL);
  gtk_widget_activate_action (view, "timeline.fit", NULL);
  gtk_widget_activate_action (view, "timeline.zoom-in", NULL);
  click_at (view, 1, 300, 300);
  drag_from (view, 300, 300, 50, 0);
  g_object_ref (view);
  destroy_window (window);
  g_assert_finalize_object (view);
}

int
main (int argc, char **argv)
{
  g_autofree char *crowd = create_crowd ();
  const TimelineTest tests[] = {
    { "/timeline-view/click", NULL, test_click },
    { "/timeline-view/drag-pans", NULL, test_drag_pans },
    { "/timeline-view/drag-scrolls-lanes", NULL, test_drag_scrolls_lanes },
    { "/timeline-view/double-click-zooms-about-pointer", NULL, test_double_click_zooms_about_pointer },
    { "/timeline-view/wheel", NULL, test_wheel },
    { "/timeline-view/earlier-and-later", NULL, test_earlier_and_later },
    { "/timeline-view/rows-stay", NULL, test_rows_stay },
    { "/timeline-view/glide", NULL, test_glide },
    { "/timeline-view/next-and-previous", NULL, test_next_and_previous },
    { "/timeline-view/across-lanes", NULL, test_across_lanes },
    { "/timeline-view/nearest", NULL, test_nearest },
    { "/timeline-view/views", NULL, test_views },
    { "/timeline-view/items", NULL, test_items },
    { "/timeline-view/items-follow", NULL, test_items_follow },
    { "/timeline-view/tab", NULL, test_tab },
    { "/timeline-view/unsplittable", crowd, test_unsplittable },
  };

  init_test (&argc, &argv);
  g_test_add_func ("/timeline-view/empty", test_empty);
  add_timeline_tests (tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
