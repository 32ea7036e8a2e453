/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: the whole range and the window in view; drag, resize, click. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_OVERVIEW_VIEW (annals_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsOverviewView, annals_overview_view, ANNALS, OVERVIEW_VIEW, GtkWidget)

GtkWidget *annals_overview_view_new (void);
void annals_overview_view_set_session (AnnalsOverviewView *self, AnnalsSession *session);

G_END_DECLS
