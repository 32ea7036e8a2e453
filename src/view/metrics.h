/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sizes that rows, lanes and shapes are worked out with, in logical pixels. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* LOOK.md's numbers times the text scale. A plain value. */
typedef struct
{
  double text_scale;    /* 1 at the system's normal text size */
  double row;           /* 20: a row of labelled events */
  double mark_row;      /* 12: a row of bare marks */
  double lane_padding;  /* 3, above and below */
  double lane_top;      /* +4 above the first lane */
  double lane_spare;    /* at most 10 more for each lane where the window has room */
  double mark[6];       /* [1…5]: a mark's height by importance: 14 12 10 9 8 */
  double bar;           /* 16: bars and bands */
  double window;        /* 12: washes of a moment's window */
  double mark_label;    /* 5: mark to label */
  double label_gap;     /* 9: label to the next thing */
  double left_label_gap; /* 20 before a left label */
  double plus_reach;    /* 12: within it an unplaced event becomes "+n" of a neighbour */
  double half_disc;     /* 7 + 5: room for the half disc after the label of claims that disagree */
  double wing;          /* 8: the least fade on each side of an approximate mark */
  double open_fade;     /* 26 past the as-of line for open ends */
  double unknown_fade;  /* 30 for unknown ends */
  double label_max;     /* 320: a label's width at most */
  double label_min;     /* 44: under this an ellipsised label goes */
} AnnalsMetrics;

void annals_metrics_init (AnnalsMetrics *metrics, double text_scale);

G_END_DECLS
