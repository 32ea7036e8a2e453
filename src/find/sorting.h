/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of events for the list: permutations, worked out off the main thread. */
#pragma once

#include "find/query.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_SORT_DATE,
  ANNALS_SORT_TITLE,
  ANNALS_SORT_TRACK,
  ANNALS_SORT_KIND,
  ANNALS_SORT_CERTAINTY,
  ANNALS_SORT_N_SOURCES,
  ANNALS_SORT_N_NOTES /* as `notes` has them */
} AnnalsSortKey;

/* notes: (nullable) there are none. Every event that `filter` holds (NULL: all), sorted by key, ties by date, then index; undated
 * events come last by date. Titles compare by the locale's collation. (transfer full) of n guint32. */
guint32 *annals_sort_events (AnnalsTimeline *timeline, const AnnalsBitset *filter, AnnalsQueryNotes *notes,
                             AnnalsSortKey key, gboolean is_descending, GCancellable *cancellable, guint *n);
void annals_sort_events_async (AnnalsTimeline *timeline, AnnalsBitset *filter, AnnalsQueryNotes *notes,
                               AnnalsSortKey key, gboolean is_descending, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
guint32 *annals_sort_events_finish (GAsyncResult *result, guint *n, GError **error);

G_END_DECLS
