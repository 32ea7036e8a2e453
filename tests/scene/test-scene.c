/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: where it says things are, in every state and at every scale. */
#include "scene/scene.h"

#include "scene/hits.h"
#include "story.h"

/* A landmark stands where its date is: the boxes say so, the pixels show it. */
static void
test_landmark (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  graphene_rect_t box;
  double x = get_day_x (6, 12);
  double y;
  AnnalsHit hit;
  cairo_surface_t *surface;

  init_story (&fixture);
  scene = annals_scene_build (&fixture.frame);
  g_assert_true (annals_scene_find_event (scene, 0, &box));
  y = box.origin.y + box.size.height / 2;
  g_assert_cmpfloat (box.origin.x, <=, x - 6);
  g_assert_cmpfloat (box.origin.x, >=, x - 12);
  g_assert_cmpfloat (box.origin.x + box.size.width, >, x + 40);

  hit = annals_scene_hit (scene, x, y);
  g_assert_cmpint (hit.kind, ==, ANNALS_HIT_EVENT);
  g_assert_cmpuint (hit.event, ==, 0);
  hit = annals_scene_hit (scene, x + 30, y);
  g_assert_cmpint (hit.kind, ==, ANNALS_HIT_EVENT);
  g_assert_cmpuint (hit.event, ==, 0);
  g_assert_cmpint (annals_scene_hit (scene, x - 20, y).kind, ==, ANNALS_HIT_NONE);

  surface = fixture_draw (annals_scene_get_node (scene), 136 + 730, 400);
  g_assert_cmphex (fixture_pixel (surface, x, y), ==, 0xff0072b2);
  g_assert_cmphex (fixture_pixel (surface, x - 20, y), ==, 0xffffffff);
  cairo_surface_destroy (surface);
  fixture_clear (&fixture);
}

static void
test_places (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  guint n;
  const AnnalsHit *hits;
  guint n_kinds[ANNALS_HIT_AXIS + 1] = { 0 };

  init_story (&fixture);
  scene = annals_scene_build (&fixture.frame);
  hits = annals_scene_get_hits (scene, &n);
  for (guint i = 0; i < n; i++)
    {
      n_kinds[hits[i].kind]++;
      if (hits[i].kind == ANNALS_HIT_EARLIER || hits[i].kind == ANNALS_HIT_LATER)
        {
          g_assert_cmpuint (hits[i].lane, ==, 1);
          g_assert_cmpuint (hits[i].count, ==, 1);
        }
    }
  g_assert_cmpuint (n_kinds[ANNALS_HIT_EVENT], ==, 4);
  g_assert_cmpuint (n_kinds[ANNALS_HIT_EARLIER], ==, 1);
  g_assert_cmpuint (n_kinds[ANNALS_HIT_LATER], ==, 1);
  g_assert_cmpuint (n_kinds[ANNALS_HIT_LANE_NAME], ==, 2);
  g_assert_cmpuint (n_kinds[ANNALS_HIT_AXIS], ==, 1);

  g_assert_cmpint (annals_scene_hit (scene, 400, 20).kind, ==, ANNALS_HIT_AXIS);
  g_assert_cmpint (annals_scene_hit (scene, 50, 60).kind, ==, ANNALS_HIT_LANE_NAME);
  g_assert_cmpint (annals_scene_hit (scene, -5, 60).kind, ==, ANNALS_HIT_NONE);
  g_assert_cmpint (annals_scene_hit (scene, 400, 9999).kind, ==, ANNALS_HIT_NONE);
  g_assert_cmpint (annals_scene_hit (scene, NAN, NAN).kind, ==, ANNALS_HIT_NONE);
  fixture_clear (&fixture);
}

/* Labels of one row never overlap, nor a label a mark. */
static void
test_boxes_apart (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  guint n;
  const AnnalsHit *hits;

  init_story (&fixture);
  scene = annals_scene_build (&fixture.frame);
  hits = annals_scene_get_hits (scene, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      if (hits[i].kind == ANNALS_HIT_EVENT && hits[k].kind == ANNALS_HIT_EVENT)
        {
          graphene_rect_t common;
          gboolean overlaps = graphene_rect_intersection (&hits[i].box, &hits[k].box, &common)
                              && common.size.width > 0.5 && common.size.height > 0.5;

          g_assert_false (overlaps);
        }
  fixture_clear (&fixture);
}

/* Selection, focus, hover and matches change the picture, never where things are. */
static void
test_states (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) plain = NULL;
  g_autoptr (AnnalsBitset) matches = annals_bitset_new (G_N_ELEMENTS (story));
  AnnalsFrame frame;
  graphene_rect_t before, after;

  init_story (&fixture);
  plain = annals_scene_build (&fixture.frame);
  {
    g_autoptr (AnnalsScene) again = annals_scene_build (&fixture.frame);

    g_assert_true (looks_like (again, plain));
  }
  g_assert_true (annals_scene_find_event (plain, 2, &before));
  annals_bitset_add (matches, 0);
  for (int state = 0; state < 4; state++)
    {
      g_autoptr (AnnalsScene) scene = NULL;

      frame = fixture.frame;
      if (state == 0)
        frame.selection = 0;
      if (state == 1)
        frame.hovered = 0;
      if (state == 2)
        frame.focused = 0;
      if (state == 3)
        frame.matches = matches;
      scene = annals_scene_build (&frame);
      g_assert_true (annals_scene_find_event (scene, 2, &after));
      g_assert_true (graphene_rect_equal (&before, &after));
      g_assert_false (looks_like (scene, plain));
    }

  frame = fixture.frame;
  frame.matches = matches;
  frame.hides_others = TRUE;
  {
    g_autoptr (AnnalsScene) scene = annals_scene_build (&frame);

    g_assert_true (annals_scene_find_event (scene, 0, &after));
    g_assert_false (annals_scene_find_event (scene, 2, &after));
  }
  fixture_clear (&fixture);
}

/* How many frames of dates stand on the axis. */
static guint
count_chips (GskRenderNode *node)
{
  guint n = 0;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += count_chips (gsk_container_node_get_child (node, i));
      return n;
    case GSK_CLIP_NODE:
      return count_chips (gsk_clip_node_get_child (node));
    case GSK_ROUNDED_CLIP_NODE:
      {
        graphene_rect_t box;

        gsk_render_node_get_bounds (node, &box);
        return box.origin.y + box.size.height <= 42;
      }
    default:
      return 0;
    }
}

/* The range in hand: a wash between two lines, and a date over either, one where they are the same. */
static void
test_range (void)
{
  static const struct
  {
    int begin_day, end_day; /* of March, at 0:00; equal: none */
    guint n_chips;
  } table[] = { { 5, 5, 0 }, { 5, 6, 1 }, { 5, 25, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Fixture fixture;
      g_autoptr (AnnalsScene) scene = NULL;
      cairo_surface_t *surface;
      double begin = get_day_x (3, table[i].begin_day) - 1, end = get_day_x (3, table[i].end_day) - 1;
      gboolean is_held = end > begin;

      init_story (&fixture);
      fixture.frame.range_begin_s = annals_instant_from_civil (2018, 3, table[i].begin_day, 0, 0, 0);
      fixture.frame.range_end_s = annals_instant_from_civil (2018, 3, table[i].end_day, 0, 0, 0);
      scene = annals_scene_build (&fixture.frame);
      g_assert_cmpuint (count_chips (annals_scene_get_node (scene)), ==, table[i].n_chips);
      surface = fixture_draw (annals_scene_get_node (scene), 136 + 730, 400);
      /* Under the lanes, where nothing else is: ink over ground. */
      g_assert_cmphex (fixture_pixel (surface, begin, 398), ==, is_held ? 0xff1e2226 : 0xffffffff);
      g_assert_cmphex (fixture_pixel (surface, begin - 3, 398), ==, 0xffffffff);
      g_assert_cmphex (fixture_pixel (surface, end + 3, 398), ==, 0xffffffff);
      if (end - begin > 10)
        g_assert_cmphex (fixture_pixel (surface, (begin + end) / 2, 398) & 0xff, ==, 0xee);
      cairo_surface_destroy (surface);
      fixture_clear (&fixture);
    }
}

static gboolean
is_ink (guint32 pixel)
{
  return (pixel & 0xff) < 0x60 && (pixel >> 8 & 0xff) < 0x60 && (pixel >> 16 & 0xff) < 0x60;
}

/* The words of what is on a thread through the view stay in view, clear of the marks on it. */
static void
test_thread_words (void)
{
  static const FixtureEvent threads[] = {
    { "through", "Nothing of it", "{2016-01-01,2019-12-01}", ANNALS_KIND_TEST, E, 3, "one" },
    { "marked", "One in view", "{2016-02-01,2018-01-10,2019-11-01}", ANNALS_KIND_TEST, E, 3, "two" },
  };
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  cairo_surface_t *surface;

  fixture_init (&fixture, fixture_timeline (threads, G_N_ELEMENTS (threads), NULL),
                ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 400);
  scene = annals_scene_build (&fixture.frame);
  surface = fixture_draw (annals_scene_get_node (scene), 136 + 730, 400);
  for (guint event = 0; event < G_N_ELEMENTS (threads); event++)
    {
      int first_x = 0;
      graphene_rect_t box;

      g_assert_true (annals_scene_find_event (scene, event, &box));
      for (int x = 136 + 2; x < 136 + 200 && first_x == 0; x++)
        for (int y = (int) box.origin.y; y < box.origin.y + box.size.height; y++)
          if (is_ink (fixture_pixel (surface, x, y)))
            first_x = x;
      /* The tenth of January is 18 px in, its mark 10 wide. */
      g_assert_cmpint (first_x, >=, event == 0 ? 136 + 8 : 136 + 18 + 5);
      g_assert_cmpint (first_x, <, 136 + 40);
    }
  cairo_surface_destroy (surface);
  fixture_clear (&fixture);
}

/* Where a lane's only row is full at both edges, what lies beyond is told beside, not on its words. */
static void
test_edge_counts (void)
{
  static const FixtureEvent full[] = {
    { "before", "Long before", "2003-05-01", ANNALS_KIND_TEST, E, 3, "one" },
    { "first", "First of all", "2018-01-05", ANNALS_KIND_TEST, E, 3, "one" },
    { "last", "Last of all these", "2018-11-15", ANNALS_KIND_TEST, E, 3, "one" },
    { "after", "Long after", "2025-05-01", ANNALS_KIND_TEST, E, 3, "one" },
  };
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  const AnnalsHit *hits;
  guint n, n_counts = 0;

  fixture_init (&fixture, fixture_timeline (full, G_N_ELEMENTS (full), NULL), ANNALS_THEME_LIGHT,
                YEAR_2018, YEAR_2019, 136 + 730, 42 + 30);
  g_assert_cmpuint (fixture.lanes->lanes[0].n_rows, ==, 1);
  scene = annals_scene_build (&fixture.frame);
  hits = annals_scene_get_hits (scene, &n);
  for (guint i = 0; i < n; i++)
    {
      graphene_rect_t box;

      if (hits[i].kind != ANNALS_HIT_EARLIER && hits[i].kind != ANNALS_HIT_LATER)
        continue;
      n_counts++;
      graphene_rect_inset_r (&hits[i].box, 5, 2, &box);
      for (guint k = 0; k < n; k++)
        g_assert_false (hits[k].kind == ANNALS_HIT_EVENT
                        && graphene_rect_intersection (&hits[k].box, &box, NULL));
    }
  g_assert_cmpuint (n_counts, ==, 2);
  fixture_clear (&fixture);
}

/* An event linked to the selected one and out of view has an arrow at its edge, in its lane, which leads
 * to it; nothing else has. */
static void
test_link_ends (void)
{
  static const FixtureEvent linked[] = {
    { "here", "Here", "2018-06-12", ANNALS_KIND_MEETING, E, 1, "one" },
    { "near", "In view too", "2018-09-12", ANNALS_KIND_MEETING, E, 3, "two", 0, NULL, "here" },
    { "before", "Long before", "2003-05-01", ANNALS_KIND_TEST, E, 3, "one", 0, NULL, "here" },
    { "after", "Long after", "2025-05-01", ANNALS_KIND_TEST, E, 3, "two", 0, NULL, "here" },
    { "other", "Another", "2025-06-01", ANNALS_KIND_TEST, E, 3, "two" },
  };
  static const guint selections[] = { 0, 1, ANNALS_NO_EVENT };

  for (guint i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      Fixture fixture;
      g_autoptr (AnnalsScene) scene = NULL;
      const AnnalsHit *hits;
      guint n, n_ends = 0;

      fixture_init (&fixture, fixture_timeline (linked, G_N_ELEMENTS (linked), NULL),
                    ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 400);
      fixture.frame.selection = selections[i];
      scene = annals_scene_build (&fixture.frame);
      hits = annals_scene_get_hits (scene, &n);
      for (guint h = 0; h < n; h++)
        {
          const graphene_rect_t *box = &hits[h].box;
          double x = box->origin.x + box->size.width / 2, y = box->origin.y + box->size.height / 2;
          gboolean is_after = hits[h].event == 3;
          const AnnalsLane *lane = &fixture.lanes->lanes[is_after ? 1 : 0];
          AnnalsHit hit;

          if (hits[h].kind != ANNALS_HIT_LINK_END)
            continue;
          n_ends++;
          g_assert_true (hits[h].event == 2 || is_after);
          g_assert_cmpuint (hits[h].lane, ==, is_after ? 1 : 0);
          g_assert_true (is_after ? x > 136 + 730 - 200 : x < 136 + 200);
          g_assert_cmpfloat (y, >, 42 + lane->y);
          g_assert_cmpfloat (y, <, 42 + lane->y + lane->height);
          hit = annals_scene_hit (scene, x, y);
          g_assert_cmpint (hit.kind, ==, ANNALS_HIT_LINK_END);
          g_assert_cmpuint (hit.event, ==, hits[h].event);
        }
      g_assert_cmpuint (n_ends, ==, selections[i] == 0 ? 2 : 0);
      fixture_clear (&fixture);
    }
}

/* A link's type that stands right of its mark gives way to the arrow that another link has at the edge. */
static void
test_link_words (void)
{
  for (guint day = 1; day <= 150; day += 3)
    {
      g_autofree char *date = g_strdup_printf ("2018-01-04/2018-%02u-%02u", 7 + day / 30, 1 + day % 30);
      const FixtureEvent linked[] = {
        { "here", "Here", "2018-03-12", ANNALS_KIND_MEETING, E, 1, "one" },
        { "near", "Near", date, ANNALS_KIND_MEETING, E, 3, "two", 0, NULL, "here" },
        { "after", "Long after", "2025-05-01", ANNALS_KIND_TEST, E, 3, "two", 0, NULL, "here" },
      };
      g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
      g_autoptr (AnnalsScene) scene = NULL;
      Fixture fixture;

      fixture_init (&fixture, fixture_timeline (linked, G_N_ELEMENTS (linked), NULL),
                    ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 400);
      fixture.frame.selection = 0;
      scene = annals_scene_build (&fixture.frame);
      fixture_find_words (annals_scene_get_node (scene), 0, 0, words);
      for (guint i = 0; i < words->len; i++)
        for (guint k = 0; k < i; k++)
          {
            graphene_rect_t box = g_array_index (words, graphene_rect_t, i);

            graphene_rect_inset (&box, 1, 1);
            if (box.origin.x > 136 && box.origin.y > 42)
              g_assert_false (graphene_rect_intersection (
                  &box, &g_array_index (words, graphene_rect_t, k), NULL));
          }
      fixture_clear (&fixture);
    }
}

/* Where the words of a lane's name begin, the first in its height: nothing is further left. */
static double
get_name_left (const GArray *boxes, const AnnalsLane *lane)
{
  double left = INFINITY;

  for (guint i = 0; i < boxes->len; i++)
    {
      const graphene_rect_t *box = &g_array_index (boxes, graphene_rect_t, i);
      double y = box->origin.y + box->size.height / 2 - 42;

      if (y > lane->y && y < lane->y + lane->height)
        left = MIN (left, box->origin.x);
    }

  return left;
}

/* A lane nested in another stands below it, whatever the file's order, and its name is further in. */
static void
test_nested (void)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  g_autoptr (AnnalsArrangement) arrangement = NULL;
  g_autoptr (AnnalsScene) scene = NULL;
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_autofree AnnalsLanes *lanes = NULL;
  double lefts[4];
  Fixture fixture;

  annals_builder_add_track (builder, "w", "Wholly", NULL, 0x0072b2, NULL, FALSE);
  annals_builder_add_track (builder, "a", "Wholly", NULL, 0x0072b2, NULL, FALSE);
  annals_builder_add_track (builder, "b", "Wholly", NULL, 0x0072b2, "w", FALSE);
  annals_builder_add_track (builder, "c", "Wholly", NULL, 0x0072b2, "b", FALSE);
  fixture_init (&fixture, annals_builder_publish (builder, TRUE), ANNALS_THEME_LIGHT, YEAR_2018,
                YEAR_2019, 136 + 730, 400);
  arrangement = annals_arrangement_new (fixture.grouping, NULL, NULL);
  lanes = annals_lanes_new (fixture.rows, arrangement, &fixture.frame.metrics, NULL, 358);
  g_assert_cmpuint (lanes->order[0], ==, 0);
  g_assert_cmpuint (lanes->order[1], ==, 2);
  g_assert_cmpuint (lanes->order[2], ==, 3);
  g_assert_cmpuint (lanes->order[3], ==, 1);
  fixture.frame.lanes = lanes;
  scene = annals_scene_build (&fixture.frame);
  fixture_find_words (annals_scene_get_node (scene), 0, 0, boxes);
  for (guint lane = 0; lane < 4; lane++)
    lefts[lane] = get_name_left (boxes, &lanes->lanes[lane]);
  g_assert_cmpfloat_with_epsilon (lefts[1], lefts[0], 0.5);
  g_assert_cmpfloat_with_epsilon (lefts[2], lefts[0] + 10, 0.5);
  g_assert_cmpfloat_with_epsilon (lefts[3], lefts[0] + 20, 0.5);
  fixture_clear (&fixture);
}

/* The name of a lane that is scrolled half out of view stays with what is left of it. */
static void
test_scrolled_name (void)
{
  Fixture fixture;
  guint32 stripes[2];

  init_story (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (stripes); i++)
    {
      g_autoptr (AnnalsScene) scene = NULL;
      cairo_surface_t *surface;

      fixture.frame.view.scroll_px = i == 0 ? 0 : fixture.lanes->lanes[0].height - 30;
      scene = annals_scene_build (&fixture.frame);
      surface = fixture_draw (annals_scene_get_node (scene), 136 + 730, 400);
      stripes[i] = fixture_pixel (surface, 1, 42 + 13);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpfloat (fixture.frame.view.scroll_px, >, 20);
  g_assert_cmphex (stripes[0], !=, 0xffffffff);
  g_assert_cmphex (stripes[1], ==, stripes[0]);
  fixture_clear (&fixture);
}

/* What is scrolled under the axis is neither drawn there nor hit. */
static void
test_scrolled (void)
{
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  graphene_rect_t box;

  init_story (&fixture);
  fixture.frame.view.scroll_px = 40;
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpint (annals_scene_hit (scene, get_day_x (6, 12), 38).kind, ==, ANNALS_HIT_AXIS);
  g_assert_true (annals_scene_find_event (scene, 2, &box));
  g_assert_cmpfloat (box.origin.y, >=, 42);
  fixture_clear (&fixture);
}

/* From a second to the age of the Earth, and far from any event: nothing breaks. */
static void
test_scales (void)
{
  Fixture fixture;

  init_story (&fixture);
  for (int k = -6; k < 48; k++)
    {
      AnnalsFrame frame = fixture.frame;
      g_autoptr (AnnalsScene) scene = NULL;
      g_autofree AnnalsLanes *lanes = NULL;
      g_autofree double *heights
          = annals_scene_measure_lane_names (fixture.grouping, fixture.text, 136);
      AnnalsRows *rows;
      cairo_surface_t *surface;

      frame.view.seconds_per_pixel = ldexp (1.5, k);
      frame.view.center_s = annals_instant_from_civil (2018, 6, 12, 12, 0, 0);
      rows = annals_rows_new (fixture.grouping, annals_octave_of (frame.view.seconds_per_pixel),
                              &frame.metrics, fixture.label_widths, NULL, NULL, NULL);
      lanes = annals_lanes_new (rows, NULL, &frame.metrics, heights, frame.view.height_px);
      frame.rows = rows;
      frame.lanes = lanes;
      frame.selection = 1;
      scene = annals_scene_build (&frame);
      surface = fixture_draw (annals_scene_get_node (scene), 136 + 730, 400);
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (surface);
      annals_rows_unref (rows);
    }
  fixture_clear (&fixture);
}

static void
test_hits (void)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (AnnalsHitBox));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (AnnalsHit));
  AnnalsHits *hits;

  for (guint i = 0; i < 1000; i++)
    {
      AnnalsHitBox box = { .hit = { .kind = ANNALS_HIT_EVENT, .event = i } };

      box.hit.box = GRAPHENE_RECT_INIT ((float)(i % 50) * 20, (float)(i / 50) * 20, 18, 18);
      box.core = GRAPHENE_RECT_INIT (box.hit.box.origin.x, box.hit.box.origin.y + 4, 10, 10);
      g_array_append_val (boxes, box);
    }
  for (guint i = 0; i < 100; i++)
    {
      AnnalsHit column
          = { .kind = ANNALS_HIT_COUNT, .event = ANNALS_NO_EVENT, .lane = i / 50, .count = i };

      column.box = GRAPHENE_RECT_INIT ((float)(i % 50) * 20, 500 + 60 * (float)(i / 50), 20, 50);
      g_array_append_val (columns, column);
    }
  {
    AnnalsHitBox earlier = { .hit = { .kind = ANNALS_HIT_EARLIER, .event = ANNALS_NO_EVENT } };

    earlier.hit.box = earlier.core = GRAPHENE_RECT_INIT (0, 565, 50, 20);
    g_array_append_val (boxes, earlier);
  }
  hits = annals_hits_new (boxes, columns, 700);
  for (guint i = 0; i < 1000; i++)
    {
      double x = (i % 50) * 20 + 9;
      double y = i / 50 * 20 + 9;

      g_assert_cmpuint (annals_hits_find (hits, x, y).event, ==, i);
      g_assert_cmpint (annals_hits_find (hits, x + 10, y).kind, ==, ANNALS_HIT_NONE);
    }
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (annals_hits_find (hits, (i % 50) * 20 + 1, 510 + 60 * (i / 50) + 25 * (i / 50)).count, ==, i);
  /* What is written on a band is before the band. */
  g_assert_cmpint (annals_hits_find (hits, 30, 575).kind, ==, ANNALS_HIT_EARLIER);
  g_assert_cmpint (annals_hits_find (hits, 60, 575).kind, ==, ANNALS_HIT_COUNT);
  g_assert_cmpint (annals_hits_find (hits, 100, 555).kind, ==, ANNALS_HIT_NONE);
  annals_hits_free (hits);
}

/* Seconds for as many questions in one row of n boxes, at best of a few runs. */
static double
time_hits (guint n)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (AnnalsHitBox));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (AnnalsHit));
  AnnalsHits *hits;
  double best = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      AnnalsHitBox box = { .hit = { .kind = ANNALS_HIT_EVENT, .event = i } };

      box.hit.box = box.core = GRAPHENE_RECT_INIT (i * 20, 2, 18, 10);
      g_array_append_val (boxes, box);
    }
  hits = annals_hits_new (boxes, columns, 16);
  for (guint run = 0; run < 5; run++)
    {
      gint64 begin = g_get_monotonic_time ();

      for (guint k = 0; k < 20000; k++)
        {
          guint event = (guint)((guint64)k * 7919 % n);

          g_assert_cmpuint (annals_hits_find (hits, event * 20.0 + 9, 7).event, ==, event);
        }
      best = MIN (best, (g_get_monotonic_time () - begin) / 1e6);
    }
  annals_hits_free (hits);

  return best;
}

/* Of a hundred times as many boxes, all in one row, a question costs less than forty
 * times as much. */
static void
test_hits_scale (void)
{
  double few = time_hits (1000);
  double many = time_hits (100000);

  g_test_message ("%.1f ms of a thousand boxes, %.1f ms of a hundred thousand", few * 1e3,
                  many * 1e3);
  g_assert_cmpfloat (many, <, 40 * few);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/hits", test_hits);
  g_test_add_func ("/scene/hits-scale", test_hits_scale);
  g_test_add_func ("/scene/landmark", test_landmark);
  g_test_add_func ("/scene/places", test_places);
  g_test_add_func ("/scene/boxes-apart", test_boxes_apart);
  g_test_add_func ("/scene/states", test_states);
  g_test_add_func ("/scene/range", test_range);
  g_test_add_func ("/scene/thread-words", test_thread_words);
  g_test_add_func ("/scene/edge-counts", test_edge_counts);
  g_test_add_func ("/scene/link-ends", test_link_ends);
  g_test_add_func ("/scene/link-words", test_link_words);
  g_test_add_func ("/scene/nested", test_nested);
  g_test_add_func ("/scene/scrolled", test_scrolled);
  g_test_add_func ("/scene/scrolled-name", test_scrolled_name);
  g_test_add_func ("/scene/scales", test_scales);

  return g_test_run ();
}
