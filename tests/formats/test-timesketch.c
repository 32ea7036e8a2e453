/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timesketch: lines and arrays, and lines that are none. */
#include "formats/loader.h"

#include <locale.h>
#include <string.h>

static AnnalsTimeline *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "timesketch", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_file (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, "timesketch");
  return timeline;
}

static AnnalsTimeline *
load_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return annals_load_bytes (bytes, "text", error);
}

/* "date track title" of each event. */
static char *
tell (AnnalsTimeline *timeline)
{
  GString *told = g_string_new (NULL);

  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    g_string_append_printf (
        told, "%s [%s] %s\n", annals_timeline_get_event_date (timeline, event),
        annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event))->id,
        annals_timeline_get_event_title (timeline, event));
  return g_string_free (told, FALSE);
}

static char *
tell_fields (AnnalsTimeline *timeline, guint event)
{
  g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);
  GString *told = g_string_new (NULL);

  for (guint f = 0; f < details->fields->len; f++)
    {
      const AnnalsField *field = g_ptr_array_index (details->fields, f);

      g_string_append_printf (told, "%s%s=%s", f > 0 ? " " : "", field->name, field->value);
    }
  for (guint t = 0; t < details->tags->len; t++)
    g_string_append_printf (told, " #%s", (char *)g_ptr_array_index (details->tags, t));
  return g_string_free (told, FALSE);
}

static void
test_lines (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("pier.jsonl");
  g_autofree char *told = tell (timeline);
  static const char *const fields[]
      = { "timestamp=1710752400000000 badge=17 door=north", " #crane #first",
          "load_kg=1250.50 extra={\"by\": [\"operator\"]} #crane", "" };

  g_assert_cmpstr (told, ==,
                   "2024-03-18T09:00:00+00:00 [Badge read] gate opened\n"
                   "2024-03-18T09:12:30.250Z [Controller log] crane started\n"
                   "2024-03-18T09:31:05.000500Z [Controller log] crane stopped\n"
                   "2024-03-18T11:06:40Z [Badge read] gate closed\n");
  for (guint event = 0; event < G_N_ELEMENTS (fields); event++)
    {
      g_autofree char *told_fields = tell_fields (timeline, event);

      g_assert_cmpstr (told_fields, ==, fields[event]);
      g_assert_true (g_str_has_prefix (annals_timeline_get_event_id (timeline, event), "h:"));
    }
  g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==, 0);
}

static void
test_nasty (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("nasty.jsonl");
  g_autofree char *told = tell (timeline);
  AnnalsProblems *problems = annals_timeline_get_problems (timeline);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *fields = tell_fields (timeline, 5);

  g_assert_cmpstr (told, ==,
                   "2001-02-03T04:05:06Z [a] datetime wins\n"
                   "2001-02-03T04:05:06-03:30 [b] twice\n"
                   "2001-02-03T04:05:06-03:30 [b] twice\n"
                   " [b] no date at all\n"
                   "1969-12-31T23:59:59.999999Z [b] the stamp helps\n"
                   " [b] nothing helps\n"
                   " [b] too far\n"
                   "1970-01-01T00:00:00.000001Z [only a description] only a description\n"
                   "1970-01-01T00:00:00.001Z [] bad tags\n"
                   "1970-01-01T00:00:00.000001Z [b] one\n"
                   "1970-01-01T00:01:00Z [b] the last is good\n");
  g_assert_cmpstr (fields, ==, "datetime=yesterday timestamp=soon");
  for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
    {
      const AnnalsProblem *problem = annals_problems_get (problems, p);

      g_string_append_printf (lines, "%d:%d%c ", (int)problem->line, (int)problem->column,
                              problem->severity == ANNALS_SEVERITY_ERROR ? 'E' : 'W');
    }
  g_assert_cmpstr (lines->str, ==,
                   "3:47E 7:44W 8:42E 9:37E 11:1E 12:1E 13:74W 14:59E 15:2E 17:23E ");
}

/* A row above moves no other's id; what stands twice is told apart without a problem. */
static void
test_ids (void)
{
  static const char line[] = "{\"message\":\"m\",\"timestamp\":1,\"timestamp_desc\":\"d\"}\n";
  g_autofree char *above = g_strconcat (
      "{\"message\":\"n\",\"timestamp\":1,\"timestamp_desc\":\"d\"}\n", line, line, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) one = load_text (line, &error);
  g_autoptr (AnnalsTimeline) three = load_text (above, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = g_strconcat (annals_timeline_get_event_id (one, 0), ":2", NULL);
  g_assert_cmpstr (annals_timeline_get_event_id (three, 1), ==,
                   annals_timeline_get_event_id (one, 0));
  g_assert_cmpstr (annals_timeline_get_event_id (three, 2), ==, second);
}

static void
test_array (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = load_text (
      "[{\"message\":\"m\",\"datetime\":\"2001-02-03T04:05:06\",\"timestamp_desc\":\"d\"}]",
      &error);
  g_autofree char *told = NULL;

  g_assert_no_error (error);
  told = tell (timeline);
  g_assert_cmpstr (told, ==, "2001-02-03T04:05:06Z [d] m\n");
}

/* Lines that are no timeline, or no lines. */
static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    AnnalsFormatError code;
  } cases[] = {
    { "{\"message\":\"m\"}\n", ANNALS_FORMAT_ERROR_NOT_TIMELINE },
    { "{\"message\":\"m\"}\n{\"message\":\"n\"}\n", ANNALS_FORMAT_ERROR_SYNTAX },
    { "{\"message\":\"m\",\"timestamp_desc\":\n\n\"d\"}\n{\n\"message\":\"n\"}\n",
      ANNALS_FORMAT_ERROR_SYNTAX },
    { "x\n{\"message\":\"m\",\"timestamp_desc\":\"d\"}\n", ANNALS_FORMAT_ERROR_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsTimeline) timeline = load_text (cases[i].text, &error);

      g_assert_null (timeline);
      g_assert_error (error, ANNALS_FORMAT_ERROR, (int)cases[i].code);
    }
}

/* Many bad lines cost no more than good ones, and each is counted. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 2 == 0 ? "{\"message\":\"m\",\"timestamp\":1,\"timestamp_desc\":"
                                        "\"d\"}\n"
                                      : "[1,\n");
  timeline = load_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 50000);
  g_assert_cmpuint (
      annals_problems_count (annals_timeline_get_problems (timeline), ANNALS_SEVERITY_ERROR), ==,
      50000);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/timesketch/lines", test_lines);
  g_test_add_func ("/formats/timesketch/nasty", test_nasty);
  g_test_add_func ("/formats/timesketch/ids", test_ids);
  g_test_add_func ("/formats/timesketch/array", test_array);
  g_test_add_func ("/formats/timesketch/errors", test_errors);
  g_test_add_func ("/formats/timesketch/many", test_many);
  return g_test_run ();
}
