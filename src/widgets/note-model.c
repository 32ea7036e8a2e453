/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as a list model: no object a note, only for those on screen. */
#include "widgets/note-model.h"

struct _AnnalsNoteItem
{
  GObject parent_instance;

  AnnalsNote *note;
};

G_DEFINE_FINAL_TYPE (AnnalsNoteItem, annals_note_item, G_TYPE_OBJECT)

struct _AnnalsNoteModel
{
  GObject parent_instance;

  GPtrArray *notes;
};

static void annals_note_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnnalsNoteModel,
                               annals_note_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      annals_note_model_list_init))

static void
annals_note_item_finalize (GObject *object)
{
  annals_note_unref (ANNALS_NOTE_ITEM (object)->note);
  G_OBJECT_CLASS (annals_note_item_parent_class)->finalize (object);
}

static void
annals_note_item_class_init (AnnalsNoteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = annals_note_item_finalize;
}

static void
annals_note_item_init (AnnalsNoteItem *self)
{
}

AnnalsNote *
annals_note_item_get_note (AnnalsNoteItem *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTE_ITEM (self), NULL);
  return self->note;
}

static GType
annals_note_model_get_item_type (GListModel *model)
{
  return ANNALS_TYPE_NOTE_ITEM;
}

static guint
annals_note_model_get_n_items (GListModel *model)
{
  return ANNALS_NOTE_MODEL (model)->notes->len;
}

static gpointer
annals_note_model_get_item (GListModel *model, guint position)
{
  AnnalsNote *note = annals_note_model_get_note (ANNALS_NOTE_MODEL (model), position);
  AnnalsNoteItem *item;

  if (note == NULL)
    return NULL;
  item = g_object_new (ANNALS_TYPE_NOTE_ITEM, NULL);
  item->note = annals_note_ref (note);
  return item;
}

static void
annals_note_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = annals_note_model_get_item_type;
  iface->get_n_items = annals_note_model_get_n_items;
  iface->get_item = annals_note_model_get_item;
}

static void
annals_note_model_finalize (GObject *object)
{
  g_ptr_array_unref (ANNALS_NOTE_MODEL (object)->notes);
  G_OBJECT_CLASS (annals_note_model_parent_class)->finalize (object);
}

static void
annals_note_model_class_init (AnnalsNoteModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = annals_note_model_finalize;
}

static void
annals_note_model_init (AnnalsNoteModel *self)
{
  self->notes = g_ptr_array_new ();
}

AnnalsNoteModel *
annals_note_model_new (void)
{
  return g_object_new (ANNALS_TYPE_NOTE_MODEL, NULL);
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  return a == b || g_str_equal (((const AnnalsNote *)a)->id, ((const AnnalsNote *)b)->id);
}

void
annals_note_model_set_notes (AnnalsNoteModel *self, GPtrArray *notes)
{
  g_autoptr (GPtrArray) old = NULL;
  guint n_common, n_before = 0, n_after = 0;

  g_return_if_fail (ANNALS_IS_NOTE_MODEL (self) && notes != NULL);

  old = g_steal_pointer (&self->notes);
  self->notes = g_ptr_array_ref (notes);
  n_common = MIN (old->len, notes->len);
  while (n_before < n_common && is_same (old->pdata[n_before], notes->pdata[n_before]))
    n_before++;
  while (n_after < n_common - n_before
         && is_same (old->pdata[old->len - 1 - n_after], notes->pdata[notes->len - 1 - n_after]))
    n_after++;
  if (old->len > n_before + n_after || notes->len > n_before + n_after)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, old->len - n_before - n_after,
                                notes->len - n_before - n_after);
}

AnnalsNote *
annals_note_model_get_note (AnnalsNoteModel *self, guint position)
{
  g_return_val_if_fail (ANNALS_IS_NOTE_MODEL (self), NULL);
  return position < self->notes->len ? self->notes->pdata[position] : NULL;
}
