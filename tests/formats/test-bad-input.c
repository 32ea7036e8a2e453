/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input that wishes us ill: each is refused with a place and a reason, or opens with what is valid.
 */
#include "formats/loader.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "formats/pipeline.h"

#define HEAD "{\"format\":\"annals-1\",\"events\":["
#define EVENT "{\"id\":\"a\",\"title\":\"b\",\"date\":\"2018\"}"

#define MEBIBYTE ((gsize)1 << 20)

static AnnalsTimeline *
load_text (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return annals_load_bytes (bytes, NULL, error);
}

/* Numbers, escapes and names that JSON forbids: "^" stands before the byte that is at fault. */
static void
test_refused (void)
{
  static const struct
  {
    const char *event, *message;
  } cases[] = {
    { "{\"n\":0^10}", "may not begin with 0" },
    { "{\"n\":-^}", "expected a digit" },
    { "{\"n\":^+1}", "expected a value" },
    { "{\"n\":^.5}", "expected a value" },
    { "{\"n\":1.^}", "expected a digit" },
    { "{\"n\":1e^}", "expected a digit" },
    { "{\"n\":^NaN}", "expected a value" },
    { "{\"n\":^Infinity}", "expected a value" },
    { "{\"n\":0^x1F}", "expected , or }" },
    { "{\"n\":tru^}", "expected true, false or null" },
    { "{\"s\":^'b'}", "expected a value" },
    { "{^s:\"b\"}", "found “s”" },
    { "{\"s\":\"b\",^}", "found “}”" },
    { "{\"s\":\"b\" ^\"t\":1}", "expected , or }" },
    { "{\"s\":\"b\",^/* no */\"t\":1}", "found “/”" },
    { "[1,^]", "expected a value" },
    { "{\"s\":\"b\\^x\"}", "behind the backslash" },
    { "{\"s\":\"b\\u12^g4\"}", "g" },
    { "{\"s\":\"b^\n\"}", "" },
    { "{\"s\":\"b^\x01\"}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *fault = strchr (cases[i].event, '^');
      g_autofree char *text = g_strdup_printf (HEAD "%.*s%s]}", (int)(fault - cases[i].event),
                                               cases[i].event, fault + 1);
      g_autoptr (GError) error = NULL;
      guint64 line, column;

      g_assert_null (load_text (text, strlen (text), &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_true (annals_format_error_get_position (error, &line, &column));
      g_assert_cmpuint (line, ==, 1);
      g_assert_cmpuint (column, ==, strlen (HEAD) + (fault - cases[i].event) + 1);
    }
}

/* What JSON allows and a program may stumble over: the event opens, and what was done is told. */
static void
test_mended (void)
{
  g_autofree char *digits = g_strnfill (10000, '7');
  g_autofree char *long_number = g_strdup_printf ("\"n\":%s", digits);
  g_autofree char *long_fraction = g_strdup_printf ("\"n\":0.%s", digits);
  g_autofree char *long_exponent = g_strdup_printf ("\"n\":1e-%s", digits);
  const struct
  {
    const char *member, *problem; /* NULL: there is none */
  } cases[] = {
    { "\"n\":-0", NULL },
    { "\"n\":1e400", "beyond" },
    { "\"n\":-1e400", "beyond" },
    { "\"n\":1e-400", NULL },
    { "\"n\":9223372036854775807", NULL },
    { "\"n\":9223372036854775808", "beyond 64 bits" },
    { "\"n\":-9223372036854775809", "beyond 64 bits" },
    { long_number, "beyond 64 bits" },
    { long_fraction, NULL },
    { long_exponent, NULL },
    { "\"s\":\"\\ud83d\\ude00\"", NULL },
    { "\"s\":\"\\ud83d\"", "surrogate" },
    { "\"s\":\"\\ude00x\"", "surrogate" },
    { "\"s\":\"\\u0000\"", "\\u0000" },
    { "\"s\":1,\"s\":2", "more than once" },
    { "\"\":1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strdup_printf (HEAD "{\"id\":\"a\",\"title\":\"b\",%s}]}", cases[i].member);
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsTimeline) timeline = load_text (text, strlen (text), &error);
      AnnalsProblems *problems;

      g_assert_no_error (error);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 1);
      problems = annals_timeline_get_problems (timeline);
      g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, cases[i].problem != NULL);
      if (cases[i].problem != NULL)
        {
          const AnnalsProblem *problem = annals_problems_get (problems, 0);

          g_assert_nonnull (strstr (problem->message, cases[i].problem));
          g_assert_cmpstr (problem->event_id, ==, "a");
        }
    }
}

/* A byte that no UTF-8 has, and NUL, in every place of a file: the place is told. */
static void
test_bytes_that_are_none (void)
{
  static const char text[] = "{\"format\":\"annals-1\",\"title\":\"한\",\"events\":[" EVENT "]}";
  static const char wrong[] = { '\0', '\xff', '\xc0', '\x80' };

  for (guint w = 0; w < G_N_ELEMENTS (wrong); w++)
    for (gsize at = 0; at < sizeof text - 1; at++)
      {
        g_autoptr (GString) damaged = g_string_new_len (text, sizeof text - 1);
        g_autoptr (GError) error = NULL;
        g_autoptr (AnnalsTimeline) timeline = NULL;
        guint64 line, column;

        g_string_insert_c (damaged, at, wrong[w]);
        timeline = load_text (damaged->str, damaged->len, &error);
        g_assert_null (timeline);
        g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_SYNTAX);
        g_assert_true (annals_format_error_get_position (error, &line, &column));
        g_assert_cmpuint (line, ==, 1);
        /* Characters that are whole up to there; within one, the one that is broken. */
        g_assert_cmpuint (column, <=, at + 1);
        g_assert_cmpuint (column + 2, >=, at + 1);
      }
}

/* A second list of events is read like the first, and told. */
static void
test_second_list (void)
{
  static const char text[] = HEAD EVENT "],\"events\":[{\"id\":\"c\",\"title\":\"d\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = load_text (text, sizeof text - 1, &error);
  AnnalsProblems *problems;

  g_assert_no_error (error);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 2);
  problems = annals_timeline_get_problems (timeline);
  g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, 1);
  g_assert_nonnull (strstr (annals_problems_get (problems, 0)->message, "more than once"));
}

/* Whatever id an event gets in the end, each problem leads to the one that it stands in, here by
 * its number;
 * "-": it stands in none. */
static void
test_problems_lead_to_events (void)
{
#define ROW(entity, begin, end)                                                                    \
  "{\"i\":\"http://www.wikidata.org/entity/" entity "\",\"from\":\"" begin                         \
  "T00:00:00Z\",\"to\":\"" end "T00:00:00Z\",\"iLabel\":\"" entity " " begin "\"}"
#define SLIDE(text) "{\"text\":{\"headline\":\"Same\"},\"start_date\":{\"year\":1" text "}}"
  static const struct
  {
    const char *text, *events;
  } cases[] = {
    { "[" ROW ("Q1", "1901-05-05", "1801-01-02") "," ROW (
          "Q2", "1901-05-05", "1951-01-02") "," ROW ("Q1", "1902-05-05",
                                                     "1802-01-02") "," ROW ("Q1", "1902-05-05",
                                                                            "1802-01-03") "]",
      "0 2 2" },
    { "[" ROW ("Q1", "1901-05-05", "1801-01-02") "]", "0" },
    { HEAD "{\"id\":\"a\",\"title\":\"b\"},{\"id\":\"a\",\"title\":\"b\",\"date\":\"2018-13\"},"
           "{\"id\":\"c\",\"title\":\"d\",\"summary\":7},{\"id\":\"e\"}],\"title\":7}",
      "1 1 2 - -" },
    { "{\"events\":[" SLIDE ("") "," SLIDE (",\"day\":2") "," SLIDE ("") "," SLIDE (
          ",\"hour\":3") "]}",
      "1 3" },
    { "{\"message\":\"m\",\"timestamp_desc\":\"t\"}\n{\"message\":\"m\",\"timestamp_desc\":\"t\","
      "\"tag\":7}\n",
      "1" },
  };
#undef ROW
#undef SLIDE

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsTimeline) timeline
          = load_text (cases[i].text, strlen (cases[i].text), &error);
      g_autoptr (GString) events = g_string_new (NULL);
      AnnalsProblems *problems;

      g_assert_no_error (error);
      problems = annals_timeline_get_problems (timeline);
      for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
        {
          const char *id = annals_problems_get (problems, p)->event_id;
          guint event = id != NULL ? annals_timeline_find_event (timeline, id) : ANNALS_NO_EVENT;

          g_string_append (events, p > 0 ? " " : "");
          if (event != ANNALS_NO_EVENT)
            g_string_append_printf (events, "%u", event);
          else
            g_string_append_c (events, '-');
        }
      g_assert_cmpstr (events->str, ==, cases[i].events);
    }
}

/* Every id the same: each event is kept, under an id of its own, in time that does not explode. */
static void
test_one_id_for_all (void)
{
  g_autoptr (GString) text = g_string_new (HEAD EVENT);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 1; i < 100000; i++)
    g_string_append (text, "," EVENT);
  g_string_append (text, "]}");
  timeline = load_text (text->str, text->len, &error);
  g_assert_no_error (error);
  for (guint e = 0; e < annals_timeline_get_n_events (timeline); e++)
    g_hash_table_add (ids, (gpointer)annals_timeline_get_event_id (timeline, e));
  g_assert_cmpuint (g_hash_table_size (ids), ==, 100000);
  g_assert_cmpuint (
      annals_problems_count (annals_timeline_get_problems (timeline), ANNALS_SEVERITY_ERROR), ==,
      99999);
}

/* A thousand sources that are not listed, in an event of a megabyte: the first are told by their lines,
 * the rest by their event's, and none costs a walk through it. */
static void
test_many_problems_of_a_long_event (void)
{
  g_autoptr (GString) text
      = g_string_new (HEAD "{\"id\":\"a\",\"title\":\"b\",\"date\":\"2018\",\"sources\":[\n\"s0\"");
  g_autofree char *filler = g_strnfill (MEBIBYTE, 'x');
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsProblems *problems;

  for (guint i = 1; i < 1000; i++)
    g_string_append_printf (text, ",\n\"s%u\"", i);
  g_string_append_printf (text, "],\"summary\":\"%s\"}]}", filler);
  timeline = load_text (text->str, text->len, &error);
  g_assert_no_error (error);
  problems = annals_timeline_get_problems (timeline);
  g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, 1000);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpstr (annals_problems_get (problems, i)->event_id, ==, "a");
  /* In the order of the file. */
  g_assert_cmpuint (annals_problems_get (problems, 0)->line, ==, 1);
  g_assert_cmpuint (annals_problems_get (problems, 900)->line, ==, 1);
  g_assert_cmpuint (annals_problems_get (problems, 999)->line, >, 2);
  g_assert_cmpuint (annals_problems_get (problems, 999)->line, <, 100);
}

/* --- Large things, in a process of their own so that its memory can be measured --- */

/* The most memory this process ever had, in bytes. getrusage() would tell that of its parent too.
 */
static double
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) * 1024;
}

static void
check_peak (gsize n_bytes, double ratio)
{
  double peak = read_peak ();

  g_printerr ("%.1f MB of input, peak %.1f MB\n", n_bytes / 1e6, peak / 1e6);
#if !defined(__SANITIZE_ADDRESS__)
  /* 32 MB for the program. */
  g_assert_cmpfloat (peak, <, n_bytes * ratio + 32 * MEBIBYTE);
#endif
}

#define LONG_SUMMARY 3000000

/* A hundred events of three megabytes, all on one line. Written into a block of just their size: an
 * array that grows would have twice of it. */
static GBytes *
make_long_line (void)
{
  gsize length = 100 * (LONG_SUMMARY + 64);
  char *text = g_malloc (length), *at = text;

  at = g_stpcpy (at, HEAD);
  for (guint e = 0; e < 100; e++)
    {
      at += g_snprintf (at, 64, "%s{\"id\":\"%u\",\"title\":\"t\",\"summary\":\"", e > 0 ? "," : "",
                        e);
      memset (at, 'x', LONG_SUMMARY);
      at = g_stpcpy (at + LONG_SUMMARY, "\"}");
    }
  at = g_stpcpy (at, "]}");
  g_assert_cmpuint (at - text, <, length);
  return g_bytes_new_take (text, at - text);
}

static void
test_one_line_of_300_megabytes (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GBytes) bytes = make_long_line ();
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (AnnalsEventDetails) details = NULL;
      g_autoptr (GError) error = NULL;

      timeline = annals_load_bytes (bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 100);
      check_peak (g_bytes_get_size (bytes), 1.1);
      details = annals_timeline_load_details (timeline, 99);
      g_assert_cmpuint (strlen (details->summary), ==, LONG_SUMMARY);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* Twenty megabytes of a DataSet's dump: its items stand in an object, by their ids. */
static void
test_big_object (void)
{
  if (g_test_subprocess ())
    {
      gsize length = 0, room = 21 * MEBIBYTE;
      g_autofree char *text = g_malloc (room);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (GError) error = NULL;
      guint n = 0;

      length = g_stpcpy (text, "{\"_options\":{},\"_data\":{") - text;
      for (; length < 20 * MEBIBYTE; n++)
        length += g_snprintf (text + length, room - length,
                              "%s\"%u\":{\"id\":%u,\"content\":\"Item %u\",\"start\":"
                              "\"2014-04-20\",\"title\":\"%0200u\"}",
                              n > 0 ? "," : "", n, n, n, n);
      length += g_snprintf (text + length, room - length, "},\"length\":%u}", n);
      bytes = g_bytes_new_take (g_steal_pointer (&text), length);
      timeline = annals_load_bytes (bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, n);
      check_peak (length, 1.6);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* One text of 50 MB, wherever a text may stand: the file, and of the text only what is kept. */
static void
test_text_of_50_megabytes (gconstpointer data)
{
  const char *member = data;

  if (g_test_subprocess ())
    {
      g_autofree char *head
          = g_strdup_printf (HEAD "{\"id\":\"a\",\"title\":\"b\",\"%s\":\"", member);
      gsize head_length = strlen (head), length = head_length + 50 * MEBIBYTE;
      g_autofree char *text = g_malloc (length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (GError) error = NULL;

      memset (text, 'x', length);
      memcpy (text, head, head_length);
      memcpy (text + length - 4, "\"}]}", 4);
      bytes = g_bytes_new_take (g_steal_pointer (&text), length);
      timeline = annals_load_bytes (bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 1);
      check_peak (length, 1.1);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* --- A file that changes while it is read --- */

typedef struct
{
  char *path;
  gboolean replaces;
  gboolean is_done;
} Meddling;

/* At the first progress: most of the file is still to be read. */
static void
meddle_cb (guint64 bytes_read, guint64 bytes_total, guint n_events, gpointer data)
{
  Meddling *meddling = data;

  if (meddling->is_done)
    return;
  meddling->is_done = TRUE;
  g_assert_cmpuint (bytes_read, <, bytes_total);
  if (meddling->replaces)
    {
      g_autoptr (GError) error = NULL;

      g_file_set_contents (meddling->path, HEAD "]}", -1, &error);
      g_assert_no_error (error);
    }
  else
    g_assert_cmpint (truncate (meddling->path, bytes_read + 1), ==, 0);
}

static void
test_file_that_changes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("annals-bad-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) text = g_string_new (HEAD);
  const guint n_events = 100000;

  for (guint e = 0; e < n_events; e++)
    g_string_append_printf (text, "%s{\"id\":\"%u\",\"title\":\"b\",\"date\":\"2018\"}",
                            e > 0 ? ",\n" : "", e);
  g_string_append (text, "]}");

  for (guint replaces = 0; replaces < 2; replaces++)
    {
      Meddling meddling = { path, replaces, FALSE };
      const AnnalsPipelineWatch watch = { NULL, meddle_cb, &meddling };
      g_autoptr (AnnalsFileBuffer) buffer = NULL;
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
      buffer = annals_file_buffer_open (file, NULL, NULL);
      timeline = annals_pipeline_load (buffer, file, NULL, &watch, NULL, &error);
      g_assert_true (meddling.is_done);
      if (replaces)
        {
          /* The file that was opened is read to its end, whatever bears its name now. */
          g_assert_no_error (error);
          g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, n_events);
        }
      else
        {
          /* Cut short, it is no JSON, and says where it ends. */
          g_assert_null (timeline);
          g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_SYNTAX);
          g_assert_nonnull (strstr (error->message, "end of the file"));
        }
    }
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const char *const members[]
      = { "id", "title", "date", "track", "summary", "kind", "unknown" };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/bad-input/refused", test_refused);
  g_test_add_func ("/formats/bad-input/mended", test_mended);
  g_test_add_func ("/formats/bad-input/bytes-that-are-none", test_bytes_that_are_none);
  g_test_add_func ("/formats/bad-input/second-list", test_second_list);
  g_test_add_func ("/formats/bad-input/problems-lead-to-events", test_problems_lead_to_events);
  g_test_add_func ("/formats/bad-input/one-id-for-all", test_one_id_for_all);
  g_test_add_func ("/formats/bad-input/many-problems-of-a-long-event", test_many_problems_of_a_long_event);
  g_test_add_func ("/formats/bad-input/one-line-of-300-megabytes", test_one_line_of_300_megabytes);
  g_test_add_func ("/formats/bad-input/big-object", test_big_object);
  for (guint m = 0; m < G_N_ELEMENTS (members); m++)
    {
      g_autofree char *path
          = g_strdup_printf ("/formats/bad-input/text-of-50-megabytes/%s", members[m]);

      g_test_add_data_func (path, members[m], test_text_of_50_megabytes);
    }
  g_test_add_func ("/formats/bad-input/file-that-changes", test_file_that_changes);
  return g_test_run ();
}
