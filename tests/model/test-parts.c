/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are parts of events: which are one event, under which id, with what of each. */
#include "model/builder.h"

#include <string.h>

static const AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

typedef struct
{
  const char *id, *date, *actor, *source;
  gboolean is_whole; /* a row that is an event by itself */
} Row;

/* The file of the tests is one letter a row: a, b, c … */
static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

static AnnalsEventDetails *
details_cb (GBytes *const *slices, guint n_slices, gpointer data)
{
  AnnalsEventDetails *details = annals_event_details_new ();
  g_autoptr (GString) summary = g_string_new (NULL);

  for (guint s = 0; s < n_slices; s++)
    g_string_append_len (summary, g_bytes_get_data (slices[s], NULL), g_bytes_get_size (slices[s]));
  details->summary = g_strdup (summary->str);
  return details;
}

static void
add_row (AnnalsBatch *batch, const Row *from, guint64 offset)
{
  AnnalsEventRow row = {
    .id = from->id,
    .title = from->id,
    .date = from->date,
    .span = undated,
    .importance = 3,
    .offset = offset,
    .length = 1,
    .is_part = !from->is_whole,
  };

  annals_batch_add_event (batch, &row);
  if (from->actor != NULL)
    annals_batch_add_term (batch, ANNALS_TERM_ACTOR, from->actor);
  if (from->source != NULL)
    annals_batch_add_term (batch, ANNALS_TERM_SOURCE, from->source);
}

/* Each row in a batch of its own, as far apart as rows can be. */
static AnnalsTimeline *
build (const Row *rows, guint n_rows)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (letters, sizeof letters - 1);

  annals_builder_set_bytes (builder, bytes);
  annals_builder_set_details_func (builder, details_cb, NULL, NULL);
  for (guint r = 0; r < n_rows; r++)
    {
      AnnalsBatch *batch = annals_batch_new ();

      add_row (batch, &rows[r], r);
      annals_builder_join (builder, batch);
    }
  return annals_builder_publish (builder, TRUE);
}

/* "id=slices(actors) …" */
static char *
tell (AnnalsTimeline *timeline)
{
  GString *told = g_string_new (NULL);

  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    {
      g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);
      guint n;
      const guint32 *actors = annals_timeline_get_terms (timeline, event, ANNALS_TERM_ACTOR, &n);

      g_string_append_printf (told, "%s%s=%s(", event > 0 ? " " : "",
                              annals_timeline_get_event_id (timeline, event), details->summary);
      for (guint t = 0; t < n; t++)
        g_string_append_printf (told, "%s%s", t > 0 ? "," : "",
                                annals_timeline_get_term (timeline, ANNALS_TERM_ACTOR, actors[t]));
      g_string_append_c (told, ')');
      g_assert_cmpuint (
          annals_timeline_find_event (timeline, annals_timeline_get_event_id (timeline, event)), ==,
          event);
      g_assert_cmpuint (annals_timeline_get_n_event_slices (timeline, event), ==,
                        strlen (details->summary));
    }
  return g_string_free (told, FALSE);
}

static void
test_events (void)
{
  static const struct
  {
    Row rows[6];
    guint n_rows;
    const char *told;
  } cases[] = {
    { { { "Q1", "1901", "Ada" } }, 1, "Q1=a(Ada)" },
    { { { "Q1", "1901", "Ada" }, { "Q2", "1901", "Bo" }, { "Q1", "1901", "Cy" } },
      3,
      "Q1=ac(Ada,Cy) Q2=b(Bo)" },
    { { { "Q1", "1901", "Ada" }, { "Q1", "1901", "Ada" }, { "Q1", "1901", NULL } },
      3,
      "Q1=abc(Ada)" },
    { { { "Q1", "1901", NULL }, { "Q1", "1902", NULL }, { "Q1", "1901", NULL } },
      3,
      "Q1@1901=ac() Q1@1902=b()" },
    /* In another order, the same ids. */
    { { { "Q1", "1902", NULL }, { "Q1", "1901", NULL }, { "Q1", "1901", NULL } },
      3,
      "Q1@1902=a() Q1@1901=bc()" },
    { { { "Q1", NULL, NULL }, { "Q1", "1901", NULL }, { "Q1", NULL, NULL } },
      3,
      "Q1@undated=ac() Q1@1901=b()" },
    /* Whole events are joined as they come, before those of parts. */
    { { { "Q1", "1901", "Ada" }, { "w", "1901", NULL, NULL, TRUE }, { "Q1", "1901", "Bo" } },
      3,
      "w=b() Q1=ac(Ada,Bo)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsTimeline) timeline = build (cases[i].rows, cases[i].n_rows);
      g_autofree char *told = tell (timeline);

      g_assert_cmpstr (told, ==, cases[i].told);
      g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==,
                        0);
    }
}

/* Addresses are sources that need no list. */
static void
test_sources (void)
{
  const Row rows[] = { { "Q1", "1901", NULL, "https://example.org/1" },
                       { "Q1", "1901", NULL, "https://example.org/1" },
                       { "Q2", "1901", NULL, "https://example.org/2" },
                       { "Q2", "1901", NULL, "http://example.org/3" } };
  g_autoptr (AnnalsTimeline) timeline = build (rows, G_N_ELEMENTS (rows));
  const AnnalsSource *source;
  guint n;

  annals_timeline_get_terms (timeline, 0, ANNALS_TERM_SOURCE, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, 0) & ANNALS_EVENT_SINGLE_SOURCE, !=,
                    0);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, 1) & ANNALS_EVENT_SINGLE_SOURCE, ==,
                    0);
  source = annals_timeline_get_source (
      timeline, annals_timeline_find_source (timeline, "https://example.org/1"));
  g_assert_cmpstr (source->url, ==, "https://example.org/1");
  g_assert_cmpstr (source->type, ==, "webpage");
  g_assert_cmpuint (source->n_events, ==, 1);
  g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==, 0);
}

/* A timeline that is published already stays as it was; what belongs to parts comes at the end. */
static void
test_publications (void)
{
  static const Row rows[] = { { "w", NULL, "Ada", NULL, TRUE },
                              { "Q1", "1901", "Bo" },
                              { "Q1", "1901", "Cy" },
                              { "v", NULL, NULL, NULL, TRUE } };
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) first = NULL, last = NULL;
  AnnalsBatch *batch = annals_batch_new ();

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    add_row (batch, &rows[r], r);
  annals_builder_join (builder, batch);
  first = annals_builder_publish (builder, FALSE);
  g_assert_cmpuint (annals_timeline_get_n_events (first), ==, 2);
  last = annals_builder_publish (builder, TRUE);
  g_assert_cmpuint (annals_timeline_get_n_events (first), ==, 2);
  g_assert_cmpuint (annals_timeline_get_n_events (last), ==, 3);
  for (guint event = 0; event < 2; event++)
    g_assert_cmpstr (annals_timeline_get_event_id (last, event), ==,
                     annals_timeline_get_event_id (first, event));
  g_assert_cmpuint (annals_timeline_get_n_event_slices (last, 2), ==, 2);
}

/* Over several chunks and held batches, and all rows of some ids far apart: each part is found. */
static void
test_many (void)
{
  enum
  {
    N_EVENTS = 40000
  };
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint round = 0; round < 2; round++)
    for (guint e = 0; e < N_EVENTS; e += 1000)
      {
        AnnalsBatch *batch = annals_batch_new ();

        for (guint i = e; i < e + 1000; i++)
          {
            g_autofree char *id = g_strdup_printf ("Q%u", i);
            g_autofree char *actor = g_strdup_printf ("A%u", i / 7 + round);
            const Row row = { id, "1901", actor };

            /* Of every other event one row alone. */
            if (round == 0 || i % 2 == 0)
              add_row (batch, &row, round * N_EVENTS + i);
          }
        annals_builder_join (builder, batch);
      }
  timeline = annals_builder_publish (builder, TRUE);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, N_EVENTS);
  for (guint event = 0; event < N_EVENTS; event++)
    {
      guint n;

      annals_timeline_get_terms (timeline, event, ANNALS_TERM_ACTOR, &n);
      g_assert_cmpuint (n, ==, event % 2 == 0 ? 2 : 1);
      g_assert_cmpuint (annals_timeline_get_n_event_slices (timeline, event), ==, n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/parts/events", test_events);
  g_test_add_func ("/model/parts/sources", test_sources);
  g_test_add_func ("/model/parts/publications", test_publications);
  g_test_add_func ("/model/parts/many", test_many);
  return g_test_run ();
}
