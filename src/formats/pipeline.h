/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline: a file's bytes through the scanner, json-glib on a thread pool and a reader into a
 * builder, joined in file order. Runs on the thread that calls it. */
#pragma once

#include "formats/file-buffer.h"
#include "model/builder.h"

G_BEGIN_DECLS

/* A publication for every four times the events of the last one, from this many on. */
#define ANNALS_FIRST_PUBLICATION 10000

/* Both are called on the pipeline's thread; either may be NULL. */
typedef struct
{
  void (*published) (AnnalsTimeline *timeline, gpointer data); /* all but the last */
  void (*progress) (guint64 bytes_read, guint64 bytes_total, guint n_events, gpointer data);
  gpointer data;
} AnnalsPipelineWatch;

/* file: (nullable). name: (nullable): what a timeline without title and file is called. watch:
 * (nullable). (transfer full): NULL with an error of ANNALS_FORMAT_ERROR or G_IO_ERROR. */
AnnalsTimeline *annals_pipeline_load (AnnalsFileBuffer *buffer, GFile *file, const char *name,
                                      const AnnalsPipelineWatch *watch, GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
