/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events by their titles and dates, for a list to choose one from. */
#include "find/title-search.h"

#include "find/pattern.h"

#define CANCEL_STEP 1024

typedef struct
{
  char *words;
  guint n_max;
} Search;

static void
search_free (Search *search)
{
  g_free (search->words);
  g_free (search);
}

static gboolean
matches (AnnalsTimeline *timeline, guint32 event, GPtrArray *patterns)
{
  const char *title = annals_timeline_get_event_title (timeline, event);
  const char *date = annals_timeline_get_event_date (timeline, event);

  for (guint i = 0; i < patterns->len; i++)
    if (!annals_pattern_matches (patterns->pdata[i], title) && !annals_pattern_matches (patterns->pdata[i], date))
      return FALSE;
  return TRUE;
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsTimeline *timeline = source;
  Search *search = data;
  g_autoptr (GPtrArray) patterns = annals_pattern_new_for_words (search->words);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = annals_timeline_get_n_events (timeline), n_dated;
  const guint32 *order = annals_timeline_get_order (timeline, &n_dated);

  if (patterns->len == 0 && n_dated > 0)
    g_array_append_vals (found, order, MIN (n_dated, search->n_max));
  else
    for (guint32 event = 0; event < n && found->len < search->n_max; event++)
      {
        if (event % CANCEL_STEP == 0 && g_cancellable_is_cancelled (cancellable))
          break;
        if (matches (timeline, event, patterns))
          g_array_append_val (found, event);
      }
  g_task_return_pointer (task, found, (GDestroyNotify) g_array_unref);
}

void
annals_title_search_async (AnnalsTimeline *timeline, const char *words, guint n_max, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (timeline, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->words = g_strdup (words);
  search->n_max = n_max;
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
}

guint32 *
annals_title_search_finish (GAsyncResult *result, guint *n, GError **error)
{
  GArray *found = g_task_propagate_pointer (G_TASK (result), error);

  *n = found != NULL ? found->len : 0;
  return found != NULL ? (guint32 *) (gpointer) g_array_free (found, FALSE) : NULL;
}
