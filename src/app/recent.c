/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines opened before: kept in the desktop's own list of recent files. */
#include "app/recent.h"

#include <glib/gi18n-lib.h>

#define RECENT_MAX 10

void
annals_recent_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  /* The list is every program's: ours are known by the program's name. */
  GtkRecentData data = { .mime_type = (char *)"application/json",
                         .app_name = (char *)"annals",
                         .app_exec = (char *)"annals %u" };

  if (g_file_is_native (file))
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return -g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *)a),
                               gtk_recent_info_get_modified ((GtkRecentInfo *)b));
}

GMenuModel *
annals_recent_create_menu (const char *action)
{
  GMenu *menu = g_menu_new ();
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  int n = 0;

  infos = g_list_sort (infos, compare_newest_first);
  for (GList *link = infos; link != NULL && n < RECENT_MAX; link = link->next)
    {
      g_autoptr (GMenuItem) item = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (!gtk_recent_info_has_application (link->data, "annals")
          || !gtk_recent_info_exists (link->data))
        continue;
      /* A menu reads one underscore as a mnemonic and two as an underscore. */
      parts = g_strsplit (gtk_recent_info_get_display_name (link->data), "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, action, "s", gtk_recent_info_get_uri (link->data));
      g_menu_append_item (menu, item);
      n++;
    }
  if (n == 0)
    g_menu_append (menu, _ ("No timeline opened before"), "win.none");
  g_list_free_full (infos, (GDestroyNotify)gtk_recent_info_unref);
  return G_MENU_MODEL (menu);
}
