/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact counts per lane: differences of ranks among the lane's sorted anchors. */
#include "view/counts.h"

#include <math.h>

#include "view/calendar-steps.h"

/* A bin is at least so wide at its octave's coarsest scale. */
#define BIN_PX 4
/* More bins than any picture has pixels for: a caller's mistake is not to fill the memory. */
#define EDGES_MAX 100000

/* The filter's bits in some order of a lane's events, with the number of bits before each word. */
typedef struct
{
  guint64 *words;
  guint32 *before; /* n_words + 1 */
} Ranks;

typedef struct
{
  Ranks anchors, begins, ends;
  guint n; /* of the whole lane, undated ones too */
} LaneSet;

struct _AnnalsCounts
{
  gatomicrefcount ref_count;
  AnnalsGrouping *grouping;
  AnnalsTimeline *timeline; /* the grouping's */
  guint n_lanes;
  LaneSet *sets; /* NULL without a filter */
};

static void
init_ranks (Ranks *ranks, const guint32 *events, guint n, AnnalsBitset *filter)
{
  guint n_words = (n + 63) / 64;

  ranks->words = g_new0 (guint64, n_words + 1);
  ranks->before = g_new (guint32, n_words + 1);
  for (guint i = 0; i < n; i++)
    ranks->words[i / 64] |= (guint64) annals_bitset_contains (filter, events[i]) << (i % 64);

  ranks->before[0] = 0;
  for (guint word = 0; word < n_words; word++)
    ranks->before[word + 1] = ranks->before[word] + __builtin_popcountll (ranks->words[word]);
}

static void
clear_ranks (Ranks *ranks)
{
  g_free (ranks->words);
  g_free (ranks->before);
}

static void
init_set (LaneSet *set, AnnalsGrouping *grouping, guint lane, AnnalsBitset *filter)
{
  const double *anchors_s;
  const guint32 *events;
  guint n;

  events = annals_grouping_get_lane_anchors (grouping, lane, &anchors_s, &n);
  init_ranks (&set->anchors, events, n, filter);
  events = annals_grouping_get_lane_events (grouping, lane, &n);
  init_ranks (&set->begins, events, n, filter);
  events = annals_grouping_get_lane_ends (grouping, lane, &n);
  init_ranks (&set->ends, events, n, filter);
}

/* Undated events and those without an anchor stand beside a lane's name too. */
static void
count_lanes (AnnalsCounts *counts, AnnalsBitset *filter)
{
  for (guint word = 0; word < filter->n_words; word++)
    for (guint64 bits = filter->words[word]; bits != 0; bits &= bits - 1)
      {
        guint event = word * 64 + __builtin_ctzll (bits);
        guint lane;

        if (event >= annals_timeline_get_n_events (counts->timeline))
          return;
        lane = annals_grouping_get_lane_of_any (counts->grouping, event);
        if (lane < counts->n_lanes)
          counts->sets[lane].n++;
      }
}

AnnalsCounts *
annals_counts_new (AnnalsGrouping *grouping, AnnalsBitset *filter)
{
  AnnalsCounts *counts;

  g_return_val_if_fail (grouping != NULL, NULL);

  annals_grouping_prepare (grouping);
  counts = g_new0 (AnnalsCounts, 1);
  g_atomic_ref_count_init (&counts->ref_count);
  counts->grouping = annals_grouping_ref (grouping);
  counts->timeline = annals_grouping_get_timeline (grouping);
  counts->n_lanes = annals_grouping_get_n_lanes (grouping);
  if (filter == NULL)
    return counts;

  counts->sets = g_new0 (LaneSet, MAX (1, counts->n_lanes));
  for (guint lane = 0; lane < counts->n_lanes; lane++)
    init_set (&counts->sets[lane], grouping, lane, filter);
  count_lanes (counts, filter);

  return counts;
}

AnnalsCounts *
annals_counts_ref (AnnalsCounts *counts)
{
  g_return_val_if_fail (counts != NULL, NULL);

  g_atomic_ref_count_inc (&counts->ref_count);

  return counts;
}

void
annals_counts_unref (AnnalsCounts *counts)
{
  g_return_if_fail (counts != NULL);

  if (!g_atomic_ref_count_dec (&counts->ref_count))
    return;

  for (guint lane = 0; counts->sets != NULL && lane < counts->n_lanes; lane++)
    {
      clear_ranks (&counts->sets[lane].anchors);
      clear_ranks (&counts->sets[lane].begins);
      clear_ranks (&counts->sets[lane].ends);
    }
  g_free (counts->sets);
  annals_grouping_unref (counts->grouping);
  g_free (counts);
}

/* How many of the lane's anchors are < instant. */
static guint
get_rank (const double *anchors_s, guint n, double instant_s)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (anchors_s[middle] < instant_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The same for the begins (ends) of events in that order, read where they are. */
static guint
get_span_rank (const AnnalsCounts *counts, const guint32 *events, guint n, double instant_s,
               gboolean is_end)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const AnnalsSpan *span = annals_timeline_get_event_span (counts->timeline, events[middle]);

      /* An end at the instant lies before it: spans are half-open. */
      if (is_end ? span->end_max <= instant_s : span->begin_min < instant_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_set (const Ranks *ranks, guint i)
{
  return (ranks->words[i / 64] >> (i % 64)) & 1;
}

/* How many of the first `rank` in that order the filter holds. */
static guint
count_set (const Ranks *ranks, guint rank)
{
  guint64 rest = ranks->words[rank / 64] & ((G_GUINT64_CONSTANT (1) << (rank % 64)) - 1);

  return ranks->before[rank / 64] + __builtin_popcountll (rest);
}

guint
annals_counts_in_range (AnnalsCounts *counts, guint lane, double begin_s, double end_s)
{
  const double *anchors_s;
  guint n, first, last;

  g_return_val_if_fail (lane < counts->n_lanes, 0);

  if (!(begin_s < end_s))
    return 0;

  annals_grouping_get_lane_anchors (counts->grouping, lane, &anchors_s, &n);
  first = get_rank (anchors_s, n, begin_s);
  last = get_rank (anchors_s, n, end_s);

  if (counts->sets == NULL)
    return last - first;

  return count_set (&counts->sets[lane].anchors, last)
         - count_set (&counts->sets[lane].anchors, first);
}

/* The first rank from `from` on, and before `end`, that the filter holds; `end` where there is none. */
static guint
find_set (const Ranks *ranks, guint from, guint end)
{
  while (from < end)
    {
      guint64 bits = ranks->words[from / 64] >> (from % 64);

      if (bits != 0)
        return MIN (from + __builtin_ctzll (bits), end);
      from = (from / 64 + 1) * 64;
    }

  return end;
}

/* One after the last rank from `from` on, and before `end`, that the filter holds; `from` where there is
 * none. */
static guint
find_set_end (const Ranks *ranks, guint from, guint end)
{
  while (end > from)
    {
      guint word = (end - 1) / 64;
      guint64 bits = ranks->words[word] & (G_MAXUINT64 >> (63 - (end - 1) % 64));

      if (bits != 0)
        return MAX (word * 64 + 64 - __builtin_clzll (bits), from);
      end = word * 64;
    }

  return from;
}

gboolean
annals_counts_get_extent (AnnalsCounts *counts, guint lane, double begin_s, double end_s,
                          double *first_s, double *last_s)
{
  const double *anchors_s;
  guint n, first, end;

  g_return_val_if_fail (lane < counts->n_lanes, FALSE);

  if (annals_counts_in_range (counts, lane, begin_s, end_s) == 0)
    return FALSE;

  annals_grouping_get_lane_anchors (counts->grouping, lane, &anchors_s, &n);
  first = get_rank (anchors_s, n, begin_s);
  end = get_rank (anchors_s, n, end_s);
  if (counts->sets != NULL)
    {
      first = find_set (&counts->sets[lane].anchors, first, end);
      end = find_set_end (&counts->sets[lane].anchors, first, end);
    }
  *first_s = anchors_s[first];
  *last_s = anchors_s[end - 1];

  return TRUE;
}

GArray *
annals_counts_get_events (AnnalsCounts *counts, guint lane, double begin_s, double end_s, guint limit)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  const double *anchors_s;
  const guint32 *events;
  guint n, last;

  g_return_val_if_fail (lane < counts->n_lanes, found);

  if (!(begin_s < end_s))
    return found;

  events = annals_grouping_get_lane_anchors (counts->grouping, lane, &anchors_s, &n);
  last = get_rank (anchors_s, n, end_s);
  for (guint i = get_rank (anchors_s, n, begin_s); i < last && found->len < limit; i++)
    if (counts->sets == NULL || is_set (&counts->sets[lane].anchors, i))
      g_array_append_val (found, events[i]);

  return found;
}

/* The lane's events by their ends, and how many of them end before the instant. */
static const guint32 *
get_ended (AnnalsCounts *counts, guint lane, double instant_s, guint *n_ended)
{
  guint n;
  const guint32 *events = annals_grouping_get_lane_ends (counts->grouping, lane, &n);

  *n_ended = get_span_rank (counts, events, n, instant_s, TRUE);

  return events;
}

/* The lane's events by their begins, and how many of them do not begin after the instant. */
static const guint32 *
get_begun (AnnalsCounts *counts, guint lane, double instant_s, guint *n, guint *n_begun)
{
  const guint32 *events = annals_grouping_get_lane_events (counts->grouping, lane, n);

  *n_begun = get_span_rank (counts, events, *n, instant_s, FALSE);

  return events;
}

guint
annals_counts_before (AnnalsCounts *counts, guint lane, double instant_s)
{
  guint rank;

  g_return_val_if_fail (lane < counts->n_lanes, 0);

  get_ended (counts, lane, instant_s, &rank);

  return counts->sets == NULL ? rank : count_set (&counts->sets[lane].ends, rank);
}

guint
annals_counts_after (AnnalsCounts *counts, guint lane, double instant_s)
{
  guint n, rank;

  g_return_val_if_fail (lane < counts->n_lanes, 0);

  get_begun (counts, lane, instant_s, &n, &rank);
  if (counts->sets == NULL)
    return n - rank;

  return count_set (&counts->sets[lane].begins, n) - count_set (&counts->sets[lane].begins, rank);
}

guint
annals_counts_find_before (AnnalsCounts *counts, guint lane, double instant_s)
{
  const guint32 *events;
  guint rank;

  g_return_val_if_fail (lane < counts->n_lanes, ANNALS_NO_EVENT);

  events = get_ended (counts, lane, instant_s, &rank);
  if (counts->sets != NULL)
    rank = find_set_end (&counts->sets[lane].ends, 0, rank);

  return rank > 0 ? events[rank - 1] : ANNALS_NO_EVENT;
}

guint
annals_counts_find_after (AnnalsCounts *counts, guint lane, double instant_s)
{
  const guint32 *events;
  guint n, rank;

  g_return_val_if_fail (lane < counts->n_lanes, ANNALS_NO_EVENT);

  events = get_begun (counts, lane, instant_s, &n, &rank);
  if (counts->sets != NULL)
    rank = find_set (&counts->sets[lane].begins, rank, n);

  return rank < n ? events[rank] : ANNALS_NO_EVENT;
}

guint
annals_counts_get_n (AnnalsCounts *counts, guint lane)
{
  g_return_val_if_fail (lane < counts->n_lanes, 0);

  if (counts->sets == NULL)
    return annals_grouping_get_lane_count (counts->grouping, lane);

  return counts->sets[lane].n;
}

static AnnalsStep
get_bin_step (int octave)
{
  return annals_step_at_least (BIN_PX * annals_octave_get_coarsest (octave));
}

void
annals_bin_at (int octave, double instant_s, double *begin_s, double *end_s)
{
  AnnalsStep step = get_bin_step (octave);

  *begin_s = annals_step_floor (step, instant_s);
  *end_s = annals_step_next (step, instant_s);
}

GArray *
annals_bin_edges (int octave, double begin_s, double end_s)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (double));
  AnnalsStep step = get_bin_step (octave);
  double edge_s;

  g_return_val_if_fail (isfinite (begin_s) && isfinite (end_s), edges);

  edge_s = annals_step_floor (step, begin_s);
  g_array_append_val (edges, edge_s);
  do
    {
      edge_s = annals_step_next (step, edge_s);
      g_array_append_val (edges, edge_s);
    }
  while (edge_s < end_s && edges->len < EDGES_MAX);

  return edges;
}

/* Anchors are sorted: a bin's end is found from its begin by doubling steps. */
guint
annals_bins_find_peak (AnnalsGrouping *grouping, guint lane, int octave)
{
  AnnalsStep step = get_bin_step (octave);
  const double *anchors_s;
  guint n, peak = 0;

  annals_grouping_get_lane_anchors (grouping, lane, &anchors_s, &n);
  for (guint rank = 0; rank < n;)
    {
      double end_s = annals_step_next (step, anchors_s[rank]);
      guint low = rank, high, stride = 1;

      while (low + stride < n && anchors_s[low + stride] < end_s)
        {
          low += stride;
          stride *= 2;
        }
      high = MIN (low + stride, n);
      low++;
      if (low < high)
        low += get_rank (anchors_s + low, high - low, end_s);
      peak = MAX (peak, low - rank);
      rank = low;
    }

  return peak;
}
