/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline as others read it: publications, order, extent, extra spans, details. */
#include "model/builder.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "time/edtf.h"

#define N_EVENTS (3 * ANNALS_CHUNK_EVENTS + 4321)

static const AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

static AnnalsSpan
span_of (const char *edtf)
{
  AnnalsSpan span;
  g_autoptr (GError) error = NULL;

  g_assert_true (annals_edtf_parse (edtf, -1, &span, NULL, NULL, &error));
  g_assert_no_error (error);
  return span;
}

static void
add_dated (AnnalsBuilder *builder, const char *id, const char *edtf)
{
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsEventRow row = { .id = id, .title = id, .date = edtf, .importance = 3, .span = undated };

  if (edtf != NULL)
    row.span = span_of (edtf);
  annals_batch_add_event (batch, &row);
  annals_builder_join (builder, batch);
}

/* Many chunks with every seventh event undated and dates that repeat, run backwards and tie. */
static void
add_many (AnnalsBuilder *builder, guint from, guint to)
{
  AnnalsBatch *batch = annals_batch_new ();

  for (guint e = from; e < to; e++)
    {
      char id[16], date[16];
      double begin_s = (double)((e * 7919u) % 1000) * 86400;
      AnnalsEventRow row = { .id = id, .title = id, .importance = 3, .span = undated };

      g_snprintf (id, sizeof id, "e%u", e);
      g_snprintf (date, sizeof date, "d%u", (e * 7919u) % 1000);
      if (e % 7 != 0)
        {
          row.date = date;
          row.span = (AnnalsSpan){ begin_s, begin_s + 86400, begin_s,        begin_s + 86400,
                                   0,       ANNALS_UNIT_DAY, ANNALS_UNIT_DAY };
        }
      annals_batch_add_event (batch, &row);
    }
  annals_builder_join (builder, batch);
}

static void
check_order (AnnalsTimeline *timeline)
{
  guint n_events = annals_timeline_get_n_events (timeline), n, n_dated = 0;
  const guint32 *order = annals_timeline_get_order (timeline, &n);

  for (guint e = 0; e < n_events; e++)
    n_dated += annals_span_is_dated (annals_timeline_get_event_span (timeline, e));
  g_assert_cmpuint (n, ==, n_dated);
  for (guint i = 1; i < n; i++)
    {
      const AnnalsSpan *a = annals_timeline_get_event_span (timeline, order[i - 1]);
      const AnnalsSpan *b = annals_timeline_get_event_span (timeline, order[i]);

      g_assert_cmpfloat (a->begin_min, <=, b->begin_min);
      if (a->begin_min == b->begin_min)
        {
          g_assert_cmpfloat (a->end_max, <=, b->end_max);
          if (a->end_max == b->end_max)
            g_assert_cmpuint (order[i - 1], <, order[i]);
        }
    }
}

static void
test_publications (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) first = NULL, last = NULL;

  add_many (builder, 0, ANNALS_CHUNK_EVENTS + 100);
  first = annals_builder_publish (builder, FALSE);
  add_many (builder, ANNALS_CHUNK_EVENTS + 100, N_EVENTS);
  g_assert_cmpuint (annals_builder_get_n_events (builder), ==, N_EVENTS);
  last = annals_builder_publish (builder, TRUE);

  g_assert_cmpuint (annals_timeline_get_n_events (first), ==, ANNALS_CHUNK_EVENTS + 100);
  g_assert_cmpuint (annals_timeline_get_n_events (last), ==, N_EVENTS);
  check_order (first);
  check_order (last);
  /* Sealed chunks are shared: the very same bytes. */
  g_assert_true (annals_timeline_get_event_title (first, 5)
                 == annals_timeline_get_event_title (last, 5));
  for (guint e = 0; e < N_EVENTS; e++)
    {
      char id[16];

      g_snprintf (id, sizeof id, "e%u", e);
      g_assert_cmpstr (annals_timeline_get_event_id (last, e), ==, id);
      g_assert_cmpuint (annals_timeline_find_event (last, id), ==, e);
      g_assert_cmpuint (annals_timeline_find_event (first, id), ==,
                        e < ANNALS_CHUNK_EVENTS + 100 ? e : ANNALS_NO_EVENT);
    }
  g_clear_pointer (&builder, annals_builder_free);
  g_assert_finalize_object (g_steal_pointer (&first));
  g_assert_cmpstr (annals_timeline_get_event_id (last, 3), ==, "e3");
  g_assert_finalize_object (g_steal_pointer (&last));
}

static void
test_order_of_open_spans (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  static const guint32 expected[] = { 4, 3, 1, 0, 2 };
  const guint32 *order;
  guint n;

  add_dated (builder, "year", "2018");
  add_dated (builder, "day", "2018-01-01");
  add_dated (builder, "since", "2018/..");
  add_dated (builder, "always", "../..");
  add_dated (builder, "until", "../2019");
  add_dated (builder, "never", NULL);
  timeline = annals_builder_publish (builder, TRUE);
  order = annals_timeline_get_order (timeline, &n);
  g_assert_cmpmem (order, n * sizeof *order, expected, sizeof expected);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (annals_timeline_find_in_order (timeline, order, n, order[i]), ==, i);
  /* Among others it need not be one of them. */
  g_assert_cmpuint (annals_timeline_find_in_order (timeline, order, 2, order[3]), ==, 2);
}

static void
test_extent_and_view (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsSpan span = span_of ("1970/1971"), as_of = span_of ("1972-03-04"),
             later = span_of ("1970-06/..");
  double begin_s, end_s;

  timeline = annals_builder_publish (builder, FALSE);
  g_assert_false (annals_timeline_get_extent (timeline, &begin_s, &end_s));
  g_assert_false (annals_timeline_get_opening_view (timeline, &begin_s, &end_s));
  g_assert_true (isnan (annals_timeline_get_open_end_s (timeline)));
  g_assert_true (isnan (annals_timeline_get_as_of_s (timeline)));
  g_assert_cmpstr (annals_timeline_get_title (timeline), ==, "");
  g_clear_object (&timeline);

  add_dated (builder, "a", "1969/..");
  add_dated (builder, "b", "1970/1973");
  add_dated (builder, "c", "../..");
  timeline = annals_builder_publish (builder, FALSE);
  g_assert_true (annals_timeline_get_extent (timeline, &begin_s, &end_s));
  g_assert_cmpfloat (begin_s, ==, -365.0 * 86400);
  g_assert_cmpfloat (end_s, ==, 4 * 365.25 * 86400);
  g_assert_cmpfloat (annals_timeline_get_open_end_s (timeline), ==, end_s);
  g_clear_object (&timeline);

  annals_builder_set_view (builder, &span);
  annals_builder_set_as_of (builder, "1972-03-04", &as_of);
  timeline = annals_builder_publish (builder, FALSE);
  g_assert_true (annals_timeline_get_opening_view (timeline, &begin_s, &end_s));
  g_assert_cmpfloat (begin_s, ==, 0);
  g_assert_cmpfloat (end_s, ==, 2 * 365.0 * 86400);
  g_assert_cmpfloat (annals_timeline_get_open_end_s (timeline), ==, as_of.begin_min);
  g_assert_cmpstr (annals_timeline_get_as_of (timeline), ==, "1972-03-04");
  g_clear_object (&timeline);

  annals_builder_set_view (builder, &later);
  timeline = annals_builder_publish (builder, TRUE);
  g_assert_true (annals_timeline_get_opening_view (timeline, &begin_s, &end_s));
  g_assert_cmpfloat (end_s, ==, 4 * 365.25 * 86400);
}

static void
test_extra_spans (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsSpan a = span_of ("1960"), b = span_of ("1961-12"), other = span_of ("1950");
  const AnnalsExtraSpan *extras;
  guint n;

  for (guint e = 0; e < 10; e++)
    {
      char id[8];
      AnnalsEventRow row = { .id = id, .title = "t", .span = undated, .importance = 1 };

      g_snprintf (id, sizeof id, "%u", e);
      annals_batch_add_event (batch, &row);
      if (e % 4 != 3)
        continue;
      annals_batch_add_extra_span (batch, &a, TRUE);
      annals_batch_add_extra_span (batch, &b, TRUE);
      if (e == 7)
        annals_batch_add_extra_span (batch, &other, FALSE);
    }
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);

  g_assert_null (annals_timeline_get_extra_spans (timeline, 2, &n));
  g_assert_cmpuint (n, ==, 0);
  extras = annals_timeline_get_extra_spans (timeline, 3, &n);
  g_assert_cmpuint (n, ==, 2);
  extras = annals_timeline_get_extra_spans (timeline, 7, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (extras[1].is_member);
  g_assert_true (annals_span_equal (&extras[1].span, &b));
  g_assert_false (extras[2].is_member);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, 7) & ANNALS_EVENT_HAS_EXTRA_SPANS,
                    !=, 0);
}

static AnnalsEventDetails *
details_func (GBytes *const *slices, guint n_slices, gpointer data)
{
  AnnalsEventDetails *details = annals_event_details_new ();
  gsize size;
  const char *bytes = g_bytes_get_data (slices[0], &size);

  g_assert_cmpuint (n_slices, ==, 1);
  details->summary = g_strdup_printf ("%s %.*s", (const char *)data, (int)size, bytes);
  return details;
}

static void
test_details (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("zero one two", 12);
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsEventRow row
      = { .id = "1", .title = "t", .importance = 3, .offset = 5, .length = 3, .span = undated };
  AnnalsEventRow past
      = { .id = "2", .title = "t", .importance = 3, .offset = 10, .length = 3, .span = undated };
  AnnalsEventDetails *details;

  annals_builder_set_bytes (builder, bytes);
  annals_builder_set_details_func (builder, details_func, g_strdup ("read"), g_free);
  annals_batch_add_event (batch, &row);
  annals_batch_add_event (batch, &past);
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  g_clear_pointer (&builder, annals_builder_free);

  details = annals_timeline_load_details (timeline, 0);
  g_assert_cmpstr (details->summary, ==, "read one");
  annals_event_details_free (details);
  /* A slice beyond the file: nothing, but never NULL. */
  details = annals_timeline_load_details (timeline, 1);
  g_assert_null (details->summary);
  annals_event_details_free (details);
}

static void
test_date_words (void)
{
  static const struct
  {
    const char *date;
    guint flags;
    const char *words;
  } cases[] = {
    { NULL, 0, "undated" },
    { "2018-06", 0, "June 2018" },
    { "0325-05-20", ANNALS_EVENT_JULIAN, "20 May 325 (Julian calendar)" },
    { "1700-02-29", ANNALS_EVENT_JULIAN, "29 February 1700 (Julian calendar)" },
    { "1500-01-01\0371500-02-01", ANNALS_EVENT_JULIAN | ANNALS_EVENT_DATE_PAIR,
      "1 January – 1 February 1500 (Julian calendar)" },
  };
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char id[8];
      AnnalsEventRow row = { .id = id,
                             .title = "",
                             .date = cases[i].date,
                             .flags = cases[i].flags,
                             .importance = 3,
                             .span = undated };

      g_snprintf (id, sizeof id, "%u", i);
      annals_batch_add_event (batch, &row);
    }
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = annals_timeline_get_event_date_words (timeline, i);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/timeline/publications", test_publications);
  g_test_add_func ("/model/timeline/order-of-open-spans", test_order_of_open_spans);
  g_test_add_func ("/model/timeline/extent-and-view", test_extent_and_view);
  g_test_add_func ("/model/timeline/extra-spans", test_extra_spans);
  g_test_add_func ("/model/timeline/details", test_details);
  g_test_add_func ("/model/timeline/date-words", test_date_words);
  return g_test_run ();
}
