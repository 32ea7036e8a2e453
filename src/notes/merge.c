/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-way merge of note sets.
 *
 * The result is a function of the three sets alone: no clock, no random id. Two programs that meet
 * the same conflict from either side settle it alike, and then have nothing left to settle. */
#include <string.h>

#include "notes/note-private.h"
#include "notes/note-set.h"

typedef struct
{
  const AnnalsNoteSet *base, *ours, *theirs;
  AnnalsNoteSet *merged;
} Merge;

/* One line that says all of a note: for ties and for ids made from content. */
static char *
note_to_bytes (const AnnalsNote *note)
{
  g_autofree char *tags = g_strjoinv ("\036", note->tags);
  g_autofree char *modified = annals_note_time_to_text (note->modified);

  return g_strjoin ("\037", note->id, modified, note->text, tags, note->author != NULL ? note->author : "",
                    note->event_id, note->event_title != NULL ? note->event_title : "",
                    note->event_date != NULL ? note->event_date : "",
                    (const char *const[]){ "none", "star", "question", "doubt" }[note->flag], NULL);
}

/* A UUID of version 5's form from a text (RFC 4122, 4.3). */
static char *
make_id (const char *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) "annals conflict\n", -1);
  g_checksum_update (checksum, (const guchar *) bytes, -1);
  g_checksum_get_digest (checksum, digest, &length);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  return g_strdup_printf ("urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6],
                          digest[7], digest[8], digest[9], digest[10], digest[11], digest[12], digest[13],
                          digest[14], digest[15]);
}

static AnnalsNote *
make_conflict (const AnnalsNote *loser, const char *bytes)
{
  AnnalsNote *copy = annals_note_copy (loser);

  g_free (copy->id);
  copy->id = make_id (bytes);
  copy->is_edited = TRUE;
  if (!g_strv_contains ((const char *const *) copy->tags, ANNALS_CONFLICT_TAG))
    {
      guint n_tags = g_strv_length (copy->tags);

      copy->tags = g_renew (char *, copy->tags, n_tags + 2);
      copy->tags[n_tags] = g_strdup (ANNALS_CONFLICT_TAG);
      copy->tags[n_tags + 1] = NULL;
    }
  return copy;
}

void
annals_note_set_settle (AnnalsNoteSet *set, AnnalsNote *a, AnnalsNote *b)
{
  g_autofree char *a_bytes = note_to_bytes (a);
  g_autofree char *b_bytes = note_to_bytes (b);
  int order = g_date_time_compare (a->modified, b->modified);

  if (order == 0)
    order = strcmp (a_bytes, b_bytes);
  annals_note_set_put (set, annals_note_ref (order >= 0 ? a : b));
  if (!annals_note_says_same (a, b))
    {
      g_autoptr (AnnalsNote) copy = make_conflict (order >= 0 ? b : a, order >= 0 ? b_bytes : a_bytes);

      /* A copy that was made before and has been worked on or deleted since is left alone. */
      if (annals_note_set_get (set, copy->id) == NULL && annals_note_set_get_deletion (set, copy->id) == NULL)
        annals_note_set_put (set, g_steal_pointer (&copy));
    }
}

static gboolean
is_same (const AnnalsNote *a, const AnnalsNote *b)
{
  return a == b
         || (a != NULL && b != NULL && annals_note_says_same (a, b)
             && g_date_time_compare (a->modified, b->modified) == 0);
}

/* Is that side no further than the base? An earlier time is an old copy put back by a synced folder:
 * whoever edits makes a later one. */
static gboolean
is_unchanged (const AnnalsNote *base, const AnnalsNote *side)
{
  return is_same (base, side) || (base != NULL && g_date_time_compare (side->modified, base->modified) < 0);
}

/* Ours, to be written over the bytes that are in the file now. */
static AnnalsNote *
rebase (AnnalsNote *ours, const AnnalsNote *theirs)
{
  AnnalsNote *copy;

  if (ours->json != NULL && theirs->json != NULL && strcmp (ours->json, theirs->json) == 0)
    return annals_note_ref (ours);
  copy = annals_note_copy (ours);
  g_free (copy->json);
  copy->json = g_strdup (theirs->json);
  copy->is_edited = TRUE;
  return copy;
}

static void
merge_both_present (Merge *merge, const AnnalsNote *base, AnnalsNote *ours, AnnalsNote *theirs)
{
  if (is_same (ours, theirs) || (is_same (base, ours) && !is_unchanged (base, theirs)))
    annals_note_set_put (merge->merged, annals_note_ref (theirs));
  else if (is_unchanged (base, theirs))
    annals_note_set_put (merge->merged, rebase (ours, theirs));
  else
    annals_note_set_settle (merge->merged, ours, theirs);
}

static void
keep_deletion (Merge *merge, const char *id, GDateTime *ours, GDateTime *theirs)
{
  GDateTime *later = ours == NULL || (theirs != NULL && g_date_time_compare (theirs, ours) > 0) ? theirs : ours;

  annals_note_set_remove (merge->merged, id, later);
}

static void
merge_id (Merge *merge, const char *id)
{
  AnnalsNote *base = annals_note_set_get (merge->base, id);
  AnnalsNote *ours = annals_note_set_get (merge->ours, id);
  AnnalsNote *theirs = annals_note_set_get (merge->theirs, id);
  GDateTime *our_deletion = annals_note_set_get_deletion (merge->ours, id);
  GDateTime *their_deletion = annals_note_set_get_deletion (merge->theirs, id);
  gboolean was_known = base != NULL || annals_note_set_get_deletion (merge->base, id) != NULL;

  if (ours != NULL && ours == theirs)
    annals_note_set_put (merge->merged, annals_note_ref (ours));
  else if (ours != NULL && theirs != NULL)
    merge_both_present (merge, base, ours, theirs);
  else if (ours != NULL && (their_deletion == NULL || !is_same (base, ours)))
    annals_note_set_put (merge->merged, annals_note_ref (ours));
  else if (theirs != NULL && (our_deletion == NULL || !is_same (base, theirs)))
    annals_note_set_put (merge->merged, annals_note_ref (theirs));
  else if (their_deletion != NULL || (our_deletion != NULL && was_known))
    keep_deletion (merge, id, our_deletion, their_deletion);
}

static gboolean
is_same_foreign (const AnnalsNoteSet *a, const AnnalsNoteSet *b)
{
  gboolean is_same = a->foreign->len == b->foreign->len;

  if (a->foreign == b->foreign)
    return TRUE;
  for (guint i = 0; is_same && i < a->foreign->len; i++)
    is_same = strcmp (a->foreign->pdata[i], b->foreign->pdata[i]) == 0;
  return is_same;
}

/* Those of theirs, and those of ours that are not among them. */
static GPtrArray *
join_foreign (Merge *merge)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);
  guint n_theirs = merge->theirs->foreign->len;

  for (guint i = 0; i < n_theirs; i++)
    g_ptr_array_add (joined, g_strdup (merge->theirs->foreign->pdata[i]));
  for (guint i = 0; i < merge->ours->foreign->len; i++)
    {
      const char *ours = merge->ours->foreign->pdata[i];
      gboolean is_there = FALSE;

      for (guint j = 0; j < n_theirs && !is_there; j++)
        is_there = strcmp (joined->pdata[j], ours) == 0;
      if (!is_there)
        g_ptr_array_add (joined, g_strdup (ours));
    }
  return joined;
}

static void
merge_foreign (Merge *merge)
{
  g_autoptr (GPtrArray) joined = NULL;

  if (is_same_foreign (merge->base, merge->ours))
    annals_note_set_set_foreign (merge->merged, merge->theirs->foreign);
  else if (is_same_foreign (merge->base, merge->theirs))
    annals_note_set_set_foreign (merge->merged, merge->ours->foreign);
  else
    {
      joined = join_foreign (merge);
      annals_note_set_set_foreign (merge->merged, joined);
    }
}

AnnalsNoteSet *
annals_note_set_merge (const AnnalsNoteSet *base, const AnnalsNoteSet *ours, const AnnalsNoteSet *theirs)
{
  Merge merge = { base, ours, theirs, annals_note_set_new () };
  /* In order of id, so that the result does not hang on a hash table's whim. */
  g_autoptr (GPtrArray) ids = annals_note_set_take_common (merge.merged, ours, theirs);

  for (guint i = 0; i < ids->len; i++)
    merge_id (&merge, ids->pdata[i]);
  merge_foreign (&merge);
  return merge.merged;
}
