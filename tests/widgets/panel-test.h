/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the side panel share: a panel in a window, on a file in a folder of its own. */
#pragma once

#include <glib/gstdio.h>

#include "widget-test.h"
#include "widgets/event-page.h"
#include "widgets/side-panel.h"

typedef struct
{
  char *folder;
  AnnalsTimeline *timeline;
  AnnalsSession *session;
  AnnalsNotebook *notebook; /* NULL: none is open */
  GtkWidget *panel;
  GtkWidget *window;
  guint chosen;   /* the last event gone to */
  char *searched; /* the last search */
} Fixture;

static inline void
go_to_event_cb (AnnalsSidePanel *panel, guint event, Fixture *fixture)
{
  fixture->chosen = event;
}

static inline void
search_cb (AnnalsSidePanel *panel, const char *text, Fixture *fixture)
{
  g_free (fixture->searched);
  fixture->searched = g_strdup (text);
}

static inline void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(AnnalsTimeline **) data = annals_loader_load_finish (ANNALS_LOADER (object), result, &error);
  g_assert_no_error (error);
}

/* data: a timeline as text, NULL for the shipped example. It is a file in a folder of its own, so that
 * pictures can lie beside it. */
static inline void
set_up_panel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsLoader) loader = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = data != NULL ? g_strdup (data) : read_example ();
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  stop_animations ();
  fixture->folder = g_dir_make_tmp ("annals-panel-XXXXXX", &error);
  g_assert_no_error (error);
  folder = g_build_filename (fixture->folder, "inside", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  path = g_build_filename (folder, "fixture.json", NULL);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  loader = annals_loader_new (file);
  annals_loader_load_async (loader, NULL, loaded_cb, &fixture->timeline);
  wait_until (fixture->timeline != NULL);

  fixture->session = annals_session_new ();
  annals_session_set_timeline (fixture->session, fixture->timeline, TRUE);
  fixture->panel = annals_side_panel_new ();
  annals_side_panel_set_session (ANNALS_SIDE_PANEL (fixture->panel), fixture->session);
  fixture->window = show_in_window (fixture->panel, 360, 760);
  fixture->chosen = ANNALS_NO_EVENT;
  g_signal_connect (fixture->panel, "go-to-event", G_CALLBACK (go_to_event_cb), fixture);
  g_signal_connect (fixture->panel, "search", G_CALLBACK (search_cb), fixture);
}

static inline void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

static inline void
tear_down_panel (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = g_object_ref (fixture->panel);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  destroy_window (fixture->window);
  g_assert_finalize_object (panel);
  if (fixture->notebook != NULL)
    annals_notebook_save_now (fixture->notebook, NULL);
  g_clear_object (&fixture->notebook);
  g_object_unref (fixture->session);
  /* A page that is gone keeps no timeline; the worker that was indexing it may be a moment later. */
  for (guint wait = 0;
       wait < 5000 && g_atomic_int_get (&G_OBJECT (fixture->timeline)->ref_count) > 1; wait++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_finalize_object (fixture->timeline);
  remove_tree (folder);
  g_free (fixture->folder);
  g_free (fixture->searched);
}

static inline guint
find_event (Fixture *fixture, const char *id)
{
  guint event = annals_timeline_find_event (fixture->timeline, id);

  g_assert_cmpuint (event, !=, ANNALS_NO_EVENT);
  return event;
}

static inline AnnalsEventPage *
get_page (Fixture *fixture)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();

  collect_widgets (fixture->panel, ANNALS_TYPE_EVENT_PAGE, FALSE, pages);
  g_assert_cmpuint (pages->len, ==, 1);
  return g_ptr_array_index (pages, 0);
}

/* Until all of it is on the page, if it is long. */
static inline void
select_event (Fixture *fixture, const char *id)
{
  annals_session_select (fixture->session, find_event (fixture, id));
  wait_until (!annals_event_page_is_reading (get_page (fixture)));
}

static inline void
assert_shows (Fixture *fixture, const char *words)
{
  g_autofree char *text = get_shown_text (fixture->panel);

  if (strstr (text, words) == NULL)
    g_error ("The panel does not show “%s”, but:%s", words, text);
}

static inline void
assert_hides (Fixture *fixture, const char *words)
{
  g_autofree char *text = get_shown_text (fixture->panel);

  if (strstr (text, words) != NULL)
    g_error ("The panel shows “%s”:%s", words, text);
}

/* The first button with these words on it; action: and that calls it, NULL for any. NULL: there is none. */
static inline GtkWidget *
find_button (Fixture *fixture, const char *action, const char *words)
{
  g_autoptr (GPtrArray) buttons = find_widgets (fixture->panel, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkActionable *button = g_ptr_array_index (buttons, i);
      g_autofree char *text = get_shown_text (GTK_WIDGET (button));

      if ((action == NULL || g_strcmp0 (gtk_actionable_get_action_name (button), action) == 0)
          && (words == NULL || strstr (text, words) != NULL))
        return GTK_WIDGET (button);
    }
  return NULL;
}

static inline void
click (Fixture *fixture, const char *action, const char *words)
{
  GtkWidget *button = find_button (fixture, action, words);

  if (button == NULL)
    g_error ("No button “%s” that calls %s", words != NULL ? words : "",
             action != NULL ? action : "anything");
  g_signal_emit_by_name (button, "clicked");
}

/* Every button below has a name for a screen reader; there are more than so many. */
static inline void
assert_buttons_are_named (GtkWidget *widget, guint more_than)
{
  g_autoptr (GPtrArray) buttons = find_widgets (widget, GTK_TYPE_BUTTON);

  g_assert_cmpuint (buttons->len, >, more_than);
  for (guint i = 0; i < buttons->len; i++)
    if (!gtk_test_accessible_has_property (g_ptr_array_index (buttons, i), GTK_ACCESSIBLE_PROPERTY_LABEL))
      {
        g_autofree char *text = get_shown_text (g_ptr_array_index (buttons, i));

        g_error ("A button has no name for a screen reader:%s", text);
      }
}

typedef struct
{
  const char *name;
  const char *json; /* NULL: the shipped example */
  void (*test) (Fixture *, gconstpointer);
} PanelTest;

/* As g_test_run (). set_up: set_up_panel (), or one that calls it. */
static inline int
run_panel_tests (const PanelTest *tests, guint n, void (*set_up) (Fixture *, gconstpointer))
{
  for (guint i = 0; i < n; i++)
    g_test_add (tests[i].name, Fixture, tests[i].json, set_up, tests[i].test, tear_down_panel);
  return g_test_run ();
}
