/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links in both directions. */
#include "model/link-table.h"

static guint
rank_of (const AnnalsLinkTable *table, guint event)
{
  guint64 before = table->bits[event / 64] & ((G_GUINT64_CONSTANT (1) << (event % 64)) - 1);

  return table->ranks[event / 64] + __builtin_popcountll (before);
}

static guint32
target_of (const AnnalsPendingLink *link, const guint32 *names)
{
  return link->is_named ? names[link->to] : link->to;
}

static void
mark (AnnalsLinkTable *table, guint event)
{
  table->bits[event / 64] |= G_GUINT64_CONSTANT (1) << (event % 64);
}

/* An event that links to itself has that link once, forward. */
static gboolean
has_way_back (const AnnalsPendingLink *link, guint32 to)
{
  return to != ANNALS_NO_EVENT && to != link->from;
}

void
annals_link_table_init (AnnalsLinkTable *table,
                        guint n_events,
                        const AnnalsPendingLink *pending,
                        guint n_pending,
                        const char *const *types,
                        const guint32 *names)
{
  guint n_words = n_events / 64 + 1, n_linked = 0, n_links = 0;

  table->n_events = n_events;
  table->bits = g_new0 (guint64, n_words);
  table->ranks = g_new (guint32, n_words);
  for (guint i = 0; i < n_pending; i++)
    {
      guint32 to = target_of (&pending[i], names);

      mark (table, pending[i].from);
      n_links++;
      if (has_way_back (&pending[i], to))
        {
          mark (table, to);
          n_links++;
        }
    }
  for (guint w = 0; w < n_words; w++)
    {
      table->ranks[w] = n_linked;
      n_linked += __builtin_popcountll (table->bits[w]);
    }

  /* Counted one place late, summed, and filled: then starts[r] is where r's links end, which is
   * where those of r + 1 begin. */
  table->starts = g_new0 (guint32, n_linked + 2);
  table->links = g_new (AnnalsLink, MAX (n_links, 1));
  for (guint i = 0; i < n_pending; i++)
    {
      guint32 to = target_of (&pending[i], names);

      table->starts[rank_of (table, pending[i].from) + 2]++;
      if (has_way_back (&pending[i], to))
        table->starts[rank_of (table, to) + 2]++;
    }
  for (guint r = 1; r <= n_linked; r++)
    table->starts[r + 1] += table->starts[r];
  for (int is_backward = 0; is_backward <= 1; is_backward++)
    for (guint i = 0; i < n_pending; i++)
      {
        guint32 to = target_of (&pending[i], names);
        guint32 owner = is_backward ? to : pending[i].from;

        if (is_backward && !has_way_back (&pending[i], to))
          continue;
        table->links[table->starts[rank_of (table, owner) + 1]++] = (AnnalsLink){
          .type = types[pending[i].type],
          .event = is_backward ? pending[i].from : to,
          .is_backward = is_backward,
          .is_hedged = pending[i].is_hedged,
        };
      }
}

void
annals_link_table_clear (AnnalsLinkTable *table)
{
  g_clear_pointer (&table->bits, g_free);
  g_clear_pointer (&table->ranks, g_free);
  g_clear_pointer (&table->starts, g_free);
  g_clear_pointer (&table->links, g_free);
}

const AnnalsLink *
annals_link_table_get (const AnnalsLinkTable *table, guint event, guint *n)
{
  guint rank;

  *n = 0;
  if (!annals_link_table_has (table, event))
    return NULL;
  rank = rank_of (table, event);
  *n = table->starts[rank + 1] - table->starts[rank];
  return table->links + table->starts[rank];
}
