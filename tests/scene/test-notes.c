/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's notes: yellow at their events, in the picture and in the overview. */
#include <glib/gstdio.h>

#include "find/note-filter.h"
#include "story.h"

/* LOOK's note yellow, F2C200, and no edge of a letter. */
static gboolean
is_yellow (guint32 pixel)
{
  return ABS ((int)(pixel >> 16 & 0xff) - 0xf2) < 8 && ABS ((int)(pixel >> 8 & 0xff) - 0xc2) < 8
         && (pixel & 0xff) < 8;
}

/* How many pixels of the reader's yellow there are, and where the middle of them is. */
static guint
count_yellow (GskRenderNode *node, int width, int height, double *x)
{
  cairo_surface_t *surface = fixture_draw (node, width, height);
  double sum = 0;
  guint n = 0;

  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++)
      if (is_yellow (fixture_pixel (surface, column, row)))
        {
          sum += column;
          n++;
        }
  cairo_surface_destroy (surface);
  *x = n > 0 ? sum / n : NAN;
  return n;
}

static AnnalsNotebook *
create_notebook (char **folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  *folder = g_dir_make_tmp ("annals-scene-XXXXXX", NULL);
  path = g_build_filename (*folder, "t.notes.jsonld", NULL);
  file = g_file_new_for_path (path);
  return annals_notebook_new_for_file (file, "urn:x:t", "t.json");
}

static void
remove_notebook (AnnalsNotebook *notebook, char *folder)
{
  g_autofree char *path = g_file_get_path (annals_notebook_get_file (notebook));

  g_assert_true (annals_notebook_save_now (notebook, NULL));
  while (G_OBJECT (notebook)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (notebook);
  g_remove (path);
  g_rmdir (folder);
  g_free (folder);
}

/* A note's yellow is at its event, and nowhere without a note. */
static void
test_notes (void)
{
  char *folder;
  AnnalsNotebook *notebook = create_notebook (&folder);
  Fixture fixture;
  AnnalsScene *scene;
  g_autoptr (AnnalsBitset) noted = NULL;
  double x;

  init_story (&fixture);
  fixture.frame.notebook = notebook;
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), ==, 0);
  annals_scene_unref (scene);
  annals_notebook_add (notebook, annals_timeline_get_event_id (fixture.timeline, 0), "T", "2018", "x");
  annals_notebook_add (notebook, "gone", "T", "2018", "x");
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), >, 6);
  g_assert_cmpfloat (ABS (x - get_day_x (6, 12)), <, 12);
  annals_scene_unref (scene);
  fixture.frame.notebook = NULL;
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), ==, 0);
  annals_scene_unref (scene);
  /* As a worker draws it. */
  noted = annals_notebook_find_events (notebook, fixture.timeline);
  fixture.frame.noted = noted;
  scene = annals_scene_build (&fixture.frame);
  g_assert_cmpuint (count_yellow (annals_scene_get_node (scene), 866, 400, &x), >, 6);
  g_assert_cmpfloat (ABS (x - get_day_x (6, 12)), <, 12);
  annals_scene_unref (scene);
  fixture_clear (&fixture);
  remove_notebook (notebook, folder);
}

static guint
count_overview_yellow (const AnnalsOverviewFrame *overview, double *x)
{
  GskRenderNode *node = annals_overview_build (overview);
  guint n = count_yellow (node, (int)overview->width, (int)overview->height, x);

  gsk_render_node_unref (node);
  return n;
}

static void
test_overview_notes (void)
{
  char *folder;
  AnnalsNotebook *notebook = create_notebook (&folder);
  Fixture fixture;
  AnnalsOverviewFrame overview;
  double x, expected;

  init_story (&fixture);
  overview = fixture_overview (&fixture);
  overview.notebook = notebook;
  g_assert_cmpuint (count_overview_yellow (&overview, &x), ==, 0);
  annals_notebook_add (notebook, annals_timeline_get_event_id (fixture.timeline, 0), "T", "2018", "x");
  annals_notebook_add (notebook, "gone", "T", "2018", "x");
  overview.notes_stamp++;
  g_assert_cmpuint (count_overview_yellow (&overview, &x), >, 4);
  expected = (annals_instant_from_civil (2018, 6, 12, 12, 0, 0) - overview.begin_s)
             / (overview.end_s - overview.begin_s) * overview.width;
  g_assert_cmpfloat (ABS (x - expected), <, 2);
  g_free (annals_notebook_undo (notebook));
  g_free (annals_notebook_undo (notebook));
  overview.notes_stamp++;
  g_assert_cmpuint (count_overview_yellow (&overview, &x), ==, 0);
  fixture_clear (&fixture);
  remove_notebook (notebook, folder);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/notes", test_notes);
  g_test_add_func ("/scene/overview-notes", test_overview_notes);

  return g_test_run ();
}
