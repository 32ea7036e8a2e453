/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notebook holds: notes, remembered deletions, and other tools' annotations. */
#include "notes/note-set.h"

#include <string.h>

struct _AnnalsNoteLeaf
{
  gatomicrefcount ref_count; /* more than one: not to be changed */
  GHashTable *notes;         /* char * → AnnalsNote, by its own id */
  GHashTable *deleted;       /* char * → GDateTime, by id: when it was deleted */
};

static AnnalsNoteLeaf *
leaf_new (void)
{
  AnnalsNoteLeaf *leaf = g_new0 (AnnalsNoteLeaf, 1);

  g_atomic_ref_count_init (&leaf->ref_count);
  leaf->notes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) annals_note_unref);
  leaf->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
  return leaf;
}

static AnnalsNoteLeaf *
leaf_ref (AnnalsNoteLeaf *leaf)
{
  if (leaf != NULL)
    g_atomic_ref_count_inc (&leaf->ref_count);
  return leaf;
}

static void
leaf_unref (AnnalsNoteLeaf *leaf)
{
  if (leaf == NULL || !g_atomic_ref_count_dec (&leaf->ref_count))
    return;
  g_hash_table_unref (leaf->notes);
  g_hash_table_unref (leaf->deleted);
  g_free (leaf);
}

static AnnalsNoteLeaf *
leaf_copy (const AnnalsNoteLeaf *leaf)
{
  AnnalsNoteLeaf *copy = leaf_new ();
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, leaf->notes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    g_hash_table_insert (copy->notes, id, annals_note_ref (value));
  g_hash_table_iter_init (&iter, leaf->deleted);
  while (g_hash_table_iter_next (&iter, &id, &value))
    g_hash_table_insert (copy->deleted, g_strdup (id), g_date_time_ref (value));
  return copy;
}

static guint
get_place (const char *id)
{
  return g_str_hash (id) % ANNALS_NOTE_LEAVES;
}

/* The leaf of that id, and nobody else's. */
static AnnalsNoteLeaf *
ensure_own_leaf (AnnalsNoteSet *set, const char *id)
{
  AnnalsNoteLeaf **leaf = &set->leaves[get_place (id)];

  if (*leaf == NULL)
    *leaf = leaf_new ();
  else if (!g_atomic_ref_count_compare (&(*leaf)->ref_count, 1))
    {
      AnnalsNoteLeaf *copy = leaf_copy (*leaf);

      leaf_unref (*leaf);
      *leaf = copy;
    }
  return *leaf;
}

AnnalsNoteSet *
annals_note_set_new (void)
{
  AnnalsNoteSet *set = g_new0 (AnnalsNoteSet, 1);

  set->foreign = g_ptr_array_new_with_free_func (g_free);
  return set;
}

AnnalsNoteSet *
annals_note_set_copy (const AnnalsNoteSet *set)
{
  AnnalsNoteSet *copy = g_new0 (AnnalsNoteSet, 1);

  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    copy->leaves[i] = leaf_ref (set->leaves[i]);
  copy->foreign = g_ptr_array_ref (set->foreign);
  return copy;
}

void
annals_note_set_free (AnnalsNoteSet *set)
{
  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    leaf_unref (set->leaves[i]);
  g_ptr_array_unref (set->foreign);
  g_free (set);
}

AnnalsNote *
annals_note_set_get (const AnnalsNoteSet *set, const char *id)
{
  const AnnalsNoteLeaf *leaf = set->leaves[get_place (id)];

  return leaf != NULL ? g_hash_table_lookup (leaf->notes, id) : NULL;
}

GDateTime *
annals_note_set_get_deletion (const AnnalsNoteSet *set, const char *id)
{
  const AnnalsNoteLeaf *leaf = set->leaves[get_place (id)];

  return leaf != NULL ? g_hash_table_lookup (leaf->deleted, id) : NULL;
}

void
annals_note_set_put (AnnalsNoteSet *set, AnnalsNote *note)
{
  AnnalsNoteLeaf *leaf = ensure_own_leaf (set, note->id);

  g_hash_table_remove (leaf->deleted, note->id);
  g_hash_table_replace (leaf->notes, note->id, note);
}

void
annals_note_set_remove (AnnalsNoteSet *set, const char *id, GDateTime *when)
{
  AnnalsNoteLeaf *leaf = ensure_own_leaf (set, id);

  g_hash_table_replace (leaf->deleted, g_strdup (id), g_date_time_ref (when));
  g_hash_table_remove (leaf->notes, id);
}

void
annals_note_set_set_foreign (AnnalsNoteSet *set, GPtrArray *foreign)
{
  g_ptr_array_ref (foreign);
  g_ptr_array_unref (set->foreign);
  set->foreign = foreign;
}

guint
annals_note_set_count (const AnnalsNoteSet *set)
{
  guint n = 0;

  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    n += set->leaves[i] != NULL ? g_hash_table_size (set->leaves[i]->notes) : 0;
  return n;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_deleted (GPtrArray *ids, const AnnalsNoteLeaf *leaf)
{
  GHashTableIter iter;
  gpointer id;

  if (leaf == NULL)
    return;
  g_hash_table_iter_init (&iter, leaf->deleted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
}

GPtrArray *
annals_note_set_list_deleted (const AnnalsNoteSet *set)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    add_deleted (ids, set->leaves[i]);
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

void
annals_note_set_iter_init (AnnalsNoteSetIter *iter, const AnnalsNoteSet *set)
{
  *iter = (AnnalsNoteSetIter){ .set = set };
}

AnnalsNote *
annals_note_set_iter_next (AnnalsNoteSetIter *iter)
{
  gpointer note;

  for (; iter->leaf < ANNALS_NOTE_LEAVES; iter->leaf++, iter->is_in_leaf = FALSE)
    {
      if (iter->set->leaves[iter->leaf] == NULL)
        continue;
      if (!iter->is_in_leaf)
        g_hash_table_iter_init (&iter->iter, iter->set->leaves[iter->leaf]->notes);
      iter->is_in_leaf = TRUE;
      if (g_hash_table_iter_next (&iter->iter, NULL, &note))
        return note;
    }
  return NULL;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const AnnalsNote *one = *(AnnalsNote *const *) a, *other = *(AnnalsNote *const *) b;
  int order = g_date_time_compare (one->created, other->created);

  return order != 0 ? order : strcmp (one->id, other->id);
}

/* A note and its time as a number: a date and time is slow to compare. */
typedef struct
{
  gint64 created_us;
  AnnalsNote *note;
} TimedNote;

static int
compare_timed_notes (gconstpointer a, gconstpointer b)
{
  const TimedNote *one = a, *other = b;

  if (one->created_us != other->created_us)
    return one->created_us < other->created_us ? -1 : 1;
  return strcmp (one->note->id, other->note->id);
}

GPtrArray *
annals_note_set_sort (const AnnalsNoteSet *set)
{
  g_autoptr (GArray) timed = g_array_new (FALSE, FALSE, sizeof (TimedNote));
  GPtrArray *sorted;
  AnnalsNoteSetIter iter;
  TimedNote at;

  annals_note_set_iter_init (&iter, set);
  while ((at.note = annals_note_set_iter_next (&iter)) != NULL)
    {
      at.created_us = g_date_time_to_unix (at.note->created) * G_USEC_PER_SEC
                      + g_date_time_get_microsecond (at.note->created);
      g_array_append_val (timed, at);
    }
  g_array_sort (timed, compare_timed_notes);
  sorted = g_ptr_array_sized_new (timed->len);
  for (guint i = 0; i < timed->len; i++)
    g_ptr_array_add (sorted, g_array_index (timed, TimedNote, i).note);
  return sorted;
}

guint
annals_notes_find_place (const GPtrArray *sorted, const AnnalsNote *note)
{
  guint low = 0, high = sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_notes (&sorted->pdata[middle], &note) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
has_same_deletions (const AnnalsNoteLeaf *leaf, const AnnalsNoteLeaf *other)
{
  GHashTableIter iter;
  gpointer id, when, other_when;

  if (g_hash_table_size (leaf->deleted) != g_hash_table_size (other->deleted))
    return FALSE;
  g_hash_table_iter_init (&iter, leaf->deleted);
  while (g_hash_table_iter_next (&iter, &id, &when))
    {
      other_when = g_hash_table_lookup (other->deleted, id);
      if (other_when == NULL || !g_date_time_equal (when, other_when))
        return FALSE;
    }
  return TRUE;
}

/* May the note be put in the place of the other, nothing being lost? */
static gboolean
has_same_bytes (const AnnalsNote *note, const AnnalsNote *other)
{
  return note->json != NULL && !note->is_edited && !other->is_edited && g_strcmp0 (note->json, other->json) == 0;
}

/* Makes notes of `other` its own; are then all the same? */
static gboolean
share_notes (AnnalsNoteSet *set, const AnnalsNoteLeaf *leaf, const AnnalsNoteLeaf *other)
{
  gboolean is_same = g_hash_table_size (leaf->notes) == g_hash_table_size (other->notes);
  GHashTableIter iter;
  gpointer id, theirs;

  g_hash_table_iter_init (&iter, other->notes);
  while (g_hash_table_iter_next (&iter, &id, &theirs))
    {
      AnnalsNote *note = annals_note_set_get (set, id);

      if (note != NULL && note != theirs && has_same_bytes (note, theirs))
        annals_note_set_put (set, annals_note_ref (theirs));
      else if (note != theirs)
        is_same = FALSE;
    }
  return is_same;
}

static gboolean
has_same_foreign (const AnnalsNoteSet *set, const AnnalsNoteSet *other)
{
  if (set->foreign == other->foreign)
    return TRUE;
  if (set->foreign->len != other->foreign->len)
    return FALSE;
  for (guint i = 0; i < set->foreign->len; i++)
    if (strcmp (set->foreign->pdata[i], other->foreign->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

void
annals_note_set_share (AnnalsNoteSet *set, const AnnalsNoteSet *other)
{
  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    {
      AnnalsNoteLeaf *theirs = other->leaves[i];

      if (set->leaves[i] == NULL || theirs == NULL || set->leaves[i] == theirs)
        continue;
      if (!share_notes (set, set->leaves[i], theirs) || !has_same_deletions (set->leaves[i], theirs))
        continue;
      leaf_unref (set->leaves[i]);
      set->leaves[i] = leaf_ref (theirs);
    }
  if (has_same_foreign (set, other))
    annals_note_set_set_foreign (set, other->foreign);
}

/* The ids of `leaf`'s notes that are another value in `other`, or only such as are not there at all. */
static void
add_changed (GPtrArray *ids, const AnnalsNoteLeaf *leaf, const AnnalsNoteLeaf *other, gboolean is_absent_only)
{
  GHashTableIter iter;
  gpointer id, note, other_note;

  if (leaf == NULL)
    return;
  g_hash_table_iter_init (&iter, leaf->notes);
  while (g_hash_table_iter_next (&iter, &id, &note))
    {
      other_note = other != NULL ? g_hash_table_lookup (other->notes, id) : NULL;
      if (is_absent_only ? other_note == NULL : other_note != note)
        g_ptr_array_add (ids, id);
    }
}

GPtrArray *
annals_note_set_find_changed (const AnnalsNoteSet *old, const AnnalsNoteSet *set)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    if (old->leaves[i] != set->leaves[i])
      {
        add_changed (ids, old->leaves[i], set->leaves[i], FALSE);
        add_changed (ids, set->leaves[i], old->leaves[i], TRUE);
      }
  return ids;
}

static void
add_ids (GHashTable *ids, const AnnalsNoteLeaf *leaf)
{
  GHashTableIter iter;
  gpointer id;

  if (leaf == NULL)
    return;
  g_hash_table_iter_init (&iter, leaf->notes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, id);
  g_hash_table_iter_init (&iter, leaf->deleted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, id);
}

GPtrArray *
annals_note_set_take_common (AnnalsNoteSet *set, const AnnalsNoteSet *one, const AnnalsNoteSet *other)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    {
      if (one->leaves[i] == other->leaves[i])
        {
          leaf_unref (set->leaves[i]);
          set->leaves[i] = leaf_ref (one->leaves[i]);
          continue;
        }
      add_ids (ids, one->leaves[i]);
      add_ids (ids, other->leaves[i]);
    }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (sorted, id);
  g_ptr_array_sort (sorted, compare_ids);
  return sorted;
}

guint
annals_note_set_adopt (AnnalsNoteSet *set, const AnnalsNoteSet *other)
{
  guint n_adopted = 0;
  AnnalsNoteSetIter iter;
  AnnalsNote *note;

  annals_note_set_iter_init (&iter, other);
  while ((note = annals_note_set_iter_next (&iter)) != NULL)
    if (annals_note_set_get (set, note->id) == NULL && annals_note_set_get_deletion (set, note->id) == NULL)
      {
        annals_note_set_put (set, annals_note_ref (note));
        n_adopted++;
      }
  return n_adopted;
}

/* What a leaf of nothing says where there is none. */
static gboolean
is_leaf_equal (const AnnalsNoteLeaf *leaf, const AnnalsNoteLeaf *written)
{
  GHashTableIter iter;
  gpointer id, value;

  if (leaf == written)
    return TRUE;
  if (leaf == NULL || written == NULL)
    {
      const AnnalsNoteLeaf *there = leaf != NULL ? leaf : written;

      return g_hash_table_size (there->notes) == 0 && g_hash_table_size (there->deleted) == 0;
    }
  if (g_hash_table_size (leaf->notes) != g_hash_table_size (written->notes)
      || g_hash_table_size (leaf->deleted) != g_hash_table_size (written->deleted))
    return FALSE;
  g_hash_table_iter_init (&iter, leaf->notes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const AnnalsNote *note = value, *other = g_hash_table_lookup (written->notes, id);

      if (other == NULL || note->is_edited || g_strcmp0 (note->json, other->json) != 0 || note->json == NULL)
        return FALSE;
    }
  g_hash_table_iter_init (&iter, leaf->deleted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (written->deleted, id))
      return FALSE;
  return TRUE;
}

gboolean
annals_note_set_equal (const AnnalsNoteSet *set, const AnnalsNoteSet *written)
{
  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    if (!is_leaf_equal (set->leaves[i], written->leaves[i]))
      return FALSE;
  return has_same_foreign (set, written);
}

gboolean
annals_note_set_is_empty (const AnnalsNoteSet *set)
{
  for (guint i = 0; i < ANNALS_NOTE_LEAVES; i++)
    if (set->leaves[i] != NULL
        && (g_hash_table_size (set->leaves[i]->notes) > 0 || g_hash_table_size (set->leaves[i]->deleted) > 0))
      return FALSE;
  return set->foreign->len == 0;
}
