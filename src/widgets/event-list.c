/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same events in columns: date, title, track, kind, certainty, sources; sorted by any. */
#include "widgets/event-list.h"

#include <glib/gi18n-lib.h>

#include "find/sorting.h"
#include "widgets/event-model.h"
#include "widgets/mark-view.h"
#include "widgets/numbers.h"

/* As high as a mark of standard importance, px. */
#define MARK_SIZE 10

typedef enum
{
  COLUMN_DATE,
  COLUMN_TITLE,
  COLUMN_TRACK,
  COLUMN_KIND,
  COLUMN_CERTAINTY,
  COLUMN_SOURCES,
  COLUMN_NOTES,
  N_COLUMNS
} Column;

static const struct
{
  const char *title;
  int width;    /* px, -1: what there is left */
  int sort_key; /* AnnalsSortKey, -1: none */
} columns[N_COLUMNS] = {
  [COLUMN_DATE] = { N_ ("Date"), 156, ANNALS_SORT_DATE },
  [COLUMN_TITLE] = { N_ ("Title"), -1, ANNALS_SORT_TITLE },
  [COLUMN_TRACK] = { N_ ("Track"), 164, ANNALS_SORT_TRACK },
  [COLUMN_KIND] = { N_ ("Kind"), 108, ANNALS_SORT_KIND },
  [COLUMN_CERTAINTY] = { N_ ("Certainty"), 98, ANNALS_SORT_CERTAINTY },
  [COLUMN_SOURCES] = { N_ ("Sources"), 70, ANNALS_SORT_N_SOURCES },
  [COLUMN_NOTES] = { N_ ("Notes"), 58, -1 },
};

struct _AnnalsEventList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *box;
  GtkWidget *scope;
  GtkLabel *scope_title;
  GtkColumnView *view;

  /* owned */
  AnnalsSession *session; /* nullable */
  AnnalsEventModel *model;
  AnnalsBitset *only; /* exactly these events; nullable */
  GHashTable
      *cells; /* of bound GtkListItem → Column: what a change of filter or notes paints anew */
  GObject *probes[2]; /* two things that are sorted to learn how the headers stand */
  GCancellable *cancellable;

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

static char *
describe_count (guint n)
{
  return n > 0 ? annals_number_to_text (n) : g_strdup ("");
}

static char *
describe_cell (AnnalsEventList *self, Column column, guint event)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  guint n = 0;

  switch (column)
    {
    case COLUMN_DATE:
      if (!annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
        return g_strdup (_ ("undated"));
      return annals_timeline_get_event_date_words (timeline, event);
    case COLUMN_TITLE:
      return g_strdup (annals_timeline_get_event_title (timeline, event));
    case COLUMN_TRACK:
      return g_strdup (
          annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event))
              ->title);
    case COLUMN_KIND:
      return g_strdup (annals_kind_get_name (annals_timeline_get_event_kind (timeline, event)));
    case COLUMN_CERTAINTY:
      return g_strdup (
          annals_certainty_get_name (annals_timeline_get_event_certainty (timeline, event)));
    case COLUMN_SOURCES:
      annals_timeline_get_terms (timeline, event, ANNALS_TERM_SOURCE, &n);
      return describe_count (n);
    case COLUMN_NOTES:
      if (notebook != NULL)
        n = annals_notebook_count_event_notes (notebook,
                                               annals_timeline_get_event_id (timeline, event));
      return describe_count (n);
    case N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A screen reader hears the column with the cell, and the row as a sentence. */
static void
speak (AnnalsEventList *self, Column column, guint event, GtkWidget *box, const char *text)
{
  GtkWidget *cell = gtk_widget_get_parent (box);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *spoken
      = g_strdup_printf ("%s: %s", _ (columns[column].title), *text != '\0' ? text : _ ("none"));
  g_autofree char *date = NULL;
  g_autofree char *track = NULL;
  g_autofree char *sentence = NULL;

  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
  if (row == NULL || column != COLUMN_TITLE)
    return;
  date = describe_cell (self, COLUMN_DATE, event);
  track = describe_cell (self, COLUMN_TRACK, event);
  sentence = g_strdup_printf ("%s, %s, %s", text, date, track);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

static void
fill_cell (AnnalsEventList *self, GtkListItem *list_item, Column column)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *label = gtk_widget_get_last_child (box);
  AnnalsEventItem *item = gtk_list_item_get_item (list_item);
  AnnalsTimeline *timeline
      = self->session != NULL ? annals_session_get_timeline (self->session) : NULL;
  AnnalsBitset *matches;
  g_autofree char *text = NULL;
  guint event;
  gboolean is_match;

  if (item == NULL || timeline == NULL)
    return;
  event = annals_event_item_get_event (item);
  if (event >= annals_timeline_get_n_events (timeline))
    return;
  text = describe_cell (self, column, event);
  matches = annals_session_get_matches (self->session);
  is_match = matches != NULL && annals_bitset_contains (matches, event);
  gtk_label_set_label (GTK_LABEL (label), text);
  set_class (label, "is-dimmed", matches != NULL && !is_match);
  set_class (label, "is-match", is_match && column == COLUMN_TITLE);
  set_class (label, "is-major",
             column == COLUMN_TITLE && annals_timeline_get_event_importance (timeline, event) <= 2);
  set_class (label, "dim",
             column == COLUMN_DATE
                 && !annals_span_is_dated (annals_timeline_get_event_span (timeline, event)));
  set_class (gtk_widget_get_first_child (box), "is-dimmed", matches != NULL && !is_match);
  if (column == COLUMN_TITLE)
    annals_mark_view_set (
        ANNALS_MARK_VIEW (gtk_widget_get_first_child (box)),
        annals_timeline_get_event_kind (timeline, event),
        annals_timeline_get_event_certainty (timeline, event),
        annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event))
            ->rgb,
        MARK_SIZE);
  speak (self, column, event, box, text);
}

/* Words that are cut are told in full under the pointer. */
static gboolean
query_tooltip_cb (GtkLabel *label, int x, int y, gboolean is_by_key, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static void
setup_cb (AnnalsEventList *self, GtkListItem *list_item, GtkSignalListItemFactory *factory)
{
  Column column = (Column)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  if (column == COLUMN_TITLE)
    gtk_widget_add_css_class (label, "title");
  if (column == COLUMN_SOURCES || column == COLUMN_NOTES)
    gtk_widget_add_css_class (label, "numeric");
  if (column == COLUMN_TITLE)
    gtk_box_append (GTK_BOX (box), annals_mark_view_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (AnnalsEventList *self, GtkListItem *list_item, GtkSignalListItemFactory *factory)
{
  gpointer column = g_object_get_data (G_OBJECT (factory), "column");

  g_hash_table_insert (self->cells, list_item, column);
  fill_cell (self, list_item, (Column)GPOINTER_TO_INT (column));
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
    fill_cell (self, list_item, (Column)GPOINTER_TO_INT (column));
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

  if (error != NULL) /* cancelled: a newer order is on its way */
    {
      g_free (events);
      return;
    }
  annals_event_model_take_order (self->model, events, n);
  scroll_to_selection (self);
  if (self->wants_focus)
    focus_rows (self);
}

/* Which events there are to sort: those asked for, and only the matches where others are hidden.
 * A set may be of a smaller publication than the timeline is by now: what came since is not in it.
 */
static AnnalsBitset *
create_filter (AnnalsEventList *self, AnnalsTimeline *timeline)
{
  gboolean hides_others = annals_session_get_hides_others (self->session);
  AnnalsBitset *matches = hides_others ? annals_session_get_matches (self->session) : NULL;
  guint n = annals_timeline_get_n_events (timeline);
  AnnalsBitset *filter;

  if (self->only == NULL && matches == NULL)
    return NULL;
  filter = annals_bitset_new (n);
  for (guint event = 0; event < n; event++)
    if ((self->only == NULL || annals_bitset_contains (self->only, event))
        && (matches == NULL || annals_bitset_contains (matches, event)))
      annals_bitset_add (filter, event);
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
  annals_sort_events_async (timeline, filter, NULL, self->key, self->is_descending, self->cancellable,
                            sorted_cb, g_object_ref (self));
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

static void
filter_changed_cb (AnnalsEventList *self)
{
  refill_cells (self);
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

static void
all_events_cb (AnnalsEventList *self)
{
  annals_event_list_set_events (self, NULL, NULL);
}

static void
add_column (AnnalsEventList *self, Column number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (number));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  column = gtk_column_view_column_new (_ (columns[number].title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, columns[number].width < 0);
  if (columns[number].width > 0)
    gtk_column_view_column_set_fixed_width (column, columns[number].width);
  if (columns[number].sort_key >= 0)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (
          gtk_custom_sorter_new (probe_cb, GINT_TO_POINTER (columns[number].sort_key), NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_append_column (self->view, column);
  if (number == COLUMN_DATE)
    gtk_column_view_sort_by_column (self->view, column, GTK_SORT_ASCENDING);
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

static void
annals_event_list_dispose (GObject *object)
{
  AnnalsEventList *self = ANNALS_EVENT_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->model != NULL)
    {
      annals_event_list_set_session (self, NULL);
      gtk_column_view_set_model (self->view, NULL);
    }
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->only, annals_bitset_unref);
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

  object_class->dispose = annals_event_list_dispose;
  object_class->finalize = annals_event_list_finalize;
  widget_class->map = annals_event_list_map;
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
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, (Column)i);
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
  g_signal_connect_swapped (session, "notes-changed", G_CALLBACK (refill_cells), self);
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
