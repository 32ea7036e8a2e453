/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that change on disk in every way that programs change them: read again, whole, and told of.
 */
#include "formats/reloader.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "formats/loader.h"

#define FIRST                                                                                      \
  "{\"format\":\"annals-1\",\"events\":[{\"id\":\"a\",\"title\":\"A\",\"date\":\"2018\"}]}"
#define SECOND                                                                                     \
  "{\"format\":\"annals-1\",\"events\":[{\"id\":\"a\",\"title\":\"A\",\"date\":\"2018\"},\n"       \
  "{\"id\":\"b\",\"title\":\"B\",\"date\":\"2019\"}]}"

static char *folder;

typedef struct
{
  AnnalsReloader *reloader;
  guint n_reloads, n_unchanged, n_troubles;
  guint n_added, n_since_added; /* in the last reload */
} Told;

static void
reloaded_cb (Told *told, AnnalsDifference *step, AnnalsDifference *since)
{
  told->n_reloads++;
  annals_difference_get_added (step, &told->n_added);
  annals_difference_get_added (since, &told->n_since_added);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop for that long. */
static void
run_for (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, wake_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (guint n_waits = 0; !(condition); n_waits++)                                               \
      {                                                                                            \
        g_assert_cmpuint (n_waits, <, 3000);                                                       \
        run_for (10);                                                                              \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_in_place (const char *name, const char *text)
{
  g_autofree char *path = path_of (name);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
  close (fd);
}

static void
replace (const char *name, const char *text)
{
  g_autofree char *path = path_of (name);
  g_autofree char *other = g_strconcat (path, "~", NULL);
  g_autofree char *other_name = g_strconcat (name, "~", NULL);

  write_in_place (other_name, text);
  g_assert_cmpint (g_rename (other, path), ==, 0);
}

static void
delete_and_write (const char *name, const char *text)
{
  g_autofree char *path = path_of (name);

  g_assert_cmpint (g_unlink (path), ==, 0);
  write_in_place (name, text);
}

static void
link_to (const char *target, const char *name)
{
  g_autofree char *path = path_of (name);

  g_unlink (path);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
begin (Told *told, const char *name)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;

  told->reloader = annals_reloader_new (file);
  g_signal_connect_swapped (told->reloader, "reloaded", G_CALLBACK (reloaded_cb), told);
  g_signal_connect_swapped (told->reloader, "unchanged", G_CALLBACK (count_cb), &told->n_unchanged);
  g_signal_connect_swapped (told->reloader, "trouble-changed", G_CALLBACK (count_cb),
                            &told->n_troubles);
  timeline = annals_load_file (file, NULL, &error);
  g_assert_no_error (error);
  annals_reloader_set_timeline (told->reloader, timeline);
}

/* Programs write files in these ways. */
static void
test_ways (void)
{
  static void (*const ways[]) (const char *, const char *)
      = { write_in_place, replace, delete_and_write };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Told told = { 0 };

      write_in_place ("ways.json", FIRST);
      begin (&told, "ways.json");
      for (guint time = 1; time <= 4; time++)
        {
          ways[i]("ways.json", time % 2 == 1 ? SECOND : FIRST);
          WAIT_FOR (told.n_reloads == time);
          g_assert_cmpuint (told.n_added, ==, time % 2);
          g_assert_cmpuint (told.n_since_added, ==, time % 2);
        }
      g_assert_cmpuint (told.n_troubles, ==, 0);
      g_assert_finalize_object (told.reloader);
    }
}

/* The file's folder is a link to a folder where the file is a link: each of the three may change.
 */
static void
test_links (void)
{
  Told told = { 0 };
  g_autofree char *one = path_of ("one"), *two = path_of ("two");

  g_assert_cmpint (g_mkdir (one, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (two, 0700), ==, 0);
  write_in_place ("target.json", FIRST);
  link_to ("../target.json", "one/link.json");
  write_in_place ("two/link.json", FIRST);
  link_to ("one", "current");
  begin (&told, "current/link.json");

  replace ("target.json", SECOND);
  WAIT_FOR (told.n_reloads == 1);
  write_in_place ("other.json", FIRST);
  link_to ("../other.json", "one/link.json");
  WAIT_FOR (told.n_reloads == 2);
  write_in_place ("two/link.json", SECOND);
  link_to ("two", "current");
  WAIT_FOR (told.n_reloads == 3);
  /* And the new way is watched. */
  write_in_place ("two/link.json", FIRST);
  WAIT_FOR (told.n_reloads == 4);
  g_assert_finalize_object (told.reloader);
}

/* Written in two goes with a long breath between: nothing is shown or said until it is whole; a
 * breath that is too long is told of, and so is its end. */
static void
test_halves (void)
{
  Told told = { 0 };
  g_autofree char *path = path_of ("halves.json");
  int fd;

  write_in_place ("halves.json", FIRST);
  begin (&told, "halves.json");
  fd = g_open (path, O_WRONLY | O_TRUNC, 0);
  g_assert_cmpint (write (fd, SECOND, 60), ==, 60);
  run_for (1600);
  g_assert_cmpint (write (fd, &SECOND[60], strlen (SECOND) - 60), ==, strlen (SECOND) - 60);
  close (fd);
  WAIT_FOR (told.n_reloads == 1);
  g_assert_cmpuint (told.n_troubles, ==, 0);
  g_assert_null (annals_reloader_get_trouble (told.reloader));

  fd = g_open (path, O_WRONLY | O_TRUNC, 0);
  g_assert_cmpint (write (fd, SECOND, 60), ==, 60);
  WAIT_FOR (told.n_troubles == 1);
  g_assert_true (g_error_matches (annals_reloader_get_trouble (told.reloader), ANNALS_FORMAT_ERROR,
                                  ANNALS_FORMAT_ERROR_SYNTAX));
  g_assert_cmpuint (told.n_reloads, ==, 1);
  g_assert_cmpint (write (fd, &SECOND[60], strlen (SECOND) - 60), ==, strlen (SECOND) - 60);
  close (fd);
  WAIT_FOR (told.n_troubles == 2);
  g_assert_null (annals_reloader_get_trouble (told.reloader));
  /* It is again what it was. */
  g_assert_cmpuint (told.n_reloads, ==, 1);
  g_assert_finalize_object (told.reloader);
}

static void
test_gone (void)
{
  Told told = { 0 };
  g_autofree char *path = path_of ("gone.json");

  write_in_place ("gone.json", FIRST);
  begin (&told, "gone.json");
  g_unlink (path);
  WAIT_FOR (told.n_troubles == 1);
  g_assert_true (g_error_matches (annals_reloader_get_trouble (told.reloader), G_IO_ERROR,
                                  G_IO_ERROR_NOT_FOUND));
  replace ("gone.json", SECOND);
  WAIT_FOR (told.n_reloads == 1);
  g_assert_null (annals_reloader_get_trouble (told.reloader));
  g_assert_finalize_object (told.reloader);
}

/* What was not accepted adds up, and what is taken back is gone. */
static void
test_since (void)
{
  Told told = { 0 };

  write_in_place ("since.json", FIRST);
  begin (&told, "since.json");
  replace ("since.json", SECOND);
  WAIT_FOR (told.n_reloads == 1);
  replace ("since.json", SECOND "\n");
  WAIT_FOR (told.n_reloads == 2);
  g_assert_cmpuint (told.n_added, ==, 0);
  g_assert_cmpuint (told.n_since_added, ==, 1);
  annals_reloader_accept (told.reloader);
  replace ("since.json", SECOND "\n\n");
  WAIT_FOR (told.n_reloads == 3);
  g_assert_cmpuint (told.n_since_added, ==, 0);
  g_assert_finalize_object (told.reloader);
}

/* Asked for: an answer at once, whatever it is. A touched file says nothing new. */
static void
test_asked (void)
{
  Told told = { 0 };
  g_autofree char *path = path_of ("asked.json");
  gint64 begun_us;

  write_in_place ("asked.json", FIRST);
  begin (&told, "asked.json");
  replace ("asked.json", FIRST);
  run_for (700);
  g_assert_cmpuint (told.n_reloads + told.n_unchanged, ==, 0);
  annals_reloader_reload (told.reloader);
  WAIT_FOR (told.n_unchanged == 1);
  g_unlink (path);
  begun_us = g_get_monotonic_time ();
  annals_reloader_reload (told.reloader);
  WAIT_FOR (told.n_troubles == 1);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 2500 * 1000);
  g_assert_cmpuint (told.n_reloads, ==, 0);
  g_assert_finalize_object (told.reloader);
}

/* A change that comes while the file is read the first time is not missed; and one that is let go
 * while it reads tells nothing more. */
static void
test_early_and_late (void)
{
  Told told = { 0 };
  g_autofree char *path = path_of ("early.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsTimeline) timeline = NULL;

  write_in_place ("early.json", FIRST);
  timeline = annals_load_file (file, NULL, NULL);
  told.reloader = annals_reloader_new (file);
  g_signal_connect_swapped (told.reloader, "reloaded", G_CALLBACK (reloaded_cb), &told);
  replace ("early.json", SECOND);
  run_for (700);
  annals_reloader_reload (told.reloader);
  g_assert_cmpuint (told.n_reloads, ==, 0);
  annals_reloader_set_timeline (told.reloader, timeline);
  WAIT_FOR (told.n_reloads == 1);

  annals_reloader_reload (told.reloader);
  g_assert_finalize_object (told.reloader);
  run_for (300);
  g_assert_cmpuint (told.n_reloads, ==, 1);
}

static void
remove_tree (const char *path)
{
  GDir *names = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_dir_close (names);
  g_rmdir (path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("annals-reloader-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/reloader/ways", test_ways);
  g_test_add_func ("/reloader/links", test_links);
  g_test_add_func ("/reloader/halves", test_halves);
  g_test_add_func ("/reloader/gone", test_gone);
  g_test_add_func ("/reloader/since", test_since);
  g_test_add_func ("/reloader/asked", test_asked);
  g_test_add_func ("/reloader/early-and-late", test_early_and_late);
  status = g_test_run ();
  remove_tree (folder);
  g_free (folder);
  return status;
}
