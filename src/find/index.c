/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index of a timeline.
 *
 * Words of an event's own (title, summary, claims …) are indexed by event. Actors, places, tags and
 * sources are few and shared by many: their words are indexed by term, and each term has its list of
 * events. What a field asks for (kind, certainty, disputed …) is a bit an event, ready to be combined. */
#include "find/index.h"

#include <math.h>
#include <stdlib.h>

#include "find/event-text.h"
#include "find/index-private.h"
#include "model/release.h"

/* How often the cancellable is asked. */
#define CANCEL_STEP 64
/* Each holds a chunk's occurrences while it works: more threads, more memory. */
#define THREADS_MAX 2

typedef struct
{
  AnnalsWordIndexBuilder *builder;
  guint number;
} TextSink;

static void
add_text (const char *text, gpointer data)
{
  TextSink *sink = data;

  annals_word_index_builder_add (sink->builder, sink->number, text);
}

/* The words of so many events at a time, by as many threads as there is room for. */
typedef struct
{
  AnnalsIndex *index;
  GCancellable *cancellable;
  GPtrArray *words;      /* of AnnalsWordIndex, by chunk; each is set by one thread */
  GPtrArray *kind_words;
  gint next;             /* chunk that nobody has taken; atomic */
} WordsJob;

static gboolean
build_chunk (WordsJob *job, guint chunk)
{
  AnnalsTimeline *timeline = job->index->timeline;
  guint first = chunk * ANNALS_INDEX_CHUNK, n = MIN (job->index->n_events - first, ANNALS_INDEX_CHUNK);
  g_autoptr (AnnalsWordIndexBuilder) builder = annals_word_index_builder_new ();
  g_autoptr (AnnalsWordIndexBuilder) kind_builder = annals_word_index_builder_new ();
  TextSink sink = { builder, 0 };

  for (; sink.number < n; sink.number++)
    {
      guint event = first + sink.number;
      g_autoptr (AnnalsEventDetails) details = NULL;
      const char *kind;

      if (sink.number % CANCEL_STEP == 0 && g_cancellable_is_cancelled (job->cancellable))
        return FALSE;
      details = annals_timeline_load_details (timeline, event);
      annals_event_foreach_text (timeline, event, details, add_text, &sink);
      kind = annals_event_get_kind_text (timeline, event, details);
      if (kind != NULL)
        annals_word_index_builder_add (kind_builder, sink.number, kind);
    }
  job->words->pdata[chunk] = annals_word_index_builder_finish (builder, n);
  job->kind_words->pdata[chunk] = annals_word_index_builder_finish (kind_builder, n);
  return TRUE;
}

static gpointer
words_thread (gpointer data)
{
  WordsJob *job = data;

  for (guint chunk = (guint) g_atomic_int_add (&job->next, 1); chunk < job->words->len;
       chunk = (guint) g_atomic_int_add (&job->next, 1))
    if (!build_chunk (job, chunk))
      break;
  return NULL;
}

static void
free_word_index (gpointer data)
{
  g_clear_pointer ((AnnalsWordIndex **) &data, annals_word_index_free);
}

static gboolean
build_words (AnnalsIndex *self, GCancellable *cancellable)
{
  guint n_chunks = self->n_events / ANNALS_INDEX_CHUNK + (self->n_events % ANNALS_INDEX_CHUNK != 0);
  WordsJob job = { self, cancellable, g_ptr_array_new_full (n_chunks, free_word_index),
                   g_ptr_array_new_full (n_chunks, free_word_index), 0 };
  guint n_threads = MIN (MIN (g_get_num_processors (), n_chunks), THREADS_MAX);
  g_autofree GThread **threads = g_new0 (GThread *, THREADS_MAX);
  gboolean is_whole = TRUE;

  g_ptr_array_set_size (job.words, (int) n_chunks);
  g_ptr_array_set_size (job.kind_words, (int) n_chunks);
  /* This thread is one of them. */
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("words", words_thread, &job, NULL);
  words_thread (&job);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  for (guint chunk = 0; chunk < n_chunks; chunk++)
    is_whole = is_whole && job.kind_words->pdata[chunk] != NULL;
  if (is_whole)
    {
      self->words = annals_word_index_join (job.words);
      self->kind_words = annals_word_index_join (job.kind_words);
      return TRUE;
    }
  g_ptr_array_unref (job.words);
  g_ptr_array_unref (job.kind_words);
  return FALSE;
}

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsTermKind kind;
  guint32 track;
} ListData;

static guint
get_terms (gpointer data, guint event, const guint32 **lists)
{
  ListData *list_data = data;
  guint n;

  *lists = annals_timeline_get_terms (list_data->timeline, event, list_data->kind, &n);
  return n;
}

static guint
get_track (gpointer data, guint event, const guint32 **lists)
{
  ListData *list_data = data;

  list_data->track = annals_timeline_get_event_track (list_data->timeline, event);
  *lists = &list_data->track;
  return 1;
}

static gboolean
build_terms (AnnalsIndex *self, GCancellable *cancellable)
{
  ListData data = { self->timeline, 0, 0 };

  for (; data.kind < ANNALS_N_TERM_KINDS; data.kind++)
    {
      guint n_terms = annals_timeline_get_n_terms (self->timeline, data.kind);
      g_autoptr (AnnalsWordIndexBuilder) builder = annals_word_index_builder_new ();
      TextSink sink = { builder, 0 };

      for (; sink.number < n_terms; sink.number++)
        {
          if (sink.number % CANCEL_STEP == 0 && g_cancellable_is_cancelled (cancellable))
            return FALSE;
          annals_term_foreach_text (self->timeline, data.kind, sink.number, add_text, &sink);
        }
      self->term_words[data.kind] = annals_word_index_builder_finish (builder, n_terms);
      self->term_events[data.kind] = annals_postings_new (n_terms, self->n_events, get_terms, &data);
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  self->track_events
      = annals_postings_new (annals_timeline_get_n_tracks (self->timeline), self->n_events, get_track, &data);
  return TRUE;
}

static void
mark_event (AnnalsIndex *self, guint event)
{
  static const struct
  {
    AnnalsEventFlags flag;
    AnnalsIndexMark mark;
  } by_flag[] = {
    { ANNALS_EVENT_DISPUTED, ANNALS_MARK_DISPUTED },
    { ANNALS_EVENT_UNSOURCED, ANNALS_MARK_UNSOURCED },
    { ANNALS_EVENT_SINGLE_SOURCE, ANNALS_MARK_SINGLE_SOURCE },
    { ANNALS_EVENT_HAS_CLAIMS, ANNALS_MARK_CLAIMS },
    { ANNALS_EVENT_HAS_LINKS, ANNALS_MARK_LINKS },
    { ANNALS_EVENT_HAS_EXTRA_SPANS, ANNALS_MARK_OTHER_DATES },
    { ANNALS_EVENT_BACKGROUND, ANNALS_MARK_BACKGROUND },
  };
  static const AnnalsIndexMark by_kind[] = {
    [ANNALS_TERM_ACTOR] = ANNALS_MARK_ACTORS,
    [ANNALS_TERM_PLACE] = ANNALS_MARK_PLACES,
    [ANNALS_TERM_TAG] = ANNALS_MARK_TAGS,
    [ANNALS_TERM_SOURCE] = ANNALS_MARK_SOURCES,
  };
  guint flags = annals_timeline_get_event_flags (self->timeline, event), n;

  annals_bitset_add (self->kinds[annals_timeline_get_event_kind (self->timeline, event)], event);
  annals_bitset_add (self->certainties[annals_timeline_get_event_certainty (self->timeline, event)], event);
  for (guint i = 0; i < G_N_ELEMENTS (by_flag); i++)
    if (flags & by_flag[i].flag)
      annals_bitset_add (self->marks[by_flag[i].mark], event);
  for (AnnalsTermKind kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    {
      annals_timeline_get_terms (self->timeline, event, kind, &n);
      if (n > 0)
        annals_bitset_add (self->marks[by_kind[kind]], event);
    }
  if (!annals_span_is_dated (annals_timeline_get_event_span (self->timeline, event)))
    annals_bitset_add (self->marks[ANNALS_MARK_UNDATED], event);
}

static gboolean
build_marks (AnnalsIndex *self, GCancellable *cancellable)
{
  for (guint i = 0; i < ANNALS_N_KINDS; i++)
    self->kinds[i] = annals_bitset_new (self->n_events);
  for (guint i = 0; i < ANNALS_N_CERTAINTIES; i++)
    self->certainties[i] = annals_bitset_new (self->n_events);
  for (guint i = 0; i < ANNALS_N_MARKS; i++)
    self->marks[i] = annals_bitset_new (self->n_events);
  for (guint event = 0; event < self->n_events; event++)
    {
      if (event % CANCEL_STEP == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      mark_event (self, event);
    }
  return TRUE;
}

typedef struct
{
  double latest; /* INFINITY of an undated event too: nothing comes after it */
  guint16 place;
} Latest;

static int
compare_latest (const void *a, const void *b)
{
  const Latest *one = a, *other = b;

  if (one->latest != other->latest)
    return one->latest < other->latest ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
}

static gboolean
build_latest (AnnalsIndex *self, GCancellable *cancellable)
{
  g_autofree Latest *sorted = g_new (Latest, MIN (self->n_events, ANNALS_LATEST_EVENTS) + 1);

  self->by_latest = g_new (guint16, (gsize) self->n_events + 1);
  for (guint first = 0; first < self->n_events; first += ANNALS_LATEST_EVENTS)
    {
      guint n = MIN (self->n_events - first, ANNALS_LATEST_EVENTS);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          const AnnalsSpan *span = annals_timeline_get_event_span (self->timeline, first + i);

          sorted[i]
              = (Latest){ annals_span_is_dated (span) ? annals_span_get_latest (span) : INFINITY, (guint16) i };
        }
      qsort (sorted, n, sizeof (Latest), compare_latest);
      for (guint i = 0; i < n; i++)
        self->by_latest[first + i] = sorted[i].place;
    }
  return TRUE;
}

AnnalsIndex *
annals_index_new (AnnalsTimeline *timeline, GCancellable *cancellable)
{
  g_autoptr (AnnalsIndex) self = g_new0 (AnnalsIndex, 1);

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->timeline = g_object_ref (timeline);
  self->n_events = annals_timeline_get_n_events (timeline);
  if (!build_marks (self, cancellable) || !build_terms (self, cancellable) || !build_latest (self, cancellable)
      || !build_words (self, cancellable))
    return NULL;
  return g_steal_pointer (&self);
}

AnnalsIndex *
annals_index_ref (AnnalsIndex *index)
{
  g_atomic_ref_count_inc (&index->ref_count);
  return index;
}

static void
free_index (gpointer data)
{
  AnnalsIndex *index = data;

  g_clear_pointer (&index->words, annals_word_index_free);
  g_clear_pointer (&index->kind_words, annals_word_index_free);
  g_clear_pointer (&index->track_events, annals_postings_free);
  for (guint i = 0; i < ANNALS_N_TERM_KINDS; i++)
    {
      g_clear_pointer (&index->term_words[i], annals_word_index_free);
      g_clear_pointer (&index->term_events[i], annals_postings_free);
    }
  for (guint i = 0; i < ANNALS_N_KINDS; i++)
    g_clear_pointer (&index->kinds[i], annals_bitset_unref);
  for (guint i = 0; i < ANNALS_N_CERTAINTIES; i++)
    g_clear_pointer (&index->certainties[i], annals_bitset_unref);
  for (guint i = 0; i < ANNALS_N_MARKS; i++)
    g_clear_pointer (&index->marks[i], annals_bitset_unref);
  g_free (index->by_latest);
  g_clear_object (&index->timeline);
  g_free (index);
}

void
annals_index_unref (AnnalsIndex *index)
{
  if (g_atomic_ref_count_dec (&index->ref_count))
    annals_release (index, free_index, index->n_events > ANNALS_RELEASE_EVENTS);
}

AnnalsTimeline *
annals_index_get_timeline (AnnalsIndex *index)
{
  return index->timeline;
}

gsize
annals_index_get_memory (AnnalsIndex *index)
{
  gsize memory = sizeof *index + annals_word_index_get_memory (index->words)
                 + annals_word_index_get_memory (index->kind_words)
                 + annals_postings_get_memory (index->track_events) + (gsize) index->n_events * 2
                 + (gsize) (ANNALS_N_KINDS + ANNALS_N_CERTAINTIES + ANNALS_N_MARKS) * (index->n_events / 8);

  for (guint i = 0; i < ANNALS_N_TERM_KINDS; i++)
    memory += annals_word_index_get_memory (index->term_words[i]) + annals_postings_get_memory (index->term_events[i]);
  return memory;
}

static void
build_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsIndex *index = annals_index_new (data, cancellable);

  if (index != NULL)
    g_task_return_pointer (task, index, (GDestroyNotify) annals_index_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

void
annals_index_build_async (AnnalsTimeline *timeline, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (ANNALS_IS_TIMELINE (timeline));
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, g_object_ref (timeline), g_object_unref);
  g_task_run_in_thread (task, build_thread);
}

AnnalsIndex *
annals_index_build_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
