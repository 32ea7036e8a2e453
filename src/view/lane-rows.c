/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One lane's rows for one octave: what is placed, class by class or as landmarks above a band, what is
 * not, and who tells of that. */
#include "view/lane-rows.h"

#include <math.h>
#include <string.h>

#include "view/placer.h"
#include "view/pluses.h"

/* More unplaced than these: a count band. */
#define BAND_LEAST 100
#define BAND_SHARE 5

/* Above a band stand so many rows of landmarks, each with its words; the band counts the rest. */
#define BAND_LANDMARK_ROWS 2

/* A bar longer than a screen would take its row from all others, so such bars share these rows. */
#define LONG_ROWS 4
#define BAND_LONG_ROWS 1

/* A "+n" stands no further from its event's begin, in lengths of the longest label. */
#define HOST_MAX 1.25

/* A lane that is no wider has room for a landmark or two. */
#define OUTERMOST_PX 16

#define CANCEL_EVERY 4096

/* At the octave of placing, which is kept. */
static void
set_placing (AnnalsPlacer *placer, const AnnalsPlacing *placing)
{
  placer->placing = placing;
  placer->as_of_x = isnan (placing->as_of_s) ? INFINITY : annals_placer_get_x (placer, placing->as_of_s);
  placer->end_x = annals_placer_get_x (placer, placing->end_s);
}

/* Where an event stood before the reload, which it is the same after; 0: nowhere. */
static guint8
get_state_before (const AnnalsPlacer *placer, guint at)
{
  const AnnalsPlacing *placing = placer->placing;
  guint event = placer->events[at];
  guint before;

  if (!annals_difference_looks_same (placing->difference, event))
    return 0;
  before = annals_difference_find_before (placing->difference, event);
  if (placing->states_before[before] == 0
      || annals_grouping_get_lane_of (placing->grouping_before, before) != placer->lane_before)
    return 0;

  return placing->states_before[before];
}

/* Where it stood, with its words if it had them there; else without. Not in a row that does not take
 * what is that long, unless it was as long there. */
static void
keep_state (AnnalsPlacer *placer, guint at, guint8 state, gboolean may_be_longer)
{
  guint row = ANNALS_ROW_STATE_ROW (state);
  AnnalsWish wish;

  annals_placer_make_wish (placer, at, &wish);
  if (may_be_longer && wish.is_long && !(annals_placer_get_long_rows (placer) & 1u << row))
    return;

  annals_placer_open_rows_to (placer, row);
  if (ANNALS_ROW_STATE_SIDE (state) != ANNALS_LABEL_NONE
      && annals_fit_row_fits (&placer->rows[row], &wish.labelled))
    annals_placer_put (placer, at, row, &wish, TRUE);
  else if (!placer->wants_words && annals_fit_row_fits (&placer->rows[row], &wish.bare))
    annals_placer_put (placer, at, row, &wish, FALSE);
}

static void
merge_rows (AnnalsPlacer *placer)
{
  for (guint row = 0; row < placer->n_rows; row++)
    annals_fit_row_merge (&placer->rows[row]);
}

/* What is as it was before a reload is placed first, where it was: in the order of drawing, in which
 * a row's events never overlapped. Only what reaches to the end of the timeline, which may have moved,
 * may find its words' room taken, or its own. FALSE when cancelled. */
static gboolean
keep_rows (AnnalsPlacer *placer)
{
  if (placer->before == NULL)
    return TRUE;

  for (guint at = 0; at < placer->n_events; at++)
    {
      guint8 state = get_state_before (placer, at);

      if (at % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (placer->placing->cancellable))
        return FALSE;
      if (state == 0 || ANNALS_ROW_STATE_ROW (state) >= placer->most_rows
          || (placer->wants_words && placer->importances[at] > ANNALS_IMPORTANCE_MAJOR))
        continue;
      keep_state (placer, at, state, FALSE);
    }
  merge_rows (placer);

  return TRUE;
}

/* Where few of many find room, which ones would be others in every octave if the first in time came first:
 * words would come and go with each step. So every second one waits for those between, and so on: who is
 * before whom is the same in all octaves. */
static gboolean
place_evenly (AnnalsPlacer *placer, const guint32 *class_at, guint n, int importance)
{
  g_autofree guint32 *some_at = g_new (guint32, MAX (1, n));
  guint most = 1;

  while (2 * most < n)
    most *= 2;
  for (guint step = most; step > 0; step /= 2)
    {
      guint n_some = 0;

      for (guint i = step == most ? 0 : step; i < n; i += step == most ? step : 2 * step)
        if (placer->state[class_at[i]] == 0)
          some_at[n_some++] = class_at[i];
      if (!annals_placer_place_class (placer, some_at, n_some, importance))
        return FALSE;
    }

  return TRUE;
}

/* Landmarks, evenly, but first those that have words in the next coarser octave, where they stand there
 * (coarser: their state, by `at`). */
static gboolean
place_landmarks (AnnalsPlacer *placer, const guint32 *class_at, const guint *first,
                 const guint8 *coarser)
{
  for (int class = 1; class <= ANNALS_IMPORTANCE_MAJOR; class ++)
    {
      for (guint i = first[class - 1]; i < first[class]; i++)
        {
          guint at = class_at[i];

          if (coarser[at] != 0 && placer->state[at] == 0)
            keep_state (placer, at, coarser[at], TRUE);
        }
      merge_rows (placer);
    }

  for (int class = 1; class <= ANNALS_IMPORTANCE_MAJOR; class ++)
    if (!place_evenly (placer, class_at + first[class - 1], first[class] - first[class - 1], class))
      return FALSE;

  return TRUE;
}

/* Nothing but landmarks with their words, in a band's few rows. */
static void
begin_band_rows (AnnalsPlacer *placer)
{
  annals_placer_clear_rows (placer);
  memset (placer->state, 0, placer->n_events);
  placer->extra_row = 0;
  placer->most_rows = BAND_LANDMARK_ROWS;
  placer->most_long_rows = BAND_LONG_ROWS;
  placer->wants_words = TRUE;
}

/* The coarsest octave in which more than a few may have words, or the one to be placed. */
static int
find_outermost (const AnnalsPlacer *placer)
{
  double range_s = placer->keys_s[placer->n_events - 1] - placer->keys_s[0];
  int octave = placer->placing->octave;

  if (!(range_s > 0) || !isfinite (range_s))
    return octave;

  return MAX (octave, annals_octave_of (range_s / OUTERMOST_PX));
}

/* The landmarks' state in the next coarser octave of bands, which hangs on the next coarser: what has words
 * in one has them in all that are finer. (transfer full) (nullable): when cancelled. */
static guint8 *
place_coarser (AnnalsPlacer *placer, const guint32 *class_at, const guint *first)
{
  const AnnalsPlacing *placing = placer->placing;
  g_autofree guint8 *coarser = g_new0 (guint8, placer->n_events);

  for (int octave = find_outermost (placer); octave > placing->octave; octave--)
    {
      AnnalsPlacing outer = *placing;
      gboolean is_done;

      outer.octave = octave;
      outer.seconds_per_pixel = annals_octave_get_coarsest (octave);
      set_placing (placer, &outer);
      begin_band_rows (placer);
      is_done = place_landmarks (placer, class_at, first, coarser);
      set_placing (placer, placing);
      if (!is_done)
        return NULL;
      memcpy (coarser, placer->state, placer->n_events);
    }

  return g_steal_pointer (&coarser);
}

/* Below class 2 the band tells all, and of classes 1 and 2 what has no room for its words in the few
 * rows above it. */
static gboolean
place_band (AnnalsPlacer *placer, AnnalsLaneRows *out)
{
  guint first[ANNALS_N_CLASSES + 1];
  g_autofree guint32 *class_at = NULL;
  g_autofree guint8 *coarser = NULL;

  out->is_band = TRUE;
  begin_band_rows (placer);
  class_at = annals_placer_sort_by_class (placer, first);
  coarser = place_coarser (placer, class_at, first);
  if (coarser == NULL)
    return FALSE;

  begin_band_rows (placer);
  return keep_rows (placer) && place_landmarks (placer, class_at, first, coarser);
}

/* After the placing */

/* Placed events that have room for a "+n" of one digit, and are not so long that it would stand far from
 * where the events begin that it tells. */
static GArray *
find_hosts (const AnnalsPlacer *placer)
{
  const AnnalsMetrics *metrics = placer->placing->metrics;
  GArray *hosts = g_array_new (FALSE, FALSE, sizeof (AnnalsPlusHost));
  guint next[ANNALS_ROWS_MAX] = { 0 };

  for (guint at = 0; at < placer->n_events; at++)
    {
      guint row;
      AnnalsPlusHost host;
      double right;

      if (placer->state[at] == 0)
        continue;

      row = ANNALS_ROW_STATE_ROW (placer->state[at]);
      host.x = annals_placer_get_x (placer, placer->keys_s[at]);
      right = placer->rows[row].earlier[next[row]].right;
      host.room_px = annals_fit_row_get_room (&placer->rows[row], next[row]++);
      if (host.room_px < annals_plus_width (1, metrics)
          || right - host.x > HOST_MAX * metrics->label_max)
        continue;

      host.event = placer->events[at];
      g_array_append_val (hosts, host);
    }

  return hosts;
}

static void
take_unplaced (const AnnalsPlacer *placer, AnnalsLaneRows *out)
{
  AnnalsGrouping *grouping = placer->placing->grouping;
  g_autoptr (GArray) unplaced = g_array_new (FALSE, FALSE, sizeof (AnnalsUnplaced));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) hosts = NULL;

  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] == 0)
      {
        AnnalsUnplaced next = { annals_placer_get_x (placer, placer->keys_s[at]), placer->events[at] };

        if (placer->has_open_begins
            && annals_grouping_get_anchor (grouping, next.event) != placer->keys_s[at])
          g_array_append_val (open, next.event);
        else
          g_array_append_val (unplaced, next);
      }

  if (unplaced->len > 0)
    hosts = find_hosts (placer);
  else
    hosts = g_array_new (FALSE, FALSE, sizeof (AnnalsPlusHost));
  annals_lane_rows_deal_out (out, hosts, unplaced, placer->placing->metrics);
  annals_lane_rows_add_open_begins (out, open, grouping);
}

static void
take_placed (const AnnalsPlacer *placer, AnnalsLaneRows *out)
{
  guint n_in_row[ANNALS_ROWS_MAX] = { 0 };
  guint n_placed = 0;

  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] != 0)
      n_in_row[ANNALS_ROW_STATE_ROW (placer->state[at])]++;

  for (guint row = 0; row < ANNALS_ROWS_MAX; row++)
    {
      out->row_first[row] = n_placed;
      n_placed += n_in_row[row];
      n_in_row[row] = out->row_first[row];
      if (n_placed > out->row_first[row])
        out->n_rows = row + 1;
    }
  out->row_first[ANNALS_ROWS_MAX] = n_placed;
  for (guint row = 0; row < out->n_rows; row++)
    if (placer->rows[row].is_mark_row)
      out->mark_rows |= 1u << row;

  out->placed = g_new (AnnalsPlaced, MAX (1, n_placed));
  for (guint at = 0; at < placer->n_events; at++)
    {
      guint8 state = placer->state[at];

      if (state != 0)
        out->placed[n_in_row[ANNALS_ROW_STATE_ROW (state)]++]
          = placer->events[at] | ((guint32) ANNALS_ROW_STATE_SIDE (state) << 30);
    }
}

/* Those of importance 3 to 5 that were left out, in the extra row: bars and bands (is_tall) or marks. */
static gboolean
place_left_out (AnnalsPlacer *placer, const guint32 *class_at, const guint *first, gboolean is_tall)
{
  guint last = placer->extra_row - 1;
  AnnalsFitRow *row = &placer->rows[last];

  for (int class = ANNALS_IMPORTANCE_STANDARD; class <= ANNALS_N_CLASSES; class ++)
    {
      double width = placer->placing->metrics->mark[class];

      for (guint i = first[class - 1]; i < first[class]; i++)
        {
          guint at = class_at[i];
          AnnalsWish wish;

          if (placer->state[at] != 0)
            continue;
          if (g_cancellable_is_cancelled (placer->placing->cancellable))
            return FALSE;

          annals_placer_make_wish (placer, at, &wish);
          if (wish.is_tall != is_tall)
            continue;
          if (!annals_fit_row_fits (row, &wish.bare))
            {
              double free_x
                = annals_fit_row_find_free (row, annals_placer_get_reach_x (placer, at, class), width);

              i = annals_placer_skip_to (placer, class_at, first[class], i + 1, free_x) - 1;
              continue;
            }
          /* Inside, words ask for no more room than the bar does, if the row is high enough. */
          annals_placer_put (placer, at, last, &wish, wish.side == ANNALS_LABEL_INSIDE && !row->is_mark_row);
          placer->n_unplaced--;
        }
      annals_fit_row_merge (row);
    }

  return TRUE;
}

/* Where only marks of importance 3 to 5 were left out, and a neighbour's "+n" tells of each, a row for
 * a mark or two would be height for nothing. */
static gboolean
pluses_tell_all (const AnnalsPlacer *placer, const guint32 *class_at, const guint *first)
{
  AnnalsLaneRows trial = { 0 };
  AnnalsWish wish;
  gboolean tell_all;

  for (guint i = 0; i < first[ANNALS_N_CLASSES]; i++)
    {
      if (placer->state[class_at[i]] != 0)
        continue;
      if (i < first[ANNALS_IMPORTANCE_MAJOR])
        return FALSE;
      annals_placer_make_wish (placer, class_at[i], &wish);
      if (wish.is_tall)
        return FALSE;
    }

  take_unplaced (placer, &trial);
  tell_all = trial.n_unplaced == 0;
  annals_lane_rows_clear (&trial);

  return tell_all;
}

/* One row more for what the coarser octaves leave out of importance 3 to 5: bands first, which no "+n"
 * could stand for, bare marks between them; of bare marks alone it is lower. */
static gboolean
fill_extra_row (AnnalsPlacer *placer, const guint32 *class_at, const guint *first)
{
  gboolean has_more = placer->n_unplaced > 0
                      && placer->n_unplaced <= placer->most_unplaced + placer->extra_room;

  if (placer->placing->octave <= ANNALS_OPEN_OCTAVE)
    return TRUE;
  if (placer->extra_row == 0)
    {
      if (!has_more || placer->n_rows == ANNALS_ROWS_MAX
          || pluses_tell_all (placer, class_at, first))
        return TRUE;
      annals_placer_open_rows_to (placer, placer->n_rows);
      placer->extra_row = placer->n_rows;
    }

  if (has_more && !place_left_out (placer, class_at, first, TRUE))
    return FALSE;
  placer->rows[placer->extra_row - 1].is_mark_row = !placer->extra_is_tall;

  return !has_more || place_left_out (placer, class_at, first, FALSE);
}

static gboolean
run (AnnalsPlacer *placer, AnnalsLaneRows *out)
{
  guint first[ANNALS_N_CLASSES + 1];
  g_autofree guint32 *class_at = NULL;

  if (placer->before != NULL && placer->before->extra_row > 0)
    {
      placer->extra_row = placer->before->extra_row;
      annals_placer_open_rows_to (placer, placer->extra_row - 1);
    }
  if (!keep_rows (placer))
    return FALSE;
  class_at = annals_placer_sort_by_class (placer, first);
  for (int class = 1; class <= ANNALS_N_CLASSES; class ++)
    if (!annals_placer_place_class (placer, class_at + first[class - 1], first[class] - first[class - 1], class))
      return FALSE;

  if (!fill_extra_row (placer, class_at, first))
    return FALSE;
  if (placer->n_unplaced > placer->most_unplaced && !place_band (placer, out))
    return FALSE;
  take_placed (placer, out);
  out->extra_row = placer->extra_row <= out->n_rows ? placer->extra_row : 0;
  /* A band counts every event: no "+n" beside it, and no list of nearly all that the lane has. */
  if (!out->is_band)
    take_unplaced (placer, out);

  return TRUE;
}

/* They come first in time order. */
static gboolean
has_open_begins (const AnnalsPlacing *placing, guint lane)
{
  guint n;
  const guint32 *events = annals_grouping_get_lane_events (placing->grouping, lane, &n);

  return n > 0
         && !isfinite (annals_timeline_get_event_span (placing->timeline, events[0])->begin_min);
}

gboolean
annals_lane_rows_init (AnnalsLaneRows *lane_rows, const AnnalsPlacing *placing, guint lane,
                       guint lane_before, const AnnalsLaneRows *before)
{
  AnnalsPlacer placer = { .most_rows = ANNALS_ROWS_MAX,
                    .most_long_rows = LONG_ROWS,
                    .lane_before = lane_before,
                    .before = before };
  gboolean is_done;

  *lane_rows = (AnnalsLaneRows){ 0 };
  placer.events = annals_grouping_get_lane_drawn (placing->grouping, lane, &placer.keys_s,
                                                  &placer.importances, &placer.n_events);
  placer.has_open_begins = has_open_begins (placing, lane);
  placer.most_unplaced = MAX (BAND_LEAST, placer.n_events / BAND_SHARE);
  placer.state = g_new0 (guint8, MAX (1, placer.n_events));
  set_placing (&placer, placing);
  if (placing->octave > ANNALS_OPEN_OCTAVE && placer.n_events > 0)
    placer.extra_room = 2
                        + annals_placer_get_x (&placer, placer.keys_s[placer.n_events - 1] - placer.keys_s[0])
                            / (placing->metrics->mark[ANNALS_N_CLASSES] + ANNALS_BARE_GAP_PX);

  is_done = run (&placer, lane_rows);

  annals_placer_clear_rows (&placer);
  g_free (placer.state);

  return is_done;
}

void
annals_lane_rows_clear (AnnalsLaneRows *lane_rows)
{
  g_clear_pointer (&lane_rows->placed, g_free);
  g_clear_pointer (&lane_rows->unplaced, g_free);
  g_clear_pointer (&lane_rows->pluses, g_free);
  g_clear_pointer (&lane_rows->plus_events, g_free);
  *lane_rows = (AnnalsLaneRows){ 0 };
}
