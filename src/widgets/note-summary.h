/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note in the list of all: its event as it is or was, its first words, what is marked on it. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"
#include "notes/note.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_NOTE_SUMMARY (annals_note_summary_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNoteSummary, annals_note_summary, ANNALS, NOTE_SUMMARY, GtkWidget)

/* A list view keeps some two hundred rows and asks each for its size before it paints the first of them: this
 * one knows its height from the length of the words alone, and draws them itself. The whole note is in its
 * tooltip. */
GtkWidget *annals_note_summary_new (void);
/* timeline: where the note's event is looked for; author: the reader's own name (nullable). An orphan
 * has a button of the action `notes.attach` with the note's id. */
void annals_note_summary_show (AnnalsNoteSummary *self, AnnalsNote *note, AnnalsTimeline *timeline,
                               const char *author);
/* All of it as a sentence, for a screen reader. (transfer full) */
char *annals_note_summary_to_sentence (AnnalsNoteSummary *self);

G_END_DECLS
