/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inverted index: folded words to the numbers of the texts that have them, and to their places. */
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
/* Adds words of a text; numbers never go down from call to call. What is added to one number in several
 * calls are texts apart: no sequence runs on from one into the next. */
void annals_word_index_builder_add (AnnalsWordIndexBuilder *builder, guint number, const char *text);
/* Texts 0 … n_texts - 1. The builder is spent. */
AnnalsWordIndex *annals_word_index_builder_finish (AnnalsWordIndexBuilder *builder, guint n_texts);

/* One index of the texts of all parts, in order; each but the last has a multiple of ANNALS_INDEX_CHUNK
 * texts. parts: (element-type AnnalsWordIndex) (transfer full), none of which is NULL. */
AnnalsWordIndex *annals_word_index_join (GPtrArray *parts);

void annals_word_index_free (AnnalsWordIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsWordIndex, annals_word_index_free)
guint annals_word_index_get_n_texts (const AnnalsWordIndex *index);
guint annals_word_index_get_n_chunks (const AnnalsWordIndex *index);
gsize annals_word_index_get_memory (const AnnalsWordIndex *index);

/* A word that is looked for. */
typedef struct
{
  char *folded;
  gsize length;
  gboolean is_prefix; /* a word that begins with it will do */
  guint position;     /* as AnnalsWord has it */
} AnnalsSoughtWord;

/* Sets, in `bits` (of ANNALS_INDEX_CHUNK_WORDS words), those of the chunk's texts that have the word. */
void annals_word_index_match (const AnnalsWordIndex *index, guint chunk, const AnnalsSoughtWord *word, guint64 *bits);

/* Clears, in `bits`, those of the chunk's texts that do not have the words as far apart from one
 * another as their positions are. n ≥ 1; scratch: room for ANNALS_SEQUENCE_WORDS. */
#define ANNALS_SEQUENCE_WORDS (2 * (ANNALS_INDEX_CHUNK + ANNALS_INDEX_CHUNK_WORDS))
void annals_word_index_match_sequence (const AnnalsWordIndex *index, guint chunk, const AnnalsSoughtWord *words,
                                       guint n, guint64 *scratch, guint64 *bits);

G_END_DECLS
