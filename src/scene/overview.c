/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: the whole range, every lane in a line of its own or all in one histogram, the
 * landmarks above, and the stretch in view. What does not depend on the view is one kept node. */
#include <math.h>
#include <string.h>

#include "scene/paint-axis.h"
#include "scene/painter.h"
#include "view/ticks.h"

#define ROOM 0.02 /* of the extent at both ends */
#define DAY_S 86400.0
#define TOP 11.0 /* of the first lane's line */
#define LANE_PITCH 3.0
#define LANE_LINE 2.0
#define LANDMARK 5.0
#define LANDMARK_Y 5.5
#define LABELS 16.0     /* height of the years at the bottom */
#define LABEL_ROOM 56.0 /* beside each label */
#define FEW_EVENTS 3000 /* drawn each by itself up to so many */
#define SPAN_ALPHA 0.75
#define HISTOGRAM_ALPHA 0.45
#define COLUMN 2.0
#define HANDLE_WIDTH 7.0
#define HANDLE_HEIGHT 24.0
#define WINDOW_RADIUS 6.0
#define MATCH_COLUMN 4.0
#define NOTE_DOT 5.0
#define NOTE_COLUMN 3.0

typedef struct
{
  const AnnalsOverviewFrame *overview;
  AnnalsFrame frame; /* for the painter's strokes */
  AnnalsPainter painter;
} Strip;

void
annals_overview_get_range (AnnalsTimeline *timeline, double *begin_s, double *end_s)
{
  double room;

  if (!annals_timeline_get_extent (timeline, begin_s, end_s))
    *begin_s = *end_s = 0;
  /* An instant has no length to go by. */
  room = *end_s > *begin_s ? (*end_s - *begin_s) * ROOM : DAY_S / 2;
  *begin_s -= room;
  *end_s += room;
}

static void
init_strip (Strip *strip, const AnnalsOverviewFrame *overview)
{
  double length = MAX (overview->end_s - overview->begin_s, 1);

  *strip = (Strip){ .overview = overview };
  strip->frame = (AnnalsFrame){ .timeline = overview->timeline,
                                .theme = overview->theme,
                                .text = overview->text,
                                .width = overview->width,
                                .height = overview->height,
                                .scale = overview->scale };
  strip->frame.view = (AnnalsView){ .center_s = (overview->begin_s + overview->end_s) / 2,
                                    .seconds_per_pixel = length / MAX (overview->width, 1),
                                    .width_px = overview->width,
                                    .height_px = overview->height };
  strip->painter
      = (AnnalsPainter){ .frame = &strip->frame, .selected = -1, .as_of_x = NAN, .today_x = NAN };
  strip->painter.store = annals_text_cache_get_store (overview->text);
  strip->painter.nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
  strip->painter.plot_right = overview->width;
  strip->painter.plot_bottom = overview->height;
}

static GskRenderNode *
finish_strip (Strip *strip)
{
  GPtrArray *nodes = strip->painter.nodes;
  GskRenderNode *node = gsk_container_node_new ((GskRenderNode **)nodes->pdata, nodes->len);

  g_ptr_array_unref (nodes);

  return node;
}

static double
get_pitch (Strip *strip, guint n_lanes)
{
  double room = strip->overview->height - LABELS - TOP - 2;

  return CLAMP (room / MAX (n_lanes, 1), 1, LANE_PITCH);
}

/* The strip has one tier and few words on it: labels far apart. */
static double
measure_with_room (const char *label, gboolean is_major, gpointer text)
{
  return annals_text_measure (text, ANNALS_TEXT_MINOR_TICK, label) + LABEL_ROOM;
}

static void
paint_tick (Strip *strip, const AnnalsTick *tick)
{
  AnnalsPainter *painter = &strip->painter;
  const AnnalsTheme *theme = strip->overview->theme;
  double x = annals_painter_snap (painter, annals_painter_x (painter, tick->instant_s));
  double bottom = strip->overview->height - LABELS, line = annals_painter_hairline (painter, 1);
  double width;

  if (x < 0 || x > strip->overview->width || tick->is_pinned)
    return;
  if (tick->label == NULL)
    {
      annals_painter_fill (painter, x, bottom - 3, line, 3, &theme->edge);
      return;
    }
  annals_painter_fill (painter, x, 0, line, bottom, &theme->line);
  width = annals_text_measure (strip->overview->text, ANNALS_TEXT_MINOR_TICK, tick->label);
  if (x - width / 2 >= 2 && x + width / 2 <= strip->overview->width - 2)
    annals_painter_text (painter, ANNALS_TEXT_MINOR_TICK, tick->label, &theme->ink3, x - width / 2,
                         strip->overview->height - LABELS / 2 - 1, 0);
}

static gboolean
has_words_at (const GArray *ticks, double instant_s)
{
  for (guint i = 0; i < ticks->len; i++)
    {
      const AnnalsTick *tick = &g_array_index (ticks, AnnalsTick, i);

      if (tick->label != NULL && tick->instant_s == instant_s)
        return TRUE;
    }

  return FALSE;
}

/* Minor words, and major ones where no minor ones stand: 2005, 2010, 2015. */
static void
paint_ticks (Strip *strip)
{
  g_autoptr (AnnalsTicks) ticks
      = annals_ticks_new (&strip->frame.view, measure_with_room, strip->overview->text);

  for (guint i = 0; i < ticks->minor->len; i++)
    paint_tick (strip, &g_array_index (ticks->minor, AnnalsTick, i));
  for (guint i = 0; i < ticks->major->len; i++)
    {
      const AnnalsTick *tick = &g_array_index (ticks->major, AnnalsTick, i);

      if (!has_words_at (ticks->minor, tick->instant_s))
        paint_tick (strip, tick);
    }
}

/* Soft ends fade, as above on the timeline; what may happen has no certain part at all. */
static void
paint_span (Strip *strip, const AnnalsSpan *span, double left, double right, double y, double height,
            const GdkRGBA *color)
{
  AnnalsPainter *painter = &strip->painter;
  gboolean is_duration = annals_span_is_duration (span);
  double begin = left, end = right;

  if (isfinite (span->begin_max) && !(is_duration && annals_span_begin_is_hard (span)))
    begin = CLAMP (annals_painter_x (painter, span->begin_max), left, right);
  if (is_duration && isfinite (span->end_min) && !annals_span_end_is_hard (span))
    end = CLAMP (annals_painter_x (painter, span->end_min), begin, right);

  annals_painter_fade (painter, left, y, begin - left, height, color, 0, SPAN_ALPHA);
  annals_painter_wash (painter, begin, y, end - begin, height, color, SPAN_ALPHA);
  annals_painter_fade (painter, end, y, right - end, height, color, SPAN_ALPHA, 0);
}

static void
paint_event (Strip *strip, guint event, double y, double height, const GdkRGBA *color)
{
  AnnalsPainter *painter = &strip->painter;
  AnnalsTimeline *timeline = strip->overview->timeline;
  const AnnalsSpan *span = annals_timeline_get_event_span (timeline, event);
  double anchor = annals_span_get_anchor (span);
  double x = annals_painter_x (painter, anchor);
  double end = annals_span_get_latest (span);
  double begin = annals_span_get_earliest (span);

  if (isnan (anchor))
    return;
  if (annals_span_is_duration (span)
      || annals_timeline_get_event_kind (timeline, event) == ANNALS_KIND_PROSPECT)
    {
      double left = isfinite (begin) ? annals_painter_x (painter, begin) : 0;
      double right = annals_painter_x (
          painter, isfinite (end) ? end : annals_timeline_get_open_end_s (timeline));

      if (right - left > 3)
        {
          paint_span (strip, span, left, right, y, height, color);
          return;
        }
    }
  annals_painter_fill (painter, annals_painter_snap (painter, x - 1), y, 2, height, color);
}

static guint
get_lane_at (const AnnalsOverviewFrame *overview, guint place)
{
  AnnalsArrangement *arrangement = overview->arrangement;

  if (arrangement == NULL
      || annals_arrangement_get_n_lanes (arrangement)
             != annals_grouping_get_n_lanes (overview->grouping))
    return place;

  return annals_arrangement_get_lane_at (arrangement, place);
}

/* Every lane has its line, in the reader's order, every event its point in it. */
static void
paint_events (Strip *strip)
{
  const AnnalsOverviewFrame *overview = strip->overview;
  guint n_lanes = annals_grouping_get_n_lanes (overview->grouping);
  double pitch = get_pitch (strip, n_lanes);

  for (guint place = 0; place < n_lanes; place++)
    {
      guint n, lane = get_lane_at (overview, place);
      const guint32 *events = annals_grouping_get_lane_events (overview->grouping, lane, &n);
      double y = annals_painter_snap (&strip->painter, TOP + place * pitch);
      AnnalsMarkColors colors;
      GdkRGBA dimmed;

      if (y + 1 > overview->height - LABELS)
        break;
      annals_mark_colors_init (&colors, overview->theme,
                               annals_grouping_get_lane_rgb (overview->grouping, lane));
      annals_rgba_mix (&overview->theme->panel, &colors.fill, 0.28, &dimmed);
      for (guint i = 0; i < n; i++)
        {
          gboolean is_dimmed
              = overview->matches != NULL && !annals_bitset_contains (overview->matches, events[i]);

          paint_event (strip, events[i], y, MIN (LANE_LINE, MAX (pitch - 1, 1)),
                       is_dimmed ? &dimmed : &colors.fill);
        }
    }
}

/* Events of all lanes in columns of two pixels, linear from zero. */
static void
paint_histogram (Strip *strip)
{
  const AnnalsOverviewFrame *overview = strip->overview;
  AnnalsPainter *painter = &strip->painter;
  guint n_columns = (guint)CLAMP (overview->width / COLUMN, 1, 4096);
  g_autofree guint *counts = g_new0 (guint, n_columns);
  double bottom = overview->height - LABELS;
  double room = bottom - TOP;
  guint peak = 1;

  for (guint lane = 0; lane < annals_grouping_get_n_lanes (overview->grouping); lane++)
    {
      guint before = 0;

      for (guint i = 0; i <= n_columns; i++)
        {
          double edge_s = annals_view_instant (&strip->frame.view, i * COLUMN);
          guint rank = annals_counts_in_range (overview->counts, lane, -INFINITY, edge_s);

          if (i > 0)
            counts[i - 1] += rank - before;
          before = rank;
        }
    }
  for (guint i = 0; i < n_columns; i++)
    peak = MAX (peak, counts[i]);
  for (guint i = 0; i < n_columns;)
    {
      double height = ceil (counts[i] * room / peak);
      guint next = i + 1;

      while (next < n_columns && ceil (counts[next] * room / peak) == height)
        next++;
      annals_painter_wash (painter, i * COLUMN, bottom - height, (next - i) * COLUMN, height,
                           &overview->theme->ink3, HISTOGRAM_ALPHA);
      i = next;
    }
}

static void
paint_dot (Strip *strip, double x, double y, double size, const GdkRGBA *color, const GdkRGBA *edge)
{
  AnnalsMarkColors colors = { .fill = *color,
                              .ink = edge != NULL ? *edge : *color,
                              .ground = strip->overview->theme->panel };
  AnnalsCertainty certainty
      = edge != NULL ? ANNALS_CERTAINTY_CLAIMED : ANNALS_CERTAINTY_ESTABLISHED;

  annals_painter_place_mark (
      &strip->painter,
      annals_mark_get_node (strip->painter.store, ANNALS_KIND_MEETING, certainty, size, &colors),
      size, x, y);
}

/* Landmarks, the hollow ones for what may happen. Importances lie side by side, a byte an event. */
static void
paint_landmarks (Strip *strip)
{
  const AnnalsOverviewFrame *overview = strip->overview;
  AnnalsTimeline *timeline = overview->timeline;
  g_autofree gboolean *is_taken = g_new0 (gboolean, (gsize)MAX (overview->width, 1) + 1);

  for (guint lane = 0; lane < annals_grouping_get_n_lanes (overview->grouping); lane++)
    {
      const double *drawn;
      const guint8 *importances;
      guint n;
      const guint32 *events
          = annals_grouping_get_lane_drawn (overview->grouping, lane, &drawn, &importances, &n);

      for (guint i = 0; i < n; i++)
        {
          const guint8 *next = memchr (importances + i, ANNALS_IMPORTANCE_LANDMARK, n - i);
          gboolean is_prospect;
          double x;

          if (next == NULL)
            break;
          i = (guint)(next - importances);
          x = annals_painter_x (
              &strip->painter,
              annals_span_get_anchor (annals_timeline_get_event_span (timeline, events[i])));
          if (!(x >= 0) || x > overview->width || is_taken[(gsize)x])
            continue;
          is_taken[(gsize)x] = TRUE;
          is_prospect
              = annals_timeline_get_event_certainty (timeline, events[i])
                    == ANNALS_CERTAINTY_PROSPECT
                || annals_timeline_get_event_kind (timeline, events[i]) == ANNALS_KIND_PROSPECT;
          paint_dot (strip, x, LANDMARK_Y, LANDMARK, &overview->theme->ink,
                     is_prospect ? &overview->theme->ink : NULL);
        }
    }
}

/* While searching: where the matches are, instead of the landmarks. */
static void
paint_matches (Strip *strip)
{
  const AnnalsOverviewFrame *overview = strip->overview;
  AnnalsPainter *painter = &strip->painter;

  for (double x = 0; x < overview->width; x += MATCH_COLUMN)
    {
      double begin_s = annals_view_instant (&strip->frame.view, x);
      double end_s = annals_view_instant (&strip->frame.view, x + MATCH_COLUMN);
      guint n = 0;

      for (guint lane = 0; lane < annals_grouping_get_n_lanes (overview->grouping) && n == 0;
           lane++)
        n = annals_counts_in_range (overview->counts, lane, begin_s, end_s);
      if (n == 0)
        continue;
      annals_painter_fill (painter, x, LANDMARK_Y - 2.5, 4, 5, &overview->theme->note_edge);
      annals_painter_fill (painter, x + 1, LANDMARK_Y - 1.5, 2, 3, &overview->theme->note);
    }
}

/* Where the reader's notes are, above the years; notes nearer than half a dot are one. */
static void
paint_notes (Strip *strip)
{
  const AnnalsOverviewFrame *overview = strip->overview;
  AnnalsPainter *painter = &strip->painter;
  AnnalsTimeline *timeline = overview->timeline;
  const AnnalsTheme *theme = overview->theme;
  g_autofree gboolean *is_taken = g_new0 (gboolean, (gsize)(MAX (overview->width, 1) / NOTE_COLUMN) + 1);
  guint n_notes = annals_notebook_get_n_notes (overview->notebook);
  double y = overview->height - LABELS - NOTE_DOT / 2 - 1;

  for (guint i = 0; i < n_notes; i++)
    {
      guint event = annals_timeline_find_event (
          timeline, annals_notebook_get_note (overview->notebook, i)->event_id);
      double x = NAN;

      if (event != ANNALS_NO_EVENT
          && annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
        x = annals_painter_x (
            painter, annals_span_get_anchor (annals_timeline_get_event_span (timeline, event)));
      if (!(x >= 0) || x > overview->width || is_taken[(gsize)(x / NOTE_COLUMN)])
        continue;
      is_taken[(gsize)(x / NOTE_COLUMN)] = TRUE;
      annals_painter_disc (painter, x, y, NOTE_DOT, NOTE_DOT, &theme->note, 1, &theme->note_edge);
    }
}

static GskRenderNode *
get_notes (const AnnalsOverviewFrame *overview)
{
  AnnalsNodeStore *store = annals_text_cache_get_store (overview->text);
  AnnalsNodeKey key = { .what = ANNALS_STORED_OVERVIEW_NOTES };
  GskRenderNode *node;
  Strip strip;

  key.numbers[0] = overview->notes_stamp;
  key.numbers[6] = annals_node_key_length (overview->width);
  key.numbers[7]
      = annals_node_key_length (overview->height) << 3 ^ annals_node_key_length (overview->scale);
  key.numbers[8] = (guint32)overview->theme->id << 1 | (overview->theme->is_high_contrast ? 1 : 0);
  node = annals_node_store_get (store, &key);
  if (node != NULL)
    return node;
  init_strip (&strip, overview);
  paint_notes (&strip);
  return annals_node_store_put (store, &key, finish_strip (&strip), NULL, NULL);
}

/* Many events before they are counted are not drawn at all: a GPU refuses a hundred thousand. */
static gboolean
is_few (const AnnalsOverviewFrame *overview)
{
  return annals_timeline_get_n_events (overview->timeline) <= FEW_EVENTS
         && annals_grouping_is_ready (overview->grouping);
}

static GskRenderNode *
build_still (const AnnalsOverviewFrame *overview)
{
  Strip strip;
  double as_of_s = annals_timeline_get_as_of_s (overview->timeline);

  init_strip (&strip, overview);
  paint_ticks (&strip);
  if (is_few (overview))
    paint_events (&strip);
  else if (overview->counts != NULL)
    paint_histogram (&strip);
  if (overview->matches != NULL && overview->counts != NULL)
    paint_matches (&strip);
  else if (overview->counts != NULL || is_few (overview))
    paint_landmarks (&strip);
  if (!isnan (as_of_s))
    annals_painter_fill (
        &strip.painter,
        annals_painter_snap (&strip.painter, annals_painter_x (&strip.painter, as_of_s)), 0,
        annals_painter_hairline (&strip.painter, 1), overview->height - LABELS,
        &overview->theme->ink2);

  return finish_strip (&strip);
}

/* What the still part was made of, kept as long as its node. */
typedef struct
{
  AnnalsGrouping *grouping;
  AnnalsArrangement *arrangement;
  AnnalsCounts *counts;
  AnnalsBitset *matches;
} Owners;

static void
free_owners (gpointer data)
{
  Owners *owners = data;

  annals_grouping_unref (owners->grouping);
  g_clear_pointer (&owners->arrangement, annals_arrangement_unref);
  g_clear_pointer (&owners->counts, annals_counts_unref);
  g_clear_pointer (&owners->matches, annals_bitset_unref);
  g_free (owners);
}

static void
add_address (AnnalsNodeKey *key, guint at, gconstpointer object)
{
  guint64 address = (guint64)(guintptr)object;

  key->numbers[at] = (guint32)address;
  key->numbers[at + 1] = (guint32)(address >> 32);
}

void
annals_overview_forget (AnnalsTextCache *text)
{
  annals_node_store_forget (annals_text_cache_get_store (text), ANNALS_STORED_OVERVIEW);
}

static GskRenderNode *
get_still (const AnnalsOverviewFrame *overview)
{
  AnnalsNodeStore *store = annals_text_cache_get_store (overview->text);
  AnnalsNodeKey key = { .what = ANNALS_STORED_OVERVIEW };
  GskRenderNode *node;
  Owners *owners;

  add_address (&key, 0, overview->grouping);
  add_address (&key, 2, overview->counts);
  add_address (&key, 4, overview->matches);
  key.numbers[6] = annals_node_key_length (overview->width);
  key.numbers[7]
      = annals_node_key_length (overview->height) << 3 ^ annals_node_key_length (overview->scale);
  key.numbers[8] = (guint32)overview->theme->id << 1 | (overview->theme->is_high_contrast ? 1 : 0);
  add_address (&key, 9, overview->arrangement);
  node = annals_node_store_get (store, &key);
  if (node != NULL)
    return node;

  /* One still part is enough: those of earlier publications and of other filters keep all alive that
   * they were made of, the bytes of a file that was closed among it. */
  annals_overview_forget (overview->text);
  owners = g_new0 (Owners, 1);
  owners->grouping = annals_grouping_ref (overview->grouping);
  if (overview->arrangement != NULL)
    owners->arrangement = annals_arrangement_ref (overview->arrangement);
  owners->counts = overview->counts != NULL ? annals_counts_ref (overview->counts) : NULL;
  owners->matches = overview->matches != NULL ? annals_bitset_ref (overview->matches) : NULL;

  return annals_node_store_put (store, &key, build_still (overview), owners, free_owners);
}

static void
paint_handle (AnnalsPainter *painter, double x, double height, const AnnalsTheme *theme)
{
  double top = annals_painter_snap (painter, (height - HANDLE_HEIGHT) / 2);
  double left = annals_painter_snap (painter, x - HANDLE_WIDTH / 2);

  annals_painter_fill_rounded (painter, left, top, HANDLE_WIDTH, HANDLE_HEIGHT, HANDLE_WIDTH / 2,
                               &theme->ground);
  annals_painter_frame_rounded (painter, left, top, HANDLE_WIDTH, HANDLE_HEIGHT, HANDLE_WIDTH / 2,
                                1, &theme->ink3);
  annals_painter_fill (painter, left + HANDLE_WIDTH / 2 - 0.5, top + 7, 1, HANDLE_HEIGHT - 14,
                       &theme->edge);
}

GskRenderNode *
annals_overview_build (const AnnalsOverviewFrame *overview)
{
  const AnnalsTheme *theme = overview->theme;
  Strip strip;
  AnnalsPainter *painter = &strip.painter;
  double left, right;

  init_strip (&strip, overview);
  left = annals_painter_snap (
      painter, CLAMP (annals_painter_x (painter, overview->view_begin_s), 4, overview->width - 5));
  right = annals_painter_snap (painter, CLAMP (annals_painter_x (painter, overview->view_end_s),
                                               left + 1, overview->width - 4));

  /* What is in view lies on the ground, the rest on the panel, a little back. */
  annals_painter_fill (painter, 0, 0, overview->width, overview->height, &theme->panel);
  annals_painter_fill_rounded (painter, left, 0, right - left, overview->height - 1, WINDOW_RADIUS,
                               &theme->ground);
  annals_painter_take (painter, gsk_render_node_ref (get_still (overview)));
  if (overview->notebook != NULL && annals_notebook_get_n_notes (overview->notebook) > 0)
    annals_painter_take (painter, gsk_render_node_ref (get_notes (overview)));
  annals_painter_wash (painter, 0, 0, left, overview->height, &theme->panel, 0.35);
  annals_painter_wash (painter, right, 0, overview->width - right, overview->height, &theme->panel,
                       0.35);
  annals_painter_frame_rounded (painter, left, 0, right - left, overview->height - 1, WINDOW_RADIUS,
                                1, &theme->ink3);
  paint_handle (painter, left, overview->height, theme);
  paint_handle (painter, right, overview->height, theme);

  return finish_strip (&strip);
}
