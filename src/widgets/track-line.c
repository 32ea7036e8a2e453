/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "● Trump–Kim diplomacy  8 of 16": where an event belongs, in its track's hue. */
#include "widgets/track-line.h"

#include <glib/gi18n-lib.h>

#include "widgets/event-words.h"
#include "widgets/panel-parts.h"
#include "widgets/look.h"
#include "widgets/mark-view.h"

#define MARK_SIZE 10.0

struct _AnnalsTrackLine
{
  GtkWidget parent_instance;

  AnnalsMarkView *mark;
  GtkLabel *track;
  GtkLabel *position;
  guint32 rgb;
  GCancellable *cancellable; /* not NULL: the position is being counted */
};

G_DEFINE_FINAL_TYPE (AnnalsTrackLine, annals_track_line, GTK_TYPE_WIDGET)

static void
restyle (AnnalsTrackLine *self)
{
  const AnnalsTheme *theme = annals_look_get_theme (GTK_WIDGET (self));
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA fill, ink;

  annals_theme_get_hue (theme, self->rgb, &fill, &ink);
  pango_attr_list_insert (
    attributes, pango_attr_foreground_new (ink.red * 65535, ink.green * 65535, ink.blue * 65535));
  gtk_label_set_attributes (self->track, attributes);
  pango_attr_list_unref (attributes);
}

static GtkLabel *
add_label (AnnalsTrackLine *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
cancel (AnnalsTrackLine *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- The position, where it takes a look at every event --- */

/* No widget is kept alive for it: the thread might let go of it last. */
typedef struct
{
  GWeakRef line;
  AnnalsTimeline *timeline;
  guint event, position, n;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_weak_ref_clear (&place->line);
  g_object_unref (place->timeline);
  g_free (place);
}

static void
show_position (AnnalsTrackLine *self, guint position, guint n)
{
  /* Translators: which of how many events of the track. */
  g_autofree char *words = g_strdup_printf (_("%u of %u"), position, n);

  gtk_label_set_text (self->position, words);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Place *place = data;

  annals_event_get_track_position (place->timeline, place->event, &place->position, &place->n);
  g_task_return_boolean (task, TRUE);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Place *place = g_task_get_task_data (G_TASK (result));
  g_autoptr (AnnalsTrackLine) self = g_weak_ref_get (&place->line);

  /* Else another event is shown by now, or none. */
  if (self == NULL || !g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->cancellable);
  show_position (self, place->position, place->n);
}

static void
start_count (AnnalsTrackLine *self, AnnalsTimeline *timeline, guint event)
{
  g_autoptr (GTask) task = NULL;
  Place *place = g_new0 (Place, 1);

  g_weak_ref_init (&place->line, self);
  place->timeline = g_object_ref (timeline);
  place->event = event;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, counted_cb, NULL);
  g_task_set_task_data (task, place, place_free);
  g_task_set_name (task, "position in the track");
  g_task_run_in_thread (task, count_thread);
}

/* --- Widget --- */

static void
annals_track_line_dispose (GObject *object)
{
  cancel (ANNALS_TRACK_LINE (object));
  annals_look_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (annals_track_line_parent_class)->dispose (object);
}

static void
annals_track_line_class_init (AnnalsTrackLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_track_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "trackline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
annals_track_line_init (AnnalsTrackLine *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 7);
  self->mark = ANNALS_MARK_VIEW (annals_mark_view_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->mark), GTK_WIDGET (self));
  self->track = add_label (self, "track");
  gtk_label_set_ellipsize (self->track, PANGO_ELLIPSIZE_END);
  self->position = add_label (self, "dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->position), "numeric");
  annals_look_watch (gtk_widget_get_settings (GTK_WIDGET (self)), G_CALLBACK (restyle), self);
}

/* Lanes that are tracks know it at once; without them every event before it is counted. */
static gboolean
knows_position (AnnalsGrouping *grouping, AnnalsTimeline *timeline, guint event)
{
  return grouping != NULL && annals_grouping_get_by (grouping) == ANNALS_GROUP_TRACK
         && annals_grouping_get_timeline (grouping) == timeline
         && annals_grouping_is_ready (grouping)
         && annals_span_is_dated (annals_timeline_get_event_span (timeline, event));
}

void
annals_track_line_show (AnnalsTrackLine *self, AnnalsTimeline *timeline, guint event,
                        AnnalsGrouping *grouping)
{
  const AnnalsTrack *track;
  guint position, n;

  g_return_if_fail (ANNALS_IS_TRACK_LINE (self));
  g_return_if_fail (event < annals_timeline_get_n_events (timeline));

  track = annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event));
  cancel (self);
  if (knows_position (grouping, timeline, event)
      && annals_event_get_position (grouping, event, &position, &n))
    show_position (self, position, n);
  else if (annals_timeline_get_n_events (timeline) > ANNALS_SMALL_EVENTS)
    {
      gtk_label_set_text (self->position, "");
      start_count (self, timeline, event);
    }
  else
    {
      annals_event_get_track_position (timeline, event, &position, &n);
      show_position (self, position, n);
    }
  self->rgb = track->rgb;
  annals_mark_view_set (self->mark, annals_timeline_get_event_kind (timeline, event),
                        annals_timeline_get_event_certainty (timeline, event), track->rgb, MARK_SIZE);
  annals_label_set_plain (self->track, track->title);
  annals_look_set_tooltip (GTK_WIDGET (self->track), track->description);
  restyle (self);
}
