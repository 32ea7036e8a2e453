/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file's bytes in one buffer, read a piece at a time and never mapped: a file that is cut short
 * under a map kills the process.
 *
 * The buffer is as large as the file says it is. Where the file lied, the bytes move to a larger
 * one; whoever was given the smaller one keeps it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ANNALS_READ_BYTES (1024 * 1024)

typedef struct _AnnalsFileBuffer AnnalsFileBuffer;

/* Regular files alone: a folder, a pipe or a device is refused with G_IO_ERROR_NOT_REGULAR_FILE
 * (G_IO_ERROR_IS_DIRECTORY) before anything is read from it, since to open a pipe may take for ever. */
AnnalsFileBuffer *annals_file_buffer_open (GFile *file, GCancellable *cancellable, GError **error);
AnnalsFileBuffer *annals_file_buffer_new_for_bytes (GBytes *bytes);
void annals_file_buffer_free (AnnalsFileBuffer *buffer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsFileBuffer, annals_file_buffer_free)

/* Reads at most ANNALS_READ_BYTES more; how many it were, 0 at the end, -1 with an error. */
gssize annals_file_buffer_read (AnnalsFileBuffer *buffer, GCancellable *cancellable, GError **error);

/* Will the next read move the bytes? */
gboolean annals_file_buffer_is_full (AnnalsFileBuffer *buffer);

/* Good until a read that moves them. */
const char *annals_file_buffer_get_data (AnnalsFileBuffer *buffer);
guint64 annals_file_buffer_get_length (AnnalsFileBuffer *buffer);
/* What the file said of its length; 0: nothing. */
guint64 annals_file_buffer_get_total (AnnalsFileBuffer *buffer);
/* What has been read, shared. (transfer full) */
GBytes *annals_file_buffer_get_bytes (AnnalsFileBuffer *buffer);

G_END_DECLS
