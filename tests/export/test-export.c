/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures on disk: their size, what is where in them, the same bytes everywhere, and what is
 * refused. */
#include <gtk/gtk.h>
#include <string.h>
#include <time.h>

#include "export-test.h"
#include "export/picture.h"

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

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  ADD_EXPORT ("sizes", test_sizes);
  ADD_EXPORT ("landmark", test_landmark);
  ADD_EXPORT ("as-on-screen", test_as_on_screen);
  ADD_EXPORT ("today", test_today);
  ADD_EXPORT ("same-bytes", test_same_bytes);
  ADD_EXPORT ("vectors", test_vectors);
  ADD_EXPORT ("refused", test_refused);
  ADD_EXPORT ("transparent", test_transparent);
  ADD_EXPORT ("empty", test_empty);
  ADD_EXPORT ("whole", test_whole);

  return g_test_run ();
}
