/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The builder: batches joined in order, ids made unique, tracks and sources numbered. */
#include "model/builder.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static const AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

static AnnalsSpan
moment (double begin_s, double end_s)
{
  return (AnnalsSpan){ begin_s, end_s, begin_s, end_s, 0, ANNALS_UNIT_DAY, ANNALS_UNIT_DAY };
}

static void
add (AnnalsBatch *batch,
     const char *id,
     const char *title,
     const char *track,
     const char *date,
     AnnalsSpan span)
{
  AnnalsEventRow row = {
    .id = id,
    .title = title,
    .date = date,
    .span = span,
    .track = track,
    .importance = 3,
  };

  annals_batch_add_event (batch, &row);
}

static void
test_columns (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsEventRow row = {
    .id = "a",
    .title = "Alpha",
    .date = "1970-01-01",
    .span = moment (0, 86400),
    .track = "t",
    .kind = ANNALS_KIND_DOCUMENT,
    .certainty = ANNALS_CERTAINTY_PROSPECT,
    .importance = 5,
    .flags = ANNALS_EVENT_BACKGROUND | ANNALS_EVENT_DATE_PAIR,
    .offset = G_GUINT64_CONSTANT (0x12FFFFFFFF),
    .length = 7,
  };
  guint order_n;
  const guint32 *order;

  annals_batch_add_event (batch, &row);
  add (batch, "b", "", NULL, NULL, undated);
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);

  g_assert_true (annals_timeline_is_complete (timeline));
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 2);
  g_assert_cmpstr (annals_timeline_get_event_id (timeline, 0), ==, "a");
  g_assert_cmpstr (annals_timeline_get_event_title (timeline, 0), ==, "Alpha");
  g_assert_cmpstr (annals_timeline_get_event_date (timeline, 0), ==, "1970-01-01");
  g_assert_cmpfloat (annals_timeline_get_event_span (timeline, 0)->begin_max, ==, 86400);
  g_assert_cmpuint (annals_timeline_get_event_kind (timeline, 0), ==, ANNALS_KIND_DOCUMENT);
  g_assert_cmpuint (annals_timeline_get_event_certainty (timeline, 0), ==,
                    ANNALS_CERTAINTY_PROSPECT);
  g_assert_cmpint (annals_timeline_get_event_importance (timeline, 0), ==, 5);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, 0), ==,
                    ANNALS_EVENT_BACKGROUND | ANNALS_EVENT_DATE_PAIR | ANNALS_EVENT_UNSOURCED);
  g_assert_cmpstr (annals_timeline_get_event_title (timeline, 1), ==, "");
  g_assert_cmpstr (annals_timeline_get_event_date (timeline, 1), ==, "");
  g_assert_false (annals_span_is_dated (annals_timeline_get_event_span (timeline, 1)));

  order = annals_timeline_get_order (timeline, &order_n);
  g_assert_cmpuint (order_n, ==, 1);
  g_assert_cmpuint (order[0], ==, 0);
  g_assert_cmpuint (annals_timeline_find_event (timeline, "b"), ==, 1);
  g_assert_cmpuint (annals_timeline_find_event (timeline, "c"), ==, ANNALS_NO_EVENT);
  g_assert_finalize_object (g_steal_pointer (&timeline));
}

static void
test_second_ids (void)
{
  static const char *const given[] = { "x", "x", "x:2", "x", "y", "x:2" };
  static const char *const kept[] = { "x", "x:2", "x:2:2", "x:3", "y", "x:2:3" };
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      AnnalsBatch *batch = annals_batch_new ();

      add (batch, given[i], "", NULL, NULL, undated);
      annals_builder_join (builder, batch);
    }
  timeline = annals_builder_publish (builder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_assert_cmpstr (annals_timeline_get_event_id (timeline, i), ==, kept[i]);
      g_assert_cmpuint (annals_timeline_find_event (timeline, kept[i]), ==, i);
    }
  g_assert_cmpuint (
      annals_problems_count (annals_timeline_get_problems (timeline), ANNALS_SEVERITY_ERROR), ==,
      4);
}

/* As many events of one id as could be written to hang a program. */
/* What the format gives no id: two that say the same are both there, and no problem. */
static void
test_made_ids (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsEventRow row = {
    .id = "h:0123456789abcdef",
    .has_made_id = TRUE,
    .title = "Twice",
    .span = undated,
    .importance = 3,
  };

  annals_batch_add_event (batch, &row);
  annals_batch_add_event (batch, &row);
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  g_assert_cmpstr (annals_timeline_get_event_id (timeline, 0), ==, "h:0123456789abcdef");
  g_assert_cmpstr (annals_timeline_get_event_id (timeline, 1), ==, "h:0123456789abcdef:2");
  g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==, 0);
}

/* A source that is cited by its address is known by it. */
static void
test_addresses (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();

  add (batch, "a", "Alpha", NULL, NULL, undated);
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "https://example.org/a");
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "https:// is a word");
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "https://");
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  g_assert_cmpstr (annals_timeline_get_source (timeline, 0)->url, ==, "https://example.org/a");
  g_assert_null (annals_timeline_get_source (timeline, 1)->url);
  g_assert_null (annals_timeline_get_source (timeline, 2)->url);
  g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==, 2);
}

static void
add_era (AnnalsBatch *batch, const char *id, const char *track)
{
  AnnalsEventRow row = {
    .id = id,
    .title = "Era",
    .track = track,
    .span = moment (0, 86400),
    .importance = 3,
    .flags = ANNALS_EVENT_BACKGROUND,
  };

  annals_batch_add_event (batch, &row);
}

/* Which tracks there are where events name none. */
static void
test_trackless (void)
{
  static const struct
  {
    gboolean is_listed, is_apart, has_trackless, has_era;
    const char *expected; /* id=events */
  } cases[] = {
    { TRUE, FALSE, TRUE, FALSE, "t=2 " },     { TRUE, TRUE, TRUE, FALSE, "t=1 =1 " },
    { TRUE, TRUE, FALSE, TRUE, "t=2 " },      { TRUE, TRUE, TRUE, TRUE, "t=1 =2 " },
    { FALSE, FALSE, TRUE, FALSE, "t=1 =1 " }, { FALSE, FALSE, FALSE, TRUE, "t=2 " },
    { FALSE, TRUE, TRUE, TRUE, "t=1 =2 " },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (GString) tracks = g_string_new (NULL);
      AnnalsBatch *batch = annals_batch_new ();

      if (cases[c].is_listed)
        annals_builder_add_track (builder, "t", "Track", NULL, -1, NULL, FALSE);
      if (cases[c].is_apart)
        annals_builder_keep_trackless_apart (builder);
      add (batch, "a", "Alpha", "t", NULL, undated);
      if (cases[c].has_trackless)
        add (batch, "b", "Beta", NULL, NULL, undated);
      if (cases[c].has_era)
        add_era (batch, "e", NULL);
      annals_builder_join (builder, batch);
      timeline = annals_builder_publish (builder, TRUE);
      for (guint t = 0; t < annals_timeline_get_n_tracks (timeline); t++)
        {
          const AnnalsTrack *track = annals_timeline_get_track (timeline, t);

          g_string_append_printf (tracks, "%s=%u ", track->id, track->n_events);
        }
      g_assert_cmpstr (tracks->str, ==, cases[c].expected);
      for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
        g_assert_cmpuint (annals_timeline_get_event_track (timeline, event), <,
                          annals_timeline_get_n_tracks (timeline));
    }
}

static void
test_many_of_one_id (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint b = 0; b < 100; b++)
    {
      AnnalsBatch *batch = annals_batch_new ();

      for (guint i = 0; i < 1000; i++)
        add (batch, "same", "", NULL, NULL, undated);
      annals_builder_join (builder, batch);
    }
  timeline = annals_builder_publish (builder, TRUE);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 100000);
  g_assert_cmpstr (annals_timeline_get_event_id (timeline, 99999), ==, "same:100000");
}

static void
test_tracks (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) first = NULL, last = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  const AnnalsTrack *track;

  add (batch, "a", "", "later", NULL, undated);
  add (batch, "b", "", NULL, NULL, undated);
  add (batch, "c", "", "unlisted", NULL, undated);
  add (batch, "d", "", "later", NULL, undated);
  annals_builder_join (builder, batch);

  first = annals_builder_publish (builder, FALSE);
  g_assert_false (annals_timeline_is_complete (first));
  g_assert_cmpuint (annals_timeline_get_n_tracks (first), ==, 3);
  g_assert_cmpstr (annals_timeline_get_track (first, 0)->title, ==, "later");
  g_assert_cmpuint (annals_timeline_get_event_track (first, 1), ==, 2);
  g_assert_cmpuint (annals_timeline_get_track (first, 2)->n_events, ==, 1);

  /* Tracks that stand after the events: the list decides order, titles and who is the first. */
  annals_builder_add_track (builder, "one", "Number one", "What it holds", 0xD55E00, NULL, FALSE);
  annals_builder_add_track (builder, "later", "Later on", NULL, -1, "one", TRUE);
  last = annals_builder_publish (builder, TRUE);
  g_assert_cmpuint (annals_timeline_get_n_tracks (last), ==, 3);
  track = annals_timeline_get_track (last, 0);
  g_assert_cmpstr (track->id, ==, "one");
  g_assert_cmpstr (track->description, ==, "What it holds");
  g_assert_cmpuint (track->rgb, ==, 0xD55E00);
  g_assert_cmpuint (track->n_events, ==, 1);
  track = annals_timeline_get_track (last, 1);
  g_assert_cmpstr (track->title, ==, "Later on");
  g_assert_cmpint (track->parent, ==, 0);
  g_assert_true (track->is_folded);
  g_assert_cmpuint (track->n_events, ==, 2);
  g_assert_cmpuint (annals_timeline_get_event_track (last, 0), ==, 1);
  g_assert_cmpuint (annals_timeline_get_event_track (last, 1), ==, 0);
  g_assert_cmpuint (annals_timeline_get_event_track (last, 2), ==, 2);
  g_assert_cmpuint (annals_timeline_get_track (last, 1)->rgb, !=,
                    annals_timeline_get_track (last, 2)->rgb);
}

static void
test_track_cycles (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;

  annals_builder_add_track (builder, "a", "A", NULL, -1, "b", FALSE);
  annals_builder_add_track (builder, "b", "B", NULL, -1, "c", FALSE);
  annals_builder_add_track (builder, "c", "C", NULL, -1, "a", FALSE);
  annals_builder_add_track (builder, "d", "D", NULL, -1, "d", FALSE);
  annals_builder_add_track (builder, "e", "E", NULL, -1, "no such track", FALSE);
  timeline = annals_builder_publish (builder, TRUE);
  for (guint t = 0; t < 5; t++)
    {
      guint steps = 0;

      for (int at = t; at >= 0; at = annals_timeline_get_track (timeline, at)->parent)
        g_assert_cmpuint (steps++, <, 5);
    }
}

static AnnalsSource *
new_source (const char *id, const char *title)
{
  AnnalsSource *source = g_new0 (AnnalsSource, 1);

  source->id = g_strdup (id);
  source->title = g_strdup (title);
  return source;
}

static void
test_sources (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  const guint32 *terms;
  guint n;

  g_assert_true (annals_builder_add_source (builder, new_source ("s1", "One")));
  add (batch, "a", "", NULL, NULL, undated);
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "s2");
  annals_batch_add_term (batch, ANNALS_TERM_TAG, "tag");
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "s1");
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "s2");
  add (batch, "b", "", NULL, NULL, undated);
  annals_batch_add_term (batch, ANNALS_TERM_SOURCE, "nowhere");
  annals_builder_join (builder, batch);
  g_assert_true (annals_builder_add_source (builder, new_source ("s2", "Two")));
  g_assert_false (annals_builder_add_source (builder, new_source ("s2", "Again")));
  timeline = annals_builder_publish (builder, TRUE);

  g_assert_cmpuint (annals_timeline_get_n_sources (timeline), ==, 3);
  g_assert_cmpint (annals_timeline_find_source (timeline, "s2"), ==, 1);
  g_assert_cmpint (annals_timeline_find_source (timeline, "s3"), ==, -1);
  g_assert_cmpstr (annals_timeline_get_source (timeline, 1)->title, ==, "Two");
  g_assert_cmpuint (annals_timeline_get_source (timeline, 1)->n_events, ==, 1);
  g_assert_cmpstr (annals_timeline_get_source (timeline, 2)->id, ==, "nowhere");
  g_assert_null (annals_timeline_get_source (timeline, 2)->title);

  terms = annals_timeline_get_terms (timeline, 0, ANNALS_TERM_SOURCE, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (terms[0], ==, 1);
  g_assert_cmpuint (terms[1], ==, 0);
  terms = annals_timeline_get_terms (timeline, 0, ANNALS_TERM_TAG, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (annals_timeline_get_term (timeline, ANNALS_TERM_TAG, terms[0]), ==, "tag");
  g_assert_null (annals_timeline_get_terms (timeline, 0, ANNALS_TERM_ACTOR, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, 0) & ANNALS_EVENT_SINGLE_SOURCE, ==,
                    0);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, 1) & ANNALS_EVENT_SINGLE_SOURCE, !=,
                    0);
}

static void
test_links (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) first = NULL, last = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  const AnnalsLink *links;
  guint n;

  add (batch, "a", "", NULL, NULL, undated);
  annals_batch_add_link (batch, "follows", "c", TRUE);
  annals_batch_add_link (batch, "ends", "a", FALSE);
  annals_batch_add_link (batch, "ends", "nobody", FALSE);
  add (batch, "b", "", NULL, NULL, undated);
  annals_batch_add_link (batch, "raises", "a", FALSE);
  annals_builder_join (builder, batch);
  first = annals_builder_publish (builder, FALSE);
  links = annals_timeline_get_links (first, 0, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (links[0].event, ==, ANNALS_NO_EVENT);

  batch = annals_batch_new ();
  add (batch, "c", "", NULL, NULL, undated);
  add (batch, "d", "", NULL, NULL, undated);
  annals_builder_join (builder, batch);
  last = annals_builder_publish (builder, TRUE);
  links = annals_timeline_get_links (last, 0, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (links[0].type, ==, "follows");
  g_assert_cmpuint (links[0].event, ==, 2);
  g_assert_true (links[0].is_hedged);
  g_assert_false (links[0].is_backward);
  g_assert_cmpuint (links[1].event, ==, 0);
  g_assert_cmpuint (links[2].event, ==, ANNALS_NO_EVENT);
  g_assert_cmpuint (links[3].event, ==, 1);
  g_assert_true (links[3].is_backward);
  links = annals_timeline_get_links (last, 2, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (links[0].event, ==, 0);
  g_assert_true (links[0].is_backward);
  g_assert_cmpuint (annals_timeline_get_event_flags (last, 2) & ANNALS_EVENT_HAS_LINKS, !=, 0);
  g_assert_null (annals_timeline_get_links (last, 3, &n));
  g_assert_cmpuint (annals_timeline_get_event_flags (last, 3) & ANNALS_EVENT_HAS_LINKS, ==, 0);
  g_assert_cmpuint (
      annals_problems_count (annals_timeline_get_problems (last), ANNALS_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint (
      annals_problems_count (annals_timeline_get_problems (first), ANNALS_SEVERITY_WARNING), ==, 0);
}

/* Texts longer than a column holds are cut between characters; ids stay unique. */
static void
test_long_texts (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40000; i++)
    g_string_append (text, "한");
  add (batch, text->str, text->str, text->str, text->str, undated);
  add (batch, text->str, text->str, text->str, text->str, undated);
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  for (guint e = 0; e < 2; e++)
    {
      g_assert_true (g_utf8_validate (annals_timeline_get_event_id (timeline, e), -1, NULL));
      g_assert_true (g_utf8_validate (annals_timeline_get_event_title (timeline, e), -1, NULL));
      g_assert_cmpuint (strlen (annals_timeline_get_event_title (timeline, e)), ==, 65535 / 3 * 3);
      g_assert_cmpuint (
          annals_timeline_find_event (timeline, annals_timeline_get_event_id (timeline, e)), ==, e);
    }
}

/* A title that stands in the element is read from the file's bytes, any other is kept; both are the
 * same to who asks. */
static void
test_titles_in_the_file (void)
{
  g_autofree char *most = g_strnfill (ANNALS_SLICED_TITLE_MAX, 'm');
  g_autofree char *longer = g_strnfill (ANNALS_SLICED_TITLE_MAX + 1, 'l');
  g_autofree char *far = g_strnfill (2000, ' ');
  const struct
  {
    const char *text, *title;
    gboolean is_sliced;
  } cases[] = {
    { "{\"title\":\"Alpha\"}", "Alpha", TRUE },
    { "{\"title\":\"한국 élan\"}", "한국 élan", TRUE },
    { "Omega", "Omega", TRUE },
    { "{\"title\":\"tit title\"}", "title", TRUE },
    { "{\"title\":\"a \\\"b\\\"\"}", "a \"b\"", FALSE },
    { "{\"title\":\"<b>bold</b> word\"}", "bold word", FALSE },
    { "{\"title\":\"\"}", "", FALSE },
    { "Omeg", "Omega", FALSE },
    { NULL, "Alpha", FALSE },
    { most, most, TRUE },
    { longer, longer, FALSE },
    { far, "far behind", FALSE },
  };
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GString) file = g_string_new ("{\"events\":[");
  g_autoptr (GBytes) bytes = NULL;
  AnnalsBatch *batch = annals_batch_new ();

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree char *id = g_strdup_printf ("%u", c);
      AnnalsEventRow row = {
        .id = id,
        .title = cases[c].title,
        .span = undated,
        .importance = 3,
        .offset = file->len,
        .length = cases[c].text != NULL ? strlen (cases[c].text) : 0,
        .text = cases[c].text,
      };

      annals_batch_add_event (batch, &row);
      if (cases[c].text != NULL)
        g_string_append (file, cases[c].text);
    }
  annals_builder_join (builder, batch);
  bytes = g_bytes_new (file->str, file->len);
  annals_builder_set_bytes (builder, bytes);
  timeline = annals_builder_publish (builder, TRUE);
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      AnnalsTitleRoom room = { { 0 } };
      const char *title = annals_timeline_read_event_title (timeline, c, &room);

      g_test_message ("%u: %s", c, title);
      g_assert_cmpstr (title, ==, cases[c].title);
      g_assert_cmpstr (annals_timeline_get_event_title (timeline, c), ==, cases[c].title);
      g_assert_cmpint (title == room.text, ==, cases[c].is_sliced);
    }
}

static void
test_many_terms (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsBatch *batch = annals_batch_new ();
  const guint32 *terms;
  guint n;

  add (batch, "a", "", NULL, NULL, undated);
  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *tag = g_strdup_printf ("tag %u", i % 50000);

      annals_batch_add_term (batch, ANNALS_TERM_TAG, tag);
    }
  annals_batch_add_term (batch, ANNALS_TERM_ACTOR, "one");
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  terms = annals_timeline_get_terms (timeline, 0, ANNALS_TERM_TAG, &n);
  g_assert_cmpuint (n, ==, 50000);
  g_assert_cmpstr (annals_timeline_get_term (timeline, ANNALS_TERM_TAG, terms[49999]), ==,
                   "tag 49999");
  terms = annals_timeline_get_terms (timeline, 0, ANNALS_TERM_ACTOR, &n);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/builder/columns", test_columns);
  g_test_add_func ("/model/builder/second-ids", test_second_ids);
  g_test_add_func ("/model/builder/made-ids", test_made_ids);
  g_test_add_func ("/model/builder/addresses", test_addresses);
  g_test_add_func ("/model/builder/trackless", test_trackless);
  g_test_add_func ("/model/builder/many-of-one-id", test_many_of_one_id);
  g_test_add_func ("/model/builder/tracks", test_tracks);
  g_test_add_func ("/model/builder/track-cycles", test_track_cycles);
  g_test_add_func ("/model/builder/sources", test_sources);
  g_test_add_func ("/model/builder/links", test_links);
  g_test_add_func ("/model/builder/long-texts", test_long_texts);
  g_test_add_func ("/model/builder/titles-in-the-file", test_titles_in_the_file);
  g_test_add_func ("/model/builder/many-terms", test_many_terms);
  return g_test_run ();
}
