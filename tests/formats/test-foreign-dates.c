/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of other tools to EDTF: ISO 8601, English words, instants. */
#include <locale.h>
#include <math.h>

#include "formats/date-parts.h"
#include "formats/written-date.h"
#include "time/edtf.h"

typedef struct
{
  const char *text, *edtf;
} Case;

static const Case iso_cases[] = {
  { "1990", "1990" },
  { "1990-01", "1990-01" },
  { "1990-01-12", "1990-01-12" },
  { "0000", "0000" },
  { "-0044-03-15", "-0044-03-15" },
  { "+2014-04-20", "2014-04-20" },
  { "-000043-03-15", "-0043-03-15" },
  { "+002014-04-20T10:00:00Z", "2014-04-20T10:00:00Z" },
  { "+012345-06-07", "Y12345" },
  { "-12345", "Y-12345" },
  { "20140420", "2014-04-20" },
  { "20140420T1030", "2014-04-20T10:30" },
  { "20140420T103000Z", "2014-04-20T10:30:00Z" },
  { "2014-04-20T10:30", "2014-04-20T10:30" },
  { "2014-04-20 10:30:15", "2014-04-20T10:30:15" },
  { "2014-04-20T10:30:15.25+0200", "2014-04-20T10:30:15.25+02:00" },
  { "2014-04-20T10:30:15,5-06", "2014-04-20T10:30:15.5-06:00" },
  { "2014-04-20 10:30:15 +05:30", "2014-04-20T10:30:15+05:30" },
  { "2014-04-20T10Z", "[2014-04-20T10:00Z..2014-04-20T10:59Z]" },
  { "2014-04-20t10:00:00z", "2014-04-20T10:00:00Z" },
  { "1985-102", "1985-04-12" },
  { "2016-366", "2016-12-31" },
  { "1985-W15-5", "1985-04-12" },
  { "1985-W15", "[1985-04-08..1985-04-14]" },
  { "2009-W53-7", "2010-01-03" },
  { "2009-W01-1", "2008-12-29" },
  /* What EDTF refuses is passed on to be refused there, with its reason. */
  { "2001-02-29", "2001-02-29" },
  { "", NULL },
  { "199", NULL },
  { "19901", NULL },
  { "1990-", NULL },
  { "1990-1", NULL },
  { "1990-21", NULL },
  { "1990-01-1", NULL },
  { "1990-01-12T", NULL },
  { "1990-01-12 ", NULL },
  { "1990-01-12T10:", NULL },
  { "1990-01-12T10:30:00.", NULL },
  { "1990-01-12T10:30:00+", NULL },
  { "1990-01T10:30", NULL },
  { "1990-01-12x", NULL },
  { "2015-366", NULL },
  { "2015-000", NULL },
  { "2015-W54", NULL },
  { "2014-W53", NULL },
  { "2015-W10-8", NULL },
  { "+30000000001", NULL },
  { "+999999999999999", NULL },
};

static const Case written_cases[] = {
  { "Jan 12 1990 00:00:00 GMT-0600", "1990-01-12T00:00:00-06:00" },
  { "Fri Jan 12 1990 00:00:00 GMT+0100 (CET)", "1990-01-12T00:00:00+01:00" },
  { "Fri, 12 Jan 1990 03:04:05 GMT", "1990-01-12T03:04:05Z" },
  { "January 12, 1990", "1990-01-12" },
  { "12th Sept. 1990", "1990-09-12" },
  { "June 1990", "1990-06" },
  { "12 January 1990, 3:04 PM", "1990-01-12T15:04" },
  { "Jan 12 1990 12:30 am", "1990-01-12T00:30" },
  { "Jan 12 1990 12:30:15.125 PM EST", "1990-01-12T12:30:15.125-05:00" },
  { "Jan 12 1990 10:00 UTC +02:00", "1990-01-12T10:00+02:00" },
  { "Jan 12 1990 GMT", "1990-01-12" },
  { "1/12/1990", "1990-01-12" },
  { "1990/01/12 10:00", "1990-01-12T10:00" },
  { "1990", "1990" },
  { "79", "0079" },
  { "-500", "-0500" },
  { "44 BC", "-0043" },
  { "1 BC", "0000" },
  { "1 AD", "0001" },
  { "500 bce", "-0499" },
  { "June 44 BC", "-0043-06" },
  { "Mar 15 44 BC", "-0043-03-15" },
  { "10000 BC", "-9999" },
  { "20000 BC", "Y-19999" },
  { "  May   4 ,  1886 ", "1886-05-04" },
  { "", NULL },
  { "BC", NULL },
  { "0 BC", NULL },
  { "soon", NULL },
  { "Jan 12", NULL },
  { "Jan 12 90", NULL },
  { "12 1990", NULL },
  { "1990 1991", NULL },
  { "Jan Feb 1990", NULL },
  { "Ja 12 1990", NULL },
  { "Januar 12 1990x", NULL },
  { "13/12/1990", NULL },
  { "1/12/90", NULL },
  { "1//1990", NULL },
  { "Jan 12 1990 3", NULL },
  { "Jan 12 1990 13:00 PM", NULL },
  { "Jan 12 1990 1:2", NULL },
  { "June 1990 10:00", NULL },
  { "10:00", NULL },
  { "Jan 12 1990 00:00:00 GMT-6", NULL },
  { "99999999999 AD", NULL },
  { "Jan 12 1990 00:00:00 GMT-0600 and a good deal more than any date would need to say", NULL },
};

static void
check (const Case *cases, guint n, char *(*to_edtf) (const char *))
{
  for (guint c = 0; c < n; c++)
    {
      g_autofree char *edtf = to_edtf (cases[c].text);
      AnnalsSpan span;

      g_test_message ("%s", cases[c].text);
      g_assert_cmpstr (edtf, ==, cases[c].edtf);
      if (edtf != NULL && g_strcmp0 (edtf, "2001-02-29") != 0)
        g_assert_true (annals_edtf_parse (edtf, -1, &span, NULL, NULL, NULL));
    }
}

static void
test_iso (void)
{
  check (iso_cases, G_N_ELEMENTS (iso_cases), annals_iso_to_edtf);
}

static void
test_written (void)
{
  check (written_cases, G_N_ELEMENTS (written_cases), annals_written_date_to_edtf);
}

static void
test_epoch (void)
{
  static const struct
  {
    double ms;
    const char *edtf;
  } cases[] = {
    { 0, "1970-01-01T00:00:00Z" },
    { 1398000000000, "2014-04-20T13:20:00Z" },
    { 1398000000001, "2014-04-20T13:20:00.001Z" },
    { -1, "1969-12-31T23:59:59.999Z" },
    { -1000, "1969-12-31T23:59:59Z" },
    { -62135596800000, "0001-01-01T00:00:00Z" },
    { 1e15, "Y33658" },
    { 1e300, NULL },
    { -1e300, NULL },
    { NAN, NULL },
    { INFINITY, NULL },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree char *edtf = annals_epoch_ms_to_edtf (cases[c].ms);

      g_assert_cmpstr (edtf, ==, cases[c].edtf);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/foreign-dates/iso", test_iso);
  g_test_add_func ("/formats/foreign-dates/written", test_written);
  g_test_add_func ("/formats/foreign-dates/epoch", test_epoch);
  return g_test_run ();
}
