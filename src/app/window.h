/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: one timeline, drawn or listed, with its search, its panel and what there is to say. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_WINDOW (annals_window_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsWindow, annals_window, ANNALS, WINDOW, GtkApplicationWindow)

/* settings: (nullable): the program's. */
AnnalsWindow *annals_window_new (GtkApplication *application, GSettings *settings);

/* Reads the file and shows it; a load under way in this window is cancelled first. What is shown
 * stays until the new file has something to show, and for good if it has not. */
void annals_window_open (AnnalsWindow *self, GFile *file);
/* Back to the empty page. */
void annals_window_close_timeline (AnnalsWindow *self);

/* The file shown or on its way; NULL for an empty window. (transfer none) (nullable) */
GFile *annals_window_get_file (AnnalsWindow *self);
gboolean annals_window_is_loading (AnnalsWindow *self);
AnnalsSession *annals_window_get_session (AnnalsWindow *self);

/* Selects an event and brings it into view. */
void annals_window_go_to_event (AnnalsWindow *self, guint event);

G_END_DECLS
