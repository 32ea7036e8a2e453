/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of whole windows share: a folder with files, an application, windows that come and go. */
#pragma once

#include <glib/gstdio.h>

#include "app/application.h"
#include "app/window.h"
#include "with-window.h"

static char *folder;
static AnnalsApplication *application;

/* Both are there until tear_down(). */
G_GNUC_UNUSED static void
set_up (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  init_in_english (argc, argv);
  folder = g_dir_make_tmp ("annals-window-XXXXXX", &error);
  g_assert_no_error (error);
  application = annals_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

G_GNUC_UNUSED static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

G_GNUC_UNUSED static void
remove_files (void)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = path_of (name);

      g_remove (path);
    }
}

G_GNUC_UNUSED static void
tear_down (void)
{
  g_clear_object (&application);
  remove_files ();
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

/* A window on screen that has read the file, where there is one. */
G_GNUC_UNUSED static AnnalsWindow *
open_window (GFile *file)
{
  AnnalsWindow *window = annals_window_new (GTK_APPLICATION (application), NULL);

  gtk_window_present (GTK_WINDOW (window));
  if (file != NULL)
    annals_window_open (window, file);
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (window)) && !annals_window_is_loading (window));
  return window;
}

G_GNUC_UNUSED static AnnalsWindow *
open_named (const char *name)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return open_window (file);
}

G_GNUC_UNUSED static void
close_window (AnnalsWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
}

G_GNUC_UNUSED static AnnalsTimeline *
timeline_of (AnnalsWindow *window)
{
  return annals_session_get_timeline (annals_window_get_session (window));
}
