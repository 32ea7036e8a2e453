/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card beside the pointer: what an event is, when, and how that is known. */
#include "widgets/hover-card.h"

#include "widgets/event-words.h"
#include "widgets/look.h"

#define WIDTH_CHARS 42

struct _AnnalsHoverCard
{
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *date;
  GtkWidget *basis;
  GtkWidget *standing;
};

G_DEFINE_FINAL_TYPE (AnnalsHoverCard, annals_hover_card, GTK_TYPE_WIDGET)

static GtkWidget *
add_line (AnnalsHoverCard *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
set_line (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && text[0] != '\0');
}

static void
annals_hover_card_dispose (GObject *object)
{
  annals_look_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (annals_hover_card_parent_class)->dispose (object);
}

static void
annals_hover_card_class_init (AnnalsHoverCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_hover_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hovercard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
annals_hover_card_init (AnnalsHoverCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->title = add_line (self, "title");
  self->date = add_line (self, "date");
  self->basis = add_line (self, "basis");
  self->standing = add_line (self, "basis");
}

GtkWidget *
annals_hover_card_new (void)
{
  return g_object_new (ANNALS_TYPE_HOVER_CARD, NULL);
}

void
annals_hover_card_show_event (AnnalsHoverCard *self, AnnalsTimeline *timeline, guint event)
{
  g_autoptr (AnnalsEventDetails) details = NULL;
  g_autofree char *date = NULL;
  g_autofree char *when = NULL;
  g_autofree char *certainty = NULL;
  g_autofree char *standing = NULL;

  g_return_if_fail (ANNALS_IS_HOVER_CARD (self));
  g_return_if_fail (event < annals_timeline_get_n_events (timeline));

  if (!annals_timeline_is_event_long (timeline, event))
    details = annals_timeline_load_details (timeline, event);
  date = annals_timeline_get_event_date_words (timeline, event);
  certainty
    = g_utf8_strdown (annals_certainty_get_name (annals_timeline_get_event_certainty (timeline, event)),
                      -1);
  when = g_strdup_printf ("%s · %s", date, certainty);
  standing = annals_event_get_standing (timeline, event);

  set_line (self->title, annals_timeline_get_event_title (timeline, event));
  set_line (self->date, when);
  set_line (self->basis, details != NULL ? details->date_basis : NULL);
  set_line (self->standing, standing);
}

void
annals_hover_card_show_text (AnnalsHoverCard *self, const char *title, const char *text,
                             const char *more)
{
  g_return_if_fail (ANNALS_IS_HOVER_CARD (self));

  set_line (self->title, title);
  set_line (self->date, text);
  set_line (self->basis, more);
  set_line (self->standing, NULL);
}
