/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From ids to events: open addressing over the ids that stand in the chunks. */
#include "model/id-table.h"

#define HANDFUL_EVENTS 16

void
annals_id_table_init (AnnalsIdTable *table)
{
  table->n_slots = 1024;
  table->slots = g_new0 (guint32, table->n_slots);
  table->tags = g_new (guint8, table->n_slots);
  table->n_events = 0;
}

void
annals_id_table_clear (AnnalsIdTable *table)
{
  g_clear_pointer (&table->slots, g_free);
  g_clear_pointer (&table->tags, g_free);
  table->n_slots = table->n_events = 0;
}

AnnalsIdTable
annals_id_table_copy (const AnnalsIdTable *table)
{
  AnnalsIdTable copy = *table;

  copy.slots = g_memdup2 (table->slots, table->n_slots * sizeof (guint32));
  copy.tags = g_memdup2 (table->tags, table->n_slots);
  return copy;
}

static inline guint8
tag_of (guint32 hash)
{
  return hash & 0xFF;
}

static inline guint
slot_behind (const AnnalsIdTable *table, guint slot)
{
  return slot + 1 < table->n_slots ? slot + 1 : 0;
}

guint32
annals_id_table_find (const AnnalsIdTable *table,
                      const AnnalsIdSource *source,
                      const char *id,
                      guint32 hash)
{
  for (guint slot = annals_id_table_slot_of (table, hash); table->slots[slot] != 0;
       slot = slot_behind (table, slot))
    {
      gsize length;

      if (table->tags[slot] == tag_of (hash)
          && strcmp (annals_id_source_get (source, table->slots[slot] - 1, &length), id) == 0)
        return table->slots[slot] - 1;
    }
  return ANNALS_NO_EVENT;
}

static void
put (AnnalsIdTable *table, guint32 event, guint32 hash)
{
  guint slot = annals_id_table_slot_of (table, hash);

  while (table->slots[slot] != 0)
    slot = slot_behind (table, slot);
  table->slots[slot] = event + 1;
  table->tags[slot] = tag_of (hash);
}

/* Event after event, so that their ids are read as they lie. Their slots lie anywhere: those of a
 * handful are fetched at once. */
static void
grow (AnnalsIdTable *table, const AnnalsIdSource *source, guint n_events)
{
  guint32 hashes[HANDFUL_EVENTS];

  table->n_slots += table->n_slots / 2;
  g_free (table->slots);
  g_free (table->tags);
  table->slots = g_new0 (guint32, table->n_slots);
  table->tags = g_new (guint8, table->n_slots);
  for (guint first = 0; first < n_events; first += HANDFUL_EVENTS)
    {
      guint n = MIN (n_events - first, HANDFUL_EVENTS);

      for (guint e = 0; e < n; e++)
        {
          gsize length;
          const char *id = annals_id_source_get (source, first + e, &length);

          hashes[e] = annals_string_hash (id, length);
          annals_id_table_prefetch (table, hashes[e]);
        }
      for (guint e = 0; e < n; e++)
        put (table, first + e, hashes[e]);
    }
}

void
annals_id_table_add (AnnalsIdTable *table,
                     const AnnalsIdSource *source,
                     guint32 event,
                     guint32 hash)
{
  if (++table->n_events > table->n_slots / 4 * 3)
    grow (table, source, event);
  put (table, event, hash);
}
