/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something in a file that is not as it should be: where, what, and what was done about it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_SEVERITY_WARNING,
  ANNALS_SEVERITY_ERROR
} AnnalsSeverity;

typedef struct
{
  AnnalsSeverity severity;
  guint64 offset;  /* bytes from the start of the file */
  guint64 line;    /* from 1; 0 until the reader has worked it out from offset */
  guint64 column;  /* characters from 1 */
  char *event_id;  /* (nullable) */
  char *message;   /* translated: what is wrong and what was done, one or two sentences on one line */
} AnnalsProblem;

/* message: valid UTF-8; control characters in it become visible, and the middle of a very long one is
 * left out. */
AnnalsProblem *annals_problem_new (AnnalsSeverity severity, guint64 offset, const char *event_id,
                                   const char *message);
AnnalsProblem *annals_problem_copy (const AnnalsProblem *problem);
void annals_problem_free (AnnalsProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsProblem, annals_problem_free)

/* "FILE:LINE:COLUMN: severity: text" with `name` for FILE. (transfer full) */
char *annals_problem_to_line (const AnnalsProblem *problem, const char *name);

/* Problems of one file: every one counted, the first thousand kept. */
#define ANNALS_PROBLEMS_KEPT 1000

typedef struct _AnnalsProblems AnnalsProblems;

AnnalsProblems *annals_problems_new (void);
void annals_problems_free (AnnalsProblems *problems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsProblems, annals_problems_free)

void annals_problems_take (AnnalsProblems *problems, AnnalsProblem *problem); /* (transfer full) */
guint64 annals_problems_count (AnnalsProblems *problems, AnnalsSeverity severity);
/* How many elements of the list of events are no events for what is wrong with them. */
void annals_problems_add_left_out (AnnalsProblems *problems, guint64 n);
guint64 annals_problems_get_n_left_out (AnnalsProblems *problems);
guint annals_problems_get_n_kept (AnnalsProblems *problems);
const AnnalsProblem *annals_problems_get (AnnalsProblems *problems, guint index);

/* For the builder and the loader, before anyone else sees them: an independent copy; the kept
 * problems brought into the file's order, their lines and columns worked out from the file's bytes;
 * and the id that a problem's event has in the end. */
AnnalsProblems *annals_problems_copy (AnnalsProblems *problems);
void annals_problems_locate (AnnalsProblems *problems, const char *bytes, gsize length);
void annals_problems_set_event_id (AnnalsProblems *problems, guint index, const char *event_id);

G_END_DECLS
