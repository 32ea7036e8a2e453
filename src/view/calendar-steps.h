/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar steps: the units that ticks stand on and counts are binned by, from a fraction of a
 * second to a billion years. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_STEP_SECONDS, /* any number that divides a day, fractions too; days */
  ANNALS_STEP_WEEKS,   /* one, from Monday */
  ANNALS_STEP_MONTHS,  /* 1, 2, 3, 6 */
  ANNALS_STEP_YEARS    /* as people count them: 200 BCE, 100 BCE, 1, 100, 200 for a hundred */
} AnnalsStepUnit;

typedef struct
{
  AnnalsStepUnit unit;
  double n;
} AnnalsStep;

/* The last boundary ≤ the instant, the first one > it. Finite for finite instants. */
double annals_step_floor (AnnalsStep step, double instant_s);
double annals_step_next (AnnalsStep step, double instant_s);
/* The mean length in seconds. */
double annals_step_get_length (AnnalsStep step);

/* The finest step of the ladder (1-2-5 fractions of a second, seconds, minutes, hours, day, week,
 * month, quarter, years by 1-2-5) that is at least so long. */
AnnalsStep annals_step_at_least (double length_s);

G_END_DECLS
