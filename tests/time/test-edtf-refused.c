/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no EDTF date: refused at which character, and for which reason. */
#include "time/edtf.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "time/words.h"

static const struct
{
  const char *text;
  AnnalsEdtfError code;
  guint column;
  const char *reason; /* a part of the message; NULL: any */
} refused[] = {
  /* What EDTF.md names. */
  { "2001-02-29", ANNALS_EDTF_ERROR_RANGE, 9, "no day 29" },
  { "1900-02-29", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "-0001-02-29", ANNALS_EDTF_ERROR_RANGE, 10, NULL },
  { "2001-04-31", ANNALS_EDTF_ERROR_RANGE, 9, "no day 31" },
  { "2001-04-32", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "2001-04-00", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "-0000", ANNALS_EDTF_ERROR_RANGE, 1, "-0000" },
  { "-0000-01-01", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "2001-13", ANNALS_EDTF_ERROR_RANGE, 6, "13" },
  { "2001-00", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-20", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-42", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-2X", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-01-01T24:00:01", ANNALS_EDTF_ERROR_RANGE, 12, "24" },
  { "2001-01-01T24:01:00", ANNALS_EDTF_ERROR_RANGE, 12, NULL },
  { "2001-01-01T24:00", ANNALS_EDTF_ERROR_RANGE, 12, NULL },
  { "2001-01-01T25:00:00", ANNALS_EDTF_ERROR_RANGE, 12, NULL },
  { "2001-01-01T23:60:00", ANNALS_EDTF_ERROR_RANGE, 15, NULL },
  { "2001-01-01T23:59:61", ANNALS_EDTF_ERROR_RANGE, 18, NULL },
  { "2004/2003", ANNALS_EDTF_ERROR_ORDER, 6, "before" },
  { "2004-06-11/2004-06-10", ANNALS_EDTF_ERROR_ORDER, 12, NULL },
  { "2004-06/2004-05-31", ANNALS_EDTF_ERROR_ORDER, 9, NULL },
  { "2004-01-01T10:00:00Z/2004-01-01T10:00:00+01:00", ANNALS_EDTF_ERROR_ORDER, 22, NULL },
  { "[1672..1670]", ANNALS_EDTF_ERROR_ORDER, 8, NULL },
  { "{1960,1972..1970}", ANNALS_EDTF_ERROR_ORDER, 13, NULL },
  { "[1670..1672-05]", ANNALS_EDTF_ERROR_SYNTAX, 8, "precision" },
  { "[1670-05..1672]", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "[2001-21..2001-12]", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "[2001-33..2001-41]", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "[197X..1985]", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "?", ANNALS_EDTF_ERROR_SYNTAX, 1, "qualif" },
  { "2004-?", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "2004/?", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "..?/2004", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "2004/..~", ANNALS_EDTF_ERROR_SYNTAX, 8, "qualif" },
  { "[2004]?", ANNALS_EDTF_ERROR_SYNTAX, 7, "qualif" },
  { "2004??", ANNALS_EDTF_ERROR_SYNTAX, 6, "one qualifier" },
  { "2004?~", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "??2004", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "[]", ANNALS_EDTF_ERROR_SYNTAX, 2, "nothing" },
  { "{}", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "[..]", ANNALS_EDTF_ERROR_SYNTAX, 4, NULL },
  { "{..}", ANNALS_EDTF_ERROR_SYNTAX, 4, NULL },
  { "1950S0", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "1950S", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "Y171010000S0", ANNALS_EDTF_ERROR_SYNTAX, 12, NULL },
  { "XXXX-02-30", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "XXX1-02-29", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "X300-02-29", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "-000X-02-30", ANNALS_EDTF_ERROR_RANGE, 10, NULL },
  { "2001-02-3X", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "2001-01-4X", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "2001-01-01T10:00:00+24:00", ANNALS_EDTF_ERROR_RANGE, 20, "23:59" },
  { "2001-01-01T10:00:00-23:60", ANNALS_EDTF_ERROR_RANGE, 20, NULL },
  { "2001-01-01T10:00:00+99", ANNALS_EDTF_ERROR_RANGE, 20, NULL },
  { "2001-01-01t10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 11, "capital T" },
  { "2001-01-01T10:00:00z", ANNALS_EDTF_ERROR_SYNTAX, 20, "capital Z" },
  { "12025", ANNALS_EDTF_ERROR_SYNTAX, 5, "Y12025" },
  { "Y012025", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "Y-012025", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "Y2025", ANNALS_EDTF_ERROR_SYNTAX, 1, "five" },
  { "Y30000000001", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y-30000000001", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y4E10", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y1E99999999999999999999", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y99999999999999999999999999999", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y18446744073709551617", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "/", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "19", ANNALS_EDTF_ERROR_SYNTAX, 3, "19XX" },
  { "197", ANNALS_EDTF_ERROR_SYNTAX, 4, "197X" },
  { "19/20", ANNALS_EDTF_ERROR_SYNTAX, 3, "19XX" },
  { "1985/197", ANNALS_EDTF_ERROR_SYNTAX, 9, "197X" },
  /* Anything after the end, and what is no date at all. */
  { "", ANNALS_EDTF_ERROR_SYNTAX, 1, "ends" },
  { "2004 ", ANNALS_EDTF_ERROR_SYNTAX, 5, "space" },
  { " 2004", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "2004/2005/2006", ANNALS_EDTF_ERROR_SYNTAX, 10, NULL },
  { "2004-06-11-", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-06-11Z", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-06-111", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-6", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "2004-06-1", ANNALS_EDTF_ERROR_SYNTAX, 10, NULL },
  { "2004-", ANNALS_EDTF_ERROR_SYNTAX, 6, "month" },
  { "2004-06-", ANNALS_EDTF_ERROR_SYNTAX, 9, "day" },
  { "20040611", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "2004-163", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2004-W24", ANNALS_EDTF_ERROR_SYNTAX, 6, "W" },
  { "+2004", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "--2004", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "-?2004", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "y12025", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "199u", ANNALS_EDTF_ERROR_SYNTAX, 4, "X" },
  { "199x", ANNALS_EDTF_ERROR_SYNTAX, 4, "X" },
  { "2004/open", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "unknown/2006", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "June 2018", ANNALS_EDTF_ERROR_SYNTAX, 1, "such as 2018-06-12" },
  { "12/06/2018", ANNALS_EDTF_ERROR_SYNTAX, 3, "stands first" },
  { "28.08.1854", ANNALS_EDTF_ERROR_SYNTAX, 3, "stands first" },
  { "1854/09/08", ANNALS_EDTF_ERROR_SYNTAX, 8, "stands first" },
  { "2001-21-01", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "Y170000002-05", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "1950S2-05", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "19XXS2", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "Y17000000X", ANNALS_EDTF_ERROR_SYNTAX, 10, NULL },
  { "Y1X000", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "Y17E", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "Y17E0", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "Y", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "2004T10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 5, "day" },
  { "2004-06T10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "2004-06-XXT10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-06-11T", ANNALS_EDTF_ERROR_SYNTAX, 12, "hour" },
  { "2004-06-11T10", ANNALS_EDTF_ERROR_SYNTAX, 14, NULL },
  { "2004-06-11T10:0", ANNALS_EDTF_ERROR_SYNTAX, 16, NULL },
  { "2004-06-11T10:00:", ANNALS_EDTF_ERROR_SYNTAX, 18, NULL },
  { "2004-06-11T10:00:00.", ANNALS_EDTF_ERROR_SYNTAX, 21, NULL },
  { "2004-06-11T10:00:00+1", ANNALS_EDTF_ERROR_SYNTAX, 22, NULL },
  { "2004-06-11T10:00:00+01:", ANNALS_EDTF_ERROR_SYNTAX, 24, NULL },
  { "2004-06-11T10:00:00+0100", ANNALS_EDTF_ERROR_SYNTAX, 23, NULL },
  { "2004-06-11T10:00:00 Z", ANNALS_EDTF_ERROR_SYNTAX, 20, NULL },
  { "..", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "../../..", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "...", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "2004..2005", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "[2004", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[2004}", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[2004,]", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "[,2004]", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "[2004, 2005]", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "[2004,..2005]", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "[2004..,2005]", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "[2004/2005]", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[[2004]]", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "[2004]/2005", ANNALS_EDTF_ERROR_SYNTAX, 7, "set" },
  { "2004/[2005]", ANNALS_EDTF_ERROR_SYNTAX, 6, "set" },
  { "2004/{2005}", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[2004]x", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "]", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  /* Columns count characters, not bytes; what is no UTF-8 is told by its byte. */
  { "年2004", ANNALS_EDTF_ERROR_SYNTAX, 1, "年" },
  { "2004年", ANNALS_EDTF_ERROR_SYNTAX, 5, "年" },
  { "2004\xff", ANNALS_EDTF_ERROR_SYNTAX, 5, "\\xFF" },
  { "2004\xe5\xb9", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "2004\n", ANNALS_EDTF_ERROR_SYNTAX, 5, "U+000A" },
  { "２００４", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      AnnalsSpan span;
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
      g_autoptr (GError) error = NULL;
      g_autofree char *words = annals_edtf_to_words (refused[i].text);
      g_autofree char *valid = g_utf8_make_valid (refused[i].text, -1);
      guint column = 0;

      g_test_message ("%s", valid);
      g_assert_false (annals_edtf_parse (refused[i].text, -1, &span, members, &column, &error));
      g_assert_error (error, ANNALS_EDTF_ERROR, (int) refused[i].code);
      g_assert_cmpuint (column, ==, refused[i].column);
      if (refused[i].reason != NULL && strstr (error->message, refused[i].reason) == NULL)
        g_error ("“%s” says nothing of “%s”", error->message, refused[i].reason);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_false (annals_span_is_dated (&span));
      g_assert_true (isnan (span.begin_min) && isnan (span.end_max));
      g_assert_cmpuint (members->len, ==, 0);
      g_assert_cmpstr (words, ==, refused[i].text);
    }
}

static void
test_nul_inside (void)
{
  AnnalsSpan span;
  guint column = 0;

  g_assert_false (annals_edtf_parse ("2004\0", 5, &span, NULL, &column, NULL));
  g_assert_cmpuint (column, ==, 5);
  g_assert_false (annals_edtf_parse ("2004\0-06", 8, &span, NULL, &column, NULL));
  g_assert_false (annals_edtf_parse ("[2004..\0]", 9, &span, NULL, &column, NULL));
  g_assert_true (annals_edtf_parse ("2004-06-11", 7, &span, NULL, &column, NULL));
  g_assert_cmpint (span.begin_unit, ==, ANNALS_UNIT_MONTH);
  g_assert_false (annals_edtf_parse ("2004", 0, &span, NULL, &column, NULL));
  g_assert_cmpuint (column, ==, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/edtf/refused", test_refused);
  g_test_add_func ("/time/edtf/nul-inside", test_nul_inside);

  return g_test_run ();
}
