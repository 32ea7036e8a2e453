/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note in a list: it stays the same while the note is edited. */
#pragma once

#include <gio/gio.h>

#include "notes/note.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTE_ITEM (annals_note_item_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNoteItem, annals_note_item, ANNALS, NOTE_ITEM, GObject)

/* Signal `changed`: the note, or the event that it is about, is to be shown anew. */
AnnalsNoteItem *annals_note_item_new (AnnalsNote *note);
AnnalsNote *annals_note_item_get_note (AnnalsNoteItem *self); /* (transfer none) */
/* The same note as it is now. */
void annals_note_item_set_note (AnnalsNoteItem *self, AnnalsNote *note);

/* Makes a store of items hold these notes in this order: items of notes that stay, stay. */
void annals_note_items_update (GListStore *store, GPtrArray *notes);

G_END_DECLS
