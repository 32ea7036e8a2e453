/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events the picture shows, where, and with which words: before anything is drawn. */
#include <math.h>

#include "scene/painter.h"
#include "view/lane-rows.h"
#include "view/motion.h"

/* How strong what is filtered out remains. */
#define DIMMED_MARK 0.28
#define DIMMED_LABEL 0.62

#define INSIDE_MARGIN 8.0 /* between the view's edge and words kept in view */
#define PLUS_GAP 4.0      /* between words and "+n" */
#define PLUS_MARK_GAP 2.0 /* between a mark without words and "+n" */
#define RING_ROOM 3.0
#define WIDER 3.0
#define HUES 64
#define THREAD_LOOKS 4096

/* Hues by colour: an event's colour is worked out once a picture. */
typedef struct
{
  guint32 rgb;
  gboolean is_known;
  AnnalsMarkColors plain, dimmed;
} Hue;

static const Hue *
get_hue (Hue *hues, const AnnalsTheme *theme, guint32 rgb)
{
  Hue *hue = &hues[(rgb * 2654435761u) >> 26];

  if (hue->is_known && hue->rgb == rgb)
    return hue;

  hue->is_known = TRUE;
  hue->rgb = rgb;
  annals_mark_colors_init (&hue->plain, theme, rgb);
  hue->dimmed = hue->plain;
  annals_rgba_mix (&theme->ground, &hue->plain.fill, DIMMED_MARK, &hue->dimmed.fill);
  annals_rgba_mix (&theme->ground, &hue->plain.ink, DIMMED_MARK, &hue->dimmed.ink);

  return hue;
}

static gboolean
is_filled_bar (const AnnalsItem *item)
{
  return item->shape.type == ANNALS_SHAPE_BAR && item->certainty == ANNALS_CERTAINTY_ESTABLISHED;
}

static GdkRGBA
get_label_color (const AnnalsTheme *theme, const AnnalsItem *item)
{
  GdkRGBA color = theme->ink;

  if (item->is_dimmed && is_filled_bar (item) && item->side == ANNALS_LABEL_INSIDE)
    color = theme->ink3;
  else if (item->is_dimmed)
    annals_rgba_mix (&theme->ground, &theme->ink3, DIMMED_LABEL, &color);
  else if (item->is_match)
    color = theme->ink;
  else if (item->side == ANNALS_LABEL_INSIDE && is_filled_bar (item))
    color = theme->ground;
  else if (item->importance == ANNALS_IMPORTANCE_MINOR)
    color = theme->ink2;
  else if (item->importance == ANNALS_IMPORTANCE_DETAIL)
    color = theme->ink3;

  return color;
}

/* What the search leaves out is dimmed as words are, and goes with them. */
static void
init_plus (AnnalsPainter *self, AnnalsItem *item, const Hue *hue)
{
  const AnnalsFrame *frame = self->frame;
  gboolean is_other;

  item->plus = annals_rows_count_plus (frame->rows, item->event, frame->matches, &is_other);
  item->plus_color = hue->plain.ink;
  if (is_other && (frame->hides_others || frame->theme->is_high_contrast))
    item->plus = 0;
  else if (is_other)
    annals_rgba_mix (&frame->theme->ground, &hue->plain.ink, DIMMED_LABEL, &item->plus_color);
}

static gboolean
init_item (AnnalsPainter *self, AnnalsItem *item, Hue *hues, AnnalsPlaced placed, guint lane,
           guint row)
{
  const AnnalsFrame *frame = self->frame;
  AnnalsTimeline *timeline = frame->timeline;
  guint event = ANNALS_PLACED_EVENT (placed);
  const AnnalsTrack *track
      = annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event));
  const Hue *hue = get_hue (hues, frame->theme, track != NULL ? track->rgb : 0x5f6972);

  *item = (AnnalsItem){ 0 };
  item->is_match = frame->matches != NULL && annals_bitset_contains (frame->matches, event);
  item->is_dimmed = frame->matches != NULL && !item->is_match;
  item->event = event;
  init_plus (self, item, hue);
  item->is_hidden = item->is_dimmed && frame->hides_others;
  if (item->is_hidden && item->plus == 0)
    return FALSE;

  item->lane = lane;
  item->row = row;
  item->side = ANNALS_PLACED_SIDE (placed);
  item->importance = CLAMP (annals_timeline_get_event_importance (timeline, event), 1, 5);
  item->kind = annals_timeline_get_event_kind (timeline, event);
  item->certainty = annals_timeline_get_event_certainty (timeline, event);
  item->flags = annals_timeline_get_event_flags (timeline, event);
  item->colors = item->is_dimmed ? hue->dimmed : hue->plain;
  annals_shape_init (&item->shape, timeline, event, frame->view.seconds_per_pixel,
                     annals_timeline_get_open_end_s (timeline), &frame->metrics);
  item->x = annals_painter_x (self, item->shape.origin_s);
  item->y = annals_painter_row_center (self, lane, row);
  item->mark_x = item->x + item->shape.mark_x;
  item->tail_x = item->x + item->shape.right;

  return item->x + item->shape.left < self->plot_right + frame->metrics.label_max
         && item->x + item->shape.right > self->plot_x - frame->metrics.label_max;
}

/* On the thread between members, where its end that the words stand at is out of view: the first place in
 * view that no member's mark is in. FALSE: there is none. */
static gboolean
find_thread_room (AnnalsPainter *self, const AnnalsItem *item, double reserved, double *left,
                  double *width)
{
  guint n;
  const AnnalsExtraSpan *spans
      = annals_timeline_get_extra_spans (self->frame->timeline, item->event, &n);
  double apart = item->shape.mark_size / 2 + self->frame->metrics.mark_label;
  double at = MAX (self->plot_x + INSIDE_MARGIN, item->x + item->shape.left);
  double right = MIN (self->plot_right - INSIDE_MARGIN, item->x + item->shape.right);

  /* Members are in no order: as long as one is in the way, beyond it. */
  for (guint i = 0, looked = 0; i < n && looked < THREAD_LOOKS; looked++)
    {
      double x = annals_shape_place_mark (
          annals_painter_x (self, annals_span_get_earliest (&spans[i].span)),
          annals_painter_x (self, annals_span_get_latest (&spans[i].span)), item->shape.mark_size,
          &self->frame->metrics);

      i++;
      if (spans[i - 1].is_member && x + apart > at && x - apart < at + reserved)
        {
          at = x + apart;
          i = 0;
        }
    }
  *left = at;
  *width = reserved;

  return at + reserved <= right;
}

/* Where the words may stand: from *left for at most *width, ended at *left + *width where they go
 * left of the mark. FALSE: nowhere. */
static gboolean
find_label_room (AnnalsPainter *self, const AnnalsItem *item, double reserved, double *left,
                 double *width)
{
  const AnnalsMetrics *metrics = &self->frame->metrics;
  double disc = item->flags & ANNALS_EVENT_CLAIMS_DISAGREE ? metrics->half_disc : 0;
  double begin = item->x + item->shape.left;
  double end = item->x + item->shape.right;

  switch (item->side)
    {
    case ANNALS_LABEL_RIGHT:
      if (end < self->plot_x)
        return FALSE;
      if (item->shape.type == ANNALS_SHAPE_MEMBERS && end > self->plot_right)
        return find_thread_room (self, item, reserved + disc, left, width);
      /* Clear of the selection's ring; less than the gap that rows keep after words. */
      *left = end + metrics->mark_label + (item->event == self->frame->selection ? RING_ROOM : 0);
      *width = MIN (reserved, self->plot_right - *left);
      break;
    case ANNALS_LABEL_LEFT:
      if (begin > self->plot_right)
        return FALSE;
      if (item->shape.type == ANNALS_SHAPE_MEMBERS && begin < self->plot_x)
        return find_thread_room (self, item, reserved + disc, left, width);
      *width = MIN (reserved, begin - metrics->mark_label - disc - self->plot_x);
      *left = begin - metrics->mark_label - disc - *width;
      break;
    case ANNALS_LABEL_INSIDE:
      {
        double inner_left
            = MAX (item->x + item->shape.label_inside_left, self->plot_x + INSIDE_MARGIN);
        double inner_right
            = MIN (item->x + item->shape.label_inside_right, self->plot_right - INSIDE_MARGIN);
        double outer_left
            = MAX (item->x + item->shape.label_inside_least, self->plot_x + INSIDE_MARGIN);

        /* Pushed by the view's right edge, words move into the fade rather than vanish. */
        if (inner_right - inner_left < reserved)
          inner_left = MAX (outer_left, MIN (inner_left, inner_right - reserved - disc));
        *left = inner_left;
        *width = MIN (reserved, inner_right - disc - inner_left);
      }
      break;
    default:
      return FALSE;
    }

  /* Rows keep no more for short words than they are reckoned to be. */
  return *width >= MIN (reserved - WIDER, metrics->label_min);
}

/* The width that rows keep for an event's words. */
static double
get_reserved (AnnalsPainter *self, guint event)
{
  const AnnalsFrame *frame = self->frame;

  if (frame->label_widths != NULL)
    return frame->label_widths[event];

  return annals_text_get_label_width (
      frame->text, CLAMP (annals_timeline_get_event_importance (frame->timeline, event), 1, 5),
      annals_timeline_get_event_title (frame->timeline, event), frame->metrics.label_max);
}

static void
place_label (AnnalsPainter *self, AnnalsItem *item)
{
  const AnnalsFrame *frame = self->frame;
  const char *title = annals_timeline_get_event_title (frame->timeline, item->event);
  double reserved, left, width, real_width;

  if (item->side == ANNALS_LABEL_NONE || item->is_hidden
      || (item->is_dimmed && frame->theme->is_high_contrast))
    return;

  reserved = get_reserved (self, item->event);
  /* Fonts may be laid out a little wider than reckoned: that much of the gap after words is theirs.
   */
  if (reserved < frame->metrics.label_max)
    reserved += WIDER;
  if (!find_label_room (self, item, reserved, &left, &width))
    return;

  item->label_color = get_label_color (frame->theme, item);
  item->label = annals_text_node (frame->text, ANNALS_TEXT_LABEL_1 + (item->importance - 1), title,
                                  &item->label_color, width, &real_width);
  if (item->label == NULL)
    return;

  item->has_label = TRUE;
  item->is_ellipsised
      = (reserved > width || reserved >= frame->metrics.label_max)
        && annals_text_measure (frame->text, ANNALS_TEXT_LABEL_1 + (item->importance - 1), title)
               > real_width + 0.5;
  item->label_width = real_width;
  item->label_x = item->side == ANNALS_LABEL_LEFT && left < item->x + item->shape.left
                      ? left + width - real_width
                      : left;
  if (item->side == ANNALS_LABEL_RIGHT)
    item->tail_x = MAX (item->tail_x, item->label_x + real_width
                                          + (item->flags & ANNALS_EVENT_CLAIMS_DISAGREE
                                                 ? frame->metrics.half_disc
                                                 : 0));
}

/* "+3": after the words where they go right, else after the mark. */
static void
place_plus (AnnalsPainter *self, AnnalsItem *item)
{
  g_autofree char *words = NULL;

  if (item->plus == 0)
    return;

  words = g_strdup_printf ("+%u", item->plus);
  item->plus_x = item->has_label && item->side == ANNALS_LABEL_RIGHT
                   ? item->tail_x + PLUS_GAP
                   : item->x + item->shape.right + PLUS_MARK_GAP;
  item->tail_x
      = item->plus_x + annals_text_measure (self->frame->text, ANNALS_TEXT_CHIP, words);
}

/* What is done with an event of a row: data is what visit_lane () was given. */
typedef void (*Visit) (AnnalsPainter *self, AnnalsPlaced placed, guint lane, guint row, gpointer data);

/* All that the lane's first rows have in view. */
static void
visit_lane (AnnalsPainter *self, guint lane, guint n_rows, Visit visit, gpointer data)
{
  AnnalsRows *rows = self->frame->rows;
  const AnnalsView *view = &self->frame->view;

  n_rows = MIN (n_rows, annals_rows_get_n_rows (rows, lane));
  for (guint row = 0; row < n_rows; row++)
    {
      guint first, n_in_row;
      guint n = annals_rows_get_range (rows, lane, row, annals_view_instant (view, 0),
                                       annals_view_instant (view, view->width_px),
                                       view->seconds_per_pixel, &first);
      const AnnalsPlaced *placed = annals_rows_get_row (rows, lane, row, &n_in_row);

      for (guint i = first; i < MIN (first + n, n_in_row); i++)
        visit (self, placed[i], lane, row, data);
    }
}

static void
collect (AnnalsPainter *self, AnnalsPlaced placed, guint lane, guint row, gpointer hues)
{
  AnnalsItem item;

  if (!init_item (self, &item, hues, placed, lane, row))
    return;
  if (item.event == self->frame->selection && !item.is_hidden)
    self->selected = (int)self->items->len;
  g_array_append_val (self->items, item);
}

/* The most important words first: the frame's budget of fresh layouts may not last for all. */
static void
place_labels (AnnalsPainter *self)
{
  for (int importance = 1; importance <= 5; importance++)
    for (guint i = 0; i < self->items->len; i++)
      {
        AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);

        if (item->importance != importance)
          continue;
        place_label (self, item);
        place_plus (self, item);
      }
}

/* --- what is selected and found no row --- */

/* The lane that an unplaced selection is shown in; G_MAXUINT: it is placed, or there is none. */
static guint
find_unplaced_selection (AnnalsPainter *self)
{
  const AnnalsFrame *frame = self->frame;
  guint lane, row;
  AnnalsLabelSide side;

  if (frame->selection >= annals_timeline_get_n_events (frame->timeline)
      || annals_rows_find (frame->rows, frame->selection, &lane, &row, &side))
    return G_MAXUINT;
  lane = annals_grouping_get_lane_of (annals_rows_get_grouping (frame->rows), frame->selection);

  return lane < frame->lanes->n_lanes ? frame->lanes->lanes[lane].line : G_MAXUINT;
}

/* Pixels from the epoch that a placed event takes at that scale, with its words and "+n". */
static void
get_reach (AnnalsPainter *self, AnnalsPlaced placed, double seconds_per_pixel, double *left,
           double *right)
{
  const AnnalsFrame *frame = self->frame;
  guint event = ANNALS_PLACED_EVENT (placed);
  guint plus = annals_rows_get_plus (frame->rows, event);
  double words = frame->metrics.mark_label + get_reserved (self, event);
  AnnalsShape shape;

  annals_shape_init (&shape, frame->timeline, event, seconds_per_pixel,
                     annals_timeline_get_open_end_s (frame->timeline), &frame->metrics);
  if (annals_timeline_get_event_flags (frame->timeline, event) & ANNALS_EVENT_CLAIMS_DISAGREE)
    words += frame->metrics.half_disc;
  *left = shape.origin_s / seconds_per_pixel + shape.left;
  *right = shape.origin_s / seconds_per_pixel + shape.right;
  if (ANNALS_PLACED_SIDE (placed) == ANNALS_LABEL_LEFT)
    *left -= words;
  else if (ANNALS_PLACED_SIDE (placed) == ANNALS_LABEL_RIGHT)
    *right += words;
  if (plus > 0)
    *right += annals_plus_width (plus, &frame->metrics);
}

static gboolean
is_row_free (AnnalsPainter *self, guint lane, guint row, double seconds_per_pixel, double left,
             double right)
{
  guint first, n_in_row;
  guint n = annals_rows_get_range (self->frame->rows, lane, row, left * seconds_per_pixel,
                                   right * seconds_per_pixel, seconds_per_pixel, &first);
  const AnnalsPlaced *placed = annals_rows_get_row (self->frame->rows, lane, row, &n_in_row);

  for (guint i = first; i < MIN (first + n, n_in_row); i++)
    {
      double placed_left, placed_right;

      get_reach (self, placed[i], seconds_per_pixel, &placed_left, &placed_right);
      if (placed_left < right && placed_right > left)
        return FALSE;
    }

  return TRUE;
}

/* Has the row room for the item, and so much for its words, at that scale? Then at every finer one. */
static gboolean
has_room (AnnalsPainter *self, const AnnalsItem *item, guint row, double seconds_per_pixel,
          double words)
{
  const AnnalsFrame *frame = self->frame;
  double gap = frame->metrics.mark_label;
  AnnalsShape shape;
  double x;

  annals_shape_init (&shape, frame->timeline, item->event, seconds_per_pixel,
                     annals_timeline_get_open_end_s (frame->timeline), &frame->metrics);
  x = shape.origin_s / seconds_per_pixel;

  return is_row_free (self, item->lane, row, seconds_per_pixel, x + shape.left - gap,
                      x + shape.right + gap + words);
}

/* The row that has room for the item first while the octave is zoomed through; the number of rows:
 * none has. A function of the rows and the octave, as rows are, never of what is in view. */
static guint
find_roomy_row (AnnalsPainter *self, const AnnalsItem *item, guint n_rows)
{
  double coarsest = annals_octave_get_coarsest (annals_rows_get_octave (self->frame->rows));

  for (double share = 1; share >= 0.5; share -= 0.125)
    for (guint row = 0; row < n_rows; row++)
      if (has_room (self, item, row, share * coarsest, 0))
        return row;

  return n_rows;
}

/* With its words where its row has room for them, else as a mark where there is room for that; FALSE
 * where there is none. */
static gboolean
place_unplaced (AnnalsPainter *self, AnnalsItem *item)
{
  const AnnalsFrame *frame = self->frame;
  guint n_rows = MIN (annals_rows_get_n_rows (frame->rows, item->lane),
                      frame->lanes->lanes[item->lane].n_rows);
  double words = RING_ROOM + get_reserved (self, item->event) + WIDER;

  item->row = find_roomy_row (self, item, n_rows);
  if (item->row == n_rows || !has_room (self, item, item->row, frame->view.seconds_per_pixel, 0))
    return FALSE;
  item->side = !annals_rows_is_mark_row (frame->rows, item->lane, item->row)
                       && has_room (self, item, item->row, frame->view.seconds_per_pixel, words)
                   ? ANNALS_LABEL_RIGHT
                   : ANNALS_LABEL_NONE;
  item->y = annals_painter_row_center (self, item->lane, item->row);

  return TRUE;
}

/* Down to the count that tells of it: in the line of counts, in the band, or as "+n" among the rows. */
static void
set_flag (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsLane *at = &self->frame->lanes->lanes[item->lane];

  self->flag_x = isnan (item->mark_x) ? item->x : item->mark_x;
  self->flag_y = self->lanes_y + at->row_y[at->n_rows] + (at->counts_height + at->band_height) / 2;
  self->flag_lane = item->lane;
  self->has_flag = self->flag_x >= self->plot_x && self->flag_x <= self->plot_right;
}

/* What is selected is shown even where it is unplaced, or the reader would have gone to nothing. The
 * count or "+n" that tells of it goes on doing so. After the labels of all others. */
static void
collect_unplaced_selection (AnnalsPainter *self, Hue *hues)
{
  guint lane = find_unplaced_selection (self);
  AnnalsItem item;

  if (lane == G_MAXUINT || !annals_painter_is_lane_seen (self, lane)
      || self->frame->lanes->lanes[lane].is_folded
      || !init_item (self, &item, hues, self->frame->selection, lane, 0))
    return;
  if (!place_unplaced (self, &item))
    {
      set_flag (self, &item);
      return;
    }
  place_label (self, &item);
  self->selected = (int)self->lane_items[lane + 1];
  g_array_insert_val (self->items, self->lane_items[lane + 1], item);
  for (guint i = lane + 1; i <= self->frame->lanes->n_lanes; i++)
    self->lane_items[i]++;
}

/* Of the lanes that are folded into a line. */
typedef struct
{
  Hue *hues;
  guint line;
  GArray *items;
} Folded;

static void
collect_if_folded (AnnalsPainter *self, AnnalsPlaced placed, guint lane, guint row, gpointer data)
{
  Folded *folded = data;
  AnnalsItem item;

  if (annals_painter_may_show_folded (self, ANNALS_PLACED_EVENT (placed))
      && init_item (self, &item, folded->hues, placed, folded->line, 0) && !item.is_hidden)
    g_array_append_val (folded->items, item);
}

/* Landmarks, and what the reader holds, of all lanes that are folded into this one's line. */
static void
collect_folded (AnnalsPainter *self, Hue *hues, guint line)
{
  const AnnalsLanes *lanes = self->frame->lanes;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (AnnalsItem));
  Folded folded = { hues, line, items };

  for (guint lane = 0; lane < lanes->n_lanes; lane++)
    if (lanes->lanes[lane].line == line)
      visit_lane (self, lane, ANNALS_ROWS_MAX, collect_if_folded, &folded);
  if (find_unplaced_selection (self) == line)
    {
      AnnalsItem item;

      if (init_item (self, &item, hues, self->frame->selection, line, 0))
        g_array_append_val (items, item);
    }
  annals_painter_add_folded (self, line, items);
}

void
annals_paint_collect_events (AnnalsPainter *self)
{
  const AnnalsLanes *lanes = self->frame->lanes;
  g_autofree Hue *hues = g_new0 (Hue, HUES);

  self->lane_items = g_new0 (guint, lanes->n_lanes + 1);
  for (guint lane = 0; lane < lanes->n_lanes; lane++)
    {
      self->lane_items[lane] = self->items->len;
      if (!annals_painter_is_lane_seen (self, lane))
        continue;
      if (lanes->lanes[lane].is_folded)
        collect_folded (self, hues, lane);
      else
        visit_lane (self, lane, lanes->lanes[lane].n_rows, collect, hues);
    }
  self->lane_items[lanes->n_lanes] = self->items->len;
  place_labels (self);
  collect_unplaced_selection (self, hues);
}

/* --- the picture before --- */

/* Where an event of the picture before is among the items now: its index + 1, 0: nowhere. */
static guint
find_now (GHashTable *now, guint event)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (now, GUINT_TO_POINTER (event)));
}

/* The item is on its way from a row of the picture before. */
static void
set_way (AnnalsPainter *now, AnnalsItem *item, guint lane_before, guint row_before)
{
  const AnnalsLane *at = &now->lanes_now->lanes[item->lane];
  double before = annals_glide_get_row_before (now->frame->glide, lane_before, row_before);
  double after = (at->row_y[item->row] + at->row_y[item->row + 1]) / 2;

  item->y = now->lanes_y + annals_between (before, after, now->frame->progress);
  item->is_coming = FALSE;
}

/* What a past picture is collected for. */
typedef struct
{
  AnnalsPainter *now;
  GHashTable *index_now;
  Hue *hues;
} Past;

static void
collect_past (AnnalsPainter *past, AnnalsPlaced placed, guint lane, guint row, gpointer data)
{
  const Past *aim = data;
  guint index = find_now (aim->index_now, ANNALS_PLACED_EVENT (placed));
  AnnalsItem item;

  if (index > 0)
    set_way (aim->now, &g_array_index (aim->now->items, AnnalsItem, index - 1), lane, row);
  else if (init_item (past, &item, aim->hues, placed, lane, row))
    g_array_append_val (past->items, item);
}

/* What comes from a lane that was out of view stood in its row there all the same. */
static void
find_way (AnnalsPainter *now, AnnalsItem *item)
{
  const AnnalsGlide *glide = now->frame->glide;
  guint before = annals_glide_find_before (glide, item->event);
  guint lane, row;
  AnnalsLabelSide side;

  if (before != ANNALS_NO_EVENT && annals_rows_find (glide->rows, before, &lane, &row, &side)
      && lane < glide->lanes->n_lanes && row < glide->lanes->lanes[lane].n_rows)
    set_way (now, item, lane, row);
}

void
annals_paint_collect_past (AnnalsPainter *past, AnnalsPainter *now)
{
  g_autoptr (GHashTable) index_now = g_hash_table_new (NULL, NULL);
  g_autofree Hue *hues = g_new0 (Hue, HUES);
  Past aim = { now, index_now, hues };

  for (guint i = 0; i < now->items->len; i++)
    {
      AnnalsItem *item = &g_array_index (now->items, AnnalsItem, i);

      item->is_coming = TRUE;
      g_hash_table_insert (
          index_now,
          GUINT_TO_POINTER (annals_glide_find_before (now->frame->glide, item->event)),
          GUINT_TO_POINTER (i + 1));
    }

  past->lane_items = g_new0 (guint, past->frame->lanes->n_lanes + 1);
  for (guint lane = 0; lane < past->frame->lanes->n_lanes; lane++)
    {
      past->lane_items[lane] = past->items->len;
      if (annals_painter_is_lane_seen (past, lane) && !past->frame->lanes->lanes[lane].is_folded)
        visit_lane (past, lane, past->frame->lanes->lanes[lane].n_rows, collect_past, &aim);
    }
  past->lane_items[past->frame->lanes->n_lanes] = past->items->len;
  place_labels (past);

  for (guint i = 0; i < now->items->len; i++)
    {
      AnnalsItem *item = &g_array_index (now->items, AnnalsItem, i);

      if (item->is_coming)
        find_way (now, item);
    }
}
