/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What text comes down to when it is searched. */
#include "find/fold.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  GString *words;
  const char *text;
  gsize length;
} Collector;

static void
collect (const AnnalsWord *word, gpointer data)
{
  Collector *collector = data;

  g_assert_cmpuint (word->begin, <, word->end);
  g_assert_cmpuint (word->end, <=, collector->length);
  g_assert_cmpuint (word->length, >, 0);
  g_assert_cmpuint (word->length, <=, ANNALS_WORD_BYTES_MAX);
  g_assert_true (g_utf8_validate (word->folded, (gssize) word->length, NULL));
  g_string_append (collector->words, collector->words->len > 0 ? "|" : "");
  g_string_append_len (collector->words, word->folded, (gssize) word->length);
}

static char *
fold (const char *text)
{
  Collector collector = { g_string_new (NULL), text, strlen (text) };

  annals_fold_words (text, -1, collect, &collector);
  return g_string_free (collector.words, FALSE);
}

static void
test_table (void)
{
  static const struct
  {
    const char *text, *words;
  } cases[] = {
    { "", "" },
    { " , . ", "" },
    { "Hanoi summit", "hanoi|summit" },
    { "Kim Jong-un's", "kim|jong|un|s" },
    { "2018-06-12", "2018|06|12" },
    { "under_score", "under|score" },
    { "ÉCOLE école e\xcc\x81" "cole", "ecole|ecole|ecole" },
    { "Straße STRASSE", "strasse|strasse" },
    { "İstanbul", "istanbul" },
    { "Œuvre æon Øre Łódź", "oeuvre|aeon|ore|lodz" },
    { "Ελλάδα ΕΛΛΆΣ ελλας", "ελλαδα|ελλασ|ελλασ" },
    { "Йод ёлка", "иод|елка" },
    { "كِتَاب", "كتاب" },
    { "أحمد إحمد", "احمد|احمد" },
    { "שָׁלוֹם", "שלום" },
    { "हिन्दी कुछ", "हिन्दी|कुछ" },
    { "한국전쟁은 서울", "한국전쟁은|서울" },
    { "東京都", "東京|京都|都" },
    { "東 京", "東|京" },
    { "東京tokyo駅", "東京|京|tokyo|駅" },
    { "カタカナ", "カタ|タカ|カナ|ナ" },
    { "がか", "がか|か" },
    { "ｱｲ", "アイ|イ" },
    { "ＡＢＣ １２３", "abc|123" },
    { "ﬁnal", "final" },
    { "co\xc2\xadoperate", "cooperate" },
    { "a\xe2\x80\x8b" "b", "a|b" },
    { "x² H₂O", "x2|h2o" },
    { "Þór ðað Đà Nẵng ırmak", "thor|dad|da|nang|irmak" },
    { "٢٠١٨ २०१८", "2018|2018" },
    /* Taken apart: kana and Hangul come together again. */
    { "か\xe3\x82\x99か", "がか|か" },
    { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80\xe1\x85\xae\xe1\x86\xa8", "한국" },
    { "\xe0\xb9\x84\xe0\xb8\x97\xe0\xb8\xa2", "\xe0\xb9\x84\xe0\xb8\x97|\xe0\xb8\x97\xe0\xb8\xa2|\xe0\xb8\xa2" },
    { "😀 smile", "smile" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = fold (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
collect_position (const AnnalsWord *word, gpointer data)
{
  g_string_append_printf (data, "%u%s ", word->position, word->is_tail ? "t" : "");
}

static void
test_positions (void)
{
  static const struct
  {
    const char *text, *positions;
  } cases[] = {
    { "", "" },
    { "one two, three", "0 1 2 " },
    { "東", "0 " },
    { "東京都", "0 2 4t " },
    { "東 京", "0 3 " },
    { "in 東京 駅 now", "0 1 3t 6 9 " },
    { "2018年6月", "0 1 4 5 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) positions = g_string_new (NULL);

      annals_fold_words (cases[i].text, -1, collect_position, positions);
      g_assert_cmpstr (positions->str, ==, cases[i].positions);
    }
}

/* Every character of Unicode folds to valid, bounded text; in the scripts that have case, folding again
 * changes nothing. */
static void
test_all_characters (void)
{
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[16] = { 0 };
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      once = fold (text);
      twice = fold (once);
      if (c >= 0x2500 || strchr (once, '|') != NULL)
        continue;
      if (strcmp (once, twice) != 0)
        g_test_message ("U+%04X: %s becomes %s", c, once, twice);
      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_long_word (void)
{
  g_autofree char *text = g_strnfill (100000, 'a');
  g_autofree char *words = fold (text);

  g_assert_cmpuint (strlen (words), ==, ANNALS_WORD_BYTES_MAX);
}

static void
test_measure (void)
{
  static const struct
  {
    const char *text;
    gsize begin, n_folded, expected;
  } cases[] = {
    { "Hanoi", 0, 3, 3 },
    { "the Hanoi", 4, 5, 5 },
    { "école", 0, 1, 2 },
    { "e\xcc\x81" "cole", 0, 1, 3 },
    { "Straße", 0, 5, 6 },
    { "Straße", 0, 6, 6 },
    { "東京", 0, 3, 3 },
    { "か\xe3\x82\x99か", 0, 3, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (annals_fold_measure (cases[i].text, cases[i].begin, strlen (cases[i].text), cases[i].n_folded),
                      ==, cases[i].expected);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/fold/table", test_table);
  g_test_add_func ("/find/fold/positions", test_positions);
  g_test_add_func ("/find/fold/all-characters", test_all_characters);
  g_test_add_func ("/find/fold/long-word", test_long_word);
  g_test_add_func ("/find/fold/measure", test_measure);
  return g_test_run ();
}
