/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the octaves last visited, worked out off the main thread. */
#pragma once

#include "view/counts.h"
#include "view/rows.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_ROW_STORE (annals_row_store_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsRowStore, annals_row_store, ANNALS, ROW_STORE, GObject)

/* Signal `ready`: rows or counts that were asked for are there now. */
AnnalsRowStore *annals_row_store_new (void);

/* From which lanes and with which words. What is kept is dropped when any of them differs; but where
 * the lanes are those of the same file read anew (difference, nullable, from the one before), what is
 * the same stays in its row. */
void annals_row_store_set_source (AnnalsRowStore *self, AnnalsGrouping *grouping, const char *family,
                                  const AnnalsMetrics *metrics, AnnalsDifference *difference);
/* The rows of that octave; NULL where they are not there yet: they are then worked out next, instead
 * of any other octave still under way. (transfer none) (nullable): valid until the next call. */
AnnalsRows *annals_row_store_get (AnnalsRowStore *self, int octave);
/* The label widths that those rows are made with, one an event; NULL where they are not measured yet or
 * are another timeline's. (transfer none): valid until the source is another. */
const guint16 *annals_row_store_get_label_widths (AnnalsRowStore *self, AnnalsTimeline *timeline);
/* The same for counts of the source's lanes and that filter. */
AnnalsCounts *annals_row_store_get_counts (AnnalsRowStore *self, AnnalsBitset *filter);
/* Are the rows of that octave there? Asking works nothing out. */
gboolean annals_row_store_has (AnnalsRowStore *self, int octave);
/* Bytes of all rows that are kept. */
gsize annals_row_store_get_memory (AnnalsRowStore *self);

G_END_DECLS
