/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's mark as a widget, in its track's hue: what the timeline shows, beside words. */
#include "widgets/mark-view.h"

#include "scene/scene.h"
#include "widgets/look.h"

#define BOX 16

struct _AnnalsMarkView
{
  GtkWidget parent_instance;

  AnnalsKind kind;
  AnnalsCertainty certainty;
  guint32 rgb;
  double mark_size_px;
};

G_DEFINE_FINAL_TYPE (AnnalsMarkView, annals_mark_view, GTK_TYPE_WIDGET)

static void
annals_mark_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnnalsMarkView *self = ANNALS_MARK_VIEW (widget);
  const AnnalsTheme *theme = annals_look_get_theme (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int side = MIN (width, height);
  GskRenderNode *node
    = annals_mark_build (self->kind, self->certainty, theme, self->rgb, self->mark_size_px, side);

  if (node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - side) / 2, (height - side) / 2));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
  gsk_render_node_unref (node);
}

static void
annals_mark_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = BOX;
}

static void
annals_mark_view_class_init (AnnalsMarkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = annals_mark_view_snapshot;
  widget_class->measure = annals_mark_view_measure;
  gtk_widget_class_set_css_name (widget_class, "markview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
annals_mark_view_init (AnnalsMarkView *self)
{
  self->mark_size_px = 10;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  annals_look_watch (gtk_widget_get_settings (GTK_WIDGET (self)), G_CALLBACK (gtk_widget_queue_draw),
                     self);
}

GtkWidget *
annals_mark_view_new (void)
{
  return g_object_new (ANNALS_TYPE_MARK_VIEW, NULL);
}

void
annals_mark_view_set (AnnalsMarkView *self, AnnalsKind kind, AnnalsCertainty certainty, guint32 rgb,
                      double mark_size_px)
{
  g_return_if_fail (ANNALS_IS_MARK_VIEW (self));

  self->kind = kind;
  self->certainty = certainty;
  self->rgb = rgb;
  self->mark_size_px = mark_size_px;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
