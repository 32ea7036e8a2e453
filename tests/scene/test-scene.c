/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: where it says things are, in every state and at every scale. */
#include "scene/scene.h"

#include <string.h>

#include <glib/gstdio.h>

#include "fixture.h"
#include "scene/hits.h"

#define YEAR_2018 1514764800.0
#define YEAR_2019 1546300800.0

#define E ANNALS_CERTAINTY_ESTABLISHED
#define A ANNALS_CERTAINTY_ASSESSED

static const FixtureEvent story[] = {
  { "S05", "Singapore summit", "2018-06-12", ANNALS_KIND_MEETING, E, 1, "one",
    ANNALS_EVENT_CLAIMS_DISAGREE },
  { "S08", "Hanoi summit breaks off", "2018-09-27/2018-09-28", ANNALS_KIND_MEETING, E, 1, "one", 0,
    NULL, "S05" },
  { "T1", "A missile test", "2018-03-05", ANNALS_KIND_TEST, E, 3, "two", 0, NULL, "S05" },
  { "T2", "Programme advances", "2018-05/..", ANNALS_KIND_DEVELOPMENT, E, 2, "two" },
  { "V1", "An old verdict", "2003-05", ANNALS_KIND_ASSESSMENT, A, 3, "two" },
  { "V2", "A late verdict", "2025-05", ANNALS_KIND_ASSESSMENT, A, 3, "two" },
};

static void
init_story (Fixture *fixture)
{
  fixture_init (fixture, fixture_timeline (story, G_N_ELEMENTS (story), "2018-10-15"),
                ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 400);
}

/* 365 days on 730 px: a day is two. */
static double
get_day_x (int month, int day)
{
  return 136 + (annals_instant_from_civil (2018, month, day, 12, 0, 0) - YEAR_2018) / 86400 * 2;
}

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

static gboolean
looks_like (AnnalsScene *a, AnnalsScene *b)
{
  cairo_surface_t *drawn_a = fixture_draw (annals_scene_get_node (a), 136 + 730, 400);
  cairo_surface_t *drawn_b = fixture_draw (annals_scene_get_node (b), 136 + 730, 400);
  gboolean is_same
      = memcmp (cairo_image_surface_get_data (drawn_a), cairo_image_surface_get_data (drawn_b),
                (gsize)cairo_image_surface_get_stride (drawn_a) * 400)
        == 0;

  cairo_surface_destroy (drawn_a);
  cairo_surface_destroy (drawn_b);

  return is_same;
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
  hits = annals_hits_new (boxes, columns, 700);
  for (guint i = 0; i < 1000; i++)
    {
      double x = (i % 50) * 20 + 9;
      double y = i / 50 * 20 + 9;

      g_assert_cmpuint (annals_hits_find (hits, x, y).event, ==, i);
      g_assert_cmpint (annals_hits_find (hits, x + 10, y).kind, ==, ANNALS_HIT_NONE);
    }
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (annals_hits_find (hits, (i % 50) * 20 + 1, 510 + 60 * (i / 50)).count, ==, i);
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
  overview = (AnnalsOverviewFrame){ .timeline = fixture.timeline,
                                    .grouping = fixture.grouping,
                                    .counts = fixture.counts,
                                    .theme = fixture.frame.theme,
                                    .text = fixture.text,
                                    .width = 800,
                                    .height = 52,
                                    .begin_s = begin_s,
                                    .end_s = end_s,
                                    .view_begin_s = YEAR_2018,
                                    .view_end_s = YEAR_2019,
                                    .scale = 1 };
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
  overview = (AnnalsOverviewFrame){ .timeline = gone,
                                    .grouping = grouping,
                                    .theme = fixture.frame.theme,
                                    .text = fixture.text,
                                    .width = 800,
                                    .height = 52,
                                    .view_begin_s = YEAR_2018,
                                    .view_end_s = YEAR_2019,
                                    .scale = 1 };
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

/* LOOK's note yellow, F2C200, and no edge of a letter. */
static gboolean
is_yellow (guint32 pixel)
{
  return ABS ((int)(pixel >> 16 & 0xff) - 0xf2) < 8 && ABS ((int)(pixel >> 8 & 0xff) - 0xc2) < 8
         && (pixel & 0xff) < 8;
}

/* How many pixels of the reader's yellow there are, and where the middle of them is. */
static guint
count_yellow (GskRenderNode *node, int width, int height, double *x)
{
  cairo_surface_t *surface = fixture_draw (node, width, height);
  double sum = 0;
  guint n = 0;

  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++)
      if (is_yellow (fixture_pixel (surface, column, row)))
        {
          sum += column;
          n++;
        }
  cairo_surface_destroy (surface);
  *x = n > 0 ? sum / n : NAN;
  return n;
}

static AnnalsNotebook *
create_notebook (char **folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  *folder = g_dir_make_tmp ("annals-scene-XXXXXX", NULL);
  path = g_build_filename (*folder, "t.notes.jsonld", NULL);
  file = g_file_new_for_path (path);
  return annals_notebook_new_for_file (file, "urn:x:t", "t.json");
}

static void
remove_notebook (AnnalsNotebook *notebook, char *folder)
{
  g_autofree char *path = g_file_get_path (annals_notebook_get_file (notebook));

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  while (G_OBJECT (notebook)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (notebook);
  g_remove (path);
  g_rmdir (folder);
  g_free (folder);
}

/* A note's yellow is at its event, and nowhere without a note. */
static void
test_notes (void)
{
  char *folder;
  AnnalsNotebook *notebook = create_notebook (&folder);
  Fixture fixture;
  AnnalsScene *scene;
  double x;

  init_story (&fixture);
  fixture.frame.notebook = notebook;
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), ==, 0);
  annals_scene_unref (scene);
  annals_notebook_add (notebook, annals_timeline_get_event_id (fixture.timeline, 0), "T", "2018", "x");
  annals_notebook_add (notebook, "gone", "T", "2018", "x");
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), >, 6);
  g_assert_cmpfloat (ABS (x - get_day_x (6, 12)), <, 12);
  annals_scene_unref (scene);
  fixture.frame.notebook = NULL;
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), ==, 0);
  annals_scene_unref (scene);
  fixture_clear (&fixture);
  remove_notebook (notebook, folder);
}

static guint
count_overview_yellow (const AnnalsOverviewFrame *overview, double *x)
{
  GskRenderNode *node = annals_overview_build (overview);
  guint n = count_yellow (node, (int)overview->width, (int)overview->height, x);

  gsk_render_node_unref (node);
  return n;
}

static void
test_overview_notes (void)
{
  char *folder;
  AnnalsNotebook *notebook = create_notebook (&folder);
  Fixture fixture;
  AnnalsOverviewFrame overview;
  double x, expected;

  init_story (&fixture);
  overview = (AnnalsOverviewFrame){ .timeline = fixture.timeline,
                                    .grouping = fixture.grouping,
                                    .counts = fixture.counts,
                                    .theme = fixture.frame.theme,
                                    .text = fixture.text,
                                    .notebook = notebook,
                                    .width = 800,
                                    .height = 52,
                                    .scale = 1 };
  annals_overview_get_range (fixture.timeline, &overview.begin_s, &overview.end_s);
  overview.view_begin_s = overview.begin_s;
  overview.view_end_s = overview.end_s;
  g_assert_cmpuint (count_overview_yellow (&overview, &x), ==, 0);
  annals_notebook_add (notebook, annals_timeline_get_event_id (fixture.timeline, 0), "T", "2018", "x");
  annals_notebook_add (notebook, "gone", "T", "2018", "x");
  overview.notes_stamp++;
  g_assert_cmpuint (count_overview_yellow (&overview, &x), >, 4);
  expected = (annals_instant_from_civil (2018, 6, 12, 12, 0, 0) - overview.begin_s)
             / (overview.end_s - overview.begin_s) * overview.width;
  g_assert_cmpfloat (ABS (x - expected), <, 2);
  g_free (annals_notebook_undo (notebook));
  g_free (annals_notebook_undo (notebook));
  overview.notes_stamp++;
  g_assert_cmpuint (count_overview_yellow (&overview, &x), ==, 0);
  fixture_clear (&fixture);
  remove_notebook (notebook, folder);
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
  overview = (AnnalsOverviewFrame){ .timeline = fixture.timeline,
                                    .grouping = fixture.grouping,
                                    .theme = fixture.frame.theme,
                                    .text = fixture.text,
                                    .width = 800,
                                    .height = 52,
                                    .view_begin_s = YEAR_2018,
                                    .view_end_s = YEAR_2019,
                                    .scale = 1 };
  annals_overview_get_range (fixture.timeline, &overview.begin_s, &overview.end_s);
  node = annals_overview_build (&overview);
  bytes = gsk_render_node_serialize (node);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 50000);
  gsk_render_node_unref (node);
  fixture_clear (&fixture);
}

/* The rows of an octave and their lanes: what a glide comes from. */
static AnnalsGlide *
glide_from (Fixture *fixture, AnnalsGroupBy by, int octave)
{
  const AnnalsFrame *frame = &fixture->frame;
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (fixture->timeline, by);
  g_autoptr (AnnalsRows) rows
      = annals_rows_new (grouping, octave, &frame->metrics, fixture->label_widths, NULL, NULL, NULL);
  g_autofree AnnalsLanes *lanes
      = annals_lanes_new (rows, NULL, &frame->metrics, NULL, frame->view.height_px);

  return annals_glide_new (rows, lanes, fixture->rows, 0, NULL);
}

/* The middle of the event's box; NAN: it is not there to be hit. */
static double
get_event_y (AnnalsScene *scene, guint event)
{
  graphene_rect_t box;

  return annals_scene_find_event (scene, event, &box) ? box.origin.y + box.size.height / 2 : NAN;
}

static AnnalsScene *
build_gliding (Fixture *fixture, const AnnalsGlide *glide, double progress)
{
  AnnalsFrame frame = fixture->frame;

  frame.glide = glide;
  frame.progress = progress;

  return annals_scene_build (&frame);
}

/* Events go from the middle of their old row to that of their new one, straight; at the end the
 * picture is the new one, node for node. */
static void
check_glide (Fixture *fixture, AnnalsGroupBy by, int octave)
{
  g_autoptr (AnnalsGlide) glide = glide_from (fixture, by, octave);
  g_autoptr (AnnalsScene) at_rest = annals_scene_build (&fixture->frame);
  g_autoptr (AnnalsScene) begin = build_gliding (fixture, glide, 0);
  g_autoptr (AnnalsScene) middle = build_gliding (fixture, glide, 0.5);
  g_autoptr (AnnalsScene) end = build_gliding (fixture, glide, 1);
  g_autoptr (GBytes) end_bytes = gsk_render_node_serialize (annals_scene_get_node (end));
  g_autoptr (GBytes) rest_bytes = gsk_render_node_serialize (annals_scene_get_node (at_rest));
  guint n_moved = 0;

  g_assert_true (g_bytes_equal (end_bytes, rest_bytes));
  g_assert_false (looks_like (begin, at_rest));
  g_assert_false (looks_like (middle, begin));
  for (guint event = 0; event < annals_timeline_get_n_events (fixture->timeline); event++)
    {
      double after = get_event_y (at_rest, event);
      AnnalsLabelSide side;
      guint lane, row;

      if (isnan (after))
        continue;
      if (annals_rows_find (glide->rows, event, &lane, &row, &side))
        {
          double before = fixture->frame.axis_height + annals_glide_get_row_before (glide, lane, row);

          g_assert_cmpfloat_with_epsilon (get_event_y (begin, event), before, 0.01);
          g_assert_cmpfloat_with_epsilon (get_event_y (middle, event), (before + after) / 2, 0.01);
          n_moved += fabs (before - after) > 10;
        }
      g_assert_cmpfloat (get_event_y (end, event), ==, after);
    }
  g_assert_cmpuint (n_moved, >, 5);
}

static void
test_glide (void)
{
  FixtureEvent events[40];
  char *ids[40];
  Fixture fixture;
  int octave;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      ids[i] = g_strdup_printf ("2018-%02u-%02u", 1 + i / 4, 1 + 7 * (i % 4));
      events[i] = (FixtureEvent){ ids[i], "A title of some length", ids[i], ANNALS_KIND_MEETING, E,
                                  1 + (int)i % 4, i % 3 == 0 ? "two" : "one" };
    }
  fixture_init (&fixture, fixture_timeline (events, G_N_ELEMENTS (events), NULL),
                ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 700);
  octave = annals_rows_get_octave (fixture.rows);
  check_glide (&fixture, ANNALS_GROUP_TRACK, octave - 2);
  check_glide (&fixture, ANNALS_GROUP_TRACK, octave + 2);
  check_glide (&fixture, ANNALS_GROUP_KIND, octave);
  fixture_clear (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

int
main (int argc, char *argv[])
{
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  g_test_init (&argc, &argv, NULL);
  gtk_init_check ();
  g_test_add_func ("/scene/hits", test_hits);
  g_test_add_func ("/scene/hits-scale", test_hits_scale);
  g_test_add_func ("/scene/landmark", test_landmark);
  g_test_add_func ("/scene/places", test_places);
  g_test_add_func ("/scene/boxes-apart", test_boxes_apart);
  g_test_add_func ("/scene/states", test_states);
  g_test_add_func ("/scene/glide", test_glide);
  g_test_add_func ("/scene/scrolled", test_scrolled);
  g_test_add_func ("/scene/scales", test_scales);
  g_test_add_func ("/scene/overview", test_overview);
  g_test_add_data_func ("/scene/overview-lets-go-for-another", "", test_overview_lets_go);
  g_test_add_data_func ("/scene/overview-lets-go", NULL, test_overview_lets_go);
  g_test_add_func ("/scene/notes", test_notes);
  g_test_add_func ("/scene/overview-notes", test_overview_notes);
  g_test_add_func ("/scene/overview-uncounted", test_overview_uncounted);

  return g_test_run ();
}
