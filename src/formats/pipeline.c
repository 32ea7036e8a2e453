/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline: a file's bytes through scanner, pool and reader into a builder.
 *
 *     file ── read ──▶ buffer ── scan ──▶ batch ── json-glib, reader (pool) ──▶ join ──▶ publish
 *                                  └─ header ── open ──▶ the reader's context
 *
 * One pass does as a rule. A second one over the bytes, which are all there by then, is made where
 * the format shows only behind the big array, and where what stands behind it changes how events
 * are read. */
#include "formats/pipeline-private.h"

#include <glib/gi18n-lib.h>

#include "formats/format-error.h"

static void
pipeline_clear (AnnalsPipeline *pipeline)
{
  g_clear_pointer (&pipeline->jobs, annals_jobs_free);
  g_clear_pointer (&pipeline->scanner, annals_scanner_free);
  g_clear_pointer (&pipeline->reading, annals_reading_unref);
  g_clear_pointer (&pipeline->builder, annals_builder_free);
  g_clear_pointer (&pipeline->paths, g_ptr_array_unref);
  g_clear_pointer (&pipeline->candidates, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnnalsPipeline, pipeline_clear)

static guint64
length_of (AnnalsPipeline *pipeline)
{
  return annals_file_buffer_get_length (pipeline->buffer);
}

static AnnalsBuilder *
new_builder (AnnalsPipeline *pipeline)
{
  AnnalsBuilder *builder = annals_builder_new (pipeline->file);

  annals_builder_set_fallback_title (builder, pipeline->name);
  return builder;
}

/* What the reader sees already is soon all there is: one more publication would cost the load, and
 * be kept beside the last one, for a moment's use. */
static gboolean
is_end_near (AnnalsPipeline *pipeline)
{
  guint64 total = annals_file_buffer_get_total (pipeline->buffer); /* 0: unknown */

  return pipeline->next_publication > ANNALS_FIRST_PUBLICATION && total > 0
         && length_of (pipeline) > total / 2;
}

static void
publish (AnnalsPipeline *pipeline)
{
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint n_events = annals_builder_get_n_events (pipeline->builder);

  if (pipeline->watch == NULL || pipeline->watch->published == NULL
      || n_events < pipeline->next_publication || is_end_near (pipeline))
    return;
  while (n_events >= pipeline->next_publication)
    pipeline->next_publication *= 4;
  bytes = annals_file_buffer_get_bytes (pipeline->buffer);
  annals_builder_set_bytes (pipeline->builder, bytes);
  timeline = annals_builder_publish (pipeline->builder, FALSE);
  pipeline->watch->published (timeline, pipeline->watch->data);
}

/* Joins what is ready; waits for some of it while too much is under way, or for all. */
static void
join (AnnalsPipeline *pipeline, gboolean all)
{
  AnnalsBatch *batch;

  while ((batch = annals_jobs_pop (pipeline->jobs, all || annals_jobs_is_full (pipeline->jobs)))
         != NULL)
    {
      annals_builder_join_and_reset (pipeline->builder, batch);
      annals_jobs_recycle (pipeline->jobs, batch);
      publish (pipeline);
      if (g_cancellable_is_cancelled (pipeline->cancellable))
        return;
    }
}

static void
take_batch (AnnalsPipeline *pipeline)
{
  g_autoptr (GArray) elements = NULL;

  if (pipeline->reading == NULL)
    {
      elements = annals_scanner_take_batch (pipeline->scanner);
      annals_pipeline_decide (pipeline, &g_array_index (elements, AnnalsScannedElement, 0));
      if (pipeline->reading == NULL)
        return;
    }
  else
    elements = annals_scanner_take_batch (pipeline->scanner);
  annals_jobs_push (pipeline->jobs, pipeline->reading, annals_pipeline_get_data (pipeline),
                    g_steal_pointer (&elements));
  join (pipeline, FALSE);
}

static gboolean
read_more (AnnalsPipeline *pipeline, GError **error)
{
  gssize n;

  /* Where the file is longer than it said, its bytes move: not under a job's feet. */
  if (annals_file_buffer_is_full (pipeline->buffer))
    join (pipeline, TRUE);
  n = annals_file_buffer_read (pipeline->buffer, pipeline->cancellable, error);
  if (n < 0)
    return FALSE;
  pipeline->is_read = n == 0;
  if (pipeline->watch != NULL && pipeline->watch->progress != NULL)
    pipeline->watch->progress (
        length_of (pipeline), annals_file_buffer_get_total (pipeline->buffer),
        annals_builder_get_n_events (pipeline->builder), pipeline->watch->data);
  return TRUE;
}

static gboolean
fail_syntax (AnnalsPipeline *pipeline, GError **error)
{
  guint64 offset;
  g_autofree char *message = annals_scanner_get_error (
      pipeline->scanner, annals_pipeline_get_data (pipeline), length_of (pipeline), &offset);

  annals_format_set_error (error, ANNALS_FORMAT_ERROR_SYNTAX, annals_pipeline_get_data (pipeline),
                           length_of (pipeline), offset, message);
  return FALSE;
}

/* A line that is no JSON is left out as any bad element is; the first one decides for the file. */
static gboolean
leave_line_out (AnnalsPipeline *pipeline)
{
  guint64 offset;
  g_autofree char *reason = annals_scanner_get_error (
      pipeline->scanner, annals_pipeline_get_data (pipeline), length_of (pipeline), &offset);
  g_autofree char *message = NULL;

  if (!annals_scanner_skip_line (pipeline->scanner))
    return FALSE;
  /* Translators: %s is what is wrong, as in "expected a colon, found “x”". */
  message = g_strdup_printf (_ ("The line is no JSON: %s. It is left out."), reason);
  annals_builder_take_problem (pipeline->builder,
                               annals_problem_new (ANNALS_SEVERITY_ERROR, offset, NULL, message));
  annals_builder_leave_out (pipeline->builder);
  return TRUE;
}

/* Scans what there is and reads more, to the end of the file. */
static gboolean
run_pass (AnnalsPipeline *pipeline, GError **error)
{
  for (;;)
    {
      AnnalsScanStatus status
          = pipeline->is_read
                ? annals_scanner_finish (pipeline->scanner, annals_pipeline_get_data (pipeline),
                                         length_of (pipeline))
                : annals_scanner_feed (pipeline->scanner, annals_pipeline_get_data (pipeline),
                                       length_of (pipeline));

      if (status == ANNALS_SCAN_ERROR)
        {
          if (!leave_line_out (pipeline))
            return fail_syntax (pipeline, error);
        }
      else if (status == ANNALS_SCAN_BATCH)
        take_batch (pipeline);
      else if (pipeline->is_read)
        break;
      else if (!read_more (pipeline, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (pipeline->cancellable, error))
        return FALSE;
    }
  join (pipeline, TRUE);
  return !g_cancellable_set_error_if_cancelled (pipeline->cancellable, error);
}

/* Over the bytes that are there: as lines, or with the format known. */
static gboolean
run_again (AnnalsPipeline *pipeline, GError **error)
{
  g_clear_pointer (&pipeline->scanner, annals_scanner_free);
  g_clear_pointer (&pipeline->builder, annals_builder_free);
  pipeline->builder = new_builder (pipeline);
  if (pipeline->is_lines)
    pipeline->scanner = annals_scanner_new_lines (pipeline->begin);
  else if (pipeline->reading != NULL)
    {
      const AnnalsReader *reader = pipeline->reading->reader;

      pipeline->scanner = annals_scanner_new (reader->paths, pipeline->begin);
      annals_scanner_accept_array (pipeline->scanner, reader->details);
      annals_builder_set_format_name (pipeline->builder, reader->name);
      annals_builder_set_details_func (pipeline->builder, annals_reading_load_details,
                                       annals_reading_ref (pipeline->reading),
                                       annals_reading_unref);
    }
  return run_pass (pipeline, error);
}

static gboolean
fail_not_timeline (AnnalsPipeline *pipeline, const char *reason, GError **error)
{
  guint64 at = pipeline->begin;
  const char *data = annals_pipeline_get_data (pipeline);

  while (at < length_of (pipeline) && g_ascii_isspace (data[at]))
    at++;
  annals_format_set_error (error, ANNALS_FORMAT_ERROR_NOT_TIMELINE, data, length_of (pipeline), at,
                           reason);
  return FALSE;
}

static gboolean
fail_format (AnnalsPipeline *pipeline, GError **error)
{
  g_autoptr (GString) looked_for = g_string_new (NULL);
  g_autofree char *found = annals_pipeline_tell_members (pipeline);
  g_autofree char *message = NULL;

  for (const AnnalsReader *const *reader = annals_readers; *reader != NULL; reader++)
    if ((*reader)->describe != NULL)
      g_string_append_printf (looked_for, "%s%s", looked_for->len > 0 ? ", " : "",
                              (*reader)->describe ());
  message
      = found != NULL
            /* Translators: both %s are lists of names in quotes, as in “a”, “b”. */
            ? g_strdup_printf (
                _ ("this is JSON, but no timeline that Annals knows: it has %s, and none of %s"),
                found, looked_for->str)
            : g_strdup_printf (
                _ ("this is JSON, but no timeline that Annals knows: it has none of %s"),
                looked_for->str);
  return fail_not_timeline (pipeline, message, error);
}

static gboolean
any_reads_lines (void)
{
  for (const AnnalsReader *const *reader = annals_readers; *reader != NULL; reader++)
    if ((*reader)->reads_lines)
      return TRUE;
  return FALSE;
}

/* At the end: decides late, and applies what stands behind the big array. */
static gboolean
finish_header (AnnalsPipeline *pipeline, GError **error)
{
  if (pipeline->reading == NULL)
    {
      g_autofree char *refusal = NULL;
      gboolean is_value;
      const AnnalsReader *reader = annals_pipeline_decide_late (pipeline, &is_value, &refusal);

      /* A single line of lines is a single value. */
      if (reader == NULL && !pipeline->is_lines && is_value && any_reads_lines ())
        {
          pipeline->is_lines = TRUE;
          if (!run_again (pipeline, NULL)
              && g_cancellable_set_error_if_cancelled (pipeline->cancellable, error))
            return FALSE;
        }
      if (reader == NULL && pipeline->reading == NULL)
        return fail_format (pipeline, error);
      if (refusal != NULL)
        return fail_not_timeline (pipeline, refusal, error);
      if (reader != NULL)
        {
          annals_pipeline_open_late (pipeline, reader);
          if (!run_again (pipeline, error))
            return FALSE;
        }
    }
  if (annals_pipeline_apply_header (pipeline))
    return TRUE;
  return run_again (pipeline, error) && annals_pipeline_apply_header (pipeline);
}

/* UTF-16 and UTF-32 show by their marks, or by the zeros that ASCII has in them. */
static gboolean
check_encoding (AnnalsPipeline *pipeline, GError **error)
{
  const guint8 *data = (const guint8 *)annals_pipeline_get_data (pipeline);
  guint64 length = length_of (pipeline);
  gboolean has_zeros
      = length >= 4 && ((data[0] == 0) != (data[1] == 0)) && ((data[2] == 0) || (data[3] == 0));

  if (length >= 3 && data[0] == 0xEF && data[1] == 0xBB && data[2] == 0xBF)
    pipeline->begin = 3;
  if (length >= 2
      && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)
          || has_zeros))
    {
      annals_format_set_error (error, ANNALS_FORMAT_ERROR_SYNTAX, (const char *)data, length, 0,
                               _ ("this looks like UTF-16 or UTF-32; JSON is written in UTF-8"));
      return FALSE;
    }
  return TRUE;
}

static void
collect_paths (AnnalsPipeline *pipeline)
{
  pipeline->paths = g_ptr_array_new ();
  for (const AnnalsReader *const *reader = annals_readers; *reader != NULL; reader++)
    for (const char *const *path = (*reader)->paths; path != NULL && *path != NULL; path++)
      if (!g_ptr_array_find_with_equal_func (pipeline->paths, *path, g_str_equal, NULL))
        g_ptr_array_add (pipeline->paths, (gpointer)*path);
  g_ptr_array_add (pipeline->paths, NULL);
}

/* Reads until at least four bytes are there, which tell the encoding. */
static gboolean
begin (AnnalsPipeline *pipeline, GError **error)
{
  while (length_of (pipeline) < 4 && !pipeline->is_read)
    if (!read_more (pipeline, error))
      return FALSE;
  if (!check_encoding (pipeline, error))
    return FALSE;
  pipeline->scanner
      = annals_scanner_new ((const char *const *)pipeline->paths->pdata, pipeline->begin);
  return TRUE;
}

static gboolean
fail_empty (AnnalsPipeline *pipeline, GError **error)
{
  g_clear_error (error);
  annals_format_set_error (error, ANNALS_FORMAT_ERROR_EMPTY, annals_pipeline_get_data (pipeline),
                           length_of (pipeline), 0,
                           length_of (pipeline) == 0
                               ? _ ("the file is empty")
                               : _ ("the file holds nothing but white space"));
  return FALSE;
}

/* Is all that is wrong that the file has a value a line? */
static gboolean
may_be_lines (AnnalsPipeline *pipeline)
{
  return pipeline->reading == NULL && any_reads_lines ()
         && annals_scanner_error_is_second_root (pipeline->scanner);
}

/* Takes the file for lines. Where not even the first is one, or nobody knows such lines, the reason
 * why it is no single value stands: that is in `error` already. */
static gboolean
run_lines (AnnalsPipeline *pipeline, GError **error)
{
  g_autoptr (GError) lines_error = NULL;

  pipeline->is_lines = TRUE;
  g_array_set_size (pipeline->candidates, 0);
  if (run_again (pipeline, &lines_error) && pipeline->reading != NULL)
    {
      g_clear_error (error);
      return TRUE;
    }
  if (g_cancellable_is_cancelled (pipeline->cancellable))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&lines_error));
    }
  return FALSE;
}

static gboolean
run (AnnalsPipeline *pipeline, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  if (!begin (pipeline, error))
    return FALSE;
  if (!run_pass (pipeline, &wrong))
    {
      if (!g_cancellable_is_cancelled (pipeline->cancellable) && pipeline->is_read
          && annals_scanner_is_blank (pipeline->scanner))
        return fail_empty (pipeline, error);
      if (g_cancellable_is_cancelled (pipeline->cancellable) || !may_be_lines (pipeline)
          || !run_lines (pipeline, &wrong))
        {
          g_propagate_error (error, g_steal_pointer (&wrong));
          return FALSE;
        }
    }
  return finish_header (pipeline, error);
}

AnnalsTimeline *
annals_pipeline_load (AnnalsFileBuffer *buffer,
                      GFile *file,
                      const char *name,
                      const AnnalsPipelineWatch *watch,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (AnnalsPipeline) pipeline = {
    .buffer = buffer,
    .file = file,
    .name = name,
    .watch = watch,
    .cancellable = cancellable,
    .next_publication = ANNALS_FIRST_PUBLICATION,
  };
  g_autoptr (GBytes) bytes = NULL;

  collect_paths (&pipeline);
  pipeline.candidates = g_array_new (FALSE, FALSE, sizeof (AnnalsCandidate));
  pipeline.jobs = annals_jobs_new ();
  pipeline.builder = new_builder (&pipeline);
  if (!run (&pipeline, error))
    return NULL;

  bytes = annals_file_buffer_get_bytes (buffer);
  annals_builder_set_bytes (pipeline.builder, bytes);
  return annals_builder_publish (pipeline.builder, TRUE);
}
