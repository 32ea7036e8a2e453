/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's notes on one event, with what has become of them on disk. */
#include "widgets/notes-box.h"

#include <glib/gi18n-lib.h>

#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/note-row.h"

struct _AnnalsNotesBox
{
  GtkWidget parent_instance;

  /* Template children */
  GtkLabel *count;
  GtkLabel *state;
  GtkWidget *trouble;
  GtkLabel *trouble_text;
  GtkWidget *scrolled;
  GtkBox *list;
  GtkWidget *add;

  AnnalsNotebook *notebook; /* (nullable) */
  GSignalGroup *notebook_signals;
  AnnalsNoteSubject subject; /* id NULL: no event */
  guint n_notes;
  gboolean has_saved; /* something of this sitting is on disk */
};

G_DEFINE_FINAL_TYPE (AnnalsNotesBox, annals_notes_box, GTK_TYPE_WIDGET)

enum
{
  COUNT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AnnalsNoteRow *
get_first_row (AnnalsNotesBox *self)
{
  return ANNALS_NOTE_ROW (gtk_widget_get_first_child (GTK_WIDGET (self->list)));
}

static AnnalsNoteRow *
get_next_row (AnnalsNoteRow *row)
{
  return ANNALS_NOTE_ROW (gtk_widget_get_next_sibling (GTK_WIDGET (row)));
}

static AnnalsNoteRow *
find_row (AnnalsNotesBox *self, const char *note_id)
{
  for (AnnalsNoteRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    if (g_strcmp0 (annals_note_row_get_id (row), note_id) == 0 || annals_note_row_claims (row))
      return row;
  return NULL;
}

/* --- Heading --- */

static void
update_heading (AnnalsNotesBox *self)
{
  gboolean is_writing = FALSE;
  g_autofree char *count = g_strdup_printf ("%u", self->n_notes);

  for (AnnalsNoteRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    is_writing |= annals_note_row_is_writing (row);
  if (is_writing)
    /* Translators: beside the heading "Notes", while one is being written. */
    gtk_label_set_text (self->count, _("writing"));
  else
    gtk_label_set_text (self->count, self->n_notes > 0 ? count : "");
  gtk_widget_set_visible (self->scrolled, get_first_row (self) != NULL);
}

static void
update_state (AnnalsNotesBox *self)
{
  AnnalsSaveState state
    = self->notebook != NULL ? annals_notebook_get_save_state (self->notebook) : ANNALS_SAVE_IDLE;
  gboolean has_failed = state == ANNALS_SAVE_FAILED;
  GDateTime *saved_at = self->notebook != NULL ? annals_notebook_get_saved_at (self->notebook) : NULL;
  g_autofree char *words = NULL;

  self->has_saved |= state == ANNALS_SAVE_PENDING;
  if (has_failed)
    {
      const char *error = annals_notebook_get_save_error (self->notebook);

      /* Translators: then the reason. */
      words = g_strdup_printf (_("Not saved: %s"), error != NULL ? error : "");
      gtk_label_set_text (self->trouble_text, words);
      gtk_label_set_text (self->state, "");
    }
  else if (state == ANNALS_SAVE_PENDING)
    {
      gtk_label_set_text (self->state, _("saving…"));
    }
  else if (self->has_saved && saved_at != NULL)
    {
      g_autofree char *clock = g_date_time_format (saved_at, "%H:%M");

      /* Translators: then the time of day, 14:31. */
      words = g_strdup_printf (_("saved %s"), clock);
      gtk_label_set_text (self->state, words);
    }
  else
    {
      gtk_label_set_text (self->state, "");
    }
  gtk_widget_set_visible (self->trouble, has_failed);
  for (AnnalsNoteRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    annals_note_row_set_has_failed (row, has_failed);
}

/* --- Rows --- */

static gboolean
drop_row_cb (gpointer data)
{
  AnnalsNoteRow *row = data;
  AnnalsNotesBox *self
    = ANNALS_NOTES_BOX (gtk_widget_get_ancestor (GTK_WIDGET (row), ANNALS_TYPE_NOTES_BOX));
  const char *id;

  if (self == NULL || annals_note_row_is_writing (row) || !annals_note_row_is_empty (row))
    return G_SOURCE_REMOVE;
  id = annals_note_row_get_id (row);
  if (id != NULL && self->notebook != NULL && annals_notebook_find (self->notebook, id) != NULL)
    {
      annals_notebook_delete (self->notebook, id);
      return G_SOURCE_REMOVE;
    }
  gtk_box_remove (self->list, GTK_WIDGET (row));
  update_heading (self);
  return G_SOURCE_REMOVE;
}

/* A row without a word goes once nobody is in it; not at once, since GTK is still moving the focus. */
static void
row_left_cb (AnnalsNoteRow *row, gpointer data)
{
  if (annals_note_row_is_empty (row))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_row_cb, g_object_ref (row), g_object_unref);
}

static AnnalsNoteRow *
append_row (AnnalsNotesBox *self)
{
  GtkWidget *row = annals_note_row_new (self->notebook, &self->subject);

  g_signal_connect_object (row, "left", G_CALLBACK (row_left_cb), self, 0);
  g_signal_connect_object (row, "writing-changed", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->list, row);
  return ANNALS_NOTE_ROW (row);
}

static gboolean
is_among (GPtrArray *notes, const char *note_id)
{
  for (guint i = 0; i < notes->len; i++)
    if (g_str_equal (((const AnnalsNote *) g_ptr_array_index (notes, i))->id, note_id))
      return TRUE;
  return FALSE;
}

static void
remove_gone_rows (AnnalsNotesBox *self, GPtrArray *notes)
{
  AnnalsNoteRow *row = get_first_row (self);

  while (row != NULL)
    {
      AnnalsNoteRow *next = get_next_row (row);
      const char *id = annals_note_row_get_id (row);

      if (id != NULL && !is_among (notes, id))
        {
          gboolean had_focus = annals_note_row_is_writing (row);

          gtk_box_remove (self->list, GTK_WIDGET (row));
          if (had_focus)
            gtk_widget_grab_focus (self->add);
        }
      row = next;
    }
}

static void
clear_rows (AnnalsNotesBox *self)
{
  AnnalsNoteRow *row;

  while ((row = get_first_row (self)) != NULL)
    gtk_box_remove (self->list, GTK_WIDGET (row));
}

static void
save_state_cb (AnnalsNotesBox *self)
{
  update_state (self);
}

/* --- Object --- */

static void
clear_subject (AnnalsNotesBox *self)
{
  g_clear_pointer (&self->subject.id, g_free);
  g_clear_pointer (&self->subject.title, g_free);
  g_clear_pointer (&self->subject.date, g_free);
}

static void
annals_notes_box_dispose (GObject *object)
{
  AnnalsNotesBox *self = ANNALS_NOTES_BOX (object);

  if (self->notebook_signals != NULL)
    g_signal_group_set_target (self->notebook_signals, NULL);
  g_clear_object (&self->notebook_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_NOTES_BOX);
  annals_look_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->notebook);
  clear_subject (self);

  G_OBJECT_CLASS (annals_notes_box_parent_class)->dispose (object);
}

static void
annals_notes_box_class_init (AnnalsNotesBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_notes_box_dispose;

  signals[COUNT_CHANGED] = g_signal_new ("count-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ANNALS_TYPE_GLYPH);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/notes-box.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, count);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, state);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, trouble);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, trouble_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, list);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNotesBox, add);
  gtk_widget_class_set_css_name (widget_class, "notesbox");
}

static void
annals_notes_box_init (AnnalsNotesBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->notebook_signals = g_signal_group_new (ANNALS_TYPE_NOTEBOOK);
  g_signal_group_connect_swapped (self->notebook_signals, "notify::save-state",
                                  G_CALLBACK (save_state_cb), self);
  update_heading (self);
}

GtkWidget *
annals_notes_box_new (void)
{
  return g_object_new (ANNALS_TYPE_NOTES_BOX, NULL);
}

void
annals_notes_box_show (AnnalsNotesBox *self, AnnalsNotebook *notebook, AnnalsTimeline *timeline, guint event)
{
  const char *id = NULL;

  g_return_if_fail (ANNALS_IS_NOTES_BOX (self));

  if (notebook != NULL && timeline != NULL && event != ANNALS_NO_EVENT)
    id = annals_timeline_get_event_id (timeline, event);
  if (notebook != self->notebook || g_strcmp0 (id, self->subject.id) != 0)
    {
      clear_rows (self);
      clear_subject (self);
    }
  if (g_set_object (&self->notebook, notebook))
    {
      self->has_saved = FALSE;
      g_signal_group_set_target (self->notebook_signals, notebook);
    }
  if (id != NULL && self->subject.id == NULL)
    {
      const char *date = annals_timeline_get_event_date (timeline, event);

      self->subject.id = g_strdup (id);
      self->subject.title = g_strdup (annals_timeline_get_event_title (timeline, event));
      self->subject.date = date[0] != '\0' ? g_strdup (date) : NULL;
    }
  annals_notes_box_refresh (self);
}

void
annals_notes_box_refresh (AnnalsNotesBox *self)
{
  g_autoptr (GPtrArray) notes = NULL;

  g_return_if_fail (ANNALS_IS_NOTES_BOX (self));

  if (self->notebook == NULL || self->subject.id == NULL)
    return;
  notes = annals_notebook_get_event_notes (self->notebook, self->subject.id);
  remove_gone_rows (self, notes);
  for (guint i = 0; i < notes->len; i++)
    {
      const AnnalsNote *note = g_ptr_array_index (notes, i);
      AnnalsNoteRow *row = find_row (self, note->id);

      if (row == NULL)
        row = append_row (self);
      annals_note_row_update (row, note);
    }
  update_state (self);
  if (notes->len != self->n_notes)
    {
      self->n_notes = notes->len;
      g_signal_emit (self, signals[COUNT_CHANGED], 0);
    }
  update_heading (self);
}

void
annals_notes_box_add_note (AnnalsNotesBox *self)
{
  AnnalsNoteRow *row;

  g_return_if_fail (ANNALS_IS_NOTES_BOX (self));

  if (self->notebook == NULL || self->subject.id == NULL)
    return;
  for (row = get_first_row (self); row != NULL; row = get_next_row (row))
    if (annals_note_row_get_id (row) == NULL)
      break;
  if (row == NULL)
    row = append_row (self);
  gtk_widget_set_visible (self->scrolled, TRUE);
  annals_note_row_start_writing (row);
  update_heading (self);
}

void
annals_notes_box_leave_note (AnnalsNotesBox *self)
{
  g_return_if_fail (ANNALS_IS_NOTES_BOX (self));

  gtk_widget_grab_focus (self->add);
}

guint
annals_notes_box_get_n_notes (AnnalsNotesBox *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTES_BOX (self), 0);

  return self->n_notes;
}
