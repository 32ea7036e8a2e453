/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a picture goes: the system's dialog that asks for it. */
#pragma once

#include <gtk/gtk.h>

#include "export/export.h"

G_BEGIN_DECLS

/**
 * annals_export_chooser_new:
 * @timeline: whose name is proposed, and whose folder if it can be written
 * @folder: (nullable): the folder to begin in instead
 * @name: (nullable): the name to propose instead
 * @format: what is proposed and shown
 *
 * Returns: (transfer full): the dialog, which is not shown yet
 */
GtkFileChooserNative *annals_export_chooser_new (GtkWindow *parent,
                                                 AnnalsTimeline *timeline,
                                                 GFile *folder,
                                                 const char *name,
                                                 AnnalsExportFormat format);

/* "korea-summits.png" for korea-summits.json. (transfer full) */
char *annals_export_chooser_suggest_name (AnnalsTimeline *timeline, AnnalsExportFormat format);
/* Files of that format alone. (transfer full) */
GtkFileFilter *annals_export_chooser_create_filter (AnnalsExportFormat format);

/* What is meant by a name that ends in no picture's extension: the same with the format's. Nobody
 * has been asked yet whether that may be replaced. (transfer full) */
GFile *annals_export_chooser_complete (GFile *file, AnnalsExportFormat format);

G_END_DECLS
