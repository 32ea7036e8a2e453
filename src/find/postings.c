/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of events, written in two passes: how long each list's bytes are, then the bytes. */
#include "find/postings.h"

#include "find/varint.h"

/* Goes through all events; with bytes, writes each difference at its list's place. */
static void
pass (AnnalsPostings *postings, guint n_events, AnnalsPostingsFunc func, gpointer data, guint32 *last,
      guint32 *places)
{
  for (guint event = 0; event < n_events; event++)
    {
      const guint32 *lists;
      guint n = func (data, event, &lists);

      for (guint i = 0; i < n; i++)
        {
          guint32 list = lists[i], delta;

          /* last is one past the last event, so that an event named twice counts once. */
          if (list >= postings->n_lists || last[list] == event + 1)
            continue;
          delta = event + 1 - last[list];
          last[list] = event + 1;
          if (postings->bytes == NULL)
            {
              places[list] += annals_varint_measure (delta);
              continue;
            }
          places[list] = (guint32) (annals_varint_write (postings->bytes + places[list], delta) - postings->bytes);
        }
    }
}

AnnalsPostings *
annals_postings_new (guint n_lists, guint n_events, AnnalsPostingsFunc func, gpointer data)
{
  AnnalsPostings *postings = g_new0 (AnnalsPostings, 1);
  g_autofree guint32 *places = g_new0 (guint32, (gsize) n_lists + 1);
  g_autofree guint32 *last = g_new0 (guint32, (gsize) n_lists + 1);
  guint32 at = 0;

  postings->n_lists = n_lists;
  pass (postings, n_events, func, data, last, places);
  postings->begins = g_new (guint32, (gsize) n_lists + 1);
  for (guint list = 0; list < n_lists; list++)
    {
      postings->begins[list] = at;
      at += places[list];
      places[list] = postings->begins[list];
      last[list] = 0;
    }
  postings->begins[n_lists] = at;
  postings->bytes = g_malloc ((gsize) at + 1);
  pass (postings, n_events, func, data, last, places);
  return postings;
}

void
annals_postings_free (AnnalsPostings *postings)
{
  g_free (postings->begins);
  g_free (postings->bytes);
  g_free (postings);
}

void
annals_postings_unite (const AnnalsPostings *postings, guint list, AnnalsBitset *set)
{
  const guint8 *at = postings->bytes + postings->begins[list], *end = postings->bytes + postings->begins[list + 1];
  guint32 number = 0;

  while (at < end)
    {
      number += annals_varint_read (&at);
      annals_bitset_add (set, number - 1);
    }
}

guint
annals_postings_count (const AnnalsPostings *postings, guint list, const AnnalsBitset *set)
{
  const guint8 *at = postings->bytes + postings->begins[list], *end = postings->bytes + postings->begins[list + 1];
  guint32 number = 0;
  guint n = 0;

  while (at < end)
    {
      number += annals_varint_read (&at);
      n += annals_bitset_contains (set, number - 1);
    }
  return n;
}

gsize
annals_postings_get_memory (const AnnalsPostings *postings)
{
  return sizeof *postings + ((gsize) postings->n_lists + 1) * 4 + postings->begins[postings->n_lists];
}
