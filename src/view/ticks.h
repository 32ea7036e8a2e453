/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks of the axis: one ladder of calendar steps from 1 Gyr to 1 s, two tiers. */
#pragma once

#include "view/viewport.h"

G_BEGIN_DECLS

typedef struct
{
  double instant_s;
  char *label;       /* (nullable): a tick without words */
  gboolean is_pinned; /* the unit that the left edge lies in: its label stands at x = 0, while the next
                       * major tick's leaves room for it */
} AnnalsTick;

typedef struct
{
  GArray *major; /* of AnnalsTick: bold words, a line through the lanes: 2018, 2019 */
  GArray *minor; /* of AnnalsTick: small words under them: Apr, Jul, Oct */
} AnnalsTicks;

/* The width of a label in pixels; is_major tells the font. */
typedef double (*AnnalsTickWidthFunc) (const char *label, gboolean is_major, gpointer data);

/* Ticks of the view, no label overlapping another of its tier, a few dozen at most whatever the
 * range. Words come from the locale; no year 0 in words. (transfer full) */
AnnalsTicks *annals_ticks_new (const AnnalsView *view, AnnalsTickWidthFunc width, gpointer data);
void annals_ticks_free (AnnalsTicks *ticks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsTicks, annals_ticks_free)

G_END_DECLS
