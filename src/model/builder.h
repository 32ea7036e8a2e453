/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader fills and the loader joins: events on their way into columns.
 *
 * A batch is filled on a pool thread with no lock and no sight of other batches; the builder joins
 * batches in file order on the loader's thread and publishes timelines. Interning, id lookup and
 * links are resolved at joining, since only then the order is known. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/* One event as a reader hands it over. Strings are borrowed for the call. */
typedef struct
{
  const char *id;       /* never NULL */
  gboolean has_made_id; /* the format has none; a second event that says the same is no problem */
  const char *title;    /* never NULL */
  const char *date;     /* EDTF as written; NULL: undated. A pair: "begin\037end" and the DATE_PAIR flag */
  AnnalsSpan span;
  const char *track;    /* id or name; NULL: the first track */
  AnnalsKind kind;
  AnnalsCertainty certainty;
  int importance;       /* 1–5 */
  guint flags;          /* AnnalsEventFlags that the reader knows; the rest is worked out */
  guint64 offset;       /* the event's slice of the file */
  guint32 length;
  const char *text;     /* (nullable) that slice's bytes: a title that stands in them is kept there */
  /* Rows with this set that agree in id and date are one event, with the first one's title and the
   * terms, links and slices of all; where the rows of one id have several dates, each event's id has
   * its date behind it ("Q42@1952-03"). Who is whose shows at the end: they are joined at the last
   * publication, in the order of their first rows. */
  gboolean is_part;
} AnnalsEventRow;

typedef struct _AnnalsBatch AnnalsBatch;

AnnalsBatch *annals_batch_new (void);
void annals_batch_free (AnnalsBatch *batch);
/* Empties it, to be filled again. */
void annals_batch_reset (AnnalsBatch *batch);
/* Appends an event; the following add_… calls belong to it. */
void annals_batch_add_event (AnnalsBatch *batch, const AnnalsEventRow *row);
void annals_batch_add_extra_span (AnnalsBatch *batch, const AnnalsSpan *span, gboolean is_member);
void annals_batch_add_link (AnnalsBatch *batch, const char *type, const char *to_id, gboolean is_hedged);
void annals_batch_add_term (AnnalsBatch *batch, AnnalsTermKind kind, const char *text);
void annals_batch_take_problem (AnnalsBatch *batch, AnnalsProblem *problem); /* (transfer full) */
/* Between these two, what a reader makes of one element of the file: where that is a problem and no
 * event, the element is counted as left out. */
void annals_batch_begin_element (AnnalsBatch *batch);
void annals_batch_end_element (AnnalsBatch *batch);
/* Instead of that: forgets its problems, for it is read again. It has made no event. */
void annals_batch_drop_element (AnnalsBatch *batch);

typedef AnnalsEventDetails *(*AnnalsDetailsFunc) (GBytes *const *slices, guint n_slices, gpointer data);

typedef struct _AnnalsBuilder AnnalsBuilder;

AnnalsBuilder *annals_builder_new (GFile *file);
void annals_builder_free (AnnalsBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsBuilder, annals_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsBatch, annals_batch_free)

/* The file's bytes, one buffer shared by every publication. */
void annals_builder_set_bytes (AnnalsBuilder *builder, GBytes *bytes);
void annals_builder_set_format_name (AnnalsBuilder *builder, const char *name);
/* Who reads details again; data is shared by publications and freed with the last. */
void annals_builder_set_details_func (AnnalsBuilder *builder, AnnalsDetailsFunc func, gpointer data,
                                      GDestroyNotify destroy);
/* Header facts; may come before or after the batches (members after the big array are applied at
 * the last publication). Strings are copied. */
void annals_builder_set_title (AnnalsBuilder *builder, const char *title);
/* For a timeline that has no title and no file to be named after. */
void annals_builder_set_fallback_title (AnnalsBuilder *builder, const char *title);
void annals_builder_set_description (AnnalsBuilder *builder, const char *description);
void annals_builder_set_id (AnnalsBuilder *builder, const char *id);
void annals_builder_set_language (AnnalsBuilder *builder, const char *language);
void annals_builder_set_as_of (AnnalsBuilder *builder, const char *edtf, const AnnalsSpan *span);
void annals_builder_set_view (AnnalsBuilder *builder, const AnnalsSpan *span);
/* Forgets every fact that was set above but the format's name, the listed tracks and sources (not
 * that events name them): the header is read again, now that more of it is there. */
void annals_builder_clear_header (AnnalsBuilder *builder);
/* Events that name no track get one of their own, though the file lists tracks; else they are of the
 * first. */
void annals_builder_keep_trackless_apart (AnnalsBuilder *builder);
/* color: 0xRRGGBB, or -1 for the palette's next; parent_id (nullable). Copied. */
void annals_builder_add_track (AnnalsBuilder *builder, const char *id, const char *title,
                               const char *description, int color, const char *parent_id, gboolean is_folded);
/* source: (transfer full): its strings too. A second source of one id is refused (FALSE, freed). */
gboolean annals_builder_add_source (AnnalsBuilder *builder, AnnalsSource *source);

/* Is a source's id its address (http, https, mailto)? Then it need not be listed. */
gboolean annals_source_id_is_address (const char *id);

void annals_builder_take_problem (AnnalsBuilder *builder, AnnalsProblem *problem); /* (transfer full) */
/* Counts an element as left out that no batch had. */
void annals_builder_leave_out (AnnalsBuilder *builder);
guint annals_builder_get_n_events (AnnalsBuilder *builder);

/* Joins the batch in file order. A second event of an id is kept under a made id, with a problem.
 * Takes the batch. */
void annals_builder_join (AnnalsBuilder *builder, AnnalsBatch *batch);
/* The same, but that the batch, reset, stays the caller's. */
void annals_builder_join_and_reset (AnnalsBuilder *builder, AnnalsBatch *batch);

/* A timeline of what was joined so far. is_complete: the last; the builder is then spent. */
AnnalsTimeline *annals_builder_publish (AnnalsBuilder *builder, gboolean is_complete);

G_END_DECLS
