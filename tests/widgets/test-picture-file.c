/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures beside a timeline's file: only there, only files, only within limits. */
#include "widgets/picture-file.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "heed-modes.h"

static void
test_resolve (void)
{
  static const struct
  {
    const char *url, *path; /* NULL: it lies elsewhere */
  } rows[] = {
    { "a.png", "/home/me/lines/a.png" },
    { "pictures/a%20b.png", "/home/me/lines/pictures/a b.png" },
    { "./x/../a.png", "/home/me/lines/a.png" },
    { "file:///home/me/lines/a.png", "/home/me/lines/a.png" },
    { "file:///home/me/lines/../a.png", NULL },
    { "../a.png", NULL },
    { "x/../../a.png", NULL },
    { "%2e%2e/a.png", NULL },
    { "/etc/passwd", NULL },
    { "file:///etc/passwd", NULL },
    { "file://host/home/me/lines/a.png", NULL },
    { "/home/me/lines-of-others/a.png", NULL },
    { "https://example.org/a.png", NULL },
    { "data:image/png;base64,AAAA", NULL },
    { "a%00.png", NULL },
    { ".", NULL },
    { "", NULL },
  };
  g_autoptr (GFile) timeline = g_file_new_for_path ("/home/me/lines/t.json");
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://host/t.json");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GFile) file = annals_picture_file_resolve (timeline, rows[i].url);

      g_test_message ("%s", rows[i].url);
      g_assert_cmpstr (file != NULL ? g_file_peek_path (file) : NULL, ==, rows[i].path);
    }
  g_assert_null (annals_picture_file_resolve (remote, "a.png"));
  g_assert_null (annals_picture_file_resolve (NULL, "a.png"));
}

static char *root;

static char *
get_path (const char *name)
{
  return g_build_filename (root, name, NULL);
}

static void
write_picture (const char *name, int width, int height)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *path = get_path (name);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (picture, 0x336699ff);
  gdk_pixbuf_save (picture, path, "png", &error, NULL);
  g_assert_no_error (error);
}

static void
write_bytes (const char *name, const char *bytes, gssize length)
{
  g_autofree char *path = get_path (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

static GdkPixbuf *
read_picture (const char *name, GError **error)
{
  g_autofree char *path = get_path (name);
  g_autofree char *folder_path = get_path ("inside");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (folder_path);

  return annals_picture_file_read (file, folder, 100, 50, NULL, error);
}

/* A PNG that says it is that large and ends there, or where its points begin: then its size is taken note of. */
static void
write_head (const char *name, guint32 width, guint32 height, gboolean begins)
{
  guint8 head[41] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  guint32 crc = 0xFFFFFFFF;

  for (guint i = 0; i < 4; i++)
    {
      head[16 + i] = width >> (24 - 8 * i);
      head[20 + i] = height >> (24 - 8 * i);
    }
  head[24] = 8;
  head[25] = 2;
  for (guint i = 12; i < 29; i++)
    {
      crc ^= head[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
    }
  crc = ~crc;
  for (guint i = 0; i < 4; i++)
    head[29 + i] = crc >> (24 - 8 * i);
  head[36] = 1;
  memcpy (head + 37, "IDAT", 4);
  write_bytes (name, (const char *) head, begins ? sizeof head : 33);
}

static void
test_read (void)
{
  static const struct
  {
    const char *name;
    int width, height;  /* 0: it is not shown */
    const char *reason; /* why not; NULL: it is shown */
  } rows[] = {
    { "inside/small.png", 40, 20, NULL },
    { "inside/wide.png", 100, 10, NULL },
    { "inside/tall.png", 10, 50, NULL },
    { "inside/link-within.png", 40, 20, NULL },
    { "outside.png", 0, 0, "It leads out of the timeline’s folder." },
    { "inside/link-out.png", 0, 0, "It leads out of the timeline’s folder." },
    { "inside/link-away/outside.png", 0, 0, "It leads out of the timeline’s folder." },
    { "inside/fifo.png", 0, 0, "This is a pipe, a device or a socket; Annals reads regular files." },
    { "inside/folder.png", 0, 0, "This is a folder, not a file." },
    { "inside/missing.png", 0, 0, "There is no such file." },
    { "inside/secret.png", 0, 0, "You may not read this file." },
    { "inside/empty.png", 0, 0, "It is no PNG, JPEG, GIF or WebP picture." },
    { "inside/text.png", 0, 0, "It is no PNG, JPEG, GIF or WebP picture." },
    { "inside/old.ppm", 0, 0, "It is no PNG, JPEG, GIF or WebP picture." },
    { "inside/huge.png", 0, 0, "It is too large." },
    { "inside/cut.png", 0, 0, "It is damaged." },
    { "inside/heavy.png", 0, 0, "It is too large." },
  };
  g_autofree char *link_within = get_path ("inside/link-within.png");
  g_autofree char *link_out = get_path ("inside/link-out.png");
  g_autofree char *link_away = get_path ("inside/link-away");
  g_autofree char *fifo = get_path ("inside/fifo.png");
  g_autofree char *heavy = get_path ("inside/heavy.png");
  g_autofree char *secret = get_path ("inside/secret.png");
  g_autofree char *folder = get_path ("inside/folder.png");

  write_picture ("inside/small.png", 40, 20);
  write_picture ("inside/wide.png", 400, 40);
  write_picture ("inside/tall.png", 40, 200);
  write_picture ("outside.png", 40, 20);
  g_assert_cmpint (symlink ("small.png", link_within), ==, 0);
  g_assert_cmpint (symlink ("../outside.png", link_out), ==, 0);
  g_assert_cmpint (symlink ("..", link_away), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  write_bytes ("inside/empty.png", "", 0);
  write_bytes ("inside/text.png", "<svg xmlns='http://www.w3.org/2000/svg'/>", -1);
  write_bytes ("inside/old.ppm", "P3 1 1 255 1 2 3\n", -1);
  write_head ("inside/huge.png", 65000, 65000, TRUE);
  write_head ("inside/cut.png", 40, 20, FALSE);
  write_picture ("inside/heavy.png", 40, 20);
  g_assert_cmpint (truncate (heavy, ANNALS_PICTURE_MAX_BYTES + 1), ==, 0);

  write_picture ("inside/secret.png", 40, 20);
  g_assert_cmpint (g_chmod (secret, 0), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  heed_modes ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkPixbuf) picture = read_picture (rows[i].name, &error);

      g_test_message ("%s", rows[i].name);
      g_assert_true ((picture == NULL) == (error != NULL));
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, rows[i].reason);
      g_assert_cmpint (picture != NULL ? gdk_pixbuf_get_width (picture) : 0, ==, rows[i].width);
      g_assert_cmpint (picture != NULL ? gdk_pixbuf_get_height (picture) : 0, ==, rows[i].height);
    }
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *inside = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  root = g_dir_make_tmp ("annals-pictures-XXXXXX", NULL);
  g_assert_nonnull (root);
  inside = get_path ("inside");
  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  g_test_add_func ("/picture-file/resolve", test_resolve);
  g_test_add_func ("/picture-file/read", test_read);
  status = g_test_run ();
  file = g_file_new_for_path (root);
  remove_tree (file);
  g_free (root);
  return status;
}
