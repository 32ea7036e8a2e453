/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: the plates behind their words, their marks and rings, their words and what follows them.
 */
#include <math.h>

#include "scene/painter.h"

#define HALO_REACH 3.0 /* hover: of the halo beyond the mark */
#define HALO_ALPHA 0.12
#define RING_GAP 3.5 /* from the mark's edge to the middle of the ring */
#define RING_STROKE 2.0
#define PLATE_ALPHA_SELECTED 0.09
#define PLATE_RADIUS 3.0
#define PLATE_LEFT 4.0 /* of a coloured plate beyond the words */
#define PLATE_RIGHT 5.0
#define MATCH_STROKE 1.5
#define FOCUS_STROKE 2.0
#define FOCUS_RADIUS 5.0
#define FOCUS_GAP 3.0
#define HALF_DISC 7.0
#define NOTE_DOT 6.5
#define BAR_MARK 8.0 /* marks within bars */
#define BAR_MARK_HOLLOW 10.0
#define PLUS_GAP 4.0
#define SOURCES_RISE 3.5

static gboolean
is_current (AnnalsPainter *self, const AnnalsItem *item)
{
  return item->is_match && item->event == self->frame->current_match;
}

static gboolean
is_selected (AnnalsPainter *self, const AnnalsItem *item)
{
  return item->event == self->frame->selection;
}

/* Are the numbers of its sources beyond its body, not beside its words? */
static gboolean
has_sources_apart (const AnnalsItem *item)
{
  return item->sources != NULL && item->side != ANNALS_LABEL_RIGHT
         && item->sources_x >= item->x + item->shape.right;
}

/* The words' own box, with what follows them. */
static void
get_words (AnnalsPainter *self, const AnnalsItem *item, double *left, double *right)
{
  gboolean has_disc = (item->flags & ANNALS_EVENT_CLAIMS_DISAGREE) != 0;

  *left = item->label_x;
  *right = item->label_x + item->label_width + (has_disc ? self->frame->metrics.half_disc : 0);
  if (item->sources != NULL && !has_sources_apart (item))
    {
      *left = MIN (*left, item->sources_x);
      *right = MAX (*right, item->sources_x + item->sources_width);
    }
}

static gboolean
stands_on_ground (const AnnalsItem *item)
{
  return item->has_label && (item->side == ANNALS_LABEL_RIGHT || item->side == ANNALS_LABEL_LEFT);
}

void
annals_paint_plates (AnnalsPainter *self)
{
  const AnnalsTheme *theme = self->frame->theme;
  double height = annals_text_get_line_height (self->frame->text, ANNALS_TEXT_LABEL_1) + 1;
  double coloured = MIN (self->frame->metrics.row - 2, height + 2);

  for (guint i = 0; i < self->items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);
      double top = annals_painter_snap (self, item->y - height / 2);
      double left, right;

      if (!item->has_label || !annals_painter_paints (self, item))
        continue;
      get_words (self, item, &left, &right);
      left = annals_painter_snap (self, left);
      right = annals_painter_snap (self, right);
      if (stands_on_ground (item))
        annals_painter_plate (self, left - 1, top, right - left + 2, height, ANNALS_PLATE_ALPHA);
      if (has_sources_apart (item))
        annals_painter_plate (self, item->sources_x - 1, top, item->sources_width + 2, height,
                              ANNALS_PLATE_ALPHA);

      top = annals_painter_snap (self, item->y - coloured / 2);
      left -= PLATE_LEFT;
      right += PLATE_RIGHT;
      if (item->is_match)
        annals_painter_fill_rounded (self, left, top, right - left, coloured, PLATE_RADIUS,
                                     &theme->match);
      else if (is_selected (self, item) && stands_on_ground (item))
        {
          GdkRGBA plate = theme->ink;

          plate.alpha = PLATE_ALPHA_SELECTED;
          annals_painter_fill_rounded (self, left, top, right - left, coloured, PLATE_RADIUS,
                                       &plate);
        }
      if (is_current (self, item))
        annals_painter_frame_rounded (self, left, top, right - left, coloured, PLATE_RADIUS + 1,
                                      MATCH_STROKE, &theme->ink);
    }
}

/* The half of a mark's extent that rings and halos go round. */
static double
get_mark_reach (const AnnalsItem *item)
{
  return MAX (item->shape.mark_size, annals_mark_get_width (item->kind, item->shape.mark_size)) / 2;
}

static gboolean
is_mark_alone (const AnnalsItem *item)
{
  return item->shape.type == ANNALS_SHAPE_MARK || item->shape.type == ANNALS_SHAPE_WINDOW;
}

static void
paint_body_frame (AnnalsPainter *self, const AnnalsItem *item, double gap, double stroke,
                  double radius, const GdkRGBA *color)
{
  double height = annals_painter_snap (self, self->frame->metrics.bar) + 2 * gap;
  double left = annals_painter_snap (self, item->x + item->shape.left) - gap;
  double right = annals_painter_snap (self, item->x + item->shape.right) + gap;

  annals_painter_frame_rounded (self, left, annals_painter_snap (self, item->y - height / 2),
                                right - left, height, radius, stroke, color);
}

static void
paint_ring (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsTheme *theme = self->frame->theme;
  double radius = get_mark_reach (item) + RING_GAP + RING_STROKE / 2;

  if (!is_mark_alone (item))
    {
      paint_body_frame (self, item, 2, RING_STROKE, 6, &theme->ink);
      return;
    }
  annals_painter_disc (self, item->mark_x, item->y, item->shape.mark_size, 2 * radius,
                       &theme->ground, RING_STROKE, &theme->ink);
}

static void
paint_hover (AnnalsPainter *self, const AnnalsItem *item)
{
  GdkRGBA halo = self->frame->theme->ink;

  halo.alpha = HALO_ALPHA;
  if (is_mark_alone (item))
    annals_painter_disc (self, item->mark_x, item->y, item->shape.mark_size,
                         2 * (get_mark_reach (item) + HALO_REACH), &halo, 0, NULL);
  else
    paint_body_frame (self, item, 2, 2, 5, &halo);
}

static gboolean
is_begin_unknown (AnnalsPainter *self, const AnnalsItem *item)
{
  return (annals_timeline_get_event_span (self->frame->timeline, item->event)->flags
          & ANNALS_SPAN_BEGIN_UNKNOWN)
         != 0;
}

static void
paint_mark (AnnalsPainter *self, const AnnalsItem *item)
{
  AnnalsMarkColors colors = item->colors;
  double size = item->shape.mark_size;

  if (isnan (item->mark_x) || item->shape.type == ANNALS_SHAPE_MEMBERS)
    return;
  if (item->shape.type == ANNALS_SHAPE_BAR)
    {
      size = MIN ((item->certainty == ANNALS_CERTAINTY_ESTABLISHED ? BAR_MARK : BAR_MARK_HOLLOW)
                      * self->frame->metrics.text_scale,
                  size);
      /* In a bar it is cut out of the bar; where the bar has yet to fade in, it stands as anywhere.
       * Of an unknown begin it stands at the end. */
      colors.has_halo = item->shape.mark_x - size / 2 < item->shape.begin_max
                        && !item->shape.begin_is_hard && !is_begin_unknown (self, item);
      if (item->certainty == ANNALS_CERTAINTY_ESTABLISHED && !colors.has_halo)
        colors.fill = self->frame->theme->ground;
    }
  annals_painter_place_mark (
      self, annals_mark_get_node (self->store, item->kind, item->certainty, size, &colors), size,
      item->mark_x, item->y);
}

void
annals_paint_marks (AnnalsPainter *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);

      if (!annals_painter_paints (self, item))
        continue;
      if (is_selected (self, item))
        paint_ring (self, item);
      else if (item->event == self->frame->hovered)
        paint_hover (self, item);
      paint_mark (self, item);
    }
}

/* "perhaps": a question mark at the upper right of a mark, beside a body. */
static void
paint_question (AnnalsPainter *self, const AnnalsItem *item)
{
  annals_painter_text (self, ANNALS_TEXT_CHIP, "?", &item->colors.ink,
                       item->x + item->shape.question_x, item->y - (is_mark_alone (item) ? 3.5 : 0),
                       0);
}

static void
paint_note_dot (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsTheme *theme = self->frame->theme;
  double size = item->shape.mark_size;
  double reach = is_selected (self, item) ? size * 0.43 + 2.8 : size * 0.43;
  double x = item->mark_x + reach;
  double y = item->y - reach;
  double radius = NOTE_DOT / 2;

  if (!is_mark_alone (item))
    {
      x = item->has_label ? item->label_x - 6 : item->x + item->shape.begin_min + 2;
      y = item->y - self->frame->metrics.bar / 2;
    }
  if (isnan (x) || x < self->plot_x - radius || x > self->plot_right + radius)
    return;

  annals_painter_disc (self, x, y, NOTE_DOT, NOTE_DOT + 1.5, &theme->ground, 0, NULL);
  annals_painter_disc (self, x, y, NOTE_DOT, NOTE_DOT, &theme->note, 1, &theme->note_edge);
}

static graphene_rect_t
get_core (AnnalsPainter *self, const AnnalsItem *item)
{
  double height = is_mark_alone (item) ? MAX (item->shape.mark_size, self->frame->metrics.window)
                                       : self->frame->metrics.bar;
  double left = MAX (item->x + item->shape.left, self->plot_x);
  double right = MIN (item->x + item->shape.right, self->plot_right);

  return GRAPHENE_RECT_INIT ((float)left, (float)(item->y - height / 2),
                             (float)MAX (right - left, 0), (float)height);
}

static void
paint_plus (AnnalsPainter *self, const AnnalsItem *item)
{
  g_autofree char *words = g_strdup_printf ("+%u", item->plus);
  double width = annals_text_measure (self->frame->text, ANNALS_TEXT_CHIP, words);
  double x = item->plus_x;
  AnnalsHit hit
      = { .kind = ANNALS_HIT_PLUS, .event = item->event, .lane = item->lane, .count = item->plus };

  if (x > self->plot_right || x + width < self->plot_x)
    return;
  /* Into the gap before it rather than cut by the edge. */
  if (x + width > self->plot_right)
    x = MAX (x - PLUS_GAP, self->plot_right - width);

  annals_painter_plate (self, x - 1, item->y - 8, width + 2, 16, ANNALS_PLATE_ALPHA);
  annals_painter_text (self, ANNALS_TEXT_CHIP, words, &item->plus_color, x, item->y, 0);
  hit.box = GRAPHENE_RECT_INIT ((float)x - 2, (float)item->y - 9, (float)width + 4, 18);
  annals_painter_add_hit (self, &hit, NULL);
}

static void
paint_words (AnnalsPainter *self, const AnnalsItem *item)
{
  AnnalsTextRole role = ANNALS_TEXT_LABEL_1 + (item->importance - 1);

  annals_painter_place_text (self, role, item->label, item->label_x, item->y);
  if (item->sources != NULL)
    annals_painter_place_text (self, ANNALS_TEXT_SOURCE, item->sources, item->sources_x,
                               item->y - SOURCES_RISE * self->frame->metrics.text_scale);
  if (item->flags & ANNALS_EVENT_CLAIMS_DISAGREE)
    {
      GdkRGBA color = self->frame->theme->ink2;

      if (item->is_dimmed)
        annals_rgba_mix (&self->frame->theme->ground, &color, 0.45, &color);
      else if (item->side == ANNALS_LABEL_INSIDE && item->shape.type == ANNALS_SHAPE_BAR
               && item->certainty == ANNALS_CERTAINTY_ESTABLISHED && !item->is_match)
        color = self->frame->theme->ground;
      annals_painter_place_mark (self, annals_half_disc_get_node (self->store, HALF_DISC, &color),
                                 HALF_DISC, item->label_x + item->label_width + 5 + HALF_DISC / 2,
                                 item->y);
    }
}

static void
add_hit (AnnalsPainter *self, const AnnalsItem *item, const graphene_rect_t *core)
{
  AnnalsHit hit = { .kind = ANNALS_HIT_EVENT, .event = item->event, .lane = item->lane };
  /* A folded lane has one row, also where its rows are none. */
  double row = item->row < annals_rows_get_n_rows (self->frame->rows, item->lane)
                       && annals_rows_is_mark_row (self->frame->rows, item->lane, item->row)
                   ? self->frame->metrics.mark_row
                   : self->frame->metrics.row;
  double left = core->origin.x;
  double right = core->origin.x + core->size.width;

  if (item->has_label)
    {
      left = MIN (left, item->label_x);
      right = MAX (right, item->label_x + item->label_width);
    }
  if (right <= self->plot_x || left >= self->plot_right || right <= left)
    return;
  hit.is_ellipsised = item->has_label && item->is_ellipsised;
  hit.box = GRAPHENE_RECT_INIT ((float)left, (float)(item->y - row / 2), (float)(right - left),
                                (float)row);
  annals_painter_add_hit (self, &hit, core);
}

static void
paint_focus (AnnalsPainter *self, const AnnalsItem *item, const graphene_rect_t *core)
{
  double left = core->origin.x;
  double right = core->origin.x + core->size.width;
  double height = self->frame->metrics.row - 2 + 2 * FOCUS_STROKE - 1;

  if (item->has_label)
    {
      double words_left, words_right;

      get_words (self, item, &words_left, &words_right);
      left = MIN (left, words_left);
      right = MAX (right, words_right);
    }
  left = annals_painter_snap (self, left - FOCUS_GAP) - FOCUS_STROKE;
  right = annals_painter_snap (self, right + FOCUS_GAP) + FOCUS_STROKE;
  annals_painter_frame_rounded (self, left, annals_painter_snap (self, item->y - height / 2),
                                right - left, height, FOCUS_RADIUS, FOCUS_STROKE,
                                &self->frame->theme->accent);
}

static gboolean
has_notes (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsFrame *frame = self->frame;

  if (frame->noted != NULL)
    return annals_bitset_contains (frame->noted, item->event);

  return frame->notebook != NULL && annals_notebook_get_n_notes (frame->notebook) > 0
         && annals_notebook_count_event_notes (
                frame->notebook, annals_timeline_get_event_id (frame->timeline, item->event))
                > 0;
}

void
annals_paint_labels (AnnalsPainter *self)
{

  for (guint i = 0; i < self->items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);
      graphene_rect_t core;

      if (!annals_painter_paints (self, item))
        continue;
      core = get_core (self, item);
      if (item->has_label)
        paint_words (self, item);
      if (!isnan (item->shape.question_x))
        paint_question (self, item);
      if (has_notes (self, item))
        paint_note_dot (self, item);
      if (item->event == self->frame->focused)
        paint_focus (self, item, &core);
      add_hit (self, item, &core);
    }
  /* Of what is hidden, too. */
  for (guint i = 0; i < self->items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);

      if (item->plus > 0 && item->is_coming == self->paints_coming)
        paint_plus (self, item);
    }
}
