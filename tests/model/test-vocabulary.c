/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the format. */
#include "model/vocabulary.h"

#include <locale.h>
#include <string.h>

static void
test_words_round_trip (void)
{
  for (guint i = 0; i < ANNALS_N_KINDS; i++)
    {
      AnnalsKind kind;

      g_assert_true (annals_kind_from_id (annals_kind_get_id (i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_cmpstr (annals_kind_get_name (i), !=, "");
    }
  for (guint i = 0; i < ANNALS_N_CERTAINTIES; i++)
    {
      AnnalsCertainty certainty;

      g_assert_true (annals_certainty_from_id (annals_certainty_get_id (i), &certainty));
      g_assert_cmpuint (certainty, ==, i);
      g_assert_cmpstr (annals_certainty_get_name (i), !=, "");
    }
  for (guint i = 0; i < ANNALS_N_STANCES; i++)
    {
      AnnalsStance stance;

      g_assert_true (annals_stance_from_id (annals_stance_get_id (i), &stance));
      g_assert_cmpuint (stance, ==, i);
      g_assert_cmpstr (annals_stance_get_name (i), !=, "");
    }
}

static void
test_unknown_words_are_the_default (void)
{
  AnnalsKind kind = ANNALS_KIND_TEST;
  AnnalsCertainty certainty = ANNALS_CERTAINTY_DISPUTED;
  AnnalsStance stance = ANNALS_STANCE_DOUBTS;

  g_assert_false (annals_kind_from_id ("Meeting", &kind));
  g_assert_cmpuint (kind, ==, ANNALS_KIND_OTHER);
  g_assert_false (annals_certainty_from_id ("sure", &certainty));
  g_assert_cmpuint (certainty, ==, ANNALS_CERTAINTY_ESTABLISHED);
  g_assert_false (annals_stance_from_id ("", &stance));
  g_assert_cmpuint (stance, ==, ANNALS_STANCE_ASSERTS);

  kind = ANNALS_KIND_TEST;
  g_assert_true (annals_kind_from_id (NULL, &kind));
  g_assert_cmpuint (kind, ==, ANNALS_KIND_OTHER);
}

static void
test_link_types (void)
{
  static const struct
  {
    const char *type, *forward, *backward;
  } cases[] = {
    { "follows", "follows", "followed by" },
    { "part-of", "part of", "has part" },
    { "context-for", "context for", "has context" },
    { "ends", "ends", "ended by" },
    { "is rumoured to cause", "is rumoured to cause", "is rumoured to cause" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *type = g_strdup (cases[i].type);
      const char *forward = annals_link_type_get_name (type, FALSE);
      const char *backward = annals_link_type_get_name (type, TRUE);

      memset (type, 'x', strlen (type)); /* the answer outlives the question */
      g_assert_cmpstr (forward, ==, cases[i].forward);
      g_assert_cmpstr (backward, ==, cases[i].backward);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/vocabulary/round-trip", test_words_round_trip);
  g_test_add_func ("/model/vocabulary/unknown", test_unknown_words_are_the_default);
  g_test_add_func ("/model/vocabulary/links", test_link_types);
  return g_test_run ();
}
