/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vis-timeline: lists of items, groups, dumps of a DataSet. */
#include "format-test.h"

#include <locale.h>

#include "formats/scanner.h"
#include "time/calendar.h"

static void
test_files (void)
{
  format_test_check ("vis", "small.json");
  format_test_check ("vis", "dump.json");
  format_test_check ("vis", "nasty.json");
}

static void
test_truncated (void)
{
  format_test_truncate ("vis", "small.json");
  format_test_truncate ("vis", "dump.json");
  format_test_truncate ("vis", "nasty.json");
}

static void
test_view (void)
{
  g_autoptr (GBytes) bytes = format_test_read ("vis", "small.json");
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "small", NULL);
  double begin_s, end_s;

  g_assert_true (annals_timeline_get_opening_view (timeline, &begin_s, &end_s));
  g_assert_cmpfloat (begin_s, ==, annals_instant_from_civil (2014, 4, 1, 0, 0, 0));
  g_assert_cmpfloat (end_s, ==, annals_instant_from_civil (2014, 10, 1, 0, 0, 0));
}

/* Each of the forms in which items come; all have the same two. */
static void
test_forms (void)
{
#define A "{\"id\":\"a\",\"content\":\"A\",\"start\":\"2014-04-20\"}"
#define B "{\"id\":\"b\",\"content\":\"B\",\"start\":\"2015\"}"
  static const char *const forms[] = {
    "[" A "," B "]",
    "{\"items\":[" A "," B "]}",
    "{\"groups\":[],\"items\":[" A "," B "],\"options\":{}}",
    "{\"_data\":{\"a\":" A ",\"b\":" B "},\"length\":2}",
    "{\"length\":2,\"_data\":[" A "," B "]}",
    "{\"items\":{\"_data\":{\"a\":" A ",\"b\":" B "},\"length\":2},\"groups\":[]}",
    "{\"groups\":{\"_data\":{\"g\":{\"id\":\"g\"}},\"length\":1},\"items\":[" A "," B "]}",
  };

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (AnnalsTimeline) timeline = format_test_load_text (forms[f]);

      g_test_message ("%s", forms[f]);
      g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, "vis-timeline");
      g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==,
                        0);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 2);
      g_assert_cmpstr (annals_timeline_get_event_id (timeline, 1), ==, "b");
      g_assert_cmpstr (annals_timeline_get_event_date (timeline, 0), ==, "2014-04-20");
    }
}

/* A dump that counts items and holds none has lost them; one that counts none is empty. */
static void
test_lost (void)
{
  static const char *const lost[] = {
    "{\"_data\":{},\"length\":3}",
    "{\"length\":1,\"_data\":[]}",
    "{\"items\":{\"length\":3,\"_data\":{}}}",
  };
  g_autoptr (AnnalsTimeline) empty = format_test_load_text ("{\"_data\":{},\"length\":0}");

  g_assert_cmpuint (annals_timeline_get_n_events (empty), ==, 0);
  for (guint l = 0; l < G_N_ELEMENTS (lost); l++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (lost[l], strlen (lost[l]));
      g_autoptr (GError) error = NULL;

      g_assert_null (annals_load_bytes (bytes, "lost", &error));
      g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_NOT_TIMELINE);
      g_assert_nonnull (strstr (error->message, "lost its data"));
    }
}

/* An item of a dump has its place in the file, as one of a list has. */
static void
test_slices (void)
{
  g_autoptr (GBytes) bytes = format_test_read ("vis", "dump.json");
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "dump", NULL);
  g_autoptr (GBytes) slice = annals_timeline_get_event_bytes (timeline, 0);
  static const char text[]
      = "{ \"id\": 1, \"content\": \"One\", \"start\": \"2014-04-20T00:00:00.000Z\" }";

  g_assert_cmpmem (g_bytes_get_data (slice, NULL), g_bytes_get_size (slice), text, strlen (text));
}

/* A dump's items are read as those of a list are: batch by batch, in order, what stands behind them
 * too. */
static void
test_large_dump (void)
{
  g_autoptr (GString) text = g_string_new ("{\"items\":{\"_options\":{},\"_data\":{");
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text,
                            "%s\"%u\":{\"id\":%u,\"content\":\"Item %u\",\"start\":\"2014-04-20\","
                            "\"group\":\"g\"}",
                            i > 0 ? "," : "", i, i, i);
  g_string_append (text, "},\"length\":5000},\"groups\":[{\"id\":\"g\",\"content\":\"Behind\"}]}");
  g_assert_cmpuint (text->len, >, 4 * ANNALS_BATCH_BYTES);
  timeline = format_test_load_text (text->str);
  g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, "vis-timeline");
  g_assert_cmpuint (annals_problems_get_n_kept (annals_timeline_get_problems (timeline)), ==, 0);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 5000);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_cmpstr (annals_timeline_get_event_id (timeline, i), ==, id);
    }
  g_assert_cmpstr (annals_timeline_get_track (timeline, 0)->title, ==, "Behind");
}

/* Numbers for ids, to the ends of what an integer holds. */
static void
test_number_ids (void)
{
  static const char *const ids[]
      = { "0", "7", "-7", "10", "1234567890", "9223372036854775807", "-9223372036854775808" };
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_string_append_printf (text, "%s{\"id\":%s,\"content\":\"x\",\"start\":\"2001\"}",
                            i > 0 ? "," : "", ids[i]);
  g_string_append_c (text, ']');
  timeline = format_test_load_text (text->str);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (annals_timeline_get_event_id (timeline, i), ==, ids[i]);
}

/* Columns of the events from that one on, and the problems' words. (transfer full) */
static char *
tell_columns (AnnalsTimeline *timeline, guint first)
{
  AnnalsProblems *problems = annals_timeline_get_problems (timeline);
  GString *told = g_string_new (NULL);

  for (guint e = first; e < annals_timeline_get_n_events (timeline); e++)
    {
      guint n;
      const guint32 *sources = annals_timeline_get_terms (timeline, e, ANNALS_TERM_SOURCE, &n);

      g_string_append_printf (told, "%s|%s|%s", annals_timeline_get_event_id (timeline, e),
                              annals_timeline_get_event_title (timeline, e),
                              annals_timeline_get_event_date (timeline, e));
      for (guint s = 0; s < n; s++)
        g_string_append_printf (
            told, "|%s", annals_timeline_get_term (timeline, ANNALS_TERM_SOURCE, sources[s]));
      g_string_append_c (told, '\n');
    }
  for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
    g_string_append_printf (told, "%s\n", annals_problems_get (problems, p)->message);
  return g_string_free (told, FALSE);
}

/* Once the format is known, what only details need is cut before json-glib builds the items: what
 * columns make of such a text all the same (sources of its links, a title, an id) does not depend
 * on that. */
static void
test_cut (void)
{
  static const char items[]
      = "{\"id\":\"a\",\"content\":\"A\",\"start\":\"2001\",\"title\":\"no "
        "link\",\"className\":\"c\"},"
        "{\"id\":\"b\",\"content\":\"B\",\"start\":\"2002\",\"title\":\"<a "
        "href='https://b.example/'>b</a>\"},"
        "{\"id\":\"c\",\"content\":\"C\",\"start\":\"2003\","
        "\"title\":\"\\u003Ca href='https://c.example/'\\u003e\"},"
        "{\"title\":\"what it is called by\",\"id\":\"d\",\"content\":\"\",\"start\":\"2004\"},"
        "{\"id\":\"e\",\"content\":\"<br>\",\"start\":\"2005\",\"title\":\"behind a break\"},"
        "{\"content\":\"F\",\"start\":\"2006\",\"title\":\"one\"},"
        "{\"content\":\"F\",\"start\":\"2006\",\"title\":\"two\"},"
        "{\"id\":\"\",\"content\":\"G\",\"start\":\"2007\",\"title\":\"empty\"},"
        "{\"id\":[],\"content\":\"H\",\"start\":\"2008\",\"title\":\"a list for an id\"},"
        "{\"id\":\"i\",\"content\":\"I\",\"start\":\"2009\",\"title\":7,\"style\":\"color:red\"}";
  static const guint n_items = 10;
  g_autofree char *few = g_strdup_printf ("[%s]", items);
  g_autoptr (GString) many = g_string_new ("[");
  g_autoptr (AnnalsTimeline) whole = format_test_load_text (few);
  g_autoptr (AnnalsTimeline) cut = NULL;
  g_autoptr (AnnalsEventDetails) details = NULL;
  g_autofree char *told_whole = NULL, *told_cut = NULL;
  guint n_before = 0;

  for (; many->len < 3 * ANNALS_BATCH_BYTES; n_before++)
    g_string_append_printf (
        many, "{\"id\":%u,\"content\":\"x\",\"start\":\"1990\",\"title\":\"y\"},", n_before);
  g_string_append_printf (many, "%s]", items);
  cut = format_test_load_text (many->str);
  g_assert_cmpuint (annals_timeline_get_n_events (whole), ==, n_items);
  g_assert_cmpuint (annals_timeline_get_n_events (cut), ==, n_before + n_items);
  told_whole = tell_columns (whole, 0);
  told_cut = tell_columns (cut, n_before);
  g_assert_cmpstr (told_cut, ==, told_whole);
  g_assert_nonnull (strstr (told_cut, "b|B|2002|https://b.example/"));
  g_assert_nonnull (strstr (told_cut, "c|C|2003|https://c.example/"));
  g_assert_nonnull (strstr (told_cut, "d|what it is called by|"));
  details = annals_timeline_load_details (cut, n_before);
  g_assert_cmpstr (details->summary, ==, "no link");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/vis/files", test_files);
  g_test_add_func ("/formats/vis/view", test_view);
  g_test_add_func ("/formats/vis/forms", test_forms);
  g_test_add_func ("/formats/vis/large-dump", test_large_dump);
  g_test_add_func ("/formats/vis/lost", test_lost);
  g_test_add_func ("/formats/vis/slices", test_slices);
  g_test_add_func ("/formats/vis/number-ids", test_number_ids);
  g_test_add_func ("/formats/vis/cut", test_cut);
  g_test_add_func ("/formats/vis/truncated", test_truncated);
  return g_test_run ();
}
