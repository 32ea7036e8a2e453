/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A notice: one sentence that says where, perhaps one more, and one action. */
#include "widgets/notice.h"

struct _AnnalsNotice
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *revealer;
  GtkWidget *row;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *action;
};

G_DEFINE_FINAL_TYPE (AnnalsNotice, annals_notice, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTION,
  SIGNAL_CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const struct
{
  const char *icon_name;
  const char *style_class;
} looks[] = {
  [ANNALS_NOTICE_INFORMATION] = { "dialog-information-symbolic", "is-information" },
  [ANNALS_NOTICE_WARNING] = { "dialog-warning-symbolic", "is-warning" },
  [ANNALS_NOTICE_ERROR] = { "dialog-error-symbolic", "is-error" },
};

static void
action_clicked_cb (AnnalsNotice *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTION], 0);
}

static void
close_clicked_cb (AnnalsNotice *self)
{
  annals_notice_hide (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* A closed row takes no part in the window, for the eye or for a screen reader. */
static void
child_revealed_cb (AnnalsNotice *self)
{
  if (!gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer))
      && !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
annals_notice_dispose (GObject *object)
{
  AnnalsNotice *self = ANNALS_NOTICE (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (annals_notice_parent_class)->dispose (object);
}

static void
annals_notice_class_init (AnnalsNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_notice_dispose;

  signals[SIGNAL_ACTION] = g_signal_new ("action", ANNALS_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", ANNALS_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/notice.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotice, row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotice, title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotice, text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotice, action);
  gtk_widget_class_bind_template_callback (widget_class, action_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
annals_notice_init (AnnalsNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Most notices never have anything to say: a window begins sooner without their parts. */
static void
make_parts (AnnalsNotice *self)
{
  if (self->revealer == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
annals_notice_new (void)
{
  return g_object_new (ANNALS_TYPE_NOTICE, NULL);
}

void
annals_notice_show (AnnalsNotice *self,
                    AnnalsNoticeKind kind,
                    const char *title,
                    const char *text,
                    const char *action)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (ANNALS_IS_NOTICE (self));
  g_return_if_fail (title != NULL);

  make_parts (self);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->row, looks[i].style_class);
  gtk_widget_add_css_class (self->row, looks[kind].style_class);
  gtk_image_set_from_icon_name (self->icon, looks[kind].icon_name);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->action), action != NULL);
  if (action != NULL)
    gtk_button_set_label (self->action, action);
  /* An alert is read when it comes, by its name. */
  spoken = text != NULL ? g_strdup_printf ("%s %s", title, text) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

void
annals_notice_set_action (AnnalsNotice *self, const char *action)
{
  g_return_if_fail (ANNALS_IS_NOTICE (self));
  g_return_if_fail (action != NULL);

  if (self->action != NULL)
    gtk_button_set_label (self->action, action);
}

void
annals_notice_hide (AnnalsNotice *self)
{
  g_return_if_fail (ANNALS_IS_NOTICE (self));

  if (self->revealer == NULL)
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  child_revealed_cb (self);
}

gboolean
annals_notice_is_shown (AnnalsNotice *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTICE (self), FALSE);

  return self->revealer != NULL
         && gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}
