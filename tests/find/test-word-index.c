/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inverted index against a plain look at every text. */
#include "find/word-index.h"

#include <locale.h>
#include <string.h>

#include "find/pattern.h"

static const char *const vocabulary[] = {
  "a", "ab", "abc", "abd", "abbey", "b", "ba", "summit", "summits", "sum", "école", "Ecole", "東京", "東京都", "京",
  "한국", "한국전쟁", "zz", "the", "2018", "20",
};

/* Text i has "the" mostly, and words that depend on i. */
static char *
make_text (guint i)
{
  GString *text = g_string_new (i % 5 != 0 ? "The " : "");
  guint32 state = i * 2654435761u + 1;

  for (int word = 0; word < 6; word++)
    {
      state = state * 1664525u + 1013904223u;
      g_string_append (text, vocabulary[(state >> 16) % G_N_ELEMENTS (vocabulary)]);
      g_string_append (text, ", ");
    }
  if (i % 30011 == 0)
    g_string_append (text, "rareword");
  return g_string_free (text, FALSE);
}

static AnnalsWordIndex *
make_index (guint n)
{
  g_autoptr (AnnalsWordIndexBuilder) builder = annals_word_index_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = make_text (i);

      annals_word_index_builder_add (builder, i, text);
    }
  return annals_word_index_builder_finish (builder, n);
}

static void
check_value (AnnalsWordIndex *index, const char *value, gboolean is_phrase)
{
  g_autoptr (AnnalsPattern) pattern = annals_pattern_new (value, is_phrase, FALSE);
  g_autoptr (AnnalsBitset) found = annals_pattern_look_up (pattern, index, NULL);
  guint n = annals_word_index_get_n_texts (index);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = make_text (i);
      gboolean matches = annals_pattern_matches (pattern, text);

      if (matches != annals_bitset_contains (found, i))
        g_error ("%s in “%s” (%u): %d", value, text, i, matches);
    }
}

static void
test_against_texts (void)
{
  static const guint sizes[] = { 0, 1, 1000, ANNALS_INDEX_CHUNK, ANNALS_INDEX_CHUNK + 1 };
  static const char *const values[] = {
    "a", "ab", "abb", "abbey", "abbeys", "t", "th", "the", "s", "su", "sum", "summit", "e", "ecole", "东", "東", "東京",
    "東京都", "京都", "東京 京", "京 abc", "the the", "ab the ab", "한", "한국", "한국전", "2", "20", "201", "r",
    "rareword", "zzz", "ab abb", "sum the 2018", "\xf0\x9f\x98\x80",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AnnalsWordIndex) index = make_index (sizes[i]);

      g_assert_cmpuint (annals_word_index_get_n_chunks (index), ==,
                        (sizes[i] + ANNALS_INDEX_CHUNK - 1) / ANNALS_INDEX_CHUNK);
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          /* Large sizes are there for the chunks' edges and the dense lists. */
          if (sizes[i] > 1000 && j % 4 != 2)
            continue;
          check_value (index, values[j], FALSE);
          check_value (index, values[j], TRUE);
        }
    }
}

/* Texts far apart: whole chunks between them are empty. */
static void
test_gaps (void)
{
  g_autoptr (AnnalsWordIndexBuilder) builder = annals_word_index_builder_new ();
  g_autoptr (AnnalsWordIndex) index = NULL;
  g_autoptr (AnnalsPattern) pattern = annals_pattern_new ("wor", FALSE, FALSE);
  g_autoptr (AnnalsBitset) found = NULL;
  g_autoptr (AnnalsBitset) within = NULL;
  g_autoptr (AnnalsBitset) narrow = NULL;

  annals_word_index_builder_add (builder, 3, "word");
  annals_word_index_builder_add (builder, 3, "more words");
  annals_word_index_builder_add (builder, 3 * ANNALS_INDEX_CHUNK + 5, "world");
  index = annals_word_index_builder_finish (builder, 5 * ANNALS_INDEX_CHUNK);
  g_assert_cmpuint (annals_word_index_get_n_chunks (index), ==, 5);
  g_assert_cmpuint (annals_word_index_get_memory (index), >, 0);
  found = annals_pattern_look_up (pattern, index, NULL);
  g_assert_cmpuint (annals_bitset_count (found), ==, 2);
  g_assert_true (annals_bitset_contains (found, 3));
  g_assert_true (annals_bitset_contains (found, 3 * ANNALS_INDEX_CHUNK + 5));
  within = annals_bitset_new (5 * ANNALS_INDEX_CHUNK);
  annals_bitset_add (within, 3 * ANNALS_INDEX_CHUNK + 6);
  narrow = annals_pattern_look_up (pattern, index, within);
  g_assert_false (annals_bitset_contains (narrow, 3));
}

static void
test_patterns (void)
{
  static const struct
  {
    const char *value;
    gboolean is_phrase, is_unfinished;
    const char *text;
    gboolean matches;
  } cases[] = {
    { "sum", FALSE, FALSE, "The Summit", TRUE },
    { "sum", TRUE, FALSE, "The Summit", FALSE },
    { "sum", TRUE, TRUE, "The Summit", TRUE },
    { "kim jong", TRUE, FALSE, "Kim Jong-un", TRUE },
    { "kim jong", TRUE, FALSE, "Jong Kim", FALSE },
    { "kim jong", TRUE, FALSE, "Kim and Jong", FALSE },
    { "kim kim jong", TRUE, FALSE, "Kim Kim Kim Jong", TRUE },
    { "a b a c", TRUE, FALSE, "a b a b a c", TRUE },
    { "jong-un", FALSE, FALSE, "Kim Jong-un", TRUE },
    { "jong un", TRUE, TRUE, "Jong Under", TRUE },
    { "jong un", TRUE, FALSE, "Jong Under", FALSE },
    { "東京都", FALSE, FALSE, "東京 京都", FALSE },
    { "東京都", FALSE, FALSE, "大東京都", TRUE },
    { "東京", FALSE, FALSE, "東京", TRUE },
    { "京", FALSE, FALSE, "東京", TRUE },
    { "京", TRUE, FALSE, "東京都", TRUE },
    { "東京 駅", TRUE, FALSE, "東京 駅", TRUE },
    { "東京 station", TRUE, FALSE, "東京 Station", TRUE },
    { "", FALSE, FALSE, "anything", FALSE },
    { "…", FALSE, FALSE, "anything", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsPattern) pattern
          = annals_pattern_new (cases[i].value, cases[i].is_phrase, cases[i].is_unfinished);

      g_test_message ("%s in %s", cases[i].value, cases[i].text);
      g_assert_true (annals_pattern_matches (pattern, cases[i].text) == cases[i].matches);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/word-index/against-texts", test_against_texts);
  g_test_add_func ("/find/word-index/gaps", test_gaps);
  g_test_add_func ("/find/word-index/patterns", test_patterns);
  return g_test_run ();
}
