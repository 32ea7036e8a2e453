/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes by what events name any number of: counted, ranked, dealt out. */
#include "view/term-lanes.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint term, n_events;
} Ranked;

/* Most events first; ties by which the file names first. */
static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (first->n_events != second->n_events)
    return first->n_events > second->n_events ? -1 : 1;
  return first->term < second->term ? -1 : first->term > second->term;
}

/* The term an event stands under; n_terms: none. */
static guint
get_first_term (AnnalsTimeline *timeline, guint event, AnnalsTermKind kind, guint n_terms)
{
  guint n;
  const guint32 *terms = annals_timeline_get_terms (timeline, event, kind, &n);

  return n > 0 && terms[0] < n_terms ? terms[0] : n_terms;
}

static const char *
get_title (AnnalsTimeline *timeline, AnnalsTermKind kind, guint term)
{
  if (kind == ANNALS_TERM_SOURCE && term < annals_timeline_get_n_sources (timeline))
    {
      const AnnalsSource *source = annals_timeline_get_source (timeline, term);

      return source->title != NULL ? source->title : source->id;
    }

  return annals_timeline_get_term (timeline, kind, term);
}

static const char *
get_none_title (AnnalsTermKind kind)
{
  switch (kind)
    {
    case ANNALS_TERM_PLACE:
      return g_dgettext (GETTEXT_PACKAGE, "No place named");
    case ANNALS_TERM_SOURCE:
      return g_dgettext (GETTEXT_PACKAGE, "No source named");
    case ANNALS_TERM_ACTOR:
    default:
      return g_dgettext (GETTEXT_PACKAGE, "No actor named");
    }
}

/* Those that events stand under, the commonest first; *n_ranked of them. */
static Ranked *
rank_terms (AnnalsTimeline *timeline, AnnalsTermKind kind, guint n_terms, guint *n_ranked)
{
  guint n_events = annals_timeline_get_n_events (timeline);
  Ranked *ranked = g_new0 (Ranked, n_terms + 1);

  for (guint term = 0; term <= n_terms; term++)
    ranked[term].term = term;
  for (guint event = 0; event < n_events; event++)
    if ((annals_timeline_get_event_flags (timeline, event) & ANNALS_EVENT_BACKGROUND) == 0)
      ranked[get_first_term (timeline, event, kind, n_terms)].n_events++;

  qsort (ranked, n_terms, sizeof *ranked, compare_ranked);
  for (*n_ranked = 0; *n_ranked < n_terms && ranked[*n_ranked].n_events > 0;)
    ++*n_ranked;

  return ranked;
}

void
annals_term_lanes_init (AnnalsTermLanes *lanes, AnnalsTimeline *timeline, AnnalsTermKind kind)
{
  guint n_events = annals_timeline_get_n_events (timeline);
  guint n_terms = annals_timeline_get_n_terms (timeline, kind);
  guint n_ranked, n_own;
  g_autofree Ranked *ranked = rank_terms (timeline, kind, n_terms, &n_ranked);
  g_autofree guint8 *lane_of_term = g_new (guint8, n_terms + 1);

  *lanes = (AnnalsTermLanes){ 0 };
  /* A lane shared by a single other one might as well be its own. */
  n_own = n_ranked <= ANNALS_TERM_LANES_MAX + 1 ? n_ranked : ANNALS_TERM_LANES_MAX;
  for (guint rank = 0; rank < n_own; rank++)
    lanes->titles[lanes->n_lanes++] = g_strdup (get_title (timeline, kind, ranked[rank].term));
  if (n_own < n_ranked)
    /* Translators: the lane of all actors, places or sources that have no lane of their own. */
    lanes->titles[lanes->n_lanes++] = g_strdup (g_dgettext (GETTEXT_PACKAGE, "Others"));
  for (guint rank = 0; rank < n_terms; rank++)
    lane_of_term[ranked[rank].term] = (guint8) MIN (rank, lanes->n_lanes == 0 ? 0 : lanes->n_lanes - 1);
  lane_of_term[n_terms] = (guint8) lanes->n_lanes;
  lanes->titles[lanes->n_lanes++] = g_strdup (get_none_title (kind));

  lanes->lane_of = g_new (guint8, MAX (1, n_events));
  for (guint event = 0; event < n_events; event++)
    lanes->lane_of[event] = lane_of_term[get_first_term (timeline, event, kind, n_terms)];
}

void
annals_term_lanes_clear (AnnalsTermLanes *lanes)
{
  for (guint lane = 0; lane < lanes->n_lanes; lane++)
    g_free (lanes->titles[lane]);
  g_clear_pointer (&lanes->lane_of, g_free);
  lanes->n_lanes = 0;
}
