/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses the event that a note is about, by words of its title or date. */
#include "widgets/attach-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "find/title-search.h"
#include "time/words.h"
#include "widgets/event-model.h"

/* More than these nobody reads: another word finds it sooner. */
#define EVENTS_MAX 200

struct _AnnalsAttachDialog
{
  GtkWindow parent_instance;

  /* Template children */
  GtkLabel *was;
  GtkEditable *words;
  GtkListView *view;
  GtkWidget *nothing;
  GtkWidget *attach;

  /* owned */
  AnnalsSession *session;
  char *note_id;
  AnnalsEventModel *events;
  GtkSingleSelection *selection;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnnalsAttachDialog, annals_attach_dialog, GTK_TYPE_WINDOW)

/* --- Rows --- */

static void
setup_cb (AnnalsAttachDialog *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (NULL), *date = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (date), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (date, "dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), date);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (AnnalsAttachDialog *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *row = gtk_widget_get_parent (box);
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  guint event = annals_event_item_get_event (gtk_list_item_get_item (list_item));
  g_autofree char *date = NULL;
  g_autofree char *sentence = NULL;

  if (timeline == NULL || event >= annals_timeline_get_n_events (timeline))
    return;
  if (annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
    date = annals_timeline_get_event_date_words (timeline, event);
  else
    date = g_strdup (_ ("undated"));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), annals_timeline_get_event_title (timeline, event));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), date);
  sentence = g_strdup_printf ("%s, %s", annals_timeline_get_event_title (timeline, event), date);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

/* --- What is on offer --- */

/* Without a word the selected event comes first: it is what the reader was looking at. */
static guint32 *
put_selected_first (AnnalsAttachDialog *self, guint32 *events, guint *n)
{
  guint32 selected = annals_session_get_selection (self->session);
  guint32 *all;
  guint n_all = 0;

  if (selected == ANNALS_NO_EVENT || *gtk_editable_get_text (self->words) != '\0')
    return events;
  all = g_new (guint32, *n + 1);
  all[n_all++] = selected;
  for (guint i = 0; i < *n; i++)
    if (events[i] != selected)
      all[n_all++] = events[i];
  g_free (events);
  *n = n_all;
  return all;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsAttachDialog) self = data;
  g_autoptr (GError) error = NULL;
  guint n;
  guint32 *events = annals_title_search_finish (result, &n, &error);

  if (error != NULL || self->events == NULL) /* a newer search is on its way, or the dialog has gone */
    {
      g_free (events);
      return;
    }
  events = put_selected_first (self, events, &n);
  annals_event_model_take_order (self->events, events, n);
  gtk_single_selection_set_selected (self->selection, n > 0 ? 0 : GTK_INVALID_LIST_POSITION);
  gtk_widget_set_visible (self->nothing, n == 0);
  gtk_widget_set_sensitive (self->attach, n > 0);
}

static void
search (AnnalsAttachDialog *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (timeline == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  annals_title_search_async (timeline, gtk_editable_get_text (self->words), EVENTS_MAX, self->cancellable, found_cb,
                             g_object_ref (self));
}

/* --- Hands --- */

static void
attach_cb (AnnalsAttachDialog *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  AnnalsEventItem *item = gtk_single_selection_get_selected_item (self->selection);
  guint event = item != NULL ? annals_event_item_get_event (item) : ANNALS_NO_EVENT;

  if (timeline == NULL || notebook == NULL || event >= annals_timeline_get_n_events (timeline))
    return;
  annals_notebook_set_event (notebook, self->note_id, annals_timeline_get_event_id (timeline, event),
                             annals_timeline_get_event_title (timeline, event),
                             annals_timeline_get_event_date (timeline, event));
  annals_session_select (self->session, event);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
activate_cb (AnnalsAttachDialog *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  attach_cb (self);
}

/* The arrow keys move in the list while the cursor stays among the words. */
static gboolean
key_cb (AnnalsAttachDialog *self, guint key, guint code, GdkModifierType modifiers)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if ((key != GDK_KEY_Down && key != GDK_KEY_Up) || n == 0 || position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down)
    position = MIN (position + 1, n - 1);
  else
    position -= position > 0;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  return GDK_EVENT_STOP;
}

/* --- Object --- */

static void
annals_attach_dialog_dispose (GObject *object)
{
  AnnalsAttachDialog *self = ANNALS_ATTACH_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_ATTACH_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->events);
  g_clear_object (&self->session);
  g_clear_pointer (&self->note_id, g_free);
  G_OBJECT_CLASS (annals_attach_dialog_parent_class)->dispose (object);
}

static void
annals_attach_dialog_class_init (AnnalsAttachDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_attach_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/attach-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsAttachDialog, was);
  gtk_widget_class_bind_template_child (widget_class, AnnalsAttachDialog, words);
  gtk_widget_class_bind_template_child (widget_class, AnnalsAttachDialog, view);
  gtk_widget_class_bind_template_child (widget_class, AnnalsAttachDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, AnnalsAttachDialog, attach);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
annals_attach_dialog_init (AnnalsAttachDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->events = annals_event_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->events)));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

GtkWidget *
annals_attach_dialog_new (GtkWindow *parent, AnnalsSession *session, const AnnalsNote *note)
{
  AnnalsAttachDialog *self;
  g_autofree char *date = NULL;
  g_autofree char *was = NULL;

  g_return_val_if_fail (ANNALS_IS_SESSION (session) && note != NULL, NULL);

  self = g_object_new (ANNALS_TYPE_ATTACH_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  self->session = g_object_ref (session);
  self->note_id = g_strdup (note->id);
  date = note->event_date != NULL ? annals_edtf_to_words (note->event_date) : g_strdup (_ ("undated"));
  /* Translators: the title and the date of an event as they were. */
  was = g_strdup_printf (_ ("It was written about “%s”, %s."),
                         note->event_title != NULL ? note->event_title : _ ("An event without a title"), date);
  gtk_label_set_text (self->was, was);
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
  return GTK_WIDGET (self);
}
