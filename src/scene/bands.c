/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of count bands. A lane's anchors are sorted, so a column is a difference of two ranks;
 * next to each other, a column's end is found from its begin by doubling steps. */
#include "scene/bands.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "time/words.h"

#define DAY 86400.0
#define YEAR (365.2425 * DAY)

/* The first index from `from` on whose anchor is not before an instant. */
static guint
find_rank (const double *anchors, guint n, guint from, double instant_s)
{
  guint step = 1;
  guint low = from;
  guint high;

  while (low + step < n && anchors[low + step] < instant_s)
    {
      low += step;
      step *= 2;
    }
  high = MIN (low + step + 1, n);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (anchors[middle] < instant_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

GArray *
annals_band_count (AnnalsGrouping *grouping, guint lane, AnnalsCounts *counts, const GArray *edges)
{
  GArray *columns = g_array_sized_new (FALSE, FALSE, sizeof (AnnalsBandColumn), edges->len);
  const double *anchors;
  guint n, rank;

  annals_grouping_get_lane_anchors (grouping, lane, &anchors, &n);
  if (edges->len == 0)
    return columns;

  rank = find_rank (anchors, n, 0, g_array_index (edges, double, 0));
  for (guint i = 0; i + 1 < edges->len; i++)
    {
      AnnalsBandColumn column
          = { g_array_index (edges, double, i), g_array_index (edges, double, i + 1), 0 };
      guint end = find_rank (anchors, n, rank, column.end_s);

      column.count = end - rank;
      if (counts != NULL && column.count > 0)
        column.count = annals_counts_in_range (counts, lane, column.begin_s, column.end_s);
      rank = end;
      g_array_append_val (columns, column);
    }

  return columns;
}

guint
annals_band_count_in (AnnalsGrouping *grouping, guint lane, double begin_s, double end_s)
{
  const double *anchors;
  guint n, first;

  annals_grouping_get_lane_anchors (grouping, lane, &anchors, &n);
  first = find_rank (anchors, n, 0, begin_s);

  return find_rank (anchors, n, first, end_s) - first;
}

char *
annals_band_unit_to_words (int octave, double instant_s)
{
  double begin_s, end_s, length;

  annals_bin_at (octave, instant_s, &begin_s, &end_s);
  length = end_s - begin_s;

  /* Translators: what one column of a count band stands for. */
  if (length < 1.5)
    return g_strdup (_ ("a second"));
  if (length < 50)
    return g_strdup_printf (ngettext ("%d second", "%d seconds", (gulong)length),
                            (int)round (length));
  if (length < 90)
    return g_strdup (_ ("a minute"));
  if (length < 3000)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong)(length / 60)),
                            (int)round (length / 60));
  if (length < 5400)
    return g_strdup (_ ("an hour"));
  if (length < 0.9 * DAY)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong)(length / 3600)),
                            (int)round (length / 3600));
  if (length < 1.5 * DAY)
    return g_strdup (_ ("a day"));
  if (length < 6.5 * DAY)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong)(length / DAY)),
                            (int)round (length / DAY));
  if (length < 10 * DAY)
    return g_strdup (_ ("a week"));
  if (length < 20 * DAY)
    return g_strdup (_ ("half a month"));
  if (length < 45 * DAY)
    return g_strdup (_ ("a month"));
  if (length < 110 * DAY)
    return g_strdup (_ ("a quarter"));
  if (length < 250 * DAY)
    return g_strdup (_ ("half a year"));
  if (length < 1.5 * YEAR)
    return g_strdup (_ ("a year"));

  return annals_year_count_to_words (llround (length / YEAR));
}
