/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the cells of the event list. */
#include "widgets/event-cells.h"

#include <glib/gi18n-lib.h>

#include "time/words.h"
#include "widgets/event-model.h"
#include "widgets/mark-view.h"

/* As high as a mark of standard importance, px. */
#define MARK_SIZE 10

static const struct
{
  const char *title;
  int width; /* px at text scale 1 */
  AnnalsSortKey sort_key;
} columns[ANNALS_N_COLUMNS] = {
  [ANNALS_COLUMN_DATE] = { N_ ("Date"), 156, ANNALS_SORT_DATE },
  [ANNALS_COLUMN_TITLE] = { N_ ("Title"), 180, ANNALS_SORT_TITLE },
  [ANNALS_COLUMN_TRACK] = { N_ ("Track"), 164, ANNALS_SORT_TRACK },
  [ANNALS_COLUMN_KIND] = { N_ ("Kind"), 108, ANNALS_SORT_KIND },
  [ANNALS_COLUMN_CERTAINTY] = { N_ ("Certainty"), 98, ANNALS_SORT_CERTAINTY },
  [ANNALS_COLUMN_SOURCES] = { N_ ("Sources"), 70, ANNALS_SORT_N_SOURCES },
  [ANNALS_COLUMN_NOTES] = { N_ ("Notes"), 58, ANNALS_SORT_N_NOTES },
};

const char *
annals_event_column_get_title (AnnalsEventColumn column)
{
  return _ (columns[column].title);
}

int
annals_event_column_get_width (AnnalsEventColumn column)
{
  return columns[column].width;
}

AnnalsSortKey
annals_event_column_get_sort_key (AnnalsEventColumn column)
{
  return columns[column].sort_key;
}

static char *
describe_count (guint n)
{
  return n > 0 ? annals_number_to_words (n) : g_strdup ("");
}

static char *
describe_cell (AnnalsSession *session, AnnalsEventColumn column, guint event)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (session);
  AnnalsNotebook *notebook = annals_session_get_notebook (session);
  guint n = 0;

  switch (column)
    {
    case ANNALS_COLUMN_DATE:
      if (!annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
        return g_strdup (_ ("undated"));
      return annals_timeline_get_event_date_words (timeline, event);
    case ANNALS_COLUMN_TITLE:
      return g_strdup (annals_timeline_get_event_title (timeline, event));
    case ANNALS_COLUMN_TRACK:
      return g_strdup (
          annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event))
              ->title);
    case ANNALS_COLUMN_KIND:
      return g_strdup (annals_kind_get_name (annals_timeline_get_event_kind (timeline, event)));
    case ANNALS_COLUMN_CERTAINTY:
      return g_strdup (
          annals_certainty_get_name (annals_timeline_get_event_certainty (timeline, event)));
    case ANNALS_COLUMN_SOURCES:
      annals_timeline_get_terms (timeline, event, ANNALS_TERM_SOURCE, &n);
      return describe_count (n);
    case ANNALS_COLUMN_NOTES:
      if (notebook != NULL)
        n = annals_notebook_count_event_notes (notebook,
                                               annals_timeline_get_event_id (timeline, event));
      return describe_count (n);
    case ANNALS_N_COLUMNS:
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
speak (
    AnnalsSession *session, AnnalsEventColumn column, guint event, GtkWidget *box, const char *text)
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
  if (row == NULL || column != ANNALS_COLUMN_TITLE)
    return;
  date = describe_cell (session, ANNALS_COLUMN_DATE, event);
  track = describe_cell (session, ANNALS_COLUMN_TRACK, event);
  sentence = g_strdup_printf ("%s, %s, %s", text, date, track);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

void
annals_event_cell_fill (GtkListItem *list_item, AnnalsEventColumn column, AnnalsSession *session)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *label = gtk_widget_get_last_child (box);
  AnnalsEventItem *item = gtk_list_item_get_item (list_item);
  AnnalsTimeline *timeline = session != NULL ? annals_session_get_timeline (session) : NULL;
  AnnalsBitset *matches;
  g_autofree char *text = NULL;
  guint event;
  gboolean is_match;

  if (item == NULL || timeline == NULL)
    return;
  event = annals_event_item_get_event (item);
  if (event >= annals_timeline_get_n_events (timeline))
    return;
  text = describe_cell (session, column, event);
  matches = annals_session_get_matches (session);
  is_match = matches != NULL && annals_bitset_contains (matches, event);
  gtk_label_set_label (GTK_LABEL (label), text);
  set_class (label, "is-dimmed", matches != NULL && !is_match);
  set_class (label, "is-match", is_match && column == ANNALS_COLUMN_TITLE);
  set_class (label, "is-major",
             column == ANNALS_COLUMN_TITLE
                 && annals_timeline_get_event_importance (timeline, event) <= 2);
  set_class (label, "dim",
             column == ANNALS_COLUMN_DATE
                 && !annals_span_is_dated (annals_timeline_get_event_span (timeline, event)));
  set_class (gtk_widget_get_first_child (box), "is-dimmed", matches != NULL && !is_match);
  if (column == ANNALS_COLUMN_TITLE)
    annals_mark_view_set (
        ANNALS_MARK_VIEW (gtk_widget_get_first_child (box)),
        annals_timeline_get_event_kind (timeline, event),
        annals_timeline_get_event_certainty (timeline, event),
        annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event))
            ->rgb,
        MARK_SIZE);
  speak (session, column, event, box, text);
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

void
annals_event_cell_set_up (GtkListItem *list_item, AnnalsEventColumn column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  if (column == ANNALS_COLUMN_TITLE)
    gtk_widget_add_css_class (label, "title");
  if (column == ANNALS_COLUMN_SOURCES || column == ANNALS_COLUMN_NOTES)
    gtk_widget_add_css_class (label, "numeric");
  if (column == ANNALS_COLUMN_TITLE)
    gtk_box_append (GTK_BOX (box), annals_mark_view_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}
