/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view by key: its actions, and which keys call them. */
#include "widgets/timeline-view-private.h"

#define ZOOM_STEP 1.5
#define PAN_STEP_PX 80.0

static gboolean
is_ready (AnnalsTimelineView *self)
{
  return self->session != NULL && self->rows != NULL
         && annals_session_get_timeline (self->session) != NULL;
}

void
annals_timeline_view_select_event (AnnalsTimelineView *self, guint event)
{
  if (!is_ready (self) || event == ANNALS_NO_EVENT)
    return;
  annals_session_select (self->session, event);
  annals_timeline_view_reveal (self, event);
  annals_timeline_view_focus_event (self, event);
}

/* --- Between events --- */

static gboolean
passes (AnnalsTimelineView *self, guint event)
{
  AnnalsBitset *matches = annals_session_get_matches (self->session);

  return matches == NULL || annals_bitset_contains (matches, event);
}

static void
next_event_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  int direction = g_str_equal (action, "timeline.next-event") ? +1 : -1;

  if (is_ready (self))
    annals_timeline_view_select_event (
      self, annals_session_get_neighbour (self->session, direction, FALSE));
}

/* The first (+1) or last (-1) event of all, or of the search. */
static void
end_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  gboolean is_first = g_str_equal (action, "timeline.first-event");
  AnnalsGrouping *grouping;
  const guint32 *order;
  guint n;

  if (!is_ready (self))
    return;
  grouping = annals_rows_get_grouping (self->rows);
  order = annals_timeline_get_order (annals_session_get_timeline (self->session), &n);
  for (guint i = 0; i < n; i++)
    {
      guint event = order[is_first ? i : n - 1 - i];

      if (!passes (self, event) || annals_grouping_get_lane_of (grouping, event) == G_MAXUINT)
        continue;
      if (event != annals_session_get_selection (self->session))
        annals_session_leave (self->session);
      annals_timeline_view_select_event (self, event);
      return;
    }
}

/* The event of a lane that lies nearest in time: outward from there, over those that do not match. */
static guint
find_nearest (AnnalsTimelineView *self, guint lane, double instant_s)
{
  const double *anchors_s;
  guint n, low = 0, high;
  const guint32 *events
    = annals_grouping_get_lane_anchors (annals_rows_get_grouping (self->rows), lane, &anchors_s, &n);

  for (high = n; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (anchors_s[middle] < instant_s)
        low = middle + 1;
      else
        high = middle;
    }
  while (low > 0 || high < n)
    {
      gboolean is_before
        = high == n || (low > 0 && instant_s - anchors_s[low - 1] <= anchors_s[high] - instant_s);
      guint event = is_before ? events[--low] : events[high++];

      if (passes (self, event))
        return event;
    }
  return ANNALS_NO_EVENT;
}

static void
lane_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  int direction = g_str_equal (action, "timeline.lane-down") ? +1 : -1;
  AnnalsGrouping *grouping;
  AnnalsArrangement *arrangement;
  guint selection, lane, event = ANNALS_NO_EVENT;
  double instant;

  if (!is_ready (self))
    return;
  grouping = annals_rows_get_grouping (self->rows);
  selection = annals_session_get_selection (self->session);
  lane = selection != ANNALS_NO_EVENT ? annals_grouping_get_lane_of (grouping, selection) : G_MAXUINT;
  if (lane == G_MAXUINT)
    {
      annals_timeline_view_select_event (self, annals_session_get_neighbour (self->session, +1, FALSE));
      return;
    }
  instant = annals_grouping_get_anchor (grouping, selection);
  arrangement = annals_session_get_arrangement (self->session);
  if (arrangement == NULL
      || annals_arrangement_get_n_lanes (arrangement) != annals_grouping_get_n_lanes (grouping))
    return;
  for (gint64 next = (gint64) annals_arrangement_get_position (arrangement, lane) + direction;
       next >= 0 && next < annals_grouping_get_n_lanes (grouping) && event == ANNALS_NO_EVENT;
       next += direction)
    event = find_nearest (self, annals_arrangement_get_lane_at (arrangement, next), instant);
  annals_timeline_view_select_event (self, event);
}

/* --- The view --- */

static void
zoom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  double factor = g_str_equal (action, "timeline.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP;
  const AnnalsView *view;
  guint selection;
  double x;

  if (!is_ready (self))
    return;
  view = annals_viewport_get_view (annals_session_get_viewport (self->session));
  x = view->width_px / 2;
  /* About what the reader looks at, where that is in view. */
  selection = annals_session_get_selection (self->session);
  if (selection != ANNALS_NO_EVENT)
    {
      double anchor = annals_span_get_anchor (
        annals_timeline_get_event_span (annals_session_get_timeline (self->session), selection));
      double anchor_x = annals_view_x (view, anchor);

      if (anchor_x >= 0 && anchor_x <= view->width_px)
        x = anchor_x;
    }
  annals_timeline_view_zoom (self, factor, x);
}

static void
pan (AnnalsTimelineView *self, double dx_px)
{
  AnnalsView view;

  if (!is_ready (self))
    return;
  view = self->motion == ANNALS_MOTION_TRAVELLING
           ? self->travel_to
           : *annals_viewport_get_view (annals_session_get_viewport (self->session));
  view.center_s += dx_px * view.seconds_per_pixel;
  annals_timeline_view_travel (self, &view);
}

static void
pan_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pan (ANNALS_TIMELINE_VIEW (widget),
       g_str_equal (action, "timeline.pan-right") ? PAN_STEP_PX : -PAN_STEP_PX);
}

static void
page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  double page;

  if (!is_ready (self))
    return;
  page = annals_viewport_get_view (annals_session_get_viewport (self->session))->width_px * 0.9;
  pan (self, g_str_equal (action, "timeline.page-right") ? page : -page);
}

static void
fit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_fit (ANNALS_TIMELINE_VIEW (widget));
}

static void
opening_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_go_to_opening (ANNALS_TIMELINE_VIEW (widget));
}

static void
fold_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_fold_held (ANNALS_TIMELINE_VIEW (widget),
                                  g_str_equal (action, "timeline.fold-lane"));
}

static void
fold_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_fold_lane (ANNALS_TIMELINE_VIEW (widget), G_MAXUINT,
                                  g_str_equal (action, "timeline.fold-all"));
}

static void
move_lane_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_move_held (ANNALS_TIMELINE_VIEW (widget),
                                  g_str_equal (action, "timeline.move-lane-up") ? -1 : +1);
}

static void
go_to_date_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_ask_for_date (ANNALS_TIMELINE_VIEW (widget));
}

static void
extend_range_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_extend_range (ANNALS_TIMELINE_VIEW (widget),
                                     g_str_equal (action, "timeline.extend-range-left") ? -1 : +1);
}

static void
use_range_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_timeline_view_use_range (ANNALS_TIMELINE_VIEW (widget), action);
}

static void
deselect_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);

  annals_timeline_view_hide_card (self);
  self->is_drag_dropped = self->is_dragging;
  if (self->dragged_lane != G_MAXUINT)
    annals_timeline_view_end_lane_drag (self, FALSE);
  else if (self->is_ranging || annals_timeline_view_has_range (self))
    annals_timeline_view_drop_range (self);
  else if (self->session != NULL)
    annals_session_select (self->session, ANNALS_NO_EVENT);
}

static void
group_by_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  AnnalsGroupBy by;

  if (self->session != NULL && annals_group_by_from_name (g_variant_get_string (parameter, NULL), &by))
    annals_session_set_group_by (self->session, by);
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "timeline.zoom-in", zoom_cb },
  { "timeline.zoom-out", zoom_cb },
  { "timeline.fit", fit_cb },
  { "timeline.opening-view", opening_view_cb },
  { "timeline.next-event", next_event_cb },
  { "timeline.previous-event", next_event_cb },
  { "timeline.first-event", end_cb },
  { "timeline.last-event", end_cb },
  { "timeline.lane-up", lane_cb },
  { "timeline.lane-down", lane_cb },
  { "timeline.pan-left", pan_cb },
  { "timeline.pan-right", pan_cb },
  { "timeline.page-left", page_cb },
  { "timeline.page-right", page_cb },
  { "timeline.deselect", deselect_cb },
  { "timeline.go-to-date", go_to_date_cb },
  { "timeline.fold-lane", fold_cb },
  { "timeline.unfold-lane", fold_cb },
  { "timeline.fold-all", fold_all_cb },
  { "timeline.unfold-all", fold_all_cb },
  { "timeline.move-lane-up", move_lane_cb },
  { "timeline.move-lane-down", move_lane_cb },
  { "timeline.extend-range-left", extend_range_cb },
  { "timeline.extend-range-right", extend_range_cb },
  { "timeline.zoom-to-range", use_range_cb },
  { "timeline.export-range", use_range_cb },
  { "timeline.search-range", use_range_cb },
};

static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Right, 0, "timeline.next-event" },
  { GDK_KEY_KP_Right, 0, "timeline.next-event" },
  { GDK_KEY_Left, 0, "timeline.previous-event" },
  { GDK_KEY_KP_Left, 0, "timeline.previous-event" },
  { GDK_KEY_Down, 0, "timeline.lane-down" },
  { GDK_KEY_KP_Down, 0, "timeline.lane-down" },
  { GDK_KEY_Up, 0, "timeline.lane-up" },
  { GDK_KEY_KP_Up, 0, "timeline.lane-up" },
  { GDK_KEY_Home, 0, "timeline.first-event" },
  { GDK_KEY_KP_Home, 0, "timeline.first-event" },
  { GDK_KEY_End, 0, "timeline.last-event" },
  { GDK_KEY_KP_End, 0, "timeline.last-event" },
  { GDK_KEY_Page_Down, 0, "timeline.page-right" },
  { GDK_KEY_KP_Page_Down, 0, "timeline.page-right" },
  { GDK_KEY_Page_Up, 0, "timeline.page-left" },
  { GDK_KEY_KP_Page_Up, 0, "timeline.page-left" },
  { GDK_KEY_Right, GDK_CONTROL_MASK, "timeline.pan-right" },
  { GDK_KEY_Left, GDK_CONTROL_MASK, "timeline.pan-left" },
  { GDK_KEY_Right, GDK_SHIFT_MASK, "timeline.extend-range-right" },
  { GDK_KEY_Left, GDK_SHIFT_MASK, "timeline.extend-range-left" },
  { GDK_KEY_plus, 0, "timeline.zoom-in" },
  { GDK_KEY_equal, 0, "timeline.zoom-in" },
  { GDK_KEY_KP_Add, 0, "timeline.zoom-in" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "timeline.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "timeline.zoom-in" },
  { GDK_KEY_minus, 0, "timeline.zoom-out" },
  { GDK_KEY_KP_Subtract, 0, "timeline.zoom-out" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "timeline.zoom-out" },
  { GDK_KEY_f, 0, "timeline.fit" },
  { GDK_KEY_Up, GDK_CONTROL_MASK, "timeline.fold-lane" },
  { GDK_KEY_Down, GDK_CONTROL_MASK, "timeline.unfold-lane" },
  { GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "timeline.move-lane-up" },
  { GDK_KEY_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "timeline.move-lane-down" },
  { GDK_KEY_g, 0, "timeline.go-to-date" },
  { GDK_KEY_0, 0, "timeline.opening-view" },
  { GDK_KEY_KP_0, 0, "timeline.opening-view" },
  { GDK_KEY_Escape, 0, "timeline.deselect" },
};

void
annals_timeline_view_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (widget_class, "timeline.group-by", "s", group_by_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action,
                                         NULL);
}
