/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One note as a card: its words edited in place, its tags and flag, when it was made.
 *
 * Every keystroke goes to the notebook, which tells all rows of the change; a row whose words are
 * already those leaves its editor alone, so that the cursor and the input method stay undisturbed. */
#include "widgets/note-row.h"

#include <glib/gi18n-lib.h>

#include "time/words.h"
#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/wrap-box.h"

struct _AnnalsNoteRow
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *card;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  AnnalsWrapBox *tags;
  GtkEditable *tag_entry;
  AnnalsGlyph *flag;
  GtkLabel *made;
  GtkWidget *tools;
  GtkToggleButton *star;
  GtkToggleButton *question;
  GtkToggleButton *doubt;
  GtkLabel *changed;

  AnnalsNotebook *notebook;
  AnnalsNoteSubject subject;
  char *id;         /* NULL: no note yet */
  char **shown_tags;
  gboolean is_updating; /* the editor is being set, not typed in */
  gboolean is_adding;   /* the notebook is being told of the first word */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (AnnalsNoteRow, annals_note_row, GTK_TYPE_WIDGET)

enum
{
  LEFT,
  WRITING_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (AnnalsNoteRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/* The note in the notebook, made when there is none yet. */
static const char *
ensure_note (AnnalsNoteRow *self, const char *text)
{
  const char *id;

  if (self->id != NULL)
    return self->id;
  self->is_adding = TRUE;
  id = annals_notebook_add (self->notebook, self->subject.id, self->subject.title, self->subject.date,
                            text);
  self->is_adding = FALSE;
  if (self->id == NULL)
    self->id = g_strdup (id);
  return self->id;
}

/* --- Words --- */

/* The outer list scrolls, not the editor: it follows the cursor. */
static gboolean
show_cursor_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnnalsNoteRow *self = ANNALS_NOTE_ROW (widget);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  GtkTextIter cursor;
  GdkRectangle place;
  double x, y;

  if (scrolled == NULL || !self->is_writing)
    return G_SOURCE_REMOVE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_view_get_iter_location (self->text_view, &cursor, &place);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->text_view), scrolled, place.x, place.y, &x, &y))
    {
      adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
      y += gtk_adjustment_get_value (adjustment);
      gtk_adjustment_clamp_page (adjustment, y - 12, y + place.height + 12);
    }
  return G_SOURCE_REMOVE;
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, gpointer data)
{
  AnnalsNoteRow *self = data;
  g_autofree char *text = NULL;

  if (self->is_updating)
    return;
  text = get_text (self);
  if (self->id != NULL)
    annals_notebook_set_text (self->notebook, self->id, text);
  else if (text[0] != '\0')
    ensure_note (self, text);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_cursor_cb, NULL, NULL);
}

static void
set_text (AnnalsNoteRow *self, const char *text)
{
  g_autofree char *shown = get_text (self);
  GtkTextIter cursor;
  int offset;

  if (g_str_equal (shown, text))
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  offset = gtk_text_iter_get_offset (&cursor);

  self->is_updating = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->is_updating = FALSE;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &cursor, offset);
  gtk_text_buffer_place_cursor (self->buffer, &cursor);
}

/* --- Tags --- */

static void
remove_tag_cb (GtkButton *button, gpointer data)
{
  AnnalsNoteRow *self = data;
  const char *tag = g_object_get_data (G_OBJECT (button), "annals-tag");
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  g_auto (GStrv) rest = NULL;

  if (self->id == NULL)
    return;
  for (guint i = 0; self->shown_tags != NULL && self->shown_tags[i] != NULL; i++)
    if (!g_str_equal (self->shown_tags[i], tag))
      g_strv_builder_add (tags, self->shown_tags[i]);
  rest = g_strv_builder_end (tags);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  annals_notebook_set_tags (self->notebook, self->id, (const char *const *) rest);
}

/* Tags are words at rest, and buttons that take them away while the reader is writing. */
static GtkWidget *
create_tag (AnnalsNoteRow *self, const char *tag)
{
  GtkWidget *widget;

  if (self->is_writing)
    {
      g_autofree char *name = g_strdup_printf (_("Remove the tag “%s”"), tag);

      widget = gtk_button_new_with_label (tag);
      g_object_set_data_full (G_OBJECT (widget), "annals-tag", g_strdup (tag), g_free);
      g_signal_connect_object (widget, "clicked", G_CALLBACK (remove_tag_cb), self, 0);
      annals_look_set_tooltip (widget, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  else
    {
      widget = gtk_label_new (tag);
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
    }
  gtk_widget_add_css_class (widget, "tag");
  return widget;
}

static void
show_tags (AnnalsNoteRow *self)
{
  GtkWidget *entry = GTK_WIDGET (self->tag_entry);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tags));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (child != entry)
        gtk_widget_unparent (child);
      child = next;
    }
  for (guint i = 0; self->shown_tags != NULL && self->shown_tags[i] != NULL; i++)
    gtk_widget_insert_before (create_tag (self, self->shown_tags[i]), GTK_WIDGET (self->tags), entry);
}

static void
tag_activate_cb (GtkEditable *entry, gpointer data)
{
  AnnalsNoteRow *self = data;
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (GStrvBuilder) tags = NULL;
  g_auto (GStrv) all = NULL;

  gtk_editable_set_text (entry, "");
  if (tag[0] == '\0'
      || (self->shown_tags != NULL && g_strv_contains ((const char *const *) self->shown_tags, tag)))
    return;
  tags = g_strv_builder_new ();
  if (self->shown_tags != NULL)
    g_strv_builder_addv (tags, (const char **) self->shown_tags);
  g_strv_builder_add (tags, tag);
  all = g_strv_builder_end (tags);
  annals_notebook_set_tags (self->notebook, ensure_note (self, ""), (const char *const *) all);
}

/* --- Flags --- */

static AnnalsNoteFlag
get_flag (AnnalsNoteRow *self)
{
  if (gtk_toggle_button_get_active (self->star))
    return ANNALS_FLAG_STAR;
  if (gtk_toggle_button_get_active (self->question))
    return ANNALS_FLAG_QUESTION;
  if (gtk_toggle_button_get_active (self->doubt))
    return ANNALS_FLAG_DOUBT;
  return ANNALS_FLAG_NONE;
}

static void
show_flag (AnnalsNoteRow *self, AnnalsNoteFlag flag)
{
  static const AnnalsGlyphId glyphs[] = { ANNALS_GLYPH_STAR, ANNALS_GLYPH_STAR, ANNALS_GLYPH_QUESTION,
                                          ANNALS_GLYPH_DOUBT };

  self->is_updating = TRUE;
  gtk_toggle_button_set_active (self->star, flag == ANNALS_FLAG_STAR);
  gtk_toggle_button_set_active (self->question, flag == ANNALS_FLAG_QUESTION);
  gtk_toggle_button_set_active (self->doubt, flag == ANNALS_FLAG_DOUBT);
  self->is_updating = FALSE;
  annals_glyph_set_id (self->flag, glyphs[flag]);
  gtk_widget_set_visible (GTK_WIDGET (self->flag), flag != ANNALS_FLAG_NONE && !self->is_writing);
}

static void
flag_toggled_cb (GtkToggleButton *button, gpointer data)
{
  AnnalsNoteRow *self = data;
  GtkToggleButton *const all[] = { self->star, self->question, self->doubt };

  if (self->is_updating)
    return;
  if (gtk_toggle_button_get_active (button))
    {
      self->is_updating = TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        if (all[i] != button)
          gtk_toggle_button_set_active (all[i], FALSE);
      self->is_updating = FALSE;
    }
  annals_notebook_set_flag (self->notebook, ensure_note (self, ""), get_flag (self));
}

/* --- Writing, leaving, deleting --- */

static void
set_writing (AnnalsNoteRow *self, gboolean is_writing)
{
  if (is_writing == self->is_writing)
    return;
  self->is_writing = is_writing;
  if (is_writing)
    gtk_widget_add_css_class (self->card, "is-writing");
  else
    gtk_widget_remove_css_class (self->card, "is-writing");
  gtk_widget_set_visible (self->tools, is_writing);
  gtk_widget_set_visible (GTK_WIDGET (self->tag_entry), is_writing);
  gtk_widget_set_visible (GTK_WIDGET (self->made), !is_writing && self->id != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->flag), !is_writing && get_flag (self) != ANNALS_FLAG_NONE);
  show_tags (self);
  g_signal_emit (self, signals[WRITING_CHANGED], 0);
}

static void
contains_focus_cb (GtkEventControllerFocus *controller, GParamSpec *spec, gpointer data)
{
  AnnalsNoteRow *self = data;
  gboolean has_focus = gtk_event_controller_focus_contains_focus (controller);

  if (has_focus)
    {
      set_writing (self, TRUE);
      return;
    }
  /* A tag typed and left without Enter is meant all the same. */
  if (gtk_editable_get_text (self->tag_entry)[0] != '\0')
    tag_activate_cb (self->tag_entry, self);
  set_writing (self, FALSE);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsNoteRow *self = ANNALS_NOTE_ROW (widget);

  self->is_updating = TRUE;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  self->is_updating = FALSE;
  if (self->id != NULL)
    annals_notebook_delete (self->notebook, self->id);
  else
    g_signal_emit (self, signals[LEFT], 0);
}

/* The flags by key: the one that is set is taken away by its own key. */
static void
flag_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsNoteRow *self = ANNALS_NOTE_ROW (widget);
  GtkToggleButton *button = g_str_equal (action, "note.star")       ? self->star
                            : g_str_equal (action, "note.question") ? self->question
                                                                    : self->doubt;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
tag_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANNALS_NOTE_ROW (widget)->tag_entry));
}

static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "panel.leave-note", NULL);
}

static void
card_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  AnnalsNoteRow *self = data;

  if (!self->is_writing)
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* --- Object --- */

static void
annals_note_row_dispose (GObject *object)
{
  AnnalsNoteRow *self = ANNALS_NOTE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_NOTE_ROW);
  annals_look_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->notebook);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->subject.id, g_free);
  g_clear_pointer (&self->subject.title, g_free);
  g_clear_pointer (&self->subject.date, g_free);
  g_clear_pointer (&self->shown_tags, g_strfreev);

  G_OBJECT_CLASS (annals_note_row_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, card);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, text_view);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, tags);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, tag_entry);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, flag);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, made);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, tools);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, star);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, question);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, doubt);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteRow, changed);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, flag_toggled_cb);
}

static void
annals_note_row_class_init (AnnalsNoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_note_row_dispose;

  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[WRITING_CHANGED] = g_signal_new ("writing-changed", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ANNALS_TYPE_GLYPH);
  g_type_ensure (ANNALS_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "note.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "note.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "note.star", NULL, flag_cb);
  gtk_widget_class_install_action (widget_class, "note.question", NULL, flag_cb);
  gtk_widget_class_install_action (widget_class, "note.doubt", NULL, flag_cb);
  gtk_widget_class_install_action (widget_class, "note.tag", NULL, tag_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_ALT_MASK, "note.star", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_ALT_MASK, "note.question", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_ALT_MASK, "note.doubt", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_ALT_MASK, "note.tag", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "note.leave", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "note.leave", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "noterow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* A text view measures its lines when it is given a size, and asks for no other when they turn out
 * taller: words that were there before it was shown would be cut off. What it can scroll over tells
 * that they have been measured; a resize asked for while sizes are handed out would be lost. */
static gboolean
measure_again_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static void
lines_measured_cb (GtkWidget *text_view)
{
  gtk_widget_add_tick_callback (text_view, measure_again_cb, NULL, NULL);
}

static void
annals_note_row_init (AnnalsNoteRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkAdjustment *lines;

  gtk_widget_init_template (GTK_WIDGET (self));
  lines = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->text_view));
  g_signal_connect_object (lines, "notify::upper", G_CALLBACK (lines_measured_cb), self->text_view,
                           G_CONNECT_SWAPPED);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (contains_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (click, "pressed", G_CALLBACK (card_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
annals_note_row_new (AnnalsNotebook *notebook, const AnnalsNoteSubject *subject)
{
  AnnalsNoteRow *self = g_object_new (ANNALS_TYPE_NOTE_ROW, NULL);
  g_autofree char *name = g_strdup_printf (_("Note on %s"), subject->title);

  self->notebook = g_object_ref (notebook);
  self->subject.id = g_strdup (subject->id);
  self->subject.title = g_strdup (subject->title);
  self->subject.date = g_strdup (subject->date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return GTK_WIDGET (self);
}

/* The event has another title or date than when the note was written, or the note another version. */
static void
show_change (AnnalsNoteRow *self, const AnnalsNote *note)
{
  gboolean is_conflict = annals_note_is_conflict (note);
  gboolean title_differs
    = note->event_title != NULL && !g_str_equal (note->event_title, self->subject.title);
  gboolean date_differs
    = note->event_date != NULL && g_strcmp0 (note->event_date, self->subject.date) != 0;
  g_autofree char *was = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->changed)),
                          is_conflict || title_differs || date_differs);
  if (is_conflict)
    gtk_label_set_text (self->changed, _("Another version of a note that was changed in two places"));
  if (is_conflict || (!title_differs && !date_differs))
    return;
  was = title_differs ? g_strdup_printf ("“%s”", note->event_title)
                      : annals_edtf_to_words (note->event_date);
  /* Translators: what the event's title or date was when the note was written. */
  words = g_strdup_printf (_("The event has changed since: was %s"), was);
  gtk_label_set_text (self->changed, words);
}

/* When it was made, and by whom, if that was another than the reader; under the pointer when it was changed. */
static void
show_made (AnnalsNoteRow *self, const AnnalsNote *note)
{
  g_autofree char *made = annals_local_time_to_words (note->created);
  g_autofree char *modified = annals_local_time_to_words (note->modified);
  /* Translators: a note was changed at that time: "2 September 2025, 14:20". */
  g_autofree char *changed = g_strdup_printf (_("Changed %s"), modified);
  g_autofree char *by = NULL;

  if (note->author != NULL && g_strcmp0 (note->author, annals_notebook_get_author (self->notebook)) != 0)
    by = g_strdup_printf ("%s · %s", note->author, made);
  gtk_label_set_text (self->made, by != NULL ? by : made);
  annals_look_set_tooltip (GTK_WIDGET (self->made), g_str_equal (made, modified) ? NULL : changed);
}

void
annals_note_row_update (AnnalsNoteRow *self, const AnnalsNote *note)
{
  g_return_if_fail (ANNALS_IS_NOTE_ROW (self));
  g_return_if_fail (note != NULL);

  if (g_strcmp0 (self->id, note->id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (note->id);
    }
  set_text (self, note->text);
  if (self->shown_tags == NULL
      || !g_strv_equal ((const char *const *) self->shown_tags, (const char *const *) note->tags))
    {
      g_strfreev (self->shown_tags);
      self->shown_tags = g_strdupv (note->tags);
      show_tags (self);
    }
  show_flag (self, note->flag);
  show_made (self, note);
  gtk_widget_set_visible (GTK_WIDGET (self->made), !self->is_writing);
  show_change (self, note);
}

const char *
annals_note_row_get_id (AnnalsNoteRow *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTE_ROW (self), NULL);

  return self->id;
}

gboolean
annals_note_row_claims (AnnalsNoteRow *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTE_ROW (self), FALSE);

  return self->is_adding && self->id == NULL;
}

gboolean
annals_note_row_is_empty (AnnalsNoteRow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (ANNALS_IS_NOTE_ROW (self), FALSE);

  text = g_strstrip (get_text (self));
  return text[0] == '\0' && (self->shown_tags == NULL || self->shown_tags[0] == NULL)
         && get_flag (self) == ANNALS_FLAG_NONE;
}

gboolean
annals_note_row_is_writing (AnnalsNoteRow *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTE_ROW (self), FALSE);

  return self->is_writing;
}

void
annals_note_row_start_writing (AnnalsNoteRow *self)
{
  g_return_if_fail (ANNALS_IS_NOTE_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

void
annals_note_row_set_has_failed (AnnalsNoteRow *self, gboolean has_failed)
{
  g_return_if_fail (ANNALS_IS_NOTE_ROW (self));

  if (has_failed)
    gtk_widget_add_css_class (self->card, "has-failed");
  else
    gtk_widget_remove_css_class (self->card, "has-failed");
}
