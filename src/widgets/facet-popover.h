/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search can be narrowed by, with counts: tracks, kinds, certainties, actors, tags. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_FACET_POPOVER (annals_facet_popover_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsFacetPopover, annals_facet_popover, ANNALS, FACET_POPOVER, GtkPopover)

/* Signal `search` (const char *text): the search with a value added or taken out. What a value is
 * added to is the text set here: the popover knows no entry. */
GtkWidget *annals_facet_popover_new (void);
void annals_facet_popover_set_session (AnnalsFacetPopover *self, AnnalsSession *session);
void annals_facet_popover_set_text (AnnalsFacetPopover *self, const char *text);

G_END_DECLS
