/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: counted, kept, placed. */
#include "model/problem.h"

#include <locale.h>
#include <string.h>

static void
test_places (void)
{
  /* A column counts characters; a byte-order mark has none. */
  static const char text[] = "\xEF\xBB\xBF{ \"a\": 1,\n  \"한글\": 2,\r\n\t\"é\": 3 }";
  static const struct
  {
    const char *at;
    guint64 line, column;
  } cases[] = {
    { "3 }", 3, 7 }, /* out of order on purpose */
    { "{", 1, 1 },   { "1", 1, 8 }, { "\"한", 2, 3 }, { "글", 2, 5 }, { "2,", 2, 9 }, { "é", 3, 3 },
  };
  g_autoptr (AnnalsProblems) problems = annals_problems_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    annals_problems_take (problems,
                          annals_problem_new (ANNALS_SEVERITY_ERROR,
                                              strstr (text, cases[i].at) - text, cases[i].at, ""));
  annals_problems_locate (problems, text, sizeof text - 1);

  for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
    {
      const AnnalsProblem *problem = annals_problems_get (problems, p);
      gboolean is_found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        if (strcmp (cases[i].at, problem->event_id) == 0)
          {
            g_assert_cmpuint (problem->line, ==, cases[i].line);
            g_assert_cmpuint (problem->column, ==, cases[i].column);
            is_found = TRUE;
          }
      g_assert_true (is_found);
      if (p > 0)
        g_assert_cmpuint (annals_problems_get (problems, p - 1)->offset, <=, problem->offset);
    }
}

static void
test_past_the_end (void)
{
  g_autoptr (AnnalsProblems) problems = annals_problems_new ();

  annals_problems_take (problems,
                        annals_problem_new (ANNALS_SEVERITY_ERROR, 99, NULL, "cut short"));
  annals_problems_locate (problems, "ab\nc", 4);
  g_assert_cmpuint (annals_problems_get (problems, 0)->line, ==, 2);
  g_assert_cmpuint (annals_problems_get (problems, 0)->column, ==, 2);
}

static void
test_all_counted_some_kept (void)
{
  g_autoptr (AnnalsProblems) problems = annals_problems_new ();
  g_autoptr (AnnalsProblems) copy = NULL;

  for (guint i = 0; i < 100000; i++)
    annals_problems_take (
        problems, annals_problem_new (i % 4 == 0 ? ANNALS_SEVERITY_ERROR : ANNALS_SEVERITY_WARNING,
                                      i, NULL, "bad"));
  g_assert_cmpuint (annals_problems_count (problems, ANNALS_SEVERITY_ERROR), ==, 25000);
  g_assert_cmpuint (annals_problems_count (problems, ANNALS_SEVERITY_WARNING), ==, 75000);
  g_assert_cmpuint (annals_problems_get_n_kept (problems), ==, ANNALS_PROBLEMS_KEPT);

  copy = annals_problems_copy (problems);
  annals_problems_take (problems, annals_problem_new (ANNALS_SEVERITY_ERROR, 0, NULL, "late"));
  g_assert_cmpuint (annals_problems_count (copy, ANNALS_SEVERITY_ERROR), ==, 25000);
  g_assert_cmpuint (annals_problems_get_n_kept (copy), ==, ANNALS_PROBLEMS_KEPT);
}

static void
test_line (void)
{
  g_autoptr (AnnalsProblem) problem
      = annals_problem_new (ANNALS_SEVERITY_WARNING, 7, "S1", "What it is.");
  g_autofree char *line = NULL;

  problem->line = 3;
  problem->column = 14;
  line = annals_problem_to_line (problem, "a b.json");
  g_assert_cmpstr (line, ==, "a b.json:3:14: warning: What it is.");
}

/* What a file says is quoted: it may not break the line, talk to the terminal or fill the memory.
 */
static void
test_message (void)
{
  g_autofree char *long_word = g_strnfill (50000, 'x');
  g_autofree char *long_hangul = g_malloc0 (30001);
  g_autoptr (AnnalsProblem) plain
      = annals_problem_new (ANNALS_SEVERITY_ERROR, 0, NULL, "“한글” is no date.");
  g_autoptr (AnnalsProblem) control = annals_problem_new (ANNALS_SEVERITY_ERROR, 0, NULL,
                                                          "“a\nb\x1b[31m\x7f\xc2\x85” is no date.");
  g_autoptr (AnnalsProblem) wide = NULL;
  g_autoptr (AnnalsProblem) wide_hangul = NULL;
  g_autofree char *message = g_strdup_printf ("“%s” is no date.", long_word);

  g_assert_cmpstr (plain->message, ==, "“한글” is no date.");
  g_assert_cmpstr (control->message, ==, "“a␊b␛[31m\xef\xbf\xbd\xef\xbf\xbd” is no date.");

  wide = annals_problem_new (ANNALS_SEVERITY_ERROR, 0, NULL, message);
  g_assert_cmpuint (strlen (wide->message), <, 700);
  g_assert_true (g_str_has_prefix (wide->message, "“xxx"));
  g_assert_nonnull (strstr (wide->message, "x…x"));
  g_assert_true (g_str_has_suffix (wide->message, "x” is no date."));

  for (guint i = 0; i < 10000; i++)
    memcpy (long_hangul + 3 * i, "한", 3);
  for (guint shift = 0; shift < 4; shift++)
    {
      g_autofree char *shifted = g_strdup_printf ("%.*s%s", (int)shift, "abcd", long_hangul);

      g_clear_pointer (&wide_hangul, annals_problem_free);
      wide_hangul = annals_problem_new (ANNALS_SEVERITY_ERROR, 0, NULL, shifted);
      g_assert_true (g_utf8_validate (wide_hangul->message, -1, NULL));
      g_assert_nonnull (strstr (wide_hangul->message, "한…한"));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/problem/places", test_places);
  g_test_add_func ("/model/problem/past-the-end", test_past_the_end);
  g_test_add_func ("/model/problem/all-counted-some-kept", test_all_counted_some_kept);
  g_test_add_func ("/model/problem/line", test_line);
  g_test_add_func ("/model/problem/message", test_message);
  return g_test_run ();
}
