/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to the selected event: its line up to the axis, and its links.
 *
 *        ┌───────── the axis
 *   ▾────╯          along the lane's upper border, down to the linked mark
 *   ●    ◉          the selection: one trunk for all its links
 *        │
 *        ╰──────╮   along the border of the next lane
 *               ◆
 * Lines lie under the plates of words, so that they break there and never run through words. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "scene/painter.h"

#define LINE 1.1
#define LINE_STRENGTH 0.8 /* of ink2 */
#define PLUMB 1.5
#define CORNER 6.0
#define BORDER 3.0    /* of a branch below its lane's border */
#define STRAIGHT 10.0 /* marks this near the trunk hang on it */
#define MARK_GAP 3.0  /* between a line's end and a mark */
#define HEAD 6.0
#define TYPE_GAP 6.0
#define OUT_OF_VIEW_LINE 22.0
#define EDGE 6.0     /* of words at the view's edge from it, and from others there */
#define BESIDE_MAX 2 /* so many others */
#define LINKS_MAX 64 /* drawn of one event; the panel lists all */

/* A linked event that is in the picture. */
typedef struct
{
  const AnnalsItem *item;
  const AnnalsLink *link;
} Branch;

double
annals_painter_selected_x (AnnalsPainter *self)
{
  const AnnalsItem *item;
  double x;

  if (self->selected < 0)
    return self->flag_x;
  item = &g_array_index (self->items, AnnalsItem, self->selected);
  x = item->mark_x;
  if (isnan (x))
    x = item->x + MAX (item->shape.begin_min, item->shape.left);

  return CLAMP (x, self->plot_x, self->plot_right);
}

static double
get_item_x (const AnnalsItem *item)
{
  return isnan (item->mark_x) ? item->x + MAX (item->shape.begin_min, item->shape.left) + 3
                              : item->mark_x;
}

/* Half the height that lines keep clear of. */
static double
get_reach (AnnalsPainter *self, const AnnalsItem *item)
{
  if (item->event == self->frame->selection)
    return item->shape.mark_size / 2 + 4.5 + 1;

  return isnan (item->mark_x) ? self->frame->metrics.bar / 2
                              : item->shape.mark_size / 2 + MARK_GAP - 1;
}

static double
get_line_color (AnnalsPainter *self, GdkRGBA *color)
{
  annals_rgba_mix (&self->frame->theme->ground, &self->frame->theme->ink2, LINE_STRENGTH, color);

  return annals_painter_hairline (self, LINE);
}

static void
vertical (AnnalsPainter *self, double x, double from, double to)
{
  GdkRGBA color;
  double line = get_line_color (self, &color);

  annals_painter_fill (self, annals_painter_snap (self, x - line / 2), MIN (from, to), line,
                       fabs (to - from), &color);
}

static void
horizontal (AnnalsPainter *self, double y, double from, double to)
{
  GdkRGBA color;
  double line = get_line_color (self, &color);

  annals_painter_fill (self, MIN (from, to), annals_painter_snap (self, y - line / 2),
                       fabs (to - from), line, &color);
}

static void
stroke (AnnalsPainter *self, AnnalsStroke kind, double x, double y)
{
  GdkRGBA color = self->frame->theme->ink2;

  if (kind >= ANNALS_STROKE_CORNER_TOP_LEFT)
    get_line_color (self, &color);
  annals_painter_stroke (self, kind, x, y, &color, LINE);
}

/* As wide as a line: nothing that has a row is hidden from the hand. */
static void
add_flag_hit (AnnalsPainter *self)
{
  AnnalsHit hit = { .kind = ANNALS_HIT_EVENT,
                    .event = self->frame->selection,
                    .lane = self->flag_lane,
                    .box = GRAPHENE_RECT_INIT ((float)self->flag_x, (float)self->flag_y - 0.25f, 0.5f,
                                               0.5f) };

  annals_painter_add_hit (self, &hit, NULL);
}

void
annals_paint_plumb_line (AnnalsPainter *self)
{
  const AnnalsItem *item;
  double x, y;

  if (self->selected < 0 && !self->has_flag)
    return;

  x = annals_painter_selected_x (self) - PLUMB / 2;
  y = self->plot_y - 1;
  if (self->selected < 0)
    {
      annals_painter_upright (self, x, y, PLUMB, MAX (self->flag_y - y, 0), FALSE,
                              &self->frame->theme->ink);
      add_flag_hit (self);
      return;
    }
  item = &g_array_index (self->items, AnnalsItem, self->selected);
  annals_painter_upright (self, x, y, PLUMB, item->y - get_reach (self, item) - y + 1, FALSE,
                          &self->frame->theme->ink);
}

/* Where branches into a lane leave the trunk. */
static double
get_border_y (AnnalsPainter *self, guint lane)
{
  return annals_painter_snap (self, self->lanes_y + self->frame->lanes->lanes[lane].y) + BORDER;
}

static void
paint_branch (AnnalsPainter *self, const AnnalsItem *from, double trunk_x, const Branch *branch)
{
  double x = get_item_x (branch->item);
  double top = branch->item->y - get_reach (self, branch->item);
  double border = get_border_y (self, branch->item->lane);
  gboolean is_right = x > trunk_x;
  gboolean is_above = border < from->y;
  double head = branch->link->is_backward ? 0 : HEAD;
  gboolean has_corner;

  if (fabs (x - trunk_x) <= STRAIGHT)
    {
      gboolean is_over = branch->item->y < from->y;
      double y = is_over ? branch->item->y + get_reach (self, branch->item) : top;

      if (!branch->link->is_backward)
        stroke (self, is_over ? ANNALS_STROKE_HEAD_UP : ANNALS_STROKE_HEAD_DOWN, trunk_x, y);
      return;
    }

  /* Out of the trunk, along the border, down to the mark; without a corner where there is no room.
   */
  if (is_above)
    stroke (self, is_right ? ANNALS_STROKE_CORNER_TOP_LEFT : ANNALS_STROKE_CORNER_TOP_RIGHT,
            trunk_x, border);
  else
    stroke (self, is_right ? ANNALS_STROKE_CORNER_BOTTOM_LEFT : ANNALS_STROKE_CORNER_BOTTOM_RIGHT,
            trunk_x, border);
  has_corner = top - head >= border + CORNER && fabs (x - trunk_x) > 2 * CORNER;
  horizontal (self, border, trunk_x + (is_right ? CORNER : -CORNER),
              x + (has_corner ? is_right ? -CORNER : CORNER : 0));
  if (has_corner)
    stroke (self, is_right ? ANNALS_STROKE_CORNER_TOP_RIGHT : ANNALS_STROKE_CORNER_TOP_LEFT, x,
            border);
  if (top - head > border)
    vertical (self, x, border + (has_corner ? CORNER : 0), top - head + 0.5);
  else if (branch->link->is_backward)
    vertical (self, x, border, top);
  if (!branch->link->is_backward)
    stroke (self, ANNALS_STROKE_HEAD_DOWN, x, MAX (top, border + HEAD - 1));
}

/* The selected event's links to events in the picture. (transfer full) */
static GArray *
find_branches (AnnalsPainter *self)
{
  GArray *branches = g_array_new (FALSE, FALSE, sizeof (Branch));
  guint n;
  const AnnalsLink *links
      = annals_timeline_get_links (self->frame->timeline, self->frame->selection, &n);

  for (guint i = 0; i < n && branches->len < LINKS_MAX; i++)
    {
      Branch branch = { annals_painter_find_item (self, links[i].event), &links[i] };
      double x;

      if (links[i].event == ANNALS_NO_EVENT || branch.item == NULL)
        continue;
      x = get_item_x (branch.item);
      if (x >= self->plot_x && x <= self->plot_right)
        g_array_append_val (branches, branch);
    }

  return branches;
}

void
annals_paint_links (AnnalsPainter *self)
{
  g_autoptr (GArray) branches = NULL;
  const AnnalsItem *from;
  double trunk_x, top, bottom, reach;
  gboolean points_up = FALSE, points_down = FALSE;

  if (self->selected < 0)
    return;

  branches = find_branches (self);
  from = &g_array_index (self->items, AnnalsItem, self->selected);
  trunk_x = annals_painter_selected_x (self);
  reach = get_reach (self, from);
  top = from->y - reach;
  bottom = from->y + reach;
  for (guint i = 0; i < branches->len; i++)
    {
      const Branch *branch = &g_array_index (branches, Branch, i);
      double border = get_border_y (self, branch->item->lane);
      gboolean hangs = fabs (get_item_x (branch->item) - trunk_x) <= STRAIGHT;
      double y = hangs ? branch->item->y : border;

      if (hangs)
        y += get_reach (self, branch->item) * (y < from->y ? 1 : -1);
      if (y < from->y)
        top = MIN (top, hangs ? y : y + CORNER);
      else
        bottom = MAX (bottom, hangs ? y : y - CORNER);
      points_up = points_up || (branch->link->is_backward && y >= from->y);
      points_down = points_down || (branch->link->is_backward && y < from->y);
      paint_branch (self, from, trunk_x, branch);
    }
  if (top < from->y - reach)
    vertical (self, trunk_x, top, from->y - reach);
  if (bottom > from->y + reach)
    vertical (self, trunk_x, from->y + reach, bottom);
  if (points_up)
    stroke (self, ANNALS_STROKE_HEAD_UP, trunk_x, from->y + reach);
  if (points_down)
    stroke (self, ANNALS_STROKE_HEAD_DOWN, trunk_x, from->y - reach);
}

/* The link's word at the far mark, read from there, where nothing else stands. */
static void
paint_type (AnnalsPainter *self, const Branch *branch)
{
  const AnnalsItem *item = branch->item;
  const char *words = annals_link_type_get_name (branch->link->type, !branch->link->is_backward);
  double width = annals_text_measure (self->frame->text, ANNALS_TEXT_LINK, words);
  double lefts[2] = { item->x + item->shape.left - TYPE_GAP - width, item->tail_x + TYPE_GAP };

  for (int i = 0; i < 2; i++)
    {
      double left = lefts[i];

      if (left < self->plot_x + 2 || left + width > self->plot_right - 2
          || !annals_painter_is_row_free (self, item->lane, item->row, left - 3, left + width + 3)
          || annals_painter_find_taken (self, left - 2, item->y - 8, width + 4, 16) != NULL)
        continue;
      annals_painter_plate (self, left - 2, item->y - 8, width + 4, 16, ANNALS_PLATE_ALPHA);
      annals_painter_text (self, ANNALS_TEXT_LINK, words, &self->frame->theme->ink2, left, item->y,
                           0);
      return;
    }
}

/* The first row of the lane that is free at the view's edge, else beside what is said there already:
 * "4 earlier", another link. */
static gboolean
find_place_at_edge (AnnalsPainter *self, guint lane, gboolean is_later, double width, double *left,
                    double *y)
{
  for (guint beside = 0; beside <= BESIDE_MAX; beside++)
    for (guint row = 0; row < self->frame->lanes->lanes[lane].n_rows; row++)
      {
        const AnnalsHit *taken;

        *y = annals_painter_row_center (self, lane, row);
        *left = is_later ? self->plot_right - EDGE - width : self->plot_x + EDGE;
        for (guint i = 0; i < beside; i++)
          {
            taken = annals_painter_find_taken (self, *left, *y - 9, width, 18);
            if (taken != NULL)
              *left = is_later ? taken->box.origin.x - EDGE - width
                               : taken->box.origin.x + taken->box.size.width + EDGE;
          }
        if (*y >= self->plot_y && *y <= self->plot_bottom
            && annals_painter_is_row_free (self, lane, row, *left - 8, *left + width + 8)
            && annals_painter_find_taken (self, *left, *y - 9, width, 18) == NULL)
          return TRUE;
      }

  return FALSE;
}

/* A linked event out of view: "follows Singapore… ›" at the edge, in its lane. */
static void
paint_link_end (AnnalsPainter *self, const AnnalsLink *link)
{
  const AnnalsFrame *frame = self->frame;
  const char *type = annals_link_type_get_name (link->type, !link->is_backward);
  const char *title = annals_timeline_get_event_title (frame->timeline, link->event);
  const AnnalsSpan *span = annals_timeline_get_event_span (frame->timeline, link->event);
  double anchor = annals_span_get_anchor (span);
  gboolean is_later = anchor > frame->view.center_s;
  double type_width = annals_text_measure (frame->text, ANNALS_TEXT_LINK, type);
  double title_max = 110 * frame->metrics.text_scale;
  double title_width = MIN (annals_text_measure (frame->text, ANNALS_TEXT_CHIP, title), title_max);
  double width = OUT_OF_VIEW_LINE + 6 + type_width + 6 + title_width + 14;
  AnnalsHit hit = { .kind = ANNALS_HIT_LINK_END, .event = link->event };
  AnnalsLabelSide side;
  guint lane, row;
  double left, y;

  if (!annals_rows_find (frame->rows, link->event, &lane, &row, &side))
    lane = annals_grouping_get_lane_of (annals_rows_get_grouping (frame->rows), link->event);
  if (isnan (anchor) || lane >= frame->lanes->n_lanes
      || width > (self->plot_right - self->plot_x) / 2
      || !find_place_at_edge (self, lane, is_later, width, &left, &y))
    return;

  annals_painter_plate (self, left - 2, y - 8, width + 4, 16, ANNALS_PLATE_ALPHA);
  hit.lane = lane;
  hit.box = GRAPHENE_RECT_INIT ((float)left - 4, (float)y - 10, (float)width + 8, 20);
  annals_painter_add_hit (self, &hit, NULL);
  if (!is_later)
    {
      annals_painter_stroke (self, ANNALS_STROKE_CHEVRON_LEFT, left + 3, y, &frame->theme->ink2,
                             1.5);
      left += 14;
    }
  else
    {
      horizontal (self, y, left, left + OUT_OF_VIEW_LINE);
      annals_painter_stroke (self, ANNALS_STROKE_CHEVRON_RIGHT, left + width - 3, y,
                             &frame->theme->ink2, 1.5);
      left += OUT_OF_VIEW_LINE + 6;
    }
  annals_painter_text (self, ANNALS_TEXT_LINK, type, &frame->theme->ink2, left, y, 0);
  left += type_width + 6;
  annals_painter_text (self, ANNALS_TEXT_CHIP, title, &frame->theme->ink, left, y, title_max);
  if (!is_later)
    horizontal (self, y, left + title_width + 6, left + title_width + 6 + OUT_OF_VIEW_LINE);
}

void
annals_paint_link_types (AnnalsPainter *self)
{
  g_autoptr (GArray) branches = NULL;
  guint n;
  const AnnalsLink *links;

  if (self->selected < 0)
    return;

  links = annals_timeline_get_links (self->frame->timeline, self->frame->selection, &n);
  for (guint i = 0; i < MIN (n, LINKS_MAX); i++)
    {
      const AnnalsItem *item;

      if (links[i].event == ANNALS_NO_EVENT)
        continue;
      item = annals_painter_find_item (self, links[i].event);
      if (item == NULL || get_item_x (item) < self->plot_x || get_item_x (item) > self->plot_right)
        paint_link_end (self, &links[i]);
    }
  /* They give way to everything. */
  branches = find_branches (self);
  for (guint i = 0; i < branches->len; i++)
    paint_type (self, &g_array_index (branches, Branch, i));
}
