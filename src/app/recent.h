/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines opened before: kept in the desktop's own list of recent files. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void annals_recent_add (GFile *file);
/* The last ten that are still there, newest first: each item activates `action` with its URI. */
GMenuModel *annals_recent_create_menu (const char *action); /* (transfer full) */

G_END_DECLS
