/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session's events one after another: which comes next, and how it is brought into view. */
#include "view/session-private.h"

#include <math.h>

/* The room left on each side of what is brought into view. */
#define INSET_PX 20.0
/* How much of a label's start should be in view with its mark. */
#define LABEL_ROOM_PX 140.0

/* Without a selection the walk begins at the edge of the view that it comes from. */
static gint64
find_edge_of_view (AnnalsSession *self, const guint32 *order, guint n, int direction)
{
  const AnnalsView *view = annals_viewport_get_view (self->viewport);
  double edge_s = annals_view_instant (view, direction > 0 ? 0 : view->width_px);
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (annals_timeline_get_event_span (self->timeline, order[middle])->begin_min < edge_s)
        low = middle + 1;
      else
        high = middle;
    }

  return direction > 0 ? (gint64) low : (gint64) low - 1;
}

guint
annals_session_get_neighbour (AnnalsSession *self, int direction, gboolean in_lane)
{
  const guint32 *order;
  guint n, lane = G_MAXUINT;
  gint64 position;

  g_return_val_if_fail (ANNALS_IS_SESSION (self), ANNALS_NO_EVENT);
  g_return_val_if_fail (direction == 1 || direction == -1, ANNALS_NO_EVENT);

  if (self->timeline == NULL)
    return ANNALS_NO_EVENT;

  order = annals_timeline_get_order (self->timeline, &n);
  if (self->selection != ANNALS_NO_EVENT
      && annals_span_is_dated (annals_timeline_get_event_span (self->timeline, self->selection)))
    {
      position = (gint64) annals_timeline_find_in_order (self->timeline, order, n, self->selection) + direction;
      if (in_lane)
        lane = annals_grouping_get_lane_of (annals_session_get_grouping (self), self->selection);
    }
  else
    position = find_edge_of_view (self, order, n, direction);

  for (; position >= 0 && position < n; position += direction)
    {
      guint event = order[position];

      if (self->matches != NULL && !annals_bitset_contains (self->matches, event))
        continue;
      if (lane == G_MAXUINT || annals_grouping_get_lane_of (self->grouping, event) == lane)
        return event;
    }

  return ANNALS_NO_EVENT;
}

/* Undated matches come last, by index. */
static guint
count_dated_matches (AnnalsSession *self)
{
  guint low = 0, high = self->n_matches;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (annals_span_is_dated (annals_timeline_get_event_span (self->timeline, self->match_order[middle])))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Where the selection, which matches, stands among the matches. */
static guint
find_match (AnnalsSession *self)
{
  guint low = count_dated_matches (self), high = self->n_matches;

  if (annals_span_is_dated (annals_timeline_get_event_span (self->timeline, self->selection)))
    return annals_timeline_find_in_order (self->timeline, self->match_order, low, self->selection);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->match_order[middle] < self->selection)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

guint
annals_session_get_match_position (AnnalsSession *self, guint *n_matches)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), 0);

  if (n_matches != NULL)
    *n_matches = self->n_matches;
  if (self->n_matches == 0 || !annals_bitset_contains (self->matches, self->selection))
    return 0;

  return find_match (self) + 1;
}

void
annals_session_step_match (AnnalsSession *self, int direction)
{
  guint position, n = 0;

  g_return_if_fail (ANNALS_IS_SESSION (self));

  position = annals_session_get_match_position (self, &n);
  if (n == 0)
    return;

  if (position == 0)
    position = direction > 0 ? 0 : n - 1;
  else
    position = (position - 1 + (direction > 0 ? 1 : n - 1)) % n;
  if (self->match_order[position] != self->selection)
    annals_session_leave (self);
  annals_session_select (self, self->match_order[position]);
}

gboolean
annals_session_get_view_of_event (AnnalsSession *self, guint event, AnnalsView *view)
{
  const AnnalsSpan *span;
  double left, right, low, high, dx = 0;

  g_return_val_if_fail (ANNALS_IS_SESSION (self), FALSE);
  g_return_val_if_fail (view != NULL, FALSE);

  *view = *annals_viewport_get_view (self->viewport);
  if (self->timeline == NULL || event >= annals_timeline_get_n_events (self->timeline))
    return FALSE;
  span = annals_timeline_get_event_span (self->timeline, event);
  if (!annals_span_is_dated (span) || isnan (annals_span_get_anchor (span)))
    return FALSE;

  low = INSET_PX;
  high = MAX (low, view->width_px - MIN (LABEL_ROOM_PX, view->width_px / 3));
  left = annals_view_x (view, annals_span_get_earliest (span));
  right = annals_view_x (view, annals_span_get_latest (span));
  /* Where enough of a long span is in view, its label, kept in view, is too. */
  if (MIN (right, view->width_px) - MAX (left, 0) >= LABEL_ROOM_PX)
    return TRUE;

  left = annals_view_x (view, annals_span_get_anchor (span));
  if (left < low)
    dx = left - low;
  else if (left > high)
    dx = left - high;
  view->center_s += dx * view->seconds_per_pixel;

  return TRUE;
}
