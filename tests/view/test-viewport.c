/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Viewport: octaves, zoom about a point, clamps, one signal a change. */
#include "view/viewport.h"

#include <locale.h>
#include <math.h>

static void
count_cb (guint *n)
{
  ++*n;
}

static AnnalsViewport *
make_viewport (guint *n_changes)
{
  AnnalsViewport *viewport = annals_viewport_new ();
  AnnalsView view = { .center_s = 1.5e9, .seconds_per_pixel = 1000, .width_px = 800, .height_px = 500 };

  annals_viewport_set_view (viewport, &view);
  *n_changes = 0;
  g_signal_connect_swapped (viewport, "changed", G_CALLBACK (count_cb), n_changes);

  return viewport;
}

static void
test_octaves (void)
{
  static const struct
  {
    double seconds_per_pixel;
    int octave;
  } cases[] = {
    { 1, -1 },   { 1.0000001, 0 }, { 2, 0 },      { 2.1, 1 },       { 4, 1 },
    { 0.5, -2 }, { 0.51, -1 },     { 0.01, -7 },  { 131072, 16 },   { 131073, 17 },
    { 65536, 15 }, { 384372, 18 }, { 1e7 * 31556952.0, 48 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int octave = annals_octave_of (cases[i].seconds_per_pixel);

      g_assert_cmpint (octave, ==, cases[i].octave);
      g_assert_cmpfloat (ldexp (1, octave), <, cases[i].seconds_per_pixel);
      g_assert_cmpfloat (annals_octave_get_coarsest (octave), >=, cases[i].seconds_per_pixel);
    }
}

static void
test_zoom_keeps_instant (void)
{
  static const double centers_s[] = { 0, 1.5e9, -6.3e10, -2e15 };
  static const double factors[] = { 1.1, 2, 0.5, 10, 0.01 };
  static const double xs[] = { 0, 1, 400, 799, -50 };
  guint n_changes;
  g_autoptr (AnnalsViewport) viewport = make_viewport (&n_changes);

  for (guint c = 0; c < G_N_ELEMENTS (centers_s); c++)
    for (guint f = 0; f < G_N_ELEMENTS (factors); f++)
      for (guint x = 0; x < G_N_ELEMENTS (xs); x++)
        {
          AnnalsView view = { centers_s[c], 50000, 800, 500, 0 };
          double before_s;

          annals_viewport_set_view (viewport, &view);
          before_s = annals_view_instant (annals_viewport_get_view (viewport), xs[x]);
          n_changes = 0;
          annals_viewport_zoom_about (viewport, factors[f], xs[x]);
          g_assert_cmpuint (n_changes, ==, 1);
          g_assert_cmpfloat_with_epsilon (
            annals_view_x (annals_viewport_get_view (viewport), before_s), xs[x], 0.01);
          g_assert_cmpfloat_with_epsilon (
            annals_viewport_get_view (viewport)->seconds_per_pixel, 50000 / factors[f], 1e-6);
        }
}

static void
test_clamps (void)
{
  guint n_changes;
  g_autoptr (AnnalsViewport) viewport = make_viewport (&n_changes);
  const AnnalsView *view = annals_viewport_get_view (viewport);
  AnnalsView bad;

  annals_viewport_zoom_about (viewport, 1e30, 400);
  g_assert_cmpfloat (view->seconds_per_pixel, ==, ANNALS_SECONDS_PER_PIXEL_MIN);
  n_changes = 0;
  annals_viewport_zoom_about (viewport, 2, 100);
  g_assert_cmpuint (n_changes, ==, 0);
  annals_viewport_zoom_about (viewport, 1e-30, 400);
  g_assert_cmpfloat (view->seconds_per_pixel, ==, ANNALS_SECONDS_PER_PIXEL_MAX);

  /* All since the Big Bang goes into the least timeline that a window shows. */
  g_assert_cmpfloat (ANNALS_SECONDS_PER_PIXEL_MAX * 300, >, 13.8e9 * 31556952.0);

  annals_viewport_set_extent (viewport, 1e9, 2e9);
  annals_viewport_pan (viewport, 1e12, 0);
  g_assert_cmpfloat (view->center_s, ==, 2e9);
  annals_viewport_pan (viewport, -1e12, 0);
  g_assert_cmpfloat (view->center_s, ==, 1e9);

  annals_viewport_pan (viewport, 0, 100);
  g_assert_cmpfloat (view->scroll_px, ==, 0);
  annals_viewport_set_content_height (viewport, 700);
  annals_viewport_pan (viewport, 0, 1000);
  g_assert_cmpfloat (view->scroll_px, ==, 200);
  annals_viewport_set_size (viewport, 800, 600);
  g_assert_cmpfloat (view->scroll_px, ==, 100);
  annals_viewport_set_content_height (viewport, 50);
  g_assert_cmpfloat (view->scroll_px, ==, 0);

  /* What is no number changes nothing. */
  n_changes = 0;
  bad = (AnnalsView){ NAN, -1, INFINITY, NAN, NAN };
  annals_viewport_set_view (viewport, &bad);
  annals_viewport_pan (viewport, INFINITY, NAN);
  g_assert_cmpuint (n_changes, ==, 0);
}

/* Closer in than doubles tell instants apart there is nothing to see. */
static void
test_far_past (void)
{
  guint n_changes;
  g_autoptr (AnnalsViewport) viewport = make_viewport (&n_changes);
  AnnalsView view = { -4e17, 1e10, 800, 500, 0 };
  const AnnalsView *now = annals_viewport_get_view (viewport);

  annals_viewport_set_view (viewport, &view);
  annals_viewport_zoom_about (viewport, 1e30, 0);
  g_assert_cmpfloat (annals_view_instant (now, 1), >, annals_view_instant (now, 0));
  annals_viewport_pan (viewport, 1, 0);
  g_assert_cmpfloat (annals_view_instant (now, 401), >, annals_view_instant (now, 400));
}

static void
test_signals (void)
{
  guint n_changes;
  g_autoptr (AnnalsViewport) viewport = make_viewport (&n_changes);
  AnnalsView view = *annals_viewport_get_view (viewport);

  annals_viewport_set_view (viewport, &view);
  annals_viewport_set_size (viewport, 800, 500);
  annals_viewport_pan (viewport, 0, 0);
  annals_viewport_set_extent (viewport, 0, 3e9);
  annals_viewport_zoom_about (viewport, 1, 30);
  g_assert_cmpuint (n_changes, ==, 0);

  annals_viewport_pan (viewport, 10, 0);
  g_assert_cmpuint (n_changes, ==, 1);
  annals_viewport_set_size (viewport, 900, 400);
  g_assert_cmpuint (n_changes, ==, 2);
  annals_viewport_show_range (viewport, 0, 1e9, 20);
  g_assert_cmpuint (n_changes, ==, 3);
  /* The same view again is no change. */
  annals_viewport_show_range (viewport, 0, 1e9, 20);
  g_assert_cmpuint (n_changes, ==, 3);
}

static void
test_fit (void)
{
  guint n_changes;
  g_autoptr (AnnalsViewport) viewport = make_viewport (&n_changes);
  AnnalsView view = annals_viewport_fit (viewport, 1e9, 2e9, 20);

  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpfloat_with_epsilon (annals_view_x (&view, 1e9), 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (annals_view_x (&view, 2e9), 780, 1e-6);

  /* An instant keeps the scale; a width that the margins fill is used whole. */
  view = annals_viewport_fit (viewport, 5e8, 5e8, 20);
  g_assert_cmpfloat (view.seconds_per_pixel, ==, 1000);
  g_assert_cmpfloat (view.center_s, ==, 5e8);
  annals_viewport_set_size (viewport, 30, 30);
  view = annals_viewport_fit (viewport, 0, 3000, 20);
  g_assert_cmpfloat (view.seconds_per_pixel, ==, 100);
  view = annals_viewport_fit (viewport, -INFINITY, 3000, 20);
  g_assert_cmpfloat (view.center_s, ==, 1.5e9);
}

static void
test_finalized (void)
{
  AnnalsViewport *viewport = annals_viewport_new ();

  g_assert_finalize_object (viewport);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/octaves", test_octaves);
  g_test_add_func ("/viewport/zoom-keeps-instant", test_zoom_keeps_instant);
  g_test_add_func ("/viewport/clamps", test_clamps);
  g_test_add_func ("/viewport/far-past", test_far_past);
  g_test_add_func ("/viewport/signals", test_signals);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/finalized", test_finalized);

  return g_test_run ();
}
