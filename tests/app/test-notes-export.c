/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes written to a file by the window's action and GTK's chooser, which has a program of its own: it
 * brings so many types that GLib's table of names is moved, which a leak checker calls a loss. */
#include "with-application.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

/* The chooser's list of places loses what libcloudproviders looks up for it. */
static void
forgive_leaks (gboolean is_forgiven)
{
#if defined(__SANITIZE_ADDRESS__)
  if (is_forgiven)
    __lsan_disable ();
  else
    __lsan_enable ();
#endif
}

static GtkWidget *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (at->data) && gtk_widget_get_mapped (at->data))
      return at->data;
  return NULL;
}

/* Presses the chooser's button, which hears nothing until its folder is read. TRUE: it has heard, and gone. */
static gboolean
press_accept (void)
{
  if (find_chooser () != NULL)
    gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  settle (200);
  return find_chooser () == NULL;
}

/* The chooser says where the notes are written, in the form that was asked for. */
static void
test_export (void)
{
  static const struct
  {
    const char *target, *proposal, *name, *first, *word;
  } cases[] = {
    { "markdown", "story.notes.md", "out.md", "# Notes on Small\n", "said, \"so\"" },
    { "csv", "story.notes.csv", "out.csv", "\"event\",\"title\",", "\"said, \"\"so\"\"\"" },
  };
  AnnalsWindow *window;

  g_object_unref (write_file ("story.json", small_timeline));
  window = open_named ("story.json");
  annals_notebook_add (annals_session_get_notebook (annals_window_get_session (window)), "hanoi",
                       "Hanoi summit", "2019-02-27/2019-02-28", "said, \"so\"");
  forgive_leaks (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = path_of (cases[i].name);
      g_autofree char *said = g_strdup_printf ("The notes are written: %s.", cases[i].name);
      g_autofree char *proposal = NULL;
      g_autofree char *text = NULL;
      GtkFileChooser *chooser;

      gtk_widget_activate_action (GTK_WIDGET (window), "win.export-notes", "s", cases[i].target);
      WAIT_FOR (find_chooser () != NULL);
      chooser = GTK_FILE_CHOOSER (find_chooser ());
      proposal = gtk_file_chooser_get_current_name (chooser);
      g_assert_cmpstr (proposal, ==, cases[i].proposal);
      gtk_file_chooser_set_current_name (chooser, cases[i].name);
      WAIT_FOR (press_accept ());
      WAIT_FOR (says (GTK_WIDGET (window), said));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, cases[i].first));
      g_assert_nonnull (strstr (text, cases[i].word));
      g_assert_nonnull (strstr (text, "Hanoi summit"));
    }
  forgive_leaks (FALSE);
  close_window (window);
  remove_files ();
}

int
main (int argc, char **argv)
{
  int status;

  set_up (&argc, &argv);
  g_test_add_func ("/notes-export/by-action", test_export);
  status = g_test_run ();
  tear_down ();
  return status;
}
