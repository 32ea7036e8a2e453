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
  char *event_date;  /* EDTF, as it was when written; (nullable) */
} AnnalsNote;

AnnalsNote *annals_note_ref (AnnalsNote *note);
void annals_note_unref (AnnalsNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNote, annals_note_unref)

G_END_DECLS
