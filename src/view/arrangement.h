/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the reader has arranged the lanes: their order, and which are folded to one line.
 *
 * A permutation of lanes, no more: rows belong to lanes, so neither order nor folding moves an event
 * within its lane. A lane nested in another (tracks' `parent`) stands below it, and moves and folds with
 * it. */
#pragma once

#include "view/grouping.h"

G_BEGIN_DECLS

/* Immutable, reference counted. */
typedef struct _AnnalsArrangement AnnalsArrangement;

/* order, folded (nullable): keys of lanes, as annals_arrangement_get_order () tells them; whatever they
 * hold. Lanes that `order` does not name keep their place beside those before them in the grouping;
 * without `folded` it is as the file says. (transfer full) */
AnnalsArrangement *annals_arrangement_new (AnnalsGrouping *grouping, const char *const *order,
                                           const char *const *folded);
AnnalsArrangement *annals_arrangement_ref (AnnalsArrangement *arrangement);
void annals_arrangement_unref (AnnalsArrangement *arrangement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsArrangement, annals_arrangement_unref)

guint annals_arrangement_get_n_lanes (const AnnalsArrangement *arrangement);
/* From top to bottom: the lane at a position, the position of a lane. */
guint annals_arrangement_get_lane_at (const AnnalsArrangement *arrangement, guint position);
guint annals_arrangement_get_position (const AnnalsArrangement *arrangement, guint lane);
gboolean annals_arrangement_is_folded (const AnnalsArrangement *arrangement, guint lane);
/* The lane in whose one line it is shown: the outermost folded one that it is nested in; else itself. */
guint annals_arrangement_get_line (const AnnalsArrangement *arrangement, guint lane);
/* How deep it is nested, 0 outermost. */
guint annals_arrangement_get_depth (const AnnalsArrangement *arrangement, guint lane);

/* The same with one lane (G_MAXUINT: with every lane) folded or not. (transfer full) */
AnnalsArrangement *annals_arrangement_fold (const AnnalsArrangement *arrangement, guint lane,
                                            gboolean is_folded);
/* The same with the lane one place up (-1) or down (+1) among those nested where it is. NULL where
 * there is none to change places with. (transfer full) (nullable) */
AnnalsArrangement *annals_arrangement_move (const AnnalsArrangement *arrangement, guint lane,
                                            int direction);
/* The same with the lane where `other` stands now: above it when it comes from below, else below it.
 * NULL where the two are not nested in the same lane, or are one. (transfer full) (nullable) */
AnnalsArrangement *annals_arrangement_move_to (const AnnalsArrangement *arrangement, guint lane,
                                               guint other);
/* Of two lanes the ones nested in the same lane that they stand in or are: which of its neighbours
 * `lane` would change places with if it were dropped on `target`. G_MAXUINT: with none. */
guint annals_arrangement_find_sibling (const AnnalsArrangement *arrangement, guint lane, guint target);

/* Keys of lanes that outlive the file's reading, to be kept. (transfer full): g_strfreev () */
char **annals_arrangement_get_order (const AnnalsArrangement *arrangement);
char **annals_arrangement_get_folded (const AnnalsArrangement *arrangement);

G_END_DECLS
