/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lane's rows while they are being filled: first fit, class by class (LOOK "Labels").
 *
 * Within a class events come in the order in which their drawings begin, so a row's events of the
 * present class only grow at its end; those of earlier classes stand among them. A cursor a row walks
 * those along with the class. Where not even a bare mark fits anywhere, the walk goes on at the next
 * place in any row that has room for one: dense stretches cost a binary search, not a try an event.
 */
#include "view/placer.h"

#include <math.h>
#include <string.h>

#define CANCEL_EVERY 4096
#define PREFETCH_AHEAD 12

void
annals_placer_make_wish (const AnnalsPlacer *placer, guint at, AnnalsWish *wish)
{
  annals_wish_init (wish, placer->placing, placer->events[at], placer->as_of_x, placer->end_x);
}

static gboolean
may_open_row (const AnnalsPlacer *placer, int importance)
{
  const AnnalsPlacing *placing = placer->placing;
  guint n_rows = placer->n_rows - (placer->extra_row > 0);

  if (placer->n_rows >= placer->most_rows)
    return FALSE;
  /* The first row is there for whoever comes: a lane is never less high. */
  if (n_rows == 0 || importance <= ANNALS_IMPORTANCE_MAJOR || placing->octave <= ANNALS_OPEN_OCTAVE)
    return TRUE;

  return n_rows < placing->standard_rows
         && (importance == ANNALS_IMPORTANCE_STANDARD
             || placing->standard_rows > ANNALS_STANDARD_ROWS);
}

void
annals_placer_put (AnnalsPlacer *placer, guint at, guint row, const AnnalsWish *wish, gboolean is_labelled)
{
  g_array_append_val (placer->rows[row].present, *(is_labelled ? &wish->labelled : &wish->bare));
  placer->state[at] = ANNALS_ROW_STATE (row, is_labelled ? wish->side : ANNALS_LABEL_NONE);
  if (wish->is_long)
    placer->long_rows |= 1u << row;
  if (wish->is_tall && row + 1 == placer->extra_row)
    placer->extra_is_tall = TRUE;
}

guint32
annals_placer_get_long_rows (const AnnalsPlacer *placer)
{
  if ((guint) __builtin_popcount (placer->long_rows) < placer->most_long_rows)
    return G_MAXUINT32;

  return placer->long_rows;
}

/* The rows, a bit each, that have no room for the event, whatever its words. */
static guint32
find_full_rows (const AnnalsPlacer *placer, const AnnalsWish *wish, double mark)
{
  guint32 full_rows = 0;

  for (guint row = 0; row < placer->n_rows; row++)
    if (wish->bare.right < placer->rows[row].free_x + mark)
      full_rows |= 1u << row;
  if (wish->is_long)
    full_rows |= ~annals_placer_get_long_rows (placer);
  if (placer->extra_row > 0)
    full_rows |= 1u << (placer->extra_row - 1);

  return full_rows;
}

/* In the first row that has room, with its words, then without. */
static gboolean
place (AnnalsPlacer *placer, guint at, int importance)
{
  AnnalsWish wish;
  guint32 full_rows;

  annals_placer_make_wish (placer, at, &wish);
  full_rows = find_full_rows (placer, &wish, placer->placing->metrics->mark[importance]);

  for (guint row = 0; row < placer->n_rows; row++)
    if (!(full_rows & 1u << row) && annals_fit_row_fits (&placer->rows[row], &wish.labelled))
      {
        annals_placer_put (placer, at, row, &wish, TRUE);
        return TRUE;
      }

  if (may_open_row (placer, importance) && !(full_rows & 1u << placer->n_rows))
    {
      annals_fit_row_init (&placer->rows[placer->n_rows], FALSE);
      annals_placer_put (placer, at, placer->n_rows++, &wish, TRUE);
      return TRUE;
    }
  if (placer->wants_words)
    return FALSE;

  for (guint row = 0; row < placer->n_rows; row++)
    if (!(full_rows & 1u << row) && annals_fit_row_fits (&placer->rows[row], &wish.bare))
      {
        annals_placer_put (placer, at, row, &wish, FALSE);
        return TRUE;
      }

  return FALSE;
}

guint
annals_placer_skip_to (const AnnalsPlacer *placer, const guint32 *class_at, guint n, guint i, double x)
{
  guint step = 1, low = i, high;

  while (low + step < n && annals_placer_get_x (placer, placer->keys_s[class_at[low + step]]) < x)
    {
      low += step;
      step *= 2;
    }
  high = MIN (n, low + step);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (annals_placer_get_x (placer, placer->keys_s[class_at[middle]]) < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

double
annals_placer_get_reach_x (const AnnalsPlacer *placer, guint at, int importance)
{
  const AnnalsMetrics *metrics = placer->placing->metrics;
  double reach = placer->has_open_begins ? metrics->unknown_fade : metrics->mark[importance] / 2 + 1;

  return annals_placer_get_x (placer, placer->keys_s[at]) - reach;
}

/* Nothing of this class, from this event on, that begins left of the returned x fits anywhere. */
static double
find_free (AnnalsPlacer *placer, guint at, int importance)
{
  double width = placer->placing->metrics->mark[importance];
  double from_x = annals_placer_get_reach_x (placer, at, importance);
  double x = INFINITY;

  for (guint row = 0; row < placer->n_rows; row++)
    x = fmin (x, annals_fit_row_find_free (&placer->rows[row], from_x, width));

  return x;
}

/* An event's columns lie in file order, far apart: they are asked for in advance. */
static inline void
prefetch (const AnnalsPlacer *placer, guint at)
{
  guint event = placer->events[at];

  __builtin_prefetch (annals_timeline_get_event_span (placer->placing->timeline, event));
  __builtin_prefetch (&placer->placing->label_widths[event]);
}

gboolean
annals_placer_place_class (AnnalsPlacer *placer, const guint32 *class_at, guint n, int importance)
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
            next = annals_placer_skip_to (placer, class_at, n, next, find_free (placer, class_at[i], importance));
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

guint32 *
annals_placer_sort_by_class (const AnnalsPlacer *placer, guint *first)
{
  guint32 *class_at = g_new (guint32, MAX (1, placer->n_events));
  guint next[ANNALS_N_CLASSES + 1] = { 0 };

  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] == 0)
      next[placer->importances[at]]++;
  first[0] = 0;
  for (guint class = 1; class <= ANNALS_N_CLASSES; class ++)
    first[class] = first[class - 1] + next[class];
  memcpy (next + 1, first, sizeof (guint) * ANNALS_N_CLASSES);
  for (guint at = 0; at < placer->n_events; at++)
    if (placer->state[at] == 0)
      class_at[next[placer->importances[at]]++] = at;

  return class_at;
}

void
annals_placer_clear_rows (AnnalsPlacer *placer)
{
  for (guint row = 0; row < placer->n_rows; row++)
    annals_fit_row_clear (&placer->rows[row]);
  placer->n_rows = 0;
  placer->long_rows = 0;
}

void
annals_placer_open_rows_to (AnnalsPlacer *placer, guint row)
{
  while (placer->n_rows <= row)
    annals_fit_row_init (&placer->rows[placer->n_rows++], FALSE);
}
