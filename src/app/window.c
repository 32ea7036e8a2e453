/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: one timeline, drawn or listed, with its search, its panel and what there is to say. */
#include "app/window-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/application.h"
#include "app/recent.h"
#include "time/calendar.h"
#include "time/words.h"
#include "widgets/look.h"

/* LOOK "Space": lane names, at text scale 1. */
#define NAMES_WIDTH 136
#define NAMES_WIDTH_NARROW 116
#define PANEL_WIDTH 360

G_DEFINE_FINAL_TYPE (AnnalsWindow, annals_window, GTK_TYPE_APPLICATION_WINDOW)

static void
lay_out (AnnalsWindow *self, gboolean is_narrow)
{
  double text_scale = annals_look_get_text_scale (gtk_widget_get_settings (GTK_WIDGET (self)));
  int names_width = (int)round ((is_narrow ? NAMES_WIDTH_NARROW : NAMES_WIDTH) * text_scale);

  self->is_narrow = is_narrow;
  self->is_fitted = FALSE;
  annals_window_place_panel (self);
  annals_timeline_view_set_names_width (self->timeline_view, names_width);
  annals_search_bar_set_is_narrow (self->search_bar, is_narrow);
  gtk_widget_set_size_request (self->zoom_box, names_width, -1);
  annals_window_update_panel (self);
}

static void
text_scale_changed_cb (AnnalsWindow *self)
{
  lay_out (self, self->is_narrow);
}

static gboolean
layout_cb (gpointer data)
{
  AnnalsWindow *self = data;

  self->layout_source = 0;
  lay_out (self, gtk_widget_get_width (self->body) < ANNALS_WINDOW_NARROW);
  return G_SOURCE_REMOVE;
}

/* The tree of widgets must not change while sizes are handed out: it changes right after. The
 * pane's place is set before, so that the timeline's first size is its right one: the opening view
 * is worked out for that. */
static void
annals_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnnalsWindow *self = ANNALS_WINDOW (widget);
  gboolean is_narrow = width < ANNALS_WINDOW_NARROW;

  if (!is_narrow && !self->is_narrow && !self->is_fitted)
    {
      gtk_paned_set_position (self->paned, width - self->panel_width - 1);
      self->is_fitted = TRUE;
    }
  GTK_WIDGET_CLASS (annals_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (is_narrow != self->is_narrow && self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, layout_cb, self, NULL);
}

/* "86 events · 2003–2025" */
static char *
describe_timeline (AnnalsTimeline *timeline)
{
  guint n = annals_timeline_get_n_events (timeline);
  g_autofree char *number = annals_number_to_words (n);
  g_autofree char *count
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s event", "%s events", n), number);
  g_autofree char *years = NULL;
  double begin_s, end_s;

  if (!annals_timeline_get_extent (timeline, &begin_s, &end_s))
    return g_steal_pointer (&count);
  years = annals_years_to_words (begin_s, end_s);
  return g_strdup_printf ("%s · %s", count, years);
}

guint
annals_window_count_undated (AnnalsWindow *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  guint n_dated;

  if (timeline == NULL)
    return 0;
  annals_timeline_get_order (timeline, &n_dated);
  return annals_timeline_get_n_events (timeline) - n_dated;
}

/* "3 undated", which leads to them: nothing else of the timeline tells of them. */
static void
update_undated (AnnalsWindow *self)
{
  guint n = annals_window_count_undated (self);
  g_autofree char *number = annals_number_to_words (n);
  g_autofree char *words
      /* TRANSLATORS: how many events have no date, beside how many there are */
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s undated", "%s undated", n), number);

  gtk_button_set_label (GTK_BUTTON (self->undated_button), words);
  gtk_widget_set_visible (self->undated_button, n > 0);
}

void
annals_window_update_title (AnnalsWindow *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  const char *title = timeline != NULL ? annals_timeline_get_title (timeline) : _ ("Annals");
  g_autofree char *subtitle = timeline != NULL ? describe_timeline (timeline) : NULL;

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  update_undated (self);
  gtk_widget_set_visible (self->subtitle_row, subtitle != NULL);
}

void
annals_window_update_page (AnnalsWindow *self)
{
  gboolean is_empty
      = annals_session_get_timeline (self->session) == NULL && self->loader == NULL;

  gtk_stack_set_visible_child_name (self->pages, is_empty ? "empty" : "content");
  if (is_empty)
    gtk_widget_grab_focus (self->empty_open_button);
}

static void
timeline_changed_cb (AnnalsWindow *self)
{
  annals_window_update_page (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_button),
                            annals_session_get_timeline (self->session) != NULL);
  annals_window_recall_lanes (self);
  annals_window_update_title (self);
  annals_window_update_problem_counter (self);
  annals_window_update_actions (self);
}

static void
selection_changed_cb (AnnalsWindow *self)
{
  annals_window_update_panel (self);
  annals_window_update_actions (self);
}

void
annals_window_go_to_event (AnnalsWindow *self, guint event)
{
  g_return_if_fail (ANNALS_IS_WINDOW (self));

  if (event != ANNALS_NO_EVENT && event != annals_session_get_selection (self->session))
    annals_session_leave (self->session);
  annals_session_select (self->session, event);
  if (event != ANNALS_NO_EVENT)
    annals_timeline_view_reveal (self->timeline_view, event);
}

static void
go_to_event_cb (AnnalsWindow *self, guint event)
{
  annals_window_go_to_event (self, event);
}

void
annals_window_show_events (AnnalsWindow *self, GArray *events, const char *title)
{
  AnnalsEventList *list = ANNALS_EVENT_LIST (annals_window_get_view (self, "list"));

  annals_event_list_set_events (list, events, title);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "list");
}

static void
show_events_cb (AnnalsWindow *self, GArray *events, const char *title)
{
  annals_window_show_events (self, events, title);
}

static void
export_range_cb (AnnalsWindow *self, const char *range)
{
  annals_window_export (self, range);
}

static void
search_range_cb (AnnalsWindow *self, const char *range)
{
  annals_search_bar_narrow (self->search_bar, "during", range);
  annals_search_bar_open (self->search_bar);
}

static void
show_event_cb (AnnalsWindow *self, guint event)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "timeline");
  annals_window_go_to_event (self, event);
  annals_timeline_view_focus_event (self->timeline_view, event);
}

GtkWidget *
annals_window_get_view (AnnalsWindow *self, const char *name)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->views, name);

  if (view != NULL)
    return view;
  if (g_str_equal (name, "list"))
    {
      view = annals_event_list_new ();
      annals_event_list_set_session (ANNALS_EVENT_LIST (view), self->session);
    }
  else if (g_str_equal (name, "notes"))
    {
      view = annals_notes_page_new ();
      annals_notes_page_set_session (ANNALS_NOTES_PAGE (view), self->session);
    }
  else
    return NULL;
  g_signal_connect_swapped (view, "show-event", G_CALLBACK (show_event_cb), self);
  gtk_stack_add_named (self->views, view, name);
  return view;
}

void
annals_window_list_all (AnnalsWindow *self)
{
  GtkWidget *list = gtk_stack_get_child_by_name (self->views, "list");

  if (list != NULL)
    annals_event_list_set_events (ANNALS_EVENT_LIST (list), NULL, NULL);
}

static void
load_notice_action_cb (AnnalsWindow *self)
{
  annals_window_choose_file (self);
}

static void
problem_notice_action_cb (AnnalsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.problems", NULL);
}

static void
problem_notice_closed_cb (AnnalsWindow *self)
{
  annals_window_set_shows_problems (self, FALSE);
}

static void
reload_notice_action_cb (AnnalsWindow *self)
{
  annals_window_toggle_changes (self);
}

static void
reload_notice_closed_cb (AnnalsWindow *self)
{
  annals_window_put_changes_away (self);
}

static void
notes_notice_action_cb (AnnalsWindow *self)
{
  if (self->offered_notes != NULL)
    annals_window_choose_notebook (self);
  else if (annals_window_save_notes (self))
    annals_notice_hide (self->notes_notice);
}

static void
export_notice_action_cb (AnnalsWindow *self)
{
  g_autofree char *uri = self->exported != NULL ? g_file_get_uri (self->exported) : NULL;

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
  annals_notice_hide (self->export_notice);
}

static gboolean
drop_cb (AnnalsWindow *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (files == NULL)
    return FALSE;
  annals_window_open (self, files->data);
  for (GSList *next = files->next; next != NULL; next = next->next)
    g_application_open (G_APPLICATION (application), (GFile **)&next->data, 1, "");
  return TRUE;
}

/* What is typed right behind the key that closes a menu was sent to the menu, before the display heard that it
 * is gone: GTK hands it to the closed popover, where it ends. It is the window's. */
static gboolean
late_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, AnnalsWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (gtk_widget_get_mapped (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (self))
         || (focus != NULL && gtk_event_controller_key_forward (controller, focus));
}

static void
catch_late_keys (AnnalsWindow *self, GtkMenuButton *button)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (late_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (gtk_menu_button_get_popover (button)), controller);
}

static void
recent_menu_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = annals_recent_create_menu ("win.open-uri");

  gtk_menu_button_set_menu_model (button, menu);
  catch_late_keys (data, button);
}

/* GTK 4.8 leaves the focus in a submenu that closed with its menu, where no key does anything: it goes
 * back to what is looked at. */
static void
menu_closed_cb (AnnalsWindow *self, GtkPopover *popover)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (popover)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->views), GTK_DIR_TAB_FORWARD);
}

static void
main_menu_cb (GtkMenuButton *button, gpointer data)
{
  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  gtk_menu_button_set_menu_model (button, ANNALS_WINDOW (data)->main_menu);
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed",
                           G_CALLBACK (menu_closed_cb), data, G_CONNECT_SWAPPED);
  catch_late_keys (data, button);
}

static void
restore_state (AnnalsWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "is-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->shows_panel = g_settings_get_boolean (self->settings, "show-panel");
  self->panel_width = MAX (ANNALS_PANEL_WIDTH_MIN, g_settings_get_int (self->settings, "panel-width"));
  annals_session_set_hides_others (self->session,
                                   g_settings_get_boolean (self->settings, "hide-others"));
}

static void
keep_state (AnnalsWindow *self)
{
  gboolean is_maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "is-maximized", is_maximized);
  if (!is_maximized && width >= 360 && height >= 240)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings, "show-panel", self->shows_panel);
  g_settings_set_int (self->settings, "panel-width", self->panel_width);
  g_settings_set_boolean (self->settings, "hide-others",
                          annals_session_get_hides_others (self->session));
}

static void
annals_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (annals_window_parent_class)->map (widget);
  annals_window_await_first_frame (ANNALS_WINDOW (widget));
}

static void
question_response_cb (AnnalsWindow *self, int response)
{
  g_clear_pointer (&self->question, gtk_window_destroy);
  if (response == GTK_RESPONSE_CLOSE)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Notes that are nowhere but in this window are worth a question. */
static void
ask_to_lose_notes (AnnalsWindow *self)
{
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  const char *reason = annals_notebook_get_save_error (notebook);
  GtkWidget *question;

  if (self->question != NULL)
    return;
  question = gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL, GTK_MESSAGE_WARNING,
                                     GTK_BUTTONS_NONE, "%s", _ ("Your last notes are not saved."));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (question), "%s",
                                            reason != NULL ? reason
                                                           : _ ("They could not be written."));
  gtk_dialog_add_buttons (GTK_DIALOG (question), _ ("Keep the window open"), GTK_RESPONSE_CANCEL,
                          _ ("Close and lose them"), GTK_RESPONSE_CLOSE, NULL);
  gtk_widget_add_css_class (question, "annals");
  gtk_widget_add_css_class (gtk_dialog_get_widget_for_response (GTK_DIALOG (question), GTK_RESPONSE_CLOSE),
                            "destructive-action");
  g_signal_connect_swapped (question, "response", G_CALLBACK (question_response_cb), self);
  self->question = GTK_WINDOW (question);
  gtk_window_present (self->question);
}

static gboolean
annals_window_close_request (GtkWindow *window)
{
  AnnalsWindow *self = ANNALS_WINDOW (window);

  keep_state (self);
  if (!annals_window_save_notes (self))
    {
      ask_to_lose_notes (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (annals_window_parent_class)->close_request (window);
}

static void
annals_window_dispose (GObject *object)
{
  AnnalsWindow *self = ANNALS_WINDOW (object);

  annals_window_cancel_loading (self);
  annals_window_stop_reload (self);
  if (self->session != NULL)
    annals_window_watch_notebook (self, NULL);
  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_handle_id (&self->said_source, g_source_remove);
  g_clear_pointer (&self->question, gtk_window_destroy);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->exported);
  g_clear_object (&self->offered_notes);
  g_clear_pointer (&self->memory_key, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->refused);
  g_clear_object (&self->settings);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_handle_id (&self->panel_source, g_source_remove);
  g_clear_object (&self->panel_place);
  G_OBJECT_CLASS (annals_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/window.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, subtitle_row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, undated_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, recent_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, body);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, load_notice);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, reload_notice);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, problem_notice);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, notes_notice);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, export_notice);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, problem_list);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, problem_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, problem_count);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, change_list);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, views);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, empty_open_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, pill);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, pill_title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, pill_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, sheet_slot);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, overview_row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, timeline_view);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, overview);
  gtk_widget_class_bind_template_child (widget_class, AnnalsWindow, panel_place);
  gtk_widget_class_bind_template_callback (widget_class, go_to_event_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_events_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_range_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_range_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_notice_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_notice_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_notice_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_notice_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_notice_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_notice_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_notice_action_cb);
}

static void
annals_window_class_init (AnnalsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = annals_window_dispose;
  widget_class->map = annals_window_map;
  widget_class->size_allocate = annals_window_size_allocate;
  window_class->close_request = annals_window_close_request;

  g_type_ensure (ANNALS_TYPE_CHANGE_LIST);
  g_type_ensure (ANNALS_TYPE_NOTICE);
  g_type_ensure (ANNALS_TYPE_OVERVIEW_VIEW);
  g_type_ensure (ANNALS_TYPE_PROBLEM_LIST);
  g_type_ensure (ANNALS_TYPE_SEARCH_BAR);
  g_type_ensure (ANNALS_TYPE_TIMELINE_VIEW);
  bind_template (widget_class);
}

static void
share_session (AnnalsWindow *self)
{
  annals_search_bar_set_session (self->search_bar, self->session);
  annals_timeline_view_set_session (self->timeline_view, self->session);
  annals_overview_view_set_session (self->overview, self->session);
  g_signal_connect_object (self->session, "timeline-changed", G_CALLBACK (timeline_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "arrangement-changed",
                           G_CALLBACK (annals_window_remember_lanes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "index-changed",
                           G_CALLBACK (annals_window_give_memory_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "visits-changed",
                           G_CALLBACK (annals_window_update_actions), self, G_CONNECT_SWAPPED);
}

static void
annals_window_init (AnnalsWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->session = annals_session_new ();
  self->shows_panel = TRUE;
  self->panel_width = PANEL_WIDTH;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->panel_place);
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
  share_session (self);
  annals_window_add_actions (self);

  g_object_bind_property (self->search_bar, "search-mode-enabled", self->search_button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->paned, "notify::position",
                            G_CALLBACK (annals_window_keep_panel_width), self);
  gtk_menu_button_set_create_popup_func (self->menu_button, main_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->recent_button, recent_menu_cb, self, NULL);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->body, GTK_EVENT_CONTROLLER (drop));
  annals_look_watch (gtk_widget_get_settings (GTK_WIDGET (self)), G_CALLBACK (text_scale_changed_cb), self);
  timeline_changed_cb (self);
}

/* How wide the window will be, before it has been shown: as it was left, but no wider than the
 * screen. */
static int
guess_width (AnnalsWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area = { 0 };
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (monitor == NULL)
    return width;
  gdk_monitor_get_geometry (monitor, &area);
  return gtk_window_is_maximized (GTK_WINDOW (self)) ? area.width : MIN (width, area.width);
}

AnnalsWindow *
annals_window_new (GtkApplication *application, GSettings *settings)
{
  AnnalsWindow *self = g_object_new (ANNALS_TYPE_WINDOW, "application", application, NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      restore_state (self);
      annals_search_bar_set_settings (self->search_bar, settings);
      g_signal_connect_object (settings, "changed::author", G_CALLBACK (annals_window_sign_notes), self,
                               G_CONNECT_SWAPPED);
      annals_window_update_actions (self);
    }
  lay_out (self, guess_width (self) < ANNALS_WINDOW_NARROW);
  return self;
}

GFile *
annals_window_get_file (AnnalsWindow *self)
{
  g_return_val_if_fail (ANNALS_IS_WINDOW (self), NULL);

  return self->loader != NULL ? annals_loader_get_file (self->loader) : self->file;
}

gboolean
annals_window_is_loading (AnnalsWindow *self)
{
  g_return_val_if_fail (ANNALS_IS_WINDOW (self), FALSE);

  return self->loader != NULL;
}

AnnalsSession *
annals_window_get_session (AnnalsWindow *self)
{
  g_return_val_if_fail (ANNALS_IS_WINDOW (self), NULL);

  return self->session;
}
