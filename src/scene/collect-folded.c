/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folded lanes: one line with the counts of all that is folded into it, and the landmarks' marks.
 *
 * A count is of all events of its bin, as in a band. It goes where no mark stands in the bin, and is
 * left out where each of its events is a mark. */
#include <math.h>

#include "scene/bands.h"
#include "scene/painter.h"

#define BIN_OCTAVES 3    /* bins are this much coarser than a band's: room for a number */
#define MARK_GAP 2.0     /* between marks, and between a mark and a count */

guint
annals_painter_count_folded (AnnalsPainter *self, guint lane, AnnalsFoldedCount count, double at_s)
{
  const AnnalsFrame *frame = self->frame;
  guint n = 0;

  for (guint i = 0; i < frame->lanes->n_lanes; i++)
    {
      if (frame->lanes->lanes[i].line != lane)
        continue;
      n += count == ANNALS_FOLDED_BEFORE ? annals_counts_before (frame->counts, i, at_s)
                                         : annals_counts_after (frame->counts, i, at_s);
    }

  return n;
}

/* --- marks --- */

/* Nothing of it but its mark: a line is no place for bars and words. */
static void
reduce_to_mark (AnnalsPainter *self, AnnalsItem *item, guint lane)
{
  AnnalsShape *shape = &item->shape;
  double x = isnan (shape->mark_x) ? 0 : shape->mark_x;

  item->lane = lane;
  item->row = 0;
  item->side = ANNALS_LABEL_NONE;
  item->plus = 0;
  item->flags &= ~(guint) ANNALS_EVENT_HAS_EXTRA_SPANS;
  item->y = annals_painter_row_center (self, lane, 0);
  shape->type = ANNALS_SHAPE_MARK;
  shape->mark_x = x;
  shape->left = shape->begin_min = shape->begin_max = x - shape->mark_size / 2;
  shape->right = shape->end_min = shape->end_max = x + shape->mark_size / 2;
  shape->fade_begin = shape->fade_end = 0;
  shape->question_x = NAN;
  item->mark_x = item->x + x;
  item->tail_x = item->x + shape->right;
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const AnnalsItem *first = a, *second = b;

  if (first->mark_x != second->mark_x)
    return first->mark_x < second->mark_x ? -1 : 1;

  return first->event < second->event ? -1 : first->event > second->event;
}

static gboolean
is_held (AnnalsPainter *self, guint event)
{
  return event == self->frame->selection || event == self->frame->focused
         || event == self->frame->current_match;
}

/* A landmark that stands upon the one before it in time is in the count alone: a rule of neighbours,
 * which a pan does not change. What the reader holds is always shown. */
void
annals_painter_add_folded (AnnalsPainter *self, guint lane, GArray *items)
{
  double last = -INFINITY;

  for (guint i = 0; i < items->len; i++)
    reduce_to_mark (self, &g_array_index (items, AnnalsItem, i), lane);
  g_array_sort (items, compare_x);
  for (guint i = 0; i < items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (items, AnnalsItem, i);
      gboolean is_free = item->mark_x - last >= item->shape.mark_size + MARK_GAP;

      if (item->importance == 1)
        last = item->mark_x;
      if (!is_held (self, item->event) && (!is_free || item->importance != 1))
        continue;
      if (item->event == self->frame->selection)
        self->selected = (int) self->items->len;
      g_array_append_vals (self->items, item, 1);
    }
}

gboolean
annals_painter_may_show_folded (AnnalsPainter *self, guint event)
{
  return annals_timeline_get_event_importance (self->frame->timeline, event) == 1
         || is_held (self, event);
}

/* --- counts --- */

static guint
count_bin (AnnalsPainter *self, guint lane, double begin_s, double end_s)
{
  const AnnalsFrame *frame = self->frame;
  AnnalsGrouping *grouping = annals_rows_get_grouping (frame->rows);
  guint n = 0;

  for (guint i = 0; i < frame->lanes->n_lanes; i++)
    {
      if (frame->lanes->lanes[i].line != lane)
        continue;
      n += frame->counts != NULL ? annals_counts_in_range (frame->counts, i, begin_s, end_s)
                                 : annals_band_count_in (grouping, i, begin_s, end_s);
    }

  return n;
}

/* Where a count of that width stands in its bin: the middle of the gap between marks that has room and
 * is nearest to the bin's own middle; that where none has. */
static double
find_gap (AnnalsPainter *self, guint lane, double left, double right, double width, guint *n_marks,
          double begin_s, double end_s)
{
  AnnalsGrouping *grouping = annals_rows_get_grouping (self->frame->rows);
  double middle = (left + right) / 2, best = NAN, from = left;

  *n_marks = 0;
  for (guint i = self->lane_items[lane]; i <= self->lane_items[lane + 1]; i++)
    {
      const AnnalsItem *item
        = i < self->lane_items[lane + 1] ? &g_array_index (self->items, AnnalsItem, i) : NULL;
      double reach = item != NULL ? item->shape.mark_size / 2 + MARK_GAP : 0;
      double to = item != NULL ? MIN (item->mark_x - reach, right) : right;
      double x = CLAMP (middle, from + width / 2, MAX (from + width / 2, to - width / 2));

      /* A mark out of view tells nobody of its event, though the event's bar is in view. */
      if (item != NULL && !item->is_dimmed && item->mark_x >= self->plot_x
          && item->mark_x <= self->plot_right)
        {
          double anchor_s = annals_grouping_get_anchor (grouping, item->event);

          *n_marks += anchor_s >= begin_s && anchor_s < end_s;
        }
      if (to - from >= width && (isnan (best) || fabs (x - middle) < fabs (best - middle)))
        best = x;
      if (item != NULL)
        from = MAX (from, item->mark_x + reach);
    }

  return isnan (best) ? middle : best;
}

void
annals_paint_folded_counts (AnnalsPainter *self, guint lane)
{
  const AnnalsFrame *frame = self->frame;
  int octave = annals_rows_get_octave (frame->rows) + BIN_OCTAVES;
  g_autoptr (GArray) edges
    = annals_bin_edges (octave, annals_view_instant (&frame->view, 0),
                        annals_view_instant (&frame->view, frame->view.width_px));
  AnnalsMarkColors colors;

  annals_mark_colors_init (
    &colors, frame->theme,
    annals_grouping_get_lane_rgb (annals_rows_get_grouping (frame->rows), lane));
  for (guint i = 0; i + 1 < edges->len; i++)
    {
      double begin_s = g_array_index (edges, double, i), end_s = g_array_index (edges, double, i + 1);
      guint n = count_bin (self, lane, begin_s, end_s), n_marks;
      double left, right, width, x;

      if (n == 0)
        continue;
      /* Of a bin that is partly in view the count is, too. */
      left = MAX (annals_painter_x (self, begin_s), self->plot_x);
      right = MIN (annals_painter_x (self, end_s), self->plot_right);
      width = annals_count_chip_width (self, n) + 2 * MARK_GAP;
      x = find_gap (self, lane, left, right, width, &n_marks, begin_s, end_s);
      x = CLAMP (x, self->plot_x + width / 2, MAX (self->plot_x, self->plot_right) - width / 2);
      if (n > n_marks)
        annals_paint_count_chip (self, lane, n, begin_s, end_s, x,
                                 annals_painter_row_center (self, lane, 0), &colors);
    }
}
