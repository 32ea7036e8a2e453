/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of sources: in reading order, at the words, and nothing moves for them. */
#include "fixture.h"
#include "formats/loader.h"

#define HEAD                                                                                       \
  "{ \"format\": \"annals-1\", \"title\": \"T\", \"asOf\": \"2018-12-01\",\n"                      \
  "  \"tracks\": [ { \"id\": \"one\", \"title\": \"One\" }, { \"id\": \"two\", \"title\": \"Two\" } ],\n" \
  "  \"events\": [\n"
#define EVENT(id, title, date, track, rest)                                                        \
  "{ \"id\": \"" id "\", \"title\": \"" title "\", \"date\": \"" date "\", \"track\": \"" track    \
  "\", \"importance\": 1" rest " }"
#define SOURCES(ids) ", \"sources\": [ " ids " ]"

/* Right of their marks, left of the as-of line, in a band, and with claims that disagree. */
static const char story[] = HEAD
    EVENT ("late", "Left of its mark", "2018-11-20", "one", SOURCES ("\"d\", \"a\"")) ",\n"
    EVENT ("early", "Right of its mark", "2018-02-10", "one", SOURCES ("\"a\", \"b\", \"c\"")) ",\n"
    EVENT ("bare", "Without a source", "2018-05-10", "one", "") ",\n"
    EVENT ("band", "A long pause", "2018-03/2018-10", "two",
           ", \"kind\": \"period\"" SOURCES ("\"b\"")) ",\n"
    EVENT ("claimed", "Disputed", "2018-07-10", "two",
           ", \"claims\": [ { \"by\": \"A\", \"text\": \"No\", \"stance\": \"disputes\", "
           "\"source\": \"e\" } ]") "\n] }";

static AnnalsTimeline *
load (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_bytes (bytes, "t.json", &error);

  g_assert_no_error (error);
  return timeline;
}

static void
init (Fixture *fixture, const char *text, double height)
{
  fixture_init (fixture, load (text), ANNALS_THEME_LIGHT,
                annals_instant_from_civil (2018, 1, 1, 0, 0, 0),
                annals_instant_from_civil (2019, 1, 1, 0, 0, 0), 1136, height);
}

/* "a b c|d": the ids that each number stands for. */
static char *
describe (Fixture *fixture, AnnalsScene *scene)
{
  GString *text = g_string_new (NULL);
  guint n;
  const AnnalsCited *cited = annals_scene_get_cited (scene, &n);

  for (guint i = 0; i < n; i++)
    for (guint s = 0; s < cited[i].n_sources; s++)
      g_string_append_printf (
          text, "%s%s", s > 0 ? " " : i > 0 ? "|" : "",
          annals_timeline_get_source (fixture->timeline, cited[i].sources[s])->id);

  return g_string_free (text, FALSE);
}

/* The boxes of words in a picture that are not in the other. */
static GArray *
find_other_words (AnnalsScene *scene, AnnalsScene *than)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  GArray *others = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  fixture_find_words (annals_scene_get_node (scene), 0, 0, words);
  fixture_find_words (annals_scene_get_node (than), 0, 0, known);
  for (guint i = 0; i < words->len; i++)
    {
      const graphene_rect_t *box = &g_array_index (words, graphene_rect_t, i);
      gboolean is_known = FALSE;

      for (guint k = 0; k < known->len; k++)
        is_known = is_known || graphene_rect_equal (box, &g_array_index (known, graphene_rect_t, k));
      if (!is_known)
        g_array_append_val (others, *box);
    }

  return others;
}

static void
assert_apart (const GArray *boxes, AnnalsScene *plain)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  fixture_find_words (annals_scene_get_node (plain), 0, 0, words);
  for (guint i = 0; i < boxes->len; i++)
    for (guint k = 0; k < words->len; k++)
      {
        graphene_rect_t box = g_array_index (boxes, graphene_rect_t, i);

        /* A glyph's box has air at its ends. */
        graphene_rect_inset (&box, 1.5f, 0);
        g_assert_false (
            graphene_rect_intersection (&box, &g_array_index (words, graphene_rect_t, k), NULL));
      }
}

/* Lane by lane, row by row; each event with sources has its numbers, on no other words; every word
 * without them is where it was. */
static void
test_story (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) plain = NULL;
  g_autoptr (AnnalsScene) numbered = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) gone = NULL;
  g_autofree char *cited = NULL;
  guint n;

  init (&fixture, story, 400);
  plain = annals_scene_build (&fixture.frame);
  annals_scene_get_cited (plain, &n);
  g_assert_cmpuint (n, ==, 0);
  fixture.frame.numbers_sources = TRUE;
  numbered = annals_scene_build (&fixture.frame);
  cited = describe (&fixture, numbered);
  g_assert_cmpstr (cited, ==, "a|b|c|d|e");
  gone = find_other_words (plain, numbered);
  g_assert_cmpuint (gone->len, ==, 0);
  numbers = find_other_words (numbered, plain);
  g_assert_cmpuint (numbers->len, ==, 4);
  assert_apart (numbers, plain);
  g_clear_pointer (&plain, annals_scene_unref);
  g_clear_pointer (&numbered, annals_scene_unref);
  fixture_clear (&fixture);
}

/* Three numbers in a gap for one: one stands for the three of them. */
static void
test_tight (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  Fixture fixture;
  guint n_groups = 0, n_sources = 0, n;
  const AnnalsCited *cited;
  g_autoptr (AnnalsScene) scene = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (
        text,
        "%s{ \"id\": \"e%u\", \"title\": \"Event %u\", \"date\": \"2018-%02u-%02u\", \"track\": "
        "\"one\", \"importance\": 2, \"sources\": [ \"%u\", \"%u\", \"%u\" ] }",
        i > 0 ? ",\n" : "", i, i, i / 28 + 1, i % 28 + 1, i * 7 % 50, 50 + i * 11 % 50,
        100 + i * 13 % 50);
  g_string_append (text, " ] }");
  init (&fixture, text->str, 600);
  fixture.frame.numbers_sources = TRUE;
  scene = annals_scene_build (&fixture.frame);
  cited = annals_scene_get_cited (scene, &n);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (cited[i].n_sources == 1 || cited[i].n_sources == 3);
      n_groups += cited[i].n_sources == 3;
      n_sources += cited[i].n_sources;
    }
  g_assert_cmpuint (n_groups, >, 0);
  g_assert_cmpuint (n_sources, >, 3);
  g_clear_pointer (&scene, annals_scene_unref);
  fixture_clear (&fixture);
}

/* Words that begin at the picture's edge have no room before them: the numbers go behind their mark. */
static void
test_edge (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) plain = NULL;
  g_autoptr (AnnalsScene) numbered = NULL;
  g_autoptr (GArray) numbers = NULL;
  double mark_x = 136 + 31 / 365.0 * 1000;

  fixture_init (&fixture, load (story), ANNALS_THEME_LIGHT,
                annals_instant_from_civil (2018, 10, 20, 0, 0, 0),
                annals_instant_from_civil (2019, 10, 20, 0, 0, 0), 1136, 400);
  plain = annals_scene_build (&fixture.frame);
  fixture.frame.numbers_sources = TRUE;
  numbered = annals_scene_build (&fixture.frame);
  numbers = find_other_words (numbered, plain);
  g_assert_cmpuint (numbers->len, ==, 1);
  g_assert_cmpfloat (g_array_index (numbers, graphene_rect_t, 0).origin.x, >, mark_x);
  g_assert_cmpfloat (g_array_index (numbers, graphene_rect_t, 0).origin.x, <, mark_x + 20);
  assert_apart (numbers, plain);
  g_clear_pointer (&plain, annals_scene_unref);
  g_clear_pointer (&numbered, annals_scene_unref);
  fixture_clear (&fixture);
}

/* What is below the picture's edge is not cited. */
static void
test_out_of_view (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  g_autofree char *cited = NULL;

  init (&fixture, story, 42 + 30);
  fixture.frame.numbers_sources = TRUE;
  scene = annals_scene_build (&fixture.frame);
  cited = describe (&fixture, scene);
  g_assert_cmpstr (cited, ==, "a|b|c|d");
  g_clear_pointer (&scene, annals_scene_unref);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/sources/story", test_story);
  g_test_add_func ("/scene/sources/tight", test_tight);
  g_test_add_func ("/scene/sources/edge", test_edge);
  g_test_add_func ("/scene/sources/out-of-view", test_out_of_view);

  return g_test_run ();
}
