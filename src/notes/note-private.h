/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making notes, and their way into an annotation and out of one. */
#pragma once

#include "notes/json-slices.h"
#include "notes/note.h"

G_BEGIN_DECLS

/* The parts of the timeline that an annotation names. Strings are borrowed. */
typedef struct
{
  const char *timeline_id; /* never NULL */
  const char *file_name;   /* of the timeline; never NULL */
} AnnalsNoteTarget;

/* Now, in milliseconds, and later than every time this answered before: two notes of one program
 * are never of the same moment. (transfer full) */
GDateTime *annals_note_now (void);

/* A blank note of a new id, made now. */
AnnalsNote *annals_note_new (const char *event_id, const char *event_title, const char *event_date);
/* A value of its own, still to be changed by the caller. */
AnnalsNote *annals_note_copy (const AnnalsNote *note);
/* The same, modified now: later than `note` was, whatever the clock says. */
AnnalsNote *annals_note_edit (const AnnalsNote *note);
void annals_note_set_event (AnnalsNote *note, const char *event_id, const char *event_title, const char *event_date);

/* `2026-01-03T09:00:00.125Z`. (transfer full) */
char *annals_note_time_to_text (GDateTime *time);
GDateTime *annals_note_time_from_text (const char *text); /* (nullable) */

/* The note that an annotation is, NULL where it is none of ours. */
AnnalsNote *annals_note_read (AnnalsJsonSlices *slices, int node);
/* The annotation's bytes. (transfer full) */
char *annals_note_write (const AnnalsNote *note, const AnnalsNoteTarget *target);

G_END_DECLS
