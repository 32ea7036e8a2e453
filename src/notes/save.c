/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The save protocol.
 *
 *   resolve symlinks → lock → read what is there → merge → write → unlock
 *
 * The lock (flock on .NAME.notes.lock) keeps two of us apart; where there is none to be had within
 * 0.3 s the save goes on without, since a note on disk is worth more than an orderly queue: the
 * merge at the next save then finds what was overwritten still in the other's memory.
 *
 * Others know no lock, or went on without: so the new file takes the place of the one that was read and of
 * no other (replace.c); where that was another by then, it is merged too.
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

#include "formats/file-error.h"
#include "notes/replace.h"

#define LINKS_MAX 40
#define LEFTOVER_AGE_S 10
#define REREAD_WAIT_MS 50
#define TRIES_MAX 8

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

/* Why nothing can be written at `path`, in our words. */
static void
explain (GError **error, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  annals_file_error_explain (error, file, ANNALS_FILE_WRITTEN);
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

/* Writes and syncs the bytes under a name of our own beside `path`. NULL on failure. */
static char *
write_new (const char *path, GBytes *bytes, GError **error)
{
  static int counter = 0;
  g_autofree char *suffix = g_strdup_printf (".%d-%d.new", (int) getpid (), g_atomic_int_add (&counter, 1));
  g_autofree char *new_path = sibling (path, suffix);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  struct stat status;
  int mode = stat (path, &status) == 0 ? (int) (status.st_mode & 0777) : 0666;

  if (g_file_set_contents_full (new_path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode, error))
    return g_steal_pointer (&new_path);
  explain (error, path);
  return NULL;
}

/* What is at `path`; where that cannot be read, what is at the first other name that can. A file may
 * be seen half written by a program that writes in place, so it is looked at twice. */
static AnnalsNotebookFile *
read_file (const char *path, AnnalsSaveResult *result, AnnalsFileIdentity *identity)
{
  AnnalsNotebookFile *file;
  gboolean is_missing;

  result->path = g_strdup (path);
  *identity = annals_file_identify (path);
  file = annals_notebook_file_load (path, &is_missing, &result->read_error);
  if (file != NULL || is_missing)
    return file;
  g_usleep (REREAD_WAIT_MS * 1000);
  g_clear_error (&result->read_error);
  *identity = annals_file_identify (path);
  file = annals_notebook_file_load (path, &is_missing, &result->read_error);
  for (guint n = 2; file == NULL && !is_missing && n <= ANNALS_SAVE_ALTERNATIVES; n++)
    {
      g_free (result->path);
      result->path = annals_save_get_alternative (path, n);
      *identity = annals_file_identify (result->path);
      file = annals_notebook_file_load (result->path, &is_missing, NULL);
    }
  if (file == NULL && !is_missing)
    g_clear_pointer (&result->path, g_free);
  return file;
}

/* One run: three sets that come closer to what the file will be with each try. */
typedef struct
{
  const AnnalsSaveRequest *request;
  AnnalsNoteSet *base, *ours;
  AnnalsNotebookFile *theirs;  /* NULL: there is no file */
  AnnalsFileIdentity identity; /* of the file that has to be at the path for it to be replaced */
  gboolean is_over;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->base, annals_note_set_free);
  g_clear_pointer (&run->ours, annals_note_set_free);
  g_clear_pointer (&run->theirs, annals_notebook_file_unref);
}

static AnnalsNoteSet *
merge (Run *run)
{
  g_autoptr (AnnalsNoteSet) empty = annals_note_set_new ();
  AnnalsNoteSet *merged
      = annals_note_set_merge (run->base, run->ours, run->theirs != NULL ? run->theirs->set : empty);

  /* A file that has gone took the other tools' annotations with it; we have them still. */
  if (run->theirs == NULL)
    annals_note_set_set_foreign (merged, run->ours->foreign);
  return merged;
}

/* Our file is in place, and at new_path is one that another program had put there since we read. Both
 * come from what was read; what they come to together is ours from here on, on top of what we wrote. */
static void
take_displaced (Run *run, const char *new_path, const char *path, AnnalsNoteSet *written)
{
  g_autoptr (AnnalsNoteSet) empty = annals_note_set_new ();
  const AnnalsNoteSet *read = run->theirs != NULL ? run->theirs->set : empty;
  gboolean is_missing;
  g_autoptr (AnnalsNotebookFile) displaced = annals_notebook_file_load (new_path, &is_missing, NULL);

  if (displaced != NULL)
    {
      g_autoptr (AnnalsNoteSet) both = annals_note_set_merge (read, written, displaced->set);

      annals_note_set_free (run->base);
      annals_note_set_free (run->ours);
      run->base = annals_note_set_copy (written);
      run->ours = g_steal_pointer (&both);
    }
  else if (!is_missing)
    /* What cannot be read is not to be lost: it goes back, and is met there as such. */
    annals_file_exchange (new_path, path);
  g_unlink (new_path);
}

/* Merges and writes. Unless the run is over, another file was met than the one that was read. */
static void
try_once (Run *run, AnnalsSaveResult *result, GError **error)
{
  g_autoptr (AnnalsNoteSet) merged = merge (run);
  AnnalsNoteTarget target = { run->request->timeline_id, run->request->file_name };
  AnnalsNotebookFile *old = run->theirs != NULL ? run->theirs : run->request->base;
  AnnalsReplaceOutcome outcome;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *new_path = NULL;

  run->is_over = TRUE;
  if (run->theirs != NULL ? annals_note_set_equal (merged, run->theirs->set) : annals_note_set_is_empty (merged))
    {
      result->file = run->theirs != NULL ? annals_notebook_file_ref (run->theirs) : NULL;
      return;
    }
  bytes = annals_notebook_file_write (old, merged, &target, run->request->label);
  /* Read back before it is written: what could not be read again must not replace what can. */
  result->file = annals_notebook_file_new (bytes, error);
  new_path = result->file != NULL ? write_new (result->path, bytes, error) : NULL;
  if (new_path == NULL)
    return;
  outcome = annals_file_replace (new_path, result->path, &run->identity, error);
  result->is_written = outcome == ANNALS_REPLACE_DONE;
  run->is_over = result->is_written || outcome == ANNALS_REPLACE_FAILED;
  if (outcome == ANNALS_REPLACE_DISPLACED)
    take_displaced (run, new_path, result->path, merged);
  else if (outcome != ANNALS_REPLACE_DONE)
    g_unlink (new_path);
}

/* Reads what is at the path now. FALSE with an error where neither it nor another name will do. */
static gboolean
reread (Run *run, const char *path, AnnalsSaveResult *result, GError **error)
{
  annals_save_result_clear (result);
  g_clear_pointer (&run->theirs, annals_notebook_file_unref);
  run->theirs = read_file (path, result, &run->identity);
  if (result->path == NULL)
    g_propagate_error (error, g_steal_pointer (&result->read_error));
  return result->path != NULL;
}

static gboolean
run_locked (const AnnalsSaveRequest *request, const char *path, AnnalsSaveResult *result, GError **error)
{
  Run run = { .request = request };
  g_autoptr (GError) failure = NULL;

  run.base = request->base != NULL ? annals_note_set_copy (request->base->set) : annals_note_set_new ();
  run.ours = annals_note_set_copy (request->ours);
  for (int i = 0; i < TRIES_MAX && !run.is_over && failure == NULL; i++)
    if (reread (&run, path, result, &failure))
      try_once (&run, result, &failure);
  run_clear (&run);
  if (!run.is_over && failure == NULL)
    g_set_error_literal (&failure, G_IO_ERROR, G_IO_ERROR_BUSY, _("Another program keeps changing the file."));
  if (failure == NULL)
    return TRUE;
  annals_save_result_clear (result);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
annals_save_run (const AnnalsSaveRequest *request, AnnalsSaveResult *result, GError **error)
{
  g_autofree char *path = annals_save_resolve (request->path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock_path = sibling (path, ".lock");
  gboolean is_saved;
  int fd;

  if (request->makes_folder && g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      explain (error, path);
      return FALSE;
    }
  fd = lock (lock_path);
  if (fd >= 0)
    remove_leftovers (path);
  is_saved = run_locked (request, path, result, error);
  unlock (fd, lock_path);
  return is_saved;
}
