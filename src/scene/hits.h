/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies where: boxes found by a point. */
#pragma once

#include "scene/painter.h"

G_BEGIN_DECLS

typedef struct _AnnalsHits AnnalsHits; /* immutable */

/* boxes: of AnnalsHitBox; columns: of AnnalsHit, by lane and time. Both are copied. */
AnnalsHits *annals_hits_new (const GArray *boxes, const GArray *columns, double height);
void annals_hits_free (AnnalsHits *hits);
/* The box at a point that is asked first: events before counts, marks before words, the smaller of
 * two of a kind. ANNALS_HIT_NONE where there is none. */
AnnalsHit annals_hits_find (AnnalsHits *hits, double x, double y);
const AnnalsHit *annals_hits_get (AnnalsHits *hits, guint *n);

G_END_DECLS
