/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lane an event is in: a counting sort of the timeline's order. */
#include "view/grouping.h"

#include <math.h>

#include "model/release.h"
#include "view/lane-orders.h"
#include "view/term-lanes.h"

#define SLATE_RGB 0x5F6972

typedef struct
{
  char *title;
  guint32 rgb;
  guint group;
  guint n_with_undated;
} Lane;

struct _AnnalsGrouping
{
  gatomicrefcount ref_count;
  AnnalsTimeline *timeline;
  AnnalsGroupBy by;
  AnnalsTermLanes term_lanes; /* of actors, places, sources */

  guint n_lanes;
  Lane *lanes;
  guint *lane_of_group; /* group value (track, kind, certainty, term lane) → lane, G_MAXUINT: none */
  guint n_groups;

  guint32 *events;   /* lane after lane, each in time order */
  guint *lane_first; /* where each lane's begin, and the end */
  GArray *background; /* of guint32: dated events behind the lanes, in time order */

  AnnalsLaneOrders orders;

  double open_begin_s; /* from where open begins are drawn */
  GMutex mutex;        /* held while lanes and orders are worked out */
  gint is_ready;       /* atomic: they are there, and change no more */
};

static const char *const names[ANNALS_N_GROUP_BYS]
  = { "track", "kind", "certainty", "actor", "place", "source" };

const char *
annals_group_by_get_name (AnnalsGroupBy by)
{
  g_return_val_if_fail ((guint) by < ANNALS_N_GROUP_BYS, NULL);

  return names[by];
}

gboolean
annals_group_by_from_name (const char *name, AnnalsGroupBy *by)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < ANNALS_N_GROUP_BYS; i++)
    if (g_str_equal (name, names[i]))
      {
        *by = (AnnalsGroupBy) i;
        return TRUE;
      }

  return FALSE;
}

static guint
get_group (AnnalsGrouping *self, guint event)
{
  switch (self->by)
    {
    case ANNALS_GROUP_KIND:
      return annals_timeline_get_event_kind (self->timeline, event);
    case ANNALS_GROUP_CERTAINTY:
      return annals_timeline_get_event_certainty (self->timeline, event);
    case ANNALS_GROUP_ACTOR:
    case ANNALS_GROUP_PLACE:
    case ANNALS_GROUP_SOURCE:
      return self->term_lanes.lane_of[event];
    case ANNALS_N_GROUP_BYS:
    case ANNALS_GROUP_TRACK:
    default:
      return annals_timeline_get_event_track (self->timeline, event);
    }
}

static guint
count_groups (AnnalsGrouping *self)
{
  switch (self->by)
    {
    case ANNALS_GROUP_KIND:
      return ANNALS_N_KINDS;
    case ANNALS_GROUP_CERTAINTY:
      return ANNALS_N_CERTAINTIES;
    case ANNALS_GROUP_ACTOR:
    case ANNALS_GROUP_PLACE:
    case ANNALS_GROUP_SOURCE:
      return self->term_lanes.n_lanes;
    case ANNALS_N_GROUP_BYS:
    case ANNALS_GROUP_TRACK:
    default:
      return annals_timeline_get_n_tracks (self->timeline);
    }
}

static void
init_lane (AnnalsGrouping *self, Lane *lane, guint group)
{
  lane->rgb = SLATE_RGB;
  switch (self->by)
    {
    case ANNALS_GROUP_KIND:
      lane->title = g_strdup (annals_kind_get_name (group));
      break;
    case ANNALS_GROUP_CERTAINTY:
      lane->title = g_strdup (annals_certainty_get_name (group));
      break;
    case ANNALS_GROUP_ACTOR:
    case ANNALS_GROUP_PLACE:
    case ANNALS_GROUP_SOURCE:
      lane->title = g_strdup (self->term_lanes.titles[group]);
      break;
    case ANNALS_N_GROUP_BYS:
    case ANNALS_GROUP_TRACK:
    default:
      {
        const AnnalsTrack *track = annals_timeline_get_track (self->timeline, group);

        lane->title = g_strdup (track->title);
        lane->rgb = track->rgb;
      }
      break;
    }
}

/* Every track is a lane, even an empty one, since the file names it; what else no event has is none. */
static void
make_lanes (AnnalsGrouping *self, const guint *n_in_group)
{
  self->lane_of_group = g_new (guint, MAX (1, self->n_groups));
  self->lanes = g_new0 (Lane, MAX (1, self->n_groups));

  for (guint group = 0; group < self->n_groups; group++)
    {
      Lane *lane;

      self->lane_of_group[group] = G_MAXUINT;
      if (n_in_group[group] == 0 && self->by != ANNALS_GROUP_TRACK)
        continue;

      lane = &self->lanes[self->n_lanes];
      init_lane (self, lane, group);
      lane->group = group;
      lane->n_with_undated = n_in_group[group];
      self->lane_of_group[group] = self->n_lanes++;
    }
}

/* Background periods are behind the lanes, not in them. */
static gboolean
is_background (AnnalsGrouping *self, guint event)
{
  return (annals_timeline_get_event_flags (self->timeline, event) & ANNALS_EVENT_BACKGROUND) != 0;
}

static void
sort_events (AnnalsGrouping *self)
{
  guint n_dated;
  const guint32 *order = annals_timeline_get_order (self->timeline, &n_dated);
  g_autofree guint *lane_of = g_new (guint, MAX (1, n_dated));
  g_autofree guint *next = NULL;

  self->lane_first = g_new0 (guint, self->n_lanes + 1);
  self->background = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n_dated; i++)
    {
      guint32 event = order[i];
      guint group = get_group (self, event);

      lane_of[i] = G_MAXUINT;
      if (is_background (self, event))
        {
          g_array_append_val (self->background, event);
          continue;
        }
      if (group >= self->n_groups)
        continue;

      lane_of[i] = self->lane_of_group[group];
      self->lane_first[lane_of[i] + 1]++;
    }

  for (guint lane = 0; lane < self->n_lanes; lane++)
    self->lane_first[lane + 1] += self->lane_first[lane];

  next = g_memdup2 (self->lane_first, sizeof *next * (self->n_lanes + 1));
  self->events = g_new (guint32, MAX (1, self->lane_first[self->n_lanes]));
  for (guint i = 0; i < n_dated; i++)
    if (lane_of[i] != G_MAXUINT)
      self->events[next[lane_of[i]]++] = order[i];
}

/* Passes over all events. */
static void
fill (AnnalsGrouping *self)
{
  guint n_events = annals_timeline_get_n_events (self->timeline);
  g_autofree guint *n_in_group = NULL;

  if (self->by >= ANNALS_GROUP_ACTOR && self->by <= ANNALS_GROUP_SOURCE)
    {
      static const AnnalsTermKind kinds[]
        = { ANNALS_TERM_ACTOR, ANNALS_TERM_PLACE, ANNALS_TERM_SOURCE };

      annals_term_lanes_init (&self->term_lanes, self->timeline, kinds[self->by - ANNALS_GROUP_ACTOR]);
    }
  self->n_groups = count_groups (self);

  n_in_group = g_new0 (guint, self->n_groups + 1);
  for (guint event = 0; event < n_events; event++)
    {
      guint group = get_group (self, event);

      if (group < self->n_groups && !is_background (self, event))
        n_in_group[group]++;
    }

  make_lanes (self, n_in_group);
  sort_events (self);
}

AnnalsGrouping *
annals_grouping_new (AnnalsTimeline *timeline, AnnalsGroupBy by)
{
  AnnalsGrouping *self;
  double open_end_s;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), NULL);

  self = g_new0 (AnnalsGrouping, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->timeline = g_object_ref (timeline);
  self->by = by;
  if (!annals_timeline_get_extent (timeline, &self->open_begin_s, &open_end_s))
    {
      open_end_s = annals_timeline_get_open_end_s (timeline);
      self->open_begin_s = isnan (open_end_s) ? 0 : open_end_s;
    }
  if (annals_timeline_get_n_events (timeline) <= ANNALS_SMALL_EVENTS)
    annals_grouping_prepare (self);

  return self;
}

void
annals_grouping_prepare (AnnalsGrouping *grouping)
{
  g_return_if_fail (grouping != NULL);

  if (annals_grouping_is_ready (grouping))
    return;

  g_mutex_lock (&grouping->mutex);
  if (!grouping->is_ready)
    {
      fill (grouping);
      annals_lane_orders_init (&grouping->orders, grouping, grouping->events, grouping->lane_first,
                               grouping->n_lanes);
      g_atomic_int_set (&grouping->is_ready, TRUE);
    }
  g_mutex_unlock (&grouping->mutex);
}

gboolean
annals_grouping_is_ready (AnnalsGrouping *grouping)
{
  return g_atomic_int_get (&grouping->is_ready);
}

AnnalsGrouping *
annals_grouping_ref (AnnalsGrouping *grouping)
{
  g_return_val_if_fail (grouping != NULL, NULL);

  g_atomic_ref_count_inc (&grouping->ref_count);

  return grouping;
}

static void
free_grouping (gpointer data)
{
  AnnalsGrouping *grouping = data;

  for (guint lane = 0; lane < grouping->n_lanes; lane++)
    g_free (grouping->lanes[lane].title);
  if (grouping->is_ready)
    annals_lane_orders_clear (&grouping->orders);
  g_free (grouping->events);
  g_free (grouping->lane_first);
  g_clear_pointer (&grouping->background, g_array_unref);
  g_free (grouping->lane_of_group);
  g_free (grouping->lanes);
  annals_term_lanes_clear (&grouping->term_lanes);
  g_mutex_clear (&grouping->mutex);
  g_object_unref (grouping->timeline);
  g_free (grouping);
}

void
annals_grouping_unref (AnnalsGrouping *grouping)
{
  g_return_if_fail (grouping != NULL);

  if (g_atomic_ref_count_dec (&grouping->ref_count))
    annals_release (grouping, free_grouping,
                    annals_timeline_get_n_events (grouping->timeline) > ANNALS_RELEASE_EVENTS);
}

/* Nobody waits for lanes: who asks too early is told that there are none, and the programmer is. */
static gboolean
has_lane (AnnalsGrouping *grouping, guint lane)
{
  return annals_grouping_is_ready (grouping) && lane < grouping->n_lanes;
}

AnnalsTimeline *
annals_grouping_get_timeline (AnnalsGrouping *grouping)
{
  return grouping->timeline;
}

AnnalsGroupBy
annals_grouping_get_by (AnnalsGrouping *grouping)
{
  return grouping->by;
}

guint
annals_grouping_get_n_lanes (AnnalsGrouping *grouping)
{
  g_return_val_if_fail (annals_grouping_is_ready (grouping), 0);

  return grouping->n_lanes;
}

const char *
annals_grouping_get_lane_title (AnnalsGrouping *grouping, guint lane)
{
  g_return_val_if_fail (has_lane (grouping, lane), NULL);

  return grouping->lanes[lane].title;
}

const char *
annals_grouping_get_lane_key (AnnalsGrouping *grouping, guint lane)
{
  guint group;

  g_return_val_if_fail (has_lane (grouping, lane), NULL);

  group = grouping->lanes[lane].group;
  switch (grouping->by)
    {
    case ANNALS_GROUP_TRACK:
      return annals_timeline_get_track (grouping->timeline, group)->id;
    case ANNALS_GROUP_KIND:
      return annals_kind_get_id (group);
    case ANNALS_GROUP_CERTAINTY:
      return annals_certainty_get_id (group);
    case ANNALS_GROUP_ACTOR:
    case ANNALS_GROUP_PLACE:
    case ANNALS_GROUP_SOURCE:
    case ANNALS_N_GROUP_BYS:
    default:
      return grouping->lanes[lane].title;
    }
}

guint
annals_grouping_get_lane_parent (AnnalsGrouping *grouping, guint lane)
{
  const AnnalsTrack *track;

  g_return_val_if_fail (has_lane (grouping, lane), G_MAXUINT);

  if (grouping->by != ANNALS_GROUP_TRACK)
    return G_MAXUINT;
  track = annals_timeline_get_track (grouping->timeline, grouping->lanes[lane].group);

  return track->parent >= 0 && (guint) track->parent < grouping->n_groups
           ? grouping->lane_of_group[track->parent]
           : G_MAXUINT;
}

gboolean
annals_grouping_is_lane_folded (AnnalsGrouping *grouping, guint lane)
{
  g_return_val_if_fail (has_lane (grouping, lane), FALSE);

  return grouping->by == ANNALS_GROUP_TRACK
         && annals_timeline_get_track (grouping->timeline, grouping->lanes[lane].group)->is_folded;
}

guint32
annals_grouping_get_lane_rgb (AnnalsGrouping *grouping, guint lane)
{
  g_return_val_if_fail (has_lane (grouping, lane), SLATE_RGB);

  return grouping->lanes[lane].rgb;
}

const guint32 *
annals_grouping_get_lane_events (AnnalsGrouping *grouping, guint lane, guint *n)
{
  *n = 0;
  g_return_val_if_fail (has_lane (grouping, lane), NULL);

  *n = grouping->lane_first[lane + 1] - grouping->lane_first[lane];

  return grouping->events + grouping->lane_first[lane];
}

const guint32 *
annals_grouping_get_background (AnnalsGrouping *grouping, guint *n)
{
  *n = 0;
  g_return_val_if_fail (annals_grouping_is_ready (grouping), NULL);

  *n = grouping->background->len;

  return (const guint32 *) (void *) grouping->background->data;
}

guint *
annals_grouping_match_lanes (AnnalsGrouping *before, AnnalsGrouping *after)
{
  guint n_before = annals_grouping_get_n_lanes (before);
  guint n_after = annals_grouping_get_n_lanes (after);
  guint *matches = g_new (guint, MAX (1, n_after));
  g_autoptr (GHashTable) by_title = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *next /* of the same title, + 1 */ = g_new (guint, MAX (1, n_before));

  for (guint lane = before->by == after->by ? n_before : 0; lane-- > 0;)
    {
      next[lane] = GPOINTER_TO_UINT (g_hash_table_lookup (by_title, before->lanes[lane].title));
      g_hash_table_replace (by_title, before->lanes[lane].title, GUINT_TO_POINTER (lane + 1));
    }
  for (guint lane = 0; lane < n_after; lane++)
    {
      char *title = after->lanes[lane].title;
      guint match = GPOINTER_TO_UINT (g_hash_table_lookup (by_title, title));

      matches[lane] = match > 0 ? match - 1 : G_MAXUINT;
      if (match > 0)
        g_hash_table_replace (by_title, title, GUINT_TO_POINTER (next[match - 1]));
    }

  return matches;
}

guint
annals_grouping_get_lane_count (AnnalsGrouping *grouping, guint lane)
{
  g_return_val_if_fail (has_lane (grouping, lane), 0);

  return grouping->lanes[lane].n_with_undated;
}

guint
annals_grouping_get_lane_of_any (AnnalsGrouping *grouping, guint event)
{
  guint group;

  g_return_val_if_fail (annals_grouping_is_ready (grouping), G_MAXUINT);

  if (event >= annals_timeline_get_n_events (grouping->timeline) || is_background (grouping, event))
    return G_MAXUINT;

  group = get_group (grouping, event);

  return group < grouping->n_groups ? grouping->lane_of_group[group] : G_MAXUINT;
}

guint
annals_grouping_get_lane_of (AnnalsGrouping *grouping, guint event)
{
  if (event >= annals_timeline_get_n_events (grouping->timeline)
      || !annals_span_is_dated (annals_timeline_get_event_span (grouping->timeline, event)))
    return G_MAXUINT;

  return annals_grouping_get_lane_of_any (grouping, event);
}

double
annals_grouping_get_drawn_begin (AnnalsGrouping *grouping, guint event)
{
  const AnnalsSpan *span = annals_timeline_get_event_span (grouping->timeline, event);
  double anchor_s;

  if (isfinite (span->begin_min))
    return span->begin_min;

  anchor_s = annals_span_get_anchor (span);
  if ((span->flags & ANNALS_SPAN_BEGIN_UNKNOWN) != 0 && !isnan (anchor_s))
    return anchor_s;
  return isnan (anchor_s) ? grouping->open_begin_s : fmin (anchor_s, grouping->open_begin_s);
}

/* What is open on both sides is counted where it begins to be drawn, or it were counted nowhere. */
double
annals_grouping_get_anchor (AnnalsGrouping *grouping, guint event)
{
  double anchor_s
    = annals_span_get_anchor (annals_timeline_get_event_span (grouping->timeline, event));

  return isnan (anchor_s) ? grouping->open_begin_s : anchor_s;
}

const guint32 *
annals_grouping_get_lane_anchors (AnnalsGrouping *grouping, guint lane, const double **anchors_s,
                                  guint *n)
{
  *n = 0;
  g_return_val_if_fail (has_lane (grouping, lane), NULL);

  *anchors_s = grouping->orders.anchors + grouping->lane_first[lane];
  *n = grouping->lane_first[lane + 1] - grouping->lane_first[lane];

  return grouping->orders.by_anchor + grouping->lane_first[lane];
}

const guint32 *
annals_grouping_get_lane_drawn (AnnalsGrouping *grouping, guint lane, const double **keys_s,
                                const guint8 **importances, guint *n)
{
  *n = 0;
  g_return_val_if_fail (has_lane (grouping, lane), NULL);

  *keys_s = grouping->orders.drawn + grouping->lane_first[lane];
  *importances = grouping->orders.importances + grouping->lane_first[lane];
  *n = grouping->lane_first[lane + 1] - grouping->lane_first[lane];

  return grouping->orders.by_drawing + grouping->lane_first[lane];
}

const guint32 *
annals_grouping_get_lane_ends (AnnalsGrouping *grouping, guint lane, guint *n)
{
  *n = 0;
  g_return_val_if_fail (has_lane (grouping, lane), NULL);

  *n = grouping->orders.n_ended[lane];

  return grouping->orders.by_end + grouping->lane_first[lane];
}
