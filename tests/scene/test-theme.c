/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours: what can be read on what. */
#include "scene/theme.h"

/* LOOK.md's hues, by their light fill. */
static const guint32 hues[]
    = { 0x0072b2, 0x2f8fc6, 0x009e73, 0xc58500, 0xd55e00, 0xb8608f, 0x968a00, 0x5f6972 };
/* Colours that files come with, hardly one of which can be read as it is. */
static const guint32 arbitrary[]
    = { 0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0x00ffff,
        0xff00ff, 0x808080, 0x7f7f00, 0xfafafa, 0x010203, 0xe69f00, 0x56b4e9 };

static void
check_hue (guint32 rgb)
{
  for (int id = 0; id < ANNALS_N_THEMES; id++)
    for (int high = 0; high < 2; high++)
      {
        const AnnalsTheme *theme = annals_theme_get (id, high);
        GdkRGBA fill, ink;

        annals_theme_get_hue (theme, rgb, &fill, &ink);
        g_test_message ("#%06x in theme %d: %.2f %.2f", rgb, id,
                        annals_contrast (&fill, &theme->ground),
                        annals_contrast (&ink, &theme->ground));
        g_assert_cmpfloat (annals_contrast (&fill, &theme->ground), >=, high ? 7.0 : 3.0);
        g_assert_cmpfloat (annals_contrast (&ink, &theme->ground), >=, high ? 7.0 : 5.5);
        g_assert_cmpfloat (fill.alpha, ==, 1);
        g_assert_cmpfloat (ink.alpha, ==, 1);
      }
}

static void
test_hues (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hues); i++)
    check_hue (hues[i]);
}

static void
test_arbitrary (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (arbitrary); i++)
    check_hue (arbitrary[i]);
}

static void
assert_is (const GdkRGBA *color, const char *expected)
{
  GdkRGBA parsed;

  g_assert_true (gdk_rgba_parse (&parsed, expected));
  g_assert_cmpfloat_with_epsilon (color->red, parsed.red, 0.002);
  g_assert_cmpfloat_with_epsilon (color->green, parsed.green, 0.002);
  g_assert_cmpfloat_with_epsilon (color->blue, parsed.blue, 0.002);
}

/* The table's own colours are not moved. */
static void
test_table (void)
{
  static const struct
  {
    guint32 rgb;
    AnnalsThemeId theme;
    const char *fill, *ink;
  } rows[] = {
    { 0x0072b2, ANNALS_THEME_LIGHT, "#0072b2", "#005a8d" },
    { 0x0072b2, ANNALS_THEME_DARK, "#3c9bdc", "#74bbee" },
    { 0x0072b2, ANNALS_THEME_PRINT, "#005a8d", "#005a8d" },
    { 0x56b4e9, ANNALS_THEME_LIGHT, "#2f8fc6", "#1b6a98" },
    { 0xc58500, ANNALS_THEME_DARK, "#e0a32e", "#f0be5f" },
    { 0x434b52, ANNALS_THEME_LIGHT, "#5f6972", "#434b52" },
    { 0xbdb132, ANNALS_THEME_PRINT, "#696000", "#696000" },
    { 0xd55e00, ANNALS_THEME_LIGHT, "#d55e00", "#ad4a00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GdkRGBA fill, ink;

      annals_theme_get_hue (annals_theme_get (rows[i].theme, FALSE), rows[i].rgb, &fill, &ink);
      assert_is (&fill, rows[i].fill);
      assert_is (&ink, rows[i].ink);
    }
}

/* Words: ink, ink2 and ink3 pass WCAG AA wherever they stand. */
static void
test_inks (void)
{
  for (int id = 0; id < ANNALS_N_THEMES; id++)
    for (int high = 0; high < 2; high++)
      {
        const AnnalsTheme *theme = annals_theme_get (id, high);
        const GdkRGBA *grounds[]
            = { &theme->ground, &theme->panel, &theme->chrome, &theme->after_as_of };

        for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
          {
            g_assert_cmpfloat (annals_contrast (&theme->ink, grounds[i]), >=, 7);
            g_assert_cmpfloat (annals_contrast (&theme->ink2, grounds[i]), >=, 5.5);
            g_assert_cmpfloat (annals_contrast (&theme->ink3, grounds[i]), >=, 4.5);
          }
        g_assert_cmpfloat (annals_contrast (&theme->ink, &theme->match), >=, 4.5);
        g_assert_cmpfloat (annals_contrast (&theme->accent, &theme->ground), >=, 4.5);
        g_assert_cmpfloat (annals_contrast (&theme->error, &theme->ground), >=, 4.5);
      }
}

static void
test_contrast (void)
{
  GdkRGBA black, white, grey, mixed;

  gdk_rgba_parse (&black, "#000");
  gdk_rgba_parse (&white, "#fff");
  gdk_rgba_parse (&grey, "#767676");
  g_assert_cmpfloat_with_epsilon (annals_contrast (&black, &white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (annals_contrast (&white, &black), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (annals_contrast (&grey, &white), 4.54, 0.01);
  annals_rgba_mix (&white, &black, 0.25, &mixed);
  g_assert_cmpfloat_with_epsilon (mixed.red, 0.75, 0.001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/theme/contrast", test_contrast);
  g_test_add_func ("/scene/theme/table", test_table);
  g_test_add_func ("/scene/theme/hues", test_hues);
  g_test_add_func ("/scene/theme/arbitrary", test_arbitrary);
  g_test_add_func ("/scene/theme/inks", test_inks);

  return g_test_run ();
}
