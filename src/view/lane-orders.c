/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The events of a grouping's lanes in other orders than that of time.
 *
 * Time order is nearly each of these already: only what stands elsewhere is sorted, and merged in. */
#include "view/lane-orders.h"

#include <math.h>

#define DAY_S 86400.0
/* Spans lie in file order, lanes in time order: what is read next is asked for in advance. */
#define PREFETCH_AHEAD 12

typedef struct
{
  double anchor_s;
  guint32 event;
} Anchored;

/* By anchor (or end), events without one last; ties by index. */
static int
compare_anchored (gconstpointer a, gconstpointer b)
{
  const Anchored *first = a, *second = b;
  gboolean first_has = !isnan (first->anchor_s), second_has = !isnan (second->anchor_s);

  if (first_has != second_has)
    return first_has ? -1 : 1;
  if (first_has && first->anchor_s != second->anchor_s)
    return first->anchor_s < second->anchor_s ? -1 : 1;
  return first->event < second->event ? -1 : first->event > second->event;
}

/* The lane's events begin with those whose begin is open or unknown, which stand later in this order.
 * They are sorted on their own and merged with the rest, which is in order already. In place: what is
 * read is always ahead of what is written by the late ones not yet taken. */
static void
merge_late (guint32 *events, double *instants, guint n, guint n_late)
{
  g_autofree Anchored *late = g_new (Anchored, n_late);
  guint taken = 0;

  for (guint i = 0; i < n_late; i++)
    late[i] = (Anchored){ instants[i], events[i] };
  qsort (late, n_late, sizeof *late, compare_anchored);

  for (guint i = n_late, out = 0; out < n; out++)
    {
      Anchored next = { 0 };

      if (i < n)
        next = (Anchored){ instants[i], events[i] };
      if (i == n || (taken < n_late && compare_anchored (&late[taken], &next) < 0))
        next = late[taken++];
      else
        i++;
      instants[out] = next.anchor_s;
      events[out] = next.event;
    }
}

static const AnnalsSpan *
get_span (AnnalsTimeline *timeline, const guint32 *events, guint at, guint end)
{
  if (at + PREFETCH_AHEAD < end)
    __builtin_prefetch (annals_timeline_get_event_span (timeline, events[at + PREFETCH_AHEAD]));

  return annals_timeline_get_event_span (timeline, events[at]);
}

/* How many of the lane's events have no finite begin: they come first in time order. */
static guint
count_late (const AnnalsLaneOrders *self, AnnalsTimeline *timeline, guint lane)
{
  guint first = self->lane_first[lane], end = self->lane_first[lane + 1];
  guint at = first;

  while (at < end
         && !isfinite (annals_timeline_get_event_span (timeline, self->events[at])->begin_min))
    at++;

  return at - first;
}

static void
place_late (AnnalsLaneOrders *self, AnnalsGrouping *grouping, guint lane, guint n_late)
{
  guint first = self->lane_first[lane], n = self->lane_first[lane + 1] - first;

  for (guint i = first; i < first + n_late; i++)
    {
      self->anchors[i] = annals_grouping_get_anchor (grouping, self->events[i]);
      self->drawn[i] = annals_grouping_get_drawn_begin (grouping, self->events[i]);
    }
  merge_late (self->by_anchor + first, self->anchors + first, n, n_late);
  merge_late (self->by_drawing + first, self->drawn + first, n, n_late);
}

static void
make_anchors (AnnalsLaneOrders *self, AnnalsGrouping *grouping)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (grouping);
  guint n_events = self->lane_first[self->n_lanes];
  gboolean any_late = FALSE;

  self->anchors = g_new (double, MAX (1, n_events));
  self->importances = g_new (guint8, MAX (1, n_events));

  for (guint i = 0; i < n_events; i++)
    self->anchors[i] = get_span (timeline, self->events, i, n_events)->begin_min;
  for (guint lane = 0; lane < self->n_lanes; lane++)
    any_late |= count_late (self, timeline, lane) > 0;

  self->by_anchor = self->by_drawing = self->events;
  self->drawn = self->anchors;
  if (any_late)
    {
      self->by_anchor = g_memdup2 (self->events, sizeof (guint32) * n_events);
      self->by_drawing = g_memdup2 (self->events, sizeof (guint32) * n_events);
      self->drawn = g_memdup2 (self->anchors, sizeof (double) * n_events);
    }
  for (guint lane = 0; lane < self->n_lanes && any_late; lane++)
    {
      guint n_late = count_late (self, timeline, lane);

      if (n_late > 0)
        place_late (self, grouping, lane, n_late);
    }

  for (guint i = 0; i < n_events; i++)
    self->importances[i]
      = CLAMP (annals_timeline_get_event_importance (timeline, self->by_drawing[i]), 1, 5);
}

/* Most ends follow their begins: those in order already are taken as they come, and only the others
 * (long ones among short ones) are sorted and merged in. */
static void
sort_lane_ends (AnnalsLaneOrders *self, AnnalsTimeline *timeline, guint lane, Anchored *regular,
                Anchored *others)
{
  guint first = self->lane_first[lane], end = self->lane_first[lane + 1];
  guint32 *sorted = self->by_end + first;
  guint n_regular = 0, n_others = 0;

  for (guint i = first; i < end; i++)
    {
      const AnnalsSpan *span = get_span (timeline, self->events, i, end);
      Anchored next = { span->end_max, self->events[i] };

      if (!isfinite (span->end_max))
        continue;

      self->n_ended[lane]++;
      if (span->end_max - span->begin_min <= DAY_S
          && (n_regular == 0 || compare_anchored (&regular[n_regular - 1], &next) < 0))
        regular[n_regular++] = next;
      else
        others[n_others++] = next;
    }
  qsort (others, n_others, sizeof *others, compare_anchored);

  for (guint out = 0, a = 0, b = 0; out < n_regular + n_others; out++)
    if (b == n_others || (a < n_regular && compare_anchored (&regular[a], &others[b]) < 0))
      sorted[out] = regular[a++].event;
    else
      sorted[out] = others[b++].event;
}

static void
make_ends (AnnalsLaneOrders *self, AnnalsTimeline *timeline)
{
  guint most = 1;
  g_autofree Anchored *regular = NULL;
  g_autofree Anchored *others = NULL;

  for (guint lane = 0; lane < self->n_lanes; lane++)
    most = MAX (most, self->lane_first[lane + 1] - self->lane_first[lane]);
  regular = g_new (Anchored, most);
  others = g_new (Anchored, most);
  self->by_end = g_new (guint32, MAX (1, self->lane_first[self->n_lanes]));
  self->n_ended = g_new0 (guint, MAX (1, self->n_lanes));

  for (guint lane = 0; lane < self->n_lanes; lane++)
    sort_lane_ends (self, timeline, lane, regular, others);
}

void
annals_lane_orders_init (AnnalsLaneOrders *orders, AnnalsGrouping *grouping, guint32 *events,
                         const guint *lane_first, guint n_lanes)
{
  *orders = (AnnalsLaneOrders){ .events = events, .lane_first = lane_first, .n_lanes = n_lanes };
  make_ends (orders, annals_grouping_get_timeline (grouping));
  make_anchors (orders, grouping);
}

void
annals_lane_orders_clear (AnnalsLaneOrders *orders)
{
  if (orders->by_anchor != orders->events)
    {
      g_free (orders->by_anchor);
      g_free (orders->by_drawing);
      g_free (orders->drawn);
    }
  g_free (orders->anchors);
  g_free (orders->importances);
  g_free (orders->by_end);
  g_free (orders->n_ended);
}
