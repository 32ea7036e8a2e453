/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lane an event is in: a counting sort of the timeline's order. */
#include "view/grouping.h"

#include <math.h>

#include "view/term-lanes.h"

#define SLATE_RGB 0x5F6972
#define DAY_S 86400.0
/* Spans lie in file order, lanes in time order: what is read next is asked for in advance. */
#define PREFETCH_AHEAD 12

typedef struct
{
  char *title;
  guint32 rgb;
  guint group;
  guint first, n;      /* of `events` */
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

  guint32 *events; /* lane after lane, each in time order */
  guint n_events;
  GArray *background; /* of guint32: dated events behind the lanes, in time order */

  double open_begin_s; /* from where open begins are drawn */
  gint is_filled;      /* atomic: all of the above is there */

  /* The same events in other orders; made when first asked for. Where no event has an open or unknown
   * begin, the order of anchors and that of drawing are time order, and the arrays are shared. */
  GMutex mutex;
  guint32 *by_anchor;
  double *anchors;
  guint32 *by_drawing;
  double *drawn;
  guint8 *importances; /* in the order of drawing */
  guint32 *by_end;   /* by latest instant; events without an end come last */
  guint *n_ended;
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
  g_autofree guint *next = g_new0 (guint, self->n_lanes + 1);

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
      self->lanes[lane_of[i]].n++;
    }

  for (guint lane = 0; lane < self->n_lanes; lane++)
    {
      self->lanes[lane].first = next[lane] = self->n_events;
      self->n_events += self->lanes[lane].n;
    }

  self->events = g_new (guint32, MAX (1, self->n_events));
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

/* Whoever asks first deals the events out: with many, a worker. */
static inline void
ensure_lanes (AnnalsGrouping *self)
{
  if (g_atomic_int_get (&self->is_filled))
    return;

  g_mutex_lock (&self->mutex);
  if (!self->is_filled)
    {
      fill (self);
      g_atomic_int_set (&self->is_filled, TRUE);
    }
  g_mutex_unlock (&self->mutex);
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

  return self;
}

AnnalsGrouping *
annals_grouping_ref (AnnalsGrouping *grouping)
{
  g_return_val_if_fail (grouping != NULL, NULL);

  g_atomic_ref_count_inc (&grouping->ref_count);

  return grouping;
}

void
annals_grouping_unref (AnnalsGrouping *grouping)
{
  g_return_if_fail (grouping != NULL);

  if (!g_atomic_ref_count_dec (&grouping->ref_count))
    return;

  for (guint lane = 0; lane < grouping->n_lanes; lane++)
    g_free (grouping->lanes[lane].title);
  if (grouping->by_anchor != grouping->events)
    {
      g_free (grouping->by_anchor);
      g_free (grouping->by_drawing);
      g_free (grouping->drawn);
    }
  g_free (grouping->anchors);
  g_free (grouping->importances);
  g_free (grouping->by_end);
  g_free (grouping->n_ended);
  g_free (grouping->events);
  g_clear_pointer (&grouping->background, g_array_unref);
  g_free (grouping->lane_of_group);
  g_free (grouping->lanes);
  annals_term_lanes_clear (&grouping->term_lanes);
  g_mutex_clear (&grouping->mutex);
  g_object_unref (grouping->timeline);
  g_free (grouping);
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
  ensure_lanes (grouping);
  return grouping->n_lanes;
}

const char *
annals_grouping_get_lane_title (AnnalsGrouping *grouping, guint lane)
{
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, NULL);

  return grouping->lanes[lane].title;
}

const char *
annals_grouping_get_lane_key (AnnalsGrouping *grouping, guint lane)
{
  guint group;

  g_return_val_if_fail (lane < grouping->n_lanes, NULL);

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

  g_return_val_if_fail (lane < grouping->n_lanes, G_MAXUINT);

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
  g_return_val_if_fail (lane < grouping->n_lanes, FALSE);

  return grouping->by == ANNALS_GROUP_TRACK
         && annals_timeline_get_track (grouping->timeline, grouping->lanes[lane].group)->is_folded;
}

guint32
annals_grouping_get_lane_rgb (AnnalsGrouping *grouping, guint lane)
{
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, SLATE_RGB);

  return grouping->lanes[lane].rgb;
}

const guint32 *
annals_grouping_get_lane_events (AnnalsGrouping *grouping, guint lane, guint *n)
{
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, NULL);

  *n = grouping->lanes[lane].n;

  return grouping->events + grouping->lanes[lane].first;
}

const guint32 *
annals_grouping_get_background (AnnalsGrouping *grouping, guint *n)
{
  ensure_lanes (grouping);
  *n = grouping->background->len;

  return (const guint32 *) (void *) grouping->background->data;
}

guint *
annals_grouping_match_lanes (AnnalsGrouping *before, AnnalsGrouping *after)
{
  guint *matches = g_new (guint, MAX (1, annals_grouping_get_n_lanes (after)));
  g_autoptr (GHashTable) by_title = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *next /* of the same title, + 1 */
    = g_new (guint, MAX (1, annals_grouping_get_n_lanes (before)));

  for (guint lane = before->by == after->by ? before->n_lanes : 0; lane-- > 0;)
    {
      next[lane] = GPOINTER_TO_UINT (g_hash_table_lookup (by_title, before->lanes[lane].title));
      g_hash_table_replace (by_title, before->lanes[lane].title, GUINT_TO_POINTER (lane + 1));
    }
  for (guint lane = 0; lane < after->n_lanes; lane++)
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
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, 0);

  return grouping->lanes[lane].n_with_undated;
}

guint
annals_grouping_get_lane_of_any (AnnalsGrouping *grouping, guint event)
{
  guint group;

  ensure_lanes (grouping);
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

/* How many of the lane's events have no finite begin: they come first in time order. */
static guint
count_late (AnnalsGrouping *self, const Lane *lane)
{
  guint n = 0;

  while (n < lane->n
         && !isfinite (
           annals_timeline_get_event_span (self->timeline, self->events[lane->first + n])->begin_min))
    n++;

  return n;
}

static void
place_late (AnnalsGrouping *self, const Lane *lane, guint n_late)
{
  for (guint i = lane->first; i < lane->first + n_late; i++)
    {
      self->anchors[i] = annals_grouping_get_anchor (self, self->events[i]);
      self->drawn[i] = annals_grouping_get_drawn_begin (self, self->events[i]);
    }
  merge_late (self->by_anchor + lane->first, self->anchors + lane->first, lane->n, n_late);
  merge_late (self->by_drawing + lane->first, self->drawn + lane->first, lane->n, n_late);
}

static void
make_anchors (AnnalsGrouping *self)
{
  gboolean any_late = FALSE;

  self->anchors = g_new (double, MAX (1, self->n_events));
  self->importances = g_new (guint8, MAX (1, self->n_events));

  for (guint i = 0; i < self->n_events; i++)
    {
      if (i + PREFETCH_AHEAD < self->n_events)
        __builtin_prefetch (
          annals_timeline_get_event_span (self->timeline, self->events[i + PREFETCH_AHEAD]));
      self->anchors[i] = annals_timeline_get_event_span (self->timeline, self->events[i])->begin_min;
    }
  for (guint lane = 0; lane < self->n_lanes; lane++)
    any_late |= count_late (self, &self->lanes[lane]) > 0;

  self->by_anchor = self->by_drawing = self->events;
  self->drawn = self->anchors;
  if (any_late)
    {
      self->by_anchor = g_memdup2 (self->events, sizeof (guint32) * self->n_events);
      self->by_drawing = g_memdup2 (self->events, sizeof (guint32) * self->n_events);
      self->drawn = g_memdup2 (self->anchors, sizeof (double) * self->n_events);
    }
  for (guint lane = 0; lane < self->n_lanes && any_late; lane++)
    {
      const Lane *where = &self->lanes[lane];
      guint n_late = count_late (self, where);

      if (n_late > 0)
        place_late (self, where, n_late);
    }

  for (guint i = 0; i < self->n_events; i++)
    self->importances[i]
      = CLAMP (annals_timeline_get_event_importance (self->timeline, self->by_drawing[i]), 1, 5);
}

/* Most ends follow their begins: those in order already are taken as they come, and only the others
 * (long ones among short ones) are sorted and merged in. */
static void
sort_lane_ends (AnnalsGrouping *self, guint lane, Anchored *regular, Anchored *others)
{
  const Lane *where = &self->lanes[lane];
  const guint32 *events = self->events + where->first;
  guint32 *sorted = self->by_end + where->first;
  guint n_regular = 0, n_others = 0;

  for (guint i = 0; i < where->n; i++)
    {
      const AnnalsSpan *span = annals_timeline_get_event_span (self->timeline, events[i]);
      Anchored next = { span->end_max, events[i] };

      if (i + PREFETCH_AHEAD < where->n)
        __builtin_prefetch (
          annals_timeline_get_event_span (self->timeline, events[i + PREFETCH_AHEAD]));

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
make_ends (AnnalsGrouping *self)
{
  guint most = 1;
  g_autofree Anchored *regular = NULL;
  g_autofree Anchored *others = NULL;

  for (guint lane = 0; lane < self->n_lanes; lane++)
    most = MAX (most, self->lanes[lane].n);
  regular = g_new (Anchored, most);
  others = g_new (Anchored, most);
  self->by_end = g_new (guint32, MAX (1, self->n_events));
  self->n_ended = g_new0 (guint, MAX (1, self->n_lanes));

  for (guint lane = 0; lane < self->n_lanes; lane++)
    sort_lane_ends (self, lane, regular, others);
}

void
annals_grouping_prepare (AnnalsGrouping *grouping)
{
  g_return_if_fail (grouping != NULL);

  ensure_lanes (grouping);
  g_mutex_lock (&grouping->mutex);
  if (grouping->anchors == NULL)
    {
      make_ends (grouping);
      make_anchors (grouping);
    }
  g_mutex_unlock (&grouping->mutex);
}

const guint32 *
annals_grouping_get_lane_anchors (AnnalsGrouping *grouping, guint lane, const double **anchors_s,
                                  guint *n)
{
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, NULL);

  annals_grouping_prepare (grouping);
  *anchors_s = grouping->anchors + grouping->lanes[lane].first;
  *n = grouping->lanes[lane].n;

  return grouping->by_anchor + grouping->lanes[lane].first;
}

const guint32 *
annals_grouping_get_lane_drawn (AnnalsGrouping *grouping, guint lane, const double **keys_s,
                                const guint8 **importances, guint *n)
{
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, NULL);

  annals_grouping_prepare (grouping);
  *keys_s = grouping->drawn + grouping->lanes[lane].first;
  *importances = grouping->importances + grouping->lanes[lane].first;
  *n = grouping->lanes[lane].n;

  return grouping->by_drawing + grouping->lanes[lane].first;
}

const guint32 *
annals_grouping_get_lane_ends (AnnalsGrouping *grouping, guint lane, guint *n)
{
  ensure_lanes (grouping);
  g_return_val_if_fail (lane < grouping->n_lanes, NULL);

  annals_grouping_prepare (grouping);
  *n = grouping->n_ended[lane];

  return grouping->by_end + grouping->lanes[lane].first;
}
