/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lanes of the timeline view in the hand: folded by a click on the name, moved by dragging it; and
 * both by key, for the lane of the event that is focused or selected. */
#include <glib/gi18n-lib.h>

#include "widgets/timeline-view-private.h"

#define NO_LANE G_MAXUINT

static AnnalsArrangement *
get_arrangement (AnnalsTimelineView *self)
{
  AnnalsArrangement *arrangement
    = self->session != NULL ? annals_session_get_arrangement (self->session) : NULL;

  /* Not while the rows of another grouping are still shown. */
  if (arrangement == NULL || self->lanes == NULL
      || annals_arrangement_get_n_lanes (arrangement) != self->lanes->n_lanes)
    return NULL;

  return arrangement;
}

/* (transfer full) for arrangement */
static void
take_arrangement (AnnalsTimelineView *self, AnnalsArrangement *arrangement)
{
  if (arrangement == NULL)
    return;
  annals_session_set_arrangement (self->session, arrangement);
  annals_arrangement_unref (arrangement);
}

/* The lane that the keys mean; where it is folded into another's line, that one. */
static guint
find_held_lane (AnnalsTimelineView *self)
{
  AnnalsArrangement *arrangement = get_arrangement (self);
  guint event = self->focused;
  guint lane;

  if (arrangement == NULL)
    return NO_LANE;
  if (event == ANNALS_NO_EVENT)
    event = annals_session_get_selection (self->session);
  if (event == ANNALS_NO_EVENT)
    return NO_LANE;
  lane = annals_grouping_get_lane_of (annals_rows_get_grouping (self->rows), event);

  return lane < annals_arrangement_get_n_lanes (arrangement)
           ? annals_arrangement_get_line (arrangement, lane)
           : NO_LANE;
}

void
annals_timeline_view_fold_lane (AnnalsTimelineView *self, guint lane, gboolean is_folded)
{
  AnnalsArrangement *arrangement
    = self->session != NULL ? annals_session_get_arrangement (self->session) : NULL;

  if (arrangement == NULL
      || (lane != NO_LANE && annals_arrangement_is_folded (arrangement, lane) == is_folded))
    return;
  take_arrangement (self, annals_arrangement_fold (arrangement, lane, is_folded));
}

void
annals_timeline_view_toggle_lane (AnnalsTimelineView *self, guint lane)
{
  AnnalsArrangement *arrangement = get_arrangement (self);

  if (arrangement != NULL && lane < self->lanes->n_lanes)
    annals_timeline_view_fold_lane (self, lane, !annals_arrangement_is_folded (arrangement, lane));
}

/* --- by key --- */

void
annals_timeline_view_fold_held (AnnalsTimelineView *self, gboolean is_folded)
{
  guint lane = find_held_lane (self);

  if (lane != NO_LANE)
    annals_timeline_view_fold_lane (self, lane, is_folded);
}

void
annals_timeline_view_move_held (AnnalsTimelineView *self, int direction)
{
  AnnalsArrangement *arrangement = get_arrangement (self);
  guint lane = find_held_lane (self);

  if (lane != NO_LANE)
    take_arrangement (self, annals_arrangement_move (arrangement, lane, direction));
}

/* --- by drag --- */

/* The lane whose name lies there. */
static guint
find_name (AnnalsTimelineView *self, double x, double y)
{
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));
  double axis = round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
  int lane;

  if (self->lanes == NULL || x < 0 || x >= self->names_width || y < axis)
    return NO_LANE;
  lane = annals_lanes_find (self->lanes, y - axis + view->scroll_px);

  return lane >= 0 ? (guint) lane : NO_LANE;
}

gboolean
annals_timeline_view_begin_lane_drag (AnnalsTimelineView *self, double x, double y)
{
  self->dragged_lane = get_arrangement (self) != NULL ? find_name (self, x, y) : NO_LANE;
  self->drop_lane = NO_LANE;

  return self->dragged_lane != NO_LANE;
}

/* The neighbour whose place the lane would take; beyond the first and the last they are meant. */
void
annals_timeline_view_update_lane_drag (AnnalsTimelineView *self, double y)
{
  AnnalsArrangement *arrangement = get_arrangement (self);
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));
  double axis = round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
  guint before = self->drop_lane;
  int target;

  if (arrangement == NULL || self->dragged_lane >= self->lanes->n_lanes)
    return;
  target = annals_lanes_find (self->lanes,
                              CLAMP (y - axis + view->scroll_px, 0, self->lanes->height - 0.5));
  self->drop_lane = target < 0 ? NO_LANE
                               : annals_arrangement_find_sibling (arrangement, self->dragged_lane,
                                                                  (guint) target);
  if (self->drop_lane != before)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
annals_timeline_view_end_lane_drag (AnnalsTimelineView *self, gboolean is_dropped)
{
  AnnalsArrangement *arrangement = get_arrangement (self);
  guint lane = self->dragged_lane, other = self->drop_lane;

  self->dragged_lane = self->drop_lane = NO_LANE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (is_dropped && arrangement != NULL && lane < self->lanes->n_lanes && other < self->lanes->n_lanes)
    take_arrangement (self, annals_arrangement_move_to (arrangement, lane, other));
}

/* The bottom of a lane with all that is nested in it. */
static double
get_bottom (const AnnalsLanes *lanes, AnnalsArrangement *arrangement, guint lane)
{
  guint position = annals_arrangement_get_position (arrangement, lane);
  guint depth = annals_arrangement_get_depth (arrangement, lane);

  while (position + 1 < lanes->n_lanes
         && annals_arrangement_get_depth (arrangement,
                                          annals_arrangement_get_lane_at (arrangement, position + 1))
              > depth)
    position++;
  lane = annals_arrangement_get_lane_at (arrangement, position);

  return lanes->lanes[lane].y + lanes->lanes[lane].height;
}

/* A line where the lane would come to stand. */
void
annals_timeline_view_snapshot_drop (AnnalsTimelineView *self, GtkSnapshot *snapshot)
{
  AnnalsArrangement *arrangement = get_arrangement (self);
  const AnnalsView *view;
  double axis = round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
  double y;

  if (arrangement == NULL || self->dragged_lane >= self->lanes->n_lanes
      || self->drop_lane >= self->lanes->n_lanes || self->theme == NULL)
    return;
  view = annals_viewport_get_view (annals_session_get_viewport (self->session));
  if (annals_arrangement_get_position (arrangement, self->drop_lane)
      < annals_arrangement_get_position (arrangement, self->dragged_lane))
    y = self->lanes->lanes[self->drop_lane].y;
  else
    y = get_bottom (self->lanes, arrangement, self->drop_lane);
  y = CLAMP (round (axis + y - view->scroll_px), axis, gtk_widget_get_height (GTK_WIDGET (self)) - 2);
  gtk_snapshot_append_color (snapshot, &self->theme->accent,
                             &GRAPHENE_RECT_INIT (0, (float) y - 1,
                                                  (float) gtk_widget_get_width (GTK_WIDGET (self)), 2));
}
