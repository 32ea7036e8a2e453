/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lane an event is in: lanes by track, kind, certainty, actor, place or source. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_GROUP_TRACK,
  ANNALS_GROUP_KIND,
  ANNALS_GROUP_CERTAINTY,
  ANNALS_GROUP_ACTOR,  /* by the first that an event names: view/term-lanes.h */
  ANNALS_GROUP_PLACE,
  ANNALS_GROUP_SOURCE,
  ANNALS_N_GROUP_BYS
} AnnalsGroupBy;

/* What an action calls it: "track", "kind", … */
const char *annals_group_by_get_name (AnnalsGroupBy by);
/* FALSE: there is none of that name. */
gboolean annals_group_by_from_name (const char *name, AnnalsGroupBy *by);

/* Immutable, reference counted. Lanes hold every dated event that is no background period,
 * in the timeline's order. */
typedef struct _AnnalsGrouping AnnalsGrouping;

/* Up to here passes over all events take less than a millisecond: no worker is needed for them. */
#define ANNALS_SMALL_EVENTS 2048

/* Of a small timeline it is ready at once; of a larger one this costs nothing, and until it is prepared
 * nothing is known of its lanes: only the timeline, `by`, and an event's anchor and begin may be asked. */
AnnalsGrouping *annals_grouping_new (AnnalsTimeline *timeline, AnnalsGroupBy by);
/* Deals the events out to lanes, in all their orders: passes over all events, once, and who else wants them
 * meanwhile waits. Nothing for a main thread, where the timeline is large. */
void annals_grouping_prepare (AnnalsGrouping *grouping);
/* Has it been prepared? Waits for nobody. */
gboolean annals_grouping_is_ready (AnnalsGrouping *grouping);
AnnalsGrouping *annals_grouping_ref (AnnalsGrouping *grouping);
void annals_grouping_unref (AnnalsGrouping *grouping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsGrouping, annals_grouping_unref)

AnnalsTimeline *annals_grouping_get_timeline (AnnalsGrouping *grouping);
AnnalsGroupBy annals_grouping_get_by (AnnalsGrouping *grouping);
guint annals_grouping_get_n_lanes (AnnalsGrouping *grouping);
const char *annals_grouping_get_lane_title (AnnalsGrouping *grouping, guint lane);
/* What the lane is called in files, whatever the language; not always unlike every other's. */
const char *annals_grouping_get_lane_key (AnnalsGrouping *grouping, guint lane);
/* What the file says: the lane that it is nested in (G_MAXUINT: none), and whether it begins folded. */
guint annals_grouping_get_lane_parent (AnnalsGrouping *grouping, guint lane);
gboolean annals_grouping_is_lane_folded (AnnalsGrouping *grouping, guint lane);
/* 0xRRGGBB of the lane's stripe: the track's hue, or slate where lanes are no tracks. */
guint32 annals_grouping_get_lane_rgb (AnnalsGrouping *grouping, guint lane);
/* The lane's dated events in time order. */
const guint32 *annals_grouping_get_lane_events (AnnalsGrouping *grouping, guint lane, guint *n);
/* The lane's events by anchor and those anchors, both of *n, ties by index; that of an event
 * without any finite bound is where it begins to be drawn. Any thread. */
const guint32 *annals_grouping_get_lane_anchors (AnnalsGrouping *grouping, guint lane,
                                                 const double **anchors_s, guint *n);
/* The same instant for one event. */
double annals_grouping_get_anchor (AnnalsGrouping *grouping, guint event);
/* The lane's dated events in the order in which their drawings begin: at their begin, an open one's at
 * the timeline's, an unknown one's at the first bound that is known; and those instants (never NAN), and
 * their importances (1–5). All of *n. Any thread. */
const guint32 *annals_grouping_get_lane_drawn (AnnalsGrouping *grouping, guint lane,
                                               const double **keys_s, const guint8 **importances,
                                               guint *n);
/* The same instant for one event. */
double annals_grouping_get_drawn_begin (AnnalsGrouping *grouping, guint event);
/* The lane's events that end, by their latest instant: *n of them. Any thread. */
const guint32 *annals_grouping_get_lane_ends (AnnalsGrouping *grouping, guint lane, guint *n);
/* The dated background periods, behind all lanes, in time order: *n of them. */
const guint32 *annals_grouping_get_background (AnnalsGrouping *grouping, guint *n);
/* For each lane of `after` what it was in `before`: the lane of that title, those of the same title in
 * their order; G_MAXUINT where it is new, as all are where the groupings differ. (transfer full)
 * (array, one a lane) */
guint *annals_grouping_match_lanes (AnnalsGrouping *before, AnnalsGrouping *after);
/* All events of the lane, undated ones too: what stands beside its name. */
guint annals_grouping_get_lane_count (AnnalsGrouping *grouping, guint lane);
/* G_MAXUINT for an event in no lane (undated, background). */
guint annals_grouping_get_lane_of (AnnalsGrouping *grouping, guint event);
/* The same for undated events too: where they are counted. */
guint annals_grouping_get_lane_of_any (AnnalsGrouping *grouping, guint event);

G_END_DECLS
