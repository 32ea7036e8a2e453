/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a made-up timeline: generate-timeline EVENTS FILE [SEED [native|vis]] */
#include "generate.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 3)
    {
      g_printerr ("generate-timeline EVENTS FILE [SEED [native|vis]]\n");
      return 2;
    }
  if (!bench_generate_file (argv[2],
                            argc > 4 && g_str_equal (argv[4], "vis") ? BENCH_VIS : BENCH_NATIVE,
                            (guint)g_ascii_strtoull (argv[1], NULL, 10),
                            argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 1, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  return 0;
}
