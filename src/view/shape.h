/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event is drawn as at a scale, and where: the geometry that rows reserve and painters fill. */
#pragma once

#include "model/timeline.h"
#include "view/metrics.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_SHAPE_MARK,     /* a mark alone: its window is thinner than mark + 4 */
  ANNALS_SHAPE_WINDOW,   /* a moment's window: wash between caps, the mark 5 px in */
  ANNALS_SHAPE_BAR,      /* a duration that is a thing done */
  ANNALS_SHAPE_BAND,     /* a development or period */
  ANNALS_SHAPE_PROSPECT, /* dashed, empty */
  ANNALS_SHAPE_MEMBERS   /* `{a,b}`: a mark for each on a thread */
} AnnalsShapeType;

/* All x are pixels from the instant `origin_s` at the given scale, so that a shape moves rigidly
 * with a pan. */
typedef struct
{
  AnnalsShapeType type;
  double origin_s;       /* the event's anchor */
  double left, right;    /* everything drawn of the event itself: mark, wash, fades, wings, chevron, "?" */
  double begin_min, begin_max, end_min, end_max; /* the span's bounds; open ends at where they are drawn to */
  double mark_x;         /* the mark's centre (of MARK, WINDOW, and marks inside bars); NAN where none */
  double mark_size;
  double fade_begin, fade_end; /* how far beyond begin_min and end_max an approximate bound fades */
  gboolean begin_is_hard, end_is_hard;
  double label_inside_left, label_inside_right; /* where words may stand inside; left > right: nowhere */
} AnnalsShape;

/* open_end_s: annals_timeline_get_open_end_s (). The event is dated. */
void annals_shape_init (AnnalsShape *shape, AnnalsTimeline *timeline, guint event,
                        double seconds_per_pixel, double open_end_s, const AnnalsMetrics *metrics);

G_END_DECLS
