/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back and forth between the places that jumps have left. */
#include "view/visits.h"

#define NO_EVENT G_MAXUINT32

static AnnalsVisit
visit (double center_s, guint selection)
{
  return (AnnalsVisit){ { .center_s = center_s, .seconds_per_pixel = 10, .width_px = 800 }, selection };
}

/* A walk from a, told in letters: a…z jumps to that place, < and > go back and forth. After each the
 * place where the reader is. */
static void
test_walks (void)
{
  static const struct
  {
    const char *walk, *places;
  } table[] = {
    { "bc<<>>", "bcbabc" },     { "b<<", "baa" },      { "b>", "bb" },
    { "bc<d<>>", "bcbdbdd" },   { "bcd<<<<", "bcdcbaa" }, { "bb<", "bba" },
    { "bcb<<<", "bcbcba" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      AnnalsVisits visits = { 0 };
      AnnalsVisit here = visit ('a' * 1e6, NO_EVENT), there;

      for (const char *step = table[i].walk; *step != '\0'; step++)
        {
          if (*step == '<')
            here = annals_visits_go_back (&visits, &here, &there) ? there : here;
          else if (*step == '>')
            here = annals_visits_go_forward (&visits, &here, &there) ? there : here;
          else
            {
              annals_visits_leave (&visits, &here);
              here = visit (*step * 1e6, NO_EVENT);
            }
          g_assert_cmpfloat (here.view.center_s, ==, table[i].places[step - table[i].walk] * 1e6);
        }
    }
}

/* What is gone back to is the view as it was left, not as it was come to. */
static void
test_pan_between (void)
{
  AnnalsVisits visits = { 0 };
  AnnalsVisit here = visit (1000, 3), there;

  here.view.center_s += 5000;
  annals_visits_leave (&visits, &here);
  here = visit (90000, 4);
  here.view.center_s += 700;
  g_assert_true (annals_visits_go_back (&visits, &here, &there));
  g_assert_cmpfloat (there.view.center_s, ==, 6000);
  g_assert_cmpuint (there.selection, ==, 3);
  g_assert_true (annals_visits_go_forward (&visits, &there, &there));
  g_assert_cmpfloat (there.view.center_s, ==, 90700);
  g_assert_cmpuint (there.selection, ==, 4);
}

/* Another selection, scale or height is another place; less than a pixel is not. */
static void
test_sameness (void)
{
  static const struct
  {
    double dx_s, scale, scroll_px;
    guint selection;
    guint n;
  } table[] = {
    { 0, 1, 0, 1, 1 }, { 5, 1, 0, 1, 1 },    { 25, 1, 0, 1, 2 },
    { 0, 2, 0, 1, 2 }, { 0, 1, 40, 1, 2 },   { 0, 1, 0, 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      AnnalsVisits visits = { 0 };
      AnnalsVisit here = visit (0, 1);

      annals_visits_leave (&visits, &here);
      here.view.center_s += table[i].dx_s;
      here.view.seconds_per_pixel *= table[i].scale;
      here.view.scroll_px += table[i].scroll_px;
      here.selection = table[i].selection;
      annals_visits_leave (&visits, &here);
      g_assert_cmpuint (visits.n_back, ==, table[i].n);
    }
}

static void
test_bound (void)
{
  AnnalsVisits visits = { 0 };
  AnnalsVisit here = visit (0, NO_EVENT), there;
  guint n_steps = 0;

  for (guint i = 0; i < 3 * ANNALS_VISITS_MAX; i++)
    {
      here = visit (i * 1000.0, i);
      annals_visits_leave (&visits, &here);
    }
  here = visit (-1e6, NO_EVENT);
  while (annals_visits_go_back (&visits, &here, &there))
    {
      g_assert_cmpuint (there.selection, ==, 3 * ANNALS_VISITS_MAX - ++n_steps);
      here = there;
    }
  g_assert_cmpuint (n_steps, ==, ANNALS_VISITS_MAX);
  while (annals_visits_go_forward (&visits, &here, &there))
    here = there;
  g_assert_cmpfloat (here.view.center_s, ==, -1e6);
}

static guint
add (guint event, gpointer data)
{
  return event == NO_EVENT ? NO_EVENT : event + *(guint *) data;
}

static void
test_translate (void)
{
  AnnalsVisits visits = { 0 };
  AnnalsVisit first = visit (0, 1), second = visit (1e6, NO_EVENT), third = visit (2e6, 7), there;
  guint by = 10;

  annals_visits_leave (&visits, &first);
  annals_visits_leave (&visits, &second);
  annals_visits_go_back (&visits, &third, &there);
  annals_visits_translate (&visits, add, &by);
  g_assert_cmpuint (visits.back[0].selection, ==, 11);
  g_assert_cmpuint (visits.forward[0].selection, ==, 17);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visits/walks", test_walks);
  g_test_add_func ("/visits/pan-between", test_pan_between);
  g_test_add_func ("/visits/sameness", test_sameness);
  g_test_add_func ("/visits/bound", test_bound);
  g_test_add_func ("/visits/translate", test_translate);
  return g_test_run ();
}
