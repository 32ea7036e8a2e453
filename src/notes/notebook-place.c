/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a timeline's notebook lies: beside it, or under the user's data folder. */
#include <string.h>
#include <unistd.h>

#include "notes/notebook-private.h"

#define SUFFIX ".notes.jsonld"

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

AnnalsNotebook *
annals_notebook_new_for_timeline (AnnalsTimeline *timeline)
{
  GFile *file;
  g_autofree char *beside = NULL;
  g_autofree char *elsewhere = NULL;
  char *file_name;
  const char *title;
  gboolean is_elsewhere;
  AnnalsNotebook *self;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), NULL);
  file = annals_timeline_get_file (timeline);
  title = annals_timeline_get_title (timeline);
  beside = get_path_beside (file);
  elsewhere = get_path_elsewhere (timeline);
  file_name = get_file_name (file);
  is_elsewhere = beside == NULL || !is_folder_writable (beside);
  self = annals_notebook_open (g_strdup (is_elsewhere ? elsewhere : beside), is_elsewhere,
                               annals_timeline_get_id (timeline), file_name != NULL ? file_name : g_strdup (title), title);
  if (beside != NULL)
    annals_notebook_adopt (self, beside);
  annals_notebook_adopt (self, elsewhere);
  for (guint n = 2; n <= ANNALS_SAVE_ALTERNATIVES; n++)
    {
      g_autofree char *alternative = annals_save_get_alternative (is_elsewhere ? elsewhere : beside, n);

      annals_notebook_adopt (self, alternative);
    }
  annals_notebook_finish_opening (self);
  return self;
}
