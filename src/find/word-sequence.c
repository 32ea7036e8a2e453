/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks phrases up in an inverted index, word by word: the places of the first, then those of each
 * further word that stand as far behind one of the places left as the phrase has it.
 *
 * Places are a bit each in a word of 64 a text; the few beyond position 62 are a sorted list, and bit 63
 * tells that the text has some there. */
#include <stdlib.h>
#include <string.h>

#include "find/word-index-private.h"

#define LATE 63

typedef struct
{
  guint32 text; /* of the chunk */
  guint32 position;
} Place;

typedef struct
{
  guint64 *bits;  /* of ANNALS_INDEX_CHUNK_WORDS: the texts that have any */
  guint64 *masks; /* of ANNALS_INDEX_CHUNK; those of these texts are set, the rest never counts */
  GArray *late;   /* of Place */
} Places;

typedef struct
{
  const AnnalsIndexChunk *chunk;
  Places before; /* of the word before; at the first word its texts are those that may match */
  Places now;
  guint32 step;     /* how far apart they have to be; 0 at the first word */
  gboolean is_last; /* it matters whether a text has the word there, not where */
} Walk;

static int
compare_places (const void *a, const void *b)
{
  const Place *one = a, *other = b;

  if (one->text != other->text)
    return one->text < other->text ? -1 : 1;
  return one->position < other->position ? -1 : one->position > other->position;
}

static inline gboolean
has_text (const guint64 *bits, guint32 text)
{
  return (bits[text >> 6] >> (text & 63)) & 1;
}

/* Has the text, which has places before at all, the one that this one is held against? */
static gboolean
has_place_before (const Walk *walk, guint32 text, guint32 position)
{
  Place place = { text, position - walk->step };

  if (walk->step == 0)
    return TRUE;
  if (position < walk->step)
    return FALSE;
  if (place.position < LATE)
    return (walk->before.masks[text] >> place.position) & 1;
  return walk->before.masks[text] >> LATE != 0
         && bsearch (&place, walk->before.late->data, walk->before.late->len, sizeof (Place), compare_places)
                != NULL;
}

/* The bit for the late place, if it counts. */
static guint64
walk_late_place (Walk *walk, guint32 text, guint32 position)
{
  Place place = { text, position };

  if (!has_text (walk->before.bits, text) || !has_place_before (walk, text, position))
    return 0;
  if (!walk->is_last)
    g_array_append_val (walk->now.late, place);
  return G_GUINT64_CONSTANT (1) << LATE;
}

/* Reads the word's places in one text. Whether they count is as good as random: a branch on it would be
 * guessed wrong every other time, so that all is worked out and then left out by a mask. */
static inline const guint8 *
walk_text (Walk *walk, guint32 text, const guint8 *at)
{
  guint64 is_sought = has_text (walk->before.bits, text), is_found, was_found;
  guint64 found = 0, late = 0, before = G_MAXUINT64;
  guint32 value, position = 0;

  do
    {
      value = annals_varint_read (&at);
      position += value >> 1;
      if (G_LIKELY (position < LATE))
        found |= G_GUINT64_CONSTANT (1) << position;
      else
        late |= walk_late_place (walk, text, position);
    }
  while (value & 1);

  if (walk->step > 0)
    before = walk->step < LATE ? walk->before.masks[text] << walk->step & (G_MAXUINT64 >> 1) : 0;
  found = (found & before & -is_sought) | late;
  is_found = found != 0;
  was_found = has_text (walk->now.bits, text);
  walk->now.bits[text >> 6] |= is_found << (text & 63);
  if (!walk->is_last)
    walk->now.masks[text] = (walk->now.masks[text] & -was_found) | found;
  return at;
}

static void
walk_word (Walk *walk, guint32 word)
{
  const AnnalsIndexChunk *chunk = walk->chunk;
  const guint8 *posting = chunk->postings + chunk->posting_begins[word];
  const guint8 *end = chunk->postings + chunk->posting_begins[word + 1];
  const guint8 *place = chunk->places + chunk->place_begins[word];
  guint32 text = 0;

  if (end - posting != ANNALS_CHUNK_BYTES)
    {
      while (posting < end)
        {
          text += annals_varint_read (&posting);
          place = walk_text (walk, text, place);
        }
      return;
    }
  for (guint i = 0; i < ANNALS_INDEX_CHUNK_WORDS; i++)
    {
      guint64 left;

      memcpy (&left, posting + i * 8, 8);
      for (left = GUINT64_FROM_LE (left); left != 0; left &= left - 1)
        place = walk_text (walk, i * 64 + (guint) __builtin_ctzll (left), place);
    }
}

/* Makes the places found the ones that the next word is held against. */
static void
go_on (Walk *walk)
{
  Places spare = walk->before;

  if (walk->now.late->len > 0)
    qsort (walk->now.late->data, walk->now.late->len, sizeof (Place), compare_places);
  walk->before = walk->now;
  walk->now = spare;
  memset (walk->now.bits, 0, ANNALS_INDEX_CHUNK_WORDS * sizeof (guint64));
  g_array_set_size (walk->now.late, 0);
}

void
annals_word_index_match_sequence (const AnnalsWordIndex *index, guint chunk_number,
                                  const AnnalsSoughtWord *words, guint n, guint64 *scratch, guint64 *bits)
{
  guint64 *masks = scratch, *other_masks = masks + ANNALS_INDEX_CHUNK;
  guint64 *texts = other_masks + ANNALS_INDEX_CHUNK, *other_texts = texts + ANNALS_INDEX_CHUNK_WORDS;
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) other_late = g_array_new (FALSE, FALSE, sizeof (Place));
  Walk walk = { .chunk = index->chunks->pdata[chunk_number],
                .before = { texts, masks, late },
                .now = { other_texts, other_masks, other_late } };

  memcpy (texts, bits, ANNALS_INDEX_CHUNK_WORDS * sizeof (guint64));
  memset (other_texts, 0, ANNALS_INDEX_CHUNK_WORDS * sizeof (guint64));
  for (guint i = 0; i < n; i++)
    {
      guint32 first, last;

      walk.step = i > 0 ? words[i].position - words[i - 1].position : 0;
      walk.is_last = i + 1 == n;
      annals_index_chunk_find (walk.chunk, &words[i], &first, &last);
      for (; first < last; first++)
        walk_word (&walk, first);
      go_on (&walk);
    }
  memcpy (bits, walk.before.bits, ANNALS_INDEX_CHUNK_WORDS * sizeof (guint64));
}
