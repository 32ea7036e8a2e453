/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search can be narrowed by, with counts; and which of its terms leaves nothing. */
#pragma once

#include "find/query.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_FACET_TRACK,
  ANNALS_FACET_KIND,
  ANNALS_FACET_CERTAINTY,
  ANNALS_FACET_ACTOR,
  ANNALS_FACET_TAG,
  ANNALS_N_FACETS
} AnnalsFacet;

/* Of actors and tags, so many are told unless a filter is given. */
#define ANNALS_FACET_VALUES_MAX 50

typedef struct
{
  char *name;            /* for a reader */
  char *text;            /* the query's term for it: track:"Talks" */
  guint n_events;        /* see below */
  int term;              /* the query's term that names it, -1: none does */
  gboolean is_excluded;  /* that term has a minus */
} AnnalsFacetValue;

typedef struct
{
  GPtrArray *values[ANNALS_N_FACETS]; /* of AnnalsFacetValue */
  guint n_values[ANNALS_N_FACETS];    /* how many there are, of which the commonest are in `values` */
} AnnalsFacets;

void annals_facets_free (AnnalsFacets *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsFacets, annals_facets_free)

/* Counts are exact for the search as it stands. An event has one track, kind and certainty, of which a
 * search takes any: beside each value is what it has in the search *without* the terms that ask for that
 * field, so that the others can still be weighed. It may have many actors and tags, of which a search
 * takes all: there the count is what adding the value would leave.
 *
 * Tracks come in the file's order (one with the events nested in it), kinds and certainties in theirs,
 * actors and tags by count, those the query names first. Values that no event of the file has are left
 * out; of actors and tags those that no event of the search has too. Names that fold to one are one
 * value, and one of no word cannot be asked for.
 *
 * filter: (nullable) only actors and tags that match these words, as a query's value. NULL: cancelled. */
AnnalsFacets *annals_facets_new (AnnalsQuery *query, AnnalsIndex *index, const char *filter,
                                 GCancellable *cancellable);
/* query: (nullable) nothing is searched. On a worker. */
void annals_facets_new_async (AnnalsQuery *query, AnnalsIndex *index, const char *filter, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
AnnalsFacets *annals_facets_new_finish (GAsyncResult *result, GError **error);

/* The text with the value's term added, or without the one that names it. query: what the value was
 * counted for (nullable), of which the text may be ahead by now. (transfer full) */
char *annals_facet_value_toggle (const AnnalsFacetValue *value, const char *text, AnnalsQuery *query);
/* The text without the term, and without the gap that it leaves. (transfer full) */
char *annals_query_cut_term (const char *text, const AnnalsQueryTerm *term);

/* The text with field:value as its only term of that field that has no minus. value has no spaces.
 * (transfer full) */
char *annals_query_set_field (const char *text, const char *field, const char *value);

/* A search that finds nothing: which one of its terms keeps it from finding something. */
typedef struct
{
  guint term;     /* of the query */
  guint n_events; /* found without it, never 0 */
} AnnalsQueryHint;

/* (transfer full) (element-type AnnalsQueryHint): fewest events first; NULL when cancelled. */
GArray *annals_query_find_hints (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable);
void annals_query_find_hints_async (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GArray *annals_query_find_hints_finish (GAsyncResult *result, GError **error);

G_END_DECLS
