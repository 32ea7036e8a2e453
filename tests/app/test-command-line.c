/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built program's command line: every option, every mistake, its exit status. No display. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static char *folder; /* of the files below; the program runs in it */

static const struct
{
  const char *name;
  const char *text;
} files[] = {
  { "good.json",
    "{ \"format\": \"annals-1\", \"title\": \"Good\", \"asOf\": \"2025-08-26\", \"view\": "
    "\"2017/2025\",\n"
    "  \"tracks\": [ { \"id\": \"talks\", \"title\": \"Talks\" }, { \"id\": \"tests\", \"title\": "
    "\"Tests\" } ],\n"
    "  \"events\": [\n"
    "    { \"id\": \"a\", \"title\": \"Hanoi summit\", \"date\": \"2019-02-27/2019-02-28\", "
    "\"kind\": \"meeting\" },\n"
    "    { \"id\": \"b\", \"title\": \"A\\tmonth\", \"date\": \"2018-06\", \"track\": \"tests\", "
    "\"kind\": \"test\" },\n"
    "    { \"id\": \"c\", \"title\": \"Goes on\", \"date\": \"2019/..\", \"kind\": \"period\" },\n"
    "    { \"id\": \"d\", \"title\": \"Began once\", \"date\": \"/2019\", \"kind\": "
    "\"development\" },\n"
    "    { \"id\": \"e\", \"title\": \"Undated\" },\n"
    "    { \"id\": \"f\", \"title\": \"Far\", \"date\": \"Y-170000002\" },\n"
    "    { \"id\": \"g\", \"title\": \"At noon\", \"date\": \"2018-06-12T12:00:00.5+09:00\" }\n"
    "  ] }\n" },
  { "bad.json", "{ \"format\": \"annals-1\", \"title\": \"Bad\", \"events\": [\n"
                "  { \"id\": \"a\", \"title\": \"Fine\", \"date\": \"2018\" },\n"
                "  { \"title\": \"No id\", \"date\": \"2018\" },\n"
                "  { \"id\": \"c\", \"title\": \"No month\", \"date\": \"2018-13-02\" }\n"
                "] }\n" },
  { "warned.json", "{ \"format\": \"annals-1\", \"title\": \"Warned\", \"events\": [\n"
                   "  { \"id\": \"a\", \"title\": \"A number\", \"date\": 2018 }\n"
                   "] }\n" },
  { "cited.json", "{ \"format\": \"annals-1\", \"title\": \"Cited\", \"asOf\": \"2025-08-26\",\n"
                  "  \"sources\": [ { \"id\": \"s\", \"title\": \"A source\" } ],\n"
                  "  \"events\": [ { \"id\": \"a\", \"title\": \"Cited\", \"date\": \"2018\",\n"
                  "    \"sources\": [ \"s\" ] }, { \"id\": \"b\", \"title\": \"Later\", \"date\": "
                  "\"2025\" } ] }\n" },
  { "minutes.txt", "Minutes of the meeting\n" },
  { "other.json", "{ \"name\": \"no timeline\" }\n" },
  { "timeline.png",
    "{ \"format\": \"annals-1\", \"events\": [ { \"id\": \"a\", \"title\": \"A\", \"date\": "
    "\"2018\" } ] }" },
  { "empty.json", "" },
};

/* What `--list good.json` prints, line by line. */
#define GOOD_LIST                                                                                  \
  "a\t2019-02-27/2019-02-28\t2019-02-27T00:00:00Z\t2019-02-28T00:00:00Z\t2019-02-28T00:00:00Z\t"   \
  "2019-03-01T00:00:00Z\ttalks\tmeeting\tHanoi summit\n"                                           \
  "b\t2018-06\t2018-06-01T00:00:00Z\t2018-07-01T00:00:00Z\t2018-06-01T00:00:00Z\t2018-07-01T00:"   \
  "00:00Z\ttests\t"                                                                                \
  "test\tA month\n"                                                                                \
  "c\t2019/..\t2019-01-01T00:00:00Z\t2020-01-01T00:00:00Z\t+inf\t+inf\ttalks\tperiod\tGoes on\n"   \
  "d\t/2019\t?\t?\t2019-01-01T00:00:00Z\t2020-01-01T00:00:00Z\ttalks\tdevelopment\tBegan once\n"   \
  "e\t\t\t\t\t\ttalks\tother\tUndated\n"                                                           \
  "f\tY-170000002\t-170000002-01-01T00:00:00Z\t-170000001-01-01T00:00:00Z\t-170000002-01-01T00:"   \
  "00:00Z\t"                                                                                       \
  "-170000001-01-01T00:00:00Z\ttalks\tother\tFar\n"                                                \
  "g\t2018-06-12T12:00:00.5+09:00\t2018-06-12T03:00:00.5Z\t2018-06-12T03:00:00.6Z\t2018-06-12T03:" \
  "00:00.5Z\t"                                                                                     \
  "2018-06-12T03:00:00.6Z\ttalks\tother\tAt noon\n"

/* Patterns are GPatternSpec globs over the whole stream; NULL: nothing at all is written. */
typedef struct
{
  const char *name;
  const char *arguments; /* split at spaces */
  int status;
  const char *output;
  const char *errors;
} Case;

static const Case cases[] = {
  { "version", "--version", 0, "annals ?*.?*\n", NULL },
  { "help", "--help", 0,
    "*--export*--range*--size*--scale*--theme*--select*--sources*--check*--list*--convert*--version*--help*",
    NULL },
  { "help-short", "-h", 0, "*--check*", NULL },
  { "list", "--list good.json", 0, GOOD_LIST, NULL },
  { "list-after", "good.json --list", 0, GOOD_LIST, NULL },
  { "list-bad", "--list bad.json", 0, "*a\t2018\t*\tFine\n*", NULL },
  { "list-nothing", "--list", 2, NULL, "annals: --list *FILE.\n" },
  { "list-two", "--list good.json bad.json", 2, NULL, "annals: --list *FILE.\n" },
  { "list-missing", "--list missing.json", 2, NULL,
    "missing.json: error: There is no such file.\n" },
  { "list-inside", "--list good.json/a.json", 2, NULL,
    "good.json/a.json: error: “*/good.json” is a file, not a folder.\n" },
  { "list-minutes", "--list minutes.txt", 2, NULL, "minutes.txt:1:1: error: *\n" },
  { "list-other", "--list other.json", 2, NULL, "other.json*: error: *\n" },
  { "list-empty", "--list empty.json", 2, NULL, "empty.json*: error: *\n" },
  { "list-folder", "--list .", 2, NULL, ".: error: This is a folder, not a file.\n" },
  { "check-good", "--check good.json", 0, NULL, NULL },
  { "check-warned", "--check warned.json", 0, "warned.json:2:*: warning: *\n", NULL },
  { "check-bad", "--check bad.json", 1, "bad.json:3:*: error: *\nbad.json:4:*: error: *\n", NULL },
  { "check-several", "--check good.json bad.json", 1, "bad.json:3:*", NULL },
  { "check-minutes", "--check minutes.txt", 2, NULL, "minutes.txt:1:1: error: *\n" },
  { "check-worst", "--check minutes.txt bad.json good.json", 2, "bad.json:3:*",
    "minutes.txt:1:1: error: *\n" },
  { "check-nothing", "--check", 2, NULL, "annals: --check *FILE.\n" },
  { "empty-name", "--list ", 2, NULL, "annals: *empty*\n" },
  { "empty-output", "--export  good.json", 2, NULL, "annals: *empty*\n" },
  { "empty-conversion", "--convert  good.json", 2, NULL, "annals: *empty*\n" },
  { "no-display", "good.json", 2, NULL, "annals: *display*\n" },
  { "no-display-several", "good.json bad.json missing.json", 2, NULL, "annals: *display*\n" },
  { "no-display-no-file", "--", 2, NULL, "annals: *display*\n" },
  { "both", "--check --list good.json", 2, NULL, "annals: *\n" },
  { "unknown", "--frobnicate good.json", 2, NULL, "annals: *--frobnicate*\n" },
  { "convert", "--convert out.json good.json", 0, NULL, NULL },
  { "convert-list", "--list out.json", 0, GOOD_LIST, NULL },
  { "convert-nothing", "--convert out.json", 2, NULL, "annals: --convert *FILE*\n" },
  { "convert-two", "--convert out.json good.json bad.json", 2, NULL, "annals: --convert *FILE*\n" },
  { "convert-check", "--convert out.json --check good.json", 2, NULL, "annals: *--convert*\n" },
  { "convert-itself", "--convert ./good.json good.json", 2, NULL, "./good.json: error: *\n" },
  { "convert-nowhere", "--convert no/such/out.json good.json", 2, NULL,
    "no/such/out.json: error: There is no folder “*/no/such”.\n" },
  { "convert-inside", "--convert bad.json/out.json good.json", 2, NULL,
    "bad.json/out.json: error: “*/bad.json” is a file, not a folder.\n" },
  { "convert-minutes", "--convert none.json minutes.txt", 2, NULL, "minutes.txt:1:1: error: *\n" },
  { "range-alone", "--range 2018 good.json", 2, NULL, "annals: *--export*\n" },
  { "sources-alone", "--sources good.json", 2, NULL, "annals: *--export*\n" },
  { "export-nothing", "--export out.png", 2, NULL, "annals: --export *FILE*\n" },
  { "export-two", "--export out.png good.json bad.json", 2, NULL, "annals: --export *FILE*\n" },
  { "export-no-name", "--export", 2, NULL, "annals: *--export*\n" },
  { "export-size", "--export out.png --size 1280 good.json", 2, NULL, "annals: --size 1280: *\n" },
  { "export-size-zero", "--export out.png --size 0x800 good.json", 2, NULL,
    "annals: --size 0x800: *\n" },
  { "export-size-more", "--export out.png --size 1x2x3 good.json", 2, NULL,
    "annals: --size 1x2x3: *\n" },
  { "export-size-huge", "--export out.png --size 2000000x2000000 good.json", 2, NULL,
    "out.png: error: *\n" },
  { "export-scale", "--export out.png --scale 0 good.json", 2, NULL, "annals: --scale 0: *\n" },
  { "export-scale-nan", "--export out.png --scale nan good.json", 2, NULL,
    "annals: --scale nan: *\n" },
  { "export-theme", "--export out.png --theme pink good.json", 2, NULL,
    "annals: --theme pink: *\n" },
  { "export-range", "--export out.png --range 2018-13 good.json", 2, NULL,
    "annals: --range 2018-13: *\n" },
  { "export-range-open", "--export out.png --range 2018/.. good.json", 2, NULL,
    "annals: --range 2018/..: *\n" },
  { "export-select", "--export out.png --select zz good.json", 2, NULL,
    "annals: --select zz: *\n" },
  { "export-format", "--export out.gif good.json", 2, NULL, "out.gif: error: *\n" },
  { "export-itself", "--export timeline.png timeline.png", 2, NULL, "timeline.png: error: *never written.\n" },
  { "export-not-itself", "--list timeline.png", 0, "a\t2018\t*", NULL },
  { "export-over-folder", "--export . good.json", 2, NULL, ".: error: *\n" },
  { "export-folder", "--export no/such/out.png good.json", 2, NULL,
    "no/such/out.png: error: There is no folder “*/no/such”.\n" },
  { "export-inside", "--export good.json/out.png good.json", 2, NULL,
    "good.json/out.png: error: “*/good.json” is a file, not a folder.\n" },
  { "export-minutes", "--export out.png minutes.txt", 2, NULL, "minutes.txt:1:1: error: *\n" },
};

/* No display, whatever the suite runs under: an option that needs one fails here. */
static int
run (const char *const *arguments, char **output, char **errors)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
assert_like (const char *pattern, const char *text)
{
  if (pattern == NULL)
    g_assert_cmpstr (text, ==, "");
  else if (strpbrk (pattern, "*?") == NULL || g_str_equal (pattern, GOOD_LIST))
    g_assert_cmpstr (text, ==, pattern);
  else if (!g_pattern_match_simple (pattern, text))
    g_error ("expected %s, got %s", pattern, text);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *line = g_strdup_printf ("%s %s", g_getenv ("ANNALS_PROGRAM"), row->arguments);
  g_auto (GStrv) arguments = g_strsplit (line, " ", -1);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  int status = run ((const char *const *)arguments, &output, &errors);
  const char *newline;

  g_test_message ("%s: %d\n%s%s", row->arguments, status, output, errors);
  g_assert_cmpint (status, ==, row->status);
  assert_like (row->output, output);
  assert_like (row->errors, errors);
  newline = strchr (errors, '\n');
  g_assert_true (newline == NULL || newline[1] == '\0'); /* one line each, and here one at most */
}

typedef struct
{
  const char *name;
  const char *arguments;
  guint32 width, height;
} PictureCase;

static const PictureCase pictures[] = {
  { "plain", "", 1280, 800 },
  { "size", "--size 640x480", 640, 480 },
  { "scale", "--size 640x480 --scale 2", 1280, 960 },
  { "fraction", "--size 640x480 --scale 1.5", 960, 720 },
  { "everything", "--range 2018/2019 --size 800x600 --theme dark --select a", 800, 600 },
  { "print", "--theme print", 1280, 800 },
};

/* The size of out.png, as the program writes it with these arguments. */
static void
draw (const char *words, guint32 *width, guint32 *height)
{
  g_autofree char *line
      = g_strdup_printf ("%s --export out.png %s", g_getenv ("ANNALS_PROGRAM"), words);
  g_auto (GStrv) arguments = g_strsplit (g_strchomp (line), " ", -1);
  g_autofree char *path = g_build_filename (folder, "out.png", NULL);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *png = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_unlink (path);
  g_assert_cmpint (run ((const char *const *)arguments, &output, &errors), ==, 0);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpstr (errors, ==, "");
  g_file_get_contents (path, &png, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
  memcpy (width, png + 16, 4);
  memcpy (height, png + 20, 4);
  *width = GUINT32_FROM_BE (*width);
  *height = GUINT32_FROM_BE (*height);
}

static void
test_picture (gconstpointer data)
{
  const PictureCase *row = data;
  g_autofree char *words = g_strconcat ("good.json ", row->arguments, NULL);
  guint32 width, height;

  draw (words, &width, &height);
  g_assert_cmpuint (width, ==, row->width);
  g_assert_cmpuint (height, ==, row->height);
}

/* The list stands beneath a picture of the size that was asked for. */
static void
test_sources (void)
{
  guint32 width, height, scaled;

  draw ("cited.json --sources", &width, &height);
  g_assert_cmpuint (width, ==, 1280);
  g_assert_cmpuint (height, >, 810);
  g_assert_cmpuint (height, <, 900);
  draw ("cited.json --sources --scale 2", &width, &scaled);
  g_assert_cmpuint (scaled, ==, 2 * height);
  draw ("good.json --sources", &width, &height);
  g_assert_cmpuint (height, ==, 800);
}

/* A full disk under standard output must not pass for success. */
static void
test_full_output (void)
{
  g_autofree char *line = g_strdup_printf ("cd '%s' && exec '%s' --list good.json >/dev/full",
                                           folder, g_getenv ("ANNALS_PROGRAM"));
  const char *const arguments[] = { "sh", "-c", line, NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (arguments, &output, &errors), ==, 2);
  g_assert_true (g_str_has_prefix (errors, "annals: "));
}

static void
write_files (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("annals-command-line-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

      g_file_set_contents (path, files[i].text, -1, &error);
      g_assert_no_error (error);
    }
}

static void
remove_files (void)
{
  static const char *const written[] = { "out.png", "out.gif", "out.json" };

  for (guint i = 0; i < G_N_ELEMENTS (files) + G_N_ELEMENTS (written); i++)
    {
      const char *name
          = i < G_N_ELEMENTS (files) ? files[i].name : written[i - G_N_ELEMENTS (files)];
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("ANNALS_PROGRAM"));
  write_files ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/command-line/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_strconcat ("/command-line/picture/", pictures[i].name, NULL);

      g_test_add_data_func (path, &pictures[i], test_picture);
    }
  g_test_add_func ("/command-line/sources", test_sources);
  g_test_add_func ("/command-line/full-output", test_full_output);
  status = g_test_run ();
  remove_files ();
  return status;
}
