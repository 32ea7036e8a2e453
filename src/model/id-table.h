/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From ids to events: open addressing over the ids that stand in the chunks. */
#pragma once

#include "model/chunk.h"

G_BEGIN_DECLS

/* A slot's tag is eight bits of its id's hash, so that an id is read only where it is most likely
 * the one: chunks are large, and a look into one is a look past the caches. */
typedef struct
{
  guint32 *slots; /* event + 1, 0 free */
  guint8 *tags;
  guint n_slots; /* a power of two */
  guint n_events;
} AnnalsIdTable;

/* Where the ids are found: the sealed chunks, and past them the open one (nullable). */
typedef struct
{
  AnnalsChunk *const *chunks;
  guint n_chunks;
  const AnnalsOpenChunk *open;
} AnnalsIdSource;

void annals_id_table_init (AnnalsIdTable *table);
void annals_id_table_clear (AnnalsIdTable *table);
AnnalsIdTable annals_id_table_copy (const AnnalsIdTable *table);
/* The event of that id, or ANNALS_NO_EVENT. */
guint32 annals_id_table_find (const AnnalsIdTable *table, const AnnalsIdSource *source, const char *id,
                              guint32 hash);
/* The id must not be there yet, and events come in order: 0, 1, 2 … */
void annals_id_table_add (AnnalsIdTable *table, const AnnalsIdSource *source, guint32 event, guint32 hash);

/* Has the table's place for that hash fetched while something else is done. */
static inline void
annals_id_table_prefetch (const AnnalsIdTable *table, guint32 hash)
{
  __builtin_prefetch (&table->slots[hash & (table->n_slots - 1)]);
  __builtin_prefetch (&table->tags[hash & (table->n_slots - 1)]);
}

static inline const char *
annals_id_source_get (const AnnalsIdSource *source, guint32 event, gsize *length)
{
  guint chunk = event >> ANNALS_CHUNK_SHIFT, i = event & ANNALS_CHUNK_MASK;

  if (chunk < source->n_chunks)
    {
      *length = source->chunks[chunk]->id_lengths[i];
      return source->chunks[chunk]->text + source->chunks[chunk]->texts[i];
    }
  *length = source->open->id_lengths[i];
  return source->open->text->str + source->open->texts[i];
}

G_END_DECLS
