/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inverted index: folded words to the numbers of the texts that have them. */
#pragma once

#include "find/bitset.h"

G_BEGIN_DECLS

/* Texts lie in chunks of this many, each with its own sorted dictionary. */
#define ANNALS_INDEX_CHUNK 65536
#define ANNALS_INDEX_CHUNK_WORDS (ANNALS_INDEX_CHUNK / 64)

typedef struct _AnnalsWordIndex AnnalsWordIndex;
typedef struct _AnnalsWordIndexBuilder AnnalsWordIndexBuilder;

AnnalsWordIndexBuilder *annals_word_index_builder_new (void);
void annals_word_index_builder_free (AnnalsWordIndexBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsWordIndexBuilder, annals_word_index_builder_free)
/* Adds words of a text; numbers never go down from call to call. */
void annals_word_index_builder_add (AnnalsWordIndexBuilder *builder, guint number, const char *text);
/* Texts 0 … n_texts - 1. The builder is spent. */
AnnalsWordIndex *annals_word_index_builder_finish (AnnalsWordIndexBuilder *builder, guint n_texts);

void annals_word_index_free (AnnalsWordIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsWordIndex, annals_word_index_free)
guint annals_word_index_get_n_texts (const AnnalsWordIndex *index);
guint annals_word_index_get_n_chunks (const AnnalsWordIndex *index);
gsize annals_word_index_get_memory (const AnnalsWordIndex *index);

/* Sets, in `bits` (of ANNALS_INDEX_CHUNK_WORDS words), those of the chunk's texts that have the word,
 * or with is_prefix a word that begins with it. */
void annals_word_index_match (const AnnalsWordIndex *index, guint chunk, const char *word, gsize length,
                              gboolean is_prefix, guint64 *bits);

G_END_DECLS
