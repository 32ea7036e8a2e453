/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a timeline as a whole, which only its last publication can tell. */
#include "model/builder-private.h"

#include <glib/gi18n-lib.h>

/* A long event with a thousand problems would be gone through a thousand times: all searches together
 * take this much, a tenth of a second. */
#define SEARCHED_BYTES (64 * 1024 * 1024)

/* Where the id stands in the event's own bytes, for a problem's place; else the event itself. */
static guint64
find_in_event (AnnalsBuilder *builder,
               AnnalsTimeline *timeline,
               guint event,
               const char *member,
               const char *id)
{
  g_autoptr (GBytes) slice = annals_timeline_get_event_bytes (timeline, event);
  const AnnalsChunk *chunk = timeline->chunks[event >> ANNALS_CHUNK_SHIFT];
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", id);
  gsize length;
  const char *bytes = g_bytes_get_data (slice, &length);
  const char *found;

  if (bytes == NULL || builder->n_searched_bytes + length > SEARCHED_BYTES)
    return annals_chunk_get_slice (chunk, event & ANNALS_CHUNK_MASK).offset;
  builder->n_searched_bytes += length;
  found = g_strstr_len (bytes, length, member);
  /* Foreign formats call it otherwise. */
  if (found == NULL)
    found = bytes;
  found = g_strstr_len (found, bytes + length - found, quoted);
  return annals_chunk_get_slice (chunk, event & ANNALS_CHUNK_MASK).offset
         + (found != NULL ? found - bytes : 0);
}

void
annals_builder_report_lost_links (AnnalsBuilder *builder,
                                  AnnalsTimeline *timeline,
                                  const guint32 *names)
{
  for (guint l = 0; l < builder->links->len; l++)
    {
      const AnnalsPendingLink *link = &g_array_index (builder->links, AnnalsPendingLink, l);
      g_autofree char *message = NULL;
      const char *name;
      guint64 offset = 0;

      if (!link->is_named || names[link->to] != ANNALS_NO_EVENT)
        continue;
      name = g_ptr_array_index (builder->link_names.words, link->to);
      if (annals_problems_get_n_kept (builder->problems) < ANNALS_PROBLEMS_KEPT)
        offset = find_in_event (builder, timeline, link->from, "\"links\"", name);
      message = g_strdup_printf (_ ("No event has the id “%s”; the link leads nowhere."), name);
      annals_problems_take (builder->problems,
                            annals_problem_new (ANNALS_SEVERITY_WARNING, offset,
                                                annals_timeline_get_event_id (timeline, link->from),
                                                message));
    }
}

/* Each such source is told once, at the first event that cites it. */
void
annals_builder_report_unlisted_sources (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  guint n_unlisted = 0;
  g_autofree guint8 *is_unlisted = g_new0 (guint8, timeline->n_sources + 1);

  for (guint s = 0; s < timeline->n_sources; s++)
    {
      const AnnalsSource *listed
          = s < builder->sources->len ? &g_array_index (builder->sources, AnnalsSource, s) : NULL;

      is_unlisted[s] = (listed == NULL || listed->id == NULL)
                       && !annals_source_id_is_address (timeline->sources[s].id);
      n_unlisted += is_unlisted[s];
    }

  for (guint event = 0; event < timeline->n_events && n_unlisted > 0; event++)
    {
      guint n;
      const guint32 *sources = annals_timeline_get_terms (timeline, event, ANNALS_TERM_SOURCE, &n);

      for (guint t = 0; t < n; t++)
        {
          const char *id = timeline->sources[sources[t]].id;
          g_autofree char *message = NULL;
          guint64 offset = 0;

          if (!is_unlisted[sources[t]])
            continue;
          is_unlisted[sources[t]] = FALSE;
          n_unlisted--;
          if (annals_problems_get_n_kept (builder->problems) < ANNALS_PROBLEMS_KEPT)
            offset = find_in_event (builder, timeline, event, "\"sources\"", id);
          message = g_strdup_printf (
              _ ("The file lists no source “%s”; it is known by this id alone."), id);
          annals_problems_take (builder->problems,
                                annals_problem_new (ANNALS_SEVERITY_WARNING, offset,
                                                    annals_timeline_get_event_id (timeline, event),
                                                    message));
        }
    }
}

/* A name misspelt makes a lane of its own. Each is told once, at its first event, and only in a file that
 * lists tracks at all.
 */
void
annals_builder_report_unlisted_tracks (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  const GPtrArray *names = builder->track_names.words;
  g_autoptr (GHashTable) unlisted = g_hash_table_new (g_str_hash, g_str_equal);

  if (builder->listed_tracks->len == 0)
    return;
  for (guint number = 0; number < names->len; number++)
    g_hash_table_add (unlisted, g_ptr_array_index (names, number));
  for (guint t = 0; t < builder->listed_tracks->len; t++)
    g_hash_table_remove (
        unlisted,
        g_ptr_array_index (names, g_array_index (builder->listed_tracks, AnnalsListedTrack, t).number));

  for (guint event = 0; event < timeline->n_events && g_hash_table_size (unlisted) > 0; event++)
    {
      const char *id = timeline->tracks[annals_timeline_get_event_track (timeline, event)].id;
      g_autofree char *message = NULL;
      guint64 offset = 0;

      if (id == NULL || !g_hash_table_remove (unlisted, id))
        continue;
      if (annals_problems_get_n_kept (builder->problems) < ANNALS_PROBLEMS_KEPT)
        offset = find_in_event (builder, timeline, event, "\"track\"", id);
      message = g_strdup_printf (_ ("The file lists no track “%s”; it has got a track of that name."), id);
      annals_problems_take (builder->problems,
                            annals_problem_new (ANNALS_SEVERITY_WARNING, offset,
                                                annals_timeline_get_event_id (timeline, event), message));
    }
}

static AnnalsSlice
slice_of (AnnalsTimeline *timeline, guint event, guint slice)
{
  const AnnalsChunk *chunk = timeline->chunks[event >> ANNALS_CHUNK_SHIFT];
  guint i = event & ANNALS_CHUNK_MASK, n_more;

  if (slice > 0)
    return annals_chunk_get_more_slices (chunk, i, &n_more)[slice - 1];
  return annals_chunk_get_slice (chunk, i);
}

/* Says of the problems that stand in the slice whose they are. */
static void
name_those_within (AnnalsProblems *problems, AnnalsSlice slice, const char *event_id)
{
  guint n = annals_problems_get_n_kept (problems), low = 0, high = n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (annals_problems_get (problems, middle)->offset < slice.offset)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < n && annals_problems_get (problems, low)->offset - slice.offset < slice.length;
       low++)
    annals_problems_set_event_id (problems, low, event_id);
}

void
annals_timeline_name_problems (AnnalsTimeline *timeline)
{
  if (annals_problems_get_n_kept (timeline->problems) == 0)
    return;
  for (guint event = 0; event < timeline->n_events; event++)
    for (guint s = 0; s < annals_timeline_get_n_event_slices (timeline, event); s++)
      name_those_within (timeline->problems, slice_of (timeline, event, s),
                         annals_timeline_get_event_id (timeline, event));
}
