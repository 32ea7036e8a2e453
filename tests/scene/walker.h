/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader who follows every count to its events: from all of a timeline inwards, by the hit boxes
 * of real scenes and by what a click on them leads to. No event may be out of reach. */
#pragma once

#include "fixture.h"
#include "view/way-in.h"

#define WALKER_WIDTH 1280
/* Under the lanes: the names of eras stand there. */
#define WALKER_FOOT 40
/* A window's list of labels is not shaped anew for every step. */
#define WALKER_BUDGET 8

typedef struct
{
  Fixture *fixture;
  AnnalsBitset *matches;          /* (nullable): those alone are looked for */
  AnnalsArrangement *arrangement; /* (nullable) */
  GHashTable *rows, *lanes;       /* by octave */
  gboolean trusts_counts; /* in large timelines: what a count tells is not looked up one by one */
  guint8 *reached;
  guint n_frames, n_lists, n_pans, n_covered, deepest; /* covered: counts that no hand finds */
} Walker;

static inline void
walker_init (Walker *walker,
             Fixture *fixture,
             AnnalsBitset *matches,
             AnnalsArrangement *arrangement)
{
  *walker = (Walker){ .fixture = fixture, .matches = matches, .arrangement = arrangement };
  walker->rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)annals_rows_unref);
  walker->lanes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  walker->reached = g_new0 (guint8, annals_timeline_get_n_events (fixture->timeline) + 1);
  annals_counts_unref (fixture->counts);
  fixture->counts = annals_counts_new (fixture->grouping, matches);
  fixture->frame.counts = fixture->counts;
  fixture->frame.matches = matches;
  fixture->frame.hides_others = TRUE;
}

static inline void
walker_clear (Walker *walker)
{
  g_hash_table_unref (walker->rows);
  g_hash_table_unref (walker->lanes);
  g_free (walker->reached);
  walker->fixture->frame.rows = walker->fixture->rows;
  walker->fixture->frame.lanes = walker->fixture->lanes;
}

/* In a window that is as high as all lanes: to scroll is no way in. */
static inline void
walker_look (Walker *walker, const AnnalsView *view)
{
  AnnalsFrame *frame = &walker->fixture->frame;
  int octave = annals_octave_of (view->seconds_per_pixel);
  gpointer key = GINT_TO_POINTER (octave + 100);
  AnnalsRows *rows = g_hash_table_lookup (walker->rows, key);

  if (rows == NULL)
    {
      g_autofree double *heights = annals_scene_measure_lane_names (
          walker->fixture->grouping, walker->fixture->text, frame->names_width);

      rows = annals_rows_new (walker->fixture->grouping, octave, &frame->metrics,
                              walker->fixture->label_widths, NULL, NULL, NULL);
      g_hash_table_insert (walker->rows, key, rows);
      g_hash_table_insert (
          walker->lanes, key,
          annals_lanes_new (rows, walker->arrangement, &frame->metrics, heights, 600));
    }
  frame->rows = rows;
  frame->lanes = g_hash_table_lookup (walker->lanes, key);
  frame->view = *view;
  frame->view.height_px = frame->lanes->height + WALKER_FOOT;
  frame->height = frame->axis_height + frame->view.height_px;
  walker->n_frames++;
}

static inline AnnalsShown
walker_get_shown (Walker *walker)
{
  const AnnalsFrame *frame = &walker->fixture->frame;

  return (AnnalsShown){ frame->rows, frame->lanes, frame->counts, frame->matches, &frame->view };
}

/* The events that a count or a "+n" tells, worked out another way than the click does: by looking
 * at each of the lane's. */
static inline GArray *
walker_get_told (Walker *walker, const AnnalsHit *hit)
{
  const AnnalsFrame *frame = &walker->fixture->frame;
  AnnalsGrouping *grouping = walker->fixture->grouping;
  const AnnalsLane *at = &frame->lanes->lanes[hit->lane];
  GArray *told;
  const guint32 *events;
  guint n;

  told = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (hit->kind == ANNALS_HIT_PLUS)
    {
      events = annals_rows_get_plus_events (frame->rows, hit->event, &n);
      for (guint i = 0; i < n; i++)
        if (walker->matches == NULL || annals_bitset_contains (walker->matches, events[i]))
          g_array_append_val (told, events[i]);
      /* Where none of them matches, it tells of all the others. */
      if (told->len == 0)
        g_array_append_vals (told, events, n);
      return told;
    }
  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    {
      if (frame->lanes->lanes[lane].line != hit->lane)
        continue;
      if (walker->trusts_counts && (at->is_folded || at->band_height > 0))
        {
          g_autoptr (GArray) found = annals_counts_get_events (frame->counts, lane, hit->begin_s,
                                                               hit->end_s, G_MAXUINT);

          g_array_append_vals (told, found->data, found->len);
          continue;
        }
      if (at->is_folded || at->band_height > 0)
        events = annals_grouping_get_lane_events (grouping, lane, &n);
      else
        events = annals_rows_get_unplaced (frame->rows, lane, &n);
      for (guint i = 0; i < n; i++)
        {
          double at_s = annals_grouping_get_anchor (grouping, events[i]);

          if (at_s >= hit->begin_s && at_s < hit->end_s
              && (walker->matches == NULL || annals_bitset_contains (walker->matches, events[i])))
            g_array_append_val (told, events[i]);
        }
    }

  return told;
}

static inline gboolean
walker_has_unreached (Walker *walker, const GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    if (!walker->reached[g_array_index (events, guint32, i)])
      return TRUE;

  return FALSE;
}

/* Does a zoom that nears part what begins at different instants? */
static inline gboolean
walker_could_near (Walker *walker, const GArray *listed)
{
  const AnnalsView *view = &walker->fixture->frame.view;
  double first_s = INFINITY, last_s = -INFINITY;

  for (guint i = 0; i < listed->len; i++)
    {
      double at_s = annals_grouping_get_anchor (walker->fixture->grouping,
                                                g_array_index (listed, guint32, i));

      first_s = fmin (first_s, at_s);
      last_s = fmax (last_s, at_s);
    }

  return last_s > first_s && (last_s - first_s) * 2 < view->width_px * view->seconds_per_pixel
         && view->seconds_per_pixel > ANNALS_SECONDS_PER_PIXEL_MIN * 2;
}

static inline void
walker_list (Walker *walker, const AnnalsHit *hit, const GArray *told, const GArray *listed)
{
  /* A "+n" lists its neighbour too, unless the search is for others alone. */
  gboolean has_host = hit->kind == ANNALS_HIT_PLUS
                      && (walker->matches == NULL
                          || annals_bitset_contains (walker->matches, hit->event)
                          || !annals_bitset_contains (walker->matches,
                                                      g_array_index (told, guint32, 0)));

  g_assert_cmpuint (listed->len, ==, told->len + has_host);
  for (guint i = 0; i < listed->len; i++)
    walker->reached[g_array_index (listed, guint32, i)] = TRUE;
  g_assert_false (walker_has_unreached (walker, told));
  g_assert_false (walker_could_near (walker, listed));
  walker->n_lists++;
}

static inline void
walker_tell_unreached (Walker *walker,
                       const GArray *told,
                       const AnnalsHit *hit,
                       const AnnalsWayIn *way)
{
  for (guint i = 0; i < told->len; i++)
    if (!walker->reached[g_array_index (told, guint32, i)])
      g_test_message ("%u events in %f … %f led to %f … %f, without %u, %s", hit->count,
                      hit->begin_s, hit->end_s, way->begin_s, way->end_s,
                      g_array_index (told, guint32, i),
                      annals_timeline_get_event_date (walker->fixture->timeline,
                                                      g_array_index (told, guint32, i)));
}

static inline void walker_walk (Walker *walker, const AnnalsView *view, guint depth);

static inline void
walker_follow (Walker *walker, const AnnalsView *view, const AnnalsHit *hit, guint depth)
{
  g_autoptr (GArray) told = NULL;
  g_auto (AnnalsWayIn) way = { 0 };
  AnnalsShown shown;
  gboolean leads_on;

  walker_look (walker, view); /* what was looked at in between is another octave's */
  walker->n_frames--;
  told = walker_get_told (walker, hit);
  g_assert_cmpuint (told->len, ==, hit->count);
  if (!walker_has_unreached (walker, told))
    return;

  shown = walker_get_shown (walker);
  leads_on = hit->kind == ANNALS_HIT_PLUS
                 ? annals_way_in_through_plus (&way, &shown, hit->event)
                 : annals_way_in_through_count (&way, &shown, hit->lane, hit->begin_s, hit->end_s);
  g_assert_true (leads_on);
  if (way.events != NULL)
    {
      walker_list (walker, hit, told, way.events);
    }
  else
    {
      AnnalsView nearer = *view;

      nearer.center_s = way.begin_s + (way.end_s - way.begin_s) / 2;
      nearer.seconds_per_pixel = (way.end_s - way.begin_s) / view->width_px;
      g_assert_cmpfloat (nearer.seconds_per_pixel, <, view->seconds_per_pixel / 1.2);
      g_assert_cmpfloat (nearer.seconds_per_pixel, >=, ANNALS_SECONDS_PER_PIXEL_MIN * 0.999);
      walker_walk (walker, &nearer, depth + 1);
      /* A "+n" stands after the words of its event: a pan brings it in where the view ends before. */
      if (walker_has_unreached (walker, told))
        {
          nearer.center_s += nearer.seconds_per_pixel * nearer.width_px / 3;
          walker_walk (walker, &nearer, depth + 1);
          walker->n_pans++;
        }
    }
  walker_tell_unreached (walker, told, hit, &way);
  g_assert_false (walker_has_unreached (walker, told));
}

/* Does the hand find it anywhere between left and right? */
static inline gboolean
walker_can_hit (AnnalsScene *scene, const AnnalsHit *sought, double left, double right)
{
  double y = sought->box.origin.y + sought->box.size.height / 2;

  for (guint i = 0; i < 16; i++)
    {
      AnnalsHit hit = annals_scene_hit (scene, left + (i + 0.5) / 16 * (right - left), y);

      if (hit.kind == sought->kind && hit.lane == sought->lane && hit.begin_s == sought->begin_s
          && hit.event == sought->event)
        return TRUE;
    }

  return FALSE;
}

/* Everything in view, then every count in view. */
static inline void
walker_walk (Walker *walker, const AnnalsView *view, guint depth)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (AnnalsHit));
  const AnnalsFrame *frame = &walker->fixture->frame;

  walker->deepest = MAX (walker->deepest, depth);
  walker_look (walker, view);
  annals_text_cache_begin_frame (walker->fixture->text, WALKER_BUDGET);
  {
    g_autoptr (AnnalsScene) scene = annals_scene_build (frame);
    guint n;
    const AnnalsHit *hits = annals_scene_get_hits (scene, &n);

    for (guint i = 0; i < n; i++)
      {
        double left = MAX (hits[i].box.origin.x, frame->names_width);
        double right = MIN (hits[i].box.origin.x + hits[i].box.size.width, frame->width);

        if (right - left < 1)
          continue;
        if (hits[i].kind == ANNALS_HIT_EVENT)
          walker->reached[hits[i].event] = TRUE;
        if (hits[i].kind != ANNALS_HIT_COUNT && hits[i].kind != ANNALS_HIT_PLUS)
          continue;
        if (walker_can_hit (scene, &hits[i], left, right))
          g_array_append_val (counts, hits[i]);
        else
          walker->n_covered++;
      }
  }
  for (guint i = 0; i < counts->len; i++)
    walker_follow (walker, view, &g_array_index (counts, AnnalsHit, i), depth);
}

/* From the view of all. How many events were not reached. */
static inline guint
walker_run (Walker *walker)
{
  AnnalsGrouping *grouping = walker->fixture->grouping;
  AnnalsTimeline *timeline = walker->fixture->timeline;
  AnnalsFrame *frame = &walker->fixture->frame;
  AnnalsView view = { .width_px = WALKER_WIDTH - frame->names_width };
  double begin_s, end_s;
  guint n_missed = 0;

  frame->width = WALKER_WIDTH;
  annals_overview_get_range (timeline, &begin_s, &end_s);
  view.center_s = begin_s + (end_s - begin_s) / 2;
  view.seconds_per_pixel = (end_s - begin_s) / view.width_px;
  walker_walk (walker, &view, 0);

  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    if (!walker->reached[event] && annals_grouping_get_lane_of (grouping, event) != G_MAXUINT
        && (walker->matches == NULL || annals_bitset_contains (walker->matches, event)))
      {
        if (n_missed++ < 5)
          g_test_message ("out of reach: %u, %s", event,
                          annals_timeline_get_event_date (timeline, event));
      }

  return n_missed;
}
