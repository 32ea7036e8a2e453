/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the pipeline: what its passes over the bytes share with what makes out the header. */
#pragma once

#include "formats/jobs.h"
#include "formats/pipeline.h"

G_BEGIN_DECLS

/* An array that may have been the big one, and was not by the header so far. */
typedef struct
{
  const char *path; /* NULL: lines */
  AnnalsScannedElement first;
} AnnalsCandidate;

typedef struct
{
  AnnalsFileBuffer *buffer; /* borrowed, as are the four below */
  GFile *file;
  const char *name;
  const AnnalsPipelineWatch *watch;
  GCancellable *cancellable;

  guint64 begin;    /* of the JSON text, behind a byte-order mark */
  gboolean is_read; /* to the end */
  gboolean is_lines;
  GPtrArray *paths; /* of every reader, NULL-terminated */
  AnnalsScanner *scanner;
  AnnalsReading *reading; /* NULL until the format is known */
  AnnalsJobs *jobs;
  AnnalsBuilder *builder;
  GArray *candidates; /* of AnnalsCandidate */
  guint64 next_publication;
} AnnalsPipeline;

static inline const char *
annals_pipeline_get_data (AnnalsPipeline *pipeline)
{
  return annals_file_buffer_get_data (pipeline->buffer);
}

/* At the first batch of an array that may be the one: with the header so far, whose it is. The reading
 * stays NULL where nobody wants it, or not yet. */
void annals_pipeline_decide (AnnalsPipeline *pipeline, const AnnalsScannedElement *first);
/* At the end, with the whole header, and what was skipped for want of it: NULL where nobody knows the
 * file. is_value: (out): it is one JSON value. refusal: (out) (transfer full) (nullable): why it can not
 * be shown all the same. */
const AnnalsReader *annals_pipeline_decide_late (AnnalsPipeline *pipeline, gboolean *is_value,
                                                 char **refusal);
/* Of a file that nobody knows: what its first elements are made of, else the root, as in “events[].when”. A
 * few names in quotes. (transfer full) (nullable): nothing. */
char *annals_pipeline_tell_members (AnnalsPipeline *pipeline);
/* The reader is found late: it has the header before any event is read. */
void annals_pipeline_open_late (AnnalsPipeline *pipeline, const AnnalsReader *reader);
/* Applies the whole header, and reads the events that stand in it. FALSE where those that were read have
 * to be read again. */
gboolean annals_pipeline_apply_header (AnnalsPipeline *pipeline);

G_END_DECLS
