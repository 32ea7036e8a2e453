/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links in both directions, for the few events that have any: a bit an event says which, and the
 * bit's rank is the event's place in `starts`. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/* A link on its way: as joined, with its target known or still a name. */
typedef struct
{
  guint32 from;
  guint32 to; /* an event, or with is_named the number of the target's id */
  guint32 type : 30;
  guint32 is_hedged : 1;
  guint32 is_named : 1;
} AnnalsPendingLink;

typedef struct
{
  guint n_events;
  guint64 *bits;
  guint32 *ranks;  /* set bits before each word of bits */
  guint32 *starts; /* for each event with links, where its own begin; one more at the end */
  AnnalsLink *links;
} AnnalsLinkTable;

/* types: the words of the links' type numbers; names: the events of their named targets. Links of
 * an event come in the file's order, its own before those that point at it. */
void annals_link_table_init (AnnalsLinkTable *table, guint n_events, const AnnalsPendingLink *pending,
                             guint n_pending, const char *const *types, const guint32 *names);
void annals_link_table_clear (AnnalsLinkTable *table);
const AnnalsLink *annals_link_table_get (const AnnalsLinkTable *table, guint event, guint *n);

static inline gboolean
annals_link_table_has (const AnnalsLinkTable *table, guint event)
{
  return (table->bits[event / 64] >> (event % 64)) & 1;
}

G_END_DECLS
