/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event in the timeline view's list: what a screen reader finds where the picture shows it. */
#pragma once

#include <gtk/gtk.h>

#include "model/timeline.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_TIMELINE_ITEM (annals_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsTimelineItem, annals_timeline_item, ANNALS, TIMELINE_ITEM, GtkWidget)

/* Signals:
 *   `focused` (gboolean has_focus)
 *   `chosen`: its action `item.select` was called, or Enter or space pressed on it. */
GtkWidget *annals_timeline_item_new (void);
/* sentence: the whole of what is said of it. */
void annals_timeline_item_set_event (AnnalsTimelineItem *self, guint event, const char *sentence);
guint annals_timeline_item_get_event (AnnalsTimelineItem *self);
const char *annals_timeline_item_get_sentence (AnnalsTimelineItem *self);
void annals_timeline_item_set_selected (AnnalsTimelineItem *self, gboolean is_selected);
/* Where it lies on the timeline view. */
void annals_timeline_item_set_box (AnnalsTimelineItem *self, const graphene_rect_t *box);
const graphene_rect_t *annals_timeline_item_get_box (AnnalsTimelineItem *self);

G_END_DECLS
