/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel: everything of an event is on its page, and its notes are edited in place. */
#include "panel-test.h"
#include "time/words.h"
#include "widgets/note-row.h"
#include "widgets/panel-parts.h"

/* With a notebook of its own. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) file = NULL;

  set_up_panel (fixture, data);
  folder = g_file_new_for_path (fixture->folder);
  file = g_file_get_child (folder, "fixture.notes.jsonld");
  fixture->notebook = annals_notebook_new_for_file (file, "urn:fixture", "fixture.json");
  annals_session_set_notebook (fixture->session, fixture->notebook);
}

/* --- The page --- */

static void
test_nothing_selected (Fixture *fixture, gconstpointer data)
{
  assert_shows (fixture, "\nThree summits and a silence\n");
  assert_shows (fixture, "86 events");
  assert_shows (fixture, "8 tracks");
  assert_hides (fixture, "Add a note");
}

static void
test_everything_of_an_event (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "\nTrump–Kim diplomacy\n",
    " of 16\n",
    "\nHanoi summit breaks off\n",
    "\n27–28 February 2019\n",
    "\nMeeting\n",
    "\nEstablished\n",
    "\nMetropole Hotel, Hanoi\n",
    "2019-02-27/2019-02-28",
    "source pages",
    "The article dates it 2019-02 only",
    "\nNo agreement\n",
    "\nDonald Trump\n",
    "\nKim Jong-un\n",
    "\nsanctions\n",
    "\nRi Yong-ho\n",
    "asserts",
    "disputes",
    "\n1 March 2019\n",
    "assesses",
    "Pyongyang wanted all sanctions lifted",
    "only five of eleven sanctions resolutions were asked for",
    "showed the limits of personal diplomacy",
    "\ndisputed\n",
    "\nSources\n",
    "Business Times (Singapore), 28 February 2019",
    "paragraph 4",
    "\nLinks\n",
    "\nSingapore summit\n",
  };

  select_event (fixture, "S08");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_shows (fixture, words[i]);
  /* A source that only a claim names is in the list too. */
  assert_shows (fixture, "CGTN America");
}

static const char rich[]
  = "{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\",\"title\":\"Track\"}],"
    "\"sources\":[{\"id\":\"a\",\"type\":\"book\",\"title\":\"<i>On</i> & on\",\"URL\":\"javascript:alert(1)\"},"
    "{\"id\":\"b\",\"type\":\"book\",\"title\":\"Second\",\"DOI\":\"10.1000/1\",\"page\":\"4\"}],"
    "\"events\":[{\"id\":\"e\",\"title\":\"<b>Bold</b> & plain\",\"date\":\"2018-06~\","
    "\"dateText\":\"early that summer\",\"kind\":\"skirmish\",\"summary\":\"1 < 2 <span>\","
    "\"sources\":[{\"source\":\"a\",\"quote\":\"said <so>\"},\"b\",\"missing\"],"
    "\"claims\":[{\"by\":\"somebody\",\"stance\":\"doubts\",\"text\":\"x\",\"hedged\":true,\"quote\":\"y\"}],"
    "\"fields\":{\"Depth\":\"12 m\"},"
    "\"media\":[{\"url\":\"file:///etc/passwd\",\"title\":\"A picture\",\"credit\":\"By nobody\"}],"
    "\"links\":[{\"type\":\"follows\",\"to\":\"f\",\"hedged\":true}]},"
    "{\"id\":\"f\",\"title\":\"Other\",\"date\":\"2017\"},{\"id\":\"g\",\"title\":\"Undated\"}]}";

/* Nothing in a file is markup, and nothing opens that is no page, letter or DOI. */
static void
test_hostile_words (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "\n<b>Bold</b> & plain\n", "\nEarly that summer\n", "\nabout June 2018\n", "2018-06~",
    "\n1 < 2 <span>\n",        "\n<i>On</i> & on\n",    "“said <so>”",         "doubts, hedged",
    "\nskirmish\n",            "12 m",                  "\nA picture\n",       "\nBy nobody\n",
    "\nmissing\n",           "p. 4",                  "\nOther\n",           "2017",
  };
  g_autoptr (GPtrArray) buttons = NULL;
  guint n_outward = 0;

  select_event (fixture, "e");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_shows (fixture, words[i]);

  buttons = find_widgets (fixture->panel, GTK_TYPE_BUTTON);
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkActionable *button = g_ptr_array_index (buttons, i);

      if (g_strcmp0 (gtk_actionable_get_action_name (button), "panel.open-uri") != 0)
        continue;
      n_outward++;
      g_assert_cmpstr (g_variant_get_string (gtk_actionable_get_action_target_value (button), NULL), ==,
                       "https://doi.org/10.1000/1");
    }
  g_assert_cmpuint (n_outward, ==, 1);

  select_event (fixture, "g");
  assert_shows (fixture, "No date");
  assert_shows (fixture, "No source is named.");
}

static void
test_jumps (Fixture *fixture, gconstpointer data)
{
  select_event (fixture, "S08");

  click (fixture, "panel.go-to-event", "\n1 March 2019\n");
  g_assert_cmpuint (fixture->chosen, ==, find_event (fixture, "C20"));
  click (fixture, "panel.go-to-event", "\nSingapore summit\n");
  g_assert_cmpuint (fixture->chosen, ==, find_event (fixture, "S05"));
  click (fixture, "panel.search", "Kim Jong-un");
  g_assert_cmpstr (fixture->searched, ==, "actor:\"Kim Jong-un\"");
  click (fixture, "panel.search", "no deal");
  g_assert_cmpstr (fixture->searched, ==, "tag:\"no deal\"");

  fixture->chosen = ANNALS_NO_EVENT;
  click (fixture, "panel.next-event", NULL);
  g_assert_cmpuint (fixture->chosen, ==, annals_session_get_neighbour (fixture->session, +1, FALSE));
}

/* --- Notes --- */

static AnnalsNoteRow *
get_only_row (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = find_widgets (fixture->panel, ANNALS_TYPE_NOTE_ROW);

  g_assert_cmpuint (rows->len, ==, 1);
  return g_ptr_array_index (rows, 0);
}

static GtkTextView *
get_editor (AnnalsNoteRow *row)
{
  g_autoptr (GPtrArray) editors = find_widgets (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW);

  g_assert_cmpuint (editors->len, ==, 1);
  return g_ptr_array_index (editors, 0);
}

static void
type_text (GtkTextView *editor, const char *text)
{
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (editor), text, -1);
}

static char *
get_typed (GtkTextView *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (editor);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static const AnnalsNote *
get_only_note (Fixture *fixture, const char *event_id)
{
  g_autoptr (GPtrArray) notes = annals_notebook_get_event_notes (fixture->notebook, event_id);

  g_assert_cmpuint (notes->len, ==, 1);
  return g_ptr_array_index (notes, 0);
}

static void
test_note_is_written (Fixture *fixture, gconstpointer data)
{
  AnnalsNoteRow *row;
  GtkTextView *editor;
  g_autofree char *typed = NULL;

  select_event (fixture, "S08");
  gtk_widget_activate_action (fixture->panel, "panel.add-note", NULL);
  row = get_only_row (fixture);
  editor = get_editor (row);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (editor)));
  /* No word, no note. */
  g_assert_cmpuint (annals_notebook_get_n_notes (fixture->notebook), ==, 0);

  type_text (editor, "W");
  g_assert_cmpstr (get_only_note (fixture, "S08")->text, ==, "W");
  type_text (editor, "hich five?");
  g_assert_cmpstr (get_only_note (fixture, "S08")->text, ==, "Which five?");
  g_assert_cmpstr (get_only_note (fixture, "S08")->event_title, ==, "Hanoi summit breaks off");
  /* The same editor all the while, with its cursor where it was. */
  g_assert_true (get_only_row (fixture) == row && get_editor (row) == editor);
  type_text (editor, " Ask.");
  typed = get_typed (editor);
  g_assert_cmpstr (typed, ==, "Which five? Ask.");
  wait_until (annals_notebook_get_save_state (fixture->notebook) == ANNALS_SAVE_IDLE);
  assert_shows (fixture, "\nsaved ");

  /* Another event has none; this one has it again. */
  select_event (fixture, "S05");
  assert_hides (fixture, "Which five?");
  g_assert_cmpuint (count_widgets (fixture->panel, ANNALS_TYPE_NOTE_ROW), ==, 0);
  select_event (fixture, "S08");
  g_free (g_steal_pointer (&typed));
  typed = get_typed (get_editor (get_only_row (fixture)));
  g_assert_cmpstr (typed, ==, "Which five? Ask.");
}

/* What changes elsewhere is taken over in place: the row and its editor stay. */
static void
test_note_changes_in_place (Fixture *fixture, gconstpointer data)
{
  const char *id;
  AnnalsNoteRow *row;
  GtkTextView *editor;
  GtkTextIter cursor;
  GtkTextBuffer *buffer;
  g_autofree char *typed = NULL;

  select_event (fixture, "S08");
  id = annals_notebook_add (fixture->notebook, "S08", "Hanoi summit breaks off", "2019-02-27/2019-02-28",
                            "one two");
  row = get_only_row (fixture);
  editor = get_editor (row);
  buffer = gtk_text_view_get_buffer (editor);
  gtk_widget_grab_focus (GTK_WIDGET (editor));
  gtk_text_buffer_get_iter_at_offset (buffer, &cursor, 3);
  gtk_text_buffer_place_cursor (buffer, &cursor);

  annals_notebook_set_text (fixture->notebook, id, "one two three");
  g_assert_true (get_only_row (fixture) == row && get_editor (row) == editor);
  typed = get_typed (editor);
  g_assert_cmpstr (typed, ==, "one two three");
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&cursor), ==, 3);

  /* A page made anew, as when a search is answered, leaves the editor alone. */
  g_signal_emit_by_name (fixture->session, "filter-changed");
  g_assert_true (get_only_row (fixture) == row && gtk_widget_is_focus (GTK_WIDGET (editor)));
}

static void
test_note_tags_and_flag (Fixture *fixture, gconstpointer data)
{
  AnnalsNoteRow *row;
  g_autoptr (GPtrArray) toggles = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  select_event (fixture, "S08");
  gtk_widget_activate_action (fixture->panel, "panel.add-note", NULL);
  row = get_only_row (fixture);
  type_text (get_editor (row), "Text");

  entries = find_widgets (GTK_WIDGET (row), GTK_TYPE_TEXT);
  g_assert_cmpuint (entries->len, ==, 1);
  gtk_editable_set_text (g_ptr_array_index (entries, 0), "  follow up ");
  g_signal_emit_by_name (g_ptr_array_index (entries, 0), "activate");
  gtk_editable_set_text (g_ptr_array_index (entries, 0), "follow up");
  g_signal_emit_by_name (g_ptr_array_index (entries, 0), "activate");
  g_assert_cmpuint (g_strv_length (get_only_note (fixture, "S08")->tags), ==, 1);
  g_assert_cmpstr (get_only_note (fixture, "S08")->tags[0], ==, "follow up");
  assert_shows (fixture, "\nfollow up\n");

  toggles = find_widgets (GTK_WIDGET (row), GTK_TYPE_TOGGLE_BUTTON);
  g_assert_cmpuint (toggles->len, ==, 3);
  gtk_toggle_button_set_active (g_ptr_array_index (toggles, 0), TRUE);
  g_assert_cmpint (get_only_note (fixture, "S08")->flag, ==, ANNALS_FLAG_STAR);
  gtk_toggle_button_set_active (g_ptr_array_index (toggles, 2), TRUE);
  g_assert_cmpint (get_only_note (fixture, "S08")->flag, ==, ANNALS_FLAG_DOUBT);
  g_assert_false (gtk_toggle_button_get_active (g_ptr_array_index (toggles, 0)));
  gtk_toggle_button_set_active (g_ptr_array_index (toggles, 2), FALSE);
  g_assert_cmpint (get_only_note (fixture, "S08")->flag, ==, ANNALS_FLAG_NONE);
}

static void
test_note_is_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *undone = NULL;
  g_autofree char *typed = NULL;

  select_event (fixture, "S08");
  gtk_widget_activate_action (fixture->panel, "panel.add-note", NULL);
  type_text (get_editor (get_only_row (fixture)), "Text");
  gtk_widget_activate_action (GTK_WIDGET (get_only_row (fixture)), "note.delete", NULL);
  g_assert_cmpuint (annals_notebook_get_n_notes (fixture->notebook), ==, 0);
  wait_ms (50);
  g_assert_cmpuint (count_widgets (fixture->panel, ANNALS_TYPE_NOTE_ROW), ==, 0);

  undone = annals_notebook_undo (fixture->notebook);
  g_assert_cmpstr (undone, ==, "S08");
  typed = get_typed (get_editor (get_only_row (fixture)));
  g_assert_cmpstr (typed, ==, "Text");
}

/* An empty note that is left is no note. */
static void
test_empty_note_goes (Fixture *fixture, gconstpointer data)
{
  select_event (fixture, "S08");
  gtk_widget_activate_action (fixture->panel, "panel.add-note", NULL);
  g_assert_true (annals_note_row_is_writing (get_only_row (fixture)));
  gtk_widget_activate_action (fixture->panel, "panel.leave-note", NULL);
  wait_until (count_widgets (fixture->panel, ANNALS_TYPE_NOTE_ROW) == 0);
  g_assert_cmpuint (annals_notebook_get_n_notes (fixture->notebook), ==, 0);
  g_assert_false (annals_notebook_can_undo (fixture->notebook));
}

static void
test_changed_event (Fixture *fixture, gconstpointer data)
{
  annals_notebook_add (fixture->notebook, "S08", "Hanoi summit breaks off", "2019-02-28", "Old");
  select_event (fixture, "S08");
  assert_shows (fixture, "The event has changed since: was 28 February 2019");
}

/* The tag says that it is another version; without the tag it is a note as any other. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (annals_notebook_add (fixture->notebook, "S08", NULL, NULL, "Other words"));

  annals_notebook_set_tags (fixture->notebook, id, (const char *const[]) { "conflict", NULL });
  select_event (fixture, "S08");
  assert_shows (fixture, "Another version of a note that was changed in two places");
  annals_notebook_set_tags (fixture->notebook, id, (const char *const[]) { "settled", NULL });
  wait_ms (50);
  assert_hides (fixture, "Another version");
}

/* When a note was changed is told under the pointer, if that is another time than it was made. */
static void
test_changed_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) later = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  guint n_told = 0;
  AnnalsNote note;

  annals_notebook_add (fixture->notebook, "S08", "Hanoi summit breaks off", "2019-02-27/2019-02-28", "Old");
  select_event (fixture, "S08");
  note = *get_only_note (fixture, "S08");
  later = g_date_time_add_days (note.created, 2);
  changed = annals_local_time_to_words (later);
  labels = find_widgets (GTK_WIDGET (get_only_row (fixture)), GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    g_assert_null (gtk_widget_get_tooltip_text (g_ptr_array_index (labels, i)));
  note.modified = later;
  annals_note_row_update (get_only_row (fixture), &note);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *tooltip = gtk_widget_get_tooltip_text (g_ptr_array_index (labels, i));

      n_told += tooltip != NULL && strstr (tooltip, changed) != NULL;
    }
  g_assert_cmpuint (n_told, ==, 1);
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) revealers = NULL;

  select_event (fixture, "S08");
  annals_side_panel_set_is_sheet (ANNALS_SIDE_PANEL (fixture->panel), TRUE);
  revealers = find_widgets (fixture->panel, GTK_TYPE_REVEALER);
  g_assert_cmpuint (revealers->len, ==, 1);
  g_assert_false (gtk_revealer_get_reveal_child (g_ptr_array_index (revealers, 0)));
  assert_shows (fixture, "\n3\nclaims\n4\nsources\n0\nnotes\n");
  gtk_widget_activate_action (fixture->panel, "panel.pull", NULL);
  g_assert_true (gtk_revealer_get_reveal_child (g_ptr_array_index (revealers, 0)));
  gtk_widget_activate_action (fixture->panel, "panel.pull", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (g_ptr_array_index (revealers, 0)));
  gtk_widget_activate_action (fixture->panel, "panel.add-note", NULL);
  g_assert_true (gtk_revealer_get_reveal_child (g_ptr_array_index (revealers, 0)));
}

/* A window moves the panel between its pane and its sheet: its buttons go on working. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GPtrArray) buttons = NULL;

  /* GTK 4.8 loses count of a focus that goes twice before the next frame. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_object_ref (fixture->panel);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  annals_side_panel_set_is_sheet (ANNALS_SIDE_PANEL (fixture->panel), TRUE);
  gtk_box_append (GTK_BOX (box), fixture->panel);
  g_object_unref (fixture->panel);
  select_event (fixture, "S08");
  wait_ms (50);
  buttons = find_widgets (fixture->panel, GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, >, 3);
  for (guint i = 0; i < buttons->len; i++)
    if (!gtk_widget_is_sensitive (g_ptr_array_index (buttons, i)))
      g_error ("A button that calls %s is insensitive",
               gtk_actionable_get_action_name (g_ptr_array_index (buttons, i)));
}

/* Every button says aloud what it does. */
static void
test_by_ear (Fixture *fixture, gconstpointer data)
{
  select_event (fixture, "S08");
  gtk_widget_activate_action (fixture->panel, "panel.add-note", NULL);
  type_text (get_editor (get_only_row (fixture)), "Text");
  assert_buttons_are_named (fixture->panel, 20);
  g_assert_true (gtk_test_accessible_has_property (
    GTK_ACCESSIBLE (get_editor (get_only_row (fixture))), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

int
main (int argc, char **argv)
{
  static const PanelTest tests[] = {
    { "/side-panel/nothing-selected", NULL, test_nothing_selected },
    { "/side-panel/everything-of-an-event", NULL, test_everything_of_an_event },
    { "/side-panel/hostile-words", rich, test_hostile_words },
    { "/side-panel/jumps", NULL, test_jumps },
    { "/side-panel/note-is-written", NULL, test_note_is_written },
    { "/side-panel/note-changes-in-place", NULL, test_note_changes_in_place },
    { "/side-panel/note-tags-and-flag", NULL, test_note_tags_and_flag },
    { "/side-panel/note-is-deleted", NULL, test_note_is_deleted },
    { "/side-panel/empty-note-goes", NULL, test_empty_note_goes },
    { "/side-panel/changed-event", NULL, test_changed_event },
    { "/side-panel/conflict", NULL, test_conflict },
    { "/side-panel/changed-note", NULL, test_changed_note },
    { "/side-panel/sheet", NULL, test_sheet },
    { "/side-panel/moved", NULL, test_moved },
    { "/side-panel/by-ear", NULL, test_by_ear },
  };

  init_test (&argc, &argv);
  return run_panel_tests (tests, G_N_ELEMENTS (tests), set_up);
}
