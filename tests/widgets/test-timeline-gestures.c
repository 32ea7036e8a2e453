/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinch, flick and touchpad on the timeline view; what hovering shows; what a click on a
 * count leads to; and the keys that lead anywhere. */
#include <math.h>

#include "time/words.h"
#include "view/motion.h"
#include "widget-test.h"
#include "widgets/hover-card.h"
#include "widgets/timeline-view-private.h"

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsSession *session;
  AnnalsTimelineView *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stop_animations ();
  fixture->timeline = data != NULL ? load_text (data) : load_example ();
  fixture->session = annals_session_new ();
  fixture->view = ANNALS_TIMELINE_VIEW (annals_timeline_view_new ());
  annals_session_set_timeline (fixture->session, fixture->timeline, TRUE);
  annals_timeline_view_set_session (fixture->view, fixture->session);
  fixture->window = show_in_window (GTK_WIDGET (fixture->view), 1280, 1100);
  wait_until (annals_timeline_view_get_scene (fixture->view) != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  AnnalsTimelineView *view = g_object_ref (fixture->view);

  destroy_window (fixture->window);
  g_assert_finalize_object (view);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->timeline);
}

static const AnnalsView *
get_view (Fixture *fixture)
{
  return annals_viewport_get_view (annals_session_get_viewport (fixture->session));
}

static GtkWidget *
get_widget (Fixture *fixture)
{
  return GTK_WIDGET (fixture->view);
}

static void
animate (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

/* The first of a kind; of counts the largest. */
static gboolean
find_hit (Fixture *fixture, AnnalsHitKind kind, AnnalsHit *hit)
{
  gboolean is_found = FALSE;
  guint n;
  const AnnalsHit *hits = annals_scene_get_hits (annals_timeline_view_get_scene (fixture->view), &n);

  for (guint i = 0; i < n; i++)
    if (hits[i].kind == kind && (!is_found || hits[i].count > hit->count))
      {
        *hit = hits[i];
        is_found = TRUE;
      }
  return is_found;
}

static void
click (Fixture *fixture, const AnnalsHit *hit)
{
  click_at (get_widget (fixture), 1, hit->box.origin.x + hit->box.size.width / 2,
            hit->box.origin.y + hit->box.size.height / 2);
}

/* What the card says once the hand has rested on the hit. */
static char *
hover (Fixture *fixture, const AnnalsHit *hit)
{
  GtkEventController *motion = get_controller (get_widget (fixture), GTK_TYPE_EVENT_CONTROLLER_MOTION);
  GtkWidget *card = fixture->view->card;

  g_signal_emit_by_name (motion, "motion", hit->box.origin.x + hit->box.size.width / 2.0,
                         hit->box.origin.y + hit->box.size.height / 2.0);
  g_assert_false (gtk_widget_get_visible (card));
  wait_until (gtk_widget_get_visible (card));
  return get_shown_text (card);
}

static void
focus_view (Fixture *fixture)
{
  gtk_widget_grab_focus (get_widget (fixture));
}

/* --- Motion --- */

/* A flick lets the picture glide on as the closed formula says, ever slower, until it rests. */
static void
test_flick (Fixture *fixture, gconstpointer data)
{
  const double velocity = 900;
  double start_s = get_view (fixture)->center_s, scale = get_view (fixture)->seconds_per_pixel;
  double whole = annals_kinetic_offset (velocity, 1e6, NULL), first, half;

  animate ();
  annals_timeline_view_coast (fixture->view, velocity, 0);
  g_assert_cmpint (fixture->view->motion, ==, ANNALS_MOTION_COASTING);
  wait_until (get_view (fixture)->center_s != start_s);
  wait_ms (100);
  first = (start_s - get_view (fixture)->center_s) / scale;
  wait_until (fixture->view->motion == ANNALS_MOTION_NONE
              || (start_s - get_view (fixture)->center_s) / scale > whole / 2);
  half = (start_s - get_view (fixture)->center_s) / scale;
  wait_until (fixture->view->motion == ANNALS_MOTION_NONE);
  g_assert_cmpfloat (first, >, 0);
  g_assert_cmpfloat (half, >=, first);
  g_assert_cmpfloat_with_epsilon ((start_s - get_view (fixture)->center_s) / scale, whole, 0.01);
  g_assert_cmpuint (fixture->view->motion_tick, ==, 0);

  /* A press stops it where it is; a hand that rested before it let go lets nothing glide. */
  annals_timeline_view_coast (fixture->view, velocity, 0);
  click_at (get_widget (fixture), 1, 700, 1090);
  g_assert_cmpint (fixture->view->motion, ==, ANNALS_MOTION_NONE);
  annals_timeline_view_coast (fixture->view, 20, 0);
  g_assert_cmpint (fixture->view->motion, ==, ANNALS_MOTION_NONE);
}

/* Fingers that leave the touchpad in motion: the picture follows them on. */
static void
test_touchpad (Fixture *fixture, gconstpointer data)
{
  GtkEventController *scroll = get_controller (get_widget (fixture), GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  double start_s = get_view (fixture)->center_s, scale = get_view (fixture)->seconds_per_pixel;

  g_assert_cmpint (gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (scroll)), ==,
                   GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  animate ();
  g_signal_emit_by_name (scroll, "decelerate", 200.0, 0.0);
  g_assert_cmpint (fixture->view->motion, ==, ANNALS_MOTION_COASTING);
  wait_until (fixture->view->motion == ANNALS_MOTION_NONE);
  /* 2.5 px a touchpad's unit; to the right goes on in time. */
  g_assert_cmpfloat_with_epsilon ((get_view (fixture)->center_s - start_s) / scale,
                                  annals_kinetic_offset (500, 1e6, NULL), 0.01);

  stop_animations ();
  g_signal_emit_by_name (scroll, "decelerate", 200.0, 0.0);
  g_assert_cmpint (fixture->view->motion, ==, ANNALS_MOTION_NONE);
}

/* GTK 4.8 lets nobody make a touch; the gesture is told what its fingers do. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  GtkEventController *pinch = get_controller (get_widget (fixture), GTK_TYPE_GESTURE_ZOOM);
  AnnalsView before = *get_view (fixture);

  g_signal_emit_by_name (pinch, "begin", NULL);
  g_assert_cmpfloat (fixture->view->pinch_scale, ==, 1);
  annals_timeline_view_pinch (fixture->view, 2, 500);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel / 2,
                                  1e-6 * before.seconds_per_pixel);
  /* What was between the fingers is still there. */
  g_assert_cmpfloat_with_epsilon (
    annals_view_x (get_view (fixture), annals_view_instant (&before, 500 - ANNALS_NAMES_WIDTH)),
    500 - ANNALS_NAMES_WIDTH, 0.01);
  /* The scale is told from where the pinch began: back to 1 is back to where it was. */
  annals_timeline_view_pinch (fixture->view, 1, 500);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, before.center_s,
                                  before.seconds_per_pixel * 0.01);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel,
                                  1e-6 * before.seconds_per_pixel);
  annals_timeline_view_pinch (fixture->view, 0, 500);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel,
                                  1e-6 * before.seconds_per_pixel);
}

/* --- Hovering, and clicks that lead somewhere --- */

static void
test_whole_title (Fixture *fixture, gconstpointer data)
{
  AnnalsHit hit;
  g_autofree char *words = NULL;

  g_assert_true (find_hit (fixture, ANNALS_HIT_EVENT, &hit));
  /* The label has not room for half of it. */
  g_assert_cmpfloat (hit.box.size.width, <, 360);
  words = hover (fixture, &hit);
  g_assert_nonnull (strstr (words, annals_timeline_get_event_title (fixture->timeline, hit.event)));
  g_assert_nonnull (strstr (words, "2018"));
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  AnnalsView before = *get_view (fixture);
  AnnalsHit hit;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;
  g_autofree char *when = NULL;

  g_assert_true (find_hit (fixture, ANNALS_HIT_COUNT, &hit));
  words = hover (fixture, &hit);
  number = g_strdup_printf ("\n%u event%s\n", hit.count, hit.count == 1 ? "" : "s");
  g_assert_nonnull (strstr (words, number));
  when = annals_range_to_words (hit.begin_s, hit.end_s);
  g_assert_nonnull (strstr (words, when));

  click (fixture, &hit);
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, <, before.seconds_per_pixel);
  g_assert_cmpfloat (get_view (fixture)->center_s, >=, hit.begin_s);
  g_assert_cmpfloat (get_view (fixture)->center_s, <=, hit.end_s);
  g_assert_true (annals_session_can_go (fixture->session, -1));
}

/* --- Keys --- */

/* What a key of the class does: GTK 4.8 has no way to press one. */
static void
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_widget (fixture));
  gboolean is_bound = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_bound; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)) && !is_bound; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger)
              || gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key
              || gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != modifiers)
            continue;
          is_bound = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                   get_widget (fixture), NULL);
        }
    }
  g_assert_true (is_bound);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  const guint32 *order;
  guint n;
  AnnalsView opening, before;

  focus_view (fixture);
  order = annals_timeline_get_order (fixture->timeline, &n);
  press (fixture, GDK_KEY_0, 0);
  opening = *get_view (fixture);
  press (fixture, GDK_KEY_End, 0);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, order[n - 1]);
  press (fixture, GDK_KEY_Home, 0);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, order[0]);
  annals_session_select (fixture->session, ANNALS_NO_EVENT);

  press (fixture, GDK_KEY_f, 0);
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, >, opening.seconds_per_pixel);
  press (fixture, GDK_KEY_0, 0);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, opening.center_s,
                                  opening.seconds_per_pixel);
  for (guint i = 0; i < 4; i++)
    press (fixture, GDK_KEY_plus, 0);
  before = *get_view (fixture);
  press (fixture, GDK_KEY_Page_Down, 0);
  g_assert_cmpfloat (get_view (fixture)->center_s, >, before.center_s);
  press (fixture, GDK_KEY_Page_Up, 0);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, before.center_s,
                                  before.seconds_per_pixel);
  press (fixture, GDK_KEY_g, 0);
  g_assert_nonnull (fixture->view->date_popover);
  g_assert_true (gtk_widget_get_visible (fixture->view->date_popover));
  gtk_popover_popdown (GTK_POPOVER (fixture->view->date_popover));
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_true (annals_timeline_view_has_range (fixture->view));
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_false (annals_timeline_view_has_range (fixture->view));
}

static const char long_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"Long\", \"events\": ["
    "{ \"id\": \"a\", \"date\": \"2018-06-12\", \"title\": \"A title that is so long that no row has room"
    " for it all, because a label is never wider than a third of a window or so\" },"
    "{ \"id\": \"b\", \"date\": \"2019-06-12\", \"title\": \"B\" } ] }";

/* Four hundred events within a year, in one lane: a band of counts. */
static char *
make_crowd (void)
{
  GString *text = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"Crowd\", \"events\": [");

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text, "%s{ \"id\": \"e%u\", \"title\": \"Event %u\","
                                  " \"date\": \"2018-%02u-%02u\", \"importance\": 4 }",
                            i > 0 ? "," : "", i, i, 1 + i / 28 % 12, 1 + i % 28);
  g_string_append (text, ", { \"id\": \"z\", \"title\": \"Z\", \"date\": \"1918\" } ] }");
  return g_string_free (text, FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char *crowd = make_crowd ();
  const struct
  {
    const char *name;
    const char *json;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/timeline-gestures/flick", NULL, test_flick },
    { "/timeline-gestures/touchpad", NULL, test_touchpad },
    { "/timeline-gestures/pinch", NULL, test_pinch },
    { "/timeline-gestures/whole-title", long_json, test_whole_title },
    { "/timeline-gestures/count", crowd, test_count },
    { "/timeline-gestures/keys", NULL, test_keys },
  };

  init_test (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, tests[i].json, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
