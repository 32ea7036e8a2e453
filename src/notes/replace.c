/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a new file in the place of the one that was read, and of no other.
 *
 * rename() replaces whatever is there by then. Between the last look and it others may write; and two
 * programs that wait for one disk are woken together, so that the moment is hit more often than its
 * length says. Where the file system can exchange two names, or rename to a name that is free, that is
 * how it is done: what was displaced is then in our hands and can be looked at. */
#define _GNU_SOURCE
#include "notes/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "formats/file-error.h"

AnnalsFileIdentity
annals_file_identify (const char *path)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return (AnnalsFileIdentity){ 0 };
  return (AnnalsFileIdentity){ TRUE, status.st_dev, status.st_ino, status.st_size, status.st_mtim };
}

gboolean
annals_file_is_same (const AnnalsFileIdentity *a, const AnnalsFileIdentity *b)
{
  return a->is_there == b->is_there && a->device == b->device && a->inode == b->inode && a->size == b->size
         && a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec;
}

gboolean
annals_file_exchange (const char *one, const char *other)
{
#ifdef RENAME_EXCHANGE
  return renameat2 (AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
#else
  return FALSE;
#endif
}

/* Renames to a name that must be free. errno is EEXIST where it is not, EINVAL where that cannot be
 * asked for. */
static gboolean
rename_to_free (const char *new_path, const char *path)
{
#ifdef RENAME_NOREPLACE
  return renameat2 (AT_FDCWD, new_path, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
#else
  errno = EINVAL;
  return FALSE;
#endif
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

static AnnalsReplaceOutcome
rename_over (const char *new_path, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_rename (new_path, path) == 0)
    return ANNALS_REPLACE_DONE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  file = g_file_new_for_path (path);
  annals_file_error_explain (error, file, ANNALS_FILE_WRITTEN);
  return ANNALS_REPLACE_FAILED;
}

AnnalsReplaceOutcome
annals_file_replace (const char *new_path, const char *path, const AnnalsFileIdentity *old, GError **error)
{
  AnnalsFileIdentity now = annals_file_identify (path), displaced;
  AnnalsReplaceOutcome outcome = ANNALS_REPLACE_DONE;

  if (!annals_file_is_same (&now, old))
    return ANNALS_REPLACE_REFUSED;
  if (old->is_there && annals_file_exchange (new_path, path))
    {
      displaced = annals_file_identify (new_path);
      if (annals_file_is_same (&displaced, old))
        g_unlink (new_path);
      else
        outcome = ANNALS_REPLACE_DISPLACED;
    }
  else if (old->is_there || !rename_to_free (new_path, path))
    {
      if (!old->is_there && errno == EEXIST)
        return ANNALS_REPLACE_REFUSED;
      outcome = rename_over (new_path, path, error);
    }
  if (outcome != ANNALS_REPLACE_FAILED)
    sync_folder (path);
  return outcome;
}
