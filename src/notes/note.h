/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note: what the reader wrote about an event. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_FLAG_NONE,
  ANNALS_FLAG_STAR,     /* motivation bookmarking */
  ANNALS_FLAG_QUESTION, /* questioning */
  ANNALS_FLAG_DOUBT     /* assessing */
} AnnalsNoteFlag;

/* Immutable and reference counted: an edit makes a new value in the notebook. */
typedef struct
{
  gatomicrefcount ref_count;
  char *id;       /* urn:uuid:… */
  char *text;     /* never NULL */
  char **tags;    /* NULL-terminated, never NULL */
  AnnalsNoteFlag flag;
  char *author;   /* (nullable) */
  GDateTime *created, *modified; /* UTC */
  char *event_id;    /* never NULL */
  char *event_title; /* as it was when written; (nullable) */
  char *event_date;  /* EDTF, as it was when written, a pair as "begin/end"; (nullable) */

  /* How it stands in the notebook's file: its annotation's bytes, kept because other tools may
   * have put members there; NULL until it was written. is_edited: the bytes are of its last form,
   * and are patched, not replaced, when it is written. */
  char *json;
  gboolean is_edited;
} AnnalsNote;

AnnalsNote *annals_note_ref (AnnalsNote *note);
void annals_note_unref (AnnalsNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNote, annals_note_unref)

/* Do both say the same: everything but their bytes and their times? */
gboolean annals_note_says_same (const AnnalsNote *a, const AnnalsNote *b);
/* Is it the other version of a note that was changed in two places? The reader takes the tag off. */
gboolean annals_note_is_conflict (const AnnalsNote *note);
/* Was the event's title or date another one when this was written? What is not known then is
 * taken as unchanged. `event_date` as annals_timeline_get_event_date() has it. */
gboolean annals_note_is_event_changed (const AnnalsNote *note, const char *event_title, const char *event_date);

G_END_DECLS
