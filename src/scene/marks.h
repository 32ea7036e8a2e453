/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks: a path a kind, a way of filling it a certainty. */
#pragma once

#include "model/vocabulary.h"
#include "scene/node-store.h"
#include "scene/theme.h"

G_BEGIN_DECLS

/* What a mark is drawn with. Opaque colours. */
typedef struct
{
  GdkRGBA fill;   /* of filled marks */
  GdkRGBA ink;    /* of outlines and half-filled marks */
  GdkRGBA ground; /* of the halo and the inside of hollow marks */
  gboolean has_halo;
} AnnalsMarkColors;

/* The mark's width at a height of size px; whole px of the same parity as size. */
double annals_mark_get_width (AnnalsKind kind, double size_px);

/* Draws it centred on 0,0. */
void annals_mark_draw (cairo_t *cr, AnnalsKind kind, AnnalsCertainty certainty, double size_px,
                       const AnnalsMarkColors *colors);

/* The kept node of that mark, centred on 0,0; one of odd size on the middle of the pixel there. Its
 * bounds are whole pixels: GL draws it as a texture, which blurs between pixels. (transfer none) */
GskRenderNode *annals_mark_get_node (AnnalsNodeStore *store, AnnalsKind kind,
                                     AnnalsCertainty certainty, double size_px,
                                     const AnnalsMarkColors *colors);

/* A circle's left half filled, the whole outlined: claims that disagree. Centred likewise.
 * (transfer none) */
GskRenderNode *annals_half_disc_get_node (AnnalsNodeStore *store, double diameter_px,
                                          const GdkRGBA *color);

/* The colours of a track's hue in that theme. */
void annals_mark_colors_init (AnnalsMarkColors *colors, const AnnalsTheme *theme, guint32 rgb);

G_END_DECLS
