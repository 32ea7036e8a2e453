/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies under the marks and words of events: windows, bars, bands, prospects, threads,
 * brackets.
 *
 * Solid is certain, wash is possible: a begin or end window is drawn as far as it reaches, and no
 * edge is sharper than the date that it stands for. */
#include <math.h>

#include "scene/painter.h"

#define CAP 1.5
#define SEASON_FADE 10.0
#define WING_HEIGHT 8.0
#define WING_ALPHA 0.42
#define BRACKET_DROP 9.5
#define BRACKET_TICK 3.5
#define BAR_OUTLINE 1.5
#define BAND_SIDE 1.5
#define CHEVRON_INSET 10.0 /* of a chevron's middle before the end of its fade */
#define GHOST_SMALLER 3.0
#define PROSPECT_RADIUS 3.0
#define PROSPECT_GROUND 0.6
#define OTHER_DATINGS_MAX 16

/* One side of a body: where it is whole, and where it has faded. */
typedef struct
{
  double solid, out;
  gboolean is_hard, is_open, is_unknown;
} Edge;

static void
init_edges (AnnalsPainter *self, const AnnalsItem *item, Edge *begin, Edge *end)
{
  const AnnalsShape *shape = &item->shape;
  const AnnalsMetrics *metrics = &self->frame->metrics;
  guint flags = annals_timeline_get_event_span (self->frame->timeline, item->event)->flags;

  *begin = (Edge){ .solid = item->x + shape->begin_max,
                   .out = item->x + shape->begin_min - shape->fade_begin,
                   .is_hard = shape->begin_is_hard,
                   .is_open = (flags & ANNALS_SPAN_BEGIN_OPEN) != 0,
                   .is_unknown = (flags & ANNALS_SPAN_BEGIN_UNKNOWN) != 0 };
  *end = (Edge){ .solid = item->x + shape->end_min,
                 .out = item->x + shape->end_max + shape->fade_end,
                 .is_hard = shape->end_is_hard,
                 .is_open = (flags & ANNALS_SPAN_END_OPEN) != 0,
                 .is_unknown = (flags & ANNALS_SPAN_END_UNKNOWN) != 0 };

  if (begin->is_open || begin->is_unknown)
    {
      begin->solid = item->x + shape->begin_max;
      begin->out = begin->solid - (begin->is_open ? metrics->open_fade : metrics->unknown_fade);
      begin->is_hard = FALSE;
    }
  if (end->is_open || end->is_unknown)
    {
      end->solid = item->x + shape->end_min;
      end->out = end->solid + (end->is_open ? metrics->open_fade : metrics->unknown_fade);
      end->is_hard = FALSE;
    }
  if (begin->is_hard)
    begin->solid = begin->out;
  if (end->is_hard)
    end->solid = end->out;
  /* No part is certain: both windows fade to where they meet. */
  if (begin->solid > end->solid)
    begin->solid = end->solid
        = CLAMP ((begin->solid + end->solid) / 2, begin->out, MAX (begin->out, end->out));
  /* On whole pixels, so that no seam shows where what is whole meets what fades. */
  begin->solid = annals_painter_snap (self, begin->solid);
  end->solid = annals_painter_snap (self, end->solid);
}

/* A strip that is whole between the edges and fades beyond them. */
static void
paint_faded (AnnalsPainter *self, const Edge *begin, const Edge *end, double y, double height,
             const GdkRGBA *color, double alpha)
{
  if (begin->solid > begin->out)
    annals_painter_fade (self, begin->out, y, begin->solid - begin->out, height, color, 0, alpha);
  if (end->solid > begin->solid)
    annals_painter_wash (self, begin->solid, y, end->solid - begin->solid, height, color, alpha);
  if (end->out > end->solid)
    annals_painter_fade (self, end->solid, y, end->out - end->solid, height, color, alpha, 0);
}

/* A level line with its outer edge at y; what it is higher than whole pixels is a paler one. */
static void
paint_level (AnnalsPainter *self, const Edge *begin, const Edge *end, double y, double height,
             gboolean grows_up, const GdkRGBA *color)
{
  double whole = annals_painter_hairline (self, height - 0.25);
  double rest = height - whole;
  double pixel = annals_painter_hairline (self, 0);

  paint_faded (self, begin, end, grows_up ? y - whole : y, whole, color, 1);
  if (rest > 0.01)
    paint_faded (self, begin, end, grows_up ? y - whole - pixel : y + whole, pixel, color,
                 MIN (rest / pixel, 1));
}

static void
paint_edge_signs (AnnalsPainter *self, const AnnalsItem *item, const Edge *begin, const Edge *end)
{
  if (end->is_open)
    annals_painter_stroke (self, ANNALS_STROKE_CHEVRON_RIGHT, end->out - CHEVRON_INSET, item->y,
                           &item->colors.ink, 1.5);
  if (begin->is_open)
    annals_painter_stroke (self, ANNALS_STROKE_CHEVRON_LEFT, begin->out + CHEVRON_INSET, item->y,
                           &item->colors.ink, 1.5);
  if (end->is_unknown)
    annals_painter_text_before (self, ANNALS_TEXT_CHIP, "?", &item->colors.ink, end->out - 2,
                                item->y, 0);
  if (begin->is_unknown)
    annals_painter_text (self, ANNALS_TEXT_CHIP, "?", &item->colors.ink, begin->out + 2, item->y,
                         0);
}

static void
paint_band (AnnalsPainter *self, const AnnalsItem *item)
{
  double height = annals_painter_snap (self, self->frame->metrics.bar);
  double top = annals_painter_snap (self, item->y - height / 2);
  double alpha = self->frame->theme->wash_alpha;
  Edge begin, end;

  init_edges (self, item, &begin, &end);
  begin.out = annals_painter_snap (self, begin.out);
  end.out = annals_painter_snap (self, end.out);
  if (begin.is_hard)
    begin.solid = begin.out;
  if (end.is_hard)
    end.solid = end.out;
  paint_faded (self, &begin, &end, top, height, &item->colors.fill, alpha);
  paint_level (self, &begin, &end, top + height, CAP, TRUE, &item->colors.fill);
  if (begin.is_hard)
    annals_painter_upright (self, begin.out, top, BAND_SIDE, height, FALSE, &item->colors.fill);
  if (end.is_hard)
    annals_painter_upright (self, end.out, top, BAND_SIDE, height, TRUE, &item->colors.fill);
  paint_edge_signs (self, item, &begin, &end);
}

/* A filled bar: round where its edge is known, fading where not. */
static void
paint_filled_bar (AnnalsPainter *self, const AnnalsItem *item, const Edge *begin, const Edge *end,
                  double top, double height)
{
  double radius = height / 2;
  double left = begin->is_hard ? begin->out : begin->solid;
  double right = end->is_hard ? end->out : end->solid;

  if (begin->is_hard && right - left >= radius)
    annals_painter_fill_rounded (self, left, top, MIN (height, right - left), height, radius,
                                 &item->colors.ink);
  if (end->is_hard && right - left >= radius)
    annals_painter_fill_rounded (self, MAX (left, right - height), top, MIN (height, right - left),
                                 height, radius, &item->colors.ink);
  if (begin->is_hard && right - left >= radius)
    left += MIN (radius, (right - left) / 2);
  if (end->is_hard && right - left >= radius)
    right -= MIN (radius, (right - left) / 2);

  paint_faded (self, &(Edge){ .solid = left, .out = begin->is_hard ? left : begin->out },
               &(Edge){ .solid = right, .out = end->is_hard ? right : end->out }, top, height,
               &item->colors.ink, 1);
}

static void
paint_bar (AnnalsPainter *self, const AnnalsItem *item)
{
  double height = annals_painter_snap (self, self->frame->metrics.bar);
  double top = annals_painter_snap (self, item->y - height / 2);
  Edge begin, end;

  init_edges (self, item, &begin, &end);
  begin.out = annals_painter_snap (self, begin.out);
  end.out = annals_painter_snap (self, end.out);

  if (item->certainty == ANNALS_CERTAINTY_ESTABLISHED)
    paint_filled_bar (self, item, &begin, &end, top, height);
  else if (item->certainty == ANNALS_CERTAINTY_PROSPECT)
    annals_painter_dash_rounded (self, begin.out, top, end.out - begin.out, height, height / 2,
                                 &item->colors.ink);
  else if (begin.is_hard && end.is_hard)
    {
      annals_painter_fill_rounded (self, begin.out, top, end.out - begin.out, height, height / 2,
                                   &self->frame->theme->ground);
      annals_painter_frame_rounded (self, begin.out, top, end.out - begin.out, height, height / 2,
                                    BAR_OUTLINE, &item->colors.ink);
    }
  else
    {
      /* Someone's word for how long, with an edge that nobody knows: lines that fade. */
      paint_level (self, &begin, &end, top, BAR_OUTLINE, FALSE, &item->colors.ink);
      paint_level (self, &begin, &end, top + height, BAR_OUTLINE, TRUE, &item->colors.ink);
      if (begin.is_hard)
        annals_painter_upright (self, begin.out, top, BAR_OUTLINE, height, FALSE,
                                &item->colors.ink);
      if (end.is_hard)
        annals_painter_upright (self, end.out, top, BAR_OUTLINE, height, TRUE, &item->colors.ink);
    }
  if (item->certainty == ANNALS_CERTAINTY_DISPUTED && begin.is_hard && end.is_hard)
    annals_painter_fill_rounded (self, begin.out, top, (end.out - begin.out) / 2, height,
                                 height / 2, &item->colors.ink);
  paint_edge_signs (self, item, &begin, &end);
}

/* Somewhere in here: a wash between caps, soft where the edges are. */
static void
paint_wash (AnnalsPainter *self, const AnnalsItem *item, const Edge *begin, const Edge *end)
{
  double height = annals_painter_snap (self, self->frame->metrics.window);
  double top = annals_painter_snap (self, item->y - height / 2);

  paint_faded (self, begin, end, top, height, &item->colors.fill, self->frame->theme->wash_alpha);
  if (begin->is_hard)
    annals_painter_upright (self, begin->out, top, CAP, height, FALSE, &item->colors.fill);
  if (end->is_hard)
    annals_painter_upright (self, end->out, top, CAP, height, TRUE, &item->colors.fill);
}

/* A moment's window is whole to its bounds (at x; outwards: -1 or 1): what goes on or is approximate
 * fades beyond them, a season's edge within. */
static void
set_window_edge (Edge *edge, double x, int outwards, double width)
{
  double beyond = (edge->out - (edge->is_open || edge->is_unknown ? edge->solid : x)) * outwards;

  /* What is less than a pixel is what was snapped. */
  if (edge->is_hard || beyond < 1)
    beyond = 0;
  edge->solid = x;
  edge->out = x + beyond * outwards;
  if (!edge->is_hard && beyond == 0)
    edge->solid -= MIN (SEASON_FADE, width / 2) * outwards;
}

static void
paint_window (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsShape *shape = &item->shape;
  Edge begin, end;
  double left, right;

  init_edges (self, item, &begin, &end);
  left = annals_painter_snap (self, item->x + shape->begin_min);
  right = annals_painter_snap (self, item->x + shape->end_max);
  set_window_edge (&begin, left, -1, right - left);
  set_window_edge (&end, right, 1, right - left);
  paint_wash (self, item, &begin, &end);
  paint_edge_signs (self, item, &begin, &end);
}

/* About then: the mark's wings fade as far as the date may lie. */
static void
paint_wings (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsShape *shape = &item->shape;
  double half = annals_mark_get_width (item->kind, shape->mark_size) / 2;
  double left = item->x + shape->begin_min - shape->fade_begin;
  double right = item->x + shape->end_max + shape->fade_end;
  double top = annals_painter_snap (self, item->y - WING_HEIGHT / 2);

  if (shape->fade_begin > 0)
    annals_painter_fade (self, left, top, item->mark_x - half - left, WING_HEIGHT,
                         &item->colors.fill, 0, WING_ALPHA);
  if (shape->fade_end > 0)
    annals_painter_fade (self, item->mark_x + half, top, right - item->mark_x - half, WING_HEIGHT,
                         &item->colors.fill, WING_ALPHA, 0);
}

static void
paint_prospect (AnnalsPainter *self, const AnnalsItem *item)
{
  double height = annals_painter_snap (self, self->frame->metrics.bar);
  double top = annals_painter_snap (self, item->y - height / 2);
  Edge begin, end;

  init_edges (self, item, &begin, &end);
  begin.out = annals_painter_snap (self, item->x + item->shape.begin_min);
  end.out = annals_painter_snap (self, item->x + item->shape.end_max);
  annals_painter_plate (self, begin.out + 1, top + 1, end.out - begin.out - 2, height - 2,
                        PROSPECT_GROUND);
  annals_painter_dash_rounded (self, begin.out, top, end.out - begin.out, height, PROSPECT_RADIUS,
                               &item->colors.ink);
  if (end.is_open || end.is_unknown)
    end.out += self->frame->metrics.open_fade;
  if (begin.is_open || begin.is_unknown)
    begin.out -= self->frame->metrics.open_fade;
  paint_edge_signs (self, item, &begin, &end);
}

/* Where the mark of another dating or a member stands, as the rows reckoned it. */
static double
find_mark_x (AnnalsPainter *self, const AnnalsItem *item, const AnnalsSpan *span)
{
  double left = annals_painter_x (self, annals_span_get_earliest (span));
  double right = annals_painter_x (self, annals_span_get_latest (span));

  if (!isfinite (left) || !isfinite (right))
    return NAN;

  return annals_shape_place_mark (left, right, item->shape.mark_size, &self->frame->metrics);
}

static void
paint_thread (AnnalsPainter *self, const AnnalsItem *item, double from, double to)
{
  double line = annals_painter_hairline (self, 1);
  double y = annals_painter_snap (self, item->y - line / 2);

  annals_painter_fill (self, MIN (from, to), y, fabs (to - from), line, &item->colors.ink);
}

/* How far another dating or a member reaches, where that shows. */
static void
paint_other_window (AnnalsPainter *self, const AnnalsItem *item, const AnnalsSpan *span)
{
  double left = annals_painter_x (self, annals_span_get_earliest (span));
  double right = annals_painter_x (self, annals_span_get_latest (span));
  gboolean is_hard = annals_span_get_begin_fade (span) <= 0
                     && (span->flags & (ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_END_SEASON)) == 0;
  Edge begin = { .is_hard = is_hard }, end = { .is_hard = is_hard };

  if (!annals_shape_shows_window (&item->shape, left, right) || right < self->plot_x
      || left > self->plot_right)
    return;

  left = begin.out = annals_painter_snap (self, left);
  right = end.out = annals_painter_snap (self, right);
  set_window_edge (&begin, left, -1, right - left);
  set_window_edge (&end, right, 1, right - left);
  paint_wash (self, item, &begin, &end);
}

static void
paint_members (AnnalsPainter *self, const AnnalsItem *item)
{
  guint n;
  const AnnalsExtraSpan *spans
      = annals_timeline_get_extra_spans (self->frame->timeline, item->event, &n);
  double size = item->shape.mark_size;
  double first = INFINITY;
  double last = -INFINITY;
  double shown = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      double x = spans[i].is_member ? find_mark_x (self, item, &spans[i].span) : NAN;

      if (isnan (x))
        continue;
      first = MIN (first, x);
      last = MAX (last, x);
    }
  if (first < last)
    paint_thread (self, item, first, last);

  /* A mark a pixel at most, however many members there are. */
  for (guint i = 0; i < n; i++)
    {
      double x = spans[i].is_member ? find_mark_x (self, item, &spans[i].span) : NAN;

      if (isnan (x) || fabs (x - shown) < 1)
        continue;
      shown = x;
      paint_other_window (self, item, &spans[i].span);
      if (x < self->plot_x - size || x > self->plot_right + size)
        continue;
      annals_painter_place_mark (
          self,
          annals_mark_get_node (self->store, item->kind, item->certainty, size, &item->colors),
          size, x, item->y);
    }
}

static void
paint_bracket (AnnalsPainter *self, const AnnalsItem *item, double left, double right)
{
  double line = annals_painter_hairline (self, 1);
  double bottom = annals_painter_snap (self, item->y + BRACKET_DROP);

  left = annals_painter_snap (self, left);
  right = annals_painter_snap (self, right);
  annals_painter_fill (self, left, bottom - line, right - left, line, &item->colors.ink);
  annals_painter_fill (self, left, bottom - BRACKET_TICK, line, BRACKET_TICK - line,
                       &item->colors.ink);
  annals_painter_fill (self, right - line, bottom - BRACKET_TICK, line, BRACKET_TICK - line,
                       &item->colors.ink);
}

static void
paint_ghost (AnnalsPainter *self, const AnnalsItem *item, const AnnalsSpan *span)
{
  double size = MAX (item->shape.mark_size - GHOST_SMALLER, 5);
  double x = find_mark_x (self, item, span);
  double target = isnan (item->mark_x) ? item->x : item->mark_x;

  if (isnan (x))
    return;

  paint_thread (self, item, x, target);
  paint_other_window (self, item, span);
  if (x > self->plot_x - size && x < self->plot_right + size)
    annals_painter_place_mark (self,
                               annals_mark_get_node (self->store, item->kind,
                                                     ANNALS_CERTAINTY_INFERRED, size,
                                                     &item->colors),
                               size, x, item->y);
}

/* Other datings: one that overlaps the event's own and is coarser gets a bracket, one apart a
 * ghost. */
static void
paint_other_datings (AnnalsPainter *self, const AnnalsItem *item)
{
  guint n;
  const AnnalsExtraSpan *spans
      = annals_timeline_get_extra_spans (self->frame->timeline, item->event, &n);
  const AnnalsSpan *own = annals_timeline_get_event_span (self->frame->timeline, item->event);

  for (guint i = 0; i < MIN (n, OTHER_DATINGS_MAX); i++)
    {
      double left, right;

      if (spans[i].is_member)
        continue;
      switch (annals_shape_get_other_dating (&item->shape, own, &spans[i].span,
                                             self->frame->view.seconds_per_pixel,
                                             &self->frame->metrics, &left, &right))
        {
        case ANNALS_OTHER_BRACKET:
          paint_bracket (self, item, item->x + left, item->x + right);
          break;
        case ANNALS_OTHER_GHOST:
          paint_ghost (self, item, &spans[i].span);
          break;
        default:
          break;
        }
    }
}

void
annals_paint_bodies (AnnalsPainter *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);

      if (!annals_painter_paints (self, item))
        continue;
      switch (item->shape.type)
        {
        case ANNALS_SHAPE_MARK:
          paint_wings (self, item);
          break;
        case ANNALS_SHAPE_WINDOW:
          paint_window (self, item);
          break;
        case ANNALS_SHAPE_BAR:
          paint_bar (self, item);
          break;
        case ANNALS_SHAPE_BAND:
          paint_band (self, item);
          break;
        case ANNALS_SHAPE_PROSPECT:
          paint_prospect (self, item);
          break;
        case ANNALS_SHAPE_MEMBERS:
          paint_members (self, item);
          break;
        default:
          break;
        }
      if (item->flags & ANNALS_EVENT_HAS_EXTRA_SPANS)
        paint_other_datings (self, item);
    }
}
