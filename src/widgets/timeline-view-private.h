/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view's parts, for its own files: picture, hands, keys, motion, items. */
#pragma once

#include "scene/scene.h"
#include "view/motion.h"
#include "widgets/row-store.h"
#include "widgets/timeline-view.h"

G_BEGIN_DECLS

#define ANNALS_AXIS_HEIGHT 42
#define ANNALS_NAMES_WIDTH 136
#define ANNALS_SCROLLBAR_WIDTH 11
/* The same as the session leaves when a file is opened. */
#define ANNALS_OPENING_MARGIN 20.0
/* A screen reader's list: more would only slow its refresh. */
#define ANNALS_ITEMS_MAX 64

/* Where the hand was at an instant, for the velocity of a flick. */
typedef struct
{
  double x, y;
  guint32 time_ms;
} AnnalsTrace;

#define ANNALS_N_TRACES 8

typedef enum
{
  ANNALS_MOTION_NONE,
  ANNALS_MOTION_TRAVELLING,
  ANNALS_MOTION_COASTING
} AnnalsMotionState;

struct _AnnalsTimelineView
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *scrollbar;
  GtkWidget *card;
  GtkWidget *date_popover; /* (nullable): made when first asked for */
  GtkWidget *range_popover; /* likewise, with what it says */
  GtkWidget *range_words, *range_count;
  GPtrArray *items; /* of AnnalsTimelineItem, in reading order */

  /* Shared with the window's other views */
  AnnalsSession *session; /* (nullable) */
  GSignalGroup *session_signals;
  GSignalGroup *viewport_signals;

  /* The picture */
  AnnalsRowStore *store;
  AnnalsRows *rows;     /* shown: of the present octave, or of the one before until those are there */
  AnnalsCounts *counts; /* shown, of counts_grouping's lanes */
  AnnalsGrouping *counts_grouping;
  AnnalsLanes *lanes; /* of `rows` */
  AnnalsArrangement *lanes_arrangement; /* likewise */
  AnnalsRows *lanes_rows; /* what they were made of: never looked into */
  double lanes_height, lanes_names_width;
  double *name_heights; /* of named_grouping's lanes */
  AnnalsGrouping *named_grouping;
  /* Of the file before it was read anew, until the new rows are there; else NULL */
  AnnalsScene *past_scene;
  AnnalsRows *past_rows;
  AnnalsLanes *past_lanes;
  AnnalsDifference *past_difference;
  double past_scroll_px;
  AnnalsGlide *glide; /* (nullable): to `rows`, from those before */
  double glide_progress;
  gint64 glide_start_us; /* 0: from the next frame on */
  guint glide_tick;
  AnnalsTextCache *text;
  AnnalsMetrics metrics;
  char *family;
  const AnnalsTheme *theme;
  double names_width;
  AnnalsScene *scene;
  gboolean is_stale;      /* the scene no longer shows what is so */
  gboolean is_updating;
  int allocated_width, allocated_height;
  guint next_frame;       /* a tick that draws labels left out for want of budget */

  /* The hand */
  double pointer_x, pointer_y; /* NAN: not over the view */
  guint hovered;
  guint card_timeout;
  gboolean is_dragging;
  gboolean is_drag_dropped; /* Escape: what is left of the drag moves nothing */
  double drag_x, drag_y; /* how far the drag has already moved the picture */
  double drag_start_x, drag_start_y;
  AnnalsTrace traces[ANNALS_N_TRACES];
  guint n_traces;
  double pinch_scale;
  guint hovered_lane;             /* whose name is under the hand; G_MAXUINT: none */
  guint dragged_lane, drop_lane;  /* moved by its name, and whose place it would take; likewise */

  /* The range in hand; none where begin and end are equal */
  gboolean is_ranging; /* it is being drawn out */
  double range_from_s, range_to_s; /* the edge that was set first, and the one that moves */
  double range_begin_s, range_end_s;

  /* Motion */
  AnnalsMotionState motion;
  guint motion_tick;
  gint64 motion_start_us; /* 0: from the next frame on */
  AnnalsView travel_from, travel_to;
  double velocity_x, velocity_y;
  double coasted_x, coasted_y;

  /* By ear */
  guint rest_timeout;
  gulong focus_visible_handler; /* on the window */
  guint focused; /* the event whose item has the focus */
};

/* Picture */
void annals_timeline_view_restyle (AnnalsTimelineView *self);
/* Rows, lanes and counts for what the session and its viewport now say. */
void annals_timeline_view_update_rows (AnnalsTimelineView *self);
/* The lanes' names have another font, or lanes. */
void annals_timeline_view_drop_names (AnnalsTimelineView *self);
/* The picture of before a file was read anew has served. */
void annals_timeline_view_drop_past (AnnalsTimelineView *self);
/* What is drawn has changed, the rows have not. */
void annals_timeline_view_invalidate (AnnalsTimelineView *self);
AnnalsScene *annals_timeline_view_ensure_scene (AnnalsTimelineView *self);
/* The top and bottom of an event's row in the lanes (before scrolling). */
gboolean annals_timeline_view_find_row (AnnalsTimelineView *self, guint event, double *top,
                                        double *bottom);

/* Hands */
void annals_timeline_view_add_hands (AnnalsTimelineView *self);
void annals_timeline_view_hide_card (AnnalsTimelineView *self);
/* The card of what is hit, if there is one, once the hand has rested there; another's goes. */
void annals_timeline_view_await_card (AnnalsTimelineView *self, const AnnalsHit *hit);
/* What lies under the pointer, looked up anew: after the picture has moved under it. */
void annals_timeline_view_update_hover (AnnalsTimelineView *self);

/* Two fingers are scale times as far apart as when they came down, their middle at x. */
void annals_timeline_view_pinch (AnnalsTimelineView *self, double scale, double x);

/* Choices of what to do about a hit, shared by hand and key */
void annals_timeline_view_open_hit (AnnalsTimelineView *self, const AnnalsHit *hit);

/* Motion */
void annals_timeline_view_stop (AnnalsTimelineView *self);
/* Moves the picture by so many pixels, right and down. */
void annals_timeline_view_shift (AnnalsTimelineView *self, double dx_px, double dy_px);
void annals_timeline_view_travel (AnnalsTimelineView *self, const AnnalsView *target);
/* The same as a jump: Back leads here again. */
void annals_timeline_view_jump (AnnalsTimelineView *self, const AnnalsView *target);
/* Events glide to `rows` from the rows, the lanes and the scroll before: to be called once the lanes
 * are made. difference (nullable): from the timeline before. */
void annals_timeline_view_glide (AnnalsTimelineView *self, AnnalsRows *rows, const AnnalsLanes *lanes,
                                 double scroll_px, AnnalsDifference *difference);
void annals_timeline_view_end_glide (AnnalsTimelineView *self);
/* Lets it glide on at that velocity. */
void annals_timeline_view_coast (AnnalsTimelineView *self, double velocity_x_px_s,
                                 double velocity_y_px_s);
/* Zooms about a plot x, in a short travel. */
void annals_timeline_view_zoom (AnnalsTimelineView *self, double factor, double x_px);
void annals_timeline_view_fit (AnnalsTimelineView *self);
void annals_timeline_view_go_to_opening (AnnalsTimelineView *self);

/* Dates: a popover that asks for one and travels there */
void annals_timeline_view_ask_for_date (AnnalsTimelineView *self);

/* Range: drawn out on the axis, or by key, and offered once it stands */
gboolean annals_timeline_view_has_range (AnnalsTimelineView *self);
/* FALSE: no axis is there. */
gboolean annals_timeline_view_begin_range (AnnalsTimelineView *self, double x, double y);
void annals_timeline_view_update_range (AnnalsTimelineView *self, double x);
void annals_timeline_view_end_range (AnnalsTimelineView *self);
void annals_timeline_view_drop_range (AnnalsTimelineView *self);
/* Moves its moving edge by a unit of the calendar; begins one where there is none. */
void annals_timeline_view_extend_range (AnnalsTimelineView *self, int direction);
/* `timeline.zoom-to-range`, `timeline.export-range` or `timeline.search-range`. */
void annals_timeline_view_use_range (AnnalsTimelineView *self, const char *action);

/* Lanes: G_MAXUINT for all of them, or none */
void annals_timeline_view_fold_lane (AnnalsTimelineView *self, guint lane, gboolean is_folded);
void annals_timeline_view_toggle_lane (AnnalsTimelineView *self, guint lane);
/* The lane of the event that has the focus, or is selected. */
void annals_timeline_view_fold_held (AnnalsTimelineView *self, gboolean is_folded);
void annals_timeline_view_move_held (AnnalsTimelineView *self, int direction);
/* FALSE: no lane's name is there. */
gboolean annals_timeline_view_begin_lane_drag (AnnalsTimelineView *self, double x, double y);
void annals_timeline_view_update_lane_drag (AnnalsTimelineView *self, double y);
void annals_timeline_view_end_lane_drag (AnnalsTimelineView *self, gboolean is_dropped);
void annals_timeline_view_snapshot_drop (AnnalsTimelineView *self, GtkSnapshot *snapshot);

/* Keys */
void annals_timeline_view_install_actions (GtkWidgetClass *widget_class);

/* By ear */
void annals_timeline_view_schedule_items (AnnalsTimelineView *self);
void annals_timeline_view_refresh_items (AnnalsTimelineView *self);
void annals_timeline_view_update_selected_item (AnnalsTimelineView *self);
void annals_timeline_view_allocate_items (AnnalsTimelineView *self);
/* The file was read anew: each item, and the focus, is the same event's by whatever number that goes
 * now. To be called while the session tells of the difference. */
void annals_timeline_view_carry_items (AnnalsTimelineView *self, AnnalsDifference *difference);
/* Of another file. */
void annals_timeline_view_drop_items (AnnalsTimelineView *self);
/* Gives the focus to the event's item, which is made when there is none. */
gboolean annals_timeline_view_focus (GtkWidget *widget, GtkDirectionType direction);
void annals_timeline_view_item_focus_changed (AnnalsTimelineView *self, guint event, gboolean has_focus);
void annals_timeline_view_select_event (AnnalsTimelineView *self, guint event);

G_END_DECLS
