/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's file: read as it comes, shown, told about when it is wrong; and its notes. */
#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/memory.h"
#include "app/recent.h"
#include "time/words.h"

/* A file that is read sooner than this needs no pill. */
#define PILL_DELAY_MS 300
/* Fewer leave nothing behind that is worth giving back. */
#define MANY_EVENTS 65536

char *
annals_window_name_file (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return g_filename_display_name (base != NULL ? base : "");
}

static void
hide_pill (AnnalsWindow *self)
{
  g_clear_handle_id (&self->pill_source, g_source_remove);
  gtk_widget_set_visible (self->pill, FALSE);
  gtk_widget_set_visible (self->progress, FALSE);
}

static gboolean
show_pill_cb (gpointer data)
{
  AnnalsWindow *self = data;

  self->pill_source = 0;
  gtk_widget_set_visible (self->pill, TRUE);
  gtk_widget_set_visible (self->progress, TRUE);
  return G_SOURCE_REMOVE;
}

static void
forget_loader (AnnalsWindow *self)
{
  hide_pill (self);
  if (self->loader != NULL)
    g_signal_handlers_disconnect_by_data (self->loader, self);
  g_clear_object (&self->loader);
  g_clear_object (&self->cancellable);
  annals_window_update_page (self);
  annals_window_update_actions (self);
}

void
annals_window_cancel_loading (AnnalsWindow *self)
{
  if (self->loader == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->loader, self);
  g_clear_object (&self->loader);
  g_clear_object (&self->next_reloader);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pill_source, g_source_remove);
}

static void
progress_cb (AnnalsWindow *self, guint64 bytes_read, guint64 bytes_total, guint n_events)
{
  g_autofree char *number = annals_number_to_words (n_events);
  g_autofree char *events = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s event so far", "%s events so far", n_events), number);
  g_autofree char *read = g_format_size (bytes_read);
  g_autofree char *total = g_format_size (bytes_total);
  g_autofree char *text = NULL;

  if (bytes_total > 0)
    {
      /* TRANSLATORS: how much is read of how much ("164 MB of 279 MB"), then how many events */
      text = g_strdup_printf (_ ("%s of %s · %s"), read, total, events);
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                     MIN (1.0, (double)bytes_read / (double)bytes_total));
    }
  else
    {
      text = g_strdup_printf ("%s · %s", read, events);
      gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
    }
  gtk_label_set_label (self->pill_text, text);
}

/* All that was said was about the file that goes. */
static void
hide_notices (AnnalsWindow *self)
{
  annals_window_stop_reload (self);
  annals_window_put_changes_away (self);
  annals_notice_hide (self->load_notice);
  annals_notice_hide (self->problem_notice);
  annals_notice_hide (self->notes_notice);
  annals_notice_hide (self->export_notice);
  annals_window_set_shows_problems (self, FALSE);
}

/* The first events of another file take the place of what was shown. */
static void
show_new_timeline (AnnalsWindow *self, AnnalsTimeline *timeline)
{
  annals_window_save_notes (self);
  annals_window_watch_notebook (self, NULL);
  g_set_object (&self->file, annals_timeline_get_file (timeline));
  hide_notices (self);
  annals_window_list_all (self);

  g_clear_pointer (&self->memory_key, g_free);
  annals_session_set_timeline (self->session, timeline, TRUE);
  annals_window_open_notebook (self, timeline);
  /* The arrow keys work at once, unless the reader is typing somewhere. */
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL
      || !GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (self))))
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->views));
}

static void
show_timeline (AnnalsWindow *self, AnnalsTimeline *timeline)
{
  if (self->has_published)
    annals_session_set_timeline (self->session, timeline, FALSE);
  else
    show_new_timeline (self, timeline);
  self->has_published = TRUE;
}

void
annals_window_give_memory_back (AnnalsWindow *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);

  if (timeline != NULL && annals_timeline_get_n_events (timeline) >= MANY_EVENTS)
    annals_memory_give_back ();
}

static void
published_cb (AnnalsWindow *self, AnnalsTimeline *timeline)
{
  show_timeline (self, timeline);
}

static void
tell_error (AnnalsWindow *self, GFile *file, const GError *error)
{
  g_autofree char *name = annals_window_name_file (file);
  g_autofree char *title = NULL;

  if (error->domain == ANNALS_FORMAT_ERROR && error->code == ANNALS_FORMAT_ERROR_EMPTY)
    title = g_strdup_printf (_ ("%s is empty."), name);
  else if (error->domain == ANNALS_FORMAT_ERROR)
    title = g_strdup_printf (_ ("%s is no timeline."), name);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    title = g_strdup_printf (_ ("%s is not there."), name);
  else
    title = g_strdup_printf (_ ("%s cannot be read."), name);
  annals_notice_show (self->load_notice, ANNALS_NOTICE_ERROR, title, error->message,
                      _ ("Open another…"));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsWindow) self = data;
  AnnalsLoader *loader = ANNALS_LOADER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_loader_load_finish (loader, result, &error);
  g_autoptr (GFile) file = g_object_ref (annals_loader_get_file (loader));

  if (loader != self->loader) /* another file was opened meanwhile, or the window closed */
    return;
  forget_loader (self);
  if (timeline != NULL)
    {
      show_timeline (self, timeline);
      annals_window_give_memory_back (self);
      annals_window_tell_problems (self, FALSE);
      annals_window_begin_reload (self, timeline);
      g_clear_object (&self->refused);
      annals_recent_add (file);
      annals_window_find_notebook (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_object (&self->refused, file);
      /* Half a file is no timeline: what came before the mistake goes with it. */
      if (self->has_published)
        annals_window_close_timeline (self);
      tell_error (self, file, error);
    }
  else
    annals_session_settle (self->session);
  g_clear_object (&self->next_reloader);
  annals_window_update_actions (self);
}

void
annals_window_open (AnnalsWindow *self, GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (ANNALS_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  annals_window_cancel_loading (self);
  annals_notice_hide (self->load_notice);
  annals_window_prepare_reload (self, file);
  self->loader = annals_loader_new (file);
  self->cancellable = g_cancellable_new ();
  self->has_published = FALSE;
  annals_window_update_page (self);
  name = annals_window_name_file (file);
  title = g_strdup_printf (_ ("Reading %s"), name);
  gtk_label_set_label (self->pill_title, title);
  gtk_label_set_label (self->pill_text, "");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  if (!gtk_widget_get_visible (self->pill))
    self->pill_source = g_timeout_add (PILL_DELAY_MS, show_pill_cb, self);
  g_signal_connect_swapped (self->loader, "published", G_CALLBACK (published_cb), self);
  g_signal_connect_swapped (self->loader, "progress", G_CALLBACK (progress_cb), self);
  annals_loader_load_async (self->loader, self->cancellable, loaded_cb, g_object_ref (self));
  annals_window_update_actions (self);
}

void
annals_window_close_timeline (AnnalsWindow *self)
{
  g_return_if_fail (ANNALS_IS_WINDOW (self));

  annals_window_cancel_loading (self);
  hide_pill (self);
  if (!annals_window_save_notes (self))
    return;
  annals_window_watch_notebook (self, NULL);
  annals_session_set_notebook (self->session, NULL);
  annals_session_set_timeline (self->session, NULL, TRUE);
  annals_window_list_all (self);
  g_clear_object (&self->file);
  hide_notices (self);
  annals_window_update_page (self);
  annals_window_update_actions (self);
}

/* Notes */

static void
tell_elsewhere (AnnalsWindow *self, AnnalsNotebook *notebook)
{
  g_autofree char *folder = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GFile) parent = NULL;

  if (self->told_elsewhere || !annals_notebook_is_elsewhere (notebook)
      || annals_notebook_get_n_notes (notebook) == 0)
    return;
  self->told_elsewhere = TRUE;
  parent = g_file_get_parent (annals_notebook_get_file (notebook));
  folder = parent != NULL ? g_file_get_parse_name (parent) : g_strdup ("");
  /* TRANSLATORS: a folder's path */
  words = g_strdup_printf (_ ("They are kept in %s."), folder);
  annals_notice_show (self->notes_notice, ANNALS_NOTICE_INFORMATION,
                      _ ("Notes cannot be kept beside this timeline."), words, NULL);
}

static void
notebook_changed_cb (AnnalsWindow *self, const char *event_id, AnnalsNotebook *notebook)
{
  tell_elsewhere (self, notebook);
}

static void
tell_unsaved (AnnalsWindow *self, const char *reason)
{
  self->tells_unsaved = TRUE;
  g_clear_object (&self->offered_notes);
  annals_notice_show (self->notes_notice, ANNALS_NOTICE_ERROR, _ ("The notes are not saved."), reason,
                      _ ("Save again"));
}

/* The panel tells of it beside the note; the window where nobody sees the panel. */
static void
save_state_cb (AnnalsWindow *self, GParamSpec *spec, AnnalsNotebook *notebook)
{
  AnnalsSaveState state = annals_notebook_get_save_state (notebook);

  if (state == ANNALS_SAVE_FAILED && gtk_widget_get_mapped (self->panel_place))
    return;
  if (state == ANNALS_SAVE_FAILED)
    tell_unsaved (self, annals_notebook_get_save_error (notebook));
  else if (state == ANNALS_SAVE_IDLE && self->tells_unsaved)
    {
      self->tells_unsaved = FALSE;
      annals_notice_hide (self->notes_notice);
    }
}

void
annals_window_watch_notebook (AnnalsWindow *self, AnnalsNotebook *notebook)
{
  AnnalsNotebook *former = annals_session_get_notebook (self->session);
  const GError *error;

  if (former != NULL)
    g_signal_handlers_disconnect_by_data (former, self);
  g_cancellable_cancel (self->opening_notes);
  g_clear_object (&self->opening_notes);
  self->told_elsewhere = FALSE;
  if (notebook == NULL)
    return;
  annals_window_sign_notes (self);
  g_signal_connect_swapped (notebook, "changed", G_CALLBACK (notebook_changed_cb), self);
  g_signal_connect_swapped (notebook, "notify::save-state", G_CALLBACK (save_state_cb), self);
  g_signal_connect_swapped (notebook, "notify::can-undo", G_CALLBACK (annals_window_update_actions),
                            self);
  g_signal_connect_swapped (notebook, "notify::can-redo", G_CALLBACK (annals_window_update_actions),
                            self);
  annals_window_update_actions (self);
  tell_elsewhere (self, notebook);
  error = annals_notebook_get_read_error (notebook);
  if (error != NULL)
    annals_notice_show (
        self->notes_notice, ANNALS_NOTICE_WARNING,
        _ ("The notes of this timeline cannot be read; new ones go to another file."),
        error->message, NULL);
}

gboolean
annals_window_save_notes (AnnalsWindow *self)
{
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  g_autoptr (GError) error = NULL;

  if (notebook == NULL || annals_notebook_save_now (notebook, &error))
    return TRUE;
  tell_unsaved (self, error != NULL ? error->message : annals_notebook_get_save_error (notebook));
  return FALSE;
}
