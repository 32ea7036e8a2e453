/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event asks of a row: so much room for itself, so much with its words. */
#include "view/wish.h"

#include "view/shape.h"

/* Around bars and bands; bare marks have ANNALS_BARE_GAP_PX. */
#define BAR_GAP_PX 4
#define LONG_PX 2048

void
annals_wish_init (AnnalsWish *wish, const AnnalsPlacing *placing, guint event, double as_of_x,
                  double end_x)
{
  const AnnalsMetrics *metrics = placing->metrics;
  AnnalsShape shape;
  double origin_x, words, right;
  float pad;

  annals_shape_init (&shape, placing->timeline, event, placing->seconds_per_pixel,
                     placing->open_end_s, metrics);
  origin_x = shape.origin_s / placing->seconds_per_pixel;
  wish->is_tall = shape.type == ANNALS_SHAPE_BAR || shape.type == ANNALS_SHAPE_BAND
                  || shape.type == ANNALS_SHAPE_PROSPECT;
  pad = wish->is_tall ? BAR_GAP_PX : ANNALS_BARE_GAP_PX;
  wish->bare = (AnnalsExtent){ origin_x + shape.left, origin_x + shape.right, pad, pad };
  wish->is_long = wish->is_tall && shape.right - shape.left > LONG_PX;
  wish->labelled = wish->bare;

  words = placing->label_widths[event];
  if ((annals_timeline_get_event_flags (placing->timeline, event) & ANNALS_EVENT_CLAIMS_DISAGREE) != 0)
    words += metrics->half_disc;
  if (words <= shape.label_inside_right - shape.label_inside_least)
    {
      wish->side = ANNALS_LABEL_INSIDE;
      return;
    }

  words += metrics->mark_label;
  right = wish->bare.right + words;
  if (right > end_x || (origin_x + shape.begin_min < as_of_x && right > as_of_x))
    {
      wish->side = ANNALS_LABEL_LEFT;
      wish->labelled.left -= words;
      wish->labelled.left_pad = metrics->left_label_gap;
    }
  else
    {
      wish->side = ANNALS_LABEL_RIGHT;
      wish->labelled.right = right;
      wish->labelled.right_pad = metrics->label_gap;
    }
}
