/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `annals --convert`: a timeline written as a native file, whole or not at all. */
#include "app/command-line.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/convert.h"
#include "formats/file-error.h"

/* Where the file is to be in the end: behind symbolic links. (transfer full) */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

/* What may not be written over. A sentence, translated; NULL when it may. */
static const char *
find_objection (const char *output, const char *input, mode_t *mode)
{
  struct stat to, from;

  *mode = 0;
  if (stat (output, &to) != 0)
    return NULL;
  if (input != NULL && stat (input, &from) == 0 && to.st_dev == from.st_dev
      && to.st_ino == from.st_ino)
    return _ ("This is the file to be converted; it is never written.");
  if (!S_ISREG (to.st_mode))
    return _ ("This is no regular file.");
  *mode = to.st_mode & 07777;
  return NULL;
}

static int
fail (const char *output, const char *temporary, int code)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autoptr (GError) error
      = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));

  annals_file_error_explain (&error, file, ANNALS_FILE_WRITTEN);
  if (temporary != NULL)
    g_unlink (temporary);
  annals_command_print_error (output, error);
  return ANNALS_EXIT_FAILED;
}

/* Beside its place first, and there only once all of it is on the disk. */
static int
write_to (AnnalsTimeline *timeline, const char *name, const char *path, mode_t mode)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  FILE *file;
  gboolean is_written;

  if (fd < 0)
    return fail (name, NULL, errno);
  file = mode == 0 || fchmod (fd, mode) == 0 ? fdopen (fd, "w") : NULL;
  if (file == NULL)
    {
      int code = errno;

      close (fd);
      return fail (name, temporary, code);
    }
  errno = 0;
  annals_convert (timeline, file);
  is_written = !ferror (file) && fflush (file) == 0 && fsync (fd) == 0;
  if (!is_written)
    {
      int code = errno != 0 ? errno : EIO;

      fclose (file);
      return fail (name, temporary, code);
    }
  if (fclose (file) != 0 || g_rename (temporary, path) != 0)
    return fail (name, temporary, errno);
  return ANNALS_EXIT_DONE;
}

int
annals_command_convert (const char *output, const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autofree char *path = resolve (output);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  mode_t mode;
  const char *objection = find_objection (path, g_file_peek_path (file), &mode);

  if (objection != NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS, objection);

      annals_command_print_error (output, error);
      return ANNALS_EXIT_FAILED;
    }
  timeline = annals_command_load (name);
  if (timeline == NULL)
    return ANNALS_EXIT_FAILED;
  return write_to (timeline, output, path, mode);
}
