/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading: files that are none, publications, progress, cancelling. */
#include "formats/loader.h"

#include <limits.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>

#include "heed-modes.h"

static char *folder;

static GFile *
file_in_folder (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_new_for_path (path);
}

static GFile *
write_file (const char *name, const char *bytes, gssize length)
{
  g_autoptr (GFile) file = file_in_folder (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), bytes, length, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&file);
}

static char *
timeline_text (guint n_events)
{
  GString *text = g_string_new ("{\"format\":\"annals-1\",\"title\":\"Many\",\"events\":[\n");

  for (guint e = 0; e < n_events; e++)
    g_string_append_printf (text,
                            "%s{\"id\":\"e%u\",\"title\":\"Event number "
                            "%u\",\"date\":\"%04u-%02u\",\"summary\":\"Some words on "
                            "event %u\"}\n",
                            e > 0 ? "," : "", e, e, 1000 + e % 1000, 1 + e % 12, e);
  g_string_append (text, "]}\n");
  return g_string_free (text, FALSE);
}

/* Files that are no timeline: one sentence each, with a place where there is one. */
static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    AnnalsFormatError code;
    guint line, column;
    const char *message;
  } cases[] = {
    { "", 0, ANNALS_FORMAT_ERROR_EMPTY, 1, 1, "empty" },
    { " \n\t\n", 4, ANNALS_FORMAT_ERROR_EMPTY, 1, 1, "white space" },
    { "\xEF\xBB\xBF", 3, ANNALS_FORMAT_ERROR_EMPTY, 1, 1, "white space" },
    { "My notes\n", 9, ANNALS_FORMAT_ERROR_SYNTAX, 1, 1,
      "Line 1, column 1: expected { or [, found “M”." },
    { "{\n  \"한\": x}", -1, ANNALS_FORMAT_ERROR_SYNTAX, 2, 8,
      "Line 2, column 8: expected a value, found “x”." },
    { "{}", 2, ANNALS_FORMAT_ERROR_NOT_TIMELINE, 1, 1, "no timeline that Annals knows" },
    { "\n []", 4, ANNALS_FORMAT_ERROR_NOT_TIMELINE, 2, 2, "“format”: “annals-1”" },
    { "42", 2, ANNALS_FORMAT_ERROR_NOT_TIMELINE, 1, 1, "no timeline" },
    { "\"annals-1\"", 10, ANNALS_FORMAT_ERROR_NOT_TIMELINE, 1, 1, "no timeline" },
    { "{\"format\":\"geojson\",\"events\":[{}]}", -1, ANNALS_FORMAT_ERROR_NOT_TIMELINE, 1, 1,
      "no timeline" },
    { "{\"format\":1,\"events\":[{}]}", -1, ANNALS_FORMAT_ERROR_NOT_TIMELINE, 1, 1, "no timeline" },
    { "{\"a\":1}\n{\"a\":2}\n", -1, ANNALS_FORMAT_ERROR_SYNTAX, 2, 1, "behind the first value" },
    { "\xFF\xFE{\0}\0", 6, ANNALS_FORMAT_ERROR_SYNTAX, 1, 1, "UTF-16" },
    { "\xFE\xFF\0{\0}", 6, ANNALS_FORMAT_ERROR_SYNTAX, 1, 1, "UTF-16" },
    { "{\0}\0", 4, ANNALS_FORMAT_ERROR_SYNTAX, 1, 1, "UTF-16" },
    { "\0\0\0{", 4, ANNALS_FORMAT_ERROR_SYNTAX, 1, 1, "byte 0x00" },
    { "{\"format\":\"annals-1\",\"events\":[{\"id\":\"a\",\"title\":\"b\"}", -1,
      ANNALS_FORMAT_ERROR_SYNTAX, 1, 54, "the end of the file" },
    { "{\"format\":\"annals-1\",\"events\":[]} x", -1, ANNALS_FORMAT_ERROR_SYNTAX, 1, 35,
      "behind the first value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = write_file ("error.json", cases[i].text, cases[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) copy = NULL;
      guint64 line, column;

      g_assert_null (annals_load_file (file, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ANNALS_FORMAT_ERROR, (int)cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_true (g_str_has_suffix (error->message, "."));
      copy = g_error_copy (error);
      g_assert_true (annals_format_error_get_position (copy, &line, &column));
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

static void
test_a_million_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":\"annals-1\",\"events\":[");
  g_autofree char *brackets = g_strnfill (1000000, '[');
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_string_append (text, brackets);
  file = write_file ("deep.json", text->str, text->len);
  g_assert_null (annals_load_file (file, NULL, &error));
  g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "256 deep"));
}

static void
assert_refused (GFile *file, GIOErrorEnum code, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  guint64 line, column;

  g_assert_null (annals_load_file (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, (int)code);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_false (annals_format_error_get_position (error, &line, &column));
}

/* What is there but cannot be read as a file, each told in a sentence of our own. */
static void
test_no_files (void)
{
  g_autoptr (GFile) missing = file_in_folder ("missing.json");
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GFile) plain = write_file ("plain", "{}", 2);
  g_autoptr (GFile) inside = g_file_get_child (plain, "folder/inside.json");
  g_autoptr (GFile) pipe = file_in_folder ("pipe.json");
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFile) loop = file_in_folder ("loop.json");
  g_autofree char *long_name = g_strnfill (NAME_MAX + 1, 'x');
  g_autoptr (GFile) long_file = file_in_folder (long_name);
  g_autoptr (GFile) secret = write_file ("secret.json", "{}", 2);
  g_autoptr (GFile) elsewhere = g_file_new_for_uri ("gopher://example.org/file.json");
  g_autofree char *no_folder
      = g_strdup_printf ("“%s” is a file, not a folder.", g_file_peek_path (plain));
  static const char irregular[]
      = "This is a pipe, a device or a socket; Annals reads regular files.";

  assert_refused (missing, G_IO_ERROR_NOT_FOUND, "There is no such file.");
  assert_refused (directory, G_IO_ERROR_IS_DIRECTORY, "This is a folder, not a file.");
  assert_refused (inside, G_IO_ERROR_NOT_DIRECTORY, no_folder);
  assert_refused (device, G_IO_ERROR_NOT_REGULAR_FILE, irregular);
  g_assert_cmpint (mkfifo (g_file_peek_path (pipe), 0600), ==, 0);
  assert_refused (pipe, G_IO_ERROR_NOT_REGULAR_FILE, irregular);
  g_assert_true (g_file_make_symbolic_link (loop, "loop.json", NULL, NULL));
  assert_refused (loop, G_IO_ERROR_TOO_MANY_LINKS, "Its symbolic links lead in a circle.");
  assert_refused (long_file, G_IO_ERROR_FILENAME_TOO_LONG,
                  "Its name is longer than this system allows.");
  g_assert_cmpint (g_chmod (g_file_peek_path (secret), 0), ==, 0);
  assert_refused (secret, G_IO_ERROR_PERMISSION_DENIED, "You may not read this file.");
  assert_refused (elsewhere, G_IO_ERROR_NOT_SUPPORTED,
                  "Nothing on this computer opens addresses that begin with “gopher:”.");
}

/* A file that says nothing of its length is read to its end all the same, and told what it is. */
static void
test_file_of_unknown_size (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/self/maps");
  g_autoptr (GError) error = NULL;

  g_assert_null (annals_load_file (file, NULL, &error));
  g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_SYNTAX);
}

static void
test_bytes (void)
{
  g_autofree char *text = timeline_text (100);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "A name", NULL);
  g_autoptr (GBytes) untitled = g_bytes_new_static ("{\"format\":\"annals-1\",\"events\":[]}", 33);
  g_autoptr (AnnalsTimeline) unnamed = annals_load_bytes (untitled, "A name", NULL);
  g_autoptr (GBytes) slice = annals_timeline_get_event_bytes (timeline, 42);

  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 100);
  g_assert_cmpstr (annals_timeline_get_title (timeline), ==, "Many");
  g_assert_null (annals_timeline_get_file (timeline));
  g_assert_cmpstr (annals_timeline_get_title (unnamed), ==, "A name");
  g_assert_true (g_str_has_prefix (g_bytes_get_data (slice, NULL), "{\"id\":\"e42\""));
}

/* Elements of every size around a batch's, and one that is many batches long. */
static void
test_large_elements (void)
{
  static const gsize sizes[] = { 1, 65000, 65536, 65537, 160000, 3000000, 5, 100000 };
  g_autoptr (GString) text = g_string_new ("{\"format\":\"annals-1\",\"events\":[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *filler = g_strnfill (sizes[i], 'x');

      g_string_append_printf (text, "%s{\"id\":\"%u\",\"title\":\"t\",\"summary\":\"%s\"}",
                              i > 0 ? "," : "", i, filler);
    }
  g_string_append (text, "]}");
  bytes = g_bytes_new (text->str, text->len);
  timeline = annals_load_bytes (bytes, NULL, NULL);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, G_N_ELEMENTS (sizes));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, i);

      g_assert_cmpuint (strlen (details->summary), ==, sizes[i]);
    }
}

typedef struct
{
  GMainLoop *loop;
  guint sizes[16];
  guint n_publications;
  guint n_progress;
  guint64 last_read;
  AnnalsTimeline *result;
  GError *error;
  GCancellable *cancellable;
  AnnalsTimeline *kept; /* the first publication */
} Watch;

static void
published_cb (AnnalsLoader *loader, AnnalsTimeline *timeline, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (watch->n_publications, <, G_N_ELEMENTS (watch->sizes));
  if (watch->n_publications == 0)
    watch->kept = g_object_ref (timeline);
  watch->sizes[watch->n_publications++] = annals_timeline_get_n_events (timeline);
  if (watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

static void
progress_cb (
    AnnalsLoader *loader, guint64 bytes_read, guint64 bytes_total, guint n_events, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (bytes_read, <=, bytes_total);
  g_assert_cmpuint (bytes_read, >=, watch->last_read);
  watch->last_read = bytes_read;
  watch->n_progress++;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;

  watch->result = annals_loader_load_finish (ANNALS_LOADER (source), result, &watch->error);
  g_main_loop_quit (watch->loop);
}

static void
load (GFile *file, Watch *watch, GCancellable *cancellable)
{
  AnnalsLoader *loader = annals_loader_new (file);

  watch->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (loader, "published", G_CALLBACK (published_cb), watch);
  g_signal_connect (loader, "progress", G_CALLBACK (progress_cb), watch);
  annals_loader_load_async (loader, cancellable, loaded_cb, watch);
  g_main_loop_run (watch->loop);
  /* Whatever is still on its way to us. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_main_loop_unref (watch->loop);
  /* The loading thread may be a moment later to let go of its task. */
  for (guint wait = 0; wait < 5000 && g_atomic_int_get (&G_OBJECT (loader)->ref_count) > 1; wait++)
    g_usleep (1000);
  g_assert_finalize_object (loader);
}

static void
test_publications (void)
{
  g_autofree char *text = timeline_text (150000);
  g_autoptr (GFile) file = write_file ("many.json", text, -1);
  Watch watch = { 0 };

  load (file, &watch, NULL);
  g_assert_no_error (watch.error);
  g_assert_cmpuint (watch.n_publications, ==, 3);
  g_assert_cmpuint (watch.sizes[0], >=, 10000);
  g_assert_cmpuint (watch.sizes[0], <, 11000);
  g_assert_cmpuint (watch.sizes[1], >=, 40000);
  g_assert_cmpuint (watch.sizes[1], <, 41000);
  g_assert_cmpuint (watch.sizes[2], ==, 150000);
  g_assert_true (annals_timeline_is_complete (watch.result));
  g_assert_cmpuint (watch.n_progress, >, 0);
  g_assert_true (g_file_equal (annals_timeline_get_file (watch.result), file));

  /* An event keeps its index, and a publication its details. */
  for (guint e = 0; e < watch.sizes[0]; e += 997)
    {
      g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (watch.kept, e);
      g_autofree char *summary = g_strdup_printf ("Some words on event %u", e);

      g_assert_cmpstr (annals_timeline_get_event_id (watch.kept, e), ==,
                       annals_timeline_get_event_id (watch.result, e));
      g_assert_cmpstr (details->summary, ==, summary);
    }
  g_assert_false (annals_timeline_is_complete (watch.kept));
  g_assert_finalize_object (watch.result);
  g_assert_finalize_object (watch.kept);
}

/* Where most of the file is read, what comes next is the last publication; the first comes in any case. */
static void
test_late_publication (void)
{
  static const guint sizes[] = { 50000, 12000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = timeline_text (sizes[i]);
      g_autoptr (GFile) file = write_file ("late.json", text, -1);
      Watch watch = { 0 };

      load (file, &watch, NULL);
      g_assert_no_error (watch.error);
      g_assert_cmpuint (watch.n_publications, ==, 2);
      g_assert_cmpuint (watch.sizes[0], >=, 10000);
      g_assert_cmpuint (watch.sizes[0], <, 11000);
      g_assert_cmpuint (watch.sizes[1], ==, sizes[i]);
      g_object_unref (watch.result);
      g_object_unref (watch.kept);
    }
}

static void
test_cancel_before (void)
{
  g_autofree char *text = timeline_text (20000);
  g_autoptr (GFile) file = write_file ("many.json", text, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { 0 };

  g_cancellable_cancel (cancellable);
  load (file, &watch, cancellable);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.n_publications, ==, 0);
  g_assert_cmpuint (watch.n_progress, ==, 0);
  g_clear_error (&watch.error);
}

static void
test_cancel_within (void)
{
  g_autofree char *text = timeline_text (300000);
  g_autoptr (GFile) file = write_file ("more.json", text, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .cancellable = cancellable };

  load (file, &watch, cancellable);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (watch.result);
  g_assert_cmpuint (watch.n_publications, ==, 1); /* and none after it was cancelled */
  g_assert_finalize_object (watch.kept);
  g_clear_error (&watch.error);
}

static void
test_async_error (void)
{
  g_autoptr (GFile) file = file_in_folder ("missing.json");
  Watch watch = { 0 };

  load (file, &watch, NULL);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&watch.error);
}

/* Cut at every byte, a timeline is either whole or one located error; never a crash, never half. */
static void
test_truncation (void)
{
  g_autofree char *text = timeline_text (3);
  gsize whole = strlen (text) - 1;

  for (gsize length = 1; length < whole; length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, length);
      g_autoptr (GError) error = NULL;
      guint64 line, column;

      g_assert_null (annals_load_bytes (bytes, NULL, &error));
      g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_SYNTAX);
      g_assert_true (annals_format_error_get_position (error, &line, &column));
    }
}

/* A timeline with bytes changed, dropped and doubled at random opens or gives one located error;
 * what opens can be looked at in every detail. */
static void
test_damage (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "native", "small.json", NULL);
  g_autofree char *text = NULL;
  gsize length;
  guint n_opened = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) damaged = g_string_new_len (text, length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (AnnalsTimeline) timeline = NULL;
      g_autoptr (GError) error = NULL;
      guint n = 1 + g_test_rand_int_range (0, 3);

      for (guint d = 0; d < n; d++)
        {
          gsize at = g_test_rand_int_range (0, damaged->len - 20);
          static const char marks[] = "\"{}[],:0-1e.nt\\u\n \xc3\0";

          switch (g_test_rand_int_range (0, 3))
            {
            case 0:
              damaged->str[at] = marks[g_test_rand_int_range (0, sizeof marks - 1)];
              break;
            case 1:
              g_string_erase (damaged, at, g_test_rand_int_range (1, 20));
              break;
            default:
              g_string_insert_len (damaged, g_test_rand_int_range (0, damaged->len),
                                   text + at % (length - 20), 20);
              break;
            }
        }
      bytes = g_bytes_new (damaged->str, damaged->len);
      timeline = annals_load_bytes (bytes, NULL, &error);
      g_assert_true ((timeline == NULL) == (error != NULL));
      n_opened += timeline != NULL;
      for (guint e = 0; timeline != NULL && e < annals_timeline_get_n_events (timeline); e++)
        annals_event_details_free (annals_timeline_load_details (timeline, e));
    }
  g_assert_cmpuint (n_opened, >, 100);
}

/* A million bad elements: counted, a thousand kept. */
static void
test_a_million_bad (void)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":\"annals-1\",\"events\":[0");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;
  AnnalsProblems *problems;

  for (guint i = 1; i < 1000000; i++)
    g_string_append (text, ",0");
  g_string_append (text, "]}");
  bytes = g_bytes_new (text->str, text->len);
  timeline = annals_load_bytes (bytes, NULL, NULL);
  problems = annals_timeline_get_problems (timeline);
  g_assert_cmpuint (annals_problems_count (problems, ANNALS_SEVERITY_ERROR), ==, 1000000);
  g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, ANNALS_PROBLEMS_KEPT);
  g_assert_cmpuint (annals_problems_get_n_left_out (problems), ==, 1000000);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 0);
}

/* An element that is no event is counted once, however much is wrong with it; one that is an event
 * all the same, whatever is wrong with it, is not. */
static void
test_left_out (void)
{
#define GOOD "{\"id\":\"a\",\"title\":\"A\",\"date\":\"2018\"}"
  static const struct
  {
    const char *text;
    guint n_events, n_left_out;
  } cases[] = {
    { "{\"format\":\"annals-1\",\"events\":[" GOOD "]}", 1, 0 },
    { "{\"format\":\"annals-1\",\"events\":[" GOOD ",3,null,[],\"x\"]}", 1, 4 },
    { "{\"format\":\"annals-1\",\"events\":[{},{\"id\":\"b\"},{\"title\":\"b\",\"kind\":3}," GOOD "]}",
      1, 3 },
    /* A wrong date, a wrong kind, an id seen twice: events without one. */
    { "{\"format\":\"annals-1\",\"events\":[" GOOD "," GOOD ","
      "{\"id\":\"b\",\"title\":\"B\",\"date\":\"2018-13\",\"kind\":3}]}",
      3, 0 },
    /* What is wrong elsewhere is no event's. */
    { "{\"format\":\"annals-1\",\"tracks\":[3,{}],\"events\":[" GOOD "]}", 1, 0 },
    /* What says how to read stands behind the events, or the list stands twice. */
    { "{\"events\":[" GOOD ",3],\"format\":\"annals-1\"}", 1, 1 },
    { "{\"format\":\"annals-1\",\"events\":[" GOOD ",3],\"events\":[4]}", 1, 2 },
    /* Lines that are no JSON, and lines that are no events. */
    { "{\"message\":\"A\",\"datetime\":\"2018-01-01T00:00:00\",\"timestamp_desc\":\"x\"}\n"
      "{\"message\":\n"
      "3\n"
      "{\"datetime\":\"2018-01-01T00:00:00\"}\n"
      "{\"message\":\"B\",\"datetime\":\"2018-01-02T00:00:00\",\"timestamp_desc\":\"x\"}\n",
      2, 3 },
    { "[{\"content\":\"A\",\"start\":\"2018-01-01\"},7,{\"content\":\"B\",\"start\":\"2018-99\"}]", 2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, NULL, &error);
      AnnalsProblems *problems;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      problems = annals_timeline_get_problems (timeline);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, cases[i].n_events);
      g_assert_cmpuint (annals_problems_get_n_left_out (problems), ==, cases[i].n_left_out);
    }
#undef GOOD
}

static void
remove_folder (void)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");

  g_test_init (&argc, &argv, NULL);
  heed_modes ();
  folder = g_dir_make_tmp ("annals-loader-XXXXXX", NULL);
  g_test_add_func ("/formats/loader/errors", test_errors);
  g_test_add_func ("/formats/loader/a-million-deep", test_a_million_deep);
  g_test_add_func ("/formats/loader/no-files", test_no_files);
  g_test_add_func ("/formats/loader/file-of-unknown-size", test_file_of_unknown_size);
  g_test_add_func ("/formats/loader/bytes", test_bytes);
  g_test_add_func ("/formats/loader/large-elements", test_large_elements);
  g_test_add_func ("/formats/loader/publications", test_publications);
  g_test_add_func ("/formats/loader/late-publication", test_late_publication);
  g_test_add_func ("/formats/loader/cancel-before", test_cancel_before);
  g_test_add_func ("/formats/loader/cancel-within", test_cancel_within);
  g_test_add_func ("/formats/loader/async-error", test_async_error);
  g_test_add_func ("/formats/loader/truncation", test_truncation);
  g_test_add_func ("/formats/loader/damage", test_damage);
  g_test_add_func ("/formats/loader/a-million-bad", test_a_million_bad);
  g_test_add_func ("/formats/loader/left-out", test_left_out);
  status = g_test_run ();
  remove_folder ();
  return status;
}
