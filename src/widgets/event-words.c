/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of an event: aloud, on its card, beside its track. */
#include "widgets/event-words.h"

#include <glib/gi18n-lib.h>

#include "time/calendar.h"
#include "time/words.h"

gboolean
annals_event_get_position (AnnalsGrouping *grouping, guint event, guint *position, guint *n)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (grouping);
  guint lane = annals_grouping_get_lane_of (grouping, event);
  guint n_events;
  const guint32 *events;

  if (lane == G_MAXUINT)
    return FALSE;
  events = annals_grouping_get_lane_events (grouping, lane, &n_events);
  *position = annals_timeline_find_in_order (timeline, events, n_events, event) + 1;
  *n = annals_grouping_get_lane_count (grouping, lane);
  return TRUE;
}

void
annals_event_get_track_position (AnnalsTimeline *timeline, guint event, guint *position, guint *n)
{
  guint track = annals_timeline_get_event_track (timeline, event);
  guint n_order, n_before = 0;
  const guint32 *order = annals_timeline_get_order (timeline, &n_order);
  guint i;

  for (i = 0; i < n_order && order[i] != event; i++)
    n_before += annals_timeline_get_event_track (timeline, order[i]) == track;
  if (i == n_order)
    {
      for (guint other = 0; other < event; other++)
        n_before += annals_timeline_get_event_track (timeline, other) == track
                    && !annals_span_is_dated (annals_timeline_get_event_span (timeline, other));
    }
  *position = n_before + 1;
  *n = annals_timeline_get_track (timeline, track)->n_events;
}

char *
annals_event_to_sentence (AnnalsGrouping *grouping, guint event, gboolean is_folded)
{
  AnnalsTimeline *timeline = annals_grouping_get_timeline (grouping);
  const char *title = annals_timeline_get_event_title (timeline, event);
  const AnnalsTrack *track
    = annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event));
  g_autofree char *date = annals_timeline_get_event_date_words (timeline, event);
  guint position, n;

  if (!annals_event_get_position (grouping, event, &position, &n))
    return g_strdup_printf ("%s, %s, %s", title, date, track->title);
  if (is_folded)
    /* Translators: the same as below, of an event whose lane is folded to one line. */
    return g_strdup_printf (_("%s, %s, %s, %u of %u, in a folded lane"), title, date, track->title,
                            position, n);
  /* Translators: title, date, track, then which of how many: what a screen reader says. */
  return g_strdup_printf (_("%s, %s, %s, %u of %u"), title, date, track->title, position, n);
}

char *
annals_event_get_year_words (AnnalsTimeline *timeline, guint event)
{
  double anchor = annals_span_get_anchor (annals_timeline_get_event_span (timeline, event));

  if (!isfinite (anchor))
    return g_strdup ("");
  return annals_year_to_words (annals_civil_from_instant (anchor).year);
}

char *
annals_event_get_standing (AnnalsTimeline *timeline, guint event)
{
  GString *words = g_string_new (NULL);
  guint n_sources, n_links;
  const AnnalsLink *links = annals_timeline_get_links (timeline, event, &n_links);

  annals_timeline_get_terms (timeline, event, ANNALS_TERM_SOURCE, &n_sources);
  if (n_sources == 0)
    g_string_append (words, _("no source"));
  else
    {
      g_autofree char *number = annals_number_to_words (n_sources);

      g_string_append_printf (
        words, g_dngettext (GETTEXT_PACKAGE, "%s source", "%s sources", n_sources), number);
    }

  for (guint i = 0; i < n_links; i++)
    {
      if (links[i].event == ANNALS_NO_EVENT)
        continue;
      g_string_append_printf (words, " · %s %s",
                              annals_link_type_get_name (links[i].type, links[i].is_backward),
                              annals_timeline_get_event_title (timeline, links[i].event));
      break;
    }
  return g_string_free (words, FALSE);
}
