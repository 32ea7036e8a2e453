/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches kept under names: chosen, kept, renamed, let go. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_KEPT_SEARCHES (annals_kept_searches_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsKeptSearches, annals_kept_searches, ANNALS, KEPT_SEARCHES, GtkPopover)

/* They are kept in the settings (`kept-searches`, pairs of name and text), since `is:disputed` asks
 * the same of every timeline. Signal `search` (const char *text): one was chosen. */
GtkWidget *annals_kept_searches_new (void);
void annals_kept_searches_set_settings (AnnalsKeptSearches *self, GSettings *settings);
/* The search as it stands: what can be kept. */
void annals_kept_searches_set_text (AnnalsKeptSearches *self, const char *text);

G_END_DECLS
