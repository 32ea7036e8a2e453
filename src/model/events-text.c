/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events as plain text with their citations. */
#include "model/events-text.h"

#include <glib/gi18n-lib.h>

#include "model/citation-text.h"

static void
append_event (GString *text, AnnalsTimeline *timeline, guint event)
{
  g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);
  g_autoptr (GPtrArray) citations = annals_event_details_cite (details, timeline);
  gboolean is_dated = annals_span_is_dated (annals_timeline_get_event_span (timeline, event));
  g_autofree char *date = is_dated ? annals_timeline_get_event_date_words (timeline, event) : g_strdup (_ ("undated"));
  AnnalsKind kind = annals_timeline_get_event_kind (timeline, event);

  g_string_append_printf (
      text, "%s%s\n%s · %s · %s · %s\n", text->len > 0 ? "\n" : "", annals_timeline_get_event_title (timeline, event),
      date, annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event))->title,
      kind == ANNALS_KIND_OTHER && details->kind_text != NULL ? details->kind_text : annals_kind_get_name (kind),
      annals_certainty_get_name (annals_timeline_get_event_certainty (timeline, event)));
  if (details->summary != NULL && *details->summary != '\0')
    g_string_append_printf (text, "%s\n", details->summary);
  for (guint i = 0; i < citations->len; i++)
    g_string_append_printf (text, "[%u] %s\n", i + 1, (const char *) citations->pdata[i]);
}

char *
annals_events_to_text (AnnalsTimeline *timeline, const guint32 *events, guint n, GCancellable *cancellable,
                       guint *n_told)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline) && n_told != NULL, NULL);
  *n_told = 0;
  for (guint i = 0; i < n && text->len < ANNALS_EVENTS_TEXT_BYTES_MAX; i++)
    {
      gsize length = text->len;

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      append_event (text, timeline, events[i]);
      /* Half an event is none; the first is told whatever its length. */
      if (i > 0 && text->len > ANNALS_EVENTS_TEXT_BYTES_MAX)
        {
          g_string_truncate (text, length);
          break;
        }
      (*n_told)++;
    }
  return g_strdup (text->str);
}

typedef struct
{
  AnnalsTimeline *timeline;
  GArray *events;
  guint n_all, n_told;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->timeline);
  g_array_unref (request->events);
  g_free (request);
}

static void
tell_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  char *text = annals_events_to_text (request->timeline, (const guint32 *) request->events->data,
                                      request->events->len, cancellable, &request->n_told);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

void
annals_events_to_text_async (AnnalsTimeline *timeline, GArray *events, guint n_all, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->timeline = g_object_ref (timeline);
  request->events = g_array_ref (events);
  request->n_all = n_all;
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, tell_thread);
}

char *
annals_events_to_text_finish (GAsyncResult *result, guint *n_told, guint *n_all, GError **error)
{
  const Request *request = g_task_get_task_data (G_TASK (result));

  *n_told = request->n_told;
  *n_all = request->n_all;
  return g_task_propagate_pointer (G_TASK (result), error);
}
