/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A range of time in the reader's hand: its edges on calendar units, and how EDTF writes it. */
#pragma once

#include "view/calendar-steps.h"
#include "view/viewport.h"

G_BEGIN_DECLS

/* The edge that a hand at x_px means: the boundary of the coarsest unit of the calendar (a decade, a
 * year, a month, a day …) within a few px, else of the finest one that a hand can tell, and never finer
 * than a second, which is as fine as EDTF writes it. */
double annals_time_range_snap (const AnnalsView *view, double x_px);
/* What an edge is moved by at a key. */
AnnalsStep annals_time_range_get_step (const AnnalsView *view);

/* The first and the last day (or month, year, second) of the half-open range, as EDTF: the coarsest
 * of these on whose boundaries both edges lie. Beyond four digits of a year, years alone: EDTF has
 * nothing finer there. Both finite, begin_s < end_s. (transfer full) */
void annals_time_range_get_dates (double begin_s, double end_s, char **first, char **last);
/* The same as one date: "2018-06/2019-02", "2018". (transfer full) */
char *annals_time_range_to_edtf (double begin_s, double end_s);

G_END_DECLS
