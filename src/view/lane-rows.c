/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One lane's rows for one octave: first fit, class by class (LOOK "Labels").
 *
 * Within a class events come in the order in which their drawings begin, so a row's events of the
 * present class only grow at its end; those of earlier classes stand among them. A cursor a row walks
 * those along with the class. Where not even a bare mark fits anywhere, the walk goes on at the next
 * place in any row that has room for one: dense stretches cost a binary search, not a try an event.
 */
#include "view/lane-rows.h"

#include <math.h>
#include <string.h>

#include "view/fit-row.h"
#include "view/pluses.h"
#include "view/wish.h"
#include "view/shape.h"

#define N_CLASSES 5

/* From this octave down every importance opens rows. */
#define OPEN_OCTAVE 16

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

#define CANCEL_EVERY 4096
#define PREFETCH_AHEAD 12

typedef struct
{
  const AnnalsPlacing *placing;
  const guint32 *events; /* in the order of drawing */
  const double *keys_s;  /* where their drawings begin */
  const guint8 *importances;
  guint n_events;
  guint8 *state; /* an event: 0 unplaced, else row + 1, and its label side << 5 */
  AnnalsFitRow rows[ANNALS_ROWS_MAX];
  guint n_rows, most_rows;
  guint32 long_rows; /* a bit a row: it holds something long */
  guint most_long_rows;
  gboolean wants_words; /* nothing is placed without */
  guint extra_row;      /* + 1; 0: none yet. Only fill_extra_row () uses it */
  gboolean extra_is_tall;
  guint lane_before;
  const AnnalsLaneRows *before; /* (nullable) */
  double as_of_x, end_x;
  gboolean has_open_begins;
  double extra_room; /* no more events than this find room in the extra row */
  guint n_unplaced, most_unplaced; /* more: the lane is a band */
} Placer;

static double
get_x (const Placer *placer, double instant_s)
{
  return instant_s / placer->placing->seconds_per_pixel;
}

static void
make_wish (const Placer *placer, guint at, AnnalsWish *wish)
{
  annals_wish_init (wish, placer->placing, placer->events[at], placer->as_of_x, placer->end_x);
}

static gboolean
may_open_row (const Placer *placer, int importance)
{
  const AnnalsPlacing *placing = placer->placing;
  guint n_rows = placer->n_rows - (placer->extra_row > 0);

  if (placer->n_rows >= placer->most_rows)
    return FALSE;
  /* The first row is there for whoever comes: a lane is never less high. */
  if (n_rows == 0 || importance <= ANNALS_IMPORTANCE_MAJOR || placing->octave <= OPEN_OCTAVE)
    return TRUE;

  return n_rows < placing->standard_rows
         && (importance == ANNALS_IMPORTANCE_STANDARD
             || placing->standard_rows > ANNALS_STANDARD_ROWS);
}

static void
put (Placer *placer, guint at, guint row, const AnnalsWish *wish, gboolean is_labelled)
{
  g_array_append_val (placer->rows[row].present, *(is_labelled ? &wish->labelled : &wish->bare));
  placer->state[at] = ANNALS_ROW_STATE (row, is_labelled ? wish->side : ANNALS_LABEL_NONE);
  if (wish->is_long)
    placer->long_rows |= 1u << row;
  if (wish->is_tall && row + 1 == placer->extra_row)
    placer->extra_is_tall = TRUE;
}

/* The rows, a bit each, that have no room for the event, whatever its words. */
static guint32
find_full_rows (const Placer *placer, const AnnalsWish *wish, double mark)
{
  guint32 full_rows = 0;

  for (guint row = 0; row < placer->n_rows; row++)
    if (wish->bare.right < placer->rows[row].free_x + mark)
      full_rows |= 1u << row;
  if (wish->is_long && (guint) __builtin_popcount (placer->long_rows) >= placer->most_long_rows)
    full_rows |= ~placer->long_rows;
  if (placer->extra_row > 0)
    full_rows |= 1u << (placer->extra_row - 1);

  return full_rows;
}

/* In the first row that has room, with its words, then without. */
static gboolean
place (Placer *placer, guint at, int importance)
{
  AnnalsWish wish;
  guint32 full_rows;

  make_wish (placer, at, &wish);
  full_rows = find_full_rows (placer, &wish, placer->placing->metrics->mark[importance]);

  for (guint row = 0; row < placer->n_rows; row++)
    if (!(full_rows & 1u << row) && annals_fit_row_fits (&placer->rows[row], &wish.labelled))
      {
        put (placer, at, row, &wish, TRUE);
        return TRUE;
      }

  if (may_open_row (placer, importance) && !(full_rows & 1u << placer->n_rows))
    {
      annals_fit_row_init (&placer->rows[placer->n_rows], FALSE);
      put (placer, at, placer->n_rows++, &wish, TRUE);
      return TRUE;
    }
  if (placer->wants_words)
    return FALSE;

  for (guint row = 0; row < placer->n_rows; row++)
    if (!(full_rows & 1u << row) && annals_fit_row_fits (&placer->rows[row], &wish.bare))
      {
        put (placer, at, row, &wish, FALSE);
        return TRUE;
      }

  return FALSE;
}

/* The first of the class from `i` on whose drawing begins at x or right of it: galloping, since it
 * is mostly near. */
static guint
skip_to (const Placer *placer, const guint32 *class_at, guint n, guint i, double x)
{
  guint step = 1, low = i, high;

  while (low + step < n && get_x (placer, placer->keys_s[class_at[low + step]]) < x)
    {
      low += step;
      step *= 2;
    }
  high = MIN (n, low + step);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_x (placer, placer->keys_s[class_at[middle]]) < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* From where on an event of this class, or one that comes after it, may need room: an event's drawing is as wide as its mark at least, and reaches no further left of its begin than
 * half of that; but where its begin is open or unknown, it may all lie left of it. */
static double
get_reach_x (const Placer *placer, guint at, int importance)
{
  const AnnalsMetrics *metrics = placer->placing->metrics;
  double reach = placer->has_open_begins ? metrics->unknown_fade : metrics->mark[importance] / 2 + 1;

  return get_x (placer, placer->keys_s[at]) - reach;
}

/* Nothing of this class, from this event on, that begins left of the returned x fits anywhere. */
static double
find_free (Placer *placer, guint at, int importance)
{
  double width = placer->placing->metrics->mark[importance];
  double from_x = get_reach_x (placer, at, importance);
  double x = INFINITY;

  for (guint row = 0; row < placer->n_rows; row++)
    x = fmin (x, annals_fit_row_find_free (&placer->rows[row], from_x, width));

  return x;
}

/* An event's columns lie in file order, far apart: they are asked for in advance. */
static inline void
prefetch (const Placer *placer, guint at)
{
  guint event = placer->events[at];

  __builtin_prefetch (annals_timeline_get_event_span (placer->placing->timeline, event));
  __builtin_prefetch (&placer->placing->label_widths[event]);
}

static gboolean
place_class (Placer *placer, const guint32 *class_at, guint n, int importance)
{
  const AnnalsPlacing *placing = placer->placing;

  for (guint i = 0; i < n;)
    {
      if (i % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (placing->cancellable))
        return FALSE;
      if (i + PREFETCH_AHEAD < n)
        prefetch (placer, class_at[i + PREFETCH_AHEAD]);

      if (place (placer, class_at[i], importance))
        i++;
      else
        {
          guint next = i + 1;

          /* Only what is long finds no place while rows may open. */
          if (!may_open_row (placer, importance))
            next = skip_to (placer, class_at, n, next, find_free (placer, class_at[i], importance));
          placer->n_unplaced += next - i;
          i = next;
        }

      /* What the band will tell need not be placed. */
      if (placer->n_unplaced > placer->most_unplaced + placer->extra_room
          && importance > ANNALS_IMPORTANCE_MAJOR)
        break;
    }

  for (guint row = 0; row < placer->n_rows; row++)
    annals_fit_row_merge (&placer->rows[row]);

  return TRUE;
}

/* Events of each importance that have no row yet, in the order of drawing: positions in
 * placer->events. */
static guint32 *
sort_by_class (const Placer *placer, guint *first)
{
  guint32 *class_at = g_new (guint32, MAX (1, placer->n_events));
  guint next[N_CLASSES + 1] = { 0 };

  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] == 0)
      next[placer->importances[at]]++;
  first[0] = 0;
  for (guint class = 1; class <= N_CLASSES; class ++)
    first[class] = first[class - 1] + next[class];
  memcpy (next + 1, first, sizeof (guint) * N_CLASSES);
  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] == 0)
      class_at[next[placer->importances[at]]++] = at;

  return class_at;
}

static void
clear_rows (Placer *placer)
{
  for (guint row = 0; row < placer->n_rows; row++)
    annals_fit_row_clear (&placer->rows[row]);
  placer->n_rows = 0;
  placer->long_rows = 0;
}

static void
open_rows_to (Placer *placer, guint row)
{
  while (placer->n_rows <= row)
    annals_fit_row_init (&placer->rows[placer->n_rows++], FALSE);
}

/* Where an event stood before the reload, which it is the same after; 0: nowhere. */
static guint8
get_state_before (const Placer *placer, guint at)
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

/* What is as it was before a reload is placed first, where it was: in the order of drawing, in which
 * a row's events never overlapped. Only what reaches to the end of the timeline, which may have moved,
 * may find its words' room taken, or its own. FALSE when cancelled. */
static gboolean
keep_rows (Placer *placer)
{
  if (placer->before == NULL)
    return TRUE;

  for (guint at = 0; at < placer->n_events; at++)
    {
      guint8 state = get_state_before (placer, at);
      guint row = ANNALS_ROW_STATE_ROW (state);
      gboolean has_words = ANNALS_ROW_STATE_SIDE (state) != ANNALS_LABEL_NONE;
      AnnalsWish wish;

      if (at % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (placer->placing->cancellable))
        return FALSE;
      if (state == 0 || row >= placer->most_rows
          || (placer->wants_words && (!has_words || placer->importances[at] > ANNALS_IMPORTANCE_MAJOR)))
        continue;
      make_wish (placer, at, &wish);
      open_rows_to (placer, row);
      if (has_words && annals_fit_row_fits (&placer->rows[row], &wish.labelled))
        put (placer, at, row, &wish, TRUE);
      else if (!placer->wants_words && annals_fit_row_fits (&placer->rows[row], &wish.bare))
        put (placer, at, row, &wish, FALSE);
    }
  for (guint row = 0; row < placer->n_rows; row++)
    annals_fit_row_merge (&placer->rows[row]);

  return TRUE;
}

/* Where few of many find room, which ones would be others in every octave if the first in time came first:
 * words would come and go with each step. So every second one waits for those between, and so on: who is
 * before whom is the same in all octaves, and what has its words in one has them in the next finer. */
static gboolean
place_evenly (Placer *placer, const guint32 *class_at, guint n, int importance)
{
  g_autofree guint32 *some_at = g_new (guint32, MAX (1, n));
  guint most = 1;

  while (2 * most < n)
    most *= 2;
  for (guint step = most; step > 0; step /= 2)
    {
      guint n_some = 0;

      for (guint i = step == most ? 0 : step; i < n; i += step == most ? step : 2 * step)
        some_at[n_some++] = class_at[i];
      if (!place_class (placer, some_at, n_some, importance))
        return FALSE;
    }

  return TRUE;
}

/* Below class 2 the band tells all, and of classes 1 and 2 what has no room for its words in the few
 * rows above it. */
static gboolean
place_band (Placer *placer, AnnalsLaneRows *out)
{
  guint first[N_CLASSES + 1];
  g_autofree guint32 *class_at = NULL;

  out->is_band = TRUE;
  clear_rows (placer);
  memset (placer->state, 0, placer->n_events);
  placer->extra_row = 0;
  placer->most_rows = BAND_LANDMARK_ROWS;
  placer->most_long_rows = BAND_LONG_ROWS;
  placer->wants_words = TRUE;

  if (!keep_rows (placer))
    return FALSE;
  class_at = sort_by_class (placer, first);
  for (int class = 1; class <= ANNALS_IMPORTANCE_MAJOR; class ++)
    if (!place_evenly (placer, class_at + first[class - 1], first[class] - first[class - 1], class))
      return FALSE;

  return TRUE;
}

/* After the placing */

/* Placed events that have room for a "+n" of one digit, and are not so long that it would stand far from
 * where the events begin that it tells. */
static GArray *
find_hosts (const Placer *placer)
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
      host.x = get_x (placer, placer->keys_s[at]);
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
take_unplaced (const Placer *placer, AnnalsLaneRows *out)
{
  AnnalsGrouping *grouping = placer->placing->grouping;
  g_autoptr (GArray) unplaced = g_array_new (FALSE, FALSE, sizeof (AnnalsUnplaced));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) hosts = NULL;

  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] == 0)
      {
        AnnalsUnplaced next = { get_x (placer, placer->keys_s[at]), placer->events[at] };

        if (placer->has_open_begins
            && annals_grouping_get_anchor (grouping, next.event) != placer->keys_s[at])
          g_array_append_val (open, next.event);
        else
          g_array_append_val (unplaced, next);
      }

  /* The band counts every event: no "+n" beside it. */
  if (!out->is_band && unplaced->len > 0)
    hosts = find_hosts (placer);
  else
    hosts = g_array_new (FALSE, FALSE, sizeof (AnnalsPlusHost));
  annals_lane_rows_deal_out (out, hosts, unplaced, placer->placing->metrics);
  annals_lane_rows_add_open_begins (out, open, grouping);
}

static void
take_placed (const Placer *placer, AnnalsLaneRows *out)
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
place_left_out (Placer *placer, const guint32 *class_at, const guint *first, gboolean is_tall)
{
  guint last = placer->extra_row - 1;
  AnnalsFitRow *row = &placer->rows[last];

  for (int class = ANNALS_IMPORTANCE_STANDARD; class <= N_CLASSES; class ++)
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

          make_wish (placer, at, &wish);
          if (wish.is_tall != is_tall)
            continue;
          if (!annals_fit_row_fits (row, &wish.bare))
            {
              double free_x
                = annals_fit_row_find_free (row, get_reach_x (placer, at, class), width);

              i = skip_to (placer, class_at, first[class], i + 1, free_x) - 1;
              continue;
            }
          /* Inside, words ask for no more room than the bar does, if the row is high enough. */
          put (placer, at, last, &wish, wish.side == ANNALS_LABEL_INSIDE && !row->is_mark_row);
          placer->n_unplaced--;
        }
      annals_fit_row_merge (row);
    }

  return TRUE;
}

/* Where only marks of importance 3 to 5 were left out, and a neighbour's "+n" tells of each, a row for
 * a mark or two would be height for nothing. */
static gboolean
pluses_tell_all (const Placer *placer, const guint32 *class_at, const guint *first)
{
  AnnalsLaneRows trial = { 0 };
  AnnalsWish wish;
  gboolean tell_all;

  for (guint i = 0; i < first[N_CLASSES]; i++)
    {
      if (placer->state[class_at[i]] != 0)
        continue;
      if (i < first[ANNALS_IMPORTANCE_MAJOR])
        return FALSE;
      make_wish (placer, class_at[i], &wish);
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
fill_extra_row (Placer *placer, const guint32 *class_at, const guint *first)
{
  gboolean has_more = placer->n_unplaced > 0
                      && placer->n_unplaced <= placer->most_unplaced + placer->extra_room;

  if (placer->placing->octave <= OPEN_OCTAVE)
    return TRUE;
  if (placer->extra_row == 0)
    {
      if (!has_more || placer->n_rows == ANNALS_ROWS_MAX
          || pluses_tell_all (placer, class_at, first))
        return TRUE;
      open_rows_to (placer, placer->n_rows);
      placer->extra_row = placer->n_rows;
    }

  if (has_more && !place_left_out (placer, class_at, first, TRUE))
    return FALSE;
  placer->rows[placer->extra_row - 1].is_mark_row = !placer->extra_is_tall;

  return !has_more || place_left_out (placer, class_at, first, FALSE);
}

static gboolean
run (Placer *placer, AnnalsLaneRows *out)
{
  guint first[N_CLASSES + 1];
  g_autofree guint32 *class_at = NULL;

  if (placer->before != NULL && placer->before->extra_row > 0)
    {
      placer->extra_row = placer->before->extra_row;
      open_rows_to (placer, placer->extra_row - 1);
    }
  if (!keep_rows (placer))
    return FALSE;
  class_at = sort_by_class (placer, first);
  for (int class = 1; class <= N_CLASSES; class ++)
    if (!place_class (placer, class_at + first[class - 1], first[class] - first[class - 1], class))
      return FALSE;

  if (!fill_extra_row (placer, class_at, first))
    return FALSE;
  if (placer->n_unplaced > placer->most_unplaced && !place_band (placer, out))
    return FALSE;
  take_placed (placer, out);
  out->extra_row = placer->extra_row <= out->n_rows ? placer->extra_row : 0;
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
  Placer placer = { .placing = placing,
                    .most_rows = ANNALS_ROWS_MAX,
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
  placer.as_of_x = isnan (placing->as_of_s) ? INFINITY : get_x (&placer, placing->as_of_s);
  placer.end_x = get_x (&placer, placing->end_s);
  if (placing->octave > OPEN_OCTAVE && placer.n_events > 0)
    placer.extra_room = 2
                        + get_x (&placer, placer.keys_s[placer.n_events - 1] - placer.keys_s[0])
                            / (placing->metrics->mark[N_CLASSES] + ANNALS_BARE_GAP_PX);

  is_done = run (&placer, lane_rows);

  clear_rows (&placer);
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
