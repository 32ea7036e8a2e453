/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinch, flick and touchpad on the timeline view; what hovering shows; what a click on a
 * count leads to; and the keys that lead anywhere. */
#include <math.h>

#include "time/words.h"
#include "view/motion.h"
#include "timeline-fixture.h"
#include "widgets/hover-card.h"
#include "widgets/timeline-view-private.h"

static AnnalsTimelineView *
get_self (Fixture *fixture)
{
  return ANNALS_TIMELINE_VIEW (fixture->view);
}

static void
animate (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

/* What the card says once the hand has rested on the hit. */
static char *
hover (Fixture *fixture, const AnnalsHit *hit)
{
  GtkEventController *motion = get_controller (fixture->view, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  GtkWidget *card = get_self (fixture)->card;

  g_signal_emit_by_name (motion, "motion", hit->box.origin.x + hit->box.size.width / 2.0,
                         hit->box.origin.y + hit->box.size.height / 2.0);
  g_assert_false (gtk_widget_get_visible (card));
  wait_until (gtk_widget_get_visible (card));
  return get_shown_text (card);
}

static void
focus_view (Fixture *fixture)
{
  gtk_widget_grab_focus (fixture->view);
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
  annals_timeline_view_coast (get_self (fixture), velocity, 0);
  g_assert_cmpint (get_self (fixture)->motion, ==, ANNALS_MOTION_COASTING);
  wait_until (get_view (fixture)->center_s != start_s);
  wait_ms (100);
  first = (start_s - get_view (fixture)->center_s) / scale;
  wait_until (get_self (fixture)->motion == ANNALS_MOTION_NONE
              || (start_s - get_view (fixture)->center_s) / scale > whole / 2);
  half = (start_s - get_view (fixture)->center_s) / scale;
  wait_until (get_self (fixture)->motion == ANNALS_MOTION_NONE);
  g_assert_cmpfloat (first, >, 0);
  g_assert_cmpfloat (half, >=, first);
  g_assert_cmpfloat_with_epsilon ((start_s - get_view (fixture)->center_s) / scale, whole, 0.01);
  g_assert_cmpuint (get_self (fixture)->motion_tick, ==, 0);

  /* A press stops it where it is; a hand that rested before it let go lets nothing glide. */
  annals_timeline_view_coast (get_self (fixture), velocity, 0);
  click_at (fixture->view, 1, 700, 1090);
  g_assert_cmpint (get_self (fixture)->motion, ==, ANNALS_MOTION_NONE);
  annals_timeline_view_coast (get_self (fixture), 20, 0);
  g_assert_cmpint (get_self (fixture)->motion, ==, ANNALS_MOTION_NONE);
}

/* Fingers that leave the touchpad in motion: the picture follows them on. */
static void
test_touchpad (Fixture *fixture, gconstpointer data)
{
  GtkEventController *scroll = get_controller (fixture->view, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  double start_s = get_view (fixture)->center_s, scale = get_view (fixture)->seconds_per_pixel;

  g_assert_cmpint (gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (scroll)), ==,
                   GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  animate ();
  g_signal_emit_by_name (scroll, "decelerate", 200.0, 0.0);
  g_assert_cmpint (get_self (fixture)->motion, ==, ANNALS_MOTION_COASTING);
  wait_until (get_self (fixture)->motion == ANNALS_MOTION_NONE);
  /* 2.5 px a touchpad's unit; to the right goes on in time. */
  g_assert_cmpfloat_with_epsilon ((get_view (fixture)->center_s - start_s) / scale,
                                  annals_kinetic_offset (500, 1e6, NULL), 0.01);

  stop_animations ();
  g_signal_emit_by_name (scroll, "decelerate", 200.0, 0.0);
  g_assert_cmpint (get_self (fixture)->motion, ==, ANNALS_MOTION_NONE);
}

/* GTK 4.8 lets nobody make a touch; the gesture is told what its fingers do. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  GtkEventController *pinch = get_controller (fixture->view, GTK_TYPE_GESTURE_ZOOM);
  AnnalsView before = *get_view (fixture);

  g_signal_emit_by_name (pinch, "begin", NULL);
  g_assert_cmpfloat (get_self (fixture)->pinch_scale, ==, 1);
  annals_timeline_view_pinch (get_self (fixture), 2, 500);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel / 2,
                                  1e-6 * before.seconds_per_pixel);
  /* What was between the fingers is still there. */
  g_assert_cmpfloat_with_epsilon (
    annals_view_x (get_view (fixture), annals_view_instant (&before, 500 - ANNALS_NAMES_WIDTH)),
    500 - ANNALS_NAMES_WIDTH, 0.01);
  /* The scale is told from where the pinch began: back to 1 is back to where it was. */
  annals_timeline_view_pinch (get_self (fixture), 1, 500);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->center_s, before.center_s,
                                  before.seconds_per_pixel * 0.01);
  g_assert_cmpfloat_with_epsilon (get_view (fixture)->seconds_per_pixel, before.seconds_per_pixel,
                                  1e-6 * before.seconds_per_pixel);
  annals_timeline_view_pinch (get_self (fixture), 0, 500);
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

/* The card goes with the picture and at a key, and comes back to a hand that moves, only then. */
static void
test_card_goes (Fixture *fixture, gconstpointer data)
{
  GtkEventController *keys = get_controller (fixture->view, GTK_TYPE_EVENT_CONTROLLER_KEY);
  GtkWidget *card = get_self (fixture)->card;
  gboolean is_handled = TRUE;
  AnnalsHit hit;

  g_assert_true (find_hit (fixture, ANNALS_HIT_EVENT, &hit));
  g_free (hover (fixture, &hit));
  act (fixture, "timeline.zoom-out");
  g_assert_false (gtk_widget_get_visible (card));
  wait_ms (600);
  g_assert_false (gtk_widget_get_visible (card));

  g_assert_true (find_hit (fixture, ANNALS_HIT_EVENT, &hit));
  hit.box.origin.x += 1;
  g_free (hover (fixture, &hit));
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Right, 0, 0, &is_handled);
  g_assert_false (is_handled);
  g_assert_false (gtk_widget_get_visible (card));
}

/* "+n": how many, and which. */
static void
test_plus (Fixture *fixture, gconstpointer data)
{
  AnnalsHit hit;
  const guint32 *events;
  guint n;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;

  g_assert_true (find_hit (fixture, ANNALS_HIT_PLUS, &hit));
  words = hover (fixture, &hit);
  number = g_strdup_printf ("\n%u event%s\n", hit.count, hit.count == 1 ? "" : "s");
  g_assert_nonnull (strstr (words, number));
  g_assert_nonnull (strstr (words, " · 12 June 2018"));
  events = annals_rows_get_plus_events (get_self (fixture)->rows, hit.event, &n);
  g_assert_cmpuint (n, ==, hit.count);
  g_assert_nonnull (strstr (words, annals_timeline_get_event_title (fixture->timeline, events[0])));
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
  g_assert_nonnull (strstr (words, annals_grouping_get_lane_title (
                                     annals_session_get_grouping (fixture->session), hit.lane)));

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
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->view);
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
                                                   fixture->view, NULL);
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
  g_assert_nonnull (get_self (fixture)->date_popover);
  g_assert_true (gtk_widget_get_visible (get_self (fixture)->date_popover));
  gtk_popover_popdown (GTK_POPOVER (get_self (fixture)->date_popover));
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_true (annals_timeline_view_has_range (get_self (fixture)));
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_false (annals_timeline_view_has_range (get_self (fixture)));
}

static const char linked_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"Linked\", \"events\": ["
    "{ \"id\": \"near\", \"title\": \"Near\", \"date\": \"2018-06-12\","
    " \"links\": [ { \"type\": \"influences\", \"to\": \"far\" } ] },"
    "{ \"id\": \"by\", \"title\": \"By it\", \"date\": \"2018-06-12\" },"
    "{ \"id\": \"far\", \"title\": \"Far\", \"date\": \"1953-07-27\" } ] }";

/* The arrow at the edge towards a linked event out of view: a click travels there, and Back comes back. */
static void
test_link_end (Fixture *fixture, gconstpointer data)
{
  guint near = find_event (fixture, "near"), far = find_event (fixture, "far");
  AnnalsView before, after;
  graphene_rect_t box;
  AnnalsHit hit;

  annals_session_select (fixture->session, near);
  g_assert_false (find_hit (fixture, ANNALS_HIT_LINK_END, &hit));
  for (guint i = 0; i < 12; i++)
    press (fixture, GDK_KEY_plus, 0);
  before = *get_view (fixture);
  g_assert_false (annals_scene_find_event (get_scene (fixture), far, &box));
  g_assert_true (find_hit (fixture, ANNALS_HIT_LINK_END, &hit));
  g_assert_cmpuint (hit.event, ==, far);

  click (fixture, &hit);
  after = *get_view (fixture);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, far);
  g_assert_true (annals_scene_find_event (get_scene (fixture), far, &box));
  g_assert_cmpfloat (box.origin.x, >=, ANNALS_NAMES_WIDTH);
  g_assert_cmpfloat (box.origin.x, <, ANNALS_NAMES_WIDTH + after.width_px);
  g_assert_cmpfloat (after.seconds_per_pixel, ==, before.seconds_per_pixel);

  annals_timeline_view_go (get_self (fixture), -1);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, near);
  g_assert_cmpfloat (get_view (fixture)->center_s, ==, before.center_s);
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

/* More events on one day than a lane has rows. */
static char *
make_pile (void)
{
  GString *text = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"Pile\", \"events\": [");

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "{ \"id\": \"e%u\", \"title\": \"Event %u\","
                                  " \"date\": \"2018-06-12\" }, ",
                            i, i);
  g_string_append (text, "{ \"id\": \"z\", \"title\": \"Z\", \"date\": \"1998\" } ] }");
  return g_string_free (text, FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char *crowd = make_crowd ();
  g_autofree char *pile = make_pile ();
  const TimelineTest tests[] = {
    { "/timeline-gestures/flick", NULL, test_flick },
    { "/timeline-gestures/touchpad", NULL, test_touchpad },
    { "/timeline-gestures/pinch", NULL, test_pinch },
    { "/timeline-gestures/whole-title", long_json, test_whole_title },
    { "/timeline-gestures/card-goes", long_json, test_card_goes },
    { "/timeline-gestures/plus", pile, test_plus },
    { "/timeline-gestures/count", crowd, test_count },
    { "/timeline-gestures/keys", NULL, test_keys },
    { "/timeline-gestures/link-end", linked_json, test_link_end },
  };

  init_test (&argc, &argv);
  add_timeline_tests (tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
