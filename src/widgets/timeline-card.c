/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of the timeline view: what the hand rests on. */
#include <glib/gi18n-lib.h>

#include "time/words.h"
#include "widgets/event-words.h"
#include "widgets/hover-card.h"
#include "widgets/timeline-view-private.h"

#define CARD_DELAY_MS 400
/* Of the events that "+n" stands for. */
#define TITLES_MAX 4

void
annals_timeline_view_hide_card (AnnalsTimelineView *self)
{
  g_clear_handle_id (&self->card_timeout, g_source_remove);
  gtk_widget_set_visible (self->card, FALSE);
}

/* "Press wires · 15–21 February 2010" */
static void
show_count (AnnalsTimelineView *self, const AnnalsHit *hit, double begin_s, double end_s,
            const char *titles)
{
  g_autofree char *when = annals_range_to_words (begin_s, end_s);
  g_autofree char *where
    = g_strdup_printf ("%s · %s",
                       annals_grouping_get_lane_title (annals_rows_get_grouping (self->rows), hit->lane),
                       when);
  g_autofree char *number = annals_number_to_words (hit->count);
  g_autofree char *count = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s event", "%s events", hit->count), number);

  annals_hover_card_show_text (ANNALS_HOVER_CARD (self->card), count, where, titles);
}

/* Which those are that found no row, as far as a card has room. */
static void
show_plus (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (annals_rows_get_grouping (self->rows));
  g_autoptr (GString) titles = g_string_new (NULL);
  AnnalsBitset *matches = annals_session_get_matches (self->session);
  double begin_s = INFINITY, end_s = -INFINITY;
  gboolean is_other;
  guint n, n_told = 0;
  const guint32 *events = annals_rows_get_plus_events (self->rows, hit->event, &n);

  annals_rows_count_plus (self->rows, hit->event, matches, &is_other);
  for (guint i = 0; i < n; i++)
    {
      const AnnalsSpan *span = annals_timeline_get_event_span (timeline, events[i]);

      if (matches != NULL && !is_other && !annals_bitset_contains (matches, events[i]))
        continue;
      begin_s = MIN (begin_s, annals_span_get_earliest (span));
      end_s = MAX (end_s, annals_span_get_latest (span));
      if (n_told++ < TITLES_MAX)
        g_string_append_printf (titles, "%s%s", titles->len > 0 ? "\n" : "",
                                annals_timeline_get_event_title (timeline, events[i]));
    }
  if (n_told > TITLES_MAX)
    g_string_append (titles, "\n…");
  if (n_told > 0)
    show_count (self, hit, begin_s, end_s, titles->str);
}

static void
show_card (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  if (hit->kind == ANNALS_HIT_COUNT)
    show_count (self, hit, hit->begin_s, hit->end_s, NULL);
  else if (hit->kind == ANNALS_HIT_PLUS)
    show_plus (self, hit);
  else
    annals_hover_card_show_event (ANNALS_HOVER_CARD (self->card),
                                  annals_grouping_get_timeline (annals_rows_get_grouping (self->rows)),
                                  hit->event);
  gtk_widget_set_visible (self->card, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
has_card (AnnalsHitKind kind)
{
  return kind == ANNALS_HIT_EVENT || kind == ANNALS_HIT_COUNT || kind == ANNALS_HIT_PLUS
         || kind == ANNALS_HIT_LINK_END;
}

static gboolean
card_timeout_cb (gpointer data)
{
  AnnalsTimelineView *self = data;
  AnnalsScene *scene;
  AnnalsHit hit;

  self->card_timeout = 0;
  scene = annals_timeline_view_ensure_scene (self);
  if (scene == NULL || isnan (self->pointer_x))
    return G_SOURCE_REMOVE;
  hit = annals_scene_hit (scene, self->pointer_x, self->pointer_y);
  if (has_card (hit.kind))
    show_card (self, &hit);
  return G_SOURCE_REMOVE;
}

void
annals_timeline_view_await_card (AnnalsTimelineView *self, const AnnalsHit *hit)
{
  annals_timeline_view_hide_card (self);
  if (!has_card (hit->kind))
    return;
  self->card_timeout = g_timeout_add (CARD_DELAY_MS, card_timeout_cb, self);
  g_source_set_name_by_id (self->card_timeout, "annals: hover card");
}
