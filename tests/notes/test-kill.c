/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs are killed while notes are typed; what was acknowledged as saved, and what is older than a
 * second, is on disk.
 *
 * This program starts itself as a child that types into a notebook and reports each keystroke on a pipe.
 * Several children run at a time, each killed at a moment of its own; every other one is then held at some
 * moment of its next save, and dies there. ANNALS_TEST_KILLS says how many. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "notes/notebook-private.h"

#define KILLS 200
#define AT_A_TIME 20
#define KEYSTROKES_A_NOTE 25
#define AGE_US G_USEC_PER_SEC
#define AIM_US (10 * G_USEC_PER_SEC)
#define REACH_US 4000
#define REACH_MIN_US 20

/* One report a keystroke; shorter than PIPE_BUF, so that a kill cuts none in two. */
typedef struct
{
  gint64 at_us;     /* monotonic, which all processes share */
  gint64 lag_us;    /* how late the child's main loop was */
  guint64 n_edits;  /* of the notebook, with this keystroke */
  guint64 n_saved;  /* of these, acknowledged as saved */
  gint32 n_letters; /* that the note has now */
  char id[64];
} Keystroke;

/* The child */

typedef struct
{
  AnnalsNotebook *notebook;
  int fd;
  char *id;
  GString *text;
  GRand *random;
  gint64 due_us;
  gint64 lag_us;
} Typist;

static gboolean type_cb (gpointer data);

static void
type_next (Typist *typist)
{
  guint delay_ms = (guint) g_rand_int_range (typist->random, 1, 30);

  typist->due_us = g_get_monotonic_time () + delay_ms * 1000;
  g_timeout_add (delay_ms, type_cb, typist);
}

static gboolean
type_cb (gpointer data)
{
  Typist *typist = data;
  Keystroke keystroke = { .at_us = g_get_monotonic_time () };

  typist->lag_us = MAX (typist->lag_us, keystroke.at_us - typist->due_us);
  if (typist->id == NULL || typist->text->len >= KEYSTROKES_A_NOTE)
    {
      g_free (typist->id);
      typist->id = g_strdup (annals_notebook_add (typist->notebook, "S01", "T", "2018", ""));
      g_string_truncate (typist->text, 0);
    }
  g_string_append_c (typist->text, 'x');
  annals_notebook_set_text (typist->notebook, typist->id, typist->text->str);
  keystroke.lag_us = typist->lag_us;
  keystroke.n_edits = typist->notebook->n_edits;
  keystroke.n_saved = typist->notebook->n_saved_edits;
  keystroke.n_letters = (gint32) typist->text->len;
  g_strlcpy (keystroke.id, typist->id, sizeof keystroke.id);
  if (write (typist->fd, &keystroke, sizeof keystroke) != (gssize) sizeof keystroke)
    exit (1);
  type_next (typist);
  return G_SOURCE_REMOVE;
}

static int
run_child (const char *path, int fd, guint32 seed)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Typist typist = { 0 };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  typist.notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  typist.fd = fd;
  typist.text = g_string_new (NULL);
  typist.random = g_rand_new_with_seed (seed);
  type_next (&typist);
  g_main_loop_run (loop);
  return 0;
}

#define WRITERS 3
#define NOTES_A_WRITER 150

static gboolean
write_note_cb (gpointer data)
{
  Typist *typist = data;
  guint n = annals_notebook_get_n_notes (typist->notebook);
  g_autofree char *text = g_strdup_printf ("%s %u", typist->id, (guint) typist->text->len);

  g_assert_nonnull (annals_notebook_add (typist->notebook, "S01", "T", "2018", text));
  g_assert_cmpuint (annals_notebook_get_n_notes (typist->notebook), ==, n + 1);
  g_string_append_c (typist->text, 'x');
  return typist->text->len < NOTES_A_WRITER ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static int
run_writer (const char *path, const char *who)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Typist typist = { 0 };
  gboolean is_saved;

  typist.notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  typist.text = g_string_new (NULL);
  typist.id = g_strdup (who);
  g_timeout_add (7, write_note_cb, &typist);
  while (typist.text->len < NOTES_A_WRITER)
    g_main_context_iteration (NULL, TRUE);
  is_saved = annals_notebook_save_now (typist.notebook, NULL);
  g_object_unref (typist.notebook);
  g_string_free (typist.text, TRUE);
  g_free (typist.id);
  return is_saved ? 0 : 1;
}

/* The parent */

typedef struct
{
  char *folder, *path;
  pid_t pid;
  int fd;
  gint64 kill_us;
  gint64 killed_us;
  gboolean is_aimed;  /* to be killed while it saves */
  GArray *keystrokes; /* of Keystroke */
} Child;

static void
start_child (Child *child, guint32 seed, guint32 life_ms)
{
  int fds[2];
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autofree char *fd_text = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  g_assert_cmpint (pipe (fds), ==, 0);
  fd_text = g_strdup_printf ("%d", fds[1]);
  child->folder = g_dir_make_tmp ("annals-kill-XXXXXX", NULL);
  child->path = g_build_filename (child->folder, "story.notes.jsonld", NULL);
  child->keystrokes = g_array_new (FALSE, FALSE, sizeof (Keystroke));
  child->fd = fds[0];
  child->pid = fork ();
  g_assert_cmpint (child->pid, >=, 0);
  if (child->pid == 0)
    {
      close (fds[0]);
      execl (program, program, "--type", child->path, fd_text, seed_text, NULL);
      _exit (127);
    }
  close (fds[1]);
  g_assert_cmpint (fcntl (fds[0], F_SETFL, O_NONBLOCK), ==, 0);
  child->kill_us = g_get_monotonic_time () + (gint64) life_ms * 1000;
}

/* Reads what is in the pipe by now: a child whose pipe is full would type no more. */
static void
read_keystrokes (Child *child)
{
  Keystroke keystroke;
  gssize n;

  while ((n = read (child->fd, &keystroke, sizeof keystroke)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      {
        g_assert_cmpint (n, ==, sizeof keystroke);
        g_array_append_val (child->keystrokes, keystroke);
      }
  g_assert_true (n == 0 || errno == EAGAIN);
}

/* What is typed after killed_us is younger than the kill, and nothing hangs on it. */
static void
kill_child (Child *child)
{
  int status;

  g_assert_cmpint (kill (child->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child->pid, &status, 0), ==, child->pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

/* Stops the child some time after a save began, which is seen by its lock; where the save was over by
 * then, the child goes on to its next one. How long to wait is learned: a save that was over sooner
 * shortens it, one that was hit lengthens it. */
static gboolean
stop_in_save (Child *child, guint32 *reach_us)
{
  g_autofree char *lock_path = g_build_filename (child->folder, ".story.notes.lock", NULL);
  gint64 deadline = g_get_monotonic_time () + AIM_US;
  int status;

  while (g_get_monotonic_time () < deadline)
    {
      guint32 delay_us = (guint32) g_test_rand_int_range (0, (gint32) *reach_us);

      while (g_get_monotonic_time () < deadline && !g_file_test (lock_path, G_FILE_TEST_EXISTS))
        g_usleep (20);
      g_usleep (delay_us);
      child->killed_us = g_get_monotonic_time ();
      g_assert_cmpint (kill (child->pid, SIGSTOP), ==, 0);
      g_assert_cmpint (waitpid (child->pid, &status, WUNTRACED), ==, child->pid);
      g_assert_true (WIFSTOPPED (status));
      if (g_file_test (lock_path, G_FILE_TEST_EXISTS))
        {
          *reach_us += *reach_us / 4;
          return TRUE;
        }
      *reach_us = MAX (delay_us, REACH_MIN_US);
      g_assert_cmpint (kill (child->pid, SIGCONT), ==, 0);
    }
  return FALSE;
}

/* A save that was cut off leaves its lock or its new file behind. */
static gboolean
was_saving (Child *child)
{
  g_autoptr (GDir) dir = g_dir_open (child->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, ".story.notes"))
      return TRUE;
  return FALSE;
}

static gboolean
is_on_disk (AnnalsNotebookFile *file, const Keystroke *keystroke)
{
  AnnalsNote *note = file != NULL ? annals_note_set_get (file->set, keystroke->id) : NULL;

  return note != NULL && strlen (note->text) >= (gsize) keystroke->n_letters;
}

/* Answers how many keystrokes were old enough to have to be there. */
static guint
check_child (Child *child, gint64 allowance_us)
{
  g_autoptr (GError) error = NULL;
  gboolean is_missing;
  g_autoptr (AnnalsNotebookFile) file = annals_notebook_file_load (child->path, &is_missing, &error);
  guint64 n_saved = 0;
  guint n_due = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < child->keystrokes->len; i++)
    n_saved = MAX (n_saved, g_array_index (child->keystrokes, Keystroke, i).n_saved);
  for (guint i = 0; i < child->keystrokes->len; i++)
    {
      const Keystroke *keystroke = &g_array_index (child->keystrokes, Keystroke, i);
      gint64 age_us = child->killed_us - keystroke->at_us;
      gboolean is_acknowledged = keystroke->n_edits <= n_saved;
      gboolean is_old = age_us > AGE_US + allowance_us + 2 * keystroke->lag_us;

      n_due += is_acknowledged || is_old;
      if ((is_acknowledged || is_old) && !is_on_disk (file, keystroke))
        g_error ("a keystroke %d ms before the kill (%s) is not on disk", (int) (age_us / 1000),
                 is_acknowledged ? "acknowledged" : "old");
    }
  return n_due;
}

/* The next program opens what the killed one left, and saves. */
static void
check_reopening (Child *child)
{
  g_autoptr (GFile) file = g_file_new_for_path (child->path);
  AnnalsNotebook *notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  guint n_before = annals_notebook_get_n_notes (notebook);

  g_assert_null (annals_notebook_get_read_error (notebook));
  annals_notebook_add (notebook, "S02", "T", "2018", "after");
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, n_before + 1);
  g_object_unref (notebook);
}

static void
clear_child (Child *child)
{
  g_autoptr (GDir) dir = g_dir_open (child->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (child->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (child->folder);
  g_free (child->folder);
  g_free (child->path);
  g_array_unref (child->keystrokes);
}

static int
compare_kills (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Child *) a)->kill_us, other = ((const Child *) b)->kill_us;

  return one < other ? -1 : one > other;
}

/* What a durable write takes here, now, with all these children at work. */
static gint64
measure_write (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "yardstick", NULL);
  gint64 start = g_get_monotonic_time ();

  g_assert_true (g_file_set_contents_full (path, "x", 1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                           0600, NULL));
  return g_get_monotonic_time () - start;
}

static guint
run_round (guint n, guint32 *reach_us, guint *n_saving)
{
  Child children[AT_A_TIME] = { 0 };
  gint64 write_us = 0;
  guint n_due = 0;

  for (guint i = 0; i < n; i++)
    {
      children[i].is_aimed = i % 2 == 1;
      start_child (&children[i], (guint32) g_test_rand_int (), (guint32) g_test_rand_int_range (50, 2600));
    }
  qsort (children, n, sizeof (Child), compare_kills);
  for (guint i = 0; i < n; i++)
    {
      gint64 wait_us = children[i].kill_us - g_get_monotonic_time ();
      gboolean is_hit;

      for (guint j = i; j < n; j++)
        read_keystrokes (&children[j]);
      write_us = MAX (write_us, measure_write (children[i].folder));
      if (wait_us > 0)
        g_usleep ((gulong) wait_us);
      children[i].killed_us = g_get_monotonic_time ();
      is_hit = children[i].is_aimed && stop_in_save (&children[i], reach_us);
      kill_child (&children[i]);
      g_assert_true (!is_hit || was_saving (&children[i]));
      *n_saving += was_saving (&children[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      read_keystrokes (&children[i]);
      close (children[i].fd);
      /* A save is two synced writes. */
      n_due += check_child (&children[i], 4 * write_us);
      check_reopening (&children[i]);
      clear_child (&children[i]);
    }
  return n_due;
}

static void
test_kills (void)
{
  const char *wanted = g_getenv ("ANNALS_TEST_KILLS");
  guint n_kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : KILLS, n_due = 0, n_saving = 0;
  guint32 reach_us = REACH_US;

  for (guint left = n_kills; left > 0; left -= MIN (left, AT_A_TIME))
    n_due += run_round (MIN (left, AT_A_TIME), &reach_us, &n_saving);
  g_test_message ("%u kills, %u of them while saving; %u keystrokes had to be on disk and were", n_kills, n_saving,
                  n_due);
  /* Half of them were aimed. */
  g_assert_cmpuint (n_saving, >=, n_kills / 4);
  g_assert_cmpuint (n_saving, <, n_kills);
  g_assert_cmpuint (n_due, >, n_kills);
}

/* Three programs write 150 notes each into one notebook: all are there, and none comes twice. Once with
 * the lock, once with a lock that somebody never gives back. */
static void
test_writers (gconstpointer data)
{
  gboolean is_locked = GPOINTER_TO_INT (data);
  Child place = { 0 };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *lock_path = NULL;
  g_autoptr (AnnalsNotebookFile) file = NULL;
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  pid_t pids[WRITERS];
  gboolean is_missing;
  AnnalsNoteSetIter iter;
  AnnalsNote *note;
  int lock_fd = -1;

  place.folder = g_dir_make_tmp ("annals-writers-XXXXXX", NULL);
  place.path = g_build_filename (place.folder, "story.notes.jsonld", NULL);
  place.keystrokes = g_array_new (FALSE, FALSE, sizeof (Keystroke));
  lock_path = g_build_filename (place.folder, ".story.notes.lock", NULL);
  if (is_locked)
    {
      lock_fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      g_assert_cmpint (flock (lock_fd, LOCK_EX), ==, 0);
    }
  for (guint i = 0; i < WRITERS; i++)
    {
      g_autofree char *who = g_strdup_printf ("writer %u", i);

      pids[i] = fork ();
      g_assert_cmpint (pids[i], >=, 0);
      if (pids[i] == 0)
        {
          execl (program, program, "--write", place.path, who, NULL);
          _exit (127);
        }
    }
  for (guint i = 0; i < WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  file = annals_notebook_file_load (place.path, &is_missing, NULL);
  annals_note_set_iter_init (&iter, file->set);
  while ((note = annals_note_set_iter_next (&iter)) != NULL)
    g_assert_true (g_hash_table_add (texts, note->text));
  g_assert_cmpuint (g_hash_table_size (texts), ==, WRITERS * NOTES_A_WRITER);
  if (lock_fd >= 0)
    close (lock_fd);
  clear_child (&place);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--write") == 0)
    return run_writer (argv[2], argv[3]);
  if (argc == 5 && strcmp (argv[1], "--type") == 0)
    return run_child (argv[2], atoi (argv[3]), (guint32) g_ascii_strtoull (argv[4], NULL, 10));
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/kill/typing", test_kills);
  g_test_add_data_func ("/notes/kill/writers", GINT_TO_POINTER (FALSE), test_writers);
  g_test_add_data_func ("/notes/kill/writers-without-lock", GINT_TO_POINTER (TRUE), test_writers);
  return g_test_run ();
}
