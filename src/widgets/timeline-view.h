/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline as a widget: shows the scene of its session, takes the hand and the keys. */
#pragma once

#include <gtk/gtk.h>

#include "scene/scene.h"
#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_TIMELINE_VIEW (annals_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsTimelineView, annals_timeline_view, ANNALS, TIMELINE_VIEW, GtkWidget)

/* Actions of the class (widget actions): `timeline.zoom-in`, `timeline.zoom-out`, `timeline.fit`,
 * `timeline.opening-view`, `timeline.next-event`, `timeline.previous-event`,
 * `timeline.pan-left`, `timeline.pan-right`, `timeline.page-left`, `timeline.page-right`,
 * `timeline.go-to-date` (asks for one), of the lane of the event held `timeline.fold-lane`,
 * `timeline.unfold-lane`, `timeline.move-lane-up`, `timeline.move-lane-down`, of all `timeline.fold-all`,
 * `timeline.unfold-all`, `timeline.lane-up`, `timeline.lane-down`, `timeline.group-by` (s: annals_group_by_get_name ()).
 *
 * `timeline.extend-range-left`, `timeline.extend-range-right` draw a range of time out, of which
 * `timeline.zoom-to-range`, `timeline.export-range` and `timeline.search-range` make something.
 *
 * Signals `export-range`, `search-range` (const char *edtf): the window does these.
 * Signal `show-events` (GArray of guint32, const char *title): a count that no zoom can split was
 * clicked: the window opens the list on these. */
GtkWidget *annals_timeline_view_new (void);
void annals_timeline_view_set_session (AnnalsTimelineView *self, AnnalsSession *session);

/* Travels (animated) so that the event is in view, and scrolls its row into view. */
void annals_timeline_view_reveal (AnnalsTimelineView *self, guint event);
/* Gives the event the keyboard focus, also while it is still on its way into view. */
void annals_timeline_view_focus_event (AnnalsTimelineView *self, guint event);
/* Back (-1) or forth (+1) to a place visited: travels there and selects what was selected. */
void annals_timeline_view_go (AnnalsTimelineView *self, int direction);
/* Travels to a range of time; Back leads here again. */
void annals_timeline_view_show_range (AnnalsTimelineView *self, double begin_s, double end_s);

/* Narrow windows have narrower lane names. */
void annals_timeline_view_set_names_width (AnnalsTimelineView *self, double names_width_px);
/* What an export of what is shown needs: fills view, scale, grouping, matches, selection, family. */
void annals_timeline_view_describe (AnnalsTimelineView *self, int *width_px, int *height_px,
                                    double *seconds_per_pixel, double *begin_s, double *end_s,
                                    double *scroll_px, const char **family, double *text_scale);
/* The scene last drawn, for tests. (transfer none) (nullable) */
AnnalsScene *annals_timeline_view_get_scene (AnnalsTimelineView *self);

G_END_DECLS
