/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timesketch: an event a line, or an array of them. FORMAT: Timesketch JSON Lines. */
#include "formats/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/content-id.h"
#include "formats/slice.h"
#include "time/calendar.h"
#include "time/edtf.h"

/* Microseconds that stay within years of four digits; the columns' EDTF needs no others. */
#define MICROSECONDS_MIN (-62167219200 * 1000000)
#define MICROSECONDS_END (253402300800 * 1000000)

static const char *
describe (void)
{
  return _ ("“timestamp_desc” (Timesketch)");
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  return sniffed->first != NULL && JSON_NODE_HOLDS_OBJECT (sniffed->first)
         && json_object_has_member (json_node_get_object (sniffed->first), "timestamp_desc");
}

static gpointer
open_header (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  /* Nothing stands beside the events. */
  return NULL;
}

/* "2015-07-24 19:01:01+0000" to "2015-07-24T19:01:01+00:00": a space for the T, a zone without its
 * colon and small letters are read gladly, and without a zone it is UTC. (transfer full) */
static char *
datetime_to_edtf (const char *datetime)
{
  g_autoptr (GString) date = g_string_new (datetime);
  const char *zone;
  gsize length;

  g_strstrip (date->str);
  date->len = strlen (date->str);
  if (date->len > 10 && (date->str[10] == ' ' || date->str[10] == 't'))
    date->str[10] = 'T';
  if (date->len <= 10 || date->str[10] != 'T')
    return g_strdup (date->str);
  if (date->str[date->len - 1] == 'z')
    date->str[date->len - 1] = 'Z';

  zone = strpbrk (date->str + 11, "Z+-");
  if (zone == NULL)
    g_string_append_c (date, 'Z');
  else if (*zone != 'Z')
    {
      length = strlen (zone);
      if (length == 5 && strchr (zone, ':') == NULL)
        g_string_insert_c (date, date->len - 2, ':');
    }
  return g_strdup (date->str);
}

/* No more digits of the second than say something, since the unit is the file's, not the event's.
 * (transfer full) (nullable) */
static char *
microseconds_to_edtf (gint64 microseconds)
{
  gint64 second, fraction;
  AnnalsCivil civil;
  g_autoptr (GString) date = g_string_new (NULL);

  if (microseconds < MICROSECONDS_MIN || microseconds >= MICROSECONDS_END)
    return NULL;
  second = microseconds / 1000000;
  fraction = microseconds % 1000000;
  if (fraction < 0)
    {
      second--;
      fraction += 1000000;
    }
  civil = annals_civil_from_instant ((double)second);
  g_string_printf (date, "%04d-%02d-%02dT%02d:%02d:%02d", (int)civil.year, civil.month, civil.day,
                   civil.hour, civil.minute, civil.second);
  if (fraction % 1000 != 0)
    g_string_append_printf (date, ".%06d", (int)fraction);
  else if (fraction != 0)
    g_string_append_printf (date, ".%03d", (int)(fraction / 1000));
  g_string_append_c (date, 'Z');
  return g_strdup (date->str);
}

/* A number, or the digits of one in a text. */
static gboolean
read_timestamp (const AnnalsPlace *place, gint64 *microseconds)
{
  JsonNode *node = json_object_get_member (place->object, "timestamp");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64,
                                     microseconds, NULL);
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      double value = json_node_get_double (node);

      if (!(value > -9e18 && value < 9e18))
        return FALSE;
      *microseconds = (gint64)value;
      return TRUE;
    }
  *microseconds = json_node_get_int (node);
  return json_node_get_value_type (node) == G_TYPE_INT64;
}

/* `datetime` where it is a date, else `timestamp`. tells: what is wrong with them becomes a
 * problem. (transfer full) (nullable) */
static char *
read_date (const AnnalsPlace *place, AnnalsSpan *span, gboolean *is_timestamp)
{
  const char *datetime = annals_json_get_string (place, "datetime");
  g_autofree char *date = NULL;
  g_autoptr (GError) error = NULL;
  gint64 microseconds;

  *is_timestamp = FALSE;
  if (datetime != NULL)
    {
      date = datetime_to_edtf (datetime);
      if (annals_edtf_parse (date, -1, span, NULL, NULL, &error))
        return g_steal_pointer (&date);
      g_clear_pointer (&date, g_free);
    }
  if (read_timestamp (place, &microseconds))
    date = microseconds_to_edtf (microseconds);
  *is_timestamp = date != NULL && annals_edtf_parse (date, -1, span, NULL, NULL, NULL);
  if (*is_timestamp)
    {
      if (error != NULL)
        annals_json_problem (place, "datetime", ANNALS_SEVERITY_WARNING, 0,
                             _ ("“%s” is no date: %s. The date is taken from “timestamp”."),
                             datetime, error->message);
      return g_steal_pointer (&date);
    }
  if (error != NULL)
    annals_json_problem (place, "datetime", ANNALS_SEVERITY_ERROR, 0,
                         _ ("“%s” is no date: %s. The event is left undated."), datetime,
                         error->message);
  else if (annals_json_has (place, "timestamp"))
    annals_json_problem (place, "timestamp", ANNALS_SEVERITY_ERROR, 0,
                         _ ("“timestamp” is no number of microseconds within the years 0 to 9999; "
                            "the event is left undated."));
  return NULL;
}

/* Tags are a list, or one text. */
static void
read_tags (const AnnalsPlace *place, AnnalsBatch *batch, AnnalsEventDetails *details)
{
  JsonNode *node = json_object_get_member (place->object, "tag");
  AnnalsPlace array_place = annals_place_member (place, "tag");
  JsonArray *tags = NULL;
  gboolean is_text = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                     && json_node_get_value_type (node) == G_TYPE_STRING;
  guint n = 1;

  if (node == NULL)
    return;
  if (!is_text)
    {
      tags = annals_json_get_array (place, "tag");
      n = tags != NULL ? json_array_get_length (tags) : 0;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tag = is_text ? json_node_dup_string (node)
                                     : annals_json_dup_element_id (&array_place, tags, i);

      if (tag == NULL || *tag == '\0')
        continue;
      if (batch != NULL)
        annals_batch_add_term (batch, ANNALS_TERM_TAG, tag);
      else
        g_ptr_array_add (details->tags, g_steal_pointer (&tag));
    }
}

static void
read_event (gconstpointer context, const AnnalsPlace *place)
{
  AnnalsEventRow row = {
    .span = ANNALS_SPAN_INIT_UNDATED,
    .importance = ANNALS_IMPORTANCE_STANDARD,
    .offset = place->text->offset,
    .length = place->text->length,
    .text = place->text->text,
    .has_made_id = TRUE,
  };
  const char *message = annals_json_get_string (place, "message");
  gboolean is_timestamp;
  g_autofree char *date = read_date (place, &row.span, &is_timestamp);
  g_autofree char *id = NULL;

  row.track = annals_json_get_string (place, "timestamp_desc");
  if (row.track != NULL && *row.track == '\0')
    row.track = NULL;
  row.date = date;
  row.title = message != NULL ? message : row.track;
  if (row.title == NULL)
    {
      annals_json_problem (place, NULL, ANNALS_SEVERITY_ERROR, 0,
                           _ ("The event has no “message”; it is left out."));
      return;
    }
  id = annals_content_id (row.title, date, row.track);
  row.id = id;
  annals_batch_add_event (place->text->batch, &row);
  read_tags (place, place->text->batch, NULL);
}

/* A text bare, all else as the file writes it. (transfer full) */
static char *
dup_member (const AnnalsPlace *place, const char *name, JsonNode *node)
{
  const AnnalsText *text = place->text;
  const AnnalsStep step = { name, 0 };
  gsize offset = 0;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (annals_slice_locate (text->text, text->length, &step, 1, FALSE, &offset))
    return g_strndup (text->text + offset,
                      annals_slice_get_value_length (text->text, text->length, offset));
  return g_strdup ("");
}

static void
read_details (gconstpointer context,
              const AnnalsPlace *places,
              guint n_places,
              AnnalsEventDetails *details)
{
  static const char *const shown[] = { "message", "datetime", "timestamp_desc", "tag", NULL };
  const AnnalsPlace *place = &places[0];
  AnnalsSpan span;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean is_timestamp;

  details->date = read_date (place, &span, &is_timestamp);
  read_tags (place, NULL, details);
  json_object_iter_init_ordered (&iter, place->object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      gboolean is_told = g_strv_contains (shown, name);
      AnnalsField *field;

      /* What became no date is told as it stands. */
      if (strcmp (name, "datetime") == 0)
        is_told = details->date != NULL && !is_timestamp;
      else if (strcmp (name, "timestamp") == 0)
        is_told = is_timestamp;
      if (is_told)
        continue;
      field = annals_event_details_add_field (details);
      field->name = g_strdup (name);
      field->value = dup_member (place, name, node);
    }
}

static const char *const paths[] = { "", NULL };

const AnnalsReader annals_timesketch_reader = {
  .name = "timesketch",
  .describe = describe,
  .paths = paths,
  .reads_lines = TRUE,
  .sniff = sniff,
  .open = open_header,
  .read_event = read_event,
  .read_details = read_details,
};
