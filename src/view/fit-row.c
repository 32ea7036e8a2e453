/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row while it is being filled: what stands in it, and where there is room. */
#include "view/fit-row.h"

#include <math.h>

void
annals_fit_row_init (AnnalsFitRow *row, gboolean is_mark_row)
{
  *row = (AnnalsFitRow){ .free_x = -INFINITY, .is_mark_row = is_mark_row };
  row->present = g_array_new (FALSE, FALSE, sizeof (AnnalsExtent));
}

void
annals_fit_row_clear (AnnalsFitRow *row)
{
  g_free (row->earlier);
  g_array_unref (row->present);
}

/* The end of a class: its events join the earlier ones. */
void
annals_fit_row_merge (AnnalsFitRow *row)
{
  guint n_present = row->present->len;
  const AnnalsExtent *present = (const AnnalsExtent *) (void *) row->present->data;
  AnnalsExtent *merged;

  row->cursor = row->free_cursor = 0;
  row->free_x = -INFINITY;
  if (n_present == 0)
    return;

  merged = g_new (AnnalsExtent, row->n_earlier + n_present);
  for (guint i = 0, a = 0, b = 0; i < row->n_earlier + n_present; i++)
    if (b == n_present || (a < row->n_earlier && row->earlier[a].left < present[b].left))
      merged[i] = row->earlier[a++];
    else
      merged[i] = present[b++];

  g_free (row->earlier);
  row->earlier = merged;
  row->n_earlier += n_present;
  g_array_set_size (row->present, 0);
}

/* The first of the earlier ones that begins right of x, from a cursor that is near. */
static guint
row_seek (const AnnalsFitRow *row, guint cursor, double x)
{
  while (cursor < row->n_earlier && row->earlier[cursor].left <= x)
    cursor++;
  while (cursor > 0 && row->earlier[cursor - 1].left > x)
    cursor--;

  return cursor;
}

static gboolean
stands_clear (const AnnalsExtent *left, const AnnalsExtent *right)
{
  return left->right + MAX (left->right_pad, right->left_pad) <= right->left;
}

gboolean
annals_fit_row_fits (AnnalsFitRow *row, const AnnalsExtent *extent)
{
  guint n_present = row->present->len;

  if (n_present > 0
      && !stands_clear (&g_array_index (row->present, AnnalsExtent, n_present - 1), extent))
    return FALSE;

  row->cursor = row_seek (row, row->cursor, extent->left);
  if (row->cursor > 0 && !stands_clear (&row->earlier[row->cursor - 1], extent))
    return FALSE;

  return row->cursor == row->n_earlier || stands_clear (extent, &row->earlier[row->cursor]);
}

/* The least x ≥ from_x at which something of that width may begin, with no more than the bare gap. */
double
annals_fit_row_find_free (AnnalsFitRow *row, double from_x, double width)
{
  guint n_present = row->present->len;
  double x = MAX (from_x, row->free_x);
  guint c;

  if (n_present > 0)
    {
      const AnnalsExtent *last = &g_array_index (row->present, AnnalsExtent, n_present - 1);

      x = MAX (x, last->right + MAX (last->right_pad, ANNALS_BARE_GAP_PX));
    }

  c = row_seek (row, row->free_cursor, x);
  if (c > 0)
    x = MAX (x, row->earlier[c - 1].right + MAX (row->earlier[c - 1].right_pad, ANNALS_BARE_GAP_PX));
  for (; c < row->n_earlier
         && x + width + MAX (ANNALS_BARE_GAP_PX, row->earlier[c].left_pad) > row->earlier[c].left;
       c++)
    x = MAX (x, row->earlier[c].right + MAX (row->earlier[c].right_pad, ANNALS_BARE_GAP_PX));

  row->free_cursor = c;
  row->free_x = x;

  return x;
}

/* The room right of a placed event in its row. */
double
annals_fit_row_get_room (const AnnalsFitRow *row, guint i)
{
  if (i + 1 == row->n_earlier)
    return INFINITY;

  return row->earlier[i + 1].left - row->earlier[i].right
         - MAX (row->earlier[i + 1].left_pad, ANNALS_BARE_GAP_PX);
}
