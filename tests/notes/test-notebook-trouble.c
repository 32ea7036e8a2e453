/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook in trouble: nothing can be written, nothing can be read, what is there is not what it was.
 *
 * What needs to be held by modes or a mount of its own runs in a child, which is this program again. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heed-modes.h"
#include "model/builder.h"
#include "with-notebook.h"

/* Why the last save failed: a sentence of our own, about that folder where one is named. */
static void
assert_reason (AnnalsNotebook *notebook, const char *format, const char *folder)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *reason = g_strjoinv (folder, parts);

  g_assert_cmpstr (annals_notebook_get_save_error (notebook), ==, reason);
}

/* The folder is a file at first: nothing can be written until it is put right. */
static void
test_failing_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *path = g_build_filename (folder, "story.notes.jsonld", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AnnalsNotebook *notebook;
  g_autofree char *id = NULL;

  g_file_set_contents (folder, "x", -1, &error);
  g_assert_no_error (error);
  notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  g_assert_null (annals_notebook_get_read_error (notebook));
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "kept"));
  wait_for_state (notebook, ANNALS_SAVE_FAILED);
  assert_reason (notebook, "“%s” is a file, not a folder.", folder);
  g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, "kept");
  annals_notebook_set_text (notebook, id, "kept too");
  g_assert_false (annals_notebook_save_now (notebook, &error));
  g_assert_nonnull (error);
  g_remove (folder);
  g_mkdir (folder, 0700);
  /* Tried again by itself. */
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  g_assert_null (annals_notebook_get_save_error (notebook));
  assert_text_on_disk (path, id, "kept too");
  close_notebook (notebook);
}

/* The folder is taken away while the notes are open. */
static void
test_missing_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *path = g_build_filename (folder, "story.notes.jsonld", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  AnnalsNotebook *notebook;
  g_autofree char *id = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "kept"));
  wait_for_state (notebook, ANNALS_SAVE_FAILED);
  assert_reason (notebook, "There is no folder “%s”.", folder);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  assert_text_on_disk (path, id, "kept");
  close_notebook (notebook);
}

/* No room: a limit on the size of files stands for a full disk, for root too. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  struct rlimit limit, none = { 0 };
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "before"));
  g_autofree char *old_text = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_file_get_contents (fixture->path, &old_text, NULL, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  none.rlim_cur = 100;
  none.rlim_max = limit.rlim_max;
  annals_notebook_set_text (notebook, id, "after");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  g_assert_false (annals_notebook_save_now (notebook, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (annals_notebook_get_save_state (notebook), ==, ANNALS_SAVE_FAILED);
  g_file_get_contents (fixture->path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, old_text);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  assert_text_on_disk (fixture->path, id, "after");
  close_notebook (notebook);
  assert_folder_holds (fixture, (const char *const[]){ "story.notes.jsonld", NULL });
}

/* What cannot be read is never overwritten; the notes go beside it, and are found there again. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  gboolean is_folder = GPOINTER_TO_INT (data);
  g_autofree char *other = g_build_filename (fixture->folder, "story.notes-2.jsonld", NULL);
  g_autofree char *text = NULL;
  AnnalsNotebook *notebook;
  g_autofree char *id = NULL;

  if (is_folder)
    g_mkdir (fixture->path, 0700);
  else
    g_file_set_contents (fixture->path, "{ \"type\": \"Annotat", -1, NULL);
  notebook = open_notebook (fixture);
  g_assert_nonnull (annals_notebook_get_read_error (notebook));
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "x"));
  close_notebook (notebook);
  assert_text_on_disk (other, id, "x");
  if (!is_folder)
    {
      g_file_get_contents (fixture->path, &text, NULL, NULL);
      g_assert_cmpstr (text, ==, "{ \"type\": \"Annotat");
    }
  notebook = open_notebook (fixture);
  g_assert_nonnull (annals_notebook_get_read_error (notebook));
  g_assert_nonnull (annals_notebook_find (notebook, id));
  close_notebook (notebook);
}

/* The file is broken by somebody while it is open. */
static void
test_broken_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "story.notes-2.jsonld", NULL);
  AnnalsNotebook *notebook = open_notebook (fixture);
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "x"));
  g_autofree char *text = NULL;

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_file_set_contents (fixture->path, "<<<<<<< HEAD", -1, NULL);
  annals_notebook_set_text (notebook, id, "y");
  close_notebook (notebook);
  g_file_get_contents (fixture->path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "<<<<<<< HEAD");
  assert_text_on_disk (other, id, "y");
}

static void
test_symlink (Fixture *fixture, gconstpointer data)
{
  g_autofree char *real_folder = g_build_filename (fixture->folder, "real", NULL);
  g_autofree char *real_path = g_build_filename (real_folder, "elsewhere.jsonld", NULL);
  AnnalsNotebook *notebook;
  g_autofree char *id = NULL;

  g_mkdir (real_folder, 0700);
  /* It leads nowhere yet: the first save makes what it leads to. */
  g_assert_cmpint (symlink ("real/elsewhere.jsonld", fixture->path), ==, 0);
  notebook = open_notebook (fixture);
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "x"));
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  annals_notebook_set_text (notebook, id, "y");
  close_notebook (notebook);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (real_path, G_FILE_TEST_IS_SYMLINK));
  assert_text_on_disk (real_path, id, "y");
}

static void
test_mode_is_kept (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  struct stat status;
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "x"));

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_chmod (fixture->path, 0600);
  annals_notebook_set_text (notebook, id, "y");
  close_notebook (notebook);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_build_filename (fixture->folder, ".story.notes.jsonld.123-0.new.A1b2C3", NULL);
  g_autofree char *young = g_build_filename (fixture->folder, ".story.notes.jsonld.124-0.new", NULL);
  g_autofree char *backup = g_build_filename (fixture->folder, "story.notes.jsonld.backup", NULL);
  AnnalsNotebook *notebook = open_notebook (fixture);
  GStatBuf status;
  struct timespec times[2] = { { 1000000, 0 }, { 1000000, 0 } };

  g_file_set_contents (old, "x", -1, NULL);
  g_file_set_contents (young, "x", -1, NULL);
  g_file_set_contents (backup, "x", -1, NULL);
  g_assert_cmpint (utimensat (AT_FDCWD, old, times, 0), ==, 0);
  g_assert_cmpint (utimensat (AT_FDCWD, backup, times, 0), ==, 0);
  annals_notebook_add (notebook, "S01", "T", "2018", "x");
  close_notebook (notebook);
  g_assert_cmpint (g_stat (old, &status), !=, 0);
  assert_folder_holds (fixture, (const char *const[]){ "story.notes.jsonld", "story.notes.jsonld.backup",
                                                       ".story.notes.jsonld.124-0.new", NULL });
}

/* A lock that somebody holds delays a save by 0.3 s, no more. */
static void
test_held_lock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock_path = g_build_filename (fixture->folder, ".story.notes.lock", NULL);
  AnnalsNotebook *notebook = open_notebook (fixture);
  int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gint64 start;

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  annals_notebook_add (notebook, "S01", "T", "2018", "x");
  start = g_get_monotonic_time ();
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, ANNALS_SAVE_LOCK_WAIT_MS * 1000);
  g_assert_true (g_file_test (lock_path, G_FILE_TEST_EXISTS));
  close (fd);
  close_notebook (notebook);
}

/* In a child: a disk of 64 KB that is really full, where a mount namespace is to be had; else the limit on the
 * size of files stands for it, as above. */
static int
run_full_disk (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "story.notes.jsonld", NULL);
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autofree char *id = NULL;
  g_autofree char *long_text = g_strnfill (20000, 'x');
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean is_mounted
      = (unshare (CLONE_NEWNS) == 0 || unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0)
        && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
        && mount ("tmpfs", folder, "tmpfs", 0, "size=64k,mode=0777") == 0;
  struct rlimit limit, none;
  AnnalsNotebook *notebook;
  char block[4096] = { 0 };
  int fd = -1;

  g_print ("# full disk: %s\n", is_mounted ? "a tmpfs of 64 KB" : "a limit on the size of files");
  signal (SIGXFSZ, SIG_IGN);
  notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "before"));
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  if (is_mounted)
    {
      fd = open (ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
      while (write (fd, block, sizeof block) > 0)
        ;
      g_assert_cmpint (errno, ==, ENOSPC);
      close (fd);
    }
  else
    {
      none = (struct rlimit){ 100, limit.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
    }
  annals_notebook_set_text (notebook, id, long_text);
  wait_for_state (notebook, ANNALS_SAVE_FAILED);
  if (is_mounted)
    assert_reason (notebook, "The disk is full.", folder);
  else
    g_assert_nonnull (annals_notebook_get_save_error (notebook));
  g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, long_text);
  assert_text_on_disk (path, id, "before");
  if (is_mounted)
    g_assert_cmpint (g_unlink (ballast), ==, 0);
  else
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  assert_text_on_disk (path, id, long_text);
  close_notebook (notebook);
  return 0;
}

/* In a child that is held by modes: the folder's mode says no, before the notebook is opened and while it is. */
static int
run_read_only (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "story.json", NULL);
  g_autofree char *notes_path = g_build_filename (folder, "story.notes.jsonld", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (file);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autofree char *id = NULL;
  AnnalsNotebook *notebook;

  heed_modes ();
  annals_builder_set_title (builder, "Story");
  annals_builder_set_id (builder, "urn:x:read-only");
  timeline = annals_builder_publish (builder, TRUE);

  notebook = annals_notebook_new_for_timeline (timeline);
  g_assert_false (annals_notebook_is_elsewhere (notebook));
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "before"));
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  annals_notebook_set_text (notebook, id, "meanwhile");
  wait_for_state (notebook, ANNALS_SAVE_FAILED);
  assert_reason (notebook, "You may not write in the folder “%s”.", folder);
  g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, "meanwhile");
  assert_text_on_disk (notes_path, id, "before");
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  assert_text_on_disk (notes_path, id, "meanwhile");
  close_notebook (notebook);

  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  notebook = annals_notebook_new_for_timeline (timeline);
  g_assert_true (annals_notebook_is_elsewhere (notebook));
  /* The notes that are there can be read, and go on in another place. */
  g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, "meanwhile");
  annals_notebook_set_text (notebook, id, "elsewhere");
  close_notebook (notebook);
  assert_text_on_disk (notes_path, id, "meanwhile");
  notebook = annals_notebook_new_for_timeline (timeline);
  g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, "elsewhere");
  close_notebook (notebook);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  return 0;
}

/* Runs this program again with that option, in a folder and with data of its own. */
static void
test_child (Fixture *fixture, gconstpointer option)
{
  g_autofree char *place = g_build_filename (fixture->folder, "place", NULL);
  g_autofree char *data = g_build_filename (fixture->folder, "data", NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *out = NULL;
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", data, TRUE);
  char *arguments[] = { program, (char *) option, place, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (place, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (data, 0755), ==, 0);
  g_assert_true (
      g_spawn_sync (NULL, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error));
  g_assert_no_error (error);
  g_test_message ("%s", out);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc == 3 && strcmp (argv[1], "--full-disk") == 0)
    return run_full_disk (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--read-only") == 0)
    return run_read_only (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/notes/notebook-trouble/" name, Fixture, data, set_up, func, tear_down)
  ADD ("failing-save", NULL, test_failing_save);
  ADD ("missing-folder", NULL, test_missing_folder);
  ADD ("file-limit", NULL, test_full_disk);
  ADD ("full-disk", "--full-disk", test_child);
  ADD ("read-only", "--read-only", test_child);
  ADD ("unreadable/text", GINT_TO_POINTER (FALSE), test_unreadable);
  ADD ("unreadable/folder", GINT_TO_POINTER (TRUE), test_unreadable);
  ADD ("broken-meanwhile", NULL, test_broken_meanwhile);
  ADD ("symlink", NULL, test_symlink);
  ADD ("mode-is-kept", NULL, test_mode_is_kept);
  ADD ("leftovers", NULL, test_leftovers);
  ADD ("held-lock", NULL, test_held_lock);
  return g_test_run ();
}
