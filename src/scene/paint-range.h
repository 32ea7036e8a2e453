/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The range in the reader's hand: what other painters ask of it. */
#pragma once

#include "scene/painter.h"

G_BEGIN_DECLS

/* Its first and last date as chips on the axis; one where they are the same; none where no range is
 * held. */
typedef struct
{
  guint n;
  char *words[2];
  double left[2], width[2]; /* in the picture */
} AnnalsRangeDates;

gboolean annals_range_is_held (const AnnalsFrame *frame);
void annals_range_dates_init (AnnalsRangeDates *dates, AnnalsPainter *self);
void annals_range_dates_clear (AnnalsRangeDates *dates);

G_END_DECLS
