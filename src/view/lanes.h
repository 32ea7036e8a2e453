/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the lanes and their rows stand, top to bottom, in plot pixels before scrolling. */
#pragma once

#include "view/arrangement.h"
#include "view/rows.h"

G_BEGIN_DECLS

typedef struct
{
  double y, height;  /* height 0: shown in another lane's line */
  gboolean is_folded; /* one line, which is the only row: counts and landmarks */
  guint line;        /* the lane in whose line it is shown: itself, or a folded one that it is nested in */
  guint depth;       /* of nesting, 0 outermost */
  double rows_y;     /* top of the first row */
  double band_height; /* 0 without a count band; the band stands at the lane's bottom */
  double counts_height; /* 0 unless events are unplaced that neither a band nor a "+n" tells: a line
                         * for their counts, from row_y[n_rows] on */
  guint n_rows;
  double row_y[18];  /* top of each row, and the bottom of the last */
} AnnalsLane;

typedef struct
{
  guint n_lanes;
  double height; /* of all lanes: what scrolls */
  guint *order;  /* the lanes from top to bottom, in the same piece of memory */
  AnnalsLane lanes[];
} AnnalsLanes;

/* Every lane has room for its name (name_height_px, one of each lane) and at least one row; spare
 * height goes to lanes, at most metrics->lane_spare each; a folded lane has one row and no spare height.
 * arrangement (nullable): of the same lanes; else they stand in their own order, none of them folded.
 * (transfer full): g_free (). */
AnnalsLanes *annals_lanes_new (AnnalsRows *rows, AnnalsArrangement *arrangement,
                               const AnnalsMetrics *metrics,
                               const double *name_heights_px, double plot_height_px);
AnnalsLanes *annals_lanes_copy (const AnnalsLanes *lanes); /* (transfer full): g_free () */
/* The lane under y (before scrolling), -1 for none. */
int annals_lanes_find (const AnnalsLanes *lanes, double y);

G_END_DECLS
