/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axis: two tiers of calendar ticks, and upon them the as-of date, today and the selection's
 * date. */
#include "scene/paint-axis.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "scene/paint-range.h"
#include "time/words.h"

#define MAJOR_TOP 6.0   /* of a major tick's line, px below the axis's top */
#define MAJOR_LABEL 5.0 /* from the line to its label */
#define SPAN_LABEL 6.0  /* from a minor tick to the label of what begins there */
#define TICK 3.0
#define TICK_LABELLED 5.0
#define TICK_SPAN 7.0
#define CHIP_HEIGHT 16.0
#define CHIP_PADDING 8.0
#define CHIP_WORDS_MAX 280.0
#define LINE_LABEL 7.0 /* from a line to its words */
#define LABEL_GAP 4.0
#define PLUMB 1.5
#define AS_OF_LINE 18.0 /* how far the as-of line reaches up into the axis */

/* What stands in the minor tier already: minor labels give way to it. */
typedef struct
{
  double left, right;
} Taken;

gboolean
annals_axis_names_spans (AnnalsPainter *self)
{
  guint major = 0;
  guint n_labelled = 0;

  for (guint i = 0; i < self->ticks->minor->len; i++)
    {
      const AnnalsTick *minor = &g_array_index (self->ticks->minor, AnnalsTick, i);

      if (minor->label == NULL)
        continue;
      if (minor->is_pinned)
        return TRUE;
      n_labelled++;
      while (major < self->ticks->major->len
             && g_array_index (self->ticks->major, AnnalsTick, major).instant_s < minor->instant_s)
        major++;
      if (major < self->ticks->major->len
          && g_array_index (self->ticks->major, AnnalsTick, major).instant_s == minor->instant_s)
        return TRUE;
    }

  return n_labelled > 0 && self->ticks->major->len == 0;
}

double
annals_axis_measure_label (const char *label, gboolean is_major, gpointer data)
{
  return annals_text_measure (data, is_major ? ANNALS_TEXT_MAJOR_TICK : ANNALS_TEXT_MINOR_TICK,
                              label);
}

static double
get_major_y (AnnalsPainter *self)
{
  return self->plot_y - self->frame->axis_height * 29 / 42;
}

static double
get_minor_y (AnnalsPainter *self)
{
  return self->plot_y - self->frame->axis_height * 13 / 42;
}

static gboolean
is_taken (const GArray *taken, double left, double right)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const Taken *stretch = &g_array_index (taken, Taken, i);

      if (left < stretch->right + LABEL_GAP && right > stretch->left - LABEL_GAP)
        return TRUE;
    }

  return FALSE;
}

static void
take (GArray *taken, double left, double right)
{
  Taken stretch = { left, right };

  g_array_append_val (taken, stretch);
}

/* The words of the unit that the left edge lies in, as long as the next one's leave room for all of
 * them: of "1800", pushed out, would remain "00". */
static void
paint_pinned (AnnalsPainter *self, guint i)
{
  const AnnalsTick *tick = &g_array_index (self->ticks->major, AnnalsTick, i);
  double width = annals_text_measure (self->frame->text, ANNALS_TEXT_MAJOR_TICK, tick->label);
  double left = self->plot_x + MAJOR_LABEL + 1;

  if (i + 1 < self->ticks->major->len)
    left = MIN (left, annals_painter_x (
                        self, g_array_index (self->ticks->major, AnnalsTick, i + 1).instant_s)
                        - LABEL_GAP - width);
  if (left < self->plot_x || left + width > self->plot_right)
    return;
  annals_painter_text (self, ANNALS_TEXT_MAJOR_TICK, tick->label, &self->frame->theme->ink, left,
                       get_major_y (self), 0);
}

static void
paint_major_ticks (AnnalsPainter *self)
{
  const AnnalsTheme *theme = self->frame->theme;
  double line = annals_painter_hairline (self, 1);
  double bottom = self->plot_y;

  for (guint i = 0; i < self->ticks->major->len; i++)
    {
      const AnnalsTick *tick = &g_array_index (self->ticks->major, AnnalsTick, i);
      double x = annals_painter_snap (self, annals_painter_x (self, tick->instant_s));
      gboolean is_in_view = x >= self->plot_x - 1 && x <= self->plot_right;
      double left;

      if (is_in_view)
        annals_painter_fill (self, x, bottom - self->frame->axis_height + MAJOR_TOP, line,
                             self->frame->axis_height - MAJOR_TOP, &theme->edge);
      if (tick->label != NULL && tick->is_pinned)
        paint_pinned (self, i);
      if (tick->label == NULL || !is_in_view || tick->is_pinned)
        continue;
      left = MAX (x, self->plot_x) + MAJOR_LABEL;
      if (left + annals_text_measure (self->frame->text, ANNALS_TEXT_MAJOR_TICK, tick->label)
          <= self->plot_right)
        annals_painter_text (self, ANNALS_TEXT_MAJOR_TICK, tick->label, &theme->ink, left,
                             get_major_y (self), 0);
    }
}

static void
paint_minor_ticks (AnnalsPainter *self, GArray *taken)
{
  const AnnalsTheme *theme = self->frame->theme;
  double line = annals_painter_hairline (self, 1);
  gboolean names_spans = annals_axis_names_spans (self);

  for (guint i = 0; i < self->ticks->minor->len; i++)
    {
      const AnnalsTick *tick = &g_array_index (self->ticks->minor, AnnalsTick, i);
      double x = annals_painter_x (self, tick->instant_s);
      gboolean is_in_view = x >= self->plot_x - 1 && x <= self->plot_right;
      double height = tick->label == NULL ? TICK : names_spans ? TICK_SPAN : TICK_LABELLED;
      double width, left;

      if (is_in_view)
        annals_painter_fill (self, annals_painter_snap (self, x), self->plot_y - 1 - height, line,
                             height, &theme->edge);
      if (tick->label == NULL || !(is_in_view || tick->is_pinned))
        continue;

      width = annals_text_measure (self->frame->text, ANNALS_TEXT_MINOR_TICK, tick->label);
      left = tick->is_pinned ? self->plot_x + SPAN_LABEL
             : names_spans   ? x + SPAN_LABEL
                             : x - width / 2;
      if (left < self->plot_x + 2 || left + width > self->plot_right - 2
          || is_taken (taken, left, left + width))
        continue;
      annals_painter_text (self, ANNALS_TEXT_MINOR_TICK, tick->label, &theme->ink3, left,
                           get_minor_y (self), 0);
      take (taken, left, left + width);
    }
}

/* Short words only for a date that says all by itself: a pair or a Julian one needs the longer. */
static char *
get_chip_words (AnnalsTimeline *timeline, guint event)
{
  guint flags = annals_timeline_get_event_flags (timeline, event);

  if (flags & (ANNALS_EVENT_DATE_PAIR | ANNALS_EVENT_JULIAN))
    return annals_timeline_get_event_date_words (timeline, event);

  return annals_edtf_to_short_words (annals_timeline_get_event_date (timeline, event));
}

double
annals_axis_measure_chip (AnnalsPainter *self, const char *words)
{
  return MIN (annals_text_measure (self->frame->text, ANNALS_TEXT_CHIP, words), CHIP_WORDS_MAX)
         + 2 * CHIP_PADDING;
}

static void
paint_chip_at (AnnalsPainter *self, const char *words, double left, double width)
{
  double y = annals_painter_snap (self, get_minor_y (self));

  annals_painter_fill_rounded (self, left, y - CHIP_HEIGHT / 2, width, CHIP_HEIGHT, CHIP_HEIGHT / 2,
                               &self->frame->theme->ink);
  annals_painter_text (self, ANNALS_TEXT_CHIP, words, &self->frame->theme->ground,
                       left + CHIP_PADDING, y, CHIP_WORDS_MAX);
}

/* The dates of the range in hand stand where the selection's would. */
static void
paint_range_dates (AnnalsPainter *self, const AnnalsRangeDates *dates)
{
  for (guint i = 0; i < dates->n; i++)
    paint_chip_at (self, dates->words[i], annals_painter_snap (self, dates->left[i]),
                   dates->width[i]);
}

/* The selection's date, on the axis above it. */
static void
paint_chip (AnnalsPainter *self, GArray *taken, gboolean is_measured_only)
{
  const AnnalsFrame *frame = self->frame;
  g_autofree char *words = NULL;
  double x, width, left, y;

  if ((self->selected < 0 && !self->has_flag) || annals_range_is_held (frame))
    return;

  x = annals_painter_selected_x (self);
  words = get_chip_words (frame->timeline, frame->selection);
  width = annals_axis_measure_chip (self, words);
  left = annals_painter_snap (self, CLAMP (x - width / 2, self->plot_x + 2,
                                           MAX (self->plot_right - width - 2, self->plot_x + 2)));
  if (is_measured_only)
    {
      take (taken, left, left + width);
      return;
    }

  y = annals_painter_snap (self, get_minor_y (self));
  paint_chip_at (self, words, left, width);
  annals_painter_upright (self, x - PLUMB / 2, y + CHIP_HEIGHT / 2 - 1, PLUMB,
                          self->plot_y - y - CHIP_HEIGHT / 2 + 1, FALSE, &frame->theme->ink);
}

/* "As of 26 Aug 2025" left of its line, "Today" right of its. */
static void
paint_line_label (AnnalsPainter *self, GArray *taken, double x, AnnalsTextRole role,
                  const char *words, const GdkRGBA *color, gboolean prefers_left)
{
  double width = annals_text_measure (self->frame->text, role, words);
  double y = get_minor_y (self);
  double choices[2] = { prefers_left ? x - LINE_LABEL - width : x + LINE_LABEL - 2,
                        prefers_left ? x + LINE_LABEL : x - LINE_LABEL - width };

  for (int i = 0; i < 2; i++)
    {
      double left = choices[i];

      if (left < self->plot_x + 2 || left + width > self->plot_right
          || is_taken (taken, left, left + width))
        continue;
      annals_painter_wash (self, left - 1, y - 7, width + 2, 14, &self->frame->theme->ground,
                           ANNALS_PLATE_ALPHA);
      annals_painter_text (self, role, words, color, left, y, 0);
      take (taken, left, left + width);
      return;
    }
}

static void
paint_axis_lines (AnnalsPainter *self, GArray *taken)
{
  const AnnalsFrame *frame = self->frame;
  const char *as_of = annals_timeline_get_as_of (frame->timeline);

  if (!isnan (self->as_of_x) && self->as_of_x >= self->plot_x && self->as_of_x <= self->plot_right)
    {
      double x = annals_painter_snap (self, self->as_of_x);

      annals_painter_upright (self, x, self->plot_y - AS_OF_LINE, 1.5, AS_OF_LINE, FALSE,
                              &frame->theme->ink);
      if (as_of != NULL)
        {
          g_autofree char *date = annals_edtf_to_short_words (as_of);
          /* Translators: the day up to which the file knew, as in "As of 26 Aug 2025". */
          g_autofree char *words = g_strdup_printf (_ ("As of %s"), date);

          paint_line_label (self, taken, x, ANNALS_TEXT_CHIP, words, &frame->theme->ink, TRUE);
        }
    }
  if (!isnan (self->today_x) && self->today_x >= self->plot_x && self->today_x <= self->plot_right)
    {
      double x = annals_painter_snap (self, self->today_x);

      annals_painter_fill (self, x, self->plot_y - AS_OF_LINE, annals_painter_hairline (self, 1),
                           AS_OF_LINE, &frame->theme->ink2);
      paint_line_label (self, taken, x, ANNALS_TEXT_MINOR_TICK, _ ("Today"), &frame->theme->ink3,
                        FALSE);
    }
}

void
annals_paint_axis (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  double line = annals_painter_hairline (self, 1);
  guint from = self->nodes->len;
  AnnalsRangeDates dates;
  AnnalsHit hit = { .kind = ANNALS_HIT_AXIS, .event = ANNALS_NO_EVENT };

  annals_painter_fill (self, 0, annals_painter_snap (self, self->plot_y) - line, frame->width, line,
                       &frame->theme->line);
  annals_paint_bin_unit (self);

  from = self->nodes->len;
  paint_major_ticks (self);
  annals_range_dates_init (&dates, self);
  for (guint i = 0; i < dates.n; i++)
    take (taken, dates.left[i], dates.left[i] + dates.width[i]);
  paint_chip (self, taken, TRUE);
  paint_axis_lines (self, taken);
  paint_minor_ticks (self, taken);
  annals_painter_clip_since (self, from, self->plot_x - 1, self->plot_y - frame->axis_height,
                             self->plot_right - self->plot_x + 1, frame->axis_height);
  paint_chip (self, taken, FALSE);
  paint_range_dates (self, &dates);
  annals_range_dates_clear (&dates);

  hit.box
      = GRAPHENE_RECT_INIT ((float)self->plot_x, (float)(self->plot_y - frame->axis_height),
                            (float)(self->plot_right - self->plot_x), (float)frame->axis_height);
  annals_painter_add_hit (self, &hit, NULL);
}
