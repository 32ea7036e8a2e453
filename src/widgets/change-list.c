/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed in a file, a row an event: came, went, has another date, says something else. */
#include "widgets/change-list.h"

#include <glib/gi18n-lib.h>

#include "time/words.h"

typedef enum
{
  CHANGE_ADDED,
  CHANGE_REMOVED,
  CHANGE_REDATED,
  CHANGE_REWORDED,
  N_CHANGES
} Change;

static const guint32 *
get_events (AnnalsDifference *difference, Change change, guint *n)
{
  switch (change)
    {
    case CHANGE_ADDED:
      return annals_difference_get_added (difference, n);
    case CHANGE_REMOVED:
      return annals_difference_get_removed (difference, n);
    case CHANGE_REDATED:
      return annals_difference_get_redated (difference, n);
    default:
      return annals_difference_get_reworded (difference, n);
    }
}

/* The rows: numbers alone, with an object only for those on screen: a file may be another
 * altogether. */
#define ANNALS_TYPE_CHANGE_ROWS (annals_change_rows_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsChangeRows, annals_change_rows, ANNALS, CHANGE_ROWS, GObject)

struct _AnnalsChangeRows
{
  GObject parent_instance;
  guint n;
};

static GType
annals_change_rows_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
annals_change_rows_get_n_items (GListModel *model)
{
  return ANNALS_CHANGE_ROWS (model)->n;
}

static gpointer
annals_change_rows_get_item (GListModel *model, guint position)
{
  return position < ANNALS_CHANGE_ROWS (model)->n ? gtk_string_object_new ("") : NULL;
}

static void
rows_model_init (GListModelInterface *interface)
{
  interface->get_item_type = annals_change_rows_get_item_type;
  interface->get_n_items = annals_change_rows_get_n_items;
  interface->get_item = annals_change_rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnnalsChangeRows,
                               annals_change_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rows_model_init))

static void
annals_change_rows_class_init (AnnalsChangeRowsClass *klass)
{
}

static void
annals_change_rows_init (AnnalsChangeRows *self)
{
}

struct _AnnalsChangeList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *scroller;
  GtkListView *view;

  AnnalsDifference *difference; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (AnnalsChangeList, annals_change_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO_TO_EVENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* FALSE where there is no such row. */
static gboolean
find_row (AnnalsChangeList *self, guint position, Change *change, guint *event)
{
  if (self->difference == NULL)
    return FALSE;
  for (*change = 0; *change < N_CHANGES; (*change)++)
    {
      guint n;
      const guint32 *events = get_events (self->difference, *change, &n);

      if (position < n)
        {
          *event = events[position];
          return TRUE;
        }
      position -= n;
    }
  return FALSE;
}

static const char *
get_change_word (Change change)
{
  switch (change)
    {
    case CHANGE_ADDED:
      /* TRANSLATORS: of an event in a file that changed */
      return C_ ("event", "added");
    case CHANGE_REMOVED:
      /* TRANSLATORS: of an event in a file that changed */
      return C_ ("event", "removed");
    case CHANGE_REDATED:
      /* TRANSLATORS: of an event in a file that changed: it has another date */
      return C_ ("event", "re-dated");
    default:
      /* TRANSLATORS: of an event in a file that changed: it says something else */
      return C_ ("event", "changed");
    }
}

/* "12 June 2018"; of a re-dated event also what it was. */
static char *
describe_date (AnnalsChangeList *self, Change change, guint event)
{
  AnnalsTimeline *after = annals_difference_get_after (self->difference);
  AnnalsTimeline *before = annals_difference_get_before (self->difference);
  g_autofree char *date = NULL;
  g_autofree char *former = NULL;

  if (change == CHANGE_REMOVED)
    return annals_timeline_get_event_date_words (before, event);
  date = annals_timeline_get_event_date_words (after, event);
  if (change != CHANGE_REDATED)
    return g_steal_pointer (&date);
  former = annals_timeline_get_event_date_words (
      before, annals_difference_find_before (self->difference, event));
  /* TRANSLATORS: an event's date, and the one it had before the file changed */
  return g_strdup_printf (_ ("%s; was %s"), date, former);
}

static void
setup_cb (AnnalsChangeList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (AnnalsChangeList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkLabel *title = GTK_LABEL (gtk_widget_get_first_child (box));
  GtkLabel *date = GTK_LABEL (gtk_widget_get_last_child (box));
  g_autofree char *markup = NULL;
  g_autofree char *words = NULL;
  g_autofree char *spoken = NULL;
  AnnalsTimeline *timeline;
  Change change;
  guint event;

  if (!find_row (self, gtk_list_item_get_position (item), &change, &event))
    return;
  timeline = change == CHANGE_REMOVED ? annals_difference_get_before (self->difference)
                                      : annals_difference_get_after (self->difference);
  markup = g_markup_printf_escaped (
      "<b>%s</b>  <span alpha=\"66%%\">%s</span>", annals_timeline_get_event_title (timeline, event),
      get_change_word (change));
  words = describe_date (self, change, event);
  gtk_label_set_markup (title, markup);
  gtk_label_set_label (date, words);
  gtk_list_item_set_activatable (item, change != CHANGE_REMOVED);
  spoken = g_strdup_printf ("%s. %s", gtk_label_get_text (title), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
activate_cb (AnnalsChangeList *self, guint position)
{
  Change change;
  guint event;

  if (find_row (self, position, &change, &event) && change != CHANGE_REMOVED)
    g_signal_emit (self, signals[SIGNAL_GO_TO_EVENT], 0, event);
}

static void
annals_change_list_dispose (GObject *object)
{
  AnnalsChangeList *self = ANNALS_CHANGE_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->difference, annals_difference_unref);
  G_OBJECT_CLASS (annals_change_list_parent_class)->dispose (object);
}

static void
annals_change_list_class_init (AnnalsChangeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_change_list_dispose;

  signals[SIGNAL_GO_TO_EVENT]
      = g_signal_new ("go-to-event", ANNALS_TYPE_CHANGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/change-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsChangeList, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnnalsChangeList, view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
annals_change_list_init (AnnalsChangeList *self)
{
}

GtkWidget *
annals_change_list_new (void)
{
  return g_object_new (ANNALS_TYPE_CHANGE_LIST, NULL);
}

void
annals_change_list_set_difference (AnnalsChangeList *self, AnnalsDifference *difference)
{
  g_autoptr (AnnalsChangeRows) rows = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (ANNALS_IS_CHANGE_LIST (self));

  if (self->difference == difference)
    return;
  /* A file that never changes needs no list. */
  if (self->view == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->view, NULL);
  g_clear_pointer (&self->difference, annals_difference_unref);
  if (difference == NULL)
    return;
  self->difference = annals_difference_ref (difference);
  rows = g_object_new (ANNALS_TYPE_CHANGE_ROWS, NULL);
  for (Change change = 0; change < N_CHANGES; change++)
    {
      guint n;

      get_events (difference, change, &n);
      rows->n += n;
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/* The first part of the sentence says what is counted. */
static char *
describe_count (Change change, guint n, gboolean is_first)
{
  g_autofree char *number = annals_number_to_words (n);
  const char *format;

  switch (change)
    {
    case CHANGE_ADDED:
      format = g_dngettext (GETTEXT_PACKAGE, "%s event added", "%s events added", n);
      break;
    case CHANGE_REMOVED:
      format = is_first ? g_dngettext (GETTEXT_PACKAGE, "%s event removed", "%s events removed", n)
                        /* TRANSLATORS: of so many events, in a list: "2 events added, 1 removed" */
                        : g_dngettext (GETTEXT_PACKAGE, "%s removed", "%s removed", n);
      break;
    case CHANGE_REDATED:
      format = is_first
                   ? g_dngettext (GETTEXT_PACKAGE, "%s event re-dated", "%s events re-dated", n)
                   /* TRANSLATORS: of so many events, in a list: "2 events added, 1 re-dated" */
                   : g_dngettext (GETTEXT_PACKAGE, "%s re-dated", "%s re-dated", n);
      break;
    default:
      format = is_first ? g_dngettext (GETTEXT_PACKAGE, "%s event changed", "%s events changed", n)
                        /* TRANSLATORS: of so many events, in a list: "2 events added, 1 changed" */
                        : g_dngettext (GETTEXT_PACKAGE, "%s changed", "%s changed", n);
    }
  return g_strdup_printf (format, number);
}

char *
annals_change_list_describe (AnnalsDifference *difference)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (difference != NULL, NULL);

  for (Change change = 0; change < N_CHANGES; change++)
    {
      g_autofree char *part = NULL;
      guint n;

      get_events (difference, change, &n);
      if (n == 0)
        continue;
      part = describe_count (change, n, text->len == 0);
      if (text->len > 0)
        /* TRANSLATORS: between the parts of a list: "2 events added, 1 re-dated" */
        g_string_append (text, C_ ("list", ", "));
      g_string_append (text, part);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
