/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of events against plain arrays of booleans. */
#include "find/bitset.h"

#include <locale.h>

static const guint sizes[] = { 0, 1, 63, 64, 65, 127, 128, 1000, 16384 };

static AnnalsBitset *
create_random (GRand *rand, guint n_bits, gboolean *plain)
{
  AnnalsBitset *set = annals_bitset_new (n_bits);

  for (guint i = 0; i < n_bits; i++)
    {
      plain[i] = g_rand_boolean (rand);
      if (plain[i])
        annals_bitset_add (set, i);
    }
  return set;
}

static void
check_same (const AnnalsBitset *set, const gboolean *plain, guint n_bits)
{
  guint n = 0;

  for (guint i = 0; i < n_bits; i++)
    {
      g_assert_cmpint (annals_bitset_contains (set, i), ==, plain[i]);
      n += plain[i];
    }
  g_assert_cmpuint (annals_bitset_count (set), ==, n);
  g_assert_false (annals_bitset_contains (set, n_bits));
  g_assert_false (annals_bitset_contains (set, G_MAXUINT));
}

static void
test_empty_and_full (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (AnnalsBitset) empty = annals_bitset_new (sizes[s]);
      g_autoptr (AnnalsBitset) full = annals_bitset_new_full (sizes[s]);

      g_assert_cmpuint (annals_bitset_count (empty), ==, 0);
      g_assert_cmpuint (annals_bitset_count (full), ==, sizes[s]);
    }
}

static void
test_grow (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint more = 0; more < 130; more += 43)
      {
        guint n = sizes[s] + more;
        g_autofree gboolean *plain = g_new0 (gboolean, n + 1);
        g_autoptr (AnnalsBitset) set = create_random (rand, sizes[s], plain);
        g_autoptr (AnnalsBitset) grown = annals_bitset_grow (set, n);

        check_same (grown, plain, n);
      }
}

static void
test_combinations (void)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint n = sizes[s], n_both;
      g_autofree gboolean *a_plain = g_new0 (gboolean, n + 1);
      g_autofree gboolean *b_plain = g_new0 (gboolean, n + 1);
      g_autofree gboolean *expected = g_new0 (gboolean, n + 1);
      g_autoptr (AnnalsBitset) a = create_random (rand, n, a_plain);
      g_autoptr (AnnalsBitset) b = create_random (rand, n, b_plain);

      check_same (a, a_plain, n);
      annals_bitset_unite (a, b);
      for (guint i = 0; i < n; i++)
        expected[i] = a_plain[i] || b_plain[i];
      check_same (a, expected, n);

      g_clear_pointer (&a, annals_bitset_unref);
      a = create_random (rand, n, a_plain);
      annals_bitset_subtract (a, b);
      for (guint i = 0; i < n; i++)
        expected[i] = a_plain[i] && !b_plain[i];
      check_same (a, expected, n);

      g_clear_pointer (&a, annals_bitset_unref);
      a = create_random (rand, n, a_plain);
      n_both = annals_bitset_count_both (a, b);
      annals_bitset_intersect (a, b);
      for (guint i = 0; i < n; i++)
        expected[i] = a_plain[i] && b_plain[i];
      check_same (a, expected, n);
      g_assert_cmpuint (n_both, ==, annals_bitset_count (a));
      check_same (b, b_plain, n);
    }
}

static void
test_references (void)
{
  AnnalsBitset *set = annals_bitset_new (70);
  AnnalsBitset *same = annals_bitset_ref (set);

  annals_bitset_add (set, 69);
  annals_bitset_unref (set);
  g_assert_true (annals_bitset_contains (same, 69));
  annals_bitset_unref (same);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/bitset/empty-and-full", test_empty_and_full);
  g_test_add_func ("/find/bitset/combinations", test_combinations);
  g_test_add_func ("/find/bitset/grow", test_grow);
  g_test_add_func ("/find/bitset/references", test_references);
  return g_test_run ();
}
