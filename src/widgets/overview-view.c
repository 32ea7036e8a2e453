/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: the whole range and the window in view; drag, resize, click.
 *
 * The strip is drawn once for what it shows; while the view moves, only the window's frame over it
 * is another, so the node is built anew: a few hundred marks at most. */
#include "widgets/overview-view.h"

#include <glib/gi18n-lib.h>

#include "scene/scene.h"
#include "time/words.h"
#include "widgets/look.h"
#include "widgets/row-store.h"

#define HEIGHT 52
/* So near an edge of the window the hand takes the edge. */
#define GRIP_PX 6.0
/* The window is drawn, and taken hold of, at least so wide. */
#define WINDOW_MIN_PX 12.0
#define KEY_STEP 0.1
#define KEY_ZOOM 1.25

typedef enum
{
  GRAB_NONE,
  GRAB_WINDOW,
  GRAB_BEGIN,
  GRAB_END
} Grab;

struct _AnnalsOverviewView
{
  GtkWidget parent_instance;

  AnnalsSession *session; /* (nullable) */
  GSignalGroup *session_signals;
  GSignalGroup *viewport_signals;

  AnnalsRowStore *store; /* for its counts, worked out off the main thread */
  AnnalsTextCache *text;
  const AnnalsTheme *theme;
  GskRenderNode *node; /* NULL: to be built */
  guint notes_stamp;

  Grab grab;
  double grab_begin_s, grab_end_s; /* the window as it was taken hold of */
  double grab_range_s;             /* and what the strip spanned then */
};

G_DEFINE_FINAL_TYPE (AnnalsOverviewView, annals_overview_view, GTK_TYPE_WIDGET)

static AnnalsTimeline *
get_timeline (AnnalsOverviewView *self)
{
  return self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
}

static void
invalidate (AnnalsOverviewView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Notes, or the events that they are on, are others. */
static void
notes_changed_cb (AnnalsOverviewView *self)
{
  self->notes_stamp++;
  invalidate (self);
}

/* A timeline that was closed is not to live on in what was drawn of it. */
static void
timeline_changed_cb (AnnalsOverviewView *self)
{
  AnnalsMetrics metrics;

  if (annals_session_get_timeline (self->session) == NULL)
    {
      annals_metrics_init (&metrics, 1);
      annals_row_store_set_source (self->store, NULL, NULL, &metrics, NULL);
      if (self->text != NULL)
        annals_overview_forget (self->text);
    }
  self->notes_stamp++;
  invalidate (self);
}

/* --- Geometry --- */

typedef struct
{
  double begin_s, end_s, width_px;
} Strip;

static gboolean
get_strip (AnnalsOverviewView *self, Strip *strip)
{
  AnnalsTimeline *timeline = get_timeline (self);

  strip->width_px = gtk_widget_get_width (GTK_WIDGET (self));
  if (timeline == NULL || strip->width_px <= 0)
    return FALSE;
  annals_overview_get_range (timeline, &strip->begin_s, &strip->end_s);
  return strip->end_s > strip->begin_s;
}

static double
get_instant (const Strip *strip, double x)
{
  return strip->begin_s + x / strip->width_px * (strip->end_s - strip->begin_s);
}

static double
get_x (const Strip *strip, double instant_s)
{
  return (instant_s - strip->begin_s) / (strip->end_s - strip->begin_s) * strip->width_px;
}

static void
get_window (AnnalsOverviewView *self, double *begin_s, double *end_s)
{
  const AnnalsView *view = annals_viewport_get_view (annals_session_get_viewport (self->session));

  *begin_s = annals_view_instant (view, 0);
  *end_s = annals_view_instant (view, view->width_px);
}

static void
set_window (AnnalsOverviewView *self, double begin_s, double end_s)
{
  AnnalsViewport *viewport = annals_session_get_viewport (self->session);
  AnnalsView view = *annals_viewport_get_view (viewport);

  view.seconds_per_pixel = CLAMP ((end_s - begin_s) / MAX (1, view.width_px),
                                  ANNALS_SECONDS_PER_PIXEL_MIN, ANNALS_SECONDS_PER_PIXEL_MAX);
  view.center_s = (begin_s + end_s) / 2;
  annals_viewport_set_view (viewport, &view);
}

static Grab
find_grab (AnnalsOverviewView *self, double x)
{
  Strip strip;
  double begin_s, end_s, left, right;

  if (!get_strip (self, &strip))
    return GRAB_NONE;
  get_window (self, &begin_s, &end_s);
  left = get_x (&strip, begin_s);
  right = get_x (&strip, end_s);
  if (right - left < WINDOW_MIN_PX)
    {
      /* Too narrow for grips inside: they lie outside, and the middle moves it. */
      double middle = (left + right) / 2;

      left = middle - WINDOW_MIN_PX / 2;
      right = middle + WINDOW_MIN_PX / 2;
      if (x >= left && x <= right)
        return GRAB_WINDOW;
    }
  if (fabs (x - left) <= GRIP_PX)
    return GRAB_BEGIN;
  if (fabs (x - right) <= GRIP_PX)
    return GRAB_END;
  return x > left && x < right ? GRAB_WINDOW : GRAB_NONE;
}

/* --- Hands --- */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  AnnalsOverviewView *self = data;
  Strip strip;

  if (!get_strip (self, &strip))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  get_window (self, &self->grab_begin_s, &self->grab_end_s);
  self->grab_range_s = strip.end_s - strip.begin_s;
  self->grab = find_grab (self, x);
  if (self->grab == GRAB_NONE)
    {
      /* A click outside brings the window's middle there, and the drag may go on with it. */
      double half = (self->grab_end_s - self->grab_begin_s) / 2;
      double middle = get_instant (&strip, x);

      self->grab_begin_s = middle - half;
      self->grab_end_s = middle + half;
      self->grab = GRAB_WINDOW;
      annals_session_leave (self->session);
      set_window (self, self->grab_begin_s, self->grab_end_s);
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  AnnalsOverviewView *self = data;
  Strip strip;
  double offset_s, least_s;

  if (self->grab == GRAB_NONE || !get_strip (self, &strip))
    return;
  offset_s = offset_x / strip.width_px * self->grab_range_s;
  least_s = self->grab_range_s / strip.width_px;

  if (self->grab == GRAB_WINDOW)
    set_window (self, self->grab_begin_s + offset_s, self->grab_end_s + offset_s);
  else if (self->grab == GRAB_BEGIN)
    set_window (self, MIN (self->grab_begin_s + offset_s, self->grab_end_s - least_s), self->grab_end_s);
  else
    set_window (self, self->grab_begin_s, MAX (self->grab_end_s + offset_s, self->grab_begin_s + least_s));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  ANNALS_OVERVIEW_VIEW (data)->grab = GRAB_NONE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  AnnalsOverviewView *self = data;
  Grab grab = self->grab != GRAB_NONE ? self->grab : find_grab (self, x);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), grab == GRAB_BEGIN || grab == GRAB_END
                                                        ? "ew-resize"
                                                      : grab == GRAB_WINDOW ? "grab"
                                                                            : NULL);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  AnnalsOverviewView *self = data;
  GdkModifierType modifiers
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const AnnalsView *view;
  AnnalsViewport *viewport;

  if (get_timeline (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  viewport = annals_session_get_viewport (self->session);
  view = annals_viewport_get_view (viewport);
  if (modifiers & GDK_CONTROL_MASK)
    {
      annals_viewport_zoom_about (viewport, pow (KEY_ZOOM, -dy), view->width_px / 2);
    }
  else
    {
      AnnalsView moved = *view;

      moved.center_s += (dx + dy) * view->width_px * view->seconds_per_pixel * KEY_STEP;
      annals_viewport_set_view (viewport, &moved);
    }
  return GDK_EVENT_STOP;
}

/* --- Keys --- */

static void
move_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsOverviewView *self = ANNALS_OVERVIEW_VIEW (widget);
  double begin_s, end_s, step_s;

  if (get_timeline (self) == NULL)
    return;
  get_window (self, &begin_s, &end_s);
  step_s = (end_s - begin_s) * KEY_STEP * (g_str_equal (action, "overview.right") ? 1 : -1);
  set_window (self, begin_s + step_s, end_s + step_s);
}

static void
zoom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsOverviewView *self = ANNALS_OVERVIEW_VIEW (widget);
  AnnalsViewport *viewport;

  if (get_timeline (self) == NULL)
    return;
  viewport = annals_session_get_viewport (self->session);
  annals_viewport_zoom_about (viewport, g_str_equal (action, "overview.narrow") ? KEY_ZOOM : 1 / KEY_ZOOM,
                              annals_viewport_get_view (viewport)->width_px / 2);
}

/* --- What is so --- */

/* The range in view, for a screen reader: what a slider would say. */
static void
update_value (AnnalsOverviewView *self)
{
  g_autofree char *words = NULL;
  double begin_s, end_s;

  if (get_timeline (self) == NULL)
    return;
  get_window (self, &begin_s, &end_s);
  words = annals_range_to_words (begin_s, end_s);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
viewport_changed_cb (AnnalsOverviewView *self)
{
  invalidate (self);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    update_value (self);
}

static void
restyle (AnnalsOverviewView *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font
    = pango_font_description_copy (pango_context_get_font_description (context));
  g_autofree char *family = annals_look_get_family (settings);

  pango_font_description_set_family (font, family);
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  g_clear_pointer (&self->text, annals_text_cache_unref);
  self->text = annals_text_cache_new (context, annals_look_get_text_scale (settings));
  g_object_unref (context);
  self->theme = annals_look_get_theme (GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  invalidate (self);
}

static void
focus_cb (GtkEventControllerFocus *controller, gpointer data)
{
  update_value (data);
}

/* --- Widget --- */

static GskRenderNode *
build_node (AnnalsOverviewView *self, const Strip *strip)
{
  AnnalsGrouping *grouping = annals_session_get_grouping (self->session);
  AnnalsMetrics metrics;
  AnnalsOverviewFrame frame = {
    .timeline = get_timeline (self),
    .grouping = grouping,
    .arrangement = annals_session_get_arrangement (self->session),
    .theme = self->theme,
    .text = self->text,
    .matches = annals_session_get_matches (self->session),
    .notebook = annals_session_get_notebook (self->session),
    .notes_stamp = self->notes_stamp,
    .width = strip->width_px,
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
    .begin_s = strip->begin_s,
    .end_s = strip->end_s,
    .scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)),
  };

  if (grouping == NULL)
    return NULL;
  annals_metrics_init (&metrics, 1);
  annals_row_store_set_source (self->store, grouping, NULL, &metrics, NULL);
  frame.counts = annals_row_store_get_counts (self->store, frame.matches);
  get_window (self, &frame.view_begin_s, &frame.view_end_s);
  annals_text_cache_begin_frame (self->text, 0);
  return annals_overview_build (&frame);
}

static void
annals_overview_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnnalsOverviewView *self = ANNALS_OVERVIEW_VIEW (widget);
  Strip strip;

  if (self->node == NULL && self->text != NULL && get_strip (self, &strip))
    self->node = build_node (self, &strip);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
annals_overview_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                              int *natural, int *minimum_baseline, int *natural_baseline)
{
  double scale = annals_look_get_text_scale (gtk_widget_get_settings (widget));

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? (int) round (HEIGHT * scale) : 120;
}

static void
annals_overview_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_pointer (&ANNALS_OVERVIEW_VIEW (widget)->node, gsk_render_node_unref);
}

static void
annals_overview_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (annals_overview_view_parent_class)->realize (widget);
  restyle (ANNALS_OVERVIEW_VIEW (widget));
}

static void
annals_overview_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AnnalsOverviewView *self = ANNALS_OVERVIEW_VIEW (widget);

  GTK_WIDGET_CLASS (annals_overview_view_parent_class)->css_changed (widget, change);
  if (self->text != NULL && annals_look_get_theme (widget) != self->theme)
    restyle (self);
}

static void
annals_overview_view_dispose (GObject *object)
{
  AnnalsOverviewView *self = ANNALS_OVERVIEW_VIEW (object);

  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  if (self->viewport_signals != NULL)
    g_signal_group_set_target (self->viewport_signals, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->viewport_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->text, annals_text_cache_unref);

  G_OBJECT_CLASS (annals_overview_view_parent_class)->dispose (object);
}

static void
annals_overview_view_class_init (AnnalsOverviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_overview_view_dispose;
  widget_class->snapshot = annals_overview_view_snapshot;
  widget_class->measure = annals_overview_view_measure;
  widget_class->size_allocate = annals_overview_view_size_allocate;
  widget_class->realize = annals_overview_view_realize;
  widget_class->css_changed = annals_overview_view_css_changed;

  gtk_widget_class_install_action (widget_class, "overview.left", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "overview.right", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "overview.narrow", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "overview.widen", NULL, zoom_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "overview.left", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "overview.right", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "overview.narrow", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "overview.widen", NULL);
  gtk_widget_class_set_css_name (widget_class, "overviewview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_hands (AnnalsOverviewView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (widget, controller);
}

static void
annals_overview_view_init (AnnalsOverviewView *self)
{
  static const char *const names[]
    = { "filter-changed", "selection-changed", "arrangement-changed" };

  self->session_signals = g_signal_group_new (ANNALS_TYPE_SESSION);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_group_connect_swapped (self->session_signals, names[i], G_CALLBACK (invalidate), self);
  g_signal_group_connect_swapped (self->session_signals, "timeline-changed",
                                  G_CALLBACK (timeline_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notes-changed", G_CALLBACK (notes_changed_cb), self);
  self->viewport_signals = g_signal_group_new (ANNALS_TYPE_VIEWPORT);
  g_signal_group_connect_swapped (self->viewport_signals, "changed", G_CALLBACK (viewport_changed_cb),
                                  self);
  self->store = annals_row_store_new ();
  g_signal_connect_object (self->store, "ready", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);

  annals_look_watch (gtk_widget_get_settings (GTK_WIDGET (self)), G_CALLBACK (restyle), self);
  add_hands (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview"),
                                  -1);
}

GtkWidget *
annals_overview_view_new (void)
{
  return g_object_new (ANNALS_TYPE_OVERVIEW_VIEW, NULL);
}

void
annals_overview_view_set_session (AnnalsOverviewView *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_OVERVIEW_VIEW (self));
  g_return_if_fail (session == NULL || ANNALS_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->viewport_signals,
                             session != NULL ? annals_session_get_viewport (session) : NULL);
  invalidate (self);
}
