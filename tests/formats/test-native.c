/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The native reader: each member, and each way in which one can be wrong. */
#include "formats/loader.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "time/calendar.h"
#include "time/edtf.h"

static AnnalsTimeline *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "native", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_file (file, NULL, &error);

  g_assert_no_error (error);
  return timeline;
}

static AnnalsTimeline *
load_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_bytes (bytes, "text", &error);

  g_assert_no_error (error);
  return timeline;
}

/* A timeline of that one event. */
static AnnalsTimeline *
load_event (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"annals-1\",\"events\":[{\"id\":\"e\",\"title\":\"t\",%s}]}", members);

  return load_text (text);
}

static void
test_header (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("small.json");
  const AnnalsTrack *track;
  double begin_s, end_s;

  g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, "native");
  g_assert_cmpstr (annals_timeline_get_title (timeline), ==, "A harbour town");
  g_assert_cmpstr (annals_timeline_get_description (timeline), ==, "Made up for the tests.");
  g_assert_cmpstr (annals_timeline_get_id (timeline), ==,
                   "urn:uuid:00000000-0000-4000-8000-000000000001");
  g_assert_cmpstr (annals_timeline_get_language (timeline), ==, "en");
  g_assert_cmpstr (annals_timeline_get_as_of (timeline), ==, "1921-05-01");
  g_assert_cmpfloat (annals_timeline_get_as_of_s (timeline), ==,
                     annals_instant_from_civil (1921, 5, 1, 0, 0, 0));
  g_assert_true (annals_timeline_get_opening_view (timeline, &begin_s, &end_s));
  g_assert_cmpfloat (begin_s, ==, annals_instant_from_civil (1890, 1, 1, 0, 0, 0));
  g_assert_cmpfloat (end_s, ==, annals_instant_from_civil (1921, 1, 1, 0, 0, 0));

  g_assert_cmpuint (annals_timeline_get_n_tracks (timeline), ==, 4);
  track = annals_timeline_get_track (timeline, 0);
  g_assert_cmpstr (track->id, ==, "town");
  g_assert_cmpstr (track->title, ==, "The town");
  g_assert_cmpstr (track->description, ==, "What it did.");
  g_assert_cmpuint (track->rgb, ==, 0x0072B2);
  g_assert_cmpint (track->parent, ==, -1);
  track = annals_timeline_get_track (timeline, 1);
  g_assert_cmpint (track->parent, ==, 0);
  g_assert_true (track->is_folded);
  g_assert_cmpuint (track->rgb, !=, 0x0072B2);
  track = annals_timeline_get_track (timeline, 2);
  g_assert_cmpstr (track->id, ==, "3");
  g_assert_cmpstr (track->title, ==, "3");
  g_assert_cmpstr (annals_timeline_get_track (timeline, 3)->title, ==, "sky");
}

static void
test_sources (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("small.json");
  const AnnalsSource *source;

  g_assert_cmpuint (annals_timeline_get_n_sources (timeline), ==, 3);
  source = annals_timeline_get_source (timeline, annals_timeline_find_source (timeline, "gazette"));
  g_assert_cmpstr (source->type, ==, "article-newspaper");
  g_assert_cmpstr (source->title, ==, "The quay opens");
  g_assert_cmpstr (source->author, ==, "Berg, Ada; Harbour Board; Ines");
  g_assert_cmpstr (source->container_title, ==, "The Gazette");
  g_assert_cmpstr (source->publisher, ==, "Gazette Press");
  g_assert_cmpstr (source->issued, ==, "1899-07-02");
  g_assert_cmpstr (source->accessed, ==, "2020-01-02");
  g_assert_cmpstr (source->page, ==, "3–4");
  g_assert_cmpstr (source->doi, ==, "10.1/x");
  g_assert_cmpstr (source->url, ==, "https://example.org/quay");
  g_assert_cmpint (source->was_read, ==, 1);
  g_assert_cmpuint (source->n_events, ==, 2);
  source = annals_timeline_get_source (timeline, annals_timeline_find_source (timeline, "7"));
  g_assert_cmpstr (source->author, ==, "Anon.");
  g_assert_cmpstr (source->issued, ==, "1902-01/1903");
  g_assert_cmpint (source->was_read, ==, 0);
  source = annals_timeline_get_source (timeline, annals_timeline_find_source (timeline, "letter"));
  g_assert_cmpstr (source->issued, ==, "one Sunday");
  g_assert_cmpstr (source->page, ==, "12");
  g_assert_cmpint (source->was_read, ==, -1);
  g_assert_null (source->title);
}

static void
assert_terms (AnnalsTimeline *timeline, guint event, AnnalsTermKind kind, const char *expected)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint n;
  const guint32 *terms = annals_timeline_get_terms (timeline, event, kind, &n);

  for (guint t = 0; t < n; t++)
    g_string_append_printf (words, "%s%s", t > 0 ? "|" : "",
                            annals_timeline_get_term (timeline, kind, terms[t]));
  g_assert_cmpstr (words->str, ==, expected);
}

static void
test_columns (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("small.json");
  const AnnalsExtraSpan *extras;
  const AnnalsLink *links;
  AnnalsSpan span;
  guint event = annals_timeline_find_event (timeline, "quay"), n;

  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 7);
  g_assert_cmpuint (event, ==, 0);
  g_assert_cmpstr (annals_timeline_get_event_title (timeline, event), ==, "The quay opens");
  g_assert_cmpstr (annals_timeline_get_event_date (timeline, event), ==, "1899-07-01");
  g_assert_cmpuint (annals_timeline_get_event_track (timeline, event), ==, 1);
  g_assert_cmpuint (annals_timeline_get_event_kind (timeline, event), ==, ANNALS_KIND_MEETING);
  g_assert_cmpuint (annals_timeline_get_event_certainty (timeline, event), ==,
                    ANNALS_CERTAINTY_DISPUTED);
  g_assert_cmpint (annals_timeline_get_event_importance (timeline, event), ==, 1);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, event), ==,
                    ANNALS_EVENT_CLAIMS_DISAGREE | ANNALS_EVENT_DISPUTED | ANNALS_EVENT_HAS_CLAIMS
                        | ANNALS_EVENT_HAS_EXTRA_SPANS | ANNALS_EVENT_HAS_LINKS);
  assert_terms (timeline, event, ANNALS_TERM_ACTOR, "Ada Berg|The mayor");
  assert_terms (timeline, event, ANNALS_TERM_PLACE, "North quay");
  assert_terms (timeline, event, ANNALS_TERM_TAG, "harbour|opening|1899");
  assert_terms (timeline, event, ANNALS_TERM_SOURCE, "gazette|7|letter");

  extras = annals_timeline_get_extra_spans (timeline, event, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (extras[0].is_member);
  g_assert_true (annals_edtf_parse ("1899-07", -1, &span, NULL, NULL, NULL));
  g_assert_true (annals_span_equal (&extras[0].span, &span));
  links = annals_timeline_get_links (timeline, event, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (links[0].type, ==, "follows");
  g_assert_cmpuint (links[0].event, ==, 1);
  g_assert_cmpstr (links[1].type, ==, "pays-for");
  g_assert_true (links[1].is_hedged);

  event = annals_timeline_find_event (timeline, "fire");
  g_assert_cmpuint (annals_timeline_get_event_kind (timeline, event), ==, ANNALS_KIND_OTHER);
  g_assert_cmpuint (annals_timeline_get_event_track (timeline, event), ==, 0);
  g_assert_cmpint (annals_timeline_get_event_importance (timeline, event), ==, 3);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, event) & ANNALS_EVENT_SINGLE_SOURCE,
                    !=, 0);
  extras = annals_timeline_get_extra_spans (timeline, event, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (extras[1].is_member);
  assert_terms (timeline, event, ANNALS_TERM_PLACE, "Mill Lane");

  event = annals_timeline_find_event (timeline, "era");
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, event) & ANNALS_EVENT_BACKGROUND, !=,
                    0);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, event) & ANNALS_EVENT_UNSOURCED, !=,
                    0);
  g_assert_cmpuint (annals_timeline_get_event_track (timeline, event), ==, 3);
  g_assert_false (annals_span_is_dated (
      annals_timeline_get_event_span (timeline, annals_timeline_find_event (timeline, "someday"))));
  g_assert_cmpuint (annals_timeline_find_event (timeline, "42"), ==, 6);
}

static void
test_dates (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("small.json");
  guint siege = annals_timeline_find_event (timeline, "siege");
  guint treaty = annals_timeline_find_event (timeline, "treaty");
  const AnnalsSpan *span = annals_timeline_get_event_span (timeline, siege);

  g_assert_cmpstr (annals_timeline_get_event_date (timeline, siege), ==,
                   "[1066-09-01..1066-10-13]\0371066-12");
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, siege) & ANNALS_EVENT_DATE_PAIR, !=,
                    0);
  g_assert_true (annals_span_is_duration (span));
  g_assert_cmpfloat (span->begin_min, ==, annals_instant_from_civil (1066, 9, 1, 0, 0, 0));
  g_assert_cmpfloat (span->begin_max, ==, annals_instant_from_civil (1066, 10, 14, 0, 0, 0));
  g_assert_cmpfloat (span->end_max, ==, annals_instant_from_civil (1067, 1, 1, 0, 0, 0));

  /* The day before the Gregorian calendar began. */
  span = annals_timeline_get_event_span (timeline, treaty);
  g_assert_cmpuint (annals_timeline_get_event_flags (timeline, treaty) & ANNALS_EVENT_JULIAN, !=,
                    0);
  g_assert_cmpfloat (span->begin_min, ==, annals_instant_from_civil (1582, 10, 14, 0, 0, 0));
}

static void
test_details (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("small.json");
  g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, 0);
  g_autoptr (AnnalsEventDetails) siege
      = annals_timeline_load_details (timeline, annals_timeline_find_event (timeline, "siege"));
  const AnnalsClaim *claim;
  const AnnalsCitation *citation;
  const AnnalsOtherDate *other;
  const AnnalsMedia *medium;
  const AnnalsField *field;

  g_assert_cmpstr (details->date, ==, "1899-07-01");
  g_assert_cmpstr (details->date_text, ==, "Sat. last");
  g_assert_cmpstr (details->date_basis, ==, "the day before the paper");
  g_assert_cmpstr (details->kind_text, ==, "meeting");
  g_assert_cmpstr (details->certainty_text, ==, "disputed");
  g_assert_cmpstr (details->place, ==, "North quay");
  g_assert_cmpfloat (details->latitude, ==, 54.5);
  g_assert_cmpfloat (details->longitude, ==, -3.25);
  g_assert_cmpstr (details->summary, ==, "Ribbons were cut.");
  g_assert_cmpstr (details->outcome, ==, "ships");
  g_assert_cmpstr (details->color, ==, "#112233");
  g_assert_false (details->is_julian);

  g_assert_cmpuint (details->other_dates->len, ==, 2);
  other = g_ptr_array_index (details->other_dates, 0);
  g_assert_cmpstr (other->date, ==, "1899-07");
  g_assert_cmpstr (other->by, ==, "the book");
  g_assert_cmpstr (other->source, ==, "7");
  g_assert_cmpstr (other->why, ==, "from memory");
  g_assert_cmpuint (details->actors->len, ==, 2);
  g_assert_cmpstr (((AnnalsActor *)g_ptr_array_index (details->actors, 1))->name, ==, "The mayor");
  g_assert_cmpstr (((AnnalsActor *)g_ptr_array_index (details->actors, 1))->role, ==, "host");
  g_assert_cmpuint (details->tags->len, ==, 3);

  g_assert_cmpuint (details->claims->len, ==, 3);
  claim = g_ptr_array_index (details->claims, 0);
  g_assert_cmpstr (claim->by, ==, "The board");
  g_assert_cmpuint (claim->stance, ==, ANNALS_STANCE_ASSERTS);
  g_assert_cmpstr (claim->text, ==, "on time");
  g_assert_cmpstr (claim->quote, ==, "to the day");
  g_assert_cmpstr (claim->source, ==, "gazette");
  g_assert_cmpstr (claim->event, ==, "fire");
  g_assert_false (claim->is_hedged);
  claim = g_ptr_array_index (details->claims, 1);
  g_assert_cmpuint (claim->stance, ==, ANNALS_STANCE_DISPUTES);
  g_assert_true (claim->is_hedged);
  claim = g_ptr_array_index (details->claims, 2);
  g_assert_cmpstr (claim->stance_text, ==, "grumbles");

  g_assert_cmpuint (details->citations->len, ==, 2);
  citation = g_ptr_array_index (details->citations, 1);
  g_assert_cmpstr (citation->source, ==, "7");
  g_assert_cmpstr (citation->locator, ==, "p. 12");
  g_assert_cmpstr (citation->quote, ==, "the quay");
  g_assert_cmpuint (details->media->len, ==, 1);
  medium = g_ptr_array_index (details->media, 0);
  g_assert_cmpstr (medium->url, ==, "https://example.org/q.jpg");
  g_assert_cmpstr (medium->alternative, ==, "A quay");
  g_assert_cmpuint (details->fields->len, ==, 3);
  field = g_ptr_array_index (details->fields, 0);
  g_assert_cmpstr (field->name, ==, "length");
  g_assert_cmpstr (field->value, ==, "40 m");
  field = g_ptr_array_index (details->fields, 2);
  g_assert_cmpstr (field->value, ==, "true");

  g_assert_null (siege->date);
  g_assert_cmpstr (siege->begin, ==, "[1066-09-01..1066-10-13]");
  g_assert_cmpstr (siege->end, ==, "1066-12");
  g_assert_true (isnan (siege->latitude));
}

/* Every problem of a file in which everything is wrong, with its exact place. */
static void
test_bad_elements (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("bad-elements.json");
  AnnalsProblems *problems = annals_timeline_get_problems (timeline);
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "native", "bad-elements.problems", NULL);
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  lines = g_strsplit (g_strchomp (expected), "\n", -1);
  for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
    {
      g_autofree char *line
          = annals_problem_to_line (annals_problems_get (problems, p), "bad-elements.json");

      g_assert_nonnull (lines[p]);
      g_assert_cmpstr (line, ==, lines[p]);
    }
  g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, g_strv_length (lines));

  /* The rest opens. */
  g_assert_cmpuint (annals_timeline_find_event (timeline, "good"), !=, ANNALS_NO_EVENT);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 25);
  g_assert_cmpuint (annals_timeline_find_event (timeline, "no-title"), ==, ANNALS_NO_EVENT);
  g_assert_cmpstr (
      annals_timeline_get_event_title (timeline, annals_timeline_find_event (timeline, "same")), ==,
      "two");
  g_assert_cmpstr (
      annals_timeline_get_event_title (timeline, annals_timeline_find_event (timeline, "nul")), ==,
      "a\xef\xbf\xbd"
      "b");
  g_assert_cmpstr (
      annals_timeline_get_event_date (timeline, annals_timeline_find_event (timeline, "year")), ==,
      "1960");
}

static void
test_one_event (void)
{
  static const struct
  {
    const char *members;
    guint n_problems;
    const char *date;
    gboolean is_dated;
  } cases[] = {
    { "\"date\":null,\"track\":null,\"kind\":null,\"actors\":null,\"place\":null", 0, "", FALSE },
    { "\"unknown\":[{\"anything\":1}],\"date\":\"2018-06~\"", 0, "2018-06~", TRUE },
    { "\"date\":-44", 1, "-0044", TRUE },
    { "\"date\":12000", 1, "Y12000", TRUE },
    { "\"date\":0", 1, "0000", TRUE },
    { "\"date\":true", 1, "", FALSE },
    { "\"date\":\"\"", 1, "", FALSE },
    { "\"begin\":\"2001\"", 0, "2001\037", TRUE },
    { "\"end\":\"2001\"", 0, "\0372001", TRUE },
    { "\"begin\":\"2002\",\"end\":\"2001\"", 1, "2002\0372001", FALSE },
    { "\"begin\":5", 1, "", FALSE },
    { "\"calendar\":\"julian\",\"begin\":\"1500-01-01\",\"end\":\"1500-02-01\"", 0,
      "1500-01-01\0371500-02-01", TRUE },
    { "\"date\":\"{2001,bad}\"", 1, "{2001,bad}", FALSE },
    { "\"importance\":3.0", 0, "", FALSE },
    { "\"importance\":2.5", 1, "", FALSE },
    { "\"fields\":[]", 1, "", FALSE },
    { "\"place\":[]", 1, "", FALSE },
    { "\"place\":{\"name\":\"\",\"latitude\":null}", 0, "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsTimeline) timeline = load_event (cases[i].members);

      g_test_message ("%s", cases[i].members);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 1);
      g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==,
                        cases[i].n_problems);
      g_assert_cmpstr (annals_timeline_get_event_date (timeline, 0), ==, cases[i].date);
      g_assert_cmpint (annals_span_is_dated (annals_timeline_get_event_span (timeline, 0)), ==,
                       cases[i].is_dated);
    }
}

/* What stands behind the events counts as if it stood before them. */
static void
test_header_behind (void)
{
  static const char *const texts[] = {
    "{\"format\":\"annals-1\",\"events\":[{\"id\":\"e\",\"title\":\"t\",\"date\":\"1500-01-01\"},"
    "{\"id\":\"f\",\"title\":\"u\"}],\"calendar\":\"julian\",\"title\":\"Behind\","
    "\"tracks\":[{\"id\":\"x\"}],\"sources\":[{\"id\":1},{\"id\":1}]}",
    "{\"events\":[{\"id\":\"e\",\"title\":\"t\",\"date\":\"1500-01-01\"},"
    "{\"id\":\"f\",\"title\":\"u\"}],\"calendar\":\"julian\",\"title\":\"Behind\","
    "\"tracks\":[{\"id\":\"x\"}],\"sources\":[{\"id\":1},{\"id\":1}],\"format\":\"annals-1\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AnnalsTimeline) timeline = load_text (texts[i]);
      AnnalsProblems *problems = annals_timeline_get_problems (timeline);
      const char *second = g_strrstr (texts[i], "1}]");

      g_assert_cmpstr (annals_timeline_get_title (timeline), ==, "Behind");
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 2);
      g_assert_cmpuint (annals_timeline_get_n_tracks (timeline), ==, 1);
      g_assert_cmpuint (annals_timeline_get_n_sources (timeline), ==, 1);
      g_assert_cmpfloat (annals_timeline_get_event_span (timeline, 0)->begin_min, ==,
                         annals_instant_from_civil (1500, 1, 10, 0, 0, 0));
      g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, 1);
      /* Its place is the file's, though the header was read without the events. */
      g_assert_cmpuint (annals_problems_get (problems, 0)->column, ==, second - texts[i] + 1);
    }
}

static void
test_odd_files (void)
{
  static const struct
  {
    const char *text;
    guint n_events, n_warnings, n_errors;
  } cases[] = {
    { "{\"format\":\"annals-1\",\"events\":[]}", 0, 0, 0 },
    { "\xEF\xBB\xBF{\"format\":\"annals-1\",\"events\":[]}", 0, 0, 0 },
    { "{\"format\":\"annals-1\"}", 0, 0, 1 },
    { "{\"format\":\"annals-1\",\"events\":{}}", 0, 0, 1 },
    { "{\"format\":\"annals-9\",\"events\":[{\"id\":\"e\",\"title\":\"t\"}]}", 1, 1, 0 },
    { "{\"format\":\"annals-1\",\"events\":[{\"id\":\"e\",\"title\":\"t\"}],\"events\":[{\"id\":"
      "\"f\",\"title\":\"t\"}]}",
      2, 1, 0 },
    { "{\"format\":\"annals-1\",\"title\":\"a\",\"title\":\"b\",\"events\":[]}", 0, 1, 0 },
    { "{\"format\":\"annals-1\",\"title\":5,\"asOf\":\"x\",\"view\":[],\"events\":[]}", 0, 3, 0 },
    { "{\"format\":\"annals-1\",\"nested\":{\"events\":[1,2]},\"events\":[{\"id\":\"e\",\"title\":"
      "\"t\"}]}",
      1, 0, 0 },
    { "{\"format\":\"annals-1\",\"events\":[{\"id\":\"e\",\"title\":\"t\",\"links\":[{\"to\":"
      "\"nobody\"}]}]}",
      1, 1, 0 },
    { "{\"format\":\"annals-1\",\"events\":[{\"id\":\"e\",\"title\":\"t\",\"sources\":[\"nowhere\"]"
      "}]}",
      1, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsTimeline) timeline = load_text (cases[i].text);
      AnnalsProblems *problems = annals_timeline_get_problems (timeline);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, cases[i].n_events);
      g_assert_cmpuint (annals_problems_count (problems, ANNALS_SEVERITY_WARNING), ==,
                        cases[i].n_warnings);
      g_assert_cmpuint (annals_problems_count (problems, ANNALS_SEVERITY_ERROR), ==,
                        cases[i].n_errors);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/native/header", test_header);
  g_test_add_func ("/formats/native/sources", test_sources);
  g_test_add_func ("/formats/native/columns", test_columns);
  g_test_add_func ("/formats/native/dates", test_dates);
  g_test_add_func ("/formats/native/details", test_details);
  g_test_add_func ("/formats/native/bad-elements", test_bad_elements);
  g_test_add_func ("/formats/native/one-event", test_one_event);
  g_test_add_func ("/formats/native/header-behind", test_header_behind);
  g_test_add_func ("/formats/native/odd-files", test_odd_files);
  return g_test_run ();
}
