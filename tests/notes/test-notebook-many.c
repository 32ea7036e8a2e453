/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A notebook of many notes: whoever types in one is not held up by the others. */
#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "held.h"
#include "model/builder.h"
#include "with-notebook.h"

#define N_NOTES 20000
#define HELD_MAX_MS 4
#define N_KEYSTROKES 80
#define BETWEEN_MS 25

/* Each on an event of its own but the first hundred, which share one. */
static AnnalsNotebook *
open_many (Fixture *fixture)
{
  AnnalsNotebook *notebook = open_notebook (fixture);

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *event = g_strdup_printf ("S%05u", i < 100 ? 0 : i);
      g_autofree char *text = g_strdup_printf ("What I have to say of this event is number %u, and no more.", i);

      annals_notebook_add (notebook, event, "Title", "2018", text);
    }
  close_notebook (notebook);
  notebook = open_notebook (fixture);
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, N_NOTES);
  g_assert_nonnull (annals_notebook_get_note (notebook, 0));
  return notebook;
}

typedef struct
{
  AnnalsNotebook *notebook;
  char *id;
  GString *text;
} Typing;

static gboolean
type_cb (gpointer data)
{
  Typing *typing = data;

  g_string_append_c (typing->text, (char) ('a' + typing->text->len % 26));
  annals_notebook_set_text (typing->notebook, typing->id, typing->text->str);
  return typing->text->len < N_KEYSTROKES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Saves begin and end between the keys: the notes are handed over and taken back. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_many (fixture);
  Typing typing = { notebook, g_strdup (annals_notebook_get_note (notebook, 50)->id), g_string_new (NULL) };

  held_begin ();
  g_timeout_add (BETWEEN_MS, type_cb, &typing);
  while (typing.text->len < N_KEYSTROKES)
    g_main_context_iteration (NULL, TRUE);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  run_for (300);
  held_end ("typing", HELD_MAX_MS);
  assert_text_on_disk (fixture->path, typing.id, typing.text->str);
  close_notebook (notebook);
  g_free (typing.id);
  g_string_free (typing.text, TRUE);
}

/* Somebody else's edit is merged in, while we type too. */
static void
test_meeting (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_many (fixture);
  Typing typing = { notebook, g_strdup (annals_notebook_get_note (notebook, 50)->id), g_string_new (NULL) };
  g_autofree char *their_id = g_strdup (annals_notebook_get_note (notebook, 70)->id);
  AnnalsNotebook *other = open_notebook (fixture);

  annals_notebook_set_text (other, their_id, "theirs");
  close_notebook (other);
  held_begin ();
  g_timeout_add (BETWEEN_MS, type_cb, &typing);
  while (strcmp (annals_notebook_find (notebook, their_id)->text, "theirs") != 0 || typing.text->len < N_KEYSTROKES)
    g_main_context_iteration (NULL, TRUE);
  wait_for_state (notebook, ANNALS_SAVE_IDLE);
  held_end ("meeting another's edit", HELD_MAX_MS);
  assert_text_on_disk (fixture->path, typing.id, typing.text->str);
  assert_text_on_disk (fixture->path, their_id, "theirs");
  close_notebook (notebook);
  g_free (typing.id);
  g_string_free (typing.text, TRUE);
}

/* The file is touched, by nobody who changes it: it is looked at, and nothing is held up by its size. */
static void
test_looking (Fixture *fixture, gconstpointer data)
{
  AnnalsNotebook *notebook = open_many (fixture);
  g_autofree char *text = NULL;
  gsize length;
  int fd;

  g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  held_begin ();
  for (int i = 0; i < 5; i++)
    {
      fd = g_open (fixture->path, O_WRONLY | O_CLOEXEC, 0);
      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (write (fd, text, length), ==, length);
      close (fd);
      held_forget (); /* the writer's time is not the notebook's */
      run_for (150);
    }
  held_end ("looking at a file that is touched", HELD_MAX_MS);
  g_assert_null (annals_notebook_get_saved_at (notebook));
  close_notebook (notebook);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(AnnalsNotebook **) data = annals_notebook_open_finish (result, &error);
  g_assert_no_error (error);
}

/* It is read, put in order and handed over; the first that ask for its notes wait for nothing. */
static void
test_opening (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "story.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (file);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsNotebook *notebook;

  annals_builder_set_title (builder, "Story");
  annals_builder_set_id (builder, "urn:x:story");
  timeline = annals_builder_publish (builder, TRUE);
  g_assert_false (annals_notebook_is_large (timeline));
  close_notebook (open_many (fixture));
  g_assert_true (annals_notebook_is_large (timeline));
  notebook = NULL;
  held_begin ();
  annals_notebook_open_async (timeline, NULL, opened_cb, &notebook);
  while (notebook == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (annals_notebook_get_note (notebook, N_NOTES - 1));
  g_assert_cmpuint (annals_notebook_count_event_notes (notebook, "S00000"), ==, 100);
  run_for (50);
  held_end ("opening", HELD_MAX_MS);
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, N_NOTES);
  close_notebook (notebook);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/notes/notebook-many/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("opening", test_opening);
  ADD ("typing", test_typing);
  ADD ("meeting", test_meeting);
  ADD ("looking", test_looking);
  return g_test_run ();
}
