/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts: rows of a table that are one event where they agree in id and date.
 *
 * Copies of them are kept until all have been seen, since only then it shows which belong together
 * and whether an id alone tells its event from others; columns once joined never change. Time and
 * memory are linear in the rows. */
#include "model/builder-private.h"

/* Copies lie in batches of about this much text. */
#define HELD_BYTES (1024 * 1024)

typedef struct _Part Part;

/* A row, and the next of its event. */
struct _Part
{
  const AnnalsBatch *batch;
  const AnnalsBatchRow *row;
  guint first_term, first_extra, first_link;
  Part *next, *last;  /* last: of an event's first part alone */
  guint n_parts;      /* likewise */
  Part *namesake;     /* the first event of its id; itself: it is that */
  gboolean is_shared; /* of that one: events of other dates have the id too */
};

static const char *
id_of (const Part *part)
{
  return part->batch->text->str + part->row->id;
}

static const char *
date_of (const Part *part)
{
  return part->batch->text->str + part->row->date;
}

static guint
hash_id (gconstpointer part)
{
  return ((const Part *)part)->row->id_hash;
}

static gboolean
equal_id (gconstpointer a, gconstpointer b)
{
  return strcmp (id_of (a), id_of (b)) == 0;
}

static guint
hash_event (gconstpointer part)
{
  const AnnalsBatchRow *row = ((const Part *)part)->row;

  return row->id_hash ^ row->date_hash * 31;
}

static gboolean
equal_event (gconstpointer a, gconstpointer b)
{
  return equal_id (a, b) && strcmp (date_of (a), date_of (b)) == 0;
}

static guint32
copy_text (AnnalsBatch *to, const AnnalsBatch *from, guint32 text)
{
  const char *words = from->text->str + text;

  return text == ANNALS_NO_TEXT ? ANNALS_NO_TEXT : annals_batch_put (to, words, strlen (words));
}

/* The part's terms, extra spans and links, to the last row of `to`. */
static void
append_belongings (AnnalsBatch *to, const Part *part)
{
  AnnalsBatchRow *row = &g_array_index (to->rows, AnnalsBatchRow, to->rows->len - 1);

  for (guint t = 0; t < part->row->n_terms; t++)
    {
      AnnalsBatchTerm term
          = g_array_index (part->batch->terms, AnnalsBatchTerm, part->first_term + t);

      term.text = copy_text (to, part->batch, term.text);
      g_array_append_val (to->terms, term);
    }
  for (guint l = 0; l < part->row->n_links; l++)
    {
      AnnalsBatchLink link
          = g_array_index (part->batch->links, AnnalsBatchLink, part->first_link + l);

      link.type = copy_text (to, part->batch, link.type);
      link.to = copy_text (to, part->batch, link.to);
      g_array_append_val (to->links, link);
    }
  if (part->row->n_extras > 0)
    g_array_append_vals (to->extras,
                         &g_array_index (part->batch->extras, AnnalsExtraSpan, part->first_extra),
                         part->row->n_extras);
  row->n_terms += part->row->n_terms;
  row->n_links += part->row->n_links;
  row->n_extras += part->row->n_extras;
  row->bits |= ANNALS_BITS_FLAGS (part->row->bits);
}

/* A row of its own with the part's columns, and nothing that belongs to it yet. */
static AnnalsBatchRow *
append_row (AnnalsBatch *to, const Part *part)
{
  AnnalsBatchRow row = *part->row;

  row.id = copy_text (to, part->batch, row.id);
  row.title = copy_text (to, part->batch, row.title);
  row.date = copy_text (to, part->batch, row.date);
  row.track = copy_text (to, part->batch, row.track);
  row.n_terms = row.n_links = row.n_extras = 0;
  g_array_append_val (to->rows, row);
  return &g_array_index (to->rows, AnnalsBatchRow, to->rows->len - 1);
}

void
annals_builder_hold_row (AnnalsBuilder *builder,
                         const AnnalsBatch *batch,
                         const AnnalsBatchRow *row,
                         guint first_term,
                         guint first_extra,
                         guint first_link)
{
  GPtrArray *held = builder->held;
  const Part part = { .batch = batch,
                      .row = row,
                      .first_term = first_term,
                      .first_extra = first_extra,
                      .first_link = first_link };
  AnnalsBatch *last = held->len > 0 ? g_ptr_array_index (held, held->len - 1) : NULL;

  if (last == NULL || last->text->len >= HELD_BYTES)
    {
      last = annals_batch_new ();
      g_ptr_array_add (held, last);
    }
  append_row (last, &part);
  append_belongings (last, &part);
}

/* (transfer full) (array length=n) */
static Part *
list_parts (AnnalsBuilder *builder, gsize *n)
{
  Part *parts, *to;

  *n = 0;
  for (guint b = 0; b < builder->held->len; b++)
    *n += ((const AnnalsBatch *)g_ptr_array_index (builder->held, b))->rows->len;
  parts = to = g_new0 (Part, *n + 1);
  for (guint b = 0; b < builder->held->len; b++)
    {
      const AnnalsBatch *batch = g_ptr_array_index (builder->held, b);
      guint first_term = 0, first_extra = 0, first_link = 0;

      for (guint r = 0; r < batch->rows->len; r++, to++)
        {
          const AnnalsBatchRow *row = &g_array_index (batch->rows, AnnalsBatchRow, r);

          to->batch = batch;
          to->row = row;
          to->first_term = first_term;
          to->first_extra = first_extra;
          to->first_link = first_link;
          first_term += row->n_terms;
          first_extra += row->n_extras;
          first_link += row->n_links;
        }
    }
  return parts;
}

/* Finds which parts are one event, and which events share an id. */
static void
group_parts (Part *parts, gsize n_parts)
{
  g_autoptr (GHashTable) events = g_hash_table_new (hash_event, equal_event);
  g_autoptr (GHashTable) ids = g_hash_table_new (hash_id, equal_id);

  for (gsize p = 0; p < n_parts; p++)
    {
      Part *part = &parts[p], *first = g_hash_table_lookup (events, part);

      if (first != NULL)
        {
          first->last->next = part;
          first->last = part;
          first->n_parts++;
          continue;
        }
      part->last = part;
      part->n_parts = 1;
      g_hash_table_add (events, part);
      part->namesake = g_hash_table_lookup (ids, part);
      if (part->namesake != NULL)
        part->namesake->is_shared = TRUE;
      else
        {
          part->namesake = part;
          g_hash_table_add (ids, part);
        }
    }
}

/* The id with the date behind it, the same wherever the event's rows stand. */
static void
tell_apart (AnnalsBatch *batch, AnnalsBatchRow *row)
{
  const char *date = row->date_length > 0 ? batch->text->str + row->date : "undated";
  g_autofree char *id = g_strdup_printf ("%s@%s", batch->text->str + row->id, date);
  gsize length = strlen (id);

  /* One that is too long for it stays, and is made unique as any other. */
  if (length > ANNALS_TEXT_MAX)
    return;
  row->id_length = length;
  row->id_hash = annals_string_hash (id, length);
  row->id = annals_batch_put (batch, id, length);
}

void
annals_builder_join_held (AnnalsBuilder *builder)
{
  g_autofree Part *parts = NULL;
  g_autoptr (AnnalsBatch) batch = annals_batch_new ();
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (AnnalsSlice));
  gsize n_parts;

  if (builder->held->len == 0)
    return;
  parts = list_parts (builder, &n_parts);
  group_parts (parts, n_parts);
  for (gsize p = 0; p < n_parts; p++)
    {
      Part *first = &parts[p];
      AnnalsBatchRow *row;

      if (first->n_parts == 0)
        continue;
      annals_batch_reset (batch);
      g_array_set_size (more, 0);
      row = append_row (batch, first);
      if (first->namesake->is_shared)
        tell_apart (batch, row);
      for (const Part *part = first; part != NULL; part = part->next)
        {
          AnnalsSlice slice = { part->row->offset, part->row->length };

          append_belongings (batch, part);
          if (part != first)
            g_array_append_val (more, slice);
        }
      annals_builder_join_row (builder, batch, row, 0, 0, 0,
                               (const AnnalsSlice *)(gpointer)more->data, more->len);
    }
  g_ptr_array_set_size (builder->held, 0);
}
