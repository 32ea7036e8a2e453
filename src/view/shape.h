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
  double label_inside_least; /* ≤ label_inside_left: words too long to stand right of that may begin here,
                              * over a soft begin */
  double question_x;     /* the left of a qualified date's "?", NAN where none; the "?" of an unknown
                          * end stands at the end of its fade instead */
} AnnalsShape;

/* open_end_s: annals_timeline_get_open_end_s (). The event is dated. Open begins run from the
 * timeline's earliest finite bound. */
void annals_shape_init (AnnalsShape *shape, AnnalsTimeline *timeline, guint event,
                        double seconds_per_pixel, double open_end_s, const AnnalsMetrics *metrics);

/* Whether a window from left to right is wider than the event's mark by enough to be drawn. */
gboolean annals_shape_shows_window (const AnnalsShape *shape, double left, double right);

/* Where a mark's centre stands in a window: 5 px in from its begin once the window is wider than the
 * mark, in the middle of a thinner one. For the members of `{a,b}` too. */
double annals_shape_place_mark (double window_left, double window_right, double mark_size,
                                const AnnalsMetrics *metrics);

typedef enum
{
  ANNALS_OTHER_NOT_DRAWN, /* the same, or too near to tell: in words only */
  ANNALS_OTHER_BRACKET,   /* it agrees, less precisely: a bracket below, from left to right */
  ANNALS_OTHER_GHOST      /* it contradicts: a hollow mark (or, left < right − mark − 4, a window) on a thread */
} AnnalsOtherDating;

/* How another dating of the event is drawn: its window as pixels from shape->origin_s. Ghosts lie within
 * the shape's left and right; brackets do not count there, since they stand below words. */
AnnalsOtherDating annals_shape_get_other_dating (const AnnalsShape *shape, const AnnalsSpan *own,
                                                 const AnnalsSpan *other, double seconds_per_pixel,
                                                 const AnnalsMetrics *metrics, double *left, double *right);

G_END_DECLS
