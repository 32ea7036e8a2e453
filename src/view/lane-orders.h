/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The events of a grouping's lanes in other orders than that of time: by anchor, by where they begin to be
 * drawn, by end. */
#pragma once

#include "view/grouping.h"

G_BEGIN_DECLS

/* Lane after lane, as the events themselves. Where no event has an open or unknown begin, the order of
 * anchors and that of drawing are time order, and the arrays are shared. */
typedef struct
{
  guint32 *events;         /* the grouping's, in time order */
  const guint *lane_first; /* the grouping's: where each lane's begin, and the end */
  guint n_lanes;

  guint32 *by_anchor;
  double *anchors;
  guint32 *by_drawing;
  double *drawn;
  guint8 *importances; /* in the order of drawing */
  guint32 *by_end;     /* by latest instant; events without an end come last */
  guint *n_ended;      /* of each lane */
} AnnalsLaneOrders;

/* events, lane_first: kept, not copied. */
void annals_lane_orders_init (AnnalsLaneOrders *orders, AnnalsGrouping *grouping, guint32 *events,
                              const guint *lane_first, guint n_lanes);
void annals_lane_orders_clear (AnnalsLaneOrders *orders);

G_END_DECLS
