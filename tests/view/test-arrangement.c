/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes in the reader's order, nested and folded, and what is remembered of them. */
#include "view/arrangement.h"

#include <locale.h>

#include "formats/loader.h"

/* Talks and tests; missiles and bombs are nested in tests. */
static const char nested[]
  = "{ \"format\": \"annals-1\", \"title\": \"Nested\", \"tracks\": ["
    "{ \"id\": \"talks\", \"title\": \"Talks\" }, { \"id\": \"tests\", \"title\": \"Tests\", \"folded\": %s },"
    "{ \"id\": \"missiles\", \"title\": \"Missiles\", \"parent\": \"tests\" },"
    "{ \"id\": \"trade\", \"title\": \"Trade\" },"
    "{ \"id\": \"bombs\", \"title\": \"Bombs\", \"parent\": \"tests\" } ],"
    "\"events\": [ { \"id\": \"a\", \"title\": \"A\", \"date\": \"2018\", \"track\": \"bombs\" } ] }";

static AnnalsGrouping *
make_grouping (gboolean is_folded)
{
  g_autofree char *text = g_strdup_printf (nested, is_folded ? "true" : "false");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "nested.json", &error);

  g_assert_no_error (error);

  return annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
}

static char *
tell (AnnalsArrangement *arrangement)
{
  g_auto (GStrv) order = annals_arrangement_get_order (arrangement);

  return g_strjoinv (" ", order);
}

static guint
find (AnnalsGrouping *grouping, const char *key)
{
  for (guint lane = 0; lane < annals_grouping_get_n_lanes (grouping); lane++)
    if (g_str_equal (annals_grouping_get_lane_key (grouping, lane), key))
      return lane;
  g_assert_not_reached ();
}

static void
test_order (void)
{
  static const struct
  {
    const char *given, *order;
  } table[] = {
    { NULL, "talks tests missiles bombs trade" },
    { "", "talks tests missiles bombs trade" },
    { "trade talks tests missiles bombs", "trade talks tests missiles bombs" },
    /* Those nested stay below what they are nested in, in their own order. */
    { "bombs missiles trade tests talks", "trade tests bombs missiles talks" },
    /* What is not there, what is twice, and what is not named: that follows what it follows in the file. */
    { "nobody trade trade talks", "trade talks tests bombs missiles" },
    { "tests", "talks tests missiles bombs trade" },
  };
  g_autoptr (AnnalsGrouping) grouping = make_grouping (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) keys = table[i].given != NULL ? g_strsplit (table[i].given, " ", -1) : NULL;
      g_autoptr (AnnalsArrangement) arrangement
        = annals_arrangement_new (grouping, (const char *const *) keys, NULL);
      g_autofree char *order = tell (arrangement);

      g_assert_cmpstr (order, ==, table[i].order);
      for (guint position = 0; position < annals_arrangement_get_n_lanes (arrangement); position++)
        g_assert_cmpuint (annals_arrangement_get_position (
                            arrangement, annals_arrangement_get_lane_at (arrangement, position)),
                          ==, position);
    }
}

static void
test_move (void)
{
  static const struct
  {
    const char *lane;
    int direction;
    const char *order; /* NULL: it cannot */
  } table[] = {
    { "talks", +1, "tests missiles bombs talks trade" }, { "talks", -1, NULL },
    { "tests", +1, "talks trade tests missiles bombs" }, { "trade", -1, "talks trade tests missiles bombs" },
    { "trade", +1, NULL },                               { "bombs", -1, "talks tests bombs missiles trade" },
    { "bombs", +1, NULL },                               { "missiles", -1, NULL },
  };
  g_autoptr (AnnalsGrouping) grouping = make_grouping (FALSE);
  g_autoptr (AnnalsArrangement) arrangement = annals_arrangement_new (grouping, NULL, NULL);
  guint trade = find (grouping, "trade"), talks = find (grouping, "talks");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      guint lane = find (grouping, table[i].lane);
      AnnalsArrangement *moved = annals_arrangement_move (arrangement, lane, table[i].direction);
      g_autofree char *order = moved != NULL ? tell (moved) : NULL;

      g_assert_cmpstr (order, ==, table[i].order);
      g_clear_pointer (&moved, annals_arrangement_unref);
    }

  /* Dropped on something nested, it is beside what that is nested in. */
  g_assert_cmpuint (annals_arrangement_find_sibling (arrangement, talks, find (grouping, "bombs")), ==,
                    find (grouping, "tests"));
  g_assert_cmpuint (annals_arrangement_find_sibling (arrangement, talks, talks), ==, G_MAXUINT);
  g_assert_cmpuint (annals_arrangement_find_sibling (arrangement, find (grouping, "bombs"), trade), ==,
                    G_MAXUINT);
  {
    g_autoptr (AnnalsArrangement) moved = annals_arrangement_move_to (arrangement, trade, talks);
    g_autofree char *order = tell (moved);

    g_assert_cmpstr (order, ==, "trade talks tests missiles bombs");
  }
}

static void
test_fold (void)
{
  g_autoptr (AnnalsGrouping) grouping = make_grouping (TRUE);
  g_autoptr (AnnalsArrangement) as_file = annals_arrangement_new (grouping, NULL, NULL);
  const char *none[] = { NULL }, *bombs_only[] = { "bombs", "nobody", NULL };
  g_autoptr (AnnalsArrangement) open = annals_arrangement_new (grouping, NULL, none);
  g_autoptr (AnnalsArrangement) given = annals_arrangement_new (grouping, NULL, bombs_only);
  g_autoptr (AnnalsArrangement) all = annals_arrangement_fold (open, G_MAXUINT, TRUE);
  guint tests = find (grouping, "tests"), bombs = find (grouping, "bombs");
  g_auto (GStrv) folded = annals_arrangement_get_folded (as_file);

  g_assert_cmpuint (g_strv_length (folded), ==, 1);
  g_assert_cmpstr (folded[0], ==, "tests");
  g_assert_true (annals_arrangement_is_folded (as_file, tests));
  g_assert_cmpuint (annals_arrangement_get_line (as_file, bombs), ==, tests);
  g_assert_cmpuint (annals_arrangement_get_line (as_file, tests), ==, tests);
  g_assert_cmpuint (annals_arrangement_get_depth (as_file, bombs), ==, 1);

  g_assert_cmpuint (annals_arrangement_get_line (open, bombs), ==, bombs);
  g_assert_true (annals_arrangement_is_folded (given, bombs));
  g_assert_false (annals_arrangement_is_folded (given, tests));
  for (guint lane = 0; lane < annals_arrangement_get_n_lanes (all); lane++)
    g_assert_true (annals_arrangement_is_folded (all, lane));
}

/* Tracks nested in one another in a circle, in themselves, or very deep are still each there once. */
static void
test_hostile_nesting (void)
{
  g_autoptr (GString) text = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"Deep\", \"tracks\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (AnnalsGrouping) grouping = NULL;
  g_autoptr (AnnalsArrangement) arrangement = NULL;
  g_autofree gboolean *is_seen = NULL;
  guint n;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "{ \"id\": \"t%u\", \"title\": \"T\", \"parent\": \"t%u\" },", i,
                            i < 3 ? (i + 1) % 3 : i - 1);
  g_string_append (text, "{ \"id\": \"self\", \"title\": \"S\", \"parent\": \"self\" } ], \"events\": [] }");
  bytes = g_bytes_new (text->str, text->len);
  timeline = annals_load_bytes (bytes, "deep.json", &error);
  g_assert_no_error (error);
  grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  arrangement = annals_arrangement_new (grouping, NULL, NULL);
  n = annals_arrangement_get_n_lanes (arrangement);
  g_assert_cmpuint (n, >=, 501);
  is_seen = g_new0 (gboolean, n);
  for (guint position = 0; position < n; position++)
    {
      guint lane = annals_arrangement_get_lane_at (arrangement, position);

      g_assert_false (is_seen[lane]);
      is_seen[lane] = TRUE;
      g_assert_cmpuint (annals_arrangement_get_depth (arrangement, lane), <=, 17);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrangement/order", test_order);
  g_test_add_func ("/arrangement/move", test_move);
  g_test_add_func ("/arrangement/fold", test_fold);
  g_test_add_func ("/arrangement/hostile-nesting", test_hostile_nesting);
  return g_test_run ();
}
