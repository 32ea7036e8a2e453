/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend of an exported picture. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

/* How high it is at that width: as many lines as it needs. */
double annals_legend_measure (const AnnalsFrame *frame, double width);
/* The marks and ways of drawing that the scene shows, with their words, from 0,0. (transfer full)
 */
GskRenderNode *annals_legend_build (const AnnalsFrame *frame, double width);

G_END_DECLS
