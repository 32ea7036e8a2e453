/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and texts of any length on an event's page: their beginning, and a button for more. */
#pragma once

#include "widgets/panel-parts.h"

G_BEGIN_DECLS

/* Makes the row of that number and puts it into the container. */
typedef void (*AnnalsMakeRow) (AnnalsPage *page, GtkWidget *container, guint row, gpointer data);

/**
 * annals_page_rows_fill:
 * @container: a box, a wrap box or a grid
 * @n: how many rows there are
 * @n_first: how many are made at once; the rest only when asked for, a few milliseconds a frame
 * @make: makes one
 * @data: (nullable): for @make
 * @free_data: (nullable): frees it when the container goes
 *
 * Returns: (transfer floating) (nullable): the button "Show all n" (or "Show 250 more of n"), for the
 *   caller to put behind the rows; NULL where all are there
 */
GtkWidget *annals_page_rows_fill (AnnalsPage *page, GtkWidget *container, guint n, guint n_first,
                                  AnnalsMakeRow make, gpointer data, GDestroyNotify free_data);
/* Makes all rows up to that number now. */
void annals_page_rows_reach (GtkWidget *container, guint row);

typedef enum
{
  ANNALS_TEXT_PLAIN,
  ANNALS_TEXT_QUOTE,   /* in quotation marks */
  ANNALS_TEXT_SENTENCE /* begins with a capital */
} AnnalsTextForm;

/* Plain text that wraps, of the page's own details. A long one is cut at a pause, with a button for the
 * rest. */
GtkWidget *annals_page_text_new (AnnalsPage *page, const char *text, AnnalsTextForm form, const char *css_class);

G_END_DECLS
