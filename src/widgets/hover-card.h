/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card beside the pointer: what an event is, when, and how that is known. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_HOVER_CARD (annals_hover_card_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsHoverCard, annals_hover_card, ANNALS, HOVER_CARD, GtkWidget)

GtkWidget *annals_hover_card_new (void);
void annals_hover_card_show_event (AnnalsHoverCard *self, AnnalsTimeline *timeline, guint event);
/* more: further lines (nullable). */
void annals_hover_card_show_text (AnnalsHoverCard *self, const char *title, const char *text,
                                  const char *more);

G_END_DECLS
