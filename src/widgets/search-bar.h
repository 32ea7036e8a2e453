/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search: an entry, what was understood as chips, how many matches, previous and next. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_SEARCH_BAR (annals_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsSearchBar, annals_search_bar, ANNALS, SEARCH_BAR, GtkWidget)

/* Property `search-mode-enabled` (b). Signal `go-to-event` (guint event): stepping selected it. */
GtkWidget *annals_search_bar_new (void);
void annals_search_bar_set_session (AnnalsSearchBar *self, AnnalsSession *session);
/* Where searches are kept under names; without settings there is nothing to choose. */
void annals_search_bar_set_settings (AnnalsSearchBar *self, GSettings *settings);
void annals_search_bar_open_facets (AnnalsSearchBar *self);
void annals_search_bar_open_kept (AnnalsSearchBar *self);
/* Adds field:value to the search, in the place of any such term that is there. */
void annals_search_bar_narrow (AnnalsSearchBar *self, const char *field, const char *value);
void annals_search_bar_set_text (AnnalsSearchBar *self, const char *text);
/* Narrow windows have the chips on a line of their own. */
void annals_search_bar_set_is_narrow (AnnalsSearchBar *self, gboolean is_narrow);
void annals_search_bar_open (AnnalsSearchBar *self); /* shows it and puts the cursor into it */

G_END_DECLS
