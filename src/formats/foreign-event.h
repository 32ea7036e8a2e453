/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event of another tool's format: read the same way for the columns and for the details, so that
 * both say the same. A reader fills it and finishes it. */
#pragma once

#include "formats/json-get.h"

G_BEGIN_DECLS

typedef struct
{
  const AnnalsPlace *place;
  AnnalsEventDetails *details; /* borrowed; NULL: it goes into columns */

  /* For the reader to set, all but place and details owned and nullable. */
  char *id; /* NULL or "": one is made of what it says */
  char *track;
  char *location;
  guint flags; /* AnnalsEventFlags */
  AnnalsKind kind;

  /* By the functions below. */
  char *title, *summary, *date;
  AnnalsSpan span;
  GPtrArray *sources; /* addresses, each once; NULL until there is one */
  GHashTable *seen;   /* of the same strings */
  char *medium_title; /* of the first medium that has one */
} AnnalsForeignEvent;

/* details: (nullable) */
void annals_foreign_event_init (AnnalsForeignEvent *event, const AnnalsPlace *place,
                                AnnalsEventDetails *details);
void annals_foreign_event_clear (AnnalsForeignEvent *event);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnnalsForeignEvent, annals_foreign_event_clear)

/* A member's text, or the object it is; NULL or FALSE where it is not there, or is of another type:
 * then that is told, and it is one of the fields. place: the event's own or one within. */
const char *annals_foreign_event_get_text (AnnalsForeignEvent *event, const AnnalsPlace *place,
                                           const char *name);
gboolean annals_foreign_event_enter (AnnalsForeignEvent *event, const AnnalsPlace *place,
                                     const char *name, AnnalsPlace *member);
/* The same of a text or whole number. (transfer full) */
char *annals_foreign_event_dup_id (AnnalsForeignEvent *event, const AnnalsPlace *place,
                                   const char *name);

/* html: (nullable). Links in it are sources, images media. */
void annals_foreign_event_set_title (AnnalsForeignEvent *event, const char *html);
void annals_foreign_event_set_summary (AnnalsForeignEvent *event, const char *html);

/* FALSE where it is no address of http, https or mailto: then it is for the fields. */
gboolean annals_foreign_event_add_source (AnnalsForeignEvent *event, const char *address);

/* All nullable; url: as written; the others may be HTML. */
void annals_foreign_event_add_media (AnnalsForeignEvent *event, const char *url, const char *title,
                                     const char *credit, const char *alternative);

/* A date of the event's: the member it is from, whether that is there, and what it comes to. */
typedef struct
{
  const char *name;
  gboolean is_given, is_told; /* that it is none was told already */
  char *edtf; /* owned; NULL: it is none */
} AnnalsForeignDate;

/* What a problem with the date calls it: its text where it is one, else its name. */
const char *annals_foreign_event_quote (AnnalsForeignEvent *event, const AnnalsForeignDate *date);

/* Tells what is no date: without a begin the event is undated, without an end a moment, and the
 * member that could not be read is one of the fields. end: (nullable) */
void annals_foreign_event_set_dates (AnnalsForeignEvent *event, const AnnalsForeignDate *begin,
                                     const AnnalsForeignDate *end);

/* Appends a member's HTML as plain text, behind the separator where something stands there already.
 */
void annals_foreign_append_text (GString *text,
                                 const AnnalsPlace *place,
                                 const char *name,
                                 const char *separator);

/* Into the batch's columns, or into the details. */
void annals_foreign_event_finish (AnnalsForeignEvent *event);

G_END_DECLS
