/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A range of time in the hand: drawn out on the axis or by key, then offered to be zoomed to, exported
 * or searched. */
#include <glib/gi18n-lib.h>

#include "time/words.h"
#include "view/time-range.h"
#include "widgets/timeline-view-private.h"

/* A key that moves an edge keeps it so far inside the view. */
#define EDGE_ROOM_PX 20.0

static const struct
{
  const char *label;
  const char *action;
} offers[] = {
  { N_ ("_Zoom to it"), "timeline.zoom-to-range" },
  { N_ ("_Export it…"), "timeline.export-range" },
  { N_ ("_Search in it"), "timeline.search-range" },
};

static const AnnalsView *
get_view (AnnalsTimelineView *self)
{
  return annals_viewport_get_view (annals_session_get_viewport (self->session));
}

gboolean
annals_timeline_view_has_range (AnnalsTimelineView *self)
{
  return self->range_begin_s < self->range_end_s;
}

/* The edge that was set first, and the one that moves. */
static void
set_range (AnnalsTimelineView *self, double from_s, double to_s)
{
  gboolean has_range;

  self->range_from_s = from_s;
  self->range_to_s = to_s;
  self->range_begin_s = fmin (from_s, to_s);
  self->range_end_s = fmax (from_s, to_s);
  has_range = annals_timeline_view_has_range (self);
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), offers[i].action, has_range);
  annals_timeline_view_invalidate (self);
}

void
annals_timeline_view_drop_range (AnnalsTimelineView *self)
{
  self->is_ranging = FALSE;
  set_range (self, 0, 0);
  if (self->range_popover != NULL && gtk_widget_get_visible (self->range_popover))
    gtk_popover_popdown (GTK_POPOVER (self->range_popover));
}

/* --- what can be done with it --- */

static char *
describe (AnnalsTimelineView *self)
{
  g_autofree char *text = annals_time_range_to_edtf (self->range_begin_s, self->range_end_s);

  return annals_edtf_to_words (text);
}

/* Those that begin in it, of the search where there is one. NULL: not counted yet. */
static char *
describe_count (AnnalsTimelineView *self)
{
  g_autofree char *number = NULL;
  guint n = 0;

  if (self->counts == NULL)
    return NULL;
  for (guint lane = 0; lane < annals_grouping_get_n_lanes (self->counts_grouping); lane++)
    n += annals_counts_in_range (self->counts, lane, self->range_begin_s, self->range_end_s);
  number = annals_number_to_words (n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s event", "%s events", n), number);
}

static void
closed_cb (AnnalsTimelineView *self)
{
  annals_timeline_view_drop_range (self);
}

/* Keys do not leave a popover: the range is drawn further out by those that began it. */
static void
add_keys (GtkWidget *popover)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (controller);

  gtk_shortcut_controller_add_shortcut (
    keys, gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Left, GDK_SHIFT_MASK),
                            gtk_named_action_new ("timeline.extend-range-left")));
  gtk_shortcut_controller_add_shortcut (
    keys, gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Right, GDK_SHIFT_MASK),
                            gtk_named_action_new ("timeline.extend-range-right")));
  gtk_widget_add_controller (popover, controller);
}

static GtkWidget *
create_popover (AnnalsTimelineView *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->range_words = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->range_words, "heading");
  gtk_box_append (GTK_BOX (box), self->range_words);
  self->range_count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->range_count, "dim-label");
  gtk_box_append (GTK_BOX (box), self->range_count);
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (offers[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), offers[i].action);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (GTK_BOX (box), row);

  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  add_keys (popover);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);

  return popover;
}

/* A screen reader says with each button what it would be done to. */
static void
update_words (AnnalsTimelineView *self)
{
  GtkWidget *row = gtk_widget_get_next_sibling (self->range_count);
  g_autofree char *words = describe (self);
  g_autofree char *count = describe_count (self);
  g_autofree char *both = count != NULL ? g_strdup_printf ("%s, %s", words, count) : g_strdup (words);

  gtk_label_set_text (GTK_LABEL (self->range_words), words);
  gtk_label_set_text (GTK_LABEL (self->range_count), count != NULL ? count : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->range_popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  both, -1);
  for (GtkWidget *button = gtk_widget_get_first_child (row); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, both,
                                    -1);
}

/* Under the axis, in the middle of what is in view of the range. */
static void
offer_range (AnnalsTimelineView *self)
{
  const AnnalsView *view = get_view (self);
  double left = CLAMP (annals_view_x (view, self->range_begin_s), 0, view->width_px);
  double right = CLAMP (annals_view_x (view, self->range_end_s), 0, view->width_px);
  int axis = round (ANNALS_AXIS_HEIGHT * self->metrics.text_scale);
  GdkRectangle place = { round (self->names_width + (left + right) / 2), 0, 1, axis };

  annals_timeline_view_hide_card (self);
  if (self->range_popover == NULL)
    self->range_popover = create_popover (self);
  update_words (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->range_popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->range_popover));
}

void
annals_timeline_view_use_range (AnnalsTimelineView *self, const char *action)
{
  double begin_s = self->range_begin_s, end_s = self->range_end_s;
  g_autofree char *text = NULL;

  if (self->session == NULL || !annals_timeline_view_has_range (self))
    return;
  text = annals_time_range_to_edtf (begin_s, end_s);
  annals_timeline_view_drop_range (self);
  if (g_str_equal (action, "timeline.zoom-to-range"))
    annals_timeline_view_show_range (self, begin_s, end_s);
  else if (g_str_equal (action, "timeline.export-range"))
    g_signal_emit_by_name (self, "export-range", text);
  else
    g_signal_emit_by_name (self, "search-range", text);
}

/* --- by drag --- */

static double
snap (AnnalsTimelineView *self, double x)
{
  const AnnalsView *view = get_view (self);

  return annals_time_range_snap (view, CLAMP (x - self->names_width, 0, view->width_px));
}

gboolean
annals_timeline_view_begin_range (AnnalsTimelineView *self, double x, double y)
{
  AnnalsScene *scene = annals_timeline_view_ensure_scene (self);
  double from_s;

  if (scene == NULL || annals_scene_hit (scene, x, y).kind != ANNALS_HIT_AXIS)
    return FALSE;
  from_s = snap (self, x);
  self->is_ranging = TRUE;
  set_range (self, from_s, from_s);

  return TRUE;
}

void
annals_timeline_view_update_range (AnnalsTimelineView *self, double x)
{
  double to_s = snap (self, x);

  if (to_s != self->range_to_s)
    set_range (self, self->range_from_s, to_s);
}

void
annals_timeline_view_end_range (AnnalsTimelineView *self)
{
  self->is_ranging = FALSE;
  if (annals_timeline_view_has_range (self))
    offer_range (self);
}

/* --- by key --- */

/* The unit that begins a range: of the focused or the selected event, else of the middle. */
static double
find_start (AnnalsTimelineView *self, AnnalsStep step)
{
  const AnnalsView *view = get_view (self);
  guint event = self->focused != ANNALS_NO_EVENT ? self->focused
                                                 : annals_session_get_selection (self->session);
  double at_s = NAN;

  if (event != ANNALS_NO_EVENT)
    at_s = annals_span_get_anchor (
      annals_timeline_get_event_span (annals_session_get_timeline (self->session), event));
  if (!isfinite (at_s))
    at_s = view->center_s;

  return annals_step_floor (step, at_s);
}

static void
keep_in_view (AnnalsTimelineView *self, double instant_s)
{
  const AnnalsView *view = get_view (self);
  double x = annals_view_x (view, instant_s);
  double inside = CLAMP (x, EDGE_ROOM_PX, MAX (EDGE_ROOM_PX, view->width_px - EDGE_ROOM_PX));

  if (x != inside)
    annals_timeline_view_shift (self, inside - x, 0);
}

void
annals_timeline_view_extend_range (AnnalsTimelineView *self, int direction)
{
  AnnalsStep step;
  double from_s, to_s;

  if (self->session == NULL || self->rows == NULL || self->is_ranging)
    return;
  annals_timeline_view_stop (self);
  step = annals_time_range_get_step (get_view (self));
  if (annals_timeline_view_has_range (self))
    {
      from_s = self->range_from_s;
      to_s = self->range_to_s;
    }
  else
    {
      from_s = find_start (self, step);
      to_s = direction > 0 ? from_s : annals_step_next (step, from_s);
      from_s = to_s;
    }
  do
    to_s = direction > 0 ? annals_step_next (step, to_s)
                         : annals_step_floor (step, nextafter (to_s, -INFINITY));
  while (to_s == from_s);
  set_range (self, from_s, to_s);
  keep_in_view (self, to_s);
  offer_range (self);
}
