/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Motion as closed functions of elapsed time; the widget supplies the clock. */
#pragma once

#include "view/viewport.h"

G_BEGIN_DECLS

/* LOOK.md's durations, milliseconds. */
#define ANNALS_MOTION_HOVER 80
#define ANNALS_MOTION_LABEL 120
#define ANNALS_MOTION_SELECTION 150
#define ANNALS_MOTION_PANEL 200
#define ANNALS_MOTION_OCTAVE 240
#define ANNALS_MOTION_TRAVEL 350

/* 0 ≤ t ≤ 1 → 0 … 1, ease-out cubic. */
double annals_ease_out (double t);

/* The way from one length to another; exactly `to` at 1. */
double annals_between (double from, double to, double t);

/* How far into a glide between octaves it is, 0 … 1, so long after it began. *is_over: it has arrived. */
double annals_glide_progress (double elapsed_ms, gboolean *is_over);

/* How far a flick of that velocity has carried after elapsed_s; exponential friction. *is_over:
 * it has come to rest. */
double annals_kinetic_offset (double velocity_px_s, double elapsed_s, gboolean *is_over);

/* Between two views: centre and scale travel together, so that the way looks straight (scale in its
 * logarithm, the centre with it). t in 0 … 1, already eased. */
AnnalsView annals_view_between (const AnnalsView *from, const AnnalsView *to, double t);

G_END_DECLS
