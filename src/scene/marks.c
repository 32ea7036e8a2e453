/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks. One node is kept for each kind, certainty, size and colour, and shared by every event that
 * looks so: a renderer turns it into pixels once. */
#include "scene/marks.h"

#include <math.h>

#include "scene/scene.h"

#define HALO 1.5
#define HOLLOW_STROKE 1.75
#define INFERRED_STROKE 1.0
#define PROSPECT_STROKE 1.25
#define HALF_DISC_STROKE 1.0

static const double prospect_dash[] = { 2.6, 1.9 };

/* Rounded so that what is centred on the same point as a mark of size_px has edges on whole px. */
static double
round_to_parity (double length_px, double size_px)
{
  double odd = fmod (round (size_px), 2);

  return MAX (2 * round ((length_px - odd) / 2) + odd, 3);
}

double
annals_mark_get_width (AnnalsKind kind, double size_px)
{
  switch (kind)
    {
    case ANNALS_KIND_STATEMENT:
      return round_to_parity (size_px * 1.14, size_px);
    case ANNALS_KIND_DEVELOPMENT:
    case ANNALS_KIND_PERIOD:
      return round_to_parity (size_px * 0.46, size_px);
    case ANNALS_KIND_ASSESSMENT:
    case ANNALS_KIND_TEST:
      return size_px * 1.08;
    case ANNALS_KIND_DECISION:
      return round_to_parity (size_px * 0.83, size_px);
    case ANNALS_KIND_DOCUMENT:
      return round_to_parity (size_px * 0.83, size_px);
    default:
      return size_px;
    }
}

static void
add_rounded_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MAX (0, MIN (radius, MIN (width, height) / 2));

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* A rounded box with a tail at its lower left. */
static void
add_speech_mark (cairo_t *cr, double x, double y, double width, double height, double size)
{
  double body = height - size * 0.19;
  double r = MIN (size * 0.16, body / 2);
  double tail_left = x + width * 0.19;
  double tail_right = x + width * 0.45;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + body - r, r, 0, G_PI_2);
  cairo_line_to (cr, tail_right, y + body);
  cairo_line_to (cr, tail_left, y + height);
  cairo_line_to (cr, tail_left, y + body);
  cairo_arc (cr, x + r, y + body - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
add_plus (cairo_t *cr, double half, double arm)
{
  cairo_move_to (cr, -arm, -half);
  cairo_line_to (cr, arm, -half);
  cairo_line_to (cr, arm, -arm);
  cairo_line_to (cr, half, -arm);
  cairo_line_to (cr, half, arm);
  cairo_line_to (cr, arm, arm);
  cairo_line_to (cr, arm, half);
  cairo_line_to (cr, -arm, half);
  cairo_line_to (cr, -arm, arm);
  cairo_line_to (cr, -half, arm);
  cairo_line_to (cr, -half, -arm);
  cairo_line_to (cr, -arm, -arm);
  cairo_close_path (cr);
}

/* A triangle, moved inwards by `inset` on every side. */
static void
add_triangle (cairo_t *cr, double size, double inset)
{
  double half = size * 0.54;
  double top = -size * 0.47;
  double bottom = size * 0.42;
  double slope = half / (bottom - top); /* how far a side goes out for each px down */
  double tip = inset * sqrt (1 + slope * slope) / slope;
  double inner_top = top + tip;
  double inner_bottom = bottom - inset;
  double inner_half = (inner_bottom - inner_top) * slope;

  cairo_move_to (cr, 0, inner_top);
  cairo_line_to (cr, inner_half, inner_bottom);
  cairo_line_to (cr, -inner_half, inner_bottom);
  cairo_close_path (cr);
}

static void
add_page (cairo_t *cr, double half_width, double half_height, double cut)
{
  cairo_move_to (cr, -half_width, -half_height);
  cairo_line_to (cr, half_width - cut, -half_height);
  cairo_line_to (cr, half_width, -half_height + cut);
  cairo_line_to (cr, half_width, half_height);
  cairo_line_to (cr, -half_width, half_height);
  cairo_close_path (cr);
}

/* The kind's outline at that size, `inset` px within it, so that a stroke of twice that stays
 * inside. */
static void
add_path (cairo_t *cr, AnnalsKind kind, double size, double inset)
{
  double half = size / 2 - inset;
  double half_width = annals_mark_get_width (kind, size) / 2 - inset;

  switch (kind)
    {
    case ANNALS_KIND_MEETING:
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, half, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    case ANNALS_KIND_STATEMENT:
      add_speech_mark (cr, -half_width, -size / 2 + inset + size * 0.04, 2 * half_width, 2 * half,
                       size);
      break;
    case ANNALS_KIND_DEVELOPMENT:
    case ANNALS_KIND_PERIOD:
      add_rounded_rectangle (cr, -half_width, -half, 2 * half_width, 2 * half, half_width);
      break;
    case ANNALS_KIND_ASSESSMENT:
      {
        double reach = size * 0.54 - inset * G_SQRT2;

        cairo_move_to (cr, 0, -reach);
        cairo_line_to (cr, reach, 0);
        cairo_line_to (cr, 0, reach);
        cairo_line_to (cr, -reach, 0);
        cairo_close_path (cr);
      }
      break;
    case ANNALS_KIND_TEST:
      add_triangle (cr, size, inset);
      break;
    case ANNALS_KIND_DECISION:
      cairo_rectangle (cr, -half_width, -half_width, 2 * half_width, 2 * half_width);
      break;
    case ANNALS_KIND_DOCUMENT:
      add_page (cr, half_width, half, MAX (size * 0.3 - inset * 0.6, 1));
      break;
    case ANNALS_KIND_PROSPECT:
      add_rounded_rectangle (cr, -half, -half, 2 * half, 2 * half, size * 0.26 - inset / 2);
      break;
    default:
      add_plus (cr, half, MAX (round_to_parity (size * 0.36, size) / 2 - inset, 0.5));
      break;
    }
}

/* A stroke that leaves a hole in the narrow kinds. */
static void
outline (cairo_t *cr, AnnalsKind kind, double size, double most, const GdkRGBA *color)
{
  gboolean is_pill = kind == ANNALS_KIND_DEVELOPMENT || kind == ANNALS_KIND_PERIOD;
  double arm = is_pill                     ? annals_mark_get_width (kind, size)
               : kind == ANNALS_KIND_OTHER ? round_to_parity (size * 0.36, size)
                                           : size;
  double stroke = MIN (most, arm * 0.3);

  add_path (cr, kind, size, stroke / 2);
  cairo_set_line_width (cr, stroke);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_stroke (cr);
}

void
annals_mark_draw (cairo_t *cr, AnnalsKind kind, AnnalsCertainty certainty, double size,
                  const AnnalsMarkColors *colors)
{
  gboolean is_filled = certainty == ANNALS_CERTAINTY_ESTABLISHED;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  add_path (cr, kind, size, 0);
  gdk_cairo_set_source_rgba (cr, is_filled ? &colors->fill : &colors->ground);
  if (colors->has_halo)
    {
      GdkRGBA ground = colors->ground;

      gdk_cairo_set_source_rgba (cr, &ground);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, 2 * HALO);
      cairo_stroke_preserve (cr);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
      gdk_cairo_set_source_rgba (cr, is_filled ? &colors->fill : &colors->ground);
    }
  cairo_fill (cr);

  switch (certainty)
    {
    case ANNALS_CERTAINTY_ESTABLISHED:
      break;
    case ANNALS_CERTAINTY_INFERRED:
      outline (cr, kind, size, INFERRED_STROKE, &colors->ink);
      break;
    case ANNALS_CERTAINTY_DISPUTED:
      cairo_save (cr);
      cairo_rectangle (cr, -size, -size, size, 2 * size);
      cairo_clip (cr);
      add_path (cr, kind, size, 0);
      gdk_cairo_set_source_rgba (cr, &colors->ink);
      cairo_fill (cr);
      cairo_restore (cr);
      outline (cr, kind, size, HOLLOW_STROKE - 0.25, &colors->ink);
      break;
    case ANNALS_CERTAINTY_PROSPECT:
      cairo_set_dash (cr, prospect_dash, G_N_ELEMENTS (prospect_dash), 0);
      outline (cr, kind, size, PROSPECT_STROKE, &colors->ink);
      cairo_set_dash (cr, NULL, 0, 0);
      break;
    default:
      outline (cr, kind, size, HOLLOW_STROKE, &colors->ink);
      break;
    }
}

GskRenderNode *
annals_mark_get_node (AnnalsNodeStore *store, AnnalsKind kind, AnnalsCertainty certainty,
                      double size_px, const AnnalsMarkColors *colors)
{
  AnnalsNodeKey key = { .what = ANNALS_STORED_MARK };
  GskRenderNode *node;
  int odd = (int)fmod (round (size_px), 2);
  cairo_t *cr;

  key.numbers[0] = (guint32)kind << 8 | (guint32)certainty << 1 | (colors->has_halo ? 1 : 0);
  key.numbers[1] = annals_node_key_length (size_px);
  key.numbers[2] = annals_node_key_color (&colors->fill);
  key.numbers[3] = annals_node_key_color (&colors->ink);
  key.numbers[4] = annals_node_key_color (&colors->ground);
  node = annals_node_store_get (store, &key);
  if (node != NULL)
    return node;

  node = annals_drawing_new ((int)ceil (size_px * 0.6 + HALO + 0.5), odd, &cr);
  cairo_translate (cr, odd / 2.0, odd / 2.0);
  annals_mark_draw (cr, kind, certainty, size_px, colors);
  cairo_destroy (cr);

  return annals_node_store_put (store, &key, node, NULL, NULL);
}

GskRenderNode *
annals_half_disc_get_node (AnnalsNodeStore *store, double diameter_px, const GdkRGBA *color)
{
  AnnalsNodeKey key = { .what = ANNALS_STORED_SHAPE };
  GskRenderNode *node;
  int odd = (int)fmod (round (diameter_px), 2);
  double radius = diameter_px / 2;
  cairo_t *cr;

  key.numbers[0] = 'h';
  key.numbers[1] = annals_node_key_length (diameter_px);
  key.numbers[2] = annals_node_key_color (color);
  node = annals_node_store_get (store, &key);
  if (node != NULL)
    return node;

  node = annals_drawing_new ((int)ceil (diameter_px / 2 + HALF_DISC_STROKE), odd, &cr);
  cairo_translate (cr, odd / 2.0, odd / 2.0);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_arc (cr, 0, 0, radius, G_PI_2, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_set_line_width (cr, HALF_DISC_STROKE);
  cairo_stroke (cr);
  cairo_destroy (cr);

  return annals_node_store_put (store, &key, node, NULL, NULL);
}

void
annals_mark_colors_init (AnnalsMarkColors *colors, const AnnalsTheme *theme, guint32 rgb)
{
  annals_theme_get_hue (theme, rgb, &colors->fill, &colors->ink);
  colors->ground = theme->ground;
  colors->has_halo = TRUE;
}

GskRenderNode *
annals_mark_build (AnnalsKind kind, AnnalsCertainty certainty, const AnnalsTheme *theme,
                   guint32 rgb, double mark_size, double box_size)
{
  AnnalsMarkColors colors;
  GskRenderNode *node;
  cairo_t *cr;

  annals_mark_colors_init (&colors, theme, rgb);
  colors.has_halo = FALSE;
  colors.ground.alpha = 0;
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float)box_size, (float)box_size));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_translate (cr, box_size / 2, box_size / 2);
  if (fmod (round (box_size), 2) != fmod (round (mark_size), 2))
    cairo_translate (cr, 0.5, 0.5);
  annals_mark_draw (cr, kind, certainty, mark_size, &colors);
  cairo_destroy (cr);

  return node;
}
