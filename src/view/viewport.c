/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stretch of time is in view, and how many seconds a pixel is. */
#include "view/viewport.h"

#include <math.h>

#include "time/calendar.h"

/* Seconds of the mean Gregorian year. */
#define YEAR_S 31556952.0
/* No centre beyond the years that dates may have. */
#define CENTER_MAX_S (ANNALS_YEAR_MAX * YEAR_S)
/* A pixel is at least so many times the distance of neighbouring doubles at the centre: in the far
 * past, closer in there is nothing to see. */
#define RESOLVABLE 0x1p-50

struct _AnnalsViewport
{
  GObject parent_instance;

  AnnalsView view;
  double content_height_px;
  double begin_s, end_s;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnnalsViewport, annals_viewport, G_TYPE_OBJECT)

int
annals_octave_of (double seconds_per_pixel)
{
  int exponent;
  double mantissa;

  g_return_val_if_fail (seconds_per_pixel > 0 && isfinite (seconds_per_pixel), 0);

  mantissa = frexp (seconds_per_pixel, &exponent);
  /* seconds_per_pixel = mantissa × 2^exponent, ½ ≤ mantissa < 1; a power of two is the coarsest
   * scale of the octave below. */
  return mantissa == 0.5 ? exponent - 2 : exponent - 1;
}

double
annals_octave_get_coarsest (int octave)
{
  return ldexp (1, octave + 1);
}

static double
clamp_scale (double seconds_per_pixel, double center_s)
{
  double least = fmax (ANNALS_SECONDS_PER_PIXEL_MIN, fabs (center_s) * RESOLVABLE);

  return CLAMP (seconds_per_pixel, least, ANNALS_SECONDS_PER_PIXEL_MAX);
}

static double
clamp_center (AnnalsViewport *self, double center_s)
{
  double begin_s = fmax (self->begin_s, -CENTER_MAX_S);
  double end_s = fmin (self->end_s, CENTER_MAX_S);

  return CLAMP (center_s, begin_s, end_s);
}

static double
clamp_scroll (AnnalsViewport *self, double scroll_px, double height_px)
{
  double most = fmax (0, self->content_height_px - height_px);

  return CLAMP (scroll_px, 0, most);
}

/* Clamps, compares, and tells once. Numbers that are none keep what was there. */
static void
take_view (AnnalsViewport *self, AnnalsView view)
{
  const AnnalsView *old = &self->view;

  if (!isfinite (view.center_s))
    view.center_s = old->center_s;
  if (!isfinite (view.seconds_per_pixel) || view.seconds_per_pixel <= 0)
    view.seconds_per_pixel = old->seconds_per_pixel;
  if (!isfinite (view.width_px) || view.width_px < 0)
    view.width_px = old->width_px;
  if (!isfinite (view.height_px) || view.height_px < 0)
    view.height_px = old->height_px;
  if (!isfinite (view.scroll_px))
    view.scroll_px = old->scroll_px;

  view.center_s = clamp_center (self, view.center_s);
  view.seconds_per_pixel = clamp_scale (view.seconds_per_pixel, view.center_s);
  view.scroll_px = clamp_scroll (self, view.scroll_px, view.height_px);

  if (view.center_s == old->center_s && view.seconds_per_pixel == old->seconds_per_pixel
      && view.width_px == old->width_px && view.height_px == old->height_px
      && view.scroll_px == old->scroll_px)
    return;

  self->view = view;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
annals_viewport_class_init (AnnalsViewportClass *klass)
{
  /**
   * AnnalsViewport::changed:
   *
   * The view is another one: emitted once for each call that changed anything.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
annals_viewport_init (AnnalsViewport *self)
{
  self->view.seconds_per_pixel = 86400;
  self->begin_s = -INFINITY;
  self->end_s = INFINITY;
}

AnnalsViewport *
annals_viewport_new (void)
{
  return g_object_new (ANNALS_TYPE_VIEWPORT, NULL);
}

const AnnalsView *
annals_viewport_get_view (AnnalsViewport *self)
{
  g_return_val_if_fail (ANNALS_IS_VIEWPORT (self), NULL);

  return &self->view;
}

void
annals_viewport_set_view (AnnalsViewport *self, const AnnalsView *view)
{
  g_return_if_fail (ANNALS_IS_VIEWPORT (self));
  g_return_if_fail (view != NULL);

  take_view (self, *view);
}

void
annals_viewport_set_size (AnnalsViewport *self, double width_px, double height_px)
{
  AnnalsView view;

  g_return_if_fail (ANNALS_IS_VIEWPORT (self));

  view = self->view;
  view.width_px = width_px;
  view.height_px = height_px;
  take_view (self, view);
}

void
annals_viewport_set_content_height (AnnalsViewport *self, double height_px)
{
  g_return_if_fail (ANNALS_IS_VIEWPORT (self));
  g_return_if_fail (isfinite (height_px));

  self->content_height_px = fmax (0, height_px);
  take_view (self, self->view);
}

void
annals_viewport_set_extent (AnnalsViewport *self, double begin_s, double end_s)
{
  g_return_if_fail (ANNALS_IS_VIEWPORT (self));
  g_return_if_fail (begin_s <= end_s);

  self->begin_s = begin_s;
  self->end_s = end_s;
  take_view (self, self->view);
}

void
annals_viewport_pan (AnnalsViewport *self, double dx_px, double dy_px)
{
  AnnalsView view;

  g_return_if_fail (ANNALS_IS_VIEWPORT (self));

  view = self->view;
  view.center_s += dx_px * view.seconds_per_pixel;
  view.scroll_px += dy_px;
  take_view (self, view);
}

void
annals_viewport_zoom_about (AnnalsViewport *self, double factor, double x_px)
{
  AnnalsView view;
  double from_center_px;

  g_return_if_fail (ANNALS_IS_VIEWPORT (self));
  g_return_if_fail (factor > 0 && isfinite (factor));

  view = self->view;
  from_center_px = x_px - view.width_px / 2;
  view.seconds_per_pixel = clamp_scale (view.seconds_per_pixel / factor, view.center_s);
  /* The instant under x stays: its distance from the centre is the same number of wider or
   * narrower pixels. */
  view.center_s += from_center_px * (self->view.seconds_per_pixel - view.seconds_per_pixel);
  take_view (self, view);
}

void
annals_viewport_show_range (AnnalsViewport *self, double begin_s, double end_s, double margin_px)
{
  g_return_if_fail (ANNALS_IS_VIEWPORT (self));

  take_view (self, annals_viewport_fit (self, begin_s, end_s, margin_px));
}

AnnalsView
annals_viewport_fit (AnnalsViewport *self, double begin_s, double end_s, double margin_px)
{
  AnnalsView view;
  double room_px;

  g_return_val_if_fail (ANNALS_IS_VIEWPORT (self), ((AnnalsView){ .seconds_per_pixel = 1 }));

  view = self->view;
  if (!isfinite (begin_s) || !isfinite (end_s))
    return view;

  room_px = view.width_px - 2 * margin_px;
  if (room_px < 1)
    room_px = fmax (1, view.width_px);

  view.center_s = clamp_center (self, begin_s + (end_s - begin_s) / 2);
  /* A single instant has no scale of its own. */
  if (end_s > begin_s)
    view.seconds_per_pixel = (end_s - begin_s) / room_px;
  view.seconds_per_pixel = clamp_scale (view.seconds_per_pixel, view.center_s);

  return view;
}
