/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame: everything that one picture depends on. */
#pragma once

#include "find/bitset.h"
#include "notes/notebook.h"
#include "scene/text.h"
#include "scene/theme.h"
#include "view/counts.h"
#include "view/glide.h"
#include "view/lanes.h"
#include "view/rows.h"
#include "view/viewport.h"

G_BEGIN_DECLS

/* All borrowed for the length of a build. A nullable member is left out of the picture. */
typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsView view;           /* of the plot */
  AnnalsRows *rows;          /* of the view's octave, or the old octave's until that is there */
  const AnnalsLanes *lanes;
  const AnnalsGlide *glide;  /* (nullable): events are on their way from the picture before; no export is */
  double progress;           /* of the glide, 0 … 1, eased */
  AnnalsCounts *counts;
  AnnalsMetrics metrics;
  const AnnalsTheme *theme;
  AnnalsTextCache *text;
  const guint16 *label_widths; /* (nullable): what the rows were made with, where that is still there */
  double width, height;      /* of the whole picture in px: lane names, plot, axis */
  double names_width;        /* 136; 116 in narrow windows */
  double axis_height;        /* 42 */
  double scale;              /* device pixels per px: words stand on whole device pixels */
  guint selection;           /* ANNALS_NO_EVENT: none */
  guint hovered, focused;    /* likewise */
  guint hovered_lane;        /* whose name is under the hand: it shows that it folds; G_MAXUINT: none */
  AnnalsBitset *matches;     /* (nullable): a search is on; the others are dimmed */
  gboolean hides_others;
  guint current_match;       /* ANNALS_NO_EVENT: none */
  AnnalsNotebook *notebook;  /* (nullable): its notes are marked */
  AnnalsBitset *noted;       /* (nullable): or these events are, where no notebook can be asked */
  double today_s;            /* NAN: no today line */
  double range_begin_s, range_end_s; /* in the reader's hand; equal: none. No export has one */
  gboolean shows_as_of;
  gboolean numbers_sources;  /* at the words: an export that lists them beneath */
  gboolean is_transparent;   /* no ground: an export on a page of another's */
} AnnalsFrame;

G_END_DECLS
