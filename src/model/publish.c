/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was joined so far to a timeline that never changes. */
#include "model/builder-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The light fills of the look, in the order in which tracks without a colour of their own take
 * them: neighbours far apart in hue and lightness. */
static const guint32 palette[] = {
  0x0072B2, 0xD55E00, 0x009E73, 0xB8608F, 0xC58500, 0x2F8FC6, 0x968A00, 0x5F6972,
};

static void
publish_terms (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  for (guint kind = 0; kind < ANNALS_N_TERM_KINDS; kind++)
    {
      const GPtrArray *words = builder->terms[kind].words;

      timeline->n_terms[kind] = words->len;
      timeline->terms[kind] = g_memdup2 (words->pdata, words->len * sizeof (char *));
    }
}

static int
compare_sources (gconstpointer a, gconstpointer b, gpointer sources)
{
  return strcmp (((const AnnalsSource *)sources)[*(const guint32 *)a].id,
                 ((const AnnalsSource *)sources)[*(const guint32 *)b].id);
}

/* A source that is cited but not listed is known by its id alone, which may be its address. */
static void
publish_sources (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  guint n = builder->terms[ANNALS_TERM_SOURCE].words->len;

  timeline->n_sources = n;
  timeline->sources = g_new0 (AnnalsSource, n + 1);
  timeline->sources_by_id = g_new (guint32, n + 1);
  for (guint s = 0; s < n; s++)
    {
      AnnalsSource *source = &timeline->sources[s];

      *source = annals_grown_index (builder->sources, AnnalsSource, s);
      if (source->id == NULL)
        {
          source->id = g_ptr_array_index (builder->terms[ANNALS_TERM_SOURCE].words, s);
          source->was_read = -1;
          if (annals_source_id_is_address (source->id))
            {
              source->type = (char *)"webpage";
              source->url = source->id;
            }
        }
      timeline->sources_by_id[s] = s;
    }
  g_qsort_with_data (timeline->sources_by_id, n, sizeof (guint32), compare_sources,
                     timeline->sources);
}

/* The palette's next colour, first those that no listed track has taken. */
static guint32
next_color (AnnalsBuilder *builder, guint *at)
{
  for (guint tried = 0; tried < G_N_ELEMENTS (palette) && *at < G_N_ELEMENTS (palette); tried++)
    {
      guint32 color = palette[(*at)++];
      gboolean is_taken = FALSE;

      for (guint t = 0; t < builder->listed_tracks->len && !is_taken; t++)
        is_taken
            = (guint32)g_array_index (builder->listed_tracks, AnnalsListedTrack, t).color == color;
      if (!is_taken)
        return color;
    }
  return palette[(*at)++ % G_N_ELEMENTS (palette)];
}

/* Follows the parents of each track once: one that comes upon its own path is cut loose. */
static void
cut_cycles (AnnalsTrack *tracks, guint n)
{
  g_autofree guint *path = g_new0 (guint, n + 1); /* which walk has been here; 0: none */

  for (guint t = 0; t < n; t++)
    for (int at = t; at >= 0 && path[at] == 0; at = tracks[at].parent)
      {
        path[at] = t + 1;
        if (tracks[at].parent >= 0 && path[tracks[at].parent] == t + 1)
          tracks[at].parent = -1;
      }
}

static guint
add_track (AnnalsTimeline *timeline, const char *id, const char *title, guint n_events)
{
  timeline->tracks[timeline->n_tracks] = (AnnalsTrack){
    .id = (char *)id,
    .title = (char *)title,
    .parent = -1,
    .n_events = n_events,
  };
  return timeline->n_tracks++;
}

/* Events that name no track are of the first that is listed, or have one of their own. */
static void
publish_trackless (AnnalsBuilder *builder,
                   AnnalsTimeline *timeline,
                   guint32 *of_number,
                   guint *next)
{
  guint32 n_events = annals_grown_index (builder->track_counts, guint32, 0);
  gboolean is_apart = builder->listed_tracks->len == 0 || builder->is_trackless_apart;

  if (timeline->n_tracks == 0 ? n_events + builder->n_trackless_eras > 0 : is_apart && n_events > 0)
    {
      const char *title = timeline->n_tracks > 0 ? _ ("Other events") : _ ("Events");

      of_number[0] = add_track (timeline, "", annals_strings_add (builder->strings, title), 0);
      timeline->tracks[of_number[0]].rgb = next_color (builder, next);
    }
  else
    of_number[0] = 0;
  if (timeline->n_tracks > 0)
    timeline->tracks[of_number[0]].n_events += n_events + builder->n_trackless_eras;
}

/* Tracks come as the file lists them, then those that only events name, in order of first sight,
 * then, where events name none and no track is listed, one for these. */
static void
publish_tracks (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  const GPtrArray *names = builder->track_names.words;
  guint n_listed = builder->listed_tracks->len, next = 0;
  guint32 *of_number = g_new (guint32, names->len + 1);

  memset (of_number, 0xFF, (names->len + 1) * sizeof (guint32));
  timeline->track_of_number = of_number;
  timeline->tracks = g_new0 (AnnalsTrack, names->len + 1);

  for (guint t = 0; t < n_listed; t++)
    {
      const AnnalsListedTrack *listed
          = &g_array_index (builder->listed_tracks, AnnalsListedTrack, t);
      guint32 number = listed->number;

      if (of_number[number + 1] == G_MAXUINT32)
        {
          AnnalsTrack *track;

          of_number[number + 1]
              = add_track (timeline, g_ptr_array_index (names, number), listed->title,
                           annals_grown_index (builder->track_counts, guint32, number + 1));
          track = &timeline->tracks[of_number[number + 1]];
          track->description = (char *)listed->description;
          track->is_folded = listed->is_folded;
          track->rgb = listed->color >= 0 ? (guint32)listed->color : next_color (builder, &next);
        }
    }
  for (guint t = 0; t < n_listed; t++)
    {
      const AnnalsListedTrack *listed
          = &g_array_index (builder->listed_tracks, AnnalsListedTrack, t);
      guint32 parent;

      if (listed->parent_id == NULL)
        continue;
      parent = annals_interner_find (
          &builder->track_names, listed->parent_id,
          annals_string_hash (listed->parent_id, strlen (listed->parent_id)));
      if (parent != ANNALS_NO_WORD && of_number[parent + 1] != G_MAXUINT32)
        timeline->tracks[of_number[listed->number + 1]].parent = of_number[parent + 1];
    }
  cut_cycles (timeline->tracks, timeline->n_tracks);

  for (guint number = 0; number < names->len; number++)
    if (of_number[number + 1] == G_MAXUINT32)
      {
        guint track = add_track (timeline, g_ptr_array_index (names, number),
                                 g_ptr_array_index (names, number),
                                 annals_grown_index (builder->track_counts, guint32, number + 1));

        of_number[number + 1] = track;
        timeline->tracks[track].rgb = next_color (builder, &next);
      }
  publish_trackless (builder, timeline, of_number, &next);
}

static void
publish_links (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  const GPtrArray *words = builder->link_names.words;
  AnnalsIdSource source = { timeline->chunks, timeline->n_chunks, NULL };
  g_autofree guint32 *names = g_new (guint32, words->len + 1);

  for (guint w = 0; w < words->len; w++)
    names[w] = annals_id_table_find (&timeline->ids, &source, g_ptr_array_index (words, w),
                                     g_array_index (builder->link_names.hashes, guint32, w));
  annals_link_table_init (&timeline->links, timeline->n_events,
                          (const AnnalsPendingLink *)(gpointer)builder->links->data,
                          builder->links->len,
                          (const char *const *)builder->link_types.words->pdata, names);
  if (timeline->is_complete)
    annals_builder_report_lost_links (builder, timeline, names);
}

static void
publish_chunks (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  guint n_open = builder->open->n_events;

  timeline->n_events = builder->n_events;
  timeline->n_chunks = builder->chunks->len + (n_open > 0);
  timeline->chunks = g_new (AnnalsChunk *, timeline->n_chunks + 1);
  for (guint c = 0; c < builder->chunks->len; c++)
    timeline->chunks[c] = annals_chunk_ref (g_ptr_array_index (builder->chunks, c));
  if (n_open > 0)
    timeline->chunks[timeline->n_chunks - 1] = annals_open_chunk_seal (builder->open);
  if (timeline->is_complete)
    {
      g_clear_pointer (&builder->open, annals_open_chunk_free);
      timeline->ids = builder->ids;
      builder->ids = (AnnalsIdTable){ 0 };
    }
  else
    timeline->ids = annals_id_table_copy (&builder->ids);
  timeline->order
      = annals_chunks_merge_order (timeline->chunks, timeline->n_chunks, &timeline->n_dated);
  timeline->extent_begin_s = builder->extent_begin_s;
  timeline->extent_end_s = builder->extent_end_s;
}

static void
publish_header (AnnalsBuilder *builder, AnnalsTimeline *timeline)
{
  timeline->file = builder->file != NULL ? g_object_ref (builder->file) : NULL;
  timeline->bytes = builder->bytes != NULL ? g_bytes_ref (builder->bytes) : NULL;
  if (builder->details_reader != NULL)
    timeline->details_reader = annals_details_reader_ref (builder->details_reader);
  timeline->strings = annals_strings_ref (builder->strings);

  if (builder->title != NULL)
    timeline->title = g_strdup (builder->title);
  else if (builder->fallback_title != NULL)
    timeline->title = g_strdup (builder->fallback_title);
  else if (builder->file != NULL)
    {
      g_autofree char *name = g_file_get_basename (builder->file);

      timeline->title = g_filename_display_name (name != NULL ? name : "");
    }
  else
    timeline->title = g_strdup ("");
  timeline->description = g_strdup (builder->description);
  timeline->id = g_strdup (builder->id);
  timeline->language = g_strdup (builder->language);
  timeline->format_name = g_strdup (builder->format_name != NULL ? builder->format_name : "");
  timeline->as_of = g_strdup (builder->as_of);
  timeline->as_of_span = builder->as_of_span;
  timeline->view_span = builder->view_span;
}

AnnalsTimeline *
annals_builder_publish (AnnalsBuilder *builder, gboolean is_complete)
{
  AnnalsTimeline *timeline;

  g_return_val_if_fail (builder->open != NULL, NULL);

  if (is_complete)
    annals_builder_join_held (builder);
  timeline = g_object_new (ANNALS_TYPE_TIMELINE, NULL);
  timeline->is_complete = is_complete;
  publish_header (builder, timeline);
  publish_chunks (builder, timeline);
  publish_terms (builder, timeline);
  publish_sources (builder, timeline);
  publish_tracks (builder, timeline);
  publish_links (builder, timeline);
  if (is_complete)
    {
      annals_builder_report_unlisted_sources (builder, timeline);
      annals_builder_report_unlisted_tracks (builder, timeline);
    }

  timeline->problems = annals_problems_copy (builder->problems);
  if (timeline->bytes != NULL)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (timeline->bytes, &length);

      annals_problems_locate (timeline->problems, bytes, length);
      annals_timeline_name_problems (timeline);
    }
  return timeline;
}
