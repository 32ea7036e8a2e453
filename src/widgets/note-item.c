/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note in a list: it stays the same while the note is edited. */
#include "widgets/note-item.h"

struct _AnnalsNoteItem
{
  GObject parent_instance;

  AnnalsNote *note;
};

G_DEFINE_FINAL_TYPE (AnnalsNoteItem, annals_note_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
annals_note_item_init (AnnalsNoteItem *self)
{
}

AnnalsNoteItem *
annals_note_item_new (AnnalsNote *note)
{
  AnnalsNoteItem *self = g_object_new (ANNALS_TYPE_NOTE_ITEM, NULL);

  self->note = annals_note_ref (note);
  return self;
}

AnnalsNote *
annals_note_item_get_note (AnnalsNoteItem *self)
{
  g_return_val_if_fail (ANNALS_IS_NOTE_ITEM (self), NULL);
  return self->note;
}

void
annals_note_item_set_note (AnnalsNoteItem *self, AnnalsNote *note)
{
  g_return_if_fail (ANNALS_IS_NOTE_ITEM (self) && note != NULL);
  annals_note_ref (note);
  annals_note_unref (self->note);
  self->note = note;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Gives the item at `position` the note, if it is one of that note. */
static gboolean
keep (GListStore *store, guint position, AnnalsNote *note)
{
  g_autoptr (AnnalsNoteItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  if (!g_str_equal (item->note->id, note->id))
    return FALSE;
  annals_note_item_set_note (item, note);
  return TRUE;
}

void
annals_note_items_update (GListStore *store, GPtrArray *notes)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store)), n_common = MIN (n_old, notes->len);
  guint n_before = 0, n_after = 0;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  /* One edit changes one place: what is before and after it stays. */
  while (n_before < n_common && keep (store, n_before, notes->pdata[n_before]))
    n_before++;
  while (n_after < n_common - n_before
         && keep (store, n_old - 1 - n_after, notes->pdata[notes->len - 1 - n_after]))
    n_after++;
  for (guint i = n_before; i < notes->len - n_after; i++)
    g_ptr_array_add (added, annals_note_item_new (notes->pdata[i]));
  if (added->len > 0 || n_old > n_before + n_after)
    g_list_store_splice (store, n_before, n_old - n_before - n_after, added->pdata, added->len);
}
