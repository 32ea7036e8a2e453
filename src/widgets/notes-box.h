/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's notes on one event, with what has become of them on disk. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"
#include "notes/notebook.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTES_BOX (annals_notes_box_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNotesBox, annals_notes_box, ANNALS, NOTES_BOX, GtkWidget)

/* Signal `count-changed`: another number of notes. */
GtkWidget *annals_notes_box_new (void);
/* Whose notes are shown. Showing the same event again keeps every editor as it is. */
void annals_notes_box_show (AnnalsNotesBox *self, AnnalsNotebook *notebook, AnnalsTimeline *timeline,
                            guint event);
/* The notebook's notes have changed. */
void annals_notes_box_refresh (AnnalsNotesBox *self);
/* Opens an empty note and puts the cursor into it. */
void annals_notes_box_add_note (AnnalsNotesBox *self);
/* Puts the focus back on the row that adds a note. */
void annals_notes_box_leave_note (AnnalsNotesBox *self);
guint annals_notes_box_get_n_notes (AnnalsNotesBox *self);

G_END_DECLS
