/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different between two readings of one file: which event of before is which of after.
 *
 * Most readings differ in a few events, so an event of after is first looked for behind the one
 * that was found last, and only then by its id: a file that grew at its end costs no hash at all.
 */
#include "model/difference.h"

#include <string.h>

/* How many events pass between two looks at the cancellable. */
#define EVENTS_A_LOOK 4096

/* What a mark is drawn by. The others tell of sources, links and claims, which no row depends on.
 */
#define DRAWN_FLAGS (ANNALS_EVENT_BACKGROUND | ANNALS_EVENT_CLAIMS_DISAGREE | ANNALS_EVENT_DISPUTED)

struct _AnnalsDifference
{
  gatomicrefcount ref_count;
  AnnalsTimeline *before, *after;
  guint32 *before_of;                           /* for each event of after */
  guint8 *looks_same;                           /* the same, a bit each */
  GArray *added, *removed, *redated, *reworded; /* of guint32 */
};

/* For each track of before, the one of after with its id; G_MAXUINT where there is none. */
static guint *
match_tracks (AnnalsTimeline *before, AnnalsTimeline *after)
{
  guint n_before = annals_timeline_get_n_tracks (before);
  guint n_after = annals_timeline_get_n_tracks (after);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  guint *tracks = g_new (guint, n_before + 1);

  for (guint i = 0; i < n_after; i++)
    g_hash_table_insert (by_id, annals_timeline_get_track (after, i)->id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < n_before; i++)
    {
      gpointer found;

      tracks[i] = G_MAXUINT;
      if (g_hash_table_lookup_extended (by_id, annals_timeline_get_track (before, i)->id, NULL,
                                        &found))
        tracks[i] = GPOINTER_TO_UINT (found);
    }
  return tracks;
}

/* members_only: of the event's own date, not its other datings. */
static gboolean
extras_equal (AnnalsDifference *self, guint before, guint after, gboolean members_only)
{
  guint n_before, n_after, i = 0, j = 0;
  const AnnalsExtraSpan *a = annals_timeline_get_extra_spans (self->before, before, &n_before);
  const AnnalsExtraSpan *b = annals_timeline_get_extra_spans (self->after, after, &n_after);

  for (;; i++, j++)
    {
      while (members_only && i < n_before && !a[i].is_member)
        i++;
      while (members_only && j < n_after && !b[j].is_member)
        j++;
      if (i == n_before || j == n_after)
        return i == n_before && j == n_after;
      if (a[i].is_member != b[j].is_member || !annals_span_equal (&a[i].span, &b[j].span))
        return FALSE;
    }
}

static gboolean
spans_equal (AnnalsDifference *self, guint before, guint after)
{
  return annals_span_equal (annals_timeline_get_event_span (self->before, before),
                            annals_timeline_get_event_span (self->after, after));
}

static gboolean
looks_equal (AnnalsDifference *self, const guint *tracks, guint before, guint after)
{
  guint flags = annals_timeline_get_event_flags (self->before, before)
                ^ annals_timeline_get_event_flags (self->after, after);

  return (flags & DRAWN_FLAGS) == 0
         && annals_timeline_get_event_kind (self->before, before)
                == annals_timeline_get_event_kind (self->after, after)
         && annals_timeline_get_event_certainty (self->before, before)
                == annals_timeline_get_event_certainty (self->after, after)
         && annals_timeline_get_event_importance (self->before, before)
                == annals_timeline_get_event_importance (self->after, after)
         && tracks[annals_timeline_get_event_track (self->before, before)]
                == annals_timeline_get_event_track (self->after, after)
         && strcmp (annals_timeline_get_event_title (self->before, before),
                    annals_timeline_get_event_title (self->after, after))
                == 0
         && spans_equal (self, before, after) && extras_equal (self, before, after, FALSE);
}

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
    at++;
  return at;
}

/* An editor that lays a file out anew changes no event: white space counts within quotes alone. */
static gboolean
bytes_say_same (GBytes *before, GBytes *after)
{
  gsize n_before, n_after;
  const char *a = g_bytes_get_data (before, &n_before), *a_end = a + n_before;
  const char *b = g_bytes_get_data (after, &n_after), *b_end = b + n_after;
  gboolean is_quoted = FALSE;

  if (n_before == n_after && (n_before == 0 || memcmp (a, b, n_before) == 0))
    return TRUE;
  for (;; a++, b++)
    {
      if (!is_quoted)
        {
          a = skip_space (a, a_end);
          b = skip_space (b, b_end);
        }
      if (a == a_end || b == b_end)
        return a == a_end && b == b_end;
      if (*a != *b)
        return FALSE;
      if (*a == '"')
        is_quoted = !is_quoted;
      else if (*a == '\\' && a + 1 < a_end && b + 1 < b_end && *++a != *++b)
        return FALSE;
    }
}

static gboolean
says_same (AnnalsDifference *self, guint before, guint after)
{
  guint n_slices = annals_timeline_get_n_event_slices (self->before, before);
  gboolean is_same = n_slices == annals_timeline_get_n_event_slices (self->after, after);

  for (guint slice = 0; is_same && slice < n_slices; slice++)
    {
      g_autoptr (GBytes) a = annals_timeline_get_event_slice (self->before, before, slice);
      g_autoptr (GBytes) b = annals_timeline_get_event_slice (self->after, after, slice);

      is_same = bytes_say_same (a, b);
    }
  return is_same;
}

static void
compare_event (AnnalsDifference *self, const guint *tracks, guint before, guint32 after)
{
  if (looks_equal (self, tracks, before, after))
    self->looks_same[after / 8] |= 1 << (after % 8);

  if (!spans_equal (self, before, after) || !extras_equal (self, before, after, TRUE))
    g_array_append_val (self->redated, after);
  else if (!says_same (self, before, after))
    g_array_append_val (self->reworded, after);
}

static guint
find_before (AnnalsDifference *self, guint likely, guint after)
{
  const char *id = annals_timeline_get_event_id (self->after, after);

  if (likely < annals_timeline_get_n_events (self->before)
      && strcmp (annals_timeline_get_event_id (self->before, likely), id) == 0)
    return likely;
  return annals_timeline_find_event (self->before, id);
}

static gboolean
compare (AnnalsDifference *self, GCancellable *cancellable)
{
  guint n_before = annals_timeline_get_n_events (self->before);
  guint n_after = annals_timeline_get_n_events (self->after);
  guint likely = 0;
  g_autofree guint *tracks = match_tracks (self->before, self->after);
  g_autofree guint8 *stayed = g_malloc0 (n_before / 8 + 1);

  for (guint32 after = 0; after < n_after; after++)
    {
      guint before = find_before (self, likely, after);

      if (after % EVENTS_A_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      self->before_of[after] = before;
      if (before == ANNALS_NO_EVENT)
        {
          g_array_append_val (self->added, after);
          continue;
        }
      stayed[before / 8] |= 1 << (before % 8);
      likely = before + 1;
      compare_event (self, tracks, before, after);
    }
  for (guint32 before = 0; before < n_before; before++)
    if ((stayed[before / 8] & 1 << (before % 8)) == 0)
      g_array_append_val (self->removed, before);
  return TRUE;
}

AnnalsDifference *
annals_difference_new (AnnalsTimeline *before, AnnalsTimeline *after, GCancellable *cancellable)
{
  g_autoptr (AnnalsDifference) self = NULL;
  guint n_after;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (before), NULL);
  g_return_val_if_fail (ANNALS_IS_TIMELINE (after), NULL);

  self = g_new0 (AnnalsDifference, 1);
  n_after = annals_timeline_get_n_events (after);
  g_atomic_ref_count_init (&self->ref_count);
  self->before = g_object_ref (before);
  self->after = g_object_ref (after);
  self->before_of = g_new (guint32, n_after + 1);
  self->looks_same = g_malloc0 (n_after / 8 + 1);
  self->added = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->removed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->redated = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->reworded = g_array_new (FALSE, FALSE, sizeof (guint32));

  return compare (self, cancellable) ? g_steal_pointer (&self) : NULL;
}

AnnalsDifference *
annals_difference_ref (AnnalsDifference *difference)
{
  g_return_val_if_fail (difference != NULL, NULL);

  g_atomic_ref_count_inc (&difference->ref_count);
  return difference;
}

void
annals_difference_unref (AnnalsDifference *difference)
{
  g_return_if_fail (difference != NULL);

  if (!g_atomic_ref_count_dec (&difference->ref_count))
    return;
  g_object_unref (difference->before);
  g_object_unref (difference->after);
  g_free (difference->before_of);
  g_free (difference->looks_same);
  g_array_unref (difference->added);
  g_array_unref (difference->removed);
  g_array_unref (difference->redated);
  g_array_unref (difference->reworded);
  g_free (difference);
}

AnnalsTimeline *
annals_difference_get_before (AnnalsDifference *difference)
{
  g_return_val_if_fail (difference != NULL, NULL);

  return difference->before;
}

AnnalsTimeline *
annals_difference_get_after (AnnalsDifference *difference)
{
  g_return_val_if_fail (difference != NULL, NULL);

  return difference->after;
}

guint
annals_difference_find_before (AnnalsDifference *difference, guint after)
{
  g_return_val_if_fail (difference != NULL, ANNALS_NO_EVENT);
  g_return_val_if_fail (after < annals_timeline_get_n_events (difference->after), ANNALS_NO_EVENT);

  return difference->before_of[after];
}

gboolean
annals_difference_looks_same (AnnalsDifference *difference, guint after)
{
  g_return_val_if_fail (difference != NULL, FALSE);
  g_return_val_if_fail (after < annals_timeline_get_n_events (difference->after), FALSE);

  return (difference->looks_same[after / 8] & 1 << (after % 8)) != 0;
}

static const guint32 *
get_events (const GArray *events, guint *n)
{
  *n = events->len;
  return (const guint32 *)(gpointer)events->data;
}

const guint32 *
annals_difference_get_added (AnnalsDifference *difference, guint *n)
{
  return get_events (difference->added, n);
}

const guint32 *
annals_difference_get_removed (AnnalsDifference *difference, guint *n)
{
  return get_events (difference->removed, n);
}

const guint32 *
annals_difference_get_redated (AnnalsDifference *difference, guint *n)
{
  return get_events (difference->redated, n);
}

const guint32 *
annals_difference_get_reworded (AnnalsDifference *difference, guint *n)
{
  return get_events (difference->reworded, n);
}
