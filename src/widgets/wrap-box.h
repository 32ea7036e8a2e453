/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side like words: a line that is full goes on in the next. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_WRAP_BOX (annals_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsWrapBox, annals_wrap_box, ANNALS, WRAP_BOX, GtkWidget)

/* spacing_px between children, line_spacing_px between lines. */
GtkWidget *annals_wrap_box_new (int spacing_px, int line_spacing_px);
void annals_wrap_box_append (AnnalsWrapBox *self, GtkWidget *child);

G_END_DECLS
