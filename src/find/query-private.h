/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query's parts: what the parser makes and the run works on. */
#pragma once

#include "find/index-private.h"
#include "find/pattern.h"
#include "find/query.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_FIELD_NONE,
  ANNALS_FIELD_TRACK,
  ANNALS_FIELD_KIND,
  ANNALS_FIELD_CERTAINTY,
  ANNALS_FIELD_ACTOR,
  ANNALS_FIELD_PLACE,
  ANNALS_FIELD_TAG,
  ANNALS_FIELD_SOURCE,
  ANNALS_FIELD_NOTE,
  ANNALS_FIELD_HAS,
  ANNALS_FIELD_IS,
  ANNALS_FIELD_AFTER,
  ANNALS_FIELD_BEFORE,
  ANNALS_FIELD_DURING,
  ANNALS_N_FIELDS
} AnnalsQueryField;

/* An AnnalsIndexMark, or this. */
#define ANNALS_MARK_NOTES ANNALS_N_MARKS

/* So far up a track is looked for in those that it is nested in. */
#define ANNALS_NESTING_MAX 64

typedef struct
{
  AnnalsQueryTerm term; /* what the caller sees */
  AnnalsQueryField field;
  AnnalsPattern *pattern; /* words of the value; never NULL */
  char *whole;            /* key of a finished phrase: the whole name that it may be; (nullable) */
  guint choices;          /* kinds or certainties, a bit each */
  guint mark;             /* of has: and is: */
  AnnalsSpan span;        /* of after:, before:, during: */
} AnnalsParsedTerm;

struct _AnnalsQuery
{
  gatomicrefcount ref_count;
  GArray *terms; /* of AnnalsParsedTerm */
  AnnalsQueryNotes *notes;
};

/* query.c */
const AnnalsParsedTerm *annals_query_get_parsed (AnnalsQuery *query, guint term);
/* As if the terms whose bits are set were not there. */
AnnalsBitset *annals_query_run_without (AnnalsQuery *query, guint64 left_out, AnnalsIndex *index,
                                        GCancellable *cancellable);

/* query-names.c */
/* The terms (actors, tags …) of that kind, or the tracks, that a value names: those of exactly that name
 * where it is quoted and there are any, a source of exactly that id, else those it matches. */
AnnalsBitset *annals_query_find_names (AnnalsIndex *index, AnnalsTermKind kind, const AnnalsParsedTerm *parsed);
AnnalsBitset *annals_query_find_named_tracks (AnnalsIndex *index, const AnnalsParsedTerm *parsed);
/* The same and those that are nested in them. */
AnnalsBitset *annals_query_find_tracks (AnnalsIndex *index, const AnnalsParsedTerm *parsed);

/* query-parse.c */
GArray *annals_query_parse (const char *text);
/* Does the term search at all? */
gboolean annals_parsed_term_is_live (const AnnalsParsedTerm *term);

/* query-notes.c */
void annals_query_notes_add_events (AnnalsQueryNotes *notes, AnnalsBitset *set);
void annals_query_notes_match (AnnalsQueryNotes *notes, const AnnalsPattern *pattern, AnnalsBitset *set);

G_END_DECLS
