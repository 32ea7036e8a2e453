/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chunk: 16 384 events in columns, open and sealed. */
#include "model/chunk.h"

#define LONG_HEADER G_MAXUINT32
#define N_DATE_SLOTS (2 * ANNALS_CHUNK_EVENTS)

AnnalsChunk *
annals_chunk_ref (AnnalsChunk *chunk)
{
  g_atomic_ref_count_inc (&chunk->ref_count);
  return chunk;
}

void
annals_chunk_unref (AnnalsChunk *chunk)
{
  if (g_atomic_ref_count_dec (&chunk->ref_count))
    g_free (chunk);
}

/* Where the event's own begin in a side table of ascending events, and how many they are. */
static guint
find_rows (const guint16 *events, guint n_rows, guint i, guint *n)
{
  guint low = 0, high = n_rows, end;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (events[middle] < i)
        low = middle + 1;
      else
        high = middle;
    }
  for (end = low; end < n_rows && events[end] == i; end++)
    continue;
  *n = end - low;
  return low;
}

const AnnalsSlice *
annals_chunk_get_more_slices (const AnnalsChunk *chunk, guint i, guint *n)
{
  guint first = find_rows (chunk->more_events, chunk->n_more, i, n);

  return *n > 0 ? chunk->more + first : NULL;
}

const AnnalsExtraSpan *
annals_chunk_get_extras (const AnnalsChunk *chunk, guint i, guint *n)
{
  guint first = find_rows (chunk->extra_events, chunk->n_extras, i, n);

  return *n > 0 ? chunk->extras + first : NULL;
}

const guint32 *
annals_chunk_get_terms (const AnnalsChunk *chunk, guint i, AnnalsTermKind kind, guint *n)
{
  const guint32 *run;
  guint32 counts[ANNALS_N_TERM_KINDS];
  guint32 at;

  *n = 0;
  at = annals_chunk_get (chunk, ANNALS_COLUMN_TERMS, i);
  if (at == 0)
    return NULL;

  run = chunk->terms + at;
  if (*run == LONG_HEADER)
    {
      memcpy (counts, run + 1, sizeof counts);
      run += 1 + ANNALS_N_TERM_KINDS;
    }
  else
    {
      for (guint k = 0; k < ANNALS_N_TERM_KINDS; k++)
        counts[k] = (*run >> (8 * k)) & 0xFF;
      run++;
    }

  for (guint k = 0; k < (guint)kind; k++)
    run += counts[k];
  *n = counts[kind];
  return *n > 0 ? run : NULL;
}

AnnalsOpenChunk *
annals_open_chunk_new (void)
{
  AnnalsOpenChunk *open = g_new (AnnalsOpenChunk, 1);

  open->spans = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  open->date_texts = g_array_new (FALSE, FALSE, sizeof (guint32));
  open->extras = g_array_new (FALSE, FALSE, sizeof (AnnalsExtraSpan));
  open->extra_events = g_array_new (FALSE, FALSE, sizeof (guint16));
  open->more = g_array_new (FALSE, FALSE, sizeof (AnnalsSlice));
  open->more_events = g_array_new (FALSE, FALSE, sizeof (guint16));
  open->terms = g_array_new (FALSE, FALSE, sizeof (guint32));
  open->text = g_string_new (NULL);
  annals_open_chunk_reset (open);
  return open;
}

void
annals_open_chunk_free (AnnalsOpenChunk *open)
{
  if (open == NULL)
    return;
  g_array_unref (open->spans);
  g_array_unref (open->date_texts);
  g_array_unref (open->extras);
  g_array_unref (open->extra_events);
  g_array_unref (open->more);
  g_array_unref (open->more_events);
  g_array_unref (open->terms);
  g_string_free (open->text, TRUE);
  g_free (open);
}

void
annals_open_chunk_reset (AnnalsOpenChunk *open)
{
  guint32 unused = 0;

  open->n_events = 0;
  g_array_set_size (open->spans, 0);
  g_array_set_size (open->date_texts, 0);
  g_array_set_size (open->extras, 0);
  g_array_set_size (open->extra_events, 0);
  g_array_set_size (open->more, 0);
  g_array_set_size (open->more_events, 0);
  g_array_set_size (open->terms, 0);
  g_array_append_val (open->terms, unused);
  g_string_truncate (open->text, 0);
  memset (open->date_slots, 0, sizeof open->date_slots);
}

guint
annals_open_chunk_add (AnnalsOpenChunk *open, const char *id, gsize id_length)
{
  guint i = open->n_events++;

  open->columns[ANNALS_COLUMN_TEXT][i] = open->text->len;
  open->columns[ANNALS_COLUMN_ID_LENGTH][i] = id_length;
  open->columns[ANNALS_COLUMN_TERMS][i] = 0;
  g_string_append_len (open->text, id, id_length);
  g_string_append_c (open->text, '\0');
  return i;
}

void
annals_open_chunk_set_title (AnnalsOpenChunk *open, guint i, const char *title, gsize length)
{
  open->columns[ANNALS_COLUMN_TITLE][i] = 0;
  open->columns[ANNALS_COLUMN_TITLE_LENGTH][i] = 0;
  g_string_append_len (open->text, title, length);
  g_string_append_c (open->text, '\0');
}

void
annals_open_chunk_set_sliced_title (AnnalsOpenChunk *open, guint i, guint32 at, gsize length)
{
  open->columns[ANNALS_COLUMN_TITLE][i] = at + 1;
  open->columns[ANNALS_COLUMN_TITLE_LENGTH][i] = length;
}

void
annals_open_chunk_set_date (AnnalsOpenChunk *open,
                            guint i,
                            const char *date,
                            gsize length,
                            guint32 hash,
                            const AnnalsSpan *span)
{
  guint slot = hash % N_DATE_SLOTS;
  guint32 text = open->text->len;

  for (; open->date_slots[slot] != 0; slot = (slot + 1) % N_DATE_SLOTS)
    {
      guint known = open->date_slots[slot] - 1;
      const AnnalsSpan *known_span = &g_array_index (open->spans, AnnalsSpan, known);

      /* The bytes, not annals_span_equal(): an undated span's NANs are equal here. */
      if (known_span->flags == span->flags && memcmp (known_span, span, 4 * sizeof (double)) == 0
          && strcmp (open->text->str + g_array_index (open->date_texts, guint32, known), date) == 0)
        {
          open->columns[ANNALS_COLUMN_DATE][i] = known;
          return;
        }
    }

  open->columns[ANNALS_COLUMN_DATE][i] = open->spans->len;
  g_string_append_len (open->text, date, length);
  g_string_append_c (open->text, '\0');
  g_array_append_vals (open->spans, span, 1);
  g_array_append_val (open->date_texts, text);
  open->date_slots[slot] = open->spans->len;
}

void
annals_open_chunk_set_slice (AnnalsOpenChunk *open, guint i, const AnnalsSlice *slice)
{
  if (i == 0)
    open->offset = slice->offset;
  open->columns[ANNALS_COLUMN_OFFSET][i] = (guint32)(slice->offset - open->offset);
  open->columns[ANNALS_COLUMN_OFFSET_HIGH][i] = (slice->offset - open->offset) >> 32;
  open->columns[ANNALS_COLUMN_LENGTH][i] = (guint32)slice->length;
}

void
annals_open_chunk_add_extra (AnnalsOpenChunk *open, guint i, const AnnalsExtraSpan *extra)
{
  guint16 event = i;

  g_array_append_vals (open->extras, extra, 1);
  g_array_append_val (open->extra_events, event);
}

void
annals_open_chunk_add_slice (AnnalsOpenChunk *open, guint i, const AnnalsSlice *slice)
{
  guint16 event = i;

  g_array_append_vals (open->more, slice, 1);
  g_array_append_val (open->more_events, event);
}

void
annals_open_chunk_set_terms (AnnalsOpenChunk *open,
                             guint i,
                             const guint32 *terms,
                             const guint counts[ANNALS_N_TERM_KINDS])
{
  guint32 header = 0;
  gboolean is_long = FALSE;
  guint total = 0;

  for (guint k = 0; k < ANNALS_N_TERM_KINDS; k++)
    {
      total += counts[k];
      is_long |= counts[k] >= 0xFF;
      header |= (counts[k] & 0xFF) << (8 * k);
    }
  if (total == 0)
    return;

  open->columns[ANNALS_COLUMN_TERMS][i] = open->terms->len;
  if (is_long)
    header = LONG_HEADER;
  g_array_append_val (open->terms, header);
  if (is_long)
    g_array_append_vals (open->terms, counts, ANNALS_N_TERM_KINDS);
  g_array_append_vals (open->terms, terms, total);
}

int
annals_span_compare_order (const AnnalsSpan *a, const AnnalsSpan *b)
{
  double a_earliest = a->begin_min, b_earliest = b->begin_min;

  if (a_earliest != b_earliest)
    return a_earliest < b_earliest ? -1 : 1;
  if (a->end_max != b->end_max)
    return a->end_max < b->end_max ? -1 : 1;
  return 0;
}

static int
compare_dates (gconstpointer a, gconstpointer b, gpointer spans)
{
  return annals_span_compare_order (&((const AnnalsSpan *)spans)[*(const guint16 *)a],
                                    &((const AnnalsSpan *)spans)[*(const guint16 *)b]);
}

/* Sorts the few dates, then deals the events out by their date's rank: linear in the events, and
 * equal dates leave them in index order. Returns how many are dated. */
static guint
order_events (const AnnalsOpenChunk *open, guint16 *order)
{
  const AnnalsSpan *spans = (const AnnalsSpan *)(gpointer)open->spans->data;
  const guint32 *date_of = open->columns[ANNALS_COLUMN_DATE];
  guint n_dates = open->spans->len, n_dated_dates = 0, n_ranks = 0;
  g_autofree guint16 *sorted = g_new (guint16, n_dates + 1);
  g_autofree guint32 *rank = g_new (guint32, n_dates + 1);
  g_autofree guint32 *starts = NULL;
  guint n_dated = 0;

  for (guint d = 0; d < n_dates; d++)
    {
      rank[d] = G_MAXUINT32;
      if (annals_span_is_dated (&spans[d]))
        sorted[n_dated_dates++] = d;
    }
  g_qsort_with_data (sorted, n_dated_dates, sizeof *sorted, compare_dates, (gpointer)spans);
  for (guint s = 0; s < n_dated_dates; s++)
    {
      if (s > 0 && compare_dates (&sorted[s - 1], &sorted[s], (gpointer)spans) != 0)
        n_ranks++;
      rank[sorted[s]] = n_ranks;
    }

  starts = g_new0 (guint32, n_ranks + 2);
  for (guint i = 0; i < open->n_events; i++)
    if (rank[date_of[i]] != G_MAXUINT32)
      {
        starts[rank[date_of[i]] + 1]++;
        n_dated++;
      }
  for (guint r = 0; r <= n_ranks; r++)
    starts[r + 1] += starts[r];
  for (guint i = 0; i < open->n_events; i++)
    if (rank[date_of[i]] != G_MAXUINT32)
      order[starts[rank[date_of[i]]]++] = i;
  return n_dated;
}

static gpointer
lay_out (char **at, gconstpointer from, gsize size)
{
  gpointer to = *at;

  if (size > 0)
    memcpy (to, from, size);
  *at += size;
  return to;
}

static gpointer
lay_out_array (char **at, const GArray *from)
{
  return lay_out (at, from->data, (gsize)from->len * g_array_get_element_size ((GArray *)from));
}

static void
lay_out_column (char **at, AnnalsColumn *column, const guint32 *numbers, gsize n)
{
  annals_column_fill (column, (guint8 *)*at, numbers, n);
  *at += n * column->width;
}

/* All in one allocation, widest elements first, so that all are aligned that have to be. */
AnnalsChunk *
annals_open_chunk_seal (const AnnalsOpenChunk *open)
{
  gsize n = open->n_events, n_dates = open->spans->len;
  const guint32 *date_texts = (const guint32 *)(gpointer)open->date_texts->data;
  g_autofree guint16 *order = g_new (guint16, n + 1);
  AnnalsChunk head = {
    .n_events = n,
    .n_dated = order_events (open, order),
    .n_extras = open->extras->len,
    .n_more = open->more->len,
    .offset = open->offset,
    .date_texts = annals_column_fit (date_texts, n_dates),
  };
  gsize size = sizeof head + n_dates * (sizeof (AnnalsSpan) + head.date_texts.width)
               + open->extras->len * (sizeof (AnnalsExtraSpan) + sizeof (guint16))
               + open->more->len * (sizeof (AnnalsSlice) + sizeof (guint16))
               + open->terms->len * sizeof (guint32) + head.n_dated * sizeof (guint16)
               + open->text->len + 1 + ANNALS_COLUMN_SLACK;
  AnnalsChunk *chunk;
  char *at;

  for (guint c = 0; c < ANNALS_N_COLUMNS; c++)
    {
      head.columns[c] = annals_column_fit (open->columns[c], n);
      size += n * head.columns[c].width;
    }

  chunk = g_malloc (size);
  at = (char *)(chunk + 1);
  *chunk = head;
  g_atomic_ref_count_init (&chunk->ref_count);
  chunk->spans = lay_out_array (&at, open->spans);
  chunk->extras = lay_out_array (&at, open->extras);
  chunk->more = lay_out_array (&at, open->more);
  chunk->terms = lay_out_array (&at, open->terms);
  chunk->order = lay_out (&at, order, head.n_dated * sizeof (guint16));
  chunk->extra_events = lay_out_array (&at, open->extra_events);
  chunk->more_events = lay_out_array (&at, open->more_events);
  lay_out_column (&at, &chunk->date_texts, date_texts, n_dates);
  for (guint c = 0; c < ANNALS_N_COLUMNS; c++)
    lay_out_column (&at, &chunk->columns[c], open->columns[c], n);
  chunk->text = lay_out (&at, open->text->str, open->text->len + 1);
  return chunk;
}

/* One chunk's run in the merge. */
typedef struct
{
  const AnnalsSpan *span; /* of the run's next event */
  guint chunk, at;
} Run;

static gboolean
run_is_before (const Run *a, const Run *b)
{
  int order = annals_span_compare_order (a->span, b->span);

  return order != 0 ? order < 0 : a->chunk < b->chunk;
}

static void
sift_down (Run *heap, guint n, guint i)
{
  Run moving = heap[i];

  for (;;)
    {
      guint child = 2 * i + 1;

      if (child >= n)
        break;
      if (child + 1 < n && run_is_before (&heap[child + 1], &heap[child]))
        child++;
      if (!run_is_before (&heap[child], &moving))
        break;
      heap[i] = heap[child];
      i = child;
    }
  heap[i] = moving;
}

static const AnnalsSpan *
span_in_order (const AnnalsChunk *chunk, guint at)
{
  return annals_chunk_get_span (chunk, chunk->order[at]);
}

guint32 *
annals_chunks_merge_order (AnnalsChunk *const *chunks, guint n_chunks, guint *n)
{
  g_autofree Run *heap = g_new (Run, n_chunks + 1);
  guint32 *order, *to;
  guint n_runs = 0, total = 0;

  for (guint c = 0; c < n_chunks; c++)
    {
      total += chunks[c]->n_dated;
      if (chunks[c]->n_dated > 0)
        heap[n_runs++] = (Run){ span_in_order (chunks[c], 0), c, 0 };
    }
  for (guint i = n_runs / 2; i-- > 0;)
    sift_down (heap, n_runs, i);

  order = to = g_new (guint32, total + 1);
  while (n_runs > 0)
    {
      Run *first = &heap[0];
      const AnnalsChunk *chunk = chunks[first->chunk];

      *to++ = first->chunk << ANNALS_CHUNK_SHIFT | chunk->order[first->at];
      if (++first->at < chunk->n_dated)
        first->span = span_in_order (chunk, first->at);
      else
        heap[0] = heap[--n_runs];
      if (n_runs > 1)
        sift_down (heap, n_runs, 0);
    }
  *n = total;
  return order;
}
