/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list's orders. */
#include "find/sorting.h"

#include <locale.h>
#include <string.h>

#include "formats/loader.h"

static const char story[] =
    "{ \"format\": \"annals-1\", \"title\": \"Story\", \"tracks\": [ { \"id\": \"z\", \"title\": \"Beta\" },"
    "    { \"id\": \"y\", \"title\": \"Alpha\" } ],"
    "  \"sources\": [ { \"id\": \"s1\", \"type\": \"book\" }, { \"id\": \"s2\", \"type\": \"book\" } ],"
    "  \"events\": ["
    "  { \"id\": \"A\", \"title\": \"delta\", \"date\": \"2018\", \"track\": \"z\", \"kind\": \"test\", \"sources\": [ \"s1\" ] },"
    "  { \"id\": \"B\", \"title\": \"alpha\", \"track\": \"y\", \"kind\": \"meeting\", \"certainty\": \"disputed\" },"
    "  { \"id\": \"C\", \"title\": \"charlie\", \"date\": \"1950\", \"track\": \"y\", \"sources\": [ \"s1\", \"s2\" ] },"
    "  { \"id\": \"D\", \"title\": \"bravo\", \"date\": \"../1960\", \"track\": \"z\", \"certainty\": \"claimed\" },"
    "  { \"id\": \"E\", \"title\": \"alpha\", \"date\": \"1940\", \"track\": \"z\", \"kind\": \"meeting\" } ] }";

static AnnalsTimeline *
load_story (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (story, strlen (story));
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_bytes (bytes, "story.json", &error);

  g_assert_no_error (error);
  return timeline;
}

static char *
ids_of (AnnalsTimeline *timeline, const guint32 *order, guint n)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (ids, annals_timeline_get_event_id (timeline, order[i]));
  return g_string_free (ids, FALSE);
}

static void
test_keys (void)
{
  static const struct
  {
    AnnalsSortKey key;
    gboolean is_descending;
    const char *ids;
  } cases[] = {
    { ANNALS_SORT_DATE, FALSE, "DECAB" },     { ANNALS_SORT_DATE, TRUE, "ACEDB" },
    { ANNALS_SORT_TITLE, FALSE, "EBDCA" },    { ANNALS_SORT_TITLE, TRUE, "ACDEB" },
    { ANNALS_SORT_TRACK, FALSE, "CBDEA" },    { ANNALS_SORT_TRACK, TRUE, "DEACB" },
    { ANNALS_SORT_KIND, FALSE, "EBDCA" },     { ANNALS_SORT_KIND, TRUE, "ADCEB" },
    { ANNALS_SORT_CERTAINTY, FALSE, "ECADB" }, { ANNALS_SORT_CERTAINTY, TRUE, "BDECA" },
    { ANNALS_SORT_N_SOURCES, FALSE, "DEBAC" }, { ANNALS_SORT_N_SOURCES, TRUE, "CADEB" },
  };
  g_autoptr (AnnalsTimeline) timeline = load_story ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n;
      g_autofree guint32 *order
          = annals_sort_events (timeline, NULL, NULL, cases[i].key, cases[i].is_descending, NULL, &n);
      g_autofree char *ids = ids_of (timeline, order, n);

      g_test_message ("key %d, %d", cases[i].key, cases[i].is_descending);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
}

/* Titles that begin alike, far beyond what is compared first, against plain collation. */
static void
test_long_titles (void)
{
  enum { N_TITLES = 500 };
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *json = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"t\", \"events\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < N_TITLES; i++)
    g_string_append_printf (json, "%s{\"id\":\"%u\",\"date\":\"%d\",\"title\":\"%.*s%s\"}", i > 0 ? "," : "", i,
                            g_rand_int_range (rand, 1000, 2000), g_rand_int_range (rand, 0, 40),
                            "A statement by the ministry of foreign affairs",
                            g_rand_boolean (rand) ? "" : g_rand_boolean (rand) ? "é" : "z");
  g_string_append (json, "]}");
  bytes = g_string_free_to_bytes (json);
  timeline = annals_load_bytes (bytes, "titles.json", NULL);
  for (int sign = -1; sign <= 1; sign += 2)
    {
      guint n;
      g_autofree guint32 *order = annals_sort_events (timeline, NULL, NULL, ANNALS_SORT_TITLE, sign < 0, NULL, &n);

      g_assert_cmpuint (n, ==, N_TITLES);
      for (guint i = 1; i < n; i++)
        {
          int titles = g_utf8_collate (annals_timeline_get_event_title (timeline, order[i - 1]),
                                       annals_timeline_get_event_title (timeline, order[i]));
          int dates = strcmp (annals_timeline_get_event_date (timeline, order[i - 1]),
                              annals_timeline_get_event_date (timeline, order[i]));

          g_assert_true (titles * sign < 0 || (titles == 0 && (dates < 0 || (dates == 0 && order[i - 1] < order[i]))));
        }
    }
}

static void
test_filter (void)
{
  g_autoptr (AnnalsTimeline) timeline = load_story ();
  g_autoptr (AnnalsBitset) filter = annals_bitset_new (5);
  guint n;
  g_autofree guint32 *none = annals_sort_events (timeline, filter, NULL, ANNALS_SORT_TITLE, FALSE, NULL, &n);
  g_autofree guint32 *order = NULL;
  g_autofree char *ids = NULL;

  g_assert_cmpuint (n, ==, 0);
  g_assert_nonnull (none);
  annals_bitset_add (filter, 1);
  annals_bitset_add (filter, 3);
  order = annals_sort_events (timeline, filter, NULL, ANNALS_SORT_TITLE, FALSE, NULL, &n);
  ids = ids_of (timeline, order, n);
  g_assert_cmpstr (ids, ==, "BD");
}

typedef struct
{
  guint32 *order;
  guint n;
  GError *error;
  gboolean is_done;
} Answer;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->order = annals_sort_events_finish (result, &answer->n, &answer->error);
  answer->is_done = TRUE;
}

static void
test_async (void)
{
  g_autoptr (AnnalsTimeline) timeline = load_story ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 }, cancelled = { 0 };
  g_autofree char *ids = NULL;

  annals_sort_events_async (timeline, NULL, NULL, ANNALS_SORT_DATE, FALSE, NULL, answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  annals_sort_events_async (timeline, NULL, NULL, ANNALS_SORT_DATE, FALSE, cancellable, answer_cb, &cancelled);
  while (!answer.is_done || !cancelled.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (answer.error);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (cancelled.order);
  ids = ids_of (timeline, answer.order, answer.n);
  g_assert_cmpstr (ids, ==, "DECAB");
  g_free (answer.order);
  g_clear_error (&cancelled.error);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/sorting/keys", test_keys);
  g_test_add_func ("/find/sorting/long-titles", test_long_titles);
  g_test_add_func ("/find/sorting/filter", test_filter);
  g_test_add_func ("/find/sorting/async", test_async);
  return g_test_run ();
}
