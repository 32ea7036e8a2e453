/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small timelines for scene tests, and the frame that shows them: from rows of a table, no file. */
#pragma once

#include <gtk/gtk.h>
#include <math.h>

#include "model/builder.h"
#include "scene/scene.h"
#include "time/calendar.h"
#include "time/edtf.h"

typedef struct
{
  const char *id, *title, *date;
  AnnalsKind kind;
  AnnalsCertainty certainty;
  int importance;
  const char *track;
  guint flags;
  const char *other_date; /* (nullable) */
  const char *link_to;    /* (nullable) */
} FixtureEvent;

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsGrouping *grouping;
  AnnalsRows *rows;
  AnnalsLanes *lanes;
  AnnalsCounts *counts;
  AnnalsTextCache *text;
  guint16 *label_widths;
  AnnalsFrame frame;
} Fixture;

static inline AnnalsTimeline *
fixture_timeline (const FixtureEvent *events, guint n, const char *as_of)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsSpan span;

  annals_builder_set_title (builder, "A test");
  if (as_of != NULL)
    {
      g_assert_true (annals_edtf_parse (as_of, -1, &span, NULL, NULL, NULL));
      annals_builder_set_as_of (builder, as_of, &span);
    }
  annals_builder_add_track (builder, "one", "Lane one", NULL, 0x0072b2, NULL, FALSE);
  annals_builder_add_track (builder, "two", "Lane two", NULL, 0xd55e00, NULL, FALSE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
      AnnalsEventRow row = { .id = events[i].id,
                             .title = events[i].title,
                             .date = events[i].date,
                             .track = events[i].track != NULL ? events[i].track : "one",
                             .kind = events[i].kind,
                             .certainty = events[i].certainty,
                             .importance = events[i].importance > 0 ? events[i].importance : 3,
                             .flags = events[i].flags };

      g_assert_true (annals_edtf_parse (events[i].date, -1, &row.span, members, NULL, NULL));
      annals_batch_add_event (batch, &row);
      for (guint k = 0; k < members->len; k++)
        annals_batch_add_extra_span (batch, &g_array_index (members, AnnalsSpan, k), TRUE);
      if (events[i].other_date != NULL)
        {
          g_assert_true (annals_edtf_parse (events[i].other_date, -1, &span, NULL, NULL, NULL));
          annals_batch_add_extra_span (batch, &span, FALSE);
        }
      if (events[i].link_to != NULL)
        annals_batch_add_link (batch, "follows", events[i].link_to, FALSE);
    }
  annals_builder_join (builder, batch);

  return annals_builder_publish (builder, TRUE);
}

/* The frame that shows begin_s … end_s at that size. Takes the timeline. */
static inline void
fixture_init (Fixture *fixture, AnnalsTimeline *timeline, AnnalsThemeId theme, double begin_s,
              double end_s, double width, double height)
{
  PangoContext *context = annals_text_create_context ();
  AnnalsFrame *frame = &fixture->frame;
  g_autofree double *heights = NULL;

  *fixture = (Fixture){ .timeline = timeline };
  fixture->text = annals_text_cache_new (context, 1);
  g_object_unref (context);
  fixture->grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  annals_grouping_prepare (fixture->grouping);
  *frame = (AnnalsFrame){ .timeline = timeline,
                          .theme = annals_theme_get (theme, FALSE),
                          .text = fixture->text,
                          .width = width,
                          .height = height,
                          .names_width = 136,
                          .axis_height = 42,
                          .scale = 1,
                          .selection = ANNALS_NO_EVENT,
                          .hovered = ANNALS_NO_EVENT,
                          .hovered_lane = G_MAXUINT,
                          .focused = ANNALS_NO_EVENT,
                          .current_match = ANNALS_NO_EVENT,
                          .today_s = NAN,
                          .shows_as_of = TRUE };
  annals_metrics_init (&frame->metrics, 1);
  frame->view.width_px = width - frame->names_width;
  frame->view.height_px = height - frame->axis_height;
  frame->view.center_s = (begin_s + end_s) / 2;
  frame->view.seconds_per_pixel = (end_s - begin_s) / frame->view.width_px;
  fixture->label_widths
      = annals_label_widths_new (timeline, annals_text_get_family (NULL), &frame->metrics, NULL);
  fixture->rows
      = annals_rows_new (fixture->grouping, annals_octave_of (frame->view.seconds_per_pixel),
                         &frame->metrics, fixture->label_widths, NULL, NULL, NULL);
  heights = annals_scene_measure_lane_names (fixture->grouping, fixture->text, frame->names_width);
  fixture->lanes
      = annals_lanes_new (fixture->rows, NULL, &frame->metrics, heights, frame->view.height_px);
  fixture->counts = annals_counts_new (fixture->grouping, NULL);
  frame->rows = fixture->rows;
  frame->lanes = fixture->lanes;
  frame->counts = fixture->counts;
}

static inline void
fixture_clear (Fixture *fixture)
{
  annals_counts_unref (fixture->counts);
  annals_rows_unref (fixture->rows);
  annals_grouping_unref (fixture->grouping);
  annals_text_cache_unref (fixture->text);
  g_free (fixture->lanes);
  g_free (fixture->label_widths);
  g_assert_finalize_object (fixture->timeline);
}

static inline cairo_surface_t *
fixture_draw (GskRenderNode *node, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* 0xAARRGGBB */
static inline guint32
fixture_pixel (cairo_surface_t *surface, double x, double y)
{
  const guchar *row
      = cairo_image_surface_get_data (surface) + (int)y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(const void *)row)[(int)x];
}

/* The strip of the whole timeline, all of it in view. */
static inline AnnalsOverviewFrame
fixture_overview (const Fixture *fixture)
{
  AnnalsOverviewFrame overview = { .timeline = fixture->timeline,
                                   .grouping = fixture->grouping,
                                   .counts = fixture->counts,
                                   .theme = fixture->frame.theme,
                                   .text = fixture->text,
                                   .width = 800,
                                   .height = 52,
                                   .scale = 1 };

  annals_overview_get_range (fixture->timeline, &overview.begin_s, &overview.end_s);
  overview.view_begin_s = overview.begin_s;
  overview.view_end_s = overview.end_s;

  return overview;
}

/* Where words stand in a picture. boxes: of graphene_rect_t */
static inline void
fixture_find_words (GskRenderNode *node, float dx, float dy, GArray *boxes)
{
  graphene_rect_t box;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        fixture_find_words (gsk_container_node_get_child (node, i), dx, dy, boxes);
      break;
    case GSK_CLIP_NODE:
      fixture_find_words (gsk_clip_node_get_child (node), dx, dy, boxes);
      break;
    case GSK_TRANSFORM_NODE:
      {
        float x, y;

        gsk_transform_to_translate (gsk_transform_node_get_transform (node), &x, &y);
        fixture_find_words (gsk_transform_node_get_child (node), dx + x, dy + y, boxes);
      }
      break;
    case GSK_TEXT_NODE:
      gsk_render_node_get_bounds (node, &box);
      graphene_rect_offset (&box, dx, dy);
      g_array_append_val (boxes, box);
      break;
    default:
      break;
    }
}

/* A test program that has to do without a display. */
static inline void
fixture_begin (int *argc, char ***argv)
{
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  g_test_init (argc, argv, NULL);
  gtk_init_check ();
}
