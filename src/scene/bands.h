/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a count band. */
#pragma once

#include "view/counts.h"

G_BEGIN_DECLS

typedef struct
{
  double begin_s, end_s;
  guint count;
} AnnalsBandColumn;

/* The bins between edges: annals_bin_edges (), the same for every lane of a picture. counts
 * (nullable): of a filter; else all of the lane's events. (transfer full) of AnnalsBandColumn */
GArray *annals_band_count (AnnalsGrouping *grouping, guint lane, AnnalsCounts *counts,
                           const GArray *edges);
/* All of the lane's anchors in begin_s ≤ a < end_s. */
guint annals_band_count_in (AnnalsGrouping *grouping, guint lane, double begin_s, double end_s);
/* What a bin is: "a week", "5 years". (transfer full) */
char *annals_band_unit_to_words (int octave, double instant_s);

G_END_DECLS
