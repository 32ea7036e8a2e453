/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks: each kind its own shape, each certainty its own way of filling it. */
#include "scene/marks.h"

#include <gtk/gtk.h>
#include <string.h>

#include "scene/scene.h"

#define BOX 24

static cairo_surface_t *
draw (AnnalsKind kind, AnnalsCertainty certainty, double size, const AnnalsMarkColors *colors)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, BOX, BOX);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, BOX / 2, BOX / 2);
  annals_mark_draw (cr, kind, certainty, size, colors);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* The colour in the middle of a box's pixel, 0xAARRGGBB. */
static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row
      = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(const void *)row)[x];
}

static double
get_cover (cairo_surface_t *surface)
{
  double sum = 0;

  for (int y = 0; y < BOX; y++)
    for (int x = 0; x < BOX; x++)
      sum += (get_pixel (surface, x, y) >> 24) / 255.0;

  return sum;
}

static AnnalsMarkColors
get_colors (void)
{
  AnnalsMarkColors colors;

  annals_mark_colors_init (&colors, annals_theme_get (ANNALS_THEME_LIGHT, FALSE), 0xd55e00);
  colors.has_halo = FALSE;
  colors.ground.alpha = 0;

  return colors;
}

/* No two kinds cover the same pixels, but the two states, which are one shape. */
static void
test_kinds_differ (void)
{
  AnnalsMarkColors colors = get_colors ();
  cairo_surface_t *surfaces[ANNALS_N_KINDS];

  for (int kind = 0; kind < ANNALS_N_KINDS; kind++)
    surfaces[kind] = draw (kind, ANNALS_CERTAINTY_ESTABLISHED, 14, &colors);
  for (int a = 0; a < ANNALS_N_KINDS; a++)
    for (int b = a + 1; b < ANNALS_N_KINDS; b++)
      {
        gsize size = (gsize)cairo_image_surface_get_stride (surfaces[a]) * BOX;
        gboolean is_same = memcmp (cairo_image_surface_get_data (surfaces[a]),
                                   cairo_image_surface_get_data (surfaces[b]), size)
                           == 0;

        g_assert_cmpint (is_same, ==, a == ANNALS_KIND_DEVELOPMENT && b == ANNALS_KIND_PERIOD);
      }
  for (int kind = 0; kind < ANNALS_N_KINDS; kind++)
    cairo_surface_destroy (surfaces[kind]);
}

/* Filled covers most, then half-filled, hollow, thin; dashes least. */
static void
test_certainties (void)
{
  AnnalsMarkColors colors = get_colors ();
  static const AnnalsCertainty order[] = { ANNALS_CERTAINTY_ESTABLISHED, ANNALS_CERTAINTY_DISPUTED,
                                           ANNALS_CERTAINTY_CLAIMED, ANNALS_CERTAINTY_INFERRED };

  for (int kind = 0; kind < ANNALS_N_KINDS; kind++)
    {
      double before = G_MAXDOUBLE;

      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        {
          cairo_surface_t *surface = draw (kind, order[i], 14, &colors);
          double cover = get_cover (surface);

          g_test_message ("kind %d certainty %d: %.1f", kind, order[i], cover);
          g_assert_cmpfloat (cover, <, before);
          g_assert_cmpfloat (cover, >, 4);
          before = cover;
          cairo_surface_destroy (surface);
        }
    }
}

/* Every mark stays in its height, at every size, and is hollow in the middle where it should be. */
static void
test_extent (void)
{
  static const double sizes[] = { 14, 12, 10, 9, 8 };
  AnnalsMarkColors colors = get_colors ();

  for (int kind = 0; kind < ANNALS_N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (int certainty = 0; certainty < ANNALS_N_CERTAINTIES; certainty++)
        {
          cairo_surface_t *surface = draw (kind, certainty, sizes[i], &colors);
          int reach = (int)(sizes[i] / 2 + 1.5);

          for (int y = 0; y < BOX; y++)
            for (int x = 0; x < BOX; x++)
              if (y < BOX / 2 - reach || y > BOX / 2 + reach || x < BOX / 2 - reach - 2
                  || x > BOX / 2 + reach + 2)
                g_assert_cmphex (get_pixel (surface, x, y), ==, 0);
          cairo_surface_destroy (surface);
        }
}

static void
test_middles (void)
{
  AnnalsMarkColors colors = get_colors ();
  cairo_surface_t *surface;

  surface = draw (ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 14, &colors);
  g_assert_cmphex (get_pixel (surface, 12, 12), ==, 0xffd55e00);
  cairo_surface_destroy (surface);
  surface = draw (ANNALS_KIND_MEETING, ANNALS_CERTAINTY_CLAIMED, 14, &colors);
  g_assert_cmphex (get_pixel (surface, 12, 12), ==, 0);
  cairo_surface_destroy (surface);
  surface = draw (ANNALS_KIND_MEETING, ANNALS_CERTAINTY_DISPUTED, 14, &colors);
  g_assert_cmphex (get_pixel (surface, 9, 12), ==, 0xffad4a00);
  g_assert_cmphex (get_pixel (surface, 14, 12), ==, 0);
  cairo_surface_destroy (surface);
  colors.has_halo = TRUE;
  colors.ground.alpha = 1;
  surface = draw (ANNALS_KIND_DECISION, ANNALS_CERTAINTY_ESTABLISHED, 14, &colors);
  g_assert_cmphex (get_pixel (surface, 5, 12), ==, 0xffffffff);
  cairo_surface_destroy (surface);
}

/* One node for each kind of mark, however often it is asked for. */
static void
test_shared (void)
{
  g_autoptr (AnnalsNodeStore) store = annals_node_store_new ();
  AnnalsMarkColors colors = get_colors ();
  AnnalsMarkColors other;
  GskRenderNode *node
      = annals_mark_get_node (store, ANNALS_KIND_TEST, ANNALS_CERTAINTY_CLAIMED, 12, &colors);

  annals_mark_colors_init (&other, annals_theme_get (ANNALS_THEME_DARK, FALSE), 0xd55e00);
  for (int frame = 0; frame < 500; frame++)
    {
      annals_node_store_begin_frame (store);
      g_assert_true (
          node
          == annals_mark_get_node (store, ANNALS_KIND_TEST, ANNALS_CERTAINTY_CLAIMED, 12, &colors));
    }
  g_assert_true (
      node
      != annals_mark_get_node (store, ANNALS_KIND_TEST, ANNALS_CERTAINTY_CLAIMED, 14, &colors));
  g_assert_true (
      node != annals_mark_get_node (store, ANNALS_KIND_TEST, ANNALS_CERTAINTY_CLAIMED, 12, &other));
  g_assert_true (
      node
      != annals_mark_get_node (store, ANNALS_KIND_DOCUMENT, ANNALS_CERTAINTY_CLAIMED, 12, &colors));
}

static void
test_alone (void)
{
  GskRenderNode *node
      = annals_mark_build (ANNALS_KIND_DECISION, ANNALS_CERTAINTY_ESTABLISHED,
                           annals_theme_get (ANNALS_THEME_LIGHT, FALSE), 0x009e73, 10, BOX);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, BOX, BOX);
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmphex (get_pixel (surface, BOX / 2, BOX / 2), ==, 0xff009e73);
  g_assert_cmphex (get_pixel (surface, 1, 1), ==, 0);
  cairo_surface_destroy (surface);
  gsk_render_node_unref (node);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init_check ();
  g_test_add_func ("/scene/marks/kinds-differ", test_kinds_differ);
  g_test_add_func ("/scene/marks/certainties", test_certainties);
  g_test_add_func ("/scene/marks/extent", test_extent);
  g_test_add_func ("/scene/marks/middles", test_middles);
  g_test_add_func ("/scene/marks/shared", test_shared);
  g_test_add_func ("/scene/marks/alone", test_alone);

  return g_test_run ();
}
