/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel: the selected event, who says what about it, its sources, links and notes. */
#include "widgets/side-panel.h"

#include <glib/gi18n-lib.h>

#include "model/citation-text.h"
#include "time/words.h"
#include "widgets/event-page.h"
#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/notes-box.h"
#include "widgets/panel-sections.h"
#include "widgets/sheet-body.h"
#include "widgets/track-line.h"

/* How far a hand pulls until it is meant. */
#define PULL_PX 16.0

struct _AnnalsSidePanel
{
  GtkWidget parent_instance;

  /* Template children */
  GtkStack *stack;
  AnnalsSheetBody *body;
  GtkRevealer *revealer;
  AnnalsEventPage *page;
  AnnalsNotesBox *notes;
  GtkLabel *about_title;
  GtkLabel *about_text;
  GtkLabel *about_counts;
  GtkWidget *about;
  GtkWidget *sheet_head;
  GtkWidget *sheet_back;
  AnnalsTrackLine *sheet_track;
  GtkLabel *sheet_title;
  GtkLabel *sheet_line;
  GtkLabel *sheet_claims;
  GtkLabel *sheet_claims_word;
  GtkWidget *sheet_disputed;
  GtkLabel *sheet_sources;
  GtkLabel *sheet_sources_word;
  GtkLabel *sheet_notes;
  GtkLabel *sheet_notes_word;
  AnnalsGlyph *pull_glyph;
  GtkWidget *pull;

  AnnalsSession *session; /* (nullable) */
  GSignalGroup *session_signals;
  gboolean is_sheet;
  gboolean is_pulled_up;
  double pulled_px;
};

G_DEFINE_FINAL_TYPE (AnnalsSidePanel, annals_side_panel, GTK_TYPE_WIDGET)

enum
{
  GO_TO_EVENT,
  SEARCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AnnalsTimeline *
get_timeline (AnnalsSidePanel *self)
{
  return self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
}

static guint
get_selection (AnnalsSidePanel *self)
{
  AnnalsTimeline *timeline = get_timeline (self);
  guint event = timeline != NULL ? annals_session_get_selection (self->session) : ANNALS_NO_EVENT;

  return timeline != NULL && event < annals_timeline_get_n_events (timeline) ? event : ANNALS_NO_EVENT;
}

/* --- The sheet --- */

static void
set_count (GtkLabel *number, GtkLabel *word, gboolean is_known, guint n, const char *text)
{
  g_autofree char *figure = annals_number_to_words (n);

  gtk_label_set_text (number, is_known ? figure : "…");
  gtk_label_set_text (word, text);
}

static void
update_sheet_counts (AnnalsSidePanel *self)
{
  guint event = get_selection (self);
  guint n_claims, n_sources, n_notes;
  gboolean is_read = !annals_event_page_is_reading (self->page);

  if (event == ANNALS_NO_EVENT || !self->is_sheet)
    return;
  n_claims = annals_event_page_get_n_claims (self->page);
  n_sources = annals_event_page_get_n_sources (self->page);
  n_notes = annals_notes_box_get_n_notes (self->notes);
  set_count (self->sheet_claims, self->sheet_claims_word, is_read, n_claims,
             g_dngettext (GETTEXT_PACKAGE, "claim", "claims", n_claims));
  set_count (self->sheet_sources, self->sheet_sources_word, is_read, n_sources,
             g_dngettext (GETTEXT_PACKAGE, "source", "sources", n_sources));
  set_count (self->sheet_notes, self->sheet_notes_word, TRUE, n_notes,
             g_dngettext (GETTEXT_PACKAGE, "note", "notes", n_notes));
  gtk_widget_set_visible (self->sheet_disputed,
                          annals_timeline_get_event_flags (get_timeline (self), event)
                            & ANNALS_EVENT_CLAIMS_DISAGREE);
}

static void
update_sheet (AnnalsSidePanel *self)
{
  AnnalsTimeline *timeline = get_timeline (self);
  guint event = get_selection (self);
  const AnnalsEventDetails *details = annals_event_page_get_details (self->page);
  g_autofree char *date = NULL;
  g_autofree char *outcome = NULL;
  GString *line;

  if (event == ANNALS_NO_EVENT || !self->is_sheet)
    return;
  outcome = details->outcome != NULL ? annals_clip (details->outcome) : NULL;
  date = annals_timeline_get_event_date_words (timeline, event);
  line = g_string_new (date);
  if (details->place != NULL)
    g_string_append_printf (line, " · %s", details->place);
  if (outcome != NULL)
    g_string_append_printf (line, " · %s", outcome);
  annals_track_line_show (self->sheet_track, timeline, event, annals_session_get_grouping (self->session));
  annals_label_set_plain (self->sheet_title, annals_timeline_get_event_title (timeline, event));
  annals_label_set_plain (self->sheet_line, line->str);
  g_string_free (line, TRUE);
  update_sheet_counts (self);
}

static void
set_pulled_up (AnnalsSidePanel *self, gboolean is_pulled_up)
{
  const char *name = is_pulled_up ? _("Close the sheet") : _("Read the sheet");

  self->is_pulled_up = is_pulled_up;
  annals_sheet_body_set_is_sheet (self->body, self->is_sheet);
  gtk_revealer_set_reveal_child (self->revealer, is_pulled_up || !self->is_sheet);
  annals_glyph_set_id (self->pull_glyph, is_pulled_up ? ANNALS_GLYPH_DOWN : ANNALS_GLYPH_UP);
  annals_look_set_tooltip (self->pull, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pull), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->pull), GTK_ACCESSIBLE_STATE_EXPANDED, is_pulled_up,
                               -1);
}

static void
pull_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  ANNALS_SIDE_PANEL (data)->pulled_px = 0;
}

static void
pull_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer data)
{
  AnnalsSidePanel *self = data;

  self->pulled_px = offset_y;
  if (fabs (offset_y) < PULL_PX)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if ((offset_y < 0) != self->is_pulled_up)
    set_pulled_up (self, offset_y < 0);
}

/* --- What is selected --- */

static void
append_count (GString *text, guint n, const char *form)
{
  g_autofree char *number = annals_number_to_words (n);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, form, number);
}

static void
show_about (AnnalsSidePanel *self, AnnalsTimeline *timeline)
{
  guint n_events = annals_timeline_get_n_events (timeline);
  guint n_tracks = annals_timeline_get_n_tracks (timeline);
  guint n_sources = annals_timeline_get_n_sources (timeline);
  const char *description = annals_timeline_get_description (timeline);
  g_autoptr (GString) counts = g_string_new (NULL);

  append_count (counts, n_events,
                g_dngettext (GETTEXT_PACKAGE, "%s event", "%s events", n_events));
  append_count (counts, n_tracks,
                g_dngettext (GETTEXT_PACKAGE, "%s track", "%s tracks", n_tracks));
  if (n_sources > 0)
    append_count (counts, n_sources,
                  g_dngettext (GETTEXT_PACKAGE, "%s source", "%s sources", n_sources));
  annals_label_set_plain (self->about_title, annals_timeline_get_title (timeline));
  annals_label_set_plain (self->about_text, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about_text), description != NULL);
  gtk_label_set_text (self->about_counts, counts->str);
}

static void
update_actions (AnnalsSidePanel *self, guint event)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_event = event != ANNALS_NO_EVENT;

  gtk_widget_action_set_enabled (
    widget, "panel.previous-event",
    has_event && annals_session_get_neighbour (self->session, -1, FALSE) != ANNALS_NO_EVENT);
  gtk_widget_action_set_enabled (
    widget, "panel.next-event",
    has_event && annals_session_get_neighbour (self->session, +1, FALSE) != ANNALS_NO_EVENT);
  gtk_widget_action_set_enabled (widget, "panel.previous-along-follows",
                                 has_event && annals_event_page_get_along_follows (self->page, -1) != ANNALS_NO_EVENT);
  gtk_widget_action_set_enabled (widget, "panel.next-along-follows",
                                 has_event && annals_event_page_get_along_follows (self->page, +1) != ANNALS_NO_EVENT);
  gtk_widget_action_set_enabled (widget, "panel.add-note",
                                 has_event && annals_session_get_notebook (self->session) != NULL);
}

static void
show_notes (AnnalsSidePanel *self)
{
  guint event = get_selection (self);
  AnnalsNotebook *notebook = self->session != NULL ? annals_session_get_notebook (self->session) : NULL;

  annals_notes_box_show (self->notes, notebook, get_timeline (self), event);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notebook != NULL && event != ANNALS_NO_EVENT);
}

static void
update (AnnalsSidePanel *self)
{
  AnnalsTimeline *timeline = get_timeline (self);
  guint event = get_selection (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (self->sheet_head, self->is_sheet && event != ANNALS_NO_EVENT);
  /* A window that knows where one was has the action. */
  gtk_widget_set_visible (self->sheet_back,
                          G_IS_ACTION_GROUP (root)
                              && g_action_group_has_action (G_ACTION_GROUP (root), "back"));
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), !self->is_sheet || event != ANNALS_NO_EVENT);
  if (timeline == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }
  else if (event == ANNALS_NO_EVENT)
    {
      show_about (self, timeline);
      gtk_stack_set_visible_child_name (self->stack, "about");
    }
  else
    {
      annals_event_page_show (self->page, timeline, event, annals_session_get_query (self->session),
                              annals_session_get_grouping (self->session));
      gtk_stack_set_visible_child_name (self->stack, "event");
    }
  if (event == ANNALS_NO_EVENT)
    annals_event_page_clear (self->page);
  show_notes (self);
  update_sheet (self);
  update_actions (self, event);
}

/* All of a long event is there. */
static void
read_cb (AnnalsSidePanel *self)
{
  update_sheet (self);
  update_actions (self, get_selection (self));
}

static void
notes_changed_cb (AnnalsSidePanel *self, const char *event_id)
{
  AnnalsTimeline *timeline = get_timeline (self);
  guint event = get_selection (self);

  /* The notebook itself may be another one now: show, not merely refresh. */
  if (event != ANNALS_NO_EVENT && event_id != NULL
      && !g_str_equal (event_id, annals_timeline_get_event_id (timeline, event)))
    return;
  show_notes (self);
  update_actions (self, event);
}

/* --- Actions --- */

static void
go_to_event_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[GO_TO_EVENT], 0, g_variant_get_uint32 (parameter));
}

static void
step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsSidePanel *self = ANNALS_SIDE_PANEL (widget);
  int direction = g_str_equal (action, "panel.next-event") ? +1 : -1;
  guint event = annals_session_get_neighbour (self->session, direction, FALSE);

  if (event != ANNALS_NO_EVENT)
    g_signal_emit (self, signals[GO_TO_EVENT], 0, event);
}

static void
step_along_follows_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsSidePanel *self = ANNALS_SIDE_PANEL (widget);
  int direction = g_str_equal (action, "panel.next-along-follows") ? +1 : -1;
  guint event = get_selection (self) != ANNALS_NO_EVENT
                  ? annals_event_page_get_along_follows (self->page, direction)
                  : ANNALS_NO_EVENT;

  if (event != ANNALS_NO_EVENT)
    g_signal_emit (self, signals[GO_TO_EVENT], 0, event);
}

static void
copy_text_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
  gtk_widget_activate_action (widget, "win.say", "s", _ ("Copied"));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SEARCH], 0, g_variant_get_string (parameter, NULL));
}

/* Only on a click, and only what annals_get_openable_uri () lets through. */
static void
open_uri_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *uri = annals_get_openable_uri (g_variant_get_string (parameter, NULL));
  GtkRoot *root = gtk_widget_get_root (widget);

  if (uri != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
show_source_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_event_page_show_source (ANNALS_SIDE_PANEL (widget)->page, g_variant_get_uint32 (parameter));
}

static void
add_note_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsSidePanel *self = ANNALS_SIDE_PANEL (widget);

  if (self->is_sheet)
    set_pulled_up (self, TRUE);
  annals_notes_box_add_note (self->notes);
}

static void
leave_note_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  annals_notes_box_leave_note (ANNALS_SIDE_PANEL (widget)->notes);
}

static void
pull_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnnalsSidePanel *self = ANNALS_SIDE_PANEL (widget);

  set_pulled_up (self, !self->is_pulled_up);
}

/* --- Object --- */

/* GTK 4.8 leaves a button that was moved with its ancestor insensitive: its action is gone when the
 * panel leaves the window, and it is not told of its coming back. Naming it again is. */
static void
name_actions_again (GtkWidget *widget)
{
  if (GTK_IS_ACTIONABLE (widget))
    {
      g_autofree char *name = g_strdup (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), NULL);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), name);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_actions_again (child);
}

static void
annals_side_panel_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (annals_side_panel_parent_class)->root (widget);
  name_actions_again (widget);
}

static void
annals_side_panel_dispose (GObject *object)
{
  AnnalsSidePanel *self = ANNALS_SIDE_PANEL (object);

  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  g_clear_object (&self->session_signals);
  /* GTK 4.8 never frees a widget that lost the focus twice between two frames: let it hold no file. */
  if (self->page != NULL)
    annals_event_page_clear (self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_SIDE_PANEL);
  annals_look_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->session);

  G_OBJECT_CLASS (annals_side_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/side-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, body);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, revealer);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, page);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, notes);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, about);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, about_title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, about_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, about_counts);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_head);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_back);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_track);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_line);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_claims);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_claims_word);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_disputed);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_sources);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_sources_word);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_notes);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, sheet_notes_word);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, pull_glyph);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSidePanel, pull);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "panel.go-to-event", "u", go_to_event_cb);
  gtk_widget_class_install_action (widget_class, "panel.previous-event", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "panel.next-event", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "panel.previous-along-follows", NULL,
                                   step_along_follows_cb);
  gtk_widget_class_install_action (widget_class, "panel.next-along-follows", NULL, step_along_follows_cb);
  gtk_widget_class_install_action (widget_class, "panel.copy-text", "s", copy_text_cb);
  gtk_widget_class_install_action (widget_class, "panel.search", "s", search_cb);
  gtk_widget_class_install_action (widget_class, "panel.open-uri", "s", open_uri_cb);
  gtk_widget_class_install_action (widget_class, "panel.show-source", "u", show_source_cb);
  gtk_widget_class_install_action (widget_class, "panel.add-note", NULL, add_note_cb);
  gtk_widget_class_install_action (widget_class, "panel.leave-note", NULL, leave_note_cb);
  gtk_widget_class_install_action (widget_class, "panel.pull", NULL, pull_cb);
}

static void
annals_side_panel_class_init (AnnalsSidePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_side_panel_dispose;
  widget_class->root = annals_side_panel_root;

  signals[GO_TO_EVENT] = g_signal_new ("go-to-event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ANNALS_TYPE_EVENT_PAGE);
  g_type_ensure (ANNALS_TYPE_GLYPH);
  g_type_ensure (ANNALS_TYPE_NOTES_BOX);
  g_type_ensure (ANNALS_TYPE_SHEET_BODY);
  g_type_ensure (ANNALS_TYPE_TRACK_LINE);
  bind_template (widget_class);
  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sidepanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

/* They are the whole window's: the reader's hand is on the timeline. */
static void
add_shortcuts (AnnalsSidePanel *self)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_Page_Up, "panel.previous-event" },
    { GDK_KEY_Page_Down, "panel.next-event" },
    { GDK_KEY_Up, "panel.previous-along-follows" },
    { GDK_KEY_Down, "panel.next-along-follows" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, GDK_ALT_MASK),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
annals_side_panel_init (AnnalsSidePanel *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Selected event"), -1);

  self->session_signals = g_signal_group_new (ANNALS_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "timeline-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->session_signals, "selection-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->session_signals, "filter-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->session_signals, "notes-changed", G_CALLBACK (notes_changed_cb),
                                  self);
  g_signal_connect_object (self->notes, "count-changed", G_CALLBACK (update_sheet_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  /* Lit words and the track's hue follow the theme. */
  annals_look_watch (gtk_widget_get_settings (GTK_WIDGET (self)), G_CALLBACK (update), self);

  add_shortcuts (self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (pull_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (pull_update_cb), self);
  gtk_widget_add_controller (self->sheet_head, GTK_EVENT_CONTROLLER (drag));

  set_pulled_up (self, FALSE);
  update (self);
}

GtkWidget *
annals_side_panel_new (void)
{
  return g_object_new (ANNALS_TYPE_SIDE_PANEL, NULL);
}

void
annals_side_panel_set_session (AnnalsSidePanel *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_SIDE_PANEL (self));
  g_return_if_fail (session == NULL || ANNALS_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

void
annals_side_panel_set_is_sheet (AnnalsSidePanel *self, gboolean is_sheet)
{
  g_return_if_fail (ANNALS_IS_SIDE_PANEL (self));

  is_sheet = !!is_sheet;
  if (is_sheet == self->is_sheet)
    return;
  self->is_sheet = is_sheet;
  if (is_sheet)
    gtk_widget_add_css_class (GTK_WIDGET (self), "is-sheet");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "is-sheet");
  annals_event_page_set_has_head (self->page, !is_sheet);
  set_pulled_up (self, FALSE);
  update (self);
}
