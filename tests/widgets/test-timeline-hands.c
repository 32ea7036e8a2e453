/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view in the hand: dates gone to, lanes folded and moved, ranges, links out of view. */
#include "widgets/timeline-view.h"

#include <math.h>

#include "time/edtf.h"
#include "widget-test.h"
#include "widgets/go-to-date.h"

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsSession *session;
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stop_animations ();
  fixture->timeline = data != NULL ? load_text (data) : load_example ();
  fixture->session = annals_session_new ();
  fixture->view = annals_timeline_view_new ();
  annals_session_set_timeline (fixture->session, fixture->timeline, TRUE);
  annals_timeline_view_set_session (ANNALS_TIMELINE_VIEW (fixture->view), fixture->session);
  fixture->window = show_in_window (fixture->view, 1280, 1100);
  wait_until (annals_timeline_view_get_scene (ANNALS_TIMELINE_VIEW (fixture->view)) != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = g_object_ref (fixture->view);

  destroy_window (fixture->window);
  g_assert_finalize_object (view);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->timeline);
}

static const AnnalsView *
get_view (Fixture *fixture)
{
  return annals_viewport_get_view (annals_session_get_viewport (fixture->session));
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->view, action, NULL));
}

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
  } table[] = {
    { "2018-06-12", "12 June 2018", TRUE },
    { "2018-06", "June 2018", TRUE },
    { " 2019/2021 ", "*2019*2021", TRUE },
    { "2018?", "perhaps 2018", TRUE },
    { "2020/..", "since 2020", TRUE },
    { "-0043", "44 BCE: before the first event", TRUE },
    { "2098", "2098: after the last event", TRUE },
    { "2018-13", "*no month 13*", FALSE },
    { "June", "?*", FALSE },
    { "", "A year*", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GtkWidget *popover, *entry, *label;
      AnnalsView before = *get_view (fixture);
      g_autofree char *text = NULL;
      AnnalsSpan span;

      activate (fixture, "timeline.go-to-date");
      popover = find_one (fixture->view, ANNALS_TYPE_GO_TO_DATE);
      entry = find_one (popover, GTK_TYPE_ENTRY);
      wait_until (gtk_widget_get_mapped (entry));
      gtk_editable_set_text (GTK_EDITABLE (entry), table[i].text);
      label = gtk_widget_get_next_sibling (entry);
      if (!g_pattern_match_simple (table[i].answer, gtk_label_get_text (GTK_LABEL (label))))
        g_error ("“%s”: “%s”", table[i].text, gtk_label_get_text (GTK_LABEL (label)));
      g_assert_cmpint (gtk_widget_has_css_class (label, "error"), ==,
                       !table[i].is_date && *table[i].text != '\0');

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
      text = g_strstrip (g_strdup (table[i].text));
      g_assert_true (annals_edtf_parse (text, -1, &span, NULL, NULL, NULL));
      if (strstr (table[i].answer, "event") != NULL || !isfinite (span.end_max))
        continue;
      /* All of it is in view, and fills a good part of it. */
      g_assert_cmpfloat (annals_view_x (get_view (fixture), span.begin_min), >=, 0);
      g_assert_cmpfloat (annals_view_x (get_view (fixture), span.end_max), <=,
                         get_view (fixture)->width_px);
      g_assert_cmpfloat ((span.end_max - span.begin_min) / get_view (fixture)->seconds_per_pixel, >=,
                         get_view (fixture)->width_px / 2);
    }
}

static const struct
{
  const char *name;
  const char *json;
  void (*test) (Fixture *, gconstpointer);
} tests[] = {
  { "/timeline-hands/go-to-date", NULL, test_go_to_date },
};

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, tests[i].json, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
