/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small signs drawn in the colour of the words around them: arrows, flags, plus and minus. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_GLYPH_LEFT,
  ANNALS_GLYPH_RIGHT,
  ANNALS_GLYPH_UP,
  ANNALS_GLYPH_DOWN,
  ANNALS_GLYPH_OUTWARD,  /* opens outside: an arrow to the upper right */
  ANNALS_GLYPH_STAR,
  ANNALS_GLYPH_QUESTION, /* a question mark in a diamond */
  ANNALS_GLYPH_DOUBT,    /* an exclamation mark in a triangle */
  ANNALS_GLYPH_DELETE,
  ANNALS_GLYPH_HALF_DISC, /* claims that disagree */
  ANNALS_GLYPH_ERROR,
  ANNALS_GLYPH_CHANGED,
  ANNALS_GLYPH_BACK, /* to where one was: an arrow with a shaft */
  ANNALS_N_GLYPHS
} AnnalsGlyphId;

#define ANNALS_TYPE_GLYPH (annals_glyph_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsGlyph, annals_glyph, ANNALS, GLYPH, GtkWidget)

/* size_px: its side. It says nothing to a screen reader: what it stands on does. */
GtkWidget *annals_glyph_new (AnnalsGlyphId id, int size_px);
void annals_glyph_set_id (AnnalsGlyph *self, AnnalsGlyphId id);

/* Draws one where there is no widget for it. bounds: a square, in pixels. */
void annals_glyph_append (GtkSnapshot *snapshot, AnnalsGlyphId id, const graphene_rect_t *bounds,
                          const GdkRGBA *color);

/* A flat button of one sign, with the words that a screen reader and a tooltip say. */
GtkWidget *annals_glyph_button_new (AnnalsGlyphId id, const char *label);

G_END_DECLS
