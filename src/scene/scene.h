/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: one picture as a render node, and what lies where in it. */
#pragma once

#include "scene/frame.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_HIT_NONE,
  ANNALS_HIT_EVENT,   /* its mark, bar or label */
  ANNALS_HIT_PLUS,    /* "+n" at an event */
  ANNALS_HIT_COUNT,   /* a count of a bin in a lane */
  ANNALS_HIT_EARLIER, /* "4 earlier" at the edge of a lane */
  ANNALS_HIT_LATER,
  ANNALS_HIT_LANE_NAME,
  ANNALS_HIT_LINK_END, /* an arrow at the edge towards a linked event out of view */
  ANNALS_HIT_AXIS
} AnnalsHitKind;

typedef struct
{
  AnnalsHitKind kind;
  graphene_rect_t box; /* in the picture */
  guint event;         /* of EVENT, PLUS, LINK_END; else ANNALS_NO_EVENT */
  guint lane;
  guint count;            /* of COUNT, PLUS, EARLIER, LATER */
  double begin_s, end_s;  /* of COUNT */
  gboolean is_ellipsised; /* the label's words are cut: hovering shows them */
} AnnalsHit;

typedef struct _AnnalsScene AnnalsScene; /* immutable once built, reference counted */

/* Builds the picture. No widget, no display, no clock, no file. */
AnnalsScene *annals_scene_build (const AnnalsFrame *frame);
AnnalsScene *annals_scene_ref (AnnalsScene *scene);
void annals_scene_unref (AnnalsScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsScene, annals_scene_unref)

GskRenderNode *annals_scene_get_node (AnnalsScene *scene); /* (transfer none) */
/* What lies at a point: events before counts, marks before labels, in O(log n). */
AnnalsHit annals_scene_hit (AnnalsScene *scene, double x, double y);
/* All boxes, for tests and for the accessible children: events with labels in reading order. */
const AnnalsHit *annals_scene_get_hits (AnnalsScene *scene, guint *n);
/* The box of an event in this picture (its mark and label); FALSE when it is not drawn. */
gboolean annals_scene_find_event (AnnalsScene *scene, guint event, graphene_rect_t *box);

/* What a number at an event's words stands for: mostly one source. They are the timeline's. */
typedef struct
{
  const guint32 *sources;
  guint n_sources;
} AnnalsCited;
/* What the numbers in the picture stand for, 1 first; none unless the frame numbers_sources. */
const AnnalsCited *annals_scene_get_cited (AnnalsScene *scene, guint *n);

/* The heights that lane names need at names_width: what annals_lanes_new () asks. (transfer full)
 */
double *annals_scene_measure_lane_names (AnnalsGrouping *grouping, AnnalsTextCache *text,
                                         double names_width);

/* The overview strip: the whole range, with its own picture. */
typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsGrouping *grouping;       /* until it is ready, its lanes are left out */
  AnnalsArrangement *arrangement; /* (nullable): the lanes' order; else the grouping's */
  AnnalsCounts *counts;
  const AnnalsTheme *theme;
  AnnalsTextCache *text;
  AnnalsBitset *matches;    /* (nullable) */
  AnnalsNotebook *notebook; /* (nullable): its notes are marked */
  guint notes_stamp;        /* another one whenever the timeline, the notebook or a note changed */
  double width, height;
  double begin_s, end_s;           /* what the strip spans: annals_overview_get_range () */
  double view_begin_s, view_end_s; /* the visible window */
  double scale;
} AnnalsOverviewFrame;

/* The timeline's extent with room at both ends. */
void annals_overview_get_range (AnnalsTimeline *timeline, double *begin_s, double *end_s);
GskRenderNode *annals_overview_build (const AnnalsOverviewFrame *frame); /* (transfer full) */
/* Lets go of what the cache keeps for the overview, and with it of its timeline. */
void annals_overview_forget (AnnalsTextCache *text);

/* A mark alone, for the panel, the list and legends, centred in size × size. (transfer full) */
GskRenderNode *annals_mark_build (AnnalsKind kind, AnnalsCertainty certainty,
                                  const AnnalsTheme *theme, guint32 rgb, double mark_size,
                                  double box_size);

G_END_DECLS
