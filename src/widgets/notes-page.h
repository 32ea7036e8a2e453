/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All notes of a timeline: filtered, in order of their events or of their writing, orphans too. */
#pragma once

#include <gtk/gtk.h>

#include "find/note-filter.h"
#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTES_PAGE (annals_notes_page_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNotesPage, annals_notes_page, ANNALS, NOTES_PAGE, GtkWidget)

/* Selecting a note selects its event. Signal `show-event` (guint event): a note was activated: the window
 * shows its event on the timeline.
 * Actions: `notes.attach` (s: a note's id, "" for the selected one) lets the reader choose the event that
 * it is about; `notes.delete` deletes the selected one. Both can be undone. */
GtkWidget *annals_notes_page_new (void);
void annals_notes_page_set_session (AnnalsNotesPage *self, AnnalsSession *session);

/* The notes as they are listed, for an export. (transfer full) of AnnalsNote */
GPtrArray *annals_notes_page_get_notes (AnnalsNotesPage *self);
/* The rows as they stand now, for tests. (transfer none) */
GListModel *annals_notes_page_get_model (AnnalsNotesPage *self);

G_END_DECLS
