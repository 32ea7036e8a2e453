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
annals_track_line_dispose (GObject *object)
{
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

void
annals_track_line_show (AnnalsTrackLine *self, AnnalsTimeline *timeline, guint event,
                        AnnalsGrouping *grouping)
{
  const AnnalsTrack *track;
  g_autofree char *words = NULL;
  guint position, n;

  g_return_if_fail (ANNALS_IS_TRACK_LINE (self));
  g_return_if_fail (event < annals_timeline_get_n_events (timeline));

  track = annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event));
  /* Lanes that are tracks know it at once; without them every event before it is counted. */
  if (grouping == NULL || annals_grouping_get_by (grouping) != ANNALS_GROUP_TRACK
      || annals_grouping_get_timeline (grouping) != timeline
      || !annals_span_is_dated (annals_timeline_get_event_span (timeline, event))
      || !annals_event_get_position (grouping, event, &position, &n))
    annals_event_get_track_position (timeline, event, &position, &n);
  /* Translators: which of how many events of the track. */
  words = g_strdup_printf (_("%u of %u"), position, n);
  self->rgb = track->rgb;
  annals_mark_view_set (self->mark, annals_timeline_get_event_kind (timeline, event),
                        annals_timeline_get_event_certainty (timeline, event), track->rgb, MARK_SIZE);
  annals_label_set_plain (self->track, track->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->track), track->description);
  gtk_label_set_text (self->position, words);
  restyle (self);
}
