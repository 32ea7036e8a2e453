/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds an inverted index: words to numbers, an occurrence for every word of every text as two or three
 * bytes, and at a chunk's end two passes over these: how long each word's lists are, then the lists. */
#include <string.h>

#include "find/fold.h"
#include "find/word-index-private.h"
#include "model/interner.h"

/* From here on a list is kept as bits. A shorter one has at most 512 differences beyond 7 bits and 4
 * beyond 14, so its bytes never come to ANNALS_CHUNK_BYTES: the length tells the form. */
#define DENSE_COUNT 7600
#define PREFIX_COUNT (4 * DENSE_COUNT)
/* Between two texts of one number: more than any two words of a sequence are apart. */
#define TEXT_GAP 8
/* Beyond these a chunk takes no more words: offsets are 32 bits, and what an occurrence has two bytes of
 * here has five at most in a list. No file that fits into memory has them. */
#define OCCURRENCE_BYTES_MAX (G_MAXUINT32 / 4)
#define TEXT_BYTES_MAX (G_MAXUINT32 / 4)

typedef struct
{
  guint32 begin;  /* into the builder's text */
  guint32 length;
  guint32 hash;
} BuilderWord;

/* A word's lists, while they are measured and while they are written. */
typedef struct
{
  guint32 text;     /* the last one that has the word, plus one; 0: none yet */
  guint32 position; /* the last one in it */
  guint32 n_texts;
  guint32 posting, place; /* how many bytes; then where the next ones go */
  guint32 last_place;     /* where the last place went */
} WordLists;

struct _AnnalsWordIndexBuilder
{
  GPtrArray *chunks;
  GArray *words;       /* of BuilderWord */
  GString *text;
  GByteArray *occurrences; /* text by text: a word, and how far it stands behind the one before */
  GArray *text_ends;   /* of guint32: a text's occurrences end there, one entry a text of the chunk */
  guint32 *slots;      /* a word's index plus one; 0 free */
  guint32 n_slots;
  guint32 base;        /* position of the first word of the text under way */
  guint32 end;         /* past the last word's */
  guint32 last;        /* the last word's */
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
  builder->occurrences = g_byte_array_new ();
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
  g_byte_array_unref (builder->occurrences);
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
  BuilderWord added = { (guint32) builder->text->len, (guint32) length, hash };

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
  guint32 position = builder->base + word->position;
  guint8 bytes[2 * ANNALS_VARINT_BYTES_MAX], *end;

  if (builder->occurrences->len >= OCCURRENCE_BYTES_MAX || builder->text->len >= TEXT_BYTES_MAX)
    return;
  end = annals_varint_write (bytes, find_or_add (builder, word->folded, word->length));
  end = annals_varint_write (end, position - builder->last);
  g_byte_array_append (builder->occurrences, bytes, (guint) (end - bytes));
  builder->last = position;
  builder->end = position + 1;
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

/* Calls `func` for each occurrence, text by text. */
static void
foreach_occurrence (AnnalsWordIndexBuilder *builder,
                    WordLists *lists,
                    void (*func) (AnnalsIndexChunk *chunk, WordLists *lists, guint32 text, guint32 position),
                    AnnalsIndexChunk *chunk)
{
  const guint8 *at = builder->occurrences->data;

  /* No text has a word. */
  if (at == NULL)
    return;

  for (guint text = 0; text < builder->text_ends->len; text++)
    {
      const guint8 *end = builder->occurrences->data + g_array_index (builder->text_ends, guint32, text);
      guint32 position = 0;

      while (at < end)
        {
          guint32 word = annals_varint_read (&at);

          position += annals_varint_read (&at);
          func (chunk, &lists[word], text, position);
        }
    }
}

static inline gboolean
is_dense (const WordLists *lists)
{
  return lists->n_texts >= DENSE_COUNT;
}

/* The difference to the text before, and to the place before in the same text. */
static inline guint32
text_step (const WordLists *lists, guint32 text)
{
  return lists->text > 0 ? text + 1 - lists->text : text;
}

static inline guint32
place_step (const WordLists *lists, guint32 text, guint32 position)
{
  return (lists->text == text + 1 ? position - lists->position : position) << 1;
}

static void
measure_occurrence (AnnalsIndexChunk *chunk, WordLists *lists, guint32 text, guint32 position)
{
  lists->place += annals_varint_measure (place_step (lists, text, position));
  if (lists->text != text + 1)
    {
      lists->posting += annals_varint_measure (text_step (lists, text));
      lists->n_texts++;
    }
  lists->text = text + 1;
  lists->position = position;
}

static void
write_occurrence (AnnalsIndexChunk *chunk, WordLists *lists, guint32 text, guint32 position)
{
  guint8 *place = chunk->places + lists->place;

  if (lists->text == text + 1)
    chunk->places[lists->last_place] |= 1;
  else if (is_dense (lists))
    chunk->postings[lists->posting + text / 8] |= (guint8) (1 << (text % 8));
  else
    lists->posting = (guint32) (annals_varint_write (chunk->postings + lists->posting, text_step (lists, text))
                                - chunk->postings);
  lists->last_place = lists->place;
  lists->place = (guint32) (annals_varint_write (place, place_step (lists, text, position)) - chunk->places);
  lists->text = text + 1;
  lists->position = position;
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

/* Words in sorted order, and where each one's lists begin; counts: of texts, in that order. */
static void
write_dictionary (AnnalsWordIndexBuilder *builder, AnnalsIndexChunk *chunk, WordLists *lists, guint32 *counts)
{
  guint32 n = builder->words->len, at = 0, posting = 0, place = 0;
  g_autofree guint32 *order = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof (guint32), compare_words, builder);
  chunk->n_words = n;
  chunk->word_begins = g_new (guint32, n + 1);
  chunk->posting_begins = g_new (guint32, n + 1);
  chunk->place_begins = g_new (guint32, n + 1);
  chunk->text = g_malloc (builder->text->len + 1);
  for (guint32 rank = 0; rank < n; rank++)
    {
      const BuilderWord *word = &g_array_index (builder->words, BuilderWord, order[rank]);
      WordLists *of_word = &lists[order[rank]];
      guint32 posting_length = is_dense (of_word) ? ANNALS_CHUNK_BYTES : of_word->posting;
      guint32 place_length = of_word->place;

      counts[rank] = of_word->n_texts;
      chunk->word_begins[rank] = at;
      chunk->posting_begins[rank] = of_word->posting = posting;
      chunk->place_begins[rank] = of_word->place = place;
      of_word->text = 0;
      memcpy (chunk->text + at, builder->text->str + word->begin, word->length);
      at += word->length;
      posting += posting_length;
      place += place_length;
    }
  chunk->word_begins[n] = at;
  chunk->posting_begins[n] = posting;
  chunk->place_begins[n] = place;
}

static void
end_text (AnnalsWordIndexBuilder *builder)
{
  g_array_append_val (builder->text_ends, builder->occurrences->len);
  builder->end = builder->last = 0;
}

static void
finish_chunk (AnnalsWordIndexBuilder *builder)
{
  AnnalsIndexChunk *chunk = g_new0 (AnnalsIndexChunk, 1);
  g_autofree WordLists *lists = g_new0 (WordLists, (gsize) builder->words->len + 1);
  g_autofree guint32 *counts = g_new (guint32, (gsize) builder->words->len + 1);

  end_text (builder);
  chunk->prefixes = g_array_new (FALSE, TRUE, sizeof (AnnalsIndexPrefix));
  chunk->prefix_bits = g_array_new (FALSE, TRUE, sizeof (guint64));
  foreach_occurrence (builder, lists, measure_occurrence, chunk);
  write_dictionary (builder, chunk, lists, counts);
  chunk->postings = g_malloc0 ((gsize) chunk->posting_begins[chunk->n_words] + 1);
  chunk->places = g_malloc ((gsize) chunk->place_begins[chunk->n_words] + 1);
  foreach_occurrence (builder, lists, write_occurrence, chunk);
  keep_prefixes (chunk, counts);
  g_ptr_array_add (builder->chunks, chunk);
  builder->memory += sizeof *chunk + (gsize) chunk->n_words * 12 + chunk->word_begins[chunk->n_words]
                     + chunk->posting_begins[chunk->n_words] + chunk->place_begins[chunk->n_words]
                     + (gsize) chunk->prefix_bits->len * 8;

  g_array_set_size (builder->words, 0);
  g_string_truncate (builder->text, 0);
  g_byte_array_set_size (builder->occurrences, 0);
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
