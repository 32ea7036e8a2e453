/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a file cannot be read or written, in a person's words instead of the system's. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_FILE_READ,
  ANNALS_FILE_WRITTEN
} AnnalsFileUse;

/**
 * annals_file_error_explain:
 * @error: (inout) (nullable): what went wrong; (nullable): where nobody asks, or nothing did
 * @file: with which file
 * @use: and what was to be done with it
 *
 * Gives an error of G_IO_ERROR a message that is a whole translated sentence, and names the part of
 * the way to the file that is at fault where it is not the file itself. Its code stays; an error of
 * G_FILE_ERROR becomes one of G_IO_ERROR; errors of other domains and %G_IO_ERROR_CANCELLED stay as
 * they are. Looks at the disk.
 */
void annals_file_error_explain (GError **error, GFile *file, AnnalsFileUse use);

G_END_DECLS
