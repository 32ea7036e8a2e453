/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes by what events name any number of: actors, places, sources.
 *
 * An event stands in one lane, that of the first it names: it appears once, and the lanes' counts sum
 * to the events. The commonest have lanes of their own, most events first; the others share one, and
 * one is for events that name none. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/* So many have lanes of their own. */
#define ANNALS_TERM_LANES_MAX 24

typedef struct
{
  guint n_lanes;
  char *titles[ANNALS_TERM_LANES_MAX + 2]; /* the common ones, the others, none */
  guint8 *lane_of;                         /* an event's lane: one of titles */
} AnnalsTermLanes;

/* A pass over all events. Some of the lanes may stay empty. */
void annals_term_lanes_init (AnnalsTermLanes *lanes, AnnalsTimeline *timeline, AnnalsTermKind kind);
void annals_term_lanes_clear (AnnalsTermLanes *lanes);

G_END_DECLS
