/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row while it is being filled: what stands in it, and where there is room.
 *
 * Classes of importance come one after the other, each in the order in which its events are drawn:
 * those of the present class only grow at its end, those of earlier ones stand among them, and a
 * cursor walks them along with the class. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between bare marks. */
#define ANNALS_BARE_GAP_PX 2

/* Pixels from the epoch, so that they are as exact as the instants; pads are the empty room asked for
 * on each side, of which the larger of two neighbours' counts. */
typedef struct
{
  double left, right;
  float left_pad, right_pad;
} AnnalsExtent;

typedef struct
{
  AnnalsExtent *earlier; /* of earlier classes, in order */
  guint n_earlier, cursor;
  GArray *present; /* of AnnalsExtent: of this class */
  double free_x;   /* the next room for a bare mark of this class, as far as looked */
  guint free_cursor;
  gboolean is_mark_row;
} AnnalsFitRow;

void annals_fit_row_init (AnnalsFitRow *row, gboolean is_mark_row);
void annals_fit_row_clear (AnnalsFitRow *row);
/* The end of a class: its events join the earlier ones. */
void annals_fit_row_merge (AnnalsFitRow *row);

gboolean annals_fit_row_fits (AnnalsFitRow *row, const AnnalsExtent *extent);
/* The least x ≥ from_x at which something of that width may begin, with no more than the bare gap.
 * Within a class from_x never falls. */
double annals_fit_row_find_free (AnnalsFitRow *row, double from_x, double width);
/* After the last class: the room right of the i-th in the row. */
double annals_fit_row_get_room (const AnnalsFitRow *row, guint i);

G_END_DECLS
