/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact counts per lane on a fixed grid of time, as differences of ranks. */
#pragma once

#include "find/bitset.h"
#include "view/grouping.h"
#include "view/viewport.h"

G_BEGIN_DECLS

/* Each lane's anchors sorted, one an event, and the ranks of a filter's set in them. Immutable,
 * reference counted. filter (nullable): all. An event without any finite bound is counted
 * where it begins to be drawn. */
typedef struct _AnnalsCounts AnnalsCounts;

AnnalsCounts *annals_counts_new (AnnalsGrouping *grouping, AnnalsBitset *filter);
AnnalsCounts *annals_counts_ref (AnnalsCounts *counts);
void annals_counts_unref (AnnalsCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsCounts, annals_counts_unref)

/* Anchors in begin_s ≤ a < end_s. */
guint annals_counts_in_range (AnnalsCounts *counts, guint lane, double begin_s, double end_s);
/* The lane's events (of the filter) in that range, in time order: rank range → events.
 * (transfer full) GArray of guint32, at most `limit`. */
GArray *annals_counts_get_events (AnnalsCounts *counts, guint lane, double begin_s, double end_s, guint limit);
/* The first and the last of those anchors. FALSE where there are none. */
gboolean annals_counts_get_extent (AnnalsCounts *counts, guint lane, double begin_s, double end_s,
                                   double *first_s, double *last_s);
/* Events that lie wholly before (after) the instant: what the edges of the view say. */
guint annals_counts_before (AnnalsCounts *counts, guint lane, double instant_s);
guint annals_counts_after (AnnalsCounts *counts, guint lane, double instant_s);
/* The nearest of those events; ANNALS_NO_EVENT where there is none. */
guint annals_counts_find_before (AnnalsCounts *counts, guint lane, double instant_s);
guint annals_counts_find_after (AnnalsCounts *counts, guint lane, double instant_s);
/* Of the whole lane: events that the filter holds, and all. */
guint annals_counts_get_n (AnnalsCounts *counts, guint lane);

/* The calendar grid of an octave: bins about 4 px wide at its coarsest scale or the next wider
 * calendar step (a week, a month …), the same for every pan. The bin that holds the instant. */
void annals_bin_at (int octave, double instant_s, double *begin_s, double *end_s);
/* The bins that touch begin_s … end_s: an array of their edges, n bins have n + 1 edges.
 * (transfer full) GArray of double. */
GArray *annals_bin_edges (int octave, double begin_s, double end_s);

/* The greatest count that any bin of the lane has in that octave: a band's scale, the same wherever
 * the view is. */
guint annals_bins_find_peak (AnnalsGrouping *grouping, guint lane, int octave);

G_END_DECLS
