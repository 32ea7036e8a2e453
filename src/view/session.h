/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session: the timeline a window shows and everything its views share. */
#pragma once

#include "find/index.h"
#include "find/query.h"
#include "model/difference.h"
#include "notes/notebook.h"
#include "view/arrangement.h"
#include "view/file-memory.h"
#include "view/grouping.h"
#include "view/viewport.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_SESSION (annals_session_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsSession, annals_session, ANNALS, SESSION, GObject)

/* Signals:
 *   `timeline-changed`: another timeline, or a larger publication of the same.
 *   `selection-changed`: another event, or none.
 *   `filter-changed`: other matches, or another current match.
 *   `index-changed`: the index of the timeline is there.
 *   `notes-changed` (const char *event_id or NULL).
 *   `arrangement-changed`: another order of lanes, or another one folded.
 *   `visits-changed`: there may be more or less to go back or forth to.
 */
AnnalsSession *annals_session_new (void);

AnnalsTimeline *annals_session_get_timeline (AnnalsSession *self); /* (nullable) */
/* is_new_file: another file (or none): selection, filter and history start anew and the viewport
 * goes to the opening view once it has a size. Else a larger publication or a reload: the view stays
 * and the selection is found again by its id. */
void annals_session_set_timeline (AnnalsSession *self, AnnalsTimeline *timeline, gboolean is_new_file);
/* No larger publication follows the one that is shown: its load was given up. A large timeline is indexed
 * when it is complete, or at this call. */
void annals_session_settle (AnnalsSession *self);
/* The same file, read anew: view, history and search stay, selection and matches follow their events
 * by id. An event that was selected when it went is selected again when it comes back. difference:
 * from the timeline that is shown. */
void annals_session_reload (AnnalsSession *self, AnnalsDifference *difference);
/* While `timeline-changed` tells of a reload: what it changed; else NULL. (transfer none) */
AnnalsDifference *annals_session_get_difference (AnnalsSession *self);
AnnalsViewport *annals_session_get_viewport (AnnalsSession *self);

/* (nullable) (transfer none): of a large timeline to be prepared by a worker. */
AnnalsGrouping *annals_session_get_grouping (AnnalsSession *self);
AnnalsGroupBy annals_session_get_group_by (AnnalsSession *self);
void annals_session_set_group_by (AnnalsSession *self, AnnalsGroupBy by);

/* Of the grouping's lanes, as the reader has arranged them or the file says; until the grouping is ready
 * what it was before. (nullable) (transfer none) */
AnnalsArrangement *annals_session_get_arrangement (AnnalsSession *self);
void annals_session_set_arrangement (AnnalsSession *self, AnnalsArrangement *arrangement);
/* The same for every grouping, to be remembered with the file and given back. */
const AnnalsLaneMemory *annals_session_get_lane_memory (AnnalsSession *self);
void annals_session_set_lane_memory (AnnalsSession *self, const AnnalsLaneMemory *memory);

guint annals_session_get_selection (AnnalsSession *self); /* ANNALS_NO_EVENT: none */
void annals_session_select (AnnalsSession *self, guint event);
/* The next event in time (direction +1, -1), in the filter if there is one; ANNALS_NO_EVENT at the
 * end. in_lane: of the selected one's lane only. Without a selection: the first in view. */
guint annals_session_get_neighbour (AnnalsSession *self, int direction, gboolean in_lane);

/* The search: a query and its answer. NULL: no filter. */
AnnalsQuery *annals_session_get_query (AnnalsSession *self);
AnnalsBitset *annals_session_get_matches (AnnalsSession *self);
AnnalsQueryNotes *annals_session_get_query_notes (AnnalsSession *self); /* (nullable): the notes as they are now */
AnnalsIndex *annals_session_get_index (AnnalsSession *self); /* (nullable): it is being built */
/* Runs off the main thread once the index is there; `filter-changed` tells when it is answered. */
void annals_session_set_search (AnnalsSession *self, const char *text);
/* The query has no answer yet; matches, where there are any, are those of the query before. */
gboolean annals_session_is_searching (AnnalsSession *self);
gboolean annals_session_get_hides_others (AnnalsSession *self);
void annals_session_set_hides_others (AnnalsSession *self, gboolean hides_others);
/* Which match is current (the selected one, if it matches): 1-based; 0 none. */
guint annals_session_get_match_position (AnnalsSession *self, guint *n_matches);
/* Selects the next (+1) or previous (-1) match in time, round the end. */
void annals_session_step_match (AnnalsSession *self, int direction);

AnnalsNotebook *annals_session_get_notebook (AnnalsSession *self); /* (nullable) */
void annals_session_set_notebook (AnnalsSession *self, AnnalsNotebook *notebook);

/* The places visited. A jump leaves the one before it: call this first, with the selection still as it
 * was. Stepping through the matches does so by itself. */
void annals_session_leave (AnnalsSession *self);
/* Is there a place to go back (-1) or forth (+1) to? */
gboolean annals_session_can_go (AnnalsSession *self, int direction);
/* Selects what was selected there; *view is where to travel to. FALSE where there is no such place. */
gboolean annals_session_go (AnnalsSession *self, int direction, AnnalsView *view);
/* Where a view that shows this session is on its way to; NULL: at rest. */
void annals_session_set_destination (AnnalsSession *self, const AnnalsView *view);

/* Brings an event into view if it is not: the smallest pan, at the present scale. FALSE when undated. */
gboolean annals_session_get_view_of_event (AnnalsSession *self, guint event, AnnalsView *view);

G_END_DECLS
