/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of numbers, each in as few bytes as the column's range needs. */
#include "model/column.h"

AnnalsColumn
annals_column_fit (const guint32 *numbers, gsize n)
{
  guint32 least = n > 0 ? numbers[0] : 0, most = least;
  AnnalsColumn column = { 0 };

  for (gsize i = 1; i < n; i++)
    {
      least = MIN (least, numbers[i]);
      most = MAX (most, numbers[i]);
    }
  column.base = least;
  while (column.width < 4 && (most - least) >> (8 * column.width) != 0)
    column.width++;
  column.mask = (guint32)((G_GUINT64_CONSTANT (1) << (8 * column.width)) - 1);
  return column;
}

void
annals_column_fill (AnnalsColumn *column, guint8 *to, const guint32 *numbers, gsize n)
{
  column->bytes = to;
  /* Four bytes at a time: those past the width are overwritten by the next, the last ones by what
   * follows or never read. */
  for (gsize i = 0; i < n && column->width > 0; i++)
    {
      guint32 number = GUINT32_TO_LE (numbers[i] - column->base);

      memcpy (to + i * column->width, &number, sizeof number);
    }
}
