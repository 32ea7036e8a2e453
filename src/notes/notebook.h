/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook: a timeline's notes in memory, their undo, and their way to disk and back. */
#pragma once

#include "model/timeline.h"
#include "notes/note.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTEBOOK (annals_notebook_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNotebook, annals_notebook, ANNALS, NOTEBOOK, GObject)

typedef enum
{
  ANNALS_SAVE_IDLE,    /* nothing to save; saved_at tells when the last save was */
  ANNALS_SAVE_PENDING, /* typed, not yet on disk */
  ANNALS_SAVE_FAILED   /* kept in memory; tried again; save_error says why */
} AnnalsSaveState;

/* Signals:
 *   `changed` (const char *event_id or NULL for many): notes were added, edited, deleted, merged.
 *   `notify::save-state`, `notify::can-undo`, `notify::can-redo`.
 *
 * The notebook belongs to the main thread; it saves on a worker. */

/* (transfer full) The notebook of that timeline file: NAME.notes.jsonld beside it; where that folder
 * cannot be written, under the user's data folder. Reads what is on disk at once (small file,
 * synchronous). A notebook that cannot be read is never overwritten: read_error tells, and notes
 * written then go to a file of another name beside it. */
AnnalsNotebook *annals_notebook_new_for_timeline (AnnalsTimeline *timeline);
/* Would reading it hold a main loop up? Then it is opened on a worker. */
gboolean annals_notebook_is_large (AnnalsTimeline *timeline);
void annals_notebook_open_async (AnnalsTimeline *timeline, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full). Errors: G_IO_ERROR_CANCELLED. */
AnnalsNotebook *annals_notebook_open_finish (GAsyncResult *result, GError **error);
AnnalsNotebook *annals_notebook_new_for_file (GFile *notes_file, const char *timeline_id, const char *timeline_name);

GFile *annals_notebook_get_file (AnnalsNotebook *self);
/* TRUE where it lives under the user's data folder instead of beside the timeline. */
gboolean annals_notebook_is_elsewhere (AnnalsNotebook *self);
const GError *annals_notebook_get_read_error (AnnalsNotebook *self); /* (nullable) */

/* The reader's name for notes made from now on; NULL, empty or blank: none. Notes that others signed show
 * who they are, so a new name is a change of all of them. */
void annals_notebook_set_author (AnnalsNotebook *self, const char *author);
const char *annals_notebook_get_author (AnnalsNotebook *self); /* (nullable) */

/* Takes in what another notebook holds and this one does not: its notes, unless they were deleted here,
 * and other tools' annotations, byte for byte. The other file stays as it is. An empty notebook that
 * has no file yet keeps all that the other one says of itself too. *n_taken: how many notes.
 * Errors: G_IO_ERROR; nothing is taken in then. */
gboolean annals_notebook_take_in (AnnalsNotebook *self, GFile *notes_file, guint *n_taken, GError **error);

guint annals_notebook_get_n_notes (AnnalsNotebook *self);
/* By created time. (transfer none), valid until the next change. */
const AnnalsNote *annals_notebook_get_note (AnnalsNotebook *self, guint index);
const AnnalsNote *annals_notebook_find (AnnalsNotebook *self, const char *note_id);
/* The notes of one event, oldest first. (transfer container) */
GPtrArray *annals_notebook_get_event_notes (AnnalsNotebook *self, const char *event_id);
guint annals_notebook_count_event_notes (AnnalsNotebook *self, const char *event_id);

/* Adds a note to an event; title and date are kept as they are now. Returns the note's id
 * (transfer none), valid while the note exists. */
const char *annals_notebook_add (AnnalsNotebook *self, const char *event_id, const char *event_title,
                                 const char *event_date, const char *text);
void annals_notebook_set_text (AnnalsNotebook *self, const char *note_id, const char *text);
void annals_notebook_set_tags (AnnalsNotebook *self, const char *note_id, const char *const *tags);
void annals_notebook_set_flag (AnnalsNotebook *self, const char *note_id, AnnalsNoteFlag flag);
/* Attaches an orphan to another event. */
void annals_notebook_set_event (AnnalsNotebook *self, const char *note_id, const char *event_id,
                                const char *event_title, const char *event_date);
void annals_notebook_delete (AnnalsNotebook *self, const char *note_id);

/* Undo and redo over every edit; keystrokes within a second in one note are one step. */
gboolean annals_notebook_can_undo (AnnalsNotebook *self);
gboolean annals_notebook_can_redo (AnnalsNotebook *self);
/* Return the id of the event that the undone edit was about (transfer full), NULL when there was none. */
char *annals_notebook_undo (AnnalsNotebook *self);
char *annals_notebook_redo (AnnalsNotebook *self);

AnnalsSaveState annals_notebook_get_save_state (AnnalsNotebook *self);
GDateTime *annals_notebook_get_saved_at (AnnalsNotebook *self);      /* (nullable) (transfer none), local zone */
/* Why the notes are not saved, a translated sentence; (nullable). */
const char *annals_notebook_get_save_error (AnnalsNotebook *self);

/* Saves what is unsaved now, on this thread: when a window closes. */
gboolean annals_notebook_save_now (AnnalsNotebook *self, GError **error);

G_END_DECLS
