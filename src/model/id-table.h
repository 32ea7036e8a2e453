/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From ids to events: open addressing over the ids that stand in the chunks. */
#pragma once

#include "model/chunk.h"

G_BEGIN_DECLS

/* An id's slot is where its hash stands in the range of hashes; a slot's tag is eight of its lower bits, so that an id is read only where it is most likely
 * the one: chunks are large, and a look into one is a look past the caches. */
typedef struct
{
  guint32 *slots; /* event + 1, 0 free */
  guint8 *tags;
  guint n_slots;
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

static inline guint
annals_id_table_slot_of (const AnnalsIdTable *table, guint32 hash)
{
  return (guint64) hash * table->n_slots >> 32;
}

/* Has the table's place for that hash fetched while something else is done. */
static inline void
annals_id_table_prefetch (const AnnalsIdTable *table, guint32 hash)
{
  guint slot = annals_id_table_slot_of (table, hash);

  __builtin_prefetch (&table->slots[slot]);
  __builtin_prefetch (&table->tags[slot]);
}

static inline const char *
annals_id_source_get (const AnnalsIdSource *source, guint32 event, gsize *length)
{
  guint chunk = event >> ANNALS_CHUNK_SHIFT, i = event & ANNALS_CHUNK_MASK;

  if (chunk < source->n_chunks)
    {
      *length = annals_chunk_get (source->chunks[chunk], ANNALS_COLUMN_ID_LENGTH, i);
      return annals_chunk_get_id (source->chunks[chunk], i);
    }
  *length = source->open->columns[ANNALS_COLUMN_ID_LENGTH][i];
  return source->open->text->str + source->open->columns[ANNALS_COLUMN_TEXT][i];
}

G_END_DECLS
