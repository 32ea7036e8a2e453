/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One note as a card: its words edited in place, its tags and flag, when it was made. */
#pragma once

#include <gtk/gtk.h>

#include "notes/notebook.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTE_ROW (annals_note_row_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNoteRow, annals_note_row, ANNALS, NOTE_ROW, GtkWidget)

/* Signals:
 *   `left`: the focus has left it. A row without a word, tag or flag is then of no use.
 *   `writing-changed`: whether the reader is in it. */

/* The event that a row's note is about, as it is now. */
typedef struct
{
  char *id, *title, *date; /* date: EDTF as written, (nullable) */
} AnnalsNoteSubject;

/* A row without a note yet: the first word makes one in the notebook. */
GtkWidget *annals_note_row_new (AnnalsNotebook *notebook, const AnnalsNoteSubject *subject);
/* Shows the note as it is in the notebook, in place: what is being typed stays as it is. */
void annals_note_row_update (AnnalsNoteRow *self, const AnnalsNote *note);
/* NULL: no note yet. */
const char *annals_note_row_get_id (AnnalsNoteRow *self);
/* Is it making this very note? Then the note belongs to it. */
gboolean annals_note_row_claims (AnnalsNoteRow *self);
gboolean annals_note_row_is_empty (AnnalsNoteRow *self);
gboolean annals_note_row_is_writing (AnnalsNoteRow *self);
void annals_note_row_start_writing (AnnalsNoteRow *self);
/* Shown by an edge in the error's colour while notes are not on disk. */
void annals_note_row_set_has_failed (AnnalsNoteRow *self, gboolean has_failed);

G_END_DECLS
