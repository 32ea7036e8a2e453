/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as a list model: no object a note, only for those on screen. */
#pragma once

#include <gio/gio.h>

#include "notes/note.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTE_ITEM (annals_note_item_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNoteItem, annals_note_item, ANNALS, NOTE_ITEM, GObject)

/* The note as it was when the item was made; the model has it as it is. (transfer none) */
AnnalsNote *annals_note_item_get_note (AnnalsNoteItem *self);

#define ANNALS_TYPE_NOTE_MODEL (annals_note_model_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNoteModel, annals_note_model, ANNALS, NOTE_MODEL, GObject)

AnnalsNoteModel *annals_note_model_new (void);
/* Takes other notes in their order. Only the stretch between the first and the last row that is of another
 * note than before is told as changed: rows that stay are to be filled anew by who shows them.
 * notes: (transfer none) of AnnalsNote. */
void annals_note_model_set_notes (AnnalsNoteModel *self, GPtrArray *notes);
/* (transfer none) (nullable): NULL past the end. */
AnnalsNote *annals_note_model_get_note (AnnalsNoteModel *self, guint position);

G_END_DECLS
