/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of files: kept, bounded, and read as the input that it is. */
#include "view/file-memory.h"

#include <string.h>

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("annals-memory-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_build_filename (fixture->folder, "annals", "lanes.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) inner = g_file_get_parent (fixture->file);

  g_file_delete (fixture->file, NULL, NULL);
  g_file_delete (inner, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
}

static void
save (Fixture *fixture, const char *key, const char *order, const char *folded)
{
  AnnalsLaneMemory memory = { .group_by = ANNALS_GROUP_KIND };
  g_autoptr (GError) error = NULL;

  memory.order[ANNALS_GROUP_TRACK] = g_strsplit (order, "|", -1);
  memory.folded[ANNALS_GROUP_TRACK] = g_strsplit (folded, "|", -1);
  g_assert_true (annals_file_memory_save (fixture->file, key, &memory, &error));
  g_assert_no_error (error);
  annals_lane_memory_clear (&memory);
}

static void
write_text (Fixture *fixture, const char *text, gssize length)
{
  g_autoptr (GFile) inner = g_file_get_parent (fixture->file);
  g_autoptr (GError) error = NULL;

  g_file_make_directory (inner, NULL, NULL);
  g_file_set_contents (g_file_peek_path (fixture->file), text, length, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  AnnalsLaneMemory memory, copy = { 0 };

  g_assert_false (annals_file_memory_load (fixture->file, "a", &memory));
  /* Ids may hold what separates lists, spaces, and any script. */
  save (fixture, "a", "one; two|정상회담| three \\n|", "정상회담");
  save (fixture, "b", "x|y", "");
  g_assert_true (annals_file_memory_load (fixture->file, "a", &memory));
  g_assert_cmpint (memory.group_by, ==, ANNALS_GROUP_KIND);
  g_assert_cmpuint (g_strv_length (memory.order[ANNALS_GROUP_TRACK]), ==, 4);
  g_assert_cmpstr (memory.order[ANNALS_GROUP_TRACK][0], ==, "one; two");
  g_assert_cmpstr (memory.order[ANNALS_GROUP_TRACK][1], ==, "정상회담");
  g_assert_cmpstr (memory.order[ANNALS_GROUP_TRACK][2], ==, " three \\n");
  g_assert_cmpstr (memory.folded[ANNALS_GROUP_TRACK][0], ==, "정상회담");
  /* Nothing said of a grouping is not an empty list. */
  g_assert_null (memory.order[ANNALS_GROUP_KIND]);
  g_assert_null (memory.folded[ANNALS_GROUP_KIND]);
  annals_lane_memory_copy (&memory, &copy);
  g_assert_true (g_strv_equal ((const char *const *) copy.order[ANNALS_GROUP_TRACK],
                               (const char *const *) memory.order[ANNALS_GROUP_TRACK]));
  annals_lane_memory_clear (&copy);
  annals_lane_memory_clear (&memory);

  /* Folded none is remembered as such, too. */
  g_assert_true (annals_file_memory_load (fixture->file, "b", &memory));
  g_assert_nonnull (memory.folded[ANNALS_GROUP_TRACK]);
  g_assert_null (memory.folded[ANNALS_GROUP_TRACK][0]);
  annals_lane_memory_clear (&memory);
}

static void
test_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  AnnalsLaneMemory memory;
  guint n_known = 0;

  for (guint i = 0; i < ANNALS_FILE_MEMORY_MAX + 50; i++)
    g_string_append_printf (text, "[k%u]\nseen=%u\ntrack-order=a;b;\n", i, 1000 + i);
  write_text (fixture, text->str, (gssize) text->len);
  save (fixture, "new", "a", "");
  for (guint i = 0; i < ANNALS_FILE_MEMORY_MAX + 50; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);
      gboolean is_known = annals_file_memory_load (fixture->file, key, &memory);

      n_known += is_known;
      g_assert_cmpint (is_known, ==, i > 50);
      annals_lane_memory_clear (&memory);
    }
  g_assert_cmpuint (n_known, ==, ANNALS_FILE_MEMORY_MAX - 1);
  g_assert_true (annals_file_memory_load (fixture->file, "new", &memory));
  annals_lane_memory_clear (&memory);
}

/* Whatever is in the file, it is read without harm, and the next save mends it. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr (GString) long_list = g_string_new ("[a]\ntrack-order=");
  const char *texts[] = {
    "", "not a key file", "[a]\ngroup-by=nonsense\ntrack-order=\\q;\\;\n", "[a\n[b]]\n===\n",
    "[a]\nseen=99999999999999999999999\ntrack-folded=\xff\xfe;\n", "[a]\n[a]\n[a]\ngroup-by\n", huge,
    "[a]\nseen=-9223372036854775808\ngroup-by=\n", NULL /* long_list */,
  };

  for (guint i = 0; i < 50000; i++)
    g_string_append (long_list, "x;");
  texts[G_N_ELEMENTS (texts) - 1] = long_list->str;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AnnalsLaneMemory memory;

      write_text (fixture, texts[i], -1);
      if (annals_file_memory_load (fixture->file, "a", &memory))
        {
          g_assert_cmpint (memory.group_by, ==, ANNALS_GROUP_TRACK);
          g_assert_true (memory.order[0] == NULL || g_strv_length (memory.order[0]) <= 1000);
        }
      annals_lane_memory_clear (&memory);
      save (fixture, "a", "x|y", "y");
      g_assert_true (annals_file_memory_load (fixture->file, "a", &memory));
      g_assert_cmpstr (memory.order[ANNALS_GROUP_TRACK][1], ==, "y");
      annals_lane_memory_clear (&memory);
    }
}

/* Saves asked for in a row are there in their order once they are waited for. */
static void
test_worker (Fixture *fixture, gconstpointer data)
{
  AnnalsLaneMemory memory;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("lane %u", i);
      AnnalsLaneMemory saved = { 0 };
      const char *order[] = { id, NULL };

      saved.order[ANNALS_GROUP_TRACK] = g_strdupv ((char **) order);
      annals_file_memory_save_async (fixture->file, "a", &saved);
      annals_lane_memory_clear (&saved);
    }
  annals_file_memory_flush ();
  g_assert_true (annals_file_memory_load (fixture->file, "a", &memory));
  g_assert_cmpstr (memory.order[ANNALS_GROUP_TRACK][0], ==, "lane 19");
  annals_lane_memory_clear (&memory);
}

/* Where it cannot be written there is an error, and what was there is left. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "plain", NULL);
  g_autoptr (GFile) below = g_file_new_build_filename (path, "annals", "lanes.ini", NULL);
  AnnalsLaneMemory memory = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "a file", -1, NULL));
  g_assert_false (annals_file_memory_save (below, "a", &memory, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_remove (path), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/file-memory/round-trip", test_round_trip }, { "/file-memory/bound", test_bound },
    { "/file-memory/hostile", test_hostile },       { "/file-memory/worker", test_worker },
    { "/file-memory/unwritable", test_unwritable },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
