/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view in the hand: dates gone to, lanes folded and moved, ranges, links out of view. */
#include "widgets/timeline-view.h"

#include <math.h>

#include "time/edtf.h"
#include "timeline-fixture.h"
#include "widgets/go-to-date.h"

#define NAMES_WIDTH 136.0

/* --- Going to a date --- */

static GtkWidget *
find_one (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = find_widgets (root, type);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

static void
test_go_to_date (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *answer;
    gboolean is_date;
    const char *detail; /* under it; NULL: nothing */
    const char *edtf;   /* what a phrase means; NULL: it is none */
  } table[] = {
    { "2018-06-12", "12 June 2018", TRUE, "Enter goes there." },
    { "2018-06", "June 2018", TRUE, "1–30 June 2018. Enter goes there." },
    { "2018-06~", "about June 2018", TRUE, "1–30 June 2018, give or take a month. Enter goes there." },
    { "2018-06-12~", "about 12 June 2018", TRUE, "12 June 2018, give or take a day. Enter goes there." },
    { " 2019/2021 ", "*2019*2021", TRUE, "1 January 2019 – 31 December 2021. Enter goes there." },
    { "2018?", "perhaps 2018", TRUE, "1 January – 31 December 2018. Enter goes there." },
    { "2020/..", "since 2020", TRUE, "Enter goes there." },
    { "-0043", "44 BCE: before the first event", TRUE, "Enter goes there." },
    { "2098", "2098: after the last event", TRUE, "1 January – 31 December 2098. Enter goes there." },
    { "since 2020", "since 2020", TRUE, "A file writes it “2020/..”. Enter goes there.", "2020/.." },
    { "After 2020-06", "since June 2020", TRUE, "A file writes it “2020-06/..”. Enter goes there.",
      "2020-06/.." },
    { "before 2019", "until 2019", TRUE, "A file writes it “../2019”. Enter goes there.", "../2019" },
    { "about  2018", "about 2018", TRUE,
      "A file writes it “2018~”. 1 January – 31 December 2018, give or take a year. Enter goes there.",
      "2018~" },
    { "perhaps 2018-06-12", "perhaps 12 June 2018", TRUE,
      "A file writes it “2018-06-12?”. Enter goes there.", "2018-06-12?" },
    { "since June", "?*", FALSE },
    { "since", "?*", FALSE },
    { "2018-13", "*no month 13*", FALSE },
    { "June", "?*", FALSE },
    { "", "A year*", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GtkWidget *popover, *entry, *label, *detail;
      AnnalsView before = *get_view (fixture);
      g_autofree char *text = NULL;
      AnnalsSpan span;

      act (fixture, "timeline.go-to-date");
      popover = find_one (fixture->view, ANNALS_TYPE_GO_TO_DATE);
      entry = find_one (popover, GTK_TYPE_ENTRY);
      wait_until (gtk_widget_get_mapped (entry));
      gtk_editable_set_text (GTK_EDITABLE (entry), table[i].text);
      label = gtk_widget_get_next_sibling (entry);
      if (!g_pattern_match_simple (table[i].answer, gtk_label_get_text (GTK_LABEL (label))))
        g_error ("“%s”: “%s”", table[i].text, gtk_label_get_text (GTK_LABEL (label)));
      g_assert_cmpint (gtk_widget_has_css_class (label, "error"), ==,
                       !table[i].is_date && *table[i].text != '\0');
      detail = gtk_widget_get_next_sibling (label);
      g_assert_cmpint (gtk_widget_get_visible (detail), ==, table[i].detail != NULL);
      if (table[i].detail != NULL)
        g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (detail)), ==, table[i].detail);

      g_signal_emit_by_name (entry, "activate");
      if (!table[i].is_date)
        {
          /* Nothing happens, and what was typed is still there to be mended. */
          g_assert_true (gtk_widget_get_visible (popover));
          g_assert_cmpfloat (get_view (fixture)->center_s, ==, before.center_s);
          gtk_popover_popdown (GTK_POPOVER (popover));
          continue;
        }
      wait_until (!gtk_widget_get_visible (popover));
      g_assert_true (annals_session_can_go (fixture->session, -1));
      text = g_strstrip (g_strdup (table[i].edtf != NULL ? table[i].edtf : table[i].text));
      g_assert_true (annals_edtf_parse (text, -1, &span, NULL, NULL, NULL));
      if (strstr (table[i].answer, "event") != NULL || !isfinite (span.end_max)
          || !isfinite (span.begin_min))
        continue;
      /* All of it is in view, and fills a good part of it. */
      g_assert_cmpfloat (annals_view_x (get_view (fixture), span.begin_min), >=, 0);
      g_assert_cmpfloat (annals_view_x (get_view (fixture), span.end_max), <=,
                         get_view (fixture)->width_px);
      g_assert_cmpfloat ((span.end_max - span.begin_min) / get_view (fixture)->seconds_per_pixel, >=,
                         get_view (fixture)->width_px / 2);
    }
}

/* --- Lanes --- */

/* The box of a lane's name; FALSE where it is not shown. */
static gboolean
find_name (Fixture *fixture, guint lane, graphene_rect_t *box)
{
  guint n;
  const AnnalsHit *hits = annals_scene_get_hits (get_scene (fixture), &n);

  *box = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  for (guint i = 0; i < n; i++)
    if (hits[i].kind == ANNALS_HIT_LANE_NAME && hits[i].lane == lane)
      {
        *box = hits[i].box;
        return TRUE;
      }
  return FALSE;
}

static void
click_name (Fixture *fixture, guint lane)
{
  graphene_rect_t box;

  g_assert_true (find_name (fixture, lane, &box));
  click_at (fixture->view, 1, box.origin.x + 40, box.origin.y + box.size.height / 2);
}

static guint
sum_counts (Fixture *fixture, guint lane, guint *n_marks)
{
  guint n, sum = 0;
  const AnnalsHit *hits = annals_scene_get_hits (get_scene (fixture), &n);

  *n_marks = 0;
  for (guint i = 0; i < n; i++)
    if (hits[i].lane == lane && hits[i].kind == ANNALS_HIT_COUNT)
      {
        g_test_message ("%u at %g", hits[i].count, hits[i].box.origin.x);
        sum += hits[i].count;
      }
    else if (hits[i].lane == lane && hits[i].kind == ANNALS_HIT_EVENT)
      ++*n_marks;
  return sum;
}

/* Tests, with missiles and bombs nested, and talks. The landmark is a bomb; one missile has no date. */
static const char nested_json[]
  = "{ \"format\": \"annals-1\", \"title\": \"Nested\", \"tracks\": ["
    "{ \"id\": \"tests\", \"title\": \"Tests\" },"
    "{ \"id\": \"missiles\", \"title\": \"Missiles\", \"parent\": \"tests\" },"
    "{ \"id\": \"bombs\", \"title\": \"Bombs\", \"parent\": \"tests\" },"
    "{ \"id\": \"talks\", \"title\": \"Talks\" } ], \"events\": ["
    "{ \"id\": \"t\", \"title\": \"T\", \"date\": \"2017-03-01\", \"track\": \"tests\" },"
    "{ \"id\": \"m1\", \"title\": \"M1\", \"date\": \"2017-03-01\", \"track\": \"missiles\" },"
    "{ \"id\": \"m2\", \"title\": \"M2\", \"date\": \"2019-07-04\", \"track\": \"missiles\" },"
    "{ \"id\": \"m3\", \"title\": \"M3\", \"track\": \"missiles\" },"
    "{ \"id\": \"b\", \"title\": \"B\", \"date\": \"2017-09-03\", \"track\": \"bombs\", \"importance\": 1 },"
    "{ \"id\": \"k\", \"title\": \"K\", \"date\": \"2018-06-12\", \"track\": \"talks\" } ] }";

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t open, folded, nested, below_before, below;
  guint n_marks, b = annals_timeline_find_event (fixture->timeline, "b");
  guint m1 = annals_timeline_find_event (fixture->timeline, "m1");
  graphene_rect_t box;

  g_assert_true (find_name (fixture, 0, &open));
  g_assert_true (find_name (fixture, 3, &below_before));
  click_name (fixture, 0);
  g_assert_true (find_name (fixture, 0, &folded));
  g_assert_false (find_name (fixture, 1, &nested));
  g_assert_false (find_name (fixture, 2, &nested));
  g_assert_true (find_name (fixture, 3, &below));
  g_assert_cmpfloat (folded.size.height, <=, open.size.height);
  g_assert_cmpfloat (below.origin.y, ==, folded.origin.y + folded.size.height);

  /* Its line counts all that is dated in the three, and shows the landmark itself. */
  g_assert_cmpuint (sum_counts (fixture, 0, &n_marks), ==, 3);
  g_assert_cmpuint (n_marks, ==, 1);
  g_assert_true (annals_scene_find_event (get_scene (fixture), b, &box));
  g_assert_false (annals_scene_find_event (get_scene (fixture), m1, &box));

  /* What is selected is shown, folded or not; a click on the name unfolds. */
  annals_session_select (fixture->session, m1);
  g_assert_true (annals_scene_find_event (get_scene (fixture), m1, &box));
  g_assert_cmpfloat (box.origin.y, >=, folded.origin.y);
  g_assert_cmpfloat (box.origin.y, <, below.origin.y);
  annals_session_select (fixture->session, ANNALS_NO_EVENT);
  click_name (fixture, 0);
  g_assert_true (find_name (fixture, 3, &below));
  g_assert_cmpfloat (below.origin.y, ==, below_before.origin.y);
  g_assert_true (annals_scene_find_event (get_scene (fixture), m1, &box));
}

/* Folding and moving restack nothing: every event keeps its row in its lane. */
static void
test_rows_stay (Fixture *fixture, gconstpointer data)
{
  guint n_events = annals_timeline_get_n_events (fixture->timeline);
  AnnalsGrouping *grouping = annals_session_get_grouping (fixture->session);
  g_autofree float *before = g_new0 (float, n_events);
  graphene_rect_t box, name;

  for (guint event = 0; event < n_events; event++)
    if (annals_scene_find_event (get_scene (fixture), event, &box)
        && find_name (fixture, annals_grouping_get_lane_of (grouping, event), &name))
      before[event] = box.origin.y - name.origin.y;
  click_name (fixture, 1);
  annals_session_select (fixture->session, annals_timeline_find_event (fixture->timeline, "S08"));
  act (fixture, "timeline.move-lane-down");
  act (fixture, "timeline.move-lane-down");
  annals_session_select (fixture->session, ANNALS_NO_EVENT);
  click_name (fixture, 1);
  for (guint event = 0; event < n_events; event++)
    if (before[event] != 0)
      {
        guint lane = annals_grouping_get_lane_of (grouping, event);
        /* The first lane of all has some more padding. */
        float slack = 16;

        g_assert_true (annals_scene_find_event (get_scene (fixture), event, &box));
        g_assert_true (find_name (fixture, lane, &name));
        g_assert_cmpfloat_with_epsilon (box.origin.y - name.origin.y, before[event], slack);
      }
}

static guint
get_position (Fixture *fixture, guint lane)
{
  return annals_arrangement_get_position (annals_session_get_arrangement (fixture->session), lane);
}

static void
test_move_by_key (Fixture *fixture, gconstpointer data)
{
  guint event = annals_timeline_find_event (fixture->timeline, "S08");
  guint lane = annals_grouping_get_lane_of (annals_session_get_grouping (fixture->session), event);
  graphene_rect_t first, second;

  /* No event is held: nothing to move. */
  act (fixture, "timeline.move-lane-down");
  g_assert_cmpuint (get_position (fixture, lane), ==, 0);

  annals_session_select (fixture->session, event);
  act (fixture, "timeline.move-lane-up");
  g_assert_cmpuint (get_position (fixture, lane), ==, 0);
  act (fixture, "timeline.move-lane-down");
  g_assert_cmpuint (get_position (fixture, lane), ==, 1);
  g_assert_true (find_name (fixture, 1, &first));
  g_assert_true (find_name (fixture, lane, &second));
  g_assert_cmpfloat (second.origin.y, ==, first.origin.y + first.size.height);

  /* The arrow keys go by the new order. */
  act (fixture, "timeline.lane-up");
  g_assert_cmpuint (annals_grouping_get_lane_of (annals_session_get_grouping (fixture->session),
                                                 annals_session_get_selection (fixture->session)),
                    ==, 1);
  act (fixture, "timeline.fold-lane");
  g_assert_true (annals_arrangement_is_folded (annals_session_get_arrangement (fixture->session), 1));
  act (fixture, "timeline.unfold-lane");
  g_assert_false (annals_arrangement_is_folded (annals_session_get_arrangement (fixture->session), 1));
}

static void
test_move_by_drag (Fixture *fixture, gconstpointer data)
{
  AnnalsView view = *get_view (fixture);
  graphene_rect_t from, to;

  g_assert_true (find_name (fixture, 0, &from));
  g_assert_true (find_name (fixture, 3, &to));
  drag_from (fixture->view, 40, from.origin.y + 10, 0, to.origin.y + 10 - from.origin.y - 10);
  g_assert_cmpuint (get_position (fixture, 0), ==, 3);
  g_assert_cmpuint (get_position (fixture, 1), ==, 0);
  g_assert_false (annals_arrangement_is_folded (annals_session_get_arrangement (fixture->session), 0));
  /* The picture has not been panned by it; and back, up. */
  g_assert_cmpfloat (get_view (fixture)->center_s, ==, view.center_s);
  g_assert_true (find_name (fixture, 0, &from));
  drag_from (fixture->view, 40, from.origin.y + 10, 0, -from.origin.y + 60);
  g_assert_cmpuint (get_position (fixture, 0), ==, 0);
  /* Dropped where it is, it stays. */
  drag_from (fixture->view, 40, 60, 0, 12);
  g_assert_cmpuint (get_position (fixture, 0), ==, 0);
}

/* --- Range --- */

static void
take_text_cb (GtkWidget *view, const char *text, char **taken)
{
  g_free (*taken);
  *taken = g_strdup (text);
}

static double
x_of (Fixture *fixture, const char *edtf)
{
  AnnalsSpan span;

  g_assert_true (annals_edtf_parse (edtf, -1, &span, NULL, NULL, NULL));
  return NAMES_WIDTH + annals_view_x (get_view (fixture), span.begin_min);
}

/* Is a colour of that alpha drawn there? */
static gboolean
has_colour (GskRenderNode *node, float x, float y, float alpha)
{
  graphene_rect_t bounds;

  gsk_render_node_get_bounds (node, &bounds);
  if (!graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT (x, y)))
    return FALSE;
  if (gsk_render_node_get_node_type (node) == GSK_COLOR_NODE)
    return fabsf (gsk_color_node_get_color (node)->alpha - alpha) < 0.001f;
  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      if (has_colour (gsk_container_node_get_child (node, i), x, y, alpha))
        return TRUE;
  return FALSE;
}

static gboolean
has_wash (Fixture *fixture, double x)
{
  return has_colour (annals_scene_get_node (get_scene (fixture)), (float) x, 900, 0.08f);
}

static GtkWidget *
find_popover (Fixture *fixture)
{
  g_autoptr (GPtrArray) found = find_widgets (fixture->view, GTK_TYPE_POPOVER);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

static void
test_range_by_drag (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = get_controller (fixture->view, GTK_TYPE_GESTURE_DRAG);
  AnnalsView before = *get_view (fixture);
  double begin = x_of (fixture, "2019"), end = x_of (fixture, "2021");
  g_autofree char *exported = NULL;
  g_autofree char *searched = NULL;
  g_autofree char *words = NULL;

  g_signal_connect (fixture->view, "export-range", G_CALLBACK (take_text_cb), &exported);
  g_signal_connect (fixture->view, "search-range", G_CALLBACK (take_text_cb), &searched);

  /* Both edges miss theirs by a little. Until it is let go, nothing is panned or offered. */
  g_signal_emit_by_name (drag, "drag-begin", end - 3, 20.0);
  g_signal_emit_by_name (drag, "drag-update", (begin - end) / 2, 0.0);
  g_signal_emit_by_name (drag, "drag-update", begin - end + 7, 30.0);
  g_assert_true (has_wash (fixture, (begin + end) / 2));
  g_assert_false (has_wash (fixture, begin - 10));
  g_assert_false (has_wash (fixture, end + 10));
  g_assert_null (find_popover (fixture));
  g_assert_cmpfloat (get_view (fixture)->center_s, ==, before.center_s);
  g_signal_emit_by_name (drag, "drag-end", begin - end + 7, 30.0);
  g_assert_nonnull (find_popover (fixture));
  words = get_shown_text (find_popover (fixture));
  g_assert_nonnull (strstr (words, "\n2019–2020\n"));
  g_assert_nonnull (strstr (words, " events\n"));

  /* Its edges are the years', so that EDTF writes two of them. */
  act (fixture, "timeline.export-range");
  g_assert_cmpstr (exported, ==, "2019/2020");
  g_assert_null (find_popover (fixture));
  g_assert_false (has_wash (fixture, (begin + end) / 2));

  drag_from (fixture->view, begin + 2, 20, end - begin, 0);
  act (fixture, "timeline.search-range");
  g_assert_cmpstr (searched, ==, "2019/2020");

  drag_from (fixture->view, begin, 20, end - begin, 0);
  act (fixture, "timeline.zoom-to-range");
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, <, before.seconds_per_pixel);
  g_assert_true (annals_session_can_go (fixture->session, -1));
  begin = x_of (fixture, "2019");
  end = x_of (fixture, "2021");
  g_assert_cmpfloat (begin, >=, NAMES_WIDTH);
  g_assert_cmpfloat (end, <=, NAMES_WIDTH + get_view (fixture)->width_px);
  g_assert_cmpfloat (end - begin, >, get_view (fixture)->width_px * 0.8);
}

/* Escape drops it: while it is drawn out, and while it is offered. */
static void
test_range_dropped (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = get_controller (fixture->view, GTK_TYPE_GESTURE_DRAG);
  AnnalsView before = *get_view (fixture);
  double begin = x_of (fixture, "2019"), end = x_of (fixture, "2021");

  g_signal_emit_by_name (drag, "drag-begin", begin, 20.0);
  g_signal_emit_by_name (drag, "drag-update", end - begin, 0.0);
  act (fixture, "timeline.deselect");
  g_signal_emit_by_name (drag, "drag-update", end - begin + 30, 0.0);
  g_assert_false (has_wash (fixture, (begin + end) / 2));
  g_signal_emit_by_name (drag, "drag-end", end - begin + 30, 0.0);
  g_assert_null (find_popover (fixture));
  g_assert_cmpfloat (get_view (fixture)->center_s, ==, before.center_s);

  drag_from (fixture->view, begin, 20, end - begin, 0);
  gtk_popover_popdown (GTK_POPOVER (find_popover (fixture)));
  g_assert_false (has_wash (fixture, (begin + end) / 2));
  gtk_widget_activate_action (fixture->view, "timeline.zoom-to-range", NULL);
  g_assert_cmpfloat (get_view (fixture)->seconds_per_pixel, ==, before.seconds_per_pixel);
}

static void
test_range_by_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *exported = NULL;

  g_signal_connect (fixture->view, "export-range", G_CALLBACK (take_text_cb), &exported);
  annals_session_select (fixture->session, annals_timeline_find_event (fixture->timeline, "S08"));
  act (fixture, "timeline.extend-range-right");
  g_assert_nonnull (find_popover (fixture));
  act (fixture, "timeline.extend-range-right");
  act (fixture, "timeline.export-range");
  g_assert_cmpstr (exported, ==, "2019-01/2019-06");

  /* By quarters at this scale. Back over where it began, it grows on the other side. */
  act (fixture, "timeline.extend-range-right");
  act (fixture, "timeline.extend-range-left");
  act (fixture, "timeline.export-range");
  g_assert_cmpstr (exported, ==, "2018-10/2018-12");

  /* The moving edge stays in view. */
  for (guint i = 0; i < 40; i++)
    act (fixture, "timeline.extend-range-left");
  g_assert_true (has_wash (fixture, NAMES_WIDTH + 100));
}

static const TimelineTest tests[] = {
  { "/timeline-hands/go-to-date", NULL, test_go_to_date },
  { "/timeline-hands/fold", nested_json, test_fold },
  { "/timeline-hands/rows-stay", NULL, test_rows_stay },
  { "/timeline-hands/move-by-key", NULL, test_move_by_key },
  { "/timeline-hands/move-by-drag", NULL, test_move_by_drag },
  { "/timeline-hands/range-by-drag", NULL, test_range_by_drag },
  { "/timeline-hands/range-dropped", NULL, test_range_dropped },
  { "/timeline-hands/range-by-key", NULL, test_range_by_key },
};

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);
  add_timeline_tests (tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
