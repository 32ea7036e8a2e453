/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts: bands of calendar columns, linear from zero, and chips for the few that found no row. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "scene/bands.h"
#include "scene/painter.h"
#include "time/words.h"

#define WASH 0.30
#define WASH_OTHERS 0.12 /* of what the search left out, behind its matches */
#define CAP 1.0
#define STEM_ALPHA 0.45
#define CHIP_HEIGHT 16.0
#define CHIP_PADDING 6.0
#define CHIP_OCTAVES 4 /* bins of chips are this much coarser than a band's: room for a number */
#define PEAK_TICK 4.0
#define PEAK_MARGIN 8.0
#define BAND_TOP 0.94 /* of the band's height that its peak fills */

static gboolean
has_band (AnnalsPainter *self, guint lane)
{
  return self->frame->lanes->lanes[lane].band_height > 0;
}

static double
get_band_bottom (AnnalsPainter *self, guint lane)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[lane];

  return annals_painter_snap (self, self->lanes_y + at->y + at->height
                                        - self->frame->metrics.lane_padding);
}

/* Columns of equal height side by side are one rectangle: a band is some hundred nodes at most. */
static void
paint_columns (AnnalsPainter *self, const AnnalsBandColumn *columns, guint n, double bottom,
               double px_per_event, const GdkRGBA *color, double wash, gboolean has_cap)
{
  double line = annals_painter_hairline (self, CAP);

  for (guint i = 0; i < n;)
    {
      double height = annals_painter_snap (self, columns[i].count * px_per_event);
      guint next = i + 1;
      double left, right;

      while (next < n && annals_painter_snap (self, columns[next].count * px_per_event) == height
             && (columns[next].count > 0) == (columns[i].count > 0))
        next++;
      left = annals_painter_snap (self, annals_painter_x (self, columns[i].begin_s));
      right = annals_painter_snap (self, annals_painter_x (self, columns[next - 1].end_s));
      if (columns[i].count > 0)
        {
          height = MAX (height, line);
          if (height > line || !has_cap)
            annals_painter_wash (self, left, bottom - height, right - left, height, color, wash);
          if (has_cap)
            annals_painter_fill (self, left, bottom - height, right - left, line, color);
        }
      i = next;
    }
}

static void
add_column_hits (AnnalsPainter *self, guint lane, const AnnalsBandColumn *columns, guint n,
                 double bottom)
{
  double height = self->frame->lanes->lanes[lane].band_height;

  for (guint i = 0; i < n; i++)
    {
      double left = annals_painter_x (self, columns[i].begin_s);
      double right = annals_painter_x (self, columns[i].end_s);
      AnnalsHit hit = { .kind = ANNALS_HIT_COUNT,
                        .event = ANNALS_NO_EVENT,
                        .lane = lane,
                        .count = columns[i].count,
                        .begin_s = columns[i].begin_s,
                        .end_s = columns[i].end_s };

      hit.box = GRAPHENE_RECT_INIT ((float)left, (float)(bottom - height), (float)(right - left),
                                    (float)height);
      if (columns[i].count > 0)
        g_array_append_val (self->band_hits, hit);
    }
}

static void
paint_band (AnnalsPainter *self, guint lane, const GArray *edges)
{
  const AnnalsFrame *frame = self->frame;
  AnnalsGrouping *grouping = annals_rows_get_grouping (frame->rows);
  double bottom = get_band_bottom (self, lane);
  guint peak = annals_rows_get_band_peak (frame->rows, lane);
  double px_per_event = frame->lanes->lanes[lane].band_height * BAND_TOP / MAX (peak, 1);
  g_autoptr (GArray) all = annals_band_count (grouping, lane, NULL, edges);
  g_autoptr (GArray) matching = NULL;
  AnnalsMarkColors colors;

  annals_mark_colors_init (&colors, frame->theme, annals_grouping_get_lane_rgb (grouping, lane));
  annals_painter_fill (self, self->plot_x, bottom, self->plot_right - self->plot_x,
                       annals_painter_hairline (self, 1), &frame->theme->line);
  if (frame->matches != NULL && frame->counts != NULL)
    {
      matching = annals_band_count (grouping, lane, frame->counts, edges);
      if (!frame->hides_others)
        paint_columns (self, (AnnalsBandColumn *)all->data, all->len, bottom, px_per_event,
                       &colors.fill, WASH_OTHERS, FALSE);
    }
  if (matching == NULL)
    matching = g_array_ref (all);
  paint_columns (self, (AnnalsBandColumn *)matching->data, matching->len, bottom, px_per_event,
                 &colors.fill, WASH, TRUE);
  add_column_hits (self, lane, (AnnalsBandColumn *)matching->data, matching->len, bottom);
}

/* Landmarks stand above their lane's band on stems, where nothing stands between. */
static void
paint_stems (AnnalsPainter *self, guint lane)
{
  guint n_columns = (guint)MAX (self->frame->width, 1) + 1;
  g_autofree guint8 *lowest_row = g_new0 (guint8, n_columns); /* that stands at this px, + 1 */
  double bottom = get_band_bottom (self, lane);
  double line = annals_painter_hairline (self, 1);

  /* Items come row by row from the top: what is left in the end is the lowest at each px. */
  for (guint i = self->lane_items[lane]; i < self->lane_items[lane + 1]; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);
      double left = item->has_label ? MIN (item->x + item->shape.left, item->label_x)
                                    : item->x + item->shape.left;
      double right = MAX (item->x + item->shape.right, item->tail_x);

      left = CLAMP (left - 2, 0, n_columns - 1);
      right = CLAMP (right + 2, left, n_columns - 1);
      memset (lowest_row + (gsize)left, (int)item->row + 1, (gsize)right - (gsize)left);
    }
  for (guint i = self->lane_items[lane]; i < self->lane_items[lane + 1]; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);
      gboolean is_mark
          = item->shape.type == ANNALS_SHAPE_MARK || item->shape.type == ANNALS_SHAPE_WINDOW;
      double height = is_mark ? item->shape.mark_size : self->frame->metrics.bar;
      double top = item->y + height / 2 + 2;

      if (isnan (item->mark_x) || item->mark_x < self->plot_x || item->mark_x >= self->plot_right
          || lowest_row[(gsize)item->mark_x] != item->row + 1)
        continue;
      annals_painter_wash (self, annals_painter_snap (self, item->mark_x - line / 2), top, line,
                           bottom - top, &item->colors.ink, STEM_ALPHA);
    }
}

void
annals_paint_count_bands (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  const AnnalsLanes *lanes = frame->lanes;
  g_autoptr (GArray) edges = NULL;

  /* From top to bottom: so are the columns that are hit found. */
  for (guint i = 0; i < lanes->n_lanes; i++)
    if (has_band (self, lanes->order[i]) && annals_painter_is_lane_seen (self, lanes->order[i]))
      {
        if (edges == NULL)
          edges = annals_bin_edges (annals_rows_get_octave (frame->rows),
                                    annals_view_instant (&frame->view, 0),
                                    annals_view_instant (&frame->view, frame->view.width_px));
        paint_band (self, lanes->order[i], edges);
        paint_stems (self, lanes->order[i]);
      }
}

void
annals_paint_band_scales (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  double line = annals_painter_hairline (self, 1);

  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    {
      double band = frame->lanes->lanes[lane].band_height;
      guint peak;
      g_autofree char *words = NULL;
      double y;

      if (!has_band (self, lane) || !annals_painter_is_lane_seen (self, lane))
        continue;
      peak = annals_rows_get_band_peak (frame->rows, lane);
      words = annals_number_to_words (peak);
      y = get_band_bottom (self, lane) - band * BAND_TOP;
      annals_painter_fill (self, self->plot_x - PEAK_TICK - line, annals_painter_snap (self, y),
                           PEAK_TICK, line, &frame->theme->edge);
      annals_painter_text_before (self, ANNALS_TEXT_COUNT, words, &frame->theme->ink3,
                                  self->plot_x - PEAK_MARGIN, y, frame->names_width / 2);
    }
}

void
annals_paint_bin_unit (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  g_autofree char *words = NULL;
  gboolean is_any = FALSE;

  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    is_any = is_any || has_band (self, lane);
  if (!is_any)
    return;

  words = annals_band_unit_to_words (annals_rows_get_octave (frame->rows), frame->view.center_s);
  annals_painter_text_before (
      self, ANNALS_TEXT_MINOR_TICK, words, &frame->theme->ink3, self->plot_x - PEAK_MARGIN,
      self->plot_y - frame->axis_height * 13 / 42, frame->names_width - 2 * PEAK_MARGIN);
}

double
annals_count_chip_width (AnnalsPainter *self, guint count)
{
  g_autofree char *words = annals_number_to_words (count);

  return MAX (annals_text_measure (self->frame->text, ANNALS_TEXT_CHIP, words) + 2 * CHIP_PADDING,
              CHIP_HEIGHT);
}

void
annals_paint_count_chip (AnnalsPainter *self, guint lane, guint count, double begin_s, double end_s,
                         double x, double y, const AnnalsMarkColors *colors)
{
  const AnnalsFrame *frame = self->frame;
  g_autofree char *words = annals_number_to_words (count);
  double width = annals_count_chip_width (self, count);
  double left = annals_painter_snap (self, x - width / 2);
  double height = CHIP_HEIGHT;
  AnnalsHit hit = { .kind = ANNALS_HIT_COUNT,
                    .event = ANNALS_NO_EVENT,
                    .lane = lane,
                    .count = count,
                    .begin_s = begin_s,
                    .end_s = end_s };
  GdkRGBA wash = colors->fill;

  y = annals_painter_snap (self, y);
  wash.alpha = (float)frame->theme->wash_alpha;
  annals_painter_fill_rounded (self, left, y - height / 2, width, height, height / 2,
                               &frame->theme->ground);
  annals_painter_fill_rounded (self, left, y - height / 2, width, height, height / 2, &wash);
  annals_painter_frame_rounded (self, left, y - height / 2, width, height, height / 2, 1,
                                &colors->ink);
  annals_painter_text (self, ANNALS_TEXT_CHIP, words, &colors->ink,
                       x - annals_text_measure (frame->text, ANNALS_TEXT_CHIP, words) / 2, y, 0);
  hit.box = GRAPHENE_RECT_INIT ((float)left - 2, (float)(y - height / 2 - 1), (float)width + 4,
                                (float)height + 2);
  annals_painter_add_hit (self, &hit, NULL);
}

static void
paint_lane_chips (AnnalsPainter *self, guint lane)
{
  const AnnalsFrame *frame = self->frame;
  const AnnalsLane *at = &frame->lanes->lanes[lane];
  AnnalsGrouping *grouping = annals_rows_get_grouping (frame->rows);
  const guint32 *unplaced;
  guint n, n_in_bin;
  int octave = annals_rows_get_octave (frame->rows) + CHIP_OCTAVES;
  double view_end_s = annals_view_instant (&frame->view, frame->view.width_px);
  double begin_s, end_s;
  AnnalsMarkColors colors;

  annals_bin_at (octave, annals_view_instant (&frame->view, 0), &begin_s, &end_s);
  unplaced = annals_rows_get_unplaced_in (frame->rows, lane, begin_s, view_end_s, &n);
  if (n == 0)
    return;

  annals_mark_colors_init (&colors, frame->theme, annals_grouping_get_lane_rgb (grouping, lane));
  for (guint i = 0; i < n; i += MAX (n_in_bin, 1))
    {
      double at_s = annals_grouping_get_anchor (grouping, unplaced[i]);
      guint count = 0;

      annals_bin_at (octave, at_s, &begin_s, &end_s);
      annals_rows_get_unplaced_in (frame->rows, lane, at_s, end_s, &n_in_bin);
      for (guint k = i; k < i + n_in_bin; k++)
        count += frame->matches == NULL || annals_bitset_contains (frame->matches, unplaced[k]);
      if (count > 0)
        annals_paint_count_chip (self, lane, count, begin_s, end_s,
                                 annals_painter_x (self, (begin_s + end_s) / 2),
                                 self->lanes_y + at->row_y[at->n_rows] + at->counts_height / 2,
                                 &colors);
    }
}

void
annals_paint_unplaced (AnnalsPainter *self)
{
  for (guint lane = 0; lane < self->frame->lanes->n_lanes; lane++)
    if (!annals_painter_is_lane_seen (self, lane))
      continue;
    else if (self->frame->lanes->lanes[lane].is_folded)
      annals_paint_folded_counts (self, lane);
    else if (self->frame->lanes->lanes[lane].counts_height > 0)
      paint_lane_chips (self, lane);
}
