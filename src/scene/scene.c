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

/* What is drawn in the plot, under the lane names and the axis. */
static void
paint_plot (AnnalsPainter *painter)
{
  guint from = painter->nodes->len;

  annals_paint_count_bands (painter);
  annals_paint_lines (painter);
  annals_paint_bodies (painter);
  annals_paint_plumb_line (painter);
  annals_paint_links (painter);
  annals_paint_plates (painter);
  annals_paint_marks (painter);
  annals_paint_labels (painter);
  annals_paint_unplaced (painter);
  annals_paint_edge_counts (painter);
  annals_paint_link_types (painter);
  annals_painter_clip_since (painter, from, painter->plot_x, painter->plot_y - 1,
                             painter->plot_right - painter->plot_x,
                             painter->plot_bottom - painter->plot_y + 1);
}

AnnalsScene *
annals_scene_build (const AnnalsFrame *frame)
{
  AnnalsPainter painter;
  AnnalsScene *scene = g_new0 (AnnalsScene, 1);
  guint from;

  g_atomic_ref_count_init (&scene->ref_count);
  init_painter (&painter, frame);
  annals_paint_collect_events (&painter);
  annals_paint_ground (&painter);
  paint_plot (&painter);
  from = painter.nodes->len;
  annals_paint_lane_names (&painter);
  annals_paint_band_scales (&painter);
  annals_painter_clip_since (&painter, from, 0, painter.plot_y, painter.plot_x,
                             painter.plot_bottom - painter.plot_y);
  annals_paint_axis (&painter);

  scene->node = gsk_container_node_new ((GskRenderNode **)painter.nodes->pdata, painter.nodes->len);
  scene->hits = annals_hits_new (painter.hits, painter.band_hits, frame->height);
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
