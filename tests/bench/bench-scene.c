/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene of up to a million events along a scripted tour of pans and zooms, without a filter and
 * with one: how long a frame takes to build and to draw in software at 1280 × 800, beside a
 * yardstick: 460 labels, 1200 marks and 8 bands drawn by bare GSK in the same run; and whether an
 * event was ever seen in another row of the same octave. Rows are worked out off the main thread,
 * so here between frames.
 *
 * Frames are measured in the thread's own time. What fails is the ratio to the yardstick, with a
 * wide margin. */
#include <gtk/gtk.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "export/export.h"
#include "formats/loader.h"
#include "generate.h"
#include "report.h"
#include "scene/scene.h"

#define WIDTH 1280
#define HEIGHT 800
#define NAMES_WIDTH 136
#define AXIS_HEIGHT 42
#define OVERVIEW_HEIGHT 52
#define BUDGET 64 /* fresh labels a frame, as in the widget */
#define N_ZOOMS 16
#define N_PANS 24 /* frames of each pan */
#define GLIDE_STEP 0.3 /* of a glide, from frame to frame */
#define BUILD_BOUND_MS 4.0
#define DRAW_BOUND_MS 16.0
#define RATIO_BOUND 6.0 /* of p99 to the yardstick's median */

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsGrouping *grouping;
  AnnalsCounts *counts;
  AnnalsTextCache *text;
  guint16 *label_widths;
  AnnalsRows *rows;
  AnnalsLanes *lanes;
  AnnalsFrame frame;
  cairo_surface_t *surface;
  AnnalsGlide *glide; /* (nullable): the last frames came from another octave */
  GArray *build_ms, *draw_ms, *rows_ms, *glide_ms;
  GHashTable *seen; /* an octave and an event: the row it was drawn in */
  guint n_row_changes;
} Tour;

static double
get_ms (gint64 since)
{
  return (g_get_monotonic_time () - since) / 1000.0;
}

/* This thread's own time in µs: what others do on the machine is not the frame's. */
static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
get_cpu_ms (gint64 since)
{
  return (get_cpu_time () - since) / 1000.0;
}

static double
draw (cairo_surface_t *surface, GskRenderNode *node)
{
  gint64 since = get_cpu_time ();
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return get_cpu_ms (since);
}

static void
use_rows (Tour *tour)
{
  AnnalsFrame *frame = &tour->frame;
  g_autofree double *heights = NULL;
  g_autoptr (AnnalsRows) old_rows = NULL;
  g_autofree AnnalsLanes *old_lanes = NULL;
  int octave = annals_octave_of (frame->view.seconds_per_pixel);
  gint64 since = g_get_monotonic_time ();
  double ms;

  if (tour->rows != NULL && annals_rows_get_octave (tour->rows) == octave)
    return;

  old_rows = g_steal_pointer (&tour->rows);
  old_lanes = g_steal_pointer (&tour->lanes);
  tour->rows = annals_rows_new (tour->grouping, octave, &frame->metrics, tour->label_widths, NULL, NULL, NULL);
  ms = get_ms (since);
  g_array_append_val (tour->rows_ms, ms);
  heights = annals_scene_measure_lane_names (tour->grouping, tour->text, NAMES_WIDTH);
  tour->lanes = annals_lanes_new (tour->rows, NULL, &frame->metrics, heights, frame->view.height_px);
  frame->rows = tour->rows;
  frame->lanes = tour->lanes;
  g_clear_pointer (&tour->glide, annals_glide_free);
  if (old_rows != NULL)
    tour->glide = annals_glide_new (old_rows, old_lanes, tour->rows, 0, NULL);
  frame->glide = tour->glide;
  frame->progress = 0;
}

/* The row under the middle of the event's box, -1 where the picture has none there. */
static int
find_row (const AnnalsLanes *lanes, const AnnalsHit *hit, double y)
{
  const AnnalsLane *lane = &lanes->lanes[hit->lane];

  for (guint row = 0; row < lane->n_rows; row++)
    if (y >= lane->row_y[row] && y < lane->row_y[row + 1])
      return (int)row;
  return -1;
}

static void
compare_rows (Tour *tour, AnnalsScene *scene)
{
  guint n;
  const AnnalsHit *hits = annals_scene_get_hits (scene, &n);
  double from_plot = tour->frame.view.scroll_px - AXIS_HEIGHT;

  for (guint h = 0; h < n; h++)
    {
      guint64 key = (guint64)(annals_rows_get_octave (tour->rows) + 64) << 32 | hits[h].event;
      int row;
      gpointer before;

      if (hits[h].kind != ANNALS_HIT_EVENT || hits[h].lane >= tour->lanes->n_lanes)
        continue;
      row = find_row (tour->lanes, &hits[h],
                      hits[h].box.origin.y + hits[h].box.size.height / 2 + from_plot);
      if (row < 0)
        continue;
      if (g_hash_table_lookup_extended (tour->seen, &key, NULL, &before))
        tour->n_row_changes += GPOINTER_TO_INT (before) != row;
      else
        g_hash_table_insert (tour->seen, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (row));
    }
}

static void
show_frame (Tour *tour)
{
  gint64 since;
  AnnalsScene *scene;
  double ms;
  gboolean is_gliding;

  use_rows (tour);
  is_gliding = tour->glide != NULL && tour->frame.progress < 1;
  annals_text_cache_begin_frame (tour->text, BUDGET);
  since = get_cpu_time ();
  scene = annals_scene_build (&tour->frame);
  ms = get_cpu_ms (since);
  g_array_append_val (tour->build_ms, ms);
  if (is_gliding)
    g_array_append_val (tour->glide_ms, ms);
  tour->frame.progress += GLIDE_STEP;
  if (g_getenv ("ANNALS_BENCH_TRACE") != NULL && ms > BUILD_BOUND_MS)
    g_print ("frame %u: %.2f ms at %g s/px\n", tour->build_ms->len, ms,
             tour->frame.view.seconds_per_pixel);
  ms = draw (tour->surface, annals_scene_get_node (scene));
  g_array_append_val (tour->draw_ms, ms);
  /* On their way events are in no row. */
  if (!is_gliding)
    compare_rows (tour, scene);
  annals_scene_unref (scene);
}

/* From all of it down to hours and back, panning at every stop. */
static void
travel (Tour *tour, double begin_s, double end_s)
{
  AnnalsView *view = &tour->frame.view;
  double all = (end_s - begin_s) / view->width_px;

  for (int zoom = -N_ZOOMS; zoom <= N_ZOOMS; zoom++)
    {
      view->center_s = begin_s + (end_s - begin_s) * (0.5 + 0.3 * sin (zoom));
      for (int step = 0; step < 6; step++)
        {
          view->seconds_per_pixel = all * exp2 (-(N_ZOOMS - abs (zoom)) + step / 8.0);
          show_frame (tour);
        }
      for (int pan = 0; pan < N_PANS; pan++)
        {
          view->center_s += (zoom % 2 == 0 ? 23 : -171) * view->seconds_per_pixel;
          view->scroll_px = CLAMP (pan * 10, 0, MAX (0, tour->lanes->height - view->height_px));
          show_frame (tour);
        }
    }
}

/* What bare GSK takes for as much as is on screen. */
static double
measure_yardstick (Tour *tour)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GskRenderNode *marks[8];
  const AnnalsTheme *theme = annals_theme_get (ANNALS_THEME_LIGHT, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    marks[i] = annals_mark_build ((AnnalsKind)(i + 1), ANNALS_CERTAINTY_ESTABLISHED, theme,
                                  0x0072b2, 10, 16);
  for (guint frame = 0; frame < 60; frame++)
    {
      g_autoptr (GPtrArray) nodes
          = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
      gint64 since = get_cpu_time ();
      GskRenderNode *root;
      double ms;

      annals_text_cache_begin_frame (tour->text, 0);
      g_ptr_array_add (
          nodes, gsk_color_node_new (&theme->ground, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT)));
      for (guint i = 0; i < 8; i++)
        for (guint k = 0; k < 280; k++)
          g_ptr_array_add (
              nodes,
              gsk_color_node_new (&theme->edge, &GRAPHENE_RECT_INIT (k * 4, i * 90 + 40, 4, 40)));
      for (guint i = 0; i < 1200; i++)
        {
          GskTransform *at = gsk_transform_translate (
              NULL, &GRAPHENE_POINT_INIT (1 + (i * 37) % WIDTH, (i * 91) % HEIGHT));

          g_ptr_array_add (nodes, gsk_transform_node_new (marks[i % 8], at));
          gsk_transform_unref (at);
        }
      for (guint i = 0; i < 460; i++)
        {
          GskTransform *at = gsk_transform_translate (
              NULL, &GRAPHENE_POINT_INIT (1 + (i * 53) % WIDTH, (i * 67) % HEIGHT));
          const char *title = annals_timeline_get_event_title (
              tour->timeline, i % annals_timeline_get_n_events (tour->timeline));

          g_ptr_array_add (
              nodes, gsk_transform_node_new (annals_text_node (tour->text, ANNALS_TEXT_LABEL_3,
                                                               title, &theme->ink, 200, NULL),
                                             at));
          gsk_transform_unref (at);
        }
      root = gsk_container_node_new ((GskRenderNode **)nodes->pdata, nodes->len);
      draw (tour->surface, root);
      gsk_render_node_unref (root);
      ms = get_cpu_ms (since);
      if (frame > 0)
        g_array_append_val (times, ms);
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    gsk_render_node_unref (marks[i]);

  return bench_percentile (times, 0.5);
}

static double
measure_export (AnnalsTimeline *timeline)
{
  AnnalsExportOptions options;
  gint64 since = g_get_monotonic_time ();
  g_autoptr (GBytes) bytes = NULL;

  annals_export_options_init (&options);
  options.width = 1920;
  options.height = 1080;
  options.scale = 2;
  bytes = annals_export_to_png (timeline, &options, NULL, NULL);

  return bytes != NULL ? get_ms (since) : NAN;
}

static void
init_tour (Tour *tour, AnnalsTimeline *timeline)
{
  PangoContext *context = annals_text_create_context ();
  AnnalsFrame *frame = &tour->frame;

  *tour = (Tour){ .timeline = timeline };
  tour->text = annals_text_cache_new (context, 1);
  g_object_unref (context);
  tour->grouping = annals_grouping_new (timeline, ANNALS_GROUP_TRACK);
  annals_grouping_prepare (tour->grouping);
  tour->counts = annals_counts_new (tour->grouping, NULL);
  *frame = (AnnalsFrame){ .timeline = timeline,
                          .counts = tour->counts,
                          .text = tour->text,
                          .width = WIDTH,
                          .height = HEIGHT,
                          .names_width = NAMES_WIDTH,
                          .axis_height = AXIS_HEIGHT,
                          .scale = 1,
                          .theme = annals_theme_get (ANNALS_THEME_LIGHT, FALSE),
                          .selection = 7,
                          .hovered = ANNALS_NO_EVENT,
                          .hovered_lane = G_MAXUINT,
                          .focused = ANNALS_NO_EVENT,
                          .current_match = ANNALS_NO_EVENT,
                          .today_s = NAN,
                          .shows_as_of = TRUE };
  annals_metrics_init (&frame->metrics, 1);
  frame->view.width_px = WIDTH - NAMES_WIDTH;
  frame->view.height_px = HEIGHT - AXIS_HEIGHT - OVERVIEW_HEIGHT;
  tour->label_widths
      = annals_label_widths_new (timeline, annals_text_get_family (NULL), &frame->metrics, NULL);
  tour->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  tour->build_ms = g_array_new (FALSE, FALSE, sizeof (double));
  tour->draw_ms = g_array_new (FALSE, FALSE, sizeof (double));
  tour->rows_ms = g_array_new (FALSE, FALSE, sizeof (double));
  tour->glide_ms = g_array_new (FALSE, FALSE, sizeof (double));
  tour->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
clear_tour (Tour *tour)
{
  g_clear_pointer (&tour->rows, annals_rows_unref);
  g_free (tour->lanes);
  annals_counts_unref (tour->counts);
  annals_grouping_unref (tour->grouping);
  annals_text_cache_unref (tour->text);
  g_free (tour->label_widths);
  cairo_surface_destroy (tour->surface);
  g_array_unref (tour->build_ms);
  g_array_unref (tour->draw_ms);
  g_array_unref (tour->rows_ms);
  g_array_unref (tour->glide_ms);
  g_clear_pointer (&tour->glide, annals_glide_free);
  g_hash_table_unref (tour->seen);
}

/* Every seventh event matches. */
static AnnalsBitset *
make_filter (AnnalsTimeline *timeline)
{
  guint n = annals_timeline_get_n_events (timeline);
  AnnalsBitset *filter = annals_bitset_new (n);

  for (guint event = 0; event < n; event += 7)
    annals_bitset_add (filter, event);
  return filter;
}

/* The tour once more, with what it took so far forgotten but for the rows. */
static void
take_tour (Tour *tour, BenchReport *report, const char *how, double yardstick_ms)
{
  guint n_events = annals_timeline_get_n_events (tour->timeline);
  double begin_s, end_s, build_ms, draw_ms;

  annals_timeline_get_extent (tour->timeline, &begin_s, &end_s);
  g_array_set_size (tour->build_ms, 0);
  g_array_set_size (tour->draw_ms, 0);
  travel (tour, begin_s, end_s);
  build_ms = bench_percentile (tour->build_ms, 0.99);
  draw_ms = bench_percentile (tour->draw_ms, 0.99);
#define ADD(what, ...)                                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *what_ = g_strconcat (how, what, NULL);                                        \
    bench_report_add (report, what_, n_events, __VA_ARGS__);                                       \
  }                                                                                                \
  G_STMT_END
  ADD ("scene build, median", bench_percentile (tour->build_ms, 0.5), "ms", BENCH_NONE, BENCH_NONE);
  ADD ("scene build, 99 of 100", build_ms, "ms", BUILD_BOUND_MS, BENCH_NONE);
  ADD ("scene build in a glide, 99 of 100", bench_percentile (tour->glide_ms, 0.99), "ms",
       BENCH_NONE, BENCH_NONE);
  ADD ("scene build, most", bench_percentile (tour->build_ms, 1), "ms", BENCH_NONE, BENCH_NONE);
  ADD ("drawn in software, median", bench_percentile (tour->draw_ms, 0.5), "ms", BENCH_NONE,
       BENCH_NONE);
  ADD ("drawn in software, 99 of 100", draw_ms, "ms", DRAW_BOUND_MS, BENCH_NONE);
  ADD ("both, 99 of 100, over the yardstick", (build_ms + draw_ms) / yardstick_ms, "", BENCH_NONE,
       RATIO_BOUND);
#undef ADD
}

static void
measure (BenchReport *report, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_file (file, NULL, &error);
  guint n_events;
  double yardstick_ms;
  Tour tour;

  if (timeline == NULL)
    g_error ("%s: %s", path, error->message);
  n_events = annals_timeline_get_n_events (timeline);
  init_tour (&tour, timeline);
  yardstick_ms = measure_yardstick (&tour);
  bench_report_add (report, "the yardstick, median", n_events, yardstick_ms, "ms", BENCH_NONE,
                    BENCH_NONE);
  take_tour (&tour, report, "", yardstick_ms);
  tour.frame.matches = make_filter (timeline);
  annals_counts_unref (tour.counts);
  tour.counts = annals_counts_new (tour.grouping, tour.frame.matches);
  tour.frame.counts = tour.counts;
  take_tour (&tour, report, "with a filter: ", yardstick_ms);
  bench_report_add (report, "events seen in another row of an octave", n_events, tour.n_row_changes,
                    "", 0, 0);
  bench_report_add (report, "events whose row was looked at", n_events,
                    g_hash_table_size (tour.seen), "", BENCH_NONE, BENCH_NONE);
  bench_report_add (report, "rows of an octave, most", n_events, bench_percentile (tour.rows_ms, 1),
                    "ms", 200, BENCH_NONE);
  bench_report_add (report, "PNG of 3840 by 2160", n_events, measure_export (timeline), "ms", 1000,
                    BENCH_NONE);
  annals_bitset_unref (tour.frame.matches);
  clear_tour (&tour);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 100, 10000 };
  BenchReport *report = bench_report_new ("scene");

  gtk_init_check ();
  if (argc > 1)
    measure (report, argv[1]);
  for (guint s = 0; argc == 1 && s < G_N_ELEMENTS (sizes) && sizes[s] < bench_get_n_events (); s++)
    {
      g_autofree char *path = bench_get_file (sizes[s]);

      measure (report, path);
    }
  if (argc == 1)
    {
      g_autofree char *path = bench_get_file (bench_get_n_events ());

      measure (report, path);
    }
  return bench_report_finish (report);
}
