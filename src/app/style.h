/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's style sheets: which colours, light or dark, plain or high contrast; which font. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _AnnalsStyle AnnalsStyle;

/* Loads the style sheets for all windows on the display and follows the desktop from then on. */
AnnalsStyle *annals_style_new (GdkDisplay *display);
void annals_style_free (AnnalsStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsStyle, annals_style_free)

/* "default" (as the desktop), "light" or "dark"; FALSE for another word. */
gboolean annals_style_set_scheme (AnnalsStyle *style, const char *scheme);

G_END_DECLS
