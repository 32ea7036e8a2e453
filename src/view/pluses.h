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

G_END_DECLS
