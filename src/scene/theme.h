/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours, by LOOK.md's tables: light, dark, print; and their high-contrast kin. */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_THEME_LIGHT,
  ANNALS_THEME_DARK,
  ANNALS_THEME_PRINT,
  ANNALS_N_THEMES
} AnnalsThemeId;

typedef struct
{
  AnnalsThemeId id;
  gboolean is_high_contrast;
  GdkRGBA ground, panel, chrome, after_as_of;
  GdkRGBA ink, ink2, ink3;
  GdkRGBA hair, line, edge;
  GdkRGBA accent, error;
  GdkRGBA note, note_edge, match; /* the reader's hand */
  double wash_alpha;              /* of a track's hue */
} AnnalsTheme;

/* (transfer none): static. */
const AnnalsTheme *annals_theme_get (AnnalsThemeId id, gboolean is_high_contrast);

/* A track's colour in this theme: `fill` for marks (≥ 3 : 1 on ground), `ink` for outlines, bars,
 * counts (≥ 5.5 : 1). A colour of LOOK's table maps to its row; any other moves in lightness until
 * it passes. */
void annals_theme_get_hue (const AnnalsTheme *theme, guint32 rgb, GdkRGBA *fill, GdkRGBA *ink);

/* WCAG contrast of two opaque colours, 1 … 21. */
double annals_contrast (const GdkRGBA *a, const GdkRGBA *b);
/* `over` drawn with `amount` of opacity on `under`, as one opaque colour. */
void annals_rgba_mix (const GdkRGBA *under, const GdkRGBA *over, double amount, GdkRGBA *mixed);

G_END_DECLS
