/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excerpts: the line of a problem, trimmed around its place. */
#include "model/problem-excerpt.h"

#include <locale.h>
#include <string.h>

/* What is shown, with the marked part in ‹ ›. */
static char *
describe (const AnnalsProblemExcerpt *excerpt)
{
  g_assert_true (g_utf8_validate (excerpt->text, -1, NULL));
  g_assert_cmpuint (excerpt->caret + excerpt->caret_length, <=, strlen (excerpt->text));
  return g_strdup_printf ("%.*s‹%.*s›%s", (int)excerpt->caret, excerpt->text,
                          (int)excerpt->caret_length, excerpt->text + excerpt->caret,
                          excerpt->text + excerpt->caret + excerpt->caret_length);
}

#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
#define HAN "한글한글한글한글한글"

static const struct
{
  const char *text;
  int offset; /* in bytes; negative: of the | in the text, which is not of it */
  const char *excerpt;
} cases[] = {
  { "{\n  \"date\": \"2018-|13-02\",\n}", -1, "\"date\": \"2018-‹13›-02\"," },
  { "|\"a\"", -1, "‹\"›a\"" },
  { "a|", -1, "a‹›" },
  { "", 0, "‹›" },
  { "", 99, "‹›" },
  { "ab\ncd", 99, "cd‹›" },
  { "ab\n", 99, "‹›" },
  /* Lines end at their feed, which is no part of them; a lone carriage return is one. */
  { "a\r\nb: |1,\r\nc", -1, "b: ‹1›," },
  { "a,|\r\nb", -1, "a,‹›" },
  { "a,\r|\nb", -1, "a,‹›" },
  { "a,|\nb", -1, "a,‹›" },
  { "a\rb |c", -1, "a␍b ‹c›" },
  /* Indentation goes, but for a place within it; other tabs are seen. */
  { "\t\t \"a\":\t|1", -1, "\"a\":␉‹1›" },
  { " | \"a\"", -1, "‹ ›\"a\"" },
  { " \t|\t\"a\"", -1, "‹␉›\"a\"" },
  /* A byte-order mark is no part of the first line. */
  { "\xEF\xBB\xBF{ \"a\": |x }", -1, "{ \"a\": ‹x› }" },
  { "\xEF\xBB\xBF{}", 0, "‹{›}" },
  { "\xEF\xBB\xBF{}", 2, "‹{›}" },
  { "\xEF\xBB\xBF", 3, "‹›" },
  /* Whole words, of any script; a place inside a character is at its beginning. */
  { "\"한글 |날짜\"", -1, "\"한글 ‹날짜›\"" },
  { "\"한글\"", 2, "\"‹한글›\"" },
  { "\"한글\"", 3, "\"‹한글›\"" },
  { "\"👩‍🔬|🙂🙂\"", -1, "\"👩‍🔬‹🙂›🙂\"" },
  { "\"🙂\"", 4, "\"‹🙂›\"" },
  { "|e\xCC\x81t\xC3\xA9 x", -1, "‹e\xCC\x81t\xC3\xA9› x" },
  /* What cannot be seen, breaks lines or turns them. */
  { "\"a\x01|\x1b[31m\x7f\"", -1, "\"a␁‹␛›[31m␡\"" },
  { "a\xE2\x80\xAE|b\xE2\x80\xA8\xC2\x85", -1, "a\xEF\xBF\xBD‹b›\xEF\xBF\xBD\xEF\xBF\xBD" },
  { "a\xFF|b\xE2\x80", -1, "a\xEF\xBF\xBD‹b›\xEF\xBF\xBD\xEF\xBF\xBD" },
  { "\x80\x80\x80\x80|b", -1, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD‹b›" },
  /* Trimmed: 48 columns before, 80 in all; wide characters take two. */
  { FIFTY "|," FIFTY, -1, "…23456789" TEN TEN TEN TEN "‹,›" TEN TEN TEN "0…" },
  { TEN TEN TEN TEN "01234567|," TEN TEN TEN "0", -1, TEN TEN TEN TEN "01234567‹,›" TEN TEN TEN "0" },
  { TEN TEN TEN TEN "01234567|," TEN TEN TEN "01", -1, TEN TEN TEN TEN "01234567‹,›" TEN TEN TEN "0…" },
  { HAN HAN HAN "|," HAN HAN, -1, "…한글한글" HAN HAN "‹,›" HAN "한글한글한…" },
  { ",|" FIFTY FIFTY, -1, ",‹" FIFTY TEN TEN "012345678›…" },
  { FIFTY " \"|x\"", -1, "…456789" TEN TEN TEN TEN " \"‹x›\"" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].text);
      g_autoptr (AnnalsProblemExcerpt) excerpt = NULL;
      g_autofree char *bytes = NULL;
      g_autofree char *found = NULL;
      guint64 offset = cases[i].offset;

      if (cases[i].offset < 0)
        {
          offset = strchr (text->str, '|') - text->str;
          g_string_erase (text, offset, 1);
        }
      /* Of its very size, so that a sanitizer sees what reads past it. */
      bytes = g_memdup2 (text->str, text->len);
      excerpt = annals_problem_excerpt_new (bytes, text->len, offset);
      found = describe (excerpt);
      g_test_message ("%u", i);
      g_assert_cmpstr (found, ==, cases[i].excerpt);
    }
}

/* Every place of bytes of every kind: a line of valid text that has an end, within its columns. */
static void
test_every_place (void)
{
  static const char *const pieces[]
      = { "a", "\n", "\r", "\r\n", "한", "🙂", "\xFF", "\xE2\x80", "\t", " ", "\x01", "\xEF\xBB\xBF", "\"" };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *bytes = NULL;

      for (guint p = g_test_rand_int_range (0, 150); p > 0; p--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      bytes = g_memdup2 (text->str, text->len);
      for (guint64 offset = 0; offset <= text->len + 1; offset++)
        {
          g_autoptr (AnnalsProblemExcerpt) excerpt
              = annals_problem_excerpt_new (bytes, text->len, offset);
          g_autofree char *found = describe (excerpt);

          g_assert_null (strpbrk (excerpt->text, "\n\r\t\x01"));
          g_assert_cmpint (g_utf8_strlen (excerpt->text, -1), <=, ANNALS_EXCERPT_COLUMNS + 2);
        }
    }
}

/* A line of 300 MB costs what any other does. */
static void
test_long_line (void)
{
  gsize length = 300 * 1000 * 1000;
  g_autofree char *bytes = g_malloc (length);
  gint64 begin;

  memset (bytes, 'x', length);
  begin = g_get_monotonic_time ();
  for (guint64 offset = 0; offset <= length; offset += length / 100)
    {
      g_autoptr (AnnalsProblemExcerpt) excerpt
          = annals_problem_excerpt_new (bytes, length, offset);

      g_assert_cmpint (g_utf8_strlen (excerpt->text, -1), <=, ANNALS_EXCERPT_COLUMNS + 2);
    }
  /* A hundred of them that each read the line would take ten seconds. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/problem-excerpt/cases", test_cases);
  g_test_add_func ("/model/problem-excerpt/every-place", test_every_place);
  g_test_add_func ("/model/problem-excerpt/long-line", test_long_line);
  return g_test_run ();
}
