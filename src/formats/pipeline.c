/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline: a file's bytes through scanner, pool and reader into a builder.
 *
 *     file ── read ──▶ buffer ── scan ──▶ batch ── json-glib, reader (pool) ──▶ join ──▶ publish
 *                                  └─ header ── open ──▶ the reader's context
 *
 * One pass does as a rule. A second one over the bytes, which are all there by then, is made where
 * the format shows only behind the big array, and where what stands behind it changes how events
 * are read. */
#include "formats/pipeline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/format-error.h"
#include "formats/jobs.h"
#include "formats/slice.h"

/* An array that may have been the big one, and was not by the header so far. */
typedef struct
{
  const char *path; /* NULL: lines */
  AnnalsScannedElement first;
} Candidate;

typedef struct
{
  AnnalsFileBuffer *buffer; /* borrowed, as are the four below */
  GFile *file;
  const char *name;
  const AnnalsPipelineWatch *watch;
  GCancellable *cancellable;

  guint64 begin;    /* of the JSON text, behind a byte-order mark */
  gboolean is_read; /* to the end */
  gboolean is_lines;
  GPtrArray *paths; /* of every reader, NULL-terminated */
  AnnalsScanner *scanner;
  AnnalsReading *reading; /* NULL until the format is known */
  AnnalsJobs *jobs;
  AnnalsBuilder *builder;
  GArray *candidates; /* of Candidate */
  guint64 next_publication;
} Pipeline;

static void
pipeline_clear (Pipeline *pipeline)
{
  g_clear_pointer (&pipeline->jobs, annals_jobs_free);
  g_clear_pointer (&pipeline->scanner, annals_scanner_free);
  g_clear_pointer (&pipeline->reading, annals_reading_unref);
  g_clear_pointer (&pipeline->builder, annals_builder_free);
  g_clear_pointer (&pipeline->paths, g_ptr_array_unref);
  g_clear_pointer (&pipeline->candidates, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pipeline, pipeline_clear)

static const char *
data_of (Pipeline *pipeline)
{
  return annals_file_buffer_get_data (pipeline->buffer);
}

static guint64
length_of (Pipeline *pipeline)
{
  return annals_file_buffer_get_length (pipeline->buffer);
}

static AnnalsBuilder *
new_builder (Pipeline *pipeline)
{
  AnnalsBuilder *builder = annals_builder_new (pipeline->file);

  annals_builder_set_fallback_title (builder, pipeline->name);
  return builder;
}

/* The header: what the scanner has seen, with the inside of the big array left out. Where the array
 * is still open, it and what it stands in are closed. (transfer full) */
static char *
header_text (Pipeline *pipeline, gboolean is_whole)
{
  const char *data = data_of (pipeline);
  const GArray *gaps = annals_scanner_get_gaps (pipeline->scanner);
  guint64 at = pipeline->begin, end = annals_scanner_get_offset (pipeline->scanner);
  GString *text = g_string_new (NULL);

  /* Lines have none. */
  if (pipeline->is_lines)
    return g_string_free (text, FALSE);
  for (guint g = 0; g < gaps->len; g++)
    {
      const AnnalsScannedGap *gap = &g_array_index (gaps, AnnalsScannedGap, g);

      g_string_append_len (text, data + at, gap->begin - at);
      at = gap->end;
    }
  if (is_whole)
    g_string_append_len (text, data + at, end - at);
  else
    /* The elements' array is shut by its own path's depth, whatever has been read past it. */
    for (const char *path = annals_scanner_get_path (pipeline->scanner); path != NULL;)
      {
        const char *dot = strchr (path, '.');

        if (path == annals_scanner_get_path (pipeline->scanner))
          g_string_append_c (text, ']');
        if (*path != '\0')
          g_string_append_c (text, '}');
        path = dot != NULL ? dot + 1 : NULL;
      }
  return g_string_free (text, FALSE);
}

static gboolean
reader_has_path (const AnnalsReader *reader, const char *path)
{
  if (path == NULL)
    return reader->reads_lines;
  return reader->paths != NULL && g_strv_contains (reader->paths, path);
}

typedef struct
{
  AnnalsText *text;
  const AnnalsReader *reader;
} HeaderMend;

static void
header_mended_cb (AnnalsMend mend, gsize offset, const char *name, gpointer data)
{
  const HeaderMend *header = data;
  g_autofree char *message = NULL;

  if (mend == ANNALS_MEND_SAME_NAME && reader_has_path (header->reader, name))
    message = g_strdup_printf (_ ("The list “%s” stands more than once; each is read."), name);
  else
    message = annals_mend_to_text (mend, name);
  annals_builder_take_problem (
      header->text->builder,
      annals_problem_new (ANNALS_SEVERITY_WARNING,
                          annals_text_to_file_offset (header->text, offset), NULL, message));
}

/* Has the reader the header so far, or the whole of it: then its problems are told too. Returns
 * FALSE where events that were read have to be read again. */
static gboolean
open_header (Pipeline *pipeline,
             const AnnalsReader *reader,
             const char *header,
             JsonObject *object,
             gboolean is_whole)
{
  AnnalsText text = {
    .text = header,
    .length = strlen (header),
    .offset = pipeline->begin,
    .gaps = annals_scanner_get_gaps (pipeline->scanner),
    .builder = is_whole ? pipeline->builder : NULL,
  };
  AnnalsPlace root = annals_place_root (&text, object);
  gpointer previous = pipeline->reading != NULL ? pipeline->reading->context : NULL;
  gpointer context;

  annals_builder_clear_header (pipeline->builder);
  annals_builder_set_format_name (pipeline->builder, reader->name);
  if (is_whole && annals_scanner_header_needs_care (pipeline->scanner))
    {
      g_autofree char *copy = g_strdup (header);
      HeaderMend mend = { &text, reader };

      annals_slice_mend (copy, text.length, header_mended_cb, &mend);
    }
  context = reader->open (&root, pipeline->builder, previous);
  if (context == NULL && previous != NULL)
    return TRUE;

  g_clear_pointer (&pipeline->reading, annals_reading_unref);
  pipeline->reading = annals_reading_new (reader, context);
  annals_builder_set_details_func (pipeline->builder, annals_reading_load_details,
                                   annals_reading_ref (pipeline->reading), annals_reading_unref);
  return previous == NULL;
}

/* Whose file is it, by the header and a big array's first element (nullable)? A reader that knows
 * the file keeps later ones from an array in it that is not its own. */
static const AnnalsReader *
find_reader (Pipeline *pipeline, JsonNode *header, gboolean is_whole, const Candidate *candidate)
{
  g_autoptr (JsonNode) first
      = candidate != NULL
            ? annals_slice_parse_shortened (data_of (pipeline) + candidate->first.offset,
                                            candidate->first.length)
            : NULL;
  AnnalsSniff sniff = {
    .header
    = header != NULL && JSON_NODE_HOLDS_OBJECT (header) ? json_node_get_object (header) : NULL,
    .is_whole = is_whole,
    .path = candidate != NULL ? candidate->path : NULL,
    .first = first,
    .is_lines = candidate != NULL && candidate->path == NULL,
  };

  for (const AnnalsReader *const *reader = annals_readers; *reader != NULL; reader++)
    if ((*reader)->sniff (&sniff))
      return candidate == NULL || (*reader)->read_event == NULL
                     || reader_has_path (*reader, sniff.path)
                 ? *reader
                 : NULL;
  return NULL;
}

/* At the first batch of an array that may be the one. */
static void
decide (Pipeline *pipeline, const AnnalsScannedElement *first)
{
  g_autofree char *text = header_text (pipeline, FALSE);
  g_autoptr (JsonNode) header = *text != '\0' ? annals_slice_parse (text, strlen (text)) : NULL;
  Candidate candidate = { annals_scanner_get_path (pipeline->scanner), *first };
  const AnnalsReader *reader = find_reader (pipeline, header, FALSE, &candidate);

  if (reader == NULL || reader->read_event == NULL)
    {
      g_array_append_val (pipeline->candidates, candidate);
      annals_scanner_skip_array (pipeline->scanner);
      return;
    }
  annals_scanner_accept_array (pipeline->scanner, reader->details);
  open_header (pipeline, reader, text,
               header != NULL && JSON_NODE_HOLDS_OBJECT (header) ? json_node_get_object (header)
                                                                 : NULL,
               FALSE);
}

/* With the whole header, and what was skipped for want of it. */
static const AnnalsReader *
find_reader_late (Pipeline *pipeline, JsonNode *header)
{
  const AnnalsReader *reader = NULL;

  for (guint c = 0; c < pipeline->candidates->len && reader == NULL; c++)
    reader
        = find_reader (pipeline, header, TRUE, &g_array_index (pipeline->candidates, Candidate, c));
  return reader != NULL ? reader : find_reader (pipeline, header, TRUE, NULL);
}

static void
publish (Pipeline *pipeline)
{
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint n_events = annals_builder_get_n_events (pipeline->builder);

  if (pipeline->watch == NULL || pipeline->watch->published == NULL
      || n_events < pipeline->next_publication)
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
join (Pipeline *pipeline, gboolean all)
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
take_batch (Pipeline *pipeline)
{
  g_autoptr (GArray) elements = NULL;

  if (pipeline->reading == NULL)
    {
      elements = annals_scanner_take_batch (pipeline->scanner);
      decide (pipeline, &g_array_index (elements, AnnalsScannedElement, 0));
      if (pipeline->reading == NULL)
        return;
    }
  else
    elements = annals_scanner_take_batch (pipeline->scanner);
  annals_jobs_push (pipeline->jobs, pipeline->reading, data_of (pipeline),
                    g_steal_pointer (&elements));
  join (pipeline, FALSE);
}

static gboolean
read_more (Pipeline *pipeline, GError **error)
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
fail_syntax (Pipeline *pipeline, GError **error)
{
  guint64 offset;
  g_autofree char *message = annals_scanner_get_error (pipeline->scanner, data_of (pipeline),
                                                       length_of (pipeline), &offset);

  annals_format_set_error (error, ANNALS_FORMAT_ERROR_SYNTAX, data_of (pipeline),
                           length_of (pipeline), offset, message);
  return FALSE;
}

/* A line that is no JSON is left out as any bad element is; the first one decides for the file. */
static gboolean
leave_line_out (Pipeline *pipeline)
{
  guint64 offset;
  g_autofree char *reason = annals_scanner_get_error (pipeline->scanner, data_of (pipeline),
                                                      length_of (pipeline), &offset);
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
run_pass (Pipeline *pipeline, GError **error)
{
  for (;;)
    {
      AnnalsScanStatus status
          = pipeline->is_read
                ? annals_scanner_finish (pipeline->scanner, data_of (pipeline),
                                         length_of (pipeline))
                : annals_scanner_feed (pipeline->scanner, data_of (pipeline), length_of (pipeline));

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
run_again (Pipeline *pipeline, GError **error)
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
fail_not_timeline (Pipeline *pipeline, const char *reason, GError **error)
{
  guint64 at = pipeline->begin;
  const char *data = data_of (pipeline);

  while (at < length_of (pipeline) && g_ascii_isspace (data[at]))
    at++;
  annals_format_set_error (error, ANNALS_FORMAT_ERROR_NOT_TIMELINE, data, length_of (pipeline), at,
                           reason);
  return FALSE;
}

static gboolean
fail_format (Pipeline *pipeline, GError **error)
{
  g_autoptr (GString) message
      = g_string_new (_ ("this is JSON, but no timeline that Annals knows; it looked for"));
  const char *separator = " ";

  for (const AnnalsReader *const *reader = annals_readers; *reader != NULL; reader++)
    if ((*reader)->describe != NULL)
      {
        g_string_append_printf (message, "%s%s", separator, (*reader)->describe ());
        separator = "; ";
      }
  return fail_not_timeline (pipeline, message->str, error);
}

/* Is the file, by its whole header, none that can be shown? (transfer full): why; NULL: it can */
static char *
refuse (Pipeline *pipeline, const AnnalsReader *reader, JsonNode *header)
{
  AnnalsSniff sniff = {
    .header
    = header != NULL && JSON_NODE_HOLDS_OBJECT (header) ? json_node_get_object (header) : NULL,
    .is_whole = TRUE,
    .path = pipeline->candidates->len > 0 ? g_array_index (pipeline->candidates, Candidate, 0).path
                                          : NULL,
  };

  return reader->refuse != NULL ? reader->refuse (&sniff) : NULL;
}

/* The member where the list of events should be is missing or is no list. */
static void
check_array (Pipeline *pipeline, const char *header, JsonObject *object)
{
  AnnalsText text = {
    .text = header,
    .length = strlen (header),
    .offset = pipeline->begin,
    .builder = pipeline->builder,
  };
  AnnalsPlace root = annals_place_root (&text, object);
  const char *const *paths = pipeline->reading->reader->paths;

  if (object == NULL || paths == NULL || paths[0] == NULL
      || annals_scanner_get_gaps (pipeline->scanner)->len > 0
      || annals_builder_get_n_events (pipeline->builder) > 0)
    return;
  annals_json_problem (&root, paths[0], ANNALS_SEVERITY_ERROR, 0,
                       _ ("The file has no list “%s”, so it has no events."), paths[0]);
}

/* The events that stand elsewhere in the header, in a list or as the members of an object. */
static void
read_rest (Pipeline *pipeline, const char *header, const char *path)
{
  AnnalsText text = {
    .text = header,
    .length = strlen (header),
    .offset = pipeline->begin,
    .gaps = annals_scanner_get_gaps (pipeline->scanner),
  };
  g_auto (GStrv) names = g_strsplit (path, ".", 2);
  const AnnalsStep steps[] = { { names[0], 0 }, { names[1], 0 } };
  AnnalsBatch *batch;
  AnnalsSliceWalk walk;
  gsize first = 0, offset, length;
  guint64 first_in_file;

  if (!annals_slice_locate (header, text.length, steps, names[1] != NULL ? 2 : 1, FALSE, &first))
    return;
  /* No gap is within: the array that was cut out is another one. */
  first_in_file = annals_text_to_file_offset (&text, first);
  batch = annals_batch_new ();
  annals_slice_walk_init (&walk, header, text.length, first);
  while (annals_slice_walk_next (&walk, &offset, &length)
         && !g_cancellable_is_cancelled (pipeline->cancellable))
    {
      g_autoptr (JsonNode) node = annals_slice_parse (header + offset, length);

      annals_reading_read_element (pipeline->reading, batch, path, header + offset, length,
                                   first_in_file + (offset - first), node);
      annals_builder_join_and_reset (pipeline->builder, batch);
    }
  annals_batch_free (batch);
}

/* Applies the whole header. FALSE where the events that were read have to be read again. */
static gboolean
apply_header (Pipeline *pipeline, const AnnalsReader *reader, gboolean is_whole)
{
  g_autofree char *text = header_text (pipeline, TRUE);
  g_autoptr (JsonNode) header = annals_slice_parse (text, strlen (text));
  JsonObject *object
      = header != NULL && JSON_NODE_HOLDS_OBJECT (header) ? json_node_get_object (header) : NULL;

  if (!open_header (pipeline, reader, text, object, is_whole))
    return FALSE;
  if (!is_whole)
    return TRUE;
  for (const char *const *path = reader->rest; path != NULL && *path != NULL; path++)
    read_rest (pipeline, text, *path);
  check_array (pipeline, text, object);
  return TRUE;
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
finish_header (Pipeline *pipeline, GError **error)
{
  if (pipeline->reading == NULL)
    {
      g_autofree char *text = header_text (pipeline, TRUE);
      g_autoptr (JsonNode) header = annals_slice_parse (text, strlen (text));
      const AnnalsReader *reader = find_reader_late (pipeline, header);
      g_autofree char *reason = reader != NULL ? refuse (pipeline, reader, header) : NULL;

      /* A single line of lines is a single value. */
      if (reader == NULL && !pipeline->is_lines && header != NULL && any_reads_lines ())
        {
          pipeline->is_lines = TRUE;
          if (!run_again (pipeline, NULL)
              && g_cancellable_set_error_if_cancelled (pipeline->cancellable, error))
            return FALSE;
        }
      if (reader == NULL && pipeline->reading == NULL)
        return fail_format (pipeline, error);
      if (reason != NULL)
        return fail_not_timeline (pipeline, reason, error);
      if (reader != NULL)
        {
          apply_header (pipeline, reader, FALSE);
          if (!run_again (pipeline, error))
            return FALSE;
        }
    }
  if (apply_header (pipeline, pipeline->reading->reader, TRUE))
    return TRUE;
  return run_again (pipeline, error) && apply_header (pipeline, pipeline->reading->reader, TRUE);
}

/* UTF-16 and UTF-32 show by their marks, or by the zeros that ASCII has in them. */
static gboolean
check_encoding (Pipeline *pipeline, GError **error)
{
  const guint8 *data = (const guint8 *)data_of (pipeline);
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
collect_paths (Pipeline *pipeline)
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
begin (Pipeline *pipeline, GError **error)
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
fail_empty (Pipeline *pipeline, GError **error)
{
  g_clear_error (error);
  annals_format_set_error (
      error, ANNALS_FORMAT_ERROR_EMPTY, data_of (pipeline), length_of (pipeline), 0,
      length_of (pipeline) == 0 ? _ ("the file is empty")
                                : _ ("the file holds nothing but white space"));
  return FALSE;
}

/* Is all that is wrong that the file has a value a line? */
static gboolean
may_be_lines (Pipeline *pipeline)
{
  return pipeline->reading == NULL && any_reads_lines ()
         && annals_scanner_error_is_second_root (pipeline->scanner);
}

/* Takes the file for lines. Where not even the first is one, or nobody knows such lines, the reason
 * why it is no single value stands: that is in `error` already. */
static gboolean
run_lines (Pipeline *pipeline, GError **error)
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
run (Pipeline *pipeline, GError **error)
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
  g_auto (Pipeline) pipeline = {
    .buffer = buffer,
    .file = file,
    .name = name,
    .watch = watch,
    .cancellable = cancellable,
    .next_publication = ANNALS_FIRST_PUBLICATION,
  };
  g_autoptr (GBytes) bytes = NULL;

  collect_paths (&pipeline);
  pipeline.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  pipeline.jobs = annals_jobs_new ();
  pipeline.builder = new_builder (&pipeline);
  if (!run (&pipeline, error))
    return NULL;

  bytes = annals_file_buffer_get_bytes (buffer);
  annals_builder_set_bytes (pipeline.builder, bytes);
  return annals_builder_publish (pipeline.builder, TRUE);
}
