/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the octaves last visited, worked out off the main thread.
 *
 * Label widths come first, once for a timeline and a font; then one octave at a time, the one that
 * was asked for last. A small timeline needs no thread once its widths are there: its rows take less
 * than a frame. */
#include "widgets/row-store.h"

#include "scene/text.h"

#define MEMORY_MAX ((gsize) 32 << 20)
/* Up to here the rows of an octave take less than a millisecond, and the counts too. */
#define SMALL_EVENTS 2048

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
  return annals_timeline_get_n_events (annals_grouping_get_timeline (self->grouping)) <= SMALL_EVENTS;
}

/* --- Rows --- */

static void
keep_rows (AnnalsRowStore *self, AnnalsRows *rows)
{
  g_queue_push_head (&self->kept, rows);
  self->memory += annals_rows_get_memory (rows);
  while (self->memory > MEMORY_MAX && self->kept.length > 1)
    {
      AnnalsRows *oldest = g_queue_pop_tail (&self->kept);

      self->memory -= annals_rows_get_memory (oldest);
      annals_rows_unref (oldest);
    }
}

static AnnalsRows *
make_rows (const Job *job, GCancellable *cancellable)
{
  return annals_rows_new (job->grouping, job->octave, &job->metrics,
                          g_bytes_get_data (job->widths, NULL), cancellable);
}

static void
rows_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnnalsRows *rows = make_rows (data, cancellable);

  g_task_return_pointer (task, rows, (GDestroyNotify) annals_rows_unref);
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
  g_signal_emit (self, signals[READY], 0);
}

static void
start_rows (AnnalsRowStore *self, int octave)
{
  g_autoptr (GTask) task = NULL;
  Job *job = job_new (self);

  cancel (&self->rows_cancellable);
  self->rows_cancellable = g_cancellable_new ();
  job->octave = octave;
  task = g_task_new (self, self->rows_cancellable, rows_ready_cb, NULL);
  /* The callback tells by the cancellable whether the rows are still wanted. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_set_name (task, "rows of an octave");
  g_task_run_in_thread (task, rows_thread);
}

/* --- Label widths --- */

static void
widths_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  AnnalsTimeline *timeline = annals_grouping_get_timeline (job->grouping);
  guint16 *widths = annals_label_widths_new (timeline, job->family, &job->metrics, cancellable);
  gsize n_bytes = annals_timeline_get_n_events (timeline) * sizeof (guint16);

  if (widths == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, g_bytes_new_take (widths, n_bytes), (GDestroyNotify) g_bytes_unref);
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

static void
start_widths (AnnalsRowStore *self)
{
  g_autoptr (GTask) task = NULL;

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
}

AnnalsRowStore *
annals_row_store_new (void)
{
  return g_object_new (ANNALS_TYPE_ROW_STORE, NULL);
}

void
annals_row_store_set_source (AnnalsRowStore *self, AnnalsGrouping *grouping, const char *family,
                             const AnnalsMetrics *metrics)
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
  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), NULL);

  if (self->grouping == NULL)
    return NULL;
  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      AnnalsRows *rows = link->data;

      if (annals_rows_get_octave (rows) != octave)
        continue;
      g_queue_unlink (&self->kept, link);
      g_queue_push_head_link (&self->kept, link);
      self->wanted = octave;
      return rows;
    }

  if (self->widths == NULL)
    {
      self->wanted = octave;
      if (self->widths_cancellable == NULL)
        start_widths (self);
      return NULL;
    }
  if (is_small (self))
    {
      Job *job = job_new (self);

      job->octave = self->wanted = octave;
      keep_rows (self, make_rows (job, NULL));
      job_free (job);
      return self->kept.head->data;
    }
  if (self->rows_cancellable == NULL || self->wanted != octave)
    start_rows (self, octave);
  self->wanted = octave;
  return NULL;
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

gsize
annals_row_store_get_memory (AnnalsRowStore *self)
{
  g_return_val_if_fail (ANNALS_IS_ROW_STORE (self), 0);

  return self->memory;
}
