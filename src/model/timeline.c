/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A timeline: its events in columns, its side tables, its tracks and sources. */
#include "model/timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/release.h"
#include "time/words.h"

/* A parse of so much takes a millisecond or two. */
#define LONG_EVENT_BYTES (64 * 1024)
/* To give so much back takes a few milliseconds. */
#define LARGE_FILE_BYTES (16 * 1024 * 1024)

G_DEFINE_TYPE (AnnalsTimeline, annals_timeline, G_TYPE_OBJECT)

AnnalsDetailsReader *
annals_details_reader_ref (AnnalsDetailsReader *reader)
{
  g_atomic_ref_count_inc (&reader->ref_count);
  return reader;
}

void
annals_details_reader_unref (AnnalsDetailsReader *reader)
{
  if (!g_atomic_ref_count_dec (&reader->ref_count))
    return;
  if (reader->destroy != NULL)
    reader->destroy (reader->data);
  g_free (reader);
}

static void
free_parts (gpointer data)
{
  AnnalsTimeline *self = data;

  g_clear_object (&self->file);
  g_clear_pointer (&self->details_reader, annals_details_reader_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->problems, annals_problems_free);
  g_free (self->title);
  g_free (self->description);
  g_free (self->id);
  g_free (self->language);
  g_free (self->format_name);
  g_free (self->as_of);
  for (guint c = 0; c < self->n_chunks; c++)
    annals_chunk_unref (self->chunks[c]);
  g_free (self->chunks);
  g_free (self->order);
  annals_id_table_clear (&self->ids);
  annals_link_table_clear (&self->links);
  for (guint kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    g_free (self->terms[kind]);
  g_free (self->tracks);
  g_free (self->track_of_number);
  g_free (self->sources);
  g_free (self->sources_by_id);
  g_clear_pointer (&self->strings, annals_strings_unref);
  g_free (self);
}

/* The object goes at once; what it owned may take its time. */
static void
annals_timeline_finalize (GObject *object)
{
  AnnalsTimeline *self = ANNALS_TIMELINE (object);
  gboolean is_large
      = self->n_events > ANNALS_RELEASE_EVENTS
        || (self->bytes != NULL && g_bytes_get_size (self->bytes) > LARGE_FILE_BYTES);

  annals_release (g_memdup2 (self, sizeof *self), free_parts, is_large);
  G_OBJECT_CLASS (annals_timeline_parent_class)->finalize (object);
}

static void
annals_timeline_class_init (AnnalsTimelineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = annals_timeline_finalize;
}

static void
annals_timeline_init (AnnalsTimeline *self)
{
}

const char *
annals_timeline_get_title (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->title;
}

const char *
annals_timeline_get_description (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->description;
}

const char *
annals_timeline_get_id (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->id;
}

const char *
annals_timeline_get_language (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->language;
}

const char *
annals_timeline_get_format_name (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->format_name;
}

GFile *
annals_timeline_get_file (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->file;
}

const char *
annals_timeline_get_as_of (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->as_of;
}

gboolean
annals_timeline_is_complete (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), FALSE);
  return self->is_complete;
}

AnnalsProblems *
annals_timeline_get_problems (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->problems;
}

double
annals_timeline_get_as_of_s (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NAN);

  if (!annals_span_is_dated (&self->as_of_span) || !isfinite (self->as_of_span.begin_min))
    return NAN;
  return self->as_of_span.begin_min;
}

double
annals_timeline_get_open_end_s (AnnalsTimeline *self)
{
  double as_of_s = annals_timeline_get_as_of_s (self);

  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NAN);
  return isnan (as_of_s) ? self->extent_end_s : as_of_s;
}

gboolean
annals_timeline_get_extent (AnnalsTimeline *self, double *begin_s, double *end_s)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), FALSE);

  *begin_s = self->extent_begin_s;
  *end_s = self->extent_end_s;
  return !isnan (self->extent_begin_s);
}

gboolean
annals_timeline_get_opening_view (AnnalsTimeline *self, double *begin_s, double *end_s)
{
  gboolean has_extent = annals_timeline_get_extent (self, begin_s, end_s);
  const AnnalsSpan *view = &self->view_span;

  if (!annals_span_is_dated (view))
    return has_extent;

  /* An open end of the view is the extent's. */
  if (isfinite (view->begin_min))
    *begin_s = view->begin_min;
  if (isfinite (view->end_max))
    *end_s = view->end_max;
  return isfinite (*begin_s) && isfinite (*end_s) && *begin_s < *end_s;
}

guint
annals_timeline_get_n_events (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), 0);
  return self->n_events;
}

/* The columns are read in loops over a million events: their getters check nothing but the index.
 */
static inline const AnnalsChunk *
chunk_of (AnnalsTimeline *self, guint event)
{
  return self->chunks[event >> ANNALS_CHUNK_SHIFT];
}

const char *
annals_timeline_get_event_id (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, "");
  return annals_chunk_get_id (chunk_of (self, event), event & ANNALS_CHUNK_MASK);
}

const char *
annals_timeline_read_event_title (AnnalsTimeline *self, guint event, AnnalsTitleRoom *room)
{
  const char *bytes = self->bytes != NULL ? g_bytes_get_data (self->bytes, NULL) : NULL;

  g_return_val_if_fail (event < self->n_events, "");
  return annals_chunk_read_title (chunk_of (self, event), event & ANNALS_CHUNK_MASK, bytes, room);
}

const char *
annals_timeline_get_event_date (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, "");
  return annals_chunk_get_date (chunk_of (self, event), event & ANNALS_CHUNK_MASK);
}

const AnnalsSpan *
annals_timeline_get_event_span (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, NULL);
  return annals_chunk_get_span (chunk_of (self, event), event & ANNALS_CHUNK_MASK);
}

guint
annals_timeline_get_event_track (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, 0);
  return self->track_of_number[annals_chunk_get (chunk_of (self, event), ANNALS_COLUMN_TRACK,
                                                 event & ANNALS_CHUNK_MASK)];
}

static inline guint32
bits_of (AnnalsTimeline *self, guint event)
{
  return annals_chunk_get (chunk_of (self, event), ANNALS_COLUMN_BITS, event & ANNALS_CHUNK_MASK);
}

AnnalsKind
annals_timeline_get_event_kind (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, ANNALS_KIND_OTHER);
  return ANNALS_BITS_KIND (bits_of (self, event));
}

AnnalsCertainty
annals_timeline_get_event_certainty (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, ANNALS_CERTAINTY_ESTABLISHED);
  return ANNALS_BITS_CERTAINTY (bits_of (self, event));
}

int
annals_timeline_get_event_importance (AnnalsTimeline *self, guint event)
{
  g_return_val_if_fail (event < self->n_events, ANNALS_IMPORTANCE_STANDARD);
  return ANNALS_BITS_IMPORTANCE (bits_of (self, event));
}

guint
annals_timeline_get_event_flags (AnnalsTimeline *self, guint event)
{
  guint flags;

  g_return_val_if_fail (event < self->n_events, 0);

  /* Chunks are shared by publications, and who is linked to grows: so that bit is not in them. */
  flags = ANNALS_BITS_FLAGS (bits_of (self, event));
  return annals_link_table_has (&self->links, event) ? flags | ANNALS_EVENT_HAS_LINKS : flags;
}

char *
annals_timeline_get_event_date_words (AnnalsTimeline *self, guint event)
{
  const char *date = annals_timeline_get_event_date (self, event);
  guint flags = annals_timeline_get_event_flags (self, event);
  g_autofree char *words = NULL;

  if (date == NULL || *date == '\0')
    return g_strdup (C_ ("date", "undated"));

  if ((flags & (ANNALS_EVENT_DATE_PAIR | ANNALS_EVENT_JULIAN)) == ANNALS_EVENT_JULIAN)
    return annals_edtf_julian_to_words (date);
  if ((flags & ANNALS_EVENT_DATE_PAIR) != 0)
    {
      g_auto (GStrv) pair = g_strsplit (date, "\037", 2);
      gboolean has_end = g_strv_length (pair) > 1 && *pair[1] != '\0';

      words
          = annals_edtf_pair_to_words (*pair[0] != '\0' ? pair[0] : NULL, has_end ? pair[1] : NULL);
    }
  else
    words = annals_edtf_to_words (date);

  if ((flags & ANNALS_EVENT_JULIAN) != 0)
    /* Translators: %s is a date in words, told in the Julian calendar. */
    return g_strdup_printf (_ ("%s (Julian calendar)"), words);
  return g_steal_pointer (&words);
}

guint
annals_timeline_find_event (AnnalsTimeline *self, const char *id)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), ANNALS_NO_EVENT);
  g_return_val_if_fail (id != NULL, ANNALS_NO_EVENT);

  AnnalsIdSource source = { self->chunks, self->n_chunks, NULL };
  return annals_id_table_find (&self->ids, &source, id, annals_string_hash (id, strlen (id)));
}

const guint32 *
annals_timeline_get_order (AnnalsTimeline *self, guint *n)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);

  *n = self->n_dated;
  return self->order;
}

guint
annals_timeline_find_in_order (AnnalsTimeline *self, const guint32 *events, guint n, guint event)
{
  const AnnalsSpan *span;
  guint low = 0, high = n;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), 0);
  g_return_val_if_fail (events != NULL || n == 0, 0);

  span = annals_timeline_get_event_span (self, event);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = annals_span_compare_order (annals_timeline_get_event_span (self, events[middle]), span);

      if (order < 0 || (order == 0 && events[middle] < event))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

const AnnalsExtraSpan *
annals_timeline_get_extra_spans (AnnalsTimeline *self, guint event, guint *n)
{
  *n = 0;
  g_return_val_if_fail (event < self->n_events, NULL);

  if ((ANNALS_BITS_FLAGS (bits_of (self, event)) & ANNALS_EVENT_HAS_EXTRA_SPANS) == 0)
    return NULL;
  return annals_chunk_get_extras (chunk_of (self, event), event & ANNALS_CHUNK_MASK, n);
}

const AnnalsLink *
annals_timeline_get_links (AnnalsTimeline *self, guint event, guint *n)
{
  *n = 0;
  g_return_val_if_fail (event < self->n_events, NULL);
  return annals_link_table_get (&self->links, event, n);
}

const guint32 *
annals_timeline_get_terms (AnnalsTimeline *self, guint event, AnnalsTermKind kind, guint *n)
{
  *n = 0;
  g_return_val_if_fail (event < self->n_events, NULL);
  g_return_val_if_fail ((guint)kind < ANNALS_N_TERM_KINDS, NULL);
  return annals_chunk_get_terms (chunk_of (self, event), event & ANNALS_CHUNK_MASK, kind, n);
}

guint
annals_timeline_get_n_terms (AnnalsTimeline *self, AnnalsTermKind kind)
{
  g_return_val_if_fail ((guint)kind < ANNALS_N_TERM_KINDS, 0);
  return self->n_terms[kind];
}

const char *
annals_timeline_get_term (AnnalsTimeline *self, AnnalsTermKind kind, guint term)
{
  g_return_val_if_fail ((guint)kind < ANNALS_N_TERM_KINDS, NULL);
  g_return_val_if_fail (term < self->n_terms[kind], NULL);
  return self->terms[kind][term];
}

guint
annals_timeline_get_n_tracks (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), 0);
  return self->n_tracks;
}

const AnnalsTrack *
annals_timeline_get_track (AnnalsTimeline *self, guint track)
{
  g_return_val_if_fail (track < self->n_tracks, NULL);
  return &self->tracks[track];
}

guint
annals_timeline_get_n_sources (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), 0);
  return self->n_sources;
}

const AnnalsSource *
annals_timeline_get_source (AnnalsTimeline *self, guint source)
{
  g_return_val_if_fail (source < self->n_sources, NULL);
  return &self->sources[source];
}

int
annals_timeline_find_source (AnnalsTimeline *self, const char *id)
{
  guint low = 0, high;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), -1);
  g_return_val_if_fail (id != NULL, -1);

  high = self->n_sources;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (self->sources[self->sources_by_id[middle]].id, id);

      if (order == 0)
        return self->sources_by_id[middle];
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return -1;
}

GBytes *
annals_timeline_get_bytes (AnnalsTimeline *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE (self), NULL);
  return self->bytes;
}

static GBytes *
cut_bytes (AnnalsTimeline *self, guint64 offset, guint64 length)
{
  guint64 size = self->bytes != NULL ? g_bytes_get_size (self->bytes) : 0;

  if (self->bytes == NULL || offset > size || length > size - offset)
    return g_bytes_new (NULL, 0);
  return g_bytes_new_from_bytes (self->bytes, offset, length);
}

guint
annals_timeline_get_n_event_slices (AnnalsTimeline *self, guint event)
{
  guint n_more;

  g_return_val_if_fail (event < self->n_events, 0);
  annals_chunk_get_more_slices (chunk_of (self, event), event & ANNALS_CHUNK_MASK, &n_more);
  return 1 + n_more;
}

GBytes *
annals_timeline_get_event_slice (AnnalsTimeline *self, guint event, guint slice)
{
  const AnnalsChunk *chunk;
  const AnnalsSlice *more;
  AnnalsSlice first;
  guint i = event & ANNALS_CHUNK_MASK, n_more;

  g_return_val_if_fail (event < self->n_events, g_bytes_new (NULL, 0));

  chunk = chunk_of (self, event);
  first = annals_chunk_get_slice (chunk, i);
  if (slice == 0)
    return cut_bytes (self, first.offset, first.length);
  more = annals_chunk_get_more_slices (chunk, i, &n_more);
  g_return_val_if_fail (slice - 1 < n_more, g_bytes_new (NULL, 0));
  return cut_bytes (self, more[slice - 1].offset, more[slice - 1].length);
}

GBytes *
annals_timeline_get_event_bytes (AnnalsTimeline *self, guint event)
{
  return annals_timeline_get_event_slice (self, event, 0);
}

AnnalsEventDetails *
annals_timeline_load_details (AnnalsTimeline *self, guint event)
{
  g_autoptr (GPtrArray) slices = NULL;
  AnnalsEventDetails *details = NULL;
  guint n_slices;

  g_return_val_if_fail (event < self->n_events, annals_event_details_new ());

  n_slices = annals_timeline_get_n_event_slices (self, event);
  slices = g_ptr_array_new_full (n_slices, (GDestroyNotify)g_bytes_unref);
  for (guint s = 0; s < n_slices; s++)
    {
      g_autoptr (GBytes) slice = annals_timeline_get_event_slice (self, event, s);

      if (g_bytes_get_size (slice) > 0)
        g_ptr_array_add (slices, g_steal_pointer (&slice));
    }
  if (self->details_reader != NULL && slices->len > 0)
    details = self->details_reader->func ((GBytes *const *)slices->pdata, slices->len,
                                          self->details_reader->data);
  return details != NULL ? details : annals_event_details_new ();
}

gboolean
annals_timeline_is_event_long (AnnalsTimeline *self, guint event)
{
  guint64 size = 0;
  guint n_slices;

  g_return_val_if_fail (event < self->n_events, FALSE);

  n_slices = annals_timeline_get_n_event_slices (self, event);
  for (guint s = 0; s < n_slices && size <= LONG_EVENT_BYTES; s++)
    {
      g_autoptr (GBytes) slice = annals_timeline_get_event_slice (self, event, s);

      size += g_bytes_get_size (slice);
    }
  return size > LONG_EVENT_BYTES;
}
