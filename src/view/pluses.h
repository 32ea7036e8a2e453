/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "+n": which placed neighbour tells of the events that found no row. */
#pragma once

#include "view/lane-rows.h"

G_BEGIN_DECLS

/* A placed event that has room for a "+n" of one digit. */
typedef struct
{
  double x, room_px;
  guint32 event;
} AnnalsPlusHost;

typedef struct
{
  double x;
  guint32 event;
} AnnalsUnplaced;

/* Deals the unplaced (GArray of AnnalsUnplaced) out to the nearest host (of AnnalsPlusHost) within
 * reach, both by x: each host's are neighbours. The rest is told by counts. */
void annals_lane_rows_deal_out (AnnalsLaneRows *lane_rows, const GArray *hosts, const GArray *unplaced,
                                const AnnalsMetrics *metrics);

/* What is drawn from before its anchor on, an open begin (GArray of guint32, which is sorted), joins the
 * rest: a "+n" would lead to a place where the event is not counted. */
void annals_lane_rows_add_open_begins (AnnalsLaneRows *lane_rows, GArray *open,
                                       AnnalsGrouping *grouping);

G_END_DECLS
