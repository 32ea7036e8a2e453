/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program. */
#include "app/application.h"
#include "app/command-line.h"
#include "app/paths.h"

/* What is left are files, whatever they begin with: "--" keeps GApplication from reading options.
 */
static int
run_application (const char *program, char **files)
{
  g_autoptr (AnnalsApplication) application = annals_application_new ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *)program);
  if (files[0] != NULL)
    g_ptr_array_add (arguments, (char *)"--");
  for (; *files != NULL; files++)
    g_ptr_array_add (arguments, *files);
  g_ptr_array_add (arguments, NULL);
  return g_application_run (G_APPLICATION (application), (int)arguments->len - 1,
                            (char **)arguments->pdata);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  int status;

  annals_paths_init_locale ();
  if (annals_command_line_run (argv, &files, &status))
    return status;
  return run_application (argv[0], files);
}
