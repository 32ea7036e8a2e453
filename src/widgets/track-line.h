/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "● Trump–Kim diplomacy  8 of 16": where an event belongs, in its track's hue. */
#pragma once

#include <gtk/gtk.h>

#include "view/grouping.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_TRACK_LINE (annals_track_line_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsTrackLine, annals_track_line, ANNALS, TRACK_LINE, GtkWidget)

/* grouping: the lanes, which know an event's place among them, (nullable). */
void annals_track_line_show (AnnalsTrackLine *self, AnnalsTimeline *timeline, guint event,
                             AnnalsGrouping *grouping);

G_END_DECLS
