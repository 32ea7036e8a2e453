/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view by ear: folded lanes are told, the focus stays through a reload, and an event that is
 * gone to is there, placed or not. */
#include "timeline-fixture.h"
#include "widgets/timeline-view-private.h"

static AnnalsTimelineView *
get_self (Fixture *fixture)
{
  return ANNALS_TIMELINE_VIEW (fixture->view);
}

static gboolean
has_focus (Fixture *fixture, guint event)
{
  AnnalsTimelineItem *item = find_item (fixture, event);

  return item != NULL && gtk_widget_is_focus (GTK_WIDGET (item));
}

static const char *
get_sentence (Fixture *fixture, guint event)
{
  AnnalsTimelineItem *item = find_item (fixture, event);

  return item != NULL ? annals_timeline_item_get_sentence (item) : "";
}

/* --- Folded lanes --- */

static const char nested_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"Nested\", \"tracks\": ["
    "{ \"id\": \"tests\", \"title\": \"Tests\" },"
    "{ \"id\": \"missiles\", \"title\": \"Missiles\", \"parent\": \"tests\" },"
    "{ \"id\": \"talks\", \"title\": \"Talks\" } ], \"events\": ["
    "{ \"id\": \"m1\", \"title\": \"M1\", \"date\": \"2017-03-01\", \"track\": \"missiles\" },"
    "{ \"id\": \"m2\", \"title\": \"M2\", \"date\": \"2019-07-04\", \"track\": \"missiles\" },"
    "{ \"id\": \"k\", \"title\": \"K\", \"date\": \"2018-06-12\", \"track\": \"talks\" } ] }";

/* The event that has the focus says so itself: a screen reader reads a name that changes. What is nested in
 * a lane that was folded is folded too, and what is gone to afterwards says it as well. */
static void
test_folded (Fixture *fixture, gconstpointer data)
{
  guint m1 = find_event (fixture, "m1"), m2 = find_event (fixture, "m2"), k = find_event (fixture, "k");

  annals_timeline_view_select_event (get_self (fixture), m1);
  g_assert_cmpstr (get_sentence (fixture, m1), ==, "M1, 1 March 2017, Missiles, 1 of 2");
  annals_timeline_view_fold_lane (get_self (fixture), 0, TRUE);
  wait_until (has_focus (fixture, m1)
              && g_str_equal (get_sentence (fixture, m1),
                              "M1, 1 March 2017, Missiles, 1 of 2, in a folded lane"));
  gtk_test_accessible_assert_property (find_item (fixture, m1), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "M1, 1 March 2017, Missiles, 1 of 2, in a folded lane");
  act (fixture, "timeline.next-event");
  g_assert_cmpstr (get_sentence (fixture, k), ==, "K, 12 June 2018, Talks, 1 of 1");
  act (fixture, "timeline.next-event");
  g_assert_cmpstr (get_sentence (fixture, m2), ==, "M2, 4 July 2019, Missiles, 2 of 2, in a folded lane");

  act (fixture, "timeline.unfold-lane");
  wait_until (has_focus (fixture, m2)
              && g_str_equal (get_sentence (fixture, m2), "M2, 4 July 2019, Missiles, 2 of 2"));
}

/* Folding and unfolding in windows of all heights, with the scrollbar and without: GTK's warnings end the
 * test. */
static void
test_fold_at_sizes (Fixture *fixture, gconstpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  annals_timeline_view_select_event (get_self (fixture), find_event (fixture, "S08"));
  for (int height = 200; height <= 1000; height += 80)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700 + height % 400, height);
      wait_ms (30);
      for (guint step = 0; step < 4; step++)
        {
          act (fixture, step % 2 == 0 ? "timeline.fold-lane" : "timeline.unfold-lane");
          wait_ms (step < 2 ? 5 : 60);
        }
      act (fixture, "timeline.fold-all");
      wait_ms (40);
      act (fixture, "timeline.unfold-all");
      wait_ms (40);
    }
  stop_animations ();
}

/* --- A file read anew --- */

static const char before_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"T\", \"events\": ["
    "{ \"id\": \"a\", \"title\": \"A\", \"date\": \"2017-03-01\" },"
    "{ \"id\": \"b\", \"title\": \"B\", \"date\": \"2018-06-12\" },"
    "{ \"id\": \"c\", \"title\": \"C\", \"date\": \"2019-07-04\" } ] }";
/* One came first, so that every number is another. */
static const char after_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"T\", \"events\": ["
    "{ \"id\": \"new\", \"title\": \"New\", \"date\": \"2018-01-01\" },"
    "{ \"id\": \"a\", \"title\": \"A\", \"date\": \"2017-03-01\" },"
    "{ \"id\": \"b\", \"title\": \"B\", \"date\": \"2018-06-12\" },"
    "{ \"id\": \"c\", \"title\": \"C\", \"date\": \"2019-07-04\" } ] }";
static const char last_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"T\", \"events\": ["
    "{ \"id\": \"a\", \"title\": \"A\", \"date\": \"2017-03-01\" },"
    "{ \"id\": \"c\", \"title\": \"C\", \"date\": \"2019-07-04\" } ] }";

/* Beside so many without a date that the rows of the others are not there at once. */
static AnnalsTimeline *
load_among_undated (const char *json)
{
  g_autoptr (GString) text = g_string_new (json);

  g_string_truncate (text, strlen (json) - strlen (" ] }"));
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, ", { \"id\": \"undated-%u\", \"title\": \"U\" }", i);
  g_string_append (text, " ] }");
  return load_text (text->str);
}

static void
reload (Fixture *fixture, const char *json)
{
  g_autoptr (AnnalsTimeline) after = load_among_undated (json);
  g_autoptr (AnnalsDifference) difference = annals_difference_new (fixture->timeline, after, NULL);

  annals_session_reload (fixture->session, difference);
  g_set_object (&fixture->timeline, after);
}

static void
test_reload (Fixture *fixture, gconstpointer data)
{
  annals_timeline_view_focus_event (get_self (fixture), find_event (fixture, "b"));
  g_assert_true (has_focus (fixture, find_event (fixture, "b")));

  reload (fixture, after_json);
  /* As the timer does that runs out while the rows are still worked out. */
  g_assert_null (get_scene (fixture));
  annals_timeline_view_refresh_items (get_self (fixture));
  g_assert_true (has_focus (fixture, find_event (fixture, "b")));
  wait_until (get_scene (fixture) != NULL);
  wait_until (find_item (fixture, find_event (fixture, "new")) != NULL);
  g_assert_true (has_focus (fixture, find_event (fixture, "b")));
  g_assert_cmpstr (get_sentence (fixture, find_event (fixture, "b")), ==, "B, 12 June 2018, Events, 3 of 204");

  /* An event that went leaves the focus to the list, not to whoever has its number now. */
  reload (fixture, last_json);
  g_assert_true (gtk_widget_is_focus (fixture->view));
  wait_until (get_scene (fixture) != NULL);
  wait_ms (300);
  g_assert_true (gtk_widget_is_focus (fixture->view));
  g_assert_cmpuint (count_widgets (fixture->view, ANNALS_TYPE_TIMELINE_ITEM), ==, 2);
}

/* Of another file nothing stays, whatever the numbers are. */
static void
test_other_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnnalsTimeline) other = load_text (after_json);

  annals_timeline_view_focus_event (get_self (fixture), find_event (fixture, "b"));
  annals_session_set_timeline (fixture->session, other, TRUE);
  g_assert_cmpuint (count_widgets (fixture->view, ANNALS_TYPE_TIMELINE_ITEM), ==, 0);
  g_assert_true (gtk_widget_is_focus (fixture->view));
}

/* --- Events without a row --- */

/* Forty events on one day: most of them are in counts at any scale. */
static char *
make_crowd (void)
{
  GString *json = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"T\", \"events\": [");

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (json,
                            "{ \"id\": \"e%u\", \"title\": \"Event %u\", \"date\": \"2018-06-12\" },", i, i);
  g_string_append (json, "{ \"id\": \"z\", \"title\": \"Z\", \"date\": \"2019-06-12\" } ] }");
  return g_string_free (json, FALSE);
}

static gboolean
is_shown (Fixture *fixture, guint event)
{
  graphene_rect_t box;

  return annals_scene_find_event (get_scene (fixture), event, &box) && box.origin.x >= ANNALS_NAMES_WIDTH
         && box.origin.y >= ANNALS_AXIS_HEIGHT
         && box.origin.y + box.size.height <= gtk_widget_get_height (fixture->view);
}

static void
test_unplaced (Fixture *fixture, gconstpointer data)
{
  guint n, n_unplaced = 0, last = ANNALS_NO_EVENT;
  const guint32 *order = annals_timeline_get_order (fixture->timeline, &n);
  AnnalsView before = *get_view (fixture);
  AnnalsHit count;

  g_assert_true (find_hit (fixture, ANNALS_HIT_PLUS, &count) || find_hit (fixture, ANNALS_HIT_COUNT, &count));
  act (fixture, "timeline.first-event");
  for (guint i = 1; i < n; i++)
    {
      graphene_rect_t box;

      if (!annals_scene_find_event (get_scene (fixture), order[i], &box))
        {
          n_unplaced++;
          last = order[i];
        }
      act (fixture, "timeline.next-event");
      g_assert_cmpuint (annals_session_get_selection (fixture->session), ==, order[i]);
      g_assert_true (is_shown (fixture, order[i]));
      annals_timeline_view_refresh_items (get_self (fixture));
      g_assert_true (has_focus (fixture, order[i]));
    }
  g_assert_cmpuint (n_unplaced, >, 10);
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, ==, before.seconds_per_pixel);

  /* In a folded lane too; and it is told by counts alone once it is let go of. */
  annals_timeline_view_select_event (get_self (fixture), last);
  act (fixture, "timeline.fold-lane");
  g_assert_true (is_shown (fixture, last));
  annals_session_select (fixture->session, ANNALS_NO_EVENT);
  gtk_widget_grab_focus (fixture->view);
  g_assert_false (is_shown (fixture, last));
}

/* Sixty days with a small event each. */
static char *
make_daily (void)
{
  GString *json = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"T\", \"events\": [");

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (json,
                            "%s{ \"id\": \"e%u\", \"title\": \"Event %u\", \"date\": \"2018-%02u-%02u\","
                            " \"importance\": 5 }",
                            i > 0 ? "," : "", i, i, 6 + i / 30, 1 + i % 30);
  g_string_append (json, "] }");
  return g_string_free (json, FALSE);
}

/* Where a row has room for its mark it is one, else a line alone tells where it is. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  AnnalsViewport *viewport = annals_session_get_viewport (fixture->session);
  guint n_marks = 0, n_lines = 0;

  for (double scale = 3000; scale < 60000; scale *= 1.2)
    {
      AnnalsView view = *get_view (fixture);

      view.seconds_per_pixel = scale;
      annals_viewport_set_view (viewport, &view);
      for (guint event = 0; event < 60; event++)
        {
          graphene_rect_t box;

          annals_session_select (fixture->session, ANNALS_NO_EVENT);
          if (annals_scene_find_event (get_scene (fixture), event, &box))
            continue;
          annals_session_select (fixture->session, event);
          if (!annals_scene_find_event (get_scene (fixture), event, &box))
            continue; /* beyond the view's edge */
          n_marks += box.size.width > 4;
          n_lines += box.size.width < 1;
        }
    }
  g_assert_cmpuint (n_marks, >, 0);
  g_assert_cmpuint (n_lines, >, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *crowd = make_crowd ();
  g_autofree char *daily = make_daily ();
  const TimelineTest tests[] = {
    { "/timeline-ear/folded", nested_json, test_folded },
    { "/timeline-ear/fold-at-sizes", NULL, test_fold_at_sizes },
    { "/timeline-ear/reload", before_json, test_reload },
    { "/timeline-ear/other-file", before_json, test_other_file },
    { "/timeline-ear/unplaced", crowd, test_unplaced },
    { "/timeline-ear/room", daily, test_room },
  };

  init_test (&argc, &argv);
  add_timeline_tests (tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
