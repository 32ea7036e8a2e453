/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook: edits, undo, saving in time, several writers. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "with-notebook.h"

static void
test_edits (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  const AnnalsNote *note;

  annals_notebook_set_author (notebook, "Me");
  id = g_strdup (annals_notebook_add (notebook, "S01", "Title", "2018\0372019", "first"));
  annals_notebook_add (notebook, "S02", "Other", "", "second");
  annals_notebook_set_text (notebook, id, "changed \xff");
  annals_notebook_set_tags (notebook, id, (const char *const[]){ "a", "b", "a", NULL });
  annals_notebook_set_flag (notebook, id, ANNALS_FLAG_STAR);
  annals_notebook_set_text (notebook, "urn:no-such-note", "x");
  note = annals_notebook_find (notebook, id);
  g_assert_cmpstr (note->text, ==, "changed \xef\xbf\xbd");
  g_assert_cmpuint (g_strv_length (note->tags), ==, 2);
  g_assert_cmpint (note->flag, ==, ANNALS_FLAG_STAR);
  g_assert_cmpstr (note->author, ==, "Me");
  g_assert_cmpstr (note->event_date, ==, "2018/2019");
  g_assert_false (annals_note_is_event_changed (note, "Title", "2018\0372019"));
  g_assert_true (annals_note_is_event_changed (note, "Title", "2018"));
  g_assert_true (annals_note_is_event_changed (note, "Titel", "2018\0372019"));
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 2);
  g_assert_cmpstr (annals_notebook_get_note (notebook, 0)->id, ==, id);
  g_assert_null (annals_notebook_get_note (notebook, 1)->event_date);
  notes = annals_notebook_get_event_notes (notebook, "S01");
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "S03"), ==, 0);
  annals_notebook_set_event (notebook, id, "S03", "Third", NULL);
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "S03"), ==, 1);
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "S01"), ==, 0);
  close_notebook (notebook);

  notebook = open_notebook (fixture);
  note = annals_notebook_find (notebook, id);
  g_assert_cmpstr (note->event_title, ==, "Third");
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 2);
  g_assert_cmpint (annals_notebook_get_save_state (notebook), ==, ANNALS_SAVE_IDLE);
  annals_notebook_delete (notebook, id);
  g_assert_null (annals_notebook_find (notebook, id));
  close_notebook (notebook);
  assert_folder_holds (fixture, (const char *const[]){ "story.notes.jsonld", NULL });
  {
    g_autoptr (AnnalsNotebookFile) file = read_file (fixture->path);

    g_assert_nonnull (annals_note_set_get_deletion (file->set, id));
    g_assert_cmpuint (annals_note_set_count (file->set), ==, 1);
  }
}

static void
count_cb (AnnalsNotebook *notebook, const char *event_id, gpointer data)
{
  g_ptr_array_add (data, g_strdup (event_id));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", ""));
  static const char *const typed[] = { "h", "he", "hel", "hell", "hello" };

  g_signal_connect (notebook, "changed", G_CALLBACK (count_cb), changes);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    annals_notebook_set_text (notebook, id, typed[i]);
  annals_notebook_set_flag (notebook, id, ANNALS_FLAG_DOUBT);
  annals_notebook_set_event (notebook, id, "S02", "U", "2019");
  annals_notebook_delete (notebook, id);
  g_assert_cmpuint (changes->len, ==, 5 + 1 + 2 + 1);

  {
    g_autofree char *event = annals_notebook_undo (notebook);

    g_assert_cmpstr (event, ==, "S02");
    g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, "hello");
  }
  g_free (annals_notebook_undo (notebook));
  g_assert_cmpstr (annals_notebook_find (notebook, id)->event_id, ==, "S01");
  g_assert_cmpint (annals_notebook_find (notebook, id)->flag, ==, ANNALS_FLAG_DOUBT);
  g_free (annals_notebook_undo (notebook));
  g_assert_cmpint (annals_notebook_find (notebook, id)->flag, ==, ANNALS_FLAG_NONE);
  /* The keystrokes are one step. */
  g_free (annals_notebook_undo (notebook));
  g_assert_cmpstr (annals_notebook_find (notebook, id)->text, ==, "");
  g_free (annals_notebook_undo (notebook));
  g_assert_null (annals_notebook_find (notebook, id));
  g_assert_false (annals_notebook_can_undo (notebook));
  g_assert_null (annals_notebook_undo (notebook));
  for (int i = 0; i < 5; i++)
    {
      g_assert_true (annals_notebook_can_redo (notebook));
      g_free (annals_notebook_redo (notebook));
    }
  g_assert_false (annals_notebook_can_redo (notebook));
  g_assert_null (annals_notebook_find (notebook, id));
  g_free (annals_notebook_undo (notebook));
  g_assert_cmpstr (annals_notebook_find (notebook, id)->event_id, ==, "S02");
  annals_notebook_set_text (notebook, id, "new branch");
  g_assert_false (annals_notebook_can_redo (notebook));
  close_notebook (notebook);
  assert_text_on_disk (fixture->path, id, "new branch");
}

#define N_EDITS 600

/* The notes lie by the time they were made, on the whole and by event, whatever was done to them. */
static void
assert_order (AnnalsNotebook *notebook)
{
  g_autoptr (GPtrArray) sorted = annals_note_set_sort (notebook->set);
  g_autoptr (GHashTable) n_of_event = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, sorted->len);
  for (guint i = 0; i < sorted->len; i++)
    {
      const AnnalsNote *note = sorted->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_of_event, note->event_id));
      g_autoptr (GPtrArray) notes = annals_notebook_get_event_notes (notebook, note->event_id);

      g_assert_true (annals_notebook_get_note (notebook, i) == note);
      g_assert_cmpuint (n, <, notes->len);
      g_assert_true (notes->pdata[n] == note);
      g_hash_table_replace (n_of_event, note->event_id, GUINT_TO_POINTER (n + 1));
    }
  for (guint e = 0; e < 8; e++)
    {
      g_autofree char *event_id = g_strdup_printf ("S%u", e);

      g_assert_cmpuint (annals_notebook_count_event_notes (notebook, event_id), ==,
                        GPOINTER_TO_UINT (g_hash_table_lookup (n_of_event, event_id)));
    }
}

static void
edit_at_random (AnnalsNotebook *notebook)
{
  guint n = annals_notebook_get_n_notes (notebook);
  guint what = n < 20 ? 0 : (guint) g_test_rand_int_range (0, 9);
  g_autofree char *event_id = g_strdup_printf ("S%d", g_test_rand_int_range (0, 8));
  g_autofree char *text = g_strdup_printf ("%d", g_test_rand_int ());
  g_autofree char *id
      = n > 0 ? g_strdup (annals_notebook_get_note (notebook, (guint) g_test_rand_int_range (0, (gint32) n))->id)
              : NULL;

  if (what < 3)
    annals_notebook_add (notebook, event_id, "T", "2018", text);
  else if (what == 3)
    annals_notebook_delete (notebook, id);
  else if (what == 4)
    annals_notebook_set_event (notebook, id, event_id, "T", "2018");
  else if (what == 5)
    g_free (annals_notebook_undo (notebook));
  else if (what == 6)
    g_free (annals_notebook_redo (notebook));
  else
    annals_notebook_set_text (notebook, id, text);
}

/* Two programs work at one notebook, and take in what the other has done. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebooks[] = { open_notebook (fixture), open_notebook (fixture) };

  for (guint i = 0; i < N_EDITS; i++)
    {
      AnnalsNotebook *notebook = notebooks[g_test_rand_int_range (0, 2)];

      edit_at_random (notebook);
      assert_order (notebook);
      if (i % 40 == 0)
        {
          g_assert_true (annals_notebook_save_now (notebook, NULL));
          assert_order (notebook);
        }
      /* A save that is under way while more is typed. */
      if (i % 90 == 0)
        run_for (ANNALS_SAVE_REST_MS);
    }
  for (guint i = 0; i < 3; i++)
    {
      annals_notebook_add (notebooks[i % 2], "S1", "T", "2018", "last");
      g_assert_true (annals_notebook_save_now (notebooks[i % 2], NULL));
      assert_order (notebooks[i % 2]);
    }
  close_notebook (notebooks[0]);
  close_notebook (notebooks[1]);
}

/* A pause of more than a second, and another note, begin a new step. */
static void
test_history (void)
{
  AnnalsHistory *history = annals_history_new ();
  g_autoptr (AnnalsNote) a = annals_note_new ("S01", NULL, NULL);
  g_autoptr (AnnalsNote) b = annals_note_new ("S01", NULL, NULL);

  annals_history_push (history, "a", a, b, TRUE, 0);
  annals_history_push (history, "a", b, a, TRUE, G_USEC_PER_SEC);
  annals_history_push (history, "a", a, b, TRUE, 2 * G_USEC_PER_SEC + 1);
  annals_history_push (history, "b", b, a, TRUE, 2 * G_USEC_PER_SEC + 2);
  annals_history_push (history, "b", a, b, FALSE, 2 * G_USEC_PER_SEC + 3);
  g_assert_false (annals_history_undo (history)->is_typing);
  g_assert_cmpstr (annals_history_undo (history)->note_id, ==, "b");
  annals_history_forget (history, "b");
  g_assert_false (annals_history_can_redo (history));
  g_assert_true (annals_history_undo (history)->before == a);
  g_assert_true (annals_history_undo (history)->after == a);
  g_assert_null (annals_history_undo (history));
  for (int i = 0; i < ANNALS_HISTORY_STEPS_MAX + 10; i++)
    annals_history_push (history, "a", a, b, FALSE, 0);
  for (int i = 0; i < ANNALS_HISTORY_STEPS_MAX; i++)
    g_assert_nonnull (annals_history_undo (history));
  g_assert_null (annals_history_undo (history));
  annals_history_free (history);
}

/* A note made and unmade leaves nothing; no file is made for nothing. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);

  annals_notebook_add (notebook, "S01", "T", "2018", "x");
  g_free (annals_notebook_undo (notebook));
  close_notebook (notebook);
  assert_folder_holds (fixture, (const char *const[]){ NULL });
}

static void
test_save_timing (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  gint64 start = g_get_monotonic_time (), first_on_disk = 0;
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "x"));

  g_assert_cmpint (annals_notebook_get_save_state (notebook), ==, ANNALS_SAVE_PENDING);
  /* Without a pause in typing the save has to start all the same. */
  for (int i = 0; g_get_monotonic_time () - start < 1500 * 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("keystroke %d", i);

      annals_notebook_set_text (notebook, id, text);
      run_for (20);
      if (first_on_disk == 0 && g_file_query_exists (fixture->file, NULL))
        first_on_disk = g_get_monotonic_time ();
    }
  g_assert_cmpint (first_on_disk, !=, 0);
  g_assert_cmpint (first_on_disk - start, >=, (ANNALS_SAVE_LATEST_MS - 50) * 1000);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  g_assert_nonnull (annals_notebook_get_saved_at (notebook));
  assert_text_on_disk (fixture->path, id, annals_notebook_find (notebook, id)->text);
  close_notebook (notebook);
}

typedef struct
{
  const char *path;
  gboolean is_over; /* atomically */
  guint n_written;
} Stranger;

/* Another tool, which knows no lock: it reads, adds an annotation of its own, and renames into place. */
static gpointer
run_stranger (gpointer data)
{
  Stranger *stranger = data;
  g_autofree char *new_path = g_strconcat (stranger->path, ".other", NULL);

  while (!g_atomic_int_get (&stranger->is_over))
    {
      g_autofree char *text = NULL;
      g_autoptr (GString) edited = NULL;

      if (g_file_get_contents (stranger->path, &text, NULL, NULL))
        {
          g_autofree char *mine
              = g_strdup_printf ("\"items\": [\n    { \"type\": \"Annotation\", \"x:n\": %u },", stranger->n_written);

          edited = g_string_new (text);
          g_string_replace (edited, "\"items\": [", mine, 1);
          g_assert_true (g_file_set_contents (new_path, edited->str, (gssize) edited->len, NULL));
          g_assert_cmpint (g_rename (new_path, stranger->path), ==, 0);
          stranger->n_written++;
        }
      g_usleep (30000);
    }
  return NULL;
}

/* The file changes again and again between reading and writing: our notes are there at the end, and what
 * the other tool wrote last. */
static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  Stranger stranger = { fixture->path, FALSE, 0 };
  g_autoptr (GThread) thread = NULL;
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "x"));
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  thread = g_thread_new ("stranger", run_stranger, &stranger);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *typed = g_strdup_printf ("typed %d", i);

      annals_notebook_set_text (notebook, id, typed);
      run_for (25);
    }
  g_atomic_int_set (&stranger.is_over, TRUE);
  g_thread_join (g_steal_pointer (&thread));
  run_for (500);
  close_notebook (notebook);
  assert_text_on_disk (fixture->path, id, "typed 59");
  g_assert_cmpuint (stranger.n_written, >, 0);
  last = g_strdup_printf ("\"x:n\": %u }", stranger.n_written - 1);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, last));
}

/* Two windows, one file: each sees what the other wrote. */
static void
test_two_notebooks (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *one = open_notebook (fixture), *other = open_notebook (fixture);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = NULL;
  g_autofree char *other_id = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  id = g_strdup (annals_notebook_add (one, "S01", "T", "2018", "from one"));
  other_id = g_strdup (annals_notebook_add (other, "S02", "T", "2018", "from other"));
  while (annals_notebook_get_n_notes (one) < 2 || annals_notebook_get_n_notes (other) < 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      run_for (10);
    }
  wait_for_state (one, ANNALS_SAVE_IDLE);
  wait_for_state (other, ANNALS_SAVE_IDLE);
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), changes);
  annals_notebook_set_text (one, id, "edited");
  annals_notebook_delete (one, other_id);
  while (annals_notebook_get_n_notes (other) != 1
         || strcmp (annals_notebook_find (other, id)->text, "edited") != 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      run_for (10);
    }
  g_assert_cmpuint (changes->len, >, 0);
  /* A note that the other took away comes back when one goes on typing in it. */
  annals_notebook_set_text (other, other_id, "still typing");
  g_assert_nonnull (annals_notebook_find (other, other_id));
  while (annals_notebook_find (one, other_id) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      run_for (10);
    }
  close_notebook (one);
  close_notebook (other);
}

/* Both type different words into one note; both words are there afterwards. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *one = open_notebook (fixture), *other;
  g_autofree char *id = g_strdup (annals_notebook_add (one, "S01", "T", "2018", "x"));
  g_autoptr (AnnalsNotebookFile) file = NULL;
  AnnalsNoteSetIter iter;
  AnnalsNote *note;
  gboolean has_one = FALSE, has_other = FALSE;

  g_assert_true (annals_notebook_save_now (one, NULL));
  other = open_notebook (fixture);
  annals_notebook_set_text (one, id, "one's words");
  annals_notebook_set_text (other, id, "other's words");
  g_assert_true (annals_notebook_save_now (one, NULL));
  g_assert_true (annals_notebook_save_now (other, NULL));
  run_for (500);
  close_notebook (one);
  close_notebook (other);
  file = read_file (fixture->path);
  g_assert_cmpuint (annals_note_set_count (file->set), ==, 2);
  annals_note_set_iter_init (&iter, file->set);
  while ((note = annals_note_set_iter_next (&iter)) != NULL)
    {
      has_one = has_one || strcmp (note->text, "one's words") == 0;
      has_other = has_other || strcmp (note->text, "other's words") == 0;
    }
  g_assert_true (has_one && has_other);
}

/* The file is removed, or replaced by an old copy: the notes are written again. */
static void
test_lost_file (Fixture *fixture, gconstpointer data)
{
  gboolean is_removed = GPOINTER_TO_INT (data);
  AnnalsNotebook *notebook = open_notebook (fixture);
  g_autofree char *id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "first"));
  g_autofree char *copy = NULL;
  g_autofree char *second = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gboolean is_back = FALSE;

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_file_get_contents (fixture->path, &copy, NULL, NULL);
  second = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "second"));
  annals_notebook_set_text (notebook, id, "first, changed");
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  run_for (300);
  if (is_removed)
    g_remove (fixture->path);
  else
    g_file_set_contents (fixture->path, copy, -1, NULL);
  while (!is_back)
    {
      gboolean is_missing;
      g_autoptr (AnnalsNotebookFile) file = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      run_for (10);
      file = annals_notebook_file_load (fixture->path, &is_missing, NULL);
      is_back = file != NULL && annals_note_set_get (file->set, second) != NULL
                && strcmp (annals_note_set_get (file->set, id)->text, "first, changed") == 0;
    }
  close_notebook (notebook);
}

/* Looking at what somebody else wrote does not write it again. */
static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_notebook (fixture);
  g_autofree char *text = NULL;
  g_autofree char *spaced = NULL;
  g_autofree char *after = NULL;

  annals_notebook_add (notebook, "S01", "T", "2018", "x");
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_file_get_contents (fixture->path, &text, NULL, NULL);
  spaced = g_strconcat ("  ", text, "\n\n", NULL);
  g_file_set_contents (fixture->path, spaced, -1, NULL);
  run_for (500);
  close_notebook (notebook);
  g_file_get_contents (fixture->path, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, spaced);
}

static void
test_timeline_without_id (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = annals_notebook_new_for_file (fixture->file, NULL, "story.json");
  g_autofree char *made = NULL;

  annals_notebook_add (notebook, "S01", "T", "2018", "x");
  close_notebook (notebook);
  {
    g_autoptr (AnnalsNotebookFile) file = read_file (fixture->path);

    g_assert_true (g_str_has_prefix (file->source_id, "urn:uuid:"));
    made = g_strdup (file->source_id);
  }
  notebook = annals_notebook_new_for_file (fixture->file, NULL, "story.json");
  annals_notebook_add (notebook, "S02", "T", "2018", "y");
  close_notebook (notebook);
  {
    g_autoptr (AnnalsNotebookFile) file = read_file (fixture->path);
    gsize length;
    const char *text = g_bytes_get_data (file->bytes, &length);
    const char *first = strstr (text, made);

    g_assert_nonnull (first);
    g_assert_nonnull (strstr (first + 1, made));
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/notes/notebook/" name, Fixture, data, set_up, func, tear_down)
  ADD ("edits", NULL, test_edits);
  ADD ("order", NULL, test_order);
  ADD ("undo", NULL, test_undo);
  g_test_add_func ("/notes/notebook/history", test_history);
  ADD ("no-file", NULL, test_no_file);
  ADD ("save-timing", NULL, test_save_timing);
  ADD ("stranger", NULL, test_stranger);
  ADD ("two-notebooks", NULL, test_two_notebooks);
  ADD ("conflict", NULL, test_conflict);
  ADD ("lost-file/removed", GINT_TO_POINTER (TRUE), test_lost_file);
  ADD ("lost-file/old-copy", GINT_TO_POINTER (FALSE), test_lost_file);
  ADD ("quiet", NULL, test_quiet);
  ADD ("timeline-without-id", NULL, test_timeline_without_id);
  return g_test_run ();
}
