/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session's parts, for its own files: the timeline and its search, the places visited. */
#pragma once

#include "view/session.h"
#include "view/visits.h"

G_BEGIN_DECLS

struct _AnnalsSession
{
  GObject parent_instance;

  AnnalsTimeline *timeline;
  AnnalsViewport *viewport;
  gboolean keeps_opening_view; /* shown, or waiting for a width, and not yet left by hand */
  AnnalsView opening_view;     /* as last shown */
  AnnalsGroupBy group_by;
  AnnalsGrouping *grouping; /* (nullable): made when asked for */
  guint selection;
  char *lost_id; /* of the event that was selected when a reload took it; NULL */
  AnnalsDifference *difference; /* while a reload is told of */

  AnnalsIndex *index; /* of this timeline, NULL while it is built */
  guint index_source; /* until it is begun */
  GCancellable *index_cancellable;
  char *search;       /* as typed; NULL: no search */
  AnnalsQuery *query; /* what it means, with the notes as they were; NULL: no search */
  GCancellable *query_cancellable;
  AnnalsBitset *matches; /* NULL: no filter, or not answered yet */
  guint32 *match_order;  /* the matches in time order, undated ones last */
  guint n_matches;
  gboolean hides_others;

  AnnalsNotebook *notebook;
  AnnalsQueryNotes *notes; /* as queries see them; NULL: to be taken anew */

  AnnalsLaneMemory lanes;         /* as arranged, for each grouping */
  AnnalsArrangement *arrangement; /* (nullable): made when asked for, once the lanes are known */
  AnnalsGrouping *arranged;       /* whose lanes it arranges: never looked into. NULL: of earlier ones */
  AnnalsGroupBy arranged_by;      /* and theirs */

  AnnalsVisits visits;
  AnnalsView destination; /* where the view is travelling to; no scale: nowhere */
};

/* The timeline that `next` replaces may have called events by other numbers. */
void annals_session_translate_visits (AnnalsSession *self, AnnalsTimeline *next);
void annals_session_clear_visits (AnnalsSession *self);

G_END_DECLS
