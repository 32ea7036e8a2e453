/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The range in the reader's hand: a wash over the plot, its first and last date on the axis. */
#include "scene/paint-range.h"

#include "scene/paint-axis.h"
#include "time/words.h"
#include "view/time-range.h"

#define WASH_ALPHA 0.08
#define EDGE 1.5
#define CHIP_GAP 3.0
#define MARGIN 2.0

gboolean
annals_range_is_held (const AnnalsFrame *frame)
{
  return frame->range_begin_s < frame->range_end_s;
}

static double
clamp_x (AnnalsPainter *self, double x)
{
  return CLAMP (x, self->plot_x, self->plot_right);
}

static void
paint_edge (AnnalsPainter *self, double x, gboolean grows_left)
{
  if (x >= self->plot_x && x <= self->plot_right)
    annals_painter_upright (self, x, self->plot_y - 1, EDGE, self->plot_bottom - self->plot_y + 1,
                            grows_left, &self->frame->theme->ink);
}

void
annals_paint_range (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  double begin, end;

  if (!annals_range_is_held (frame))
    return;

  begin = annals_painter_snap (self, annals_painter_x (self, frame->range_begin_s));
  end = annals_painter_snap (self, annals_painter_x (self, frame->range_end_s));
  annals_painter_wash (self, clamp_x (self, begin), self->plot_y,
                       clamp_x (self, end) - clamp_x (self, begin),
                       self->plot_bottom - self->plot_y, &frame->theme->ink, WASH_ALPHA);
  paint_edge (self, begin, FALSE);
  paint_edge (self, end, TRUE);
}

/* Each over its edge; pushed apart where they would overlap, and into the plot. */
static void
place (AnnalsPainter *self, AnnalsRangeDates *dates, double begin, double end)
{
  double *left = dates->left;
  const double *width = dates->width;

  if (dates->n == 1)
    {
      left[0] = (begin + end - width[0]) / 2;
      left[0] = CLAMP (left[0], self->plot_x + MARGIN,
                       MAX (self->plot_right - MARGIN - width[0], self->plot_x + MARGIN));
      return;
    }
  left[0] = begin - width[0] / 2;
  left[1] = end - width[1] / 2;
  if (left[0] + width[0] + CHIP_GAP > left[1])
    {
      left[0] = (begin + end - CHIP_GAP) / 2 - width[0];
      left[1] = (begin + end + CHIP_GAP) / 2;
    }
  left[0] = CLAMP (left[0], self->plot_x + MARGIN,
                   MAX (self->plot_right - MARGIN - width[1] - CHIP_GAP - width[0],
                        self->plot_x + MARGIN));
  left[1] = CLAMP (left[1], left[0] + width[0] + CHIP_GAP,
                   MAX (self->plot_right - MARGIN - width[1], left[0] + width[0] + CHIP_GAP));
}

void
annals_range_dates_init (AnnalsRangeDates *dates, AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  *dates = (AnnalsRangeDates){ 0 };
  if (!annals_range_is_held (frame))
    return;

  annals_time_range_get_dates (frame->range_begin_s, frame->range_end_s, &first, &last);
  dates->words[dates->n++] = annals_edtf_to_short_words (first);
  if (g_strcmp0 (first, last) != 0)
    dates->words[dates->n++] = annals_edtf_to_short_words (last);
  for (guint i = 0; i < dates->n; i++)
    dates->width[i] = annals_axis_measure_chip (self, dates->words[i]);
  place (self, dates, clamp_x (self, annals_painter_x (self, frame->range_begin_s)),
         clamp_x (self, annals_painter_x (self, frame->range_end_s)));
}

void
annals_range_dates_clear (AnnalsRangeDates *dates)
{
  for (guint i = 0; i < dates->n; i++)
    g_clear_pointer (&dates->words[i], g_free);
}
