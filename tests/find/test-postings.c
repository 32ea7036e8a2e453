/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of events. */
#include "find/postings.h"

#include <locale.h>

#define N_LISTS 7
#define N_EVENTS 100000

static guint
get_lists (gpointer data, guint event, const guint32 **lists)
{
  guint32 *room = data;
  guint n = 0;

  /* List i holds the multiples of 10^i; twice named counts once; one number is out of range. */
  for (guint32 i = 0, step = 1; i < N_LISTS - 1; i++, step *= 10)
    if (event % step == 0)
      {
        room[n++] = i;
        room[n++] = i;
      }
  room[n++] = N_LISTS + 3;
  *lists = room;
  return n;
}

static void
test_postings (void)
{
  guint32 room[2 * N_LISTS + 1];
  g_autoptr (AnnalsPostings) postings = annals_postings_new (N_LISTS, N_EVENTS, get_lists, room);

  for (guint list = 0, step = 1; list < N_LISTS; list++, step *= 10)
    {
      g_autoptr (AnnalsBitset) set = annals_bitset_new (N_EVENTS);

      annals_postings_unite (postings, list, set);
      for (guint event = 0; event < N_EVENTS; event++)
        g_assert_true (annals_bitset_contains (set, event) == (list < N_LISTS - 1 && event % step == 0));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/postings/multiples", test_postings);
  return g_test_run ();
}
