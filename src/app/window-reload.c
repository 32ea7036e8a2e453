/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's file that changes on disk: read again, shown where the reader is, told in a line. */
#include "app/window-private.h"

#include <glib/gi18n-lib.h>

/* The file on disk is not what is shown. */
static void
tell_trouble (AnnalsWindow *self, const GError *error)
{
  g_autofree char *name = annals_window_name_file (annals_reloader_get_file (self->reloader));
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      title = g_strdup_printf (_ ("%s is no longer there."), name);
      annals_notice_show (self->reload_notice, ANNALS_NOTICE_WARNING, title,
                          _ ("What was read last stays."), NULL);
      return;
    }
  title = g_strdup_printf (_ ("%s on disk cannot be shown now."), name);
  /* TRANSLATORS: %s is a sentence that says what is wrong and where */
  text = g_strdup_printf (_ ("%s What was read last stays."), error->message);
  annals_notice_show (self->reload_notice, ANNALS_NOTICE_WARNING, title, text, NULL);
}

/* What the notice's button does next. */
static const char *
get_action (AnnalsWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->change_list)) ? _ ("Hide") : _ ("What changed");
}

static void
tell_changes (AnnalsWindow *self)
{
  g_autofree char *changes
      = self->changes != NULL ? annals_change_list_describe (self->changes) : NULL;
  g_autofree char *text = NULL;

  if (changes == NULL)
    {
      annals_notice_hide (self->reload_notice);
      gtk_widget_set_visible (GTK_WIDGET (self->change_list), FALSE);
      annals_change_list_set_difference (self->change_list, NULL);
      return;
    }
  /* TRANSLATORS: %s is what changed: "2 events added, 1 re-dated" */
  text = g_strdup_printf (_ ("%s. View and notes stay."), changes);
  annals_notice_show (self->reload_notice, ANNALS_NOTICE_INFORMATION,
                      _ ("The file changed on disk."), text, get_action (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self->change_list)))
    annals_change_list_set_difference (self->change_list, self->changes);
}

static void
tell (AnnalsWindow *self)
{
  const GError *trouble = annals_reloader_get_trouble (self->reloader);

  if (trouble != NULL)
    tell_trouble (self, trouble);
  else
    tell_changes (self);
}

/* What is taken back on disk before the reader has put the notice away is no change. */
static void
reloaded_cb (AnnalsWindow *self, AnnalsDifference *step, AnnalsDifference *since)
{
  /* Another file's first events may be on screen by now. */
  if (annals_session_get_timeline (self->session) != annals_difference_get_before (step))
    return;
  g_clear_pointer (&self->changes, annals_difference_unref);
  self->changes = annals_difference_ref (since);
  annals_session_reload (self->session, step);
  annals_window_tell_problems (self, TRUE);
  tell (self);
}

static void
unchanged_cb (AnnalsWindow *self)
{
  if (!annals_notice_is_shown (self->reload_notice))
    annals_notice_show (self->reload_notice, ANNALS_NOTICE_INFORMATION,
                        _ ("The file on disk is as it is shown."), NULL, NULL);
}

void
annals_window_prepare_reload (AnnalsWindow *self, GFile *file)
{
  g_clear_object (&self->next_reloader);
  self->next_reloader = annals_reloader_new (file);
}

void
annals_window_begin_reload (AnnalsWindow *self, AnnalsTimeline *timeline)
{
  g_return_if_fail (self->next_reloader != NULL);

  annals_window_stop_reload (self);
  self->reloader = g_steal_pointer (&self->next_reloader);
  g_signal_connect_swapped (self->reloader, "reloaded", G_CALLBACK (reloaded_cb), self);
  g_signal_connect_swapped (self->reloader, "unchanged", G_CALLBACK (unchanged_cb), self);
  g_signal_connect_swapped (self->reloader, "trouble-changed", G_CALLBACK (tell), self);
  annals_reloader_set_timeline (self->reloader, timeline);
}

void
annals_window_stop_reload (AnnalsWindow *self)
{
  if (self->reloader != NULL)
    g_signal_handlers_disconnect_by_data (self->reloader, self);
  g_clear_object (&self->reloader);
  g_clear_pointer (&self->changes, annals_difference_unref);
}

void
annals_window_put_changes_away (AnnalsWindow *self)
{
  annals_notice_hide (self->reload_notice);
  gtk_widget_set_visible (GTK_WIDGET (self->change_list), FALSE);
  annals_change_list_set_difference (self->change_list, NULL);
  g_clear_pointer (&self->changes, annals_difference_unref);
  if (self->reloader != NULL)
    annals_reloader_accept (self->reloader);
}

void
annals_window_toggle_changes (AnnalsWindow *self)
{
  gboolean is_shown = gtk_widget_get_visible (GTK_WIDGET (self->change_list));

  annals_change_list_set_difference (self->change_list, is_shown ? NULL : self->changes);
  gtk_widget_set_visible (GTK_WIDGET (self->change_list), !is_shown && self->changes != NULL);
  annals_notice_set_action (self->reload_notice, get_action (self));
}

void
annals_window_reload (AnnalsWindow *self)
{
  if (self->reloader != NULL)
    annals_reloader_reload (self->reloader);
  else if (self->refused != NULL)
    annals_window_open (self, self->refused);
  else if (self->file != NULL)
    annals_window_open (self, self->file);
}
