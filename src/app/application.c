/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: its windows, its keys, its look. */
#include "app/application.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "app/command-line.h"
#include "app/paths.h"
#include "app/style.h"
#include "app/window.h"
#include "view/file-memory.h"

struct _AnnalsApplication
{
  GtkApplication parent_instance;

  GSettings *settings; /* nullable */
  AnnalsStyle *style;
};

G_DEFINE_FINAL_TYPE (AnnalsApplication, annals_application, GTK_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[4];
} keys[] = {
  { "app.new-window", { "<Control><Shift>n" } },
  { "app.quit", { "<Control>q" } },
  { "win.open", { "<Control>o" } },
  { "win.reload", { "<Control>r", "F5" } },
  { "win.problems", { "<Control><Shift>p" } },
  { "win.close", { "<Control>w" } },
  { "win.close-timeline", { "<Control><Shift>w" } },
  { "win.find", { "<Control>f" } },
  { "win.narrow", { "<Control><Shift>f" } },
  { "win.kept-searches", { "<Control>d" } },
  { "win.view::timeline", { "<Control>1" } },
  { "win.view::list", { "<Control>2" } },
  { "win.view::notes", { "<Control>3" } },
  { "win.export", { "<Control>e" } },
  { "win.show-help-overlay", { "<Control>question", "<Control>F1" } },
  { "win.show-panel", { "F9" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.add-note", { "<Control>n" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.go-to-date", { "<Control>g" } },
  { "win.back", { "<Alt>Left" } },
  { "win.forward", { "<Alt>Right" } },
  { "win.fit", { "<Control>9" } },
  { "win.opening-view", { "<Control>0" } },
};

static AnnalsWindow *
create_window (AnnalsApplication *self)
{
  return annals_window_new (GTK_APPLICATION (self), self->settings);
}

/* The window that shows the file already, else one with nothing in it, else a new one. */
static AnnalsWindow *
find_window (AnnalsApplication *self, GFile *file)
{
  AnnalsWindow *vacant = NULL;

  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      GFile *shown;

      if (!ANNALS_IS_WINDOW (link->data))
        continue;
      shown = annals_window_get_file (link->data);
      if (shown != NULL && g_file_equal (shown, file))
        return link->data;
      if (shown == NULL && vacant == NULL)
        vacant = link->data;
    }
  return vacant != NULL ? vacant : create_window (self);
}

static void
open_file (AnnalsApplication *self, GFile *file)
{
  AnnalsWindow *window = find_window (self, file);
  GFile *shown = annals_window_get_file (window);

  if (shown == NULL || !g_file_equal (shown, file))
    annals_window_open (window, file);
  gtk_window_present (GTK_WINDOW (window));
}

static void
annals_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (ANNALS_APPLICATION (application), files[i]);
}

static void
annals_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autoptr (GFile) example = NULL;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  example = annals_paths_get_example ();
  open_file (ANNALS_APPLICATION (application), example);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (create_window (data)));
}

/* Each window saves its notes as it closes; one that cannot stays open, and the program with it. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (data);
  GtkWidget *dialog
      = g_object_new (GTK_TYPE_ABOUT_DIALOG, "transient-for", parent, "modal", parent != NULL,
                      "program-name", _ ("Annals"), "version", ANNALS_VERSION, "logo-icon-name",
                      ANNALS_APPLICATION_ID, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                      _ ("Timelines that say where every date comes from"), NULL);

  gtk_widget_add_css_class (dialog, "annals");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
color_scheme_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AnnalsApplication *self = data;
  const char *scheme = g_variant_get_string (state, NULL);

  if (!annals_style_set_scheme (self->style, scheme))
    return;
  g_simple_action_set_state (action, state);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "color-scheme", scheme);
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_cb },
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "color-scheme",
    .parameter_type = "s",
    .state = "'default'",
    .change_state = color_scheme_cb },
};

static void
annals_application_startup (GApplication *application)
{
  AnnalsApplication *self = ANNALS_APPLICATION (application);
  g_autofree char *scheme = NULL;

  /* GTK would end the program with a warning, as if a check had found an error. */
  if (!gtk_init_check ())
    {
      annals_command_print_message (
          _ ("There is no display for a window. --export, --check, --list and --convert need none."));
      exit (ANNALS_EXIT_FAILED);
    }
  G_APPLICATION_CLASS (annals_application_parent_class)->startup (application);
  g_set_application_name (_ ("Annals"));
  gtk_window_set_default_icon_name (ANNALS_APPLICATION_ID);

  self->settings = annals_paths_create_settings ();
  self->style = annals_style_new (gdk_display_get_default ());
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action,
                                           (const char *const *)keys[i].keys);
  if (self->settings != NULL)
    {
      scheme = g_settings_get_string (self->settings, "color-scheme");
      g_action_group_change_action_state (G_ACTION_GROUP (self), "color-scheme",
                                          g_variant_new_string (scheme));
    }
}

static void
annals_application_finalize (GObject *object)
{
  AnnalsApplication *self = ANNALS_APPLICATION (object);

  g_clear_pointer (&self->style, annals_style_free);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (annals_application_parent_class)->finalize (object);
}

static void
annals_application_shutdown (GApplication *application)
{
  annals_file_memory_flush ();
  G_APPLICATION_CLASS (annals_application_parent_class)->shutdown (application);
}

static void
annals_application_class_init (AnnalsApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = annals_application_finalize;
  application_class->startup = annals_application_startup;
  application_class->activate = annals_application_activate;
  application_class->shutdown = annals_application_shutdown;
  application_class->open = annals_application_open;
}

static void
annals_application_init (AnnalsApplication *self)
{
  /* Pango reads what fonts there are on a thread of its own: meanwhile GTK starts. */
  pango_cairo_font_map_get_default ();
}

AnnalsApplication *
annals_application_new (void)
{
  return g_object_new (ANNALS_TYPE_APPLICATION, "application-id", ANNALS_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/annals/Annals",
                       NULL);
}
