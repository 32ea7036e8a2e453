/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the octaves last visited, worked out off the main thread.
 *
 * Label widths come first, once for a timeline and a font; then one octave at a time: the one that
 * was asked for last, then its neighbours, so that a zoom step finds its rows ready. A small timeline
 * needs no thread once its widths are there: its rows take less than a frame. */
#include "widgets/row-store.h"

#include "scene/text.h"

#define MEMORY_MAX ((gsize) 32 << 20)
/* The words of so few are measured at once: a thread would be asked and answer between two frames, and
 * the first of a window would have no events in it. A thousand letters never seen before take 10 ms. */
#define FEW_EVENTS 128
/* The octaves that a zoom step may want next. */
static const int ahead[] = { -1, 1 };

struct _AnnalsRowStore
{
  GObject parent_instance;

  AnnalsGrouping *grouping; /* (nullable) */
  char *family;
  AnnalsMetrics metrics;

  GBytes *widths; /* of guint16, one an event; NULL until they are measured */
  GQueue kept;    /* of AnnalsRows, the last visited first */
  gsize memory;
  int wanted;     /* the octave asked for last */
  int making;     /* the octave under way */
  guint n_ahead;  /* how many of the wanted one's neighbours were worked out in advance, or are */

  GQueue past;    /* of AnnalsRows: what was kept before a reload, until it is placed anew */
  AnnalsDifference *difference; /* (nullable): since then */

  AnnalsBitset *filter; /* (nullable): what `counts` are of, or will be */
  AnnalsCounts *counts; /* (nullable) */

  GCancellable *widths_cancellable; /* not NULL: under way */
  GCancellable *rows_cancellable;
  GCancellable *counts_cancellable;
};

G_DEFINE_FINAL_TYPE (AnnalsRowStore, annals_row_store, G_TYPE_OBJECT)

enum
{
  READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a worker needs, all of it immutable. */
typedef struct
{
  AnnalsGrouping *grouping;
  AnnalsMetrics metrics;
  char *family;
  GBytes *widths;
  AnnalsBitset *filter;
  int octave;
  AnnalsRows *previous; /* (nullable): of that octave, before a reload */
  AnnalsDifference *difference;
} Job;

static Job *
job_new (AnnalsRowStore *self)
{
  Job *job = g_new0 (Job, 1);

  job->grouping = annals_grouping_ref (self->grouping);
  job->metrics = self->metrics;
  job->family = g_strdup (self->family);
  job->widths = self->widths != NULL ? g_bytes_ref (self->widths) : NULL;
  job->filter = self->filter != NULL ? annals_bitset_ref (self->filter) : NULL;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  annals_grouping_unref (job->grouping);
  g_free (job->family);
  g_clear_pointer (&job->widths, g_bytes_unref);
  g_clear_pointer (&job->filter, annals_bitset_unref);
  g_clear_pointer (&job->previous, annals_rows_unref);
  g_clear_pointer (&job->difference, annals_difference_unref);
  g_free (job);
}

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static gboolean
is_small (AnnalsRowStore *self)
{
  return annals_timeline_get_n_events (annals_grouping_get_timeline (self->grouping)) <= ANNALS_SMALL_EVENTS;
}

/* --- Rows --- */

static AnnalsRows *
find_rows (const GQueue *queue, int octave)
{
  for (GList *link = queue->head; link != NULL; link = link->next)
    if (annals_rows_get_octave (link->data) == octave)
      return link->data;

  return NULL;
}

/* The rows of before the reload are of no more use: all of them, or those of an octave. */
static void
drop_past (AnnalsRowStore *self)
{
  g_queue_clear_full (&self->past, (GDestroyNotify) annals_rows_unref);
  g_clear_pointer (&self->difference, annals_difference_unref);
}

static void
drop_past_octave (AnnalsRowStore *self, int octave)
{
  AnnalsRows *rows = find_rows (&self->past, octave);

  if (rows == NULL)
    return;
  g_queue_remove (&self->past, rows);
  annals_rows_unref (rows);
  /* With the last of them goes the timeline they were of. */
  if (g_queue_is_empty (&self->past))
    drop_past (self);
}

/* What was made in advance is the second to stay. */
static void
keep_rows (AnnalsRowStore *self, AnnalsRows *rows)
{
  drop_past_octave (self, annals_rows_get_octave (rows));
  g_queue_push_nth (&self->kept, rows, annals_rows_get_octave (rows) == self->wanted ? 0 : 1);
  self->memory += annals_rows_get_memory (rows);
  while (self->memory > MEMORY_MAX && self->kept.length > 1)
    {
      AnnalsRows *oldest = g_queue_pop_tail (&self->kept);

      self->memory -= annals_rows_get_memory (oldest);
      annals_rows_unref (oldest);
    }
}

static Job *
rows_job_new (AnnalsRowStore *self, int octave)
{
  Job *job = job_new (self);
  AnnalsRows *previous = find_rows (&self->past, octave);

  job->octave = octave;
  if (previous != NULL)
    {
      job->previous = annals_rows_ref (previous);
      job->difference = annals_difference_ref (self->difference);
    }

  return job;
}

static AnnalsRows *
make_rows (const Job *job, GCancellable *cancellable)
{
  return annals_rows_new (job->grouping, job->octave, &job->metrics,
                          g_bytes_get_data (job->widths, NULL), job->previous, job->difference,
                          cancellable);
}

static void
rows_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsRows *rows = make_rows (data, cancellable);

  g_task_return_pointer (task, rows, (GDestroyNotify) annals_rows_unref);
}

static void start_rows (AnnalsRowStore *self, int octave);

/* Once the wanted octave is there: what is still placed as before a reload, then the octaves next to
 * it, where they leave the wanted one in memory. */
static void
make_ahead (AnnalsRowStore *self)
{
  AnnalsRows *past = g_queue_peek_head (&self->past);

  if (past != NULL)
    {
      start_rows (self, annals_rows_get_octave (past));
      return;
    }
  while (self->n_ahead < G_N_ELEMENTS (ahead))
    {
      int octave = self->wanted + ahead[self->n_ahead++];

      if (find_rows (&self->kept, octave) == NULL)
        {
          start_rows (self, octave);
          return;
        }
    }
}

static void
rows_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsRowStore *self = ANNALS_ROW_STORE (source);
  GTask *task = G_TASK (result);
  gboolean is_current = g_task_get_cancellable (task) == self->rows_cancellable;
  AnnalsRows *rows = g_task_propagate_pointer (task, NULL);

  if (!is_current)
    {
      g_clear_pointer (&rows, annals_rows_unref);
      return;
    }
  g_clear_object (&self->rows_cancellable);
  if (rows == NULL)
    return;
  keep_rows (self, rows);
  if (self->making == self->wanted)
    g_signal_emit (self, signals[READY], 0);
  if (self->rows_cancellable == NULL && self->grouping != NULL)
    make_ahead (self);
}

static void
start_rows (AnnalsRowStore *self, int octave)
{
  g_autoptr (GTask) task = NULL;
  Job *job = rows_job_new (self, octave);

  cancel (&self->rows_cancellable);
  self->rows_cancellable = g_cancellable_new ();
  self->making = octave;
  task = g_task_new (self, self->rows_cancellable, rows_ready_cb, NULL);
  /* The callback tells by the cancellable whether the rows are still wanted. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_set_name (task, "rows of an octave");
  if (octave != self->wanted)
    g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, rows_thread);
}

/* --- Label widths --- */

/* (transfer full) NULL: cancelled. */
static GBytes *
measure_widths (const Job *job, GCancellable *cancellable)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (job->grouping);
  guint16 *widths = annals_label_widths_new (timeline, job->family, &job->metrics, cancellable);

  if (widths == NULL)
    return NULL;
  /* What a picture asks of the lanes is there before its first rows are. */
  annals_grouping_prepare (job->grouping);
  return g_bytes_new_take (widths, annals_timeline_get_n_events (timeline) * sizeof (guint16));
}

static void
widths_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, measure_widths (data, cancellable), (GDestroyNotify) g_bytes_unref);
}

static void
widths_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsRowStore *self = ANNALS_ROW_STORE (source);
  GTask *task = G_TASK (result);
  gboolean is_current = g_task_get_cancellable (task) == self->widths_cancellable;
  g_autoptr (GBytes) widths = g_task_propagate_pointer (task, NULL);

  if (!is_current)
    return;
  g_clear_object (&self->widths_cancellable);
  if (widths == NULL)
    return;
  self->widths = g_steal_pointer (&widths);
  if (is_small (self))
    g_signal_emit (self, signals[READY], 0);
  else
    start_rows (self, self->wanted);
}

/* They may be there when it returns. */
static void
start_widths (AnnalsRowStore *self)
{
  g_autoptr (GTask) task = NULL;

  if (annals_timeline_get_n_events (annals_grouping_get_timeline (self->grouping)) <= FEW_EVENTS)
    {
      Job *job = job_new (self);

      self->widths = measure_widths (job, NULL);
      job_free (job);
      return;
    }
  self->widths_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->widths_cancellable, widths_ready_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job_new (self), job_free);
  g_task_set_name (task, "label widths");
  g_task_run_in_thread (task, widths_thread);
}

/* --- Counts --- */

static void
counts_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, annals_counts_new (job->grouping, job->filter),
                         (GDestroyNotify) annals_counts_unref);
}

static void
counts_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsRowStore *self = ANNALS_ROW_STORE (source);
  GTask *task = G_TASK (result);
  gboolean is_current = g_task_get_cancellable (task) == self->counts_cancellable;
  AnnalsCounts *counts = g_task_propagate_pointer (task, NULL);

  if (!is_current)
    {
      g_clear_pointer (&counts, annals_counts_unref);
      return;
    }
  g_clear_object (&self->counts_cancellable);
  g_clear_pointer (&self->counts, annals_counts_unref);
  self->counts = counts;
  g_signal_emit (self, signals[READY], 0);
}

static void
start_counts (AnnalsRowStore *self)
{
  g_autoptr (GTask) task = NULL;

  cancel (&self->counts_cancellable);
  if (is_small (self))
    {
      self->counts = annals_counts_new (self->grouping, self->filter);
      return;
    }
  self->counts_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->counts_cancellable, counts_ready_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job_new (self), job_free);
  g_task_set_name (task, "counts");
  g_task_run_in_thread (task, counts_thread);
}

/* --- The object --- */

static void
drop_rows (AnnalsRowStore *self)
{
  cancel (&self->rows_cancellable);
  g_queue_clear_full (&self->kept, (GDestroyNotify) annals_rows_unref);
  self->memory = 0;
  self->n_ahead = 0;
}

static void
drop_counts (AnnalsRowStore *self)
{
  cancel (&self->counts_cancellable);
  g_clear_pointer (&self->counts, annals_counts_unref);
}

static void
annals_row_store_dispose (GObject *object)
{
  AnnalsRowStore *self = ANNALS_ROW_STORE (object);

  cancel (&self->widths_cancellable);
  drop_rows (self);
  drop_past (self);
  drop_counts (self);
  g_clear_pointer (&self->filter, annals_bitset_unref);
  g_clear_pointer (&self->widths, g_bytes_unref);
  g_clear_pointer (&self->grouping, annals_grouping_unref);
  g_clear_pointer (&self->family, g_free);

  G_OBJECT_CLASS (annals_row_store_parent_class)->dispose (object);
}

static void
annals_row_store_class_init (AnnalsRowStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = annals_row_store_dispose;

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
annals_row_store_init (AnnalsRowStore *self)
{
  g_queue_init (&self->kept);
  g_queue_init (&self->past);
}

AnnalsRowStore *
annals_row_store_new (void)
{
  return g_object_new (ANNALS_TYPE_ROW_STORE, NULL);
}

/* Are the lanes those of the same file, read anew? */
static gboolean
is_reload (AnnalsRowStore *self, AnnalsGrouping *grouping, AnnalsDifference *difference)
{
  return difference != NULL && self->grouping != NULL && grouping != NULL
         && annals_grouping_get_by (self->grouping) == annals_grouping_get_by (grouping)
         && annals_difference_get_before (difference) == annals_grouping_get_timeline (self->grouping)
         && annals_difference_get_after (difference) == annals_grouping_get_timeline (grouping);
}

void
annals_row_store_set_source (AnnalsRowStore *self, AnnalsGrouping *grouping, const char *family,
                             const AnnalsMetrics *metrics, AnnalsDifference *difference)
{
  gboolean same_lanes, same_words, same_timeline;

  g_return_if_fail (ANNALS_IS_ROW_STORE (self));
  g_return_if_fail (metrics != NULL);

  same_lanes = grouping == self->grouping;
  same_words = g_strcmp0 (family, self->family) == 0
               && metrics->text_scale == self->metrics.text_scale;
  if (same_lanes && same_words)
    return;
  same_timeline
    = grouping != NULL && self->grouping != NULL
      && annals_grouping_get_timeline (grouping) == annals_grouping_get_timeline (self->grouping);

  drop_past (self);
  if (same_words && is_reload (self, grouping, difference))
    {
      self->difference = annals_difference_ref (difference);
      for (GList *link = self->kept.head; link != NULL; link = link->next)
        g_queue_push_tail (&self->past, annals_rows_ref (link->data));
    }
  drop_rows (self);
  if (!same_lanes)
    drop_counts (self);
  if (!same_words || !same_timeline)
    {
      cancel (&self->widths_cancellable);
      g_clear_pointer (&self->widths, g_bytes_unref);
    }

  g_clear_pointer (&self->grouping, annals_grouping_unref);
  self->grouping = grouping != NULL ? annals_grouping_ref (grouping) : NULL;
  g_free (self->family);
  self->family = g_strdup (family);
  self->metrics = *metrics;
}

AnnalsRows *
annals_row_store_get (AnnalsRowStore *self, int octave)
{
  AnnalsRows *rows;

  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), NULL);

  if (self->grouping == NULL)
    return NULL;
  if (octave != self->wanted)
    self->n_ahead = 0;
  self->wanted = octave;

  rows = find_rows (&self->kept, octave);
  if (rows != NULL)
    {
      g_queue_remove (&self->kept, rows);
      g_queue_push_head (&self->kept, rows);
      if (self->rows_cancellable == NULL && !is_small (self))
        make_ahead (self);
      return rows;
    }

  if (self->widths == NULL)
    {
      if (self->widths_cancellable == NULL)
        start_widths (self);
      if (self->widths == NULL)
        return NULL;
    }
  if (is_small (self))
    {
      Job *job = rows_job_new (self, octave);

      keep_rows (self, make_rows (job, NULL));
      job_free (job);
      return self->kept.head->data;
    }
  if (self->rows_cancellable == NULL || self->making != octave)
    start_rows (self, octave);
  return NULL;
}

const guint16 *
annals_row_store_get_label_widths (AnnalsRowStore *self, AnnalsTimeline *timeline)
{
  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), NULL);

  if (self->widths == NULL || annals_grouping_get_timeline (self->grouping) != timeline)
    return NULL;
  return g_bytes_get_data (self->widths, NULL);
}

AnnalsCounts *
annals_row_store_get_counts (AnnalsRowStore *self, AnnalsBitset *filter)
{
  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), NULL);

  if (self->grouping == NULL)
    return NULL;
  if (filter != self->filter)
    {
      drop_counts (self);
      g_clear_pointer (&self->filter, annals_bitset_unref);
      self->filter = filter != NULL ? annals_bitset_ref (filter) : NULL;
    }
  if (self->counts == NULL && self->counts_cancellable == NULL)
    start_counts (self);
  return self->counts;
}

gboolean
annals_row_store_has (AnnalsRowStore *self, int octave)
{
  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), FALSE);

  return find_rows (&self->kept, octave) != NULL;
}

gsize
annals_row_store_get_memory (AnnalsRowStore *self)
{
  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), 0);

  return self->memory;
}
