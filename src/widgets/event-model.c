/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model over a permutation of events: no object an event, only for those on screen. */
#include "widgets/event-model.h"

struct _AnnalsEventItem
{
  GObject parent_instance;

  guint event;
};

G_DEFINE_FINAL_TYPE (AnnalsEventItem, annals_event_item, G_TYPE_OBJECT)

struct _AnnalsEventModel
{
  GObject parent_instance;

  AnnalsSession *session; /* owned, nullable */
  guint32 *events;        /* owned, nullable */
  guint n;
  guint selected; /* position, G_MAXUINT: none */
};

static void annals_event_model_list_init (GListModelInterface *iface);
static void annals_event_model_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnnalsEventModel,
                               annals_event_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      annals_event_model_list_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          annals_event_model_selection_init))

static void
annals_event_item_class_init (AnnalsEventItemClass *klass)
{
}

static void
annals_event_item_init (AnnalsEventItem *self)
{
}

guint
annals_event_item_get_event (AnnalsEventItem *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_ITEM (self), ANNALS_NO_EVENT);

  return self->event;
}

/* GListModel */

static GType
annals_event_model_get_item_type (GListModel *model)
{
  return ANNALS_TYPE_EVENT_ITEM;
}

static guint
annals_event_model_get_n_items (GListModel *model)
{
  return ANNALS_EVENT_MODEL (model)->n;
}

static gpointer
annals_event_model_get_item (GListModel *model, guint position)
{
  AnnalsEventModel *self = ANNALS_EVENT_MODEL (model);
  AnnalsEventItem *item;

  if (position >= self->n)
    return NULL;
  item = g_object_new (ANNALS_TYPE_EVENT_ITEM, NULL);
  item->event = self->events[position];
  return item;
}

static void
annals_event_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = annals_event_model_get_item_type;
  iface->get_n_items = annals_event_model_get_n_items;
  iface->get_item = annals_event_model_get_item;
}

/* GtkSelectionModel: at most one, the session's. */

static gboolean
annals_event_model_is_selected (GtkSelectionModel *model, guint position)
{
  return position == ANNALS_EVENT_MODEL (model)->selected;
}

static GtkBitset *
annals_event_model_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  AnnalsEventModel *self = ANNALS_EVENT_MODEL (model);
  GtkBitset *set = gtk_bitset_new_empty ();

  if (self->selected != G_MAXUINT)
    gtk_bitset_add (set, self->selected);
  return set;
}

static gboolean
annals_event_model_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  AnnalsEventModel *self = ANNALS_EVENT_MODEL (model);

  if (self->session != NULL && position < self->n)
    annals_session_select (self->session, self->events[position]);
  return TRUE;
}

static gboolean
annals_event_model_unselect_item (GtkSelectionModel *model, guint position)
{
  AnnalsEventModel *self = ANNALS_EVENT_MODEL (model);

  if (self->session != NULL && position == self->selected)
    annals_session_select (self->session, ANNALS_NO_EVENT);
  return TRUE;
}

static gboolean
annals_event_model_unselect_all (GtkSelectionModel *model)
{
  return annals_event_model_unselect_item (model, ANNALS_EVENT_MODEL (model)->selected);
}

static void
annals_event_model_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = annals_event_model_is_selected;
  iface->get_selection_in_range = annals_event_model_get_selection_in_range;
  iface->select_item = annals_event_model_select_item;
  iface->unselect_item = annals_event_model_unselect_item;
  iface->unselect_all = annals_event_model_unselect_all;
}

static guint
find_selected (AnnalsEventModel *self)
{
  guint event
      = self->session != NULL ? annals_session_get_selection (self->session) : ANNALS_NO_EVENT;

  return event != ANNALS_NO_EVENT ? annals_event_model_find (self, event) : G_MAXUINT;
}

static void
selection_changed_cb (AnnalsEventModel *self)
{
  guint former = self->selected;

  self->selected = find_selected (self);
  if (former == self->selected)
    return;
  if (former != G_MAXUINT)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), former, 1);
  if (self->selected != G_MAXUINT)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), self->selected, 1);
}

static void
annals_event_model_dispose (GObject *object)
{
  AnnalsEventModel *self = ANNALS_EVENT_MODEL (object);

  annals_event_model_set_session (self, NULL);
  self->n = 0;
  g_clear_pointer (&self->events, g_free);
  G_OBJECT_CLASS (annals_event_model_parent_class)->dispose (object);
}

static void
annals_event_model_class_init (AnnalsEventModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = annals_event_model_dispose;
}

static void
annals_event_model_init (AnnalsEventModel *self)
{
  self->selected = G_MAXUINT;
}

AnnalsEventModel *
annals_event_model_new (void)
{
  return g_object_new (ANNALS_TYPE_EVENT_MODEL, NULL);
}

void
annals_event_model_set_session (AnnalsEventModel *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_EVENT_MODEL (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (selection_changed_cb),
                              self);
}

void
annals_event_model_take_order (AnnalsEventModel *self, guint32 *events, guint n)
{
  guint former_n;

  g_return_if_fail (ANNALS_IS_EVENT_MODEL (self));
  g_return_if_fail (events != NULL || n == 0);

  former_n = self->n;
  g_free (self->events);
  self->events = events;
  self->n = n;
  self->selected = find_selected (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, former_n, n);
}

guint
annals_event_model_find (AnnalsEventModel *self, guint event)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_MODEL (self), G_MAXUINT);

  /* A pass over four bytes an event: a millisecond for a million, and only for a new selection. */
  for (guint i = 0; i < self->n; i++)
    if (self->events[i] == event)
      return i;
  return G_MAXUINT;
}
