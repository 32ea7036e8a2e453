/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds an inverted index: words to numbers, an occurrence for every word of every text, and at a
 * chunk's end one counting sort that brings each word's occurrences together. */
#include <string.h>

#include "find/fold.h"
#include "find/word-index-private.h"
#include "model/interner.h"

/* From here on a list is kept as bits. A shorter one has at most 512 differences beyond 7 bits and 4
 * beyond 14, so its bytes never come to ANNALS_CHUNK_BYTES: the length tells the form. */
#define DENSE_COUNT 7600
#define PREFIX_COUNT (2 * DENSE_COUNT)
/* Between two texts of one number: more than any two words of a sequence are apart. */
#define TEXT_GAP 8
/* Beyond these a chunk takes no more words: offsets are 32 bits. No file that fits into memory has them. */
#define OCCURRENCES_MAX (G_MAXUINT32 / 8)
#define TEXT_BYTES_MAX (G_MAXUINT32 / 4)

typedef struct
{
  guint32 begin;  /* into the builder's text */
  guint32 length;
  guint32 hash;
  guint32 count;  /* of occurrences */
  guint32 rank;   /* in sorted order, at the end */
} BuilderWord;

typedef struct
{
  guint32 word;
  guint32 position;
} Occurrence;

struct _AnnalsWordIndexBuilder
{
  GPtrArray *chunks;
  GArray *words;       /* of BuilderWord */
  GString *text;
  GArray *occurrences; /* of Occurrence, text by text, by position */
  GArray *text_ends;   /* of guint32: a text's occurrences end there, one entry a text of the chunk */
  guint32 *slots;      /* a word's index plus one; 0 free */
  guint32 n_slots;
  guint32 base;        /* position of the first word of the text under way */
  guint32 end;         /* past the last word's */
  gsize memory;
};

static void
chunk_free (gpointer data)
{
  AnnalsIndexChunk *chunk = data;

  g_free (chunk->word_begins);
  g_free (chunk->posting_begins);
  g_free (chunk->place_begins);
  g_free (chunk->text);
  g_free (chunk->postings);
  g_free (chunk->places);
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
  builder->occurrences = g_array_new (FALSE, FALSE, sizeof (Occurrence));
  builder->text_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
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
  g_array_unref (builder->occurrences);
  g_array_unref (builder->text_ends);
  g_free (builder->slots);
  g_free (builder);
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
  guint32 hash = annals_string_hash (word, length), slot = hash & (builder->n_slots - 1);
  BuilderWord added = { (guint32) builder->text->len, (guint32) length, hash, 0, 0 };

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
  Occurrence occurrence = { 0, builder->base + word->position };

  if (builder->occurrences->len >= OCCURRENCES_MAX || builder->text->len >= TEXT_BYTES_MAX)
    return;
  occurrence.word = find_or_add (builder, word->folded, word->length);
  g_array_index (builder->words, BuilderWord, occurrence.word).count++;
  builder->end = occurrence.position + 1;
  g_array_append_val (builder->occurrences, occurrence);
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

static void
append_varint (GByteArray *bytes, guint32 value)
{
  guint8 encoded[5];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    encoded[n++] = (guint8) (value | 0x80);
  encoded[n++] = (guint8) value;
  g_byte_array_append (bytes, encoded, n);
}

/* A word's places in order. */
typedef struct
{
  guint32 text; /* of the chunk */
  guint32 position;
} Place;

/* Appends the word's texts and returns how many they are. */
static guint32
append_posting (GByteArray *bytes, const Place *places, guint32 n)
{
  guint begin = bytes->len;
  guint32 n_texts = 0, last = 0;

  for (guint32 i = 0; i < n; i++)
    n_texts += i == 0 || places[i].text != places[i - 1].text;
  if (n_texts >= DENSE_COUNT)
    {
      g_byte_array_set_size (bytes, begin + ANNALS_CHUNK_BYTES);
      memset (bytes->data + begin, 0, ANNALS_CHUNK_BYTES);
      for (guint32 i = 0; i < n; i++)
        bytes->data[begin + places[i].text / 8] |= (guint8) (1 << (places[i].text % 8));
      return n_texts;
    }
  for (guint32 i = 0; i < n; i++)
    if (i == 0 || places[i].text != places[i - 1].text)
      {
        append_varint (bytes, places[i].text - last);
        last = places[i].text;
      }
  return n_texts;
}

static void
append_places (GByteArray *bytes, const Place *places, guint32 n)
{
  guint32 last = 0;

  for (guint32 i = 0; i < n; i++)
    {
      gboolean has_more = i + 1 < n && places[i + 1].text == places[i].text;

      append_varint (bytes, (places[i].position - last) << 1 | (guint32) has_more);
      last = has_more ? places[i].position : 0;
    }
}

/* The bytes of a word's first `n` characters; 0 where it has fewer. */
static gsize
prefix_length (const char *word, gsize length, guint n)
{
  gsize at = 0;

  for (; n > 0 && at < length; n--)
    at += (gsize) g_utf8_skip[(guchar) word[at]];
  return n == 0 && at <= ANNALS_PREFIX_BYTES_MAX ? at : 0;
}

static void
keep_prefix (AnnalsIndexChunk *chunk, const char *bytes, gsize length, guint32 first, guint32 last)
{
  AnnalsIndexPrefix prefix = { { 0 }, (guint8) length };
  guint at = chunk->prefix_bits->len;

  memcpy (prefix.bytes, bytes, length);
  g_array_append_val (chunk->prefixes, prefix);
  g_array_set_size (chunk->prefix_bits, at + ANNALS_INDEX_CHUNK_WORDS);
  for (guint32 word = first; word < last; word++)
    annals_index_chunk_decode (chunk, word, &g_array_index (chunk->prefix_bits, guint64, at));
}

static void
keep_prefixes (AnnalsIndexChunk *chunk, const guint32 *counts)
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

/* Words in sorted order, with their ranks noted; place_ends has where each one's occurrences begin, once
 * they are sorted by rank. */
static void
write_dictionary (AnnalsWordIndexBuilder *builder, AnnalsIndexChunk *chunk, guint32 *place_ends)
{
  guint32 n = builder->words->len, at = 0, n_places = 0;
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
      place_ends[rank] = n_places;
      n_places += word->count;
      chunk->word_begins[rank] = at;
      memcpy (chunk->text + at, builder->text->str + word->begin, word->length);
      at += word->length;
    }
  chunk->word_begins[n] = at;
}

/* Occurrences by rank: a counting sort, so that a word's stay in order. Afterwards place_ends is true
 * to its name. */
static Place *
sort_places (AnnalsWordIndexBuilder *builder, guint32 *place_ends)
{
  Place *places = g_new (Place, (gsize) builder->occurrences->len + 1);
  guint32 i = 0;

  for (guint text = 0; text < builder->text_ends->len; text++)
    for (; i < g_array_index (builder->text_ends, guint32, text); i++)
      {
        const Occurrence *occurrence = &g_array_index (builder->occurrences, Occurrence, i);
        guint32 rank = g_array_index (builder->words, BuilderWord, occurrence->word).rank;

        places[place_ends[rank]++] = (Place){ text, occurrence->position };
      }
  return places;
}

static guint8 *
take_bytes (GByteArray *bytes)
{
  gsize length = bytes->len;

  return g_realloc (g_byte_array_free (bytes, FALSE), MAX (length, 1));
}

/* counts: of texts, by rank. */
static void
write_postings (AnnalsIndexChunk *chunk, const Place *places, const guint32 *place_ends, guint32 *counts)
{
  guint32 n = chunk->n_words, begin = 0;
  GByteArray *posting_bytes = g_byte_array_new (), *place_bytes = g_byte_array_new ();

  chunk->posting_begins = g_new (guint32, n + 1);
  chunk->place_begins = g_new (guint32, n + 1);
  for (guint32 rank = 0; rank < n; rank++)
    {
      chunk->posting_begins[rank] = posting_bytes->len;
      chunk->place_begins[rank] = place_bytes->len;
      counts[rank] = append_posting (posting_bytes, places + begin, place_ends[rank] - begin);
      append_places (place_bytes, places + begin, place_ends[rank] - begin);
      begin = place_ends[rank];
    }
  chunk->posting_begins[n] = posting_bytes->len;
  chunk->place_begins[n] = place_bytes->len;
  chunk->postings = take_bytes (posting_bytes);
  chunk->places = take_bytes (place_bytes);
}

static void
end_text (AnnalsWordIndexBuilder *builder)
{
  g_array_append_val (builder->text_ends, builder->occurrences->len);
  builder->end = 0;
}

static void
finish_chunk (AnnalsWordIndexBuilder *builder)
{
  AnnalsIndexChunk *chunk = g_new0 (AnnalsIndexChunk, 1);
  g_autofree guint32 *place_ends = g_new0 (guint32, (gsize) builder->words->len + 1);
  g_autofree guint32 *counts = g_new0 (guint32, (gsize) builder->words->len + 1);
  g_autofree Place *places = NULL;

  end_text (builder);
  chunk->prefixes = g_array_new (FALSE, TRUE, sizeof (AnnalsIndexPrefix));
  chunk->prefix_bits = g_array_new (FALSE, TRUE, sizeof (guint64));
  write_dictionary (builder, chunk, place_ends);
  places = sort_places (builder, place_ends);
  write_postings (chunk, places, place_ends, counts);
  keep_prefixes (chunk, counts);
  g_ptr_array_add (builder->chunks, chunk);
  builder->memory += sizeof *chunk + (gsize) chunk->n_words * 12 + chunk->word_begins[chunk->n_words]
                     + chunk->posting_begins[chunk->n_words] + chunk->place_begins[chunk->n_words]
                     + (gsize) chunk->prefix_bits->len * 8;

  g_array_set_size (builder->words, 0);
  g_string_truncate (builder->text, 0);
  g_array_set_size (builder->occurrences, 0);
  g_array_set_size (builder->text_ends, 0);
  memset (builder->slots, 0, builder->n_slots * sizeof (guint32));
}

void
annals_word_index_builder_add (AnnalsWordIndexBuilder *builder, guint number, const char *text)
{
  while (number / ANNALS_INDEX_CHUNK > builder->chunks->len)
    finish_chunk (builder);
  while (builder->text_ends->len < number % ANNALS_INDEX_CHUNK)
    end_text (builder);
  builder->base = builder->end > 0 ? builder->end + TEXT_GAP : 0;
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

AnnalsWordIndex *
annals_word_index_join (GPtrArray *parts)
{
  AnnalsWordIndex *index = g_new0 (AnnalsWordIndex, 1);

  index->chunks = g_ptr_array_new_with_free_func (chunk_free);
  for (guint i = 0; i < parts->len; i++)
    {
      AnnalsWordIndex *part = parts->pdata[i];

      index->n_texts += part->n_texts;
      index->memory += part->memory;
      g_ptr_array_extend_and_steal (index->chunks, g_steal_pointer (&part->chunks));
      g_free (part);
    }
  g_ptr_array_set_free_func (parts, NULL);
  g_ptr_array_unref (parts);
  return index;
}
