/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The save protocol: one run of lock, reread, merge, write, unlock. */
#pragma once

#include "notes/notebook-file.h"

G_BEGIN_DECLS

/* What a run works on; it touches nothing else, so that it may run on any thread. */
typedef struct
{
  char *path;               /* as the notebook was opened; symlinks are followed at each run */
  gboolean makes_folder;    /* the folder is Annals' own: made where it is missing */
  AnnalsNotebookFile *base; /* what was last read or written; (nullable) */
  AnnalsNoteSet *ours;
  char *timeline_id, *file_name, *label;
} AnnalsSaveRequest;

typedef struct
{
  AnnalsNotebookFile *file; /* what is on disk now; NULL: there is no file, and need be none */
  gboolean is_written;
  char *path;               /* where: another than asked for where that could not be read */
  GError *read_error;       /* why; (nullable) */
} AnnalsSaveResult;

void annals_save_request_clear (AnnalsSaveRequest *request);
void annals_save_result_clear (AnnalsSaveResult *result);

/* Errors: G_IO_ERROR or G_FILE_ERROR; nothing has changed on disk then. */
gboolean annals_save_run (const AnnalsSaveRequest *request, AnnalsSaveResult *result, GError **error);

/* The path that `path` leads to when its symlinks are followed, whether or not a file is there.
 * (transfer full) */
char *annals_save_resolve (const char *path);
/* NAME.notes-2.jsonld of NAME.notes.jsonld: for when that cannot be read. */
char *annals_save_get_alternative (const char *path, guint n);

#define ANNALS_SAVE_ALTERNATIVES 9
#define ANNALS_SAVE_LOCK_WAIT_MS 300

G_END_DECLS
