/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "+n": which placed neighbour tells of the events that found no row. */
#include "view/pluses.h"

#include <math.h>

/* "+9", 11 px semibold. */
#define PLUS_DIGIT_PX 7.5
#define PLUS_GAP_PX 4

double
annals_plus_width (guint n, const AnnalsMetrics *metrics)
{
  guint glyphs = 2;

  for (; n >= 10; n /= 10)
    glyphs++;

  return (PLUS_GAP_PX + glyphs * PLUS_DIGIT_PX) * metrics->text_scale;
}

static int
compare_pluses (gconstpointer a, gconstpointer b)
{
  const AnnalsPlus *first = a, *second = b;

  return first->event < second->event ? -1 : first->event > second->event;
}

static int
compare_anchors (gconstpointer a, gconstpointer b, gpointer data)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;
  double first_s = annals_grouping_get_anchor (data, first);
  double second_s = annals_grouping_get_anchor (data, second);

  if (first_s != second_s)
    return first_s < second_s ? -1 : 1;

  return first < second ? -1 : first > second;
}

void
annals_lane_rows_deal_out (AnnalsLaneRows *lane_rows, const GArray *hosts, const GArray *unplaced,
                           const AnnalsMetrics *metrics)
{
  const AnnalsUnplaced *left = (const AnnalsUnplaced *) (void *) unplaced->data;
  GArray *pluses = g_array_new (FALSE, FALSE, sizeof (AnnalsPlus));
  guint n = unplaced->len;
  guint i = 0;

  lane_rows->plus_events = g_new (guint32, MAX (1, n));
  lane_rows->unplaced = g_new (guint32, MAX (1, n));

  for (guint h = 0; h < hosts->len; h++)
    {
      const AnnalsPlusHost *host = &g_array_index (hosts, AnnalsPlusHost, h);
      double least = host->x - metrics->plus_reach, most = host->x + metrics->plus_reach;
      guint begin;

      if (h + 1 < hosts->len)
        most = fmin (most, (host->x + g_array_index (hosts, AnnalsPlusHost, h + 1).x) / 2);
      for (; i < n && left[i].x < least; i++)
        lane_rows->unplaced[lane_rows->n_unplaced++] = left[i].event;
      for (begin = i; i < n && left[i].x <= most;)
        i++;
      if (i == begin)
        continue;

      if (annals_plus_width (i - begin, metrics) <= host->room_px)
        {
          AnnalsPlus plus = { host->event, lane_rows->n_plus_events, i - begin };

          g_array_append_val (pluses, plus);
          for (guint j = begin; j < i; j++)
            lane_rows->plus_events[lane_rows->n_plus_events++] = left[j].event;
        }
      else
        for (guint j = begin; j < i; j++)
          lane_rows->unplaced[lane_rows->n_unplaced++] = left[j].event;
    }
  for (; i < n; i++)
    lane_rows->unplaced[lane_rows->n_unplaced++] = left[i].event;

  g_array_sort (pluses, compare_pluses);
  lane_rows->n_pluses = pluses->len;
  lane_rows->pluses = (AnnalsPlus *) (void *) g_array_free (pluses, FALSE);
  lane_rows->plus_events
    = g_renew (guint32, lane_rows->plus_events, MAX (1, lane_rows->n_plus_events));
  lane_rows->unplaced = g_renew (guint32, lane_rows->unplaced, MAX (1, lane_rows->n_unplaced));
}

void
annals_lane_rows_add_open_begins (AnnalsLaneRows *lane_rows, GArray *open,
                                  AnnalsGrouping *grouping)
{
  guint end = lane_rows->n_unplaced;

  lane_rows->n_unplaced += open->len;
  lane_rows->unplaced = g_renew (guint32, lane_rows->unplaced, MAX (1, lane_rows->n_unplaced));
  g_array_sort_with_data (open, compare_anchors, grouping);
  for (guint i = open->len; i > 0; i--)
    {
      guint32 event = g_array_index (open, guint32, i - 1);
      guint low = 0, high = end;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (compare_anchors (&lane_rows->unplaced[middle], &event, grouping) < 0)
            low = middle + 1;
          else
            high = middle;
        }
      memmove (lane_rows->unplaced + low + i, lane_rows->unplaced + low, (end - low) * sizeof (guint32));
      lane_rows->unplaced[low + i - 1] = event;
      end = low;
    }
}
