/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of a set by the time they were made, on the whole and by event. */
#include "notes/note-order.h"

static GPtrArray *
ensure_event (AnnalsNoteOrder *order, const char *event_id)
{
  GPtrArray *notes = annals_note_order_get_event (order, event_id);

  if (notes == NULL)
    {
      notes = g_ptr_array_new ();
      g_hash_table_insert (order->by_event, g_strdup (event_id), notes);
    }
  return notes;
}

AnnalsNoteOrder *
annals_note_order_new (const AnnalsNoteSet *set)
{
  AnnalsNoteOrder *order = g_new (AnnalsNoteOrder, 1);

  order->sorted = annals_note_set_sort (set);
  order->by_event = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < order->sorted->len; i++)
    {
      AnnalsNote *note = order->sorted->pdata[i];

      g_ptr_array_add (ensure_event (order, note->event_id), note);
    }
  return order;
}

void
annals_note_order_free (AnnalsNoteOrder *order)
{
  g_ptr_array_unref (order->sorted);
  g_hash_table_unref (order->by_event);
  g_free (order);
}

void
annals_note_order_insert (AnnalsNoteOrder *order, AnnalsNote *note)
{
  GPtrArray *notes = ensure_event (order, note->event_id);

  g_ptr_array_insert (order->sorted, (int) annals_notes_find_place (order->sorted, note), note);
  g_ptr_array_insert (notes, (int) annals_notes_find_place (notes, note), note);
}

void
annals_note_order_remove (AnnalsNoteOrder *order, const AnnalsNote *note)
{
  GPtrArray *notes = annals_note_order_get_event (order, note->event_id);

  g_ptr_array_remove_index (order->sorted, annals_notes_find_place (order->sorted, note));
  g_ptr_array_remove_index (notes, annals_notes_find_place (notes, note));
}

GPtrArray *
annals_note_order_get_event (const AnnalsNoteOrder *order, const char *event_id)
{
  return g_hash_table_lookup (order->by_event, event_id);
}
