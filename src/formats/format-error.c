/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of a whole file, with their place. */
#include "formats/format-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint64 line, column; /* 0: no place */
  char *reason;         /* the message without its place; nullable */
} AnnalsFormatErrorPrivate;

static void
annals_format_error_private_init (AnnalsFormatErrorPrivate *private)
{
  private->line = private->column = 0;
  private->reason = NULL;
}

static void
annals_format_error_private_copy (const AnnalsFormatErrorPrivate *from,
                                  AnnalsFormatErrorPrivate *to)
{
  *to = *from;
  to->reason = g_strdup (from->reason);
}

static void
annals_format_error_private_clear (AnnalsFormatErrorPrivate *private)
{
  g_free (private->reason);
}

/* Defines the quark function too. */
G_DEFINE_EXTENDED_ERROR (AnnalsFormatError, annals_format_error)

gboolean
annals_format_error_get_position (const GError *error, guint64 *line, guint64 *column)
{
  const AnnalsFormatErrorPrivate *private;

  if (error == NULL || error->domain != ANNALS_FORMAT_ERROR)
    return FALSE;
  private = annals_format_error_get_private (error);
  *line = private->line;
  *column = private->column;
  return private->line > 0;
}

const char *
annals_format_error_get_reason (const GError *error)
{
  const char *reason = NULL;

  if (error->domain == ANNALS_FORMAT_ERROR)
    reason = ((AnnalsFormatErrorPrivate *)annals_format_error_get_private (error))->reason;
  return reason != NULL ? reason : error->message;
}

void
annals_format_set_error (GError **error,
                         AnnalsFormatError code,
                         const char *bytes,
                         guint64 length,
                         guint64 offset,
                         const char *message)
{
  g_autoptr (AnnalsProblems) problems = annals_problems_new ();
  const AnnalsProblem *problem;
  AnnalsFormatErrorPrivate *private;
  g_autofree char *line = NULL;
  g_autofree char *column = NULL;
  GError *made;

  annals_problems_take (problems,
                        annals_problem_new (ANNALS_SEVERITY_ERROR, offset, NULL, message));
  annals_problems_locate (problems, bytes, length);
  problem = annals_problems_get (problems, 0);
  line = g_strdup_printf ("%" G_GUINT64_FORMAT, problem->line);
  column = g_strdup_printf ("%" G_GUINT64_FORMAT, problem->column);
  made = g_error_new (ANNALS_FORMAT_ERROR, code, _ ("Line %s, column %s: %s."), line, column,
                      message);
  private = annals_format_error_get_private (made);
  private->line = problem->line;
  private->column = problem->column;
  private->reason = g_strconcat (message, ".", NULL);
  g_propagate_error (error, made);
}
