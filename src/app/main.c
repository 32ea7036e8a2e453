/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program. */
#include "app/command-line.h"
#include "app/paths.h"

int
main (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  int status;

  annals_paths_init_locale ();
  if (annals_command_line_run (argv, &files, &status))
    return status;
  return ANNALS_EXIT_FAILED;
}
