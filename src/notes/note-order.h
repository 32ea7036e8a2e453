/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of a set by the time they were made, on the whole and by event. */
#pragma once

#include "notes/note-set.h"

G_BEGIN_DECLS

/* Borrows the notes: each has to be taken from it before it goes. */
typedef struct
{
  GPtrArray *sorted;    /* of AnnalsNote */
  GHashTable *by_event; /* char * → GPtrArray of AnnalsNote */
} AnnalsNoteOrder;

/* More that change at once are put in order anew. */
#define ANNALS_NOTES_FEW 64

AnnalsNoteOrder *annals_note_order_new (const AnnalsNoteSet *set);
void annals_note_order_free (AnnalsNoteOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNoteOrder, annals_note_order_free)

void annals_note_order_insert (AnnalsNoteOrder *order, AnnalsNote *note);
void annals_note_order_remove (AnnalsNoteOrder *order, const AnnalsNote *note);
/* The notes of that event, oldest first. (transfer none) (nullable) */
GPtrArray *annals_note_order_get_event (const AnnalsNoteOrder *order, const char *event_id);

G_END_DECLS
