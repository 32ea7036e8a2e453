/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field's value names: tracks, actors, places, tags, sources. */
#include "find/event-text.h"
#include "find/fold.h"
#include "find/query-private.h"

static gboolean
is_of_key (const char *name, const char *key)
{
  g_autofree char *own = annals_fold_to_key (name);

  return g_str_equal (own, key);
}

AnnalsBitset *
annals_query_find_names (AnnalsIndex *index, AnnalsTermKind kind, const AnnalsParsedTerm *parsed)
{
  g_autoptr (AnnalsBitset) found = annals_pattern_look_up (parsed->pattern, index->term_words[kind], NULL);
  g_autoptr (AnnalsBitset) exact = annals_bitset_new (found->n_bits);
  gboolean is_exact = FALSE;
  int source;

  if (kind == ANNALS_TERM_SOURCE)
    {
      source = annals_timeline_find_source (index->timeline, parsed->term.value);
      if (source >= 0 && (guint) source < exact->n_bits)
        {
          annals_bitset_add (exact, (guint) source);
          return g_steal_pointer (&exact);
        }
      return g_steal_pointer (&found);
    }
  if (parsed->whole == NULL)
    return g_steal_pointer (&found);
  for (guint i = 0; i < found->n_words; i++)
    for (guint64 left = found->words[i]; left != 0; left &= left - 1)
      {
        guint term = i * 64 + (guint) __builtin_ctzll (left);

        if (!is_of_key (annals_timeline_get_term (index->timeline, kind, term), parsed->whole))
          continue;
        annals_bitset_add (exact, term);
        is_exact = TRUE;
      }
  return is_exact ? g_steal_pointer (&exact) : g_steal_pointer (&found);
}

AnnalsBitset *
annals_query_find_named_tracks (AnnalsIndex *index, const AnnalsParsedTerm *parsed)
{
  guint n = index->track_events->n_lists;
  g_autoptr (AnnalsBitset) found = annals_bitset_new (n), exact = annals_bitset_new (n);
  gboolean is_exact = FALSE;

  for (guint track = 0; track < n; track++)
    {
      const AnnalsTrack *info = annals_timeline_get_track (index->timeline, track);

      if (!annals_pattern_matches (parsed->pattern, info->title)
          && !annals_pattern_matches (parsed->pattern, info->id))
        continue;
      annals_bitset_add (found, track);
      if (parsed->whole == NULL || (!is_of_key (info->title, parsed->whole) && !is_of_key (info->id, parsed->whole)))
        continue;
      annals_bitset_add (exact, track);
      is_exact = TRUE;
    }
  return is_exact ? g_steal_pointer (&exact) : g_steal_pointer (&found);
}

/* And those that are nested in them. A file may nest tracks in a circle. */
AnnalsBitset *
annals_query_find_tracks (AnnalsIndex *index, const AnnalsParsedTerm *parsed)
{
  g_autoptr (AnnalsBitset) named = annals_query_find_named_tracks (index, parsed);
  AnnalsBitset *found = annals_bitset_new (named->n_bits);

  for (guint track = 0; track < named->n_bits; track++)
    {
      int at = (int) track;

      for (guint steps = 0; at >= 0 && (guint) at < named->n_bits && steps < ANNALS_NESTING_MAX; steps++)
        {
          if (annals_bitset_contains (named, (guint) at))
            {
              annals_bitset_add (found, track);
              break;
            }
          at = annals_timeline_get_track (index->timeline, (guint) at)->parent;
        }
    }
  return found;
}
