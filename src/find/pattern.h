/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query's value looks for in a text: folded words, the last of them perhaps begun only. */
#pragma once

#include "find/word-index.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *words;        /* of AnnalsSoughtWord */
  gboolean is_sequence; /* they have to stand one after the other */
} AnnalsPattern;

/* A word matches by prefix, a phrase whole; an unfinished one (its closing quote is missing) and one that
 * ends in Hangul whole but for its last word. A word of a script without spaces that is longer than two
 * characters is a sequence. */
AnnalsPattern *annals_pattern_new (const char *value, gboolean is_phrase, gboolean is_unfinished);
void annals_pattern_free (AnnalsPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsPattern, annals_pattern_free)
gboolean annals_pattern_is_empty (const AnnalsPattern *pattern);

/* A pattern for each word of a text, for words that may stand anywhere. (transfer full) of AnnalsPattern */
GPtrArray *annals_pattern_new_for_words (const char *words);

gboolean annals_pattern_matches (const AnnalsPattern *pattern, const char *text);
/* Appends the pairs of byte offsets of what matches. */
void annals_pattern_find (const AnnalsPattern *pattern, const char *text, GArray *ranges);

/* The texts that match. Only where `within` (nullable) has bits is looked; what is outside comes out
 * clear or not. */
AnnalsBitset *annals_pattern_look_up (const AnnalsPattern *pattern, const AnnalsWordIndex *index,
                                      const AnnalsBitset *within);

G_END_DECLS
