/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row store: the octave that is asked for, its neighbours in advance, rows that stay in a reload. */
#include "widgets/row-store.h"

#include "widget-test.h"

#define OCTAVE 14

/* More events than are placed at once on the main thread; every tenth may be another. */
static AnnalsTimeline *
make_timeline (guint n_events, guint first_changed)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"events\":["
                                "{\"id\":\"z\",\"title\":\"The last\",\"date\":\"2060\"}");
  AnnalsTimeline *timeline;

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (json, ",{\"id\":\"e%u\",\"title\":\"Event %u%s\",\"date\":\"%u-%02u-%02u\"}", i,
                            i, i % 10 == first_changed ? " told anew" : "", 1990 + i % 50,
                            1 + i / 50 % 12, 1 + i / 600 % 28);
  g_string_append (json, "]}");
  timeline = load_text (json->str);
  g_string_free (json, TRUE);

  return timeline;
}

static AnnalsRowStore *
make_store (AnnalsTimeline *timeline, AnnalsMetrics *metrics)
{
  AnnalsRowStore *store = annals_row_store_new ();
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);

  annals_metrics_init (metrics, 1);
  annals_row_store_set_source (store, grouping, "Sans", metrics, NULL);

  return store;
}

/* Work under way holds its store; it may let go of it on its own thread, which wakes no main loop. */
static void
finish (AnnalsRowStore *store)
{
  GWeakRef weak;

  g_weak_ref_init (&weak, store);
  g_object_unref (store);
  for (;;)
    {
      g_autoptr (GObject) alive = g_weak_ref_get (&weak);

      if (alive == NULL)
        break;
      g_clear_object (&alive);
      wait_ms (5);
    }
  g_weak_ref_clear (&weak);
}

static void
test_neighbours (void)
{
  g_autoptr (AnnalsTimeline) timeline = make_timeline (6000, 99);
  AnnalsMetrics metrics;
  AnnalsRowStore *store = make_store (timeline, &metrics);

  wait_until (annals_row_store_get (store, OCTAVE) != NULL);
  wait_until (annals_row_store_has (store, OCTAVE - 1) && annals_row_store_has (store, OCTAVE + 1));
  g_assert_false (annals_row_store_has (store, OCTAVE + 2));
  g_assert_cmpuint (annals_row_store_get_memory (store), <=, 32 << 20);

  /* A step finds its rows ready, and from there the next is made. */
  g_assert_nonnull (annals_row_store_get (store, OCTAVE + 1));
  wait_until (annals_row_store_has (store, OCTAVE + 2));
  finish (store);
}

static void
test_reload (void)
{
  g_autoptr (AnnalsTimeline) before = make_timeline (6000, 99);
  g_autoptr (AnnalsTimeline) after = make_timeline (6000, 3);
  g_autoptr (AnnalsDifference) difference = annals_difference_new (before, after, NULL);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (after, ANNALS_GROUP_TRACK);
  g_autoptr (AnnalsRows) previous = NULL;
  AnnalsRows *rows;
  AnnalsMetrics metrics;
  AnnalsRowStore *store = make_store (before, &metrics);
  guint n_kept = 0;

  wait_until (annals_row_store_get (store, 20) != NULL);
  wait_until ((rows = annals_row_store_get (store, OCTAVE)) != NULL);
  previous = annals_rows_ref (rows);
  annals_row_store_set_source (store, grouping, "Sans", &metrics, difference);
  g_assert_false (annals_row_store_has (store, OCTAVE));
  wait_until ((rows = annals_row_store_get (store, OCTAVE)) != NULL);
  for (guint event = 0; event < annals_timeline_get_n_events (after); event++)
    {
      guint lane, row, row_before;
      AnnalsLabelSide side;

      if (!annals_difference_looks_same (difference, event)
          || !annals_rows_find (previous, annals_difference_find_before (difference, event), &lane,
                                &row_before, &side)
          || annals_rows_is_band (rows, lane))
        continue;
      g_assert_true (annals_rows_find (rows, event, &lane, &row, &side));
      g_assert_cmpuint (row, ==, row_before);
      n_kept++;
    }
  g_assert_cmpuint (n_kept, >, 100);
  /* What else was kept is placed anew too, unasked: then nothing needs the old reading. */
  wait_until (annals_row_store_has (store, 20));
  finish (store);
}

/* A window's first frame has a short story's events in it: nobody waits for a thread. What may take
 * longer does. */
static void
test_at_once (void)
{
  g_autoptr (AnnalsTimeline) few = make_timeline (100, 99);
  g_autoptr (AnnalsTimeline) more = make_timeline (1000, 99);
  AnnalsMetrics metrics;
  AnnalsRowStore *store = make_store (few, &metrics);

  g_assert_nonnull (annals_row_store_get (store, OCTAVE));
  g_assert_nonnull (annals_row_store_get_label_widths (store, few));
  finish (store);

  store = make_store (more, &metrics);
  g_assert_null (annals_row_store_get (store, OCTAVE));
  wait_until (annals_row_store_get (store, OCTAVE) != NULL);
  finish (store);
}

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);
  g_test_add_func ("/row-store/at-once", test_at_once);
  g_test_add_func ("/row-store/neighbours", test_neighbours);
  g_test_add_func ("/row-store/reload", test_reload);
  return g_test_run ();
}
