/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that a picture becomes: where it may be written, how, and how large it will be. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export-test.h"
#include "formats/loader.h"

/* A place that cannot be written says so, and what was there stays. */
static void
test_unwritable (Export *test, gconstpointer data)
{
  g_autoptr (GFile) nowhere = get_file (test, "no-such-folder/picture.png");
  g_autoptr (GFile) old = get_file (test, "old.png");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_false (annals_export_to_file (test->timeline, &test->options, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_replace_contents (old, "old", 3, NULL, FALSE, 0, NULL, NULL, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (annals_export_to_file (test->timeline, &test->options, old, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_load_contents (old, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
}

/* The event file is never written, by none of its names. */
static void
test_own_file (Export *test, gconstpointer data)
{
  static const char text[] = "{ \"format\": \"annals-1\", \"events\": [] }";
  static const char *const names[] = { "own.png", "soft.png", "hard.png", NULL };
  g_autoptr (GFile) own = get_file (test, "own.png");
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autofree char *soft = g_build_filename (test->folder, "soft.png", NULL);
  g_autofree char *hard = g_build_filename (test->folder, "hard.png", NULL);
  g_autofree char *base = g_path_get_basename (test->folder);

  g_assert_true (g_file_replace_contents (own, text, strlen (text), NULL, FALSE, 0, NULL, NULL, NULL));
  timeline = annals_load_file (own, NULL, NULL);
  g_assert_nonnull (timeline);
  g_assert_cmpint (symlink ("own.png", soft), ==, 0);
  g_assert_cmpint (link (g_file_peek_path (own), hard), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = names[i] == NULL ? g_strconcat ("../", base, "/own.png", NULL) : g_strdup (names[i]);
      g_autoptr (GFile) file = get_file (test, name);
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;

      g_assert_false (annals_export_to_file (timeline, &test->options, file, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
      g_assert_true (g_file_load_contents (own, NULL, &contents, NULL, NULL, NULL));
      g_assert_cmpstr (contents, ==, text);
    }
}

/* A pipe or a device is no place for a picture, and nobody waits for its reader. */
static void
test_special (Export *test, gconstpointer data)
{
  g_autoptr (GFile) pipe = get_file (test, "pipe.png");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (g_file_peek_path (pipe), 0600), ==, 0);
  g_assert_false (annals_export_to_file (test->timeline, &test->options, pipe, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

/* Behind a link the file is replaced as a whole too: who has it open keeps what it was. */
static void
test_replaced (Export *test, gconstpointer data)
{
  static const char *const names[] = { "plain.png", "link.png" };
  g_autoptr (GFile) target = get_file (test, "plain.png");
  g_autofree char *link_path = g_build_filename (test->folder, "link.png", NULL);

  g_assert_cmpint (symlink ("plain.png", link_path), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = get_file (test, names[i]);
      g_autoptr (GFileInputStream) stream = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;
      char before[4] = { 0 };

      g_assert_true (g_file_replace_contents (target, "old", 3, NULL, FALSE, 0, NULL, NULL, NULL));
      stream = g_file_read (target, NULL, &error);
      g_assert_no_error (error);
      annals_export_to_file (test->timeline, &test->options, file, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_input_stream_read_all (G_INPUT_STREAM (stream), before, 3, NULL, NULL, NULL));
      g_assert_cmpstr (before, ==, "old");
      g_assert_true (g_file_load_contents (target, NULL, &contents, NULL, NULL, NULL));
      g_assert_cmpmem (contents, 4, "\x89PNG", 4);
      g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
    }
}

/* What is said before is what the file is like: a PNG within a fifth, the others to the byte. */
static void
test_estimate (Export *test, gconstpointer data)
{
  static const struct
  {
    const char *name;
    AnnalsExportFormat format;
    int width, height;
    double scale;
    gboolean lists_sources;
  } rows[] = { { "p.png", ANNALS_EXPORT_PNG, 1280, 800, 1, FALSE },
               { "p.png", ANNALS_EXPORT_PNG, 1280, 0, 1, TRUE },
               { "p.png", ANNALS_EXPORT_PNG, 1280, 800, 3, TRUE },
               { "p.png", ANNALS_EXPORT_PNG, 3840, 2160, 1, FALSE },
               { "p.png", ANNALS_EXPORT_PNG, 200, 150, 1, FALSE },
               { "p.svg", ANNALS_EXPORT_SVG, 900, 600, 1, TRUE },
               { "p.pdf", ANNALS_EXPORT_PDF, 900, 600, 1, FALSE } };
  g_autofree char *story
      = g_build_filename (g_getenv ("ANNALS_SOURCE_ROOT"), "data", "examples", "korea-summits.json", NULL);
  g_autoptr (GFile) story_file = g_file_new_for_path (story);
  g_autoptr (AnnalsTimeline) timeline = annals_load_file (story_file, NULL, NULL);

  g_assert_nonnull (timeline);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AnnalsExportOptions options;
      AnnalsExportSize size;
      g_autoptr (GFile) file = get_file (test, rows[i].name);
      g_autoptr (GFileInfo) info = NULL;
      g_autoptr (GError) error = NULL;
      double ratio;

      annals_export_options_init (&options);
      options.width = rows[i].width;
      options.height = rows[i].height;
      options.scale = rows[i].scale;
      options.lists_sources = rows[i].lists_sources;
      annals_export_estimate (timeline, &options, rows[i].format, &size, NULL, &error);
      g_assert_no_error (error);
      annals_export_to_file (timeline, &options, file, NULL, &error);
      g_assert_no_error (error);
      info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &error);
      g_assert_no_error (error);
      ratio = (double)size.n_bytes / (double)g_file_info_get_size (info);
      g_test_message ("%s %d × %d × %g: %" G_GUINT64_FORMAT ", %.3f of the file", rows[i].name,
                      options.width, options.height, options.scale, size.n_bytes, ratio);
      g_assert_cmpfloat (ratio, >, rows[i].format == ANNALS_EXPORT_PNG ? 0.8 : 0.9999);
      g_assert_cmpfloat (ratio, <, rows[i].format == ANNALS_EXPORT_PNG ? 1.25 : 1.0001);
    }
}

static void
test_estimate_cancelled (Export *test, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  AnnalsExportSize size;

  g_cancellable_cancel (cancelled);
  g_assert_false (annals_export_estimate (test->timeline, &test->options, ANNALS_EXPORT_PNG, &size,
                                          cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  ADD_EXPORT ("unwritable", test_unwritable);
  ADD_EXPORT ("own-file", test_own_file);
  ADD_EXPORT ("special", test_special);
  ADD_EXPORT ("replaced", test_replaced);
  ADD_EXPORT ("estimate", test_estimate);
  ADD_EXPORT ("estimate-cancelled", test_estimate_cancelled);

  return g_test_run ();
}
