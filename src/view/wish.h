/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event asks of a row: so much room for itself, so much with its words. */
#pragma once

#include "view/fit-row.h"
#include "view/lane-rows.h"

G_BEGIN_DECLS

typedef struct
{
  AnnalsExtent bare, labelled; /* in px at the octave's coarsest scale, from the epoch */
  AnnalsLabelSide side;        /* where its words stand if it gets them */
  gboolean is_tall;            /* a bar, a band: higher than a row of bare marks */
  gboolean is_long;            /* longer than a screen */
} AnnalsWish;

/* as_of_x, end_x: of the as-of line and the timeline's end, which words do not cross. */
void annals_wish_init (AnnalsWish *wish, const AnnalsPlacing *placing, guint event, double as_of_x,
                       double end_x);

G_END_DECLS
