/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a file cannot be read or written, in a person's words instead of the system's. */
#include "formats/file-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The first place on the way to the file that is there and is no folder, as a person writes it; the
 * file itself where there is none. (transfer full) */
static char *
name_what_is_no_folder (GFile *file)
{
  for (g_autoptr (GFile) at = g_file_get_parent (file); at != NULL;)
    {
      GFileType type = g_file_query_file_type (at, G_FILE_QUERY_INFO_NONE, NULL);
      GFile *parent;

      if (type != G_FILE_TYPE_UNKNOWN && type != G_FILE_TYPE_DIRECTORY)
        return g_file_get_parse_name (at);
      parent = g_file_get_parent (at);
      g_object_unref (at);
      at = parent;
    }
  return g_file_get_parse_name (file);
}

/* (transfer full) */
static char *
name_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  return g_file_get_parse_name (folder != NULL ? folder : file);
}

/* Is it the folder that takes no new file? (transfer full): who says so; NULL: it is not. */
static char *
forbid_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  g_autofree char *name = NULL;

  if (path == NULL || g_access (path, W_OK | X_OK) == 0)
    return NULL;
  name = name_folder (file);
  /* TRANSLATORS: %s is a folder's path */
  return g_strdup_printf (_ ("You may not write in the folder “%s”."), name);
}

/* What the system says, as a sentence of its own. */
static char *
quote_system (const char *message)
{
  gsize length = strlen (message);

  length -= length > 0 && message[length - 1] == '.';
  /* TRANSLATORS: %.*s is what the operating system says of a file, in its own words */
  return g_strdup_printf (_ ("The system says: %.*s."), (int)length, message);
}

/* (transfer full) */
static char *
describe (const GError *error, GFile *file, AnnalsFileUse use)
{
  g_autofree char *name = NULL;

  switch (error->code)
    {
    case G_IO_ERROR_NOT_FOUND:
      if (use == ANNALS_FILE_READ)
        return g_strdup (_ ("There is no such file."));
      name = name_folder (file);
      /* TRANSLATORS: %s is a folder's path */
      return g_strdup_printf (_ ("There is no folder “%s”."), name);
    case G_IO_ERROR_NOT_DIRECTORY:
      name = name_what_is_no_folder (file);
      /* TRANSLATORS: %s is a path that leads through a file as if it were a folder */
      return g_strdup_printf (_ ("“%s” is a file, not a folder."), name);
    case G_IO_ERROR_IS_DIRECTORY:
      return g_strdup (_ ("This is a folder, not a file."));
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return g_strdup (use == ANNALS_FILE_READ
                           ? _ ("This is a pipe, a device or a socket; Annals reads regular files.")
                           : _ ("This is no regular file."));
    case G_IO_ERROR_PERMISSION_DENIED:
      if (use == ANNALS_FILE_READ)
        return g_strdup (_ ("You may not read this file."));
      name = forbid_folder (file);
      return name != NULL ? g_steal_pointer (&name) : g_strdup (_ ("You may not write this file."));
    case G_IO_ERROR_TOO_MANY_LINKS:
      return g_strdup (_ ("Its symbolic links lead in a circle."));
    case G_IO_ERROR_FILENAME_TOO_LONG:
      return g_strdup (_ ("Its name is longer than this system allows."));
    case G_IO_ERROR_READ_ONLY:
      name = name_folder (file);
      /* TRANSLATORS: %s is a folder's path */
      return g_strdup_printf (_ ("Nothing can be written in the folder “%s”."), name);
    case G_IO_ERROR_NO_SPACE:
      return g_strdup (_ ("The disk is full."));
    case G_IO_ERROR_NOT_MOUNTED:
      return g_strdup (_ ("The place where it lies is not mounted."));
    case G_IO_ERROR_NOT_SUPPORTED:
      name = g_file_get_uri_scheme (file);
      /* TRANSLATORS: %s is the beginning of an address, such as http or smb */
      return g_strdup_printf (_ ("Nothing on this computer opens addresses that begin with “%s:”."),
                              name != NULL ? name : "");
    default:
      return quote_system (error->message);
    }
}

/* GLib's own file functions have another domain, which says the same. */
static void
make_io_error (GError *error)
{
  static const struct
  {
    int file_code, io_code;
  } codes[] = {
    { G_FILE_ERROR_NOENT, G_IO_ERROR_NOT_FOUND },         { G_FILE_ERROR_NOTDIR, G_IO_ERROR_NOT_DIRECTORY },
    { G_FILE_ERROR_ISDIR, G_IO_ERROR_IS_DIRECTORY },      { G_FILE_ERROR_ACCES, G_IO_ERROR_PERMISSION_DENIED },
    { G_FILE_ERROR_PERM, G_IO_ERROR_PERMISSION_DENIED },  { G_FILE_ERROR_ROFS, G_IO_ERROR_READ_ONLY },
    { G_FILE_ERROR_NOSPC, G_IO_ERROR_NO_SPACE },          { G_FILE_ERROR_LOOP, G_IO_ERROR_TOO_MANY_LINKS },
    { G_FILE_ERROR_NAMETOOLONG, G_IO_ERROR_FILENAME_TOO_LONG },
  };
  int code = G_IO_ERROR_FAILED;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].file_code == error->code)
      code = codes[i].io_code;
  error->domain = G_IO_ERROR;
  error->code = code;
}

void
annals_file_error_explain (GError **error, GFile *file, AnnalsFileUse use)
{
  char *sentence;

  g_return_if_fail (G_IS_FILE (file));

  if (error == NULL || *error == NULL)
    return;
  if ((*error)->domain == G_FILE_ERROR)
    make_io_error (*error);
  if ((*error)->domain != G_IO_ERROR || (*error)->code == G_IO_ERROR_CANCELLED)
    return;
  sentence = describe (*error, file, use);
  g_free ((*error)->message);
  (*error)->message = sentence;
}
