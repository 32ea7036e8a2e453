/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two readings of one file: which events came, went, got another date, say something else. */
#include "model/difference.h"

#include <locale.h>
#include <string.h>

#include "model/builder.h"
#include "time/edtf.h"

typedef struct
{
  const char *id, *title, *date, *track, *says;
  AnnalsKind kind;
  guint flags;
  const char *other_date; /* another dating */
  gboolean is_part;       /* one of several rows that are one event */
} Row;

/* A timeline whose file is what its events say, one after the other. */
static AnnalsTimeline *
timeline_of (const char *const *tracks, const Row *rows, guint n_rows)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  AnnalsBatch *batch = annals_batch_new ();

  for (; *tracks != NULL; tracks++)
    annals_builder_add_track (builder, *tracks, *tracks, NULL, -1, NULL, FALSE);
  for (guint i = 0; i < n_rows; i++)
    {
      const Row *from = &rows[i];
      AnnalsEventRow row = { .id = from->id,
                             .title = from->title,
                             .date = from->date,
                             .track = from->track,
                             .kind = from->kind,
                             .flags = from->flags,
                             .importance = 3,
                             .is_part = from->is_part,
                             .offset = text->len,
                             .length = strlen (from->says) };
      AnnalsSpan other;

      g_string_append (text, from->says);
      g_assert_true (annals_edtf_parse (from->date, -1, &row.span, NULL, NULL, NULL));
      annals_batch_add_event (batch, &row);
      if (from->other_date == NULL)
        continue;
      g_assert_true (annals_edtf_parse (from->other_date, -1, &other, NULL, NULL, NULL));
      annals_batch_add_extra_span (batch, &other, FALSE);
    }
  annals_builder_join (builder, batch);
  bytes = g_bytes_new (text->str, text->len);
  annals_builder_set_bytes (builder, bytes);
  return annals_builder_publish (builder, TRUE);
}

static void
check_ids (AnnalsTimeline *timeline, const guint32 *events, guint n, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            annals_timeline_get_event_id (timeline, events[i]));
  g_assert_cmpstr (ids->str, ==, expected);
}

static const char *const tracks_before[] = { "deals", "tests", NULL };
/* The same two, in another order and behind a new one. */
static const char *const tracks_after[] = { "talks", "tests", "deals", NULL };

static const Row rows_before[] = {
  { "a", "Accord", "2018-06-12", "deals", "{\"id\":\"a\"}", 0, 0, NULL },
  { "b", "Broken off", "2018-07", "deals", "{\"id\":\"b\"}", 0, 0, NULL },
  { "c", "Countdown", "2018-08", "tests", "{\"id\":\"c\", \"s\": \"one two\"}", 0, 0, NULL },
  { "d", "Denial", "2018-09", "tests", "{\"id\":\"d\",\"s\":\"a \\\" b\"}", 0, 0, NULL },
  { "e", "Echo", "2018-10", "tests", "{}", 0, 0, NULL },
  { "f", "Flight", "2018-11", "tests", "{}", 0, 0, "2018-12" },
};

static const Row rows_after[] = {
  { "new", "Newcomer", "2018-01", "talks", "{}", 0, 0, NULL },
  /* Laid out anew, and its track has another number. */
  { "a", "Accord", "2018-06-12", "deals", "{\n  \"id\": \"a\"\n}", 0, 0, NULL },
  /* A word more between the quotes. */
  { "c", "Countdown", "2018-08", "tests", "{\"id\":\"c\", \"s\": \"one  two\"}", 0, 0, NULL },
  /* A quote that was escaped is no quote: the blank behind it counts. */
  { "d", "Denial", "2018-09", "tests", "{\"id\":\"d\",\"s\":\"a \\\"  b\"}", 0, 0, NULL },
  { "e", "Echo", "2018-10-05", "tests", "{}", 0, 0, NULL },
  { "f", "Flight", "2018-11", "tests", "{}", 0, 0, "2019-12" },
  { "late", "Latecomer", "2020", "deals", "{}", 0, 0, NULL },
};

static void
test_changes (void)
{
  g_autoptr (AnnalsTimeline) before
      = timeline_of (tracks_before, rows_before, G_N_ELEMENTS (rows_before));
  g_autoptr (AnnalsTimeline) after
      = timeline_of (tracks_after, rows_after, G_N_ELEMENTS (rows_after));
  g_autoptr (AnnalsDifference) difference = annals_difference_new (before, after, NULL);
  static const guint befores[] = { ANNALS_NO_EVENT, 0, 2, 3, 4, 5, ANNALS_NO_EVENT };
  static const gboolean looks_same[] = { FALSE, TRUE, TRUE, TRUE, FALSE, FALSE, FALSE };
  const guint32 *events;
  guint n;

  g_assert_true (annals_difference_get_before (difference) == before);
  g_assert_true (annals_difference_get_after (difference) == after);
  for (guint i = 0; i < G_N_ELEMENTS (befores); i++)
    {
      g_assert_cmpuint (annals_difference_find_before (difference, i), ==, befores[i]);
      g_assert_cmpint (annals_difference_looks_same (difference, i), ==, looks_same[i]);
    }
  events = annals_difference_get_added (difference, &n);
  check_ids (after, events, n, "new late");
  events = annals_difference_get_removed (difference, &n);
  check_ids (before, events, n, "b");
  events = annals_difference_get_redated (difference, &n);
  check_ids (after, events, n, "e");
  events = annals_difference_get_reworded (difference, &n);
  check_ids (after, events, n, "c d");
}

/* Each thing that a row depends on, alone: what a case sets is other than in the base. */
static void
test_looks (void)
{
  static const Row base = { .id = "a",
                            .title = "Accord",
                            .date = "2018-06-12",
                            .track = "deals",
                            .says = "{}",
                            .other_date = "2018-06" };
  static const struct
  {
    Row other;
    gboolean looks_same;
    gboolean is_redated;
  } cases[] = {
    { { 0 }, TRUE, FALSE },
    { { .title = "Accords" }, FALSE, FALSE },
    { { .date = "2018-06-13" }, FALSE, TRUE },
    { { .date = "2018-06-12~" }, FALSE, TRUE },
    { { .track = "tests" }, FALSE, FALSE },
    { { .kind = ANNALS_KIND_MEETING }, FALSE, FALSE },
    { { .flags = ANNALS_EVENT_BACKGROUND }, FALSE, FALSE },
    { { .flags = ANNALS_EVENT_HAS_CLAIMS }, TRUE, FALSE },
    { { .other_date = "2018-07" }, FALSE, FALSE },
    { { .other_date = "" }, FALSE, FALSE }, /* none */
  };
  g_autoptr (AnnalsTimeline) before = timeline_of (tracks_before, &base, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Row *other = &cases[i].other;
      Row row = base;
      g_autoptr (AnnalsTimeline) after = NULL;
      g_autoptr (AnnalsDifference) difference = NULL;
      guint n;

      row.title = other->title != NULL ? other->title : base.title;
      row.date = other->date != NULL ? other->date : base.date;
      row.track = other->track != NULL ? other->track : base.track;
      row.kind = other->kind;
      row.flags = other->flags;
      if (other->other_date != NULL)
        row.other_date = *other->other_date != '\0' ? other->other_date : NULL;
      after = timeline_of (tracks_after, &row, 1);
      difference = annals_difference_new (before, after, NULL);
      g_test_message ("case %u", i);
      g_assert_cmpint (annals_difference_looks_same (difference, 0), ==, cases[i].looks_same);
      annals_difference_get_redated (difference, &n);
      g_assert_cmpuint (n, ==, cases[i].is_redated ? 1 : 0);
    }
}

/* Members of a `{a,b}` date are its date, though its extent stays. */
static void
test_members (void)
{
  AnnalsTimeline *timelines[2];
  g_autoptr (AnnalsDifference) difference = NULL;
  guint n;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
      AnnalsBatch *batch = annals_batch_new ();
      AnnalsEventRow row = { .id = "a", .title = "A", .importance = 3 };
      AnnalsSpan member;

      row.date = i == 0 ? "{1990,1992,1995}" : "{1990,1993,1995}";
      g_assert_true (annals_edtf_parse (row.date, -1, &row.span, NULL, NULL, NULL));
      annals_batch_add_event (batch, &row);
      g_assert_true (annals_edtf_parse (i == 0 ? "1992" : "1993", -1, &member, NULL, NULL, NULL));
      annals_batch_add_extra_span (batch, &member, TRUE);
      annals_builder_join (builder, batch);
      timelines[i] = annals_builder_publish (builder, TRUE);
    }
  g_assert_true (annals_span_equal (annals_timeline_get_event_span (timelines[0], 0),
                                    annals_timeline_get_event_span (timelines[1], 0)));
  difference = annals_difference_new (timelines[0], timelines[1], NULL);
  annals_difference_get_redated (difference, &n);
  g_assert_cmpuint (n, ==, 1);
  g_object_unref (timelines[0]);
  g_object_unref (timelines[1]);
}

static AnnalsTimeline *
many (guint n_events, guint step)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsSpan span;

  g_assert_true (annals_edtf_parse ("1990", -1, &span, NULL, NULL, NULL));
  for (guint e = 0; e < n_events; e++)
    {
      char id[16];
      AnnalsEventRow row = { .id = id, .title = id, .date = "1990", .importance = 3, .span = span };

      g_snprintf (id, sizeof id, "e%u", (guint)((guint64)e * step % n_events));
      annals_batch_add_event (batch, &row);
    }
  annals_builder_join (builder, batch);
  return annals_builder_publish (builder, TRUE);
}

/* Many chunks in another order: each is found, and nothing has changed. */
static void
test_shuffled (void)
{
  const guint n_events = 3 * ANNALS_CHUNK_EVENTS + 1; /* coprime with the step */
  g_autoptr (AnnalsTimeline) before = many (n_events, 1);
  g_autoptr (AnnalsTimeline) after = many (n_events, 1009);
  g_autoptr (AnnalsDifference) difference = annals_difference_new (before, after, NULL);
  guint n;

  for (guint e = 0; e < n_events; e++)
    {
      g_assert_cmpuint (annals_difference_find_before (difference, e), ==,
                        (guint64)e * 1009 % n_events);
      g_assert_true (annals_difference_looks_same (difference, e));
    }
  annals_difference_get_added (difference, &n);
  g_assert_cmpuint (n, ==, 0);
  annals_difference_get_removed (difference, &n);
  g_assert_cmpuint (n, ==, 0);
  annals_difference_get_reworded (difference, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Of an event that is several slices, each counts. */
static void
test_parts (void)
{
  Row rows[] = { { "Q1", "a", "1900", "deals", "{\"v\":1}", ANNALS_KIND_OTHER, 0, NULL, TRUE },
                 { "Q1", "a", "1900", "deals", "{\"v\":2}", ANNALS_KIND_OTHER, 0, NULL, TRUE } };
  g_autoptr (AnnalsTimeline) before = timeline_of (tracks_before, rows, 2);
  g_autoptr (AnnalsTimeline) same = timeline_of (tracks_before, rows, 2);
  g_autoptr (AnnalsTimeline) fewer = timeline_of (tracks_before, rows, 1);
  g_autoptr (AnnalsTimeline) other = NULL;
  AnnalsTimeline *afters[3];

  rows[1].says = "{\"v\":3}";
  other = timeline_of (tracks_before, rows, 2);
  afters[0] = same;
  afters[1] = fewer;
  afters[2] = other;
  for (guint i = 0; i < G_N_ELEMENTS (afters); i++)
    {
      g_autoptr (AnnalsDifference) difference = annals_difference_new (before, afters[i], NULL);
      guint n;

      g_assert_cmpuint (annals_timeline_get_n_events (afters[i]), ==, 1);
      annals_difference_get_reworded (difference, &n);
      g_assert_cmpuint (n, ==, i > 0);
    }
}

static void
test_life (void)
{
  AnnalsTimeline *before = timeline_of (tracks_before, rows_before, 2);
  AnnalsTimeline *after = timeline_of (tracks_before, rows_before, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  AnnalsDifference *difference = annals_difference_new (before, after, cancellable);

  g_assert_nonnull (difference);
  annals_difference_unref (annals_difference_ref (difference));
  annals_difference_unref (difference);
  g_cancellable_cancel (cancellable);
  g_assert_null (annals_difference_new (before, after, cancellable));
  g_assert_finalize_object (before);
  g_assert_finalize_object (after);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/difference/changes", test_changes);
  g_test_add_func ("/difference/looks", test_looks);
  g_test_add_func ("/difference/members", test_members);
  g_test_add_func ("/difference/shuffled", test_shuffled);
  g_test_add_func ("/difference/life", test_life);
  g_test_add_func ("/model/difference/parts", test_parts);
  return g_test_run ();
}
