/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's notebook as a whole: found after a renaming, offered where that is not certain, signed. */
#include "with-application.h"

static AnnalsNotebook *
notebook_of (AnnalsWindow *window)
{
  return annals_session_get_notebook (annals_window_get_session (window));
}

static void
write_timeline (const char *name)
{
  g_object_unref (write_file (name, small_timeline));
}

/* A timeline with one note, by the window itself. */
static void
write_note (void)
{
  AnnalsWindow *window;

  write_timeline ("story.json");
  window = open_named ("story.json");
  annals_notebook_add (notebook_of (window), "hanoi", "Hanoi summit", "2019-02-27/2019-02-28", "kept");
  close_window (window);
}

/* The timeline is renamed, its notebook is not: it is found by the id, and goes on where it lies. */
static void
test_renamed (void)
{
  g_autofree char *story = path_of ("story.json");
  g_autofree char *final = path_of ("final.json");
  g_autofree char *notes = path_of ("story.notes.jsonld");
  g_autofree char *own_notes = path_of ("final.notes.jsonld");
  g_autofree char *text = NULL;
  AnnalsWindow *window;

  write_note ();
  g_assert_cmpint (g_rename (story, final), ==, 0);
  window = open_named ("final.json");
  WAIT_FOR (annals_notebook_get_n_notes (notebook_of (window)) == 1);
  WAIT_FOR (says (GTK_WIDGET (window), "The notes of this timeline are in story.notes.jsonld."));
  annals_notebook_add (notebook_of (window), "law", "A nuclear law", "2022-09-08", "after");
  close_window (window);
  g_assert_true (g_file_get_contents (notes, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"kept\""));
  g_assert_nonnull (strstr (text, "\"after\""));
  g_assert_false (g_file_test (own_notes, G_FILE_TEST_EXISTS));
  remove_files ();
}

/* A copy beside its original: whose notes they are is not certain, so nothing is taken, and one is offered. */
static void
test_copied (void)
{
  g_autofree char *notes = path_of ("story.notes.jsonld");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  AnnalsWindow *window;

  write_note ();
  g_assert_true (g_file_get_contents (notes, &before, NULL, NULL));
  write_timeline ("copy.json");
  window = open_named ("copy.json");
  WAIT_FOR (says (GTK_WIDGET (window), "story.notes.jsonld may hold notes on this timeline."));
  g_assert_nonnull (find_button (GTK_WIDGET (window), "Choose a notebook…"));
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook_of (window)), ==, 0);
  annals_notebook_add (notebook_of (window), "law", "A nuclear law", "2022-09-08", "the copy's own");
  close_window (window);
  g_assert_true (g_file_get_contents (notes, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  remove_files ();
}

static gboolean
is_shown_entry (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (GTK_IS_DIALOG (at->data))
      return at->data;
  return NULL;
}

/* A large notebook comes a moment after its timeline, and not after another one. */
static void
test_large (void)
{
  g_autofree char *text = g_strnfill (600 * 1024, 'x');
  AnnalsWindow *window;

  write_timeline ("story.json");
  window = open_named ("story.json");
  annals_notebook_add (notebook_of (window), "hanoi", "Hanoi summit", NULL, text);
  close_window (window);

  window = open_named ("story.json");
  WAIT_FOR (notebook_of (window) != NULL);
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook_of (window)), ==, 1);
  annals_window_close_timeline (window);
  g_assert_null (notebook_of (window));
  close_window (window);

  /* Closed while it is read. */
  window = open_named ("story.json");
  annals_window_close_timeline (window);
  for (guint i = 0; i < 300; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (notebook_of (window));
  close_window (window);
  remove_files ();
}

/* The reader's name is asked for in one place, and signs what is written from then on. */
static void
test_author (void)
{
  AnnalsWindow *window;
  AnnalsNotebook *notebook;
  GtkWidget *entry;

  write_timeline ("story.json");
  window = open_named ("story.json");
  notebook = notebook_of (window);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", NULL, "unsigned");
  g_assert_null (annals_notebook_get_note (notebook, 0)->author);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.author", NULL));
  WAIT_FOR (find_dialog () != NULL && find_widget (find_dialog (), is_shown_entry, NULL) != NULL);
  entry = find_widget (find_dialog (), is_shown_entry, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Ada Reader ");
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_ACCEPT);
  WAIT_FOR (find_dialog () == NULL);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", NULL, "signed");
  g_assert_cmpstr (annals_notebook_get_note (notebook, 1)->author, ==, "Ada Reader");
  g_assert_null (annals_notebook_get_note (notebook, 0)->author);
  close_window (window);
  remove_files ();
}

/* Presses a key where the focus is: the application has it first, then the widgets from there upwards. */
static gboolean
press (AnnalsWindow *window, const char *accelerator)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_auto (GStrv) actions = gtk_application_get_actions_for_accel (GTK_APPLICATION (application), accelerator);
  guint key;
  GdkModifierType modifiers;

  if (actions[0] != NULL)
    return gtk_widget_activate_action (GTK_WIDGET (window), actions[0], NULL);
  gtk_accelerator_parse (accelerator, &key, &modifiers);
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

          if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
            continue;
          for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
            {
              g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
              GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

              if (GTK_IS_KEYVAL_TRIGGER (trigger)
                  && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
                  && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
                return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                                     GTK_SHORTCUT_ACTION_EXCLUSIVE, widget,
                                                     gtk_shortcut_get_arguments (shortcut));
            }
        }
    }
  return FALSE;
}

static const AnnalsNote *
first_note_on (AnnalsWindow *window, const char *event_id)
{
  g_autoptr (GPtrArray) notes = annals_notebook_get_event_notes (notebook_of (window), event_id);

  return notes->len > 0 ? notes->pdata[0] : NULL;
}

static void
write_into_panel (AnnalsWindow *window, guint event, const char *text)
{
  GtkWidget *focus;

  annals_session_select (annals_window_get_session (window), event);
  settle (50);
  g_assert_true (press (window, "<Control>n"));
  WAIT_FOR (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (window))));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
}

static void
test_keys (void)
{
  static const struct
  {
    const char *accelerator;
    AnnalsNoteFlag flag;
  } flags[] = {
    { "<Alt>s", ANNALS_FLAG_STAR },
    { "<Alt>q", ANNALS_FLAG_QUESTION },
    { "<Alt>d", ANNALS_FLAG_DOUBT },
    { "<Alt>d", ANNALS_FLAG_NONE },
  };
  AnnalsWindow *window;

  write_timeline ("story.json");
  window = open_named ("story.json");
  write_into_panel (window, 0, "first");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_assert_true (press (window, flags[i].accelerator));
      g_assert_cmpint (first_note_on (window, "hanoi")->flag, ==, flags[i].flag);
    }
  g_assert_true (press (window, "<Alt>t"));
  WAIT_FOR (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (window))), "money");
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (window)), "activate");
  g_assert_cmpstr (first_note_on (window, "hanoi")->tags[0], ==, "money");
  g_assert_true (press (window, "Escape"));
  close_window (window);
  remove_files ();
}

/* Undo goes back through the notes in the order of their writing, whichever event is in the panel. */
static void
test_undo (void)
{
  AnnalsWindow *window;

  write_timeline ("story.json");
  window = open_named ("story.json");
  write_into_panel (window, 0, "first");
  g_assert_true (press (window, "Escape"));
  write_into_panel (window, 2, "second");
  g_assert_nonnull (first_note_on (window, "law"));
  g_assert_true (press (window, "<Control>z"));
  g_assert_null (first_note_on (window, "law"));
  g_assert_nonnull (first_note_on (window, "hanoi"));
  g_assert_true (press (window, "<Control>z"));
  g_assert_null (first_note_on (window, "hanoi"));
  g_assert_cmpuint (annals_session_get_selection (annals_window_get_session (window)), ==, 0);
  g_assert_true (press (window, "<Control><Shift>z"));
  g_assert_cmpstr (first_note_on (window, "hanoi")->text, ==, "first");
  g_assert_null (first_note_on (window, "law"));
  g_assert_true (press (window, "<Control><Shift>z"));
  g_assert_cmpstr (first_note_on (window, "law")->text, ==, "second");
  g_assert_cmpuint (annals_session_get_selection (annals_window_get_session (window)), ==, 2);
  close_window (window);
  remove_files ();
}

static gboolean
is_shown_menu_button (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget);
}

/* A menu that closes gives the focus back a moment later: not from the note that was begun meanwhile. */
static void
test_note_after_menu (void)
{
  AnnalsWindow *window;
  GtkWidget *button;

  write_timeline ("story.json");
  window = open_named ("story.json");
  annals_session_select (annals_window_get_session (window), 0);
  settle (100);
  button = find_widget (GTK_WIDGET (window), is_shown_menu_button, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  settle (300);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  g_assert_true (press (window, "<Control>n"));
  settle (300);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (window))));
  close_window (window);
  remove_files ();
}

int
main (int argc, char **argv)
{
  int status;

  set_up (&argc, &argv);
  g_test_add_func ("/window-notes/renamed", test_renamed);
  g_test_add_func ("/window-notes/copied", test_copied);
  g_test_add_func ("/window-notes/large", test_large);
  g_test_add_func ("/window-notes/author", test_author);
  g_test_add_func ("/window-notes/keys", test_keys);
  g_test_add_func ("/window-notes/undo", test_undo);
  g_test_add_func ("/window-notes/note-after-menu", test_note_after_menu);
  status = g_test_run ();
  tear_down ();
  return status;
}
