/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the painters of one picture share: the frame, the nodes so far, the events in it.
 *
 * Coordinates are the picture's: lane names at the left, the axis on top, the plot in the rest.
 * Painters of a picture run in the order in which annals_scene_build () calls them, each above the
 * ones before. */
#pragma once

#include "scene/frame.h"
#include "scene/marks.h"
#include "scene/scene.h"
#include "view/shape.h"
#include "view/ticks.h"

G_BEGIN_DECLS

#define ANNALS_PLATE_ALPHA 0.84

/* An event in the picture. */
typedef struct
{
  guint event, lane, row;
  int importance;
  AnnalsKind kind;
  AnnalsCertainty certainty;
  guint flags; /* AnnalsEventFlags */
  AnnalsLabelSide side;
  AnnalsShape shape;
  double x, y;             /* the anchor; the row's centre */
  double mark_x;           /* NAN without a mark */
  AnnalsMarkColors colors; /* dimmed where the event is */
  gboolean is_dimmed, is_match;
  gboolean is_coming; /* in a glide: it was not in the picture before */
  gboolean has_label, is_ellipsised;
  double label_x, label_width; /* of the words that are drawn */
  GskRenderNode *label;        /* the text cache's */
  GdkRGBA label_color;
  GskRenderNode *sources;      /* (nullable) the text cache's: the numbers of its sources */
  double sources_x, sources_width;
  double tail_x;               /* right of everything that is drawn after the words so far */
  guint plus;                  /* of a search, what it tells of it: annals_rows_count_plus () */
  double plus_x;
  GdkRGBA plus_color;
  gboolean is_hidden;          /* the search hides it, and shows its "+n" */
} AnnalsItem;

typedef struct
{
  AnnalsHit hit;
  graphene_rect_t core; /* its mark or bar, for which it is asked before its neighbours */
} AnnalsHitBox;

typedef struct
{
  const AnnalsFrame *frame;
  AnnalsNodeStore *store;
  GPtrArray *nodes;  /* of GskRenderNode: painters append */
  GArray *hits;      /* of AnnalsHitBox */
  GArray *band_hits; /* of AnnalsHit: columns of count bands, by lane and time */
  GArray *items;     /* of AnnalsItem, by lane, row, time */
  GArray *cited;     /* of AnnalsCited: what the numbers 1, 2, … stand for */
  guint *lane_items; /* where each lane's items begin, and the end */
  AnnalsTicks *ticks;
  double plot_x, plot_y, plot_right, plot_bottom; /* where time is drawn */
  double lanes_y; /* where lane 0 would stand: plot_y less the scroll */
  double as_of_x; /* NAN: no as-of line */
  double today_x; /* likewise */
  int selected;   /* index in items of the selected event, -1: not in the picture */
  gboolean has_flag; /* the selected event found no room: its line alone is drawn, */
  double flag_x, flag_y; /* from the axis down to there */
  guint flag_lane;
  const AnnalsLanes *lanes_now; /* where a glide ends; the frame's lanes are on their way there */
  gboolean paints_coming;    /* which items are painted at present: annals_painter_paints () */
  const guint8 *lane_skips;  /* (nullable): a byte a lane, whose name is not painted at present */
} AnnalsPainter;

/* In a glide, what comes is painted apart from what stays, since it fades. */
static inline gboolean
annals_painter_paints (const AnnalsPainter *self, const AnnalsItem *item)
{
  return item->is_coming == self->paints_coming && !item->is_hidden;
}

/* painter.c: the few things that all painters do */

/* A length or coordinate on a whole device pixel. */
double annals_painter_snap (AnnalsPainter *self, double px);
/* One device pixel or more that a stroke of width_px fills. */
double annals_painter_hairline (AnnalsPainter *self, double width_px);
double annals_painter_x (AnnalsPainter *self, double instant_s);

void annals_painter_take (AnnalsPainter *self, GskRenderNode *node);
/* A kept node, moved. (x, y) lands on whole device pixels. */
void annals_painter_place (AnnalsPainter *self, GskRenderNode *node, double x, double y);
/* A mark's node, so that its edges are sharp. */
void annals_painter_place_mark (AnnalsPainter *self, GskRenderNode *node, double size_px, double x,
                                double y);
/* A rectangle, cut to the picture; nothing where it is empty. */
void annals_painter_fill (AnnalsPainter *self, double x, double y, double width, double height,
                          const GdkRGBA *color);
/* The same with alpha of a colour. */
void annals_painter_wash (AnnalsPainter *self, double x, double y, double width, double height,
                          const GdkRGBA *color, double alpha);
/* alpha from alpha_left at x to alpha_right at x + width. */
void annals_painter_fade (AnnalsPainter *self, double x, double y, double width, double height,
                          const GdkRGBA *color, double alpha_left, double alpha_right);
/* An upright line width_px wide with its outer edge at x, growing to the right or to the left. What
 * it is wider than whole pixels is a paler pixel on its inner side: GL has no half pixels. */
void annals_painter_upright (AnnalsPainter *self, double x, double y, double width_px,
                             double height, gboolean grows_left, const GdkRGBA *color);
/* A disc, outlined within by stroke_px of another colour (0: not); as sharp in GL as in Cairo. It
 * shares its centre with a mark of around_px at the same place. */
void annals_painter_disc (AnnalsPainter *self, double x, double y, double around_px,
                          double diameter_px, const GdkRGBA *fill, double stroke_px,
                          const GdkRGBA *stroke);
/* Filled, and outlined within. color may have alpha. */
void annals_painter_fill_rounded (AnnalsPainter *self, double x, double y, double width,
                                  double height, double radius, const GdkRGBA *color);
void annals_painter_frame_rounded (AnnalsPainter *self, double x, double y, double width,
                                   double height, double radius, double stroke,
                                   const GdkRGBA *color);
/* What lies behind words: the ground on either side of the as-of line. */
void annals_painter_plate (AnnalsPainter *self, double x, double y, double width, double height,
                           double alpha);
/* Words whose capitals are centred on y; from x, or up to x. Returns their width, 0 when they were
 * left out. max_width_px ≤ 0: whole. */
double annals_painter_text (AnnalsPainter *self, AnnalsTextRole role, const char *text,
                            const GdkRGBA *color, double x, double y, double max_width_px);
double annals_painter_text_before (AnnalsPainter *self, AnnalsTextRole role, const char *text,
                                   const GdkRGBA *color, double right, double y,
                                   double max_width_px);
void annals_painter_place_text (AnnalsPainter *self, AnnalsTextRole role, GskRenderNode *node,
                                double x, double y);

typedef enum
{
  ANNALS_STROKE_CHEVRON_RIGHT, /* centred */
  ANNALS_STROKE_CHEVRON_LEFT,
  ANNALS_STROKE_FOLDED, /* smaller ones, for what folds: to the right, and down */
  ANNALS_STROKE_UNFOLDED,
  ANNALS_STROKE_HEAD_UP, /* the tip at 0,0 */
  ANNALS_STROKE_HEAD_DOWN,
  ANNALS_STROKE_HEAD_LEFT,
  ANNALS_STROKE_HEAD_RIGHT,
  ANNALS_STROKE_CORNER_TOP_LEFT, /* a quarter of a circle whose box's outer corner is at 0,0 */
  ANNALS_STROKE_CORNER_TOP_RIGHT,
  ANNALS_STROKE_CORNER_BOTTOM_LEFT,
  ANNALS_STROKE_CORNER_BOTTOM_RIGHT
} AnnalsStroke;
void annals_painter_stroke (AnnalsPainter *self, AnnalsStroke stroke, double x, double y,
                            const GdkRGBA *color, double width_px);
/* The outline of a rounded rectangle in dashes. */
void annals_painter_dash_rounded (AnnalsPainter *self, double x, double y, double width,
                                  double height, double radius, const GdkRGBA *color);

void annals_painter_add_hit (AnnalsPainter *self, const AnnalsHit *hit,
                             const graphene_rect_t *core);
/* Everything since the nodes were `from` long, clipped to a rectangle, as one node. */
void annals_painter_clip_since (AnnalsPainter *self, guint from, double x, double y, double width,
                                double height);

/* Everything since the nodes were `from` long, faded to an opacity, as one node. */
void annals_painter_fade_since (AnnalsPainter *self, guint from, double opacity);

/* Has the lane a height, of which some is in view? */
gboolean annals_painter_is_lane_seen (AnnalsPainter *self, guint lane);
/* Where a row of a lane is. */
double annals_painter_row_center (AnnalsPainter *self, guint lane, guint row);
/* Is nothing of a lane's row drawn between left and right? */
gboolean annals_painter_is_row_free (AnnalsPainter *self, guint lane, guint row, double left,
                                     double right);
/* Where in a lane's row there is room so wide: at left, or as near as may be right or left of it. */
double annals_painter_find_room (AnnalsPainter *self, guint lane, guint row, double left, double width,
                                 gboolean leftwards);
/* Which of the hit boxes of words at the view's edges lies there already? (nullable) */
const AnnalsHit *annals_painter_find_taken (AnnalsPainter *self, double x, double y, double width,
                                            double height);
/* Where the selected event's line stands; only while selected ≥ 0, or has_flag. */
double annals_painter_selected_x (AnnalsPainter *self);
const AnnalsItem *annals_painter_find_item (AnnalsPainter *self, guint event);

/* collect-folded.c: what is folded into the line of a lane. */
typedef enum
{
  ANNALS_FOLDED_BEFORE, /* the events wholly before (after) an instant; frame->counts is there */
  ANNALS_FOLDED_AFTER
} AnnalsFoldedCount;
guint annals_painter_count_folded (AnnalsPainter *self, guint lane, AnnalsFoldedCount count,
                                   double at_s);
gboolean annals_painter_may_show_folded (AnnalsPainter *self, guint event);
/* items: of AnnalsItem, of those that may be shown; they are reduced to marks, and some left out. */
void annals_painter_add_folded (AnnalsPainter *self, guint lane, GArray *items);
void annals_paint_folded_counts (AnnalsPainter *self, guint lane);
/* paint-counts.c: a count in a rounded frame, centred on x and y, and how wide it is. */
void annals_paint_count_chip (AnnalsPainter *self, guint lane, guint count, double begin_s,
                              double end_s, double x, double y, const AnnalsMarkColors *colors);
double annals_count_chip_width (AnnalsPainter *self, guint count);

/* One file each */
void annals_paint_collect_events (AnnalsPainter *self); /* collect-events.c: fills items */
/* In a glide, after the events now: those of the picture before that are no longer there. Of those
 * that are, `now` learns where they stood and which came. */
void annals_paint_collect_past (AnnalsPainter *past, AnnalsPainter *now);
/* number-sources.c: sources in the order in which the picture is read */
void annals_paint_number_sources (AnnalsPainter *self);
void annals_paint_ground (AnnalsPainter *self);         /* paint-tracks.c */
void annals_paint_names_edge (AnnalsPainter *self);
void annals_paint_lines (AnnalsPainter *self);          /* the as-of and the today line */
void annals_paint_lane_names (AnnalsPainter *self);
void annals_paint_edge_counts (AnnalsPainter *self);
void annals_paint_count_bands (AnnalsPainter *self); /* paint-counts.c */
void annals_paint_unplaced (AnnalsPainter *self);
void annals_paint_band_scales (AnnalsPainter *self); /* peaks, beside the lane names */
void annals_paint_bin_unit (AnnalsPainter *self);    /* "a week", in the axis's corner */
void
annals_paint_bodies (AnnalsPainter *self); /* paint-bodies.c: washes, bars, brackets, threads */
void annals_paint_plates (AnnalsPainter *self); /* paint-events.c */
void annals_paint_marks (AnnalsPainter *self);
void annals_paint_labels (AnnalsPainter *self);
void annals_paint_plumb_line (AnnalsPainter *self); /* paint-links.c */
void annals_paint_links (AnnalsPainter *self);
void annals_paint_link_types (AnnalsPainter *self);
void annals_paint_range (AnnalsPainter *self); /* paint-range.c */
void annals_paint_axis (AnnalsPainter *self); /* paint-axis.c */

G_END_DECLS
