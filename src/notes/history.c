/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits that can be undone and redone. */
#include "notes/history.h"

#include <string.h>

struct _AnnalsHistory
{
  GPtrArray *steps; /* of AnnalsHistoryStep; those from n_done on are undone */
  guint n_done;
};

static void
step_free (gpointer data)
{
  AnnalsHistoryStep *step = data;

  g_free (step->note_id);
  g_clear_pointer (&step->before, annals_note_unref);
  g_clear_pointer (&step->after, annals_note_unref);
  g_free (step);
}

AnnalsHistory *
annals_history_new (void)
{
  AnnalsHistory *history = g_new0 (AnnalsHistory, 1);

  history->steps = g_ptr_array_new_with_free_func (step_free);
  return history;
}

void
annals_history_free (AnnalsHistory *history)
{
  g_ptr_array_unref (history->steps);
  g_free (history);
}

void
annals_history_push (AnnalsHistory *history, const char *note_id, AnnalsNote *before, AnnalsNote *after,
                     gboolean is_typing, gint64 now_us)
{
  AnnalsHistoryStep *last = history->n_done > 0 ? history->steps->pdata[history->n_done - 1] : NULL;

  g_ptr_array_set_size (history->steps, (int) history->n_done);
  if (last != NULL && is_typing && last->is_typing && after != NULL && strcmp (last->note_id, note_id) == 0
      && now_us - last->at_us <= ANNALS_HISTORY_TYPING_US)
    {
      annals_note_unref (last->after);
      last->after = annals_note_ref (after);
      last->at_us = now_us;
      return;
    }
  last = g_new0 (AnnalsHistoryStep, 1);
  last->note_id = g_strdup (note_id);
  last->before = before != NULL ? annals_note_ref (before) : NULL;
  last->after = after != NULL ? annals_note_ref (after) : NULL;
  last->at_us = now_us;
  last->is_typing = is_typing;
  g_ptr_array_add (history->steps, last);
  if (history->steps->len > ANNALS_HISTORY_STEPS_MAX)
    g_ptr_array_remove_index (history->steps, 0);
  history->n_done = history->steps->len;
}

const AnnalsHistoryStep *
annals_history_undo (AnnalsHistory *history)
{
  if (history->n_done == 0)
    return NULL;
  return history->steps->pdata[--history->n_done];
}

const AnnalsHistoryStep *
annals_history_redo (AnnalsHistory *history)
{
  AnnalsHistoryStep *step;

  if (history->n_done == history->steps->len)
    return NULL;
  step = history->steps->pdata[history->n_done++];
  /* Typing after a redo is a step of its own. */
  step->is_typing = FALSE;
  return step;
}

gboolean
annals_history_can_undo (AnnalsHistory *history)
{
  return history->n_done > 0;
}

gboolean
annals_history_can_redo (AnnalsHistory *history)
{
  return history->n_done < history->steps->len;
}

void
annals_history_forget (AnnalsHistory *history, const char *note_id)
{
  for (guint i = history->steps->len; i-- > 0;)
    {
      AnnalsHistoryStep *step = history->steps->pdata[i];

      if (strcmp (step->note_id, note_id) != 0)
        continue;
      g_ptr_array_remove_index (history->steps, i);
      if (i < history->n_done)
        history->n_done--;
    }
}
