/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A glide: from where rows and lanes stood in the picture before to where they stand now. */
#include "view/glide.h"

#include "view/motion.h"

AnnalsGlide *
annals_glide_new (AnnalsRows *rows, const AnnalsLanes *lanes, AnnalsRows *now, double scroll_px,
                  AnnalsDifference *difference)
{
  AnnalsGlide *glide;

  g_return_val_if_fail (rows != NULL && lanes != NULL && now != NULL, NULL);

  glide = g_new0 (AnnalsGlide, 1);
  glide->rows = annals_rows_ref (rows);
  glide->lanes = annals_lanes_copy (lanes);
  glide->scroll_px = scroll_px;
  glide->difference = difference != NULL ? annals_difference_ref (difference) : NULL;
  glide->n_lanes = annals_grouping_get_n_lanes (annals_rows_get_grouping (now));
  glide->lanes_before = annals_grouping_match_lanes (annals_rows_get_grouping (rows),
                                                     annals_rows_get_grouping (now));

  return glide;
}

void
annals_glide_free (AnnalsGlide *glide)
{
  annals_rows_unref (glide->rows);
  g_free (glide->lanes);
  g_clear_pointer (&glide->difference, annals_difference_unref);
  g_free (glide->lanes_before);
  g_free (glide);
}

guint
annals_glide_find_before (const AnnalsGlide *glide, guint event)
{
  AnnalsTimeline *timeline;

  if (glide->difference != NULL)
    return annals_difference_find_before (glide->difference, event);

  /* A larger publication keeps the numbers of the events. */
  timeline = annals_grouping_get_timeline (annals_rows_get_grouping (glide->rows));

  return event < annals_timeline_get_n_events (timeline) ? event : ANNALS_NO_EVENT;
}

double
annals_glide_get_row_before (const AnnalsGlide *glide, guint lane, guint row)
{
  const AnnalsLane *at = &glide->lanes->lanes[lane];

  return (at->row_y[row] + at->row_y[row + 1]) / 2 + glide->scroll_px;
}

/* Bands and counts stand in their lane; they fade, and have their height all the way. */
static void
move_lane (AnnalsLane *lane, const AnnalsLane *before, double scroll_px, double progress)
{
  lane->y = annals_between (before->y + scroll_px, lane->y, progress);
  lane->height = annals_between (before->height, lane->height, progress);
  lane->rows_y = annals_between (before->rows_y + scroll_px, lane->rows_y, progress);
  for (guint row = 0; row <= lane->n_rows; row++)
    lane->row_y[row] = annals_between (before->row_y[MIN (row, before->n_rows)] + scroll_px,
                                       lane->row_y[row], progress);
}

AnnalsLanes *
annals_glide_get_lanes (const AnnalsGlide *glide, const AnnalsLanes *now, double progress)
{
  AnnalsLanes *lanes = annals_lanes_copy (now);

  if (progress >= 1)
    return lanes;

  for (guint i = 0; i < MIN (lanes->n_lanes, glide->n_lanes); i++)
    if (glide->lanes_before[i] < glide->lanes->n_lanes)
      move_lane (&lanes->lanes[i], &glide->lanes->lanes[glide->lanes_before[i]], glide->scroll_px,
                 progress);
  lanes->height = annals_between (glide->lanes->height, now->height, progress);

  return lanes;
}

AnnalsLanes *
annals_glide_get_lanes_before (const AnnalsGlide *glide, const AnnalsLanes *now, double progress)
{
  AnnalsLanes *lanes = annals_lanes_copy (glide->lanes);

  for (guint i = 0; i < lanes->n_lanes; i++)
    {
      lanes->lanes[i].y += glide->scroll_px;
      lanes->lanes[i].rows_y += glide->scroll_px;
      for (guint row = 0; row <= lanes->lanes[i].n_rows; row++)
        lanes->lanes[i].row_y[row] += glide->scroll_px;
    }
  for (guint i = 0; i < MIN (now->n_lanes, glide->n_lanes); i++)
    if (glide->lanes_before[i] < lanes->n_lanes)
      move_lane (&lanes->lanes[glide->lanes_before[i]], &now->lanes[i], 0, 1 - progress);

  return lanes;
}
