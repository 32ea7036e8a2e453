/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader fills and the loader joins: events on their way into columns. */
#include "model/builder-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How many rows ahead the id table is asked for its next lines. */
#define PREFETCH_ROWS 6

AnnalsBuilder *
annals_builder_new (GFile *file)
{
  AnnalsBuilder *builder = g_new0 (AnnalsBuilder, 1);
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

  builder->file = file != NULL ? g_object_ref (file) : NULL;
  builder->problems = annals_problems_new ();
  builder->strings = annals_strings_new ();
  builder->as_of_span = builder->view_span = undated;
  builder->extent_begin_s = builder->extent_end_s = NAN;

  builder->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify)annals_chunk_unref);
  builder->open = annals_open_chunk_new ();
  builder->held = g_ptr_array_new_with_free_func ((GDestroyNotify)annals_batch_free);
  annals_id_table_init (&builder->ids);
  builder->made_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  annals_interner_init (&builder->track_names, builder->strings);
  builder->track_counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  builder->listed_tracks = g_array_new (FALSE, FALSE, sizeof (AnnalsListedTrack));
  for (guint kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    {
      annals_interner_init (&builder->terms[kind], builder->strings);
      builder->last_user[kind] = g_array_new (FALSE, TRUE, sizeof (guint32));
    }
  builder->sources = g_array_new (FALSE, TRUE, sizeof (AnnalsSource));
  annals_interner_init (&builder->link_types, builder->strings);
  annals_interner_init (&builder->link_names, builder->strings);
  builder->links = g_array_new (FALSE, FALSE, sizeof (AnnalsPendingLink));
  return builder;
}

void
annals_builder_free (AnnalsBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_object (&builder->file);
  g_clear_pointer (&builder->bytes, g_bytes_unref);
  g_clear_pointer (&builder->details_reader, annals_details_reader_unref);
  g_clear_pointer (&builder->problems, annals_problems_free);
  g_free (builder->title);
  g_free (builder->fallback_title);
  g_free (builder->description);
  g_free (builder->id);
  g_free (builder->language);
  g_free (builder->format_name);
  g_free (builder->as_of);
  g_ptr_array_unref (builder->chunks);
  annals_open_chunk_free (builder->open);
  g_ptr_array_unref (builder->held);
  annals_id_table_clear (&builder->ids);
  g_hash_table_unref (builder->made_ids);
  annals_interner_clear (&builder->track_names);
  g_array_unref (builder->track_counts);
  g_array_unref (builder->listed_tracks);
  for (guint kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    {
      annals_interner_clear (&builder->terms[kind]);
      g_array_unref (builder->last_user[kind]);
    }
  g_array_unref (builder->sources);
  annals_interner_clear (&builder->link_types);
  annals_interner_clear (&builder->link_names);
  g_array_unref (builder->links);
  annals_strings_unref (builder->strings);
  g_free (builder);
}

void
annals_builder_set_bytes (AnnalsBuilder *builder, GBytes *bytes)
{
  g_bytes_ref (bytes);
  g_clear_pointer (&builder->bytes, g_bytes_unref);
  builder->bytes = bytes;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

void
annals_builder_set_format_name (AnnalsBuilder *builder, const char *name)
{
  set_text (&builder->format_name, name);
}

void
annals_builder_set_details_func (AnnalsBuilder *builder,
                                 AnnalsDetailsFunc func,
                                 gpointer data,
                                 GDestroyNotify destroy)
{
  AnnalsDetailsReader *reader = g_new0 (AnnalsDetailsReader, 1);

  g_atomic_ref_count_init (&reader->ref_count);
  reader->func = func;
  reader->data = data;
  reader->destroy = destroy;
  g_clear_pointer (&builder->details_reader, annals_details_reader_unref);
  builder->details_reader = reader;
}

void
annals_builder_set_title (AnnalsBuilder *builder, const char *title)
{
  set_text (&builder->title, title);
}

void
annals_builder_set_fallback_title (AnnalsBuilder *builder, const char *title)
{
  set_text (&builder->fallback_title, title);
}

void
annals_builder_set_description (AnnalsBuilder *builder, const char *description)
{
  set_text (&builder->description, description);
}

void
annals_builder_set_id (AnnalsBuilder *builder, const char *id)
{
  set_text (&builder->id, id);
}

void
annals_builder_set_language (AnnalsBuilder *builder, const char *language)
{
  set_text (&builder->language, language);
}

void
annals_builder_set_as_of (AnnalsBuilder *builder, const char *edtf, const AnnalsSpan *span)
{
  set_text (&builder->as_of, edtf);
  builder->as_of_span = *span;
}

void
annals_builder_set_view (AnnalsBuilder *builder, const AnnalsSpan *span)
{
  builder->view_span = *span;
}

void
annals_builder_clear_header (AnnalsBuilder *builder)
{
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

  g_clear_pointer (&builder->title, g_free);
  g_clear_pointer (&builder->description, g_free);
  g_clear_pointer (&builder->id, g_free);
  g_clear_pointer (&builder->language, g_free);
  g_clear_pointer (&builder->as_of, g_free);
  builder->as_of_span = builder->view_span = undated;
  builder->is_trackless_apart = FALSE;
  g_array_set_size (builder->listed_tracks, 0);
  for (guint s = 0; s < builder->sources->len; s++)
    g_array_index (builder->sources, AnnalsSource, s).id = NULL;
}

void
annals_builder_keep_trackless_apart (AnnalsBuilder *builder)
{
  builder->is_trackless_apart = TRUE;
}

void
annals_builder_add_track (AnnalsBuilder *builder,
                          const char *id,
                          const char *title,
                          const char *description,
                          int color,
                          const char *parent_id,
                          gboolean is_folded)
{
  AnnalsListedTrack track = {
    .number = annals_interner_put_word (&builder->track_names, id),
    .title = annals_strings_add (builder->strings, title),
    .description = annals_strings_add (builder->strings, description),
    .parent_id = annals_strings_add (builder->strings, parent_id),
    .color = color,
    .is_folded = is_folded,
  };

  g_array_append_val (builder->listed_tracks, track);
}

gboolean
annals_builder_add_source (AnnalsBuilder *builder, AnnalsSource *source)
{
  guint32 number = annals_interner_put_word (&builder->terms[ANNALS_TERM_SOURCE], source->id);
  AnnalsSource *to = &annals_grown_index (builder->sources, AnnalsSource, number);
  gboolean is_new = to->id == NULL;

  if (is_new)
    {
      guint n_events = to->n_events;

      *to = *source;
      to->n_events = n_events;
      to->id = (char *)annals_strings_add (builder->strings, source->id);
    }

  char **const copied[] = {
    &to->type,      &to->title,  &to->author,   &to->container_title,
    &to->publisher, &to->issued, &to->accessed, &to->page,
    &to->doi,       &to->url,
  };
  char *const owned[] = {
    source->type,      source->title,  source->author,   source->container_title,
    source->publisher, source->issued, source->accessed, source->page,
    source->doi,       source->url,
  };
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    {
      if (is_new)
        *copied[i] = (char *)annals_strings_add (builder->strings, owned[i]);
      g_free (owned[i]);
    }
  g_free (source->id);
  g_free (source);
  return is_new;
}

gboolean
annals_source_id_is_address (const char *id)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };

  for (guint s = 0; s < G_N_ELEMENTS (schemes); s++)
    {
      gsize length = strlen (schemes[s]);

      if (g_ascii_strncasecmp (id, schemes[s], length) == 0 && (guint8)id[length] > ' ')
        return TRUE;
    }
  return FALSE;
}

void
annals_builder_take_problem (AnnalsBuilder *builder, AnnalsProblem *problem)
{
  annals_problems_take (builder->problems, problem);
}

void
annals_builder_leave_out (AnnalsBuilder *builder)
{
  g_return_if_fail (builder != NULL);

  annals_problems_add_left_out (builder->problems, 1);
}

guint
annals_builder_get_n_events (AnnalsBuilder *builder)
{
  return builder->n_events;
}

static AnnalsIdSource
id_source (AnnalsBuilder *builder)
{
  return (AnnalsIdSource){ (AnnalsChunk *const *)builder->chunks->pdata, builder->chunks->len,
                           builder->open };
}

/* "S08" a second time becomes "S08:2". Each id remembers where its copies have got to, so that a
 * million events of one id cost a million steps. */
static char *
make_id (AnnalsBuilder *builder, const char *id)
{
  AnnalsIdSource source = id_source (builder);
  guint copy = GPOINTER_TO_UINT (g_hash_table_lookup (builder->made_ids, id));
  g_autofree char *made = NULL;
  gsize kept = MIN (strlen (id), ANNALS_TEXT_MAX - 16);

  while (kept > 0 && (id[kept] & 0xC0) == 0x80)
    kept--;
  for (copy = MAX (copy, 2);; copy++)
    {
      g_clear_pointer (&made, g_free);
      made = g_strdup_printf ("%.*s:%u", (int)kept, id, copy);
      if (annals_id_table_find (&builder->ids, &source, made,
                                annals_string_hash (made, strlen (made)))
          == ANNALS_NO_EVENT)
        break;
    }
  g_hash_table_insert (builder->made_ids, g_strdup (id), GUINT_TO_POINTER (copy + 1));
  return g_steal_pointer (&made);
}

static void
report_second_id (AnnalsBuilder *builder,
                  const AnnalsBatchRow *row,
                  const char *id,
                  const char *made)
{
  g_autofree char *message
      = g_strdup_printf (_ ("A second event has the id “%s”; it is kept as “%s”."), id, made);

  annals_problems_take (builder->problems,
                        annals_problem_new (ANNALS_SEVERITY_ERROR, row->offset, made, message));
}

static guint
join_name (AnnalsBuilder *builder, const AnnalsBatch *batch, const AnnalsBatchRow *row)
{
  const char *id = batch->text->str + row->id;
  AnnalsIdSource source = id_source (builder);
  gsize length = row->id_length;
  guint32 hash = row->id_hash;
  g_autofree char *made = NULL;
  guint i;

  if (annals_id_table_find (&builder->ids, &source, id, hash) != ANNALS_NO_EVENT)
    {
      made = make_id (builder, id);
      if (!row->has_made_id)
        report_second_id (builder, row, id, made);
      id = made;
      length = strlen (made);
      hash = annals_string_hash (made, length);
    }

  i = annals_open_chunk_add (builder->open, id, length);
  if (row->title == ANNALS_NO_TEXT)
    annals_open_chunk_set_sliced_title (builder->open, i, row->title_in_slice, row->title_length);
  else
    annals_open_chunk_set_title (builder->open, i, batch->text->str + row->title, row->title_length);
  annals_id_table_add (&builder->ids, &source, builder->n_events, hash);
  return i;
}

/* Deals the event's terms out by kind, each once, and counts its sources. */
static guint
join_terms (AnnalsBuilder *builder,
            const AnnalsBatch *batch,
            const AnnalsBatchTerm *terms,
            guint n,
            guint i)
{
  guint counts[ANNALS_N_TERM_KINDS] = { 0 };
  guint32 few[64];
  g_autofree guint32 *many = n > G_N_ELEMENTS (few) ? g_new (guint32, n) : NULL;
  guint32 *numbers = many != NULL ? many : few;
  guint32 user = builder->n_events + 1;
  guint at = 0;

  for (guint kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    for (guint t = 0; t < n; t++)
      {
        guint32 number, *last;

        if (terms[t].kind != kind)
          continue;
        number = annals_interner_put (&builder->terms[kind], batch->text->str + terms[t].text,
                                      terms[t].hash);
        last = &annals_grown_index (builder->last_user[kind], guint32, number);
        if (*last == user)
          continue;
        *last = user;
        numbers[at++] = number;
        counts[kind]++;
        if (kind == ANNALS_TERM_SOURCE)
          annals_grown_index (builder->sources, AnnalsSource, number).n_events++;
      }
  annals_open_chunk_set_terms (builder->open, i, numbers, counts);
  return counts[ANNALS_TERM_SOURCE];
}

static void
join_links (AnnalsBuilder *builder, const AnnalsBatch *batch, const AnnalsBatchLink *links, guint n)
{
  AnnalsIdSource source = id_source (builder);

  for (guint l = 0; l < n; l++)
    {
      const char *to = batch->text->str + links[l].to;
      AnnalsPendingLink link = {
        .from = builder->n_events,
        .to = annals_id_table_find (&builder->ids, &source, to, links[l].to_hash),
        .type = annals_interner_put (&builder->link_types, batch->text->str + links[l].type,
                                     links[l].type_hash),
        .is_hedged = links[l].is_hedged != FALSE,
      };

      /* Most links point back; the others wait for their event under its name. */
      if (link.to == ANNALS_NO_EVENT)
        {
          link.to = annals_interner_put (&builder->link_names, to, links[l].to_hash);
          link.is_named = TRUE;
        }
      g_array_append_val (builder->links, link);
    }
}

static void
widen_extent (AnnalsBuilder *builder, const AnnalsSpan *span)
{
  const double bounds[] = { span->begin_min, span->begin_max, span->end_min, span->end_max };

  if (!annals_span_is_dated (span))
    return;
  for (guint b = 0; b < G_N_ELEMENTS (bounds); b++)
    if (isfinite (bounds[b]))
      {
        builder->extent_begin_s = fmin (builder->extent_begin_s, bounds[b]);
        builder->extent_end_s = fmax (builder->extent_end_s, bounds[b]);
      }
}

static guint
worked_out_flags (const AnnalsBatchRow *row, guint n_sources)
{
  guint flags = ANNALS_BITS_FLAGS (row->bits);

  if (n_sources == 0)
    flags |= ANNALS_EVENT_UNSOURCED;
  else if (n_sources == 1)
    flags |= ANNALS_EVENT_SINGLE_SOURCE;
  if (row->n_extras > 0)
    flags |= ANNALS_EVENT_HAS_EXTRA_SPANS;
  if ((flags & ANNALS_EVENT_CLAIMS_DISAGREE) != 0
      || ANNALS_BITS_CERTAINTY (row->bits) == ANNALS_CERTAINTY_DISPUTED)
    flags |= ANNALS_EVENT_DISPUTED;
  return flags;
}

void
annals_builder_join_row (AnnalsBuilder *builder,
                         const AnnalsBatch *batch,
                         const AnnalsBatchRow *row,
                         guint first_term,
                         guint first_extra,
                         guint first_link,
                         const AnnalsSlice *more,
                         guint n_more)
{
  const AnnalsSlice slice = { row->offset, row->length };
  AnnalsOpenChunk *open = builder->open;
  guint i = join_name (builder, batch, row);
  guint n_sources = 0;
  guint32 track = 0;

  annals_open_chunk_set_date (open, i, batch->text->str + row->date, row->date_length,
                              row->date_hash, &row->span);
  widen_extent (builder, &row->span);
  annals_open_chunk_set_slice (open, i, &slice);

  if (row->track != ANNALS_NO_TEXT)
    track = annals_interner_put (&builder->track_names, batch->text->str + row->track,
                                 row->track_hash)
            + 1;
  open->columns[ANNALS_COLUMN_TRACK][i] = track;
  if (track == 0 && (ANNALS_BITS_FLAGS (row->bits) & ANNALS_EVENT_BACKGROUND) != 0)
    builder->n_trackless_eras++;
  else
    annals_grown_index (builder->track_counts, guint32, track)++;

  if (row->n_terms > 0)
    n_sources
        = join_terms (builder, batch, &g_array_index (batch->terms, AnnalsBatchTerm, first_term),
                      row->n_terms, i);
  for (guint e = 0; e < row->n_extras; e++)
    annals_open_chunk_add_extra (open, i,
                                 &g_array_index (batch->extras, AnnalsExtraSpan, first_extra + e));
  if (row->n_links > 0)
    join_links (builder, batch, &g_array_index (batch->links, AnnalsBatchLink, first_link),
                row->n_links);
  for (guint m = 0; m < n_more; m++)
    annals_open_chunk_add_slice (open, i, &more[m]);

  open->columns[ANNALS_COLUMN_BITS][i]
      = (row->bits & ~0xFFFFu) | worked_out_flags (row, n_sources);
  builder->n_events++;
  if (open->n_events == ANNALS_CHUNK_EVENTS)
    {
      g_ptr_array_add (builder->chunks, annals_open_chunk_seal (open));
      annals_open_chunk_reset (open);
    }
}

void
annals_builder_join_and_reset (AnnalsBuilder *builder, AnnalsBatch *batch)
{
  guint first_term = 0, first_extra = 0, first_link = 0;

  annals_problems_add_left_out (builder->problems, batch->n_left_out);
  for (guint p = 0; p < batch->problems->len; p++)
    {
      annals_problems_take (builder->problems, g_ptr_array_index (batch->problems, p));
      batch->problems->pdata[p] = NULL;
    }

  for (guint r = 0; r < batch->rows->len; r++)
    {
      const AnnalsBatchRow *row = &g_array_index (batch->rows, AnnalsBatchRow, r);

      if (r + PREFETCH_ROWS < batch->rows->len)
        annals_id_table_prefetch (&builder->ids, row[PREFETCH_ROWS].id_hash);
      if (row->is_part)
        annals_builder_hold_row (builder, batch, row, first_term, first_extra, first_link);
      else
        annals_builder_join_row (builder, batch, row, first_term, first_extra, first_link, NULL, 0);
      first_term += row->n_terms;
      first_extra += row->n_extras;
      first_link += row->n_links;
    }
  annals_batch_reset (batch);
}

void
annals_builder_join (AnnalsBuilder *builder, AnnalsBatch *batch)
{
  annals_builder_join_and_reset (builder, batch);
  annals_batch_free (batch);
}
