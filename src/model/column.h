/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of numbers that never change, each in as few bytes as the column's range needs: none where all
 * are the same, four at most.
 *
 *     number = base + the next `width` bytes, the lowest first
 *
 * A million events have a dozen such columns, and most of their ranges are small within a chunk. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Behind the last column in memory there must be as many bytes that may be read. */
#define ANNALS_COLUMN_SLACK 4

typedef struct
{
  const guint8 *bytes;
  guint32 base, mask;
  guint8 width; /* 0 … 4 */
} AnnalsColumn;

/* The column that those numbers need, still without its bytes, of which there will be n * width. */
AnnalsColumn annals_column_fit (const guint32 *numbers, gsize n);
/* Writes the numbers to where the column is to be. to: n * width bytes and the slack, of any alignment. */
void annals_column_fill (AnnalsColumn *column, guint8 *to, const guint32 *numbers, gsize n);

static inline guint32
annals_column_get (const AnnalsColumn *column, guint i)
{
  guint32 number;

  memcpy (&number, column->bytes + (gsize)i * column->width, sizeof number);
  return column->base + (GUINT32_FROM_LE (number) & column->mask);
}

G_END_DECLS
