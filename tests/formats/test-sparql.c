/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPARQL results and Wikidata's simple JSON: columns, dates, rows that are one event. */
#include "formats/loader.h"

#include <locale.h>
#include <string.h>

static AnnalsTimeline *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_file (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, folder);
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

/* "id date title" of each event; what ids are made of what it says is left out of it. */
static char *
tell (AnnalsTimeline *timeline)
{
  GString *told = g_string_new (NULL);

  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    {
      const char *id = annals_timeline_get_event_id (timeline, event);

      g_string_append_printf (told, "%s | %s | %s\n", g_str_has_prefix (id, "h:") ? "h" : id,
                              annals_timeline_get_event_date (timeline, event),
                              annals_timeline_get_event_title (timeline, event));
    }
  return g_string_free (told, FALSE);
}

static char *
tell_details (AnnalsTimeline *timeline, const char *id)
{
  g_autoptr (AnnalsEventDetails) details
      = annals_timeline_load_details (timeline, annals_timeline_find_event (timeline, id));
  GString *told = g_string_new (NULL);

  g_string_append_printf (told, "%s | %s |", details->summary, details->place);
  for (guint i = 0; i < details->actors->len; i++)
    g_string_append_printf (told, " %s",
                            ((AnnalsActor *)g_ptr_array_index (details->actors, i))->name);
  for (guint i = 0; i < details->citations->len; i++)
    g_string_append_printf (told, " <%s>",
                            ((AnnalsCitation *)g_ptr_array_index (details->citations, i))->source);
  for (guint i = 0; i < details->media->len; i++)
    g_string_append_printf (told, " !%s",
                            ((AnnalsMedia *)g_ptr_array_index (details->media, i))->url);
  for (guint i = 0; i < details->fields->len; i++)
    {
      const AnnalsField *field = g_ptr_array_index (details->fields, i);

      g_string_append_printf (told, " %s=%s", field->name, field->value);
    }
  return g_string_free (told, FALSE);
}

static char *
tell_problems (AnnalsTimeline *timeline)
{
  AnnalsProblems *problems = annals_timeline_get_problems (timeline);
  GString *told = g_string_new (NULL);

  for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
    {
      const AnnalsProblem *problem = annals_problems_get (problems, p);

      g_string_append_printf (told, "%d%c ", (int)problem->line,
                              problem->severity == ANNALS_SEVERITY_ERROR ? 'E' : 'W');
    }
  return g_string_free (told, FALSE);
}

static guint
count_terms (AnnalsTimeline *timeline, const char *id, AnnalsTermKind kind)
{
  guint n;

  annals_timeline_get_terms (timeline, annals_timeline_find_event (timeline, id), kind, &n);
  return n;
}

static void
test_results (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("sparql", "bridges.json");
  g_autofree char *told = tell (timeline);
  g_autofree char *details = tell_details (timeline, "Q9000001");
  g_autofree char *problems = tell_problems (timeline);
  const AnnalsSource *source;

  g_assert_cmpstr (told, ==,
                   "Q9000001 | 1884-05-17/1931 | Old Mill Bridge\n"
                   "Q9000002 | 16XX | Toll Bridge\n"
                   "Q9000003@182X | 182X | Ferry Steps\n"
                   "Q9000003@1824-06 | 1824-06 | Ferry Steps\n"
                   "Q9000004 | /1650 | Rope Bridge\n"
                   "Q9000005 |  | Unbuilt Bridge\n");
  g_assert_cmpstr (details, ==,
                   "stone bridge | Upper Ford; Lower Ford | Ada Berg Bo Hald"
                   " <http://www.wikidata.org/entity/Q9000001>"
                   " !http://commons.wikimedia.org/wiki/Special:FilePath/Old%20Mill.jpg"
                   " place=http://www.wikidata.org/entity/Q9000101; "
                   "http://www.wikidata.org/entity/Q9000102 lengthMetres=41.50");
  g_assert_cmpuint (count_terms (timeline, "Q9000001", ANNALS_TERM_PLACE), ==, 2);
  g_assert_cmpuint (count_terms (timeline, "Q9000001", ANNALS_TERM_ACTOR), ==, 2);
  g_assert_cmpuint (count_terms (timeline, "Q9000001", ANNALS_TERM_SOURCE), ==, 1);
  g_assert_cmpuint (annals_timeline_get_n_event_slices (timeline, 0), ==, 2);
  source = annals_timeline_get_source (
      timeline, annals_timeline_find_source (timeline, "http://www.wikidata.org/entity/Q9000001"));
  g_assert_cmpstr (source->url, ==, "http://www.wikidata.org/entity/Q9000001");
  g_assert_cmpstr (problems, ==, "");
}

static void
test_nasty_results (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("sparql", "nasty.json");
  g_autofree char *told = tell (timeline);
  g_autofree char *problems = tell_problems (timeline);
  g_autofree char *details = tell_details (timeline, "Q7");

  g_assert_cmpstr (told, ==,
                   "h | 1900-05-06 | nobody's row\n"
                   "h | 1900-05-06 | nobody's row\n"
                   "h |  | Without a name\n"
                   "Q1 | Y-13798000000S5 | commencement\n"
                   "Q2 | -03XX | fourth century before\n"
                   "Q3 | 1XXX | Q3\n"
                   "Q4 | -0043-03-15 | Q4\n"
                   "Q5 | /1901-02-03T04:05:06Z | Q5\n"
                   "Q6 | 1901/ | Q6\n"
                   "Q7 | 1950 | Q7\n"
                   "Q8 | 1950-01-01 | Q8\n"
                   "Q9 |  | Q9\n"
                   "Q10 |  | Q10\n"
                   "Q11 | -0005S1~ | Q11\n"
                   "Q12 | 2020-01-01T10:20Z | Q12\n"
                   "Q13 | [2020-01-01T10:00Z..2020-01-01T10:59Z] | Q13\n"
                   "Q14 | 2020-01-01T10:20:30Z | Q14\n"
                   "Q15 | 1952 | Q15\n"
                   "Q16 | Y12020 | Q16\n"
                   "Q17 | Y12020S3 | Q17\n"
                   "Q18 | 1900-05-06 | Q18\n"
                   "Q19 |  | Q19\n"
                   "http://example.org/thing | 1887 | from elsewhere\n");
  g_assert_cmpstr (problems, ==, "8W 10E 11E 25E ");
  g_assert_cmpstr (details, ==,
                   "(null) | (null) | <http://www.wikidata.org/entity/Q7>"
                   " statement=http://www.wikidata.org/entity/statement/Q7-abc"
                   " end=1940-01-01T00:00:00Z");
}

static void
test_simple (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("wikidata", "towers.json");
  g_autofree char *told = tell (timeline);
  g_autofree char *details = tell_details (timeline, "Q9100001");
  g_autofree char *problems = tell_problems (timeline);

  g_assert_cmpstr (told, ==,
                   "Q9100001 | 1851/1907-09-30 | Signal Tower\n"
                   "Q9100002 | 1862-04-01 | Clock Tower\n"
                   "Q9100003 | /-0500 | Watch Tower\n");
  g_assert_cmpstr (details, ==,
                   "(null) | Norland; Suderland | <http://www.wikidata.org/entity/Q9100001>"
                   " website=https://example.org/signal");
  g_assert_cmpstr (problems, ==, "");
}

static void
test_nasty_simple (void)
{
  g_autoptr (AnnalsTimeline) timeline = load ("wikidata", "nasty.json");
  g_autofree char *told = tell (timeline);
  g_autofree char *problems = tell_problems (timeline);

  g_assert_cmpstr (told, ==,
                   "h | 2001-05-06T07:08:09.250Z | 2001-05-06T07:08:09.250Z\n"
                   "h |  | odd types\n"
                   "Q1@2001-02-03 | 2001-02-03 | Q1\n"
                   "Q1@2001 | 2001 | first\n"
                   "Q2 |  | Q2\n"
                   "Q3 |  | tab\tand\nline\n"
                   "Q5 | 1900 | 다리\n");
  g_assert_cmpstr (problems, ==, "4E 5E 9E ");
}

/* A date of each precision, as Wikidata's own pages read it. */
static void
test_precisions (void)
{
  static const struct
  {
    const char *value;
    int precision; /* -1: no such column */
    const char *date;
  } cases[] = {
    { "1850-01-01T00:00:00Z", 0, "1850S1~" },
    { "-4540000000-01-01T00:00:00Z", 0, "Y-4540000000S1" },
    { "-66000000-01-01T00:00:00Z", 3, "Y-66000000S2" },
    { "-9700-01-01T00:00:00Z", 5, "-9700S1~" },
    { "-25000-01-01T00:00:00Z", 5, "Y-25000S1" },
    { "1001-01-01T00:00:00Z", 6, "1XXX" },
    { "1000-01-01T00:00:00Z", 6, "0XXX" },
    { "1801-01-01T00:00:00Z", 7, "18XX" },
    { "1850-01-01T00:00:00Z", 7, "18XX" },
    { "1900-01-01T00:00:00Z", 7, "18XX" },
    { "0001-01-01T00:00:00Z", 7, "00XX" },
    { "0000-01-01T00:00:00Z", 7, "-00XX" },
    { "-0100-01-01T00:00:00Z", 7, "-01XX" },
    { "1950-01-01T00:00:00Z", 8, "195X" },
    { "1959-12-31T00:00:00Z", 8, "195X" },
    { "-0043-01-01T00:00:00Z", 8, "-004X" },
    { "1969-07-20T00:00:00Z", 9, "1969" },
    { "1969-07-20T00:00:00Z", 10, "1969-07" },
    { "1969-01-01T00:00:00Z", 11, "1969-01-01" },
    { "1969-07-20T20:17:40Z", 14, "1969-07-20T20:17:40Z" },
    { "1969-01-01T00:00:00Z", -1, "1969" },
    { "1969-01-02T00:00:00Z", -1, "1969-01-02" },
    { "1969-07-20T20:17:40Z", -1, "1969-07-20T20:17:40Z" },
    { "0000-01-01T00:00:00Z", -1, "0000" },
    { "-0001-05-01T00:00:00Z", -1, "-0001-05-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *precision
          = g_strdup_printf (",\"p\":{\"type\":\"literal\",\"value\":\"%d\"}", cases[i].precision);
      g_autofree char *text = g_strdup_printf (
          "{\"head\":{\"vars\":[\"x\",\"d\",\"p\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":"
          "\"uri\",\"value\":\"http://www.wikidata.org/entity/Q1\"},\"d\":{\"type\":\"literal\","
          "\"datatype\":\"http://www.w3.org/2001/XMLSchema#dateTime\",\"value\":\"%s\"}%s}]}}",
          cases[i].value, cases[i].precision >= 0 ? precision : "");
      g_autoptr (GString) named = g_string_new (text);
      g_autoptr (AnnalsTimeline) timeline = NULL;

      g_string_replace (named, "\"p\"", "\"datePrecision\"", 0);
      timeline = load_text (named->str);
      g_assert_cmpstr (annals_timeline_get_event_date (timeline, 0), ==, cases[i].date);
      g_assert_true (annals_span_is_dated (annals_timeline_get_event_span (timeline, 0)));
    }
}

static void
swap_rows (char *const *rows, guint n, guint a, guint b, GString *text)
{
  g_string_assign (text, "[");
  for (guint r = 0; r < n; r++)
    g_string_append_printf (text, "%s%s", r > 0 ? "," : "", rows[r == a ? b : r == b ? a : r]);
  g_string_append_c (text, ']');
}

/* Whatever the order of the rows, the same columns are begin and end, and the same ids say the
 * same. */
static void
test_order (void)
{
#define E "http://www.wikidata.org/entity/"
  char *const rows[] = {
    (char *)"{\"i\":\"" E "Q1\",\"to\":\"1931-05-05T00:00:00Z\"}",
    (char *)"{\"i\":\"" E "Q2\",\"from\":\"1901-05-05T00:00:00Z\",\"to\":\"1931-05-05T00:00:00Z\"}",
    (char *)"{\"i\":\"" E "Q2\",\"from\":\"1902-05-05T00:00:00Z\"}",
  };
#undef E
  static const char *const ids[] = { "Q1", "Q2@1901-05-05/1931-05-05", "Q2@1902-05-05" };
  static const char *const dates[] = { "/1931-05-05", "1901-05-05/1931-05-05", "1902-05-05" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      {
        g_autoptr (AnnalsTimeline) timeline = NULL;

        swap_rows (rows, 3, a, b, text);
        timeline = load_text (text->str);
        for (guint i = 0; i < 3; i++)
          {
            guint event = annals_timeline_find_event (timeline, ids[i]);

            g_assert_cmpuint (event, !=, ANNALS_NO_EVENT);
            g_assert_cmpstr (annals_timeline_get_event_date (timeline, event), ==, dates[i]);
          }
      }
}

/* No rows are a timeline too. */
static void
test_empty (void)
{
  g_autoptr (AnnalsTimeline) timeline
      = load_text ("{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[]}}");

  g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, "sparql");
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 0);
}

/* An address that ends where an entity's number would begin is none; it was read beyond. */
static void
test_no_entity (void)
{
  static const char text[] = "[{\"i\":\"http://www.wikidata.org/entity/\",\"from\":\"2018-01-01T00:00:00Z\"}]";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "none.json", &error);

  g_assert_null (timeline);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/sparql/results", test_results);
  g_test_add_func ("/formats/sparql/nasty-results", test_nasty_results);
  g_test_add_func ("/formats/sparql/simple", test_simple);
  g_test_add_func ("/formats/sparql/nasty-simple", test_nasty_simple);
  g_test_add_func ("/formats/sparql/precisions", test_precisions);
  g_test_add_func ("/formats/sparql/order", test_order);
  g_test_add_func ("/formats/sparql/empty", test_empty);
  g_test_add_func ("/formats/sparql/no-entity", test_no_entity);
  return g_test_run ();
}
