/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Motion as closed functions of elapsed time; the widget supplies the clock. */
#include "view/motion.h"

#include <math.h>

/* A flick loses this share of its speed a second, e-fold. */
#define FRICTION_PER_S 4.0
/* Slower than this it has come to rest. */
#define REST_PX_S 4.0
/* Below this difference of the scales' logarithms the way is a plain pan. */
#define SAME_SCALE 1e-9

double
annals_ease_out (double t)
{
  double rest = 1 - CLAMP (t, 0, 1);

  return 1 - rest * rest * rest;
}

double
annals_between (double from, double to, double t)
{
  return t >= 1 ? to : from + (to - from) * MAX (t, 0);
}

double
annals_glide_progress (double elapsed_ms, gboolean *is_over)
{
  if (is_over != NULL)
    *is_over = elapsed_ms >= ANNALS_MOTION_OCTAVE;

  return annals_ease_out (elapsed_ms / ANNALS_MOTION_OCTAVE);
}

double
annals_kinetic_offset (double velocity_px_s, double elapsed_s, gboolean *is_over)
{
  double speed = fabs (velocity_px_s);
  double end_s = speed > REST_PX_S ? log (speed / REST_PX_S) / FRICTION_PER_S : 0;
  double t = CLAMP (elapsed_s, 0, end_s);

  if (is_over != NULL)
    *is_over = elapsed_s >= end_s;

  return velocity_px_s / FRICTION_PER_S * -expm1 (-FRICTION_PER_S * t);
}

/* With the scale s(t) = s₀·(s₁/s₀)^t, a centre that moves in proportion to s(t) − s₀ keeps one point
 * of the picture still: the way is one zoom about that point, which looks straight. */
AnnalsView
annals_view_between (const AnnalsView *from, const AnnalsView *to, double t)
{
  AnnalsView view = *to;
  double way, share;

  if (t <= 0)
    {
      view.center_s = from->center_s;
      view.seconds_per_pixel = from->seconds_per_pixel;
      view.scroll_px = from->scroll_px;
      return view;
    }
  if (t >= 1)
    return view;

  way = log (to->seconds_per_pixel / from->seconds_per_pixel);
  share = fabs (way) < SAME_SCALE ? t : expm1 (way * t) / expm1 (way);
  view.center_s = from->center_s + (to->center_s - from->center_s) * share;
  view.seconds_per_pixel = from->seconds_per_pixel * exp (way * t);
  view.scroll_px = from->scroll_px + (to->scroll_px - from->scroll_px) * t;

  return view;
}
