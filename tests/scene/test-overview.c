/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: what it draws, and what it keeps. */
#include "story.h"

static void
test_overview (void)
{
  Fixture fixture;
  AnnalsOverviewFrame overview;
  GskRenderNode *first, *second;
  double begin_s, end_s;

  init_story (&fixture);
  annals_overview_get_range (fixture.timeline, &begin_s, &end_s);
  g_assert_cmpfloat (begin_s, <, annals_instant_from_civil (2003, 5, 1, 0, 0, 0));
  g_assert_cmpfloat (end_s, >, annals_instant_from_civil (2025, 6, 1, 0, 0, 0));
  overview = fixture_overview (&fixture);
  overview.view_begin_s = YEAR_2018;
  overview.view_end_s = YEAR_2019;
  first = annals_overview_build (&overview);
  overview.view_begin_s += 1e6;
  second = annals_overview_build (&overview);
  /* What does not depend on the view is the same node. */
  g_assert_true (gsk_container_node_get_child (first, 2)
                 == gsk_container_node_get_child (second, 2));
  gsk_render_node_unref (first);
  gsk_render_node_unref (second);
  fixture_clear (&fixture);
}

/* Which lane's hue is in that line of the strip at an event's place: 'b'lue, 'v'ermillion, or neither. */
static char
get_hue_at (const AnnalsOverviewFrame *overview, double x, int line)
{
  GskRenderNode *node = annals_overview_build (overview);
  cairo_surface_t *surface = fixture_draw (node, 800, 52);
  guint32 pixel = fixture_pixel (surface, x, 11 + 3 * line);
  int red = pixel >> 16 & 0xff, blue = pixel & 0xff;

  gsk_render_node_unref (node);
  cairo_surface_destroy (surface);

  return blue - red > 80 ? 'b' : red - blue > 80 ? 'v' : '-';
}

/* The lanes' lines stand in the reader's order. */
static void
test_overview_order (void)
{
  Fixture fixture;
  AnnalsOverviewFrame overview;
  g_autoptr (AnnalsArrangement) plain = NULL;
  g_autoptr (AnnalsArrangement) moved = NULL;
  double begin_s, end_s, first_x, second_x;

  init_story (&fixture);
  annals_overview_get_range (fixture.timeline, &begin_s, &end_s);
  plain = annals_arrangement_new (fixture.grouping, NULL, NULL);
  moved = annals_arrangement_move (plain, 0, +1);
  overview = fixture_overview (&fixture);
  /* Of the first lane the summit, of the second the old verdict. */
  first_x = (annals_instant_from_civil (2018, 6, 12, 0, 0, 0) - begin_s) / (end_s - begin_s) * 800;
  second_x = (annals_instant_from_civil (2003, 5, 1, 0, 0, 0) - begin_s) / (end_s - begin_s) * 800;
  for (guint i = 0; i < 3; i++)
    {
      overview.arrangement = i == 0 ? NULL : i == 1 ? plain : moved;
      g_assert_cmpint (get_hue_at (&overview, first_x, 0), ==, i < 2 ? 'b' : 'v');
      g_assert_cmpint (get_hue_at (&overview, second_x, 0), ==, i < 2 ? '-' : 'v');
      g_assert_cmpint (get_hue_at (&overview, first_x, 1), ==, i < 2 ? 'v' : 'b');
      g_assert_cmpint (get_hue_at (&overview, second_x, 1), ==, i < 2 ? 'v' : '-');
    }
  fixture_clear (&fixture);
}

/* A file of minutes fills the strip as one of years does; an instant has a day of its own. */
static void
test_overview_range (void)
{
  static const FixtureEvent events[]
    = { { .id = "a", .title = "A", .date = "2018-06-12T10:00:00Z", .importance = 3 },
        { .id = "b", .title = "B", .date = "2018-06-12T10:09:59Z", .importance = 3 } };
  g_autoptr (AnnalsTimeline) minutes = fixture_timeline (events, G_N_ELEMENTS (events), NULL);
  g_autoptr (AnnalsTimeline) nothing = fixture_timeline (events, 0, NULL);
  double begin_s, end_s;

  annals_overview_get_range (minutes, &begin_s, &end_s);
  g_assert_cmpfloat (end_s - begin_s, >, 600);
  g_assert_cmpfloat (end_s - begin_s, <, 660);
  g_assert_cmpfloat (begin_s, <, annals_instant_from_civil (2018, 6, 12, 10, 0, 0));

  annals_overview_get_range (nothing, &begin_s, &end_s);
  g_assert_cmpfloat (end_s - begin_s, ==, 86400);
}

/* What the overview was made of goes when another is made, or when it is told to let go. */
static void
test_overview_lets_go (gconstpointer data)
{
  static const FixtureEvent events[] = { { .id = "a", .title = "A", .date = "2018-06-12", .importance = 3 },
                                         { .id = "b", .title = "B", .date = "2019-06-12", .importance = 3 } };
  AnnalsTimeline *gone = fixture_timeline (events, G_N_ELEMENTS (events), NULL);
  AnnalsGrouping *grouping = annals_grouping_new (gone, ANNALS_GROUP_TRACK);
  Fixture fixture;
  AnnalsOverviewFrame overview;

  init_story (&fixture);
  overview = fixture_overview (&fixture);
  overview.timeline = gone;
  overview.grouping = grouping;
  overview.counts = NULL;
  annals_overview_get_range (gone, &overview.begin_s, &overview.end_s);
  gsk_render_node_unref (annals_overview_build (&overview));
  annals_grouping_unref (grouping);
  if (data != NULL)
    {
      overview.timeline = fixture.timeline;
      overview.grouping = fixture.grouping;
      gsk_render_node_unref (annals_overview_build (&overview));
    }
  else
    annals_overview_forget (fixture.text);
  g_assert_finalize_object (gone);
  fixture_clear (&fixture);
}

/* Many events that are not counted yet cost no node each. */
static void
test_overview_uncounted (void)
{
  g_autofree FixtureEvent *events = g_new0 (FixtureEvent, 5000);
  g_autoptr (GStringChunk) ids = g_string_chunk_new (4096);
  g_autoptr (GBytes) bytes = NULL;
  Fixture fixture;
  AnnalsOverviewFrame overview;
  GskRenderNode *node;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      g_autofree char *date = g_strdup_printf ("%04u-%02u-01", 1600 + i / 12, 1 + i % 12);

      events[i] = (FixtureEvent){ .id = g_string_chunk_insert (ids, id),
                                  .title = "x",
                                  .date = g_string_chunk_insert (ids, date),
                                  .importance = 3 };
    }
  fixture_init (&fixture, fixture_timeline (events, 5000, NULL), ANNALS_THEME_LIGHT, YEAR_2018,
                YEAR_2019, 800, 400);
  overview = fixture_overview (&fixture);
  overview.counts = NULL;
  node = annals_overview_build (&overview);
  bytes = gsk_render_node_serialize (node);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 50000);
  gsk_render_node_unref (node);
  fixture_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/overview-range", test_overview_range);
  g_test_add_func ("/scene/overview", test_overview);
  g_test_add_func ("/scene/overview-order", test_overview_order);
  g_test_add_data_func ("/scene/overview-lets-go-for-another", "", test_overview_lets_go);
  g_test_add_data_func ("/scene/overview-lets-go", NULL, test_overview_lets_go);
  g_test_add_func ("/scene/overview-uncounted", test_overview_uncounted);

  return g_test_run ();
}
