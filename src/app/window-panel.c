/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's side panel: when it is made, where it stands, how wide it is. */
#include "app/window-private.h"

/* What is wider hides what it is beside. */
#define PANEL_WIDTH_MAX 1024

static void
go_to_event_cb (AnnalsWindow *self, guint event)
{
  annals_window_go_to_event (self, event);
}

static void
search_cb (AnnalsWindow *self, const char *text)
{
  annals_search_bar_set_text (self->search_bar, text);
  annals_search_bar_open (self->search_bar);
}

/* Where there is room it stands beside the timeline, else it lies over it as a sheet. */
void
annals_window_place_panel (AnnalsWindow *self)
{
  GtkWidget *panel = self->panel_place;
  gboolean is_in_sheet = gtk_widget_get_parent (panel) == self->sheet_slot;

  if (self->is_narrow && !is_in_sheet)
    {
      gtk_paned_set_end_child (self->paned, NULL);
      gtk_box_append (GTK_BOX (self->sheet_slot), panel);
    }
  else if (!self->is_narrow && gtk_paned_get_end_child (self->paned) != panel)
    {
      if (is_in_sheet)
        gtk_box_remove (GTK_BOX (self->sheet_slot), panel);
      gtk_paned_set_end_child (self->paned, panel);
    }
  if (ANNALS_IS_SIDE_PANEL (panel))
    annals_side_panel_set_is_sheet (ANNALS_SIDE_PANEL (panel), self->is_narrow);
  gtk_widget_set_size_request (panel, self->is_narrow ? -1 : ANNALS_PANEL_WIDTH_MIN, -1);
}

AnnalsSidePanel *
annals_window_get_panel (AnnalsWindow *self)
{
  GtkWidget *place = self->panel_place;

  if (ANNALS_IS_SIDE_PANEL (place))
    return ANNALS_SIDE_PANEL (place);

  g_clear_handle_id (&self->panel_source, g_source_remove);
  self->panel_place = g_object_ref_sink (annals_side_panel_new ());
  annals_side_panel_set_session (ANNALS_SIDE_PANEL (self->panel_place), self->session);
  g_signal_connect_swapped (self->panel_place, "go-to-event", G_CALLBACK (go_to_event_cb), self);
  g_signal_connect_swapped (self->panel_place, "search", G_CALLBACK (search_cb), self);
  if (gtk_widget_get_parent (place) == self->sheet_slot)
    gtk_box_remove (GTK_BOX (self->sheet_slot), place);
  annals_window_place_panel (self);
  annals_window_update_panel (self);
  g_object_unref (place);
  return ANNALS_SIDE_PANEL (self->panel_place);
}

static gboolean
make_panel_cb (gpointer data)
{
  AnnalsWindow *self = data;

  self->panel_source = 0;
  annals_window_get_panel (self);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (AnnalsWindow *self, GdkFrameClock *clock)
{
  if (annals_timeline_view_get_scene (self->timeline_view) == NULL)
    return;
  g_clear_signal_handler (&self->painted_handler, clock);
  if (!ANNALS_IS_SIDE_PANEL (self->panel_place) && self->panel_source == 0)
    self->panel_source = g_idle_add (make_panel_cb, self);
}

/* The first frame with events in it does not wait for the panel, whose words are a third of it. */
void
annals_window_await_first_frame (AnnalsWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (!ANNALS_IS_SIDE_PANEL (self->panel_place) && self->painted_handler == 0)
    self->painted_handler = g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb),
                                                     self, G_CONNECT_SWAPPED);
}

/* A sheet stands over the timeline only while there is an event to tell of. */
void
annals_window_update_panel (AnnalsWindow *self)
{
  gboolean has_selection = annals_session_get_selection (self->session) != ANNALS_NO_EVENT;
  gboolean is_shown = self->shows_panel && (!self->is_narrow || has_selection);

  if (has_selection)
    annals_window_get_panel (self);
  gtk_widget_set_visible (self->panel_place, is_shown);
  gtk_widget_set_visible (self->sheet_slot, is_shown && self->is_narrow);
}

void
annals_window_set_shows_panel (AnnalsWindow *self, gboolean shows_panel)
{
  self->shows_panel = shows_panel;
  annals_window_update_panel (self);
}

void
annals_window_keep_panel_width (AnnalsWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->paned));

  if (self->is_fitted && gtk_widget_get_visible (self->panel_place) && width > 0)
    self->panel_width = CLAMP (width - gtk_paned_get_position (self->paned) - 1,
                               ANNALS_PANEL_WIDTH_MIN, PANEL_WIDTH_MAX);
}
