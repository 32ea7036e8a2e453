/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of numbered sources under a picture. */
#include <string.h>

#include "export-test.h"
#include "export/picture.h"
#include "formats/loader.h"

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

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  ADD_EXPORT ("sources", test_sources);
  ADD_EXPORT ("sources-anywhere", test_sources_anywhere);
  ADD_EXPORT ("sources-refused", test_sources_refused);

  return g_test_run ();
}
