/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's notebook as a whole: found after a renaming, offered where that is not certain, signed. */
#include "with-application.h"

static AnnalsNotebook *
notebook_of (AnnalsWindow *window)
{
  return annals_session_get_notebook (annals_window_get_session (window));
}

static void
write_timeline (const char *name)
{
  g_object_unref (write_file (name, small_timeline));
}

/* A timeline with one note, by the window itself. */
static void
write_note (void)
{
  AnnalsWindow *window;

  write_timeline ("story.json");
  window = open_named ("story.json");
  annals_notebook_add (notebook_of (window), "hanoi", "Hanoi summit", "2019-02-27/2019-02-28", "kept");
  close_window (window);
}

/* The timeline is renamed, its notebook is not: it is found by the id, and goes on where it lies. */
static void
test_renamed (void)
{
  g_autofree char *story = path_of ("story.json");
  g_autofree char *final = path_of ("final.json");
  g_autofree char *notes = path_of ("story.notes.jsonld");
  g_autofree char *own_notes = path_of ("final.notes.jsonld");
  g_autofree char *text = NULL;
  AnnalsWindow *window;

  write_note ();
  g_assert_cmpint (g_rename (story, final), ==, 0);
  window = open_named ("final.json");
  WAIT_FOR (annals_notebook_get_n_notes (notebook_of (window)) == 1);
  WAIT_FOR (says (GTK_WIDGET (window), "The notes of this timeline are in story.notes.jsonld."));
  annals_notebook_add (notebook_of (window), "law", "A nuclear law", "2022-09-08", "after");
  close_window (window);
  g_assert_true (g_file_get_contents (notes, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"kept\""));
  g_assert_nonnull (strstr (text, "\"after\""));
  g_assert_false (g_file_test (own_notes, G_FILE_TEST_EXISTS));
  remove_files ();
}

/* A copy beside its original: whose notes they are is not certain, so nothing is taken, and one is offered. */
static void
test_copied (void)
{
  g_autofree char *notes = path_of ("story.notes.jsonld");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  AnnalsWindow *window;

  write_note ();
  g_assert_true (g_file_get_contents (notes, &before, NULL, NULL));
  write_timeline ("copy.json");
  window = open_named ("copy.json");
  WAIT_FOR (says (GTK_WIDGET (window), "story.notes.jsonld may hold notes on this timeline."));
  g_assert_nonnull (find_button (GTK_WIDGET (window), "Choose a notebook…"));
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook_of (window)), ==, 0);
  annals_notebook_add (notebook_of (window), "law", "A nuclear law", "2022-09-08", "the copy's own");
  close_window (window);
  g_assert_true (g_file_get_contents (notes, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  remove_files ();
}

static gboolean
is_shown_entry (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (GTK_IS_MESSAGE_DIALOG (at->data))
      return at->data;
  return NULL;
}

/* The reader's name is asked for in one place, and signs what is written from then on. */
static void
test_author (void)
{
  AnnalsWindow *window;
  AnnalsNotebook *notebook;
  GtkWidget *entry;

  write_timeline ("story.json");
  window = open_named ("story.json");
  notebook = notebook_of (window);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", NULL, "unsigned");
  g_assert_null (annals_notebook_get_note (notebook, 0)->author);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.author", NULL));
  WAIT_FOR (find_dialog () != NULL && find_widget (find_dialog (), is_shown_entry, NULL) != NULL);
  entry = find_widget (find_dialog (), is_shown_entry, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Ada Reader ");
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_ACCEPT);
  WAIT_FOR (find_dialog () == NULL);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", NULL, "signed");
  g_assert_cmpstr (annals_notebook_get_note (notebook, 1)->author, ==, "Ada Reader");
  g_assert_null (annals_notebook_get_note (notebook, 0)->author);
  close_window (window);
  remove_files ();
}

int
main (int argc, char **argv)
{
  int status;

  set_up (&argc, &argv);
  g_test_add_func ("/window-notes/renamed", test_renamed);
  g_test_add_func ("/window-notes/copied", test_copied);
  g_test_add_func ("/window-notes/author", test_author);
  status = g_test_run ();
  tear_down ();
  return status;
}
