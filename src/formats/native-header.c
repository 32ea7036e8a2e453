/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The native format's header: what the timeline is, its tracks, its sources. */
#include "formats/native-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/native-shape.h"
#include "time/edtf.h"

gboolean
annals_native_is_julian (const AnnalsPlace *place, gboolean fallback)
{
  const char *calendar = annals_json_get_string (place, "calendar");

  if (calendar == NULL)
    return fallback;
  if (strcmp (calendar, "julian") == 0)
    return TRUE;
  if (strcmp (calendar, "gregorian") == 0)
    return FALSE;
  annals_json_problem (place, "calendar", ANNALS_SEVERITY_WARNING, 0,
                       _ ("“%s” is no calendar that Annals knows; it knows gregorian and julian."),
                       calendar);
  return fallback;
}

/* 0xRRGGBB, or -1. */
static int
read_color (const AnnalsPlace *place)
{
  const char *color = annals_json_get_string (place, "color");

  if (color == NULL)
    return -1;
  if (annals_shape_is_color (color))
    return strtol (color + 1, NULL, 16);
  annals_json_problem (
      place, "color", ANNALS_SEVERITY_WARNING, 0,
      _ ("“%s” is no colour of the form #RRGGBB; the track takes the next of the palette."), color);
  return -1;
}

static void
read_tracks (const AnnalsPlace *root, AnnalsBuilder *builder)
{
  JsonArray *tracks = annals_json_get_array (root, "tracks");
  AnnalsPlace array_place = annals_place_member (root, "tracks");
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; tracks != NULL && i < json_array_get_length (tracks); i++)
    {
      AnnalsPlace place;
      g_autofree char *id = NULL;
      const char *title;

      if (!annals_json_enter_element (&array_place, tracks, i, &place))
        continue;
      id = annals_json_dup_id (&place, "id");
      if (id == NULL)
        {
          annals_json_problem (&place, NULL, ANNALS_SEVERITY_WARNING, 0,
                               _ ("A track has no “id”; it is left out."));
          continue;
        }
      if (!g_hash_table_add (ids, g_strdup (id)))
        {
          annals_json_problem (&place, "id", ANNALS_SEVERITY_WARNING, 0,
                               _ ("A second track has the id “%s”; it is left out."), id);
          continue;
        }
      title = annals_json_get_string (&place, "title");
      annals_builder_add_track (builder, id, title != NULL && *title != '\0' ? title : id,
                                annals_json_get_string (&place, "description"), read_color (&place),
                                annals_json_get_string (&place, "parent"),
                                annals_json_get_boolean (&place, "folded", FALSE));
    }
}

/* "Family, Given; …" */
static char *
read_authors (const AnnalsPlace *source)
{
  JsonArray *authors;
  AnnalsPlace array_place = annals_place_member (source, "author");
  g_autoptr (GString) names = g_string_new (NULL);

  if (!annals_json_has (source, "author"))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (json_object_get_member (source->object, "author")))
    return g_strdup (annals_json_get_string (source, "author"));

  authors = annals_json_get_array (source, "author");
  for (guint i = 0; authors != NULL && i < json_array_get_length (authors); i++)
    {
      AnnalsPlace place;
      const char *literal, *family, *given;

      if (!annals_json_enter_element (&array_place, authors, i, &place))
        continue;
      literal = annals_json_get_string (&place, "literal");
      family = annals_json_get_string (&place, "family");
      given = annals_json_get_string (&place, "given");
      if (literal == NULL && family == NULL && given == NULL)
        continue;
      if (names->len > 0)
        g_string_append (names, "; ");
      if (literal != NULL)
        g_string_append (names, literal);
      else if (family == NULL)
        g_string_append (names, given);
      else
        {
          g_string_append (names, family);
          if (given != NULL)
            g_string_append_printf (names, ", %s", given);
        }
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* One of CSL's date-parts, [2018, 6, 12] with numbers or texts, as EDTF; NULL where it is none. */
static char *
date_parts_to_edtf (JsonNode *node)
{
  JsonArray *parts = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 values[3] = { 0 };
  guint n = parts != NULL ? MIN (json_array_get_length (parts), 3) : 0;
  g_autofree char *year = NULL;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *part = json_array_get_element (parts, i);

      if (!JSON_NODE_HOLDS_VALUE (part))
        return NULL;
      if (json_node_get_value_type (part) != G_TYPE_STRING)
        values[i] = json_node_get_int (part);
      else if (!g_ascii_string_to_signed (json_node_get_string (part), 10, -99999, 99999,
                                          &values[i], NULL))
        return NULL;
    }
  if (n == 0 || values[0] < -99999 || values[0] > 99999)
    return NULL;

  year = annals_year_to_edtf (values[0]);
  if (n == 1 || values[1] < 1 || values[1] > 12)
    return g_steal_pointer (&year);
  if (n == 2 || values[2] < 1 || values[2] > 31)
    return g_strdup_printf ("%s-%02d", year, (int)values[1]);
  return g_strdup_printf ("%s-%02d-%02d", year, (int)values[1], (int)values[2]);
}

/* A CSL date: an EDTF string, or an object with date-parts, or with words. */
static char *
read_csl_date (const AnnalsPlace *source, const char *name)
{
  AnnalsPlace place;
  JsonArray *ranges;
  g_autofree char *begin = NULL, *end = NULL;
  const char *words;

  if (!annals_json_has (source, name))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (json_object_get_member (source->object, name)))
    return annals_json_dup_id (source, name);
  if (!annals_json_enter_member (source, name, &place))
    return NULL;

  ranges = annals_json_get_array (&place, "date-parts");
  if (ranges != NULL && json_array_get_length (ranges) > 0)
    begin = date_parts_to_edtf (json_array_get_element (ranges, 0));
  if (ranges != NULL && json_array_get_length (ranges) > 1)
    end = date_parts_to_edtf (json_array_get_element (ranges, 1));
  if (begin != NULL)
    return end != NULL ? g_strdup_printf ("%s/%s", begin, end) : g_steal_pointer (&begin);

  words = annals_json_get_string (&place, "literal");
  if (words == NULL)
    words = annals_json_get_string (&place, "raw");
  if (words == NULL)
    annals_json_problem (source, name, ANNALS_SEVERITY_WARNING, 0,
                         _ ("“%s” has no “date-parts” that can be read; it is ignored."), name);
  return g_strdup (words);
}

static AnnalsSource *
read_source (const AnnalsPlace *place, char *id)
{
  AnnalsSource *source = g_new0 (AnnalsSource, 1);
  AnnalsPlace custom;

  source->id = id;
  source->type = g_strdup (annals_json_get_string (place, "type"));
  source->title = g_strdup (annals_json_get_string (place, "title"));
  source->author = read_authors (place);
  source->container_title = g_strdup (annals_json_get_string (place, "container-title"));
  source->publisher = g_strdup (annals_json_get_string (place, "publisher"));
  source->issued = read_csl_date (place, "issued");
  source->accessed = read_csl_date (place, "accessed");
  source->page = annals_json_dup_id (place, "page");
  source->doi = g_strdup (annals_json_get_string (place, "DOI"));
  source->url = g_strdup (annals_json_get_string (place, "URL"));
  source->was_read = -1;
  if (annals_json_enter_member (place, "custom", &custom) && annals_json_has (&custom, "read"))
    source->was_read = annals_json_get_boolean (&custom, "read", FALSE);
  return source;
}

static void
read_sources (const AnnalsPlace *root, AnnalsBuilder *builder)
{
  JsonArray *sources = annals_json_get_array (root, "sources");
  AnnalsPlace array_place = annals_place_member (root, "sources");

  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    {
      AnnalsPlace place;
      char *id;

      if (!annals_json_enter_element (&array_place, sources, i, &place))
        continue;
      id = annals_json_dup_id (&place, "id");
      if (id == NULL)
        annals_json_problem (&place, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("A source has no “id”; it is left out."));
      else if (!annals_builder_add_source (builder, read_source (&place, id)))
        annals_json_problem (&place, "id", ANNALS_SEVERITY_WARNING, 0,
                             _ ("A second source has this id; it is left out."));
    }
}

/* An EDTF date of the root; FALSE and a problem where it is none. */
static const char *
read_root_date (const AnnalsPlace *root, const char *name, AnnalsSpan *span)
{
  const char *date = annals_json_get_string (root, name);
  g_autoptr (GError) error = NULL;
  guint column = 0;

  if (date == NULL || annals_edtf_parse (date, -1, span, NULL, &column, &error))
    return date;
  annals_json_problem (root, name, ANNALS_SEVERITY_WARNING, column,
                       _ ("“%s” cannot be read as a date: %s. It is ignored."), name,
                       error->message);
  return NULL;
}

static void
check_version (const AnnalsPlace *root)
{
  const char *format = annals_json_get_string (root, "format");

  if (format != NULL && strcmp (format, "annals-1") != 0)
    annals_json_problem (
        root, "format", ANNALS_SEVERITY_WARNING, 0,
        _ ("The file is of the format “%s”; Annals reads of it what annals-1 has."), format);
}

gpointer
annals_native_open (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  AnnalsNative *native;
  AnnalsSpan span = ANNALS_SPAN_INIT_UNDATED;
  gboolean is_julian = annals_native_is_julian (root, FALSE);
  const char *title, *as_of;

  check_version (root);
  title = annals_json_get_string (root, "title");
  annals_builder_set_title (builder, title != NULL && *title != '\0' ? title : NULL);
  annals_builder_set_description (builder, annals_json_get_string (root, "description"));
  annals_builder_set_id (builder, annals_json_get_string (root, "id"));
  annals_builder_set_language (builder, annals_json_get_string (root, "language"));

  as_of = read_root_date (root, "asOf", &span);
  if (as_of != NULL && isfinite (span.begin_min))
    annals_builder_set_as_of (builder, as_of, &span);
  if (read_root_date (root, "view", &span) != NULL)
    annals_builder_set_view (builder, &span);
  read_tracks (root, builder);
  read_sources (root, builder);

  if (previous != NULL && ((const AnnalsNative *)previous)->is_julian == is_julian)
    return NULL;
  native = g_new0 (AnnalsNative, 1);
  native->is_julian = is_julian;
  return native;
}
