/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An exported picture: the way from a timeline and options to a node, as the window goes it. */
#include "export/picture.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "export/source-list.h"
#include "scene/legend.h"
#include "time/calendar.h"
#include "time/words.h"

#define NAMES_WIDTH 136.0
#define NAMES_WIDTH_NARROW 116.0 /* under 1000 px */
#define NARROW 1000
#define AXIS_HEIGHT 42.0
#define TITLE_HEIGHT 46.0
#define TITLE_X 14.0
#define INSET 20.0
#define VECTOR_SCALE 2.0
#define MARGIN 20.0 /* of the opening view, on both sides */

struct _AnnalsPicture
{
  AnnalsTimeline *timeline;
  AnnalsGrouping *grouping;
  AnnalsArrangement *arrangement;
  AnnalsRows *rows;
  AnnalsLanes *lanes;
  AnnalsCounts *counts;
  AnnalsTextCache *text;
  guint16 *label_widths;
  AnnalsFrame frame;
  AnnalsScene *scene;
  GskRenderNode *title;  /* (nullable) */
  GskRenderNode *legend; /* (nullable) */
  AnnalsSourceList *sources; /* (nullable) */
  double title_height, legend_height;
  int height; /* without the sources */
};

void
annals_picture_free (AnnalsPicture *picture)
{
  g_clear_pointer (&picture->sources, annals_source_list_free);
  g_clear_pointer (&picture->title, gsk_render_node_unref);
  g_clear_pointer (&picture->legend, gsk_render_node_unref);
  g_clear_pointer (&picture->scene, annals_scene_unref);
  g_clear_pointer (&picture->counts, annals_counts_unref);
  g_clear_pointer (&picture->rows, annals_rows_unref);
  g_clear_pointer (&picture->arrangement, annals_arrangement_unref);
  g_clear_pointer (&picture->grouping, annals_grouping_unref);
  g_clear_pointer (&picture->text, annals_text_cache_unref);
  g_free (picture->lanes);
  g_free (picture->label_widths);
  g_clear_object (&picture->timeline);
  g_free (picture);
}

static void
create_text (AnnalsPicture *picture, const AnnalsExportOptions *options, gboolean is_vector)
{
  PangoContext *context = annals_text_create_context ();

  if (options->family != NULL)
    {
      PangoFontDescription *font = pango_font_description_new ();

      pango_font_description_set_family (font, options->family);
      pango_context_set_font_description (context, font);
      pango_font_description_free (font);
    }
  if (!is_vector && options->scale == 1)
    annals_text_context_round (context);
  picture->text = annals_text_cache_new (context, options->text_scale);
  g_object_unref (context);
}

/* What is in view, by the options' range or scale, else as the file opens. */
static void
init_view (AnnalsPicture *picture, const AnnalsExportOptions *options, double plot_width,
           double plot_height)
{
  g_autoptr (AnnalsViewport) viewport = annals_viewport_new ();
  AnnalsView *view = &picture->frame.view;
  double begin_s = options->begin_s;
  double end_s = options->end_s;
  double margin = 0;

  annals_viewport_set_size (viewport, plot_width, plot_height);
  if (options->seconds_per_pixel > 0 && isfinite (begin_s))
    {
      AnnalsView wanted = *annals_viewport_get_view (viewport);

      wanted.seconds_per_pixel = options->seconds_per_pixel;
      wanted.center_s = begin_s + options->seconds_per_pixel * plot_width / 2;
      annals_viewport_set_view (viewport, &wanted);
      *view = *annals_viewport_get_view (viewport);
    }
  else
    {
      if (!isfinite (begin_s) || !isfinite (end_s) || end_s <= begin_s)
        {
          margin = MARGIN;
          if (!annals_timeline_get_opening_view (picture->timeline, &begin_s, &end_s))
            {
              begin_s = annals_instant_from_civil (2000, 1, 1, 0, 0, 0);
              end_s = annals_instant_from_civil (2001, 1, 1, 0, 0, 0);
            }
        }
      *view = annals_viewport_fit (viewport, begin_s, end_s, margin);
    }
  view->width_px = plot_width;
  view->height_px = plot_height;
  view->scroll_px = MAX (options->scroll_px, 0);
}

static void
create_lanes (AnnalsPicture *picture, double plot_height)
{
  g_autofree double *heights = annals_scene_measure_lane_names (picture->grouping, picture->text,
                                                                picture->frame.names_width);

  g_free (picture->lanes);
  picture->lanes = annals_lanes_new (picture->rows, picture->arrangement, &picture->frame.metrics, heights, plot_height);
  picture->frame.lanes = picture->lanes;
}

static char *
describe_timeline (AnnalsTimeline *timeline)
{
  guint n = annals_timeline_get_n_events (timeline);
  g_autofree char *number = annals_number_to_words (n);
  g_autofree char *events = g_strdup_printf (ngettext ("%s event", "%s events", n), number);
  const char *as_of = annals_timeline_get_as_of (timeline);
  double begin_s, end_s;
  GString *words = g_string_new (events);

  if (annals_timeline_get_extent (timeline, &begin_s, &end_s))
    {
      g_autofree char *years = annals_years_to_words (begin_s, end_s);

      g_string_append_printf (words, ", %s", years);
    }
  if (as_of != NULL)
    {
      g_autofree char *date = annals_edtf_to_words (as_of);
      /* Translators: the day up to which the file knew, after how many events it has. */
      g_autofree char *known = g_strdup_printf (_ ("as of %s"), date);

      g_string_append_printf (words, " · %s", known);
    }

  return g_string_free (words, FALSE);
}

static void
add_text (GPtrArray *nodes, AnnalsTextCache *text, AnnalsTextRole role, GskRenderNode *node,
          double x, double baseline, double scale)
{
  double top = baseline - annals_text_get_baseline (text, role);
  graphene_point_t at = GRAPHENE_POINT_INIT ((float)(floor (x * scale + 0.5) / scale),
                                             (float)(floor (top * scale + 0.5) / scale));
  GskTransform *transform = gsk_transform_translate (NULL, &at);

  g_ptr_array_add (nodes, transform != NULL ? gsk_transform_node_new (node, transform)
                                            : gsk_render_node_ref (node));
  gsk_transform_unref (transform);
}

static GskRenderNode *
create_title (AnnalsPicture *picture, double width, double scale)
{
  g_autoptr (GPtrArray) nodes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
  const AnnalsTheme *theme = picture->frame.theme;
  g_autofree char *facts = describe_timeline (picture->timeline);
  double baseline = picture->title_height * 0.66;
  double facts_width, title_width;
  GskRenderNode *node;

  node = annals_text_node (picture->text, ANNALS_TEXT_MINOR_TICK, facts, &theme->ink3, 0,
                           &facts_width);
  title_width = width - TITLE_X - 2 * INSET - facts_width;
  if (title_width > width / 3)
    add_text (nodes, picture->text, ANNALS_TEXT_MINOR_TICK, node, width - INSET - facts_width,
              baseline, scale);
  else
    title_width = width - TITLE_X - INSET;
  if (title_width > 0)
    {
      node = annals_text_node (picture->text, ANNALS_TEXT_TITLE,
                               annals_timeline_get_title (picture->timeline), &theme->ink,
                               title_width, NULL);
      add_text (nodes, picture->text, ANNALS_TEXT_TITLE, node, TITLE_X, baseline, scale);
    }

  return gsk_container_node_new ((GskRenderNode **)nodes->pdata, nodes->len);
}

static gboolean
work_out_rows (AnnalsPicture *picture, const AnnalsExportOptions *options,
               GCancellable *cancellable, GError **error)
{
  AnnalsFrame *frame = &picture->frame;
  const char *family = annals_text_get_family (options->family);

  picture->label_widths
      = annals_label_widths_new (picture->timeline, family, &frame->metrics, cancellable);
  if (picture->label_widths != NULL)
    picture->rows
        = annals_rows_new (picture->grouping, annals_octave_of (frame->view.seconds_per_pixel),
                           &frame->metrics, picture->label_widths, NULL, NULL, cancellable);
  if (picture->rows == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _ ("The export was cancelled."));
      return FALSE;
    }
  frame->rows = picture->rows;
  frame->label_widths = picture->label_widths;

  return TRUE;
}

static void
init_frame (AnnalsPicture *picture, const AnnalsExportOptions *options, double scale)
{
  AnnalsFrame *frame = &picture->frame;
  double text_scale = annals_text_cache_get_scale (picture->text);

  *frame = (AnnalsFrame){
    .timeline = picture->timeline,
    .counts = picture->counts,
    .theme = annals_theme_get (options->theme, FALSE),
    .text = picture->text,
    .width = options->width,
    .names_width = MIN ((options->width < NARROW ? NAMES_WIDTH_NARROW : NAMES_WIDTH) * text_scale,
                        options->width / 2.0),
    .axis_height = AXIS_HEIGHT * text_scale,
    .scale = scale,
    .selection = options->selection,
    .hovered = ANNALS_NO_EVENT,
    .hovered_lane = G_MAXUINT,
    .focused = ANNALS_NO_EVENT,
    .current_match = ANNALS_NO_EVENT,
    .matches = options->matches,
    .hides_others = options->hides_others,
    .noted = options->noted,
    .today_s = options->today_s,
    .shows_as_of = options->shows_as_of,
    .numbers_sources = options->lists_sources,
    .is_transparent = options->is_transparent,
  };
  annals_metrics_init (&frame->metrics, text_scale);
}

/* The lanes in the height that is left to them; without a height of the picture's own, all of it. */
static void
lay_out (AnnalsPicture *picture, const AnnalsExportOptions *options)
{
  AnnalsFrame *frame = &picture->frame;

  create_lanes (picture, MAX (options->height - picture->title_height - frame->axis_height, 1));
  if (options->shows_legend)
    picture->legend_height = annals_legend_measure (frame, frame->width);
  picture->height = options->height > 0
                      ? options->height
                      : (int)ceil (picture->title_height + frame->axis_height
                                   + picture->lanes->height + picture->legend_height);
  frame->height = MAX (picture->height - picture->title_height - picture->legend_height,
                       frame->axis_height + 1);
  frame->view.height_px = frame->height - frame->axis_height;
  create_lanes (picture, frame->view.height_px);
  frame->view.scroll_px
      = CLAMP (frame->view.scroll_px, 0, MAX (0, picture->lanes->height - frame->view.height_px));
}

void
annals_picture_set_scale (AnnalsPicture *picture, double scale)
{
  AnnalsFrame *frame = &picture->frame;

  g_clear_pointer (&picture->scene, annals_scene_unref);
  g_clear_pointer (&picture->legend, gsk_render_node_unref);
  g_clear_pointer (&picture->title, gsk_render_node_unref);
  frame->scale = scale;
  annals_text_cache_begin_frame (picture->text, 0);
  picture->scene = annals_scene_build (frame);
  if (picture->legend_height > 0)
    picture->legend = annals_legend_build (frame, frame->width);
  if (picture->title_height > 0)
    picture->title = create_title (picture, frame->width, scale);
}

AnnalsPicture *
annals_picture_new (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                    gboolean is_vector, GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture = g_new0 (AnnalsPicture, 1);
  AnnalsFrame *frame = &picture->frame;
  /* Lines on a page are sharp wherever they stand: a fine grid will do. */
  double scale = is_vector ? VECTOR_SCALE : options->scale;

  picture->timeline = g_object_ref (timeline);
  create_text (picture, options, is_vector);
  picture->grouping = annals_grouping_new (timeline, options->group_by);
  annals_grouping_prepare (picture->grouping);
  picture->arrangement = options->arrangement != NULL
                           ? annals_arrangement_ref (options->arrangement)
                           : annals_arrangement_new (picture->grouping, NULL, NULL);
  picture->counts = annals_counts_new (picture->grouping, options->matches);
  init_frame (picture, options, scale);

  picture->title_height
      = options->shows_title ? TITLE_HEIGHT * annals_text_cache_get_scale (picture->text) : 0;
  init_view (picture, options, frame->width - frame->names_width, 1);
  if (!work_out_rows (picture, options, cancellable, error))
    return NULL;
  lay_out (picture, options);
  annals_picture_set_scale (picture, scale);
  if (options->lists_sources)
    {
      guint n;
      const AnnalsCited *cited = annals_scene_get_cited (picture->scene, &n);

      picture->sources
          = annals_source_list_new (frame, annals_text_get_family (options->family), cited, n,
                                    ANNALS_EXPORT_SIDE_MAX, cancellable, error);
      if (picture->sources == NULL)
        return NULL;
    }

  return g_steal_pointer (&picture);
}

void
annals_picture_draw (AnnalsPicture *picture, cairo_t *cr)
{
  const AnnalsFrame *frame = &picture->frame;

  if (!frame->is_transparent)
    {
      gdk_cairo_set_source_rgba (cr, &frame->theme->ground);
      cairo_paint (cr);
    }
  if (picture->title != NULL)
    gsk_render_node_draw (picture->title, cr);
  cairo_save (cr);
  cairo_translate (cr, 0, picture->title_height);
  cairo_rectangle (cr, 0, 0, frame->width, frame->height);
  cairo_clip (cr);
  gsk_render_node_draw (annals_scene_get_node (picture->scene), cr);
  cairo_restore (cr);
  if (picture->legend != NULL)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, picture->title_height + frame->height);
      gsk_render_node_draw (picture->legend, cr);
      cairo_restore (cr);
    }
  if (picture->sources != NULL)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, picture->height);
      annals_source_list_draw (picture->sources, cr);
      cairo_restore (cr);
    }
}

const char *
annals_picture_get_title (AnnalsPicture *picture)
{
  return annals_timeline_get_title (picture->timeline);
}

int
annals_picture_get_height (AnnalsPicture *picture)
{
  return picture->height;
}

int
annals_picture_get_whole_height (AnnalsPicture *picture)
{
  return picture->height
         + (picture->sources != NULL ? annals_source_list_get_height (picture->sources) : 0);
}

gboolean
annals_picture_find_event (AnnalsPicture *picture, guint event, graphene_rect_t *box)
{
  if (!annals_scene_find_event (picture->scene, event, box))
    return FALSE;
  graphene_rect_offset (box, 0, (float)picture->title_height);

  return TRUE;
}
