/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index: folded words to events, in chunks of 65 536 events. */
#pragma once

#include <gio/gio.h>

#include "find/bitset.h"
#include "model/timeline.h"

G_BEGIN_DECLS

typedef struct _AnnalsIndex AnnalsIndex; /* reference counted, immutable once built */

/* Builds in the background, words by two threads, chunk by chunk; cancellable at every event. */
void annals_index_build_async (AnnalsTimeline *timeline, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
AnnalsIndex *annals_index_build_finish (GAsyncResult *result, GError **error);
/* On this thread. NULL when cancelled. */
AnnalsIndex *annals_index_new (AnnalsTimeline *timeline, GCancellable *cancellable);
AnnalsIndex *annals_index_ref (AnnalsIndex *index);
void annals_index_unref (AnnalsIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsIndex, annals_index_unref)

AnnalsTimeline *annals_index_get_timeline (AnnalsIndex *index);
gsize annals_index_get_memory (AnnalsIndex *index); /* bytes */

G_END_DECLS
