/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inverted index.
 *
 *   chunk ┬ words      "abbey" "abbot" … sorted, in one run of bytes, with where each begins
 *         ├ postings   a word's texts: differences as bytes of 7 bits; or, where there are so many
 *         │            that this would be longer, a bit a text
 *         └ prefixes   for each prefix of one or two characters that very many texts have: a bit a
 *                      text, since a first keystroke would otherwise read every posting of a letter
 */
#include "find/word-index.h"

#include <string.h>

#include "find/fold.h"

#define CHUNK_BYTES (ANNALS_INDEX_CHUNK / 8)
/* From here on a list is kept as bits. A shorter one has at most 512 differences beyond 7 bits and 4
 * beyond 14, so its bytes never come to CHUNK_BYTES: the length tells the form. */
#define DENSE_COUNT 7600
#define PREFIX_COUNT (2 * DENSE_COUNT)
/* Two characters. */
#define PREFIX_BYTES_MAX 8

typedef struct
{
  char bytes[PREFIX_BYTES_MAX];
  guint8 length;
} Prefix;

typedef struct
{
  guint32 n_words;
  guint32 *word_begins;    /* of n_words + 1: into `text` */
  guint32 *posting_begins; /* of n_words + 1: into `postings` */
  char *text;
  guint8 *postings;
  GArray *prefixes;    /* of Prefix, sorted as words are */
  GArray *prefix_bits; /* of guint64, ANNALS_INDEX_CHUNK_WORDS a prefix */
} Chunk;

struct _AnnalsWordIndex
{
  guint n_texts;
  GPtrArray *chunks; /* of Chunk */
  gsize memory;
};

typedef struct
{
  guint32 begin;  /* into the builder's text */
  guint32 length;
  guint32 last;   /* the last text of the chunk that had it, plus one */
  guint32 count;
  guint32 hash;
  guint32 rank;   /* in sorted order, at the end */
} BuilderWord;

typedef struct
{
  guint32 word;
  guint32 number;
} Posting;

struct _AnnalsWordIndexBuilder
{
  GPtrArray *chunks;
  GArray *words;    /* of BuilderWord */
  GString *text;
  GArray *postings; /* of Posting, by number */
  guint32 *slots;   /* a word's index plus one; 0 free */
  guint32 n_slots;
  guint number;     /* under way, within the chunk */
  gsize memory;
};

static void
chunk_free (gpointer data)
{
  Chunk *chunk = data;

  g_free (chunk->word_begins);
  g_free (chunk->posting_begins);
  g_free (chunk->text);
  g_free (chunk->postings);
  g_array_unref (chunk->prefixes);
  g_array_unref (chunk->prefix_bits);
  g_free (chunk);
}

AnnalsWordIndexBuilder *
annals_word_index_builder_new (void)
{
  AnnalsWordIndexBuilder *builder = g_new0 (AnnalsWordIndexBuilder, 1);

  builder->chunks = g_ptr_array_new_with_free_func (chunk_free);
  builder->words = g_array_new (FALSE, FALSE, sizeof (BuilderWord));
  builder->text = g_string_new (NULL);
  builder->postings = g_array_new (FALSE, FALSE, sizeof (Posting));
  builder->n_slots = 4096;
  builder->slots = g_new0 (guint32, builder->n_slots);
  return builder;
}

void
annals_word_index_builder_free (AnnalsWordIndexBuilder *builder)
{
  g_clear_pointer (&builder->chunks, g_ptr_array_unref);
  g_array_unref (builder->words);
  g_string_free (builder->text, TRUE);
  g_array_unref (builder->postings);
  g_free (builder->slots);
  g_free (builder);
}

/* FNV-1a, 32 bits. */
static guint32
hash_word (const char *word, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) word[i]) * 16777619u;
  return hash;
}

static void
grow_slots (AnnalsWordIndexBuilder *builder)
{
  g_free (builder->slots);
  builder->n_slots *= 2;
  builder->slots = g_new0 (guint32, builder->n_slots);
  for (guint i = 0; i < builder->words->len; i++)
    {
      guint32 slot = g_array_index (builder->words, BuilderWord, i).hash & (builder->n_slots - 1);

      while (builder->slots[slot] != 0)
        slot = (slot + 1) & (builder->n_slots - 1);
      builder->slots[slot] = i + 1;
    }
}

static guint32
find_or_add (AnnalsWordIndexBuilder *builder, const char *word, gsize length)
{
  guint32 hash = hash_word (word, length), slot = hash & (builder->n_slots - 1);
  BuilderWord added = { (guint32) builder->text->len, (guint32) length, 0, 0, hash, 0 };

  for (; builder->slots[slot] != 0; slot = (slot + 1) & (builder->n_slots - 1))
    {
      BuilderWord *known = &g_array_index (builder->words, BuilderWord, builder->slots[slot] - 1);

      if (known->hash == hash && known->length == length
          && memcmp (builder->text->str + known->begin, word, length) == 0)
        return builder->slots[slot] - 1;
    }
  g_string_append_len (builder->text, word, (gssize) length);
  g_array_append_val (builder->words, added);
  builder->slots[slot] = builder->words->len;
  if (builder->words->len * 2 > builder->n_slots)
    grow_slots (builder);
  return builder->words->len - 1;
}

static void
add_word (const AnnalsWord *word, gpointer data)
{
  AnnalsWordIndexBuilder *builder = data;
  guint32 index = find_or_add (builder, word->folded, word->length);
  BuilderWord *known = &g_array_index (builder->words, BuilderWord, index);
  Posting posting = { index, builder->number };

  if (known->last == builder->number + 1)
    return;
  known->last = builder->number + 1;
  known->count++;
  g_array_append_val (builder->postings, posting);
}

static int
compare_words (gconstpointer a, gconstpointer b, gpointer data)
{
  AnnalsWordIndexBuilder *builder = data;
  const BuilderWord *one = &g_array_index (builder->words, BuilderWord, *(const guint32 *) a);
  const BuilderWord *other = &g_array_index (builder->words, BuilderWord, *(const guint32 *) b);
  int order = memcmp (builder->text->str + one->begin, builder->text->str + other->begin,
                      MIN (one->length, other->length));

  return order != 0 ? order : one->length < other->length ? -1 : one->length > other->length;
}

static guint8 *
write_varint (guint8 *out, guint32 value)
{
  while (value >= 0x80)
    {
      *out++ = (guint8) (value | 0x80);
      value >>= 7;
    }
  *out++ = (guint8) value;
  return out;
}

static gsize
encode (const guint32 *numbers, guint32 n, guint8 *out)
{
  guint8 *at = out;
  guint32 last = 0;

  if (n >= DENSE_COUNT)
    {
      memset (out, 0, CHUNK_BYTES);
      for (guint32 i = 0; i < n; i++)
        {
          guint64 word;

          memcpy (&word, out + numbers[i] / 64 * 8, 8);
          word |= G_GUINT64_CONSTANT (1) << (numbers[i] % 64);
          memcpy (out + numbers[i] / 64 * 8, &word, 8);
        }
      return CHUNK_BYTES;
    }
  for (guint32 i = 0; i < n; i++)
    {
      at = write_varint (at, numbers[i] - last);
      last = numbers[i];
    }
  return (gsize) (at - out);
}

static void
decode (const guint8 *postings, gsize length, guint64 *bits)
{
  guint32 number = 0;

  if (length == CHUNK_BYTES)
    {
      for (guint i = 0; i < ANNALS_INDEX_CHUNK_WORDS; i++)
        {
          guint64 word;

          memcpy (&word, postings + i * 8, 8);
          bits[i] |= word;
        }
      return;
    }
  for (const guint8 *at = postings, *end = postings + length; at < end;)
    {
      guint32 delta = *at & 0x7f;

      for (guint shift = 7; *at++ & 0x80; shift += 7)
        delta |= (guint32) (*at & 0x7f) << shift;
      number += delta;
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
find_word (const Chunk *chunk, const char *bytes, gsize length, gboolean is_behind)
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

/* The bytes of a word's first `n` characters; 0 where it has fewer. */
static gsize
prefix_length (const char *word, gsize length, guint n)
{
  gsize at = 0;

  for (; n > 0 && at < length; n--)
    at += (gsize) g_utf8_skip[(guchar) word[at]];
  return n == 0 && at <= PREFIX_BYTES_MAX ? at : 0;
}

static void
keep_prefix (Chunk *chunk, const char *bytes, gsize length, guint32 first, guint32 last)
{
  Prefix prefix = { { 0 }, (guint8) length };
  guint at = chunk->prefix_bits->len;

  memcpy (prefix.bytes, bytes, length);
  g_array_append_val (chunk->prefixes, prefix);
  g_array_set_size (chunk->prefix_bits, at + ANNALS_INDEX_CHUNK_WORDS);
  for (guint32 word = first; word < last; word++)
    decode (chunk->postings + chunk->posting_begins[word],
            chunk->posting_begins[word + 1] - chunk->posting_begins[word],
            &g_array_index (chunk->prefix_bits, guint64, at));
}

static void
keep_prefixes (Chunk *chunk, const guint32 *counts)
{
  for (guint n = 1; n <= 2; n++)
    for (guint32 first = 0, last; first < chunk->n_words; first = last)
      {
        const char *word = chunk->text + chunk->word_begins[first];
        gsize length
            = prefix_length (word, chunk->word_begins[first + 1] - chunk->word_begins[first], n);
        guint64 count = counts[first];

        last = first + 1;
        if (length == 0)
          continue;
        for (; last < chunk->n_words
               && chunk->word_begins[last + 1] - chunk->word_begins[last] >= length
               && memcmp (chunk->text + chunk->word_begins[last], word, length) == 0;
             last++)
          count += counts[last];
        if (count >= PREFIX_COUNT)
          keep_prefix (chunk, word, length, first, last);
      }
}

static const guint64 *
find_prefix (const Chunk *chunk, const char *bytes, gsize length)
{
  for (guint i = 0; length <= PREFIX_BYTES_MAX && i < chunk->prefixes->len; i++)
    {
      const Prefix *prefix = &g_array_index (chunk->prefixes, Prefix, i);

      if (prefix->length == length && memcmp (prefix->bytes, bytes, length) == 0)
        return &g_array_index (chunk->prefix_bits, guint64, i * ANNALS_INDEX_CHUNK_WORDS);
    }
  return NULL;
}

/* Words in sorted order, with their ranks noted; counts_by_rank is filled. */
static void
write_dictionary (AnnalsWordIndexBuilder *builder, Chunk *chunk, guint32 *counts_by_rank)
{
  guint32 n = builder->words->len, at = 0;
  g_autofree guint32 *order = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof (guint32), compare_words, builder);
  chunk->n_words = n;
  chunk->word_begins = g_new (guint32, n + 1);
  chunk->text = g_malloc (builder->text->len + 1);
  for (guint32 rank = 0; rank < n; rank++)
    {
      BuilderWord *word = &g_array_index (builder->words, BuilderWord, order[rank]);

      word->rank = rank;
      counts_by_rank[rank] = word->count;
      chunk->word_begins[rank] = at;
      memcpy (chunk->text + at, builder->text->str + word->begin, word->length);
      at += word->length;
    }
  chunk->word_begins[n] = at;
}

/* Postings by rank (a counting sort, so that a word's numbers stay in order), then as bytes. */
static void
write_postings (AnnalsWordIndexBuilder *builder, Chunk *chunk, const guint32 *counts)
{
  guint32 n = chunk->n_words, total = builder->postings->len;
  g_autofree guint32 *begins = g_new0 (guint32, n + 1);
  g_autofree guint32 *numbers = g_new (guint32, total + 1);
  guint8 *out;

  for (guint32 rank = 0; rank < n; rank++)
    begins[rank + 1] = begins[rank] + counts[rank];
  for (guint32 i = 0; i < total; i++)
    {
      const Posting *posting = &g_array_index (builder->postings, Posting, i);

      numbers[begins[g_array_index (builder->words, BuilderWord, posting->word).rank]++] = posting->number;
    }
  chunk->posting_begins = g_new (guint32, n + 1);
  chunk->postings = out = g_malloc ((gsize) total * 3 + CHUNK_BYTES);
  for (guint32 rank = 0; rank < n; rank++)
    {
      chunk->posting_begins[rank] = (guint32) (out - chunk->postings);
      out += encode (numbers + begins[rank] - counts[rank], counts[rank], out);
    }
  chunk->posting_begins[n] = (guint32) (out - chunk->postings);
  chunk->postings = g_realloc (chunk->postings, MAX (chunk->posting_begins[n], 1));
}

static void
finish_chunk (AnnalsWordIndexBuilder *builder)
{
  Chunk *chunk = g_new0 (Chunk, 1);
  g_autofree guint32 *counts = g_new0 (guint32, builder->words->len + 1);

  chunk->prefixes = g_array_new (FALSE, TRUE, sizeof (Prefix));
  chunk->prefix_bits = g_array_new (FALSE, TRUE, sizeof (guint64));
  write_dictionary (builder, chunk, counts);
  write_postings (builder, chunk, counts);
  keep_prefixes (chunk, counts);
  g_ptr_array_add (builder->chunks, chunk);
  builder->memory += sizeof (Chunk) + (gsize) chunk->n_words * 8 + chunk->word_begins[chunk->n_words]
                     + chunk->posting_begins[chunk->n_words] + (gsize) chunk->prefix_bits->len * 8;

  g_array_set_size (builder->words, 0);
  g_string_truncate (builder->text, 0);
  g_array_set_size (builder->postings, 0);
  memset (builder->slots, 0, builder->n_slots * sizeof (guint32));
}

void
annals_word_index_builder_add (AnnalsWordIndexBuilder *builder, guint number, const char *text)
{
  while (number / ANNALS_INDEX_CHUNK > builder->chunks->len)
    finish_chunk (builder);
  builder->number = number % ANNALS_INDEX_CHUNK;
  annals_fold_words (text, -1, add_word, builder);
}

AnnalsWordIndex *
annals_word_index_builder_finish (AnnalsWordIndexBuilder *builder, guint n_texts)
{
  AnnalsWordIndex *index = g_new0 (AnnalsWordIndex, 1);

  while ((guint64) builder->chunks->len * ANNALS_INDEX_CHUNK < n_texts)
    finish_chunk (builder);
  index->n_texts = n_texts;
  index->chunks = g_steal_pointer (&builder->chunks);
  index->memory = builder->memory;
  return index;
}

void
annals_word_index_free (AnnalsWordIndex *index)
{
  g_ptr_array_unref (index->chunks);
  g_free (index);
}

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
annals_word_index_match (const AnnalsWordIndex *index, guint chunk_number, const char *word, gsize length,
                         gboolean is_prefix, guint64 *bits)
{
  const Chunk *chunk = index->chunks->pdata[chunk_number];
  const guint64 *kept = is_prefix ? find_prefix (chunk, word, length) : NULL;
  guint32 first, last;

  if (kept != NULL)
    {
      for (guint i = 0; i < ANNALS_INDEX_CHUNK_WORDS; i++)
        bits[i] |= kept[i];
      return;
    }
  first = find_word (chunk, word, length, FALSE);
  last = is_prefix ? find_word (chunk, word, length, TRUE)
         : first < chunk->n_words && chunk->word_begins[first + 1] - chunk->word_begins[first] == length
                 && memcmp (chunk->text + chunk->word_begins[first], word, length) == 0
             ? first + 1
             : first;
  for (; first < last; first++)
    decode (chunk->postings + chunk->posting_begins[first],
            chunk->posting_begins[first + 1] - chunk->posting_begins[first], bits);
}
