/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view's picture: rows, lanes and counts as they come, and the scene made of them. */
#include "time/calendar.h"
#include "widgets/look.h"
#include "widgets/timeline-view-private.h"

/* Fresh labels a frame: some 15 µs each, so that a frame stays far below 16 ms. */
#define LABELS_A_FRAME 64

/* The scrollbar has room of its own, where there is one: "12 later" stands at the edge. */
static double
get_picture_width (AnnalsTimelineView *self)
{
  gboolean has_scrollbar = gtk_widget_get_child_visible (self->scrollbar);

  return gtk_widget_get_width (GTK_WIDGET (self)) - (has_scrollbar ? ANNALS_SCROLLBAR_WIDTH : 0);
}

static double
get_plot_width (AnnalsTimelineView *self)
{
  return MAX (1, get_picture_width (self) - self->names_width);
}

static double
get_axis_height (AnnalsTimelineView *self)
{
  return round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
}

static double
get_plot_height (AnnalsTimelineView *self)
{
  return MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) - get_axis_height (self));
}

/* Now, on the reader's wall clock, placed as every time without a zone is: as written. */
static double
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return annals_instant_from_civil (g_date_time_get_year (now), g_date_time_get_month (now),
                                    g_date_time_get_day_of_month (now), g_date_time_get_hour (now),
                                    g_date_time_get_minute (now), 0);
}

void
annals_timeline_view_restyle (AnnalsTimelineView *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  double text_scale = annals_look_get_text_scale (settings);
  g_autofree char *family = annals_look_get_family (settings);
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font;

  g_clear_pointer (&self->lanes, g_free); /* of words that may have grown */
  annals_timeline_view_drop_names (self);

  self->theme = annals_look_get_theme (GTK_WIDGET (self));
  annals_metrics_init (&self->metrics, text_scale);

  /* Roles name their sizes in px times the text scale; the family is the desktop's. */
  font = pango_font_description_copy (pango_context_get_font_description (context));
  pango_font_description_set_family (font, family);
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  g_clear_pointer (&self->text, annals_text_cache_unref);
  self->text = annals_text_cache_new (context, text_scale);
  g_object_unref (context);

  g_free (self->family);
  self->family = g_steal_pointer (&family);
  annals_timeline_view_update_rows (self);
}

void
annals_timeline_view_invalidate (AnnalsTimelineView *self)
{
  self->is_stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Names are laid out once for their lanes, font and width, not for every octave. */
static const double *
get_name_heights (AnnalsTimelineView *self)
{
  AnnalsGrouping *grouping = annals_rows_get_grouping (self->rows);

  if (self->name_heights != NULL && self->named_grouping == grouping
      && self->lanes_names_width == self->names_width)
    return self->name_heights;

  annals_timeline_view_drop_names (self);
  self->named_grouping = annals_grouping_ref (grouping);
  self->name_heights = annals_scene_measure_lane_names (grouping, self->text, self->names_width);
  return self->name_heights;
}

void
annals_timeline_view_drop_names (AnnalsTimelineView *self)
{
  g_clear_pointer (&self->name_heights, g_free);
  g_clear_pointer (&self->named_grouping, annals_grouping_unref);
}

/* A pan changes none of what lanes are made of. */
static void
update_lanes (AnnalsTimelineView *self)
{
  const double *name_heights;

  AnnalsArrangement *arrangement = annals_session_get_arrangement (self->session);

  if (self->lanes != NULL && self->lanes_rows == self->rows
      && self->lanes_arrangement == arrangement
      && self->lanes_height == get_plot_height (self)
      && self->lanes_names_width == self->names_width)
    return;
  g_clear_pointer (&self->lanes, g_free);
  name_heights = self->rows != NULL ? get_name_heights (self) : NULL;
  self->lanes_rows = self->rows;
  self->lanes_arrangement = arrangement;
  self->lanes_height = get_plot_height (self);
  self->lanes_names_width = self->names_width;
  if (self->rows == NULL)
    return;
  self->lanes
    = annals_lanes_new (self->rows, arrangement, &self->metrics, name_heights, get_plot_height (self));
}

static gboolean
update_scrollbar (AnnalsTimelineView *self)
{
  GtkAdjustment *adjustment = gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (self->scrollbar));
  double page = get_plot_height (self);
  double height = self->lanes != NULL ? self->lanes->height : 0;
  gboolean overflows = height > page + 0.5;
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));

  gtk_adjustment_configure (adjustment, view->scroll_px, 0, MAX (height, page), self->metrics.row,
                            page * 0.9, page);
  if (gtk_widget_get_child_visible (self->scrollbar) == overflows)
    return FALSE;
  gtk_widget_set_child_visible (self->scrollbar, overflows);
  /* A child that is not shown is not laid out, and GTK holds a layout that it still owes it for asked for:
   * what was configured meanwhile would be drawn without an allocation. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return TRUE;
}

static void
drop_rows (AnnalsTimelineView *self)
{
  annals_timeline_view_end_glide (self);
  annals_timeline_view_drop_names (self);
  g_clear_pointer (&self->rows, annals_rows_unref);
  g_clear_pointer (&self->counts, annals_counts_unref);
  g_clear_pointer (&self->counts_grouping, annals_grouping_unref);
  g_clear_pointer (&self->lanes, g_free);
}

/* The new octave's rows and the new filter's counts replace the old ones once they are there. */
static void
take_what_is_ready (AnnalsTimelineView *self, AnnalsGrouping *grouping)
{
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));
  AnnalsRows *rows
    = annals_row_store_get (self->store, annals_octave_of (view->seconds_per_pixel));
  AnnalsCounts *counts
    = annals_row_store_get_counts (self->store, annals_session_get_matches (self->session));

  if (rows != NULL && rows != self->rows)
    {
      g_clear_pointer (&self->rows, annals_rows_unref);
      self->rows = annals_rows_ref (rows);
    }
  if (counts != NULL && counts != self->counts)
    {
      g_clear_pointer (&self->counts, annals_counts_unref);
      g_clear_pointer (&self->counts_grouping, annals_grouping_unref);
      self->counts = annals_counts_ref (counts);
      self->counts_grouping = annals_grouping_ref (grouping);
    }
}

void
annals_timeline_view_drop_past (AnnalsTimelineView *self)
{
  g_clear_pointer (&self->past_scene, annals_scene_unref);
  g_clear_pointer (&self->past_rows, annals_rows_unref);
  g_clear_pointer (&self->past_lanes, g_free);
  g_clear_pointer (&self->past_difference, annals_difference_unref);
}

/* Of a file that was read anew the picture stays, but nothing in it can be pointed at: its events are
 * not those of the session any more. */
static void
keep_past (AnnalsTimelineView *self, AnnalsDifference *difference)
{
  annals_timeline_view_drop_past (self);
  if (self->lanes != NULL)
    {
      self->past_scene = g_steal_pointer (&self->scene);
      self->past_rows = annals_rows_ref (self->rows);
      self->past_lanes = g_steal_pointer (&self->lanes);
      self->past_difference = annals_difference_ref (difference);
      self->past_scroll_px
        = annals_viewport_get_view (annals_session_get_viewport (self->session))->scroll_px;
    }
  drop_rows (self);
}

/* Rows of another file's lanes are never shown beside this one's; those of an earlier publication,
 * or of another grouping of the same one, stay until the new ones are there. */
static void
drop_foreign_rows (AnnalsTimelineView *self, AnnalsTimeline *timeline)
{
  AnnalsDifference *difference = annals_session_get_difference (self->session);
  AnnalsTimeline *past;

  past = self->past_difference != NULL ? annals_difference_get_after (self->past_difference) : NULL;
  if (past != NULL && past != timeline)
    annals_timeline_view_drop_past (self);
  if (self->rows == NULL)
    return;
  past = annals_grouping_get_timeline (annals_rows_get_grouping (self->rows));
  if (past == timeline)
    return;
  if (timeline != NULL && difference != NULL && annals_difference_get_before (difference) == past)
    keep_past (self, difference);
  else if (timeline == NULL || annals_timeline_get_file (past) == NULL
           || annals_timeline_get_file (past) != annals_timeline_get_file (timeline)
           || annals_timeline_is_complete (past))
    {
      annals_timeline_view_drop_items (self);
      drop_rows (self);
    }
}

/* TRUE where the scrollbar has come or gone, and the plot has another width. */
static gboolean
update_pass (AnnalsTimelineView *self, AnnalsViewport *viewport, AnnalsGrouping *grouping)
{
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    annals_viewport_set_size (viewport, get_plot_width (self), get_plot_height (self));
  if (grouping != NULL)
    take_what_is_ready (self, grouping);
  update_lanes (self);
  annals_viewport_set_content_height (viewport, self->lanes != NULL ? self->lanes->height : 0);
  return update_scrollbar (self);
}

/* What the picture showed before it takes what is ready. */
typedef struct
{
  AnnalsRows *rows;
  AnnalsLanes *lanes;
  AnnalsArrangement *arrangement; /* that they were made of: never looked into */
  double scroll_px;
} Past;

static void
take_past (AnnalsTimelineView *self, Past *past, const AnnalsView *view)
{
  *past = (Past) { .scroll_px = view->scroll_px };
  if (self->rows == NULL || self->lanes == NULL)
    return;
  past->rows = annals_rows_ref (self->rows);
  past->lanes = annals_lanes_copy (self->lanes);
  past->arrangement = self->lanes_arrangement;
}

/* Rows that are others now, or lanes that stand elsewhere, are glided to. */
static void
glide_from (AnnalsTimelineView *self, Past *past, const AnnalsView *view)
{
  if (past->rows != NULL && self->lanes != NULL
      && (past->rows != self->rows || past->arrangement != self->lanes_arrangement))
    annals_timeline_view_glide (self, past->rows, past->lanes, view->scroll_px - past->scroll_px, NULL);
  else if (self->past_rows != NULL && self->rows != NULL && self->lanes != NULL)
    {
      annals_timeline_view_glide (self, self->past_rows, self->past_lanes,
                                  view->scroll_px - self->past_scroll_px, self->past_difference);
      annals_timeline_view_drop_past (self);
    }
  g_clear_pointer (&past->rows, annals_rows_unref);
  g_clear_pointer (&past->lanes, g_free);
}

void
annals_timeline_view_update_rows (AnnalsTimelineView *self)
{
  AnnalsGrouping *grouping;
  AnnalsViewport *viewport;
  Past past;

  if (self->is_updating || self->session == NULL || self->text == NULL)
    return;
  self->is_updating = TRUE;

  viewport = annals_session_get_viewport (self->session);
  grouping = annals_session_get_grouping (self->session);
  drop_foreign_rows (self, annals_session_get_timeline (self->session));
  annals_row_store_set_source (self->store, grouping, self->family, &self->metrics,
                               annals_session_get_difference (self->session));
  take_past (self, &past, annals_viewport_get_view (viewport));
  if (update_pass (self, viewport, grouping))
    update_pass (self, viewport, grouping);
  glide_from (self, &past, annals_viewport_get_view (viewport));

  self->is_updating = FALSE;
  annals_timeline_view_invalidate (self);
}

static gboolean
next_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);

  self->next_frame = 0;
  annals_timeline_view_invalidate (self);
  return G_SOURCE_REMOVE;
}

static guint
get_current_match (AnnalsTimelineView *self)
{
  AnnalsBitset *matches = annals_session_get_matches (self->session);
  guint selection = annals_session_get_selection (self->session);

  if (matches == NULL || selection == ANNALS_NO_EVENT || !annals_bitset_contains (matches, selection))
    return ANNALS_NO_EVENT;
  return selection;
}

static gboolean
shows_focus (AnnalsTimelineView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}

static AnnalsScene *
build_scene (AnnalsTimelineView *self, AnnalsTimeline *timeline)
{
  AnnalsFrame frame = {
    .timeline = timeline,
    .view = *annals_viewport_get_view (annals_session_get_viewport (self->session)),
    .rows = self->rows,
    .lanes = self->lanes,
    .glide = self->glide,
    .progress = self->glide_progress,
    .metrics = self->metrics,
    .theme = self->theme,
    .text = self->text,
    .label_widths = annals_row_store_get_label_widths (self->store, timeline),
    .width = get_picture_width (self),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
    .names_width = self->names_width,
    .axis_height = get_axis_height (self),
    .scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)),
    .selection = annals_session_get_selection (self->session),
    .hovered = self->hovered,
    .hovered_lane = self->hovered_lane,
    .focused = shows_focus (self) ? self->focused : ANNALS_NO_EVENT,
    .matches = annals_session_get_matches (self->session),
    .hides_others = annals_session_get_hides_others (self->session),
    .current_match = get_current_match (self),
    .notebook = annals_session_get_notebook (self->session),
    .today_s = get_today (),
    .range_begin_s = self->range_begin_s,
    .range_end_s = self->range_end_s,
    .shows_as_of = TRUE,
  };

  if (self->counts_grouping == annals_rows_get_grouping (self->rows))
    frame.counts = self->counts;
  annals_text_cache_begin_frame (self->text, LABELS_A_FRAME);
  return annals_scene_build (&frame);
}

/* NULL where there is nothing to draw yet. */
AnnalsScene *
annals_timeline_view_ensure_scene (AnnalsTimelineView *self)
{
  AnnalsTimeline *timeline;

  if (!self->is_stale)
    return self->scene;
  g_clear_pointer (&self->scene, annals_scene_unref);
  self->is_stale = FALSE;
  if (self->session == NULL || self->rows == NULL || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return NULL;

  timeline = annals_grouping_get_timeline (annals_rows_get_grouping (self->rows));
  self->scene = build_scene (self, timeline);
  if (annals_text_cache_is_short (self->text) && self->next_frame == 0)
    self->next_frame
      = gtk_widget_add_tick_callback (GTK_WIDGET (self), next_frame_cb, NULL, NULL);
  return self->scene;
}

gboolean
annals_timeline_view_find_row (AnnalsTimelineView *self, guint event, double *top, double *bottom)
{
  guint lane, row;
  AnnalsLabelSide side;
  const AnnalsLane *place;

  if (self->rows == NULL || self->lanes == NULL)
    return FALSE;
  if (annals_rows_find (self->rows, event, &lane, &row, &side))
    {
      place = &self->lanes->lanes[lane];
      if (row < place->n_rows)
        {
          *top = place->row_y[row];
          *bottom = place->row_y[row + 1];
          return TRUE;
        }
    }
  else
    {
      lane = annals_grouping_get_lane_of (annals_rows_get_grouping (self->rows), event);
      if (lane >= self->lanes->n_lanes)
        return FALSE;
      place = &self->lanes->lanes[lane];
    }
  *top = place->y;
  *bottom = place->y + place->height;
  return TRUE;
}
