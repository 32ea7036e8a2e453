/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grouping: every dated event in one lane, in time order; its other orders. */
#include "view/grouping.h"

#include <locale.h>
#include <math.h>

#include "random-timeline.h"
#include "sample.h"

#define N_EVENTS 3000

static void
check_lane (AnnalsGrouping *grouping, guint lane, guint8 *seen)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (grouping);
  const double *keys_s, *anchors_s;
  const guint8 *importances;
  guint n, n_drawn, n_anchored, n_ended;
  const guint32 *events = annals_grouping_get_lane_events (grouping, lane, &n);
  const guint32 *drawn
    = annals_grouping_get_lane_drawn (grouping, lane, &keys_s, &importances, &n_drawn);
  const guint32 *anchored = annals_grouping_get_lane_anchors (grouping, lane, &anchors_s, &n_anchored);
  const guint32 *ended = annals_grouping_get_lane_ends (grouping, lane, &n_ended);

  g_assert_cmpuint (n_drawn, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const AnnalsSpan *span = annals_timeline_get_event_span (timeline, events[i]);

      g_assert_cmpuint (annals_grouping_get_lane_of (grouping, events[i]), ==, lane);
      g_assert_cmpuint (seen[events[i]] & 1, ==, 0);
      seen[events[i]] |= 1;
      if (i > 0)
        g_assert_cmpfloat (annals_timeline_get_event_span (timeline, events[i - 1])->begin_min, <=,
                           span->begin_min);

      g_assert_cmpfloat (keys_s[i], ==, annals_grouping_get_drawn_begin (grouping, drawn[i]));
      g_assert_true (isfinite (keys_s[i]));
      g_assert_cmpint (importances[i], ==, annals_timeline_get_event_importance (timeline, drawn[i]));
      g_assert_cmpuint (seen[drawn[i]] & 2, ==, 0);
      seen[drawn[i]] |= 2;
      g_assert_true (i == 0 || keys_s[i - 1] <= keys_s[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (seen[events[i]], ==, 3);
      seen[events[i]] = 4;
    }

  g_assert_cmpuint (n_anchored, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const AnnalsSpan *span = annals_timeline_get_event_span (timeline, anchored[i]);

      g_assert_cmpfloat (anchors_s[i], ==, annals_grouping_get_anchor (grouping, anchored[i]));
      if (isnan (annals_span_get_anchor (span)))
        g_assert_cmpfloat (anchors_s[i], ==, annals_grouping_get_drawn_begin (grouping, anchored[i]));
      else
        g_assert_cmpfloat (anchors_s[i], ==, annals_span_get_anchor (span));
      g_assert_true (i == 0 || anchors_s[i - 1] <= anchors_s[i]);
      seen[anchored[i]] |= 8;
    }
  for (guint i = 0; i < n_ended; i++)
    {
      const AnnalsSpan *span = annals_timeline_get_event_span (timeline, ended[i]);

      g_assert_true (isfinite (span->end_max));
      if (i > 0)
        g_assert_cmpfloat (annals_timeline_get_event_span (timeline, ended[i - 1])->end_max, <=,
                           span->end_max);
      seen[ended[i]] |= 16;
    }
  for (guint i = 0; i < n; i++)
    {
      const AnnalsSpan *span = annals_timeline_get_event_span (timeline, events[i]);

      g_assert_cmpint (seen[events[i]] & 8, !=, 0);
      g_assert_cmpint ((seen[events[i]] & 16) != 0, ==, isfinite (span->end_max) != 0);
    }
}

static void
test_orders (gconstpointer data)
{
  AnnalsGroupBy by = GPOINTER_TO_UINT (data);
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (AnnalsTimeline) timeline = random_timeline (rand, N_EVENTS, TRUE);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, by);
  g_autofree guint8 *seen = g_new0 (guint8, N_EVENTS);
  guint n_with_undated = 0;

  g_test_message ("seed %u", seed);
  annals_grouping_prepare (grouping);
  for (guint lane = 0; lane < annals_grouping_get_n_lanes (grouping); lane++)
    {
      check_lane (grouping, lane, seen);
      n_with_undated += annals_grouping_get_lane_count (grouping, lane);
      g_assert_nonnull (annals_grouping_get_lane_title (grouping, lane));
    }

  for (guint event = 0; event < N_EVENTS; event++)
    {
      gboolean is_background
        = (annals_timeline_get_event_flags (timeline, event) & ANNALS_EVENT_BACKGROUND) != 0;
      gboolean is_in_lane
        = !is_background && annals_span_is_dated (annals_timeline_get_event_span (timeline, event));

      g_assert_cmpint (seen[event] != 0, ==, is_in_lane);
      g_assert_cmpint (annals_grouping_get_lane_of (grouping, event) != G_MAXUINT, ==, is_in_lane);
      g_assert_cmpint (annals_grouping_get_lane_of_any (grouping, event) == G_MAXUINT, ==, is_background);
      n_with_undated += is_background;
    }
  g_assert_cmpuint (n_with_undated, ==, N_EVENTS);
  g_assert_cmpuint (annals_grouping_get_lane_of (grouping, N_EVENTS), ==, G_MAXUINT);
}

/* Which lane the event of a line stands in: by the first actor it names. */
static void
test_first_named (void)
{
  static const char *const actors[][2] = { { "Kim", "Trump" }, { "Trump", NULL }, { NULL, NULL },
                                           { "Trump", "Kim" }, { "Moon", NULL } };
  static const char *const lanes[] = { "Kim", "Trump", NULL, "Trump", "Moon" };
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (AnnalsGrouping) grouping = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      AnnalsEventRow row = { .id = id, .title = id, .importance = 3, .span = ANNALS_SPAN_INIT_UNDATED };

      annals_batch_add_event (batch, &row);
      for (guint k = 0; k < 2 && actors[i][k] != NULL; k++)
        annals_batch_add_term (batch, ANNALS_TERM_ACTOR, actors[i][k]);
    }
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);
  grouping = annals_grouping_new (timeline, ANNALS_GROUP_ACTOR);

  /* Most events first, ties in the file's order; last, those that name nobody. */
  g_assert_cmpuint (annals_grouping_get_n_lanes (grouping), ==, 4);
  g_assert_cmpstr (annals_grouping_get_lane_title (grouping, 0), ==, "Trump");
  g_assert_cmpuint (annals_grouping_get_lane_count (grouping, 0), ==, 2);
  g_assert_cmpstr (annals_grouping_get_lane_title (grouping, 1), ==, "Kim");
  g_assert_cmpstr (annals_grouping_get_lane_title (grouping, 2), ==, "Moon");
  g_assert_cmpuint (annals_grouping_get_lane_count (grouping, 3), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      guint lane = annals_grouping_get_lane_of_any (grouping, i);

      if (lanes[i] != NULL)
        g_assert_cmpstr (annals_grouping_get_lane_title (grouping, lane), ==, lanes[i]);
      else
        g_assert_cmpuint (lane, ==, 3);
    }
}

/* One event a place: more places than there are lanes. */
static AnnalsGrouping *
make_places (guint n_places)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint i = 0; i < n_places; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      AnnalsEventRow row = { .id = id, .title = id, .importance = 3, .span = ANNALS_SPAN_INIT_UNDATED };

      annals_batch_add_event (batch, &row);
      annals_batch_add_term (batch, ANNALS_TERM_PLACE, id);
    }
  annals_builder_join (builder, batch);
  timeline = annals_builder_publish (builder, TRUE);

  return annals_grouping_new (timeline, ANNALS_GROUP_PLACE);
}

static void
test_others (void)
{
  static const struct { guint n_places, n_lanes, n_in_last; } table[] = {
    { 1, 1, 1 }, { 24, 24, 1 }, { 25, 25, 1 }, { 26, 25, 2 }, { 400, 25, 376 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (AnnalsGrouping) grouping = make_places (table[i].n_places);
      guint n = annals_grouping_get_n_lanes (grouping);

      g_assert_cmpuint (n, ==, table[i].n_lanes);
      g_assert_cmpuint (annals_grouping_get_lane_count (grouping, n - 1), ==, table[i].n_in_last);
    }
}

/* Lanes are the same by their titles, whatever their order; those of the same title in turn. */
static void
test_match_lanes (void)
{
  static const char *const before_lines[]
    = { "a|2018|3|one", "b|2018|3|two", "c|2018|3|three", NULL };
  static const char *const after_lines[] = { "c|2018|3|one", "d|2018|3|two", "a|2018|3|three", NULL };
  g_autoptr (AnnalsTimeline) before = sample_timeline (before_lines);
  g_autoptr (AnnalsTimeline) after = sample_timeline (after_lines);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (before, ANNALS_GROUP_TRACK);
  g_autoptr (AnnalsGrouping) next = annals_grouping_new (after, ANNALS_GROUP_TRACK);
  g_autoptr (AnnalsGrouping) by_kind = annals_grouping_new (after, ANNALS_GROUP_KIND);
  g_autofree guint *matches = annals_grouping_match_lanes (grouping, next);
  g_autofree guint *none = annals_grouping_match_lanes (grouping, by_kind);

  g_assert_cmpuint (matches[0], ==, 2);
  g_assert_cmpuint (matches[1], ==, G_MAXUINT);
  g_assert_cmpuint (matches[2], ==, 0);
  g_assert_cmpuint (none[0], ==, G_MAXUINT);
}

static gpointer
prepare (gpointer grouping)
{
  annals_grouping_prepare (grouping);

  return NULL;
}

/* Of many events lanes are worked out by whoever prepares them, however many do, and by nobody else: who
 * asks before is told so. Of few they are there. */
static void
test_ready (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (AnnalsTimeline) few = random_timeline (rand, ANNALS_SMALL_EVENTS, TRUE);
  g_autoptr (AnnalsTimeline) many = random_timeline (rand, ANNALS_SMALL_EVENTS + 1, TRUE);

  for (AnnalsGroupBy by = 0; by < ANNALS_N_GROUP_BYS; by++)
    {
      g_autoptr (AnnalsGrouping) small = annals_grouping_new (few, by);
      g_autoptr (AnnalsGrouping) large = annals_grouping_new (many, by);
      GThread *threads[3];
      guint n;

      g_assert_true (annals_grouping_is_ready (small));
      g_assert_cmpuint (annals_grouping_get_n_lanes (small), >, 0);

      g_assert_false (annals_grouping_is_ready (large));
      g_test_expect_message ("Annals", G_LOG_LEVEL_CRITICAL, "*is_ready*");
      g_assert_cmpuint (annals_grouping_get_n_lanes (large), ==, 0);
      g_test_expect_message ("Annals", G_LOG_LEVEL_CRITICAL, "*has_lane*");
      g_assert_null (annals_grouping_get_lane_events (large, 0, &n));
      g_assert_cmpuint (n, ==, 0);
      g_test_expect_message ("Annals", G_LOG_LEVEL_CRITICAL, "*is_ready*");
      g_assert_cmpuint (annals_grouping_get_lane_of_any (large, 0), ==, G_MAXUINT);
      g_test_assert_expected_messages ();
      g_assert_false (annals_grouping_is_ready (large));

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("prepare", prepare, large);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      g_assert_true (annals_grouping_is_ready (large));
      g_assert_cmpuint (annals_grouping_get_n_lanes (large), >, 0);
    }
}

static void
test_names (void)
{
  AnnalsGroupBy by;

  for (guint i = 0; i < ANNALS_N_GROUP_BYS; i++)
    {
      g_assert_true (annals_group_by_from_name (annals_group_by_get_name (i), &by));
      g_assert_cmpuint (by, ==, i);
    }
  g_assert_false (annals_group_by_from_name ("weather", &by));
}

static void
test_empty (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (AnnalsTimeline) timeline = random_timeline (rand, 0, FALSE);
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (timeline, ANNALS_GROUP_KIND);

  g_assert_cmpuint (annals_grouping_get_n_lanes (grouping), ==, 0);
  g_assert_cmpuint (annals_grouping_get_lane_of (grouping, 0), ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint by = 0; by < ANNALS_N_GROUP_BYS; by++)
    {
      g_autofree char *path = g_strdup_printf ("/grouping/%s", annals_group_by_get_name (by));

      g_test_add_data_func (path, GUINT_TO_POINTER (by), test_orders);
    }
  g_test_add_func ("/grouping/first-named", test_first_named);
  g_test_add_func ("/grouping/others", test_others);
  g_test_add_func ("/grouping/match-lanes", test_match_lanes);
  g_test_add_func ("/grouping/names", test_names);
  g_test_add_func ("/grouping/ready", test_ready);
  g_test_add_func ("/grouping/empty", test_empty);

  return g_test_run ();
}
