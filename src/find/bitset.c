/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of events, a bit each. Bits past the last event stay clear. */
#include "find/bitset.h"

#include <string.h>

AnnalsBitset *
annals_bitset_new (guint n_bits)
{
  AnnalsBitset *set = g_new0 (AnnalsBitset, 1);

  g_atomic_ref_count_init (&set->ref_count);
  set->n_bits = n_bits;
  set->n_words = n_bits / 64 + (n_bits % 64 != 0);
  set->words = g_new0 (guint64, MAX (set->n_words, 1));
  return set;
}

static void
clear_tail (AnnalsBitset *set)
{
  if (set->n_bits % 64 != 0)
    set->words[set->n_words - 1] &= (G_GUINT64_CONSTANT (1) << (set->n_bits % 64)) - 1;
}

AnnalsBitset *
annals_bitset_new_full (guint n_bits)
{
  AnnalsBitset *set = annals_bitset_new (n_bits);

  memset (set->words, 0xFF, set->n_words * sizeof *set->words);
  clear_tail (set);
  return set;
}

AnnalsBitset *
annals_bitset_ref (AnnalsBitset *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  g_atomic_ref_count_inc (&set->ref_count);
  return set;
}

void
annals_bitset_unref (AnnalsBitset *set)
{
  g_return_if_fail (set != NULL);

  if (!g_atomic_ref_count_dec (&set->ref_count))
    return;
  g_free (set->words);
  g_free (set);
}

guint
annals_bitset_count (const AnnalsBitset *set)
{
  return annals_bitset_count_both (set, set);
}

guint
annals_bitset_count_both (const AnnalsBitset *set, const AnnalsBitset *other)
{
  guint n = 0;

  g_return_val_if_fail (set != NULL && other != NULL, 0);
  g_return_val_if_fail (set->n_bits == other->n_bits, 0);

  for (guint w = 0; w < set->n_words; w++)
    n += (guint) __builtin_popcountll (set->words[w] & other->words[w]);
  return n;
}

void
annals_bitset_intersect (AnnalsBitset *set, const AnnalsBitset *other)
{
  g_return_if_fail (set != NULL && other != NULL);
  g_return_if_fail (set->n_bits == other->n_bits);

  for (guint w = 0; w < set->n_words; w++)
    set->words[w] &= other->words[w];
}

void
annals_bitset_unite (AnnalsBitset *set, const AnnalsBitset *other)
{
  g_return_if_fail (set != NULL && other != NULL);
  g_return_if_fail (set->n_bits == other->n_bits);

  for (guint w = 0; w < set->n_words; w++)
    set->words[w] |= other->words[w];
}

void
annals_bitset_subtract (AnnalsBitset *set, const AnnalsBitset *other)
{
  g_return_if_fail (set != NULL && other != NULL);
  g_return_if_fail (set->n_bits == other->n_bits);

  for (guint w = 0; w < set->n_words; w++)
    set->words[w] &= ~other->words[w];
}

AnnalsBitset *
annals_bitset_grow (const AnnalsBitset *set, guint n_bits)
{
  AnnalsBitset *grown;

  g_return_val_if_fail (set != NULL && n_bits >= set->n_bits, NULL);

  grown = annals_bitset_new (n_bits);
  memcpy (grown->words, set->words, set->n_words * sizeof (guint64));
  return grown;
}

AnnalsBitset *
annals_bitset_carry (const AnnalsBitset *set, AnnalsDifference *difference)
{
  AnnalsBitset *carried;
  guint n_events;

  g_return_val_if_fail (set != NULL && difference != NULL, NULL);

  n_events = annals_timeline_get_n_events (annals_difference_get_after (difference));
  carried = annals_bitset_new (n_events);
  for (guint event = 0; event < n_events; event++)
    if (annals_bitset_contains (set, annals_difference_find_before (difference, event)))
      annals_bitset_add (carried, event);
  return carried;
}
