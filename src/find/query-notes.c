/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query knows of the notes. */
#include "find/query-private.h"

typedef struct
{
  guint32 event;
  char *text; /* the note's text, and its tags a line each */
} EventNote;

struct _AnnalsQueryNotes
{
  gatomicrefcount ref_count;
  GArray *notes; /* of EventNote; orphans are left out, having no event to be found */
};

static void
clear_note (gpointer data)
{
  g_free (((EventNote *) data)->text);
}

AnnalsQueryNotes *
annals_query_notes_new (AnnalsTimeline *timeline, AnnalsNotebook *notebook)
{
  AnnalsQueryNotes *notes = g_new0 (AnnalsQueryNotes, 1);
  guint n_notes;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline) && ANNALS_IS_NOTEBOOK (notebook), NULL);
  g_atomic_ref_count_init (&notes->ref_count);
  notes->notes = g_array_new (FALSE, FALSE, sizeof (EventNote));
  g_array_set_clear_func (notes->notes, clear_note);
  n_notes = annals_notebook_get_n_notes (notebook);
  for (guint i = 0; i < n_notes; i++)
    {
      const AnnalsNote *note = annals_notebook_get_note (notebook, i);
      g_autofree char *tags = g_strjoinv ("\n", note->tags);
      EventNote event_note = { annals_timeline_find_event (timeline, note->event_id), NULL };

      if (event_note.event == ANNALS_NO_EVENT)
        continue;
      event_note.text = g_strconcat (note->text, "\n", tags, NULL);
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
annals_query_notes_match (AnnalsQueryNotes *notes, const AnnalsPattern *pattern, AnnalsBitset *set)
{
  for (guint i = 0; i < notes->notes->len; i++)
    {
      const EventNote *note = &g_array_index (notes->notes, EventNote, i);

      if (note->event < set->n_bits && annals_pattern_matches (pattern, note->text))
        annals_bitset_add (set, note->event);
    }
}
