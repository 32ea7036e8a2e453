/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One lane's rows for one octave: the placing that view/rows.h is made of. */
#pragma once

#include "model/difference.h"
#include "view/rows.h"

G_BEGIN_DECLS

/* A placed event and its "+n": n events from `first` of plus_events. */
typedef struct
{
  guint32 event, first, n;
} AnnalsPlus;

typedef struct
{
  guint n_rows;
  guint32 mark_rows;                    /* a bit a row */
  guint row_first[ANNALS_ROWS_MAX + 1]; /* of placed */
  AnnalsPlaced *placed;                 /* row after row, each in the order of drawing */
  guint32 *unplaced;                    /* told by no "+n", by anchor; of a band: none */
  guint n_unplaced;
  AnnalsPlus *pluses; /* by event */
  guint n_pluses;
  guint32 *plus_events;
  guint n_plus_events;
  guint extra_row; /* the row of what the rule left out, + 1; 0: none */
  gboolean is_band;
  guint band_peak; /* of a band: the greatest count of a bin */
} AnnalsLaneRows;

/* LOOK "Labels": the rows that importance 3 may open where lanes are many. Of few lanes each has its part
 * of the rows that these would fill together, for importance 3 to 5 alike: a timeline of one track need
 * not leave its window empty and its events without words. */
#define ANNALS_STANDARD_ROWS 4
#define ANNALS_SHARED_ROWS 24

/* What every lane of an octave is placed with. */
typedef struct
{
  AnnalsGrouping *grouping;
  AnnalsTimeline *timeline;
  int octave;
  const AnnalsMetrics *metrics;
  const guint16 *label_widths;
  /* After a reload, else NULL */
  AnnalsDifference *difference;
  AnnalsGrouping *grouping_before;
  const guint8 *states_before; /* an event of before: ANNALS_ROW_STATE, 0 where it was not placed */
  GCancellable *cancellable;
  guint standard_rows;                /* from so many on, only landmarks open more in coarse octaves */
  double seconds_per_pixel;           /* the octave's coarsest */
  double open_end_s;                  /* to where open spans run */
  double as_of_s;                     /* NAN: none */
  double end_s;                       /* the timeline's end */
} AnnalsPlacing;

/* An event's row + 1 and its label side, in a byte. */
#define ANNALS_ROW_STATE(row, side) ((guint8) (((row) + 1) | ((side) << 5)))
#define ANNALS_ROW_STATE_ROW(state) (((state) & 0x1fu) - 1)
#define ANNALS_ROW_STATE_SIDE(state) ((AnnalsLabelSide) ((state) >> 5))

/* lane_before: which lane this one was before a reload, and before (nullable) its rows. FALSE when
 * cancelled; lane_rows is then empty. */
gboolean annals_lane_rows_init (AnnalsLaneRows *lane_rows, const AnnalsPlacing *placing, guint lane,
                                guint lane_before, const AnnalsLaneRows *before);
void annals_lane_rows_clear (AnnalsLaneRows *lane_rows);

/* How wide "+n" is estimated, with the gap before it. */
double annals_plus_width (guint n, const AnnalsMetrics *metrics);

G_END_DECLS
