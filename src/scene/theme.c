/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours: LOOK.md's tables, and how a colour of a file moves until it can be read. */
#include "scene/theme.h"

#include <math.h>

#define RGB(hex)                                                                                   \
  {                                                                                                \
    (float) (((hex) >> 16 & 0xff) / 255.0), (float) (((hex) >> 8 & 0xff) / 255.0),                 \
      (float) (((hex) &0xff) / 255.0), 1.0f                                                        \
  }

/* What marks and what outlines, bars and words must reach on the ground. */
#define FILL_CONTRAST 3.0
#define INK_CONTRAST 5.5
/* High contrast: everything that is hue is at least as strong as words (WCAG 1.4.6). */
#define HIGH_CONTRAST 7.0

typedef enum
{
  COLUMN_LIGHT_FILL,
  COLUMN_LIGHT_INK,
  COLUMN_DARK_FILL,
  COLUMN_DARK_INK,
  N_COLUMNS
} HueColumn;

static const AnnalsTheme themes[ANNALS_N_THEMES][2] = {
  [ANNALS_THEME_LIGHT] = {
    { .id = ANNALS_THEME_LIGHT, .is_high_contrast = FALSE,
      .ground = RGB (0xffffff), .panel = RGB (0xfafaf9), .chrome = RGB (0xf4f3f1),
      .after_as_of = RGB (0xf8f8f6),
      .ink = RGB (0x1e2226), .ink2 = RGB (0x50565c), .ink3 = RGB (0x686e74),
      .hair = RGB (0xeceae7), .line = RGB (0xdcd9d5), .edge = RGB (0xc9c5c0),
      .accent = RGB (0x1765c1), .error = RGB (0xb3261e),
      .note = RGB (0xf2c200), .note_edge = RGB (0x8a6a00), .match = RGB (0xfff1a8),
      .wash_alpha = 0.17 },
    { .id = ANNALS_THEME_LIGHT, .is_high_contrast = TRUE,
      .ground = RGB (0xffffff), .panel = RGB (0xffffff), .chrome = RGB (0xf4f3f1),
      .after_as_of = RGB (0xf4f4f2),
      .ink = RGB (0x000000), .ink2 = RGB (0x1e2226), .ink3 = RGB (0x33383d),
      .hair = RGB (0xc9c5c0), .line = RGB (0x8a8680), .edge = RGB (0x5f5b56),
      .accent = RGB (0x0d4a94), .error = RGB (0x8c1a13),
      .note = RGB (0xf2c200), .note_edge = RGB (0x000000), .match = RGB (0xffe766),
      .wash_alpha = 0.24 },
  },
  [ANNALS_THEME_DARK] = {
    { .id = ANNALS_THEME_DARK, .is_high_contrast = FALSE,
      .ground = RGB (0x17181a), .panel = RGB (0x1d1e21), .chrome = RGB (0x232427),
      .after_as_of = RGB (0x1c1d20),
      .ink = RGB (0xedeeef), .ink2 = RGB (0xb9bec3), .ink3 = RGB (0x969ca2),
      .hair = RGB (0x26282b), .line = RGB (0x34373a), .edge = RGB (0x4a4e53),
      .accent = RGB (0x62a0ea), .error = RGB (0xff7b72),
      .note = RGB (0xf5c84b), .note_edge = RGB (0x8a6a00), .match = RGB (0x584a12),
      .wash_alpha = 0.24 },
    { .id = ANNALS_THEME_DARK, .is_high_contrast = TRUE,
      .ground = RGB (0x000000), .panel = RGB (0x000000), .chrome = RGB (0x17181a),
      .after_as_of = RGB (0x101113),
      .ink = RGB (0xffffff), .ink2 = RGB (0xedeeef), .ink3 = RGB (0xd0d4d8),
      .hair = RGB (0x4a4e53), .line = RGB (0x80868c), .edge = RGB (0xa8aeb4),
      .accent = RGB (0x8fc0ff), .error = RGB (0xffa8a1),
      .note = RGB (0xf5c84b), .note_edge = RGB (0xffffff), .match = RGB (0x6b5a00),
      .wash_alpha = 0.32 },
  },
  [ANNALS_THEME_PRINT] = {
    { .id = ANNALS_THEME_PRINT, .is_high_contrast = FALSE,
      .ground = RGB (0xffffff), .panel = RGB (0xffffff), .chrome = RGB (0xffffff),
      .after_as_of = RGB (0xffffff),
      .ink = RGB (0x000000), .ink2 = RGB (0x333333), .ink3 = RGB (0x555555),
      .hair = RGB (0xe2e2e2), .line = RGB (0xc4c4c4), .edge = RGB (0x9a9a9a),
      .accent = RGB (0x000000), .error = RGB (0x000000),
      .note = RGB (0xf2c200), .note_edge = RGB (0x8a6a00), .match = RGB (0xfff1a8),
      .wash_alpha = 0.14 },
    { .id = ANNALS_THEME_PRINT, .is_high_contrast = TRUE,
      .ground = RGB (0xffffff), .panel = RGB (0xffffff), .chrome = RGB (0xffffff),
      .after_as_of = RGB (0xffffff),
      .ink = RGB (0x000000), .ink2 = RGB (0x000000), .ink3 = RGB (0x222222),
      .hair = RGB (0xb0b0b0), .line = RGB (0x777777), .edge = RGB (0x444444),
      .accent = RGB (0x000000), .error = RGB (0x000000),
      .note = RGB (0xf2c200), .note_edge = RGB (0x000000), .match = RGB (0xffe766),
      .wash_alpha = 0.2 },
  },
};

/* LOOK.md's hues, and the Okabe–Ito colour each comes from (0: the same as its light fill). */
static const struct
{
  guint32 columns[N_COLUMNS];
  guint32 okabe_ito;
} hues[] = {
  { { 0x0072b2, 0x005a8d, 0x3c9bdc, 0x74bbee }, 0 },        /* blue */
  { { 0x2f8fc6, 0x1b6a98, 0x66bdec, 0x8fd0f4 }, 0x56b4e9 }, /* sky */
  { { 0x009e73, 0x00704f, 0x22b48b, 0x4fd0ab }, 0 },        /* green */
  { { 0xc58500, 0x875b00, 0xe0a32e, 0xf0be5f }, 0xe69f00 }, /* orange */
  { { 0xd55e00, 0xad4a00, 0xf0803c, 0xffa26b }, 0 },        /* vermillion */
  { { 0xb8608f, 0x96406f, 0xd98db8, 0xeba9cc }, 0xcc79a7 }, /* purple */
  { { 0x968a00, 0x696000, 0xbdb132, 0xd8ce63 }, 0xf0e442 }, /* olive */
  { { 0x5f6972, 0x434b52, 0x9aa3ab, 0xbac2c9 }, 0 },        /* slate */
};

const AnnalsTheme *
annals_theme_get (AnnalsThemeId id, gboolean is_high_contrast)
{
  g_return_val_if_fail (id < ANNALS_N_THEMES, &themes[ANNALS_THEME_LIGHT][0]);

  return &themes[id][is_high_contrast ? 1 : 0];
}

static GdkRGBA
rgba_from_hex (guint32 rgb)
{
  return (GdkRGBA) RGB (rgb);
}

/* Relative luminance, WCAG 2.1. */
static double
luminance_of (const GdkRGBA *color)
{
  const double channels[3] = { color->red, color->green, color->blue };
  double linear[3];

  for (int i = 0; i < 3; i++)
    linear[i] = channels[i] <= 0.03928 ? channels[i] / 12.92
                                       : pow ((channels[i] + 0.055) / 1.055, 2.4);

  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

double
annals_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double la = luminance_of (a);
  double lb = luminance_of (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

void
annals_rgba_mix (const GdkRGBA *under, const GdkRGBA *over, double amount, GdkRGBA *mixed)
{
  float t = (float) CLAMP (amount, 0, 1);

  mixed->red = under->red + (over->red - under->red) * t;
  mixed->green = under->green + (over->green - under->green) * t;
  mixed->blue = under->blue + (over->blue - under->blue) * t;
  mixed->alpha = 1.0f;
}

/* Whole bytes a channel, so that a colour is the same in a node's text and on every machine. */
static void
round_to_bytes (GdkRGBA *color)
{
  color->red = (float) (round (color->red * 255) / 255);
  color->green = (float) (round (color->green * 255) / 255);
  color->blue = (float) (round (color->blue * 255) / 255);
}

/* Moves a colour towards black on a light ground, towards white on a dark one, only as far as it
 * must: the hue stays. */
static void
move_until_readable (GdkRGBA *color, const GdkRGBA *ground, double contrast)
{
  gboolean is_dark = luminance_of (ground) < 0.18;
  GdkRGBA pole = rgba_from_hex (is_dark ? 0xffffff : 0x000000);
  GdkRGBA start = *color;
  double low = 0;
  double high = 1;

  if (annals_contrast (color, ground) >= contrast)
    return;

  for (int i = 0; i < 12; i++)
    {
      double middle = (low + high) / 2;
      GdkRGBA tried;

      annals_rgba_mix (&start, &pole, middle, &tried);
      round_to_bytes (&tried);
      if (annals_contrast (&tried, ground) >= contrast)
        high = middle;
      else
        low = middle;
    }
  annals_rgba_mix (&start, &pole, high, color);
  round_to_bytes (color);
}

static int
find_hue (guint32 rgb)
{
  for (guint i = 0; i < G_N_ELEMENTS (hues); i++)
    {
      if (hues[i].okabe_ito == rgb && rgb != 0)
        return (int) i;
      for (guint c = 0; c < N_COLUMNS; c++)
        if (hues[i].columns[c] == rgb)
          return (int) i;
    }

  return -1;
}

void
annals_theme_get_hue (const AnnalsTheme *theme, guint32 rgb, GdkRGBA *fill, GdkRGBA *ink)
{
  int hue = find_hue (rgb & 0xffffff);
  guint32 fill_rgb = rgb & 0xffffff;
  guint32 ink_rgb = fill_rgb;
  double fill_contrast = theme->is_high_contrast ? HIGH_CONTRAST : FILL_CONTRAST;
  double ink_contrast = theme->is_high_contrast ? HIGH_CONTRAST : INK_CONTRAST;

  if (hue >= 0 && theme->id == ANNALS_THEME_DARK)
    {
      fill_rgb = hues[hue].columns[COLUMN_DARK_FILL];
      ink_rgb = hues[hue].columns[COLUMN_DARK_INK];
    }
  else if (hue >= 0)
    {
      fill_rgb = hues[hue].columns[COLUMN_LIGHT_FILL];
      ink_rgb = hues[hue].columns[COLUMN_LIGHT_INK];
    }

  *fill = rgba_from_hex (fill_rgb);
  *ink = rgba_from_hex (ink_rgb);
  move_until_readable (fill, &theme->ground, fill_contrast);
  move_until_readable (ink, &theme->ground, ink_contrast);
  if (theme->id == ANNALS_THEME_PRINT)
    *fill = *ink;
}
