/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model over a permutation of events: no object an event, only for those on screen. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_EVENT_ITEM (annals_event_item_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsEventItem, annals_event_item, ANNALS, EVENT_ITEM, GObject)

guint annals_event_item_get_event (AnnalsEventItem *self);

/* A GListModel of AnnalsEventItem and a GtkSelectionModel: what the session has selected is
 * selected here, and the other way round. Here more may be selected beside it, to be copied;
 * another order or filter keeps them, another selection of the session's lets them go. */
#define ANNALS_TYPE_EVENT_MODEL (annals_event_model_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsEventModel, annals_event_model, ANNALS, EVENT_MODEL, GObject)

AnnalsEventModel *annals_event_model_new (void);
void annals_event_model_set_session (AnnalsEventModel *self, AnnalsSession *session);
/* events: (transfer full) (array length=n) (nullable): which events, in which order. */
void annals_event_model_take_order (AnnalsEventModel *self, guint32 *events, guint n);
/* The first `max` of the selected events, as they stand; n: how many are selected. (transfer full)
 * (element-type guint32) */
GArray *annals_event_model_get_selected (AnnalsEventModel *self, guint max, guint *n);
/* Where an event stands; G_MAXUINT when it is not in the list. */
guint annals_event_model_find (AnnalsEventModel *self, guint event);

G_END_DECLS
