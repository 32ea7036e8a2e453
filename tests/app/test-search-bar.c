/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search bar: what is typed is searched, shown as chips, stepped through, undone by closing. */
#include "widgets/search-bar.h"

#include "widgets/facet-popover.h"
#include "widgets/kept-searches.h"
#include "with-window.h"

static guint went_to;

static void
go_to_event_cb (gpointer data, guint event)
{
  went_to = event;
}

typedef struct
{
  GtkWidget *window;
  GtkWidget *bar;
  GtkWidget *entry;
  AnnalsSession *session;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  went_to = ANNALS_NO_EVENT;
  fixture->session = create_small_session ();
  fixture->window = gtk_window_new ();
  fixture->bar = annals_search_bar_new ();
  annals_search_bar_set_session (ANNALS_SEARCH_BAR (fixture->bar), fixture->session);
  g_signal_connect_swapped (fixture->bar, "go-to-event", G_CALLBACK (go_to_event_cb), NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 200);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->bar);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_FOR (gtk_widget_get_mapped (fixture->window));
  annals_search_bar_open (ANNALS_SEARCH_BAR (fixture->bar));
  fixture->entry = find_typed (fixture->bar, GTK_TYPE_SEARCH_ENTRY);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_assert_finalize_object (fixture->session);
}

static guint
n_matches (Fixture *fixture)
{
  guint n = 0;

  annals_session_get_match_position (fixture->session, &n);
  return n;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "nuclear");
  WAIT_FOR (annals_session_get_matches (fixture->session) != NULL);
  WAIT_FOR (says (fixture->bar, "3 matches"));
  g_assert_true (says (fixture->bar, "any text"));
  g_assert_true (says (fixture->bar, "nuclear"));
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  /* In time: the test of 2017, the summit of 2019, the law of 2022; then round. */
  static const guint order[] = { 1, 0, 2, 1 };

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear");
  WAIT_FOR (n_matches (fixture) == 3);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_signal_emit_by_name (fixture->entry, "activate");
      g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, order[i]);
      g_assert_cmpuint (went_to, ==, order[i]);
    }
  WAIT_FOR (says (fixture->bar, "1 of 3 matches"));
  g_signal_emit_by_name (fixture->entry, "previous-match");
  g_assert_cmpuint (went_to, ==, 2);
  WAIT_FOR (says (fixture->bar, "3 of 3 matches"));
}

static void
test_chip (Fixture *fixture, gconstpointer data)
{
  GtkWidget *remove;

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear after:2019 -track:talks");
  WAIT_FOR (n_matches (fixture) == 1);
  WAIT_FOR (says (fixture->bar, "not track"));
  remove = find_button (fixture->bar, "Remove “after 2019”");
  g_assert_nonnull (remove);
  g_signal_emit_by_name (remove, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==,
                   "nuclear -track:talks");
  WAIT_FOR (n_matches (fixture) == 2);
}

/* What is typed at the end leaves the chips before it alone, and so does the answer. */
static void
test_chips_stay (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first, *second;
  int end = -1;

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear after:2018");
  first = find_button (fixture->bar, "Remove “any text nuclear”");
  second = find_button (fixture->bar, "Remove “after 2018”");
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  WAIT_FOR (n_matches (fixture) == 2);
  g_assert_true (find_button (fixture->bar, "Remove “after 2018”") == second);

  gtk_editable_insert_text (GTK_EDITABLE (fixture->entry), "-06 x", -1, &end);
  WAIT_FOR (find_button (fixture->bar, "Remove “any text x”") != NULL);
  g_assert_true (find_button (fixture->bar, "Remove “any text nuclear”") == first);
  g_assert_null (find_button (fixture->bar, "Remove “after 2018”"));
  g_assert_nonnull (find_button (fixture->bar, "Remove “after 2018-06”"));

  g_signal_emit_by_name (first, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "after:2018-06 x");
  WAIT_FOR (find_button (fixture->bar, "Remove “any text nuclear”") == NULL);
  g_assert_nonnull (find_button (fixture->bar, "Remove “after 2018-06”"));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "anthrax");
  WAIT_FOR (says (fixture->bar, "No event matches"));
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (went_to, ==, ANNALS_NO_EVENT);
}

/* A field that is none is told in words; the rest is searched all the same. */
static void
test_mistake (Fixture *fixture, gconstpointer data)
{
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear befor:2020");
  WAIT_FOR (says (fixture->bar, "*“befor”*"));
  WAIT_FOR (says (fixture->bar, "3 matches"));
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear before:2020");
  WAIT_FOR (says (fixture->bar, "2 matches"));
  g_assert_false (says (fixture->bar, "*“befor”*"));
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  gboolean is_open = TRUE;
  int height = 0;

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear");
  WAIT_FOR (annals_session_get_matches (fixture->session) != NULL);
  g_signal_emit_by_name (fixture->entry, "stop-search");
  g_object_get (fixture->bar, "search-mode-enabled", &is_open, NULL);
  g_assert_false (is_open);
  WAIT_FOR (annals_session_get_matches (fixture->session) == NULL);
  /* It leaves its place to the timeline. */
  gtk_widget_measure (fixture->bar, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  g_assert_cmpint (height, ==, 0);
  /* What was typed is there again, and searched again. */
  annals_search_bar_open (ANNALS_SEARCH_BAR (fixture->bar));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "nuclear");
  WAIT_FOR (n_matches (fixture) == 3);
}

/* On a line of their own or beside the entry, the chips are the same. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear after:2019");
  WAIT_FOR (says (fixture->bar, "2019"));
  annals_search_bar_set_is_narrow (ANNALS_SEARCH_BAR (fixture->bar), TRUE);
  WAIT_FOR (says (fixture->bar, "2019"));
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear before:2020");
  WAIT_FOR (says (fixture->bar, "2020"));
  annals_search_bar_set_is_narrow (ANNALS_SEARCH_BAR (fixture->bar), FALSE);
  WAIT_FOR (says (fixture->bar, "2020"));
}

static void
test_hide_others (Fixture *fixture, gconstpointer data)
{
  GtkWidget *hide = find_typed (fixture->bar, GTK_TYPE_SWITCH);

  g_assert_false (annals_session_get_hides_others (fixture->session));
  gtk_switch_set_active (GTK_SWITCH (hide), TRUE);
  g_assert_true (annals_session_get_hides_others (fixture->session));
  annals_session_set_hides_others (fixture->session, FALSE);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (hide)));
}

/* An answer to another search is never told as this one's: what is stepped to waits for it. */
static void
test_step_at_once (Fixture *fixture, gconstpointer data)
{
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear");
  WAIT_FOR (n_matches (fixture) == 3);
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "law");
  g_signal_emit_by_name (fixture->entry, "activate");
  WAIT_FOR (went_to != ANNALS_NO_EVENT);
  g_assert_cmpuint (went_to, ==, 2);
  WAIT_FOR (says (fixture->bar, "1 of 1 match"));
  /* The entry's own moment is over: the same is not searched again. */
  settle (200);
  g_assert_false (annals_session_is_searching (fixture->session));
}

static void
test_hint (Fixture *fixture, gconstpointer data)
{
  GtkWidget *hint;

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear kind:statement");
  WAIT_FOR (says (fixture->bar, "No event matches"));
  WAIT_FOR (says (fixture->bar, "1 would match without nuclear"));
  WAIT_FOR (says (fixture->bar, "3 would match without kind:statement"));
  hint = find_button (fixture->bar, "3 would match without kind:statement");
  g_assert_nonnull (hint);
  g_signal_emit_by_name (hint, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "nuclear");
  WAIT_FOR (says (fixture->bar, "3 matches"));
  WAIT_FOR (!says (fixture->bar, "*would match*"));
}

static gboolean
is_check_of (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_CHECK_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_widget_get_tooltip_text (widget), data) == 0;
}

static GtkWidget *
find_check (Fixture *fixture, const char *text)
{
  return find_widget (fixture->bar, is_check_of, text);
}

static GtkWidget *
wait_for_check (Fixture *fixture, const char *text)
{
  WAIT_FOR (find_check (fixture, text) != NULL);
  return find_check (fixture, text);
}

static void
test_facets (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check;

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "nuclear");
  annals_search_bar_open_facets (ANNALS_SEARCH_BAR (fixture->bar));
  check = wait_for_check (fixture, "track:\"Talks\"");
  WAIT_FOR (find_check (fixture, "track:\"Tests\"") != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_check (fixture, "track:\"Tests\"")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Tests, 2 events");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_widget_grab_focus (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "nuclear track:\"Talks\"");
  WAIT_FOR (n_matches (fixture) == 1);
  WAIT_FOR (says (fixture->bar, "Talks"));
  /* What is typed is ticked, and its going is too; another track can be weighed beside it. */
  WAIT_FOR (find_check (fixture, "track:\"Talks\"") != NULL
            && gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (fixture, "track:\"Talks\""))));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_check (fixture, "track:\"Tests\"")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Tests, 2 events");
  g_assert_true (gtk_widget_has_focus (find_check (fixture, "track:\"Talks\"")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (fixture, "track:\"Talks\"")), FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "nuclear");
  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "-track:tests");
  WAIT_FOR (find_check (fixture, "track:\"Tests\"") != NULL
            && gtk_check_button_get_inconsistent (GTK_CHECK_BUTTON (find_check (fixture, "track:\"Tests\""))));
  gtk_popover_popdown (GTK_POPOVER (find_typed (fixture->bar, ANNALS_TYPE_FACET_POPOVER)));
}

static void
type_name (GtkWidget *popover, const char *name)
{
  GtkWidget *keep = find_button (popover, "Keep");
  GtkWidget *entry = gtk_widget_get_prev_sibling (keep);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
}

static gboolean
is_entry_of (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget) && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (widget)), data) == 0;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.annals.Annals");
  AnnalsSearchBar *bar = ANNALS_SEARCH_BAR (fixture->bar);
  g_autoptr (GVariant) kept = NULL;
  g_autofree char *printed = NULL;
  GtkWidget *popover, *entry;

  g_settings_reset (settings, "kept-searches");
  annals_search_bar_set_settings (bar, settings);
  annals_search_bar_set_text (bar, "nuclear kind:test");
  annals_search_bar_open_kept (bar);
  popover = find_typed (fixture->bar, ANNALS_TYPE_KEPT_SEARCHES);
  WAIT_FOR (gtk_widget_get_mapped (popover));
  type_name (popover, "  Bombs ");
  annals_search_bar_set_text (bar, "is:undated");
  type_name (popover, "No date");
  WAIT_FOR (says (popover, "Bombs") && says (popover, "nuclear kind:test") && says (popover, "No date"));
  g_signal_emit_by_name (find_button (popover, "Rename “Bombs”"), "clicked");
  entry = find_widget (popover, is_entry_of, "Bombs");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Tests of bombs");
  g_signal_emit_by_name (entry, "activate");
  WAIT_FOR (says (popover, "Tests of bombs") && !says (popover, "Bombs"));
  g_signal_emit_by_name (find_button (popover, "Remove “No date”"), "clicked");
  WAIT_FOR (!says (popover, "No date"));
  kept = g_settings_get_value (settings, "kept-searches");
  printed = g_variant_print (kept, FALSE);
  g_assert_cmpstr (printed, ==, "[('Tests of bombs', 'nuclear kind:test')]");
  /* Chosen, it is searched. */
  g_signal_emit_by_name (gtk_widget_get_prev_sibling (find_button (popover, "Rename “Tests of bombs”")), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "nuclear kind:test");
  WAIT_FOR (n_matches (fixture) == 1);
  g_settings_reset (settings, "kept-searches");
  annals_search_bar_set_settings (bar, NULL);
}

/* Underlined where it stands: from the term's first character to its last. */
static void
test_underline (Fixture *fixture, gconstpointer data)
{
  PangoAttrList *attributes;
  g_autoptr (PangoAttrIterator) iterator = NULL;
  PangoAttribute *underline;

  annals_search_bar_set_text (ANNALS_SEARCH_BAR (fixture->bar), "é befor:2020 nuclear");
  WAIT_FOR (says (fixture->bar, "*“befor”*"));
  attributes = gtk_text_get_attributes (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry))));
  iterator = pango_attr_list_get_iterator (attributes);
  g_assert_true (pango_attr_iterator_next (iterator));
  underline = pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE);
  g_assert_nonnull (underline);
  g_assert_cmpint (((PangoAttrInt *)underline)->value, ==, PANGO_UNDERLINE_ERROR);
  g_assert_cmpuint (underline->start_index, ==, strlen ("é "));
  g_assert_cmpuint (underline->end_index, ==, strlen ("é befor:2020"));
}

int
main (int argc, char **argv)
{
  init_in_english (&argc, &argv);
  g_test_add ("/search-bar/words", Fixture, NULL, setup, test_words, teardown);
  g_test_add ("/search-bar/steps", Fixture, NULL, setup, test_steps, teardown);
  g_test_add ("/search-bar/chip", Fixture, NULL, setup, test_chip, teardown);
  g_test_add ("/search-bar/chips-stay", Fixture, NULL, setup, test_chips_stay, teardown);
  g_test_add ("/search-bar/nothing", Fixture, NULL, setup, test_nothing, teardown);
  g_test_add ("/search-bar/mistake", Fixture, NULL, setup, test_mistake, teardown);
  g_test_add ("/search-bar/close", Fixture, NULL, setup, test_close, teardown);
  g_test_add ("/search-bar/narrow", Fixture, NULL, setup, test_narrow, teardown);
  g_test_add ("/search-bar/hide-others", Fixture, NULL, setup, test_hide_others, teardown);
  g_test_add ("/search-bar/step-at-once", Fixture, NULL, setup, test_step_at_once, teardown);
  g_test_add ("/search-bar/hint", Fixture, NULL, setup, test_hint, teardown);
  g_test_add ("/search-bar/facets", Fixture, NULL, setup, test_facets, teardown);
  g_test_add ("/search-bar/kept", Fixture, NULL, setup, test_kept, teardown);
  g_test_add ("/search-bar/underline", Fixture, NULL, setup, test_underline, teardown);
  return g_test_run ();
}
