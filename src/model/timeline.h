/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A timeline: its events in columns, its side tables, its tracks and sources.
 *
 * Immutable once published: every thread may read it without a lock. Columns lie in chunks of
 * 16 384 events, in file order, that never move and are shared by every publication of one file,
 * so an event's index never changes from one publication to the next. */
#pragma once

#include <gio/gio.h>

#include "model/details.h"
#include "model/problem.h"
#include "time/span.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_TIMELINE (annals_timeline_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsTimeline, annals_timeline, ANNALS, TIMELINE, GObject)

#define ANNALS_CHUNK_EVENTS 16384
#define ANNALS_NO_EVENT G_MAXUINT32

/* Longer titles are owned by the timeline. */
#define ANNALS_SLICED_TITLE_MAX 255

typedef struct
{
  char text[ANNALS_SLICED_TITLE_MAX + 1];
} AnnalsTitleRoom;

typedef enum
{
  ANNALS_EVENT_BACKGROUND = 1 << 0,      /* an era, behind all tracks */
  ANNALS_EVENT_CLAIMS_DISAGREE = 1 << 1, /* one of its claims disputes or doubts */
  ANNALS_EVENT_DISPUTED = 1 << 2,        /* they do, or its certainty says so */
  ANNALS_EVENT_UNSOURCED = 1 << 3,
  ANNALS_EVENT_SINGLE_SOURCE = 1 << 4,
  ANNALS_EVENT_HAS_CLAIMS = 1 << 5,
  ANNALS_EVENT_HAS_EXTRA_SPANS = 1 << 6,
  ANNALS_EVENT_HAS_LINKS = 1 << 7,
  ANNALS_EVENT_JULIAN = 1 << 8,
  ANNALS_EVENT_DATE_PAIR = 1 << 9, /* date string is "begin\037end" of the native pair */
} AnnalsEventFlags;

typedef struct
{
  char *id;
  char *title;
  char *description; /* (nullable) */
  guint32 rgb;       /* 0xRRGGBB; chosen from the palette where the file has none */
  int parent;        /* index of the track it is nested in, -1 */
  gboolean is_folded;
  guint n_events;    /* that name this track */
} AnnalsTrack;

typedef struct
{
  char *id;
  char *type;      /* CSL */
  char *title;     /* every member from here may be NULL */
  char *author;    /* "Family, Given; …" set as the list reads */
  char *container_title;
  char *publisher;
  char *issued;    /* EDTF */
  char *accessed;  /* EDTF */
  char *page, *doi, *url;
  int was_read;    /* custom.read: 1 yes, 0 known by address only, -1 not said */
  guint n_events;  /* that cite it */
} AnnalsSource;

typedef struct
{
  AnnalsSpan span;
  gboolean is_member; /* of a `{a,b}` date; else another dating */
} AnnalsExtraSpan;

typedef struct
{
  const char *type;      /* as written; the timeline's */
  guint32 event;         /* the other event; ANNALS_NO_EVENT where its id is not in the file */
  guint is_backward : 1; /* the other event has the link and points here */
  guint is_hedged : 1;
} AnnalsLink;

/* The interned words that events carry any number of. */
typedef enum
{
  ANNALS_TERM_ACTOR,
  ANNALS_TERM_PLACE,
  ANNALS_TERM_TAG,
  ANNALS_TERM_SOURCE, /* term numbers are source numbers */
  ANNALS_N_TERM_KINDS
} AnnalsTermKind;

/* The file as a whole */
const char *annals_timeline_get_title (AnnalsTimeline *self);       /* never NULL: the file's name at worst */
const char *annals_timeline_get_description (AnnalsTimeline *self); /* (nullable) */
const char *annals_timeline_get_id (AnnalsTimeline *self);          /* (nullable): an IRI */
const char *annals_timeline_get_language (AnnalsTimeline *self);    /* (nullable) */
const char *annals_timeline_get_format_name (AnnalsTimeline *self); /* "native", … */
GFile *annals_timeline_get_file (AnnalsTimeline *self);             /* (nullable) (transfer none) */
const char *annals_timeline_get_as_of (AnnalsTimeline *self);       /* EDTF, (nullable) */
gboolean annals_timeline_is_complete (AnnalsTimeline *self);        /* the last publication of its load */
AnnalsProblems *annals_timeline_get_problems (AnnalsTimeline *self);

/* The as-of line's instant (start of its day), NAN without one. */
double annals_timeline_get_as_of_s (AnnalsTimeline *self);
/* To where open spans run: the as-of instant, without one the latest finite bound; NAN if no event is dated. */
double annals_timeline_get_open_end_s (AnnalsTimeline *self);
/* All finite bounds of all dated events; FALSE when there are none. */
gboolean annals_timeline_get_extent (AnnalsTimeline *self, double *begin_s, double *end_s);
/* The root's `view`, else the extent. FALSE when there is neither. */
gboolean annals_timeline_get_opening_view (AnnalsTimeline *self, double *begin_s, double *end_s);

/* Columns. `event` is an index < n_events; strings are NUL-terminated, owned by the timeline. */
guint annals_timeline_get_n_events (AnnalsTimeline *self);
const char *annals_timeline_get_event_id (AnnalsTimeline *self, guint event);
/* Most titles stand in the file as they are, and are kept only there, where no NUL ends them: such a one is
 * copied to the room. Valid as long as both are. */
const char *annals_timeline_read_event_title (AnnalsTimeline *self, guint event, AnnalsTitleRoom *room);
/* The same with a room of the block in which it stands: valid to the end of that block, so never to be
 * returned or kept. */
#define annals_timeline_get_event_title(self, event)                                               \
  annals_timeline_read_event_title ((self), (event), &(AnnalsTitleRoom) { { 0 } })
const char *annals_timeline_get_event_date (AnnalsTimeline *self, guint event); /* EDTF as written, "" undated */
const AnnalsSpan *annals_timeline_get_event_span (AnnalsTimeline *self, guint event);
guint annals_timeline_get_event_track (AnnalsTimeline *self, guint event);
AnnalsKind annals_timeline_get_event_kind (AnnalsTimeline *self, guint event);
AnnalsCertainty annals_timeline_get_event_certainty (AnnalsTimeline *self, guint event);
int annals_timeline_get_event_importance (AnnalsTimeline *self, guint event); /* 1–5 */
guint annals_timeline_get_event_flags (AnnalsTimeline *self, guint event);    /* AnnalsEventFlags */
/* The event's date in words, by its date string and calendar. (transfer full) */
char *annals_timeline_get_event_date_words (AnnalsTimeline *self, guint event);
/* The event of that id, or ANNALS_NO_EVENT. */
guint annals_timeline_find_event (AnnalsTimeline *self, const char *id);

/* Dated events by earliest instant (-inf first), ties by latest, then index: *n of them. The order
 * belongs to the timeline. */
const guint32 *annals_timeline_get_order (AnnalsTimeline *self, guint *n);
/* Where a dated event stands, or would stand, among n events in that order: how many come before it.
 * By binary search. */
guint annals_timeline_find_in_order (AnnalsTimeline *self, const guint32 *events, guint n, guint event);

/* Side tables. The arrays belong to the timeline; *n may be 0 and the result then NULL. */
const AnnalsExtraSpan *annals_timeline_get_extra_spans (AnnalsTimeline *self, guint event, guint *n);
const AnnalsLink *annals_timeline_get_links (AnnalsTimeline *self, guint event, guint *n);
const guint32 *annals_timeline_get_terms (AnnalsTimeline *self, guint event, AnnalsTermKind kind, guint *n);
guint annals_timeline_get_n_terms (AnnalsTimeline *self, AnnalsTermKind kind);
const char *annals_timeline_get_term (AnnalsTimeline *self, AnnalsTermKind kind, guint term);

guint annals_timeline_get_n_tracks (AnnalsTimeline *self);
const AnnalsTrack *annals_timeline_get_track (AnnalsTimeline *self, guint track);
guint annals_timeline_get_n_sources (AnnalsTimeline *self);
const AnnalsSource *annals_timeline_get_source (AnnalsTimeline *self, guint source);
int annals_timeline_find_source (AnnalsTimeline *self, const char *id); /* -1: not there */

/* The event's details, read from the file's bytes by the reader that knows its format.
 * Costs a parse of the slice; callers keep what they show. (transfer full), never NULL. */
AnnalsEventDetails *annals_timeline_load_details (AnnalsTimeline *self, guint event);
/* Does the file say so much of it that its details are read by a worker, not between two frames? */
gboolean annals_timeline_is_event_long (AnnalsTimeline *self, guint event);

/* The file's bytes, shared. (transfer none) (nullable) */
GBytes *annals_timeline_get_bytes (AnnalsTimeline *self);
/* An event is one slice of the file, or several: where rows of a table are one event. */
guint annals_timeline_get_n_event_slices (AnnalsTimeline *self, guint event);
GBytes *annals_timeline_get_event_slice (AnnalsTimeline *self, guint event, guint slice); /* (transfer full) */
/* The bytes of the event's first slice, for copying what Annals does not know. */
GBytes *annals_timeline_get_event_bytes (AnnalsTimeline *self, guint event); /* (transfer full) */

G_END_DECLS
