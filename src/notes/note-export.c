/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing exported notes: whole or not at all, and never over what they come from. */
#include "notes/note-export.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "formats/file-error.h"
#include "model/citation-text.h"
#include "notes/save.h"

typedef struct
{
  GPtrArray *notes, *kept;
  AnnalsNoteExportFormat format;
  GFile *file;
} Job;

static void
job_free (Job *job)
{
  g_ptr_array_unref (job->notes);
  g_ptr_array_unref (job->kept);
  g_object_unref (job->file);
  g_free (job);
}

GPtrArray *
annals_note_export_cite (AnnalsTimeline *timeline, guint event)
{
  g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);

  return annals_event_details_cite (details, timeline);
}

/* One file by two names: a link of either kind, another spelling of the path. */
static gboolean
is_same_file (const char *path, const char *other)
{
  struct stat one, two;

  if (g_strcmp0 (path, other) == 0)
    return TRUE;
  return other != NULL && stat (path, &one) == 0 && stat (other, &two) == 0 && one.st_ino == two.st_ino
         && one.st_dev == two.st_dev;
}

static gboolean
is_kept (const char *path, GPtrArray *kept)
{
  for (guint i = 0; i < kept->len; i++)
    {
      g_autofree char *other = g_file_get_path (kept->pdata[i]);
      g_autofree char *resolved = other != NULL ? annals_save_resolve (other) : NULL;

      if (is_same_file (path, other) || is_same_file (path, resolved))
        return TRUE;
    }
  return FALSE;
}

gboolean
annals_notes_export (GPtrArray *notes, AnnalsTimeline *timeline, AnnalsNoteExportFormat format, GFile *file,
                     GPtrArray *kept, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *resolved = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (notes != NULL && ANNALS_IS_TIMELINE (timeline) && G_IS_FILE (file) && kept != NULL, FALSE);
  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This is no file on this computer."));
      return FALSE;
    }
  resolved = annals_save_resolve (path);
  if (is_kept (resolved, kept))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                           _("The timeline and its notebook are not written over."));
      return FALSE;
    }
  text = format == ANNALS_NOTE_EXPORT_CSV ? annals_notes_to_csv (notes, timeline)
                                          : annals_notes_to_markdown (notes, timeline);
  if (g_file_set_contents_full (resolved, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0666, error))
    return TRUE;
  annals_file_error_explain (error, file, ANNALS_FILE_WRITTEN);
  return FALSE;
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (annals_notes_export (job->notes, source, job->format, job->file, job->kept, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GPtrArray *
copy_notes (GPtrArray *notes)
{
  GPtrArray *copy = g_ptr_array_new_full (notes->len, (GDestroyNotify) annals_note_unref);

  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (copy, annals_note_ref (notes->pdata[i]));
  return copy;
}

void
annals_notes_export_async (GPtrArray *notes, AnnalsTimeline *timeline, AnnalsNoteExportFormat format, GFile *file,
                           GPtrArray *kept, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (timeline, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->notes = copy_notes (notes);
  job->kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < kept->len; i++)
    g_ptr_array_add (job->kept, g_object_ref (kept->pdata[i]));
  job->format = format;
  job->file = g_object_ref (file);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, export_thread);
}

gboolean
annals_notes_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
