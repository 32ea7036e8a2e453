/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same events in columns: date, title, track, kind, certainty, sources, notes; sorted by any,
 * copied as text. */
#include "widgets/event-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/events-text.h"
#include "time/words.h"
#include "widgets/event-cells.h"
#include "widgets/event-model.h"
#include "widgets/look.h"

/* How long it says what was copied. */
#define STATUS_S 8

struct _AnnalsEventList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *box;
  GtkWidget *scope;
  GtkLabel *scope_title;
  GtkColumnView *view;
  GtkLabel *status;
  GtkWidget *menu;
  GMenu *sort_menu;

  /* owned */
  AnnalsSession *session; /* nullable */
  AnnalsEventModel *model;
  AnnalsBitset *only; /* exactly these events; nullable */
  GHashTable
      *cells; /* of bound GtkListItem → Column: what a change of filter or notes paints anew */
  GObject *probes[2]; /* two things that are sorted to learn how the headers stand */
  GCancellable *cancellable;
  GCancellable *copying;

  AnnalsBitset *sorted_matches; /* that the order is of; nullable */
  double text_scale; /* that the columns' widths are for */
  guint status_source;
  AnnalsSortKey key;
  gboolean is_descending;
  int probed_key;
  gboolean is_stale;    /* the order is out of date; worked out when somebody looks */
  gboolean wants_focus; /* once there are rows to have it */
};

G_DEFINE_FINAL_TYPE (AnnalsEventList, annals_event_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SHOW_EVENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Cells */

static void
setup_cb (AnnalsEventList *self, GtkListItem *list_item, GtkSignalListItemFactory *factory)
{
  gpointer column = g_object_get_data (G_OBJECT (factory), "column");

  annals_event_cell_set_up (list_item, (AnnalsEventColumn)GPOINTER_TO_INT (column));
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), "list-item", list_item);
}

static void
bind_cb (AnnalsEventList *self, GtkListItem *list_item, GtkSignalListItemFactory *factory)
{
  gpointer column = g_object_get_data (G_OBJECT (factory), "column");

  g_hash_table_insert (self->cells, list_item, column);
  annals_event_cell_fill (list_item, (AnnalsEventColumn)GPOINTER_TO_INT (column), self->session);
}

static void
unbind_cb (AnnalsEventList *self, GtkListItem *list_item, GtkSignalListItemFactory *factory)
{
  g_hash_table_remove (self->cells, list_item);
}

static void
refill_cells (AnnalsEventList *self)
{
  GHashTableIter iter;
  gpointer list_item, column;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &list_item, &column))
    annals_event_cell_fill (list_item, (AnnalsEventColumn)GPOINTER_TO_INT (column), self->session);
}

/* Order */

static void scroll_to_selection (AnnalsEventList *self);
static void focus_rows (AnnalsEventList *self);

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsEventList) self = data;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  guint32 *events = annals_sort_events_finish (result, &n, &error);
  /* Rows that are made anew lose the focus. */
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;

  if (error != NULL) /* cancelled: a newer order is on its way */
    {
      g_free (events);
      return;
    }
  annals_event_model_take_order (self->model, events, n);
  scroll_to_selection (self);
  if (self->wants_focus || had_focus)
    focus_rows (self);
}

/* The matches, where only they are shown. */
static AnnalsBitset *
get_shown_matches (AnnalsEventList *self)
{
  return annals_session_get_hides_others (self->session)
             ? annals_session_get_matches (self->session)
             : NULL;
}

/* Which events there are to sort: those asked for, and only the matches where others are hidden.
 * A set may be of a smaller publication than the timeline is by now: what came since is not in it.
 */
static AnnalsBitset *
create_filter (AnnalsEventList *self, AnnalsTimeline *timeline)
{
  AnnalsBitset *matches = get_shown_matches (self);
  const AnnalsBitset *sets[] = { self->only, matches };
  AnnalsBitset *filter;

  if (self->only == NULL && matches == NULL)
    return NULL;
  filter = annals_bitset_new_full (annals_timeline_get_n_events (timeline));
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    for (guint w = 0; sets[i] != NULL && w < filter->n_words; w++)
      filter->words[w] &= w < sets[i]->n_words ? sets[i]->words[w] : 0;
  return filter;
}

static void
sort (AnnalsEventList *self)
{
  AnnalsTimeline *timeline
      = self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
  g_autoptr (AnnalsBitset) filter = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (timeline == NULL)
    {
      annals_event_model_take_order (self->model, NULL, 0);
      return;
    }
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale)
    return;
  self->cancellable = g_cancellable_new ();
  filter = create_filter (self, timeline);
  g_clear_pointer (&self->sorted_matches, annals_bitset_unref);
  if (get_shown_matches (self) != NULL)
    self->sorted_matches = annals_bitset_ref (get_shown_matches (self));
  annals_sort_events_async (timeline, filter, annals_session_get_query_notes (self->session),
                            self->key, self->is_descending, self->cancellable, sorted_cb,
                            g_object_ref (self));
}

/* GtkColumnView keeps to itself which header was clicked: its sorter, given two things to compare,
 * asks the sorter of that column first, which notes down whose it is; the answer's sign is the
 * direction. */
static int
probe_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  AnnalsEventList *self = g_object_get_data (G_OBJECT (a), "list");
  int key = GPOINTER_TO_INT (data);

  if (self->probed_key < 0)
    self->probed_key = key;
  return -1;
}

static void
sorter_changed_cb (AnnalsEventList *self, GtkSorterChange change, GtkSorter *sorter)
{
  GtkOrdering ordering;

  if (self->model == NULL) /* the columns go, one by one, with the list */
    return;
  self->probed_key = -1;
  ordering = gtk_sorter_compare (sorter, self->probes[0], self->probes[1]);
  self->key = self->probed_key >= 0 ? (AnnalsSortKey)self->probed_key : ANNALS_SORT_DATE;
  self->is_descending = ordering == GTK_ORDERING_LARGER;
  sort (self);
}

/* The rows are in a list of the column view's own. */
static void
focus_rows (AnnalsEventList *self)
{
  GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  self->wants_focus = FALSE;
  while (child != NULL && !gtk_widget_grab_focus (child))
    child = gtk_widget_get_prev_sibling (child);
}

/* That inner list has the action; the column view itself has no way to scroll before GTK 4.12. */
static void
scroll_to_selection (AnnalsEventList *self)
{
  guint event
      = self->session != NULL ? annals_session_get_selection (self->session) : ANNALS_NO_EVENT;
  guint position
      = event != ANNALS_NO_EVENT ? annals_event_model_find (self->model, event) : G_MAXUINT;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  if (position == G_MAXUINT || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  while (child != NULL && !gtk_widget_activate_action (child, "list.scroll-to-item", "u", position))
    child = gtk_widget_get_next_sibling (child);
}

/* The session */

/* Another current match is no other order. */
static void
filter_changed_cb (AnnalsEventList *self)
{
  refill_cells (self);
  if (get_shown_matches (self) != self->sorted_matches)
    sort (self);
}

static void
notes_changed_cb (AnnalsEventList *self)
{
  refill_cells (self);
  if (self->key == ANNALS_SORT_N_NOTES)
    sort (self);
}

static void
timeline_changed_cb (AnnalsEventList *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsDifference *difference = annals_session_get_difference (self->session);

  /* A set of events belongs to the timeline it was chosen from; a larger publication keeps it. */
  if (timeline == NULL)
    annals_event_list_set_events (self, NULL, NULL);
  else if (difference != NULL && self->only != NULL)
    {
      AnnalsBitset *only = annals_bitset_carry (self->only, difference);

      annals_bitset_unref (self->only);
      self->only = only;
    }
  sort (self);
}

static void
activate_cb (AnnalsEventList *self, guint position)
{
  g_autoptr (AnnalsEventItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_EVENT], 0, annals_event_item_get_event (item));
}

/* Copying */

static gboolean
status_cb (gpointer data)
{
  AnnalsEventList *self = data;

  self->status_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->status), FALSE);
  return G_SOURCE_REMOVE;
}

static void
say (AnnalsEventList *self, const char *text)
{
  g_clear_handle_id (&self->status_source, g_source_remove);
  self->status_source = g_timeout_add_seconds (STATUS_S, status_cb, self);
  gtk_label_set_label (self->status, text);
  gtk_widget_set_visible (GTK_WIDGET (self->status), TRUE);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsEventList) self = data;
  guint n_copied = 0, n = 0;
  g_autofree char *text = annals_events_to_text_finish (result, &n_copied, &n, NULL);
  g_autofree char *copied = annals_number_to_words (n_copied);
  g_autofree char *all = annals_number_to_words (n);
  g_autofree char *words = NULL;

  if (text == NULL) /* another was asked for */
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  if (n_copied < n)
    /* TRANSLATORS: how many could be copied, and how many were selected */
    words = g_strdup_printf (_ ("Only the first %s of %s events are copied."), copied, all);
  else
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s event is copied, with its sources.",
                                          "%s events are copied, with their sources.", n),
                             copied);
  say (self, words);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);
  AnnalsTimeline *timeline
      = self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
  guint n;
  g_autoptr (GArray) events
      = annals_event_model_get_selected (self->model, ANNALS_EVENTS_TEXT_MAX, &n);

  if (timeline == NULL || events->len == 0)
    return;
  if (self->copying != NULL)
    g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
  self->copying = g_cancellable_new ();
  annals_events_to_text_async (timeline, events, n, self->copying, copied_cb, g_object_ref (self));
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (ANNALS_EVENT_LIST (widget)->model));
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);
  guint event
      = self->session != NULL ? annals_session_get_selection (self->session) : ANNALS_NO_EVENT;

  if (event != ANNALS_NO_EVENT)
    g_signal_emit (self, signals[SIGNAL_SHOW_EVENT], 0, event);
}

/* Headers cannot be reached by key before GTK 4.10. */
static void
sort_by_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);
  AnnalsEventColumn number = (AnnalsEventColumn)g_variant_get_int32 (parameter);
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, number);
  gboolean is_turned = self->key == annals_event_column_get_sort_key (number) && !self->is_descending;
  g_autofree char *words = NULL;

  self->wants_focus = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING); /* the other header's arrow goes */
  gtk_column_view_sort_by_column (self->view, column,
                                  is_turned ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  words = g_strdup_printf (self->is_descending ? _ ("Sorted by %s, descending.")
                                               : _ ("Sorted by %s, ascending."),
                           annals_event_column_get_title (number));
  say (self, words);
}

static void
pop_up (AnnalsEventList *self, double x, double y)
{
  guint n;
  g_autoptr (GArray) events = annals_event_model_get_selected (self->model, 1, &n);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "events.copy", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "events.show", n > 0);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* At the row that has the focus, where there is one. */
static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  double x = 24, y = 48;

  if (focus != NULL && focus != widget && gtk_widget_is_ancestor (focus, widget))
    gtk_widget_translate_coordinates (focus, widget, 24, gtk_widget_get_height (focus), &x, &y);
  pop_up (self, x, y);
}

/* A press on a row that is not selected selects it first. */
static void
pressed_cb (AnnalsEventList *self, int n_press, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkListItem *list_item = NULL;

  for (; at != NULL && at != GTK_WIDGET (self) && list_item == NULL;
       at = gtk_widget_get_parent (at))
    {
      list_item = g_object_get_data (G_OBJECT (at), "list-item");
      /* Beside its words the cell is none of ours. */
      if (list_item == NULL && gtk_widget_get_first_child (at) != NULL)
        list_item = g_object_get_data (G_OBJECT (gtk_widget_get_first_child (at)), "list-item");
    }
  if (list_item == NULL)
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->model),
                                        gtk_list_item_get_position (list_item)))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->model),
                                     gtk_list_item_get_position (list_item), TRUE);
  pop_up (self, x, y);
}

static void
all_events_cb (AnnalsEventList *self)
{
  annals_event_list_set_events (self, NULL, NULL);
}

static void
add_column (AnnalsEventList *self, AnnalsEventColumn number)
{
  g_autofree char *action = g_strdup_printf ("events.sort-by(%d)", number);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (number));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  column = gtk_column_view_column_new (annals_event_column_get_title (number), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, number == ANNALS_COLUMN_TITLE);
  sorter = GTK_SORTER (gtk_custom_sorter_new (
      probe_cb, GINT_TO_POINTER (annals_event_column_get_sort_key (number)), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (self->view, column);
  g_menu_append (self->sort_menu, annals_event_column_get_title (number), action);
  if (number == ANNALS_COLUMN_DATE)
    gtk_column_view_sort_by_column (self->view, column, GTK_SORT_ASCENDING);
}

/* Widths that the reader has dragged stay until the text has another size. */
static void
update_widths (AnnalsEventList *self)
{
  double scale = annals_look_get_text_scale (gtk_widget_get_settings (GTK_WIDGET (self)));

  if (self->model == NULL || scale == self->text_scale)
    return;
  self->text_scale = scale;
  for (guint i = 0; i < ANNALS_N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column
          = g_list_model_get_item (gtk_column_view_get_columns (self->view), i);

      gtk_column_view_column_set_fixed_width (
          column, (int)round (annals_event_column_get_width ((AnnalsEventColumn)i) * scale));
    }
}

static void
annals_event_list_map (GtkWidget *widget)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);

  GTK_WIDGET_CLASS (annals_event_list_parent_class)->map (widget);
  if (self->is_stale)
    sort (self);
  else
    scroll_to_selection (self);
}

static gboolean
annals_event_list_grab_focus (GtkWidget *widget)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);

  self->wants_focus = TRUE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    focus_rows (self);
  return TRUE;
}

/* Rows are gone through by the arrow keys; Tab goes out in one step, not through a million of them. */
static gboolean
annals_event_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (widget);

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
      || gtk_widget_get_focus_child (GTK_WIDGET (self->view)) == NULL)
    return GTK_WIDGET_CLASS (annals_event_list_parent_class)->focus (widget, direction);
  return direction == GTK_DIR_TAB_BACKWARD && gtk_widget_get_visible (self->scope)
         && gtk_widget_child_focus (self->scope, direction);
}

static void
annals_event_list_dispose (GObject *object)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->copying != NULL)
    g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
  g_clear_handle_id (&self->status_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->model != NULL)
    {
      annals_event_list_set_session (self, NULL);
      gtk_column_view_set_model (self->view, NULL);
    }
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->only, annals_bitset_unref);
  g_clear_pointer (&self->sorted_matches, annals_bitset_unref);
  g_clear_object (&self->probes[0]);
  g_clear_object (&self->probes[1]);
  G_OBJECT_CLASS (annals_event_list_parent_class)->dispose (object);
}

static void
annals_event_list_finalize (GObject *object)
{
  g_hash_table_unref (ANNALS_EVENT_LIST (object)->cells);
  G_OBJECT_CLASS (annals_event_list_parent_class)->finalize (object);
}

static void
annals_event_list_class_init (AnnalsEventListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "events.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "events.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "events.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "events.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "events.sort-by", "i", sort_by_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK,
                                       "events.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "events.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "events.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "events.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "events.menu",
                                       NULL);

  object_class->dispose = annals_event_list_dispose;
  object_class->finalize = annals_event_list_finalize;
  widget_class->map = annals_event_list_map;
  widget_class->focus = annals_event_list_focus;
  widget_class->grab_focus = annals_event_list_grab_focus;

  signals[SIGNAL_SHOW_EVENT]
      = g_signal_new ("show-event", ANNALS_TYPE_EVENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/event-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, box);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, scope);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, scope_title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, view);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, status);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, menu);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventList, sort_menu);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_events_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
annals_event_list_init (AnnalsEventList *self)
{
  self->cells = g_hash_table_new (NULL, NULL);
  self->model = annals_event_model_new ();
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (self->probes); i++)
    {
      self->probes[i] = g_object_new (ANNALS_TYPE_EVENT_ITEM, NULL);
      g_object_set_data (self->probes[i], "list", self);
    }
  for (guint i = 0; i < ANNALS_N_COLUMNS; i++)
    add_column (self, (AnnalsEventColumn)i);
  update_widths (self);
  annals_look_watch (gtk_widget_get_settings (GTK_WIDGET (self)), G_CALLBACK (update_widths), self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
annals_event_list_new (void)
{
  return g_object_new (ANNALS_TYPE_EVENT_LIST, NULL);
}

void
annals_event_list_set_session (AnnalsEventList *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_EVENT_LIST (self));
  g_return_if_fail (session == NULL || ANNALS_IS_SESSION (session));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  annals_event_model_set_session (self->model, session);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "timeline-changed", G_CALLBACK (timeline_changed_cb), self);
  g_signal_connect_swapped (session, "filter-changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (session, "notes-changed", G_CALLBACK (notes_changed_cb), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (scroll_to_selection), self);
  sort (self);
}

void
annals_event_list_set_events (AnnalsEventList *self, GArray *events, const char *title)
{
  AnnalsTimeline *timeline;

  g_return_if_fail (ANNALS_IS_EVENT_LIST (self));

  timeline = self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
  if (events == NULL && self->only == NULL)
    return;
  g_clear_pointer (&self->only, annals_bitset_unref);
  if (events != NULL && timeline != NULL)
    {
      guint n = annals_timeline_get_n_events (timeline);

      self->only = annals_bitset_new (n);
      for (guint i = 0; i < events->len; i++)
        if (g_array_index (events, guint32, i) < n)
          annals_bitset_add (self->only, g_array_index (events, guint32, i));
    }
  gtk_label_set_label (self->scope_title, title != NULL ? title : "");
  gtk_widget_set_visible (self->scope, self->only != NULL);
  sort (self);
}

GListModel *
annals_event_list_get_model (AnnalsEventList *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_LIST (self), NULL);

  return G_LIST_MODEL (self->model);
}
