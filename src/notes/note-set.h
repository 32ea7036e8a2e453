/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notebook holds: notes, remembered deletions, and other tools' annotations. */
#pragma once

#include "notes/note.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *notes;   /* char * → AnnalsNote, by its own id */
  GHashTable *deleted; /* char * → GDateTime, by id: when it was deleted */
  GPtrArray *foreign;  /* of char *: JSON, in the file's order */
} AnnalsNoteSet;

AnnalsNoteSet *annals_note_set_new (void);
AnnalsNoteSet *annals_note_set_copy (const AnnalsNoteSet *set); /* shares the notes */
void annals_note_set_free (AnnalsNoteSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNoteSet, annals_note_set_free)

AnnalsNote *annals_note_set_get (const AnnalsNoteSet *set, const char *id); /* (transfer none) (nullable) */
void annals_note_set_put (AnnalsNoteSet *set, AnnalsNote *note);            /* (transfer full); no longer deleted */
void annals_note_set_remove (AnnalsNoteSet *set, const char *id, GDateTime *when);
/* By created time, ties by id. (transfer container) of AnnalsNote */
GPtrArray *annals_note_set_sort (const AnnalsNoteSet *set);
/* Where the note stands in that order, or would stand. */
guint annals_notes_find_place (const GPtrArray *sorted, const AnnalsNote *note);

/* Puts in place of notes of which `other` has the same bytes those of `other`: what is the same is then one
 * note, and seen to be the same without a look into it. */
void annals_note_set_share (AnnalsNoteSet *set, const AnnalsNoteSet *other);
/* The ids of the notes that are not the same value in both, which own them. (transfer container) */
GPtrArray *annals_note_set_find_changed (const AnnalsNoteSet *old, const AnnalsNoteSet *set);

/* What three sets come to: `base` is what both sides last had in common, `ours` what is in memory,
 * `theirs` what is in the file now.
 *
 *   - One side changed a note: that side's is kept. A `modified` before the base's is no change but
 *     an old copy that a synced folder put back.
 *   - Both did, differently: the later `modified` stays (ties: the greater bytes); the other becomes a
 *     note of its own tagged `conflict`, whose id follows from its content, so that two programs
 *     that settle the same conflict make the same copy.
 *   - A deletion holds against an unchanged note and yields to an edit.
 *   - A note of ours that theirs neither has nor remembers as deleted was lost there: it stays.
 *   - Other tools remember no deletions: of their annotations, those of the side that changed them are
 *     kept, of both where both did.
 *
 * Pure. (transfer full) */
AnnalsNoteSet *annals_note_set_merge (const AnnalsNoteSet *base, const AnnalsNoteSet *ours,
                                      const AnnalsNoteSet *theirs);
/* Puts a second, different note of an id that the set already has beside it as a conflict. */
void annals_note_set_settle (AnnalsNoteSet *set, AnnalsNote *a, AnnalsNote *b);

/* Takes from `other` the notes that `set` neither has nor remembers as deleted. Returns how many. */
guint annals_note_set_adopt (AnnalsNoteSet *set, const AnnalsNoteSet *other);

/* Would the file of `written` gain anything from being written with `set`? */
gboolean annals_note_set_equal (const AnnalsNoteSet *set, const AnnalsNoteSet *written);
gboolean annals_note_set_is_empty (const AnnalsNoteSet *set);

#define ANNALS_CONFLICT_TAG "conflict"

G_END_DECLS
