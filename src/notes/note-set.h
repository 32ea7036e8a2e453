/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notebook holds: notes, remembered deletions, and other tools' annotations. */
#pragma once

#include "notes/note.h"

G_BEGIN_DECLS

/* Notes and deletions are dealt out by their ids to leaves. Copies of a set share the leaves; one that is shared
 * is copied before it is changed. So a copy costs no more for many notes than for few, an edit a leaf, and
 * what two sets have in common is seen without a look at it. */
#define ANNALS_NOTE_LEAVES 256

typedef struct _AnnalsNoteLeaf AnnalsNoteLeaf;

typedef struct
{
  AnnalsNoteLeaf *leaves[ANNALS_NOTE_LEAVES]; /* NULL: nothing in it */
  GPtrArray *foreign; /* of char *: JSON, in the file's order; shared by copies: another takes its place */
} AnnalsNoteSet;

AnnalsNoteSet *annals_note_set_new (void);
AnnalsNoteSet *annals_note_set_copy (const AnnalsNoteSet *set); /* shares all */
void annals_note_set_free (AnnalsNoteSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNoteSet, annals_note_set_free)

AnnalsNote *annals_note_set_get (const AnnalsNoteSet *set, const char *id); /* (transfer none) (nullable) */
void annals_note_set_put (AnnalsNoteSet *set, AnnalsNote *note);            /* (transfer full); no longer deleted */
void annals_note_set_remove (AnnalsNoteSet *set, const char *id, GDateTime *when);
/* When the note of that id was deleted. (transfer none) (nullable) */
GDateTime *annals_note_set_get_deletion (const AnnalsNoteSet *set, const char *id);
guint annals_note_set_count (const AnnalsNoteSet *set);
/* The ids of deleted notes, in order. (transfer container) of char *, which the set owns */
GPtrArray *annals_note_set_list_deleted (const AnnalsNoteSet *set);
void annals_note_set_set_foreign (AnnalsNoteSet *set, GPtrArray *foreign);

/* Goes through the notes, in no order. */
typedef struct
{
  /*< private >*/
  const AnnalsNoteSet *set;
  guint leaf;
  gboolean is_in_leaf;
  GHashTableIter iter;
} AnnalsNoteSetIter;

void annals_note_set_iter_init (AnnalsNoteSetIter *iter, const AnnalsNoteSet *set);
AnnalsNote *annals_note_set_iter_next (AnnalsNoteSetIter *iter); /* (transfer none); NULL at the end */

/* By created time, ties by id. (transfer container) of AnnalsNote */
GPtrArray *annals_note_set_sort (const AnnalsNoteSet *set);
/* Where the note stands in that order, or would stand. */
guint annals_notes_find_place (const GPtrArray *sorted, const AnnalsNote *note);

/* Puts in place of what `other` has the same bytes of that of `other`: what is the same is then one note,
 * and one leaf where all in it is. */
void annals_note_set_share (AnnalsNoteSet *set, const AnnalsNoteSet *other);
/* The ids of the notes that are not the same value in both, which own them. (transfer container) */
GPtrArray *annals_note_set_find_changed (const AnnalsNoteSet *old, const AnnalsNoteSet *set);

/* Gives `set` the leaves that both others share, and answers the ids that are in any other leaf of theirs, in
 * order. (transfer container) of char *, which those own */
GPtrArray *annals_note_set_take_common (AnnalsNoteSet *set, const AnnalsNoteSet *one, const AnnalsNoteSet *other);

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
