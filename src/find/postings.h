/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of events: for each of a number of terms, the events that have it. */
#pragma once

#include "find/bitset.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_lists;
  guint32 *begins; /* of n_lists + 1: into bytes */
  guint8 *bytes;   /* differences, 7 bits a byte */
} AnnalsPostings;

/* Answers how many lists the event is in, and at `list` (of at least that many) which. */
typedef guint (*AnnalsPostingsFunc) (gpointer data, guint event, const guint32 **lists);

AnnalsPostings *annals_postings_new (guint n_lists, guint n_events, AnnalsPostingsFunc func, gpointer data);
void annals_postings_free (AnnalsPostings *postings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsPostings, annals_postings_free)
void annals_postings_unite (const AnnalsPostings *postings, guint list, AnnalsBitset *set);
/* How many of the list's events are in the set. */
guint annals_postings_count (const AnnalsPostings *postings, guint list, const AnnalsBitset *set);
gsize annals_postings_get_memory (const AnnalsPostings *postings);

G_END_DECLS
