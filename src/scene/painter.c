/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strokes that all painters share, on whole device pixels and within the picture. */
#include "scene/painter.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Nothing is drawn further out than this: single-precision nodes lose pixels far away. */
#define BEYOND 64.0
#define CORNER 6.0
#define BASELINE_RISE 0.2 /* of two whole pixels that capitals could stand on, the upper */

static const double dash[] = { 4, 3 };
#define DASH_STROKE 1.25

double
annals_painter_snap (AnnalsPainter *self, double px)
{
  double scale = self->frame->scale > 0 ? self->frame->scale : 1;

  return floor (px * scale + 0.5) / scale;
}

double
annals_painter_hairline (AnnalsPainter *self, double width_px)
{
  double scale = self->frame->scale > 0 ? self->frame->scale : 1;

  return MAX (1, floor (width_px * scale + 0.25)) / scale;
}

double
annals_painter_x (AnnalsPainter *self, double instant_s)
{
  return self->plot_x + annals_view_x (&self->frame->view, instant_s);
}

void
annals_painter_take (AnnalsPainter *self, GskRenderNode *node)
{
  g_ptr_array_add (self->nodes, node);
}

static void
place_exactly (AnnalsPainter *self, GskRenderNode *node, double x, double y)
{
  GskTransform *transform
      = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float)x, (float)y));

  /* No move at all is no transform at all. */
  if (transform == NULL)
    {
      annals_painter_take (self, gsk_render_node_ref (node));
      return;
    }
  annals_painter_take (self, gsk_transform_node_new (node, transform));
  gsk_transform_unref (transform);
}

void
annals_painter_place (AnnalsPainter *self, GskRenderNode *node, double x, double y)
{
  place_exactly (self, node, annals_painter_snap (self, x), annals_painter_snap (self, y));
}

void
annals_painter_place_mark (AnnalsPainter *self, GskRenderNode *node, double size_px, double x,
                           double y)
{
  double half = fmod (round (size_px), 2) / 2;

  place_exactly (self, node, annals_painter_snap (self, x - half),
                 annals_painter_snap (self, y - half));
}

/* Cuts a stretch to the picture; FALSE where nothing is left. */
static gboolean
cut_to_picture (AnnalsPainter *self, double *x, double *width)
{
  double left = MAX (*x, -BEYOND);
  double right = MIN (*x + *width, self->frame->width + BEYOND);

  *x = left;
  *width = right - left;

  return right > left;
}

void
annals_painter_fill (AnnalsPainter *self, double x, double y, double width, double height,
                     const GdkRGBA *color)
{
  if (!(height > 0) || !cut_to_picture (self, &x, &width))
    return;

  annals_painter_take (
      self, gsk_color_node_new (
                color, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height)));
}

void
annals_painter_wash (AnnalsPainter *self, double x, double y, double width, double height,
                     const GdkRGBA *color, double alpha)
{
  GdkRGBA washed = *color;

  washed.alpha = (float)(washed.alpha * alpha);
  annals_painter_fill (self, x, y, width, height, &washed);
}

void
annals_painter_fade (AnnalsPainter *self, double x, double y, double width, double height,
                     const GdkRGBA *color, double alpha_left, double alpha_right)
{
  double full_x = x;
  double full_width = width;
  GskColorStop stops[2] = { { 0, *color }, { 1, *color } };
  double alphas[2];

  if (!(height > 0) || !cut_to_picture (self, &x, &width))
    return;

  alphas[0] = alpha_left + (alpha_right - alpha_left) * (x - full_x) / full_width;
  alphas[1] = alpha_left + (alpha_right - alpha_left) * (x + width - full_x) / full_width;
  for (int i = 0; i < 2; i++)
    stops[i].color.alpha = (float)(color->alpha * alphas[i]);
  annals_painter_take (self,
                       gsk_linear_gradient_node_new (
                           &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height),
                           &GRAPHENE_POINT_INIT ((float)x, (float)y),
                           &GRAPHENE_POINT_INIT ((float)(x + width), (float)y), stops, 2));
}

void
annals_painter_upright (AnnalsPainter *self, double x, double y, double width_px, double height,
                        gboolean grows_left, const GdkRGBA *color)
{
  double whole = annals_painter_hairline (self, width_px - 0.25);
  double rest = width_px - whole;
  double pixel = annals_painter_hairline (self, 0);

  x = annals_painter_snap (self, x);
  annals_painter_fill (self, grows_left ? x - whole : x, y, whole, height, color);
  if (rest > 0.01)
    annals_painter_wash (self, grows_left ? x - whole - pixel : x + whole, y, pixel, height, color,
                         MIN (rest / pixel, 1));
}

void
annals_painter_disc (AnnalsPainter *self, double x, double y, double around_px, double diameter_px,
                     const GdkRGBA *fill, double stroke_px, const GdkRGBA *stroke)
{
  AnnalsNodeKey key = { .what = ANNALS_STORED_SHAPE };
  GskRenderNode *node;
  double odd = fmod (round (around_px), 2) / 2;

  key.numbers[0] = 'd';
  key.numbers[1] = annals_node_key_length (diameter_px);
  key.numbers[2] = annals_node_key_color (fill);
  key.numbers[3] = annals_node_key_length (stroke_px);
  key.numbers[4] = stroke_px > 0 ? annals_node_key_color (stroke) : 0;
  key.numbers[5] = odd > 0;
  node = annals_node_store_get (self->store, &key);
  if (node == NULL)
    {
      cairo_t *cr;

      node = annals_drawing_new ((int)ceil (diameter_px / 2 + 0.5), 1, &cr);
      gdk_cairo_set_source_rgba (cr, fill);
      cairo_arc (cr, odd, odd, diameter_px / 2 - stroke_px / 2, 0, 2 * G_PI);
      cairo_fill_preserve (cr);
      if (stroke_px > 0)
        {
          gdk_cairo_set_source_rgba (cr, stroke);
          cairo_set_line_width (cr, stroke_px);
          cairo_stroke (cr);
        }
      cairo_destroy (cr);
      annals_node_store_put (self->store, &key, node, NULL, NULL);
    }
  place_exactly (self, node, annals_painter_snap (self, x - odd),
                 annals_painter_snap (self, y - odd));
}

/* A rounded rectangle cut to the picture: its far ends lie beyond what is seen. */
static gboolean
init_rounded (AnnalsPainter *self, GskRoundedRect *rect, double x, double y, double width,
              double height, double radius)
{
  if (!(height > 0) || !cut_to_picture (self, &x, &width))
    return FALSE;

  radius = MIN (radius, MIN (width, height) / 2);
  gsk_rounded_rect_init_from_rect (
      rect, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height), (float)radius);

  return TRUE;
}

void
annals_painter_fill_rounded (AnnalsPainter *self, double x, double y, double width, double height,
                             double radius, const GdkRGBA *color)
{
  GskRoundedRect rect;
  GskRenderNode *fill;

  if (!init_rounded (self, &rect, x, y, width, height, radius))
    return;

  fill = gsk_color_node_new (color, &rect.bounds);
  annals_painter_take (self, gsk_rounded_clip_node_new (fill, &rect));
  gsk_render_node_unref (fill);
}

void
annals_painter_frame_rounded (AnnalsPainter *self, double x, double y, double width, double height,
                              double radius, double stroke, const GdkRGBA *color)
{
  GskRoundedRect rect;
  const float widths[4] = { (float)stroke, (float)stroke, (float)stroke, (float)stroke };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  if (init_rounded (self, &rect, x, y, width, height, radius))
    annals_painter_take (self, gsk_border_node_new (&rect, widths, colors));
}

void
annals_painter_plate (AnnalsPainter *self, double x, double y, double width, double height,
                      double alpha)
{
  const AnnalsTheme *theme = self->frame->theme;
  double split = isnan (self->as_of_x) ? x + width : CLAMP (self->as_of_x, x, x + width);

  if (split > x)
    annals_painter_wash (self, x, y, split - x, height, &theme->ground, alpha);
  if (split < x + width)
    annals_painter_wash (self, split, y, x + width - split, height, &theme->after_as_of, alpha);
}

void
annals_painter_place_text (AnnalsPainter *self, AnnalsTextRole role, GskRenderNode *node, double x,
                           double y)
{
  double baseline = y + annals_text_get_cap_height (self->frame->text, role) / 2 - BASELINE_RISE;

  place_exactly (self, node, annals_painter_snap (self, x),
                 annals_painter_snap (self, baseline)
                     - annals_text_get_baseline (self->frame->text, role));
}

double
annals_painter_text (AnnalsPainter *self, AnnalsTextRole role, const char *text,
                     const GdkRGBA *color, double x, double y, double max_width_px)
{
  double width = 0;
  GskRenderNode *node
      = annals_text_node (self->frame->text, role, text, color, max_width_px, &width);

  if (node == NULL)
    return 0;
  annals_painter_place_text (self, role, node, x, y);

  return width;
}

double
annals_painter_text_before (AnnalsPainter *self, AnnalsTextRole role, const char *text,
                            const GdkRGBA *color, double right, double y, double max_width_px)
{
  double width = 0;
  GskRenderNode *node
      = annals_text_node (self->frame->text, role, text, color, max_width_px, &width);

  if (node == NULL)
    return 0;
  annals_painter_place_text (self, role, node, right - width, y);

  return width;
}

static void
draw_stroke (cairo_t *cr, AnnalsStroke stroke)
{
  switch (stroke)
    {
    case ANNALS_STROKE_CHEVRON_RIGHT:
      cairo_move_to (cr, -2.5, -5);
      cairo_line_to (cr, 2.5, 0);
      cairo_line_to (cr, -2.5, 5);
      break;
    case ANNALS_STROKE_CHEVRON_LEFT:
      cairo_move_to (cr, 2.5, -5);
      cairo_line_to (cr, -2.5, 0);
      cairo_line_to (cr, 2.5, 5);
      break;
    case ANNALS_STROKE_FOLDED:
      cairo_move_to (cr, -1.5, -3);
      cairo_line_to (cr, 1.5, 0);
      cairo_line_to (cr, -1.5, 3);
      break;
    case ANNALS_STROKE_UNFOLDED:
      cairo_move_to (cr, -3, -1.5);
      cairo_line_to (cr, 0, 1.5);
      cairo_line_to (cr, 3, -1.5);
      break;
    case ANNALS_STROKE_CORNER_TOP_LEFT:
      cairo_arc (cr, CORNER, CORNER, CORNER, G_PI, 3 * G_PI_2);
      break;
    case ANNALS_STROKE_CORNER_TOP_RIGHT:
      cairo_arc (cr, -CORNER, CORNER, CORNER, -G_PI_2, 0);
      break;
    case ANNALS_STROKE_CORNER_BOTTOM_LEFT:
      cairo_arc (cr, CORNER, -CORNER, CORNER, G_PI_2, G_PI);
      break;
    case ANNALS_STROKE_CORNER_BOTTOM_RIGHT:
      cairo_arc (cr, -CORNER, -CORNER, CORNER, 0, G_PI_2);
      break;
    case ANNALS_STROKE_HEAD_UP:
    case ANNALS_STROKE_HEAD_DOWN:
    case ANNALS_STROKE_HEAD_LEFT:
    case ANNALS_STROKE_HEAD_RIGHT:
      {
        const double angles[] = { 0, G_PI, -G_PI_2, G_PI_2 };

        cairo_rotate (cr, angles[stroke - ANNALS_STROKE_HEAD_UP]);
        cairo_move_to (cr, 0, 0);
        cairo_line_to (cr, 2.75, 6);
        cairo_line_to (cr, -2.75, 6);
        cairo_close_path (cr);
        cairo_fill (cr);
      }
      return;
    default:
      return;
    }
  cairo_stroke (cr);
}

void
annals_painter_stroke (AnnalsPainter *self, AnnalsStroke stroke, double x, double y,
                       const GdkRGBA *color, double width_px)
{
  AnnalsNodeKey key = { .what = ANNALS_STORED_SHAPE };
  GskRenderNode *node;
  /* Corners join lines that are centred on half a stroke; the others stand on the middle of a pixel
   * across their direction. The node itself stays on whole pixels. */
  double half = stroke >= ANNALS_STROKE_CORNER_TOP_LEFT
                    ? annals_painter_hairline (self, width_px) / 2
                    : 0.5;
  gboolean is_across = stroke < ANNALS_STROKE_CORNER_TOP_LEFT;

  key.numbers[0] = 's';
  key.numbers[1] = stroke;
  key.numbers[2] = annals_node_key_color (color);
  key.numbers[3] = annals_node_key_length (width_px);
  key.numbers[4] = annals_node_key_length (half);
  node = annals_node_store_get (self->store, &key);
  if (node == NULL)
    {
      cairo_t *cr;

      node = annals_drawing_new (8, 0, &cr);
      gdk_cairo_set_source_rgba (cr, color);
      cairo_set_line_width (cr, width_px);
      cairo_translate (cr, half, is_across ? 0 : half);
      draw_stroke (cr, stroke);
      cairo_destroy (cr);
      annals_node_store_put (self->store, &key, node, NULL, NULL);
    }
  place_exactly (self, node, annals_painter_snap (self, x - half),
                 annals_painter_snap (self, is_across ? y : y - half));
}

void
annals_painter_dash_rounded (AnnalsPainter *self, double x, double y, double width, double height,
                             double radius, const GdkRGBA *color)
{
  AnnalsNodeKey key = { .what = ANNALS_STORED_DASHES };
  GskRenderNode *node;
  double inset = DASH_STROKE / 2;
  GskRoundedRect rect;
  cairo_t *cr;

  /* Dashes are counted from the left end: cut only where so much is hidden that it pays. */
  if (x < -self->frame->width || x + width > 2 * self->frame->width)
    {
      double period = dash[0] + dash[1];
      double left = MAX (x, x + period * ceil ((-BEYOND - period - x) / period));

      width = MIN (x + width, self->frame->width + BEYOND) - left;
      x = left;
    }
  if (!init_rounded (self, &rect, 0, 0, width, height, radius) || width < 2 * inset)
    return;

  width = annals_painter_snap (self, width);
  key.numbers[0] = annals_node_key_length (width);
  key.numbers[1] = annals_node_key_length (height);
  key.numbers[2] = annals_node_key_length (radius);
  key.numbers[3] = annals_node_key_color (color);
  node = annals_node_store_get (self->store, &key);
  if (node == NULL)
    {
      double r = MIN (radius, MIN (width, height) / 2) - inset;

      r = MAX (r, 0);
      node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
      cr = gsk_cairo_node_get_draw_context (node);
      gdk_cairo_set_source_rgba (cr, color);
      cairo_set_line_width (cr, DASH_STROKE);
      cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_arc (cr, inset + r, inset + r, r, G_PI, 3 * G_PI_2);
      cairo_arc (cr, width - inset - r, inset + r, r, -G_PI_2, 0);
      cairo_arc (cr, width - inset - r, height - inset - r, r, 0, G_PI_2);
      cairo_arc (cr, inset + r, height - inset - r, r, G_PI_2, G_PI);
      cairo_close_path (cr);
      cairo_stroke (cr);
      cairo_destroy (cr);
      annals_node_store_put (self->store, &key, node, NULL, NULL);
    }
  annals_painter_place (self, node, x, y);
}

void
annals_painter_add_hit (AnnalsPainter *self, const AnnalsHit *hit, const graphene_rect_t *core)
{
  AnnalsHitBox box = { .hit = *hit, .core = core != NULL ? *core : hit->box };
  graphene_rect_t seen = GRAPHENE_RECT_INIT (0, (float)self->plot_y, (float)self->frame->width,
                                             (float)(self->plot_bottom - self->plot_y));

  /* What is scrolled under the axis is not there to be hit. */
  if (hit->kind != ANNALS_HIT_AXIS
      && (!graphene_rect_intersection (&hit->box, &seen, &box.hit.box)
          || box.hit.box.size.height <= 0))
    return;
  g_array_append_val (self->hits, box);
}

void
annals_painter_clip_since (AnnalsPainter *self, guint from, double x, double y, double width,
                           double height)
{
  GskRenderNode *container;

  if (from >= self->nodes->len)
    return;

  container = gsk_container_node_new ((GskRenderNode **)self->nodes->pdata + from,
                                      self->nodes->len - from);
  g_ptr_array_set_size (self->nodes, (int)from);
  annals_painter_take (
      self, gsk_clip_node_new (
                container, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height)));
  gsk_render_node_unref (container);
}

void
annals_painter_fade_since (AnnalsPainter *self, guint from, double opacity)
{
  GskRenderNode *container;

  if (from >= self->nodes->len)
    return;

  if (opacity > 0)
    {
      container = gsk_container_node_new ((GskRenderNode **)self->nodes->pdata + from,
                                          self->nodes->len - from);
      g_ptr_array_set_size (self->nodes, (int)from);
      annals_painter_take (self, gsk_opacity_node_new (container, (float)opacity));
      gsk_render_node_unref (container);
    }
  else
    g_ptr_array_set_size (self->nodes, (int)from);
}

gboolean
annals_painter_is_lane_seen (AnnalsPainter *self, guint lane)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];
  double top = self->lanes_y + at->y;

  return at->height > 0 && top < self->plot_bottom && top + at->height > self->plot_y;
}

double
annals_painter_row_center (AnnalsPainter *self, guint lane, guint row)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];

  return self->lanes_y + (at->row_y[row] + at->row_y[row + 1]) / 2;
}

static void
get_reach (const AnnalsItem *item, double *left, double *right)
{
  *left = item->x + item->shape.left;
  *right = MAX (item->x + item->shape.right, item->tail_x);
  if (item->has_label)
    *left = MIN (*left, item->label_x);
}

gboolean
annals_painter_is_row_free (AnnalsPainter *self, guint lane, guint row, double left, double right)
{
  for (guint i = self->lane_items[lane]; i < self->lane_items[lane + 1]; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);
      double item_left, item_right;

      if (item->row != row)
        continue;
      get_reach (item, &item_left, &item_right);
      if (item_left < right && item_right > left)
        return FALSE;
    }

  return TRUE;
}

double
annals_painter_find_room (AnnalsPainter *self, guint lane, guint row, double left, double width,
                          gboolean leftwards)
{
  guint first = self->lane_items[lane], n = self->lane_items[lane + 1] - first;

  /* A row's items are in the order in which they are drawn. */
  for (guint i = 0; i < n; i++)
    {
      const AnnalsItem *item
          = &g_array_index (self->items, AnnalsItem, first + (leftwards ? n - 1 - i : i));
      double item_left, item_right;

      if (item->row != row)
        continue;
      get_reach (item, &item_left, &item_right);
      if (item_left < left + width && item_right > left)
        left = leftwards ? item_left - width : item_right;
    }

  return left;
}

const AnnalsHit *
annals_painter_find_taken (AnnalsPainter *self, double x, double y, double width, double height)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);

  for (guint i = 0; i < self->hits->len; i++)
    {
      const AnnalsHit *hit = &g_array_index (self->hits, AnnalsHitBox, i).hit;

      if ((hit->kind == ANNALS_HIT_EARLIER || hit->kind == ANNALS_HIT_LATER
           || hit->kind == ANNALS_HIT_LINK_END || hit->kind == ANNALS_HIT_COUNT)
          && graphene_rect_intersection (&hit->box, &box, NULL))
        return hit;
    }

  return NULL;
}

const AnnalsItem *
annals_painter_find_item (AnnalsPainter *self, guint event)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, AnnalsItem, i).event == event
        && !g_array_index (self->items, AnnalsItem, i).is_hidden)
      return &g_array_index (self->items, AnnalsItem, i);

  return NULL;
}
