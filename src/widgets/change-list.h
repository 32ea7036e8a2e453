/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed in a file, a row an event: came, went, has another date, says something else. */
#pragma once

#include <gtk/gtk.h>

#include "model/difference.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_CHANGE_LIST (annals_change_list_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsChangeList, annals_change_list, ANNALS, CHANGE_LIST, GtkWidget)

/* Signal `go-to-event` (guint event): that event, of the difference's after, was chosen. */
GtkWidget *annals_change_list_new (void);
/* difference: (nullable): none empties the list. */
void annals_change_list_set_difference (AnnalsChangeList *self, AnnalsDifference *difference);

/* The changes in a sentence without its full stop: "2 events added, 1 re-dated"; NULL where no event
 * changed. (transfer full) */
char *annals_change_list_describe (AnnalsDifference *difference);

G_END_DECLS
