/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EDTF of two dates or more: intervals, pairs of strings, the members of a set. */
#include "time/edtf.h"

#include <locale.h>

#include "assert-iso.h"

#define DURATION ANNALS_SPAN_DURATION
#define BEGIN_OPEN ANNALS_SPAN_BEGIN_OPEN
#define BEGIN_UNKNOWN ANNALS_SPAN_BEGIN_UNKNOWN
#define END_OPEN ANNALS_SPAN_END_OPEN
#define END_UNKNOWN ANNALS_SPAN_END_UNKNOWN

typedef struct
{
  const char *text;
  const char *begin_min, *begin_max, *end_min, *end_max;
  guint32 flags; /* beside DURATION */
} Interval;

static const Interval intervals[] = {
  { "1964/2008", "1964-01-01", "1965-01-01", "2008-01-01", "2009-01-01" },
  { "2004-06/2006-08", "2004-06-01", "2004-07-01", "2006-08-01", "2006-09-01" },
  { "2004-02-01/2005-02-08", "2004-02-01", "2004-02-02", "2005-02-08", "2005-02-09" },
  { "2004-02-01/2005-02", "2004-02-01", "2004-02-02", "2005-02-01", "2005-03-01" },
  { "2004-02-01/2005", "2004-02-01", "2004-02-02", "2005-01-01", "2006-01-01" },
  { "2005/2006-02", "2005-01-01", "2006-01-01", "2006-02-01", "2006-03-01" },
  { "2004/2004", "2004-01-01", "2005-01-01", "2004-01-01", "2005-01-01" },
  { "2004-06/2004", "2004-06-01", "2004-07-01", "2004-01-01", "2005-01-01" },
  { "1985-04-12/..", "1985-04-12", "1985-04-13", "+inf", "+inf", END_OPEN },
  { "1985-04/..", "1985-04-01", "1985-05-01", "+inf", "+inf", END_OPEN },
  { "1985/..", "1985-01-01", "1986-01-01", "+inf", "+inf", END_OPEN },
  { "../1985-04-12", "-inf", "-inf", "1985-04-12", "1985-04-13", BEGIN_OPEN },
  { "../1985-04", "-inf", "-inf", "1985-04-01", "1985-05-01", BEGIN_OPEN },
  { "../1985", "-inf", "-inf", "1985-01-01", "1986-01-01", BEGIN_OPEN },
  { "1985-04-12/", "1985-04-12", "1985-04-13", "+inf", "+inf", END_UNKNOWN },
  { "1985-04/", "1985-04-01", "1985-05-01", "+inf", "+inf", END_UNKNOWN },
  { "1985/", "1985-01-01", "1986-01-01", "+inf", "+inf", END_UNKNOWN },
  { "/1985-04-12", "-inf", "-inf", "1985-04-12", "1985-04-13", BEGIN_UNKNOWN },
  { "/1985-04", "-inf", "-inf", "1985-04-01", "1985-05-01", BEGIN_UNKNOWN },
  { "/1985", "-inf", "-inf", "1985-01-01", "1986-01-01", BEGIN_UNKNOWN },
  { "../..", "-inf", "-inf", "+inf", "+inf", BEGIN_OPEN | END_OPEN },
  { "../", "-inf", "-inf", "+inf", "+inf", BEGIN_OPEN | END_UNKNOWN },
  { "/..", "-inf", "-inf", "+inf", "+inf", BEGIN_UNKNOWN | END_OPEN },
  { "1984~/2004-06", "1984-01-01", "1985-01-01", "2004-06-01", "2004-07-01",
    ANNALS_SPAN_BEGIN_APPROXIMATE },
  { "1984/2004-06~", "1984-01-01", "1985-01-01", "2004-06-01", "2004-07-01",
    ANNALS_SPAN_END_APPROXIMATE },
  { "1984~/2004~", "1984-01-01", "1985-01-01", "2004-01-01", "2005-01-01",
    ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_END_APPROXIMATE },
  { "-1984?/2004%", "-1984-01-01", "-1983-01-01", "2004-01-01", "2005-01-01",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE },
  { "1984?/2004-06~", "1984-01-01", "1985-01-01", "2004-06-01", "2004-07-01",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE },
  { "1984-06?/2004-08?", "1984-06-01", "1984-07-01", "2004-08-01", "2004-09-01",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN },
  { "1984-06-02?/2004-08-08~", "1984-06-02", "1984-06-03", "2004-08-08", "2004-08-09",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE },
  { "1984-06-02?/", "1984-06-02", "1984-06-03", "+inf", "+inf",
    ANNALS_SPAN_BEGIN_UNCERTAIN | END_UNKNOWN },
  { "2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-02", "2004-06-20", "2004-06-21",
    ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_END_APPROXIMATE },
  { "2004-06-XX/2004-07-03", "2004-06-01", "2004-07-01", "2004-07-03", "2004-07-04" },
  { "197X/198X", "1970-01-01", "1980-01-01", "1980-01-01", "1990-01-01" },
  { "2001-21/2001-24?", "2001-03-01", "2001-06-01", "2001-12-01", "2002-03-01",
    ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_END_SEASON | ANNALS_SPAN_END_UNCERTAIN },
  { "2001-33/2001", "2001-01-01", "2001-04-01", "2001-01-01", "2002-01-01" },
  { "Y-17E7/Y-1E5", "-170000000-01-01", "-169999999-01-01", "-100000-01-01", "-99999-01-01" },
  { "1950S2/2000", "1900-01-01", "2000-01-01", "2000-01-01", "2001-01-01" },
  { "-0044/0014", "-0044-01-01", "-0043-01-01", "0014-01-01", "0015-01-01" },
  /* Beyond the standard: times. */
  { "2004-01-01T10:10:10Z/2004-01-01T11:10", "2004-01-01T10:10:10Z", "2004-01-01T10:10:11Z",
    "2004-01-01T11:10:00Z", "2004-01-01T11:11:00Z" },
  { "2004-01-01T10:00:00+05/2004-01-01T06:00:00Z", "2004-01-01T05:00:00Z", "2004-01-01T05:00:01Z",
    "2004-01-01T06:00:00Z", "2004-01-01T06:00:01Z" },
};

static void
assert_interval (const AnnalsSpan *span, const Interval *expected)
{
  assert_iso (span->begin_min, expected->begin_min);
  assert_iso (span->begin_max, expected->begin_max);
  assert_iso (span->end_min, expected->end_min);
  assert_iso (span->end_max, expected->end_max);
  g_assert_cmphex (span->flags, ==, expected->flags | DURATION);
}

static void
test_intervals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      AnnalsSpan span;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", intervals[i].text);
      annals_edtf_parse (intervals[i].text, -1, &span, NULL, NULL, &error);
      g_assert_no_error (error);
      assert_interval (&span, &intervals[i]);
    }
}

static const struct
{
  const char *begin, *end;
  Interval expected;
} good_pairs[] = {
  { "[1066-09-01..1066-10-13]", "1066-12-25",
    { NULL, "1066-09-01", "1066-10-14", "1066-12-25", "1066-12-26" } },
  { "2019", "[2020-01,2020-03]", { NULL, "2019-01-01", "2020-01-01", "2020-01-01", "2020-04-01" } },
  { "2019-10-05", NULL, { NULL, "2019-10-05", "2019-10-06", "+inf", "+inf", END_UNKNOWN } },
  { NULL, "2019-10-05", { NULL, "-inf", "-inf", "2019-10-05", "2019-10-06", BEGIN_UNKNOWN } },
  { "2019-10-05", "..", { NULL, "2019-10-05", "2019-10-06", "+inf", "+inf", END_OPEN } },
  { "..", "2019~", { NULL, "-inf", "-inf", "2019-01-01", "2020-01-01",
                     BEGIN_OPEN | ANNALS_SPAN_END_APPROXIMATE } },
  { "[..1066-10-13]", "1066?", { NULL, "-inf", "1066-10-14", "1066-01-01", "1067-01-01",
                                 ANNALS_SPAN_END_UNCERTAIN } },
  { "2018-21", "2018-23~", { NULL, "2018-03-01", "2018-06-01", "2018-09-01", "2018-12-01",
                             ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_END_SEASON
                                 | ANNALS_SPAN_END_APPROXIMATE } },
};

static const struct
{
  const char *begin, *end;
  AnnalsEdtfError code;
  guint column;
} bad_pairs[] = {
  { NULL, NULL, ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "", "", ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "2018/2019", "2020", ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "2018", "{2019,2020}", ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "2018", "2017", ANNALS_EDTF_ERROR_ORDER, 1 },
  { "2018", "2019-13", ANNALS_EDTF_ERROR_RANGE, 6 },
  { "201", NULL, ANNALS_EDTF_ERROR_SYNTAX, 4 },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_pairs); i++)
    {
      AnnalsSpan span;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s to %s", good_pairs[i].begin, good_pairs[i].end);
      annals_edtf_parse_pair (good_pairs[i].begin, good_pairs[i].end, &span, NULL, &error);
      g_assert_no_error (error);
      assert_interval (&span, &good_pairs[i].expected);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad_pairs); i++)
    {
      AnnalsSpan span;
      guint column = 0;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s to %s", bad_pairs[i].begin, bad_pairs[i].end);
      g_assert_false (annals_edtf_parse_pair (bad_pairs[i].begin, bad_pairs[i].end, &span, &column,
                                              &error));
      g_assert_error (error, ANNALS_EDTF_ERROR, (int) bad_pairs[i].code);
      g_assert_cmpuint (column, ==, bad_pairs[i].column);
      g_assert_false (annals_span_is_dated (&span));
    }
}

static void
test_members (void)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  const Interval range = { NULL, "1970-01-01", "1971-01-01", "1972-01-01", "1973-01-01" };
  const Interval before = { NULL, "-inf", "-inf", "1984-01-01", "1985-01-01", BEGIN_OPEN };
  AnnalsSpan span, single;

  g_assert_true (annals_edtf_parse ("{1960,1961-12?,1970..1972}", -1, &span, members, NULL, NULL));
  g_assert_cmpuint (members->len, ==, 3);
  annals_edtf_parse ("1960", -1, &single, NULL, NULL, NULL);
  g_assert_true (annals_span_equal (&g_array_index (members, AnnalsSpan, 0), &single));
  annals_edtf_parse ("1961-12?", -1, &single, NULL, NULL, NULL);
  g_assert_true (annals_span_equal (&g_array_index (members, AnnalsSpan, 1), &single));
  assert_interval (&g_array_index (members, AnnalsSpan, 2), &range);

  /* Appended to what is there; a failure and a one-of set leave it. */
  g_assert_true (annals_edtf_parse ("{..1984}", -1, &span, members, NULL, NULL));
  g_assert_cmpuint (members->len, ==, 4);
  assert_interval (&g_array_index (members, AnnalsSpan, 3), &before);
  g_assert_false (annals_edtf_parse ("{1960,1961,1962-13}", -1, &span, members, NULL, NULL));
  g_assert_true (annals_edtf_parse ("[1960,1961]", -1, &span, members, NULL, NULL));
  g_assert_true (annals_edtf_parse ("1960/1961", -1, &span, members, NULL, NULL));
  g_assert_cmpuint (members->len, ==, 4);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/edtf/intervals", test_intervals);
  g_test_add_func ("/time/edtf/pairs", test_pairs);
  g_test_add_func ("/time/edtf/members", test_members);

  return g_test_run ();
}
