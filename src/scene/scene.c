/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: painters in their order, from the ground up, and the boxes that they leave. */
#include "scene/scene.h"

#include <math.h>

#include "scene/hits.h"
#include "scene/paint-axis.h"
#include "scene/painter.h"

struct _AnnalsScene
{
  gatomicrefcount ref_count;
  GskRenderNode *node;
  AnnalsHits *hits;
  GArray *cited; /* of AnnalsCited */
};

static void
init_painter (AnnalsPainter *painter, const AnnalsFrame *frame)
{
  double as_of_s = annals_timeline_get_as_of_s (frame->timeline);

  *painter = (AnnalsPainter){ .frame = frame, .selected = -1 };
  painter->store = annals_text_cache_get_store (frame->text);
  painter->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
  painter->hits = g_array_new (FALSE, FALSE, sizeof (AnnalsHitBox));
  painter->band_hits = g_array_new (FALSE, FALSE, sizeof (AnnalsHit));
  painter->items = g_array_new (FALSE, FALSE, sizeof (AnnalsItem));
  painter->cited = g_array_new (FALSE, FALSE, sizeof (AnnalsCited));
  painter->plot_x = frame->names_width;
  painter->plot_y = frame->axis_height;
  painter->plot_right = MAX (frame->width, frame->names_width);
  painter->plot_bottom = MAX (frame->height, frame->axis_height);
  painter->lanes_y = frame->axis_height - frame->view.scroll_px;
  painter->as_of_x
      = frame->shows_as_of && !isnan (as_of_s) ? annals_painter_x (painter, as_of_s) : NAN;
  painter->today_x = isnan (frame->today_s) ? NAN : annals_painter_x (painter, frame->today_s);
  painter->ticks = annals_ticks_new (&frame->view, annals_axis_measure_label, frame->text);
}

static void
clear_painter (AnnalsPainter *painter)
{
  g_ptr_array_unref (painter->nodes);
  g_array_unref (painter->hits);
  g_array_unref (painter->band_hits);
  g_array_unref (painter->items);
  g_free (painter->lane_items);
  annals_ticks_free (painter->ticks);
}

static void
paint_events (AnnalsPainter *painter)
{
  annals_paint_bodies (painter);
  annals_paint_plates (painter);
  annals_paint_marks (painter);
  annals_paint_labels (painter);
}

/* What is drawn in the plot, under the lane names and the axis. past (nullable): a glide is under
 * way: what was only in the picture before goes, what is only in this one comes. */
static void
paint_plot (AnnalsPainter *painter, AnnalsPainter *past)
{
  double progress = past != NULL ? painter->frame->progress : 1;
  guint from = painter->nodes->len;
  guint fading = from;

  if (past != NULL)
    {
      annals_paint_count_bands (past);
      paint_events (past);
      annals_paint_unplaced (past);
      annals_painter_fade_since (painter, fading, 1 - progress);
    }
  fading = painter->nodes->len;
  annals_paint_count_bands (painter);
  if (past != NULL)
    annals_painter_fade_since (painter, fading, progress);
  annals_paint_lines (painter);
  annals_paint_bodies (painter);
  annals_paint_plumb_line (painter);
  annals_paint_links (painter);
  annals_paint_plates (painter);
  annals_paint_marks (painter);
  annals_paint_labels (painter);
  fading = painter->nodes->len;
  if (past != NULL)
    {
      painter->paints_coming = TRUE;
      paint_events (painter);
      painter->paints_coming = FALSE;
    }
  annals_paint_unplaced (painter);
  if (past != NULL)
    annals_painter_fade_since (painter, fading, progress);
  annals_paint_edge_counts (painter);
  annals_paint_link_types (painter);
  annals_painter_clip_since (painter, from, painter->plot_x, painter->plot_y - 1,
                             painter->plot_right - painter->plot_x,
                             painter->plot_bottom - painter->plot_y + 1);
}

static void
paint_names (AnnalsPainter *painter, AnnalsPainter *past)
{
  const AnnalsGlide *glide = painter->frame->glide;
  guint from = painter->nodes->len;
  guint fading;
  g_autofree guint8 *stays = NULL;
  g_autofree guint8 *comes = NULL;
  g_autofree guint8 *stayed = NULL;

  annals_paint_names_edge (painter);
  if (past == NULL)
    {
      annals_paint_lane_names (painter);
      annals_paint_band_scales (painter);
    }
  else
    {
      guint n = painter->frame->lanes->n_lanes;

      stays = g_new0 (guint8, n + 1);
      comes = g_new0 (guint8, n + 1);
      stayed = g_new0 (guint8, past->frame->lanes->n_lanes + 1);
      for (guint lane = 0; lane < n; lane++)
        {
          guint before = lane < glide->n_lanes ? glide->lanes_before[lane] : G_MAXUINT;

          stays[lane] = before < past->frame->lanes->n_lanes;
          comes[lane] = !stays[lane];
          if (stays[lane])
            stayed[before] = TRUE;
        }
      fading = painter->nodes->len;
      past->lane_skips = stayed;
      annals_paint_lane_names (past);
      annals_paint_band_scales (past);
      annals_painter_fade_since (painter, fading, 1 - painter->frame->progress);
      painter->lane_skips = comes;
      annals_paint_lane_names (painter);
      fading = painter->nodes->len;
      painter->lane_skips = stays;
      annals_paint_lane_names (painter);
      annals_paint_band_scales (painter);
      annals_painter_fade_since (painter, fading, painter->frame->progress);
      painter->lane_skips = past->lane_skips = NULL;
    }
  annals_painter_clip_since (painter, from, 0, painter->plot_y, painter->plot_x,
                             painter->plot_bottom - painter->plot_y);
}

/* The frame of the picture before, as far as it still shows: nothing in it is pointed at. */
static void
init_past (AnnalsFrame *past, const AnnalsFrame *frame, const AnnalsLanes *lanes)
{
  const AnnalsGlide *glide = frame->glide;

  *past = *frame;
  past->rows = glide->rows;
  past->lanes = lanes;
  past->timeline = annals_grouping_get_timeline (annals_rows_get_grouping (glide->rows));
  past->counts = NULL; /* they are of the lanes now */
  past->glide = NULL;
  past->hovered = past->focused = ANNALS_NO_EVENT;
  if (glide->difference != NULL)
    {
      past->selection = past->current_match = ANNALS_NO_EVENT;
      past->matches = NULL;
      past->label_widths = NULL; /* they are of the events now */
    }
}

/* Shares all but the events and where they can be hit. */
static void
init_past_painter (AnnalsPainter *past, const AnnalsPainter *painter, const AnnalsFrame *frame)
{
  *past = *painter;
  past->frame = frame;
  past->hits = g_array_new (FALSE, FALSE, sizeof (AnnalsHitBox));
  past->band_hits = g_array_new (FALSE, FALSE, sizeof (AnnalsHit));
  past->items = g_array_new (FALSE, FALSE, sizeof (AnnalsItem));
  past->lane_items = NULL;
  past->selected = -1;
}

static void
clear_past_painter (AnnalsPainter *past)
{
  g_array_unref (past->hits);
  g_array_unref (past->band_hits);
  g_array_unref (past->items);
  g_free (past->lane_items);
}

static void
paint (AnnalsPainter *painter, AnnalsPainter *past)
{
  annals_paint_ground (painter);
  paint_plot (painter, past);
  annals_paint_range (painter);
  paint_names (painter, past);
  annals_paint_axis (painter);
}

/* The picture on its way from the one before. */
static void
paint_gliding (AnnalsPainter *painter)
{
  const AnnalsFrame *frame = painter->frame;
  g_autofree AnnalsLanes *lanes
      = annals_glide_get_lanes (frame->glide, frame->lanes, frame->progress);
  g_autofree AnnalsLanes *lanes_past
      = annals_glide_get_lanes_before (frame->glide, frame->lanes, frame->progress);
  AnnalsFrame on_the_way = *frame;
  AnnalsFrame past_frame;
  AnnalsPainter past;

  on_the_way.lanes = lanes;
  painter->frame = &on_the_way;
  painter->lanes_now = frame->lanes;
  annals_paint_collect_events (painter);
  init_past (&past_frame, frame, lanes_past);
  init_past_painter (&past, painter, &past_frame);
  annals_paint_collect_past (&past, painter);
  paint (painter, &past);
  clear_past_painter (&past);
  painter->frame = frame;
}

AnnalsScene *
annals_scene_build (const AnnalsFrame *frame)
{
  AnnalsPainter painter;
  AnnalsScene *scene = g_new0 (AnnalsScene, 1);

  g_atomic_ref_count_init (&scene->ref_count);
  init_painter (&painter, frame);
  if (frame->glide != NULL && frame->progress < 1)
    paint_gliding (&painter);
  else
    {
      annals_paint_collect_events (&painter);
      if (frame->numbers_sources)
        annals_paint_number_sources (&painter);
      paint (&painter, NULL);
    }

  scene->node = gsk_container_node_new ((GskRenderNode **)painter.nodes->pdata, painter.nodes->len);
  scene->hits = annals_hits_new (painter.hits, painter.band_hits, frame->height);
  scene->cited = painter.cited;
  clear_painter (&painter);

  return scene;
}

AnnalsScene *
annals_scene_ref (AnnalsScene *scene)
{
  g_atomic_ref_count_inc (&scene->ref_count);

  return scene;
}

void
annals_scene_unref (AnnalsScene *scene)
{
  if (!g_atomic_ref_count_dec (&scene->ref_count))
    return;

  gsk_render_node_unref (scene->node);
  annals_hits_free (scene->hits);
  g_array_unref (scene->cited);
  g_free (scene);
}

GskRenderNode *
annals_scene_get_node (AnnalsScene *scene)
{
  return scene->node;
}

AnnalsHit
annals_scene_hit (AnnalsScene *scene, double x, double y)
{
  return annals_hits_find (scene->hits, x, y);
}

const AnnalsHit *
annals_scene_get_hits (AnnalsScene *scene, guint *n)
{
  return annals_hits_get (scene->hits, n);
}

gboolean
annals_scene_find_event (AnnalsScene *scene, guint event, graphene_rect_t *box)
{
  guint n;
  const AnnalsHit *hits = annals_hits_get (scene->hits, &n);

  for (guint i = 0; i < n; i++)
    if (hits[i].kind == ANNALS_HIT_EVENT && hits[i].event == event)
      {
        *box = hits[i].box;
        return TRUE;
      }

  return FALSE;
}

const AnnalsCited *
annals_scene_get_cited (AnnalsScene *scene, guint *n)
{
  *n = scene->cited->len;

  return (const AnnalsCited *)(const void *)scene->cited->data;
}
