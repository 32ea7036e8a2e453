/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query's value looks for in a text. */
#include "find/pattern.h"

#include <string.h>

#include "find/fold.h"

/* What a pasted page has beyond these is not looked for. */
#define WORDS_MAX 256
/* A phrase in so many chunks of texts takes milliseconds, which two threads share. */
#define SHARED_CHUNKS 2

static void
clear_word (gpointer data)
{
  g_free (((AnnalsSoughtWord *) data)->folded);
}

typedef struct
{
  AnnalsPattern *pattern;
  gsize last_end;
} Reader;

static gboolean
is_hangul (const AnnalsSoughtWord *word)
{
  gunichar c = g_utf8_get_char (word->folded);

  return c >= 0xac00 && c <= 0xd7a3;
}

static void
read_word (const AnnalsWord *word, gpointer data)
{
  Reader *reader = data;
  /* A lone character of a script without spaces begins pairs: whole words there are none. */
  gboolean is_lone = word->is_gram && g_utf8_strlen (word->folded, (gssize) word->length) == 1;
  AnnalsSoughtWord read = { NULL, word->length, is_lone, word->position };

  /* The last character of a run is said by the pair before it already. */
  if (word->is_tail || reader->pattern->words->len == WORDS_MAX)
    return;
  if (word->begin < reader->last_end)
    reader->pattern->is_sequence = TRUE;
  reader->last_end = word->end;
  read.folded = g_strndup (word->folded, word->length);
  g_array_append_val (reader->pattern->words, read);
}

AnnalsPattern *
annals_pattern_new (const char *value, gboolean is_phrase, gboolean is_unfinished)
{
  AnnalsPattern *pattern = g_new0 (AnnalsPattern, 1);
  Reader reader = { pattern, 0 };

  pattern->words = g_array_new (FALSE, FALSE, sizeof (AnnalsSoughtWord));
  g_array_set_clear_func (pattern->words, clear_word);
  annals_fold_words (value, -1, read_word, &reader);
  if (is_phrase && pattern->words->len > 1)
    pattern->is_sequence = TRUE;
  if (pattern->words->len > 0)
    {
      AnnalsSoughtWord *last = &g_array_index (pattern->words, AnnalsSoughtWord, pattern->words->len - 1);

      last->is_prefix = last->is_prefix || !is_phrase || is_unfinished || is_hangul (last);
    }
  return pattern;
}

void
annals_pattern_free (AnnalsPattern *pattern)
{
  g_array_unref (pattern->words);
  g_free (pattern);
}

gboolean
annals_pattern_is_empty (const AnnalsPattern *pattern)
{
  return pattern->words->len == 0;
}

static gboolean
word_matches (const AnnalsSoughtWord *wanted, const AnnalsWord *word)
{
  return (wanted->is_prefix ? word->length >= wanted->length : word->length == wanted->length)
         && memcmp (word->folded, wanted->folded, wanted->length) == 0;
}

typedef struct
{
  gsize begin;    /* plus one; 0: none is under way */
  guint position; /* of the last word matched */
} Run;

typedef struct
{
  const AnnalsPattern *pattern;
  const char *text;
  GArray *ranges;    /* (nullable) */
  GArray *runs;      /* of Run: the sequences under way, by words matched; a sequence only */
  gboolean *is_seen; /* by word, where the order does not matter */
  gboolean is_found;
} Search;

static gsize
matched_end (Search *search, const AnnalsSoughtWord *wanted, const AnnalsWord *word)
{
  return word->begin + annals_fold_measure (search->text, word->begin, word->end, wanted->length);
}

static void
add_range (Search *search, gsize begin, gsize end)
{
  if (search->ranges == NULL)
    return;
  g_array_append_val (search->ranges, begin);
  g_array_append_val (search->ranges, end);
}

static void
search_any_order (const AnnalsWord *word, gpointer data)
{
  Search *search = data;

  for (guint i = 0; i < search->pattern->words->len; i++)
    {
      const AnnalsSoughtWord *wanted = &g_array_index (search->pattern->words, AnnalsSoughtWord, i);

      if (!word_matches (wanted, word))
        continue;
      search->is_seen[i] = TRUE;
      add_range (search, word->begin, matched_end (search, wanted, word));
    }
}

static void
search_sequence (const AnnalsWord *word, gpointer data)
{
  Search *search = data;
  guint n_words = search->pattern->words->len;

  /* runs[i] is the latest sequence whose first i words were matched by words before this one; from the
   * longest, so that none is taken twice. No earlier one can go on where there is a later one. */
  for (guint i = n_words; i-- > 0;)
    {
      const AnnalsSoughtWord *wanted = &g_array_index (search->pattern->words, AnnalsSoughtWord, i);
      Run run = i == 0 ? (Run){ word->begin + 1, 0 } : g_array_index (search->runs, Run, i);

      if (run.begin == 0 || !word_matches (wanted, word)
          || (i > 0 && word->position - run.position != wanted->position - (wanted - 1)->position))
        continue;
      run.position = word->position;
      if (i + 1 < n_words)
        {
          g_array_index (search->runs, Run, i + 1) = run;
          continue;
        }
      search->is_found = TRUE;
      add_range (search, run.begin - 1, matched_end (search, wanted, word));
    }
}

static gboolean
run_search (const AnnalsPattern *pattern, const char *text, GArray *ranges)
{
  Search search = { pattern, text, ranges, NULL, NULL, FALSE };
  gboolean is_all = TRUE;

  if (pattern->words->len == 0)
    return FALSE;
  if (pattern->is_sequence)
    {
      search.runs = g_array_new (FALSE, TRUE, sizeof (Run));
      g_array_set_size (search.runs, pattern->words->len + 1);
      annals_fold_words (text, -1, search_sequence, &search);
      g_array_unref (search.runs);
      return search.is_found;
    }
  search.is_seen = g_new0 (gboolean, pattern->words->len);
  annals_fold_words (text, -1, search_any_order, &search);
  for (guint i = 0; i < pattern->words->len; i++)
    is_all = is_all && search.is_seen[i];
  g_free (search.is_seen);
  return is_all;
}

GPtrArray *
annals_pattern_new_for_words (const char *words)
{
  g_auto (GStrv) all = g_strsplit_set (words, " \t\n", -1);
  GPtrArray *patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) annals_pattern_free);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autoptr (AnnalsPattern) pattern = annals_pattern_new (all[i], FALSE, FALSE);

      if (!annals_pattern_is_empty (pattern))
        g_ptr_array_add (patterns, g_steal_pointer (&pattern));
    }
  return patterns;
}

gboolean
annals_pattern_matches (const AnnalsPattern *pattern, const char *text)
{
  return run_search (pattern, text, NULL);
}

void
annals_pattern_find (const AnnalsPattern *pattern, const char *text, GArray *ranges)
{
  run_search (pattern, text, ranges);
}

static gboolean
chunk_has_bits (const AnnalsBitset *within, guint chunk)
{
  guint begin = chunk * ANNALS_INDEX_CHUNK_WORDS, end = MIN (begin + ANNALS_INDEX_CHUNK_WORDS, within->n_words);

  for (guint i = begin; i < end; i++)
    if (within->words[i] != 0)
      return TRUE;
  return FALSE;
}

static void
look_up_chunk (const AnnalsPattern *pattern, const AnnalsWordIndex *index, guint chunk, const guint64 *within,
               guint64 *scratch, guint64 *bits)
{
  const AnnalsSoughtWord *words = (const AnnalsSoughtWord *) pattern->words->data;
  guint64 word_bits[ANNALS_INDEX_CHUNK_WORDS];
  guint64 any = 1;

  memset (bits, 0, sizeof word_bits);
  if (pattern->words->len > 0)
    annals_word_index_match (index, chunk, &words[0], bits);
  for (guint i = 1; any != 0 && i < pattern->words->len; i++)
    {
      any = 0;
      memset (word_bits, 0, sizeof word_bits);
      annals_word_index_match (index, chunk, &words[i], word_bits);
      for (guint j = 0; j < ANNALS_INDEX_CHUNK_WORDS; j++)
        any |= bits[j] &= word_bits[j];
    }
  if (!pattern->is_sequence || any == 0)
    return;
  for (guint i = 0; within != NULL && i < ANNALS_INDEX_CHUNK_WORDS; i++)
    bits[i] &= within[i];
  annals_word_index_match_sequence (index, chunk, words, pattern->words->len, scratch, bits);
}

typedef struct
{
  const AnnalsPattern *pattern;
  const AnnalsWordIndex *index;
  const AnnalsBitset *within; /* (nullable) */
  AnnalsBitset *found;        /* each chunk's words are written by one thread */
  gint next;                  /* chunk that nobody has taken; atomic */
} LookUp;

static gpointer
look_up_chunks (gpointer data)
{
  LookUp *look_up = data;
  const AnnalsBitset *within = look_up->within;
  guint64 bits[ANNALS_INDEX_CHUNK_WORDS], within_bits[ANNALS_INDEX_CHUNK_WORDS] = { 0 };
  g_autofree guint64 *scratch = look_up->pattern->is_sequence ? g_new (guint64, ANNALS_SEQUENCE_WORDS) : NULL;
  guint n_chunks = annals_word_index_get_n_chunks (look_up->index);

  for (guint chunk = (guint) g_atomic_int_add (&look_up->next, 1); chunk < n_chunks;
       chunk = (guint) g_atomic_int_add (&look_up->next, 1))
    {
      guint begin = chunk * ANNALS_INDEX_CHUNK_WORDS;
      gsize n_bytes = MIN (ANNALS_INDEX_CHUNK_WORDS, look_up->found->n_words - begin) * sizeof (guint64);

      if (within != NULL && !chunk_has_bits (within, chunk))
        continue;
      if (within != NULL)
        memcpy (within_bits, within->words + begin, n_bytes);
      look_up_chunk (look_up->pattern, look_up->index, chunk, within != NULL ? within_bits : NULL, scratch, bits);
      memcpy (look_up->found->words + begin, bits, n_bytes);
    }
  return NULL;
}

AnnalsBitset *
annals_pattern_look_up (const AnnalsPattern *pattern, const AnnalsWordIndex *index, const AnnalsBitset *within)
{
  LookUp look_up = { pattern, index, within, annals_bitset_new (annals_word_index_get_n_texts (index)), 0 };
  GThread *helper = NULL;

  if (pattern->is_sequence && annals_word_index_get_n_chunks (index) >= SHARED_CHUNKS)
    helper = g_thread_try_new ("phrase", look_up_chunks, &look_up, NULL);
  look_up_chunks (&look_up);
  if (helper != NULL)
    g_thread_join (helper);
  return look_up.found;
}
