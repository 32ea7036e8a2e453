/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What events stand on: the ground, eras, lines, the lanes' names, and what lies beyond the edges.
 */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "scene/lane-names.h"
#include "scene/painter.h"
#include "scene/paint-axis.h"
#include "time/words.h"

#define ERA_ALPHA 0.05
#define ERA_FOOT 10.0
#define ERA_LINES 8
#define TODAY_DOT 1.0
#define TODAY_PERIOD 4.0
#define EDGE_MARGIN 6.0
#define EDGE_TEXT 11.0 /* from the chevron's left to the words */
#define PADDING_PLATE 14.0 /* of a number in a lane's padding */
#define EDGE_GAP 8.0
#define STRIPE 3.0

/* Names stand at the foot, where the fewest events are: those of eras that share no instant on one
 * line, others above. taken: how far each line has been written on. */
static void
paint_era_name (AnnalsPainter *self, guint event, double left, double right, double *taken)
{
  double x = MAX (left, self->plot_x) + EDGE_MARGIN;
  double height = annals_text_get_line_height (self->frame->text, ANNALS_TEXT_CHIP);
  guint line = 0;

  if (right - x <= self->frame->metrics.label_min)
    return;
  while (line < ERA_LINES - 1 && taken[line] > x)
    line++;
  taken[line] = right;
  annals_painter_text (self, ANNALS_TEXT_CHIP,
                       annals_timeline_get_event_title (self->frame->timeline, event),
                       &self->frame->theme->ink3, x, self->plot_bottom - ERA_FOOT - line * height,
                       right - x - EDGE_MARGIN);
}

static void
paint_era (AnnalsPainter *self, guint event, double *taken)
{
  const AnnalsTheme *theme = self->frame->theme;
  const AnnalsSpan *span = annals_timeline_get_event_span (self->frame->timeline, event);
  double left = annals_painter_x (self, annals_span_get_earliest (span));
  double right = annals_painter_x (self, annals_span_get_latest (span));
  double height = self->plot_bottom - self->plot_y;
  double line = annals_painter_hairline (self, 1);

  if (!(right > self->plot_x) || !(left < self->plot_right))
    return;

  left = annals_painter_snap (self, MAX (left, self->plot_x - 8));
  right = annals_painter_snap (self, MIN (right, self->plot_right + 8));
  annals_painter_wash (self, left, self->plot_y, right - left, height, &theme->ink, ERA_ALPHA);
  annals_painter_fill (self, left, self->plot_y, line, height, &theme->edge);
  annals_painter_fill (self, right - line, self->plot_y, line, height, &theme->edge);
  paint_era_name (self, event, left, right, taken);
}

static void
paint_eras (AnnalsPainter *self)
{
  guint n;
  const guint32 *eras
      = annals_grouping_get_background (annals_rows_get_grouping (self->frame->rows), &n);
  double taken[ERA_LINES];

  for (guint line = 0; line < ERA_LINES; line++)
    taken[line] = -INFINITY;
  for (guint i = 0; i < n; i++)
    paint_era (self, eras[i], taken);
}

static void
paint_after_as_of (AnnalsPainter *self)
{
  double left = MAX (self->as_of_x, self->plot_x);

  if (isnan (self->as_of_x) || left >= self->plot_right)
    return;
  annals_painter_fill (self, left, self->plot_y, self->plot_right - left,
                       self->plot_bottom - self->plot_y, &self->frame->theme->after_as_of);
}

static void
paint_tick_lines (AnnalsPainter *self)
{
  const GArray *tiers[2] = { self->ticks->minor, self->ticks->major };
  double line = annals_painter_hairline (self, 1);
  gboolean minor_names_spans = annals_axis_names_spans (self);

  for (int tier = minor_names_spans ? 0 : 1; tier < 2; tier++)
    for (guint i = 0; i < tiers[tier]->len; i++)
      {
        const AnnalsTick *tick = &g_array_index (tiers[tier], AnnalsTick, i);
        double x = annals_painter_x (self, tick->instant_s);

        if ((tier == 0 && tick->label == NULL) || x < self->plot_x || x > self->plot_right)
          continue;
        annals_painter_fill (self, annals_painter_snap (self, x), self->plot_y, line,
                             self->plot_bottom - self->plot_y, &self->frame->theme->hair);
      }
}

void
annals_paint_ground (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  double line = annals_painter_hairline (self, 1);

  if (!frame->is_transparent)
    {
      annals_painter_fill (self, 0, 0, frame->width, frame->height, &frame->theme->ground);
      paint_after_as_of (self);
    }
  paint_eras (self);
  paint_tick_lines (self);
  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    {
      const AnnalsLane *at = &frame->lanes->lanes[lane];
      double bottom = annals_painter_snap (self, self->lanes_y + at->y + at->height) - line;

      if (at->height > 0 && bottom > self->plot_y && bottom < self->plot_bottom)
        annals_painter_fill (self, 0, bottom, frame->width, line, &frame->theme->hair);
    }
}

void
annals_paint_lines (AnnalsPainter *self)
{
  const AnnalsTheme *theme = self->frame->theme;
  double line = annals_painter_hairline (self, 1);
  double lanes_bottom = MIN (self->plot_bottom, self->lanes_y + self->frame->lanes->height);

  if (!isnan (self->as_of_x) && self->as_of_x >= self->plot_x && self->as_of_x <= self->plot_right)
    annals_painter_wash (self, annals_painter_snap (self, self->as_of_x), self->plot_y, line,
                         self->plot_bottom - self->plot_y, &theme->ink, 0.8);
  if (!isnan (self->today_x) && self->today_x >= self->plot_x && self->today_x <= self->plot_right)
    {
      double x = annals_painter_snap (self, self->today_x);

      for (double y = annals_painter_snap (self, self->plot_y) + 2; y < lanes_bottom;
           y += TODAY_PERIOD)
        annals_painter_fill (self, x, y, line, TODAY_DOT, &theme->ink2);
    }
}

/* Where the first line of a lane's name stands: at its first row, or where that is scrolled out of view,
 * under the axis, as long as the lane's rows have room for the name. */
static double
place_lane_name (AnnalsPainter *self, guint lane, double y, double height)
{
  const AnnalsMetrics *metrics = &self->frame->metrics;
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];
  double bottom = self->lanes_y + at->y + at->height - metrics->lane_padding;
  double least = self->plot_y + metrics->lane_padding + metrics->row / 2;

  /* A band's peak stands beside its top. */
  if (bottom - at->band_height > self->plot_y)
    bottom -= at->band_height;

  return MAX (y, MIN (least, bottom - height + metrics->row / 2));
}

/* The name of a lane, its stripe, its count; and for a count band what its peak is. */
static void
paint_lane_name (AnnalsPainter *self, guint lane)
{
  const AnnalsFrame *frame = self->frame;
  AnnalsGrouping *grouping = annals_rows_get_grouping (frame->rows);
  const AnnalsLane *at = &frame->lanes->lanes[lane];
  g_autofree char *count = annals_lane_count_to_words (frame, grouping, lane);
  double line = annals_lane_name_line_height (frame->text);
  double first_row
      = at->n_rows > 0 ? (at->row_y[0] + MIN (at->row_y[1], at->row_y[0] + frame->metrics.row)) / 2
                       : at->rows_y + frame->metrics.row / 2;
  double y = self->lanes_y + first_row;
  double room = self->lanes_y + at->y + at->height - y;
  AnnalsMarkColors colors;
  AnnalsHit hit = { .kind = ANNALS_HIT_LANE_NAME, .event = ANNALS_NO_EVENT, .lane = lane };
  AnnalsLaneName name;
  double indent = annals_lane_name_indent (at->depth, frame->names_width);
  double stripe;

  annals_lane_name_init (&name, frame->text, annals_grouping_get_lane_title (grouping, lane), count,
                         frame->names_width - indent, room > line * 1.5, room > line * 2.5);
  annals_mark_colors_init (&colors, frame->theme, annals_grouping_get_lane_rgb (grouping, lane));
  stripe = name.n_lines * line - 1;
  y = place_lane_name (self, lane, y, MAX (stripe, frame->metrics.row));
  annals_painter_fill (self, indent, annals_painter_snap (self, y - line / 2 + 0.5), STRIPE, stripe,
                       &colors.fill);

  if (frame->hovered_lane == lane)
    annals_painter_stroke (self, at->is_folded ? ANNALS_STROKE_FOLDED : ANNALS_STROKE_UNFOLDED,
                           indent + (STRIPE + ANNALS_LANE_NAME_X) / 2, y, &frame->theme->ink2, 1.5);
  for (guint i = 0; i < name.n_lines; i++)
    annals_painter_text (self, ANNALS_TEXT_LANE, name.lines[i], &frame->theme->ink,
                         indent + ANNALS_LANE_NAME_X, y + i * line, name.max_width);
  annals_painter_text (self, ANNALS_TEXT_COUNT, count, &frame->theme->ink3, indent + name.count_x,
                       y + name.count_line * line, frame->names_width - indent - name.count_x);
  annals_lane_name_clear (&name);

  hit.box = GRAPHENE_RECT_INIT (0, (float)(self->lanes_y + at->y), (float)frame->names_width,
                                (float)at->height);
  annals_painter_add_hit (self, &hit, NULL);
}

void
annals_paint_names_edge (AnnalsPainter *self)
{
  double line = annals_painter_hairline (self, 1);

  annals_painter_fill (self, annals_painter_snap (self, self->plot_x) - line, self->plot_y, line,
                       self->plot_bottom - self->plot_y, &self->frame->theme->line);
}

void
annals_paint_lane_names (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;

  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    if ((self->lane_skips == NULL || !self->lane_skips[lane])
        && annals_painter_is_lane_seen (self, lane))
      paint_lane_name (self, lane);
}

/* The y of the first row that is free between left and right, else of a line of its own, else above
 * a count band's columns; NAN where there is no room. */
static double
find_free_line (AnnalsPainter *self, guint lane, double left, double right)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];
  double line = annals_text_get_line_height (self->frame->text, ANNALS_TEXT_COUNT);
  double below;

  for (guint row = 0; row < at->n_rows; row++)
    if (annals_painter_is_row_free (self, lane, row, left - EDGE_GAP, right + EDGE_GAP))
      return annals_painter_row_center (self, lane, row);

  below = at->n_rows > 0 ? at->row_y[at->n_rows] : at->rows_y;
  line = MAX (line, at->counts_height);
  if (at->band_height > line)
    return self->lanes_y + at->y + at->height - at->band_height - self->frame->metrics.lane_padding
           + line / 2;
  if (below + line > at->y + at->height
      || annals_painter_find_taken (self, left, self->lanes_y + below, right - left, line) != NULL)
    return NAN;

  return self->lanes_y + below + line / 2;
}

/* Does the number, in the lane's padding, lie on words of the rows above? */
static gboolean
lies_on_words (AnnalsPainter *self, guint lane, double left, double right, double y)
{
  double reach = (PADDING_PLATE + annals_text_get_line_height (self->frame->text, ANNALS_TEXT_LABEL_1)) / 2;

  for (guint i = self->lane_items[lane]; i < self->lane_items[lane + 1]; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);

      if (item->has_label && item->label_x < right && item->label_x + item->label_width > left
          && fabs (item->y - y) < reach)
        return TRUE;
    }

  return FALSE;
}

/* Beside what stands at the edge, in the row in which that is nearest; the y, NAN where there is no room
 * in half the view. */
static double
find_line_beside (AnnalsPainter *self, guint lane, gboolean is_later, double width, double *left)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];
  double from = *left - EDGE_GAP;
  double nearest = (self->plot_right - self->plot_x) / 2;
  double y = NAN;

  for (guint row = 0; row < at->n_rows; row++)
    {
      double room = annals_painter_find_room (self, lane, row, from, width + 2 * EDGE_GAP, is_later);

      if (fabs (room - from) >= nearest)
        continue;
      nearest = fabs (room - from);
      *left = room + EDGE_GAP;
      y = annals_painter_row_center (self, lane, row);
    }

  return y;
}

/* Every row is full at the edge: the number alone, which has room in one, or stands in the lane's padding,
 * or beside words. */
static double
find_short_line (AnnalsPainter *self, guint lane, gboolean is_later, double width, double *left)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];
  double y = find_free_line (self, lane, *left, *left + width);
  double padding_y = self->lanes_y + at->y + at->height - at->band_height - PADDING_PLATE / 2;

  if (isnan (y) && lies_on_words (self, lane, *left, *left + width, padding_y))
    y = find_line_beside (self, lane, is_later, width, left);

  return isnan (y) ? padding_y : y;
}

static void
paint_edge_count (AnnalsPainter *self, guint lane, gboolean is_later, guint count)
{
  const GdkRGBA *ink = &self->frame->theme->ink3;
  g_autofree char *number = annals_number_to_words (count);
  /* Translators: events of a lane beyond the left and the right edge of the view. */
  g_autofree char *words
      = is_later ? g_strdup_printf (ngettext ("%s later", "%s later", count), number)
                 : g_strdup_printf (ngettext ("%s earlier", "%s earlier", count), number);
  const char *shown = words;
  double width = annals_text_measure (self->frame->text, ANNALS_TEXT_COUNT, words) + EDGE_TEXT;
  double left = is_later ? self->plot_right - EDGE_MARGIN - width : self->plot_x + EDGE_MARGIN;
  double y = find_free_line (self, lane, left, left + width);
  AnnalsHit hit = { .event = ANNALS_NO_EVENT, .lane = lane, .count = count };

  if (isnan (y))
    {
      shown = number;
      width = annals_text_measure (self->frame->text, ANNALS_TEXT_COUNT, shown) + EDGE_TEXT;
      left = is_later ? self->plot_right - EDGE_MARGIN - width : self->plot_x + EDGE_MARGIN;
      y = find_short_line (self, lane, is_later, width, &left);
      annals_painter_plate (self, left - 2, y - PADDING_PLATE / 2, width + 4, PADDING_PLATE, 0.94);
    }
  else
    annals_painter_plate (self, left - 2, y - 8, width + 4, 16, ANNALS_PLATE_ALPHA);

  if (is_later)
    {
      annals_painter_text (self, ANNALS_TEXT_COUNT, shown, ink, left, y, 0);
      annals_painter_stroke (self, ANNALS_STROKE_CHEVRON_RIGHT, left + width - 3, y, ink, 1.5);
    }
  else
    {
      annals_painter_stroke (self, ANNALS_STROKE_CHEVRON_LEFT, left + 3, y, ink, 1.5);
      annals_painter_text (self, ANNALS_TEXT_COUNT, shown, ink, left + EDGE_TEXT, y, 0);
    }

  hit.kind = is_later ? ANNALS_HIT_LATER : ANNALS_HIT_EARLIER;
  hit.box = GRAPHENE_RECT_INIT ((float)left - 4, (float)y - 10, (float)width + 8, 20);
  annals_painter_add_hit (self, &hit, NULL);
}

void
annals_paint_edge_counts (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  double begin_s = annals_view_instant (&frame->view, 0);
  double end_s = annals_view_instant (&frame->view, frame->view.width_px);

  if (frame->counts == NULL)
    return;

  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    {
      guint before, after;

      if (!annals_painter_is_lane_seen (self, lane))
        continue;
      before = annals_painter_count_folded (self, lane, ANNALS_FOLDED_BEFORE, begin_s);
      after = annals_painter_count_folded (self, lane, ANNALS_FOLDED_AFTER, end_s);
      if (before > 0)
        paint_edge_count (self, lane, FALSE, before);
      if (after > 0)
        paint_edge_count (self, lane, TRUE, after);
    }
}
