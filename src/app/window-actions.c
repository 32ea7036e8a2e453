/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's actions: everything it does has a name here, and a key in application.c. */
#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/paths.h"
#include "widgets/export-dialog.h"

#define SAID_S 3

static void
chosen_cb (AnnalsWindow *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    annals_window_open (self, file);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "json", "jsonl", "jsonld" };
  g_autoptr (GtkFileFilter) timelines = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (timelines, _ ("Timelines"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (timelines, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, timelines);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
annals_window_choose_file (AnnalsWindow *self)
{
  g_autoptr (GFile) folder = self->file != NULL ? g_file_get_parent (self->file) : NULL;
  g_autoptr (GFile) example = annals_paths_get_example ();

  if (self->chooser != NULL)
    return;
  self->chooser
      = gtk_file_chooser_native_new (_ ("Open a Timeline"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  /* Where the shipped timeline lies, nobody keeps their own. */
  if (folder != NULL && g_file_is_native (folder) && !g_file_equal (self->file, example))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_choose_file (data);
}

static void
open_uri_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  annals_window_open (data, file);
}

static void
open_example_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = annals_paths_get_example ();

  annals_window_open (data, file);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_reload (data);
}

/* Who asks for the list is about to read it. */
static void
problems_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AnnalsWindow *self = data;

  annals_window_set_shows_problems (self, g_variant_get_boolean (state));
  if (annals_window_shows_problems (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->problem_list));
}

static void
cancel_loading_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  /* The events that are there stay; the load ends by itself, as cancelled. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
close_timeline_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_close_timeline (data);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (data);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  annals_search_bar_open (self->search_bar);
}

static void
narrow_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  annals_search_bar_open_facets (self->search_bar);
}

static void
kept_searches_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  annals_search_bar_open_kept (self->search_bar);
}

static void
exported_cb (AnnalsWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display_name = g_filename_display_name (name);
  g_autofree char *title = g_strdup_printf (_ ("The picture is written: %s."), display_name);

  g_set_object (&self->exported, file);
  annals_notice_show (self->export_notice, ANNALS_NOTICE_INFORMATION, title, NULL, _ ("Open it"));
}

void
annals_window_export (AnnalsWindow *self, const char *range)
{
  GtkWidget *dialog
      = annals_export_dialog_new (GTK_WINDOW (self), self->session, self->timeline_view);
  g_autoptr (GFile) folder = self->exported != NULL ? g_file_get_parent (self->exported) : NULL;

  if (folder != NULL)
    annals_export_dialog_set_folder (ANNALS_EXPORT_DIALOG (dialog), folder);
  if (range != NULL)
    annals_export_dialog_set_range (ANNALS_EXPORT_DIALOG (dialog), range);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_export (data, NULL);
}

/* Undo and redo are the notes'; an entry with the cursor in it has its own. */
static gboolean
entry_takes_it (AnnalsWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && GTK_IS_TEXT (focus) && gtk_widget_activate_action (focus, action, NULL);
}

static void
go_to_edit (AnnalsWindow *self, const char *event_id)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  guint event = event_id != NULL && timeline != NULL
                    ? annals_timeline_find_event (timeline, event_id)
                    : ANNALS_NO_EVENT;

  if (event != ANNALS_NO_EVENT && event != annals_session_get_selection (self->session))
    annals_window_go_to_event (self, event);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  g_autofree char *event_id = NULL;

  if (entry_takes_it (self, "text.undo") || notebook == NULL)
    return;
  event_id = annals_notebook_undo (notebook);
  go_to_edit (self, event_id);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  g_autofree char *event_id = NULL;

  if (entry_takes_it (self, "text.redo") || notebook == NULL)
    return;
  event_id = annals_notebook_redo (notebook);
  go_to_edit (self, event_id);
}

static void
add_note_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-panel",
                                      g_variant_new_boolean (TRUE));
  gtk_widget_activate_action (GTK_WIDGET (annals_window_get_panel (self)), "panel.add-note", NULL);
}

static void
author_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_ask_author (data);
}

static void
take_in_notes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_choose_notebook (data);
}

static void
export_notes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  annals_window_export_notes (data, g_str_equal (g_variant_get_string (parameter, NULL), "csv"));
}

static void
timeline_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;
  g_autofree char *name = g_strconcat ("timeline.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self->timeline_view), name, NULL);
}

/* It is asked for over the timeline, which may not be what is shown. */
static void
go_to_date_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "timeline");
  gtk_widget_activate_action (GTK_WIDGET (self->timeline_view), "timeline.go-to-date", NULL);
}

static void
undated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  guint n = annals_timeline_get_n_events (timeline);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 event = 0; event < n; event++)
    if (!annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
      g_array_append_val (events, event);
  annals_window_show_events (self, events, _ ("Events without a date"));
}

static gboolean
said_cb (gpointer data)
{
  AnnalsWindow *self = data;

  self->said_source = 0;
  annals_window_update_title (self);

  return G_SOURCE_REMOVE;
}

/* A word in the title's second line, for what is done and needs no answer. */
static void
say_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;

  g_clear_handle_id (&self->said_source, g_source_remove);
  self->said_source = g_timeout_add_seconds (SAID_S, said_cb, self);
  gtk_label_set_label (self->subtitle, g_variant_get_string (parameter, NULL));
  gtk_widget_set_visible (self->undated_button, FALSE);
}

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnnalsWindow *self = data;
  gboolean is_back = g_str_equal (g_action_get_name (G_ACTION (action)), "back");

  annals_timeline_view_go (self->timeline_view, is_back ? -1 : +1);
}

static void
view_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AnnalsWindow *self = data;
  const char *name = g_variant_get_string (state, NULL);
  GtkWidget *view = annals_window_get_view (self, name);

  if (view == NULL)
    return;
  g_simple_action_set_state (action, state);
  gtk_stack_set_visible_child_name (self->views, name);
  gtk_widget_set_visible (self->overview_row, view == GTK_WIDGET (self->timeline_view));
  gtk_widget_grab_focus (view);
}

static void
show_panel_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_simple_action_set_state (action, state);
  annals_window_set_shows_panel (data, g_variant_get_boolean (state));
}

static void
group_by_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AnnalsWindow *self = data;
  AnnalsGroupBy by;

  if (!annals_group_by_from_name (g_variant_get_string (state, NULL), &by))
    return;
  g_simple_action_set_state (action, state);
  if (by == annals_session_get_group_by (self->session))
    return;
  annals_session_set_group_by (self->session, by);
  annals_window_remember_lanes (self);
}

/* Made when it is first asked for: GTK would make it with every window. */
static void
show_help_overlay_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplicationWindow *window = data;

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder
          = gtk_builder_new_from_resource ("/io/github/annals/Annals/shortcuts.ui");

      gtk_application_window_set_help_overlay (
          window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static const GActionEntry actions[] = {
  { .name = "open", .activate = open_cb },
  { .name = "open-uri", .activate = open_uri_cb, .parameter_type = "s" },
  { .name = "open-example", .activate = open_example_cb },
  { .name = "reload", .activate = reload_cb },
  { .name = "cancel-loading", .activate = cancel_loading_cb },
  { .name = "problems", .state = "false", .change_state = problems_cb },
  { .name = "close-timeline", .activate = close_timeline_cb },
  { .name = "close", .activate = close_cb },
  { .name = "find", .activate = find_cb },
  { .name = "narrow", .activate = narrow_cb },
  { .name = "kept-searches", .activate = kept_searches_cb },
  { .name = "export", .activate = export_cb },
  { .name = "show-help-overlay", .activate = show_help_overlay_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "add-note", .activate = add_note_cb },
  { .name = "author", .activate = author_cb },
  { .name = "take-in-notes", .activate = take_in_notes_cb },
  { .name = "export-notes", .activate = export_notes_cb, .parameter_type = "s" },
  { .name = "zoom-in", .activate = timeline_action_cb },
  { .name = "zoom-out", .activate = timeline_action_cb },
  { .name = "fit", .activate = timeline_action_cb },
  { .name = "opening-view", .activate = timeline_action_cb },
  { .name = "fold-all", .activate = timeline_action_cb },
  { .name = "unfold-all", .activate = timeline_action_cb },
  { .name = "go-to-date", .activate = go_to_date_cb },
  { .name = "undated", .activate = undated_cb },
  { .name = "say", .activate = say_cb, .parameter_type = "s" },
  { .name = "back", .activate = go_cb },
  { .name = "forward", .activate = go_cb },
  { .name = "view", .parameter_type = "s", .state = "'timeline'", .change_state = view_cb },
  { .name = "show-panel", .state = "true", .change_state = show_panel_cb },
  { .name = "group-by", .parameter_type = "s", .state = "'track'", .change_state = group_by_cb },
};

void
annals_window_add_actions (AnnalsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

static void
set_enabled (AnnalsWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/* Actions tell by being grey what can be done now. */
void
annals_window_update_actions (AnnalsWindow *self)
{
  static const char *const of_a_timeline[]
      = { "close-timeline", "find", "narrow",       "kept-searches", "export", "zoom-in",    "zoom-out",
          "fit",            "opening-view", "go-to-date", "fold-all", "unfold-all", "view", "show-panel", "group-by" };
  gboolean has_timeline = annals_session_get_timeline (self->session) != NULL;
  gboolean has_selection = annals_session_get_selection (self->session) != ANNALS_NO_EVENT;
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  GAction *panel = g_action_map_lookup_action (G_ACTION_MAP (self), "show-panel");

  for (guint i = 0; i < G_N_ELEMENTS (of_a_timeline); i++)
    set_enabled (self, of_a_timeline[i], has_timeline);
  set_enabled (self, "undated", annals_window_count_undated (self) > 0);
  set_enabled (self, "back", has_timeline && annals_session_can_go (self->session, -1));
  set_enabled (self, "forward", has_timeline && annals_session_can_go (self->session, +1));
  set_enabled (self, "reload",
               self->loader == NULL && (self->file != NULL || self->refused != NULL));
  set_enabled (self, "problems", gtk_widget_get_visible (self->problem_button));
  set_enabled (self, "cancel-loading", self->loader != NULL);
  set_enabled (self, "add-note", has_timeline && has_selection && notebook != NULL);
  set_enabled (self, "take-in-notes", has_timeline && notebook != NULL);
  set_enabled (self, "export-notes", has_timeline && notebook != NULL);
  set_enabled (self, "undo", notebook != NULL && annals_notebook_can_undo (notebook));
  set_enabled (self, "redo", notebook != NULL && annals_notebook_can_redo (notebook));
  g_simple_action_set_state (G_SIMPLE_ACTION (panel), g_variant_new_boolean (self->shows_panel));
}
