/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A glide: from where rows and lanes stood in the picture before to where they stand now.
 *
 * Another octave, another grouping or a reload place events anew; for a moment (LOOK "Motion") they
 * are drawn on their way. Progress is a number from 0 to 1, already eased; the clock is the widget's. */
#pragma once

#include "model/difference.h"
#include "view/lanes.h"
#include "view/rows.h"

G_BEGIN_DECLS

/* The picture before; nothing in it changes any more. */
typedef struct
{
  AnnalsRows *rows;
  AnnalsLanes *lanes;
  double scroll_px;             /* how far that picture stood higher on the screen than it would now */
  AnnalsDifference *difference; /* (nullable): both pictures are of one timeline */
  guint n_lanes;                /* of the picture now */
  guint *lanes_before;          /* what each of them was before; G_MAXUINT: it was not there */
} AnnalsGlide;

/* difference (nullable): from the timeline of `rows` to that of `now`. */
AnnalsGlide *annals_glide_new (AnnalsRows *rows, const AnnalsLanes *lanes, AnnalsRows *now,
                               double scroll_px, AnnalsDifference *difference);
void annals_glide_free (AnnalsGlide *glide);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsGlide, annals_glide_free)

/* Which event of the picture before it is; ANNALS_NO_EVENT: it was not in the timeline. */
guint annals_glide_find_before (const AnnalsGlide *glide, guint event);
/* The middle of a row of the picture before, in lanes' pixels now (before scrolling). */
double annals_glide_get_row_before (const AnnalsGlide *glide, guint lane, guint row);
/* The lanes on their way to `now`. At 1 they are equal to it. (transfer full): g_free () */
AnnalsLanes *annals_glide_get_lanes (const AnnalsGlide *glide, const AnnalsLanes *now, double progress);
/* The lanes of the picture before on their way, moving with what they have become. (transfer full) */
AnnalsLanes *annals_glide_get_lanes_before (const AnnalsGlide *glide, const AnnalsLanes *now,
                                            double progress);

G_END_DECLS
