/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's style sheets: which colours, light or dark, plain or high contrast; which font. */
#include "app/style.h"

#include "scene/text.h"

#define RESOURCES "/io/github/annals/Annals/"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"

typedef enum
{
  SCHEME_DEFAULT,
  SCHEME_LIGHT,
  SCHEME_DARK
} Scheme;

static const char *const scheme_names[] = { "default", "light", "dark" };

struct _AnnalsStyle
{
  GdkDisplay *display;
  GtkSettings *settings;
  GtkCssProvider *sheets[3]; /* what is the same in any colour */
  GtkCssProvider *colors;
  GtkCssProvider *font;
  GDBusConnection *bus; /* nullable: no portal */
  GCancellable *cancellable;
  guint subscription;
  Scheme scheme;
  gboolean desktop_is_dark; /* as the portal says */
  gboolean desktop_is_high_contrast;
  gboolean theme_is_dark; /* as GTK was told before Annals told it anything */
};

static const char *const sheet_names[] = { "style.css", "timeline.css", "side-panel.css" };

static gboolean
is_dark (AnnalsStyle *style, const char *theme)
{
  if (style->scheme != SCHEME_DEFAULT)
    return style->scheme == SCHEME_DARK;
  return style->theme_is_dark || style->desktop_is_dark || g_str_has_suffix (theme, "-dark")
         || g_str_equal (theme, "HighContrastInverse");
}

static void
update_colors (AnnalsStyle *style)
{
  g_autofree char *theme = NULL;
  g_autofree char *path = NULL;
  gboolean dark, was_dark;
  gboolean high_contrast;

  g_object_get (style->settings, "gtk-theme-name", &theme, "gtk-application-prefer-dark-theme",
                &was_dark, NULL);
  dark = is_dark (style, theme != NULL ? theme : "");
  high_contrast = style->desktop_is_high_contrast
                  || (theme != NULL && g_str_has_prefix (theme, "HighContrast"));
  /* GTK reads its theme anew whenever it is told, though it be the same: a third of a start. */
  if (dark != was_dark)
    g_object_set (style->settings, "gtk-application-prefer-dark-theme", dark, NULL);
  path = g_strconcat (RESOURCES "colors-", dark ? "dark" : "light", high_contrast ? "-hc" : "",
                      ".css", NULL);
  gtk_css_provider_load_from_resource (style->colors, path);
}

/* A system font that is only the alias "Sans" stands for whatever font comes first: Inter, where
 * it is installed, reads better (scene/text.h decides). */
static void
update_font (AnnalsStyle *style)
{
  g_autofree char *name = NULL;
  g_autofree char *sheet = NULL;
  PangoFontDescription *description;
  const char *system_family;

  g_object_get (style->settings, "gtk-font-name", &name, NULL);
  description = pango_font_description_from_string (name != NULL ? name : "Sans");
  system_family = pango_font_description_get_family (description);
  if (system_family == NULL)
    system_family = "Sans";
  sheet = g_strdup_printf ("window.annals, window.annals popover, tooltip { font-family: \"%s\"; }",
                           annals_text_get_family (system_family));
  gtk_css_provider_load_from_data (style->font, sheet, -1);
  pango_font_description_free (description);
}

static void
take_appearance (AnnalsStyle *style, const char *key, GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *unwrapped = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = unwrapped;
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;
  if (g_str_equal (key, "color-scheme"))
    style->desktop_is_dark = g_variant_get_uint32 (inner) == 1;
  else if (g_str_equal (key, "contrast"))
    style->desktop_is_high_contrast = g_variant_get_uint32 (inner) == 1;
  update_colors (style);
}

static void
setting_changed_cb (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer data)
{
  const char *group, *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &group, &key, &value);
  if (g_str_equal (group, APPEARANCE))
    take_appearance (data, key, value);
}

static void
settings_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsStyle *style = data;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariantIter) groups = NULL;
  GVariantIter *keys;

  /* Cancelled (the style is gone) and no portal look alike: there is nothing to read. */
  if (reply == NULL)
    return;
  g_variant_get (reply, "(a{sa{sv}})", &groups);
  while (g_variant_iter_next (groups, "{&sa{sv}}", NULL, &keys))
    {
      const char *key;
      GVariant *value;

      while (g_variant_iter_loop (keys, "{&sv}", &key, &value))
        take_appearance (style, key, value);
      g_variant_iter_free (keys);
    }
}

/* Asked without waiting: a desktop without the portal must not hold up the first window. */
static void
follow_portal (AnnalsStyle *style)
{
  GApplication *application = g_application_get_default ();
  const char *const groups[] = { APPEARANCE, NULL };

  style->cancellable = g_cancellable_new ();
  if (application == NULL || g_application_get_dbus_connection (application) == NULL)
    return;
  style->bus = g_object_ref (g_application_get_dbus_connection (application));
  style->subscription = g_dbus_connection_signal_subscribe (
      style->bus, PORTAL, PORTAL_SETTINGS, "SettingChanged", PORTAL_PATH, APPEARANCE,
      G_DBUS_SIGNAL_FLAGS_NONE, setting_changed_cb, style, NULL);
  g_dbus_connection_call (style->bus, PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "ReadAll",
                          g_variant_new ("(^as)", groups), G_VARIANT_TYPE ("(a{sa{sv}})"),
                          G_DBUS_CALL_FLAGS_NONE, 5000, style->cancellable, settings_read_cb,
                          style);
}

static GtkCssProvider *
add_provider (AnnalsStyle *style, int above)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_style_context_add_provider_for_display (style->display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + above);
  return provider;
}

AnnalsStyle *
annals_style_new (GdkDisplay *display)
{
  AnnalsStyle *style = g_new0 (AnnalsStyle, 1);

  style->display = g_object_ref (display);
  style->settings = g_object_ref (gtk_settings_get_for_display (display));
  g_object_get (style->settings, "gtk-application-prefer-dark-theme", &style->theme_is_dark, NULL);
  /* Between two pixels GTK 4.8's GL cuts the last row off its glyphs: Hangul loses a stroke.
   * Metrics of whole pixels put every baseline on one; from 4.16 on GTK sees to it itself. */
  g_object_set (style->settings, "gtk-hint-font-metrics", TRUE, NULL);
  style->colors = add_provider (style, 0);
  style->font = add_provider (style, 0);
  update_colors (style);
  for (guint i = 0; i < G_N_ELEMENTS (sheet_names); i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, sheet_names[i], NULL);

      style->sheets[i] = add_provider (style, 1);
      if (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        gtk_css_provider_load_from_resource (style->sheets[i], path);
    }
  update_font (style);
  g_signal_connect_swapped (style->settings, "notify::gtk-theme-name", G_CALLBACK (update_colors),
                            style);
  g_signal_connect_swapped (style->settings, "notify::gtk-font-name", G_CALLBACK (update_font),
                            style);
  follow_portal (style);
  return style;
}

static void
remove_provider (AnnalsStyle *style, GtkCssProvider *provider)
{
  gtk_style_context_remove_provider_for_display (style->display, GTK_STYLE_PROVIDER (provider));
  g_object_unref (provider);
}

void
annals_style_free (AnnalsStyle *style)
{
  if (style == NULL)
    return;
  g_cancellable_cancel (style->cancellable);
  g_clear_object (&style->cancellable);
  if (style->subscription != 0)
    g_dbus_connection_signal_unsubscribe (style->bus, style->subscription);
  g_clear_object (&style->bus);
  g_signal_handlers_disconnect_by_data (style->settings, style);
  for (guint i = 0; i < G_N_ELEMENTS (style->sheets); i++)
    remove_provider (style, style->sheets[i]);
  remove_provider (style, style->colors);
  remove_provider (style, style->font);
  g_object_unref (style->settings);
  g_object_unref (style->display);
  g_free (style);
}

gboolean
annals_style_set_scheme (AnnalsStyle *style, const char *scheme)
{
  g_return_val_if_fail (style != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (scheme_names); i++)
    if (g_strcmp0 (scheme, scheme_names[i]) == 0)
      {
        if (style->scheme != (Scheme)i)
          {
            style->scheme = (Scheme)i;
            update_colors (style);
          }
        return TRUE;
      }
  return FALSE;
}
