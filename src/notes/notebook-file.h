/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook's file: an AnnotationCollection with one embedded page. */
#pragma once

#include "notes/json-slices.h"
#include "notes/note-private.h"
#include "notes/note-set.h"

G_BEGIN_DECLS

/* What was read or written, immutable. */
typedef struct
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  AnnalsJsonSlices *slices; /* NULL: a file of nothing */
  AnnalsNoteSet *set;
  GArray *items;            /* of int: the annotations' nodes, in order */
  GPtrArray *item_ids;      /* of char *: a note's id, NULL for another tool's annotation */
  char *source_id;          /* of the timeline that the notes name; (nullable) */
} AnnalsNotebookFile;

/* Errors: G_IO_ERROR_INVALID_DATA: no JSON, or no notebook. Bytes of nothing but space are a file of nothing. */
AnnalsNotebookFile *annals_notebook_file_new (GBytes *bytes, GError **error);
AnnalsNotebookFile *annals_notebook_file_ref (AnnalsNotebookFile *file);
void annals_notebook_file_unref (AnnalsNotebookFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNotebookFile, annals_notebook_file_unref)

/* `set` as a file. What `old` (nullable) has besides notes and deletions is kept from its bytes, and
 * its notes keep their places. `label` is used where the old file has none. */
GBytes *annals_notebook_file_write (AnnalsNotebookFile *old, const AnnalsNoteSet *set,
                                    const AnnalsNoteTarget *target, const char *label);

/* A notebook that is larger is not read. */
#define ANNALS_NOTEBOOK_BYTES_MAX (256 * 1024 * 1024)

/* The file at `path`, symlinks followed. *is_missing: there is none, or it is empty; then NULL
 * without an error. Errors: G_IO_ERROR, also for what is no regular file. */
AnnalsNotebookFile *annals_notebook_file_load (const char *path, gboolean *is_missing, GError **error);

G_END_DECLS
