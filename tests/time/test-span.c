/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of spans: anchors, hard edges, fades, overlaps. */
#include "time/span.h"

#include <locale.h>
#include <math.h>

#include "time/calendar.h"
#include "time/edtf.h"

#define DAY_S 86400.0

static AnnalsSpan
span_of (const char *text)
{
  AnnalsSpan span;
  g_autoptr (GError) error = NULL;

  annals_edtf_parse (text, -1, &span, NULL, NULL, &error);
  g_assert_no_error (error);

  return span;
}

static double
day (gint64 year, int month, int day_of_month)
{
  return annals_instant_from_civil (year, month, day_of_month, 0, 0, 0);
}

static void
test_anchor (void)
{
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;
  AnnalsSpan span;

  g_assert_true (isnan (annals_span_get_anchor (&undated)));
  g_assert_false (annals_span_is_dated (&undated));

  span = span_of ("../..");
  g_assert_true (isnan (annals_span_get_anchor (&span)));
  g_assert_true (annals_span_is_dated (&span));

  span = span_of ("2018-06");
  g_assert_cmpfloat (annals_span_get_anchor (&span), ==, day (2018, 6, 1));
  span = span_of ("../2018-06");
  g_assert_cmpfloat (annals_span_get_anchor (&span), ==, day (2018, 6, 1));
  span = span_of ("[..2018-06]");
  g_assert_cmpfloat (annals_span_get_anchor (&span), ==, day (2018, 7, 1));
  span = span_of ("2018/..");
  g_assert_cmpfloat (annals_span_get_anchor (&span), ==, day (2018, 1, 1));
  g_assert_cmpfloat (annals_span_get_earliest (&span), ==, day (2018, 1, 1));
  g_assert_true (isinf (annals_span_get_latest (&span)));
}

static const struct
{
  const char *text;
  gboolean begin_is_hard, end_is_hard;
  double begin_fade_days, end_fade_days;
} edges[] = {
  { "2018-06-12", TRUE, TRUE, 0, 0 },
  { "2018-06-12T09:00", TRUE, TRUE, 0, 0 },
  { "2018-06-12T09:00:00.5Z", TRUE, TRUE, 0, 0 },
  { "2018-06", FALSE, FALSE, 0, 0 },
  { "2018", FALSE, FALSE, 0, 0 },
  { "2018-06-12?", FALSE, FALSE, 0, 0 },
  { "2018-06-12~", FALSE, FALSE, 1, 1 },
  { "2018-06-12%", FALSE, FALSE, 1, 1 },
  { "2018-06~", FALSE, FALSE, 30, 30 },
  { "2019-02~", FALSE, FALSE, 28, 28 },
  { "2018~", FALSE, FALSE, 365, 365 },
  { "2020~", FALSE, FALSE, 366, 366 },
  { "-0479~", FALSE, FALSE, 365, 365 },
  { "197X~", FALSE, FALSE, 3652, 3652 },
  { "19XX~", FALSE, FALSE, 36524, 36524 },
  { "2018-21~", FALSE, FALSE, 92, 92 },
  { "2018-41~", FALSE, FALSE, 184, 184 },
  { "2018-06-12T09:00~", FALSE, FALSE, 60 / DAY_S, 60 / DAY_S },
  { "2018-06-12T09:00:00~", FALSE, FALSE, 1 / DAY_S, 1 / DAY_S },
  { "2018-06-12/2018-07", TRUE, FALSE, 0, 0 },
  { "2018-06~/2018-07-03", FALSE, TRUE, 30, 0 },
  { "2018-06-12/2020~", TRUE, FALSE, 0, 366 },
  { "2018-06-12/..", TRUE, FALSE, 0, 0 },
  { "../2018-06-12", FALSE, TRUE, 0, 0 },
  { "2018-21/2018-24", FALSE, FALSE, 0, 0 },
  { "[2025-08-25..2025-12-31]", FALSE, FALSE, 0, 0 },
  { "[2025-08-25~,2025-12-31]", FALSE, FALSE, 1, 0 },
  { "[..2018~]", FALSE, FALSE, 0, 365 },
};

static void
test_edges (void)
{
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      AnnalsSpan span = span_of (edges[i].text);

      g_test_message ("%s", edges[i].text);
      g_assert_cmpint (annals_span_begin_is_hard (&span), ==, edges[i].begin_is_hard);
      g_assert_cmpint (annals_span_end_is_hard (&span), ==, edges[i].end_is_hard);
      g_assert_cmpfloat_with_epsilon (annals_span_get_begin_fade (&span),
                                      edges[i].begin_fade_days * DAY_S, 1e-6);
      g_assert_cmpfloat_with_epsilon (annals_span_get_end_fade (&span),
                                      edges[i].end_fade_days * DAY_S, 1e-6);
    }

  g_assert_false (annals_span_begin_is_hard (&undated));
  g_assert_false (annals_span_end_is_hard (&undated));
  g_assert_cmpfloat (annals_span_get_begin_fade (&undated), ==, 0);
}

static const struct
{
  const char *a, *b;
  gboolean overlaps;
} pairs[] = {
  { "2018-06-12", "2018-06", TRUE },
  { "2018-06-12", "2018-06-12", TRUE },
  { "2018-06-12", "2018-06-13", FALSE },
  { "2018", "2019", FALSE },
  { "2018/2019", "2019-12-31", TRUE },
  { "2018/2019", "2020", FALSE },
  { "2018/..", "Y17E8", TRUE },
  { "../2018", "-9999", TRUE },
  { "../2018", "2019/..", FALSE },
  { "../..", "2019", TRUE },
  { "../..", "../..", TRUE },
  { "2018-06-12T10:00:00.12345678901", "2018-06-12T10:00:00.12345678901", TRUE },
};

static void
test_overlaps (void)
{
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      AnnalsSpan a = span_of (pairs[i].a);
      AnnalsSpan b = span_of (pairs[i].b);

      g_test_message ("%s and %s", pairs[i].a, pairs[i].b);
      g_assert_cmpint (annals_span_overlaps (&a, &b), ==, pairs[i].overlaps);
      g_assert_cmpint (annals_span_overlaps (&b, &a), ==, pairs[i].overlaps);
      g_assert_false (annals_span_overlaps (&a, &undated));
    }
}

static void
test_equal (void)
{
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;
  AnnalsSpan a = span_of ("2018-06");
  AnnalsSpan b = span_of ("2018-06");
  const char *const others[]
      = { "2018", "2018-06?", "2018-06/2018-06", "2018-06-01/2018-06-30", "../2018-06", "2018-07" };

  g_assert_true (annals_span_equal (&a, &b));
  g_assert_true (annals_span_equal (&undated, &undated));
  g_assert_false (annals_span_equal (&a, &undated));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      AnnalsSpan other = span_of (others[i]);

      g_assert_false (annals_span_equal (&a, &other));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/span/anchor", test_anchor);
  g_test_add_func ("/time/span/edges", test_edges);
  g_test_add_func ("/time/span/overlaps", test_overlaps);
  g_test_add_func ("/time/span/equal", test_equal);

  return g_test_run ();
}
