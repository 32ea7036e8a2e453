/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the builder: what joining fills and publishing reads. */
#pragma once

#include "model/batch-private.h"
#include "model/timeline-private.h"

G_BEGIN_DECLS

/* A track that the file lists. Strings are in the builder's strings. */
typedef struct
{
  guint32 number; /* of its id among the track names */
  const char *title, *description, *parent_id;
  int color; /* -1: the palette's next */
  gboolean is_folded;
} AnnalsListedTrack;

struct _AnnalsBuilder
{
  GFile *file;
  GBytes *bytes;
  AnnalsDetailsReader *details_reader;
  AnnalsProblems *problems;
  guint64 n_searched_bytes; /* of events, for where in them a problem stands */
  AnnalsStrings *strings;

  char *title, *fallback_title, *description, *id, *language, *format_name, *as_of;
  AnnalsSpan as_of_span, view_span;
  gboolean is_trackless_apart;

  GPtrArray *chunks; /* of AnnalsChunk, sealed */
  AnnalsOpenChunk *open;
  guint n_events;
  double extent_begin_s, extent_end_s;

  GPtrArray *held; /* of AnnalsBatch: rows that are parts of events, to be joined at the end */

  AnnalsIdTable ids;
  GHashTable *made_ids; /* from an id seen twice to the number its next copy tries */

  AnnalsInterner track_names;
  GArray *track_counts; /* guint32: events of each number + 1, 0 those that name none */
  guint32 n_trackless_eras; /* not counted there: an era lies behind all tracks, it needs none */
  GArray *listed_tracks; /* of AnnalsListedTrack */

  AnnalsInterner terms[ANNALS_N_TERM_KINDS];
  GArray *last_user[ANNALS_N_TERM_KINDS]; /* guint32: the last event with the term, + 1 */
  GArray *sources; /* of AnnalsSource, beside the terms of ANNALS_TERM_SOURCE; zeros: not listed */

  AnnalsInterner link_types, link_names;
  GArray *links; /* of AnnalsPendingLink */
};

/* A source's, track's or event's number's entry, with zeros for those between. */
#define annals_grown_index(array, type, index)                                                      \
  (*((array)->len <= (index) ? (g_array_set_size ((array), (index) + 1), &g_array_index ((array), type, (index))) \
                             : &g_array_index ((array), type, (index))))

/* Appends one row, of which the terms, extra spans and links begin at those places in the batch, to the
 * columns. more: the slices behind its own. */
void annals_builder_join_row (AnnalsBuilder *builder, const AnnalsBatch *batch, const AnnalsBatchRow *row,
                              guint first_term, guint first_extra, guint first_link,
                              const AnnalsSlice *more, guint n_more);
/* Keeps a copy of a row that is part of an event; joins all that were kept. */
void annals_builder_hold_row (AnnalsBuilder *builder, const AnnalsBatch *batch, const AnnalsBatchRow *row,
                              guint first_term, guint first_extra, guint first_link);
void annals_builder_join_held (AnnalsBuilder *builder);

/* At the last publication. names: the events of the links' named targets. */
void annals_builder_report_lost_links (AnnalsBuilder *builder, AnnalsTimeline *timeline,
                                       const guint32 *names);
void annals_builder_report_unlisted_sources (AnnalsBuilder *builder, AnnalsTimeline *timeline);
void annals_builder_report_unlisted_tracks (AnnalsBuilder *builder, AnnalsTimeline *timeline);
/* Says which event each problem is of, by where it stands: ids are only known when all are joined.
 * The problems have been located. */
void annals_timeline_name_problems (AnnalsTimeline *timeline);

G_END_DECLS
