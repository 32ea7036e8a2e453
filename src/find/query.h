/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader asks for: words, phrases, exclusions, fields; and its answer, a set of events. */
#pragma once

#include "find/index.h"
#include "notes/notebook.h"

G_BEGIN_DECLS

/* The grammar, terms joined by AND:
 *   term    = [ "-" ] ( field ":" value | value )      a full-width colon will do
 *   value   = word | '"' phrase '"'
 *   field   = track kind certainty actor place tag source note has is after before during
 * A quoted value that is the whole name of a track, an actor, a place or a tag means just that one, and a
 * source's id means that source. Otherwise
 * words match by prefix, phrases whole; a phrase whose closing quote is still missing may end in the
 * middle of a word, and so may one that ends in Hangul, whose words take their particles at the end.
 *
 *   (no field)         title, summary, claims …, actors, places, tags, sources, notes
 *   track:             its title or id, and those of the tracks that it is nested in
 *   kind: certainty:   the format's word, the translated one, or a kind of the file's own; an event has
 *                      one of each and of tracks, so several of one field are joined by OR
 *   actor: place: tag: source:   the names; a source's id, title, author, publication
 *   note:              a note's text or tags
 *   has:               notes claims links dates actors place tags sources
 *   is:                disputed unsourced single-source undated background
 *                      (of both, a beginning that only one of them has will do)
 *   after: before:     EDTF: wholly after (before) it, as far as anyone knows
 *   during:            EDTF: may have been in it, by its own date or another dating */
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

/* What a query knows of the notes: a picture of the notebook at one moment, for any thread. */
typedef struct _AnnalsQueryNotes AnnalsQueryNotes; /* reference counted, immutable */

AnnalsQueryNotes *annals_query_notes_new (AnnalsTimeline *timeline, AnnalsNotebook *notebook);
AnnalsQueryNotes *annals_query_notes_ref (AnnalsQueryNotes *notes);
void annals_query_notes_unref (AnnalsQueryNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsQueryNotes, annals_query_notes_unref)
/* Adds each event's notes to counts[event], where it is less than n. */
void annals_query_notes_count (AnnalsQueryNotes *notes, guint32 *counts, guint n);

AnnalsQuery *annals_query_new (const char *text);
/* The same; its words and `note:` look into those notes too. notes: (nullable) */
AnnalsQuery *annals_query_new_with_notes (const char *text, AnnalsQueryNotes *notes);
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
/* order: (out) (transfer full) (array length=n): the matches in time order, undated ones last. */
AnnalsBitset *annals_query_run_finish (GAsyncResult *result, guint32 **order, guint *n, GError **error);
/* That order of any matches. (transfer full) (array length=n) */
guint32 *annals_query_order_matches (AnnalsTimeline *timeline, const AnnalsBitset *matches, guint *n);

/* Where in a text shown to the reader the query's positive words match: pairs of byte offsets
 * (begin, end) for highlighting. (transfer full) GArray of gsize. */
GArray *annals_query_match_text (AnnalsQuery *query, const char *text);

G_END_DECLS
