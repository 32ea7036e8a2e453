/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the file says of one event, set as a page: all but the reader's notes. */
#pragma once

#include <gtk/gtk.h>

#include "find/query.h"
#include "model/timeline.h"
#include "view/grouping.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_EVENT_PAGE (annals_event_page_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsEventPage, annals_event_page, ANNALS, EVENT_PAGE, GtkWidget)

/* Its buttons call the side panel's actions: panel.go-to-event, panel.search, panel.open-uri,
 * panel.copy-text, panel.show-source, panel.previous-event, panel.next-event,
 * panel.previous-along-follows, panel.next-along-follows; and win.back. */
GtkWidget *annals_event_page_new (void);
/* A long event is read by a worker; its head is there at once, the rest with the signal "read".
 * query: whose words are lit, (nullable). grouping: the lanes, (nullable). */
void annals_event_page_show (AnnalsEventPage *self, AnnalsTimeline *timeline, guint event,
                             AnnalsQuery *query, AnnalsGrouping *grouping);
/* What it shows, for those who show some of it elsewhere; empty while it is read, NULL before anything
 * was shown. */
const AnnalsEventDetails *annals_event_page_get_details (AnnalsEventPage *self);
/* Is a worker still reading the event? */
gboolean annals_event_page_is_reading (AnnalsEventPage *self);
/* Lets go of what it shows. */
void annals_event_page_clear (AnnalsEventPage *self);
/* The sheet of a narrow window has track and title in its own head. */
void annals_event_page_set_has_head (AnnalsEventPage *self, gboolean has_head);
void annals_event_page_show_source (AnnalsEventPage *self, guint number);
guint annals_event_page_get_n_sources (AnnalsEventPage *self);
guint annals_event_page_get_n_claims (AnnalsEventPage *self);
/* The event before (-1) or after (+1) this one along "follows": the nearest where there are several;
 * ANNALS_NO_EVENT where there is none or the event is still read. */
guint annals_event_page_get_along_follows (AnnalsEventPage *self, int direction);

G_END_DECLS
