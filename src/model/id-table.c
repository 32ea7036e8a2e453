/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From ids to events: open addressing over the ids that stand in the chunks. */
#include "model/id-table.h"

void
annals_id_table_init (AnnalsIdTable *table)
{
  table->n_slots = 1024;
  table->slots = g_new0 (guint32, table->n_slots);
  table->n_events = 0;
}

void
annals_id_table_clear (AnnalsIdTable *table)
{
  g_clear_pointer (&table->slots, g_free);
  table->n_slots = table->n_events = 0;
}

AnnalsIdTable
annals_id_table_copy (const AnnalsIdTable *table)
{
  AnnalsIdTable copy = *table;

  copy.slots = g_memdup2 (table->slots, table->n_slots * sizeof (guint32));
  return copy;
}

guint32
annals_id_table_find (const AnnalsIdTable *table, const AnnalsIdSource *source, const char *id,
                      guint32 hash)
{
  guint mask = table->n_slots - 1;

  for (guint slot = hash & mask; table->slots[slot] != 0; slot = (slot + 1) & mask)
    {
      gsize length;

      if (strcmp (annals_id_source_get (source, table->slots[slot] - 1, &length), id) == 0)
        return table->slots[slot] - 1;
    }
  return ANNALS_NO_EVENT;
}

static void
put (AnnalsIdTable *table, guint32 event, guint32 hash)
{
  guint mask = table->n_slots - 1;
  guint slot = hash & mask;

  while (table->slots[slot] != 0)
    slot = (slot + 1) & mask;
  table->slots[slot] = event + 1;
}

static void
grow (AnnalsIdTable *table, const AnnalsIdSource *source)
{
  guint32 *old = table->slots;
  guint n_old = table->n_slots;

  table->n_slots *= 2;
  table->slots = g_new0 (guint32, table->n_slots);
  for (guint slot = 0; slot < n_old; slot++)
    if (old[slot] != 0)
      {
        gsize length;
        const char *id = annals_id_source_get (source, old[slot] - 1, &length);

        put (table, old[slot] - 1, annals_string_hash (id, length));
      }
  g_free (old);
}

void
annals_id_table_add (AnnalsIdTable *table, const AnnalsIdSource *source, guint32 event, guint32 hash)
{
  if (++table->n_events * 4 > table->n_slots * 3)
    grow (table, source);
  put (table, event, hash);
}
