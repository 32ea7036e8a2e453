/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop asks of the look: theme, text size, animations. */
#pragma once

#include <gtk/gtk.h>

#include "scene/theme.h"

G_BEGIN_DECLS

/* The theme that a widget is drawn in: dark where the application or the GTK theme's name says so; high
 * contrast by the theme's name, or where the style sheet in use names `annals_high_contrast`, which
 * it does when the desktop's portal asks for it. (transfer none) */
const AnnalsTheme *annals_look_get_theme (GtkWidget *widget);

/* 1 at 96 dpi and a desktop's normal text size (10 to 11 pt); LOOK's pixel sizes are times it. */
double annals_look_get_text_scale (GtkSettings *settings);

/* The family of the desktop's font, as annals_text_get_family () resolves it. (transfer full) */
char *annals_look_get_family (GtkSettings *settings);

/* Are animations wanted, and can this widget show any? */
gboolean annals_look_is_animated (GtkWidget *widget);

/* Takes all children out of a widget that is being disposed of: what a template put there stays
 * otherwise. */
void annals_look_unparent_children (GtkWidget *widget);

/* The tooltip of a widget that is made. GTK asks the X server where the pointer is, and waits for the
 * answer, whenever that of a visible widget is set, and a new one is visible before it is in any window:
 * on a busy machine milliseconds for each button. A template does the same where it says that a widget
 * is not `visible` before it names the tooltip, and that it is after it. */
void annals_look_set_tooltip (GtkWidget *widget, const char *text);

/* Calls `changed` with `object` swapped in, whenever one of the settings above changes, as long as
 * the object lives. */
void annals_look_watch (GtkSettings *settings, GCallback changed, gpointer object);

G_END_DECLS
