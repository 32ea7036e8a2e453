/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's mark as a widget, in its track's hue: what the timeline shows, beside words. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_MARK_VIEW (annals_mark_view_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsMarkView, annals_mark_view, ANNALS, MARK_VIEW, GtkWidget)

GtkWidget *annals_mark_view_new (void);
void annals_mark_view_set (AnnalsMarkView *self, AnnalsKind kind, AnnalsCertainty certainty,
                           guint32 rgb, double mark_size_px);

G_END_DECLS
