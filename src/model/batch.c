/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch of events on their way into columns, filled on one thread with no sight of others. */
#include "model/batch-private.h"
#include "model/chunk.h"

AnnalsBatch *
annals_batch_new (void)
{
  AnnalsBatch *batch = g_new0 (AnnalsBatch, 1);

  batch->text = g_string_sized_new (8192);
  batch->rows = g_array_sized_new (FALSE, FALSE, sizeof (AnnalsBatchRow), 64);
  batch->terms = g_array_new (FALSE, FALSE, sizeof (AnnalsBatchTerm));
  batch->extras = g_array_new (FALSE, FALSE, sizeof (AnnalsExtraSpan));
  batch->links = g_array_new (FALSE, FALSE, sizeof (AnnalsBatchLink));
  batch->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)annals_problem_free);
  return batch;
}

void
annals_batch_reset (AnnalsBatch *batch)
{
  g_string_truncate (batch->text, 0);
  g_array_set_size (batch->rows, 0);
  g_array_set_size (batch->terms, 0);
  g_array_set_size (batch->extras, 0);
  g_array_set_size (batch->links, 0);
  g_ptr_array_set_size (batch->problems, 0);
  batch->n_left_out = 0;
}

void
annals_batch_free (AnnalsBatch *batch)
{
  if (batch == NULL)
    return;
  g_string_free (batch->text, TRUE);
  g_array_unref (batch->rows);
  g_array_unref (batch->terms);
  g_array_unref (batch->extras);
  g_array_unref (batch->links);
  g_ptr_array_unref (batch->problems);
  g_free (batch);
}

/* At most ANNALS_TEXT_MAX bytes of text, cut between characters. */
static gsize
bounded_length (const char *text)
{
  gsize length = strlen (text);

  if (length <= ANNALS_TEXT_MAX)
    return length;
  length = ANNALS_TEXT_MAX;
  while (length > 0 && (text[length] & 0xC0) == 0x80)
    length--;
  return length;
}

guint32
annals_batch_put (AnnalsBatch *batch, const char *text, gsize length)
{
  guint32 offset = batch->text->len;

  g_string_append_len (batch->text, text, length);
  g_string_append_c (batch->text, '\0');
  return offset;
}

/* How far into an element its title is looked for. */
#define SEARCHED_BYTES 1024

/* Most titles stand in their element as they are: found there, they need not be kept twice. Any
 * place with those bytes will do. */
static gboolean
find_title (const AnnalsEventRow *row, gsize length, guint32 *at)
{
  gsize searched = MIN (row->length, SEARCHED_BYTES);
  const char *found = row->text, *end;

  if (row->text == NULL || length == 0 || length > ANNALS_SLICED_TITLE_MAX || length > searched)
    return FALSE;
  for (end = row->text + searched - length + 1;
       (found = memchr (found, *row->title, end - found)) != NULL; found++)
    if (memcmp (found, row->title, length) == 0)
      {
        *at = found - row->text;
        return TRUE;
      }
  return FALSE;
}

void
annals_batch_add_event (AnnalsBatch *batch, const AnnalsEventRow *row)
{
  AnnalsBatchRow to = {
    .span = row->span,
    .offset = row->offset,
    .length = row->length,
    .has_made_id = row->has_made_id,
    .is_part = row->is_part,
    .title = ANNALS_NO_TEXT,
    .track = ANNALS_NO_TEXT,
    .bits = ANNALS_BITS (row->flags, row->kind, row->certainty, CLAMP (row->importance, 1, 5)),
  };
  const char *date = row->date != NULL ? row->date : "";

  g_return_if_fail (row->id != NULL && row->title != NULL);

  to.id_length = bounded_length (row->id);
  to.id_hash = annals_string_hash (row->id, to.id_length);
  to.id = annals_batch_put (batch, row->id, to.id_length);
  to.title_length = bounded_length (row->title);
  if (!find_title (row, to.title_length, &to.title_in_slice))
    to.title = annals_batch_put (batch, row->title, to.title_length);
  to.date_length = bounded_length (date);
  to.date = annals_batch_put (batch, date, to.date_length);
  to.date_hash = annals_string_hash (date, to.date_length);
  if (row->track != NULL)
    {
      gsize length = bounded_length (row->track);

      to.track_hash = annals_string_hash (row->track, length);
      to.track = annals_batch_put (batch, row->track, length);
    }
  g_array_append_val (batch->rows, to);
}

static AnnalsBatchRow *
last_row (AnnalsBatch *batch)
{
  return &g_array_index (batch->rows, AnnalsBatchRow, batch->rows->len - 1);
}

void
annals_batch_add_extra_span (AnnalsBatch *batch, const AnnalsSpan *span, gboolean is_member)
{
  AnnalsExtraSpan extra = { *span, is_member };

  g_return_if_fail (batch->rows->len > 0);

  g_array_append_val (batch->extras, extra);
  last_row (batch)->n_extras++;
}

void
annals_batch_add_link (AnnalsBatch *batch, const char *type, const char *to_id, gboolean is_hedged)
{
  AnnalsBatchLink link = { .is_hedged = is_hedged };
  gsize type_length = bounded_length (type), to_length = bounded_length (to_id);

  g_return_if_fail (batch->rows->len > 0);

  link.type_hash = annals_string_hash (type, type_length);
  link.type = annals_batch_put (batch, type, type_length);
  link.to_hash = annals_string_hash (to_id, to_length);
  link.to = annals_batch_put (batch, to_id, to_length);
  g_array_append_val (batch->links, link);
  last_row (batch)->n_links++;
}

void
annals_batch_add_term (AnnalsBatch *batch, AnnalsTermKind kind, const char *text)
{
  AnnalsBatchTerm term = { .kind = kind };
  gsize length = bounded_length (text);

  g_return_if_fail (batch->rows->len > 0 && (guint)kind < ANNALS_N_TERM_KINDS);

  term.hash = annals_string_hash (text, length);
  term.text = annals_batch_put (batch, text, length);
  g_array_append_val (batch->terms, term);
  last_row (batch)->n_terms++;
}

void
annals_batch_take_problem (AnnalsBatch *batch, AnnalsProblem *problem)
{
  g_ptr_array_add (batch->problems, problem);
}

void
annals_batch_begin_element (AnnalsBatch *batch)
{
  batch->n_rows_before = batch->rows->len;
  batch->n_problems_before = batch->problems->len;
}

void
annals_batch_drop_element (AnnalsBatch *batch)
{
  g_return_if_fail (batch->rows->len == batch->n_rows_before);

  g_ptr_array_set_size (batch->problems, batch->n_problems_before);
}

void
annals_batch_end_element (AnnalsBatch *batch)
{
  if (batch->rows->len == batch->n_rows_before && batch->problems->len > batch->n_problems_before)
    batch->n_left_out++;
}
