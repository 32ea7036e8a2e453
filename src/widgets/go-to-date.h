/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Go to a date: an entry that says what it understood while one types. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_GO_TO_DATE (annals_go_to_date_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsGoToDate, annals_go_to_date, ANNALS, GO_TO_DATE, GtkPopover)

/* Signal `go` (double begin_s, double end_s): Enter, at a date that was understood. Both are finite; an
 * open end is the timeline's. The popover closes by itself then. */
GtkWidget *annals_go_to_date_new (void);
/* Opens it empty, for dates on this timeline. */
void annals_go_to_date_open (AnnalsGoToDate *self, AnnalsTimeline *timeline);

G_END_DECLS
