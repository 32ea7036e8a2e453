/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query knows of the notes. They are taken on the main thread, which is quick, and indexed by
 * the first query that looks into them, on its own. */
#include "find/query-private.h"

typedef struct
{
  guint32 event;
  AnnalsNote *note;
} EventNote;

struct _AnnalsQueryNotes
{
  gatomicrefcount ref_count;
  GArray *notes; /* of EventNote; orphans are left out, having no event to be found */
  gsize is_indexed; /* g_once_init_enter() */
  AnnalsWordIndex *words; /* by place in `notes` */
};

static void
clear_note (gpointer data)
{
  annals_note_unref (((EventNote *) data)->note);
}

AnnalsQueryNotes *
annals_query_notes_new (AnnalsTimeline *timeline, AnnalsNotebook *notebook)
{
  AnnalsQueryNotes *notes;
  guint n_notes;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline) && ANNALS_IS_NOTEBOOK (notebook), NULL);
  notes = g_new0 (AnnalsQueryNotes, 1);
  g_atomic_ref_count_init (&notes->ref_count);
  notes->notes = g_array_new (FALSE, FALSE, sizeof (EventNote));
  g_array_set_clear_func (notes->notes, clear_note);
  n_notes = annals_notebook_get_n_notes (notebook);
  for (guint i = 0; i < n_notes; i++)
    {
      const AnnalsNote *note = annals_notebook_get_note (notebook, i);
      EventNote event_note = { annals_timeline_find_event (timeline, note->event_id), NULL };

      if (event_note.event == ANNALS_NO_EVENT)
        continue;
      event_note.note = annals_note_ref ((AnnalsNote *) note);
      g_array_append_val (notes->notes, event_note);
    }
  return notes;
}

AnnalsQueryNotes *
annals_query_notes_ref (AnnalsQueryNotes *notes)
{
  g_atomic_ref_count_inc (&notes->ref_count);
  return notes;
}

void
annals_query_notes_unref (AnnalsQueryNotes *notes)
{
  if (!g_atomic_ref_count_dec (&notes->ref_count))
    return;
  g_clear_pointer (&notes->words, annals_word_index_free);
  g_array_unref (notes->notes);
  g_free (notes);
}

void
annals_query_notes_add_events (AnnalsQueryNotes *notes, AnnalsBitset *set)
{
  for (guint i = 0; i < notes->notes->len; i++)
    {
      guint32 event = g_array_index (notes->notes, EventNote, i).event;

      if (event < set->n_bits)
        annals_bitset_add (set, event);
    }
}

void
annals_query_notes_count (AnnalsQueryNotes *notes, guint32 *counts, guint n)
{
  for (guint i = 0; i < notes->notes->len; i++)
    {
      guint32 event = g_array_index (notes->notes, EventNote, i).event;

      if (event < n)
        counts[event]++;
    }
}

static const AnnalsWordIndex *
get_words (AnnalsQueryNotes *notes)
{
  if (g_once_init_enter (&notes->is_indexed))
    {
      g_autoptr (AnnalsWordIndexBuilder) builder = annals_word_index_builder_new ();

      for (guint i = 0; i < notes->notes->len; i++)
        {
          const AnnalsNote *note = g_array_index (notes->notes, EventNote, i).note;

          annals_word_index_builder_add (builder, i, note->text);
          for (guint t = 0; note->tags[t] != NULL; t++)
            annals_word_index_builder_add (builder, i, note->tags[t]);
        }
      notes->words = annals_word_index_builder_finish (builder, notes->notes->len);
      g_once_init_leave (&notes->is_indexed, 1);
    }
  return notes->words;
}

void
annals_query_notes_match (AnnalsQueryNotes *notes, const AnnalsPattern *pattern, AnnalsBitset *set)
{
  g_autoptr (AnnalsBitset) found = annals_pattern_look_up (pattern, get_words (notes), NULL);

  for (guint i = 0; i < notes->notes->len; i++)
    {
      guint32 event = g_array_index (notes->notes, EventNote, i).event;

      if (annals_bitset_contains (found, i) && event < set->n_bits)
        annals_bitset_add (set, event);
    }
}
