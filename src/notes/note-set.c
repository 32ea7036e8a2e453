/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notebook holds: notes, remembered deletions, and other tools' annotations. */
#include "notes/note-set.h"

#include <string.h>

AnnalsNoteSet *
annals_note_set_new (void)
{
  AnnalsNoteSet *set = g_new0 (AnnalsNoteSet, 1);

  set->notes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) annals_note_unref);
  set->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
  set->foreign = g_ptr_array_new_with_free_func (g_free);
  return set;
}

AnnalsNoteSet *
annals_note_set_copy (const AnnalsNoteSet *set)
{
  AnnalsNoteSet *copy = annals_note_set_new ();
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, set->notes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    annals_note_set_put (copy, annals_note_ref (value));
  g_hash_table_iter_init (&iter, set->deleted);
  while (g_hash_table_iter_next (&iter, &id, &value))
    g_hash_table_insert (copy->deleted, g_strdup (id), g_date_time_ref (value));
  for (guint i = 0; i < set->foreign->len; i++)
    g_ptr_array_add (copy->foreign, g_strdup (set->foreign->pdata[i]));
  return copy;
}

void
annals_note_set_free (AnnalsNoteSet *set)
{
  g_hash_table_unref (set->notes);
  g_hash_table_unref (set->deleted);
  g_ptr_array_unref (set->foreign);
  g_free (set);
}

AnnalsNote *
annals_note_set_get (const AnnalsNoteSet *set, const char *id)
{
  return g_hash_table_lookup (set->notes, id);
}

void
annals_note_set_put (AnnalsNoteSet *set, AnnalsNote *note)
{
  g_hash_table_remove (set->deleted, note->id);
  g_hash_table_replace (set->notes, note->id, note);
}

void
annals_note_set_remove (AnnalsNoteSet *set, const char *id, GDateTime *when)
{
  g_hash_table_replace (set->deleted, g_strdup (id), g_date_time_ref (when));
  g_hash_table_remove (set->notes, id);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const AnnalsNote *one = *(AnnalsNote *const *) a, *other = *(AnnalsNote *const *) b;
  int order = g_date_time_compare (one->created, other->created);

  return order != 0 ? order : strcmp (one->id, other->id);
}

GPtrArray *
annals_note_set_sort (const AnnalsNoteSet *set)
{
  GPtrArray *sorted = g_ptr_array_sized_new (g_hash_table_size (set->notes));
  GHashTableIter iter;
  gpointer note;

  g_hash_table_iter_init (&iter, set->notes);
  while (g_hash_table_iter_next (&iter, NULL, &note))
    g_ptr_array_add (sorted, note);
  g_ptr_array_sort (sorted, compare_notes);
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

void
annals_note_set_share (AnnalsNoteSet *set, const AnnalsNoteSet *other)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, other->notes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      AnnalsNote *theirs = value, *note = annals_note_set_get (set, id);

      if (note != NULL && note != theirs && note->json != NULL && !note->is_edited && !theirs->is_edited
          && g_strcmp0 (note->json, theirs->json) == 0)
        annals_note_set_put (set, annals_note_ref (theirs));
    }
}

GPtrArray *
annals_note_set_find_changed (const AnnalsNoteSet *old, const AnnalsNoteSet *set)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id, note;

  g_hash_table_iter_init (&iter, old->notes);
  while (g_hash_table_iter_next (&iter, &id, &note))
    if (annals_note_set_get (set, id) != note)
      g_ptr_array_add (ids, id);
  g_hash_table_iter_init (&iter, set->notes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (annals_note_set_get (old, id) == NULL)
      g_ptr_array_add (ids, id);
  return ids;
}

guint
annals_note_set_adopt (AnnalsNoteSet *set, const AnnalsNoteSet *other)
{
  guint n_adopted = 0;
  GHashTableIter iter;
  gpointer id, note;

  g_hash_table_iter_init (&iter, other->notes);
  while (g_hash_table_iter_next (&iter, &id, &note))
    if (!g_hash_table_contains (set->notes, id) && !g_hash_table_contains (set->deleted, id))
      {
        annals_note_set_put (set, annals_note_ref (note));
        n_adopted++;
      }
  return n_adopted;
}

gboolean
annals_note_set_equal (const AnnalsNoteSet *set, const AnnalsNoteSet *written)
{
  GHashTableIter iter;
  gpointer id, value;

  if (g_hash_table_size (set->notes) != g_hash_table_size (written->notes)
      || g_hash_table_size (set->deleted) != g_hash_table_size (written->deleted)
      || set->foreign->len != written->foreign->len)
    return FALSE;
  g_hash_table_iter_init (&iter, set->notes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const AnnalsNote *note = value, *other = annals_note_set_get (written, id);

      if (other == NULL || note->is_edited || g_strcmp0 (note->json, other->json) != 0 || note->json == NULL)
        return FALSE;
    }
  g_hash_table_iter_init (&iter, set->deleted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (written->deleted, id))
      return FALSE;
  for (guint i = 0; i < set->foreign->len; i++)
    if (strcmp (set->foreign->pdata[i], written->foreign->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
annals_note_set_is_empty (const AnnalsNoteSet *set)
{
  return g_hash_table_size (set->notes) == 0 && g_hash_table_size (set->deleted) == 0 && set->foreign->len == 0;
}
