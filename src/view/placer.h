/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lane's rows while they are being filled: first fit, class by class (LOOK "Labels"). */
#pragma once

#include "view/fit-row.h"
#include "view/lane-rows.h"
#include "view/wish.h"

G_BEGIN_DECLS

/* Of importance. */
#define ANNALS_N_CLASSES 5

/* From this octave down every importance opens rows. */
#define ANNALS_OPEN_OCTAVE 16

/* Events are known by their place in the order of drawing, `at`. */
typedef struct
{
  const AnnalsPlacing *placing;
  const guint32 *events; /* in the order of drawing */
  const double *keys_s;  /* where their drawings begin */
  const guint8 *importances;
  guint n_events;
  guint8 *state; /* an event: 0 unplaced, else row + 1, and its label side << 5 */
  AnnalsFitRow rows[ANNALS_ROWS_MAX];
  guint n_rows, most_rows;
  guint32 long_rows; /* a bit a row: it holds something long */
  guint most_long_rows;
  gboolean wants_words; /* nothing is placed without */
  guint extra_row;      /* + 1; 0: none yet. It takes what is left out of the others */
  gboolean extra_is_tall;
  guint lane_before;
  const AnnalsLaneRows *before; /* (nullable) */
  double as_of_x, end_x;
  gboolean has_open_begins;
  double extra_room; /* no more events than this find room in the extra row */
  guint n_unplaced, most_unplaced; /* more: the lane is a band */
} AnnalsPlacer;

static inline double
annals_placer_get_x (const AnnalsPlacer *placer, double instant_s)
{
  return instant_s / placer->placing->seconds_per_pixel;
}

void annals_placer_make_wish (const AnnalsPlacer *placer, guint at, AnnalsWish *wish);
/* No row holds anything after. */
void annals_placer_clear_rows (AnnalsPlacer *placer);
void annals_placer_open_rows_to (AnnalsPlacer *placer, guint row);

/* Events of each importance that have no row yet, in the order of drawing: of class k from first[k - 1]
 * to first[k]. (transfer full) (array: first[ANNALS_N_CLASSES]) */
guint32 *annals_placer_sort_by_class (const AnnalsPlacer *placer, guint *first);

/* Where they fit, and in their order, as long as rows may open; FALSE when cancelled. */
gboolean annals_placer_place_class (AnnalsPlacer *placer, const guint32 *class_at, guint n,
                                    int importance);
void annals_placer_put (AnnalsPlacer *placer, guint at, guint row, const AnnalsWish *wish,
                        gboolean is_labelled);

/* The rows, a bit each, that something longer than a screen may take. */
guint32 annals_placer_get_long_rows (const AnnalsPlacer *placer);

/* The first of the class from `i` on whose drawing begins at x or right of it: galloping, since it
 * is mostly near. */
guint annals_placer_skip_to (const AnnalsPlacer *placer, const guint32 *class_at, guint n, guint i,
                             double x);
/* From where on an event of this class, or one that comes after it, may need room: an event's drawing
 * is as wide as its mark at least, and reaches no further left of its begin than half of that; but
 * where its begin is open or unknown, it may all lie left of it. */
double annals_placer_get_reach_x (const AnnalsPlacer *placer, guint at, int importance);

G_END_DECLS
