/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a fuzz target the files of the folders named on the command line, and each of them cut
 * short at every byte of its first kilobyte: what a test does where there is no fuzzer. */
#include "fuzz.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#define CUTS 1024

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

/* In memory of its own size, so that a read past its end is one. */
static void
hand (const char *text, gsize length)
{
  g_autofree uint8_t *copy = g_malloc (MAX (length, 1));

  memcpy (copy, text, length);
  LLVMFuzzerTestOneInput (copy, length);
}

static void
replay (gconstpointer data)
{
  const char *folder = data;
  g_autoptr (GPtrArray) paths = list_folder (folder);

  g_assert_cmpuint (paths->len, >, 0);
  for (guint p = 0; p < paths->len; p++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_test_message ("%s", (const char *)paths->pdata[p]);
      g_file_get_contents (paths->pdata[p], &text, &length, &error);
      g_assert_no_error (error);
      hand (text, length);
      for (gsize cut = 0; cut < MIN (length, CUTS); cut++)
        hand (text, cut);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *path = g_strdup_printf ("/fuzz/%s", name);

      g_test_add_data_func (path, argv[i], replay);
    }
  return g_test_run ();
}
