/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event list: every event, in any order, with the session's selection and search. */
#include "widgets/event-list.h"
#include "widgets/event-model.h"
#include "with-window.h"

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

/* A model of a million rows makes no object before one is asked for. */
static void
test_million (void)
{
  g_autoptr (AnnalsEventModel) model = annals_event_model_new ();
  guint n = 1000000;
  guint32 *events = g_new (guint32, n);
  g_autoptr (AnnalsEventItem) item = NULL;
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
  g_test_add_func ("/event-list/million", test_million);
  return g_test_run ();
}
