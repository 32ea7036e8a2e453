/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a window's file: told once, counted as long as it is shown, listed when asked for. */
#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "time/words.h"

static AnnalsProblems *
get_problems (AnnalsWindow *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);

  return timeline != NULL ? annals_timeline_get_problems (timeline) : NULL;
}

static guint64
count_problems (AnnalsWindow *self)
{
  AnnalsProblems *problems = get_problems (self);

  return problems == NULL ? 0
                          : annals_problems_count (problems, ANNALS_SEVERITY_ERROR)
                                + annals_problems_count (problems, ANNALS_SEVERITY_WARNING);
}

void
annals_window_update_problem_counter (AnnalsWindow *self)
{
  guint64 n = count_problems (self);
  g_autofree char *number = annals_number_to_words (n);
  g_autofree char *spoken = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s problem in the file", "%s problems in the file", (gulong)n),
      number);
  /* TRANSLATORS: how many problems, then a key */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (%s)"), spoken, "Ctrl+Shift+P");

  gtk_widget_set_visible (self->problem_button, n > 0);
  gtk_label_set_label (self->problem_count, number);
  gtk_widget_set_tooltip_text (self->problem_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problem_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
annals_window_set_shows_problems (AnnalsWindow *self, gboolean shows)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "problems");
  GtkWidget *list = GTK_WIDGET (self->problem_list);
  gboolean had_focus
      = gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self)) != NULL
                                    ? gtk_window_get_focus (GTK_WINDOW (self))
                                    : GTK_WIDGET (self),
                                list);

  shows = shows && count_problems (self) > 0;
  annals_problem_list_set_timeline (self->problem_list,
                                    shows ? annals_session_get_timeline (self->session) : NULL);
  gtk_widget_set_visible (list, shows);
  annals_notice_set_action (self->problem_notice, shows ? _ ("Hide") : _ ("Show"));
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shows));
  if (had_focus && !shows)
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->views));
}

gboolean
annals_window_shows_problems (AnnalsWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->problem_list));
}

/* "3 of 86 events were left out."; where none was, "3 problems were found in leak.json." */
static char *
describe_problems (AnnalsWindow *self, guint64 n)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  guint64 n_left_out = annals_problems_get_n_left_out (get_problems (self));
  guint64 n_elements = annals_timeline_get_n_events (timeline) + n_left_out;
  g_autofree char *number = annals_number_to_words (n_left_out > 0 ? n_left_out : n);
  g_autofree char *all = annals_number_to_words (n_elements);
  g_autofree char *name = annals_window_name_file (self->file);

  if (n_left_out > 0)
    /* TRANSLATORS: how many of how many; the plural goes with the first */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of %s events was left out.",
                                         "%s of %s events were left out.", (gulong)n_left_out),
                            number, all);
  /* TRANSLATORS: how many, then the name of a file */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s problem was found in %s.",
                                       "%s problems were found in %s.", (gulong)n),
                          number, name);
}

void
annals_window_tell_problems (AnnalsWindow *self, gboolean is_reload)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  guint64 n = count_problems (self);
  g_autofree char *title = NULL;
  const char *text;

  annals_window_update_problem_counter (self);
  annals_window_update_actions (self);
  annals_window_set_shows_problems (self, annals_window_shows_problems (self));
  if (is_reload && n > 0 && n == self->n_problems_told)
    return;
  self->n_problems_told = n;
  if (n == 0)
    {
      annals_notice_hide (self->problem_notice);
      return;
    }
  title = describe_problems (self, n);
  if (annals_problems_get_n_left_out (get_problems (self)) == 0)
    text = _ ("All events are shown.");
  else if (annals_timeline_get_n_events (timeline) == 0)
    text = _ ("No event is left to show.");
  else
    text = _ ("The rest is shown.");
  annals_notice_show (self->problem_notice, ANNALS_NOTICE_WARNING, title, text,
                      annals_window_shows_problems (self) ? _ ("Hide") : _ ("Show"));
}
