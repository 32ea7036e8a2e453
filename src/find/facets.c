/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search can be narrowed by: counts from the index's lists and bitsets, no event looked at. */
#include "find/facets.h"

#include <stdlib.h>
#include <string.h>

#include "find/fold.h"
#include "find/query-private.h"

typedef struct
{
  AnnalsQuery *query;
  AnnalsIndex *index;
  AnnalsPattern *filter; /* (nullable) */
  GCancellable *cancellable;
  AnnalsBitset *found; /* by the whole search */
  AnnalsFacets *facets;
} Count;

static const struct
{
  const char *name;
  AnnalsQueryField field;
  AnnalsTermKind kind;
} fields[ANNALS_N_FACETS] = {
  [ANNALS_FACET_TRACK] = { "track", ANNALS_FIELD_TRACK, 0 },
  [ANNALS_FACET_KIND] = { "kind", ANNALS_FIELD_KIND, 0 },
  [ANNALS_FACET_CERTAINTY] = { "certainty", ANNALS_FIELD_CERTAINTY, 0 },
  [ANNALS_FACET_ACTOR] = { "actor", ANNALS_FIELD_ACTOR, ANNALS_TERM_ACTOR },
  [ANNALS_FACET_TAG] = { "tag", ANNALS_FIELD_TAG, ANNALS_TERM_TAG },
};

static void
value_free (gpointer data)
{
  AnnalsFacetValue *value = data;

  g_free (value->name);
  g_free (value->text);
  g_free (value);
}

/* A value cannot hold a quote, which parts words anyway. */
static char *
make_text (AnnalsFacet facet, const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "\"\n\r\t", ' ');
  g_autoptr (GString) text = g_string_new (plain);

  g_string_replace (text, "\xe2\x80\x9c", " ", 0);
  g_string_replace (text, "\xe2\x80\x9d", " ", 0);
  g_string_replace (text, "\xe2\x80\x9e", " ", 0);
  g_string_replace (text, "\xc2\xab", " ", 0);
  g_string_replace (text, "\xc2\xbb", " ", 0);
  return g_strdup_printf ("%s:\"%s\"", fields[facet].name, g_strstrip (text->str));
}

/* text: (transfer full) */
static AnnalsFacetValue *
add_value (Count *count, AnnalsFacet facet, const char *name, char *text, guint n_events)
{
  AnnalsFacetValue *value = g_new0 (AnnalsFacetValue, 1);

  *value = (AnnalsFacetValue){ g_strdup (name), text, n_events, -1, FALSE };
  g_ptr_array_add (count->facets->values[facet], value);
  return value;
}

static gboolean
is_live_of (const AnnalsParsedTerm *parsed, AnnalsFacet facet)
{
  return parsed->field == fields[facet].field && annals_parsed_term_is_live (parsed);
}

/* What the search finds without its terms that ask for the field. NULL when cancelled. */
static AnnalsBitset *
find_without (Count *count, AnnalsFacet facet)
{
  guint64 left_out = 0;

  for (guint i = 0; i < MIN (annals_query_get_n_terms (count->query), 64); i++)
    {
      const AnnalsParsedTerm *parsed = annals_query_get_parsed (count->query, i);

      if (is_live_of (parsed, facet) && !parsed->term.is_negative)
        left_out |= G_GUINT64_CONSTANT (1) << i;
    }
  if (left_out == 0)
    return annals_bitset_ref (count->found);
  return annals_query_run_without (count->query, left_out, count->index, count->cancellable);
}

/* Those that the query's terms name: a bitset each, NULL for the other terms. */
static GPtrArray *
find_asked (Count *count, AnnalsFacet facet)
{
  GPtrArray *asked = g_ptr_array_new ();

  for (guint t = 0; t < annals_query_get_n_terms (count->query); t++)
    {
      const AnnalsParsedTerm *parsed = annals_query_get_parsed (count->query, t);

      if (!is_live_of (parsed, facet))
        g_ptr_array_add (asked, NULL);
      else if (facet == ANNALS_FACET_TRACK)
        g_ptr_array_add (asked, annals_query_find_named_tracks (count->index, parsed));
      else
        g_ptr_array_add (asked, annals_query_find_names (count->index, fields[facet].kind, parsed));
    }
  return asked;
}

static void
free_asked (GPtrArray *asked)
{
  for (guint t = 0; t < asked->len; t++)
    g_clear_pointer ((AnnalsBitset **) &asked->pdata[t], annals_bitset_unref);
  g_ptr_array_unref (asked);
}

/* The last of the query's terms that names this one, -1: none. */
static int
get_asked (GPtrArray *asked, guint number)
{
  for (guint t = asked->len; t-- > 0;)
    if (asked->pdata[t] != NULL && annals_bitset_contains (asked->pdata[t], number))
      return (int) t;
  return -1;
}

static void
set_term (Count *count, AnnalsFacetValue *value, int term)
{
  value->term = term;
  value->is_excluded = term >= 0 && annals_query_get_term (count->query, (guint) term)->is_negative;
}

/* Kinds and certainties */

static void
count_choices (Count *count, AnnalsFacet facet, AnnalsBitset *const *sets, guint n)
{
  gboolean is_kind = facet == ANNALS_FACET_KIND;
  g_autoptr (AnnalsBitset) base = find_without (count, facet);

  for (guint i = 0; base != NULL && i < n; i++)
    {
      AnnalsFacetValue *value;

      if (annals_bitset_count (sets[i]) == 0)
        continue;
      value = add_value (count, facet, is_kind ? annals_kind_get_name (i) : annals_certainty_get_name (i),
                         g_strdup_printf ("%s:%s", fields[facet].name,
                                          is_kind ? annals_kind_get_id (i) : annals_certainty_get_id (i)),
                         annals_bitset_count_both (sets[i], base));
      for (guint t = 0; t < annals_query_get_n_terms (count->query); t++)
        {
          const AnnalsParsedTerm *parsed = annals_query_get_parsed (count->query, t);

          if (is_live_of (parsed, facet) && (parsed->choices & (1u << i)))
            set_term (count, value, (int) t);
        }
    }
}

/* Tracks */

/* The rows that a word of the file stands for: tracks of one name are one row. */
static guint
find_row (GHashTable *rows, const char *name)
{
  g_autofree char *key = annals_fold_to_key (name);

  return GPOINTER_TO_UINT (g_hash_table_lookup (rows, key));
}

/* Adds a track's events to its own row and to those of the tracks that it is nested in, each once. */
static void
add_to_rows (Count *count, GHashTable *rows, guint track, guint n_events, guint *last, guint *sums)
{
  AnnalsTimeline *timeline = count->index->timeline;
  int at = (int) track;

  for (guint steps = 0; at >= 0 && (guint) at < count->index->track_events->n_lists && steps < ANNALS_NESTING_MAX;
       steps++)
    {
      const AnnalsTrack *info = annals_timeline_get_track (timeline, (guint) at);
      guint named[2] = { find_row (rows, info->title), find_row (rows, info->id) };

      for (guint i = 0; i < 2; i++)
        {
          if (named[i] == 0 || last[named[i]] == track + 1)
            continue;
          last[named[i]] = track + 1;
          sums[named[i]] += n_events;
        }
      at = info->parent;
    }
}

static void
count_tracks (Count *count)
{
  AnnalsTimeline *timeline = count->index->timeline;
  guint n = count->index->track_events->n_lists;
  g_autoptr (AnnalsBitset) base = find_without (count, ANNALS_FACET_TRACK);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *first = g_new0 (guint, (gsize) n + 1), *last = g_new0 (guint, (gsize) n + 1);
  g_autofree guint *sums = g_new0 (guint, (gsize) n + 1), *totals = g_new0 (guint, (gsize) n + 1);
  guint n_rows = 0;
  GPtrArray *asked;

  if (base == NULL)
    return;
  asked = find_asked (count, ANNALS_FACET_TRACK);
  for (guint track = 0; track < n; track++)
    {
      g_autofree char *key = annals_fold_to_key (annals_timeline_get_track (timeline, track)->title);

      if (*key == '\0' || g_hash_table_contains (rows, key))
        continue;
      first[++n_rows] = track;
      g_hash_table_insert (rows, g_steal_pointer (&key), GUINT_TO_POINTER (n_rows));
    }
  for (guint track = 0; track < n; track++)
    {
      guint n_found = annals_postings_count (count->index->track_events, track, base);

      add_to_rows (count, rows, track, n_found, last, sums);
    }
  memset (last, 0, ((gsize) n + 1) * sizeof *last);
  for (guint track = 0; track < n; track++)
    add_to_rows (count, rows, track, annals_timeline_get_track (timeline, track)->n_events, last, totals);
  for (guint row = 1; row <= n_rows; row++)
    {
      const AnnalsTrack *info = annals_timeline_get_track (timeline, first[row]);

      if (totals[row] > 0)
        set_term (count,
                  add_value (count, ANNALS_FACET_TRACK, info->title, make_text (ANNALS_FACET_TRACK, info->title),
                             sums[row]),
                  get_asked (asked, first[row]));
    }
  free_asked (asked);
}

/* Actors and tags */

typedef struct
{
  const char *name;
  guint n_events;
  int term; /* of the query */
} Named;

/* Those the query names first, then by count, then by name. */
static int
compare_named (const void *a, const void *b)
{
  const Named *one = a, *other = b;

  if ((one->term >= 0) != (other->term >= 0))
    return one->term >= 0 ? -1 : 1;
  if (one->n_events != other->n_events)
    return one->n_events > other->n_events ? -1 : 1;
  return strcmp (one->name, other->name);
}

/* Names of one key are counted together: an event that has two of them is one event. */
static guint
count_alike (Count *count, AnnalsTermKind kind, const guint32 *next, guint term)
{
  const AnnalsPostings *postings = count->index->term_events[kind];
  g_autoptr (AnnalsBitset) all = NULL;

  if (next[term] == 0)
    return annals_postings_count (postings, term, count->found);
  all = annals_bitset_new (count->index->n_events);
  for (guint at = term + 1; at != 0; at = next[at - 1])
    annals_postings_unite (postings, at - 1, all);
  return annals_bitset_count_both (all, count->found);
}

static Named
name_term (Count *count, AnnalsTermKind kind, GPtrArray *asked, const guint32 *next, guint term)
{
  Named named = { annals_timeline_get_term (count->index->timeline, kind, term), 0, -1 };

  named.n_events = count_alike (count, kind, next, term);
  named.term = get_asked (asked, term);
  return named;
}

/* For each term the next one of its key, plus one; 0: none. Heads are those that no other names. */
static guint32 *
chain_alike (Count *count, AnnalsTermKind kind, guint n, AnnalsBitset *heads)
{
  guint32 *next = g_new0 (guint32, (gsize) n + 1);
  g_autoptr (GHashTable) lasts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint term = 0; term < n; term++)
    {
      g_autofree char *key = annals_fold_to_key (annals_timeline_get_term (count->index->timeline, kind, term));
      guint last = GPOINTER_TO_UINT (g_hash_table_lookup (lasts, key));

      if (term % 1024 == 0 && g_cancellable_is_cancelled (count->cancellable))
        break;
      if (*key == '\0')
        continue;
      if (last > 0)
        next[last - 1] = term + 1;
      else
        annals_bitset_add (heads, term);
      g_hash_table_insert (lasts, g_steal_pointer (&key), GUINT_TO_POINTER (term + 1));
    }
  return next;
}

static void
add_named (Count *count, AnnalsFacet facet, GArray *found)
{
  guint n_told = MIN (found->len, ANNALS_FACET_VALUES_MAX);

  if (found->len > 0)
    qsort (found->data, found->len, sizeof (Named), compare_named);
  for (guint i = 0; i < n_told; i++)
    {
      const Named *named = &g_array_index (found, Named, i);
      AnnalsFacetValue *value
          = add_value (count, facet, named->name, make_text (facet, named->name), named->n_events);

      set_term (count, value, named->term);
    }
  count->facets->n_values[facet] = found->len;
}

static void
count_names (Count *count, AnnalsFacet facet)
{
  AnnalsTermKind kind = fields[facet].kind;
  guint n = annals_timeline_get_n_terms (count->index->timeline, kind);
  g_autoptr (AnnalsBitset) heads = annals_bitset_new (n), shown = NULL;
  g_autofree guint32 *next = chain_alike (count, kind, n, heads);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Named));
  GPtrArray *asked = find_asked (count, facet);

  if (count->filter != NULL)
    {
      shown = annals_pattern_look_up (count->filter, count->index->term_words[kind], NULL);
      annals_bitset_intersect (heads, shown);
    }
  for (guint term = 0; term < n; term++)
    {
      Named named;

      if (term % 64 == 0 && g_cancellable_is_cancelled (count->cancellable))
        break;
      if (!annals_bitset_contains (heads, term))
        continue;
      named = name_term (count, kind, asked, next, term);
      if (named.n_events > 0 || named.term >= 0)
        g_array_append_val (found, named);
    }
  add_named (count, facet, found);
  free_asked (asked);
}

AnnalsFacets *
annals_facets_new (AnnalsQuery *query, AnnalsIndex *index, const char *filter, GCancellable *cancellable)
{
  g_autoptr (AnnalsQuery) all = query == NULL ? annals_query_new ("") : annals_query_ref (query);
  g_autoptr (AnnalsPattern) pattern = filter != NULL ? annals_pattern_new (filter, FALSE, FALSE) : NULL;
  g_autoptr (AnnalsBitset) found = annals_query_run (all, index, cancellable);
  g_autoptr (AnnalsFacets) facets = g_new0 (AnnalsFacets, 1);
  Count count = { all, index, pattern, cancellable, found, facets };

  for (guint facet = 0; facet < ANNALS_N_FACETS; facet++)
    facets->values[facet] = g_ptr_array_new_with_free_func (value_free);
  if (pattern != NULL && annals_pattern_is_empty (pattern))
    count.filter = NULL;
  if (found == NULL)
    return NULL;
  count_tracks (&count);
  count_choices (&count, ANNALS_FACET_KIND, index->kinds, ANNALS_N_KINDS);
  count_choices (&count, ANNALS_FACET_CERTAINTY, index->certainties, ANNALS_N_CERTAINTIES);
  count_names (&count, ANNALS_FACET_ACTOR);
  count_names (&count, ANNALS_FACET_TAG);
  for (guint facet = 0; facet < ANNALS_FACET_ACTOR; facet++)
    facets->n_values[facet] = facets->values[facet]->len;
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&facets);
}

void
annals_facets_free (AnnalsFacets *facets)
{
  for (guint facet = 0; facet < ANNALS_N_FACETS; facet++)
    g_clear_pointer (&facets->values[facet], g_ptr_array_unref);
  g_free (facets);
}

typedef struct
{
  AnnalsQuery *query; /* (nullable) */
  AnnalsIndex *index;
  char *filter;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->query, annals_query_unref);
  annals_index_unref (request->index);
  g_free (request->filter);
  g_free (request);
}

static void
start (AnnalsQuery *query, AnnalsIndex *index, const char *filter, GTaskThreadFunc func, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->query = query != NULL ? annals_query_ref (query) : NULL;
  request->index = annals_index_ref (index);
  request->filter = g_strdup (filter);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, func);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  AnnalsFacets *facets = annals_facets_new (request->query, request->index, request->filter, cancellable);

  if (facets != NULL)
    g_task_return_pointer (task, facets, (GDestroyNotify) annals_facets_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

void
annals_facets_new_async (AnnalsQuery *query, AnnalsIndex *index, const char *filter, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (index != NULL);

  start (query, index, filter, count_thread, cancellable, callback, user_data);
}

AnnalsFacets *
annals_facets_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
annals_query_cut_term (const char *text, const AnnalsQueryTerm *term)
{
  glong length = g_utf8_strlen (text, -1);
  const char *begin = g_utf8_offset_to_pointer (text, MIN ((glong) term->begin, length));
  const char *end = g_utf8_offset_to_pointer (text, CLAMP ((glong) term->end, (glong) term->begin, length));
  g_autofree char *before = g_strchomp (g_strndup (text, (gsize) (begin - text)));
  g_autofree char *after = g_strchug (g_strdup (end));

  return g_strconcat (before, *before != '\0' && *after != '\0' ? " " : "", after, NULL);
}

static gboolean
is_same_term (const AnnalsQueryTerm *one, const AnnalsQueryTerm *other)
{
  return g_strcmp0 (one->field, other->field) == 0 && g_str_equal (one->value, other->value)
         && one->is_negative == other->is_negative;
}

/* The text's term that names the value, -1: none. The text may be newer than the query that the value was
 * counted for. */
static int
find_term (const AnnalsFacetValue *value, const char *text, AnnalsQuery *now, AnnalsQuery *query)
{
  for (guint t = 0; t < annals_query_get_n_terms (now); t++)
    {
      const AnnalsQueryTerm *term = annals_query_get_term (now, t);
      g_autofree char *words = g_utf8_substring (text, term->begin, term->end);

      if (g_str_equal (words + term->is_negative, value->text))
        return (int) t;
      if (query != NULL && value->term >= 0 && is_same_term (term, annals_query_get_term (query, (guint) value->term)))
        return (int) t;
    }
  return -1;
}

/* A phrase still open at the text's end would swallow what is put behind it. */
static gboolean
is_open (AnnalsQuery *query)
{
  guint n = annals_query_get_n_terms (query);
  const AnnalsParsedTerm *last = n > 0 ? annals_query_get_parsed (query, n - 1) : NULL;

  return last != NULL && last->term.is_phrase && last->whole == NULL;
}

char *
annals_facet_value_toggle (const AnnalsFacetValue *value, const char *text, AnnalsQuery *query)
{
  g_autofree char *trimmed = g_strstrip (g_utf8_make_valid (text, -1));
  g_autoptr (AnnalsQuery) now = annals_query_new (trimmed);
  int term = find_term (value, trimmed, now, query);

  if (term >= 0)
    return annals_query_cut_term (trimmed, annals_query_get_term (now, (guint) term));
  return g_strconcat (trimmed, is_open (now) ? "\"" : "", *trimmed != '\0' ? " " : "", value->text, NULL);
}

char *
annals_query_set_field (const char *text, const char *field, const char *value)
{
  g_autofree char *now = g_strstrip (g_utf8_make_valid (text, -1));
  g_autoptr (AnnalsQuery) query = annals_query_new (now);

  for (guint i = annals_query_get_n_terms (query); i > 0; i--)
    {
      const AnnalsQueryTerm *term = annals_query_get_term (query, i - 1);

      if (!term->is_negative && g_strcmp0 (term->field, field) == 0)
        {
          g_autofree char *cut = annals_query_cut_term (now, term);

          g_free (now);
          now = g_strstrip (g_steal_pointer (&cut));
        }
    }

  g_clear_pointer (&query, annals_query_unref);
  query = annals_query_new (now);
  return g_strconcat (now, is_open (query) ? "\"" : "", *now != '\0' ? " " : "", field, ":", value,
                      NULL);
}

static int
compare_hints (const void *a, const void *b)
{
  const AnnalsQueryHint *one = a, *other = b;

  if (one->n_events != other->n_events)
    return one->n_events < other->n_events ? -1 : 1;
  return one->term < other->term ? -1 : 1;
}

GArray *
annals_query_find_hints (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable)
{
  g_autoptr (GArray) hints = g_array_new (FALSE, FALSE, sizeof (AnnalsQueryHint));
  guint n_live = 0;

  for (guint i = 0; i < annals_query_get_n_terms (query); i++)
    n_live += annals_parsed_term_is_live (annals_query_get_parsed (query, i));
  for (guint i = 0; n_live > 1 && i < MIN (annals_query_get_n_terms (query), 64); i++)
    {
      AnnalsQueryHint hint = { i, 0 };
      g_autoptr (AnnalsBitset) found = NULL;

      if (!annals_parsed_term_is_live (annals_query_get_parsed (query, i)))
        continue;
      found = annals_query_run_without (query, G_GUINT64_CONSTANT (1) << i, index, cancellable);
      if (found == NULL)
        return NULL;
      hint.n_events = annals_bitset_count (found);
      if (hint.n_events > 0)
        g_array_append_val (hints, hint);
    }
  if (hints->len > 0)
    qsort (hints->data, hints->len, sizeof (AnnalsQueryHint), compare_hints);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&hints);
}

static void
hints_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GArray *hints = annals_query_find_hints (request->query, request->index, cancellable);

  if (hints != NULL)
    g_task_return_pointer (task, hints, (GDestroyNotify) g_array_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

void
annals_query_find_hints_async (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (query != NULL && index != NULL);

  start (query, index, NULL, hints_thread, cancellable, callback, user_data);
}

GArray *
annals_query_find_hints_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
