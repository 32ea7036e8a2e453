/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook's two halves: notes in memory (notebook.c), their way to disk (notebook-save.c). */
#pragma once

#include "notes/history.h"
#include "notes/note-order.h"
#include "notes/note-private.h"
#include "notes/notebook-file.h"
#include "notes/notebook.h"
#include "notes/save.h"

G_BEGIN_DECLS

typedef struct _AnnalsSaveJob AnnalsSaveJob;

struct _AnnalsNotebook
{
  GObject parent_instance;

  /* where */
  GFile *file;
  char *path;
  gboolean is_elsewhere;
  GError *read_error;
  char *timeline_id;
  char *file_name; /* of the timeline */
  char *label;
  char *author;
  gboolean has_adopted; /* notes of another file, which are to be saved once all is read */

  /* notes */
  AnnalsNoteSet *set;
  GHashTable *departed;  /* char * → AnnalsNote: taken away by a merge; typing in one brings it back */
  AnnalsNoteOrder *order; /* of `set`; NULL: to be worked out */
  AnnalsHistory *history;

  /* saving */
  AnnalsNotebookFile *base;
  guint64 n_edits;       /* since the notebook was opened */
  guint64 n_saved_edits; /* of these, on disk */
  gint64 first_unsaved_us;
  guint save_timer;
  guint check_timer;
  guint retry_ms;
  AnnalsSaveJob *job;    /* under way; NULL: none */
  gboolean is_checking;  /* whether the file is the known one, on a worker */
  gboolean wants_check;  /* the file changed while a job or a check was under way */
  AnnalsSaveState save_state;
  GDateTime *saved_at;
  char *save_error;
  GFileMonitor *monitor;
  char *monitored_name;
};

/* notebook.c: takes over what a save came to: `set` (transfer full) replaces the notes in memory, of which
 * it differs in those of `ids`. `order` (transfer full) (nullable) is its order. */
void annals_notebook_take_set (AnnalsNotebook *self, AnnalsNoteSet *set, const GPtrArray *ids,
                               AnnalsNoteOrder *order);

/* notebook.c: tells of a change of many notes that was made to `set` itself. */
void annals_notebook_tell_changed (AnnalsNotebook *self);

/* notebook-open.c: reads what is at `path`; paths and names are (transfer full). Then come any number
 * of adoptions of notes that were put elsewhere while this notebook could not be read or written,
 * all of it on any thread; and the end of opening, on the main thread. */
AnnalsNotebook *annals_notebook_open (char *path, gboolean is_elsewhere, const char *timeline_id, char *file_name,
                                      const char *title);
void annals_notebook_adopt (AnnalsNotebook *self, const char *path);
void annals_notebook_finish_opening (AnnalsNotebook *self);

/* notebook-save.c */
void annals_notebook_start_saving (AnnalsNotebook *self); /* once the notes are read: the folder is watched */
void annals_notebook_stop_saving (AnnalsNotebook *self);
void annals_notebook_schedule_save (AnnalsNotebook *self); /* after an edit */
gboolean annals_notebook_is_unsaved (AnnalsNotebook *self);

/* How long after the last keystroke, and after the first unsaved one. */
#define ANNALS_SAVE_REST_MS 250
#define ANNALS_SAVE_LATEST_MS 600
#define ANNALS_SAVE_RETRY_MS 1000
#define ANNALS_SAVE_RETRY_MAX_MS 30000

G_END_DECLS
