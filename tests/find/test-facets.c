/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets: each count is what the search says when it is asked, and a text toggled is a query. */
#include "find/facets.h"

#include <string.h>

#include "formats/loader.h"

static AnnalsIndex *index_of_file;

static AnnalsIndex *
load (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "facets.json", &error);

  g_assert_no_error (error);
  return annals_index_new (timeline, NULL);
}

/* Names that are parts of other names, that fold to the same, that hold quotes; tracks in tracks, one
 * title twice; more tags than are told. */
static char *
make_file (void)
{
  static const char *const actors[] = { "Kim", "Kim Jong-un", "Jean Müller", "jean muller", "The \\\"Boss\\\"", "김정은", "★" };
  static const char *const kinds[] = { "meeting", "test", "battle", "statement" };
  static const char *const certainties[] = { "established", "disputed", "claimed" };
  static const char *const tracks[] = { "a", "b", "c", "d", "talks" };
  GString *text = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"T\", \"tracks\": ["
                                "{ \"id\": \"a\", \"title\": \"Talks\" }, { \"id\": \"b\", \"title\": \"Peace talks\" },"
                                "{ \"id\": \"c\", \"title\": \"Working level\", \"parent\": \"a\" },"
                                "{ \"id\": \"d\", \"title\": \"talks\" }, { \"id\": \"talks\", \"title\": \"Other\" },"
                                "{ \"id\": \"none\", \"title\": \"Never used\" } ], \"events\": [");

  for (guint i = 0; i < 400; i++)
    {
      g_string_append_printf (text, "%s{ \"id\": \"e%u\", \"title\": \"Event %s\", \"date\": \"%u\",", i > 0 ? "," : "", i,
                              i % 3 == 0 ? "odd" : "even", 1900 + i % 97);
      g_string_append_printf (text, "\"track\": \"%s\", \"kind\": \"%s\", \"certainty\": \"%s\",", tracks[i * 7 % 5],
                              kinds[i * 5 % 4], certainties[i % 3]);
      g_string_append_printf (text, "\"actors\": [\"%s\", \"%s\"], \"tags\": [\"tag %u\", \"shared\"] }", actors[i % 7],
                              actors[i * 3 % 7], i % 80);
    }
  g_string_append (text, "] }");
  return g_string_free (text, FALSE);
}

static guint
count (const char *text)
{
  g_autoptr (AnnalsQuery) query = annals_query_new (text);
  g_autoptr (AnnalsBitset) found = annals_query_run (query, index_of_file, NULL);

  return annals_bitset_count (found);
}

static AnnalsFacets *
run (const char *text, const char *filter)
{
  g_autoptr (AnnalsQuery) query = annals_query_new (text);

  return annals_facets_new (query, index_of_file, filter, NULL);
}

static const AnnalsFacetValue *
find_value (AnnalsFacets *facets, AnnalsFacet facet, const char *name)
{
  for (guint i = 0; i < facets->values[facet]->len; i++)
    {
      const AnnalsFacetValue *value = facets->values[facet]->pdata[i];

      if (g_str_equal (value->name, name))
        return value;
    }
  return NULL;
}

/* The query's text without its terms of the field that have no minus. */
static char *
without_field (const char *text, const char *field)
{
  g_autoptr (AnnalsQuery) query = annals_query_new (text);
  g_autofree char *left = g_strdup (text);

  for (guint t = annals_query_get_n_terms (query); t-- > 0;)
    {
      const AnnalsQueryTerm *term = annals_query_get_term (query, t);
      char *cut;

      if (g_strcmp0 (term->field, field) != 0 || term->is_negative)
        continue;
      cut = annals_query_cut_term (left, term);
      g_free (left);
      left = cut;
    }
  return g_steal_pointer (&left);
}

static void
test_counts (void)
{
  static const char *const texts[] = {
    "", "odd", "-odd", "kind:meeting", "kind:meeting kind:test odd", "track:\"Talks\"", "track:\"Working level\" even",
    "-track:\"Talks\"", "actor:\"Kim\"", "actor:\"Kim\" actor:\"Jean Müller\"", "tag:\"shared\" certainty:disputed",
    "after:1930 actor:kim", "-actor:\"The Boss\"", "nothing", "kind:battle", "certainty:claimed track:other",
  };
  static const char *const fields[] = { "track", "kind", "certainty", "actor", "tag" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AnnalsFacets) facets = run (texts[i], NULL);

      for (AnnalsFacet facet = 0; facet < ANNALS_N_FACETS; facet++)
        for (guint v = 0; v < facets->values[facet]->len; v++)
          {
            const AnnalsFacetValue *value = facets->values[facet]->pdata[v];
            g_autofree char *base = facet < ANNALS_FACET_ACTOR ? without_field (texts[i], fields[facet])
                                                               : g_strdup (texts[i]);
            g_autofree char *asked = g_strdup_printf ("%s %s", base, value->text);

            g_test_message ("“%s” and %s", texts[i], value->text);
            g_assert_cmpuint (count (asked), ==, value->n_events);
          }
    }
}

static void
test_values (void)
{
  g_autoptr (AnnalsFacets) facets = run ("kind:meet -track:talks actor:\"kim\"", NULL);
  const AnnalsFacetValue *value;

  /* Tracks that have events, in the file's order; one title once. */
  g_assert_cmpuint (facets->n_values[ANNALS_FACET_TRACK], ==, 4);
  value = facets->values[ANNALS_FACET_TRACK]->pdata[0];
  g_assert_cmpstr (value->name, ==, "Talks");
  g_assert_cmpstr (value->text, ==, "track:\"Talks\"");
  g_assert_true (value->is_excluded);
  g_assert_cmpint (value->term, ==, 1);
  g_assert_null (find_value (facets, ANNALS_FACET_TRACK, "Never used"));
  value = find_value (facets, ANNALS_FACET_KIND, "Meeting");
  g_assert_cmpint (value->term, ==, 0);
  g_assert_false (value->is_excluded);
  g_assert_cmpint (find_value (facets, ANNALS_FACET_KIND, "Test")->term, ==, -1);
  /* A battle is a kind of the file's own, and so another. */
  g_assert_nonnull (find_value (facets, ANNALS_FACET_KIND, "Other"));
  value = facets->values[ANNALS_FACET_ACTOR]->pdata[0];
  g_assert_cmpstr (value->name, ==, "Kim");
  g_assert_cmpint (value->term, ==, 2);
  g_assert_null (find_value (facets, ANNALS_FACET_ACTOR, "★"));
}

static void
test_filter (void)
{
  g_autoptr (AnnalsFacets) facets = run ("", NULL), filtered = run ("", "tag 7"), blank = run ("", "  ");
  const AnnalsFacetValue *value = facets->values[ANNALS_FACET_TAG]->pdata[0];

  g_assert_cmpuint (facets->n_values[ANNALS_FACET_TAG], ==, 81);
  g_assert_cmpuint (facets->values[ANNALS_FACET_TAG]->len, ==, ANNALS_FACET_VALUES_MAX);
  g_assert_cmpstr (value->name, ==, "shared");
  g_assert_cmpuint (value->n_events, ==, 400);
  g_assert_cmpuint (filtered->n_values[ANNALS_FACET_TAG], ==, 11); /* 7, 70 … 79 */
  g_assert_cmpuint (filtered->n_values[ANNALS_FACET_TRACK], ==, 4);
  g_assert_cmpuint (blank->n_values[ANNALS_FACET_TAG], ==, 81);
  /* Two spellings, one value; the quotes are in the name alone. */
  g_assert_true ((find_value (facets, ANNALS_FACET_ACTOR, "Jean Müller") != NULL)
                 != (find_value (facets, ANNALS_FACET_ACTOR, "jean muller") != NULL));
  g_assert_cmpstr (find_value (facets, ANNALS_FACET_ACTOR, "The \"Boss\"")->text, ==, "actor:\"The  Boss\"");
}

static void
test_toggle (void)
{
  static const struct
  {
    const char *text;
    AnnalsFacet facet;
    const char *name, *toggled;
  } cases[] = {
    { "", ANNALS_FACET_KIND, "Meeting", "kind:meeting" },
    { " odd ", ANNALS_FACET_KIND, "Meeting", "odd kind:meeting" },
    { "odd kind:meeting -x", ANNALS_FACET_KIND, "Meeting", "odd -x" },
    { "kind:mee", ANNALS_FACET_KIND, "Meeting", "" },
    { "-track:talks", ANNALS_FACET_TRACK, "Talks", "" },
    { "\"an odd", ANNALS_FACET_TRACK, "Peace talks", "\"an odd\" track:\"Peace talks\"" },
    { "kind:test", ANNALS_FACET_ACTOR, "김정은", "kind:test actor:\"김정은\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsFacets) facets = run (cases[i].text, NULL), all = run ("", NULL);
      g_autoptr (AnnalsQuery) query = annals_query_new (cases[i].text);
      const AnnalsFacetValue *value = find_value (facets, cases[i].facet, cases[i].name);
      g_autofree char *toggled
          = annals_facet_value_toggle (value != NULL ? value : find_value (all, cases[i].facet, cases[i].name),
                                       cases[i].text, query);

      g_assert_cmpstr (toggled, ==, cases[i].toggled);
    }
  {
    /* Pressed twice before anything was counted again. */
    g_autoptr (AnnalsFacets) all = run ("", NULL);
    const AnnalsFacetValue *value = find_value (all, ANNALS_FACET_TRACK, "Peace talks");
    g_autofree char *once = annals_facet_value_toggle (value, "odd", NULL);
    g_autofree char *twice = annals_facet_value_toggle (value, once, NULL);

    g_assert_cmpstr (once, ==, "odd track:\"Peace talks\"");
    g_assert_cmpstr (twice, ==, "odd");
  }
}

static void
test_hints (void)
{
  static const struct
  {
    const char *text;
    guint terms[4], n;
  } cases[] = {
    { "odd event zebra", { 2 }, 1 },
    { "zebra quagga", { 0 }, 0 },
    { "zebra", { 0 }, 0 },
    { "after:1980 before:1940 odd", { 1, 0 }, 2 },
    { "foo:bar zebra odd", { 1 }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsQuery) query = annals_query_new (cases[i].text);
      g_autoptr (GArray) hints = annals_query_find_hints (query, index_of_file, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (count (cases[i].text), ==, 0);
      g_assert_cmpuint (hints->len, ==, cases[i].n);
      for (guint h = 0; h < hints->len; h++)
        {
          const AnnalsQueryHint *hint = &g_array_index (hints, AnnalsQueryHint, h);
          g_autofree char *left
              = annals_query_cut_term (cases[i].text, annals_query_get_term (query, hint->term));

          g_assert_cmpuint (hint->term, ==, cases[i].terms[h]);
          g_assert_cmpuint (hint->n_events, ==, count (left));
        }
    }
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **slot = data;

  *slot = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL, cancelled = NULL;
  g_autoptr (AnnalsFacets) facets = NULL;
  g_autoptr (GError) error = NULL;

  annals_facets_new_async (NULL, index_of_file, NULL, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  facets = annals_facets_new_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facets->n_values[ANNALS_FACET_TAG], ==, 81);
  g_cancellable_cancel (cancellable);
  annals_facets_new_async (NULL, index_of_file, NULL, cancellable, done_cb, &cancelled);
  while (cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (annals_facets_new_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_autofree char *text = make_file ();
  int result;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  index_of_file = load (text);
  g_test_add_func ("/find/facets/counts", test_counts);
  g_test_add_func ("/find/facets/values", test_values);
  g_test_add_func ("/find/facets/filter", test_filter);
  g_test_add_func ("/find/facets/toggle", test_toggle);
  g_test_add_func ("/find/facets/hints", test_hints);
  g_test_add_func ("/find/facets/async", test_async);
  result = g_test_run ();
  annals_index_unref (index_of_file);
  return result;
}
