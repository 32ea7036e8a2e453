/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program finds what belongs to it: in the build tree or installed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Locale, message catalogues and text domain; call once, first thing in main (). */
void annals_paths_init_locale (void);

/* Does the program run from the directory that Meson built it in? */
gboolean annals_paths_is_build_tree (void);

/* The program's settings. Where no schema is found, or an older one without these keys, NULL: the
 * caller goes on with its own defaults, since a program that aborts shows nobody a timeline. */
GSettings *annals_paths_create_settings (void); /* (transfer full) (nullable) */

/* The timeline that comes with the program. (transfer full) */
GFile *annals_paths_get_example (void);

G_END_DECLS
