/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand on the timeline view: drag, wheel, two fingers, pinch, click, hover. */
#include "time/words.h"
#include "view/way-in.h"
#include "widgets/event-words.h"
#include "widgets/timeline-view-private.h"

/* A notch of the wheel, in px and as a zoom: three notches zoom about an octave in. */
#define WHEEL_STEP_PX 60.0
#define WHEEL_ZOOM 1.25
/* GTK's own factor from a touchpad's units to pixels. */
#define TOUCHPAD_STEP_PX 2.5
#define TOUCHPAD_ZOOM 1.02
#define DOUBLE_CLICK_ZOOM 2.0
/* A flick's velocity is taken over so long before the hand let go. */
#define TRACE_MS 100

static double
get_plot_x (AnnalsTimelineView *self, double x)
{
  return x - self->names_width;
}

/* --- Hover --- */

static gboolean
is_clickable (AnnalsHitKind kind)
{
  return kind != ANNALS_HIT_NONE && kind != ANNALS_HIT_AXIS;
}

static AnnalsHit
get_hit (AnnalsTimelineView *self)
{
  AnnalsScene *scene = annals_timeline_view_ensure_scene (self);

  if (scene == NULL || isnan (self->pointer_x) || self->is_dragging)
    return (AnnalsHit) { .kind = ANNALS_HIT_NONE, .event = ANNALS_NO_EVENT };

  return annals_scene_hit (scene, self->pointer_x, self->pointer_y);
}

static void
hover (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  guint hovered = hit->kind == ANNALS_HIT_EVENT ? hit->event : ANNALS_NO_EVENT;
  guint hovered_lane = hit->kind == ANNALS_HIT_LANE_NAME ? hit->lane : G_MAXUINT;

  if (hovered != self->hovered || hovered_lane != self->hovered_lane)
    {
      self->hovered = hovered;
      self->hovered_lane = hovered_lane;
      annals_timeline_view_invalidate (self);
    }
  if (!self->is_dragging)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_clickable (hit->kind) ? "pointer"
                                                        : hit->kind == ANNALS_HIT_AXIS
                                                          ? "col-resize"
                                                          : NULL);

  annals_timeline_view_hide_card (self);
}

void
annals_timeline_view_update_hover (AnnalsTimelineView *self)
{
  AnnalsHit hit = get_hit (self);

  hover (self, &hit);
}

/* The card comes to a hand that moved and rests, never to a picture that moved under it. */
static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  AnnalsTimelineView *self = data;
  AnnalsHit hit;

  /* GTK tells of a motion where none was, when something under the pointer changes. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->motion != ANNALS_MOTION_NONE)
    return;

  hit = get_hit (self);
  hover (self, &hit);
  annals_timeline_view_await_card (self, &hit);
}

/* Whoever uses keys reads what they lead to, not what the pointer was left on. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
                gpointer data)
{
  annals_timeline_view_hide_card (data);
  return GDK_EVENT_PROPAGATE;
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer data)
{
  AnnalsTimelineView *self = data;

  self->pointer_x = self->pointer_y = NAN;
  annals_timeline_view_update_hover (self);
}

/* --- Clicks --- */

/* What is on screen, for the way from its counts to their events. */
static AnnalsShown
get_shown (AnnalsTimelineView *self)
{
  return (AnnalsShown) { .rows = self->rows,
                         .lanes = self->lanes,
                         .counts = self->counts,
                         .matches = annals_session_get_matches (self->session),
                         .view = annals_viewport_get_view (
                           annals_session_get_viewport (self->session)) };
}

/* Zooms until the events stand apart; a window lists those that no zoom can part. */
static void
go (AnnalsTimelineView *self, const AnnalsWayIn *way, const char *title)
{
  if (way->events != NULL)
    g_signal_emit_by_name (self, "show-events", way->events, title);
  else
    annals_timeline_view_show_range (self, way->begin_s, way->end_s);
}

static void
open_count (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  AnnalsShown shown = get_shown (self);
  g_auto (AnnalsWayIn) way = { 0 };
  g_autofree char *when = annals_range_to_words (hit->begin_s, hit->end_s);

  if (annals_way_in_through_count (&way, &shown, hit->lane, hit->begin_s, hit->end_s))
    go (self, &way, when);
}

static void
open_plus (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsShown shown = get_shown (self);
  g_auto (AnnalsWayIn) way = { 0 };
  g_autofree char *when = annals_timeline_get_event_date_words (timeline, hit->event);

  if (annals_way_in_through_plus (&way, &shown, hit->event))
    go (self, &way, when);
}

/* To a third of the view from the edge it lay beyond, so that what lies further comes in too. */
static void
travel_beyond (AnnalsTimelineView *self, guint lane, int direction)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsShown shown = get_shown (self);
  guint event = annals_way_in_find_beyond (&shown, lane, direction);
  AnnalsView view;
  double anchor;

  if (event == ANNALS_NO_EVENT)
    return;
  view = *annals_viewport_get_view (annals_session_get_viewport (self->session));
  anchor = annals_span_get_anchor (annals_timeline_get_event_span (timeline, event));
  view.center_s = anchor - direction * view.width_px * view.seconds_per_pixel / 6;
  annals_timeline_view_jump (self, &view);
}

void
annals_timeline_view_open_hit (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  switch (hit->kind)
    {
    case ANNALS_HIT_EVENT:
      annals_session_select (self->session, hit->event);
      annals_timeline_view_focus_event (self, hit->event);
      break;
    case ANNALS_HIT_PLUS:
      open_plus (self, hit);
      break;
    case ANNALS_HIT_COUNT:
      open_count (self, hit);
      break;
    case ANNALS_HIT_EARLIER:
      travel_beyond (self, hit->lane, -1);
      break;
    case ANNALS_HIT_LATER:
      travel_beyond (self, hit->lane, +1);
      break;
    case ANNALS_HIT_LINK_END:
      annals_session_leave (self->session);
      annals_timeline_view_select_event (self, hit->event);
      break;
    case ANNALS_HIT_LANE_NAME:
      annals_timeline_view_toggle_lane (self, hit->lane);
      break;
    case ANNALS_HIT_AXIS:
      break;
    case ANNALS_HIT_NONE:
    default:
      annals_session_select (self->session, ANNALS_NO_EVENT);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      break;
    }
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  AnnalsTimelineView *self = data;

  annals_timeline_view_stop (self);
  annals_timeline_view_hide_card (self);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  AnnalsTimelineView *self = data;
  AnnalsScene *scene = annals_timeline_view_ensure_scene (self);
  AnnalsHit hit;

  if (scene == NULL || self->session == NULL)
    return;
  hit = annals_scene_hit (scene, x, y);
  if (n_press == 1 || hit.kind == ANNALS_HIT_LANE_NAME)
    annals_timeline_view_open_hit (self, &hit);
  else if (n_press == 2 && (hit.kind == ANNALS_HIT_NONE || hit.kind == ANNALS_HIT_EVENT)
           && get_plot_x (self, x) >= 0)
    annals_timeline_view_zoom (self, DOUBLE_CLICK_ZOOM, get_plot_x (self, x));
}

/* --- Drag --- */

static void
trace (AnnalsTimelineView *self, double x, double y, guint32 time_ms)
{
  self->traces[self->n_traces % ANNALS_N_TRACES] = (AnnalsTrace) { x, y, time_ms };
  self->n_traces++;
}

/* The velocity over the last traces, none where the hand had come to rest. */
static void
get_velocity (AnnalsTimelineView *self, guint32 now_ms, double *velocity_x, double *velocity_y)
{
  const AnnalsTrace *last, *first;
  guint n = MIN (self->n_traces, ANNALS_N_TRACES);

  *velocity_x = *velocity_y = 0;
  if (n < 2)
    return;
  last = first = &self->traces[(self->n_traces - 1) % ANNALS_N_TRACES];
  if (now_ms - last->time_ms > TRACE_MS)
    return;
  for (guint i = 2; i <= n; i++)
    {
      const AnnalsTrace *candidate = &self->traces[(self->n_traces - i) % ANNALS_N_TRACES];

      if (now_ms - candidate->time_ms > TRACE_MS)
        break;
      first = candidate;
    }
  if (last->time_ms == first->time_ms)
    return;
  *velocity_x = (last->x - first->x) * 1000.0 / (last->time_ms - first->time_ms);
  *velocity_y = (last->y - first->y) * 1000.0 / (last->time_ms - first->time_ms);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  AnnalsTimelineView *self = data;

  annals_timeline_view_stop (self);
  self->is_drag_dropped = FALSE;
  self->drag_x = self->drag_y = 0;
  self->drag_start_x = x;
  self->drag_start_y = y;
  self->n_traces = 0;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  AnnalsTimelineView *self = data;

  if (self->session == NULL)
    return;
  if (!self->is_dragging)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), self->drag_start_x, self->drag_start_y,
                                     self->drag_start_x + offset_x, self->drag_start_y + offset_y))
        return;
      self->is_dragging = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      if (!annals_timeline_view_begin_range (self, self->drag_start_x, self->drag_start_y))
        annals_timeline_view_begin_lane_drag (self, self->drag_start_x, self->drag_start_y);
      annals_timeline_view_update_hover (self);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                       self->is_ranging ? "col-resize" : "grabbing");
    }
  if (self->dragged_lane != G_MAXUINT)
    {
      annals_timeline_view_update_lane_drag (self, self->drag_start_y + offset_y);
      return;
    }
  if (self->is_ranging)
    {
      annals_timeline_view_update_range (self, self->drag_start_x + offset_x);
      return;
    }
  if (self->is_drag_dropped)
    return;
  annals_timeline_view_shift (self, offset_x - self->drag_x, offset_y - self->drag_y);
  self->drag_x = offset_x;
  self->drag_y = offset_y;
  trace (self, offset_x, offset_y,
         gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture)));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  AnnalsTimelineView *self = data;
  double velocity_x, velocity_y;

  if (!self->is_dragging)
    return;
  self->is_dragging = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (self->dragged_lane != G_MAXUINT)
    {
      annals_timeline_view_end_lane_drag (self, TRUE);
      return;
    }
  if (self->is_ranging)
    {
      annals_timeline_view_end_range (self);
      return;
    }
  if (self->is_drag_dropped)
    return;
  get_velocity (self, gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture)),
                &velocity_x, &velocity_y);
  annals_timeline_view_coast (self, velocity_x, velocity_y);
}

/* --- Wheel and two fingers --- */

static gboolean
overflows (AnnalsTimelineView *self)
{
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));

  return self->lanes != NULL && self->lanes->height > view->height_px + 0.5;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  AnnalsTimelineView *self = data;
  GdkModifierType modifiers
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double step = is_wheel ? WHEEL_STEP_PX : TOUCHPAD_STEP_PX;

  if (self->session == NULL || self->rows == NULL)
    return GDK_EVENT_PROPAGATE;
  annals_timeline_view_stop (self);
  annals_timeline_view_hide_card (self);

  if (modifiers & GDK_CONTROL_MASK)
    {
      const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));
      double x = isnan (self->pointer_x) ? view->width_px / 2 : get_plot_x (self, self->pointer_x);

      annals_viewport_zoom_about (annals_session_get_viewport (self->session),
                                  pow (is_wheel ? WHEEL_ZOOM : TOUCHPAD_ZOOM, -dy), MAX (0, x));
      return GDK_EVENT_STOP;
    }
  if (modifiers & GDK_SHIFT_MASK)
    annals_timeline_view_shift (self, -(dx != 0 ? dx : dy) * step, 0);
  else if (is_wheel && dx == 0 && !overflows (self))
    annals_timeline_view_shift (self, -dy * step, 0);
  else
    annals_timeline_view_shift (self, -dx * step, -dy * step);
  return GDK_EVENT_STOP;
}

static void
decelerate_cb (GtkEventControllerScroll *controller, double velocity_x, double velocity_y, gpointer data)
{
  AnnalsTimelineView *self = data;
  GdkModifierType modifiers
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((modifiers & GDK_CONTROL_MASK) == 0)
    annals_timeline_view_coast (self, -velocity_x * TOUCHPAD_STEP_PX, -velocity_y * TOUCHPAD_STEP_PX);
}

/* --- Pinch --- */

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  AnnalsTimelineView *self = data;

  annals_timeline_view_stop (self);
  annals_timeline_view_hide_card (self);
  self->pinch_scale = 1;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

void
annals_timeline_view_pinch (AnnalsTimelineView *self, double scale, double x)
{
  if (self->session == NULL || scale <= 0)
    return;
  annals_viewport_zoom_about (annals_session_get_viewport (self->session), scale / self->pinch_scale,
                              MAX (0, get_plot_x (self, x)));
  self->pinch_scale = scale;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, gpointer data)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    annals_timeline_view_pinch (data, scale, x);
}

void
annals_timeline_view_add_hands (AnnalsTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;
  GtkGesture *click, *drag;

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, controller);

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES
                                                | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (controller, "decelerate", G_CALLBACK (decelerate_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_zoom_new ());
  g_signal_connect (controller, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (controller, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, controller);
}
