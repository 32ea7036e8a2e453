/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session: what the views of one window share, and the search that answers off the main thread. */
#include "view/session-private.h"

#include <math.h>

/* The room left on each side of the opening view. */
#define INSET_PX 20.0
/* Where more of the file is still to come, no more events than these are indexed unasked: a larger index
 * would be thrown away by the next publication, and would hold memory and a processor that the load wants. */
#define EARLY_INDEX_EVENTS 65536
/* Nobody types sooner; till then the processors are the first frame's, its rows' and words'. */
#define INDEX_DELAY_MS 100

G_DEFINE_FINAL_TYPE (AnnalsSession, annals_session, G_TYPE_OBJECT)

enum
{
  TIMELINE_CHANGED,
  SELECTION_CHANGED,
  FILTER_CHANGED,
  INDEX_CHANGED,
  NOTES_CHANGED,
  VISITS_CHANGED,
  ARRANGEMENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void run_query (AnnalsSession *self);

/* --- the search --- */

/* An answer may come after the session has gone: it holds no session alive. */
typedef struct
{
  GWeakRef session;
  GCancellable *cancellable;
} Request;

static Request *
request_new (AnnalsSession *self, GCancellable *cancellable)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->session, self);
  request->cancellable = g_object_ref (cancellable);

  return request;
}

/* (transfer full) The session that still waits for this answer, or NULL. */
static AnnalsSession *
request_finish (Request *request)
{
  AnnalsSession *session = g_weak_ref_get (&request->session);

  if (session != NULL && g_cancellable_is_cancelled (request->cancellable))
    g_clear_object (&session);
  g_weak_ref_clear (&request->session);
  g_object_unref (request->cancellable);
  g_free (request);

  return session;
}

static void
restart (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static gboolean
asks_something (AnnalsSession *self)
{
  return self->query != NULL && !annals_query_is_empty (self->query);
}

static void
clear_matches (AnnalsSession *self)
{
  g_clear_pointer (&self->matches, annals_bitset_unref);
  g_clear_pointer (&self->match_order, g_free);
  self->n_matches = 0;
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsSession) self = request_finish (data);
  g_autofree guint32 *order = NULL;
  guint n;
  g_autoptr (AnnalsBitset) matches = annals_query_run_finish (result, &order, &n, NULL);

  if (self == NULL || matches == NULL)
    return;

  g_clear_object (&self->query_cancellable);
  clear_matches (self);
  self->matches = g_steal_pointer (&matches);
  self->match_order = g_steal_pointer (&order);
  self->n_matches = n;
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

static void
index_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsSession) self = request_finish (data);
  g_autoptr (AnnalsIndex) index = annals_index_build_finish (result, NULL);

  if (self == NULL || index == NULL)
    return;

  g_clear_object (&self->index_cancellable);
  self->index = g_steal_pointer (&index);
  if (asks_something (self))
    run_query (self);
  g_signal_emit (self, signals[INDEX_CHANGED], 0);
}

static void
drop_index (AnnalsSession *self)
{
  g_clear_handle_id (&self->index_source, g_source_remove);
  restart (&self->index_cancellable);
  restart (&self->query_cancellable);
  g_clear_pointer (&self->index, annals_index_unref);
}

static void
start_index (AnnalsSession *self)
{
  g_clear_handle_id (&self->index_source, g_source_remove);
  self->index_cancellable = g_cancellable_new ();
  annals_index_build_async (self->timeline, self->index_cancellable, index_cb,
                            request_new (self, self->index_cancellable));
}

static gboolean
index_later_cb (gpointer data)
{
  AnnalsSession *self = data;

  self->index_source = 0;
  start_index (self);
  return G_SOURCE_REMOVE;
}

static void
build_index (AnnalsSession *self)
{
  drop_index (self);
  if (self->timeline == NULL)
    return;
  if (asks_something (self))
    start_index (self);
  else if (annals_timeline_is_complete (self->timeline)
           || annals_timeline_get_n_events (self->timeline) <= EARLY_INDEX_EVENTS)
    self->index_source = g_timeout_add (INDEX_DELAY_MS, index_later_cb, self);
}

static void
run_query (AnnalsSession *self)
{
  restart (&self->query_cancellable);
  if (self->index == NULL)
    return;

  self->query_cancellable = g_cancellable_new ();
  annals_query_run_async (self->query, self->index, self->query_cancellable, query_cb,
                          request_new (self, self->query_cancellable));
}

/* --- the opening view --- */

/* A window finds its size in several steps: until the reader moves, each shows the whole range. */
static void
show_opening_view (AnnalsSession *self)
{
  const AnnalsView *view = annals_viewport_get_view (self->viewport);
  double begin_s = 0, end_s = 0;

  self->keeps_opening_view = FALSE;
  if (self->timeline == NULL
      || !annals_timeline_get_opening_view (self->timeline, &begin_s, &end_s))
    return;

  if (view->width_px > 0)
    annals_viewport_show_range (self->viewport, begin_s, end_s, INSET_PX);
  self->opening_view = *view;
  self->keeps_opening_view = TRUE;
}

static void
viewport_changed_cb (AnnalsViewport *viewport, AnnalsSession *self)
{
  const AnnalsView *view = annals_viewport_get_view (viewport);

  if (!self->keeps_opening_view)
    return;
  if (view->width_px != self->opening_view.width_px)
    show_opening_view (self);
  else if (view->center_s != self->opening_view.center_s
           || view->seconds_per_pixel != self->opening_view.seconds_per_pixel)
    self->keeps_opening_view = FALSE;
}

/* Words and `note:` look into the notes as they are now. */
static void
make_query (AnnalsSession *self)
{
  g_clear_pointer (&self->query, annals_query_unref);
  if (self->search == NULL)
    return;

  self->query = annals_query_new_with_notes (self->search, annals_session_get_query_notes (self));
}

static void
notebook_changed_cb (AnnalsNotebook *notebook, const char *event_id, AnnalsSession *self)
{
  g_clear_pointer (&self->notes, annals_query_notes_unref);
  if (self->query != NULL && !annals_query_is_empty (self->query))
    {
      make_query (self);
      run_query (self);
    }
  g_signal_emit (self, signals[NOTES_CHANGED], 0, event_id);
}

/* --- the object --- */

static void
annals_session_dispose (GObject *object)
{
  AnnalsSession *self = ANNALS_SESSION (object);

  annals_session_set_notebook (self, NULL);
  drop_index (self);
  clear_matches (self);
  g_clear_pointer (&self->lost_id, g_free);
  g_clear_pointer (&self->arrangement, annals_arrangement_unref);
  annals_lane_memory_clear (&self->lanes);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->query, annals_query_unref);
  g_clear_pointer (&self->grouping, annals_grouping_unref);
  g_clear_object (&self->timeline);
  g_clear_object (&self->viewport);

  G_OBJECT_CLASS (annals_session_parent_class)->dispose (object);
}

static void
annals_session_class_init (AnnalsSessionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_session_dispose;

  signals[TIMELINE_CHANGED] = g_signal_new ("timeline-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[INDEX_CHANGED] = g_signal_new ("index-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[ARRANGEMENT_CHANGED] = g_signal_new ("arrangement-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 0);
  signals[VISITS_CHANGED] = g_signal_new ("visits-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[NOTES_CHANGED] = g_signal_new ("notes-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
annals_session_init (AnnalsSession *self)
{
  self->selection = ANNALS_NO_EVENT;
  self->viewport = annals_viewport_new ();
  g_signal_connect_object (self->viewport, "changed", G_CALLBACK (viewport_changed_cb), self, 0);
}

AnnalsSession *
annals_session_new (void)
{
  return g_object_new (ANNALS_TYPE_SESSION, NULL);
}

AnnalsTimeline *
annals_session_get_timeline (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->timeline;
}

/* The selected event of the timeline that goes, found again by its id in the one that comes. */
static guint
find_selection_again (AnnalsSession *self, AnnalsTimeline *next)
{
  guint event;

  if (self->timeline == NULL || next == NULL)
    return ANNALS_NO_EVENT;

  if (self->selection != ANNALS_NO_EVENT)
    {
      g_free (self->lost_id);
      self->lost_id = g_strdup (annals_timeline_get_event_id (self->timeline, self->selection));
    }
  if (self->lost_id == NULL)
    return ANNALS_NO_EVENT;
  event = annals_timeline_find_event (next, self->lost_id);
  if (event != ANNALS_NO_EVENT)
    g_clear_pointer (&self->lost_id, g_free);

  return event;
}

static void
set_viewport_extent (AnnalsSession *self)
{
  double begin_s = -INFINITY, end_s = INFINITY;

  if (self->timeline == NULL || !annals_timeline_get_extent (self->timeline, &begin_s, &end_s))
    {
      begin_s = -INFINITY;
      end_s = INFINITY;
    }
  /* A view stays where it is, also where a reload has taken the events from under it. */
  if (self->difference != NULL)
    {
      const AnnalsView *view = annals_viewport_get_view (self->viewport);

      begin_s = MIN (begin_s, annals_view_instant (view, 0));
      end_s = MAX (end_s, annals_view_instant (view, view->width_px));
    }
  annals_viewport_set_extent (self->viewport, begin_s, end_s);
}

/* What matched, matches still until the search is answered anew. A later publication has what was there
 * at the same places. */
static void
carry_matches (AnnalsSession *self, AnnalsTimeline *timeline)
{
  g_autoptr (AnnalsBitset) before = g_steal_pointer (&self->matches);

  if (before == NULL)
    return;
  if (self->difference == NULL)
    {
      self->matches = annals_bitset_grow (before, annals_timeline_get_n_events (timeline));
      return;
    }
  clear_matches (self);
  self->matches = annals_bitset_carry (before, self->difference);
  self->match_order = annals_query_order_matches (timeline, self->matches, &self->n_matches);
}

static void
show_timeline (AnnalsSession *self, AnnalsTimeline *timeline, gboolean is_new_file)
{
  guint selection, old_selection;
  gboolean had_matches;

  old_selection = self->selection;
  selection = is_new_file ? ANNALS_NO_EVENT : find_selection_again (self, timeline);
  had_matches = self->query != NULL;
  if (is_new_file)
    {
      g_clear_pointer (&self->lost_id, g_free);
      g_clear_pointer (&self->search, g_free);
      g_clear_pointer (&self->query, annals_query_unref);
    }
  if (is_new_file)
    clear_matches (self);
  else
    carry_matches (self, timeline);
  g_clear_pointer (&self->grouping, annals_grouping_unref);
  self->arranged = NULL;
  if (is_new_file)
    {
      g_clear_pointer (&self->arrangement, annals_arrangement_unref);
      annals_lane_memory_clear (&self->lanes);
      annals_session_clear_visits (self);
    }
  else
    annals_session_translate_visits (self, timeline);
  g_set_object (&self->timeline, timeline);
  /* Notes are known by their events' indices, which a reload may change. */
  g_clear_pointer (&self->notes, annals_query_notes_unref);
  make_query (self);
  self->selection = selection;
  set_viewport_extent (self);
  if (is_new_file)
    show_opening_view (self);
  build_index (self);

  g_signal_emit (self, signals[TIMELINE_CHANGED], 0);
  if (selection != old_selection || is_new_file)
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  if (had_matches)
    g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

void
annals_session_set_timeline (AnnalsSession *self, AnnalsTimeline *timeline, gboolean is_new_file)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));
  g_return_if_fail (timeline == NULL || ANNALS_IS_TIMELINE (timeline));

  /* The last publication comes as the load's result too. */
  if (timeline == self->timeline && !is_new_file)
    return;
  show_timeline (self, timeline, is_new_file);
}

void
annals_session_settle (AnnalsSession *self)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));

  if (self->timeline != NULL && self->index == NULL && self->index_cancellable == NULL)
    start_index (self);
}

void
annals_session_reload (AnnalsSession *self, AnnalsDifference *difference)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));
  g_return_if_fail (difference != NULL);
  g_return_if_fail (annals_difference_get_before (difference) == self->timeline);

  self->difference = annals_difference_ref (difference);
  show_timeline (self, annals_difference_get_after (difference), FALSE);
  g_clear_pointer (&self->difference, annals_difference_unref);
}

AnnalsDifference *
annals_session_get_difference (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->difference;
}

AnnalsViewport *
annals_session_get_viewport (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->viewport;
}

AnnalsGrouping *
annals_session_get_grouping (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  if (self->grouping == NULL && self->timeline != NULL)
    self->grouping = annals_grouping_new (self->timeline, self->group_by);

  return self->grouping;
}

AnnalsGroupBy
annals_session_get_group_by (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), ANNALS_GROUP_TRACK);

  return self->group_by;
}

void
annals_session_set_group_by (AnnalsSession *self, AnnalsGroupBy by)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));

  if (self->group_by == by)
    return;

  self->group_by = by;
  g_clear_pointer (&self->grouping, annals_grouping_unref);
  self->arranged = NULL;
  g_signal_emit (self, signals[TIMELINE_CHANGED], 0);
}

guint
annals_session_get_selection (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), ANNALS_NO_EVENT);

  return self->selection;
}

void
annals_session_select (AnnalsSession *self, guint event)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));

  if (self->timeline == NULL || event >= annals_timeline_get_n_events (self->timeline))
    event = ANNALS_NO_EVENT;
  if (self->selection == event)
    return;

  self->selection = event;
  g_clear_pointer (&self->lost_id, g_free);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  if (self->matches != NULL)
    g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

/* --- matches --- */

AnnalsQuery *
annals_session_get_query (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->query;
}

AnnalsBitset *
annals_session_get_matches (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->matches;
}

AnnalsQueryNotes *
annals_session_get_query_notes (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  if (self->notes == NULL && self->timeline != NULL && self->notebook != NULL)
    self->notes = annals_query_notes_new (self->timeline, self->notebook);
  return self->notes;
}

AnnalsIndex *
annals_session_get_index (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->index;
}

void
annals_session_set_search (AnnalsSession *self, const char *text)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (text == NULL && self->search == NULL)
    return;

  restart (&self->query_cancellable);
  g_free (self->search);
  self->search = g_strdup (text);
  make_query (self);
  if (!asks_something (self))
    clear_matches (self);
  else if (self->index != NULL)
    run_query (self);
  else
    annals_session_settle (self);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

gboolean
annals_session_is_searching (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), FALSE);

  return asks_something (self)
         && (self->query_cancellable != NULL || (self->timeline != NULL && self->index == NULL));
}

gboolean
annals_session_get_hides_others (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), FALSE);

  return self->hides_others;
}

void
annals_session_set_hides_others (AnnalsSession *self, gboolean hides_others)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));

  hides_others = !!hides_others;
  if (self->hides_others == hides_others)
    return;

  self->hides_others = hides_others;
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

/* --- notes --- */

AnnalsNotebook *
annals_session_get_notebook (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  return self->notebook;
}

void
annals_session_set_notebook (AnnalsSession *self, AnnalsNotebook *notebook)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));
  g_return_if_fail (notebook == NULL || ANNALS_IS_NOTEBOOK (notebook));

  if (self->notebook == notebook)
    return;

  if (self->notebook != NULL)
    g_signal_handlers_disconnect_by_data (self->notebook, self);
  g_set_object (&self->notebook, notebook);
  g_clear_pointer (&self->notes, annals_query_notes_unref);
  if (self->notebook != NULL)
    g_signal_connect (self->notebook, "changed", G_CALLBACK (notebook_changed_cb), self);
  g_signal_emit (self, signals[NOTES_CHANGED], 0, NULL);
}
