/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file again whenever it changes on disk, and says what is different.
 *
 * One reading at a time, whole, on a thread of its own. A change that comes meanwhile is read after
 * it, never instead of it: a file that is written all the time would never be shown. */
#include "formats/reloader.h"

#include "formats/file-watch.h"
#include "formats/loader.h"

/* A file that is written in two goes is half a file for so long; then somebody should know. */
#define TROUBLE_MS 3000
/* Once after a failure, should the change that mends it not be told of. */
#define RETRY_MS 1000

struct _AnnalsReloader
{
  GObject parent_instance;

  GFile *file;
  AnnalsFileWatch *watch;
  AnnalsTimeline *shown;     /* NULL: not read yet */
  AnnalsTimeline *accepted;  /* often the same */
  GCancellable *cancellable; /* of the reading under way; NULL: there is none */
  GError *error;             /* of the last reading */
  guint retry_source, trouble_source;
  gboolean is_stale;    /* it changed after the last reading began */
  gboolean is_asked;    /* somebody waits for this reading's answer */
  gboolean is_troubled; /* error was told of */
  gboolean is_retried;  /* since the last change */
};

G_DEFINE_FINAL_TYPE (AnnalsReloader, annals_reloader, G_TYPE_OBJECT)

enum
{
  RELOADED,
  UNCHANGED,
  TROUBLE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GFile *file;
  AnnalsTimeline *shown, *accepted;
  AnnalsDifference *step, *since; /* NULL: the same bytes */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_object_unref (reading->shown);
  g_object_unref (reading->accepted);
  g_clear_pointer (&reading->step, annals_difference_unref);
  g_clear_pointer (&reading->since, annals_difference_unref);
  g_free (reading);
}

static gboolean
has_same_bytes (AnnalsTimeline *a, AnnalsTimeline *b)
{
  GBytes *bytes_a = annals_timeline_get_bytes (a);
  GBytes *bytes_b = annals_timeline_get_bytes (b);

  return bytes_a != NULL && bytes_b != NULL && g_bytes_equal (bytes_a, bytes_b);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_file (reading->file, cancellable, &error);

  if (timeline == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!has_same_bytes (timeline, reading->shown))
    {
      reading->step = annals_difference_new (reading->shown, timeline, cancellable);
      if (reading->accepted == reading->shown && reading->step != NULL)
        reading->since = annals_difference_ref (reading->step);
      else
        reading->since = annals_difference_new (reading->accepted, timeline, cancellable);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
set_troubled (AnnalsReloader *self, gboolean is_troubled)
{
  g_clear_handle_id (&self->trouble_source, g_source_remove);
  if (!self->is_troubled && !is_troubled)
    return;
  self->is_troubled = is_troubled;
  g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
}

static gboolean
trouble_cb (gpointer data)
{
  AnnalsReloader *self = data;

  self->trouble_source = 0;
  set_troubled (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void read_again (AnnalsReloader *self);

static gboolean
retry_cb (gpointer data)
{
  AnnalsReloader *self = data;

  self->retry_source = 0;
  self->is_retried = TRUE;
  read_again (self);
  return G_SOURCE_REMOVE;
}

static void
take_failure (AnnalsReloader *self, GError *error, gboolean was_asked)
{
  g_clear_error (&self->error);
  self->error = error;
  if (self->is_troubled || was_asked)
    set_troubled (self, TRUE);
  else if (self->trouble_source == 0)
    self->trouble_source = g_timeout_add (TROUBLE_MS, trouble_cb, self);
  if (!self->is_retried && self->retry_source == 0)
    self->retry_source = g_timeout_add (RETRY_MS, retry_cb, self);
}

static void
take_success (AnnalsReloader *self, const Reading *reading, gboolean was_asked)
{
  g_clear_error (&self->error);
  set_troubled (self, FALSE);
  if (reading->step == NULL)
    {
      if (was_asked)
        g_signal_emit (self, signals[UNCHANGED], 0);
      return;
    }
  g_set_object (&self->shown, annals_difference_get_after (reading->step));
  g_signal_emit (self, signals[RELOADED], 0, reading->step, reading->since);
}

/* A reading holds no reloader alive: one that was let go has cancelled it. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsReloader) self = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean was_asked;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self = g_object_ref (data);
  g_clear_object (&self->cancellable);
  /* Who asked while this one was read is answered by the next. */
  was_asked = self->is_asked && !self->is_stale;
  if (was_asked)
    self->is_asked = FALSE;
  if (is_read)
    take_success (self, g_task_get_task_data (G_TASK (result)), was_asked);
  else
    take_failure (self, g_steal_pointer (&error), was_asked);
  if (self->is_stale)
    read_again (self);
}

static void
read_again (AnnalsReloader *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  self->is_stale = TRUE;
  if (self->shown == NULL || self->cancellable != NULL)
    return;

  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->is_stale = FALSE;
  self->cancellable = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->shown = g_object_ref (self->shown);
  reading->accepted = g_object_ref (self->accepted);
  reading->file = g_object_ref (self->file);
  task = g_task_new (NULL, self->cancellable, read_cb, self);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

static void
changed_cb (AnnalsReloader *self)
{
  self->is_retried = FALSE;
  read_again (self);
}

static void
annals_reloader_dispose (GObject *object)
{
  AnnalsReloader *self = ANNALS_RELOADER (object);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->trouble_source, g_source_remove);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->shown);
  g_clear_object (&self->accepted);
  G_OBJECT_CLASS (annals_reloader_parent_class)->dispose (object);
}

static void
annals_reloader_finalize (GObject *object)
{
  AnnalsReloader *self = ANNALS_RELOADER (object);

  g_clear_error (&self->error);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (annals_reloader_parent_class)->finalize (object);
}

static void
annals_reloader_class_init (AnnalsReloaderClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_reloader_dispose;
  G_OBJECT_CLASS (klass)->finalize = annals_reloader_finalize;

  signals[RELOADED] = g_signal_new ("reloaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[UNCHANGED]
      = g_signal_new ("unchanged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TROUBLE_CHANGED] = g_signal_new ("trouble-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
annals_reloader_init (AnnalsReloader *self)
{
}

AnnalsReloader *
annals_reloader_new (GFile *file)
{
  AnnalsReloader *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (ANNALS_TYPE_RELOADER, NULL);
  self->file = g_object_ref (file);
  self->watch = annals_file_watch_new (file);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

GFile *
annals_reloader_get_file (AnnalsReloader *self)
{
  g_return_val_if_fail (ANNALS_IS_RELOADER (self), NULL);

  return self->file;
}

void
annals_reloader_set_timeline (AnnalsReloader *self, AnnalsTimeline *timeline)
{
  g_return_if_fail (ANNALS_IS_RELOADER (self));
  g_return_if_fail (ANNALS_IS_TIMELINE (timeline));
  g_return_if_fail (self->shown == NULL);

  self->shown = g_object_ref (timeline);
  self->accepted = g_object_ref (timeline);
  if (self->is_stale)
    read_again (self);
}

void
annals_reloader_reload (AnnalsReloader *self)
{
  g_return_if_fail (ANNALS_IS_RELOADER (self));

  self->is_asked = TRUE;
  read_again (self);
}

void
annals_reloader_accept (AnnalsReloader *self)
{
  g_return_if_fail (ANNALS_IS_RELOADER (self));

  g_set_object (&self->accepted, self->shown);
}

const GError *
annals_reloader_get_trouble (AnnalsReloader *self)
{
  g_return_val_if_fail (ANNALS_IS_RELOADER (self), NULL);

  return self->is_troubled ? self->error : NULL;
}
