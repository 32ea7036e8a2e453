/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One export on a thread of its own: what it is of, what it looks like, and its result. */
#pragma once

#include "export/export.h"
#include "view/session.h"

G_BEGIN_DECLS

/* Options with everything they borrow kept alive. A plain value: init or copy, and clear. */
typedef struct
{
  AnnalsTimeline *timeline; /* owned, as is what `options` points to */
  AnnalsExportOptions options;
  AnnalsExportFormat format; /* what an estimate is of */
  int box_width, box_height; /* a preview's */
  AnnalsExportSize size;     /* how large it came out */
} AnnalsExportJob;

/* The session's timeline with its grouping, selection, matches, and which
 * events have notes. */
void annals_export_job_init (AnnalsExportJob *job, AnnalsSession *session);
void annals_export_job_set_family (AnnalsExportJob *job, const char *family);
/* Into an empty (zero) job. */
void annals_export_job_copy (AnnalsExportJob *job, const AnnalsExportJob *source);
void annals_export_job_clear (AnnalsExportJob *job);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnnalsExportJob, annals_export_job_clear)

/* Each takes what the job holds by copying it. A cancelled one ends with G_IO_ERROR_CANCELLED. */

/* Draws it as large as fits into a box of device pixels, whatever its scale. */
void annals_export_job_preview_async (const AnnalsExportJob *job,
                                      int box_width,
                                      int box_height,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full); *size: but for the bytes. */
cairo_surface_t *annals_export_job_preview_finish (GAsyncResult *result,
                                                   AnnalsExportSize *size,
                                                   GError **error);

/* How large a file of the job's format would be. */
void annals_export_job_estimate_async (const AnnalsExportJob *job,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean annals_export_job_estimate_finish (GAsyncResult *result,
                                            AnnalsExportSize *size,
                                            GError **error);

void annals_export_job_copy_async (const AnnalsExportJob *job,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *annals_export_job_copy_finish (GAsyncResult *result,
                                       GError **error); /* (transfer full): PNG */

void annals_export_job_write_async (const AnnalsExportJob *job,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GFile *annals_export_job_write_finish (GAsyncResult *result, GError **error); /* (transfer full) */

G_END_DECLS
