/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event says beyond its columns, read again from its slice of the file when someone looks. */
#pragma once

#include "model/vocabulary.h"

G_BEGIN_DECLS

/* Every string may be NULL unless it says otherwise. */

typedef struct
{
  char *date;   /* EDTF as written, never NULL */
  char *by;
  char *source; /* a source's id */
  char *why;
} AnnalsOtherDate;

typedef struct
{
  char *name; /* never NULL */
  char *role;
} AnnalsActor;

typedef struct
{
  char *by;
  AnnalsStance stance;
  char *stance_text; /* the word as written where it is none we know */
  char *text;
  char *quote;
  gboolean is_hedged;
  char *source; /* a source's id */
  char *event;  /* the id of the event where it was said */
} AnnalsClaim;

typedef struct
{
  char *source; /* a source's id, never NULL */
  char *locator;
  char *quote;
} AnnalsCitation;

typedef struct
{
  char *url, *title, *credit, *alternative;
} AnnalsMedia;

typedef struct
{
  char *name, *value; /* never NULL */
} AnnalsField;

typedef struct
{
  char *date, *begin, *end; /* EDTF as written: date, or begin and end */
  char *date_text;          /* as the source words it */
  char *date_basis;
  gboolean is_julian;
  char *kind_text;      /* as written */
  char *certainty_text; /* as written */
  char *place;
  double latitude, longitude; /* NAN where not given */
  char *summary;
  char *outcome;
  char *color;
  GPtrArray *other_dates; /* of AnnalsOtherDate; none of these arrays is ever NULL */
  GPtrArray *actors;      /* of AnnalsActor */
  GPtrArray *tags;        /* of char * */
  GPtrArray *claims;      /* of AnnalsClaim */
  GPtrArray *citations;   /* of AnnalsCitation */
  GPtrArray *media;       /* of AnnalsMedia */
  GPtrArray *fields;      /* of AnnalsField */
} AnnalsEventDetails;

/* Empty details; each array frees its elements (g_free on members for NULL-safe structs). */
AnnalsEventDetails *annals_event_details_new (void);
void annals_event_details_free (AnnalsEventDetails *details);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsEventDetails, annals_event_details_free)

/* (transfer full) elements for a reader to fill and append. */
AnnalsOtherDate *annals_event_details_add_other_date (AnnalsEventDetails *details);
AnnalsActor *annals_event_details_add_actor (AnnalsEventDetails *details);
AnnalsClaim *annals_event_details_add_claim (AnnalsEventDetails *details);
AnnalsCitation *annals_event_details_add_citation (AnnalsEventDetails *details);
AnnalsMedia *annals_event_details_add_media (AnnalsEventDetails *details);
AnnalsField *annals_event_details_add_field (AnnalsEventDetails *details);

G_END_DECLS
