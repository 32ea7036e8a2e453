/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file's bytes in one buffer, read a piece at a time. */
#include "formats/file-buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/file-error.h"

/* The bytes themselves, shared with those who were given them. */
typedef struct
{
  gatomicrefcount ref_count;
  char *data;
} Block;

struct _AnnalsFileBuffer
{
  GFile *file;          /* NULL: bytes */
  int fd;               /* of a local file; else -1 */
  GInputStream *stream; /* of another */
  GBytes *bytes;        /* given whole */
  Block *block;
  gsize capacity, length, total;
};

static void
block_unref (gpointer data)
{
  Block *block = data;

  if (!g_atomic_ref_count_dec (&block->ref_count))
    return;
  g_free (block->data);
  g_free (block);
}

/* Moves what is there to a block of that many bytes. */
static gboolean
set_capacity (AnnalsFileBuffer *buffer, gsize capacity, GError **error)
{
  char *data = capacity < G_MAXSSIZE ? g_try_malloc (capacity) : NULL;
  Block *block;

  if (data == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                           _ ("The file is larger than this computer's memory."));
      return FALSE;
    }
  block = g_new0 (Block, 1);
  g_atomic_ref_count_init (&block->ref_count);
  block->data = data;
  if (buffer->length > 0)
    memcpy (data, buffer->block->data, buffer->length);
  g_clear_pointer (&buffer->block, block_unref);
  buffer->block = block;
  buffer->capacity = capacity;
  return TRUE;
}

static gboolean
fail (int code, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
refuse_irregular (gboolean is_directory, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR,
                       is_directory ? G_IO_ERROR_IS_DIRECTORY : G_IO_ERROR_NOT_REGULAR_FILE,
                       "not a regular file");
  return FALSE;
}

/* Not to block, so that a pipe without a writer is opened at once and then refused. */
static gboolean
open_local (AnnalsFileBuffer *buffer, const char *path, GError **error)
{
  struct stat status;

  buffer->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (buffer->fd < 0 || fstat (buffer->fd, &status) != 0)
    return errno == ENXIO || errno == ENODEV ? refuse_irregular (FALSE, error)
                                             : fail (errno, error);
  if (!S_ISREG (status.st_mode))
    return refuse_irregular (S_ISDIR (status.st_mode), error);
  buffer->total = status.st_size;
  return TRUE;
}

static gboolean
open_stream (AnnalsFileBuffer *buffer, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
      || g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    return refuse_irregular (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY, error);
  if (g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE))
    buffer->total = MAX (g_file_info_get_size (info), 0);
  buffer->stream = G_INPUT_STREAM (g_file_read (file, cancellable, error));
  return buffer->stream != NULL;
}

AnnalsFileBuffer *
annals_file_buffer_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsFileBuffer) buffer = g_new0 (AnnalsFileBuffer, 1);
  g_autofree char *path = g_file_get_path (file);
  gboolean is_open;

  buffer->fd = -1;
  buffer->file = g_object_ref (file);
  is_open = path != NULL ? open_local (buffer, path, error)
                         : open_stream (buffer, file, cancellable, error);
  annals_file_error_explain (error, file, ANNALS_FILE_READ);
  /* One byte more, so that the end is seen without growing. */
  if (!is_open || !set_capacity (buffer, buffer->total + 1, error))
    return NULL;
  return g_steal_pointer (&buffer);
}

AnnalsFileBuffer *
annals_file_buffer_new_for_bytes (GBytes *bytes)
{
  AnnalsFileBuffer *buffer = g_new0 (AnnalsFileBuffer, 1);

  buffer->fd = -1;
  buffer->bytes = g_bytes_ref (bytes);
  buffer->total = g_bytes_get_size (bytes);
  return buffer;
}

void
annals_file_buffer_free (AnnalsFileBuffer *buffer)
{
  if (buffer == NULL)
    return;
  if (buffer->fd >= 0)
    close (buffer->fd);
  g_clear_object (&buffer->file);
  g_clear_object (&buffer->stream);
  g_clear_pointer (&buffer->bytes, g_bytes_unref);
  g_clear_pointer (&buffer->block, block_unref);
  g_free (buffer);
}

gssize
annals_file_buffer_read (AnnalsFileBuffer *buffer, GCancellable *cancellable, GError **error)
{
  gssize n;
  gsize wanted;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (buffer->bytes != NULL)
    {
      n = MIN (buffer->total - buffer->length, ANNALS_READ_BYTES);
      buffer->length += n;
      return n;
    }

  if (buffer->length == buffer->capacity
      && !set_capacity (buffer, buffer->capacity + MAX (buffer->capacity / 2, ANNALS_READ_BYTES),
                        error))
    return -1;
  wanted = MIN (buffer->capacity - buffer->length, ANNALS_READ_BYTES);
  if (buffer->stream != NULL)
    n = g_input_stream_read (buffer->stream, buffer->block->data + buffer->length, wanted,
                             cancellable, error);
  else
    {
      do
        n = read (buffer->fd, buffer->block->data + buffer->length, wanted);
      while (n < 0 && errno == EINTR);
      if (n < 0)
        fail (errno, error);
    }
  if (n > 0)
    buffer->length += n;
  else if (n < 0)
    annals_file_error_explain (error, buffer->file, ANNALS_FILE_READ);
  return n;
}

gboolean
annals_file_buffer_is_full (AnnalsFileBuffer *buffer)
{
  return buffer->bytes == NULL && buffer->length == buffer->capacity;
}

const char *
annals_file_buffer_get_data (AnnalsFileBuffer *buffer)
{
  return buffer->bytes != NULL ? g_bytes_get_data (buffer->bytes, NULL) : buffer->block->data;
}

guint64
annals_file_buffer_get_length (AnnalsFileBuffer *buffer)
{
  return buffer->length;
}

guint64
annals_file_buffer_get_total (AnnalsFileBuffer *buffer)
{
  return buffer->total;
}

GBytes *
annals_file_buffer_get_bytes (AnnalsFileBuffer *buffer)
{
  if (buffer->bytes != NULL)
    return g_bytes_new_from_bytes (buffer->bytes, 0, buffer->length);
  g_atomic_ref_count_inc (&buffer->block->ref_count);
  return g_bytes_new_with_free_func (buffer->block->data, buffer->length, block_unref,
                                     buffer->block);
}
