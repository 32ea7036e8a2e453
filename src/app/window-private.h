/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's parts, for the files that make it up: its frame, its actions, its file. */
#pragma once

#include "app/window.h"

#include "formats/loader.h"
#include "formats/reloader.h"
#include "widgets/change-list.h"
#include "widgets/event-list.h"
#include "widgets/notes-page.h"
#include "widgets/notice.h"
#include "widgets/overview-view.h"
#include "widgets/problem-list.h"
#include "widgets/search-bar.h"
#include "widgets/side-panel.h"
#include "widgets/timeline-view.h"

G_BEGIN_DECLS

/* Windows narrower than this show the panel as a sheet. */
#define ANNALS_WINDOW_NARROW 1000
#define ANNALS_PANEL_WIDTH_MIN 280

struct _AnnalsWindow
{
  GtkApplicationWindow parent_instance;

  /* template */
  GtkLabel *title;
  GtkWidget *subtitle_row;
  GtkLabel *subtitle;
  GMenuModel *main_menu;
  GtkMenuButton *menu_button;
  GtkWidget *undated_button;
  GtkMenuButton *recent_button;
  GtkToggleButton *search_button;
  GtkWidget *problem_button;
  GtkLabel *problem_count;
  GtkWidget *body;
  AnnalsNotice *load_notice;
  AnnalsNotice *reload_notice;
  AnnalsNotice *problem_notice;
  AnnalsNotice *notes_notice;
  AnnalsNotice *export_notice;
  AnnalsProblemList *problem_list;
  AnnalsChangeList *change_list;
  GtkStack *pages;
  GtkStack *views;
  GtkWidget *empty_open_button;
  GtkWidget *progress;
  GtkWidget *pill;
  GtkLabel *pill_title;
  GtkLabel *pill_text;
  GtkPaned *paned;
  GtkWidget *sheet_slot;
  GtkWidget *overview_row;
  GtkWidget *zoom_box;
  AnnalsSearchBar *search_bar;
  AnnalsTimelineView *timeline_view;
  AnnalsOverviewView *overview;
  /* What has the panel's place, owned too, as it moves between the pane and the sheet: the panel, or
   * before it is made something empty that looks like it. */
  GtkWidget *panel_place;

  /* owned */
  GSettings *settings; /* nullable */
  AnnalsSession *session;
  GFile *file;          /* shown; nullable */
  AnnalsLoader *loader; /* under way; nullable */
  GCancellable *cancellable;
  char *memory_key; /* what is shown is remembered by it; nullable */
  AnnalsReloader *reloader;      /* of the file shown, once it is whole; nullable */
  AnnalsReloader *next_reloader; /* of the file that is being read; nullable */
  AnnalsDifference *changes;     /* on disk, not put away yet; nullable */
  GFile *refused;                /* could not be opened last; nullable */
  GFile *exported; /* the picture last written; nullable */
  GCancellable *opening_notes; /* of a large notebook that is being read; nullable */
  GFile *offered_notes; /* a notebook that may be this timeline's; nullable */
  GtkFileChooserNative *chooser;
  GtkWindow *question; /* "close anyway?" */

  guint64 n_problems_told;
  guint pill_source, layout_source, panel_source;
  gulong painted_handler; /* of the frame clock's, until the first frame is out */
  int panel_width;
  gboolean is_recalling;   /* what is remembered of the lanes is being given back */
  gboolean has_published; /* the loader's first events are shown */
  gboolean shows_panel, is_narrow;
  gboolean is_fitted;      /* the pane has the place that the panel's width asks for */
  gboolean tells_unsaved;  /* the notes' notice says that they are not saved */
  guint said_source;       /* until the title's second line says again what is open */
  gboolean told_elsewhere; /* where the notes are kept was said once */
};

/* window-actions.c */
void annals_window_add_actions (AnnalsWindow *self);
void annals_window_update_actions (AnnalsWindow *self);
void annals_window_choose_file (AnnalsWindow *self);
/* Opens the export dialog; range: (nullable) EDTF, else what is shown. */
void annals_window_export (AnnalsWindow *self, const char *range);

/* window-file.c */
void annals_window_cancel_loading (AnnalsWindow *self);
void annals_window_watch_notebook (AnnalsWindow *self, AnnalsNotebook *notebook);
/* Saves the notes; FALSE: they are not on disk and the reader has been told. */
gboolean annals_window_save_notes (AnnalsWindow *self);
/* How the lanes of this timeline were arranged when it was last read. */
void annals_window_recall_lanes (AnnalsWindow *self);
void annals_window_remember_lanes (AnnalsWindow *self);
/* The name of a file as people read it. (transfer full) */
char *annals_window_name_file (GFile *file);
/* What reading and indexing many events leaves free. */
void annals_window_give_memory_back (AnnalsWindow *self);

/* window-problems.c */
/* The list of problems, with the notice's button and the action's state. */
void annals_window_set_shows_problems (AnnalsWindow *self, gboolean shows);
gboolean annals_window_shows_problems (AnnalsWindow *self);
/* The number in the header: it stays when the notice is closed. */
void annals_window_update_problem_counter (AnnalsWindow *self);
/* is_reload: what the reader has put away is told again only where it changed. */
void annals_window_tell_problems (AnnalsWindow *self, gboolean is_reload);

/* window-panel.c */
/* The panel is made when it is first asked for, or when the first frame is out. (transfer none) */
AnnalsSidePanel *annals_window_get_panel (AnnalsWindow *self);
void annals_window_await_first_frame (AnnalsWindow *self);
/* Puts it into the pane or the sheet, whichever the window's width asks for. */
void annals_window_place_panel (AnnalsWindow *self);
void annals_window_update_panel (AnnalsWindow *self);
void annals_window_set_shows_panel (AnnalsWindow *self, gboolean shows_panel);
/* The width that the reader's hand has given it. */
void annals_window_keep_panel_width (AnnalsWindow *self);

/* window-reload.c */
/* Watches a file that is about to be read; then, with what was read, reads it anew when it changes. */
void annals_window_prepare_reload (AnnalsWindow *self, GFile *file);
void annals_window_begin_reload (AnnalsWindow *self, AnnalsTimeline *timeline);
void annals_window_stop_reload (AnnalsWindow *self);
void annals_window_put_changes_away (AnnalsWindow *self);
void annals_window_toggle_changes (AnnalsWindow *self);
/* Reads the file anew because the reader asks for it. */
void annals_window_reload (AnnalsWindow *self);

/* window-notes.c */
/* New notes carry the name that the settings have. */
void annals_window_sign_notes (AnnalsWindow *self);
void annals_window_ask_author (AnnalsWindow *self);
/* Looks for the notebook of a timeline that has none of its own name. */
/* That of a timeline that is shown from now on; a large one is there a moment later. */
void annals_window_open_notebook (AnnalsWindow *self, AnnalsTimeline *timeline);
void annals_window_find_notebook (AnnalsWindow *self);
void annals_window_choose_notebook (AnnalsWindow *self);
void annals_window_export_notes (AnnalsWindow *self, gboolean is_table);

/* window.c */
/* "timeline", "list" or "notes"; the latter two are made when they are first asked for. NULL: no view has
 * that name. (transfer none) */
GtkWidget *annals_window_get_view (AnnalsWindow *self, const char *name);
/* The list is of all events again. */
void annals_window_list_all (AnnalsWindow *self);
void annals_window_update_title (AnnalsWindow *self);
/* The empty page, where there is nothing and nothing is being read. */
void annals_window_update_page (AnnalsWindow *self);
/* Events that only the list has. */
guint annals_window_count_undated (AnnalsWindow *self);
/* Opens the list on exactly these. (transfer none) */
void annals_window_show_events (AnnalsWindow *self, GArray *events, const char *title);

G_END_DECLS
