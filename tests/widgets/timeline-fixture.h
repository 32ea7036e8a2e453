/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the timeline view share: a view in a window over a timeline, and what it shows. */
#pragma once

#include "widget-test.h"
#include "widgets/timeline-item.h"
#include "widgets/timeline-view.h"

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsSession *session;
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

typedef struct
{
  const char *name;
  const char *json; /* NULL: the example */
  void (*test) (Fixture *, gconstpointer);
} TimelineTest;

static inline AnnalsScene *
get_scene (Fixture *fixture)
{
  return annals_timeline_view_get_scene (ANNALS_TIMELINE_VIEW (fixture->view));
}

static inline const AnnalsView *
get_view (Fixture *fixture)
{
  return annals_viewport_get_view (annals_session_get_viewport (fixture->session));
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  stop_animations ();
  fixture->timeline = data != NULL ? load_text (data) : load_example ();
  fixture->session = annals_session_new ();
  fixture->view = annals_timeline_view_new ();
  annals_session_set_timeline (fixture->session, fixture->timeline, TRUE);
  annals_timeline_view_set_session (ANNALS_TIMELINE_VIEW (fixture->view), fixture->session);
  /* High enough for all lanes. */
  fixture->window = show_in_window (fixture->view, 1280, 1100);
  wait_until (get_scene (fixture) != NULL);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = g_object_ref (fixture->view);

  destroy_window (fixture->window);
  g_assert_finalize_object (view);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->timeline);
}

static inline void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->view, action, NULL));
}

static inline guint
find_event (Fixture *fixture, const char *id)
{
  guint event = annals_timeline_find_event (fixture->timeline, id);

  g_assert_cmpuint (event, !=, ANNALS_NO_EVENT);
  return event;
}

/* What a screen reader finds for the event; NULL: nothing. */
static inline AnnalsTimelineItem *
find_item (Fixture *fixture, guint event)
{
  g_autoptr (GPtrArray) items = find_widgets (fixture->view, ANNALS_TYPE_TIMELINE_ITEM);

  for (guint i = 0; i < items->len; i++)
    if (annals_timeline_item_get_event (g_ptr_array_index (items, i)) == event)
      return g_ptr_array_index (items, i);
  return NULL;
}

/* The first of a kind; of counts the largest. */
static inline gboolean
find_hit (Fixture *fixture, AnnalsHitKind kind, AnnalsHit *hit)
{
  gboolean is_found = FALSE;
  guint n;
  const AnnalsHit *hits = annals_scene_get_hits (get_scene (fixture), &n);

  *hit = (AnnalsHit) { .kind = ANNALS_HIT_NONE, .event = ANNALS_NO_EVENT };
  for (guint i = 0; i < n; i++)
    if (hits[i].kind == kind && (!is_found || hits[i].count > hit->count))
      {
        *hit = hits[i];
        is_found = TRUE;
      }
  return is_found;
}

static inline void
click (Fixture *fixture, const AnnalsHit *hit)
{
  click_at (fixture->view, 1, hit->box.origin.x + hit->box.size.width / 2,
            hit->box.origin.y + hit->box.size.height / 2);
}

static inline void
add_timeline_tests (const TimelineTest *tests, guint n)
{
  for (guint i = 0; i < n; i++)
    g_test_add (tests[i].name, Fixture, tests[i].json, set_up, tests[i].test, tear_down);
}
