/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a file, a row each: where, of which event, what it is and what was done. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_PROBLEM_LIST (annals_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsProblemList, annals_problem_list, ANNALS, PROBLEM_LIST, GtkWidget)

/* Signal `go-to-event` (guint event): a problem of that event was chosen. */
GtkWidget *annals_problem_list_new (void);
/* timeline: (nullable): none empties the list. */
void annals_problem_list_set_timeline (AnnalsProblemList *self, AnnalsTimeline *timeline);

G_END_DECLS
