/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a count to its events: nearer, until they stand apart, or the list of them. */
#pragma once

#include "view/counts.h"
#include "view/lanes.h"

G_BEGIN_DECLS

/* Where a click on a count leads. A plain value. */
typedef struct
{
  double begin_s, end_s; /* the range to zoom to; meaningless where there are events to list */
  GArray *events;        /* (nullable) of guint32, in time order: exactly those that the count tells,
                          * since no zoom can part them */
} AnnalsWayIn;

void annals_way_in_clear (AnnalsWayIn *way);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnnalsWayIn, annals_way_in_clear)

/* What the picture of these rows shows: all borrowed. */
typedef struct
{
  AnnalsRows *rows;
  const AnnalsLanes *lanes;
  AnnalsCounts *counts;  /* of the filter, where there is one */
  AnnalsBitset *matches; /* (nullable): the filter; it counts matches alone */
  const AnnalsView *view;
} AnnalsShown;

/* What the count of a lane's line in begin_s ≤ t < end_s leads to: the column of a band, the count of a
 * folded line, or that of the events without a row. A range is never more than COUNT_ZOOM_MAX times
 * narrower than the view, and always narrower. FALSE: the count is of nothing. */
gboolean annals_way_in_through_count (AnnalsWayIn *way, const AnnalsShown *shown, guint lane,
                                      double begin_s, double end_s);
/* The same for the "+n" of a placed event, which is one of those to be parted; of a search, where any of
 * them match, those alone. */
gboolean annals_way_in_through_plus (AnnalsWayIn *way, const AnnalsShown *shown, guint event);
/* The nearest event of a lane's line that lies wholly before (direction < 0) or after the view, of
 * those that match: what "4 earlier" leads to. ANNALS_NO_EVENT where there is none. */
guint annals_way_in_find_beyond (const AnnalsShown *shown, guint lane, int direction);

G_END_DECLS
