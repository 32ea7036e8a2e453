/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view and dates that are typed: G asks for one and travels there. */
#include "widgets/go-to-date.h"
#include "widgets/timeline-view-private.h"

/* Of the view, on each side of a date that was gone to: what lies around it is seen too. */
#define AROUND 0.2

static void
go_cb (AnnalsTimelineView *self, double begin_s, double end_s)
{
  AnnalsViewport *viewport;
  AnnalsView view;

  if (self->session == NULL || annals_session_get_timeline (self->session) == NULL)
    return;
  viewport = annals_session_get_viewport (self->session);
  view = annals_viewport_fit (viewport, begin_s, end_s,
                              annals_viewport_get_view (viewport)->width_px * AROUND);
  annals_timeline_view_jump (self, &view);
}

void
annals_timeline_view_ask_for_date (AnnalsTimelineView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int axis = round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
  GdkRectangle place = { (width + (int) self->names_width) / 2, 0, 1, axis };

  if (self->session == NULL || annals_session_get_timeline (self->session) == NULL)
    return;
  annals_timeline_view_hide_card (self);
  if (self->date_popover == NULL)
    {
      self->date_popover = annals_go_to_date_new ();
      gtk_widget_set_parent (self->date_popover, GTK_WIDGET (self));
      g_signal_connect_object (self->date_popover, "go", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->date_popover), &place);
  annals_go_to_date_open (ANNALS_GO_TO_DATE (self->date_popover),
                          annals_session_get_timeline (self->session));
}
