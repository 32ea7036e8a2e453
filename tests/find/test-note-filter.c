/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which notes are listed, and in which order. */
#include "find/note-filter.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "formats/loader.h"

static const char story[]
    = "{ \"format\": \"annals-1\", \"title\": \"T\", \"events\": [\n"
      "  { \"id\": \"late\", \"title\": \"The harbour burns\", \"date\": \"1950\" },\n"
      "  { \"id\": \"early\", \"title\": \"A ship\", \"date\": \"1900\" },\n"
      "  { \"id\": \"never\", \"title\": \"A rumour\" } ] }";

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsNotebook *notebook;
} Fixture;

static void
add (Fixture *fixture, const char *event_id, const char *date, const char *text, const char *tag, AnnalsNoteFlag flag)
{
  const char *tags[] = { tag, NULL };
  g_autofree char *id
      = g_strdup (annals_notebook_add (fixture->notebook, event_id, "Éclipse over the bay", date, text));

  annals_notebook_set_tags (fixture->notebook, id, tags);
  annals_notebook_set_flag (fixture->notebook, id, flag);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (story, sizeof story - 1);

  fixture->timeline = annals_load_bytes (bytes, "story.json", NULL);
  fixture->notebook = annals_notebook_new_for_timeline (fixture->timeline);
  annals_notebook_set_author (fixture->notebook, "  Ada Reader ");
  add (fixture, "late", "1950", "first", "money", ANNALS_FLAG_NONE);
  add (fixture, "gone", "1925", "second", "Zoo", ANNALS_FLAG_STAR);
  annals_notebook_set_author (fixture->notebook, " ");
  add (fixture, "early", "1900", "third, dearer", "money", ANNALS_FLAG_QUESTION);
  add (fixture, "never", NULL, "fourth", NULL, ANNALS_FLAG_DOUBT);
  add (fixture, "lost", "no date", "fifth", NULL, ANNALS_FLAG_NONE);
  add (fixture, "late", "1950", "sixth 금강산에서", NULL, ANNALS_FLAG_STAR);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Nothing of this is to stay on disk. */
  while (annals_notebook_can_undo (fixture->notebook))
    g_free (annals_notebook_undo (fixture->notebook));
  g_clear_object (&fixture->notebook);
  g_clear_object (&fixture->timeline);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    AnnalsNoteFilter filter;
    const char *expected;
  } cases[] = {
    { { NULL, -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "third second first sixth fourth fifth" },
    { { NULL, -1, NULL, FALSE, ANNALS_NOTE_ORDER_WRITTEN }, "sixth fifth fourth third second first" },
    { { NULL, -1, NULL, TRUE, ANNALS_NOTE_ORDER_EVENT }, "second fifth" },
    { { NULL, ANNALS_FLAG_STAR, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "second sixth" },
    { { NULL, ANNALS_FLAG_DOUBT, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "fourth" },
    { { NULL, ANNALS_FLAG_NONE, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "first fifth" },
    { { NULL, -1, "money", FALSE, ANNALS_NOTE_ORDER_EVENT }, "third first" },
    { { "MONEY", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "third first" },
    { { "harbour", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "first sixth" },
    { { "eclipse", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "second fifth" },
    { { "harb fir", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "first" },
    { { "금강산", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "sixth" },
    { { "ada", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "second first" },
    { { "ada", -1, "Zoo", FALSE, ANNALS_NOTE_ORDER_EVENT }, "second" },
    { { "nowhere", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT }, "" },
    { { " ,", -1, NULL, TRUE, ANNALS_NOTE_ORDER_WRITTEN }, "fifth second" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes
          = annals_note_filter_run (&cases[i].filter, fixture->notebook, fixture->timeline);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint n = 0; n < notes->len; n++)
        {
          const char *text = ((AnnalsNote *) notes->pdata[n])->text;

          g_string_append_printf (found, "%s%.*s", n > 0 ? " " : "", (int) strcspn (text, " ,"), text);
        }
      g_test_message ("case %u", i);
      g_assert_cmpstr (found->str, ==, cases[i].expected);
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
run_on_worker (Fixture *fixture, const AnnalsNoteFilter *filter, GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  annals_note_filter_run_async (filter, fixture->notebook, fixture->timeline, cancellable, listed_cb, &result);
  /* What is edited meanwhile is in the next listing. */
  annals_notebook_set_flag (fixture->notebook, annals_notebook_get_note (fixture->notebook, 0)->id, ANNALS_FLAG_STAR);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  AnnalsNoteFilter filter = { "ada", -1, NULL, FALSE, ANNALS_NOTE_ORDER_WRITTEN };
  g_autoptr (GAsyncResult) result = run_on_worker (fixture, &filter, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsNoteListing) listing = annals_note_filter_run_finish (result, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (listing->tags), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) listing->tags, "money"));
  g_assert_true (g_strv_contains ((const char *const *) listing->tags, "Zoo"));
  g_assert_cmpuint (listing->n_orphans, ==, 2);
  g_assert_cmpuint (listing->notes->len, ==, 2);
  g_assert_cmpstr (((AnnalsNote *) listing->notes->pdata[1])->text, ==, "first");
  g_assert_cmpint (((AnnalsNote *) listing->notes->pdata[1])->flag, ==, ANNALS_FLAG_NONE);
  g_cancellable_cancel (cancellable);
  cancelled = run_on_worker (fixture, &filter, cancellable);
  g_assert_null (annals_note_filter_run_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Each of many is looked at once. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  AnnalsNoteFilter filter = { "third", -1, NULL, FALSE, ANNALS_NOTE_ORDER_EVENT };
  g_autoptr (GPtrArray) notes = NULL;
  gint64 begin;

  for (guint i = 0; i < 900; i++)
    annals_notebook_add (fixture->notebook, i % 2 == 0 ? "late" : "gone", "T", NULL, i % 3 == 0 ? "third" : "other");
  begin = g_get_monotonic_time ();
  notes = annals_note_filter_run (&filter, fixture->notebook, fixture->timeline);
  g_test_message ("906 notes in %d µs", (int) (g_get_monotonic_time () - begin));
  g_assert_cmpuint (notes->len, ==, 301);
}

/* As of now: a note that is written later is not among them, an orphan never. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnnalsBitset) noted
      = annals_notebook_find_events (fixture->notebook, fixture->timeline);
  g_autoptr (AnnalsTimeline) other = NULL;
  g_autoptr (AnnalsBitset) none = NULL;
  static const char other_story[]
      = "{ \"format\": \"annals-1\", \"events\": [ { \"id\": \"x\", \"title\": \"X\" } ] }";
  g_autoptr (GBytes) bytes = g_bytes_new_static (other_story, sizeof other_story - 1);

  g_assert_cmpuint (noted->n_bits, ==, 3);
  g_assert_cmpuint (annals_bitset_count (noted), ==, 3);
  other = annals_load_bytes (bytes, "other.json", NULL);
  g_assert_nonnull (other);
  none = annals_notebook_find_events (fixture->notebook, other);
  g_assert_cmpuint (annals_bitset_count (none), ==, 0);
  add (fixture, "x", NULL, "seventh", NULL, ANNALS_FLAG_NONE);
  g_assert_cmpuint (annals_bitset_count (none), ==, 0);
  annals_bitset_unref (g_steal_pointer (&none));
  none = annals_notebook_find_events (fixture->notebook, other);
  g_assert_true (annals_bitset_contains (none, 0));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("annals-note-filter-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
#define ADD(name, func) g_test_add ("/find/note-filter/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("table", test_table);
  ADD ("lists", test_lists);
  ADD ("many", test_many);
  ADD ("events", test_events);
  result = g_test_run ();
  {
    g_autofree char *annals = g_build_filename (folder, "annals", NULL);
    g_autofree char *notebooks = g_build_filename (annals, "notebooks", NULL);

    g_remove (notebooks);
    g_remove (annals);
    g_remove (folder);
  }
  return result;
}
