/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a lane's name and count are broken into lines beside the plot. */
#pragma once

#include "scene/frame.h"

G_BEGIN_DECLS

#define ANNALS_LANE_NAME_X 14.0

typedef struct
{
  char **lines;
  guint n_lines;    /* 1 or 2 */
  double max_width; /* the last line is ellipsised to it */
  double count_x;
  guint count_line; /* beside a line of the name, or n_lines: on one of its own */
} AnnalsLaneName;

/* may_have_two, may_have_three: whether the lane has room for as many lines. */
void annals_lane_name_init (AnnalsLaneName *name, AnnalsTextCache *text, const char *title,
                            const char *count, double names_width, gboolean may_have_two,
                            gboolean may_have_three);
void annals_lane_name_clear (AnnalsLaneName *name);
double annals_lane_name_line_height (AnnalsTextCache *text);
/* "18", or with matches "5 of 18". (transfer full) */
char *annals_lane_count_to_words (const AnnalsFrame *frame, AnnalsGrouping *grouping, guint lane);
/* How far in the name of a lane nested that deep stands, in px. */
double annals_lane_name_indent (guint depth, double names_width);

G_END_DECLS
