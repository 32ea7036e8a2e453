/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings that never move, shared by a builder and its publications, and numbers for words. */
#include "model/interner.h"

struct _AnnalsStrings
{
  gatomicrefcount ref_count;
  GStringChunk *chunk;
};

AnnalsStrings *
annals_strings_new (void)
{
  AnnalsStrings *strings = g_new0 (AnnalsStrings, 1);

  g_atomic_ref_count_init (&strings->ref_count);
  strings->chunk = g_string_chunk_new (4096);
  return strings;
}

AnnalsStrings *
annals_strings_ref (AnnalsStrings *strings)
{
  g_atomic_ref_count_inc (&strings->ref_count);
  return strings;
}

void
annals_strings_unref (AnnalsStrings *strings)
{
  if (!g_atomic_ref_count_dec (&strings->ref_count))
    return;
  g_string_chunk_free (strings->chunk);
  g_free (strings);
}

const char *
annals_strings_add (AnnalsStrings *strings, const char *text)
{
  return text != NULL ? g_string_chunk_insert (strings->chunk, text) : NULL;
}

guint32
annals_string_hash (const char *text, gsize length)
{
  static gsize seed; /* 0 until drawn */
  guint64 hash;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, (gsize)(((guint64)g_random_int () << 32 | g_random_int ()) | 1));

  hash = seed ^ (length * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));
  while (length >= 8)
    {
      guint64 word;

      memcpy (&word, text, 8);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xD6E8FEB86659FD93);
      hash ^= hash >> 32;
      text += 8;
      length -= 8;
    }
  if (length > 0)
    {
      guint64 word = 0;

      memcpy (&word, text, length);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xD6E8FEB86659FD93);
      hash ^= hash >> 32;
    }
  hash *= seed;
  return (guint32)(hash >> 32);
}

void
annals_interner_init (AnnalsInterner *interner, AnnalsStrings *strings)
{
  interner->strings = annals_strings_ref (strings);
  interner->words = g_ptr_array_new ();
  interner->hashes = g_array_new (FALSE, FALSE, sizeof (guint32));
  interner->n_slots = 64;
  interner->slots = g_new0 (guint32, interner->n_slots);
}

void
annals_interner_clear (AnnalsInterner *interner)
{
  g_clear_pointer (&interner->strings, annals_strings_unref);
  g_clear_pointer (&interner->words, g_ptr_array_unref);
  g_clear_pointer (&interner->hashes, g_array_unref);
  g_clear_pointer (&interner->slots, g_free);
}

/* The word's slot, or the free one where it belongs. */
static guint
find_slot (const AnnalsInterner *interner, const char *word, guint32 hash)
{
  guint mask = interner->n_slots - 1;
  guint slot = hash & mask;

  for (; interner->slots[slot] != 0; slot = (slot + 1) & mask)
    {
      guint number = interner->slots[slot] - 1;

      if (g_array_index (interner->hashes, guint32, number) == hash
          && strcmp (g_ptr_array_index (interner->words, number), word) == 0)
        break;
    }
  return slot;
}

static void
grow (AnnalsInterner *interner)
{
  guint mask;

  g_free (interner->slots);
  interner->n_slots *= 2;
  interner->slots = g_new0 (guint32, interner->n_slots);
  mask = interner->n_slots - 1;
  for (guint number = 0; number < interner->words->len; number++)
    {
      guint slot = g_array_index (interner->hashes, guint32, number) & mask;

      while (interner->slots[slot] != 0)
        slot = (slot + 1) & mask;
      interner->slots[slot] = number + 1;
    }
}

guint32
annals_interner_put (AnnalsInterner *interner, const char *word, guint32 hash)
{
  guint slot = find_slot (interner, word, hash);

  if (interner->slots[slot] != 0)
    return interner->slots[slot] - 1;

  g_ptr_array_add (interner->words, (gpointer)annals_strings_add (interner->strings, word));
  g_array_append_val (interner->hashes, hash);
  interner->slots[slot] = interner->words->len;
  if (interner->words->len * 4 > interner->n_slots * 3)
    grow (interner);
  return interner->words->len - 1;
}

guint32
annals_interner_find (const AnnalsInterner *interner, const char *word, guint32 hash)
{
  guint slot = find_slot (interner, word, hash);

  return interner->slots[slot] != 0 ? interner->slots[slot] - 1 : ANNALS_NO_WORD;
}
