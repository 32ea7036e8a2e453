/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook: a timeline's notes in memory. */
#include "notes/notebook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "notes/notebook-private.h"

G_DEFINE_FINAL_TYPE (AnnalsNotebook, annals_notebook, G_TYPE_OBJECT)

enum
{
  PROP_SAVE_STATE = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPERTIES
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
set_order (AnnalsNotebook *self, AnnalsNoteOrder *order)
{
  g_clear_pointer (&self->order, annals_note_order_free);
  self->order = order;
}

static AnnalsNoteOrder *
get_order (AnnalsNotebook *self)
{
  if (self->order == NULL)
    self->order = annals_note_order_new (self->set);
  return self->order;
}

/* The order is kept where there is one: sorting many notes at each keystroke would hold the window up. */
static void
put_in_order (AnnalsNotebook *self, AnnalsNote *note)
{
  if (self->order != NULL)
    annals_note_order_insert (self->order, note);
}

static void
take_from_order (AnnalsNotebook *self, const AnnalsNote *note)
{
  if (self->order != NULL)
    annals_note_order_remove (self->order, note);
}

static void
notify_history (AnnalsNotebook *self, gboolean could_undo, gboolean could_redo)
{
  if (could_undo != annals_history_can_undo (self->history))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (could_redo != annals_history_can_redo (self->history))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/* Puts `note` (NULL: nothing) where the note of that id is. */
static void
replace (AnnalsNotebook *self, const char *note_id, AnnalsNote *note)
{
  AnnalsNote *old = annals_note_set_get (self->set, note_id);

  if (old != NULL)
    take_from_order (self, old);
  if (note != NULL)
    {
      annals_note_set_put (self->set, annals_note_ref (note));
      put_in_order (self, note);
    }
  else
    {
      g_autoptr (GDateTime) now = annals_note_now ();

      annals_note_set_remove (self->set, note_id, now);
    }
  g_hash_table_remove (self->departed, note_id);
  annals_notebook_schedule_save (self);
}

static void
edit (AnnalsNotebook *self, const char *note_id, AnnalsNote *before, AnnalsNote *after, gboolean is_typing)
{
  g_autofree char *id = g_strdup (note_id);
  g_autofree char *event_id = g_strdup (after != NULL ? after->event_id : before->event_id);
  g_autofree char *old_event_id = g_strdup (before != NULL ? before->event_id : event_id);
  gboolean could_undo = annals_history_can_undo (self->history);
  gboolean could_redo = annals_history_can_redo (self->history);

  annals_history_push (self->history, id, before, after, is_typing, g_get_monotonic_time ());
  replace (self, id, after);
  notify_history (self, could_undo, could_redo);
  if (strcmp (event_id, old_event_id) != 0)
    g_signal_emit (self, signals[CHANGED], 0, old_event_id);
  g_signal_emit (self, signals[CHANGED], 0, event_id);
}

/* The note to be edited; one that a merge took away comes back, since an edit beats a deletion. */
static AnnalsNote *
find_editable (AnnalsNotebook *self, const char *note_id)
{
  AnnalsNote *note = annals_note_set_get (self->set, note_id);

  return note != NULL ? note : g_hash_table_lookup (self->departed, note_id);
}

static void
annals_notebook_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnnalsNotebook *self = ANNALS_NOTEBOOK (object);

  switch (id)
    {
    case PROP_SAVE_STATE:
      g_value_set_uint (value, self->save_state);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, annals_notebook_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, annals_notebook_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
annals_notebook_dispose (GObject *object)
{
  AnnalsNotebook *self = ANNALS_NOTEBOOK (object);

  /* Windows save before they close; this is for whoever forgot. */
  if (self->path != NULL && annals_notebook_is_unsaved (self))
    annals_notebook_save_now (self, NULL);
  annals_notebook_stop_saving (self);
  G_OBJECT_CLASS (annals_notebook_parent_class)->dispose (object);
}

static void
annals_notebook_finalize (GObject *object)
{
  AnnalsNotebook *self = ANNALS_NOTEBOOK (object);

  set_order (self, NULL);
  g_clear_object (&self->file);
  g_clear_error (&self->read_error);
  g_free (self->path);
  g_free (self->timeline_id);
  g_free (self->file_name);
  g_free (self->label);
  g_free (self->author);
  g_free (self->save_error);
  g_free (self->monitored_name);
  g_clear_pointer (&self->set, annals_note_set_free);
  g_clear_pointer (&self->departed, g_hash_table_unref);
  g_clear_pointer (&self->history, annals_history_free);
  g_clear_pointer (&self->base, annals_notebook_file_unref);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  G_OBJECT_CLASS (annals_notebook_parent_class)->finalize (object);
}

static void
annals_notebook_class_init (AnnalsNotebookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = annals_notebook_get_property;
  object_class->dispose = annals_notebook_dispose;
  object_class->finalize = annals_notebook_finalize;
  properties[PROP_SAVE_STATE] = g_param_spec_uint ("save-state", NULL, NULL, ANNALS_SAVE_IDLE,
                                                   ANNALS_SAVE_FAILED, ANNALS_SAVE_IDLE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
annals_notebook_init (AnnalsNotebook *self)
{
  self->set = annals_note_set_new ();
  self->history = annals_history_new ();
  self->departed
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) annals_note_unref);
}

/* Takes over one note (NULL: none), and adds the events that it changes. */
static void
take_note (AnnalsNotebook *self, AnnalsNote *was, AnnalsNote *is, GHashTable *events)
{
  if (was != NULL)
    take_from_order (self, was);
  if (is != NULL)
    put_in_order (self, is);
  if (was != NULL && is != NULL && annals_note_says_same (was, is))
    return;
  if (was != NULL)
    g_hash_table_add (events, g_strdup (was->event_id));
  if (is != NULL)
    g_hash_table_add (events, g_strdup (is->event_id));
  else
    g_hash_table_replace (self->departed, g_strdup (was->id), annals_note_ref (was));
  annals_history_forget (self->history, is != NULL ? is->id : was->id);
}

void
annals_notebook_take_set (AnnalsNotebook *self, AnnalsNoteSet *set, const GPtrArray *ids, AnnalsNoteOrder *order)
{
  g_autoptr (AnnalsNoteSet) old = g_steal_pointer (&self->set);
  g_autoptr (GHashTable) events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean could_undo = annals_history_can_undo (self->history);
  gboolean could_redo = annals_history_can_redo (self->history);
  GHashTableIter iter;
  gpointer id;

  self->set = set;
  if (ids->len > ANNALS_NOTES_FEW)
    set_order (self, NULL);
  for (guint i = 0; i < ids->len; i++)
    take_note (self, annals_note_set_get (old, ids->pdata[i]), annals_note_set_get (set, ids->pdata[i]), events);
  if (order != NULL)
    set_order (self, order);
  notify_history (self, could_undo, could_redo);
  if (g_hash_table_size (events) == 0)
    return;
  g_hash_table_iter_init (&iter, events);
  g_hash_table_iter_next (&iter, &id, NULL);
  g_signal_emit (self, signals[CHANGED], 0, g_hash_table_size (events) == 1 ? id : NULL);
}

void
annals_notebook_tell_changed (AnnalsNotebook *self)
{
  set_order (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

guint
annals_notebook_get_n_notes (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), 0);
  return annals_note_set_count (self->set);
}

const AnnalsNote *
annals_notebook_get_note (AnnalsNotebook *self, guint index)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  g_return_val_if_fail (index < get_order (self)->sorted->len, NULL);
  return self->order->sorted->pdata[index];
}

const AnnalsNote *
annals_notebook_find (AnnalsNotebook *self, const char *note_id)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self) && note_id != NULL, NULL);
  return annals_note_set_get (self->set, note_id);
}

GPtrArray *
annals_notebook_get_event_notes (AnnalsNotebook *self, const char *event_id)
{
  GPtrArray *result = g_ptr_array_new (), *notes;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self) && event_id != NULL, result);
  notes = annals_note_order_get_event (get_order (self), event_id);
  if (notes != NULL)
    g_ptr_array_extend (result, notes, NULL, NULL);
  return result;
}

guint
annals_notebook_count_event_notes (AnnalsNotebook *self, const char *event_id)
{
  GPtrArray *notes;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self) && event_id != NULL, 0);
  notes = annals_note_order_get_event (get_order (self), event_id);
  return notes != NULL ? notes->len : 0;
}

void
annals_notebook_set_author (AnnalsNotebook *self, const char *author)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ANNALS_IS_NOTEBOOK (self));
  name = g_strstrip (g_utf8_make_valid (author != NULL ? author : "", -1));
  if (strcmp (name, self->author != NULL ? self->author : "") == 0)
    return;
  g_free (self->author);
  self->author = *name != '\0' ? g_steal_pointer (&name) : NULL;
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

const char *
annals_notebook_get_author (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  return self->author;
}

const char *
annals_notebook_add (AnnalsNotebook *self, const char *event_id, const char *event_title, const char *event_date,
                     const char *text)
{
  g_autoptr (AnnalsNote) note = NULL;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  g_return_val_if_fail (event_id != NULL && *event_id != '\0', NULL);
  note = annals_note_new (event_id, event_title, event_date);
  g_free (note->text);
  note->text = g_utf8_make_valid (text != NULL ? text : "", -1);
  note->author = g_strdup (self->author);
  edit (self, note->id, NULL, note, FALSE);
  return note->id;
}

void
annals_notebook_set_text (AnnalsNotebook *self, const char *note_id, const char *text)
{
  AnnalsNote *note;
  g_autoptr (AnnalsNote) edited = NULL;

  g_return_if_fail (ANNALS_IS_NOTEBOOK (self) && note_id != NULL && text != NULL);
  note = find_editable (self, note_id);
  if (note == NULL || strcmp (note->text, text) == 0)
    return;
  edited = annals_note_edit (note);
  g_free (edited->text);
  edited->text = g_utf8_make_valid (text, -1);
  edit (self, note_id, note, edited, TRUE);
}

void
annals_notebook_set_tags (AnnalsNotebook *self, const char *note_id, const char *const *tags)
{
  AnnalsNote *note;
  g_autoptr (AnnalsNote) edited = NULL;
  guint n_tags = 0;

  g_return_if_fail (ANNALS_IS_NOTEBOOK (self) && note_id != NULL && tags != NULL);
  note = find_editable (self, note_id);
  if (note == NULL || g_strv_equal ((const char *const *) note->tags, tags))
    return;
  edited = annals_note_edit (note);
  g_strfreev (edited->tags);
  edited->tags = g_new0 (char *, g_strv_length ((char **) tags) + 1);
  for (guint i = 0; tags[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) edited->tags, tags[i]))
      edited->tags[n_tags++] = g_utf8_make_valid (tags[i], -1);
  edit (self, note_id, note, edited, FALSE);
}

void
annals_notebook_set_flag (AnnalsNotebook *self, const char *note_id, AnnalsNoteFlag flag)
{
  AnnalsNote *note;
  g_autoptr (AnnalsNote) edited = NULL;

  g_return_if_fail (ANNALS_IS_NOTEBOOK (self) && note_id != NULL && flag <= ANNALS_FLAG_DOUBT);
  note = find_editable (self, note_id);
  if (note == NULL || note->flag == flag)
    return;
  edited = annals_note_edit (note);
  edited->flag = flag;
  edit (self, note_id, note, edited, FALSE);
}

void
annals_notebook_set_event (AnnalsNotebook *self, const char *note_id, const char *event_id, const char *event_title,
                           const char *event_date)
{
  AnnalsNote *note;
  g_autoptr (AnnalsNote) edited = NULL;

  g_return_if_fail (ANNALS_IS_NOTEBOOK (self) && note_id != NULL);
  g_return_if_fail (event_id != NULL && *event_id != '\0');
  note = find_editable (self, note_id);
  if (note == NULL)
    return;
  edited = annals_note_edit (note);
  annals_note_set_event (edited, event_id, event_title, event_date);
  if (!annals_note_says_same (note, edited))
    edit (self, note_id, note, edited, FALSE);
}

void
annals_notebook_delete (AnnalsNotebook *self, const char *note_id)
{
  AnnalsNote *note;

  g_return_if_fail (ANNALS_IS_NOTEBOOK (self) && note_id != NULL);
  note = annals_note_set_get (self->set, note_id);
  if (note != NULL)
    {
      g_autoptr (AnnalsNote) kept = annals_note_ref (note);

      edit (self, kept->id, kept, NULL, FALSE);
    }
}

gboolean
annals_notebook_can_undo (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), FALSE);
  return annals_history_can_undo (self->history);
}

gboolean
annals_notebook_can_redo (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), FALSE);
  return annals_history_can_redo (self->history);
}

/* Makes the note what it was in `state` (NULL: not there). To others that is an edit like any other:
 * it is made now, and on top of the bytes that the note has now. */
static char *
restore (AnnalsNotebook *self, const char *note_id, AnnalsNote *state, gboolean could_undo, gboolean could_redo)
{
  AnnalsNote *now = annals_note_set_get (self->set, note_id);
  g_autofree char *id = g_strdup (note_id);
  g_autofree char *old_event_id = now != NULL ? g_strdup (now->event_id) : NULL;
  char *event_id = g_strdup (state != NULL ? state->event_id : now != NULL ? now->event_id : NULL);
  g_autoptr (AnnalsNote) note = state != NULL ? annals_note_edit (state) : NULL;

  if (note != NULL && now != NULL)
    {
      g_autoptr (AnnalsNote) later = annals_note_edit (now);

      g_date_time_unref (note->modified);
      note->modified = g_date_time_ref (later->modified);
      g_free (note->json);
      note->json = g_strdup (now->json);
    }
  replace (self, id, note);
  notify_history (self, could_undo, could_redo);
  if (old_event_id != NULL && g_strcmp0 (old_event_id, event_id) != 0)
    g_signal_emit (self, signals[CHANGED], 0, old_event_id);
  g_signal_emit (self, signals[CHANGED], 0, event_id);
  return event_id;
}

char *
annals_notebook_undo (AnnalsNotebook *self)
{
  const AnnalsHistoryStep *step;
  gboolean could_redo;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  could_redo = annals_history_can_redo (self->history);
  step = annals_history_undo (self->history);
  return step != NULL ? restore (self, step->note_id, step->before, TRUE, could_redo) : NULL;
}

char *
annals_notebook_redo (AnnalsNotebook *self)
{
  const AnnalsHistoryStep *step;
  gboolean could_undo;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  could_undo = annals_history_can_undo (self->history);
  step = annals_history_redo (self->history);
  return step != NULL ? restore (self, step->note_id, step->after, could_undo, TRUE) : NULL;
}

GFile *
annals_notebook_get_file (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  return self->file;
}

gboolean
annals_notebook_is_elsewhere (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), FALSE);
  return self->is_elsewhere;
}

const GError *
annals_notebook_get_read_error (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  return self->read_error;
}

AnnalsSaveState
annals_notebook_get_save_state (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), ANNALS_SAVE_IDLE);
  return self->save_state;
}

GDateTime *
annals_notebook_get_saved_at (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  return self->saved_at;
}

const char *
annals_notebook_get_save_error (AnnalsNotebook *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self), NULL);
  return self->save_error;
}
