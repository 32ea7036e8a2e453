/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something in a file that is not as it should be: where, what, and what was done about it. */
#include "model/problem.h"

#include <string.h>

/* A message's bytes, when it quotes more than a person reads. */
#define MESSAGE_BYTES_MAX 600

#define CONTROL_PICTURES 0x2400 /* ␀, ␁ … ␟ */
#define REPLACEMENT 0xFFFD

struct _AnnalsProblems
{
  GPtrArray *kept;
  guint64 n_warnings, n_errors, n_left_out;
};

/* One line that a terminal can be shown: what a file says stands in it, with whatever control
 * characters and at whatever length. Of a long one the beginning and the end are kept, which say
 * what is wrong and what was done. (transfer full) */
static char *
make_line (const char *message)
{
  GString *line = g_string_new (NULL);
  gsize length = strlen (message);
  const char *end = message + length, *gap = end, *behind = end;

  if (length > MESSAGE_BYTES_MAX)
    {
      gap = g_utf8_find_prev_char (message, message + MESSAGE_BYTES_MAX / 2 + 1);
      behind = g_utf8_find_next_char (end - MESSAGE_BYTES_MAX / 2, end);
    }
  for (const char *at = message; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (at == gap)
        {
          g_string_append (line, "…");
          at = behind;
          c = g_utf8_get_char (at);
        }
      if (c < 0x20)
        g_string_append_unichar (line, CONTROL_PICTURES + c);
      else
        g_string_append_unichar (line, g_unichar_iscntrl (c) ? REPLACEMENT : c);
    }
  return g_string_free (line, FALSE);
}

AnnalsProblem *
annals_problem_new (AnnalsSeverity severity,
                    guint64 offset,
                    const char *event_id,
                    const char *message)
{
  AnnalsProblem *problem = g_new0 (AnnalsProblem, 1);

  problem->severity = severity;
  problem->offset = offset;
  problem->event_id = g_strdup (event_id);
  problem->message = make_line (message);
  return problem;
}

AnnalsProblem *
annals_problem_copy (const AnnalsProblem *problem)
{
  AnnalsProblem *copy;

  g_return_val_if_fail (problem != NULL, NULL);

  copy = annals_problem_new (problem->severity, problem->offset, problem->event_id,
                             problem->message);
  copy->line = problem->line;
  copy->column = problem->column;
  return copy;
}

void
annals_problem_free (AnnalsProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->event_id);
  g_free (problem->message);
  g_free (problem);
}

/* The severity stays untranslated: scripts and editors look for the word, as they do in a
 * compiler's output. */
char *
annals_problem_to_line (const AnnalsProblem *problem, const char *name)
{
  g_return_val_if_fail (problem != NULL, NULL);

  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": %s: %s", name,
                          problem->line, problem->column,
                          problem->severity == ANNALS_SEVERITY_ERROR ? "error" : "warning",
                          problem->message);
}

AnnalsProblems *
annals_problems_new (void)
{
  AnnalsProblems *problems = g_new0 (AnnalsProblems, 1);

  problems->kept = g_ptr_array_new_with_free_func ((GDestroyNotify)annals_problem_free);
  return problems;
}

AnnalsProblems *
annals_problems_copy (AnnalsProblems *problems)
{
  AnnalsProblems *copy;

  g_return_val_if_fail (problems != NULL, NULL);

  copy = annals_problems_new ();
  copy->n_warnings = problems->n_warnings;
  copy->n_errors = problems->n_errors;
  copy->n_left_out = problems->n_left_out;
  for (guint i = 0; i < problems->kept->len; i++)
    g_ptr_array_add (copy->kept, annals_problem_copy (g_ptr_array_index (problems->kept, i)));
  return copy;
}

void
annals_problems_free (AnnalsProblems *problems)
{
  g_return_if_fail (problems != NULL);
  g_ptr_array_unref (problems->kept);
  g_free (problems);
}

void
annals_problems_take (AnnalsProblems *problems, AnnalsProblem *problem)
{
  g_return_if_fail (problems != NULL && problem != NULL);

  if (problem->severity == ANNALS_SEVERITY_ERROR)
    problems->n_errors++;
  else
    problems->n_warnings++;

  if (problems->kept->len < ANNALS_PROBLEMS_KEPT)
    g_ptr_array_add (problems->kept, problem);
  else
    annals_problem_free (problem);
}

guint64
annals_problems_count (AnnalsProblems *problems, AnnalsSeverity severity)
{
  g_return_val_if_fail (problems != NULL, 0);

  return severity == ANNALS_SEVERITY_ERROR ? problems->n_errors : problems->n_warnings;
}

void
annals_problems_add_left_out (AnnalsProblems *problems, guint64 n)
{
  g_return_if_fail (problems != NULL);

  problems->n_left_out += n;
}

guint64
annals_problems_get_n_left_out (AnnalsProblems *problems)
{
  g_return_val_if_fail (problems != NULL, 0);

  return problems->n_left_out;
}

guint
annals_problems_get_n_kept (AnnalsProblems *problems)
{
  g_return_val_if_fail (problems != NULL, 0);

  return problems->kept->len;
}

const AnnalsProblem *
annals_problems_get (AnnalsProblems *problems, guint index)
{
  g_return_val_if_fail (problems != NULL && index < problems->kept->len, NULL);

  return g_ptr_array_index (problems->kept, index);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const AnnalsProblem *one = *(const AnnalsProblem *const *)a;
  const AnnalsProblem *two = *(const AnnalsProblem *const *)b;

  return one->offset < two->offset ? -1 : one->offset > two->offset;
}

/* One pass over the bytes up to the last problem, whatever their number: a line may be the whole
 * file. A column counts characters, so continuation bytes (10xxxxxx) count nothing. */
void
annals_problems_locate (AnnalsProblems *problems, const char *bytes, gsize length)
{
  guint64 line = 1, column = 1;
  gsize at = 0;

  g_return_if_fail (problems != NULL);

  /* Stable: problems of one place stay in the order they were found. */
  g_ptr_array_sort (problems->kept, compare_offsets);
  if (length >= 3 && bytes[0] == '\xEF' && bytes[1] == '\xBB' && bytes[2] == '\xBF')
    at = 3;
  for (guint i = 0; i < problems->kept->len; i++)
    {
      AnnalsProblem *problem = g_ptr_array_index (problems->kept, i);
      gsize end = MIN (problem->offset, length);

      for (; at < end; at++)
        if (bytes[at] == '\n')
          {
            line++;
            column = 1;
          }
        else if ((bytes[at] & 0xC0) != 0x80)
          column++;
      problem->line = line;
      problem->column = column;
    }
}

void
annals_problems_set_event_id (AnnalsProblems *problems, guint index, const char *event_id)
{
  AnnalsProblem *problem;

  g_return_if_fail (problems != NULL && index < problems->kept->len);

  problem = g_ptr_array_index (problems->kept, index);
  g_free (problem->event_id);
  problem->event_id = g_strdup (event_id);
}
