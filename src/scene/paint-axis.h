/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axis: what other painters ask of it. */
#pragma once

#include "scene/painter.h"

G_BEGIN_DECLS

/* Do minor labels name the stretch that begins at their tick (Jan, Feb, …), rather than the tick
 * itself (Jul, between two years)? Then each has its line through the lanes. */
gboolean annals_axis_names_spans (AnnalsPainter *self);
/* For annals_ticks_new (). data: an AnnalsTextCache */
double annals_axis_measure_label (const char *label, gboolean is_major, gpointer data);
/* A chip as it stands on the axis: how wide it is with its words. */
double annals_axis_measure_chip (AnnalsPainter *self, const char *words);

G_END_DECLS
