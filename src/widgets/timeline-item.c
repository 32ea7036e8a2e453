/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event in the timeline view's list: what a screen reader finds where the picture shows it.
 *
 * It draws nothing: the scene draws the event and, where the keyboard is in use, its focus frame. */
#include "widgets/timeline-item.h"

struct _AnnalsTimelineItem
{
  GtkWidget parent_instance;

  guint event;
  char *sentence;
  gboolean is_selected;
  graphene_rect_t box;
};

G_DEFINE_FINAL_TYPE (AnnalsTimelineItem, annals_timeline_item, GTK_TYPE_WIDGET)

enum
{
  FOCUSED,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
focus_cb (GtkEventControllerFocus *controller, GParamSpec *spec, gpointer data)
{
  g_signal_emit (data, signals[FOCUSED], 0, gtk_event_controller_focus_is_focus (controller));
}

static void
select_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CHOSEN], 0);
}

static void
annals_timeline_item_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
}

static void
annals_timeline_item_finalize (GObject *object)
{
  g_free (ANNALS_TIMELINE_ITEM (object)->sentence);

  G_OBJECT_CLASS (annals_timeline_item_parent_class)->finalize (object);
}

static void
annals_timeline_item_class_init (AnnalsTimelineItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space };

  G_OBJECT_CLASS (klass)->finalize = annals_timeline_item_finalize;
  widget_class->snapshot = annals_timeline_item_snapshot;

  signals[FOCUSED] = g_signal_new ("focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "item.select", NULL, select_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "item.select", NULL);
  gtk_widget_class_set_css_name (widget_class, "timelineitem");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
annals_timeline_item_init (AnnalsTimelineItem *self)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  self->event = ANNALS_NO_EVENT;
  /* The hand belongs to the timeline view; what is clicked is found in the scene. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (controller, "notify::is-focus", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
}

GtkWidget *
annals_timeline_item_new (void)
{
  return g_object_new (ANNALS_TYPE_TIMELINE_ITEM, NULL);
}

void
annals_timeline_item_set_event (AnnalsTimelineItem *self, guint event, const char *sentence)
{
  g_return_if_fail (ANNALS_IS_TIMELINE_ITEM (self));
  g_return_if_fail (sentence != NULL);

  self->event = event;
  if (g_strcmp0 (sentence, self->sentence) == 0)
    return;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

guint
annals_timeline_item_get_event (AnnalsTimelineItem *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE_ITEM (self), ANNALS_NO_EVENT);

  return self->event;
}

const char *
annals_timeline_item_get_sentence (AnnalsTimelineItem *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE_ITEM (self), NULL);

  return self->sentence;
}

void
annals_timeline_item_set_selected (AnnalsTimelineItem *self, gboolean is_selected)
{
  g_return_if_fail (ANNALS_IS_TIMELINE_ITEM (self));

  if (is_selected == self->is_selected)
    return;
  self->is_selected = is_selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}

void
annals_timeline_item_set_box (AnnalsTimelineItem *self, const graphene_rect_t *box)
{
  g_return_if_fail (ANNALS_IS_TIMELINE_ITEM (self));

  self->box = *box;
}

const graphene_rect_t *
annals_timeline_item_get_box (AnnalsTimelineItem *self)
{
  g_return_val_if_fail (ANNALS_IS_TIMELINE_ITEM (self), NULL);

  return &self->box;
}
