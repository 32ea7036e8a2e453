/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program finds what belongs to it: in the build tree or installed. */
#include "app/paths.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define EXAMPLE_URI "resource:///io/github/annals/Annals/examples/korea-summits.json"

static const char *const settings_keys[]
    = { "window-width", "window-height", "is-maximized", "show-panel",
        "panel-width",  "color-scheme",  "hide-others" };

gboolean
annals_paths_is_build_tree (void)
{
  static gsize state = 0; /* 1: no, 2: yes */

  if (g_once_init_enter (&state))
    {
      g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
      g_autoptr (GFile) root = g_file_new_for_path (ANNALS_BUILD_DIR);
      g_autoptr (GFile) file = g_file_new_for_path (program != NULL ? program : "/");

      g_once_init_leave (&state, g_file_has_prefix (file, root) ? 2 : 1);
    }
  return state == 2;
}

void
annals_paths_init_locale (void)
{
  const char *directory
      = annals_paths_is_build_tree () ? ANNALS_BUILD_DIR "/po" : ANNALS_LOCALE_DIR;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static GSettingsSchema *
find_schema (void)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;
  GSettingsSchemaSource *parent = g_settings_schema_source_get_default ();
  const char *directory
      = annals_paths_is_build_tree () ? ANNALS_BUILD_DIR "/data" : ANNALS_SCHEMA_DIR;

  source = g_settings_schema_source_new_from_directory (directory, parent, TRUE, NULL);
  if (source == NULL && parent == NULL)
    return NULL;
  return g_settings_schema_source_lookup (source != NULL ? source : parent, ANNALS_APPLICATION_ID,
                                          TRUE);
}

GSettings *
annals_paths_create_settings (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (settings_keys); i++)
    if (!g_settings_schema_has_key (schema, settings_keys[i]))
      return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}

GFile *
annals_paths_get_example (void)
{
  return g_file_new_for_uri (EXAMPLE_URI);
}
