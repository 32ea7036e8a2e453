/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export a picture: what, which format, how large, which theme; with a preview. */
#pragma once

#include <gtk/gtk.h>

#include "export/export.h"
#include "widgets/timeline-view.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_EXPORT_DIALOG (annals_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsExportDialog, annals_export_dialog, ANNALS, EXPORT_DIALOG, GtkWindow)

/* Signal `exported` (GFile *file): the picture was written. */
GtkWidget *
annals_export_dialog_new (GtkWindow *parent, AnnalsSession *session, AnnalsTimelineView *view);
/* Offers that range of dates, in EDTF, instead of what is shown. */
void annals_export_dialog_set_range (AnnalsExportDialog *self, const char *range);

/* The folder in which the reader is asked where it goes; else that of the timeline. */
void annals_export_dialog_set_folder (AnnalsExportDialog *self, GFile *folder);

G_END_DECLS
