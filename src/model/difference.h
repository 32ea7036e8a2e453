/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different between two readings of one file: which event of before is which of after. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/* Immutable, reference counted. Events are the same when their ids are. */
typedef struct _AnnalsDifference AnnalsDifference;

/* Any thread; time and memory linear in the events. NULL when cancelled. */
AnnalsDifference *annals_difference_new (AnnalsTimeline *before, AnnalsTimeline *after,
                                         GCancellable *cancellable);
AnnalsDifference *annals_difference_ref (AnnalsDifference *difference);
void annals_difference_unref (AnnalsDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsDifference, annals_difference_unref)

AnnalsTimeline *annals_difference_get_before (AnnalsDifference *difference);
AnnalsTimeline *annals_difference_get_after (AnnalsDifference *difference);

/* The event of before that an event of after is; ANNALS_NO_EVENT: it was added. */
guint annals_difference_find_before (AnnalsDifference *difference, guint after);
/* Of an event of after: it was there before, and all that decides its place in a picture is as it was:
 * span, extra spans, title, track (by id), kind, certainty, importance, and the flags that its mark is
 * drawn by. */
gboolean annals_difference_looks_same (AnnalsDifference *difference, guint after);

/* Events that came (of after), went (of before), got another date (of after; another span or other
 * members, however it is written), or say something else but on the same date (of after: other bytes
 * in their slices, white space between the words of JSON aside); each in file order. (transfer none)
 * (array length=n) (nullable) */
const guint32 *annals_difference_get_added (AnnalsDifference *difference, guint *n);
const guint32 *annals_difference_get_removed (AnnalsDifference *difference, guint *n);
const guint32 *annals_difference_get_redated (AnnalsDifference *difference, guint *n);
const guint32 *annals_difference_get_reworded (AnnalsDifference *difference, guint *n);

G_END_DECLS
