/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view in motion: travelling to a view, gliding on after a flick.
 *
 * view/motion.h has the curves; here is the frame clock that they are asked by. */
#include "widgets/look.h"
#include "widgets/timeline-view-private.h"

/* Room on either side when a range is fitted: words stand right of what they name. */
#define FIT_MARGIN 40.0
/* Slower than this is a hand that has come to rest before it let go. */
#define COAST_MIN_PX_S 60.0

static AnnalsViewport *
get_viewport (AnnalsTimelineView *self)
{
  return annals_session_get_viewport (self->session);
}

void
annals_timeline_view_stop (AnnalsTimelineView *self)
{
  self->motion = ANNALS_MOTION_NONE;
  if (self->session != NULL)
    annals_session_set_destination (self->session, NULL);
  if (self->motion_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->motion_tick);
  self->motion_tick = 0;
}

void
annals_timeline_view_shift (AnnalsTimelineView *self, double dx_px, double dy_px)
{
  AnnalsView view = *annals_viewport_get_view (get_viewport (self));

  view.center_s -= dx_px * view.seconds_per_pixel;
  view.scroll_px -= dy_px;
  annals_viewport_set_view (get_viewport (self), &view);
}

void
annals_timeline_view_end_glide (AnnalsTimelineView *self)
{
  if (self->glide_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide_tick);
  self->glide_tick = 0;
  if (self->glide == NULL)
    return;
  g_clear_pointer (&self->glide, annals_glide_free);
  annals_timeline_view_invalidate (self);
}

static gboolean
glide_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gboolean is_over;

  if (self->glide_start_us == 0)
    self->glide_start_us = now;
  self->glide_progress = annals_glide_progress ((now - self->glide_start_us) / 1000.0, &is_over);
  if (!is_over)
    {
      annals_timeline_view_invalidate (self);
      return G_SOURCE_CONTINUE;
    }

  self->glide_tick = 0;
  annals_timeline_view_end_glide (self);
  annals_timeline_view_schedule_items (self);
  annals_timeline_view_update_hover (self);
  return G_SOURCE_REMOVE;
}

void
annals_timeline_view_glide (AnnalsTimelineView *self, AnnalsRows *rows, const AnnalsLanes *lanes,
                            double scroll_px, AnnalsDifference *difference)
{
  annals_timeline_view_end_glide (self);
  if (!annals_look_is_animated (GTK_WIDGET (self)) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->glide = annals_glide_new (rows, lanes, self->rows, scroll_px, difference);
  self->glide_progress = 0;
  self->glide_start_us = 0;
  self->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_tick_cb, NULL, NULL);
}

static gboolean
advance_travel (AnnalsTimelineView *self, double elapsed_ms)
{
  double t = MIN (1, elapsed_ms / ANNALS_MOTION_TRAVEL);
  const AnnalsView *now = annals_viewport_get_view (get_viewport (self));
  AnnalsView view = t < 1 ? annals_view_between (&self->travel_from, &self->travel_to, annals_ease_out (t))
                          : self->travel_to;

  /* The window may have been resized on the way. */
  view.width_px = now->width_px;
  view.height_px = now->height_px;
  annals_viewport_set_view (get_viewport (self), &view);
  return t < 1;
}

static gboolean
advance_coast (AnnalsTimelineView *self, double elapsed_ms)
{
  gboolean is_over_x = TRUE, is_over_y = TRUE;
  double x = annals_kinetic_offset (self->velocity_x, elapsed_ms / 1000, &is_over_x);
  double y = annals_kinetic_offset (self->velocity_y, elapsed_ms / 1000, &is_over_y);

  annals_timeline_view_shift (self, x - self->coasted_x, y - self->coasted_y);
  self->coasted_x = x;
  self->coasted_y = y;
  return !is_over_x || !is_over_y;
}

static gboolean
motion_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double elapsed_ms;
  gboolean goes_on = FALSE;

  if (self->session == NULL)
    {
      self->motion_tick = 0;
      self->motion = ANNALS_MOTION_NONE;
      return G_SOURCE_REMOVE;
    }
  if (self->motion_start_us == 0)
    self->motion_start_us = now;
  elapsed_ms = (now - self->motion_start_us) / 1000.0;

  if (self->motion == ANNALS_MOTION_TRAVELLING)
    goes_on = advance_travel (self, elapsed_ms);
  else if (self->motion == ANNALS_MOTION_COASTING)
    goes_on = advance_coast (self, elapsed_ms);
  if (goes_on)
    return G_SOURCE_CONTINUE;

  self->motion_tick = 0;
  self->motion = ANNALS_MOTION_NONE;
  annals_session_set_destination (self->session, NULL);
  annals_timeline_view_schedule_items (self);
  annals_timeline_view_update_hover (self);
  return G_SOURCE_REMOVE;
}

static void
start (AnnalsTimelineView *self, AnnalsMotionState motion)
{
  annals_timeline_view_stop (self);
  self->motion = motion;
  self->motion_start_us = 0;
  self->motion_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), motion_tick_cb, NULL, NULL);
}

void
annals_timeline_view_travel (AnnalsTimelineView *self, const AnnalsView *target)
{
  if (self->session == NULL)
    return;
  annals_timeline_view_hide_card (self);
  self->travel_from = *annals_viewport_get_view (get_viewport (self));
  self->travel_to = *target;
  if (!annals_look_is_animated (GTK_WIDGET (self)))
    {
      annals_timeline_view_stop (self);
      annals_viewport_set_view (get_viewport (self), target);
      return;
    }
  start (self, ANNALS_MOTION_TRAVELLING);
  annals_session_set_destination (self->session, target);
}

/* The same as a jump: Back leads here again. */
void
annals_timeline_view_jump (AnnalsTimelineView *self, const AnnalsView *target)
{
  const AnnalsView *now;

  if (self->session == NULL)
    return;
  now = annals_viewport_get_view (get_viewport (self));
  if (self->motion == ANNALS_MOTION_TRAVELLING || memcmp (target, now, sizeof *now) != 0)
    annals_session_leave (self->session);
  annals_timeline_view_travel (self, target);
}

void
annals_timeline_view_go (AnnalsTimelineView *self, int direction)
{
  AnnalsView view, target;

  g_return_if_fail (ANNALS_IS_TIMELINE_VIEW (self));

  if (self->session == NULL || !annals_session_go (self->session, direction, &view))
    return;
  target = *annals_viewport_get_view (get_viewport (self));
  target.center_s = view.center_s;
  target.seconds_per_pixel = view.seconds_per_pixel;
  target.scroll_px = view.scroll_px;
  annals_timeline_view_travel (self, &target);
}

void
annals_timeline_view_coast (AnnalsTimelineView *self, double velocity_x_px_s, double velocity_y_px_s)
{
  if (self->session == NULL || !annals_look_is_animated (GTK_WIDGET (self))
      || hypot (velocity_x_px_s, velocity_y_px_s) < COAST_MIN_PX_S)
    return;
  self->velocity_x = velocity_x_px_s;
  self->velocity_y = velocity_y_px_s;
  self->coasted_x = self->coasted_y = 0;
  start (self, ANNALS_MOTION_COASTING);
}

/* Where a key or button pressed again while still travelling goes on from. */
static AnnalsView
get_destination (AnnalsTimelineView *self)
{
  return self->motion == ANNALS_MOTION_TRAVELLING ? self->travel_to
                                                  : *annals_viewport_get_view (get_viewport (self));
}

void
annals_timeline_view_zoom (AnnalsTimelineView *self, double factor, double x_px)
{
  AnnalsView view;
  double instant;

  if (self->session == NULL)
    return;
  view = get_destination (self);
  instant = annals_view_instant (&view, x_px);
  view.seconds_per_pixel = CLAMP (view.seconds_per_pixel / factor, ANNALS_SECONDS_PER_PIXEL_MIN,
                                  ANNALS_SECONDS_PER_PIXEL_MAX);
  view.center_s = instant - (x_px - view.width_px / 2) * view.seconds_per_pixel;
  annals_timeline_view_travel (self, &view);
}

static void
travel_to_range (AnnalsTimelineView *self, double begin_s, double end_s, double margin_px)
{
  AnnalsView view = annals_viewport_fit (get_viewport (self), begin_s, end_s, margin_px);

  annals_timeline_view_jump (self, &view);
}

void
annals_timeline_view_fit (AnnalsTimelineView *self)
{
  AnnalsTimeline *timeline
    = self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
  double begin, end;

  if (timeline != NULL && annals_timeline_get_extent (timeline, &begin, &end))
    travel_to_range (self, begin, end, FIT_MARGIN);
}

void
annals_timeline_view_go_to_opening (AnnalsTimelineView *self)
{
  AnnalsTimeline *timeline
    = self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
  double begin, end;

  if (timeline != NULL && annals_timeline_get_opening_view (timeline, &begin, &end))
    travel_to_range (self, begin, end, ANNALS_OPENING_MARGIN);
}

void
annals_timeline_view_show_range (AnnalsTimelineView *self, double begin_s, double end_s)
{
  g_return_if_fail (ANNALS_IS_TIMELINE_VIEW (self));
  g_return_if_fail (begin_s <= end_s);

  if (self->session != NULL)
    travel_to_range (self, begin_s, end_s, FIT_MARGIN);
}

void
annals_timeline_view_reveal (AnnalsTimelineView *self, guint event)
{
  AnnalsView view;
  double top, bottom;

  g_return_if_fail (ANNALS_IS_TIMELINE_VIEW (self));

  if (self->session == NULL || annals_session_get_timeline (self->session) == NULL)
    return;
  annals_timeline_view_stop (self);
  if (!annals_session_get_view_of_event (self->session, event, &view))
    return;
  if (annals_timeline_view_find_row (self, event, &top, &bottom))
    {
      double margin = self->metrics.row;

      if (bottom + margin > view.scroll_px + view.height_px)
        view.scroll_px = bottom + margin - view.height_px;
      if (top - margin < view.scroll_px)
        view.scroll_px = MAX (0, top - margin);
    }
  if (memcmp (&view, annals_viewport_get_view (get_viewport (self)), sizeof view) != 0)
    annals_timeline_view_travel (self, &view);
}
