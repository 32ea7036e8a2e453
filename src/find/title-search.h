/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events by their titles and dates, for a list to choose one from. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/* Looks on a worker for events whose title or date, as written, has all the words (as a search has
 * words), in the file's order, until there are n_max. Without a word: the first ones in time. It needs
 * no index, so it works from the first event on; a pass over a million generated ones took
 * 0.9 to 1.5 s on two busy cores, and is cancelled by the next keystroke. */
void annals_title_search_async (AnnalsTimeline *timeline, const char *words, guint n_max, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (array length=n): the events; NULL with an error when cancelled. */
guint32 *annals_title_search_finish (GAsyncResult *result, guint *n, GError **error);

G_END_DECLS
