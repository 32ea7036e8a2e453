/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event is drawn as at a scale, and where: LOOK "Time" and "Kinds". */
#include "view/shape.h"

#include <math.h>

/* A window or duration up to this much wider than its mark is the mark alone. */
#define MARK_ROOM_PX 4
/* A mark's ground halo, beyond its height's half. */
#define MARK_HALO_PX 1
/* From a window's cap to its mark, from a bar's end to its mark. */
#define MARK_INSET_PX 5
/* From a band's edge to the words inside. */
#define BAND_INSET_PX 8
/* The "?" of a qualified date: its room right of the rest, and the gap before it. */
#define QUESTION_PX 9
#define QUESTION_GAP_PX 2

/* A span's bounds and fades in pixels, as far as both ends of it go. */
typedef struct
{
  const AnnalsSpan *span;
  AnnalsShape *shape;
  const AnnalsMetrics *metrics;
  double seconds_per_pixel;
} Drawing;

static inline double
x_of (const Drawing *drawing, double instant_s)
{
  return (instant_s - drawing->shape->origin_s) / drawing->seconds_per_pixel;
}

static gboolean
has_no_begin (const AnnalsSpan *span)
{
  return span->begin_min == -INFINITY;
}

static gboolean
has_no_end (const AnnalsSpan *span)
{
  return span->end_max == INFINITY;
}

/* Where an end that goes on is drawn to: the open end, or the last finite bound where that is later.
 * An unknown end just fades after the last bound that is known. */
static double
get_drawn_end (const AnnalsSpan *span, double open_end_s)
{
  double last_s = -INFINITY;
  const double bounds[] = { span->begin_min, span->begin_max, span->end_min };

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (isfinite (bounds[i]))
      last_s = fmax (last_s, bounds[i]);

  if ((span->flags & ANNALS_SPAN_END_UNKNOWN) != 0 && isfinite (last_s))
    return last_s;

  return fmax (last_s, open_end_s);
}

static double
get_drawn_begin (const AnnalsSpan *span, double open_begin_s)
{
  double first_s = INFINITY;
  const double bounds[] = { span->begin_max, span->end_min, span->end_max };

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (isfinite (bounds[i]))
      first_s = fmin (first_s, bounds[i]);

  if ((span->flags & ANNALS_SPAN_BEGIN_UNKNOWN) != 0 && isfinite (first_s))
    return first_s;

  return fmin (first_s, open_begin_s);
}

/* The four bounds in pixels, all finite, in order on each side. */
static void
place_bounds (Drawing *drawing, AnnalsTimeline *timeline, double open_end_s)
{
  const AnnalsSpan *span = drawing->span;
  AnnalsShape *shape = drawing->shape;
  double begin_min = span->begin_min, begin_max = span->begin_max;
  double end_min = span->end_min, end_max = span->end_max;

  if (has_no_begin (span))
    {
      double open_begin_s = 0, extent_end_s;

      if (!annals_timeline_get_extent (timeline, &open_begin_s, &extent_end_s))
        open_begin_s = shape->origin_s;
      begin_min = get_drawn_begin (span, open_begin_s);
      begin_max = isfinite (begin_max) ? begin_max : begin_min;
      end_min = isfinite (end_min) || end_min > 0 ? end_min : begin_min;
    }
  if (has_no_end (span))
    {
      end_max = get_drawn_end (span, isfinite (open_end_s) ? open_end_s : shape->origin_s);
      end_min = isfinite (end_min) ? end_min : end_max;
      begin_max = isfinite (begin_max) ? begin_max : end_max;
    }

  shape->begin_min = x_of (drawing, begin_min);
  shape->begin_max = x_of (drawing, fmax (begin_max, begin_min));
  shape->end_max = x_of (drawing, fmax (end_max, begin_min));
  shape->end_min = x_of (drawing, fmin (end_min, fmax (end_max, begin_min)));
}

static gboolean
is_state (AnnalsKind kind)
{
  return kind == ANNALS_KIND_DEVELOPMENT || kind == ANNALS_KIND_PERIOD;
}

gboolean
annals_shape_shows_window (const AnnalsShape *shape, double left, double right)
{
  return right - left > shape->mark_size + MARK_ROOM_PX;
}

static AnnalsShapeType
choose_type (const Drawing *drawing, AnnalsKind kind, AnnalsCertainty certainty, guint flags)
{
  const AnnalsSpan *span = drawing->span;
  const AnnalsShape *shape = drawing->shape;

  if ((span->flags & ANNALS_SPAN_ALL_OF) != 0 && (flags & ANNALS_EVENT_HAS_EXTRA_SPANS) != 0)
    return ANNALS_SHAPE_MEMBERS;
  if (!annals_shape_shows_window (shape, shape->begin_min, shape->end_max) && !has_no_begin (span)
      && !has_no_end (span))
    return ANNALS_SHAPE_MARK;
  if (kind == ANNALS_KIND_PROSPECT || certainty == ANNALS_CERTAINTY_PROSPECT)
    return ANNALS_SHAPE_PROSPECT;
  if (!annals_span_is_duration (span))
    return ANNALS_SHAPE_WINDOW;

  return is_state (kind) ? ANNALS_SHAPE_BAND : ANNALS_SHAPE_BAR;
}

/* Approximate bounds fade one unit beyond their window, at least a wing beside the mark. */
static void
set_fades (Drawing *drawing)
{
  AnnalsShape *shape = drawing->shape;
  double least = 0;
  double begin_s = annals_span_get_begin_fade (drawing->span);
  double end_s = annals_span_get_end_fade (drawing->span);

  if (begin_s <= 0 && end_s <= 0)
    return;

  least = drawing->metrics->wing;
  if (shape->type == ANNALS_SHAPE_MARK)
    least += fmax (0, (shape->mark_size - (shape->end_max - shape->begin_min)) / 2);
  if (begin_s > 0)
    shape->fade_begin = fmax (least, begin_s / drawing->seconds_per_pixel);
  if (end_s > 0)
    shape->fade_end = fmax (least, end_s / drawing->seconds_per_pixel);
}

/* A moment's wash has caps unless it is approximate or a season; prospects are dashed all round. */
static void
set_edges (Drawing *drawing)
{
  const AnnalsSpan *span = drawing->span;
  AnnalsShape *shape = drawing->shape;
  guint begin_soft = ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_BEGIN_SEASON;
  guint end_soft = ANNALS_SPAN_END_APPROXIMATE | ANNALS_SPAN_END_SEASON;

  if (annals_span_is_duration (span) && shape->type != ANNALS_SHAPE_PROSPECT)
    {
      shape->begin_is_hard = annals_span_begin_is_hard (span);
      shape->end_is_hard = annals_span_end_is_hard (span);
      return;
    }

  /* A moment's only window is its begin's and its end's. */
  if (!annals_span_is_duration (span))
    begin_soft = end_soft = begin_soft | end_soft;
  shape->begin_is_hard = (span->flags & begin_soft) == 0 && !has_no_begin (span);
  shape->end_is_hard = (span->flags & end_soft) == 0 && !has_no_end (span);
}

double
annals_shape_place_mark (double window_left, double window_right, double mark_size,
                         const AnnalsMetrics *metrics)
{
  double inset = MARK_INSET_PX * metrics->text_scale;
  double spare = (window_right - window_left - mark_size) / 2;

  return window_left + mark_size / 2 + fmin (spare, inset);
}

/* At the end that is known; the fade of an unknown one is bar too, with a "?" at its end. */
static double
place_bar_mark (const Drawing *drawing)
{
  const AnnalsShape *shape = drawing->shape;
  double fade = drawing->metrics->unknown_fade;

  if ((drawing->span->flags & ANNALS_SPAN_BEGIN_UNKNOWN) != 0)
    return -annals_shape_place_mark (-shape->end_max, fade - shape->begin_min, shape->mark_size,
                                     drawing->metrics);
  if ((drawing->span->flags & ANNALS_SPAN_END_UNKNOWN) == 0)
    fade = 0;

  return annals_shape_place_mark (shape->begin_min, shape->end_max + fade, shape->mark_size,
                                  drawing->metrics);
}

static void
place_mark (Drawing *drawing)
{
  AnnalsShape *shape = drawing->shape;

  switch (shape->type)
    {
    case ANNALS_SHAPE_MARK:
      shape->mark_x = (shape->begin_min + shape->end_max) / 2;
      break;
    case ANNALS_SHAPE_WINDOW:
      shape->mark_x = annals_shape_place_mark (shape->begin_min, shape->end_max, shape->mark_size,
                                               drawing->metrics);
      break;
    case ANNALS_SHAPE_BAR:
      shape->mark_x = place_bar_mark (drawing);
      break;
    case ANNALS_SHAPE_BAND:
    case ANNALS_SHAPE_PROSPECT:
    case ANNALS_SHAPE_MEMBERS:
    default:
      break;
    }
}

static void
widen (AnnalsShape *shape, double left, double right)
{
  shape->left = fmin (shape->left, left);
  shape->right = fmax (shape->right, right);
}

/* Each member of `{a,b}` has its mark; the first one's is the event's. */
static void
place_members (Drawing *drawing, AnnalsTimeline *timeline, guint event)
{
  AnnalsShape *shape = drawing->shape;
  guint n;
  const AnnalsExtraSpan *extra = annals_timeline_get_extra_spans (timeline, event, &n);
  double half = shape->mark_size / 2 + MARK_HALO_PX;

  for (guint i = 0; i < n; i++)
    {
      double left, right, x;

      if (!extra[i].is_member || !isfinite (extra[i].span.begin_min)
          || !isfinite (extra[i].span.end_max))
        continue;

      left = x_of (drawing, extra[i].span.begin_min);
      right = x_of (drawing, extra[i].span.end_max);
      x = annals_shape_place_mark (left, right, shape->mark_size, drawing->metrics);
      widen (shape, fmin (left, x - half), fmax (right, x + half));
      if (isnan (shape->mark_x) || x < shape->mark_x)
        shape->mark_x = x;
    }

  /* Members that the file did not keep apart: the set's extent is all that is known. */
  if (isnan (shape->mark_x))
    {
      shape->type = ANNALS_SHAPE_MARK;
      shape->mark_x = (shape->begin_min + shape->end_max) / 2;
    }
}

AnnalsOtherDating
annals_shape_get_other_dating (const AnnalsShape *shape, const AnnalsSpan *own,
                               const AnnalsSpan *other, double seconds_per_pixel,
                               const AnnalsMetrics *metrics, double *left, double *right)
{
  double x;

  if (!annals_span_is_dated (other) || !isfinite (other->begin_min) || !isfinite (other->end_max))
    return ANNALS_OTHER_NOT_DRAWN;

  *left = (other->begin_min - shape->origin_s) / seconds_per_pixel;
  *right = (other->end_max - shape->origin_s) / seconds_per_pixel;
  if (annals_span_overlaps (own, other))
    return !annals_span_equal (own, other) && annals_shape_shows_window (shape, *left, *right)
             ? ANNALS_OTHER_BRACKET
             : ANNALS_OTHER_NOT_DRAWN;

  /* A ghost under its own mark would only blur it. */
  x = annals_shape_place_mark (*left, *right, shape->mark_size, metrics);
  if (x > shape->begin_min - shape->mark_size && x < shape->end_max + shape->mark_size)
    return ANNALS_OTHER_NOT_DRAWN;

  return ANNALS_OTHER_GHOST;
}

/* Also to one that is too near to be drawn: a little closer in, in the same octave, it is. */
static void
widen_to_ghosts (Drawing *drawing, AnnalsTimeline *timeline, guint event)
{
  AnnalsShape *shape = drawing->shape;
  guint n;
  const AnnalsExtraSpan *extra = annals_timeline_get_extra_spans (timeline, event, &n);

  for (guint i = 0; i < n; i++)
    {
      const AnnalsSpan *other = &extra[i].span;
      double left, right, x;

      if (extra[i].is_member || !annals_span_is_dated (other) || !isfinite (other->begin_min)
          || !isfinite (other->end_max) || annals_span_overlaps (drawing->span, other))
        continue;

      left = x_of (drawing, other->begin_min);
      right = x_of (drawing, other->end_max);
      x = annals_shape_place_mark (left, right, shape->mark_size, drawing->metrics);
      widen (shape, fmin (left, x - shape->mark_size / 2), fmax (right, x + shape->mark_size / 2));
    }
}

/* What the ends add: fades, the chevron of an open one, the "?" of an unknown one. */
static void
widen_by_ends (Drawing *drawing)
{
  const AnnalsSpan *span = drawing->span;
  AnnalsShape *shape = drawing->shape;
  const AnnalsMetrics *metrics = drawing->metrics;
  double half = shape->mark_size / 2 + MARK_HALO_PX;
  double before = shape->fade_begin, after = shape->fade_end;

  if (has_no_begin (span))
    before += (span->flags & ANNALS_SPAN_BEGIN_UNKNOWN) != 0 ? metrics->unknown_fade : metrics->open_fade;
  if (has_no_end (span))
    after += (span->flags & ANNALS_SPAN_END_UNKNOWN) != 0 ? metrics->unknown_fade : metrics->open_fade;
  widen (shape, shape->begin_min - before, shape->end_max + after);
  if (!isnan (shape->mark_x))
    widen (shape, shape->mark_x - half, shape->mark_x + half);
}

/* Words stand in the part that is there for certain, and over a soft begin only if need be, never where
 * a filled bar has yet to fade in, whose words are light; in a moment's window after its mark. */
static void
place_words (Drawing *drawing, AnnalsCertainty certainty)
{
  const AnnalsSpan *span = drawing->span;
  AnnalsShape *shape = drawing->shape;
  double inset = BAND_INSET_PX * drawing->metrics->text_scale;
  double after_mark = shape->mark_x + shape->mark_size / 2 + drawing->metrics->mark_label;

  shape->label_inside_left = shape->label_inside_least = 1;
  shape->label_inside_right = 0;

  switch (shape->type)
    {
    case ANNALS_SHAPE_WINDOW:
      shape->label_inside_left = shape->label_inside_least = after_mark;
      shape->label_inside_right = shape->end_max - MARK_INSET_PX * drawing->metrics->text_scale;
      break;
    case ANNALS_SHAPE_PROSPECT:
      shape->label_inside_left = shape->label_inside_least = shape->begin_min + inset;
      shape->label_inside_right = shape->end_max - inset;
      break;
    case ANNALS_SHAPE_BAR:
    case ANNALS_SHAPE_BAND:
      shape->label_inside_left
          = (annals_span_begin_is_hard (span) ? shape->begin_min : shape->begin_max) + inset;
      shape->label_inside_right
          = (annals_span_end_is_hard (span) ? shape->end_max : shape->end_min) - inset;
      shape->label_inside_least = shape->begin_min + inset;
      if (shape->type == ANNALS_SHAPE_BAR)
        {
          shape->label_inside_left = fmax (shape->label_inside_left, after_mark);
          shape->label_inside_least
              = certainty == ANNALS_CERTAINTY_ESTABLISHED ? shape->label_inside_left : after_mark;
        }
      break;
    case ANNALS_SHAPE_MARK:
    case ANNALS_SHAPE_MEMBERS:
    default:
      break;
    }
}

static gboolean
is_uncertain (const AnnalsSpan *span)
{
  return (span->flags & (ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN)) != 0;
}

void
annals_shape_init (AnnalsShape *shape, AnnalsTimeline *timeline, guint event,
                   double seconds_per_pixel, double open_end_s, const AnnalsMetrics *metrics)
{
  const AnnalsSpan *span = annals_timeline_get_event_span (timeline, event);
  guint flags = annals_timeline_get_event_flags (timeline, event);
  int importance = annals_timeline_get_event_importance (timeline, event);
  Drawing drawing = { span, shape, metrics, seconds_per_pixel };

  shape->origin_s = isfinite (span->begin_min) ? span->begin_min : annals_span_get_anchor (span);
  if (isnan (shape->origin_s))
    shape->origin_s = isfinite (open_end_s) ? open_end_s : 0;
  shape->mark_size = metrics->mark[CLAMP (importance, 1, 5)];
  shape->mark_x = shape->question_x = NAN;
  shape->fade_begin = shape->fade_end = 0;

  place_bounds (&drawing, timeline, open_end_s);
  shape->type = choose_type (&drawing, annals_timeline_get_event_kind (timeline, event),
                             annals_timeline_get_event_certainty (timeline, event), flags);
  shape->left = shape->begin_min;
  shape->right = shape->end_max;
  if (shape->type == ANNALS_SHAPE_MEMBERS)
    place_members (&drawing, timeline, event);
  set_fades (&drawing);
  set_edges (&drawing);
  place_mark (&drawing);
  widen_by_ends (&drawing);
  if ((flags & ANNALS_EVENT_HAS_EXTRA_SPANS) != 0)
    widen_to_ghosts (&drawing, timeline, event);
  if (is_uncertain (span))
    {
      shape->question_x = shape->right + QUESTION_GAP_PX * metrics->text_scale;
      shape->right += QUESTION_PX * metrics->text_scale;
    }
  place_words (&drawing, annals_timeline_get_event_certainty (timeline, event));
}
