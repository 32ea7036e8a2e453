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
  GtkBitset *selected;   /* owned: positions, the session's among them */
  gboolean is_selecting; /* the session is told what was selected here */
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

/* GtkSelectionModel */

static gboolean
annals_event_model_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (ANNALS_EVENT_MODEL (model)->selected, position);
}

static GtkBitset *
annals_event_model_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_copy (ANNALS_EVENT_MODEL (model)->selected);
}

/* selected: (transfer full) */
static void
take_selected (AnnalsEventModel *self, GtkBitset *selected)
{
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->selected);

  gtk_bitset_difference (changed, selected);
  gtk_bitset_unref (self->selected);
  self->selected = selected;
  if (!gtk_bitset_is_empty (changed))
    gtk_selection_model_selection_changed (
        GTK_SELECTION_MODEL (self), gtk_bitset_get_minimum (changed),
        gtk_bitset_get_maximum (changed) - gtk_bitset_get_minimum (changed) + 1);
}

static guint
find_selected (AnnalsEventModel *self)
{
  guint event
      = self->session != NULL ? annals_session_get_selection (self->session) : ANNALS_NO_EVENT;

  return event != ANNALS_NO_EVENT ? annals_event_model_find (self, event) : G_MAXUINT;
}

/* The session's is the one at `position` if that is selected, else the one it was, else the first.
 */
static void
tell_session (AnnalsEventModel *self, guint position)
{
  if (self->session == NULL)
    return;
  if (position >= self->n || !gtk_bitset_contains (self->selected, position))
    {
      position = find_selected (self);
      if (position == G_MAXUINT || !gtk_bitset_contains (self->selected, position))
        position = gtk_bitset_is_empty (self->selected) ? G_MAXUINT
                                                        : gtk_bitset_get_minimum (self->selected);
    }
  self->is_selecting = TRUE;
  annals_session_select (self->session,
                         position < self->n ? self->events[position] : ANNALS_NO_EVENT);
  self->is_selecting = FALSE;
}

static gboolean
annals_event_model_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  AnnalsEventModel *self = ANNALS_EVENT_MODEL (model);
  GtkBitset *next = gtk_bitset_copy (self->selected);
  g_autoptr (GtkBitset) added = gtk_bitset_copy (selected);

  gtk_bitset_intersect (added, mask);
  gtk_bitset_subtract (next, mask);
  gtk_bitset_union (next, added);
  if (self->n > 0)
    gtk_bitset_remove_range_closed (next, self->n, G_MAXUINT);
  take_selected (self, next);
  tell_session (self,
                gtk_bitset_get_size (added) == 1 ? gtk_bitset_get_minimum (added) : G_MAXUINT);
  return TRUE;
}

static void
annals_event_model_selection_init (GtkSelectionModelInterface *iface)
{
  /* The other ways of selecting come down to this one. */
  iface->is_selected = annals_event_model_is_selected;
  iface->get_selection_in_range = annals_event_model_get_selection_in_range;
  iface->set_selection = annals_event_model_set_selection;
}

static void
selection_changed_cb (AnnalsEventModel *self)
{
  guint position = self->is_selecting ? G_MAXUINT : find_selected (self);
  GtkBitset *selected;

  if (self->is_selecting)
    return;
  selected = gtk_bitset_new_empty ();
  if (position != G_MAXUINT)
    gtk_bitset_add (selected, position);
  take_selected (self, selected);
}

/* The events that are selected, where they stand in another order: a pass over it, and runs of them
 * at a time, since all may be. */
static GtkBitset *
find_selected_again (AnnalsEventModel *self, const guint32 *events, guint n)
{
  GtkBitset *selected = gtk_bitset_new_empty ();
  g_autoptr (AnnalsBitset) set = NULL;
  GtkBitsetIter iter;
  guint position, begin = 0, n_events = 0;

  for (guint i = 0; i < self->n; i++)
    n_events = MAX (n_events, self->events[i] + 1);
  set = annals_bitset_new (n_events);
  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    annals_bitset_add (set, self->events[position]);
  for (guint i = 0; i <= n; i++)
    {
      if (i < n && annals_bitset_contains (set, events[i]))
        continue;
      if (i > begin)
        gtk_bitset_add_range (selected, begin, i - begin);
      begin = i + 1;
    }
  return selected;
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
annals_event_model_finalize (GObject *object)
{
  gtk_bitset_unref (ANNALS_EVENT_MODEL (object)->selected);
  G_OBJECT_CLASS (annals_event_model_parent_class)->finalize (object);
}

static void
annals_event_model_class_init (AnnalsEventModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = annals_event_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = annals_event_model_finalize;
}

static void
annals_event_model_init (AnnalsEventModel *self)
{
  self->selected = gtk_bitset_new_empty ();
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
    {
      g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (selection_changed_cb),
                                self);
      /* Another timeline's events have other numbers. */
      g_signal_connect_swapped (session, "timeline-changed", G_CALLBACK (selection_changed_cb),
                                self);
    }
}

void
annals_event_model_take_order (AnnalsEventModel *self, guint32 *events, guint n)
{
  guint former_n, position;
  GtkBitset *selected = NULL;

  g_return_if_fail (ANNALS_IS_EVENT_MODEL (self));
  g_return_if_fail (events != NULL || n == 0);

  former_n = self->n;
  if (gtk_bitset_get_size (self->selected) > 1)
    selected = find_selected_again (self, events, n);
  g_free (self->events);
  self->events = events;
  self->n = n;
  if (selected == NULL)
    selected = gtk_bitset_new_empty ();
  position = find_selected (self);
  if (position != G_MAXUINT)
    gtk_bitset_add (selected, position);
  gtk_bitset_unref (self->selected);
  self->selected = selected;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, former_n, n);
}

GArray *
annals_event_model_get_selected (AnnalsEventModel *self, guint max, guint *n)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (ANNALS_IS_EVENT_MODEL (self) && n != NULL, events);

  *n = (guint)gtk_bitset_get_size (self->selected);
  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, self->selected, &position);
       is_valid && events->len < max; is_valid = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (events, self->events[position]);
  return events;
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
