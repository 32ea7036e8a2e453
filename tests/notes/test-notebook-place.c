/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a timeline's notebook lies, and that notes are found again when that changes. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "model/builder.h"
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
  result = g_test_run ();
  remove_tree (root);
  g_free (root);
  return result;
}
