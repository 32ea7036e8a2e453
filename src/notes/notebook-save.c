/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook's way to disk and back: when to save, on which thread, and what to make of it. */
#include <string.h>

#include "notes/notebook-private.h"

/* How long the folder has to be quiet before the file is looked at. */
#define CHECK_REST_MS 80

/* One run of the save protocol, shared by the worker and the main thread. */
struct _AnnalsSaveJob
{
  gatomicrefcount ref_count;
  AnnalsSaveRequest request;
  guint64 n_edits; /* of the notebook, when the request was made */

  GMutex mutex; /* guards what follows */
  GCond cond;
  gboolean is_done;
  gboolean is_saved;
  AnnalsSaveResult result;
  AnnalsNoteSet *next; /* what the notebook will hold if nothing was typed since; NULL: no file */
  GPtrArray *changed;  /* the ids in which it differs from the request's */
  AnnalsNoteOrder *order; /* of `next`, where it is too much to be put in order on the main thread; else NULL */
  GError *error;

  gboolean is_taken; /* main thread only: what it came to is in the notebook */
};

static AnnalsSaveJob *
job_ref (AnnalsSaveJob *job)
{
  g_atomic_ref_count_inc (&job->ref_count);
  return job;
}

static void
job_unref (AnnalsSaveJob *job)
{
  if (!g_atomic_ref_count_dec (&job->ref_count))
    return;
  annals_save_request_clear (&job->request);
  annals_save_result_clear (&job->result);
  g_clear_pointer (&job->next, annals_note_set_free);
  g_clear_pointer (&job->order, annals_note_order_free); /* before the notes that it lists */
  g_clear_pointer (&job->changed, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_free (job);
}

static AnnalsSaveJob *
job_new (AnnalsNotebook *self)
{
  AnnalsSaveJob *job = g_new0 (AnnalsSaveJob, 1);

  g_atomic_ref_count_init (&job->ref_count);
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  job->n_edits = self->n_edits;
  job->request.path = g_strdup (self->path);
  job->request.makes_folder = self->is_elsewhere;
  job->request.base = self->base != NULL ? annals_notebook_file_ref (self->base) : NULL;
  job->request.ours = annals_note_set_copy (self->set);
  job->request.timeline_id = g_strdup (self->timeline_id);
  job->request.file_name = g_strdup (self->file_name);
  job->request.label = g_strdup (self->label);
  return job;
}

static void
job_run (AnnalsSaveJob *job)
{
  AnnalsSaveResult result = { 0 };
  GError *error = NULL;
  gboolean is_saved = annals_save_run (&job->request, &result, &error);
  AnnalsNoteSet *next = NULL;
  AnnalsNoteOrder *order = NULL;
  GPtrArray *changed = NULL;

  /* What takes longer the more notes there are is done here, not on the main thread. */
  if (result.file != NULL)
    {
      annals_note_set_share (result.file->set, job->request.ours);
      next = annals_note_set_copy (result.file->set);
      changed = annals_note_set_find_changed (job->request.ours, next);
      order = changed->len > ANNALS_NOTES_FEW ? annals_note_order_new (next) : NULL;
    }
  g_mutex_lock (&job->mutex);
  job->next = next;
  job->changed = changed;
  job->order = order;
  job->is_saved = is_saved;
  job->result = result;
  job->error = error;
  job->is_done = TRUE;
  g_cond_broadcast (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static void
job_wait (AnnalsSaveJob *job)
{
  g_mutex_lock (&job->mutex);
  while (!job->is_done)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);
}

gboolean
annals_notebook_is_unsaved (AnnalsNotebook *self)
{
  return self->n_edits > self->n_saved_edits;
}

static void
set_save_state (AnnalsNotebook *self, AnnalsSaveState state)
{
  if (self->save_state == state)
    return;
  self->save_state = state;
  g_object_notify (G_OBJECT (self), "save-state");
}

static void start_job (AnnalsNotebook *self);
static void start_check (AnnalsNotebook *self);
static void watch (AnnalsNotebook *self);

static gboolean
save_timer_cb (gpointer data)
{
  AnnalsNotebook *self = data;

  self->save_timer = 0;
  /* One under way: its end looks for what has come since. */
  if (self->job == NULL)
    start_job (self);
  return G_SOURCE_REMOVE;
}

static void
set_save_timer (AnnalsNotebook *self, guint delay_ms)
{
  g_clear_handle_id (&self->save_timer, g_source_remove);
  self->save_timer = g_timeout_add (delay_ms, save_timer_cb, self);
}

void
annals_notebook_schedule_save (AnnalsNotebook *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 latest_ms;

  if (self->first_unsaved_us == 0)
    self->first_unsaved_us = now_us;
  self->n_edits++;
  latest_ms = MAX (0, ANNALS_SAVE_LATEST_MS - (now_us - self->first_unsaved_us) / 1000);
  set_save_timer (self, (guint) MIN (ANNALS_SAVE_REST_MS, latest_ms));
  if (self->save_state == ANNALS_SAVE_IDLE)
    set_save_state (self, ANNALS_SAVE_PENDING);
}

static void
take_failure (AnnalsNotebook *self, AnnalsSaveJob *job)
{
  g_free (self->save_error);
  self->save_error = g_strdup (job->error->message);
  set_save_timer (self, self->retry_ms);
  self->retry_ms = MIN (self->retry_ms * 2, ANNALS_SAVE_RETRY_MAX_MS);
  /* Told again, since the reason may be another one. */
  self->save_state = ANNALS_SAVE_FAILED;
  g_object_notify (G_OBJECT (self), "save-state");
}

/* The file could not be read: the notes went into another one, and do so from now on. */
static void
take_path (AnnalsNotebook *self, AnnalsSaveJob *job)
{
  g_autofree char *resolved = annals_save_resolve (self->path);

  if (strcmp (job->result.path, resolved) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (job->result.path);
  g_set_object (&self->file, NULL);
  self->file = g_file_new_for_path (self->path);
  g_clear_error (&self->read_error);
  self->read_error = g_steal_pointer (&job->result.read_error);
  g_clear_object (&self->monitor);
}

static void
take_notes (AnnalsNotebook *self, AnnalsSaveJob *job)
{
  g_autoptr (AnnalsNoteSet) empty = annals_note_set_new ();
  g_autoptr (GPtrArray) changed = NULL;
  AnnalsNoteSet *merged;

  if (job->next != NULL && job->n_edits == self->n_edits)
    {
      annals_notebook_take_set (self, g_steal_pointer (&job->next), job->changed, g_steal_pointer (&job->order));
      return;
    }
  /* What was typed while the save ran is merged like anybody else's edit. */
  merged = annals_note_set_merge (job->request.ours, self->set,
                                  job->result.file != NULL ? job->result.file->set : empty);
  changed = annals_note_set_find_changed (self->set, merged);
  annals_notebook_take_set (self, merged, changed, NULL);
}

static void
take_success (AnnalsNotebook *self, AnnalsSaveJob *job)
{
  take_path (self, job);
  take_notes (self, job);
  g_clear_pointer (&self->base, annals_notebook_file_unref);
  self->base = job->result.file != NULL ? annals_notebook_file_ref (job->result.file) : NULL;
  self->n_saved_edits = job->n_edits;
  self->retry_ms = ANNALS_SAVE_RETRY_MS;
  g_clear_pointer (&self->save_error, g_free);
  if (job->result.is_written)
    {
      g_clear_pointer (&self->saved_at, g_date_time_unref);
      self->saved_at = g_date_time_new_now_local ();
    }
  watch (self);
  if (annals_notebook_is_unsaved (self))
    {
      /* The timer for what was typed since may have found the job still running. */
      if (self->save_timer == 0)
        set_save_timer (self, 0);
      set_save_state (self, ANNALS_SAVE_PENDING);
    }
  else
    {
      g_clear_handle_id (&self->save_timer, g_source_remove);
      self->first_unsaved_us = 0;
      set_save_state (self, ANNALS_SAVE_IDLE);
    }
}

static void
take_job (AnnalsNotebook *self, AnnalsSaveJob *job)
{
  if (job->is_taken)
    return;
  job->is_taken = TRUE;
  if (self->job == job)
    {
      self->job = NULL;
      job_unref (job);
    }
  if (job->is_saved)
    take_success (self, job);
  else
    take_failure (self, job);
}

static void
let_go_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  job_unref (data);
  g_task_return_boolean (task, TRUE);
}

/* What a job held of the file before takes as long to free as there is of it: not on the main thread. */
static void
let_go (AnnalsSaveJob *job)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, let_go_thread);
}

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  job_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsNotebook *self = ANNALS_NOTEBOOK (source);
  AnnalsSaveJob *job = g_task_get_task_data (G_TASK (result));

  take_job (self, job);
  let_go (job);
  if (self->wants_check && self->job == NULL)
    start_check (self);
}

static void
start_job (AnnalsNotebook *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, job_done_cb, NULL);

  self->first_unsaved_us = 0;
  self->job = job_new (self);
  g_task_set_priority (task, G_PRIORITY_HIGH);
  g_task_set_task_data (task, job_ref (self->job), NULL); /* that job_done_cb() lets go of */
  g_task_run_in_thread (task, job_thread);
}

/* --- Is what lies there what we last read or wrote? Then the news is our own. --- */

typedef struct
{
  char *path;
  AnnalsNotebookFile *base; /* nullable */
} Check;

static void
check_free (Check *check)
{
  g_free (check->path);
  g_clear_pointer (&check->base, annals_notebook_file_unref);
  g_free (check);
}

/* By its bytes: a file that others write in place may change within what its times tell apart. */
static gboolean
is_file_known (const Check *check)
{
  g_autofree char *text = NULL;
  g_autofree char *path = annals_save_resolve (check->path);
  gsize length, known_length;
  const char *known;

  if (check->base == NULL)
    return !g_file_test (path, G_FILE_TEST_EXISTS);
  known = g_bytes_get_data (check->base->bytes, &known_length);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &text, &length, NULL)
         && length == known_length && memcmp (text, known, length) == 0;
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, is_file_known (data));
}

/* A save that has begun since rereads the file anyway. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsNotebook *self = ANNALS_NOTEBOOK (source);
  gboolean is_known = g_task_propagate_boolean (G_TASK (result), NULL);

  self->is_checking = FALSE;
  if (!is_known && self->job == NULL)
    start_job (self);
  else if (self->wants_check && self->job == NULL)
    start_check (self);
}

/* While a save runs the news may be its own: its end looks. */
static void
start_check (AnnalsNotebook *self)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  self->wants_check = self->job != NULL || self->is_checking;
  if (self->wants_check)
    return;
  self->is_checking = TRUE;
  check = g_new0 (Check, 1);
  check->path = g_strdup (self->path);
  check->base = self->base != NULL ? annals_notebook_file_ref (self->base) : NULL;
  task = g_task_new (self, NULL, checked_cb, NULL);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, check_thread);
}

static gboolean
check_timer_cb (gpointer data)
{
  AnnalsNotebook *self = data;

  self->check_timer = 0;
  start_check (self);
  return G_SOURCE_REMOVE;
}

static void
folder_changed_cb (AnnalsNotebook *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *other_name = other != NULL ? g_file_get_basename (other) : NULL;

  if (g_strcmp0 (name, self->monitored_name) != 0 && g_strcmp0 (other_name, self->monitored_name) != 0)
    return;
  g_clear_handle_id (&self->check_timer, g_source_remove);
  self->check_timer = g_timeout_add (CHECK_REST_MS, check_timer_cb, self);
}

static void
watch (AnnalsNotebook *self)
{
  g_autofree char *path = NULL;
  g_autofree char *folder_path = NULL;
  g_autoptr (GFile) folder = NULL;

  if (self->monitor != NULL)
    return;
  path = annals_save_resolve (self->path);
  folder_path = g_path_get_dirname (path);
  if (!g_file_test (folder_path, G_FILE_TEST_IS_DIR))
    return;
  g_free (self->monitored_name);
  self->monitored_name = g_path_get_basename (path);
  folder = g_file_new_for_path (folder_path);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor == NULL)
    return;
  g_file_monitor_set_rate_limit (self->monitor, CHECK_REST_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
}

void
annals_notebook_start_saving (AnnalsNotebook *self)
{
  self->retry_ms = ANNALS_SAVE_RETRY_MS;
  watch (self);
}

void
annals_notebook_stop_saving (AnnalsNotebook *self)
{
  g_clear_handle_id (&self->save_timer, g_source_remove);
  g_clear_handle_id (&self->check_timer, g_source_remove);
  g_clear_object (&self->monitor);
}

gboolean
annals_notebook_save_now (AnnalsNotebook *self, GError **error)
{
  gboolean is_saved = TRUE;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), FALSE);
  if (self->job != NULL)
    {
      job_wait (self->job);
      take_job (self, self->job);
    }
  if (annals_notebook_is_unsaved (self))
    {
      AnnalsSaveJob *job = job_new (self);

      job_run (job);
      is_saved = job->is_saved;
      if (!is_saved)
        g_propagate_error (error, g_error_copy (job->error));
      take_job (self, job);
      job_unref (job);
    }
  return is_saved;
}
