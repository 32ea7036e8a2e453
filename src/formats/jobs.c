/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: batches of elements on a pool of threads. No JsonNode outlives its batch. */
#include "formats/jobs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/slice.h"

/* What scans and joins is one thread, which four keep busy. */
#define THREADS_MAX 4
#define JOBS_A_THREAD 4
/* json-glib is given about this much of a batch at once. */
#define HANDFUL_BYTES 3000
/* Batches are small but for a single huge element: of these few are held at once. */
#define BYTES_UNDER_WAY (8 * 1024 * 1024)

typedef struct
{
  AnnalsReading *reading;
  const char *bytes; /* the file's, borrowed */
  gsize length;      /* of "[" and the elements with commas between and "]" */
  GArray *elements;  /* of AnnalsScannedElement */
  AnnalsBatch *batch;
  gboolean needs_whole; /* elements are no longer cut */
  gboolean is_done;
} Job;

struct _AnnalsJobs
{
  GThreadPool *pool;
  guint n_max;
  GQueue jobs; /* in order */
  gsize n_bytes;
  GMutex mutex;
  GCond is_done;
  gboolean is_abandoned;
  GPtrArray *spare; /* of AnnalsBatch; guarded by mutex */
};

AnnalsReading *
annals_reading_new (const AnnalsReader *reader, gpointer context)
{
  AnnalsReading *reading = g_new0 (AnnalsReading, 1);

  g_atomic_ref_count_init (&reading->ref_count);
  reading->reader = reader;
  reading->context = context;
  return reading;
}

AnnalsReading *
annals_reading_ref (AnnalsReading *reading)
{
  g_atomic_ref_count_inc (&reading->ref_count);
  return reading;
}

void
annals_reading_unref (gpointer data)
{
  AnnalsReading *reading = data;

  if (!g_atomic_ref_count_dec (&reading->ref_count))
    return;
  if (reading->reader->close != NULL)
    reading->reader->close (reading->context);
  g_free (reading);
}

AnnalsEventDetails *
annals_reading_load_details (GBytes *const *slices, guint n_slices, gpointer data)
{
  AnnalsReading *reading = data;
  AnnalsEventDetails *details = annals_event_details_new ();
  g_autofree AnnalsPlace *places = g_new0 (AnnalsPlace, n_slices);
  g_autofree AnnalsText *texts = g_new0 (AnnalsText, n_slices);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  guint n_places = 0;

  for (guint s = 0; s < n_slices; s++)
    {
      gsize length;
      const char *text = g_bytes_get_data (slices[s], &length);
      JsonNode *node = annals_slice_parse (text, length);

      if (node == NULL)
        continue;
      g_ptr_array_add (nodes, node);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      texts[n_places].text = text;
      texts[n_places].length = length;
      places[n_places] = annals_place_root (&texts[n_places], json_node_get_object (node));
      n_places++;
    }
  if (n_places > 0)
    reading->reader->read_details (reading->context, places, n_places, details);
  return details;
}

gboolean
annals_reading_read_element (AnnalsReading *reading,
                             AnnalsText *text,
                             const char *path,
                             JsonNode *node)
{
  AnnalsPlace place = annals_place_root (text, NULL);

  place.name = path;
  annals_batch_begin_element (text->batch);
  if (node == NULL || text->length > G_MAXUINT32)
    annals_json_problem (&place, NULL, ANNALS_SEVERITY_ERROR, 0,
                         _ ("An element of the list cannot be read; it is left out."));
  else if (!JSON_NODE_HOLDS_OBJECT (node))
    annals_json_problem (&place, NULL, ANNALS_SEVERITY_ERROR, 0,
                         _ ("An element of the list should be an object; it is left out."));
  else
    {
      place.object = json_node_get_object (node);
      reading->reader->read_event (reading->context, &place);
    }
  if (text->is_cut && text->needs_whole)
    {
      annals_batch_drop_element (text->batch);
      return FALSE;
    }
  annals_batch_end_element (text->batch);
  return TRUE;
}

static void
job_free (Job *job)
{
  annals_reading_unref (job->reading);
  g_array_unref (job->elements);
  annals_batch_free (job->batch);
  g_free (job);
}

typedef struct
{
  AnnalsBatch *batch;
  guint64 offset;
} MendTold;

static void
mended_cb (AnnalsMend mend, gsize offset, const char *text, gpointer data)
{
  const MendTold *told = data;
  g_autofree char *message = annals_mend_to_text (mend, text);

  annals_batch_take_problem (
      told->batch,
      annals_problem_new (ANNALS_SEVERITY_WARNING, told->offset + offset, NULL, message));
}

/* A thread's own room for the text it parses: one that is given back and taken anew for every
 * batch makes malloc() tidy up its small pieces each time. */
static void
free_scratch (gpointer scratch)
{
  g_string_free (scratch, TRUE);
}

static GPrivate scratch_key = G_PRIVATE_INIT (free_scratch);

#define SCRATCH_KEPT (256 * 1024)

static GString *
take_scratch (void)
{
  GString *scratch = g_private_get (&scratch_key);

  if (scratch == NULL)
    {
      scratch = g_string_new (NULL);
      g_private_set (&scratch_key, scratch);
    }
  return scratch;
}

static void
leave_scratch (GString *scratch)
{
  if (scratch->allocated_len > SCRATCH_KEPT)
    g_private_replace (&scratch_key, NULL);
}

/* Might the text, as it is written in JSON, be HTML with a tag in it? */
static gboolean
may_have_tag (const char *text, gsize length)
{
  return memchr (text, '<', length) != NULL
         || (memchr (text, '\\', length) != NULL && g_strstr_len (text, length, "\\u003") != NULL);
}

/* What only details need is left out, but for texts with what columns need too. */
static void
append_without_cuts (const Job *job, const AnnalsScannedElement *element, GString *to)
{
  const char *from = job->bytes + element->offset, *end = from + element->length;

  for (guint c = 0; c < element->n_cuts; c++)
    {
      const char *cut = job->bytes + element->cuts[c].offset;
      gsize length = element->cuts[c].length;

      if (job->reading->reader->details_have_links && may_have_tag (cut, length))
        continue;
      annals_slice_append_shortened (to, from, cut - from);
      from = cut + length;
      /* A text that was cut alone left its quotes. */
      if (*from == '"')
        g_string_append_c (to, *from++);
    }
  annals_slice_append_shortened (to, from, end - from);
}

static gboolean
is_cut (const Job *job, const AnnalsScannedElement *element)
{
  return element->n_cuts > 0 && !element->needs_care && !job->needs_whole;
}

/* An element as json-glib is given it: mended, and without what only details need. Of a huge text
 * only what is kept of it is ever copied. */
static void
append_element (const Job *job, const AnnalsScannedElement *element, GString *to)
{
  const char *from = job->bytes + element->offset;
  MendTold told = { job->batch, element->offset };
  gsize begin = to->len;

  if (is_cut (job, element))
    {
      append_without_cuts (job, element, to);
      return;
    }
  if (element->needs_care)
    annals_slice_foreach_mend (from, element->length, mended_cb, &told);
  annals_slice_append_shortened (to, from, element->length);
  if (element->needs_care)
    annals_slice_mend (to->str + begin, to->len - begin, NULL, NULL);
}

/* node: (nullable): as parsed with others. */
static gboolean
read_element (Job *job, const AnnalsScannedElement *element, JsonNode *node, gboolean is_cut)
{
  AnnalsText text = { .text = job->bytes + element->offset,
                      .length = element->length,
                      .offset = element->offset,
                      .batch = job->batch,
                      .is_cut = is_cut };
  g_autoptr (JsonNode) alone
      = node == NULL ? annals_slice_parse_shortened (text.text, text.length) : NULL;

  return annals_reading_read_element (job->reading, &text, NULL, node != NULL ? node : alone);
}

static void
read_handful (Job *job, JsonParser *parser, guint first, guint end, GString *text)
{
  JsonArray *nodes = NULL;
  gboolean needs_whole = FALSE;

  g_string_truncate (text, 0);
  for (guint e = first; e < end; e++)
    {
      g_string_append_c (text, e == first ? '[' : ',');
      append_element (job, &g_array_index (job->elements, AnnalsScannedElement, e), text);
    }
  g_string_append_c (text, ']');
  if (json_parser_load_from_data (parser, text->str, text->len, NULL))
    nodes = json_node_get_array (json_parser_get_root (parser));
  if (nodes != NULL && json_array_get_length (nodes) != end - first)
    nodes = NULL;

  for (guint e = first; e < end; e++)
    {
      const AnnalsScannedElement *element = &g_array_index (job->elements, AnnalsScannedElement, e);
      /* Where json-glib does not take them as one, each is on its own. */
      JsonNode *node = nodes != NULL ? json_array_get_element (nodes, e - first) : NULL;

      if (read_element (job, element, node, node != NULL && is_cut (job, element)))
        continue;
      read_element (job, element, NULL, FALSE);
      needs_whole = TRUE;
    }
  /* What one element lacks, those behind it are likely to lack too. */
  job->needs_whole |= needs_whole;
}

/* Few elements at a time, so that their nodes are freed again while they are in the nearest cache
 * and in the allocator's own lists. */
static void
run_job (Job *job)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GString *text = take_scratch ();
  guint first = 0;

  while (first < job->elements->len)
    {
      guint end = first;
      gsize length = 0;

      do
        length += g_array_index (job->elements, AnnalsScannedElement, end++).length;
      while (end < job->elements->len && length < HANDFUL_BYTES);
      read_handful (job, parser, first, end, text);
      first = end;
    }
  leave_scratch (text);
}

static AnnalsBatch *
take_batch (AnnalsJobs *jobs)
{
  AnnalsBatch *batch = NULL;

  g_mutex_lock (&jobs->mutex);
  if (jobs->spare->len > 0)
    batch = g_ptr_array_steal_index_fast (jobs->spare, jobs->spare->len - 1);
  g_mutex_unlock (&jobs->mutex);
  return batch != NULL ? batch : annals_batch_new ();
}

static void
job_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  AnnalsJobs *jobs = user_data;

  if (!g_atomic_int_get (&jobs->is_abandoned))
    {
      job->batch = take_batch (jobs);
      run_job (job);
    }
  g_mutex_lock (&jobs->mutex);
  job->is_done = TRUE;
  g_cond_signal (&jobs->is_done);
  g_mutex_unlock (&jobs->mutex);
}

AnnalsJobs *
annals_jobs_new (void)
{
  AnnalsJobs *jobs = g_new0 (AnnalsJobs, 1);
  guint n_threads = CLAMP (g_get_num_processors (), 1, THREADS_MAX);

  jobs->pool = g_thread_pool_new (job_cb, jobs, n_threads, FALSE, NULL);
  jobs->n_max = n_threads * JOBS_A_THREAD;
  g_mutex_init (&jobs->mutex);
  g_cond_init (&jobs->is_done);
  g_queue_init (&jobs->jobs);
  jobs->spare = g_ptr_array_new_with_free_func ((GDestroyNotify)annals_batch_free);
  return jobs;
}

void
annals_jobs_free (AnnalsJobs *jobs)
{
  if (jobs == NULL)
    return;
  g_atomic_int_set (&jobs->is_abandoned, TRUE);
  g_thread_pool_free (jobs->pool, FALSE, TRUE);
  g_queue_clear_full (&jobs->jobs, (GDestroyNotify)job_free);
  g_ptr_array_unref (jobs->spare);
  g_mutex_clear (&jobs->mutex);
  g_cond_clear (&jobs->is_done);
  g_free (jobs);
}

void
annals_jobs_push (AnnalsJobs *jobs, AnnalsReading *reading, const char *bytes, GArray *elements)
{
  Job *job = g_new0 (Job, 1);

  job->reading = annals_reading_ref (reading);
  job->bytes = bytes;
  job->elements = elements;
  job->length = 1;
  for (guint e = 0; e < elements->len; e++)
    job->length += g_array_index (elements, AnnalsScannedElement, e).length + 1;

  jobs->n_bytes += job->length;
  g_queue_push_tail (&jobs->jobs, job);
  g_thread_pool_push (jobs->pool, job, NULL);
}

AnnalsBatch *
annals_jobs_pop (AnnalsJobs *jobs, gboolean wait)
{
  Job *job = g_queue_peek_head (&jobs->jobs);
  AnnalsBatch *batch;
  gboolean is_done;

  if (job == NULL)
    return NULL;
  g_mutex_lock (&jobs->mutex);
  while (!job->is_done && wait)
    g_cond_wait (&jobs->is_done, &jobs->mutex);
  is_done = job->is_done;
  g_mutex_unlock (&jobs->mutex);
  if (!is_done)
    return NULL;

  g_queue_pop_head (&jobs->jobs);
  jobs->n_bytes -= job->length;
  batch = g_steal_pointer (&job->batch);
  job_free (job);
  return batch;
}

void
annals_jobs_recycle (AnnalsJobs *jobs, AnnalsBatch *batch)
{
  g_mutex_lock (&jobs->mutex);
  g_ptr_array_add (jobs->spare, batch);
  g_mutex_unlock (&jobs->mutex);
}

gboolean
annals_jobs_is_full (AnnalsJobs *jobs)
{
  return jobs->jobs.length >= jobs->n_max || jobs->n_bytes > BYTES_UNDER_WAY;
}
