/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns: each range in the bytes it needs, and every number back as it was. */
#include "model/column.h"

#include <locale.h>

static void
test_widths (void)
{
  static const struct
  {
    guint32 numbers[4];
    guint8 width;
  } cases[] = {
    { { 7, 7, 7, 7 }, 0 },
    { { 0, 0, 0, 0 }, 0 },
    { { G_MAXUINT32, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32 }, 0 },
    { { 0, 255, 1, 128 }, 1 },
    { { 1000255, 1000000, 1000001, 1000128 }, 1 },
    { { 0, 256, 255, 1 }, 2 },
    { { 65535, 0, 65535, 0 }, 2 },
    { { 65536, 0, 65535, 257 }, 3 },
    { { 0xFFFFFF, 0, 0x10203, 0xABCDEF }, 3 },
    { { 0x1000000, 0, 1, 2 }, 4 },
    { { G_MAXUINT32, 0, 0x12345678, 0x80000000 }, 4 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      AnnalsColumn column = annals_column_fit (cases[c].numbers, 4);
      /* At an odd place, and no byte behind the slack. */
      g_autofree guint8 *bytes = g_malloc0 (1 + 4 * cases[c].width + ANNALS_COLUMN_SLACK);

      g_assert_cmpuint (column.width, ==, cases[c].width);
      annals_column_fill (&column, bytes + 1, cases[c].numbers, 4);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpuint (annals_column_get (&column, i), ==, cases[c].numbers[i]);
    }
}

static void
test_empty (void)
{
  AnnalsColumn column = annals_column_fit (NULL, 0);

  g_assert_cmpuint (column.width, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/column/widths", test_widths);
  g_test_add_func ("/model/column/empty", test_empty);
  return g_test_run ();
}
