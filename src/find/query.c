/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries and their answers: each term is a bitset, the answer their combination. */
#include "find/query.h"

#include <stdlib.h>

#include "find/query-private.h"

typedef struct
{
  AnnalsQuery *query;
  AnnalsIndex *index;
  guint64 left_out; /* terms, a bit each */
} Run;

AnnalsQuery *
annals_query_new_with_notes (const char *text, AnnalsQueryNotes *notes)
{
  AnnalsQuery *query = g_new0 (AnnalsQuery, 1);

  g_return_val_if_fail (text != NULL, NULL);
  g_atomic_ref_count_init (&query->ref_count);
  query->terms = annals_query_parse (text);
  query->notes = notes != NULL ? annals_query_notes_ref (notes) : NULL;
  return query;
}

AnnalsQuery *
annals_query_new (const char *text)
{
  return annals_query_new_with_notes (text, NULL);
}

AnnalsQuery *
annals_query_ref (AnnalsQuery *query)
{
  g_atomic_ref_count_inc (&query->ref_count);
  return query;
}

void
annals_query_unref (AnnalsQuery *query)
{
  if (!g_atomic_ref_count_dec (&query->ref_count))
    return;
  g_array_unref (query->terms);
  g_clear_pointer (&query->notes, annals_query_notes_unref);
  g_free (query);
}

const AnnalsParsedTerm *
annals_query_get_parsed (AnnalsQuery *query, guint term)
{
  return &g_array_index (query->terms, AnnalsParsedTerm, term);
}

gboolean
annals_query_is_empty (AnnalsQuery *query)
{
  for (guint i = 0; i < query->terms->len; i++)
    if (annals_parsed_term_is_live (annals_query_get_parsed (query, i)))
      return FALSE;
  return TRUE;
}

guint
annals_query_get_n_terms (AnnalsQuery *query)
{
  return query->terms->len;
}

const AnnalsQueryTerm *
annals_query_get_term (AnnalsQuery *query, guint term)
{
  g_return_val_if_fail (term < query->terms->len, NULL);
  return &annals_query_get_parsed (query, term)->term;
}

static void
add_terms (Run *run, AnnalsTermKind kind, const AnnalsBitset *terms, AnnalsBitset *found)
{
  for (guint i = 0; i < terms->n_words; i++)
    for (guint64 left = terms->words[i]; left != 0; left &= left - 1)
      annals_postings_unite (run->index->term_events[kind], i * 64 + (guint) __builtin_ctzll (left), found);
}

static AnnalsBitset *
find_words (Run *run, const AnnalsPattern *pattern, AnnalsBitset *within)
{
  AnnalsBitset *found = annals_pattern_look_up (pattern, run->index->words, within);

  for (AnnalsTermKind kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    {
      g_autoptr (AnnalsBitset) terms = annals_pattern_look_up (pattern, run->index->term_words[kind], NULL);

      add_terms (run, kind, terms, found);
    }
  if (run->query->notes != NULL)
    annals_query_notes_match (run->query->notes, pattern, found);
  return found;
}

static AnnalsBitset *
find_tracks (Run *run, const AnnalsParsedTerm *parsed)
{
  AnnalsBitset *found = annals_bitset_new (run->index->n_events);
  g_autoptr (AnnalsBitset) tracks = annals_query_find_tracks (run->index, parsed);

  for (guint track = 0; track < run->index->track_events->n_lists; track++)
    if (annals_bitset_contains (tracks, track))
      annals_postings_unite (run->index->track_events, track, found);
  return found;
}

static AnnalsBitset *
find_names (Run *run, AnnalsTermKind kind, const AnnalsParsedTerm *parsed)
{
  AnnalsBitset *found = annals_bitset_new (run->index->n_events);
  g_autoptr (AnnalsBitset) terms = annals_query_find_names (run->index, kind, parsed);

  add_terms (run, kind, terms, found);
  return found;
}

static AnnalsBitset *
find_choices (Run *run, const AnnalsParsedTerm *parsed)
{
  AnnalsBitset *found = annals_bitset_new (run->index->n_events);
  AnnalsBitset *const *sets
      = parsed->field == ANNALS_FIELD_KIND ? run->index->kinds : run->index->certainties;
  guint n = parsed->field == ANNALS_FIELD_KIND ? ANNALS_N_KINDS : ANNALS_N_CERTAINTIES;

  for (guint i = 0; i < n; i++)
    if (parsed->choices & (1u << i))
      annals_bitset_unite (found, sets[i]);
  if (parsed->field == ANNALS_FIELD_KIND)
    {
      g_autoptr (AnnalsBitset) own = annals_pattern_look_up (parsed->pattern, run->index->kind_words, NULL);

      annals_bitset_unite (found, own);
    }
  return found;
}

/* How many of the n events from `first` on, by their latest instant, are over at `instant`. */
static guint
count_before (AnnalsIndex *index, guint first, guint n, double instant)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const AnnalsSpan *span
          = annals_timeline_get_event_span (index->timeline, first + index->by_latest[first + middle]);

      if (annals_span_is_dated (span) && annals_span_get_latest (span) <= instant)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* How many of the dated events, by their earliest instant, begin before `instant`. */
static guint
count_begun (AnnalsIndex *index, const guint32 *order, guint n_dated, double instant)
{
  guint low = 0, high = n_dated;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const AnnalsSpan *span = annals_timeline_get_event_span (index->timeline, order[middle]);

      if (annals_span_get_earliest (span) < instant)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static AnnalsBitset *
find_after (AnnalsIndex *index, double instant)
{
  AnnalsBitset *found = annals_bitset_new (index->n_events);
  guint n_dated;
  const guint32 *order = annals_timeline_get_order (index->timeline, &n_dated);

  for (guint i = count_begun (index, order, n_dated, instant); i < n_dated; i++)
    annals_bitset_add (found, order[i]);
  return found;
}

static AnnalsBitset *
find_before (AnnalsIndex *index, double instant)
{
  AnnalsBitset *found = annals_bitset_new (index->n_events);

  for (guint first = 0; first < index->n_events; first += ANNALS_LATEST_EVENTS)
    {
      guint n = MIN (index->n_events - first, ANNALS_LATEST_EVENTS);

      n = count_before (index, first, n, instant);
      for (guint i = 0; i < n; i++)
        annals_bitset_add (found, first + index->by_latest[first + i]);
    }
  return found;
}

/* Events of several spans: those that any of the further ones puts there too, and not those that are
 * there only between the moments of their date. */
static void
mend_extra_spans (AnnalsIndex *index, const AnnalsSpan *during, AnnalsBitset *found)
{
  const AnnalsBitset *events = index->marks[ANNALS_MARK_OTHER_DATES];

  for (guint i = 0; i < events->n_words; i++)
    for (guint64 left = events->words[i]; left != 0; left &= left - 1)
      {
        guint n, event = i * 64 + (guint) __builtin_ctzll (left);
        const AnnalsExtraSpan *extras = annals_timeline_get_extra_spans (index->timeline, event, &n);
        gboolean is_inside = FALSE, has_members = FALSE;

        for (guint e = 0; e < n; e++)
          {
            is_inside = is_inside || annals_span_overlaps (&extras[e].span, during);
            has_members = has_members || extras[e].is_member;
          }
        if (is_inside)
          annals_bitset_add (found, event);
        else if (has_members)
          found->words[i] &= ~(left & -left);
      }
}

static AnnalsBitset *
find_dates (Run *run, const AnnalsParsedTerm *parsed)
{
  AnnalsIndex *index = run->index;
  double begin = annals_span_get_earliest (&parsed->span), end = annals_span_get_latest (&parsed->span);
  AnnalsBitset *found;
  g_autoptr (AnnalsBitset) before = NULL;
  g_autoptr (AnnalsBitset) after = NULL;

  if (parsed->field == ANNALS_FIELD_AFTER)
    return find_after (index, end);
  if (parsed->field == ANNALS_FIELD_BEFORE)
    return find_before (index, begin);
  /* During: neither wholly before nor wholly after. */
  before = find_before (index, begin);
  after = find_after (index, end);
  found = annals_bitset_new_full (index->n_events);
  annals_bitset_subtract (found, before);
  annals_bitset_subtract (found, after);
  annals_bitset_subtract (found, index->marks[ANNALS_MARK_UNDATED]);
  mend_extra_spans (index, &parsed->span, found);
  return found;
}

static AnnalsBitset *
find_notes (Run *run, const AnnalsParsedTerm *parsed)
{
  AnnalsBitset *found = annals_bitset_new (run->index->n_events);

  if (run->query->notes == NULL)
    return found;
  if (parsed->field == ANNALS_FIELD_NOTE)
    annals_query_notes_match (run->query->notes, parsed->pattern, found);
  else
    annals_query_notes_add_events (run->query->notes, found);
  return found;
}

/* The events of one term, its minus aside; outside `within` they may be any. */
static AnnalsBitset *
find_term (Run *run, const AnnalsParsedTerm *parsed, AnnalsBitset *within)
{
  static const AnnalsTermKind kinds[ANNALS_N_FIELDS] = {
    [ANNALS_FIELD_ACTOR] = ANNALS_TERM_ACTOR,
    [ANNALS_FIELD_PLACE] = ANNALS_TERM_PLACE,
    [ANNALS_FIELD_TAG] = ANNALS_TERM_TAG,
    [ANNALS_FIELD_SOURCE] = ANNALS_TERM_SOURCE,
  };

  switch (parsed->field)
    {
    case ANNALS_FIELD_NONE:
      return find_words (run, parsed->pattern, within);
    case ANNALS_FIELD_TRACK:
      return find_tracks (run, parsed);
    case ANNALS_FIELD_KIND:
    case ANNALS_FIELD_CERTAINTY:
      return find_choices (run, parsed);
    case ANNALS_FIELD_NOTE:
      return find_notes (run, parsed);
    case ANNALS_FIELD_HAS:
    case ANNALS_FIELD_IS:
      return parsed->mark == ANNALS_MARK_NOTES ? find_notes (run, parsed)
                                               : annals_bitset_ref (run->index->marks[parsed->mark]);
    case ANNALS_FIELD_AFTER:
    case ANNALS_FIELD_BEFORE:
    case ANNALS_FIELD_DURING:
      return find_dates (run, parsed);
    default:
      return find_names (run, kinds[parsed->field], parsed);
    }
}

/* More terms than the parser lets through are none, and mistakes at that. */
static gboolean
is_searched (const Run *run, guint term)
{
  return annals_parsed_term_is_live (annals_query_get_parsed (run->query, term))
         && (run->left_out >> (term & 63) & 1) == 0;
}

/* Narrows `result` by the terms of one field that an event has one of: any of them will do. */
static void
apply_single_field (Run *run, AnnalsQueryField field, AnnalsBitset *result)
{
  g_autoptr (AnnalsBitset) any = NULL;

  for (guint i = 0; i < run->query->terms->len; i++)
    {
      const AnnalsParsedTerm *parsed = annals_query_get_parsed (run->query, i);
      g_autoptr (AnnalsBitset) found = NULL;

      if (parsed->field != field || parsed->term.is_negative || !is_searched (run, i))
        continue;
      found = find_term (run, parsed, result);
      if (any == NULL)
        any = annals_bitset_new (run->index->n_events);
      annals_bitset_unite (any, found);
    }
  if (any != NULL)
    annals_bitset_intersect (result, any);
}

static gboolean
is_single_field (const AnnalsParsedTerm *parsed)
{
  return parsed->field == ANNALS_FIELD_TRACK || parsed->field == ANNALS_FIELD_KIND
         || parsed->field == ANNALS_FIELD_CERTAINTY;
}

/* What is cheap comes first and leaves less to what is not: 0 fields, 1 words, 2 sequences. */
static guint
get_pass (const AnnalsParsedTerm *parsed)
{
  if (parsed->field != ANNALS_FIELD_NONE)
    return 0;
  return parsed->pattern->is_sequence ? 2 : 1;
}

AnnalsBitset *
annals_query_run (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable)
{
  return annals_query_run_without (query, 0, index, cancellable);
}

AnnalsBitset *
annals_query_run_without (AnnalsQuery *query, guint64 left_out, AnnalsIndex *index, GCancellable *cancellable)
{
  Run run = { query, index, left_out };
  g_autoptr (AnnalsBitset) result = annals_bitset_new_full (index->n_events);

  apply_single_field (&run, ANNALS_FIELD_TRACK, result);
  apply_single_field (&run, ANNALS_FIELD_KIND, result);
  apply_single_field (&run, ANNALS_FIELD_CERTAINTY, result);
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < query->terms->len; i++)
      {
        const AnnalsParsedTerm *parsed = annals_query_get_parsed (query, i);
        g_autoptr (AnnalsBitset) found = NULL;

        if (!is_searched (&run, i) || get_pass (parsed) != pass
            || (is_single_field (parsed) && !parsed->term.is_negative))
          continue;
        if (g_cancellable_is_cancelled (cancellable))
          return NULL;
        found = find_term (&run, parsed, result);
        if (parsed->term.is_negative)
          annals_bitset_subtract (result, found);
        else
          annals_bitset_intersect (result, found);
      }
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&result);
}

typedef struct
{
  AnnalsQuery *query;
  AnnalsIndex *index;
  guint32 *order; /* of the matches, n of them */
  guint n;
} RunData;

static void
run_data_free (gpointer data)
{
  RunData *run_data = data;

  annals_query_unref (run_data->query);
  annals_index_unref (run_data->index);
  g_free (run_data->order);
  g_free (run_data);
}

guint32 *
annals_query_order_matches (AnnalsTimeline *timeline, const AnnalsBitset *matches, guint *n)
{
  guint n_dated;
  const guint32 *order = annals_timeline_get_order (timeline, &n_dated);
  guint32 *ordered = g_new (guint32, (gsize) annals_bitset_count (matches) + 1);

  *n = 0;
  for (guint i = 0; i < n_dated; i++)
    if (annals_bitset_contains (matches, order[i]))
      ordered[(*n)++] = order[i];
  if (n_dated == annals_timeline_get_n_events (timeline))
    return ordered;
  for (guint i = 0; i < matches->n_words; i++)
    for (guint64 left = matches->words[i]; left != 0; left &= left - 1)
      {
        guint32 event = i * 64 + (guint) __builtin_ctzll (left);

        if (!annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
          ordered[(*n)++] = event;
      }
  return ordered;
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RunData *run_data = data;
  AnnalsBitset *result = annals_query_run (run_data->query, run_data->index, cancellable);

  if (result == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  run_data->order = annals_query_order_matches (run_data->index->timeline, result, &run_data->n);
  g_task_return_pointer (task, result, (GDestroyNotify) annals_bitset_unref);
}

void
annals_query_run_async (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RunData *run_data = g_new0 (RunData, 1);

  run_data->query = annals_query_ref (query);
  run_data->index = annals_index_ref (index);
  g_task_set_task_data (task, run_data, run_data_free);
  g_task_run_in_thread (task, run_thread);
}

AnnalsBitset *
annals_query_run_finish (GAsyncResult *result, guint32 **order, guint *n, GError **error)
{
  AnnalsBitset *matches = g_task_propagate_pointer (G_TASK (result), error);
  RunData *run_data = g_task_get_task_data (G_TASK (result));

  *order = matches != NULL ? g_steal_pointer (&run_data->order) : NULL;
  *n = matches != NULL ? run_data->n : 0;
  return matches;
}

typedef struct
{
  gsize begin, end;
} ByteRange;

static int
compare_ranges (const void *a, const void *b)
{
  const ByteRange *one = a, *other = b;

  if (one->begin != other->begin)
    return one->begin < other->begin ? -1 : 1;
  return one->end < other->end ? -1 : one->end > other->end;
}

GArray *
annals_query_match_text (AnnalsQuery *query, const char *text)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gsize));
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_return_val_if_fail (query != NULL && text != NULL, merged);
  for (guint i = 0; i < query->terms->len; i++)
    {
      const AnnalsParsedTerm *parsed = annals_query_get_parsed (query, i);

      if ((parsed->field == ANNALS_FIELD_NONE || parsed->field == ANNALS_FIELD_NOTE) && !parsed->term.is_negative
          && annals_parsed_term_is_live (parsed))
        annals_pattern_find (parsed->pattern, text, found);
    }
  if (found->len > 0)
    qsort (found->data, found->len / 2, sizeof (ByteRange), compare_ranges);
  for (guint i = 0; i < found->len; i += 2)
    {
      gsize begin = g_array_index (found, gsize, i), end = g_array_index (found, gsize, i + 1);

      if (merged->len > 0 && begin <= g_array_index (merged, gsize, merged->len - 1))
        g_array_index (merged, gsize, merged->len - 1) = MAX (end, g_array_index (merged, gsize, merged->len - 1));
      else
        {
          g_array_append_val (merged, begin);
          g_array_append_val (merged, end);
        }
    }
  return merged;
}
