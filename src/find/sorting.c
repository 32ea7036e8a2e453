/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of events for the list.
 *
 * Every key comes down to a number an event: its place by date, the rank of its track, kind or
 * certainty, its count of sources. Of a title it is the first sixteen bytes of its collation key; where
 * these tie, the whole keys of the few that do are worked out, since those of all would take as much
 * memory as the file. */
#include "find/sorting.h"

#include <stdlib.h>
#include <string.h>

#define CANCEL_STEP 4096

typedef struct
{
  guint64 key, more; /* more: 0 but for titles */
  guint32 date_rank;
  guint32 event;
} Row;

typedef struct
{
  AnnalsTimeline *timeline;
  const AnnalsBitset *filter;
  AnnalsSortKey sort_key;
  GCancellable *cancellable;
  guint32 *ranks; /* of tracks, by title */
} Sort;

static int
compare_rows (const void *a, const void *b)
{
  const Row *one = a, *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  if (one->more != other->more)
    return one->more < other->more ? -1 : 1;
  if (one->date_rank != other->date_rank)
    return one->date_rank < other->date_rank ? -1 : 1;
  return one->event < other->event ? -1 : one->event > other->event;
}

/* Eight bytes of a text from `at` on as a number of the same order. */
static guint64
text_to_key (const char *text, gsize length, gsize at)
{
  guint64 key = 0;

  for (gsize i = at; i < at + 8; i++)
    key = key << 8 | (i < length ? (guchar) text[i] : 0);
  return key;
}

typedef struct
{
  char *text;
  guint number;
} Named;

static int
compare_named (const void *a, const void *b)
{
  const Named *one = a, *other = b;
  int order = strcmp (one->text, other->text);

  return order != 0 ? order : one->number < other->number ? -1 : one->number > other->number;
}

/* What place each of n names has when they are sorted by collation. */
static guint32 *
rank_names (guint n, const char *(*get_name) (gpointer data, guint i), gpointer data)
{
  Named *named = g_new (Named, (gsize) n + 1);
  guint32 *ranks = g_new (guint32, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    named[i] = (Named){ g_utf8_collate_key (get_name (data, i), -1), i };
  qsort (named, n, sizeof (Named), compare_named);
  for (guint i = 0; i < n; i++)
    {
      ranks[named[i].number] = i;
      g_free (named[i].text);
    }
  g_free (named);
  return ranks;
}

static const char *
get_track_title (gpointer data, guint track)
{
  return annals_timeline_get_track (data, track)->title;
}

static const char *
get_kind_name (gpointer data, guint kind)
{
  return annals_kind_get_name (kind);
}

static guint32 *
make_ranks (Sort *sort)
{
  if (sort->sort_key == ANNALS_SORT_TRACK)
    return rank_names (annals_timeline_get_n_tracks (sort->timeline), get_track_title, sort->timeline);
  if (sort->sort_key == ANNALS_SORT_KIND)
    return rank_names (ANNALS_N_KINDS, get_kind_name, NULL);
  return NULL;
}

static void
fill_key (Sort *sort, Row *row)
{
  AnnalsTimeline *timeline = sort->timeline;
  g_autofree char *text = NULL;
  guint n;

  switch (sort->sort_key)
    {
    case ANNALS_SORT_DATE:
      row->key = row->date_rank;
      break;
    case ANNALS_SORT_TITLE:
      text = g_utf8_collate_key (annals_timeline_get_event_title (timeline, row->event), -1);
      row->key = text_to_key (text, strlen (text), 0);
      row->more = text_to_key (text, strlen (text), 8);
      break;
    case ANNALS_SORT_TRACK:
      row->key = sort->ranks[annals_timeline_get_event_track (timeline, row->event)];
      break;
    case ANNALS_SORT_KIND:
      row->key = sort->ranks[annals_timeline_get_event_kind (timeline, row->event)];
      break;
    case ANNALS_SORT_CERTAINTY:
      /* From the most certain to the least, not by name. */
      row->key = annals_timeline_get_event_certainty (timeline, row->event);
      break;
    case ANNALS_SORT_N_SOURCES:
      annals_timeline_get_terms (timeline, row->event, ANNALS_TERM_SOURCE, &n);
      row->key = n;
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The place of each event by date; undated ones share the last. */
static guint32 *
rank_dates (AnnalsTimeline *timeline, guint n_events)
{
  guint n_dated;
  const guint32 *order = annals_timeline_get_order (timeline, &n_dated);
  guint32 *ranks = g_new (guint32, (gsize) n_events + 1);

  memset (ranks, 0xff, ((gsize) n_events + 1) * sizeof (guint32));
  for (guint i = 0; i < n_dated; i++)
    ranks[order[i]] = i;
  return ranks;
}

/* FALSE when cancelled. */
static gboolean
fill_rows (Sort *sort, guint n_events, Row *rows, guint *n)
{
  g_autofree guint32 *date_ranks = rank_dates (sort->timeline, n_events);

  *n = 0;
  for (guint event = 0; event < n_events; event++)
    {
      Row *row = &rows[*n];

      if (event % CANCEL_STEP == 0 && g_cancellable_is_cancelled (sort->cancellable))
        return FALSE;
      if (sort->filter != NULL && !annals_bitset_contains (sort->filter, event))
        continue;
      *row = (Row){ 0, 0, date_ranks[event], event };
      fill_key (sort, row);
      (*n)++;
    }
  return TRUE;
}

/* Turned round; by date the undated stay last. Ties stay by date from the first, which a mere reversal
 * would turn round too: keys are mirrored instead. */
static int
compare_descending (const void *a, const void *b)
{
  const Row *one = a, *other = b;

  if (one->key != other->key)
    return one->key > other->key ? -1 : 1;
  if (one->more != other->more)
    return one->more > other->more ? -1 : 1;
  return compare_rows (a, b);
}

static int
compare_dates_descending (const void *a, const void *b)
{
  const Row *one = a, *other = b;

  if ((one->date_rank == G_MAXUINT32) != (other->date_rank == G_MAXUINT32))
    return one->date_rank == G_MAXUINT32 ? 1 : -1;
  return compare_descending (a, b);
}

typedef struct
{
  char *text; /* the whole collation key */
  Row row;
} TitleRow;

static int
compare_titles (const void *a, const void *b)
{
  const TitleRow *one = a, *other = b;
  int order = strcmp (one->text, other->text);

  return order != 0 ? order : compare_rows (&one->row, &other->row);
}

static int
compare_titles_descending (const void *a, const void *b)
{
  const TitleRow *one = a, *other = b;
  int order = strcmp (other->text, one->text);

  return order != 0 ? order : compare_rows (&one->row, &other->row);
}

static void
settle_run (Sort *sort, Row *rows, guint n, gboolean is_descending)
{
  g_autofree TitleRow *titles = g_new (TitleRow, n);

  for (guint i = 0; i < n; i++)
    titles[i] = (TitleRow){ g_utf8_collate_key (annals_timeline_get_event_title (sort->timeline, rows[i].event), -1),
                            rows[i] };
  qsort (titles, n, sizeof *titles, is_descending ? compare_titles_descending : compare_titles);
  for (guint i = 0; i < n; i++)
    {
      rows[i] = titles[i].row;
      g_free (titles[i].text);
    }
}

/* Rows whose first sixteen bytes tie, and have more behind them. */
static void
settle_titles (Sort *sort, Row *rows, guint n, gboolean is_descending)
{
  for (guint first = 0, last; first < n && !g_cancellable_is_cancelled (sort->cancellable); first = last)
    {
      for (last = first + 1; last < n && rows[last].key == rows[first].key && rows[last].more == rows[first].more;)
        last++;
      if (last - first > 1 && (rows[first].more & 0xff) != 0)
        settle_run (sort, rows + first, last - first, is_descending);
    }
}

guint32 *
annals_sort_events (AnnalsTimeline *timeline, const AnnalsBitset *filter, AnnalsSortKey key,
                    gboolean is_descending, GCancellable *cancellable, guint *n)
{
  Sort sort = { timeline, filter, key, cancellable, NULL };
  guint n_events;
  g_autofree Row *rows = NULL;
  guint32 *order = NULL;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline) && n != NULL, NULL);
  n_events = annals_timeline_get_n_events (timeline);
  rows = g_new (Row, (gsize) (filter != NULL ? annals_bitset_count (filter) : n_events) + 1);
  sort.ranks = make_ranks (&sort);
  *n = 0;
  if (fill_rows (&sort, n_events, rows, n))
    {
      qsort (rows, *n, sizeof (Row), !is_descending ? compare_rows
                                     : key == ANNALS_SORT_DATE ? compare_dates_descending
                                                               : compare_descending);
      if (key == ANNALS_SORT_TITLE)
        settle_titles (&sort, rows, *n, is_descending);
      order = g_new (guint32, (gsize) *n + 1);
      for (guint i = 0; i < *n; i++)
        order[i] = rows[i].event;
    }
  g_free (sort.ranks);
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&order, g_free);
  return order;
}

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsBitset *filter;
  AnnalsSortKey key;
  gboolean is_descending;
  guint n;
} SortData;

static void
sort_data_free (gpointer data)
{
  SortData *sort_data = data;

  g_object_unref (sort_data->timeline);
  g_clear_pointer (&sort_data->filter, annals_bitset_unref);
  g_free (sort_data);
}

static void
sort_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SortData *sort_data = data;
  guint32 *order = annals_sort_events (sort_data->timeline, sort_data->filter, sort_data->key,
                                       sort_data->is_descending, cancellable, &sort_data->n);

  if (order != NULL)
    g_task_return_pointer (task, order, g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

void
annals_sort_events_async (AnnalsTimeline *timeline, AnnalsBitset *filter, AnnalsSortKey key, gboolean is_descending,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SortData *sort_data = g_new0 (SortData, 1);

  sort_data->timeline = g_object_ref (timeline);
  sort_data->filter = filter != NULL ? annals_bitset_ref (filter) : NULL;
  sort_data->key = key;
  sort_data->is_descending = is_descending;
  g_task_set_task_data (task, sort_data, sort_data_free);
  g_task_run_in_thread (task, sort_thread);
}

guint32 *
annals_sort_events_finish (GAsyncResult *result, guint *n, GError **error)
{
  guint32 *order = g_task_propagate_pointer (G_TASK (result), error);

  *n = order != NULL ? ((SortData *) g_task_get_task_data (G_TASK (result)))->n : 0;
  return order;
}
