/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The save protocol.
 *
 *   resolve symlinks → lock → read what is there → merge → write → unlock
 *
 * The lock (flock on .NAME.notes.lock) keeps two of us apart; where there is none to be had within
 * 0.3 s the save goes on without, since a note on disk is worth more than an orderly queue: the
 * merge at the next save then finds what was overwritten still in the other's memory.
 *
 * The new bytes are written and synced under a name of our own, .NAME.notes.jsonld.PID-N.new, and
 * renamed into place: a reader sees the old file or the new one, and what a killed process leaves
 * behind can be told from everything that people put into the folder. */
#include "notes/save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINKS_MAX 40
#define LEFTOVER_AGE_S 10
#define REREAD_WAIT_MS 50

void
annals_save_request_clear (AnnalsSaveRequest *request)
{
  g_clear_pointer (&request->path, g_free);
  g_clear_pointer (&request->base, annals_notebook_file_unref);
  g_clear_pointer (&request->ours, annals_note_set_free);
  g_clear_pointer (&request->timeline_id, g_free);
  g_clear_pointer (&request->file_name, g_free);
  g_clear_pointer (&request->label, g_free);
}

void
annals_save_result_clear (AnnalsSaveResult *result)
{
  g_clear_pointer (&result->file, annals_notebook_file_unref);
  g_clear_pointer (&result->path, g_free);
  g_clear_error (&result->read_error);
}

char *
annals_save_resolve (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (int i = 0; i < LINKS_MAX; i++)
    {
      g_autofree char *to = g_file_read_link (at, NULL);
      g_autofree char *folder = NULL;

      if (to == NULL)
        break;
      folder = g_path_get_dirname (at);
      g_free (at);
      at = g_path_is_absolute (to) ? g_steal_pointer (&to) : g_build_filename (folder, to, NULL);
    }
  return g_steal_pointer (&at);
}

char *
annals_save_get_alternative (const char *path, guint n)
{
  gsize length = g_str_has_suffix (path, ".jsonld") ? strlen (path) - strlen (".jsonld") : strlen (path);

  return g_strdup_printf ("%.*s-%u%s", (int) length, path, n, path + length);
}

static gboolean
set_file_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", name, g_strerror (code));
  return FALSE;
}

static char *
sibling (const char *path, const char *suffix)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = NULL;

  if (g_str_equal (suffix, ".lock") && g_str_has_suffix (name, ".jsonld"))
    name[strlen (name) - strlen (".jsonld")] = '\0';
  hidden = g_strconcat (".", name, suffix, NULL);
  return g_build_filename (folder, hidden, NULL);
}

/* Is the file that was locked still the one of that name? Its holder before us took it away. */
static gboolean
is_still_there (int fd, const char *path)
{
  struct stat locked, named;

  return fstat (fd, &locked) == 0 && stat (path, &named) == 0 && locked.st_ino == named.st_ino
         && locked.st_dev == named.st_dev;
}

/* -1: no lock to be had. */
static int
lock (const char *lock_path)
{
  gint64 deadline = g_get_monotonic_time () + ANNALS_SAVE_LOCK_WAIT_MS * 1000;

  for (;;)
    {
      int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0666);

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) == 0 && is_still_there (fd, lock_path))
        return fd;
      close (fd);
      if (g_get_monotonic_time () >= deadline)
        return -1;
      g_usleep (5000);
    }
}

static void
unlock (int fd, const char *lock_path)
{
  if (fd < 0)
    return;
  g_unlink (lock_path);
  close (fd);
}

/* Removes what killed processes left. Younger files may be a program's that went on without the lock. */
static void
remove_leftovers (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (".", name, ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *left = NULL;
      struct stat status;

      if (!g_str_has_prefix (entry, prefix) || strstr (entry + strlen (prefix), ".new") == NULL)
        continue;
      left = g_build_filename (folder, entry, NULL);
      if (lstat (left, &status) == 0 && S_ISREG (status.st_mode)
          && ABS (g_get_real_time () / G_USEC_PER_SEC - (gint64) status.st_mtime) > LEFTOVER_AGE_S)
        g_unlink (left);
    }
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  static int counter = 0;
  g_autofree char *suffix = g_strdup_printf (".%d-%d.new", (int) getpid (), g_atomic_int_add (&counter, 1));
  g_autofree char *new_path = sibling (path, suffix);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  struct stat status;
  int mode = stat (path, &status) == 0 ? (int) (status.st_mode & 0777) : 0666;

  if (!g_file_set_contents_full (new_path, data, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode, error))
    return FALSE;
  if (g_rename (new_path, path) != 0)
    {
      int code = errno;

      g_unlink (new_path);
      return set_file_error (error, path, code);
    }
  sync_folder (path);
  return TRUE;
}

/* What is at `path`; where that cannot be read, what is at the first other name that can. A file may
 * be seen half written by a program that writes in place, so it is looked at twice. */
static AnnalsNotebookFile *
read_file (const char *path, AnnalsSaveResult *result)
{
  AnnalsNotebookFile *file;
  gboolean is_missing;

  result->path = g_strdup (path);
  file = annals_notebook_file_load (path, &is_missing, &result->read_error);
  if (file != NULL || is_missing)
    return file;
  g_usleep (REREAD_WAIT_MS * 1000);
  g_clear_error (&result->read_error);
  file = annals_notebook_file_load (path, &is_missing, &result->read_error);
  for (guint n = 2; file == NULL && !is_missing && n <= ANNALS_SAVE_ALTERNATIVES; n++)
    {
      g_free (result->path);
      result->path = annals_save_get_alternative (path, n);
      file = annals_notebook_file_load (result->path, &is_missing, NULL);
    }
  if (file == NULL && !is_missing)
    g_clear_pointer (&result->path, g_free);
  return file;
}

static gboolean
merge_and_write (const AnnalsSaveRequest *request, AnnalsNotebookFile *theirs, AnnalsSaveResult *result,
                 GError **error)
{
  g_autoptr (AnnalsNoteSet) empty = annals_note_set_new ();
  g_autoptr (AnnalsNoteSet) merged
      = annals_note_set_merge (request->base != NULL ? request->base->set : empty, request->ours,
                               theirs != NULL ? theirs->set : empty);
  AnnalsNoteTarget target = { request->timeline_id, request->file_name };
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_known;

  /* A file that has gone took the other tools' annotations with it; we have them still. */
  if (theirs == NULL)
    for (guint i = 0; i < request->ours->foreign->len; i++)
      g_ptr_array_add (merged->foreign, g_strdup (request->ours->foreign->pdata[i]));
  is_known = theirs != NULL ? annals_note_set_equal (merged, theirs->set) : annals_note_set_is_empty (merged);
  if (is_known)
    {
      result->file = theirs != NULL ? annals_notebook_file_ref (theirs) : NULL;
      return TRUE;
    }
  bytes = annals_notebook_file_write (theirs != NULL ? theirs : request->base, merged, &target, request->label);
  /* Read back before it is written: what could not be read again must not replace what can. */
  result->file = annals_notebook_file_new (bytes, error);
  result->is_written = result->file != NULL && write_file (result->path, bytes, error);
  return result->is_written;
}

gboolean
annals_save_run (const AnnalsSaveRequest *request, AnnalsSaveResult *result, GError **error)
{
  g_autofree char *path = annals_save_resolve (request->path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock_path = sibling (path, ".lock");
  g_autoptr (AnnalsNotebookFile) theirs = NULL;
  gboolean is_saved = FALSE;
  int fd;

  if (request->makes_folder && g_mkdir_with_parents (folder, 0700) != 0)
    return set_file_error (error, folder, errno);
  fd = lock (lock_path);
  if (fd >= 0)
    remove_leftovers (path);
  theirs = read_file (path, result);
  if (result->path == NULL)
    g_propagate_error (error, g_steal_pointer (&result->read_error));
  else
    is_saved = merge_and_write (request, theirs, result, error);
  unlock (fd, lock_path);
  if (!is_saved)
    annals_save_result_clear (result);
  return is_saved;
}
