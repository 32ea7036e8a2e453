/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A range in the hand: where its edges snap to, and how EDTF writes it. */
#include "view/time-range.h"

#include <math.h>

#include "time/calendar.h"
#include "time/edtf.h"

#define DAY_S 86400.0

static double
at (gint64 year, int month, int day, int hour)
{
  return annals_instant_from_civil (year, month, day, hour, 0, 0);
}

static void
test_edtf (void)
{
  static const struct
  {
    int begin[4], end[4]; /* year, month, day, hour */
    const char *edtf;
  } table[] = {
    { { 2018, 1, 1, 0 }, { 2019, 1, 1, 0 }, "2018" },
    { { 2018, 1, 1, 0 }, { 2021, 1, 1, 0 }, "2018/2020" },
    { { 2018, 6, 1, 0 }, { 2018, 7, 1, 0 }, "2018-06" },
    { { 2018, 6, 1, 0 }, { 2019, 1, 1, 0 }, "2018-06/2018-12" },
    { { 2018, 6, 12, 0 }, { 2018, 6, 13, 0 }, "2018-06-12" },
    { { 2018, 6, 12, 0 }, { 2018, 7, 1, 0 }, "2018-06-12/2018-06-30" },
    { { 2018, 6, 12, 14 }, { 2018, 6, 13, 0 }, "2018-06-12T14:00:00/2018-06-12T23:59:59" },
    { { -43, 3, 15, 0 }, { 1, 1, 1, 0 }, "-0043-03-15/0000-12-31" },
    { { -99, 1, 1, 0 }, { 1, 1, 1, 0 }, "-0099/0000" },
    { { 12000, 1, 1, 0 }, { 13000, 1, 1, 0 }, "Y12000/Y12999" },
    { { 9000, 1, 1, 0 }, { 11000, 1, 1, 0 }, "9000/Y10999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const int *b = table[i].begin, *e = table[i].end;
      double begin_s = at (b[0], b[1], b[2], b[3]), end_s = at (e[0], e[1], e[2], e[3]);
      g_autofree char *text = annals_time_range_to_edtf (begin_s, end_s);
      g_autoptr (GError) error = NULL;
      AnnalsSpan span;

      g_assert_cmpstr (text, ==, table[i].edtf);
      /* What is written means the range again, exactly. */
      annals_edtf_parse (text, -1, &span, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (annals_span_get_earliest (&span), ==, begin_s);
      g_assert_cmpfloat (annals_span_get_latest (&span), ==, end_s);
    }
}

static void
test_snap (void)
{
  static const struct
  {
    double seconds_per_pixel;
    int near[4];     /* what the hand is near to … */
    double off_px;   /* … and by how much it misses it */
    int expected[4];
  } table[] = {
    { DAY_S, { 2018, 1, 1, 0 }, 5, { 2018, 1, 1, 0 } },        /* a year is 365 px */
    { DAY_S, { 2018, 1, 1, 0 }, 7, { 2018, 1, 8, 0 } },        /* too far: the day */
    { DAY_S, { 2018, 1, 1, 0 }, 7.4, { 2018, 1, 8, 0 } },
    { DAY_S, { 2018, 6, 1, 0 }, 4, { 2018, 6, 5, 0 } },        /* a month is 30 px: too dense */
    { DAY_S / 2, { 2018, 6, 1, 0 }, -4, { 2018, 6, 1, 0 } },
    { DAY_S / 48, { 2018, 6, 12, 0 }, 5, { 2018, 6, 12, 0 } }, /* a day is 48 px */
    { DAY_S / 48, { 2018, 6, 12, 12 }, 0.4, { 2018, 6, 12, 12 } },
    { 31556952.0, { 2000, 1, 1, 0 }, 5.2, { 2000, 1, 1, 0 } }, /* a century is 100 px */
    { 31556952.0, { 2000, 1, 1, 0 }, 30.2, { 2030, 1, 1, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const int *near = table[i].near, *expected = table[i].expected;
      double near_s = at (near[0], near[1], near[2], near[3]);
      AnnalsView view = { .center_s = near_s + 100 * table[i].seconds_per_pixel,
                          .seconds_per_pixel = table[i].seconds_per_pixel,
                          .width_px = 1000 };
      double snapped = annals_time_range_snap (&view, annals_view_x (&view, near_s) + table[i].off_px);

      if (snapped != at (expected[0], expected[1], expected[2], expected[3]))
        g_error ("row %u: %f, not %f", i, snapped, at (expected[0], expected[1], expected[2], expected[3]));
    }
}

/* At every scale an edge is where EDTF can write it, and where the hand is. */
static void
test_every_scale (void)
{
  for (double scale = ANNALS_SECONDS_PER_PIXEL_MIN; scale < ANNALS_SECONDS_PER_PIXEL_MAX; scale *= 1.7)
    {
      AnnalsView view = { .center_s = 1528761600.5, .seconds_per_pixel = scale, .width_px = 800 };
      double begin_s = annals_time_range_snap (&view, 211.3);
      double end_s = annals_time_range_snap (&view, 611.8);
      g_autofree char *text = NULL;
      AnnalsSpan span;

      g_assert_cmpfloat (fabs (annals_view_x (&view, begin_s) - 211.3), <=, fmax (8.0, 0.51 / scale));
      if (begin_s == end_s)
        {
          g_assert_cmpfloat (scale * 400, <, 1);
          continue;
        }
      text = annals_time_range_to_edtf (begin_s, end_s);
      g_assert_true (annals_edtf_parse (text, -1, &span, NULL, NULL, NULL));
      g_assert_cmpfloat (annals_span_get_earliest (&span), ==, begin_s);
      g_assert_cmpfloat (annals_span_get_latest (&span), ==, end_s);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-range/edtf", test_edtf);
  g_test_add_func ("/time-range/snap", test_snap);
  g_test_add_func ("/time-range/every-scale", test_every_scale);
  return g_test_run ();
}
