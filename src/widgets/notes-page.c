/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All notes of a timeline: filtered, in order of their events or of their writing, orphans too.
 *
 * The list is worked out anew on a worker when anything changes and somebody looks, once a frame at most; rows
 * of notes that stay are kept, so that typing in the panel moves nothing here. */
#include "widgets/notes-page.h"

#include <glib/gi18n-lib.h>

#include "time/words.h"
#include "widgets/attach-dialog.h"
#include "widgets/look.h"
#include "widgets/note-model.h"
#include "widgets/note-summary.h"

struct _AnnalsNotesPage
{
  GtkWidget parent_instance;

  /* Template children */
  GtkEditable *words;
  GtkDropDown *flag;
  GtkDropDown *tag;
  GtkDropDown *order;
  GtkWidget *filters;
  GtkWidget *orphans;
  GtkLabel *orphans_text;
  GtkButton *orphans_button;
  GtkStack *pages;
  GtkListView *view;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkWidget *empty_button;

  /* owned */
  AnnalsSession *session; /* nullable */
  AnnalsNoteModel *model;
  GtkSingleSelection *selection;
  GPtrArray *rows; /* of GtkListItem: those that show a note, borrowed */
  GCancellable *cancellable; /* of the listing that is being worked out; nullable */
  GStrv tags; /* that the drop-down offers after "any" */
  GtkWindow *dialog; /* to attach a note; nullable */

  guint update_source;
  gboolean only_orphans;
  gboolean wants_focus; /* once there are rows to have it */
  gboolean is_stale;    /* to be worked out when somebody looks */
  gboolean is_updating; /* the widgets are being set, not the reader's choice */
};

G_DEFINE_FINAL_TYPE (AnnalsNotesPage, annals_notes_page, GTK_TYPE_WIDGET)

enum
{
  SHOW_EVENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AnnalsTimeline *
get_timeline (AnnalsNotesPage *self)
{
  return self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
}

static AnnalsNotebook *
get_notebook (AnnalsNotesPage *self)
{
  return self->session != NULL ? annals_session_get_notebook (self->session) : NULL;
}

/* --- Rows --- */

static void
fill_row (AnnalsNotesPage *self, GtkListItem *list_item)
{
  AnnalsNoteSummary *summary = ANNALS_NOTE_SUMMARY (gtk_list_item_get_child (list_item));
  AnnalsNote *note = annals_note_model_get_note (self->model, gtk_list_item_get_position (list_item));
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (summary));
  AnnalsTimeline *timeline = get_timeline (self);
  AnnalsNotebook *notebook = get_notebook (self);
  g_autofree char *sentence = NULL;

  if (note == NULL || timeline == NULL || notebook == NULL)
    return;
  annals_note_summary_show (summary, note, timeline, annals_notebook_get_author (notebook));
  sentence = annals_note_summary_to_sentence (summary);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
setup_cb (AnnalsNotesPage *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, annals_note_summary_new ());
}

static void
bind_cb (AnnalsNotesPage *self, GtkListItem *list_item)
{
  g_ptr_array_add (self->rows, list_item);
  fill_row (self, list_item);
}

static void
unbind_cb (AnnalsNotesPage *self, GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->rows, list_item);
}

/* --- Which is selected --- */

static AnnalsNote *
get_selected_note (AnnalsNotesPage *self)
{
  return annals_note_model_get_note (self->model, gtk_single_selection_get_selected (self->selection));
}

static guint
find_event_at (AnnalsNotesPage *self, guint position)
{
  AnnalsNote *note = annals_note_model_get_note (self->model, position);
  AnnalsTimeline *timeline = get_timeline (self);

  return note != NULL && timeline != NULL ? annals_note_find_event (note, timeline) : ANNALS_NO_EVENT;
}

/* The first note on an event. */
static guint
find_note_on (AnnalsNotesPage *self, guint event)
{
  AnnalsNote *note;
  const char *id;

  if (event == ANNALS_NO_EVENT)
    return GTK_INVALID_LIST_POSITION;
  id = annals_timeline_get_event_id (get_timeline (self), event);
  for (guint i = 0; (note = annals_note_model_get_note (self->model, i)) != NULL; i++)
    if (g_str_equal (note->event_id, id))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* Another event was selected elsewhere: its first note is the selected one, if it has any. */
static void
selection_changed_cb (AnnalsNotesPage *self)
{
  guint event;

  if (get_timeline (self) == NULL)
    return;
  event = annals_session_get_selection (self->session);
  if (find_event_at (self, gtk_single_selection_get_selected (self->selection)) != event)
    gtk_single_selection_set_selected (self->selection, find_note_on (self, event));
}

/* --- What is listed --- */

static void
read_filter (AnnalsNotesPage *self, AnnalsNoteFilter *filter)
{
  /* As the drop-down has them. */
  static const int flags[] = { ANNALS_NOTE_FILTER_ANY_FLAG, ANNALS_FLAG_STAR, ANNALS_FLAG_QUESTION,
                               ANNALS_FLAG_DOUBT, ANNALS_FLAG_NONE };
  guint flag = gtk_drop_down_get_selected (self->flag), tag = gtk_drop_down_get_selected (self->tag);
  gboolean has_tag = self->tags != NULL && tag > 0 && tag <= g_strv_length (self->tags);

  filter->words = gtk_editable_get_text (self->words);
  filter->flag = flag < G_N_ELEMENTS (flags) ? flags[flag] : ANNALS_NOTE_FILTER_ANY_FLAG;
  filter->tag = has_tag ? self->tags[tag - 1] : NULL;
  filter->only_orphans = self->only_orphans;
  filter->order = gtk_drop_down_get_selected (self->order) == 1 ? ANNALS_NOTE_ORDER_WRITTEN : ANNALS_NOTE_ORDER_EVENT;
}

/* The tags change with the notes; the chosen one stays chosen as long as it is there. */
static void
update_tags (AnnalsNotesPage *self, GStrv tags)
{
  guint selected = gtk_drop_down_get_selected (self->tag), position = 0;
  g_autoptr (GtkStringList) names = NULL;

  if (self->tags != NULL && g_strv_equal ((const char *const *) tags, (const char *const *) self->tags))
    return;
  names = gtk_string_list_new ((const char *const[]){ _ ("Any tag"), NULL });
  for (guint i = 0; tags[i] != NULL; i++)
    {
      gtk_string_list_append (names, tags[i]);
      if (self->tags != NULL && selected > 0 && selected <= g_strv_length (self->tags)
          && g_str_equal (tags[i], self->tags[selected - 1]))
        position = i + 1;
    }
  g_strfreev (self->tags);
  self->tags = g_strdupv (tags);
  self->is_updating = TRUE;
  gtk_drop_down_set_model (self->tag, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->tag, position);
  self->is_updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->tag), self->tags[0] != NULL);
}

static void
update_orphans (AnnalsNotesPage *self, guint n_orphans)
{
  g_autofree char *number = annals_number_to_words (n_orphans);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s note is about an event that is not in this timeline.",
                   "%s notes are about events that are not in this timeline.", n_orphans),
      number);

  self->only_orphans = self->only_orphans && n_orphans > 0;
  gtk_label_set_text (self->orphans_text, text);
  gtk_button_set_label (self->orphans_button, self->only_orphans ? _ ("Show all notes") : _ ("Show only these"));
  gtk_widget_set_visible (self->orphans, n_orphans > 0);
}

/* One sentence, and one thing to do about it. */
static void
update_empty (AnnalsNotesPage *self, guint n_notes)
{
  gboolean has_none = n_notes == 0;

  gtk_label_set_text (self->empty_title, has_none ? _ ("No notes yet") : _ ("No note is like that"));
  gtk_label_set_text (self->empty_text,
                      has_none ? _ ("Select an event and press Ctrl+N to write one.")
                               : _ ("Other words, another flag or another tag may find some."));
  gtk_widget_set_visible (self->empty_button, !has_none);
  gtk_widget_set_sensitive (self->filters, !has_none);
}

static void
focus_rows (AnnalsNotesPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  self->wants_focus = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                              position != GTK_INVALID_LIST_POSITION ? position : 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static guint
find_note (AnnalsNotesPage *self, const char *id)
{
  AnnalsNote *note;

  for (guint i = 0; id != NULL && (note = annals_note_model_get_note (self->model, i)) != NULL; i++)
    if (g_str_equal (note->id, id))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* The selected note stays so, wherever it now stands; without one, that of the selected event is. */
static void
set_notes (AnnalsNotesPage *self, GPtrArray *notes)
{
  AnnalsNote *selected = get_selected_note (self);
  g_autofree char *id = selected != NULL ? g_strdup (selected->id) : NULL;

  self->is_updating = TRUE;
  annals_note_model_set_notes (self->model, notes);
  gtk_single_selection_set_selected (self->selection, find_note (self, id));
  for (guint i = 0; i < self->rows->len; i++)
    fill_row (self, self->rows->pdata[i]);
  self->is_updating = FALSE;
  if (get_selected_note (self) == NULL)
    selection_changed_cb (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsNotesPage) self = data;
  g_autoptr (AnnalsNoteListing) listing = annals_note_filter_run_finish (result, NULL);

  if (listing == NULL || get_notebook (self) == NULL) /* a newer one is on its way, or none is wanted */
    return;
  g_clear_object (&self->cancellable);
  update_tags (self, listing->tags);
  update_orphans (self, listing->n_orphans);
  set_notes (self, listing->notes);
  update_empty (self, annals_notebook_get_n_notes (get_notebook (self)));
  gtk_stack_set_visible_child_name (self->pages, listing->notes->len > 0 ? "list" : "empty");
  if (self->wants_focus && listing->notes->len > 0)
    focus_rows (self);
}

static void
cancel (AnnalsNotesPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update (AnnalsNotesPage *self)
{
  AnnalsTimeline *timeline = get_timeline (self);
  AnnalsNotebook *notebook = get_notebook (self);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  AnnalsNoteFilter filter;

  self->is_stale = FALSE;
  cancel (self);
  if (timeline == NULL || notebook == NULL || annals_notebook_get_n_notes (notebook) == 0)
    {
      update_orphans (self, 0);
      set_notes (self, none);
      update_empty (self, 0);
      gtk_stack_set_visible_child_name (self->pages, "empty");
      return;
    }
  /* Nothing is said of what is not known yet. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 && !gtk_widget_get_sensitive (self->filters))
    gtk_stack_set_visible_child_name (self->pages, "list");
  read_filter (self, &filter);
  self->cancellable = g_cancellable_new ();
  annals_note_filter_run_async (&filter, notebook, timeline, self->cancellable, listed_cb, g_object_ref (self));
}

static gboolean
update_cb (gpointer data)
{
  AnnalsNotesPage *self = data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (AnnalsNotesPage *self)
{
  if (self->is_updating)
    return;
  self->is_stale = TRUE;
  if (self->update_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, update_cb, self, NULL);
}

/* --- Hands --- */

/* An orphan leaves the selected event as it is: it may be the one to attach it to. */
static void
selected_cb (AnnalsNotesPage *self)
{
  guint event = find_event_at (self, gtk_single_selection_get_selected (self->selection));

  if (!self->is_updating && event != ANNALS_NO_EVENT)
    annals_session_select (self->session, event);
}

static void
activate_cb (AnnalsNotesPage *self, guint position)
{
  AnnalsNote *note = annals_note_model_get_note (self->model, position);
  guint event = find_event_at (self, position);

  if (event != ANNALS_NO_EVENT)
    g_signal_emit (self, signals[SHOW_EVENT], 0, event);
  else if (note != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "notes.attach", "s", note->id);
}

static void
orphans_cb (AnnalsNotesPage *self)
{
  self->only_orphans = !self->only_orphans;
  queue_update (self);
}

static void
show_all_cb (AnnalsNotesPage *self)
{
  self->is_updating = TRUE;
  gtk_editable_set_text (self->words, "");
  gtk_drop_down_set_selected (self->flag, 0);
  gtk_drop_down_set_selected (self->tag, 0);
  self->is_updating = FALSE;
  self->only_orphans = FALSE;
  queue_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
}

static void
attach_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsNotesPage *self = ANNALS_NOTES_PAGE (widget);
  AnnalsNotebook *notebook = get_notebook (self);
  const char *id = g_variant_get_string (parameter, NULL);
  const AnnalsNote *note
      = notebook != NULL && *id != '\0' ? annals_notebook_find (notebook, id) : get_selected_note (self);

  if (note == NULL || self->dialog != NULL)
    return;
  self->dialog = GTK_WINDOW (
      annals_attach_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, note));
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  gtk_window_present (self->dialog);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsNotesPage *self = ANNALS_NOTES_PAGE (widget);
  AnnalsNote *note = get_selected_note (self);

  if (note != NULL && get_notebook (self) != NULL)
    annals_notebook_delete (get_notebook (self), note->id);
}

/* --- Object --- */

static void
annals_notes_page_map (GtkWidget *widget)
{
  AnnalsNotesPage *self = ANNALS_NOTES_PAGE (widget);

  GTK_WIDGET_CLASS (annals_notes_page_parent_class)->map (widget);
  if (self->is_stale)
    update (self);
}

static gboolean
annals_notes_page_grab_focus (GtkWidget *widget)
{
  AnnalsNotesPage *self = ANNALS_NOTES_PAGE (widget);

  self->wants_focus = self->cancellable != NULL || self->is_stale;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->words));
  focus_rows (self);
  return TRUE;
}

static void
annals_notes_page_dispose (GObject *object)
{
  AnnalsNotesPage *self = ANNALS_NOTES_PAGE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->dialog != NULL)
    gtk_window_destroy (self->dialog);
  cancel (self);
  annals_notes_page_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_NOTES_PAGE);
  annals_look_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_strfreev);
  G_OBJECT_CLASS (annals_notes_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/notes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, words);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, flag);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, tag);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, order);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, orphans);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, orphans_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, orphans_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, pages);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, empty_title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, empty_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesPage, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, queue_update);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, orphans_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
annals_notes_page_class_init (AnnalsNotesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_notes_page_dispose;
  widget_class->map = annals_notes_page_map;
  widget_class->grab_focus = annals_notes_page_grab_focus;

  signals[SHOW_EVENT] = g_signal_new ("show-event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "notes.attach", "s", attach_cb);
  gtk_widget_class_install_action (widget_class, "notes.delete", NULL, delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "notes.delete", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notespage");
}

static void
annals_notes_page_init (AnnalsNotesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->model = annals_note_model_new ();
  self->rows = g_ptr_array_new ();
  self->is_stale = TRUE;
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = FALSE;
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  update (self);
  self->is_stale = TRUE;
}

GtkWidget *
annals_notes_page_new (void)
{
  return g_object_new (ANNALS_TYPE_NOTES_PAGE, NULL);
}

void
annals_notes_page_set_session (AnnalsNotesPage *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_NOTES_PAGE (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "timeline-changed", G_CALLBACK (queue_update), self);
  g_signal_connect_swapped (session, "notes-changed", G_CALLBACK (queue_update), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  queue_update (self);
}

GPtrArray *
annals_notes_page_get_notes (AnnalsNotesPage *self)
{
  AnnalsNoteFilter filter;

  g_return_val_if_fail (ANNALS_IS_NOTES_PAGE (self), NULL);

  if (get_timeline (self) == NULL || get_notebook (self) == NULL)
    return g_ptr_array_new ();
  read_filter (self, &filter);
  return annals_note_filter_run (&filter, get_notebook (self), get_timeline (self));
}

GListModel *
annals_notes_page_get_model (AnnalsNotesPage *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTES_PAGE (self), NULL);

  return G_LIST_MODEL (self->model);
}
