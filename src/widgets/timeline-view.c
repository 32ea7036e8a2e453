/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline as a widget: shows the scene of its session, takes the hand and the keys. */
#include "widgets/timeline-view.h"

#include <glib/gi18n-lib.h>

#include "widgets/hover-card.h"
#include "widgets/look.h"
#include "widgets/timeline-view-private.h"

#define MINIMUM_WIDTH 320
#define MINIMUM_HEIGHT 160
#define CARD_OFFSET 12

G_DEFINE_FINAL_TYPE (AnnalsTimelineView, annals_timeline_view, GTK_TYPE_WIDGET)

enum
{
  SHOW_EVENTS,
  EXPORT_RANGE,
  SEARCH_RANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What the session says --- */

static void
timeline_changed_cb (AnnalsTimelineView *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsDifference *difference = annals_session_get_difference (self->session);
  const char *title = timeline != NULL ? annals_timeline_get_title (timeline) : "";
  /* Translators: what a screen reader calls the timeline, with its title. */
  g_autofree char *name = g_strdup_printf (_("Timeline: %s"), title);

  annals_timeline_view_stop (self);
  annals_timeline_view_hide_card (self);
  if (timeline == NULL)
    annals_timeline_view_drop_range (self);
  self->hovered = ANNALS_NO_EVENT;
  if (difference != NULL)
    annals_timeline_view_carry_items (self, difference);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  annals_timeline_view_update_rows (self);
  annals_timeline_view_schedule_items (self);
}

static void
selection_changed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_update_selected_item (self);
  annals_timeline_view_invalidate (self);
}

static void
filter_changed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_hide_card (self);
  annals_timeline_view_update_rows (self);
  annals_timeline_view_schedule_items (self);
}

static void
notes_changed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_invalidate (self);
}

/* What is folded or moved is somewhere else: the list by ear follows. */
static void
arrangement_changed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_hide_card (self);
  annals_timeline_view_update_rows (self);
  annals_timeline_view_schedule_items (self);
}

static void
viewport_changed_cb (AnnalsTimelineView *self)
{
  if (self->is_updating)
    return;
  annals_timeline_view_hide_card (self);
  annals_timeline_view_update_rows (self);
  annals_timeline_view_schedule_items (self);
}

static void
rows_ready_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_hide_card (self);
  annals_timeline_view_update_rows (self);
  annals_timeline_view_schedule_items (self);
}

static void
scrolled_cb (AnnalsTimelineView *self)
{
  GtkAdjustment *adjustment = gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (self->scrollbar));
  AnnalsViewport *viewport;
  AnnalsView view;

  if (self->is_updating || self->session == NULL)
    return;
  viewport = annals_session_get_viewport (self->session);
  view = *annals_viewport_get_view (viewport);
  if (fabs (view.scroll_px - gtk_adjustment_get_value (adjustment)) < 0.01)
    return;
  annals_timeline_view_stop (self);
  view.scroll_px = gtk_adjustment_get_value (adjustment);
  annals_viewport_set_view (viewport, &view);
}

static void
settings_changed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_restyle (self);
}

static void
focus_visible_cb (AnnalsTimelineView *self)
{
  if (self->focused != ANNALS_NO_EVENT)
    annals_timeline_view_invalidate (self);
}

/* --- Widget --- */

static void
annals_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  AnnalsScene *scene = annals_timeline_view_ensure_scene (self);
  AnnalsScene *shown = scene != NULL ? scene : self->past_scene;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                               gtk_widget_get_height (widget));

  gtk_snapshot_push_clip (snapshot, &bounds);
  if (self->theme != NULL)
    gtk_snapshot_append_color (snapshot, &self->theme->ground, &bounds);
  if (shown != NULL)
    gtk_snapshot_append_node (snapshot, annals_scene_get_node (shown));
  annals_timeline_view_snapshot_drop (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if (gtk_widget_get_child_visible (self->scrollbar))
    gtk_widget_snapshot_child (widget, self->scrollbar, snapshot);
  if (gtk_widget_get_visible (self->card))
    gtk_widget_snapshot_child (widget, self->card, snapshot);
}

static void
annals_timeline_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                              int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* GTK wants every child measured before it is allocated. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_HEIGHT;
  *natural = *minimum;
}

static void
allocate_scrollbar (AnnalsTimelineView *self, int width, int height)
{
  int axis = round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
  int bar_width;

  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &bar_width, NULL, NULL);
  bar_width = MAX (bar_width, ANNALS_SCROLLBAR_WIDTH);
  gtk_widget_size_allocate (
    self->scrollbar,
    &(GtkAllocation) { width - bar_width, axis, bar_width, MAX (1, height - axis) }, -1);
}

/* Below and right of the pointer; on its other side where it would leave the view. */
static void
allocate_card (AnnalsTimelineView *self, int width, int height)
{
  int card_width, card_height;
  double x = isnan (self->pointer_x) ? 0 : self->pointer_x;
  double y = isnan (self->pointer_y) ? 0 : self->pointer_y;

  gtk_widget_measure (self->card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &card_width, NULL, NULL);
  card_width = MIN (card_width, width);
  gtk_widget_measure (self->card, GTK_ORIENTATION_VERTICAL, card_width, NULL, &card_height, NULL, NULL);
  x = x + CARD_OFFSET + card_width > width ? x - CARD_OFFSET - card_width : x + CARD_OFFSET;
  y = y + CARD_OFFSET + card_height > height ? y - CARD_OFFSET - card_height : y + CARD_OFFSET;
  gtk_widget_size_allocate (
    self->card, &(GtkAllocation) { MAX (0, x), MAX (0, y), card_width, card_height }, -1);
}

static void
annals_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);

  if (width != self->allocated_width || height != self->allocated_height)
    {
      self->allocated_width = width;
      self->allocated_height = height;
      annals_timeline_view_update_rows (self);
      annals_timeline_view_schedule_items (self);
    }
  allocate_scrollbar (self, width, height);
  if (gtk_widget_should_layout (self->card))
    allocate_card (self, width, height);
  annals_timeline_view_allocate_items (self);
  if (self->date_popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->date_popover));
  if (self->range_popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->range_popover));
}

static void
annals_timeline_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (annals_timeline_view_parent_class)->realize (widget);
  annals_timeline_view_restyle (ANNALS_TIMELINE_VIEW (widget));
}

static void
annals_timeline_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);

  GTK_WIDGET_CLASS (annals_timeline_view_parent_class)->css_changed (widget, change);
  if (self->text != NULL && annals_look_get_theme (widget) != self->theme)
    {
      self->theme = annals_look_get_theme (widget);
      annals_timeline_view_invalidate (self);
    }
}

static void
annals_timeline_view_unmap (GtkWidget *widget)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);

  annals_timeline_view_stop (self);
  annals_timeline_view_end_glide (self);
  annals_timeline_view_hide_card (self);
  GTK_WIDGET_CLASS (annals_timeline_view_parent_class)->unmap (widget);
}

static void
annals_timeline_view_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (annals_timeline_view_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    ANNALS_TIMELINE_VIEW (widget)->focus_visible_handler = g_signal_connect_object (
      root, "notify::focus-visible", G_CALLBACK (focus_visible_cb), widget, G_CONNECT_SWAPPED);
}

static void
annals_timeline_view_unroot (GtkWidget *widget)
{
  g_clear_signal_handler (&ANNALS_TIMELINE_VIEW (widget)->focus_visible_handler,
                          gtk_widget_get_root (widget));
  GTK_WIDGET_CLASS (annals_timeline_view_parent_class)->unroot (widget);
}

static void
scale_changed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_invalidate (self);
}

static void
annals_timeline_view_dispose (GObject *object)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (object);

  annals_timeline_view_stop (self);
  annals_timeline_view_end_glide (self);
  if (self->next_frame != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->next_frame);
  self->next_frame = 0;
  g_clear_handle_id (&self->card_timeout, g_source_remove);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);

  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  if (self->viewport_signals != NULL)
    g_signal_group_set_target (self->viewport_signals, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->viewport_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->store);

  if (self->items != NULL)
    {
      for (guint i = 0; i < self->items->len; i++)
        gtk_widget_unparent (g_ptr_array_index (self->items, i));
      g_clear_pointer (&self->items, g_ptr_array_unref);
    }
  g_clear_pointer (&self->scrollbar, gtk_widget_unparent);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->date_popover, gtk_widget_unparent);
  g_clear_pointer (&self->range_popover, gtk_widget_unparent);

  annals_timeline_view_drop_past (self);
  annals_timeline_view_drop_names (self);
  g_clear_pointer (&self->scene, annals_scene_unref);
  g_clear_pointer (&self->rows, annals_rows_unref);
  g_clear_pointer (&self->counts, annals_counts_unref);
  g_clear_pointer (&self->counts_grouping, annals_grouping_unref);
  g_clear_pointer (&self->lanes, g_free);
  g_clear_pointer (&self->text, annals_text_cache_unref);
  g_clear_pointer (&self->family, g_free);

  G_OBJECT_CLASS (annals_timeline_view_parent_class)->dispose (object);
}

static void
annals_timeline_view_class_init (AnnalsTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_timeline_view_dispose;
  widget_class->snapshot = annals_timeline_view_snapshot;
  widget_class->measure = annals_timeline_view_measure;
  widget_class->size_allocate = annals_timeline_view_size_allocate;
  widget_class->realize = annals_timeline_view_realize;
  widget_class->css_changed = annals_timeline_view_css_changed;
  widget_class->unmap = annals_timeline_view_unmap;
  widget_class->root = annals_timeline_view_root;
  widget_class->unroot = annals_timeline_view_unroot;
  widget_class->focus = annals_timeline_view_focus;

  signals[SHOW_EVENTS]
    = g_signal_new ("show-events", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_ARRAY, G_TYPE_STRING);

  signals[EXPORT_RANGE]
    = g_signal_new ("export-range", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SEARCH_RANGE]
    = g_signal_new ("search-range", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  annals_timeline_view_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "timelineview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
init_signals (AnnalsTimelineView *self)
{
  self->session_signals = g_signal_group_new (ANNALS_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "timeline-changed",
                                  G_CALLBACK (timeline_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "selection-changed",
                                  G_CALLBACK (selection_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "filter-changed",
                                  G_CALLBACK (filter_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "arrangement-changed",
                                  G_CALLBACK (arrangement_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notes-changed",
                                  G_CALLBACK (notes_changed_cb), self);
  self->viewport_signals = g_signal_group_new (ANNALS_TYPE_VIEWPORT);
  g_signal_group_connect_swapped (self->viewport_signals, "changed", G_CALLBACK (viewport_changed_cb),
                                  self);
}

static void
annals_timeline_view_init (AnnalsTimelineView *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  self->names_width = ANNALS_NAMES_WIDTH;
  self->pointer_x = self->pointer_y = NAN;
  self->hovered = self->focused = ANNALS_NO_EVENT;
  self->hovered_lane = self->dragged_lane = self->drop_lane = G_MAXUINT;
  self->items = g_ptr_array_new ();
  annals_metrics_init (&self->metrics, 1);

  self->store = annals_row_store_new ();
  g_signal_connect_object (self->store, "ready", G_CALLBACK (rows_ready_cb), self, G_CONNECT_SWAPPED);

  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_child_visible (self->scrollbar, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrollbar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Scroll the lanes"), -1);
  gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (self->scrollbar)),
                           "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  self->card = annals_hover_card_new ();
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));

  init_signals (self);
  annals_timeline_view_drop_range (self);
  annals_timeline_view_add_hands (self);
  annals_look_watch (settings, G_CALLBACK (settings_changed_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* --- Public --- */

GtkWidget *
annals_timeline_view_new (void)
{
  return g_object_new (ANNALS_TYPE_TIMELINE_VIEW, NULL);
}

void
annals_timeline_view_set_session (AnnalsTimelineView *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_TIMELINE_VIEW (self));
  g_return_if_fail (session == NULL || ANNALS_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;
  annals_timeline_view_stop (self);
  annals_timeline_view_drop_range (self);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->viewport_signals,
                             session != NULL ? annals_session_get_viewport (session) : NULL);
  if (session != NULL)
    timeline_changed_cb (self);
  else
    annals_timeline_view_invalidate (self);
}

void
annals_timeline_view_set_names_width (AnnalsTimelineView *self, double names_width_px)
{
  g_return_if_fail (ANNALS_IS_TIMELINE_VIEW (self));

  if (names_width_px == self->names_width)
    return;
  self->names_width = names_width_px;
  annals_timeline_view_update_rows (self);
}

void
annals_timeline_view_describe (AnnalsTimelineView *self, int *width_px, int *height_px,
                               double *seconds_per_pixel, double *begin_s, double *end_s,
                               double *scroll_px, const char **family, double *text_scale)
{
  AnnalsView view = { 0 };

  g_return_if_fail (ANNALS_IS_TIMELINE_VIEW (self));

  if (self->session != NULL)
    view = *annals_viewport_get_view (annals_session_get_viewport (self->session));
  *width_px = gtk_widget_get_width (GTK_WIDGET (self));
  *height_px = gtk_widget_get_height (GTK_WIDGET (self));
  *seconds_per_pixel = view.seconds_per_pixel;
  *begin_s = annals_view_instant (&view, 0);
  *end_s = annals_view_instant (&view, view.width_px);
  *scroll_px = view.scroll_px;
  *family = self->family;
  *text_scale = self->metrics.text_scale;
}

AnnalsScene *
annals_timeline_view_get_scene (AnnalsTimelineView *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE_VIEW (self), NULL);

  return annals_timeline_view_ensure_scene (self);
}
