/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A generated timeline of 10 000 events, as in the benchmarks, and the shipped example: every event is
 * reached by the counts, and from octave to octave inwards hardly a label goes. */
#include "formats/loader.h"
#include "generate.h"
#include "walker.h"

#include "../view/random-timeline.h"

#define N_EVENTS 10000
/* Of all labels, those that the next finer octave takes away: 0.7 to 0.9 % of the
 * generated ones, 0.2 % of the example's. */
#define LOST_MAX 0.015
/* Where half of all are landmarks, and lanes are bands: 0.5 to 1 %, long bars that share a row. */
#define LOST_OF_LANDMARKS_MAX 0.02

static gboolean
is_labelled (AnnalsRows *rows, guint event)
{
  guint lane, row;
  AnnalsLabelSide side;

  return annals_rows_find (rows, event, &lane, &row, &side) && side != ANNALS_LABEL_NONE;
}

/* From octave to octave inwards: what share of the labels goes, over all of them. */
static double
get_share_lost (Fixture *fixture, int first, int last)
{
  guint n_labels = 0, n_lost = 0, n_gained = 0;

  for (int octave = last; octave > first; octave--)
    {
      g_autoptr (AnnalsRows) rows = annals_rows_new (fixture->grouping, octave, &fixture->frame.metrics,
                                                     fixture->label_widths, NULL, NULL, NULL);
      g_autoptr (AnnalsRows) finer
        = annals_rows_new (fixture->grouping, octave - 1, &fixture->frame.metrics,
                           fixture->label_widths, NULL, NULL, NULL);
      guint n_here = 0, n_lost_here = 0;

      for (guint event = 0; event < annals_timeline_get_n_events (fixture->timeline); event++)
        {
          gboolean before = is_labelled (rows, event), after = is_labelled (finer, event);

          n_here += before;
          n_lost_here += before && !after;
          n_gained += after && !before;
        }
      g_test_message ("octave %d: %u labels, the next takes %u", octave, n_here, n_lost_here);
      n_labels += n_here;
      n_lost += n_lost_here;
    }
  g_test_message ("%u of %u labels go: %.2f %%; %u come", n_lost, n_labels, 100.0 * n_lost / n_labels,
                  n_gained);
  g_assert_cmpuint (n_gained, >, 0);

  return (double) n_lost / n_labels;
}

static AnnalsTimeline *
load (GFile *file)
{
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_file (file, NULL, &error);

  g_assert_no_error (error);

  return timeline;
}

/* Clusters, bursts of seconds, one crowded day: what a real file is like where it hurts. */
static AnnalsTimeline *
generate (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("annals-generated-XXXXXX.json", &stream, NULL);
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline;

  g_test_message ("seed %u", seed);
  g_assert_true (
    bench_generate_file (g_file_peek_path (file), BENCH_NATIVE, N_EVENTS, seed, &error));
  timeline = load (file);
  g_file_delete (file, NULL, NULL);

  return timeline;
}

static void
test_labels_lost (void)
{
  Fixture fixture;

  fixture_init (&fixture, generate (), ANNALS_THEME_LIGHT, 0, 1e9, WALKER_WIDTH, 700);
  g_assert_cmpfloat (get_share_lost (&fixture, 5, 24), <, LOST_MAX);
  fixture_clear (&fixture);
}

/* Of many landmarks few have words above a band: the same ones in every octave, as far as may be. */
static void
test_labels_lost_landmarks (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Fixture fixture;

  g_test_message ("seed %u", seed);
  fixture_init (&fixture, random_timeline (rand, 3000, TRUE), ANNALS_THEME_LIGHT, 0, 1e9,
                WALKER_WIDTH, 700);
  g_assert_cmpfloat (get_share_lost (&fixture, 5, 24), <, LOST_OF_LANDMARKS_MAX);
  fixture_clear (&fixture);
}

static void
test_labels_lost_example (void)
{
  g_autoptr (GFile) file = g_file_new_build_filename (g_getenv ("ANNALS_SOURCE_ROOT"), "data", "examples",
                                                      "korea-summits.json", NULL);
  Fixture fixture;

  fixture_init (&fixture, load (file), ANNALS_THEME_LIGHT, 1.5e9, 1.6e9, WALKER_WIDTH, 700);
  g_assert_cmpfloat (get_share_lost (&fixture, 8, 25), <, LOST_MAX);
  fixture_clear (&fixture);
}

static void
test_walk (void)
{
  Fixture fixture;
  Walker walker;

  fixture_init (&fixture, generate (), ANNALS_THEME_LIGHT, 0, 1e9, WALKER_WIDTH, 700);
  walker_init (&walker, &fixture, NULL, NULL);
  g_assert_cmpuint (walker_run (&walker), ==, 0);
  g_test_message ("%u frames, %u lists, %u pans, %u covered, %u deep", walker.n_frames, walker.n_lists, walker.n_pans,
                  walker.n_covered, walker.deepest);
  g_assert_cmpuint (walker.deepest, >, 2);
  walker_clear (&walker);
  fixture_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/generated/walk", test_walk);
  g_test_add_func ("/scene/generated/labels-lost", test_labels_lost);
  g_test_add_func ("/scene/generated/labels-lost-landmarks", test_labels_lost_landmarks);
  g_test_add_func ("/scene/generated/labels-lost-example", test_labels_lost_example);

  return g_test_run ();
}
