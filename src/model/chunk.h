/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chunk: 16 384 events in columns. Open while the builder fills it, then sealed: one allocation
 * that never changes and that every later publication shares.
 *
 * What repeats within a chunk is kept once: a date string and its span are one row of a small
 * table, since dates cluster. Columns of numbers are as wide as the chunk's own numbers need. The
 * terms of an event are one run in `terms`:
 *
 *     header | actors … | places … | tags … | sources …
 *
 * where the header holds the four counts in a byte each; LONG_HEADER says that four whole words
 * with the counts follow it. */
#pragma once

#include "model/column.h"
#include "model/interner.h"
#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_CHUNK_SHIFT 14
#define ANNALS_CHUNK_MASK (ANNALS_CHUNK_EVENTS - 1)
/* The columns hold at most this many bytes of one id, title or date, so that a chunk's text can be
 * told apart by 32-bit offsets. */
#define ANNALS_TEXT_MAX 65535

/* A stretch of the file. */
typedef struct
{
  guint64 offset;
  guint64 length;
} AnnalsSlice;

/* flags in the low 16 bits, then kind, certainty, importance in 4, 3 and 3 */
#define ANNALS_BITS_FLAGS(bits) ((bits) & 0xFFFF)
#define ANNALS_BITS_KIND(bits) (((bits) >> 16) & 15)
#define ANNALS_BITS_CERTAINTY(bits) (((bits) >> 20) & 7)
#define ANNALS_BITS_IMPORTANCE(bits) (((bits) >> 23) & 7)
#define ANNALS_BITS(flags, kind, certainty, importance)                                             \
  (((guint32) (flags) & 0xFFFF) | (guint32) (kind) << 16 | (guint32) (certainty) << 20              \
   | (guint32) (importance) << 23)

/* What a chunk holds of each of its events. */
typedef enum
{
  ANNALS_COLUMN_TEXT, /* offset of the id */
  ANNALS_COLUMN_ID_LENGTH,
  ANNALS_COLUMN_TITLE,        /* where in the slice it stands + 1; 0: it follows the id */
  ANNALS_COLUMN_TITLE_LENGTH, /* in the slice */
  ANNALS_COLUMN_DATE,  /* which of the dates */
  ANNALS_COLUMN_TRACK, /* number of the track's name + 1, 0: none given */
  ANNALS_COLUMN_BITS,  /* ANNALS_BITS */
  ANNALS_COLUMN_OFFSET, /* of the slice, from the chunk's; the low 32 bits */
  ANNALS_COLUMN_OFFSET_HIGH,
  ANNALS_COLUMN_LENGTH, /* of the slice */
  ANNALS_COLUMN_TERMS,  /* where the event's run in terms begins; 0: it has none */
  ANNALS_N_COLUMNS
} AnnalsChunkColumn;

typedef struct
{
  gatomicrefcount ref_count;
  guint n_events;
  guint n_dated;
  guint n_extras;
  guint n_more;
  const AnnalsSpan *spans; /* of the dates */
  const AnnalsExtraSpan *extras;
  const AnnalsSlice *more; /* slices behind an event's first */
  const guint32 *terms;
  const guint16 *order;        /* dated events by earliest, latest, index: n_dated of them */
  const guint16 *extra_events; /* whose each extra span is, ascending */
  const guint16 *more_events;  /* whose each of more is, ascending */
  guint64 offset;              /* in the file, from which those of the slices count */
  AnnalsColumn date_texts;     /* of the dates: offset of the date string */
  AnnalsColumn columns[ANNALS_N_COLUMNS];
  const char *text;
} AnnalsChunk;

void annals_chunk_unref (AnnalsChunk *chunk);
AnnalsChunk *annals_chunk_ref (AnnalsChunk *chunk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsChunk, annals_chunk_unref)

static inline guint32
annals_chunk_get (const AnnalsChunk *chunk, AnnalsChunkColumn column, guint i)
{
  return annals_column_get (&chunk->columns[column], i);
}

static inline const char *
annals_chunk_get_id (const AnnalsChunk *chunk, guint i)
{
  return chunk->text + annals_chunk_get (chunk, ANNALS_COLUMN_TEXT, i);
}

static inline const AnnalsSpan *
annals_chunk_get_span (const AnnalsChunk *chunk, guint i)
{
  return &chunk->spans[annals_chunk_get (chunk, ANNALS_COLUMN_DATE, i)];
}

static inline const char *
annals_chunk_get_date (const AnnalsChunk *chunk, guint i)
{
  return chunk->text
         + annals_column_get (&chunk->date_texts, annals_chunk_get (chunk, ANNALS_COLUMN_DATE, i));
}

/* An event's slice may stand in front of the chunk's offset: then the sum passes 64 bits, as it should. */
static inline AnnalsSlice
annals_chunk_get_slice (const AnnalsChunk *chunk, guint i)
{
  guint64 high = annals_chunk_get (chunk, ANNALS_COLUMN_OFFSET_HIGH, i);

  return (AnnalsSlice) { .offset
                         = chunk->offset + (high << 32 | annals_chunk_get (chunk, ANNALS_COLUMN_OFFSET, i)),
                         .length = annals_chunk_get (chunk, ANNALS_COLUMN_LENGTH, i) };
}

/* The title, from the chunk's own text or that of the file. */
static inline const char *
annals_chunk_read_title (const AnnalsChunk *chunk, guint i, const char *bytes, AnnalsTitleRoom *room)
{
  guint32 at = annals_chunk_get (chunk, ANNALS_COLUMN_TITLE, i);
  gsize length;

  if (at == 0)
    return annals_chunk_get_id (chunk, i) + annals_chunk_get (chunk, ANNALS_COLUMN_ID_LENGTH, i) + 1;
  length = annals_chunk_get (chunk, ANNALS_COLUMN_TITLE_LENGTH, i);
  memcpy (room->text, bytes + annals_chunk_get_slice (chunk, i).offset + at - 1, length);
  room->text[length] = '\0';
  return room->text;
}

/* The slices behind the event's first; NULL and 0 when there are none. */
const AnnalsSlice *annals_chunk_get_more_slices (const AnnalsChunk *chunk, guint i, guint *n);
/* The extra spans; NULL and 0 when there are none. */
const AnnalsExtraSpan *annals_chunk_get_extras (const AnnalsChunk *chunk, guint i, guint *n);
/* The terms of one kind; NULL and 0 when there are none. */
const guint32 *annals_chunk_get_terms (const AnnalsChunk *chunk, guint i, AnnalsTermKind kind, guint *n);

typedef struct
{
  guint n_events;
  GArray *spans;        /* of AnnalsSpan: of the dates */
  GArray *date_texts;   /* of guint32, beside them: offset of the date string */
  GArray *extras;       /* of AnnalsExtraSpan */
  GArray *extra_events; /* of guint16 */
  GArray *more;         /* of AnnalsSlice */
  GArray *more_events;  /* of guint16 */
  GArray *terms;        /* of guint32; the first is never used */
  GString *text;
  guint64 offset;
  guint32 columns[ANNALS_N_COLUMNS][ANNALS_CHUNK_EVENTS];
  guint16 date_slots[2 * ANNALS_CHUNK_EVENTS]; /* open addressing over dates: row + 1, 0 free */
} AnnalsOpenChunk;

AnnalsOpenChunk *annals_open_chunk_new (void);
void annals_open_chunk_free (AnnalsOpenChunk *open);
void annals_open_chunk_reset (AnnalsOpenChunk *open);

/* Adds an event's row, of which the other columns are to be set; returns its place in the chunk. Strings of
 * at most ANNALS_TEXT_MAX bytes. */
guint annals_open_chunk_add (AnnalsOpenChunk *open, const char *id, gsize id_length);
/* One of these two next. at: where in the event's slice the title stands, of at most ANNALS_SLICED_TITLE_MAX
 * bytes. */
void annals_open_chunk_set_title (AnnalsOpenChunk *open, guint i, const char *title, gsize length);
void annals_open_chunk_set_sliced_title (AnnalsOpenChunk *open, guint i, guint32 at, gsize length);
void annals_open_chunk_set_date (AnnalsOpenChunk *open, guint i, const char *date, gsize length,
                                 guint32 hash, const AnnalsSpan *span);
void annals_open_chunk_set_slice (AnnalsOpenChunk *open, guint i, const AnnalsSlice *slice);
void annals_open_chunk_add_extra (AnnalsOpenChunk *open, guint i, const AnnalsExtraSpan *extra);
void annals_open_chunk_add_slice (AnnalsOpenChunk *open, guint i, const AnnalsSlice *slice);
/* terms: those of each kind in a run, counts: how many of each. */
void annals_open_chunk_set_terms (AnnalsOpenChunk *open, guint i, const guint32 *terms,
                                  const guint counts[ANNALS_N_TERM_KINDS]);

/* A sealed chunk of what is in the open one, which stays as it is. */
AnnalsChunk *annals_open_chunk_seal (const AnnalsOpenChunk *open);

/* By earliest, latest: -1, 0, 1. */
int annals_span_compare_order (const AnnalsSpan *a, const AnnalsSpan *b);

/* The dated events of all chunks by earliest, latest, index: merges the chunks' own orders. */
guint32 *annals_chunks_merge_order (AnnalsChunk *const *chunks, guint n_chunks, guint *n);

G_END_DECLS
