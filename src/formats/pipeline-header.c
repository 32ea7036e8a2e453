/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline's header: whose file it is, and what it says outside its big array. */
#include "formats/pipeline-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/slice.h"

/* Of a file that nobody knows, so many names are told, each of so many characters. */
#define NAMES_MAX 4
#define NAME_LENGTH_MAX 30

/* The header: what the scanner has seen, with the inside of the big array left out. Where the array
 * is still open, it and what it stands in are closed. (transfer full) */
static char *
header_text (AnnalsPipeline *pipeline, gboolean is_whole)
{
  const char *data = annals_pipeline_get_data (pipeline);
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
    {
      g_auto (GStrv) names = g_strsplit (annals_scanner_get_path (pipeline->scanner), ".", 0);

      /* The elements' array is shut by its own path's depth, whatever has been read past it. */
      g_string_append_c (text, text->str[text->len - 1] == '[' ? ']' : '}');
      for (char **name = names; *name != NULL && strcmp (*name, "*") != 0; name++)
        g_string_append_c (text, '}');
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
open_header (AnnalsPipeline *pipeline,
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
      HeaderMend mend = { &text, reader };

      annals_slice_foreach_mend (header, text.length, header_mended_cb, &mend);
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

/* (transfer none) (nullable) */
static JsonObject *
get_object (JsonNode *header)
{
  return header != NULL && JSON_NODE_HOLDS_OBJECT (header) ? json_node_get_object (header) : NULL;
}

/* Whose file is it, by the header and a big array's first element (nullable)? A reader that knows
 * the file keeps later ones from an array in it that is not its own. */
static const AnnalsReader *
find_reader (AnnalsPipeline *pipeline,
             JsonNode *header,
             gboolean is_whole,
             const AnnalsCandidate *candidate)
{
  g_autoptr (JsonNode) first
      = candidate != NULL ? annals_slice_parse_shortened (
            annals_pipeline_get_data (pipeline) + candidate->first.offset, candidate->first.length)
                          : NULL;
  AnnalsSniff sniff = {
    .header = get_object (header),
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

void
annals_pipeline_decide (AnnalsPipeline *pipeline, const AnnalsScannedElement *first)
{
  g_autofree char *text = header_text (pipeline, FALSE);
  g_autoptr (JsonNode) header = *text != '\0' ? annals_slice_parse (text, strlen (text)) : NULL;
  AnnalsCandidate candidate = { annals_scanner_get_path (pipeline->scanner), *first };
  const AnnalsReader *reader = find_reader (pipeline, header, FALSE, &candidate);

  if (reader == NULL || reader->read_event == NULL)
    {
      g_array_append_val (pipeline->candidates, candidate);
      annals_scanner_skip_array (pipeline->scanner);
      return;
    }
  annals_scanner_accept_array (pipeline->scanner, reader->details);
  open_header (pipeline, reader, text, get_object (header), FALSE);
}

static const AnnalsReader *
find_reader_late (AnnalsPipeline *pipeline, JsonNode *header)
{
  const AnnalsReader *reader = NULL;

  for (guint c = 0; c < pipeline->candidates->len && reader == NULL; c++)
    reader = find_reader (pipeline, header, TRUE,
                          &g_array_index (pipeline->candidates, AnnalsCandidate, c));
  return reader != NULL ? reader : find_reader (pipeline, header, TRUE, NULL);
}

static char *
refuse (AnnalsPipeline *pipeline, const AnnalsReader *reader, JsonNode *header)
{
  AnnalsSniff sniff = {
    .header = get_object (header),
    .is_whole = TRUE,
    .path = pipeline->candidates->len > 0
                ? g_array_index (pipeline->candidates, AnnalsCandidate, 0).path
                : NULL,
  };

  return reader->refuse != NULL ? reader->refuse (&sniff) : NULL;
}

const AnnalsReader *
annals_pipeline_decide_late (AnnalsPipeline *pipeline, gboolean *is_value, char **refusal)
{
  g_autofree char *text = header_text (pipeline, TRUE);
  g_autoptr (JsonNode) header = annals_slice_parse (text, strlen (text));
  const AnnalsReader *reader = find_reader_late (pipeline, header);

  *is_value = header != NULL;
  *refusal = reader != NULL ? refuse (pipeline, reader, header) : NULL;
  return reader;
}

/* The member where the list of events should be is missing or is no list. */
static void
check_array (AnnalsPipeline *pipeline, const char *header, JsonObject *object)
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
read_rest (AnnalsPipeline *pipeline, const char *header, const char *path)
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
  AnnalsSliceIter iter;
  gsize first = 0;
  guint64 first_in_file;

  if (!annals_slice_locate (header, text.length, steps, names[1] != NULL ? 2 : 1, FALSE, &first)
      || (header[first] != '[' && header[first] != '{'))
    return;
  /* No gap is within: the array that was cut out is another one. */
  first_in_file = annals_text_to_file_offset (&text, first);
  batch = annals_batch_new ();
  annals_slice_iter_init (&iter, header + first, text.length - first);
  while (annals_slice_iter_next (&iter) && !g_cancellable_is_cancelled (pipeline->cancellable))
    {
      g_autoptr (JsonNode) node = annals_slice_parse (iter.value, iter.value_length);
      AnnalsText element = { .text = iter.value,
                             .length = iter.value_length,
                             .offset = first_in_file + (iter.value - header - first),
                             .batch = batch };

      annals_reading_read_element (pipeline->reading, &element, path, node);
      annals_builder_join_and_reset (pipeline->builder, batch);
    }
  annals_batch_free (batch);
}

/* A name from the file, fit for a sentence. */
static void
append_name (GString *text, const char *prefix, const char *name)
{
  g_autofree char *start
      = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_LENGTH_MAX));

  for (char *at = start; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  g_string_append_printf (text, "%s“%s%s%s”", text->len > 0 ? ", " : "", prefix, start,
                          strlen (start) < strlen (name) ? "…" : "");
}

static void
append_names (GString *text, const char *prefix, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  guint n = 0;

  for (GList *name = names; name != NULL && n < NAMES_MAX; name = name->next, n++)
    append_name (text, prefix, name->data);
}

char *
annals_pipeline_tell_members (AnnalsPipeline *pipeline)
{
  GString *text = g_string_new (NULL);

  /* A file of one value was looked at as a line too: then the root is the last of them. */
  for (guint c = 0; c < pipeline->candidates->len && text->len == 0; c++)
    {
      const AnnalsCandidate *candidate = &g_array_index (pipeline->candidates, AnnalsCandidate, c);
      g_autoptr (JsonNode) first = annals_slice_parse_shortened (
          annals_pipeline_get_data (pipeline) + candidate->first.offset, candidate->first.length);
      g_autofree char *prefix
          = candidate->path != NULL ? g_strconcat (candidate->path, "[].", NULL) : g_strdup ("");

      if (get_object (first) != NULL)
        append_names (text, prefix, get_object (first));
    }
  if (text->len == 0)
    {
      g_autofree char *whole = header_text (pipeline, TRUE);
      g_autoptr (JsonNode) header = annals_slice_parse (whole, strlen (whole));

      if (get_object (header) != NULL)
        append_names (text, "", get_object (header));
    }
  return g_string_free (text, text->len == 0);
}

void
annals_pipeline_open_late (AnnalsPipeline *pipeline, const AnnalsReader *reader)
{
  g_autofree char *text = header_text (pipeline, TRUE);
  g_autoptr (JsonNode) header = annals_slice_parse (text, strlen (text));

  open_header (pipeline, reader, text, get_object (header), FALSE);
}

gboolean
annals_pipeline_apply_header (AnnalsPipeline *pipeline)
{
  const AnnalsReader *reader = pipeline->reading->reader;
  g_autofree char *text = header_text (pipeline, TRUE);
  g_autoptr (JsonNode) header = annals_slice_parse (text, strlen (text));
  JsonObject *object = get_object (header);

  if (!open_header (pipeline, reader, text, object, TRUE))
    return FALSE;
  for (const char *const *path = reader->rest; path != NULL && *path != NULL; path++)
    read_rest (pipeline, text, *path);
  check_array (pipeline, text, object);
  return TRUE;
}
