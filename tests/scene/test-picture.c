/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds in every picture, on timelines at random and wherever the view is: nothing overlaps, rows
 * and labels are facts of the octave, counts are exact, and a frame costs what any other does. */
#include "walker.h"

#include "../view/random-timeline.h"

/* So many that lanes are bands, and so few that bare marks stand in rows. */
#define N_EVENTS 3000
#define N_FEW 300
#define N_VIEWS 120
#define DAY 86400.0

typedef struct
{
  Fixture fixture;
  Walker walker;
  GRand *rand;
  AnnalsBitset *matches;
} Picture;

static void
set_up (Picture *picture, gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  AnnalsTimeline *timeline;

  g_test_message ("seed %u", seed);
  picture->rand = g_rand_new_with_seed (seed);
  timeline = random_timeline (picture->rand, GPOINTER_TO_UINT (data), g_rand_boolean (picture->rand));
  picture->matches = annals_bitset_new (N_EVENTS);
  for (guint event = 0; event < N_EVENTS; event++)
    if (g_rand_boolean (picture->rand))
      annals_bitset_add (picture->matches, event);
  fixture_init (&picture->fixture, timeline, ANNALS_THEME_LIGHT, 0, 1e9, WALKER_WIDTH, 700);
  walker_init (&picture->walker, &picture->fixture, NULL, NULL);
}

static void
tear_down (Picture *picture, gconstpointer data)
{
  walker_clear (&picture->walker);
  fixture_clear (&picture->fixture);
  annals_bitset_unref (picture->matches);
  g_rand_free (picture->rand);
}

/* Anywhere, at any scale from minutes to decades, in a window of any width. */
static AnnalsScene *
look_anywhere (Picture *picture)
{
  AnnalsFrame *frame = &picture->fixture.frame;
  AnnalsView view = { 0 };

  frame->width = g_rand_int_range (picture->rand, 500, 2200);
  view.width_px = frame->width - frame->names_width;
  view.seconds_per_pixel = exp2 (g_rand_double_range (picture->rand, 2, 22));
  view.center_s = g_rand_double_range (picture->rand, 5e8, 1.9e9);
  if (g_rand_boolean (picture->rand))
    view.center_s = annals_instant_from_civil (2018, 6, 1, 0, 0, 0)
                    + g_rand_double_range (picture->rand, -1, 1) * 300 * view.seconds_per_pixel;
  walker_look (&picture->walker, &view);
  annals_text_cache_begin_frame (picture->fixture.text, 0);

  return annals_scene_build (frame);
}

/* Without a search and with one, with its matches alone, and with something selected. */
static void
set_state (Picture *picture, guint state)
{
  AnnalsFrame *frame = &picture->fixture.frame;

  frame->matches = state % 3 > 0 ? picture->matches : NULL;
  frame->hides_others = state % 3 == 2;
  frame->selection
    = state % 2 == 1 ? (guint) g_rand_int_range (picture->rand, 0, N_FEW) : ANNALS_NO_EVENT;
  picture->walker.matches = frame->matches;
  annals_counts_unref (picture->fixture.counts);
  picture->fixture.counts = annals_counts_new (picture->fixture.grouping, frame->matches);
  frame->counts = picture->fixture.counts;
}

static gboolean
overlap (const graphene_rect_t *a, const graphene_rect_t *b)
{
  graphene_rect_t common;

  return graphene_rect_intersection (a, b, &common) && common.size.width > 0.5
         && common.size.height > 0.5;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const AnnalsHit *first = a, *second = b;

  return first->box.origin.x < second->box.origin.x
           ? -1
           : first->box.origin.x > second->box.origin.x;
}

/* Boxes of events, with their words, are apart. */
static void
test_no_overlap (Picture *picture, gconstpointer data)
{
  for (guint i = 0; i < N_VIEWS; i++)
    {
      g_autoptr (AnnalsScene) scene = NULL;
      g_autofree AnnalsHit *hits = NULL;
      const AnnalsHit *all;
      guint n;

      set_state (picture, i);
      scene = look_anywhere (picture);
      all = annals_scene_get_hits (scene, &n);
      hits = g_memdup2 (all, n * sizeof *hits);
      qsort (hits, n, sizeof *hits, compare_hits);
      for (guint a = 0; a < n; a++)
        for (guint b = a + 1; hits[a].kind == ANNALS_HIT_EVENT && b < n
                              && hits[b].box.origin.x < hits[a].box.origin.x + hits[a].box.size.width;
             b++)
          if (hits[b].kind == ANNALS_HIT_EVENT && overlap (&hits[a].box, &hits[b].box))
            g_error ("“%s” and “%s” overlap at %g s/px",
                     annals_timeline_get_event_date (picture->fixture.timeline, hits[a].event),
                     annals_timeline_get_event_date (picture->fixture.timeline, hits[b].event),
                     picture->fixture.frame.view.seconds_per_pixel);
    }
}

/* The row that the middle of a box stands in. */
static guint
get_row (const AnnalsFrame *frame, guint lane, const graphene_rect_t *box)
{
  const AnnalsLane *at = &frame->lanes->lanes[lane];
  double y = box->origin.y + box->size.height / 2 - frame->axis_height;
  guint row = 0;

  while (row + 1 < at->n_rows && y >= at->row_y[row + 1])
    row++;

  return row;
}

/* A row is a fact of the octave: not of the part in view, the search, what is selected, the window. */
static void
test_rows (Picture *picture, gconstpointer data)
{
  g_autoptr (GHashTable) rows_seen = g_hash_table_new (NULL, NULL);
  guint n_again = 0;

  for (guint i = 0; i < N_VIEWS; i++)
    {
      const AnnalsFrame *frame = &picture->fixture.frame;
      g_autoptr (AnnalsScene) scene = NULL;
      const AnnalsHit *hits;
      guint n;

      set_state (picture, i);
      scene = look_anywhere (picture);
      hits = annals_scene_get_hits (scene, &n);
      for (guint h = 0; h < n; h++)
        {
          gpointer key = GUINT_TO_POINTER (
            (guint) (annals_rows_get_octave (frame->rows) + 64) << 20 | hits[h].event);
          guint row, before;

          if (hits[h].kind != ANNALS_HIT_EVENT)
            continue;
          row = get_row (frame, hits[h].lane, &hits[h].box);
          before = GPOINTER_TO_UINT (g_hash_table_lookup (rows_seen, key));
          if (before > 0)
            g_assert_cmpuint (row + 1, ==, before);
          n_again += before > 0;
          g_hash_table_insert (rows_seen, key, GUINT_TO_POINTER (row + 1));
        }
    }
  g_assert_cmpuint (n_again, >, 200);
}

/* What is selected and found no row is in one row of its octave, too, wherever the view is. */
static void
test_selected_rows (Picture *picture, gconstpointer data)
{
  AnnalsFrame *frame = &picture->fixture.frame;
  AnnalsGrouping *grouping = picture->fixture.grouping;
  AnnalsView view = { .width_px = WALKER_WIDTH - frame->names_width };
  int n_events = (int) annals_timeline_get_n_events (picture->fixture.timeline);
  guint n_again = 0;

  frame->width = WALKER_WIDTH;
  for (guint i = 0; i < 4 * N_VIEWS; i++)
    {
      guint event = (guint) g_rand_int_range (picture->rand, 0, n_events);
      guint lane = annals_grouping_get_lane_of (grouping, event);
      double coarsest = exp2 (g_rand_int_range (picture->rand, 8, 23));
      int row_before = -1;

      for (guint j = 0; j < 4 && lane != G_MAXUINT; j++)
        {
          g_autoptr (AnnalsScene) scene = NULL;
          graphene_rect_t box;
          guint placed_lane, placed_row;
          AnnalsLabelSide side;
          int row;

          view.seconds_per_pixel = coarsest * g_rand_double_range (picture->rand, 0.51, 1);
          view.center_s = annals_grouping_get_anchor (grouping, event)
                          + g_rand_double_range (picture->rand, -0.4, 0.4) * view.width_px
                              * view.seconds_per_pixel;
          walker_look (&picture->walker, &view);
          frame->selection = event;
          if (annals_rows_find (frame->rows, event, &placed_lane, &placed_row, &side))
            break;
          annals_text_cache_begin_frame (picture->fixture.text, 0);
          scene = annals_scene_build (frame);
          if (!annals_scene_find_event (scene, event, &box) || box.size.width < 1)
            continue; /* a line alone tells where it is */
          row = (int) get_row (frame, lane, &box);
          g_assert_true (row_before < 0 || row == row_before);
          n_again += row_before >= 0;
          row_before = row;
        }
    }
  g_test_message ("%u looks at a row again", n_again);
  g_assert_cmpuint (n_again, >, 20);
}

/* Every number in the picture is that of the events it stands for, one by one. */
static void
test_counts (Picture *picture, gconstpointer data)
{
  guint n_counts = 0, n_edges = 0;

  for (guint i = 0; i < N_VIEWS / 4; i++)
    {
      const AnnalsFrame *frame = &picture->fixture.frame;
      g_autoptr (AnnalsScene) scene = NULL;
      const AnnalsHit *hits;
      guint n;

      set_state (picture, i);
      scene = look_anywhere (picture);
      hits = annals_scene_get_hits (scene, &n);
      for (guint h = 0; h < n; h++)
        if (hits[h].kind == ANNALS_HIT_COUNT || hits[h].kind == ANNALS_HIT_PLUS)
          {
            g_autoptr (GArray) told = walker_get_told (&picture->walker, &hits[h]);

            g_assert_cmpuint (hits[h].count, ==, told->len);
            n_counts++;
          }
        else if (hits[h].kind == ANNALS_HIT_EARLIER || hits[h].kind == ANNALS_HIT_LATER)
          {
            gboolean is_earlier = hits[h].kind == ANNALS_HIT_EARLIER;
            double edge_s
              = annals_view_instant (&frame->view, is_earlier ? 0 : frame->view.width_px);
            guint n_in_lane, count = 0;
            const guint32 *events = annals_grouping_get_lane_events (picture->fixture.grouping,
                                                                     hits[h].lane, &n_in_lane);

            for (guint k = 0; k < n_in_lane; k++)
              {
                const AnnalsSpan *span
                  = annals_timeline_get_event_span (picture->fixture.timeline, events[k]);

                if (frame->matches == NULL || annals_bitset_contains (frame->matches, events[k]))
                  count += is_earlier ? annals_span_get_latest (span) <= edge_s
                                      : annals_span_get_earliest (span) >= edge_s;
              }
            g_assert_cmpuint (hits[h].count, ==, count);
            n_edges++;
          }
    }
  g_assert_cmpuint (n_counts, >, 10);
  g_assert_cmpuint (n_edges, >, 10);
}

/* Every match in view is there, or a number tells of it: where the others are dimmed, and where they are
 * hidden. */
static void
test_every_match (Picture *picture, gconstpointer data)
{
  guint n_events = annals_timeline_get_n_events (picture->fixture.timeline);
  guint n_shown = 0, n_told = 0;

  for (guint i = 0; i < N_VIEWS; i++)
    {
      const AnnalsFrame *frame = &picture->fixture.frame;
      g_autofree guint8 *is_told = g_new0 (guint8, n_events);
      g_autoptr (AnnalsScene) scene = NULL;
      const AnnalsHit *hits;
      guint n;

      set_state (picture, 3 * i + 1 + i % 2);
      scene = look_anywhere (picture);
      hits = annals_scene_get_hits (scene, &n);
      for (guint h = 0; h < n; h++)
        if (hits[h].kind == ANNALS_HIT_COUNT || hits[h].kind == ANNALS_HIT_PLUS)
          {
            g_autoptr (GArray) told = walker_get_told (&picture->walker, &hits[h]);

            for (guint k = 0; k < told->len; k++)
              is_told[g_array_index (told, guint32, k)] = 1;
          }
        else if (hits[h].kind == ANNALS_HIT_EVENT)
          is_told[hits[h].event] = 2;
      for (guint event = 0; event < n_events; event++)
        {
          double x = annals_view_x (&frame->view,
                                    annals_grouping_get_anchor (picture->fixture.grouping, event));

          /* A number may stand a little beside what it tells, a "+n" after the longest words. */
          if (!annals_bitset_contains (frame->matches, event) || x < 200
              || x > frame->view.width_px - 900
              || annals_grouping_get_lane_of (picture->fixture.grouping, event) == G_MAXUINT)
            continue;
          if (is_told[event] == 0)
            g_error ("Nothing tells of %u, %s, at %g s/px", event,
                     annals_timeline_get_event_date (picture->fixture.timeline, event),
                     frame->view.seconds_per_pixel);
          n_shown += is_told[event] == 2;
          n_told += is_told[event] == 1;
        }
    }
  /* Many are all in bands. */
  g_assert_cmpuint (GPOINTER_TO_UINT (data) == N_FEW ? n_shown : n_told, >, 20);
}

/* --- Labels --- */

/* Any but the "?" of a date. */
static gboolean
has_words (const GArray *words, const graphene_rect_t *box)
{
  for (guint i = 0; i < words->len; i++)
    {
      graphene_point_t middle;

      graphene_rect_get_center (&g_array_index (words, graphene_rect_t, i), &middle);
      if (graphene_rect_contains_point (box, &middle)
          && g_array_index (words, graphene_rect_t, i).size.width > 10)
        return TRUE;
    }

  return FALSE;
}

/* An event has its words or has not: at every place and scale of an octave where they find room in the
 * window. */
static void
test_labels (Picture *picture, gconstpointer data)
{
  const AnnalsFrame *frame = &picture->fixture.frame;
  guint n_labelled = 0, n_bare = 0;

  for (guint i = 0; i < N_VIEWS; i++)
    {
      g_autoptr (AnnalsScene) scene = look_anywhere (picture);
      g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
      const AnnalsHit *hits;
      guint n;

      fixture_find_words (annals_scene_get_node (scene), 0, 0, words);
      hits = annals_scene_get_hits (scene, &n);
      for (guint h = 0; h < n; h++)
        {
          double right = hits[h].box.origin.x + hits[h].box.size.width;
          guint lane, row;
          AnnalsLabelSide side;

          if (hits[h].kind != ANNALS_HIT_EVENT
              || hits[h].box.origin.x < frame->names_width + frame->metrics.label_max
              || right > frame->width - frame->metrics.label_max)
            continue;
          g_assert_true (annals_rows_find (frame->rows, hits[h].event, &lane, &row, &side));
          if (has_words (words, &hits[h].box) != (side != ANNALS_LABEL_NONE))
            g_error ("“%s”, %s, at %g, %g, %g wide has words or has not; its label is %d, %g s/px",
                     annals_timeline_get_event_title (picture->fixture.timeline, hits[h].event),
                     annals_timeline_get_event_date (picture->fixture.timeline, hits[h].event),
                     hits[h].box.origin.x, hits[h].box.origin.y, hits[h].box.size.width, (int) side,
                     frame->view.seconds_per_pixel);
          g_assert_false (hits[h].is_ellipsised);
          n_labelled += side != ANNALS_LABEL_NONE;
          n_bare += side == ANNALS_LABEL_NONE;
        }
    }
  g_assert_cmpuint (n_labelled, >, 100);
  g_assert_cmpuint (n_bare, >, 10);
}

/* The words of a long bar, wherever the view stands on it; cut, they say so. */
static void
test_long_bar (void)
{
  static const FixtureEvent events[] = {
    { "bar", "The years of the long negotiations", "2000-01-01/2019-12-31", ANNALS_KIND_PERIOD,
      ANNALS_CERTAINTY_ESTABLISHED, 2 },
    { "after", "After", "2021-06-01", ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 3 },
    { "wide",
      "A title so long that no octave has room for all of its words, since what is kept for words is "
      "bounded whatever they say",
      "2022-06-01", ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 2 },
  };
  Fixture fixture;
  guint n_cut = 0;

  fixture_init (&fixture, fixture_timeline (events, G_N_ELEMENTS (events), NULL), ANNALS_THEME_LIGHT,
                annals_instant_from_civil (2010, 1, 1, 0, 0, 0),
                annals_instant_from_civil (2011, 1, 1, 0, 0, 0), 136 + 730, 300);
  for (double year = 1999.2; year < 2020.8; year += 0.07)
    {
      g_autoptr (AnnalsScene) scene = NULL;
      g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
      graphene_rect_t box;
      AnnalsHit hit;
      double left, right;

      fixture.frame.view.center_s = (year - 1970) * 365.2425 * DAY;
      left = MAX (136, annals_view_x (&fixture.frame.view, 946684800.0) + 136);
      right = MIN (136 + 730, annals_view_x (&fixture.frame.view, 1577836800.0) + 136);
      annals_text_cache_begin_frame (fixture.text, 0);
      scene = annals_scene_build (&fixture.frame);
      if (right - left < fixture.frame.metrics.label_min + 2 * 8)
        continue;
      g_assert_true (annals_scene_find_event (scene, 0, &box));
      fixture_find_words (annals_scene_get_node (scene), 0, 0, words);
      g_assert_true (has_words (words, &box));
      hit = annals_scene_hit (scene, (left + right) / 2, box.origin.y + box.size.height / 2);
      g_assert_cmpuint (hit.event, ==, 0);
      g_assert_cmpint (hit.is_ellipsised, ==, right - left < 180 ? TRUE : hit.is_ellipsised);
      if (right - left > 300)
        g_assert_false (hit.is_ellipsised);
      n_cut += hit.is_ellipsised;
    }
  g_assert_cmpuint (n_cut, >, 2);

  /* What is cut for good says so, too. */
  fixture.frame.view.center_s = annals_instant_from_civil (2022, 5, 1, 0, 0, 0);
  {
    g_autoptr (AnnalsScene) scene = annals_scene_build (&fixture.frame);
    const AnnalsHit *hits;
    guint n, n_wide = 0;

    hits = annals_scene_get_hits (scene, &n);
    for (guint h = 0; h < n; h++)
      if (hits[h].kind == ANNALS_HIT_EVENT && hits[h].event == 2)
        {
          g_assert_true (hits[h].is_ellipsised);
          n_wide++;
        }
    g_assert_cmpuint (n_wide, ==, 1);
  }
  fixture_clear (&fixture);
}

/* --- What a frame costs --- */

static guint
count_nodes (GskRenderNode *node)
{
  guint n = 1;

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      n += count_nodes (gsk_container_node_get_child (node, i));
  else if (gsk_render_node_get_node_type (node) == GSK_CLIP_NODE)
    n += count_nodes (gsk_clip_node_get_child (node));
  else if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    n += count_nodes (gsk_transform_node_get_child (node));

  return n;
}

/* Decades zoomed to a day, or to an hour, cost no more nodes than the view of all. */
static void
test_cost (Picture *picture, gconstpointer data)
{
  AnnalsView view = { .width_px = WALKER_WIDTH - 136 };
  guint n_all = 0;

  picture->fixture.frame.width = WALKER_WIDTH;
  for (double seconds = 40 * 365 * DAY; seconds > 3600; seconds /= 7)
    {
      g_autoptr (AnnalsScene) scene = NULL;
      guint n;

      view.center_s = annals_instant_from_civil (2018, 6, 12, 9, 0, 0);
      view.seconds_per_pixel = seconds / view.width_px;
      walker_look (&picture->walker, &view);
      annals_text_cache_begin_frame (picture->fixture.text, 0);
      scene = annals_scene_build (&picture->fixture.frame);
      n = count_nodes (annals_scene_get_node (scene));
      g_test_message ("%.2f days: %u nodes", seconds / DAY, n);
      if (n_all == 0)
        n_all = n;
      g_assert_cmpuint (n, <, 2 * n_all);
      g_assert_cmpuint (n, >, 20);
    }
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
#define ADD_OF(name, n, func) \
  g_test_add ("/scene/picture/" name, Picture, GUINT_TO_POINTER (n), set_up, func, tear_down)
#define ADD(name, func)                  \
  ADD_OF (name "/many", N_EVENTS, func); \
  ADD_OF (name "/few", N_FEW, func)
  ADD ("no-overlap", test_no_overlap);
  ADD ("rows", test_rows);
  ADD ("selected-rows", test_selected_rows);
  ADD ("counts", test_counts);
  ADD ("every-match", test_every_match);
  ADD_OF ("labels/few", N_FEW, test_labels);
  ADD_OF ("cost/many", N_EVENTS, test_cost);
  g_test_add_func ("/scene/picture/long-bar", test_long_bar);

  return g_test_run ();
}
