/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits that can be undone and redone. */
#pragma once

#include "notes/note.h"

G_BEGIN_DECLS

#define ANNALS_HISTORY_STEPS_MAX 1000
#define ANNALS_HISTORY_TYPING_US G_USEC_PER_SEC

typedef struct
{
  char *note_id;
  AnnalsNote *before; /* NULL: it was not there */
  AnnalsNote *after;  /* NULL: it was deleted */
  gint64 at_us;
  gboolean is_typing;
} AnnalsHistoryStep;

typedef struct _AnnalsHistory AnnalsHistory;

AnnalsHistory *annals_history_new (void);
void annals_history_free (AnnalsHistory *history);

/* A new edit; what was undone can no longer be redone. Typing in one note within a second of the
 * last keystroke joins the step before. */
void annals_history_push (AnnalsHistory *history, const char *note_id, AnnalsNote *before, AnnalsNote *after,
                          gboolean is_typing, gint64 now_us);
/* The step to undo (redo), which then can be redone (undone); NULL where there is none.
 * (transfer none), valid until the next call. */
const AnnalsHistoryStep *annals_history_undo (AnnalsHistory *history);
const AnnalsHistoryStep *annals_history_redo (AnnalsHistory *history);
gboolean annals_history_can_undo (AnnalsHistory *history);
gboolean annals_history_can_redo (AnnalsHistory *history);
/* Somebody else changed the note: its steps no longer lead anywhere. */
void annals_history_forget (AnnalsHistory *history, const char *note_id);

G_END_DECLS
