/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop asks of the look: theme, text size, animations. */
#include "widgets/look.h"

#include "scene/text.h"

/* gtk-xft-dpi counts 1024ths of a dot per inch. */
#define NORMAL_XFT_DPI (96.0 * 1024.0)

/* Desktops call 10 pt or 11 pt normal; between them nobody has asked for larger words. */
#define NORMAL_POINTS_MIN 10.0
#define NORMAL_POINTS_MAX 11.0

const AnnalsTheme *
annals_look_get_theme (GtkWidget *widget)
{
  GtkSettings *settings;
  GdkRGBA color;
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;
  gboolean prefers_dark;
  gboolean is_dark;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), annals_theme_get (ANNALS_THEME_LIGHT, FALSE));

  settings = gtk_widget_get_settings (widget);
  g_object_get (settings, "gtk-theme-name", &name, "gtk-application-prefer-dark-theme",
                &prefers_dark, NULL);
  folded = g_ascii_strdown (name != NULL ? name : "", -1);
  is_dark = prefers_dark || g_str_has_suffix (folded, "-dark") || g_str_has_suffix (folded, ":dark")
            || g_str_has_suffix (folded, "inverse");

  return annals_theme_get (is_dark ? ANNALS_THEME_DARK : ANNALS_THEME_LIGHT,
                           strstr (folded, "highcontrast") != NULL
                             || gtk_style_context_lookup_color (
                               gtk_widget_get_style_context (widget), "annals_high_contrast", &color));
}

static PangoFontDescription *
get_font (GtkSettings *settings)
{
  g_autofree char *name = NULL;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  return pango_font_description_from_string (name != NULL ? name : "Sans 10");
}

double
annals_look_get_text_scale (GtkSettings *settings)
{
  PangoFontDescription *font;
  double points;
  int dpi;
  double scale;

  g_return_val_if_fail (GTK_IS_SETTINGS (settings), 1);

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  scale = dpi > 0 ? dpi / NORMAL_XFT_DPI : 1;

  font = get_font (settings);
  points = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  if (pango_font_description_get_size_is_absolute (font))
    points *= 72.0 / 96.0;
  pango_font_description_free (font);

  if (points > NORMAL_POINTS_MAX)
    scale *= points / NORMAL_POINTS_MAX;
  else if (points > 0 && points < NORMAL_POINTS_MIN)
    scale *= points / NORMAL_POINTS_MIN;

  return CLAMP (scale, 0.5, 4);
}

char *
annals_look_get_family (GtkSettings *settings)
{
  PangoFontDescription *font;
  char *family;

  g_return_val_if_fail (GTK_IS_SETTINGS (settings), NULL);

  font = get_font (settings);
  family = g_strdup (annals_text_get_family (pango_font_description_get_family (font)));
  pango_font_description_free (font);
  return family;
}

gboolean
annals_look_is_animated (GtkWidget *widget)
{
  gboolean is_enabled;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &is_enabled, NULL);
  return is_enabled && gtk_widget_get_mapped (widget);
}

void
annals_look_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
annals_look_set_tooltip (GtkWidget *widget, const char *text)
{
  gboolean is_visible = gtk_widget_get_visible (widget) && !gtk_widget_get_mapped (widget);

  if (is_visible)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (is_visible)
    gtk_widget_set_visible (widget, TRUE);
}

void
annals_look_watch (GtkSettings *settings, GCallback changed, gpointer object)
{
  static const char *const names[]
    = { "notify::gtk-theme-name", "notify::gtk-application-prefer-dark-theme", "notify::gtk-xft-dpi",
        "notify::gtk-font-name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (settings, names[i], changed, object, G_CONNECT_SWAPPED);
}
