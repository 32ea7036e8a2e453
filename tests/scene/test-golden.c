/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden scenes: what is drawn for every kind of mark and of date, in every theme.
 *
 * The files hold what is drawn in the plot, a line a node, without words and what is as wide as they
 * are, since fonts differ. ANNALS_REWRITE_GOLDEN=1 writes them anew: read the difference. */
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#define YEAR_2018 1514764800.0
#define YEAR_2019 1546300800.0

#define STRIP_HEIGHT 52

#define E ANNALS_CERTAINTY_ESTABLISHED
#define A ANNALS_CERTAINTY_ASSESSED

/* marks.png's "Dates", without words. */
static const FixtureEvent dates[] = {
  { "day", "", "2018-06-12", ANNALS_KIND_MEETING, E },
  { "month", "", "2018-06", ANNALS_KIND_MEETING, E },
  { "year", "", "2018", ANNALS_KIND_ASSESSMENT, A },
  { "season", "", "2018-22", ANNALS_KIND_ASSESSMENT, A },
  { "about-day", "", "2018-06-12~", ANNALS_KIND_STATEMENT, A },
  { "about-month", "", "2018-06~", ANNALS_KIND_ASSESSMENT, ANNALS_CERTAINTY_INFERRED },
  { "perhaps", "", "2018-06-12?", ANNALS_KIND_MEETING, E },
  { "both", "", "2018-06-12%", ANNALS_KIND_MEETING, E },
  { "bar", "", "2018-03-10/2018-08-20", ANNALS_KIND_MEETING, E },
  { "bar-assessed", "", "2018-03-10/2018-08-20", ANNALS_KIND_ASSESSMENT, A },
  { "band", "", "2018-03-10/2018-08-20", ANNALS_KIND_DEVELOPMENT, E, 0, "two" },
  { "band-soft", "", "2018-03/2018-08", ANNALS_KIND_DEVELOPMENT, E, 0, "two" },
  { "open", "", "2018-05-10/..", ANNALS_KIND_PERIOD, E, 0, "two" },
  { "unknown-end", "", "2018-05-10/", ANNALS_KIND_PERIOD, E, 0, "two" },
  { "unknown-begin", "", "/2018-08-10", ANNALS_KIND_PERIOD, E, 0, "two" },
  { "one-of", "", "[2018-03-01..2018-05-31]", ANNALS_KIND_STATEMENT, E },
  { "all-of", "", "{2018-03-05,2018-05-10,2018-08-20}", ANNALS_KIND_TEST, E, 0, "two" },
  { "open-begin", "", "../2018-08-10", ANNALS_KIND_PERIOD, E, 0, "two" },
  { "approximate-bar", "", "2018-03~/2018-08~", ANNALS_KIND_PERIOD, A, 0, "two" },
  { "era", "", "2018-02/2018-04", ANNALS_KIND_PERIOD, E, 0, "two", ANNALS_EVENT_BACKGROUND },
  { "prospect", "", "[2018-08-25..2018-12-31]", ANNALS_KIND_PROSPECT, ANNALS_CERTAINTY_PROSPECT },
  { "agrees", "", "2018-06-12", ANNALS_KIND_MEETING, E, 1, "two", 0, "2018-06" },
  { "conflicts", "", "2018-06-12", ANNALS_KIND_TEST, E, 2, "two", 0, "2018-04-02" },
  { "one-of-open", "", "[2018-07..]", ANNALS_KIND_MEETING, E, 0, "two" },
  { "bar-unknown-end", "", "2018-05-10/", ANNALS_KIND_MEETING, E, 0, "two" },
  { "bar-unknown-begin", "", "/2018-08-10", ANNALS_KIND_MEETING, E, 0, "two" },
  { "all-of-months", "", "{2018-02,2018-05}", ANNALS_KIND_TEST, E, 0, "two" },
  { "conflicts-coarsely", "", "2018-06-12", ANNALS_KIND_TEST, E, 2, "two", 0, "2018-03" },
};

/* Under a range from March to May: one within, one beyond. Of one lane, whose height, that of its name's
 * font, moves nothing. */
static const FixtureEvent ranged[] = {
  { "within", "", "2018-04-12", ANNALS_KIND_MEETING, E },
  { "beyond", "", "2018-09-12", ANNALS_KIND_TEST, E },
};

static FixtureEvent kinds[ANNALS_N_KINDS * ANNALS_N_CERTAINTIES];

static void
init_kinds (void)
{
  for (int kind = 0; kind < ANNALS_N_KINDS; kind++)
    for (int certainty = 0; certainty < ANNALS_N_CERTAINTIES; certainty++)
      {
        guint i = (guint)(kind * ANNALS_N_CERTAINTIES + certainty);

        kinds[i] = (FixtureEvent){ g_strdup_printf ("e%u", i),
                                   "",
                                   g_strdup_printf ("2018-%02d-%02d", 1 + (int)i / 6,
                                                    1 + 4 * ((int)i % 6)),
                                   kind,
                                   certainty,
                                   1 + (int)i % 5,
                                   i % 2 == 0 ? "one" : "two" };
      }
}

static void
free_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_free ((char *)kinds[i].id);
      g_free ((char *)kinds[i].date);
    }
}

/* A drawing in sixteen fields, a hexadecimal digit of cover each, row by row, and its mean colour. */
static void
digest_drawing (GskRenderNode *node, const graphene_rect_t *box, GString *summary)
{
  int width = (int) ceilf (box->size.width), height = (int) ceilf (box->size.height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  double cover[16] = { 0 }, alpha = 0, color[3] = { 0 };
  graphene_rect_t own;

  gsk_render_node_get_bounds (node, &own);
  cairo_translate (cr, -own.origin.x, -own.origin.y);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel = fixture_pixel (surface, x, y);

        cover[y * 4 / height * 4 + x * 4 / width] += (pixel >> 24) / 255.0;
        alpha += (pixel >> 24) / 255.0;
        for (int i = 0; i < 3; i++)
          color[i] += (pixel >> (16 - 8 * i)) & 0xff;
      }
  cairo_surface_destroy (surface);

  g_string_append (summary, "drawing ");
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (summary, "%x", (guint) MIN (cover[i] * 256 / (width * height), 15));
  g_string_append_c (summary, ' ');
  for (guint i = 0; i < 3; i++)
    g_string_append_printf (summary, "%x", (guint) (color[i] / MAX (alpha, 1) / 16));
}

/* The summary of a picture: its nodes but words, where they are in the picture. */
static gboolean
is_in_plot (const graphene_rect_t *box)
{
  return box->origin.x >= 136 && box->origin.y >= 42;
}

/* The strip has no hairlines: its ticks and its handles are a line or an edge wide. */
static gboolean
is_tick_of_strip (const GdkRGBA *color, const graphene_rect_t *box, const AnnalsTheme *theme)
{
  return box->size.width <= 1 && box->size.height < STRIP_HEIGHT
         && (gdk_rgba_equal (color, &theme->line) || gdk_rgba_equal (color, &theme->edge));
}

static void
summarise (GskRenderNode *node, float dx, float dy, const AnnalsTheme *theme, GString *summary)
{
  graphene_rect_t box;

  gsk_render_node_get_bounds (node, &box);
  graphene_rect_offset (&box, dx, dy);
  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        summarise (gsk_container_node_get_child (node, i), dx, dy, theme, summary);
      return;
    case GSK_CLIP_NODE:
      summarise (gsk_clip_node_get_child (node), dx, dy, theme, summary);
      return;
    case GSK_TRANSFORM_NODE:
      {
        float x, y;

        gsk_transform_to_translate (gsk_transform_node_get_transform (node), &x, &y);
        summarise (gsk_transform_node_get_child (node), dx + x, dy + y, theme, summary);
      }
      return;
    case GSK_TEXT_NODE:
      return;
    case GSK_COLOR_NODE:
      {
        const GdkRGBA *color = gsk_color_node_get_color (node);
        GdkRGBA opaque = *color;
        g_autofree char *words = gdk_rgba_to_string (color);

        opaque.alpha = 1;
        /* Tick lines and the plates of words depend on the font. */
        if (!is_in_plot (&box) || is_tick_of_strip (color, &box, theme)
            || gdk_rgba_equal (&opaque, &theme->hair)
            || gdk_rgba_equal (&opaque, &theme->ground)
            || gdk_rgba_equal (&opaque, &theme->after_as_of))
          return;
        g_string_append_printf (summary, "color %s", words);
      }
      break;
    case GSK_LINEAR_GRADIENT_NODE:
      {
        gsize n;
        const GskColorStop *stops = gsk_linear_gradient_node_get_color_stops (node, &n);
        g_autofree char *from = gdk_rgba_to_string (&stops[0].color);
        g_autofree char *to = gdk_rgba_to_string (&stops[n - 1].color);

        g_string_append_printf (summary, "fade %s %s", from, to);
      }
      break;
    case GSK_CAIRO_NODE:
      /* Whole pixels for GL, from 0,0 for Cairo's SVG. */
      g_assert_cmpfloat (box.origin.x, ==, dx);
      g_assert_cmpfloat (box.origin.y, ==, dy);
      g_assert_cmpfloat (box.origin.x, ==, floorf (box.origin.x));
      g_assert_cmpfloat (box.origin.y, ==, floorf (box.origin.y));
      digest_drawing (node, &box, summary);
      break;
    case GSK_BORDER_NODE:
      g_string_append (summary, "frame");
      break;
    case GSK_ROUNDED_CLIP_NODE:
      /* A date's frame on the axis is as wide as its words. */
      if (!is_in_plot (&box))
        return;
      g_string_append (summary, "rounded");
      break;
    default:
      g_string_append_printf (summary, "node %d", gsk_render_node_get_node_type (node));
      break;
    }
  g_string_append_printf (summary, " %.1f %.1f %.1f %.1f\n", box.origin.x, box.origin.y,
                          box.size.width, box.size.height);
}

/* Digits of a drawing may be one off: edges are smoothed a little differently by each Pixman. */
static gboolean
is_nearly (const char *digits, const char *golden)
{
  if (strlen (digits) != strlen (golden))
    return FALSE;
  for (; *digits != '\0'; digits++, golden++)
    if (abs (g_ascii_xdigit_value (*digits) - g_ascii_xdigit_value (*golden)) > 1)
      return FALSE;

  return TRUE;
}

static void
compare_line (const char *name, const char *line, const char *golden)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_auto (GStrv) golden_words = g_strsplit (golden, " ", -1);
  gboolean is_drawing = g_str_has_prefix (line, "drawing ");

  if (g_strv_length (words) != g_strv_length (golden_words))
    g_error ("%s: “%s” where “%s” was", name, line, golden);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], golden_words[i]) != 0
        && !(is_drawing && (i == 1 || i == 2) && is_nearly (words[i], golden_words[i])))
      g_error ("%s: “%s” where “%s” was", name, line, golden);
}

static void
compare_golden (const char *name, const char *summary)
{
  g_auto (GStrv) lines = g_strsplit (summary, "\n", -1);
  g_auto (GStrv) golden_lines = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scene", "golden", name, NULL);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("ANNALS_REWRITE_GOLDEN") != NULL)
    {
      g_assert_true (g_file_set_contents (path, summary, -1, &error));
      return;
    }
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  golden_lines = g_strsplit (golden, "\n", -1);
  for (guint i = 0; lines[i] != NULL && golden_lines[i] != NULL; i++)
    compare_line (name, lines[i], golden_lines[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (golden_lines));
}

typedef struct
{
  const char *name; /* of the file, and of the test */
  AnnalsThemeId theme;
  gboolean is_high_contrast;
  const FixtureEvent *events;
  guint n;
  gboolean has_range;
} Golden;

static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  g_autofree char *file = g_strdup_printf ("%s.txt", golden->name);
  Fixture fixture;
  g_autoptr (AnnalsScene) scene = NULL;
  g_autoptr (GString) summary = g_string_new (NULL);

  fixture_init (&fixture, fixture_timeline (golden->events, golden->n, "2018-10-15"), golden->theme,
                YEAR_2018, YEAR_2019, 136 + 730, 700);
  fixture.frame.theme = annals_theme_get (golden->theme, golden->is_high_contrast);
  if (golden->has_range)
    {
      fixture.frame.range_begin_s = annals_instant_from_civil (2018, 3, 1, 0, 0, 0);
      fixture.frame.range_end_s = annals_instant_from_civil (2018, 6, 1, 0, 0, 0);
    }
  scene = annals_scene_build (&fixture.frame);
  summarise (annals_scene_get_node (scene), 0, 0, fixture.frame.theme, summary);
  compare_golden (file, summary->str);
  fixture_clear (&fixture);
}

/* The strip of the same dates, told as if it lay where the plot does. */
static void
test_overview (gconstpointer data)
{
  const Golden *golden = data;
  g_autofree char *file = g_strdup_printf ("%s.txt", golden->name);
  Fixture fixture;
  AnnalsOverviewFrame overview;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GString) summary = g_string_new (NULL);

  fixture_init (&fixture, fixture_timeline (dates, G_N_ELEMENTS (dates), "2018-10-15"), golden->theme,
                YEAR_2018, YEAR_2019, 136 + 730, 700);
  overview = fixture_overview (&fixture);
  overview.width = 730;
  overview.height = STRIP_HEIGHT;
  overview.begin_s = overview.view_begin_s = YEAR_2018;
  overview.end_s = overview.view_end_s = YEAR_2019;
  node = annals_overview_build (&overview);
  summarise (node, 136, 42, fixture.frame.theme, summary);
  compare_golden (file, summary->str);
  annals_overview_forget (fixture.text);
  fixture_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  static const Golden overviews[] = {
    { "overview-light", ANNALS_THEME_LIGHT, FALSE, FALSE },
    { "overview-dark", ANNALS_THEME_DARK, FALSE, FALSE },
  };
  static const Golden goldens[] = {
    { "dates-light", ANNALS_THEME_LIGHT, FALSE, dates, G_N_ELEMENTS (dates) },
    { "dates-dark", ANNALS_THEME_DARK, FALSE, dates, G_N_ELEMENTS (dates) },
    { "dates-print", ANNALS_THEME_PRINT, FALSE, dates, G_N_ELEMENTS (dates) },
    { "dates-light-contrast", ANNALS_THEME_LIGHT, TRUE, dates, G_N_ELEMENTS (dates) },
    { "dates-dark-contrast", ANNALS_THEME_DARK, TRUE, dates, G_N_ELEMENTS (dates) },
    { "range-light", ANNALS_THEME_LIGHT, FALSE, ranged, G_N_ELEMENTS (ranged), TRUE },
    { "range-dark", ANNALS_THEME_DARK, FALSE, ranged, G_N_ELEMENTS (ranged), TRUE },
    { "kinds-light", ANNALS_THEME_LIGHT, FALSE, kinds, G_N_ELEMENTS (kinds) },
    { "kinds-dark", ANNALS_THEME_DARK, FALSE, kinds, G_N_ELEMENTS (kinds) },
    { "kinds-print", ANNALS_THEME_PRINT, FALSE, kinds, G_N_ELEMENTS (kinds) },
    { "kinds-light-contrast", ANNALS_THEME_LIGHT, TRUE, kinds, G_N_ELEMENTS (kinds) },
    { "kinds-dark-contrast", ANNALS_THEME_DARK, TRUE, kinds, G_N_ELEMENTS (kinds) },
  };
  int result;

  fixture_begin (&argc, &argv);
  init_kinds ();
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scene/golden/%s", goldens[i].name);

      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  for (guint i = 0; i < G_N_ELEMENTS (overviews); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scene/golden/%s", overviews[i].name);

      g_test_add_data_func (path, &overviews[i], test_overview);
    }
  result = g_test_run ();
  free_kinds ();

  return result;
}
