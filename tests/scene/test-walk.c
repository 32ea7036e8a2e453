/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every event is reached from the view of all, by the counts: as itself, or in a list of exactly
 * those that no zoom can part. */
#include "walker.h"

#include "../view/random-timeline.h"

typedef struct
{
  guint n_events;
  gboolean has_filter, has_folded;
} Walk;

static AnnalsBitset *
filter_events (GRand *rand, guint n)
{
  AnnalsBitset *matches = annals_bitset_new (n);

  for (guint event = 0; event < n; event++)
    if (g_rand_int_range (rand, 0, 5) == 0)
      annals_bitset_add (matches, event);

  return matches;
}

static void
test_walk (gconstpointer data)
{
  const Walk *walk = data;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  AnnalsTimeline *timeline = random_timeline (rand, walk->n_events, TRUE);
  g_autoptr (AnnalsBitset) matches = NULL;
  g_autoptr (AnnalsArrangement) arrangement = NULL;
  Fixture fixture;
  Walker walker;

  g_test_message ("seed %u", seed);
  fixture_init (&fixture, timeline, ANNALS_THEME_LIGHT, 0, 1e9, WALKER_WIDTH, 700);
  if (walk->has_filter)
    matches = filter_events (rand, walk->n_events);
  if (walk->has_folded)
    {
      g_autoptr (AnnalsArrangement) plain = annals_arrangement_new (fixture.grouping, NULL, NULL);

      arrangement = annals_arrangement_fold (plain, G_MAXUINT, TRUE);
    }
  walker_init (&walker, &fixture, matches, arrangement);
  g_assert_cmpuint (walker_run (&walker), ==, 0);
  g_test_message ("%u frames, %u lists, %u pans, %u covered, %u deep", walker.n_frames, walker.n_lists, walker.n_pans,
                  walker.n_covered, walker.deepest);
  /* Else there was nothing to walk. */
  g_assert_cmpuint (walker.n_lists, >, 0);
  g_assert_cmpuint (walker.deepest, >, 0);
  walker_clear (&walker);
  fixture_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  static const Walk plain = { 10000, FALSE, FALSE };
  static const Walk filtered = { 10000, TRUE, FALSE };
  static const Walk folded = { 3000, FALSE, TRUE };

  fixture_begin (&argc, &argv);
  g_test_add_data_func ("/scene/walk/all", &plain, test_walk);
  g_test_add_data_func ("/scene/walk/filtered", &filtered, test_walk);
  g_test_add_data_func ("/scene/walk/folded", &folded, test_walk);

  return g_test_run ();
}
