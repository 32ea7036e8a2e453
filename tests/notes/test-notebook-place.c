/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a timeline's notebook lies, and that notes are found again when that changes. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "model/builder.h"
#include "notes/notebook-search.h"
#include "notes/notebook.h"

static char *root; /* a folder of this test's own; the user's data folder is in it */

static AnnalsTimeline *
make_timeline (GFile *file, const char *id)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (file);

  annals_builder_set_title (builder, "Story");
  if (id != NULL)
    annals_builder_set_id (builder, id);
  return annals_builder_publish (builder, TRUE);
}

static AnnalsNotebook *
open_for (const char *path_or_uri, const char *id)
{
  g_autoptr (GFile) file = path_or_uri != NULL ? g_file_new_for_commandline_arg (path_or_uri) : NULL;
  g_autoptr (AnnalsTimeline) timeline = make_timeline (file, id);

  return annals_notebook_new_for_timeline (timeline);
}

static void
close_notebook (AnnalsNotebook *notebook)
{
  g_autoptr (GError) error = NULL;

  annals_notebook_save_now (notebook, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (notebook);
}

static char *
make_folder (const char *name)
{
  char *folder = g_build_filename (root, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return folder;
}

static void
test_names (void)
{
  static const struct
  {
    const char *timeline, *notebook;
  } cases[] = {
    { "story.json", "story.notes.jsonld" },     { "a.b.json", "a.b.notes.jsonld" },
    { "story", "story.notes.jsonld" },          { ".story", ".story.notes.jsonld" },
    { "story.jsonl", "story.notes.jsonld" },    { "é 中 #?.json", "é 中 #?.notes.jsonld" },
  };
  g_autofree char *folder = make_folder ("names");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].timeline, NULL);
      AnnalsNotebook *notebook = open_for (path, NULL);
      g_autofree char *name = g_file_get_basename (annals_notebook_get_file (notebook));

      g_assert_cmpstr (name, ==, cases[i].notebook);
      g_assert_false (annals_notebook_is_elsewhere (notebook));
      close_notebook (notebook);
    }
}

/* What has no folder of its own, or one that is not there, is kept with the user's data. */
static void
test_elsewhere (void)
{
  static const struct
  {
    const char *place, *id;
  } cases[] = {
    { "resource:///io/github/annals/story.json", "urn:x:one" },
    { "resource:///io/github/annals/story.json", NULL },
    { "http://example.org/story.json", "urn:x:two" },
    { "/no/such/folder/story.json", NULL },
    { NULL, "urn:x:three" },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AnnalsNotebook *notebook = open_for (cases[i].place, cases[i].id);
      g_autofree char *path = g_file_get_path (annals_notebook_get_file (notebook));
      g_autofree char *again_path = NULL;

      g_assert_true (annals_notebook_is_elsewhere (notebook));
      g_assert_true (g_str_has_prefix (path, g_get_user_data_dir ()));
      /* No other case has written here. */
      g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 0);
      annals_notebook_add (notebook, "S01", "T", "2018", "kept");
      close_notebook (notebook);
      notebook = open_for (cases[i].place, cases[i].id);
      again_path = g_file_get_path (annals_notebook_get_file (notebook));
      g_assert_cmpstr (again_path, ==, path);
      g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 1);
      close_notebook (notebook);
    }
}

/* The folder could not be written, now it can: the notes come home, once. */
static void
test_coming_home (void)
{
  g_autofree char *folder = g_build_filename (root, "later", NULL);
  g_autofree char *path = g_build_filename (folder, "story.json", NULL);
  g_autofree char *notes_path = g_build_filename (folder, "story.notes.jsonld", NULL);
  AnnalsNotebook *notebook = open_for (path, "urn:x:later");
  g_autofree char *id = NULL;

  g_assert_true (annals_notebook_is_elsewhere (notebook));
  id = g_strdup (annals_notebook_add (notebook, "S01", "T", "2018", "written away"));
  close_notebook (notebook);
  g_mkdir (folder, 0700);

  notebook = open_for (path, "urn:x:later");
  g_assert_false (annals_notebook_is_elsewhere (notebook));
  g_assert_nonnull (annals_notebook_find (notebook, id));
  close_notebook (notebook);
  g_assert_true (g_file_test (notes_path, G_FILE_TEST_EXISTS));

  /* Deleted at home, it does not come back from away. */
  notebook = open_for (path, "urn:x:later");
  annals_notebook_delete (notebook, id);
  close_notebook (notebook);
  notebook = open_for (path, "urn:x:later");
  g_assert_null (annals_notebook_find (notebook, id));
  g_assert_cmpint (annals_notebook_get_save_state (notebook), ==, ANNALS_SAVE_IDLE);
  close_notebook (notebook);
}

/* While the notebook was broken notes went beside it; when it is mended both are there. */
static void
test_mended (void)
{
  g_autofree char *folder = make_folder ("mended");
  g_autofree char *path = g_build_filename (folder, "story.json", NULL);
  g_autofree char *notes_path = g_build_filename (folder, "story.notes.jsonld", NULL);
  AnnalsNotebook *notebook = open_for (path, "urn:x:mended");
  g_autofree char *text = NULL;

  annals_notebook_add (notebook, "S01", "T", "2018", "first");
  close_notebook (notebook);
  g_assert_true (g_file_get_contents (notes_path, &text, NULL, NULL));
  g_file_set_contents (notes_path, "{", -1, NULL);

  notebook = open_for (path, "urn:x:mended");
  g_assert_nonnull (annals_notebook_get_read_error (notebook));
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 0);
  annals_notebook_add (notebook, "S01", "T", "2018", "second");
  close_notebook (notebook);

  g_file_set_contents (notes_path, text, -1, NULL);
  notebook = open_for (path, "urn:x:mended");
  g_assert_null (annals_notebook_get_read_error (notebook));
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 2);
  close_notebook (notebook);
}

static void
write_notes (const char *folder, const char *name, const char *id)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  AnnalsNotebook *notebook = open_for (path, id);

  annals_notebook_add (notebook, "S01", "T", "2018", name);
  close_notebook (notebook);
}

/* A timeline's file is renamed without its notebook: which one it is offered, by what lies in the folder. */
static void
test_search (void)
{
  static const struct
  {
    const char *timelines, *notebooks; /* that are there: NAME=ID, parted by spaces */
    const char *id;                    /* of final.json */
    AnnalsNotebookSearchResult expected;
    const char *found;
  } cases[] = {
    { "", "", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_NOTHING, NULL },
    { "", "story.json=urn:x:1", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_FOUND, "story" },
    { "", "a.json=urn:x:2 story.json=urn:x:1 b.json=urn:x:3", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_FOUND, "story" },
    { "story.png story.json.bak", "story.json=urn:x:1", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_FOUND, "story" },
    /* It has a notebook of its own name. */
    { "", "final.json=urn:x:1 story.json=urn:x:1", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_NOTHING, NULL },
    /* A copy: the first timeline is there still, and so are its notes. */
    { "story.json", "story.json=urn:x:1", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_OFFER, "story" },
    { "story.jsonl", "story.json=urn:x:1", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_OFFER, "story" },
    /* Two have the id. */
    { "", "one.json=urn:x:1 two.json=urn:x:1", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_OFFER, "two" },
    /* Another timeline's. */
    { "", "story.json=urn:x:2", "urn:x:1", ANNALS_NOTEBOOK_SEARCH_NOTHING, NULL },
    /* Without an id nothing is certain. */
    { "", "story.json=", NULL, ANNALS_NOTEBOOK_SEARCH_OFFER, "story" },
    { "story.json", "story.json=", NULL, ANNALS_NOTEBOOK_SEARCH_NOTHING, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("search %u", i);
      g_autofree char *folder = make_folder (name);
      g_autofree char *path = g_build_filename (folder, "final.json", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path), found = NULL;
      g_autoptr (AnnalsTimeline) timeline = make_timeline (file, cases[i].id);
      g_auto (GStrv) timelines = g_strsplit (cases[i].timelines, " ", -1);
      g_auto (GStrv) notebooks = g_strsplit (cases[i].notebooks, " ", -1);
      g_autofree char *base = NULL;
      g_autofree char *expected = g_strconcat (cases[i].found != NULL ? cases[i].found : "", ".notes.jsonld", NULL);

      for (guint n = 0; timelines[n] != NULL && *timelines[n] != '\0'; n++)
        {
          g_autofree char *other = g_build_filename (folder, timelines[n], NULL);

          g_assert_true (g_file_set_contents (other, "{}", -1, NULL));
        }
      for (guint n = 0; notebooks[n] != NULL && *notebooks[n] != '\0'; n++)
        {
          char *id = strchr (notebooks[n], '=');

          *id++ = '\0';
          write_notes (folder, notebooks[n], *id != '\0' ? id : NULL);
        }
      g_test_message ("case %u", i);
      g_assert_cmpint (annals_notebook_search (timeline, NULL, &found), ==, cases[i].expected);
      base = found != NULL ? g_file_get_basename (found) : NULL;
      g_assert_cmpstr (base, ==, cases[i].found != NULL ? expected : NULL);
    }
}

/* Another notebook is taken in whole, foreign annotations and unknown members to the byte, and stays as it is;
 * what is here already, or was deleted here, does not come again. */
static void
test_take_in (void)
{
  static const char foreign[] = "{ \"type\": \"Annotation\",  \"x:n\": 1.50, \"target\": \"http://example.org/\" }";
  g_autofree char *folder = make_folder ("take-in");
  g_autofree char *path = g_build_filename (folder, "final.json", NULL);
  g_autofree char *notes_path = g_build_filename (folder, "final.notes.jsonld", NULL);
  g_autofree char *old_path = g_build_filename (folder, "story.notes.jsonld", NULL);
  g_autofree char *bad_path = g_build_filename (folder, "bad.notes.jsonld", NULL);
  g_autoptr (GFile) old_file = g_file_new_for_path (old_path), bad_file = g_file_new_for_path (bad_path);
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GString) edited = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsNotebook *notebook;
  g_autofree char *id = NULL;
  guint n = 0;

  write_notes (folder, "story.json", "urn:x:take-in");
  g_assert_true (g_file_get_contents (old_path, &text, NULL, NULL));
  edited = g_string_new (text);
  g_string_replace (edited, "\"items\": [", "\"items\": [ FOREIGN,", 1);
  g_string_replace (edited, "FOREIGN", foreign, 1);
  g_string_replace (edited, "\"total\": 1", "\"x:shelf\": \"7 b\",  \"total\": 2", 1);
  g_assert_true (g_file_set_contents (old_path, edited->str, -1, NULL));
  g_assert_true (g_file_set_contents (bad_path, "{", -1, NULL));

  notebook = open_for (path, "urn:x:take-in");
  g_assert_false (annals_notebook_take_in (notebook, bad_file, &n, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (annals_notebook_take_in (notebook, old_file, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (annals_notebook_get_n_notes (notebook), ==, 1);
  id = g_strdup (annals_notebook_get_note (notebook, 0)->id);
  close_notebook (notebook);
  g_assert_true (g_file_get_contents (notes_path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, foreign));
  g_assert_nonnull (strstr (after, "\"x:shelf\": \"7 b\""));
  g_clear_pointer (&after, g_free);
  g_assert_true (g_file_get_contents (old_path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, edited->str);
  g_clear_pointer (&after, g_free);

  notebook = open_for (path, "urn:x:take-in");
  g_assert_true (annals_notebook_take_in (notebook, old_file, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  annals_notebook_delete (notebook, id);
  g_assert_true (annals_notebook_take_in (notebook, old_file, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  annals_notebook_add (notebook, "S02", "T", "2018", "mine");
  close_notebook (notebook);
  g_assert_true (g_file_get_contents (notes_path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, foreign));
  g_assert_null (strstr (strstr (after, foreign) + 1, foreign));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  int result;

  root = g_dir_make_tmp ("annals-place-XXXXXX", NULL);
  data = g_build_filename (root, "data", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/notebook-place/names", test_names);
  g_test_add_func ("/notes/notebook-place/elsewhere", test_elsewhere);
  g_test_add_func ("/notes/notebook-place/coming-home", test_coming_home);
  g_test_add_func ("/notes/notebook-place/mended", test_mended);
  g_test_add_func ("/notes/notebook-place/search", test_search);
  g_test_add_func ("/notes/notebook-place/take-in", test_take_in);
  result = g_test_run ();
  remove_tree (root);
  g_free (root);
  return result;
}
