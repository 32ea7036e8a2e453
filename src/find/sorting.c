/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of events for the list.
 *
 * What an event is sorted by is a small number (the rank of its track, kind or certainty, a count of
 * sources or notes): the order by date is dealt out into as many heaps as there are numbers, which takes
 * two passes and no memory but the order's own. Of a title the number is the first sixteen bytes of its
 * collation key; where these tie, the whole keys of the few that do are worked out, since those of all
 * would take as much memory as the file. */
#include "find/sorting.h"

#include <stdlib.h>
#include <string.h>

#define CANCEL_STEP 4096

/* A title. */
typedef struct
{
  guint64 key, more; /* the beginning of its collation key */
  guint32 place;     /* by date */
  guint32 event;
} Row;

typedef struct
{
  AnnalsTimeline *timeline;
  const AnnalsBitset *filter; /* (nullable) */
  AnnalsQueryNotes *notes;    /* (nullable) */
  AnnalsSortKey sort_key;
  gboolean is_descending;
  GCancellable *cancellable;
  guint32 *numbers; /* of tracks or kinds, by name; or of events' notes */
  guint32 *events;  /* by date, undated ones last */
  guint n;
} Sort;

static gboolean
is_cancelled (Sort *sort, guint i)
{
  return i % CANCEL_STEP == 0 && g_cancellable_is_cancelled (sort->cancellable);
}

static int
compare_rows (const void *a, const void *b)
{
  const Row *one = a, *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  if (one->more != other->more)
    return one->more < other->more ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
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
make_numbers (Sort *sort)
{
  guint32 *counts;

  if (sort->sort_key == ANNALS_SORT_TRACK)
    return rank_names (annals_timeline_get_n_tracks (sort->timeline), get_track_title, sort->timeline);
  if (sort->sort_key == ANNALS_SORT_KIND)
    return rank_names (ANNALS_N_KINDS, get_kind_name, NULL);
  if (sort->sort_key != ANNALS_SORT_N_NOTES)
    return NULL;
  counts = g_new0 (guint32, (gsize) annals_timeline_get_n_events (sort->timeline) + 1);
  if (sort->notes != NULL)
    annals_query_notes_count (sort->notes, counts, annals_timeline_get_n_events (sort->timeline));
  return counts;
}

static guint
get_number (const Sort *sort, guint event)
{
  guint n;

  switch (sort->sort_key)
    {
    case ANNALS_SORT_TRACK:
      return sort->numbers[annals_timeline_get_event_track (sort->timeline, event)];
    case ANNALS_SORT_KIND:
      return sort->numbers[annals_timeline_get_event_kind (sort->timeline, event)];
    case ANNALS_SORT_CERTAINTY:
      /* From the most certain to the least, not by name. */
      return annals_timeline_get_event_certainty (sort->timeline, event);
    case ANNALS_SORT_N_SOURCES:
      annals_timeline_get_terms (sort->timeline, event, ANNALS_TERM_SOURCE, &n);
      return n;
    case ANNALS_SORT_N_NOTES:
      return sort->numbers[event];
    default:
      g_return_val_if_reached (0);
    }
}

/* By date, from the last if that is asked for; undated ones come last all the same. */
static void
collect (Sort *sort, gboolean is_descending)
{
  guint n_events = annals_timeline_get_n_events (sort->timeline), n_dated;
  const guint32 *order = annals_timeline_get_order (sort->timeline, &n_dated);

  for (guint i = 0; i < n_dated; i++)
    {
      guint32 event = order[is_descending ? n_dated - 1 - i : i];

      if (is_cancelled (sort, i))
        return;
      if (sort->filter == NULL || annals_bitset_contains (sort->filter, event))
        sort->events[sort->n++] = event;
    }
  for (guint event = 0; n_dated < n_events && event < n_events; event++)
    {
      if (is_cancelled (sort, event))
        return;
      if ((sort->filter == NULL || annals_bitset_contains (sort->filter, event))
          && !annals_span_is_dated (annals_timeline_get_event_span (sort->timeline, event)))
        sort->events[sort->n++] = event;
    }
}

/* Each heap keeps the order by date; which heap comes first is the direction. */
static void
deal (Sort *sort)
{
  g_autoptr (GArray) begins = g_array_new (FALSE, TRUE, sizeof (guint));
  guint32 *dealt = g_new (guint32, (gsize) sort->n + 1);
  guint at = 0;

  for (guint i = 0; i < sort->n; i++)
    {
      guint number = get_number (sort, sort->events[i]);

      if (is_cancelled (sort, i))
        break;
      if (number >= begins->len)
        g_array_set_size (begins, number + 1);
      g_array_index (begins, guint, number)++;
    }
  for (guint i = 0; i < begins->len; i++)
    {
      guint *begin = &g_array_index (begins, guint, sort->is_descending ? begins->len - 1 - i : i);
      guint count = *begin;

      *begin = at;
      at += count;
    }
  for (guint i = 0; i < sort->n && at == sort->n; i++)
    {
      if (is_cancelled (sort, i))
        break;
      dealt[g_array_index (begins, guint, get_number (sort, sort->events[i]))++] = sort->events[i];
    }
  g_free (sort->events);
  sort->events = dealt;
}

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
settle_run (Sort *sort, Row *rows, guint n)
{
  g_autofree TitleRow *titles = g_new (TitleRow, n);

  for (guint i = 0; i < n; i++)
    titles[i] = (TitleRow){ g_utf8_collate_key (annals_timeline_get_event_title (sort->timeline, rows[i].event), -1),
                            rows[i] };
  qsort (titles, n, sizeof *titles, sort->is_descending ? compare_titles_descending : compare_titles);
  for (guint i = 0; i < n; i++)
    {
      rows[i] = titles[i].row;
      g_free (titles[i].text);
    }
}

/* Rows whose first sixteen bytes tie, and have more behind them. */
static void
settle_titles (Sort *sort, Row *rows, guint n)
{
  for (guint first = 0, last; first < n && !g_cancellable_is_cancelled (sort->cancellable); first = last)
    {
      for (last = first + 1; last < n && rows[last].key == rows[first].key && rows[last].more == rows[first].more;)
        last++;
      if (last - first > 1 && (rows[first].more & 0xff) != 0)
        settle_run (sort, rows + first, last - first);
    }
}

static void
sort_titles (Sort *sort)
{
  g_autofree Row *rows = g_new (Row, (gsize) sort->n + 1);

  for (guint i = 0; i < sort->n; i++)
    {
      const char *title = annals_timeline_get_event_title (sort->timeline, sort->events[i]);
      g_autofree char *text = g_utf8_collate_key (title, -1);
      gsize length = strlen (text);

      if (is_cancelled (sort, i))
        return;
      rows[i] = (Row){ text_to_key (text, length, 0), text_to_key (text, length, 8), i, sort->events[i] };
    }
  qsort (rows, sort->n, sizeof (Row), sort->is_descending ? compare_descending : compare_rows);
  settle_titles (sort, rows, sort->n);
  for (guint i = 0; i < sort->n; i++)
    sort->events[i] = rows[i].event;
}

guint32 *
annals_sort_events (AnnalsTimeline *timeline, const AnnalsBitset *filter, AnnalsQueryNotes *notes,
                    AnnalsSortKey key, gboolean is_descending, GCancellable *cancellable, guint *n)
{
  Sort sort = { timeline, filter, notes, key, is_descending, cancellable, NULL, NULL, 0 };
  guint n_rows;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline) && n != NULL, NULL);
  n_rows = filter != NULL ? annals_bitset_count (filter) : annals_timeline_get_n_events (timeline);
  sort.events = g_new (guint32, (gsize) n_rows + 1);
  sort.numbers = make_numbers (&sort);
  collect (&sort, is_descending && key == ANNALS_SORT_DATE);
  if (key == ANNALS_SORT_TITLE)
    sort_titles (&sort);
  else if (key != ANNALS_SORT_DATE)
    deal (&sort);
  g_free (sort.numbers);
  *n = sort.n;
  if (g_cancellable_is_cancelled (cancellable))
    {
      *n = 0;
      g_clear_pointer (&sort.events, g_free);
    }
  return sort.events;
}

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsBitset *filter;
  AnnalsQueryNotes *notes;
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
  g_clear_pointer (&sort_data->notes, annals_query_notes_unref);
  g_free (sort_data);
}

static void
sort_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SortData *sort_data = data;
  guint32 *order = annals_sort_events (sort_data->timeline, sort_data->filter, sort_data->notes, sort_data->key,
                                       sort_data->is_descending, cancellable, &sort_data->n);

  if (order != NULL)
    g_task_return_pointer (task, order, g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

void
annals_sort_events_async (AnnalsTimeline *timeline, AnnalsBitset *filter, AnnalsQueryNotes *notes,
                          AnnalsSortKey key, gboolean is_descending, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SortData *sort_data = g_new0 (SortData, 1);

  sort_data->timeline = g_object_ref (timeline);
  sort_data->filter = filter != NULL ? annals_bitset_ref (filter) : NULL;
  sort_data->notes = notes != NULL ? annals_query_notes_ref (notes) : NULL;
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
