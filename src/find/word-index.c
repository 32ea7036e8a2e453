/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks words up in an inverted index. */
#include "find/word-index.h"

#include <string.h>

#include "find/word-index-private.h"

guint
annals_word_index_get_n_texts (const AnnalsWordIndex *index)
{
  return index->n_texts;
}

guint
annals_word_index_get_n_chunks (const AnnalsWordIndex *index)
{
  return index->chunks->len;
}

gsize
annals_word_index_get_memory (const AnnalsWordIndex *index)
{
  return index->memory;
}

void
annals_index_chunk_decode (const AnnalsIndexChunk *chunk, guint32 word, guint64 *bits)
{
  const guint8 *at = chunk->postings + chunk->posting_begins[word];
  const guint8 *end = chunk->postings + chunk->posting_begins[word + 1];
  guint32 number = 0;

  if (end - at == ANNALS_CHUNK_BYTES)
    {
      for (guint i = 0; i < ANNALS_INDEX_CHUNK_WORDS; i++)
        {
          guint64 texts;

          memcpy (&texts, at + i * 8, 8);
          bits[i] |= GUINT64_FROM_LE (texts);
        }
      return;
    }
  while (at < end)
    {
      number += annals_varint_read (&at);
      bits[number >> 6] |= G_GUINT64_CONSTANT (1) << (number & 63);
    }
}

static int
compare_bytes (const char *a, gsize a_length, const char *b, gsize b_length)
{
  int order = memcmp (a, b, MIN (a_length, b_length));

  return order != 0 ? order : a_length < b_length ? -1 : a_length > b_length;
}

/* The first word that is not before these bytes; with is_behind, the first that neither is before
 * them nor begins with them. */
static guint32
find_bound (const AnnalsIndexChunk *chunk, const char *bytes, gsize length, gboolean is_behind)
{
  guint32 low = 0, high = chunk->n_words;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const char *word = chunk->text + chunk->word_begins[middle];
      gsize word_length = chunk->word_begins[middle + 1] - chunk->word_begins[middle];
      int order = compare_bytes (word, is_behind ? MIN (word_length, length) : word_length, bytes, length);

      if (order < 0 || (is_behind && order == 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
annals_index_chunk_find (const AnnalsIndexChunk *chunk, const AnnalsSoughtWord *word, guint32 *first,
                         guint32 *last)
{
  *first = *last = find_bound (chunk, word->folded, word->length, FALSE);
  if (word->is_prefix)
    *last = find_bound (chunk, word->folded, word->length, TRUE);
  else if (*first < chunk->n_words
           && chunk->word_begins[*first + 1] - chunk->word_begins[*first] == word->length
           && memcmp (chunk->text + chunk->word_begins[*first], word->folded, word->length) == 0)
    *last = *first + 1;
}

static const guint64 *
find_prefix (const AnnalsIndexChunk *chunk, const AnnalsSoughtWord *word)
{
  for (guint i = 0; word->length <= ANNALS_PREFIX_BYTES_MAX && i < chunk->prefixes->len; i++)
    {
      const AnnalsIndexPrefix *prefix = &g_array_index (chunk->prefixes, AnnalsIndexPrefix, i);

      if (prefix->length == word->length && memcmp (prefix->bytes, word->folded, word->length) == 0)
        return &g_array_index (chunk->prefix_bits, guint64, i * ANNALS_INDEX_CHUNK_WORDS);
    }
  return NULL;
}

void
annals_word_index_match (const AnnalsWordIndex *index, guint chunk_number, const AnnalsSoughtWord *word,
                         guint64 *bits)
{
  const AnnalsIndexChunk *chunk = index->chunks->pdata[chunk_number];
  const guint64 *kept = word->is_prefix ? find_prefix (chunk, word) : NULL;
  guint32 first, last;

  if (kept != NULL)
    {
      for (guint i = 0; i < ANNALS_INDEX_CHUNK_WORDS; i++)
        bits[i] |= kept[i];
      return;
    }
  annals_index_chunk_find (chunk, word, &first, &last);
  for (; first < last; first++)
    annals_index_chunk_decode (chunk, first, bits);
}
