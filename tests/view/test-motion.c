/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Motion: closed functions of time, tested without a clock. */
#include "view/motion.h"

#include <locale.h>
#include <math.h>

static void
test_ease_out (void)
{
  g_assert_cmpfloat (annals_ease_out (0), ==, 0);
  g_assert_cmpfloat (annals_ease_out (1), ==, 1);
  g_assert_cmpfloat (annals_ease_out (-3), ==, 0);
  g_assert_cmpfloat (annals_ease_out (7), ==, 1);
  g_assert_cmpfloat_with_epsilon (annals_ease_out (0.5), 0.875, 1e-12);
  for (double t = 0; t < 1; t += 0.01)
    g_assert_cmpfloat (annals_ease_out (t + 0.01), >, annals_ease_out (t));
}

static void
test_glide (void)
{
  gboolean is_over;

  g_assert_cmpfloat (annals_glide_progress (0, &is_over), ==, 0);
  g_assert_false (is_over);
  g_assert_cmpfloat_with_epsilon (annals_glide_progress (120, &is_over), 0.875, 1e-12);
  g_assert_false (is_over);
  g_assert_cmpfloat (annals_glide_progress (240, &is_over), ==, 1);
  g_assert_true (is_over);
  g_assert_cmpfloat (annals_glide_progress (9999, NULL), ==, 1);

  g_assert_cmpfloat (annals_between (3, 0.1, 0), ==, 3);
  g_assert_cmpfloat (annals_between (3, 0.1, 1), ==, 0.1);
  g_assert_cmpfloat (annals_between (3, 0.1, 2), ==, 0.1);
  g_assert_cmpfloat_with_epsilon (annals_between (10, 30, 0.25), 15, 1e-12);
}

static void
test_kinetic (void)
{
  static const double velocities[] = { 3000, -800, 30 };
  gboolean is_over;

  for (guint i = 0; i < G_N_ELEMENTS (velocities); i++)
    {
      double last = 0, rest = annals_kinetic_offset (velocities[i], 1000, &is_over);

      g_assert_true (is_over);
      g_assert_cmpfloat (annals_kinetic_offset (velocities[i], 0, &is_over), ==, 0);
      g_assert_false (is_over);
      /* It begins as fast as the hand was, and only ever slows down. */
      g_assert_cmpfloat_with_epsilon (annals_kinetic_offset (velocities[i], 0.0001, NULL),
                                      velocities[i] * 0.0001, fabs (velocities[i]) * 1e-6);
      for (double t = 0.016; t < 3; t += 0.016)
        {
          double offset = annals_kinetic_offset (velocities[i], t, NULL);

          g_assert_cmpfloat (fabs (offset), >=, fabs (last));
          g_assert_cmpfloat (fabs (offset), <=, fabs (rest));
          last = offset;
        }
    }
  g_assert_cmpfloat (annals_kinetic_offset (1, 0.5, &is_over), ==, 0);
  g_assert_true (is_over);
}

static void
test_between (void)
{
  AnnalsView from = { 1e9, 86400, 800, 500, 0 };
  AnnalsView to = { 1.5e9, 3600, 800, 600, 90 };
  double fixed_x = NAN, fixed_s;

  g_assert_cmpfloat (annals_view_between (&from, &to, 0).center_s, ==, from.center_s);
  g_assert_cmpfloat (annals_view_between (&from, &to, 0).seconds_per_pixel, ==, from.seconds_per_pixel);
  g_assert_cmpfloat (annals_view_between (&from, &to, 1).center_s, ==, to.center_s);
  g_assert_cmpfloat (annals_view_between (&from, &to, 1).scroll_px, ==, 90);

  /* The whole way is one zoom about one point: found from the two ends, it never moves. */
  fixed_s = (to.center_s * from.seconds_per_pixel - from.center_s * to.seconds_per_pixel)
            / (from.seconds_per_pixel - to.seconds_per_pixel);
  fixed_x = annals_view_x (&from, fixed_s);
  for (double t = 0.05; t < 1; t += 0.05)
    {
      AnnalsView view = annals_view_between (&from, &to, t);

      g_assert_cmpfloat_with_epsilon (annals_view_x (&view, fixed_s), fixed_x, 0.01);
      g_assert_cmpfloat_with_epsilon (log (view.seconds_per_pixel),
                                      log (86400) + t * (log (3600) - log (86400)), 1e-9);
    }

  /* At one scale the way is a pan. */
  to.seconds_per_pixel = from.seconds_per_pixel;
  g_assert_cmpfloat_with_epsilon (annals_view_between (&from, &to, 0.25).center_s, 1.125e9, 1e-3);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/motion/ease-out", test_ease_out);
  g_test_add_func ("/motion/glide", test_glide);
  g_test_add_func ("/motion/kinetic", test_kinetic);
  g_test_add_func ("/motion/between", test_between);

  return g_test_run ();
}
