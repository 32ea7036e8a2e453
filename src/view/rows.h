/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows: where in its lane each event stands, for one octave of scale.
 *
 * A function of the timeline, the grouping, the octave, the label widths and (after a reload) the
 * previous rows; never of the part in view, the filter or the window. See DESIGN "Rows", LOOK "Labels". */
#pragma once

#include "find/bitset.h"
#include "model/difference.h"
#include "view/grouping.h"
#include "view/metrics.h"
#include "view/viewport.h"

G_BEGIN_DECLS

/* A lane has at most so many rows. */
#define ANNALS_ROWS_MAX 16

/* Where the words begin (RIGHT, INSIDE) or end (LEFT), from the event's shape: RIGHT at right +
 * mark_label, LEFT at left − mark_label, INSIDE at label_inside_left, or
 * as far right of label_inside_least as they fit. The half disc of claims that
 * disagree comes after the words in half_disc more; "+n" right of everything. */
typedef enum
{
  ANNALS_LABEL_NONE, /* a bare mark */
  ANNALS_LABEL_RIGHT,
  ANNALS_LABEL_LEFT,
  ANNALS_LABEL_INSIDE
} AnnalsLabelSide;

/* A placed event: 30 bits of event, 2 of label side. */
typedef guint32 AnnalsPlaced;
#define ANNALS_PLACED_EVENT(placed) ((placed) & 0x3fffffffu)
#define ANNALS_PLACED_SIDE(placed) ((AnnalsLabelSide) ((placed) >> 30))

typedef struct _AnnalsRows AnnalsRows; /* immutable, reference counted */

/* Label widths in pixels, one an event, already estimated and capped (scene/label-widths.h makes
 * them). previous (nullable): after a reload, the rows of that octave before it, by the same grouping
 * and metrics, and what is different since; what is the same is placed first, where it was. Any
 * thread. NULL when cancelled. */
AnnalsRows *annals_rows_new (AnnalsGrouping *grouping, int octave, const AnnalsMetrics *metrics,
                             const guint16 *label_widths, AnnalsRows *previous,
                             AnnalsDifference *difference, GCancellable *cancellable);
AnnalsRows *annals_rows_ref (AnnalsRows *rows);
void annals_rows_unref (AnnalsRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsRows, annals_rows_unref)

AnnalsGrouping *annals_rows_get_grouping (AnnalsRows *rows);
int annals_rows_get_octave (AnnalsRows *rows);
gsize annals_rows_get_memory (AnnalsRows *rows); /* bytes, for the cache of octaves */

guint annals_rows_get_n_rows (AnnalsRows *rows, guint lane); /* at most 16 */
/* A row of bare marks, 12 high. */
gboolean annals_rows_is_mark_row (AnnalsRows *rows, guint lane, guint row);
/* The row's placed events in time order; their extents at the octave's coarsest scale do not touch. */
const AnnalsPlaced *annals_rows_get_row (AnnalsRows *rows, guint lane, guint row, guint *n);
/* The slice of a row that may touch begin_s … end_s at this scale: *first and the count. */
guint annals_rows_get_range (AnnalsRows *rows, guint lane, guint row, double begin_s, double end_s,
                             double seconds_per_pixel, guint *first);
/* Unplaced neighbours told by "+n" at this placed event; 0 for most. */
guint annals_rows_get_plus (AnnalsRows *rows, guint event);
/* Which unplaced events a placed one's "+n" stands for: *n of them. (nullable) */
const guint32 *annals_rows_get_plus_events (AnnalsRows *rows, guint event, guint *n);
/* What a "+n" tells in a search: those of them that match; where none does, all of them, as *is_other.
 * matches (nullable): no search. */
guint annals_rows_count_plus (AnnalsRows *rows, guint event, AnnalsBitset *matches, gboolean *is_other);
/* Unplaced events of the lane that no "+n" tells, in the order of their anchors: drawn as counts of their
 * bins. None of a band, which counts all events of its lane. */
const guint32 *annals_rows_get_unplaced (AnnalsRows *rows, guint lane, guint *n);
/* Those of them whose anchors lie in begin_s ≤ t < end_s: a slice of the same, found in O(log n). */
const guint32 *annals_rows_get_unplaced_in (AnnalsRows *rows, guint lane, double begin_s, double end_s,
                                            guint *n);
/* More than 100 and more than a fifth of the lane are unplaced: a count band instead of rows below
 * class 2, and above it two rows of those landmarks that find room there with their words. */
gboolean annals_rows_is_band (AnnalsRows *rows, guint lane);
/* Of a band: the greatest count of any of the octave's bins, which is what its scale goes up to. */
guint annals_rows_get_band_peak (AnnalsRows *rows, guint lane);
/* Where an event stands; FALSE when it is unplaced or in no lane. */
gboolean annals_rows_find (AnnalsRows *rows, guint event, guint *lane, guint *row, AnnalsLabelSide *side);

G_END_DECLS
