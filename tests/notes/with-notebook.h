/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the notebook share: a folder of its own, patience, a look at the disk. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "notes/notebook-private.h"

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

G_GNUC_UNUSED static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("annals-notes-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "story.notes.jsonld", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

G_GNUC_UNUSED static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

G_GNUC_UNUSED static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->file);
}

G_GNUC_UNUSED static AnnalsNotebook *
open_notebook (Fixture *fixture)
{
  return annals_notebook_new_for_file (fixture->file, "urn:x:story", "story.json");
}

G_GNUC_UNUSED static gboolean
time_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

G_GNUC_UNUSED static void
run_for (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, time_out_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

G_GNUC_UNUSED static void
close_notebook (AnnalsNotebook *notebook)
{
  g_autoptr (GError) error = NULL;

  annals_notebook_save_now (notebook, &error);
  g_assert_no_error (error);
  /* A task under way holds a reference until it has come back, and its thread a moment longer, of which
   * nothing wakes the main loop. */
  while (g_atomic_int_get (&G_OBJECT (notebook)->ref_count) > 1)
    run_for (1);
  g_assert_finalize_object (notebook);
}

/* Runs the main loop until the notebook is of that state; fails after 20 s. */
G_GNUC_UNUSED static void
wait_for_state (AnnalsNotebook *notebook, AnnalsSaveState state)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (annals_notebook_get_save_state (notebook) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      run_for (5);
    }
}

G_GNUC_UNUSED static AnnalsNotebookFile *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean is_missing;
  AnnalsNotebookFile *file = annals_notebook_file_load (path, &is_missing, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

G_GNUC_UNUSED static void
assert_text_on_disk (const char *path, const char *note_id, const char *text)
{
  g_autoptr (AnnalsNotebookFile) file = read_file (path);
  AnnalsNote *note = annals_note_set_get (file->set, note_id);

  g_assert_nonnull (note);
  g_assert_cmpstr (note->text, ==, text);
}

/* Nothing is in the folder but what is named, and no lock or new file is left. */
G_GNUC_UNUSED static void
assert_folder_holds (Fixture *fixture, const char *const *names)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_test_message ("found %s", name);
      g_assert_true (g_strv_contains (names, name));
      n++;
    }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) names));
}
