/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the event list, and what stands in their cells. */
#pragma once

#include <gtk/gtk.h>

#include "find/sorting.h"
#include "view/session.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_COLUMN_DATE,
  ANNALS_COLUMN_TITLE,
  ANNALS_COLUMN_TRACK,
  ANNALS_COLUMN_KIND,
  ANNALS_COLUMN_CERTAINTY,
  ANNALS_COLUMN_SOURCES,
  ANNALS_COLUMN_NOTES,
  ANNALS_N_COLUMNS
} AnnalsEventColumn;

const char *annals_event_column_get_title (AnnalsEventColumn column);
int annals_event_column_get_width (AnnalsEventColumn column); /* px, -1: what there is left */
AnnalsSortKey annals_event_column_get_sort_key (AnnalsEventColumn column);

void annals_event_cell_set_up (GtkListItem *list_item, AnnalsEventColumn column);
/* session: (nullable). What the cell and its row say to a screen reader too. */
void
annals_event_cell_fill (GtkListItem *list_item, AnnalsEventColumn column, AnnalsSession *session);

G_END_DECLS
