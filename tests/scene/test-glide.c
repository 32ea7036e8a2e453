/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glides: from the rows of one picture to those of the next. */
#include "story.h"

/* The rows of an octave and their lanes: what a glide comes from. */
static AnnalsGlide *
glide_from (Fixture *fixture, AnnalsGroupBy by, int octave)
{
  const AnnalsFrame *frame = &fixture->frame;
  g_autoptr (AnnalsGrouping) grouping = annals_grouping_new (fixture->timeline, by);
  g_autoptr (AnnalsRows) rows
      = annals_rows_new (grouping, octave, &frame->metrics, fixture->label_widths, NULL, NULL, NULL);
  g_autofree AnnalsLanes *lanes
      = annals_lanes_new (rows, NULL, &frame->metrics, NULL, frame->view.height_px);

  return annals_glide_new (rows, lanes, fixture->rows, 0, NULL);
}

/* The middle of the event's box; NAN: it is not there to be hit. */
static double
get_event_y (AnnalsScene *scene, guint event)
{
  graphene_rect_t box;

  return annals_scene_find_event (scene, event, &box) ? box.origin.y + box.size.height / 2 : NAN;
}

static AnnalsScene *
build_gliding (Fixture *fixture, const AnnalsGlide *glide, double progress)
{
  AnnalsFrame frame = fixture->frame;

  frame.glide = glide;
  frame.progress = progress;

  return annals_scene_build (&frame);
}

/* Events go from the middle of their old row to that of their new one, straight; at the end the
 * picture is the new one, node for node. */
static void
check_glide (Fixture *fixture, AnnalsGroupBy by, int octave)
{
  g_autoptr (AnnalsGlide) glide = glide_from (fixture, by, octave);
  g_autoptr (AnnalsScene) at_rest = annals_scene_build (&fixture->frame);
  g_autoptr (AnnalsScene) begin = build_gliding (fixture, glide, 0);
  g_autoptr (AnnalsScene) middle = build_gliding (fixture, glide, 0.5);
  g_autoptr (AnnalsScene) end = build_gliding (fixture, glide, 1);
  g_autoptr (GBytes) end_bytes = gsk_render_node_serialize (annals_scene_get_node (end));
  g_autoptr (GBytes) rest_bytes = gsk_render_node_serialize (annals_scene_get_node (at_rest));
  guint n_moved = 0;

  g_assert_true (g_bytes_equal (end_bytes, rest_bytes));
  g_assert_false (looks_like (begin, at_rest));
  g_assert_false (looks_like (middle, begin));
  for (guint event = 0; event < annals_timeline_get_n_events (fixture->timeline); event++)
    {
      double after = get_event_y (at_rest, event);
      AnnalsLabelSide side;
      guint lane, row;

      if (isnan (after))
        continue;
      if (annals_rows_find (glide->rows, event, &lane, &row, &side))
        {
          double before = fixture->frame.axis_height + annals_glide_get_row_before (glide, lane, row);

          g_assert_cmpfloat_with_epsilon (get_event_y (begin, event), before, 0.01);
          g_assert_cmpfloat_with_epsilon (get_event_y (middle, event), (before + after) / 2, 0.01);
          n_moved += fabs (before - after) > 10;
        }
      g_assert_cmpfloat (get_event_y (end, event), ==, after);
    }
  g_assert_cmpuint (n_moved, >, 5);
}

static void
test_glide (void)
{
  FixtureEvent events[40];
  char *ids[40];
  Fixture fixture;
  int octave;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      ids[i] = g_strdup_printf ("2018-%02u-%02u", 1 + i / 4, 1 + 7 * (i % 4));
      events[i] = (FixtureEvent){ ids[i], "A title of some length", ids[i], ANNALS_KIND_MEETING, E,
                                  1 + (int)i % 4, i % 3 == 0 ? "two" : "one" };
    }
  fixture_init (&fixture, fixture_timeline (events, G_N_ELEMENTS (events), NULL),
                ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 700);
  octave = annals_rows_get_octave (fixture.rows);
  check_glide (&fixture, ANNALS_GROUP_TRACK, octave - 2);
  check_glide (&fixture, ANNALS_GROUP_TRACK, octave + 2);
  check_glide (&fixture, ANNALS_GROUP_KIND, octave);
  fixture_clear (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/glide", test_glide);

  return g_test_run ();
}
