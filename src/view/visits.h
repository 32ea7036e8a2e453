/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the reader has been: what a jump left behind, to go back to and forth again. */
#pragma once

#include "view/viewport.h"

G_BEGIN_DECLS

#define ANNALS_VISITS_MAX 64

/* A place: a stretch of time, how far down, and what was selected there. */
typedef struct
{
  AnnalsView view;
  guint selection; /* ANNALS_NO_EVENT: none */
} AnnalsVisit;

/* A plain value, all zero without any visit. The place where the reader is now is in neither pile: it
 * may be panned as long as it lasts, and is put down when it is left. */
typedef struct
{
  AnnalsVisit back[ANNALS_VISITS_MAX]; /* the last left on top */
  AnnalsVisit forward[ANNALS_VISITS_MAX];
  guint n_back, n_forward;
} AnnalsVisits;

/* Before a jump: `here` can be gone back to, and what lay ahead is gone. A place that is on top already
 * is not put there twice; the oldest goes where there is no room. */
void annals_visits_leave (AnnalsVisits *visits, const AnnalsVisit *here);
/* Takes the last place left (the last gone back from) into *there and puts `here` on the other pile.
 * FALSE, and nothing changes, where there is none. */
gboolean annals_visits_go_back (AnnalsVisits *visits, const AnnalsVisit *here, AnnalsVisit *there);
gboolean annals_visits_go_forward (AnnalsVisits *visits, const AnnalsVisit *here, AnnalsVisit *there);

/* Another timeline of the same file: each selection becomes what `translate` says it is now called. */
typedef guint (*AnnalsVisitsTranslate) (guint event, gpointer data);
void annals_visits_translate (AnnalsVisits *visits, AnnalsVisitsTranslate translate, gpointer data);

G_END_DECLS
