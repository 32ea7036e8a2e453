/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which notes a page lists, and in which order. */
#include "find/note-filter.h"

#include <math.h>
#include <string.h>

#include "find/pattern.h"
#include "time/edtf.h"

typedef struct
{
  AnnalsNote *note;
  double earliest_s, latest_s; /* +INFINITY: undated */
  guint event;                 /* keeps one event's notes together where two are of one time */
} Row;

guint
annals_note_find_event (const AnnalsNote *note, AnnalsTimeline *timeline)
{
  g_return_val_if_fail (note != NULL && ANNALS_IS_TIMELINE (timeline), ANNALS_NO_EVENT);
  return annals_timeline_find_event (timeline, note->event_id);
}

AnnalsBitset *
annals_notebook_find_events (AnnalsNotebook *notebook, AnnalsTimeline *timeline)
{
  AnnalsBitset *events = annals_bitset_new (annals_timeline_get_n_events (timeline));
  guint n_notes = annals_notebook_get_n_notes (notebook);

  for (guint i = 0; i < n_notes; i++)
    {
      guint event = annals_note_find_event (annals_notebook_get_note (notebook, i), timeline);

      if (event != ANNALS_NO_EVENT)
        annals_bitset_add (events, event);
    }
  return events;
}

/* The span of a date as a note keeps it: a pair's begin and end may be sets, which no EDTF interval holds. */
static AnnalsSpan
read_span (const char *date)
{
  AnnalsSpan span = ANNALS_SPAN_INIT_UNDATED, none = ANNALS_SPAN_INIT_UNDATED;
  const char *slash = date != NULL ? strchr (date, '/') : NULL;
  g_autofree char *begin = slash != NULL ? g_strndup (date, (gsize) (slash - date)) : NULL;

  if (date != NULL && annals_edtf_parse (date, -1, &span, NULL, NULL, NULL))
    return span;
  if (slash != NULL && annals_edtf_parse_pair (begin, slash + 1, &span, NULL, NULL))
    return span;
  return none;
}

static Row
make_row (AnnalsNote *note, AnnalsTimeline *timeline)
{
  guint event = annals_note_find_event (note, timeline);
  AnnalsSpan span
      = event != ANNALS_NO_EVENT ? *annals_timeline_get_event_span (timeline, event) : read_span (note->event_date);

  if (!annals_span_is_dated (&span))
    return (Row){ note, INFINITY, INFINITY, event };
  return (Row){ note, annals_span_get_earliest (&span), annals_span_get_latest (&span), event };
}

static int
compare_numbers (double a, double b)
{
  return a < b ? -1 : a > b;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const AnnalsNoteFilter *filter = data;
  const Row *one = a, *other = b;
  int by_time = g_date_time_compare (one->note->created, other->note->created);
  int order = 0;

  if (filter->order == ANNALS_NOTE_ORDER_WRITTEN)
    return by_time != 0 ? -by_time : strcmp (one->note->id, other->note->id);
  order = compare_numbers (one->earliest_s, other->earliest_s);
  if (order == 0)
    order = compare_numbers (one->latest_s, other->latest_s);
  if (order == 0 && one->event != other->event)
    order = one->event < other->event ? -1 : 1;
  if (order == 0)
    order = strcmp (one->note->event_id, other->note->event_id);
  if (order == 0)
    order = by_time;
  return order != 0 ? order : strcmp (one->note->id, other->note->id);
}

/* All that the words may be in, a line each. */
static char *
tell_all (const AnnalsNote *note, AnnalsTimeline *timeline)
{
  guint event = annals_note_find_event (note, timeline);
  const char *title = event != ANNALS_NO_EVENT ? annals_timeline_get_event_title (timeline, event) : note->event_title;
  g_autofree char *tags = g_strjoinv ("\n", note->tags);

  return g_strjoin ("\n", note->text, tags, note->author != NULL ? note->author : "", title, NULL);
}

static gboolean
passes (const AnnalsNoteFilter *filter, GPtrArray *patterns, const AnnalsNote *note, AnnalsTimeline *timeline)
{
  g_autofree char *all = NULL;

  if (filter->flag != ANNALS_NOTE_FILTER_ANY_FLAG && (int) note->flag != filter->flag)
    return FALSE;
  if (filter->tag != NULL && !g_strv_contains ((const char *const *) note->tags, filter->tag))
    return FALSE;
  if (filter->only_orphans && annals_note_find_event (note, timeline) != ANNALS_NO_EVENT)
    return FALSE;
  if (patterns->len == 0)
    return TRUE;
  all = tell_all (note, timeline);
  for (guint i = 0; i < patterns->len; i++)
    if (!annals_pattern_matches (patterns->pdata[i], all))
      return FALSE;
  return TRUE;
}

/* All of a notebook's, as they are now. (transfer full) */
static GPtrArray *
take_notes (AnnalsNotebook *notebook)
{
  guint n_notes = annals_notebook_get_n_notes (notebook);
  GPtrArray *notes = g_ptr_array_new_full (n_notes, (GDestroyNotify) annals_note_unref);

  for (guint i = 0; i < n_notes; i++)
    g_ptr_array_add (notes, annals_note_ref ((AnnalsNote *) annals_notebook_get_note (notebook, i)));
  return notes;
}

static GPtrArray *
filter_notes (const AnnalsNoteFilter *filter, GPtrArray *all, AnnalsTimeline *timeline, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) patterns = annals_pattern_new_for_words (filter->words != NULL ? filter->words : "");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) annals_note_unref);

  for (guint i = 0; i < all->len && !g_cancellable_is_cancelled (cancellable); i++)
    if (passes (filter, patterns, all->pdata[i], timeline))
      {
        Row row = make_row (all->pdata[i], timeline);

        g_array_append_val (rows, row);
      }
  g_array_sort_with_data (rows, compare_rows, (gpointer) filter);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (notes, annals_note_ref (g_array_index (rows, Row, i).note));
  return notes;
}

static guint
count_orphans (GPtrArray *notes, AnnalsTimeline *timeline)
{
  guint n_orphans = 0;

  for (guint i = 0; i < notes->len; i++)
    n_orphans += annals_note_find_event (notes->pdata[i], timeline) == ANNALS_NO_EVENT;
  return n_orphans;
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a, *other = *(const char *const *) b;
  int order = g_utf8_collate (one, other);

  return order != 0 ? order : strcmp (one, other);
}

static GStrv
list_tags (GPtrArray *notes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *tags = g_ptr_array_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      const AnnalsNote *note = notes->pdata[i];

      for (guint t = 0; note->tags[t] != NULL; t++)
        if (g_hash_table_add (seen, note->tags[t]))
          g_ptr_array_add (tags, g_strdup (note->tags[t]));
    }
  g_ptr_array_sort (tags, compare_tags);
  g_ptr_array_add (tags, NULL);
  return (GStrv) g_ptr_array_free (tags, FALSE);
}

/* On a worker */

typedef struct
{
  AnnalsNoteFilter filter; /* owns its words and its tag */
  GPtrArray *notes;
} Job;

static void
job_free (Job *job)
{
  g_free ((char *) job->filter.words);
  g_free ((char *) job->filter.tag);
  g_ptr_array_unref (job->notes);
  g_free (job);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  AnnalsNoteListing *listing = g_new0 (AnnalsNoteListing, 1);

  listing->n_orphans = count_orphans (job->notes, source);
  if (listing->n_orphans == 0)
    job->filter.only_orphans = FALSE;
  listing->notes = filter_notes (&job->filter, job->notes, source, cancellable);
  listing->tags = list_tags (job->notes);
  g_task_return_pointer (task, listing, (GDestroyNotify) annals_note_listing_free);
}

void
annals_note_filter_run_async (const AnnalsNoteFilter *filter, AnnalsNotebook *notebook, AnnalsTimeline *timeline,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (filter != NULL && ANNALS_IS_NOTEBOOK (notebook) && ANNALS_IS_TIMELINE (timeline));
  task = g_task_new (timeline, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  job->filter = *filter;
  job->filter.words = g_strdup (filter->words);
  job->filter.tag = g_strdup (filter->tag);
  job->notes = take_notes (notebook);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_thread);
}

AnnalsNoteListing *
annals_note_filter_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
annals_note_listing_free (AnnalsNoteListing *listing)
{
  g_ptr_array_unref (listing->notes);
  g_strfreev (listing->tags);
  g_free (listing);
}

/* At once */

GPtrArray *
annals_note_filter_run (const AnnalsNoteFilter *filter, AnnalsNotebook *notebook, AnnalsTimeline *timeline)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (filter != NULL && ANNALS_IS_NOTEBOOK (notebook) && ANNALS_IS_TIMELINE (timeline), NULL);
  all = take_notes (notebook);
  return filter_notes (filter, all, timeline, NULL);
}
