/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One export on a thread of its own: what it is of, what it looks like, and its result. */
#include "widgets/export-job.h"

#include "find/note-filter.h"

void
annals_export_job_init (AnnalsExportJob *job, AnnalsSession *session)
{
  AnnalsBitset *matches = annals_session_get_matches (session);
  AnnalsNotebook *notebook = annals_session_get_notebook (session);

  annals_export_options_init (&job->options);
  job->timeline = g_object_ref (annals_session_get_timeline (session));
  job->options.group_by = annals_session_get_group_by (session);
  job->options.arrangement = annals_session_get_arrangement (session);
  if (job->options.arrangement != NULL)
    annals_arrangement_ref (job->options.arrangement);
  job->options.selection = annals_session_get_selection (session);
  job->options.matches = matches != NULL ? annals_bitset_ref (matches) : NULL;
  job->options.hides_others = annals_session_get_hides_others (session);
  /* The notebook itself is the main thread's. */
  if (notebook != NULL)
    job->options.noted = annals_notebook_find_events (notebook, job->timeline);
  job->options.family = g_strdup (job->options.family);
}

void
annals_export_job_set_family (AnnalsExportJob *job, const char *family)
{
  g_free ((char *)job->options.family);
  job->options.family = g_strdup (family);
}

void
annals_export_job_copy (AnnalsExportJob *job, const AnnalsExportJob *source)
{
  *job = *source;
  g_object_ref (job->timeline);
  if (job->options.arrangement != NULL)
    annals_arrangement_ref (job->options.arrangement);
  if (job->options.matches != NULL)
    annals_bitset_ref (job->options.matches);
  if (job->options.noted != NULL)
    annals_bitset_ref (job->options.noted);
  job->options.family = g_strdup (job->options.family);
}

void
annals_export_job_clear (AnnalsExportJob *job)
{
  g_clear_object (&job->timeline);
  g_clear_pointer (&job->options.matches, annals_bitset_unref);
  g_clear_pointer (&job->options.arrangement, annals_arrangement_unref);
  g_clear_pointer (&job->options.noted, annals_bitset_unref);
  g_free ((char *)job->options.family);
  job->options.family = NULL;
}

static void
job_free (gpointer data)
{
  annals_export_job_clear (data);
  g_free (data);
}

static void
preview_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsExportJob *job = data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface
      = annals_export_to_preview (job->timeline, &job->options, job->box_width, job->box_height,
                                  &job->size, cancellable, &error);

  if (surface != NULL)
    g_task_return_pointer (task, surface, (GDestroyNotify)cairo_surface_destroy);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
estimate_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsExportJob *job = data;
  g_autoptr (GError) error = NULL;

  if (annals_export_estimate (job->timeline, &job->options, job->format, &job->size, cancellable,
                              &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsExportJob *job = data;
  g_autoptr (GError) error = NULL;
  GBytes *png = annals_export_to_png (job->timeline, &job->options, cancellable, &error);

  if (png != NULL)
    g_task_return_pointer (task, png, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsExportJob *job = data;
  GFile *file = g_object_get_data (G_OBJECT (task), "file");
  g_autoptr (GError) error = NULL;

  if (annals_export_to_file (job->timeline, &job->options, file, cancellable, &error))
    g_task_return_pointer (task, g_object_ref (file), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GTask *
create_task (const AnnalsExportJob *job,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  AnnalsExportJob *copy = g_new0 (AnnalsExportJob, 1);

  annals_export_job_copy (copy, job);
  g_task_set_task_data (task, copy, job_free);
  return task;
}

void
annals_export_job_preview_async (const AnnalsExportJob *job,
                                 int box_width,
                                 int box_height,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = create_task (job, cancellable, callback, user_data);
  AnnalsExportJob *copy = g_task_get_task_data (task);

  copy->box_width = box_width;
  copy->box_height = box_height;
  g_task_run_in_thread (task, preview_thread);
}

cairo_surface_t *
annals_export_job_preview_finish (GAsyncResult *result, AnnalsExportSize *size, GError **error)
{
  const AnnalsExportJob *job = g_task_get_task_data (G_TASK (result));

  *size = job->size;
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
annals_export_job_estimate_async (const AnnalsExportJob *job,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = create_task (job, cancellable, callback, user_data);

  g_task_run_in_thread (task, estimate_thread);
}

gboolean
annals_export_job_estimate_finish (GAsyncResult *result, AnnalsExportSize *size, GError **error)
{
  const AnnalsExportJob *job = g_task_get_task_data (G_TASK (result));

  *size = job->size;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
annals_export_job_copy_async (const AnnalsExportJob *job,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = create_task (job, cancellable, callback, user_data);

  g_task_run_in_thread (task, copy_thread);
}

GBytes *
annals_export_job_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
annals_export_job_write_async (const AnnalsExportJob *job,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = create_task (job, cancellable, callback, user_data);

  g_object_set_data_full (G_OBJECT (task), "file", g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, write_thread);
}

GFile *
annals_export_job_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
