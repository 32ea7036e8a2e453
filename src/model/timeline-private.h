/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside a timeline: what the builder fills before it hands one out. */
#pragma once

#include "model/builder.h"
#include "model/chunk.h"
#include "model/id-table.h"
#include "model/link-table.h"

G_BEGIN_DECLS

/* The function that reads details again, shared by the publications of one load. */
typedef struct
{
  gatomicrefcount ref_count;
  AnnalsDetailsFunc func;
  gpointer data;
  GDestroyNotify destroy;
} AnnalsDetailsReader;

AnnalsDetailsReader *annals_details_reader_ref (AnnalsDetailsReader *reader);
void annals_details_reader_unref (AnnalsDetailsReader *reader);

struct _AnnalsTimeline
{
  GObject parent_instance;

  GFile *file;
  GBytes *bytes;
  AnnalsDetailsReader *details_reader;
  AnnalsProblems *problems;
  AnnalsStrings *strings; /* keeps every word below alive */

  /* Header facts; strings are the timeline's own */
  char *title, *description, *id, *language, *format_name, *as_of;
  AnnalsSpan as_of_span, view_span;
  gboolean is_complete;

  AnnalsChunk **chunks;
  guint n_chunks, n_events;
  guint32 *order;
  guint n_dated;
  double extent_begin_s, extent_end_s; /* NAN where no bound is finite */

  AnnalsIdTable ids;
  AnnalsLinkTable links;
  const char **terms[ANNALS_N_TERM_KINDS];
  guint n_terms[ANNALS_N_TERM_KINDS];

  AnnalsTrack *tracks; /* strings are in `strings` */
  guint n_tracks;
  guint32 *track_of_number; /* from the chunks' numbers to tracks */
  AnnalsSource *sources;
  guint n_sources;
  guint32 *sources_by_id; /* sorted by their ids */
};

G_END_DECLS
