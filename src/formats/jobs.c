/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: batches of elements on a pool of threads. No JsonNode outlives its batch. */
#include "formats/jobs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/slice.h"

#define JOBS_A_THREAD 4
/* Batches are small but for a single huge element: of these few are held at once. */
#define BYTES_UNDER_WAY (8 * 1024 * 1024)

typedef struct
{
  AnnalsReading *reading;
  char *text; /* "[" and the elements with commas between and "]" */
  gsize length;
  GArray *elements; /* of AnnalsScannedElement */
  AnnalsBatch *batch;
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
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
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

static void
job_free (Job *job)
{
  annals_reading_unref (job->reading);
  g_free (job->text);
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

  annals_batch_take_problem (told->batch, annals_problem_new (ANNALS_SEVERITY_WARNING,
                                                              told->offset + offset, NULL, message));
}

static void
read_element (Job *job, const AnnalsScannedElement *element, const char *text, JsonNode *node)
{
  AnnalsText read = { .text = text, .length = element->length, .offset = element->offset, .batch = job->batch };
  AnnalsPlace place = annals_place_root (&read, NULL);

  if (node == NULL || element->length > G_MAXUINT32)
    annals_json_problem (&place, NULL, ANNALS_SEVERITY_ERROR, 0,
                         _ ("An element of the list cannot be read; it is left out."));
  else if (!JSON_NODE_HOLDS_OBJECT (node))
    annals_json_problem (&place, NULL, ANNALS_SEVERITY_ERROR, 0,
                         _ ("An element of the list should be an object; it is left out."));
  else
    {
      place.object = json_node_get_object (node);
      job->reading->reader->read_event (job->reading->context, &place);
    }
}

static void
run_job (Job *job)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  char *text = job->text + 1;
  JsonArray *nodes = NULL;

  job->batch = annals_batch_new ();
  for (guint e = 0; e < job->elements->len; e++)
    {
      const AnnalsScannedElement *element = &g_array_index (job->elements, AnnalsScannedElement, e);
      MendTold told = { job->batch, element->offset };

      if (element->needs_care)
        annals_slice_mend (text, element->length, mended_cb, &told);
      text += element->length + 1;
    }

  if (json_parser_load_from_data (parser, job->text, job->length, NULL))
    nodes = json_node_get_array (json_parser_get_root (parser));
  if (nodes != NULL && json_array_get_length (nodes) != job->elements->len)
    nodes = NULL;

  text = job->text + 1;
  for (guint e = 0; e < job->elements->len; e++)
    {
      const AnnalsScannedElement *element = &g_array_index (job->elements, AnnalsScannedElement, e);
      /* Where json-glib does not take the batch as one, each element is on its own. */
      g_autoptr (JsonNode) alone = nodes == NULL ? annals_slice_parse (text, element->length) : NULL;

      read_element (job, element, text, nodes != NULL ? json_array_get_element (nodes, e) : alone);
      text += element->length + 1;
    }
  g_clear_pointer (&job->text, g_free);
}

static void
job_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  AnnalsJobs *jobs = user_data;

  if (!g_atomic_int_get (&jobs->is_abandoned))
    run_job (job);
  g_mutex_lock (&jobs->mutex);
  job->is_done = TRUE;
  g_cond_signal (&jobs->is_done);
  g_mutex_unlock (&jobs->mutex);
}

AnnalsJobs *
annals_jobs_new (void)
{
  AnnalsJobs *jobs = g_new0 (AnnalsJobs, 1);
  guint n_threads = CLAMP (g_get_num_processors (), 1, 16);

  jobs->pool = g_thread_pool_new (job_cb, jobs, n_threads, FALSE, NULL);
  jobs->n_max = n_threads * JOBS_A_THREAD;
  g_mutex_init (&jobs->mutex);
  g_cond_init (&jobs->is_done);
  g_queue_init (&jobs->jobs);
  return jobs;
}

void
annals_jobs_free (AnnalsJobs *jobs)
{
  if (jobs == NULL)
    return;
  g_atomic_int_set (&jobs->is_abandoned, TRUE);
  g_thread_pool_free (jobs->pool, FALSE, TRUE);
  g_queue_clear_full (&jobs->jobs, (GDestroyNotify) job_free);
  g_mutex_clear (&jobs->mutex);
  g_cond_clear (&jobs->is_done);
  g_free (jobs);
}

void
annals_jobs_push (AnnalsJobs *jobs, AnnalsReading *reading, const char *bytes, GArray *elements)
{
  Job *job = g_new0 (Job, 1);
  char *to;

  job->reading = annals_reading_ref (reading);
  job->elements = elements;
  job->length = 1;
  for (guint e = 0; e < elements->len; e++)
    job->length += g_array_index (elements, AnnalsScannedElement, e).length + 1;
  job->text = to = g_malloc (job->length + 1);
  for (guint e = 0; e < elements->len; e++)
    {
      const AnnalsScannedElement *element = &g_array_index (elements, AnnalsScannedElement, e);

      *to++ = e == 0 ? '[' : ',';
      memcpy (to, bytes + element->offset, element->length);
      to += element->length;
    }
  to[0] = ']';
  to[1] = '\0';

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

gboolean
annals_jobs_is_full (AnnalsJobs *jobs)
{
  return jobs->jobs.length >= jobs->n_max || jobs->n_bytes > BYTES_UNDER_WAY;
}
