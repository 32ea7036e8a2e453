/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event list: every event, in any order, with the session's selection and search. */
#include "widgets/event-list.h"
#include "widgets/event-cells.h"
#include "widgets/event-model.h"
#include "with-window.h"

#include <unistd.h>

typedef struct
{
  GtkWidget *window;
  AnnalsEventList *list;
  GtkColumnView *view;
  AnnalsSession *session;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->session = create_small_session ();
  fixture->window = gtk_window_new ();
  fixture->list = ANNALS_EVENT_LIST (annals_event_list_new ());
  annals_event_list_set_session (fixture->list, fixture->session);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->list));
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->view = GTK_COLUMN_VIEW (find_typed (GTK_WIDGET (fixture->list), GTK_TYPE_COLUMN_VIEW));
  WAIT_FOR (g_list_model_get_n_items (annals_event_list_get_model (fixture->list)) == 4);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_assert_finalize_object (fixture->session);
}

/* "1 0 2 3": the events as they stand. */
static char *
order_of (Fixture *fixture)
{
  GListModel *model = annals_event_list_get_model (fixture->list);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AnnalsEventItem) item = g_list_model_get_item (model, i);

      g_string_append_printf (order, "%s%u", i > 0 ? " " : "", annals_event_item_get_event (item));
    }
  return g_string_free (order, FALSE);
}

static gboolean
stands_as (Fixture *fixture, const char *expected)
{
  g_autofree char *order = order_of (fixture);

  return g_str_equal (order, expected);
}

static void
sort_by (Fixture *fixture, const char *title, GtkSortType direction)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        {
          gtk_column_view_sort_by_column (fixture->view, column, direction);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  WAIT_FOR (stands_as (fixture, "1 0 2 3")); /* by date; the undated last */
  WAIT_FOR (says (GTK_WIDGET (fixture->list), "27–28 February 2019"));
  g_assert_true (says (GTK_WIDGET (fixture->list), "An undated rumour"));
  g_assert_true (says (GTK_WIDGET (fixture->list), "undated"));
  g_assert_true (says (GTK_WIDGET (fixture->list), "Tests"));
  g_assert_true (says (GTK_WIDGET (fixture->list), "Claimed"));
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title;
    GtkSortType direction;
    const char *order;
  } cases[] = {
    { "Title", GTK_SORT_ASCENDING, "2 3 0 1" },    { "Title", GTK_SORT_DESCENDING, "1 0 3 2" },
    { "Track", GTK_SORT_ASCENDING, "0 3 1 2" },    { "Certainty", GTK_SORT_DESCENDING, "2 1 0 3" },
    { "Sources", GTK_SORT_DESCENDING, "0 1 2 3" }, { "Date", GTK_SORT_ASCENDING, "1 0 2 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sort_by (fixture, cases[i].title, cases[i].direction);
      settle (100);
      g_test_message ("%s", cases[i].title);
      WAIT_FOR (stands_as (fixture, cases[i].order));
    }
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = gtk_column_view_get_model (fixture->view);

  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
  g_assert_true (gtk_selection_model_select_item (model, 1, TRUE));
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, 0);
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  annals_session_select (fixture->session, 2);
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  g_assert_false (gtk_selection_model_is_selected (model, 1));
  /* Another order, the same event. */
  sort_by (fixture, "Title", GTK_SORT_ASCENDING);
  WAIT_FOR (stands_as (fixture, "2 3 0 1"));
  g_assert_true (gtk_selection_model_is_selected (model, 0));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  annals_session_set_search (fixture->session, "nuclear");
  WAIT_FOR (annals_session_get_matches (fixture->session) != NULL);
  settle (100);
  g_assert_true (stands_as (fixture, "1 0 2 3")); /* lit and dimmed in place */
  annals_session_set_hides_others (fixture->session, TRUE);
  WAIT_FOR (stands_as (fixture, "1 0 2"));
  annals_session_set_search (fixture->session, NULL);
  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
}

static void
test_some_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 some[] = { 3, 1 };

  g_array_append_vals (events, some, G_N_ELEMENTS (some));
  annals_event_list_set_events (fixture->list, events, "3 September 2017");
  WAIT_FOR (stands_as (fixture, "1 3"));
  g_assert_true (says (GTK_WIDGET (fixture->list), "3 September 2017"));
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->list), "Show all events"), "clicked");
  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
}

static void
select_rows (Fixture *fixture, guint first, guint n)
{
  GtkSelectionModel *model = gtk_column_view_get_model (fixture->view);

  g_assert_true (gtk_selection_model_select_range (model, first, n, TRUE));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = gtk_column_view_get_model (fixture->view);
  g_autoptr (GtkBitset) selected = NULL;

  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
  gtk_selection_model_select_item (model, 1, TRUE);
  select_rows (fixture, 1, 2); /* hanoi, law: the first stays the session's */
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, 0);
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  /* Another order keeps them both. */
  sort_by (fixture, "Title", GTK_SORT_ASCENDING);
  WAIT_FOR (stands_as (fixture, "2 3 0 1"));
  selected = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (model, 0));
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  /* Taken out, the session's passes on; another choice of the session's is the only one. */
  gtk_selection_model_unselect_item (model, 2);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, 2);
  gtk_selection_model_select_all (model);
  annals_session_select (fixture->session, 1);
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, ANNALS_NO_EVENT);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->list));
  g_autofree char *text = NULL;

  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
  select_rows (fixture, 1, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list), "events.copy", NULL));
  WAIT_FOR (says (GTK_WIDGET (fixture->list), "2 events are copied, with their sources."));
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  WAIT_FOR (text != NULL);
  g_assert_cmpstr (text, ==,
                   "Hanoi summit\n27–28 February 2019 · Talks · Meeting · Established\n"
                   "Ends without a nuclear deal.\n[1] One. no date\n[2] Two. no date\n\n"
                   "A nuclear law\n8 September 2022 · Tests · Decision · Claimed\n");
}

static gboolean
is_labelled (GtkWidget *widget, gconstpointer data)
{
  g_autofree char *difference = NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, data);
  return difference == NULL;
}

/* What a screen reader hears: each cell with its column, the row as a sentence. */
static void
test_labels (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "Date: 27–28 February 2019", "Title: Hanoi summit", "Track: Talks",
                                        "Kind: Meeting",             "Certainty: Claimed",  "Sources: 2",
                                        "Notes: none",               "Date: undated",
                                        "Hanoi summit, 27–28 February 2019, Talks" };

  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
  WAIT_FOR (says (GTK_WIDGET (fixture->list), "An undated rumour"));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_test_message ("%s", labels[i]);
      g_assert_nonnull (find_widget (GTK_WIDGET (fixture->list), is_labelled, labels[i]));
    }
}

/* The column of notes keeps up with the notebook, and so does an order by it. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("annals-list-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "small.notes.jsonld", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AnnalsNotebook) notebook = annals_notebook_new_for_file (file, "urn:x:small", "small.json");

  annals_session_set_notebook (fixture->session, notebook);
  sort_by (fixture, "Notes", GTK_SORT_DESCENDING);
  WAIT_FOR (stands_as (fixture, "1 0 2 3"));
  annals_notebook_add (notebook, "law", "A nuclear law", "2022", "One");
  annals_notebook_add (notebook, "law", "A nuclear law", "2022", "Two");
  annals_notebook_add (notebook, "rumour", "An undated rumour", "", "Three");
  WAIT_FOR (stands_as (fixture, "2 3 1 0"));
  WAIT_FOR (find_widget (GTK_WIDGET (fixture->list), is_labelled, "Notes: 2") != NULL);
  sort_by (fixture, "Notes", GTK_SORT_ASCENDING);
  WAIT_FOR (stands_as (fixture, "1 0 3 2"));
  annals_session_set_notebook (fixture->session, NULL);
  g_assert_true (annals_notebook_save_now (notebook, NULL));
  g_file_delete (file, NULL, NULL);
  rmdir (folder);
}

/* A model of a million rows makes no object before one is asked for. */
static void
test_million (void)
{
  g_autoptr (AnnalsEventModel) model = annals_event_model_new ();
  guint n = 1000000;
  guint32 *events = g_new (guint32, n);
  g_autoptr (AnnalsEventItem) item = NULL;
  g_autoptr (GArray) selected = NULL;
  guint n_selected;
  gint64 begin;

  for (guint i = 0; i < n; i++)
    events[i] = n - 1 - i;
  begin = g_get_monotonic_time ();
  annals_event_model_take_order (model, events, n);
  item = g_list_model_get_item (G_LIST_MODEL (model), 10);
  g_assert_cmpuint (annals_event_item_get_event (item), ==, n - 11);
  g_assert_cmpuint (annals_event_model_find (model, 0), ==, n - 1);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 200 * 1000);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), n));
  /* All of them selected are one run, also in another order, and no list of a million is made. */
  begin = g_get_monotonic_time ();
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (model));
  events = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    events[i] = i;
  annals_event_model_take_order (model, events, n);
  selected = annals_event_model_get_selected (model, 100, &n_selected);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 500 * 1000);
  g_assert_cmpuint (n_selected, ==, n);
  g_assert_cmpuint (selected->len, ==, 100);
  g_assert_cmpuint (g_array_index (selected, guint32, 99), ==, 99);
}

static int
get_width (Fixture *fixture, guint number)
{
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (fixture->view), number);

  return gtk_column_view_column_get_fixed_width (column);
}

/* Columns are as wide as their words are large; the title has room in a narrow window, too. */
static void
test_text_scale (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, date_width = get_width (fixture, ANNALS_COLUMN_DATE);

  g_assert_cmpint (date_width, >, 100);
  g_assert_cmpint (get_width (fixture, ANNALS_COLUMN_TITLE), >, 100);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * (dpi > 0 ? dpi : 96 * 1024), NULL);
  g_assert_cmpint (get_width (fixture, ANNALS_COLUMN_DATE), ==, 2 * date_width);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (get_width (fixture, ANNALS_COLUMN_DATE), ==, date_width);
}

int
main (int argc, char **argv)
{
  init_in_english (&argc, &argv);
  g_test_add ("/event-list/all", Fixture, NULL, setup, test_all, teardown);
  g_test_add ("/event-list/sort", Fixture, NULL, setup, test_sort, teardown);
  g_test_add ("/event-list/selection", Fixture, NULL, setup, test_selection, teardown);
  g_test_add ("/event-list/search", Fixture, NULL, setup, test_search, teardown);
  g_test_add ("/event-list/some-events", Fixture, NULL, setup, test_some_events, teardown);
  g_test_add ("/event-list/several", Fixture, NULL, setup, test_several, teardown);
  g_test_add ("/event-list/copy", Fixture, NULL, setup, test_copy, teardown);
  g_test_add ("/event-list/labels", Fixture, NULL, setup, test_labels, teardown);
  g_test_add ("/event-list/notes", Fixture, NULL, setup, test_notes, teardown);
  g_test_add ("/event-list/text-scale", Fixture, NULL, setup, test_text_scale, teardown);
  g_test_add_func ("/event-list/million", test_million);
  return g_test_run ();
}
