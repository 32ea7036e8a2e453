/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures on disk: their size, what is where in them, the same bytes everywhere, and what is
 * refused. */
#include "export/export.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../scene/fixture.h"
#include "export/picture.h"
#include "formats/loader.h"

static const FixtureEvent events[] = {
  { "S05", "Singapore summit", "2018-06-12", ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 1 },
  { "S08", "Hanoi summit breaks off", "2018-09-27T14:30:00", ANNALS_KIND_DECISION,
    ANNALS_CERTAINTY_ESTABLISHED, 1, "two" },
  { "D1", "Diplomatic pause", "2018-02/..", ANNALS_KIND_DEVELOPMENT, ANNALS_CERTAINTY_ESTABLISHED,
    2, "two" },
};

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsExportOptions options;
  char *folder;
} Export;

static void
set_up (Export *test, gconstpointer data)
{
  test->timeline = fixture_timeline (events, G_N_ELEMENTS (events), "2018-12-01");
  annals_export_options_init (&test->options);
  test->options.begin_s = annals_instant_from_civil (2018, 1, 1, 0, 0, 0);
  test->options.end_s = annals_instant_from_civil (2019, 1, 1, 0, 0, 0);
  test->folder = g_dir_make_tmp ("annals-export-XXXXXX", NULL);
}

static void
tear_down (Export *test, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (test->folder);
  g_free (test->folder);
  g_assert_finalize_object (test->timeline);
}

/* One event that rests on n sources, each with a title of so many characters. */
static AnnalsTimeline *
load_sourced (guint n, guint n_characters)
{
  g_autoptr (GString) text = g_string_new ("{ \"format\": \"annals-1\", \"asOf\": \"2018-12-01\", \"sources\": [ ");
  g_autofree char *title = g_strnfill (n_characters, 'w');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{ \"id\": \"s%u\", \"title\": \"%s %u\" }", i > 0 ? ", " : "", i,
                            title, i);
  g_string_append (text, " ], \"events\": [ { \"id\": \"e\", \"title\": \"An event\", "
                         "\"date\": \"2018-03-10\", \"importance\": 1, \"sources\": [ ");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"s%u\"", i > 0 ? ", " : "", i);
  g_string_append (text, " ] } ] }");
  bytes = g_bytes_new (text->str, text->len);
  timeline = annals_load_bytes (bytes, "t.json", &error);
  g_assert_no_error (error);

  return timeline;
}

static GFile *
get_file (Export *test, const char *name)
{
  return g_file_new_build_filename (test->folder, name, NULL);
}

static void
test_sizes (Export *test, gconstpointer data)
{
  static const struct
  {
    int width, height;
    double scale;
    int expected_width, expected_height;
  } rows[] = { { 1280, 800, 1, 1280, 800 },
               { 640, 480, 2, 1280, 960 },
               { 333, 257, 1.5, 500, 386 },
               { 60, 50, 1, 60, 50 },
               { 1, 1, 1, 1, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GFile) file = get_file (test, "picture.png");
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;

      test->options.width = rows[i].width;
      test->options.height = rows[i].height;
      test->options.scale = rows[i].scale;
      annals_export_to_file (test->timeline, &test->options, file, NULL, &error);
      g_assert_no_error (error);
      surface = cairo_image_surface_create_from_png (g_file_peek_path (file));
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, rows[i].expected_width);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, rows[i].expected_height);
      cairo_surface_destroy (surface);
    }
}

/* A landmark is where its date says, in every theme and at every scale. */
static void
test_landmark (Export *test, gconstpointer data)
{
  static const struct
  {
    AnnalsThemeId theme;
    double scale;
    guint32 fill, ground;
  } rows[] = { { ANNALS_THEME_LIGHT, 1, 0xff0072b2, 0xffffffff },
               { ANNALS_THEME_LIGHT, 2, 0xff0072b2, 0xffffffff },
               { ANNALS_THEME_DARK, 1, 0xff3c9bdc, 0xff17181a },
               { ANNALS_THEME_PRINT, 3, 0xff005a8d, 0xffffffff } };
  double day = (annals_instant_from_civil (2018, 6, 12, 12, 0, 0) - test->options.begin_s) / 86400;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsPicture) picture = NULL;
      cairo_surface_t *surface;
      graphene_rect_t box;
      double x = 136 + day / 365 * (1280 - 136);
      double scale = rows[i].scale;

      test->options.theme = rows[i].theme;
      test->options.scale = scale;
      picture = annals_picture_new (test->timeline, &test->options, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (annals_picture_find_event (picture, 0, &box));
      surface = annals_export_to_surface (test->timeline, &test->options, &error);
      g_assert_no_error (error);
      g_assert_cmphex (
          fixture_pixel (surface, x * scale, (box.origin.y + box.size.height / 2) * scale), ==,
          rows[i].fill);
      g_assert_cmphex (
          fixture_pixel (surface, (x - 16) * scale, (box.origin.y + box.size.height / 2) * scale),
          ==, rows[i].ground);
      cairo_surface_destroy (surface);
    }
}

static gboolean
looks_the_same (cairo_surface_t *a, cairo_surface_t *b)
{
  int height = cairo_image_surface_get_height (a), stride = cairo_image_surface_get_stride (a);

  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  g_assert_cmpint (cairo_image_surface_get_stride (b), ==, stride);

  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize)stride * (gsize)height)
         == 0;
}

/* The picture that the window shows, of lanes as the reader has arranged them: at the window's scale every
 * pixel is the same. */
static void
test_as_on_screen (Export *test, gconstpointer data)
{
  Fixture screen;
  PangoContext *context = annals_text_create_context ();
  g_autoptr (AnnalsArrangement) plain = NULL;
  cairo_surface_t *last = NULL;

  fixture_init (&screen, fixture_timeline (events, G_N_ELEMENTS (events), "2018-12-01"),
                ANNALS_THEME_LIGHT, test->options.begin_s, test->options.end_s, 1280, 400);
  annals_text_context_round (context);
  annals_text_cache_unref (screen.text);
  screen.frame.text = screen.text = annals_text_cache_new (context, 1);
  g_object_unref (context);
  plain = annals_arrangement_new (screen.grouping, NULL, NULL);
  test->options.height = 400;
  test->options.shows_title = FALSE;
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AnnalsArrangement) folded
          = i % 2 == 1 ? annals_arrangement_fold (plain, 1, TRUE) : annals_arrangement_ref (plain);
      g_autoptr (AnnalsArrangement) arrangement
          = i > 1 ? annals_arrangement_move (folded, 1, -1) : annals_arrangement_ref (folded);
      g_autofree double *heights
          = annals_scene_measure_lane_names (screen.grouping, screen.text, 136);
      g_autofree AnnalsLanes *lanes = annals_lanes_new (screen.rows, arrangement, &screen.frame.metrics,
                                                        heights, screen.frame.view.height_px);
      g_autoptr (AnnalsScene) scene = NULL;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *drawn, *exported;

      screen.frame.lanes = lanes;
      scene = annals_scene_build (&screen.frame);
      drawn = fixture_draw (annals_scene_get_node (scene), 1280, 400);
      test->options.arrangement = arrangement;
      exported = annals_export_to_surface (screen.timeline, &test->options, &error);
      g_assert_no_error (error);
      test->options.arrangement = NULL;
      g_assert_true (looks_the_same (exported, drawn));
      if (last != NULL)
        g_assert_false (looks_the_same (exported, last));
      g_clear_pointer (&last, cairo_surface_destroy);
      last = exported;
      cairo_surface_destroy (drawn);
    }
  cairo_surface_destroy (last);
  fixture_clear (&screen);
}

/* A today line is drawn where it is asked for, and else not. */
static void
test_today (Export *test, gconstpointer data)
{
  double day = 86400, from_s = test->options.begin_s;
  g_autoptr (GError) error = NULL;
  int x = (int) (136 + 250.0 / 365 * (1280 - 136));
  guint32 column[2][800];

  g_assert_true (isnan (test->options.today_s));
  for (guint with = 0; with < 2; with++)
    {
      cairo_surface_t *surface;

      test->options.today_s = with ? from_s + 250 * day : NAN;
      surface = annals_export_to_surface (test->timeline, &test->options, &error);
      g_assert_no_error (error);
      for (int y = 0; y < 800; y++)
        {
          column[with][y] = 0;
          for (int near = x - 2; near <= x + 2; near++)
            column[with][y] += fixture_pixel (surface, near, y);
        }
      cairo_surface_destroy (surface);
    }
  g_assert_true (memcmp (column[0], column[1], sizeof column[0]) != 0);
}

static GBytes *
export_in_zone (Export *test, const char *zone, const char *name)
{
  g_autoptr (GFile) file = get_file (test, name);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  GBytes *bytes;

  g_setenv ("TZ", zone, TRUE);
  tzset ();
  annals_export_to_file (test->timeline, &test->options, file, NULL, &error);
  g_assert_no_error (error);
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
  tzset ();
  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  g_assert_no_error (error);

  return bytes;
}

/* The same file gives the same picture in every time zone, and a second time. */
static void
test_same_bytes (Export *test, gconstpointer data)
{
  static const char *const names[] = { "picture.png", "picture.pdf" };

  test->options.shows_legend = TRUE;
  test->options.selection = 1;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) seoul = export_in_zone (test, "Asia/Seoul", names[i]);
      g_autoptr (GBytes) honolulu = export_in_zone (test, "Pacific/Honolulu", names[i]);
      g_autoptr (GBytes) utc = export_in_zone (test, "UTC", names[i]);

      g_assert_true (g_bytes_equal (seoul, honolulu));
      g_assert_true (g_bytes_equal (seoul, utc));
      g_assert_cmpuint (g_bytes_get_size (seoul), >, 1000);
    }
}

static void
test_vectors (Export *test, gconstpointer data)
{
  static const struct
  {
    const char *name, *begin;
  } rows[] = { { "picture.svg", "<?xml" }, { "picture.pdf", "%PDF-" }, { "PICTURE.SVG", "<?xml" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GFile) file = get_file (test, rows[i].name);
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;

      g_assert_true (annals_export_to_file (test->timeline, &test->options, file, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, &error));
      g_assert_true (g_str_has_prefix (contents, rows[i].begin));
    }
}

static void
test_refused (Export *test, gconstpointer data)
{
  static const struct
  {
    int width, height;
    double scale;
  } sizes[] = { { 0, 800, 1 },       { 1280, -1, 1 },    { 1280, 800, 0 },
                { 1280, 800, -2 },   { 1280, 800, NAN }, { 40000, 10, 1 },
                { 20000, 20000, 1 }, { 1280, 800, 1e9 }, { G_MAXINT, G_MAXINT, 1 } };
  static const char *const names[] = { "picture.jpg", "picture", "png", ".gif" };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GFile) file = get_file (test, "refused.png");
      g_autoptr (GError) error = NULL;

      test->options.width = sizes[i].width;
      test->options.height = sizes[i].height;
      test->options.scale = sizes[i].scale;
      g_assert_false (annals_export_to_file (test->timeline, &test->options, file, NULL, &error));
      g_assert_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_SIZE);
      g_assert_false (g_file_query_exists (file, NULL));
    }

  annals_export_options_init (&test->options);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = get_file (test, names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (annals_export_to_file (test->timeline, &test->options, file, NULL, &error));
      g_assert_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_FORMAT);
    }
}

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

static void
test_transparent (Export *test, gconstpointer data)
{
  cairo_surface_t *surface;

  test->options.is_transparent = TRUE;
  surface = annals_export_to_surface (test->timeline, &test->options, NULL);
  g_assert_cmphex (fixture_pixel (surface, 1000, 700), ==, 0);
  cairo_surface_destroy (surface);
  test->options.is_transparent = FALSE;
  surface = annals_export_to_surface (test->timeline, &test->options, NULL);
  g_assert_cmphex (fixture_pixel (surface, 1000, 700), ==, 0xffffffff);
  cairo_surface_destroy (surface);
}

/* No event at all, or none with a date: an empty picture, no trouble. */
static void
test_empty (Export *test, gconstpointer data)
{
  g_autoptr (AnnalsTimeline) empty = fixture_timeline (NULL, 0, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  annals_export_options_init (&test->options);
  test->options.shows_legend = TRUE;
  bytes = annals_export_to_png (empty, &test->options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
}

/* Is every pixel of rows from…to of `a` in `b` as many rows below? */
static gboolean
are_rows_alike (cairo_surface_t *a, cairo_surface_t *b, int from, int to)
{
  int stride = cairo_image_surface_get_stride (a);

  g_assert_cmpint (cairo_image_surface_get_stride (b), ==, stride);

  return memcmp (cairo_image_surface_get_data (a) + (gsize)stride * (gsize)from,
                 cairo_image_surface_get_data (b) + (gsize)stride * (gsize)from,
                 (gsize)stride * (gsize)(to - from))
         == 0;
}

/* The picture grows by the list; above it all is as without, but for the row that has numbers. */
static void
test_sources (Export *test, gconstpointer data)
{
  static const guint rows[][2] = { { 1, 20 }, { 9, 20 }, { 40, 20 }, { 3, 2000 } };
  int last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AnnalsTimeline) timeline = load_sourced (rows[i][0], rows[i][1]);
      g_autoptr (AnnalsPicture) picture = NULL;
      g_autoptr (GError) error = NULL;
      graphene_rect_t box;
      cairo_surface_t *plain, *listed;
      int height, top, bottom;

      test->options.lists_sources = FALSE;
      plain = annals_export_to_surface (timeline, &test->options, &error);
      g_assert_no_error (error);
      test->options.lists_sources = TRUE;
      listed = annals_export_to_surface (timeline, &test->options, &error);
      g_assert_no_error (error);
      height = cairo_image_surface_get_height (listed);
      g_assert_cmpint (cairo_image_surface_get_height (plain), ==, 800);
      g_assert_cmpint (height, >=, 800 + 30);
      g_assert_cmpint (height, !=, last);
      last = height;

      picture = annals_picture_new (timeline, &test->options, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (annals_picture_get_height (picture), ==, 800);
      g_assert_cmpint (annals_picture_get_whole_height (picture), ==, height);
      g_assert_true (annals_picture_find_event (picture, 0, &box));
      top = (int)box.origin.y - 4;
      bottom = (int)(box.origin.y + box.size.height) + 4;
      g_assert_true (are_rows_alike (plain, listed, 0, top));
      g_assert_false (are_rows_alike (plain, listed, top, bottom));
      g_assert_true (are_rows_alike (plain, listed, bottom, 800));
      g_assert_cmphex (fixture_pixel (listed, 600, 800), !=, 0xffffffff); /* the line above it */
      cairo_surface_destroy (plain);
      cairo_surface_destroy (listed);
    }
}

/* The list is as high at every scale and in every format; nothing is listed of nothing. */
static void
test_sources_anywhere (Export *test, gconstpointer data)
{
  g_autoptr (AnnalsTimeline) timeline = load_sourced (12, 60);
  g_autoptr (AnnalsPicture) empty = NULL;
  int expected = 0;

  test->options.lists_sources = TRUE;
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AnnalsPicture) picture = NULL;

      test->options.scale = i / 2 + 1;
      picture = annals_picture_new (timeline, &test->options, i % 2 == 1, NULL, NULL);
      g_assert_nonnull (picture);
      if (expected == 0)
        expected = annals_picture_get_whole_height (picture);
      g_assert_cmpint (annals_picture_get_whole_height (picture), ==, expected);
      annals_picture_set_scale (picture, 0.4);
      g_assert_cmpint (annals_picture_get_whole_height (picture), ==, expected);
    }
  g_assert_cmpint (expected, >, 800);
  empty = annals_picture_new (test->timeline, &test->options, FALSE, NULL, NULL);
  g_assert_cmpint (annals_picture_get_whole_height (empty), ==, 800);
}

/* More than a picture can hold is refused, not cut short; a cancelled list ends. */
static void
test_sources_refused (Export *test, gconstpointer data)
{
  g_autoptr (AnnalsTimeline) timeline = load_sourced (20000, 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  test->options.lists_sources = TRUE;
  test->options.width = 900;
  g_assert_null (annals_export_to_png (timeline, &test->options, NULL, &error));
  g_assert_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_SIZE);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (annals_export_to_png (timeline, &test->options, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Without a height of its own, a picture is as tall as its lanes need, and no more. */
static void
test_whole (Export *test, gconstpointer data)
{
  g_autoptr (AnnalsPicture) whole = NULL;
  g_autoptr (AnnalsPicture) same = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsExportSize size;
  graphene_rect_t box, other;
  cairo_surface_t *preview;

  test->options.height = 0;
  test->options.shows_legend = TRUE;
  whole = annals_picture_new (test->timeline, &test->options, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (annals_picture_get_height (whole), >, 100);
  g_assert_cmpint (annals_picture_get_height (whole), <, 400);
  preview = annals_export_to_preview (test->timeline, &test->options, 640, 4000, &size, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (size.height, ==, annals_picture_get_height (whole));
  g_assert_cmpint (size.whole_height, ==, size.height);
  g_assert_cmpint (cairo_image_surface_get_width (preview), ==, 640);
  g_assert_cmpint (cairo_image_surface_get_height (preview), ==, (size.height + 1) / 2);
  cairo_surface_destroy (preview);
  test->options.height = size.height;
  same = annals_picture_new (test->timeline, &test->options, FALSE, NULL, &error);
  for (guint event = 0; event < G_N_ELEMENTS (events); event++)
    {
      g_assert_true (annals_picture_find_event (whole, event, &box));
      g_assert_true (annals_picture_find_event (same, event, &other));
      g_assert_true (graphene_rect_equal (&box, &other));
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
#define ADD(name, func) g_test_add ("/export/" name, Export, NULL, set_up, func, tear_down)
  ADD ("sizes", test_sizes);
  ADD ("landmark", test_landmark);
  ADD ("as-on-screen", test_as_on_screen);
  ADD ("today", test_today);
  ADD ("same-bytes", test_same_bytes);
  ADD ("vectors", test_vectors);
  ADD ("refused", test_refused);
  ADD ("unwritable", test_unwritable);
  ADD ("own-file", test_own_file);
  ADD ("special", test_special);
  ADD ("replaced", test_replaced);
  ADD ("transparent", test_transparent);
  ADD ("empty", test_empty);
  ADD ("sources", test_sources);
  ADD ("sources-anywhere", test_sources_anywhere);
  ADD ("sources-refused", test_sources_refused);
  ADD ("whole", test_whole);
  ADD ("estimate", test_estimate);
  ADD ("estimate-cancelled", test_estimate_cancelled);

  return g_test_run ();
}
