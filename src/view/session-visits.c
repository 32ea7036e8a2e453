/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places that the reader of a session has visited: what Back and Forward go to. */
#include "view/session-private.h"

static AnnalsVisit
get_here (AnnalsSession *self)
{
  const AnnalsView *view = annals_viewport_get_view (self->viewport);

  /* On the way to somewhere the reader is there already: a stretch flown over is no place. */
  if (self->destination.seconds_per_pixel > 0)
    view = &self->destination;

  return (AnnalsVisit){ *view, self->selection };
}

static guint
find_again (guint event, gpointer data)
{
  AnnalsTimeline *const *timelines = data;

  if (event == ANNALS_NO_EVENT)
    return event;

  return annals_timeline_find_event (timelines[1], annals_timeline_get_event_id (timelines[0], event));
}

void
annals_session_translate_visits (AnnalsSession *self, AnnalsTimeline *next)
{
  AnnalsTimeline *timelines[2] = { self->timeline, next };

  if (self->timeline != NULL && next != NULL)
    annals_visits_translate (&self->visits, find_again, timelines);
}

void
annals_session_clear_visits (AnnalsSession *self)
{
  self->visits.n_back = self->visits.n_forward = 0;
  self->destination = (AnnalsView){ 0 };
  g_signal_emit_by_name (self, "visits-changed");
}

void
annals_session_set_destination (AnnalsSession *self, const AnnalsView *view)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));

  self->destination = view != NULL ? *view : (AnnalsView){ 0 };
}

void
annals_session_leave (AnnalsSession *self)
{
  AnnalsVisit here;

  g_return_if_fail (ANNALS_IS_SESSION (self));

  if (self->timeline == NULL)
    return;
  here = get_here (self);
  annals_visits_leave (&self->visits, &here);
  g_signal_emit_by_name (self, "visits-changed");
}

gboolean
annals_session_can_go (AnnalsSession *self, int direction)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), FALSE);

  return (direction < 0 ? self->visits.n_back : self->visits.n_forward) > 0;
}

gboolean
annals_session_go (AnnalsSession *self, int direction, AnnalsView *view)
{
  AnnalsVisit here, there;
  gboolean has_gone;

  g_return_val_if_fail (ANNALS_IS_SESSION (self), FALSE);
  g_return_val_if_fail (direction == 1 || direction == -1, FALSE);
  g_return_val_if_fail (view != NULL, FALSE);

  if (self->timeline == NULL)
    return FALSE;
  here = get_here (self);
  has_gone = direction < 0 ? annals_visits_go_back (&self->visits, &here, &there)
                           : annals_visits_go_forward (&self->visits, &here, &there);
  if (!has_gone)
    return FALSE;

  *view = there.view;
  annals_session_select (self, there.selection);
  g_signal_emit_by_name (self, "visits-changed");

  return TRUE;
}
