/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the reader has been: what a jump left behind, to go back to and forth again. */
#include "view/visits.h"

#include <math.h>
#include <string.h>

/* Two views that differ by less are one to the eye. */
#define SAME_PX 1.0
#define SAME_SCALE 0.001

static gboolean
is_same (const AnnalsVisit *a, const AnnalsVisit *b)
{
  return a->selection == b->selection && fabs (a->view.scroll_px - b->view.scroll_px) < SAME_PX
         && fabs (a->view.seconds_per_pixel / b->view.seconds_per_pixel - 1) < SAME_SCALE
         && fabs (a->view.center_s - b->view.center_s) < SAME_PX * b->view.seconds_per_pixel;
}

static void
push (AnnalsVisit *pile, guint *n, const AnnalsVisit *visit)
{
  if (*n > 0 && is_same (&pile[*n - 1], visit))
    return;
  if (*n == ANNALS_VISITS_MAX)
    {
      memmove (pile, pile + 1, sizeof *pile * (ANNALS_VISITS_MAX - 1));
      --*n;
    }
  pile[(*n)++] = *visit;
}

/* A pile may end in where the reader is: going there would be no step. */
static gboolean
move (AnnalsVisit *from, guint *n_from, AnnalsVisit *to, guint *n_to, const AnnalsVisit *here,
      AnnalsVisit *there)
{
  guint n = *n_from;

  while (n > 0 && is_same (&from[n - 1], here))
    n--;
  if (n == 0)
    return FALSE;

  *there = from[n - 1];
  *n_from = n - 1;
  push (to, n_to, here);

  return TRUE;
}

void
annals_visits_leave (AnnalsVisits *visits, const AnnalsVisit *here)
{
  g_return_if_fail (visits != NULL);
  g_return_if_fail (here != NULL);

  push (visits->back, &visits->n_back, here);
  visits->n_forward = 0;
}

gboolean
annals_visits_go_back (AnnalsVisits *visits, const AnnalsVisit *here, AnnalsVisit *there)
{
  g_return_val_if_fail (visits != NULL && here != NULL && there != NULL, FALSE);

  return move (visits->back, &visits->n_back, visits->forward, &visits->n_forward, here, there);
}

gboolean
annals_visits_go_forward (AnnalsVisits *visits, const AnnalsVisit *here, AnnalsVisit *there)
{
  g_return_val_if_fail (visits != NULL && here != NULL && there != NULL, FALSE);

  return move (visits->forward, &visits->n_forward, visits->back, &visits->n_back, here, there);
}

void
annals_visits_translate (AnnalsVisits *visits, AnnalsVisitsTranslate translate, gpointer data)
{
  g_return_if_fail (visits != NULL);
  g_return_if_fail (translate != NULL);

  for (guint i = 0; i < visits->n_back; i++)
    visits->back[i].selection = translate (visits->back[i].selection, data);
  for (guint i = 0; i < visits->n_forward; i++)
    visits->forward[i].selection = translate (visits->forward[i].selection, data);
}
