/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A load of one file on a thread of its own, told of on the thread that asked for it. */
#include "formats/loader.h"

#include "formats/pipeline.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 20)

struct _AnnalsLoader
{
  GObject parent_instance;

  GFile *file;

  /* What the loading thread has to tell; guarded by mutex. */
  GMutex mutex;
  gboolean is_progress_queued;
  guint64 bytes_read, bytes_total;
  guint n_events;
  gint64 last_progress_us; /* the loading thread's own */
};

G_DEFINE_TYPE (AnnalsLoader, annals_loader, G_TYPE_OBJECT)

enum
{
  PUBLISHED,
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
annals_loader_finalize (GObject *object)
{
  AnnalsLoader *self = ANNALS_LOADER (object);

  g_clear_object (&self->file);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (annals_loader_parent_class)->finalize (object);
}

static void
annals_loader_class_init (AnnalsLoaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = annals_loader_finalize;

  signals[PUBLISHED] = g_signal_new ("published", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, ANNALS_TYPE_TIMELINE);
  signals[PROGRESS]
      = g_signal_new ("progress", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_UINT64, G_TYPE_UINT);
}

static void
annals_loader_init (AnnalsLoader *self)
{
  g_mutex_init (&self->mutex);
}

AnnalsLoader *
annals_loader_new (GFile *file)
{
  AnnalsLoader *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (ANNALS_TYPE_LOADER, NULL);
  self->file = g_object_ref (file);
  return self;
}

GFile *
annals_loader_get_file (AnnalsLoader *self)
{
  g_return_val_if_fail (ANNALS_IS_LOADER (self), NULL);
  return self->file;
}

/* A message from the loading thread to the one that asked. */
typedef struct
{
  GTask *task;
  AnnalsTimeline *timeline; /* NULL: progress */
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_clear_object (&message->timeline);
  g_object_unref (message->task);
  g_free (message);
}

static gboolean
message_cb (gpointer data)
{
  Message *message = data;
  AnnalsLoader *self = g_task_get_source_object (message->task);
  guint64 bytes_read, bytes_total;
  guint n_events;
  gboolean is_cancelled = g_cancellable_is_cancelled (g_task_get_cancellable (message->task));

  if (message->timeline != NULL)
    {
      if (!is_cancelled)
        g_signal_emit (self, signals[PUBLISHED], 0, message->timeline);
      return G_SOURCE_REMOVE;
    }

  g_mutex_lock (&self->mutex);
  bytes_read = self->bytes_read;
  bytes_total = self->bytes_total;
  n_events = self->n_events;
  self->is_progress_queued = FALSE;
  g_mutex_unlock (&self->mutex);
  if (!is_cancelled)
    g_signal_emit (self, signals[PROGRESS], 0, bytes_read, bytes_total, n_events);
  return G_SOURCE_REMOVE;
}

/* At the task's priority: what is sent before the task returns arrives before its result. */
static void
send (GTask *task, AnnalsTimeline *timeline)
{
  Message *message = g_new0 (Message, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  message->task = g_object_ref (task);
  message->timeline = timeline != NULL ? g_object_ref (timeline) : NULL;
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, message_cb, message, message_free);
  g_source_set_static_name (source, "[annals] loader");
  g_source_attach (source, g_task_get_context (task));
}

static void
published_cb (AnnalsTimeline *timeline, gpointer data)
{
  send (data, timeline);
}

static void
progress_cb (guint64 bytes_read, guint64 bytes_total, guint n_events, gpointer data)
{
  AnnalsLoader *self = g_task_get_source_object (data);
  gint64 now_us = g_get_monotonic_time ();
  gboolean is_due;

  g_mutex_lock (&self->mutex);
  self->bytes_read = bytes_read;
  self->bytes_total = bytes_total;
  self->n_events = n_events;
  is_due = !self->is_progress_queued && now_us - self->last_progress_us >= PROGRESS_INTERVAL_US;
  self->is_progress_queued |= is_due;
  g_mutex_unlock (&self->mutex);

  if (!is_due)
    return;
  self->last_progress_us = now_us;
  send (data, NULL);
}

static void
load_cb (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  AnnalsLoader *self = source_object;
  const AnnalsPipelineWatch watch = { published_cb, progress_cb, task };
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsFileBuffer) buffer = annals_file_buffer_open (self->file, cancellable, &error);
  g_autoptr (AnnalsTimeline) timeline = NULL;

  if (buffer != NULL)
    timeline = annals_pipeline_load (buffer, self->file, NULL, &watch, cancellable, &error);
  if (timeline == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  send (task, timeline);
  g_task_return_pointer (task, g_steal_pointer (&timeline), g_object_unref);
}

void
annals_loader_load_async (AnnalsLoader *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANNALS_IS_LOADER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_run_in_thread (task, load_cb);
}

AnnalsTimeline *
annals_loader_load_finish (AnnalsLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

AnnalsTimeline *
annals_load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsFileBuffer) buffer = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  buffer = annals_file_buffer_open (file, cancellable, error);
  if (buffer == NULL)
    return NULL;
  return annals_pipeline_load (buffer, file, NULL, NULL, cancellable, error);
}

AnnalsTimeline *
annals_load_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (AnnalsFileBuffer) buffer = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  buffer = annals_file_buffer_new_for_bytes (bytes);
  return annals_pipeline_load (buffer, NULL, name, NULL, NULL, error);
}
