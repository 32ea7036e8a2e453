/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend: only what the picture uses, in one line or as many as it takes. */
#include "scene/legend.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "scene/painter.h"

#define MARGIN 14.0
#define LINE 22.0
#define SAMPLE_GAP 6.0
#define ENTRY_GAP 20.0
#define MARK 11.0
#define WIDE_SAMPLE 26.0
#define INK 0x434b52

/* Ways of drawing, after the kinds. */
typedef enum
{
  WAY_HOLLOW,
  WAY_MAY_HAPPEN,
  WAY_WINDOW,
  WAY_SOFT,
  WAY_DISAGREE,
  N_WAYS
} Way;

typedef struct
{
  gboolean kinds[ANNALS_N_KINDS];
  gboolean ways[N_WAYS];
} Used;

static void
note_event (const AnnalsFrame *frame, guint event, Used *used)
{
  AnnalsTimeline *timeline = frame->timeline;
  AnnalsCertainty certainty = annals_timeline_get_event_certainty (timeline, event);
  const AnnalsSpan *span = annals_timeline_get_event_span (timeline, event);
  AnnalsShape shape;

  annals_shape_init (&shape, timeline, event, frame->view.seconds_per_pixel,
                     annals_timeline_get_open_end_s (timeline), &frame->metrics);
  used->kinds[annals_timeline_get_event_kind (timeline, event)] = TRUE;
  used->ways[WAY_HOLLOW]
      |= certainty == ANNALS_CERTAINTY_CLAIMED || certainty == ANNALS_CERTAINTY_ASSESSED;
  used->ways[WAY_MAY_HAPPEN] |= shape.type == ANNALS_SHAPE_PROSPECT;
  used->ways[WAY_WINDOW] |= shape.type == ANNALS_SHAPE_WINDOW;
  used->ways[WAY_SOFT] |= (shape.type == ANNALS_SHAPE_BAND || shape.type == ANNALS_SHAPE_BAR)
                          && (!annals_span_begin_is_hard (span) || !annals_span_end_is_hard (span));
  used->ways[WAY_DISAGREE]
      |= (annals_timeline_get_event_flags (timeline, event) & ANNALS_EVENT_CLAIMS_DISAGREE) != 0;
}

static void
find_used (const AnnalsFrame *frame, Used *used)
{
  double begin_s = annals_view_instant (&frame->view, 0);
  double end_s = annals_view_instant (&frame->view, frame->view.width_px);

  *used = (Used){ 0 };
  for (guint lane = 0; lane < frame->lanes->n_lanes; lane++)
    for (guint row = 0; row < annals_rows_get_n_rows (frame->rows, lane); row++)
      {
        guint first, n_in_row;
        guint n = annals_rows_get_range (frame->rows, lane, row, begin_s, end_s,
                                         frame->view.seconds_per_pixel, &first);
        const AnnalsPlaced *placed = annals_rows_get_row (frame->rows, lane, row, &n_in_row);

        for (guint i = first; i < MIN (first + n, n_in_row); i++)
          note_event (frame, ANNALS_PLACED_EVENT (placed[i]), used);
      }
  /* Bands and bars show their own names. */
  used->kinds[ANNALS_KIND_PROSPECT] = FALSE;
}

static const char *
get_way_words (Way way)
{
  switch (way)
    {
    case WAY_HOLLOW:
      return _ ("claimed or assessed");
    case WAY_MAY_HAPPEN:
      return _ ("may happen");
    case WAY_WINDOW:
      return _ ("some time in");
    case WAY_SOFT:
      return _ ("soft edge");
    case WAY_DISAGREE:
    default:
      return _ ("claims disagree");
    }
}

static double
get_sample_width (int kind, int way)
{
  if (kind >= 0)
    return annals_mark_get_width ((AnnalsKind)kind, MARK);

  return way == WAY_HOLLOW || way == WAY_DISAGREE ? MARK : WIDE_SAMPLE;
}

static void
paint_sample (AnnalsPainter *painter, int kind, int way, double x, double y,
              const AnnalsMarkColors *colors)
{
  double top = annals_painter_snap (painter, y - 5);
  GskRenderNode *node = NULL;

  if (kind >= 0)
    node = annals_mark_get_node (painter->store, (AnnalsKind)kind, ANNALS_CERTAINTY_ESTABLISHED,
                                 MARK, colors);
  else if (way == WAY_HOLLOW)
    node = annals_mark_get_node (painter->store, ANNALS_KIND_MEETING, ANNALS_CERTAINTY_CLAIMED,
                                 MARK, colors);
  else if (way == WAY_DISAGREE)
    node = annals_half_disc_get_node (painter->store, 7, &colors->ink);
  if (node != NULL)
    {
      annals_painter_place_mark (painter, node, way == WAY_DISAGREE ? 7 : MARK,
                                 x + get_sample_width (kind, way) / 2, y);
      return;
    }

  x = annals_painter_snap (painter, x);
  if (way == WAY_MAY_HAPPEN)
    annals_painter_dash_rounded (painter, x, top, WIDE_SAMPLE, 10, 3, &colors->ink);
  else if (way == WAY_WINDOW)
    {
      annals_painter_wash (painter, x, top, WIDE_SAMPLE, 10, &colors->fill,
                           painter->frame->theme->wash_alpha);
      annals_painter_fill (painter, x, top, 1.5, 10, &colors->fill);
      annals_painter_fill (painter, x + WIDE_SAMPLE - 1.5, top, 1.5, 10, &colors->fill);
    }
  else
    annals_painter_fade (painter, x, top, WIDE_SAMPLE, 10, &colors->fill, 0, 0.45);
}

/* Lays the entries out, and paints them where there is a painter. Returns the height. */
static double
lay_out (const AnnalsFrame *frame, AnnalsPainter *painter, double width)
{
  Used used;
  AnnalsMarkColors colors;
  double x = MARGIN;
  double y = LINE / 2 + 4;

  find_used (frame, &used);
  annals_mark_colors_init (&colors, frame->theme, INK);
  colors.has_halo = FALSE;
  for (int i = 0; i < ANNALS_N_KINDS + N_WAYS; i++)
    {
      int kind = i < ANNALS_N_KINDS ? i : -1;
      int way = i < ANNALS_N_KINDS ? -1 : i - ANNALS_N_KINDS;
      const char *words;
      double sample, entry;

      if (kind >= 0 ? !used.kinds[kind] : !used.ways[way])
        continue;
      words = kind >= 0 ? annals_kind_get_name ((AnnalsKind)kind) : get_way_words ((Way)way);
      sample = get_sample_width (kind, way);
      entry
          = sample + SAMPLE_GAP + annals_text_measure (frame->text, ANNALS_TEXT_MINOR_TICK, words);
      if (x > MARGIN && x + entry > width - MARGIN)
        {
          x = MARGIN;
          y += LINE;
        }
      if (painter != NULL)
        {
          paint_sample (painter, kind, way, x, y, &colors);
          annals_painter_text (painter, ANNALS_TEXT_MINOR_TICK, words, &frame->theme->ink2,
                               x + sample + SAMPLE_GAP, y, 0);
        }
      x += entry + ENTRY_GAP;
    }

  return y + LINE / 2 + 4;
}

double
annals_legend_measure (const AnnalsFrame *frame, double width)
{
  return lay_out (frame, NULL, width);
}

GskRenderNode *
annals_legend_build (const AnnalsFrame *frame, double width)
{
  AnnalsPainter painter = { .frame = frame, .selected = -1, .as_of_x = NAN, .today_x = NAN };
  GskRenderNode *node;

  painter.store = annals_text_cache_get_store (frame->text);
  painter.nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
  annals_painter_fill (&painter, 0, 0, width, annals_painter_hairline (&painter, 1),
                       &frame->theme->line);
  lay_out (frame, &painter, width);
  node = gsk_container_node_new ((GskRenderNode **)painter.nodes->pdata, painter.nodes->len);
  g_ptr_array_unref (painter.nodes);

  return node;
}
