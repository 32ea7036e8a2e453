/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that lie beside a timeline's file, read within limits. */
#include "widgets/picture-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "formats/file-error.h"

#define CHUNK_BYTES 65536

/* Unpacking takes up to four bytes a pixel: one at a time. */
static GMutex unpacking;

GFile *
annals_picture_file_resolve (GFile *timeline, const char *url)
{
  g_autoptr (GFile) folder = timeline != NULL ? g_file_get_parent (timeline) : NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *scheme = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  if (folder == NULL || !g_file_is_native (folder))
    return NULL;
  scheme = g_uri_parse_scheme (url);
  if (scheme != NULL)
    {
      g_autofree char *host = NULL;
      g_autofree char *path = g_filename_from_uri (url, &host, NULL);

      if (path == NULL || host != NULL)
        return NULL;
      file = g_file_new_for_path (path);
    }
  else
    {
      g_autofree char *name = g_uri_unescape_string (url, NULL);

      if (name == NULL || name[0] == '\0')
        return NULL;
      file = g_file_resolve_relative_path (folder, name);
    }
  return g_file_has_prefix (file, folder) ? g_steal_pointer (&file) : NULL;
}

/* --- Reading --- */

static int
fail (int code, GFile *file, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, code, g_strerror (errno));
  annals_file_error_explain (error, file, ANNALS_FILE_READ);
  return -1;
}

static int
fail_with_errno (GFile *file, GError **error)
{
  return fail (g_io_error_from_errno (errno), file, error);
}

static void
set_too_large (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("It is too large."));
}

/* Where links lead, the file is looked at again: it has to lie in the folder, and be a file. */
static int
open_inside (GFile *file, GFile *folder, GError **error)
{
  g_autofree char *root = realpath (g_file_peek_path (folder), NULL);
  g_autofree char *path = realpath (g_file_peek_path (file), NULL);
  g_autofree char *prefix = NULL;
  struct stat status = { 0 };
  int fd;

  if (root == NULL || path == NULL)
    return fail_with_errno (file, error);
  prefix = g_str_equal (root, "/") ? g_strdup (root) : g_strconcat (root, "/", NULL);
  if (!g_str_has_prefix (path, prefix))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           _("It leads out of the timeline’s folder."));
      return -1;
    }
  /* A FIFO would wait for its writer. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
  if (fd < 0)
    return fail_with_errno (file, error);
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size <= ANNALS_PICTURE_MAX_BYTES)
    return fd;
  close (fd);
  if (!S_ISREG (status.st_mode))
    return fail (S_ISDIR (status.st_mode) ? G_IO_ERROR_IS_DIRECTORY : G_IO_ERROR_NOT_REGULAR_FILE, file, error);
  set_too_large (error);
  return -1;
}

typedef struct
{
  int width_px, height_px;
  gboolean is_too_large;
} Room;

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Room *room = data;
  double scale;

  if ((gint64) width * height > ANNALS_PICTURE_MAX_PIXELS)
    {
      room->is_too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0); /* tells it that nothing is wanted */
      return;
    }
  scale = MIN ((double) room->width_px / width, (double) room->height_px / height);
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, lround (width * scale)), MAX (1, lround (height * scale)));
}

/* The loader for these first bytes, of the few kinds that are read. */
static GdkPixbufLoader *
create_loader (const guint8 *bytes, gsize length, GError **error)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/gif", "image/webp" };
  g_autofree char *content = g_content_type_guess (NULL, bytes, length, NULL);
  g_autofree char *type = g_content_type_get_mime_type (content);

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i]))
      return gdk_pixbuf_loader_new_with_mime_type (type, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("It is no PNG, JPEG, GIF or WebP picture."));
  return NULL;
}

static gboolean
feed (GInputStream *stream, GdkPixbufLoader **loader, Room *room, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (CHUNK_BYTES);
  gsize length, total = 0;

  do
    {
      if (!g_input_stream_read_all (stream, bytes, CHUNK_BYTES, &length, cancellable, error))
        return FALSE;
      if (*loader == NULL)
        {
          *loader = create_loader (bytes, length, error);
          if (*loader == NULL)
            return FALSE;
          g_signal_connect (*loader, "size-prepared", G_CALLBACK (size_prepared_cb), room);
        }
      total += length;
      if (total > ANNALS_PICTURE_MAX_BYTES) /* it has grown since */
        room->is_too_large = TRUE;
      if (!gdk_pixbuf_loader_write (*loader, bytes, length, room->is_too_large ? NULL : error))
        return FALSE;
    }
  while (length == CHUNK_BYTES && !room->is_too_large);
  return TRUE;
}

/* Nothing that was fed came to a picture. What the loader says of it is for those who write loaders. */
static void
word_failure (GError **error, GFile *file)
{
  annals_file_error_explain (error, file, ANNALS_FILE_READ);
  if (error == NULL || (*error != NULL && (*error)->domain != GDK_PIXBUF_ERROR))
    return;
  if (*error != NULL)
    g_debug ("A picture cannot be read: %s", (*error)->message);
  g_clear_error (error);
  g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_CORRUPT_IMAGE, _("It is damaged."));
}

GdkPixbuf *
annals_picture_file_read (GFile *file, GFile *folder, int width_px, int height_px,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GdkPixbufLoader) loader = NULL;
  Room room = { width_px, height_px, FALSE };
  gboolean is_fed, is_closed;
  int fd = open_inside (file, folder, error);

  if (fd < 0)
    return NULL;
  stream = g_unix_input_stream_new (fd, TRUE);
  locker = g_mutex_locker_new (&unpacking);
  is_fed = feed (stream, &loader, &room, cancellable, error);
  if (loader == NULL)
    return NULL;
  is_closed = gdk_pixbuf_loader_close (loader, is_fed && !room.is_too_large ? error : NULL);
  if (room.is_too_large)
    {
      g_clear_error (error);
      set_too_large (error);
      return NULL;
    }
  if (!is_fed || !is_closed || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    {
      word_failure (error, file);
      return NULL;
    }
  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}
