/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the lanes and their rows stand, top to bottom, in plot pixels before scrolling. */
#include "view/lanes.h"

#include <math.h>

/* A count band is so many rows high, with room for its landmarks' stems above. */
#define BAND_ROWS 2

static void
measure_folded (AnnalsLane *lane, const AnnalsMetrics *metrics, gboolean is_first)
{
  lane->n_rows = 1;
  lane->rows_y = lane->row_y[0] = metrics->lane_padding + (is_first ? metrics->lane_top : 0);
  lane->row_y[1] = lane->rows_y + metrics->row;
  lane->height = lane->row_y[1] + metrics->lane_padding;
}

static void
measure_lane (AnnalsLane *lane, AnnalsRows *rows, guint index, const AnnalsMetrics *metrics,
              gboolean is_first, double name_height_px)
{
  double y = metrics->lane_padding + (is_first ? metrics->lane_top : 0);
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
                            + (is_first ? metrics->lane_top : 0));
}

static AnnalsLanes *
allocate (guint n_lanes, AnnalsArrangement *arrangement)
{
  gsize size = sizeof (AnnalsLanes) + n_lanes * sizeof (AnnalsLane);
  AnnalsLanes *lanes = g_malloc0 (size + n_lanes * sizeof (guint));

  lanes->n_lanes = n_lanes;
  lanes->order = (guint *) (void *) ((char *) lanes + size);
  for (guint i = 0; i < n_lanes; i++)
    {
      AnnalsLane *lane = &lanes->lanes[i];

      lanes->order[i] = i;
      lane->line = i;
      if (arrangement == NULL)
        continue;
      lanes->order[i] = annals_arrangement_get_lane_at (arrangement, i);
      lane->line = annals_arrangement_get_line (arrangement, i);
      lane->is_folded = lane->line == i && annals_arrangement_is_folded (arrangement, i);
      lane->depth = annals_arrangement_get_depth (arrangement, i);
    }

  return lanes;
}

/* Lanes that are open have the spare height; whole pixels, so that the lines between stay sharp. */
static double
share_spare (const AnnalsLanes *lanes, const AnnalsMetrics *metrics, double plot_height_px)
{
  guint n_open = 0;

  for (guint i = 0; i < lanes->n_lanes; i++)
    n_open += lanes->lanes[i].line == i && !lanes->lanes[i].is_folded;

  return n_open > 0 ? CLAMP (floor ((plot_height_px - lanes->height) / n_open), 0, metrics->lane_spare)
                    : 0;
}

AnnalsLanes *
annals_lanes_new (AnnalsRows *rows, AnnalsArrangement *arrangement, const AnnalsMetrics *metrics,
                  const double *name_heights_px, double plot_height_px)
{
  guint n_lanes;
  AnnalsLanes *lanes;
  double spare;
  double y = 0;

  g_return_val_if_fail (rows != NULL, NULL);
  g_return_val_if_fail (metrics != NULL, NULL);

  n_lanes = annals_grouping_get_n_lanes (annals_rows_get_grouping (rows));
  if (arrangement != NULL && annals_arrangement_get_n_lanes (arrangement) != n_lanes)
    arrangement = NULL; /* of an earlier publication */
  lanes = allocate (n_lanes, arrangement);
  for (guint i = 0; i < n_lanes; i++)
    {
      guint index = lanes->order[i];
      AnnalsLane *lane = &lanes->lanes[index];

      if (lane->is_folded)
        measure_folded (lane, metrics, i == 0);
      else if (lane->line == index)
        measure_lane (lane, rows, index, metrics, i == 0,
                      name_heights_px != NULL ? name_heights_px[index] : 0);
      lanes->height += lane->height;
    }

  spare = share_spare (lanes, metrics, plot_height_px);
  for (guint i = 0; i < n_lanes; i++)
    {
      AnnalsLane *lane = &lanes->lanes[lanes->order[i]];

      if (lane->line == lanes->order[i] && !lane->is_folded)
        lane->height += spare;
      lane->y = y;
      lane->rows_y += y;
      for (guint row = 0; row <= lane->n_rows; row++)
        lane->row_y[row] += y;
      y += lane->height;
    }
  lanes->height = y;

  return lanes;
}

AnnalsLanes *
annals_lanes_copy (const AnnalsLanes *lanes)
{
  gsize size;
  AnnalsLanes *copy;

  g_return_val_if_fail (lanes != NULL, NULL);

  size = sizeof *lanes + lanes->n_lanes * sizeof (AnnalsLane);
  copy = g_memdup2 (lanes, size + lanes->n_lanes * sizeof (guint));
  copy->order = (guint *) (void *) ((char *) copy + size);

  return copy;
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

      if (lanes->lanes[lanes->order[middle]].y + lanes->lanes[lanes->order[middle]].height <= y)
        low = middle + 1;
      else
        high = middle;
    }

  return low < lanes->n_lanes ? (int) lanes->order[low] : -1;
}
