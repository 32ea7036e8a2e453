/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of events, a bit each. */
#pragma once

#include "model/difference.h"

G_BEGIN_DECLS

/* Reference counted; immutable once shared. */
typedef struct
{
  gatomicrefcount ref_count;
  guint n_bits;
  guint n_words;
  guint64 *words;
} AnnalsBitset;

AnnalsBitset *annals_bitset_new (guint n_bits);      /* all clear */
AnnalsBitset *annals_bitset_new_full (guint n_bits); /* all set */
AnnalsBitset *annals_bitset_ref (AnnalsBitset *set);
void annals_bitset_unref (AnnalsBitset *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsBitset, annals_bitset_unref)

static inline gboolean
annals_bitset_contains (const AnnalsBitset *set, guint bit)
{
  return bit < set->n_bits && ((set->words[bit >> 6] >> (bit & 63)) & 1);
}

static inline void
annals_bitset_add (AnnalsBitset *set, guint bit)
{
  set->words[bit >> 6] |= G_GUINT64_CONSTANT (1) << (bit & 63);
}

guint annals_bitset_count (const AnnalsBitset *set);
guint annals_bitset_count_both (const AnnalsBitset *set, const AnnalsBitset *other); /* in both */
void annals_bitset_intersect (AnnalsBitset *set, const AnnalsBitset *other);
void annals_bitset_unite (AnnalsBitset *set, const AnnalsBitset *other);
void annals_bitset_subtract (AnnalsBitset *set, const AnnalsBitset *other);
/* The same bits of a set that is larger, or as large. (transfer full) */
AnnalsBitset *annals_bitset_grow (const AnnalsBitset *set, guint n_bits);
/* The same events in a file that was read anew: those of `set` (of the difference's before) that are
 * still there. (transfer full) */
AnnalsBitset *annals_bitset_carry (const AnnalsBitset *set, AnnalsDifference *difference);

G_END_DECLS
