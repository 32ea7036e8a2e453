/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sizes that rows, lanes and shapes are worked out with, in logical pixels. */
#include "view/metrics.h"

void
annals_metrics_init (AnnalsMetrics *metrics, double text_scale)
{
  double scale;

  g_return_if_fail (metrics != NULL);

  scale = text_scale > 0 ? text_scale : 1;
  *metrics = (AnnalsMetrics) {
    .text_scale = scale,
    .row = 20 * scale,
    .mark_row = 12 * scale,
    .lane_padding = 3 * scale,
    .lane_top = 4 * scale,
    .lane_spare = 10 * scale,
    .mark = { 0, 14 * scale, 12 * scale, 10 * scale, 9 * scale, 8 * scale },
    .bar = 16 * scale,
    .window = 12 * scale,
    .mark_label = 5 * scale,
    .label_gap = 9 * scale,
    .left_label_gap = 20 * scale,
    .plus_reach = 12 * scale,
    .half_disc = 12 * scale,
    .wing = 8 * scale,
    .open_fade = 26 * scale,
    .unknown_fade = 30 * scale,
    .label_max = 320 * scale,
    .label_min = 44 * scale,
  };
}
