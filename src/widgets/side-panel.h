/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel: the selected event, who says what about it, its sources, links and notes. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_SIDE_PANEL (annals_side_panel_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsSidePanel, annals_side_panel, ANNALS, SIDE_PANEL, GtkWidget)

/* Signals:
 *   `go-to-event` (guint event): a link, a claim's event or previous/next was chosen: the window
 *      selects it and brings it into view.
 *   `search` (const char *text): a chip was clicked ('actor:"Kim Jong-un"').
 * Action `panel.add-note`: opens an empty note and puts the cursor into it. */
GtkWidget *annals_side_panel_new (void);
void annals_side_panel_set_session (AnnalsSidePanel *self, AnnalsSession *session);
/* As a sheet at the bottom (windows under 1000 px) it starts 92 px high and is pulled up to read. */
void annals_side_panel_set_is_sheet (AnnalsSidePanel *self, gboolean is_sheet);

G_END_DECLS
