/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of widgets share: fixtures, a window, waiting, looking for what is shown. */
#pragma once

#include <gtk/gtk.h>

#include "formats/loader.h"
#include "view/session.h"

#define WAIT_MS 10000

/* These tests read English words, in whatever language the suite runs. */
static inline void
init_test (int *argc, char ***argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_unsetenv ("LANGUAGE");
  gtk_test_init (argc, argv, NULL);
}

static inline AnnalsTimeline *
load_text (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_bytes (bytes, "fixture.json", &error);

  g_assert_no_error (error);
  g_assert_nonnull (timeline);
  return timeline;
}

/* The shipped example, as text. */
static inline char *
read_example (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ANNALS_SOURCE_ROOT"), "data", "examples",
                                            "korea-summits.json", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static inline AnnalsTimeline *
load_example (void)
{
  g_autofree char *text = read_example ();

  return load_text (text);
}

static inline gboolean
wait_timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the main loop until the condition holds; fails when it does not in time. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean is_late_ = FALSE;                                                                     \
    guint timeout_ = g_timeout_add (WAIT_MS, wait_timeout_cb, &is_late_);                          \
                                                                                                   \
    while (!(condition) && !is_late_)                                                              \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_assert_true (condition);                                                                     \
    if (!is_late_)                                                                                 \
      g_source_remove (timeout_);                                                                  \
  }                                                                                                \
  G_STMT_END

static inline void
wait_ms (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, wait_timeout_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* A window of that size with the widget in it, shown. */
static inline GtkWidget *
show_in_window (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  return window;
}

/* GTK keeps a hold on what had the focus until the main loop turns once more. */
static inline void
destroy_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (20);
}

static inline void
collect_widgets (GtkWidget *widget, GType type, gboolean only_shown, GPtrArray *found)
{
  if (only_shown && !gtk_widget_get_visible (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_widgets (child, type, only_shown, found);
}

/* Every visible widget of that type below, in order. */
static inline GPtrArray *
find_widgets (GtkWidget *widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect_widgets (widget, type, TRUE, found);
  return found;
}

static inline guint
count_widgets (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = find_widgets (widget, type);

  return found->len;
}

/* All words that are shown, a line a label. */
static inline char *
get_shown_text (GtkWidget *widget)
{
  g_autoptr (GPtrArray) labels = find_widgets (widget, GTK_TYPE_LABEL);
  GString *text = g_string_new ("\n");

  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "%s\n", gtk_label_get_text (g_ptr_array_index (labels, i)));
  return g_string_free (text, FALSE);
}

/* The widget's controller of that type, the first added. */
static inline GtkEventController *
get_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkEventController *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type)
        found = controller;
    }
  g_assert_nonnull (found);
  return found;
}

static inline void
click_at (GtkWidget *widget, int n_press, double x, double y)
{
  GtkEventController *click = get_controller (widget, GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (click, "pressed", n_press, x, y);
  g_signal_emit_by_name (click, "released", n_press, x, y);
}

static inline void
drag_from (GtkWidget *widget, double x, double y, double dx, double dy)
{
  GtkEventController *drag = get_controller (widget, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (drag, "drag-begin", x, y);
  for (int i = 1; i <= 4; i++)
    g_signal_emit_by_name (drag, "drag-update", dx * i / 4, dy * i / 4);
  g_signal_emit_by_name (drag, "drag-end", dx, dy);
}

/* Motion is tested where it is worked out, in view/: here every travel arrives at once. */
static inline void
stop_animations (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}
