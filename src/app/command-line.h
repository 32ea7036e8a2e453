/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: what it asks for, and all that it does without a display. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/* Exit statuses, as `annals --help` and the README have them. */
typedef enum
{
  ANNALS_EXIT_DONE = 0,
  ANNALS_EXIT_PROBLEMS = 1, /* --check found an error */
  ANNALS_EXIT_FAILED = 2    /* unreadable, or no timeline, or could not write, or not understood */
} AnnalsExit;

/* What --export and its kin ask for, as typed; a member not given is NULL. */
typedef struct
{
  char *output;
  char *range;
  char *size;
  char *scale;
  char *theme;
  char *selection;
  gboolean lists_sources;
} AnnalsExportRequest;

/**
 * annals_command_line_run:
 * @argv: the program's arguments, NULL-terminated
 * @files: (out) (transfer full): the files named for windows to open, a NULL-terminated array,
 *   perhaps empty
 * @status: (out): an AnnalsExit
 *
 * Returns: TRUE when all is done and the program ends with @status; FALSE when it is windows that
 * are asked for.
 */
gboolean annals_command_line_run (char **argv, char ***files, int *status);

/* `annals --export`: draws the file named @name by @request. Returns an AnnalsExit. */
int annals_command_export (const AnnalsExportRequest *request, const char *name);

/* `annals --convert`: writes the file named @name as the native file @output, which is never that file
 * itself. Returns an AnnalsExit. */
int annals_command_convert (const char *output, const char *name);

/* The timeline of the file named @name; NULL where there is none, which is told. (transfer full) */
AnnalsTimeline *annals_command_load (const char *name);

/* One line on standard error: "FILE:LINE:COLUMN: error: text", without a place "FILE: error: text".
 */
void annals_command_print_error (const char *name, const GError *error);
/* "annals: text" on standard error. */
void annals_command_print_message (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
