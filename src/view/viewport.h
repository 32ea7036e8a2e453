/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stretch of time is in view, and how many seconds a pixel is. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_VIEWPORT (annals_viewport_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsViewport, annals_viewport, ANNALS, VIEWPORT, GObject)

/* From a hundredth of a second to fifty million years a pixel: all since the Big Bang in 280. */
#define ANNALS_SECONDS_PER_PIXEL_MIN 0.01
#define ANNALS_SECONDS_PER_PIXEL_MAX (5e7 * 31556952.0)

/* A viewport's numbers as a plain value, for frames, history and motion. */
typedef struct
{
  double center_s;
  double seconds_per_pixel;
  double width_px, height_px; /* of the plot: where time is drawn, right of the lane names, below the axis */
  double scroll_px;           /* how far the lanes are scrolled down, ≥ 0 */
} AnnalsView;

static inline double
annals_view_x (const AnnalsView *view, double instant_s)
{
  return (instant_s - view->center_s) / view->seconds_per_pixel + view->width_px / 2;
}

static inline double
annals_view_instant (const AnnalsView *view, double x_px)
{
  return view->center_s + (x_px - view->width_px / 2) * view->seconds_per_pixel;
}

/* The octave k of a scale: 2^k < s/px ≤ 2^(k+1). */
int annals_octave_of (double seconds_per_pixel);
/* Its coarsest scale, 2^(k+1). */
double annals_octave_get_coarsest (int octave);

/* Signal `changed` (no arguments): once for each call below that changed anything. */
AnnalsViewport *annals_viewport_new (void);
const AnnalsView *annals_viewport_get_view (AnnalsViewport *self);
void annals_viewport_set_view (AnnalsViewport *self, const AnnalsView *view); /* clamped */
/* Keeps centre and scale. */
void annals_viewport_set_size (AnnalsViewport *self, double width_px, double height_px);
/* How tall all lanes are: bounds the scroll. */
void annals_viewport_set_content_height (AnnalsViewport *self, double height_px);
/* Where time may be: the centre stays within these (±INFINITY: anywhere). */
void annals_viewport_set_extent (AnnalsViewport *self, double begin_s, double end_s);
void annals_viewport_pan (AnnalsViewport *self, double dx_px, double dy_px);
/* factor > 1 zooms in; the instant under x_px stays there. */
void annals_viewport_zoom_about (AnnalsViewport *self, double factor, double x_px);
/* begin_s … end_s fill the width but for margin_px on each side. */
void annals_viewport_show_range (AnnalsViewport *self, double begin_s, double end_s, double margin_px);
/* The value show_range would go to, without going. */
AnnalsView annals_viewport_fit (AnnalsViewport *self, double begin_s, double end_s, double margin_px);

G_END_DECLS
