/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a count to its events. */
#include "view/way-in.h"

#include <math.h>

/* A click on a count zooms in at most so far: beyond it the reader would be lost. */
#define COUNT_ZOOM_MAX 32.0
/* And at least so far: what moves less leads nowhere. */
#define COUNT_ZOOM_MIN 1.25
/* The events fill the view but for a margin at either end. */
#define ROOM 1.4

void
annals_way_in_clear (AnnalsWayIn *way)
{
  g_clear_pointer (&way->events, g_array_unref);
}

/* FALSE: no zoom parts what lies from first_s to last_s. */
static gboolean
find_range (AnnalsWayIn *way, const AnnalsView *view, double first_s, double last_s)
{
  double view_s = view->width_px * view->seconds_per_pixel;
  double middle_s = first_s + (last_s - first_s) / 2;
  double range_s = fmax ((last_s - first_s) * ROOM, view_s / COUNT_ZOOM_MAX);

  range_s = fmax (range_s, view->width_px * ANNALS_SECONDS_PER_PIXEL_MIN);
  if (!(last_s > first_s) || range_s * COUNT_ZOOM_MIN > view_s)
    return FALSE;

  way->begin_s = middle_s - range_s / 2;
  way->end_s = middle_s + range_s / 2;

  return TRUE;
}

static int
compare_anchors (gconstpointer a, gconstpointer b, gpointer data)
{
  double first_s = annals_grouping_get_anchor (data, *(const guint32 *)a);
  double second_s = annals_grouping_get_anchor (data, *(const guint32 *)b);

  return first_s < second_s ? -1 : first_s > second_s;
}

/* Lists them in time order, unless a zoom parts them. */
static gboolean
lead (AnnalsWayIn *way, const AnnalsShown *shown, GArray *events, double first_s, double last_s)
{
  if (events->len == 0)
    return FALSE;
  if (!find_range (way, shown->view, first_s, last_s))
    {
      g_array_sort_with_data (events, compare_anchors, annals_rows_get_grouping (shown->rows));
      way->events = g_array_ref (events);
    }

  return TRUE;
}

static gboolean
lead_to_events (AnnalsWayIn *way, const AnnalsShown *shown, GArray *events)
{
  AnnalsGrouping *grouping = annals_rows_get_grouping (shown->rows);
  double first_s = INFINITY, last_s = -INFINITY;

  for (guint i = 0; i < events->len; i++)
    {
      double at_s = annals_grouping_get_anchor (grouping, g_array_index (events, guint32, i));

      first_s = fmin (first_s, at_s);
      last_s = fmax (last_s, at_s);
    }

  return lead (way, shown, events, first_s, last_s);
}

/* A band and a folded line count all events; they may be many. */
static gboolean
lead_to_range (AnnalsWayIn *way, const AnnalsShown *shown, guint line, double begin_s, double end_s)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint32));
  double first_s = INFINITY, last_s = -INFINITY;

  for (guint lane = 0; lane < shown->lanes->n_lanes; lane++)
    {
      double lane_first_s, lane_last_s;

      if (shown->lanes->lanes[lane].line != line
          || !annals_counts_get_extent (shown->counts, lane, begin_s, end_s, &lane_first_s,
                                        &lane_last_s))
        continue;
      first_s = fmin (first_s, lane_first_s);
      last_s = fmax (last_s, lane_last_s);
    }
  if (!(first_s <= last_s))
    return FALSE;
  if (find_range (way, shown->view, first_s, last_s))
    return TRUE;

  for (guint lane = 0; lane < shown->lanes->n_lanes; lane++)
    if (shown->lanes->lanes[lane].line == line)
      {
        g_autoptr (GArray) found
            = annals_counts_get_events (shown->counts, lane, begin_s, end_s, G_MAXUINT);

        g_array_append_vals (events, found->data, found->len);
      }

  return lead (way, shown, events, first_s, last_s);
}

gboolean
annals_way_in_through_count (
    AnnalsWayIn *way, const AnnalsShown *shown, guint lane, double begin_s, double end_s)
{
  const AnnalsLane *at;
  g_autoptr (GArray) events = NULL;
  const guint32 *unplaced;
  guint n;

  *way = (AnnalsWayIn){ 0 };
  g_return_val_if_fail (lane < shown->lanes->n_lanes, FALSE);

  at = &shown->lanes->lanes[lane];
  if (at->is_folded || at->band_height > 0)
    return shown->counts != NULL && lead_to_range (way, shown, lane, begin_s, end_s);

  events = g_array_new (FALSE, FALSE, sizeof (guint32));
  unplaced = annals_rows_get_unplaced_in (shown->rows, lane, begin_s, end_s, &n);
  for (guint i = 0; i < n; i++)
    if (shown->matches == NULL || annals_bitset_contains (shown->matches, unplaced[i]))
      g_array_append_val (events, unplaced[i]);

  return lead_to_events (way, shown, events);
}

gboolean
annals_way_in_through_plus (AnnalsWayIn *way, const AnnalsShown *shown, guint event)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_other;
  guint n, n_told = annals_rows_count_plus (shown->rows, event, shown->matches, &is_other);
  const guint32 *plus_events = annals_rows_get_plus_events (shown->rows, event, &n);
  AnnalsBitset *matches = is_other ? NULL : shown->matches;

  *way = (AnnalsWayIn){ 0 };
  if (n_told == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (matches == NULL || annals_bitset_contains (matches, plus_events[i]))
      g_array_append_val (events, plus_events[i]);
  if (matches == NULL || annals_bitset_contains (matches, event))
    g_array_append_val (events, event);

  return lead_to_events (way, shown, events);
}

guint
annals_way_in_find_beyond (const AnnalsShown *shown, guint line, int direction)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (annals_rows_get_grouping (shown->rows));
  double edge_s = annals_view_instant (shown->view, direction < 0 ? 0 : shown->view->width_px);
  guint best = ANNALS_NO_EVENT;
  double best_s = 0;

  for (guint lane = 0; shown->counts != NULL && lane < shown->lanes->n_lanes; lane++)
    {
      const AnnalsSpan *span;
      guint event;
      double nearest_s;

      if (shown->lanes->lanes[lane].line != line)
        continue;
      event = direction < 0 ? annals_counts_find_before (shown->counts, lane, edge_s)
                            : annals_counts_find_after (shown->counts, lane, edge_s);
      if (event == ANNALS_NO_EVENT)
        continue;
      span = annals_timeline_get_event_span (timeline, event);
      nearest_s = direction < 0 ? annals_span_get_latest (span) : annals_span_get_earliest (span);
      if (best == ANNALS_NO_EVENT || (nearest_s - best_s) * direction < 0)
        {
          best = event;
          best_s = nearest_s;
        }
    }

  return best;
}
