/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: batches of elements on their way through json-glib and a reader, on a pool of threads.
 * They come back in the order in which they were given. */
#pragma once

#include "formats/reader.h"
#include "formats/scanner.h"

G_BEGIN_DECLS

/* A reader with what it knows of one file. Reference counted. */
typedef struct
{
  gatomicrefcount ref_count;
  const AnnalsReader *reader;
  gpointer context;
} AnnalsReading;

AnnalsReading *annals_reading_new (const AnnalsReader *reader, gpointer context); /* (transfer full) */
AnnalsReading *annals_reading_ref (AnnalsReading *reading);
void annals_reading_unref (gpointer reading);

/* An AnnalsDetailsFunc whose data is an AnnalsReading. */
AnnalsEventDetails *annals_reading_load_details (GBytes *const *slices, guint n_slices, gpointer data);

/* An element to events in the text's batch. path: NULL, or that of the reader's rest it is of. node:
 * (nullable): NULL could not be parsed. FALSE where nothing was added, since the reader needs the whole of
 * what was cut. */
gboolean annals_reading_read_element (AnnalsReading *reading, AnnalsText *text, const char *path,
                                      JsonNode *node);

typedef struct _AnnalsJobs AnnalsJobs;

AnnalsJobs *annals_jobs_new (void);
/* Waits for those under way and drops what they made. */
void annals_jobs_free (AnnalsJobs *jobs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsJobs, annals_jobs_free)

/* elements: (transfer full) (element-type AnnalsScannedElement): where they stand in bytes, which
 * must not move before the batch is back. */
void annals_jobs_push (AnnalsJobs *jobs, AnnalsReading *reading, const char *bytes, GArray *elements);
/* The next batch in order: at once if it is ready; else NULL, or with wait as soon as it is. NULL
 * too when none is left. (transfer full) */
AnnalsBatch *annals_jobs_pop (AnnalsJobs *jobs, gboolean wait);
/* Gives back a batch that was reset, for another job. */
void annals_jobs_recycle (AnnalsJobs *jobs, AnnalsBatch *batch);
/* Are there as many under way as may be? Then the next is to be waited for. */
gboolean annals_jobs_is_full (AnnalsJobs *jobs);

G_END_DECLS
