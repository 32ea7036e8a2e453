/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events as plain text with their citations, for other programs. */
#pragma once

#include <gio/gio.h>

#include "model/timeline.h"

G_BEGIN_DECLS

/* Of a larger selection so many are told, and of these as many as fit into so many bytes. */
#define ANNALS_EVENTS_TEXT_MAX 10000
#define ANNALS_EVENTS_TEXT_BYTES_MAX (8 * 1024 * 1024)

/* An event as the lines
 *
 *     Hanoi summit breaks off
 *     27–28 February 2019 · Trump–Kim diplomacy · Meeting · Disputed
 *     They could not agree …
 *     [1] Family, Given. Title. …
 *
 * a blank line between two. n_told: how many of the events it tells. NULL when cancelled. */
char *annals_events_to_text (AnnalsTimeline *timeline, const guint32 *events, guint n, GCancellable *cancellable,
                             guint *n_told);
/* On a worker. events: (element-type guint32) (transfer none), of n_all that were asked for. */
void annals_events_to_text_async (AnnalsTimeline *timeline, GArray *events, guint n_all, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
char *annals_events_to_text_finish (GAsyncResult *result, guint *n_told, guint *n_all, GError **error);

G_END_DECLS
