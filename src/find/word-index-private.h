/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside an inverted index.
 *
 *   chunk ┬ words      "abbey" "abbot" … sorted, in one run of bytes, with where each begins
 *         ├ postings   a word's texts: differences as bytes of 7 bits; or, where there are so many
 *         │            that this would be longer, a bit a text
 *         ├ places     a word's positions in each of these texts, one text after the other: twice the
 *         │            difference to the one before, and 1 where another follows in the same text
 *         └ prefixes   for each prefix of one or two characters that very many texts have: a bit a
 *                      text, since a first keystroke would otherwise read every posting of a letter
 */
#pragma once

#include "find/varint.h"
#include "find/word-index.h"

G_BEGIN_DECLS

#define ANNALS_CHUNK_BYTES (ANNALS_INDEX_CHUNK / 8)
/* Two characters. */
#define ANNALS_PREFIX_BYTES_MAX 8

typedef struct
{
  char bytes[ANNALS_PREFIX_BYTES_MAX];
  guint8 length;
} AnnalsIndexPrefix;

typedef struct
{
  guint32 n_words;
  guint32 *word_begins;    /* of n_words + 1: into `text` */
  guint32 *posting_begins; /* of n_words + 1: into `postings` */
  guint32 *place_begins;   /* of n_words + 1: into `places` */
  char *text;
  guint8 *postings;
  guint8 *places;
  GArray *prefixes;    /* of AnnalsIndexPrefix, sorted as words are */
  GArray *prefix_bits; /* of guint64, ANNALS_INDEX_CHUNK_WORDS a prefix */
} AnnalsIndexChunk;

struct _AnnalsWordIndex
{
  guint n_texts;
  GPtrArray *chunks; /* of AnnalsIndexChunk */
  gsize memory;
};

/* Sets the bits of a word's texts. */
void annals_index_chunk_decode (const AnnalsIndexChunk *chunk, guint32 word, guint64 *bits);
/* The words from *first to before *last are those that are looked for. */
void annals_index_chunk_find (const AnnalsIndexChunk *chunk, const AnnalsSoughtWord *word, guint32 *first,
                              guint32 *last);

G_END_DECLS
