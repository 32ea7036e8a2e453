/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to a timeline: the pipeline of scanner, batches, json-glib on a thread pool, columns. */
#pragma once

#include <gio/gio.h>

#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_FORMAT_ERROR (annals_format_error_quark ())

/* Besides these, G_IO_ERROR for files that cannot be read. Messages are whole translated sentences
 * that say where ("Line 1, column 1: expected { or [, found “M”."). */
typedef enum
{
  ANNALS_FORMAT_ERROR_EMPTY,
  ANNALS_FORMAT_ERROR_SYNTAX,       /* no JSON by RFC 8259 */
  ANNALS_FORMAT_ERROR_NOT_TIMELINE, /* JSON, but no timeline that Annals knows */
} AnnalsFormatError;

GQuark annals_format_error_quark (void);

/* Where the error stands in the file, for `FILE:LINE:COLUMN:` on standard error; FALSE where it has
 * no place. */
gboolean annals_format_error_get_position (const GError *error, guint64 *line, guint64 *column);
/* The sentence without the place, where that stands before it already; of another error, its message.
 * (transfer none): the error's */
const char *annals_format_error_get_reason (const GError *error);

#define ANNALS_TYPE_LOADER (annals_loader_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsLoader, annals_loader, ANNALS, LOADER, GObject)

/* One load of one file.
 * Signals, on the thread-default main context of the thread that called load_async:
 *   `published` (AnnalsTimeline *timeline): at 10 000, and while half of the file is still to come at
 *      40 000, 160 000 … events; the last one comes as the operation's result too.
 *   `progress` (guint64 bytes_read, guint64 bytes_total (0 unknown), guint n_events): at most
 *      20 times a second. */
AnnalsLoader *annals_loader_new (GFile *file);
GFile *annals_loader_get_file (AnnalsLoader *self);
void annals_loader_load_async (AnnalsLoader *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): the complete timeline, or NULL with the error. */
AnnalsTimeline *annals_loader_load_finish (AnnalsLoader *self, GAsyncResult *result, GError **error);

/* The same on this thread, for the command line and tests: no publication but the last. */
AnnalsTimeline *annals_load_file (GFile *file, GCancellable *cancellable, GError **error);
AnnalsTimeline *annals_load_bytes (GBytes *bytes, const char *name, GError **error);

G_END_DECLS
