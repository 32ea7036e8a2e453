/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same events in columns: date, title, track, kind, certainty, sources; sorted by any. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_EVENT_LIST (annals_event_list_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsEventList, annals_event_list, ANNALS, EVENT_LIST, GtkWidget)

/* Signal `show-event` (guint event): a row was activated: the window shows it on the timeline. */
GtkWidget *annals_event_list_new (void);
void annals_event_list_set_session (AnnalsEventList *self, AnnalsSession *session);
/* Shows exactly these events, under that title, until NULL. (transfer none) */
void annals_event_list_set_events (AnnalsEventList *self, GArray *events, const char *title);

/* The rows as they stand now, for tests. (transfer none) */
GListModel *annals_event_list_get_model (AnnalsEventList *self);

G_END_DECLS
