/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows: where in its lane each event stands, for one octave of scale. */
#include "view/rows.h"

#include <math.h>
#include <stdlib.h>

#include "view/counts.h"
#include "view/lane-rows.h"

/* From here on lanes are shared out among threads, so many besides the caller's. */
#define SMALL_EVENTS 50000
#define HELPERS_MAX 3

struct _AnnalsRows
{
  gatomicrefcount ref_count;
  AnnalsGrouping *grouping;
  int octave;
  double label_max_px;
  gsize memory;

  guint n_lanes;
  AnnalsLaneRows lanes[];
};

static gsize
get_lane_memory (const AnnalsLaneRows *lane)
{
  return sizeof *lane + lane->row_first[ANNALS_ROWS_MAX] * sizeof (AnnalsPlaced)
         + (lane->n_unplaced + lane->n_plus_events) * sizeof (guint32)
         + lane->n_pluses * sizeof (AnnalsPlus);
}

static void
init_placing (AnnalsPlacing *placing, AnnalsGrouping *grouping)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (grouping);
  double begin_s;
  guint n_lanes = MAX (1, annals_grouping_get_n_lanes (grouping));

  placing->grouping = grouping;
  placing->standard_rows = CLAMP (ANNALS_SHARED_ROWS / n_lanes, ANNALS_STANDARD_ROWS, ANNALS_ROWS_MAX);
  placing->timeline = timeline;
  placing->open_end_s = annals_timeline_get_open_end_s (timeline);
  placing->as_of_s = annals_timeline_get_as_of_s (timeline);
  if (!annals_timeline_get_extent (timeline, &begin_s, &placing->end_s))
    placing->end_s = INFINITY;
}

/* Lanes know nothing of each other: whoever is free takes the next. */
typedef struct
{
  const AnnalsPlacing *placing;
  AnnalsRows *rows;
  AnnalsRows *previous;        /* (nullable) */
  const guint *lanes_before;   /* of previous */
  guint next_lane;    /* atomic */
  gint is_cancelled;  /* atomic */
} Work;

/* The rows a lane had before a reload, (nullable). */
static const AnnalsLaneRows *
get_before (const Work *shared, guint lane)
{
  if (shared->previous == NULL || shared->lanes_before[lane] >= shared->previous->n_lanes)
    return NULL;

  return &shared->previous->lanes[shared->lanes_before[lane]];
}

static gpointer
work (gpointer data)
{
  Work *shared = data;

  for (;;)
    {
      guint lane = g_atomic_int_add (&shared->next_lane, 1);

      if (lane >= shared->rows->n_lanes)
        return NULL;
      if (!annals_lane_rows_init (&shared->rows->lanes[lane], shared->placing, lane,
                                  shared->previous != NULL ? shared->lanes_before[lane] : 0,
                                  get_before (shared, lane)))
        g_atomic_int_set (&shared->is_cancelled, TRUE);
      else if (shared->rows->lanes[lane].is_band)
        shared->rows->lanes[lane].band_peak
          = annals_bins_find_peak (shared->placing->grouping, lane, shared->placing->octave);
    }
}

/* Where every event of the previous rows stood: a byte an event of that timeline. */
static guint8 *
take_states (AnnalsRows *previous)
{
  guint n_events = annals_timeline_get_n_events (annals_grouping_get_timeline (previous->grouping));
  guint8 *states = g_new0 (guint8, n_events + 1);

  for (guint lane = 0; lane < previous->n_lanes; lane++)
    for (guint row = 0; row < previous->lanes[lane].n_rows; row++)
      {
        guint n;
        const AnnalsPlaced *placed = annals_rows_get_row (previous, lane, row, &n);

        for (guint i = 0; i < n; i++)
          states[ANNALS_PLACED_EVENT (placed[i])]
            = ANNALS_ROW_STATE (row, ANNALS_PLACED_SIDE (placed[i]));
      }

  return states;
}

/* FALSE when cancelled. */
static gboolean
place_lanes (AnnalsRows *rows, const AnnalsPlacing *placing, AnnalsRows *previous,
             const guint *lanes_before)
{
  Work shared
    = { .placing = placing, .rows = rows, .previous = previous, .lanes_before = lanes_before };
  GThread *helpers[HELPERS_MAX];
  guint n_helpers = 0;

  if (annals_timeline_get_n_events (placing->timeline) > SMALL_EVENTS)
    n_helpers = MIN (g_get_num_processors () - 1, HELPERS_MAX);

  for (guint i = 0; i < n_helpers; i++)
    helpers[i] = g_thread_new ("rows", work, &shared);
  work (&shared);
  for (guint i = 0; i < n_helpers; i++)
    g_thread_join (helpers[i]);

  return !g_atomic_int_get (&shared.is_cancelled);
}

AnnalsRows *
annals_rows_new (AnnalsGrouping *grouping, int octave, const AnnalsMetrics *metrics,
                 const guint16 *label_widths, AnnalsRows *previous, AnnalsDifference *difference,
                 GCancellable *cancellable)
{
  AnnalsRows *rows;
  g_autofree guint8 *states = NULL;
  g_autofree guint *lanes_before = NULL;
  guint n_lanes;
  AnnalsPlacing placing = {
    .octave = octave,
    .metrics = metrics,
    .label_widths = label_widths,
    .cancellable = cancellable,
    .seconds_per_pixel = annals_octave_get_coarsest (octave),
  };

  g_return_val_if_fail (grouping != NULL, NULL);
  g_return_val_if_fail (metrics != NULL, NULL);
  g_return_val_if_fail (label_widths != NULL, NULL);
  g_return_val_if_fail (previous == NULL || previous->octave == octave, NULL);
  g_return_val_if_fail ((previous == NULL) == (difference == NULL), NULL);

  /* What the lanes share is made once, before. */
  annals_grouping_prepare (grouping);
  n_lanes = annals_grouping_get_n_lanes (grouping);
  rows = g_malloc0 (sizeof *rows + n_lanes * sizeof (AnnalsLaneRows));
  g_atomic_ref_count_init (&rows->ref_count);
  rows->grouping = annals_grouping_ref (grouping);
  rows->octave = octave;
  rows->label_max_px = metrics->label_max + metrics->half_disc;
  rows->memory = sizeof *rows;

  init_placing (&placing, grouping);
  if (previous != NULL)
    {
      placing.difference = difference;
      placing.grouping_before = previous->grouping;
      placing.states_before = states = take_states (previous);
      lanes_before = annals_grouping_match_lanes (previous->grouping, grouping);
    }

  rows->n_lanes = n_lanes;
  if (!place_lanes (rows, &placing, previous, lanes_before))
    {
      annals_rows_unref (rows);
      return NULL;
    }
  for (guint lane = 0; lane < n_lanes; lane++)
    rows->memory += get_lane_memory (&rows->lanes[lane]);

  return rows;
}

AnnalsRows *
annals_rows_ref (AnnalsRows *rows)
{
  g_return_val_if_fail (rows != NULL, NULL);

  g_atomic_ref_count_inc (&rows->ref_count);

  return rows;
}

void
annals_rows_unref (AnnalsRows *rows)
{
  g_return_if_fail (rows != NULL);

  if (!g_atomic_ref_count_dec (&rows->ref_count))
    return;

  for (guint lane = 0; lane < rows->n_lanes; lane++)
    annals_lane_rows_clear (&rows->lanes[lane]);
  annals_grouping_unref (rows->grouping);
  g_free (rows);
}

AnnalsGrouping *
annals_rows_get_grouping (AnnalsRows *rows)
{
  return rows->grouping;
}

int
annals_rows_get_octave (AnnalsRows *rows)
{
  return rows->octave;
}

gsize
annals_rows_get_memory (AnnalsRows *rows)
{
  return rows->memory;
}

guint
annals_rows_get_n_rows (AnnalsRows *rows, guint lane)
{
  g_return_val_if_fail (lane < rows->n_lanes, 0);

  return rows->lanes[lane].n_rows;
}

gboolean
annals_rows_is_mark_row (AnnalsRows *rows, guint lane, guint row)
{
  g_return_val_if_fail (lane < rows->n_lanes && row < rows->lanes[lane].n_rows, FALSE);

  return (rows->lanes[lane].mark_rows >> row) & 1;
}

const AnnalsPlaced *
annals_rows_get_row (AnnalsRows *rows, guint lane, guint row, guint *n)
{
  const AnnalsLaneRows *placed;

  *n = 0;
  g_return_val_if_fail (lane < rows->n_lanes && row < rows->lanes[lane].n_rows, NULL);

  placed = &rows->lanes[lane];
  *n = placed->row_first[row + 1] - placed->row_first[row];

  return placed->placed + placed->row_first[row];
}

/* The first in the row whose drawing begins at the instant or (is_after) only after it. */
static guint
find_first (AnnalsRows *rows, const AnnalsPlaced *row, guint n, double instant_s, gboolean is_after)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      double key_s = annals_grouping_get_drawn_begin (rows->grouping, ANNALS_PLACED_EVENT (row[middle]));

      if (key_s < instant_s || (is_after && key_s == instant_s))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Extents in a row do not touch, and each holds its event's begin: of those that begin before the
 * range only the last can reach into it, of those after it only the first. Coarser than the octave
 * extents may overlap, by a label's width. */
guint
annals_rows_get_range (AnnalsRows *rows, guint lane, guint row, double begin_s, double end_s,
                       double seconds_per_pixel, guint *first)
{
  guint n, last;
  const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n);

  *first = 0;
  if (n == 0)
    return 0;

  if (seconds_per_pixel > annals_octave_get_coarsest (rows->octave))
    {
      begin_s -= rows->label_max_px * seconds_per_pixel;
      end_s += rows->label_max_px * seconds_per_pixel;
    }

  *first = find_first (rows, placed, n, begin_s, FALSE);
  if (*first > 0)
    --*first;
  last = find_first (rows, placed, n, end_s, TRUE);
  if (last < n)
    last++;

  return last > *first ? last - *first : 0;
}

static const AnnalsPlus *
find_plus (AnnalsRows *rows, guint event, const AnnalsLaneRows **lane_rows)
{
  guint lane = annals_grouping_get_lane_of (rows->grouping, event);
  guint low = 0, high;

  if (lane >= rows->n_lanes)
    return NULL;

  *lane_rows = &rows->lanes[lane];
  high = (*lane_rows)->n_pluses;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((*lane_rows)->pluses[middle].event < event)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == (*lane_rows)->n_pluses || (*lane_rows)->pluses[low].event != event)
    return NULL;

  return &(*lane_rows)->pluses[low];
}

guint
annals_rows_get_plus (AnnalsRows *rows, guint event)
{
  const AnnalsLaneRows *lane_rows;
  const AnnalsPlus *plus = find_plus (rows, event, &lane_rows);

  return plus != NULL ? plus->n : 0;
}

const guint32 *
annals_rows_get_plus_events (AnnalsRows *rows, guint event, guint *n)
{
  const AnnalsLaneRows *lane_rows;
  const AnnalsPlus *plus = find_plus (rows, event, &lane_rows);

  *n = plus != NULL ? plus->n : 0;

  return plus != NULL ? lane_rows->plus_events + plus->first : NULL;
}

guint
annals_rows_count_plus (AnnalsRows *rows, guint event, AnnalsBitset *matches, gboolean *is_other)
{
  guint n, n_matching = 0;
  const guint32 *events = annals_rows_get_plus_events (rows, event, &n);

  *is_other = FALSE;
  if (matches == NULL)
    return n;

  for (guint i = 0; i < n; i++)
    n_matching += annals_bitset_contains (matches, events[i]);
  *is_other = n_matching == 0;

  return n_matching > 0 ? n_matching : n;
}

const guint32 *
annals_rows_get_unplaced (AnnalsRows *rows, guint lane, guint *n)
{
  *n = 0;
  g_return_val_if_fail (lane < rows->n_lanes, NULL);

  *n = rows->lanes[lane].n_unplaced;

  return rows->lanes[lane].unplaced;
}

/* How many of these have their anchors before an instant. */
static guint
get_anchor_rank (AnnalsRows *rows, const guint32 *events, guint n, double instant_s)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (annals_grouping_get_anchor (rows->grouping, events[middle]) < instant_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

const guint32 *
annals_rows_get_unplaced_in (AnnalsRows *rows, guint lane, double begin_s, double end_s, guint *n)
{
  guint n_all, first;
  const guint32 *unplaced = annals_rows_get_unplaced (rows, lane, &n_all);

  first = get_anchor_rank (rows, unplaced, n_all, begin_s);
  *n = get_anchor_rank (rows, unplaced + first, n_all - first, end_s);

  return unplaced + first;
}

guint
annals_rows_get_band_peak (AnnalsRows *rows, guint lane)
{
  g_return_val_if_fail (lane < rows->n_lanes, 0);

  return rows->lanes[lane].band_peak;
}

gboolean
annals_rows_is_band (AnnalsRows *rows, guint lane)
{
  g_return_val_if_fail (lane < rows->n_lanes, FALSE);

  return rows->lanes[lane].is_band;
}

gboolean
annals_rows_find (AnnalsRows *rows, guint event, guint *lane, guint *row, AnnalsLabelSide *side)
{
  guint its_lane = annals_grouping_get_lane_of (rows->grouping, event);
  double key_s;

  if (its_lane >= rows->n_lanes)
    return FALSE;

  key_s = annals_grouping_get_drawn_begin (rows->grouping, event);
  for (guint r = 0; r < rows->lanes[its_lane].n_rows; r++)
    {
      guint n;
      const AnnalsPlaced *placed = annals_rows_get_row (rows, its_lane, r, &n);

      for (guint i = find_first (rows, placed, n, key_s, FALSE); i < n; i++)
        {
          guint found = ANNALS_PLACED_EVENT (placed[i]);

          if (found == event)
            {
              *lane = its_lane;
              *row = r;
              *side = ANNALS_PLACED_SIDE (placed[i]);
              return TRUE;
            }
          if (annals_grouping_get_drawn_begin (rows->grouping, found) > key_s)
            break;
        }
    }

  return FALSE;
}
