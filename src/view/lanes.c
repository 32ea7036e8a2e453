/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the lanes and their rows stand, top to bottom, in plot pixels before scrolling. */
#include "view/lanes.h"

#include <math.h>

/* A count band is so many rows high, with room for its landmarks' stems above. */
#define BAND_ROWS 2

static void
measure_lane (AnnalsLane *lane, AnnalsRows *rows, guint index, const AnnalsMetrics *metrics,
              double name_height_px)
{
  double y = metrics->lane_padding + (index == 0 ? metrics->lane_top : 0);
  guint n_unplaced;

  lane->n_rows = annals_rows_get_n_rows (rows, index);
  lane->rows_y = y;
  for (guint row = 0; row < lane->n_rows; row++)
    {
      lane->row_y[row] = y;
      y += annals_rows_is_mark_row (rows, index, row) ? metrics->mark_row : metrics->row;
    }
  lane->row_y[lane->n_rows] = y;

  annals_rows_get_unplaced (rows, index, &n_unplaced);
  if (annals_rows_is_band (rows, index))
    lane->band_height = BAND_ROWS * metrics->row;
  else if (n_unplaced > 0)
    lane->counts_height = metrics->row;
  y += lane->band_height + lane->counts_height;

  /* An empty lane has the height of one row. */
  y = fmax (y, lane->rows_y + metrics->row) + metrics->lane_padding;
  lane->height = fmax (y, name_height_px + 2 * metrics->lane_padding
                            + (index == 0 ? metrics->lane_top : 0));
}

AnnalsLanes *
annals_lanes_new (AnnalsRows *rows, const AnnalsMetrics *metrics, const double *name_heights_px,
                  double plot_height_px)
{
  guint n_lanes;
  AnnalsLanes *lanes;
  double spare;
  double y = 0;

  g_return_val_if_fail (rows != NULL, NULL);
  g_return_val_if_fail (metrics != NULL, NULL);

  n_lanes = annals_grouping_get_n_lanes (annals_rows_get_grouping (rows));
  lanes = g_malloc0 (sizeof *lanes + n_lanes * sizeof (AnnalsLane));
  lanes->n_lanes = n_lanes;

  for (guint i = 0; i < n_lanes; i++)
    {
      measure_lane (&lanes->lanes[i], rows, i, metrics,
                    name_heights_px != NULL ? name_heights_px[i] : 0);
      lanes->height += lanes->lanes[i].height;
    }

  /* Whole pixels, so that the lines between lanes stay sharp. */
  spare = n_lanes > 0 ? floor ((plot_height_px - lanes->height) / n_lanes) : 0;
  spare = CLAMP (spare, 0, metrics->lane_spare);

  for (guint i = 0; i < n_lanes; i++)
    {
      AnnalsLane *lane = &lanes->lanes[i];

      lane->y = y;
      lane->height += spare;
      lane->rows_y += y;
      for (guint row = 0; row <= lane->n_rows; row++)
        lane->row_y[row] += y;
      y += lane->height;
    }
  lanes->height = y;

  return lanes;
}

int
annals_lanes_find (const AnnalsLanes *lanes, double y)
{
  guint low = 0, high;

  g_return_val_if_fail (lanes != NULL, -1);

  if (!(y >= 0) || y >= lanes->height)
    return -1;

  high = lanes->n_lanes;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lanes->lanes[middle].y + lanes->lanes[middle].height <= y)
        low = middle + 1;
      else
        high = middle;
    }

  return low < lanes->n_lanes ? (int) low : -1;
}
