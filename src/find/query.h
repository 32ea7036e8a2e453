/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader asks for: words, phrases, exclusions, fields; and its answer, a set of events. */
#pragma once

#include "find/index.h"

G_BEGIN_DECLS

/* The grammar, terms joined by AND:
 *   term    = [ "-" ] ( field ":" value | value )
 *   value   = word | '"' phrase '"'
 *   field   = track kind certainty actor place tag source note has is after before during
 * Words match by prefix, phrases whole. */
typedef enum
{
  ANNALS_QUERY_WORDS, /* no field */
  ANNALS_QUERY_FIELD
} AnnalsQueryTermType;

typedef struct
{
  AnnalsQueryTermType type;
  char *field;  /* (nullable) */
  char *value;
  gboolean is_negative;
  gboolean is_phrase;
  guint begin, end; /* characters in the text: what a chip stands for, what a mistake underlines */
  char *mistake;    /* (nullable) translated reason; such a term is left out of the search */
} AnnalsQueryTerm;

typedef struct _AnnalsQuery AnnalsQuery; /* reference counted, immutable */

AnnalsQuery *annals_query_new (const char *text);
AnnalsQuery *annals_query_ref (AnnalsQuery *query);
void annals_query_unref (AnnalsQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsQuery, annals_query_unref)
gboolean annals_query_is_empty (AnnalsQuery *query); /* no term that searches */
guint annals_query_get_n_terms (AnnalsQuery *query);
const AnnalsQueryTerm *annals_query_get_term (AnnalsQuery *query, guint term);

/* (transfer full): the matching events, NULL when cancelled. Any thread. */
AnnalsBitset *annals_query_run (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable);
void annals_query_run_async (AnnalsQuery *query, AnnalsIndex *index, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
AnnalsBitset *annals_query_run_finish (GAsyncResult *result, GError **error);

/* Where in a text shown to the reader the query's positive words match: pairs of byte offsets
 * (begin, end) for highlighting. (transfer full) GArray of gsize. */
GArray *annals_query_match_text (AnnalsQuery *query, const char *text);

G_END_DECLS
