/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words with something small after the last of them: a source's number, an arrow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_TAIL_BOX (annals_tail_box_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsTailBox, annals_tail_box, ANNALS, TAIL_BOX, GtkWidget)

/* The label wraps; the tail (nullable) stands behind its last word, or on a line of its own where
 * that is full. */
GtkWidget *annals_tail_box_new (GtkLabel *label, GtkWidget *tail);

G_END_DECLS
