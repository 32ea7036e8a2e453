/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a timeline's notebook lies: beside it, or under the user's data folder. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "notes/notebook-private.h"

#define SUFFIX ".notes.jsonld"
/* About five hundred notes, or three milliseconds. */
#define QUICK_BYTES (256 * 1024)

/* NAME.notes.jsonld beside NAME.json; NULL where the timeline is in no folder of the file system. */
static char *
get_path_beside (GFile *file)
{
  g_autofree char *path = file != NULL && !g_file_has_uri_scheme (file, "resource") ? g_file_get_path (file) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *notes_name = NULL;
  char *dot;

  if (path == NULL)
    return NULL;
  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  notes_name = g_strconcat (name, SUFFIX, NULL);
  return g_build_filename (folder, notes_name, NULL);
}

/* The place for timelines whose folder takes no notes. */
static char *
get_path_elsewhere (AnnalsTimeline *timeline)
{
  GFile *file = annals_timeline_get_file (timeline);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  const char *id = annals_timeline_get_id (timeline);
  const char *key = id != NULL ? id : uri != NULL ? uri : annals_timeline_get_title (timeline);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strdup_printf ("%.32s" SUFFIX, hash);

  return g_build_filename (g_get_user_data_dir (), "annals", "notebooks", name, NULL);
}

/* Not by the folder's mode, which a read-only file system or a superuser makes a liar of. */
static gboolean
is_folder_writable (const char *path)
{
  g_autofree char *resolved = annals_save_resolve (path);
  g_autofree char *folder = g_path_get_dirname (resolved);

  return access (folder, W_OK | X_OK) == 0;
}

static char *
get_file_name (GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL ? g_filename_display_name (name) : NULL;
}

/* The notebook with all that is to be read of it, by any thread. */
static AnnalsNotebook *
read_for_timeline (AnnalsTimeline *timeline)
{
  GFile *file = annals_timeline_get_file (timeline);
  const char *title = annals_timeline_get_title (timeline);
  g_autofree char *beside = get_path_beside (file);
  g_autofree char *elsewhere = get_path_elsewhere (timeline);
  char *file_name = get_file_name (file);
  gboolean is_elsewhere = beside == NULL || !is_folder_writable (beside);
  AnnalsNotebook *self
      = annals_notebook_open (g_strdup (is_elsewhere ? elsewhere : beside), is_elsewhere,
                              annals_timeline_get_id (timeline), file_name != NULL ? file_name : g_strdup (title), title);

  if (beside != NULL)
    annals_notebook_adopt (self, beside);
  annals_notebook_adopt (self, elsewhere);
  for (guint n = 2; n <= ANNALS_SAVE_ALTERNATIVES; n++)
    {
      g_autofree char *alternative = annals_save_get_alternative (is_elsewhere ? elsewhere : beside, n);

      annals_notebook_adopt (self, alternative);
    }
  self->order = annals_note_order_new (self->set);
  return self;
}

AnnalsNotebook *
annals_notebook_new_for_timeline (AnnalsTimeline *timeline)
{
  AnnalsNotebook *self;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), NULL);
  self = read_for_timeline (timeline);
  annals_notebook_finish_opening (self);
  return self;
}

static gboolean
is_large (const char *path)
{
  GStatBuf status;

  return path != NULL && g_stat (path, &status) == 0 && status.st_size > QUICK_BYTES;
}

gboolean
annals_notebook_is_large (AnnalsTimeline *timeline)
{
  g_autofree char *beside = NULL;
  g_autofree char *elsewhere = NULL;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), FALSE);
  beside = get_path_beside (annals_timeline_get_file (timeline));
  elsewhere = get_path_elsewhere (timeline);
  return is_large (beside) || is_large (elsewhere);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, read_for_timeline (source), g_object_unref);
}

void
annals_notebook_open_async (AnnalsTimeline *timeline, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (timeline, cancellable, callback, user_data);

  g_return_if_fail (ANNALS_IS_TIMELINE (timeline));
  g_task_run_in_thread (task, open_thread);
}

AnnalsNotebook *
annals_notebook_open_finish (GAsyncResult *result, GError **error)
{
  AnnalsNotebook *self = g_task_propagate_pointer (G_TASK (result), error);

  if (self != NULL)
    annals_notebook_finish_opening (self);
  return self;
}
