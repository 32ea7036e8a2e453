/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPARQL results, and the rules for rows of any query's table. FORMAT: SPARQL results.
 *
 * A row is an event, or a part of one: rows that agree in entity and dates are joined by the model.
 */
#include "formats/sparql-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/content-id.h"
#include "time/edtf.h"

/* Parts of a column's name, in small letters, that say what its values are. */
static const char *const place_words[]
    = { "place", "location", "country", "city", "town", "region", "venue", NULL };
static const char *const actor_words[]
    = { "person",   "people",   "actor",    "participant", "author",  "creator",
        "director", "organi",   "perform",  "leader",      "command", "founde",
        "inventor", "discover", "victim",   "perpetrator", "artist",  "architect",
        "composer", "winner",   "signator", "belligerent", NULL };

/* A row under the reader's eyes. */
typedef struct
{
  const AnnalsPlace *place;
  const AnnalsColumnRoles *roles;
  char *date; /* owned; EDTF; NULL: undated */
  AnnalsSpan span;
  gboolean has_begin, has_end; /* is said by the date */
} Row;

static void
row_clear (Row *row)
{
  g_free (row->date);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* FALSE where the row has no such value. name: (nullable) */
static gboolean
get_cell (const Row *row, const char *name, AnnalsCell *cell)
{
  return name != NULL && annals_cell_read (json_object_get_member (row->place->object, name), cell);
}

static const char *
get_text (const Row *row, const char *name)
{
  AnnalsCell cell;

  return get_cell (row, name, &cell) && !cell.is_unknown && *cell.text != '\0' ? cell.text : NULL;
}

/* One end of the date: EDTF; "" where it is known that nobody knows it; NULL where nothing is said,
 * or nothing that can be read, which is told. (transfer full) */
static char *
read_end (const Row *row, const char *name, const char *precision_name)
{
  AnnalsCell cell, precision;
  AnnalsSpan span;
  g_autoptr (GError) error = NULL;
  g_autofree char *date = NULL;
  gint64 number = -1;

  if (!get_cell (row, name, &cell))
    return NULL;
  if (cell.is_unknown)
    return g_strdup ("");
  if (!get_cell (row, precision_name, &precision)
      || !g_ascii_string_to_signed (precision.text, 10, 0, 14, &number, NULL))
    number = -1;
  date = annals_cell_date_to_edtf (&cell, number);
  if (date != NULL && annals_edtf_parse (date, -1, &span, NULL, NULL, &error))
    return g_steal_pointer (&date);
  if (date == NULL)
    annals_json_problem (row->place, name, ANNALS_SEVERITY_ERROR, 0,
                         _ ("“%s” is no date as SPARQL results have it; it is left out."),
                         cell.text);
  else
    annals_json_problem (row->place, name, ANNALS_SEVERITY_ERROR, 0,
                         _ ("“%s” is no date: %s. It is left out."), cell.text, error->message);
  return NULL;
}

static void
read_dates (Row *row)
{
  const AnnalsColumnRoles *roles = row->roles;
  g_autofree char *begin = read_end (row, roles->begin, roles->begin_precision);
  g_autofree char *end = read_end (row, roles->end, roles->end_precision);
  g_autofree char *both = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;
  gboolean is_begin = begin != NULL && *begin != '\0', is_end = end != NULL && *end != '\0';

  row->span = undated;
  if (!is_begin && !is_end)
    return;
  /* An end that is not said leaves a moment; one that is unknown, an interval. */
  if (end == NULL)
    both = g_strdup (begin);
  else
    both = g_strdup_printf ("%s/%s", begin != NULL ? begin : "", end);
  if (annals_edtf_parse (both, -1, &row->span, NULL, NULL, &error))
    {
      row->date = g_steal_pointer (&both);
      row->has_begin = begin != NULL;
      row->has_end = end != NULL;
      return;
    }
  annals_json_problem (row->place, roles->end, ANNALS_SEVERITY_WARNING, 0,
                       _ ("“%s” is no date: %s. The begin alone is taken."), both, error->message);
  if (is_begin && annals_edtf_parse (begin, -1, &row->span, NULL, NULL, NULL))
    {
      row->date = g_steal_pointer (&begin);
      row->has_begin = TRUE;
    }
}

static gboolean
get_entity (const Row *row, AnnalsCell *cell)
{
  return get_cell (row, row->roles->entity, cell) && !cell->is_unknown && *cell->text != '\0'
         && !annals_cell_is_statement (cell);
}

/* The part behind the last / of an entity of Wikidata, since everybody knows it by that; another's
 * whole address. */
static const char *
name_entity (const AnnalsCell *cell)
{
  if (annals_cell_is_entity (cell) && strstr (cell->text, "wikidata.org/") != NULL)
    return strrchr (cell->text, '/') + 1;
  return cell->text;
}

/* Where the title's own column has none: a name of the entity in another language, or the first
 * text that is of any. */
static const char *
find_other_title (const Row *row)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, row->place->object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      AnnalsCell cell;

      if (g_strcmp0 (name, row->roles->summary) != 0 && annals_cell_read (node, &cell)
          && cell.has_language && *cell.text != '\0')
        return cell.text;
    }
  return NULL;
}

static const char *
get_title (const Row *row)
{
  const char *title = get_text (row, row->roles->title);
  AnnalsCell entity;

  if (title == NULL)
    title = find_other_title (row);
  if (title != NULL)
    return title;
  if (get_entity (row, &entity))
    return name_entity (&entity);
  return row->date != NULL ? row->date : _ ("Without a name");
}

static gboolean
name_has (const char *name, const char *const *words)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (; *words != NULL; words++)
    if (strstr (small, *words) != NULL)
      return TRUE;
  return FALSE;
}

typedef enum
{
  PART_TOLD, /* by title, date, id or summary */
  PART_FIELD,
  PART_PLACE,
  PART_ACTOR,
  PART_SOURCE,
  PART_MEDIUM,
  PART_COORDINATES,
} Part;

/* What a value is to the event of that title. */
static Part
part_of (const Row *row, const char *name, const AnnalsCell *cell, const char *title)
{
  const AnnalsColumnRoles *roles = row->roles;

  if (g_strcmp0 (name, roles->begin) == 0)
    return row->has_begin ? PART_TOLD : PART_FIELD;
  if (g_strcmp0 (name, roles->end) == 0)
    return row->has_end ? PART_TOLD : PART_FIELD;
  if (g_strcmp0 (name, roles->begin_precision) == 0)
    return row->has_begin ? PART_TOLD : PART_FIELD;
  if (g_strcmp0 (name, roles->end_precision) == 0)
    return row->has_end ? PART_TOLD : PART_FIELD;
  if (g_strcmp0 (name, roles->title) == 0 && strcmp (cell->text, title) == 0)
    return PART_TOLD;
  if (g_strcmp0 (name, roles->entity) == 0)
    return annals_source_id_is_address (cell->text) && !annals_cell_is_statement (cell)
               ? PART_SOURCE
               : PART_FIELD;
  if (g_str_has_prefix (cell->text, "Point(") || g_str_has_prefix (cell->text, "POINT("))
    return PART_COORDINATES;
  if (cell->is_address)
    return strstr (cell->text, "/Special:FilePath/") != NULL ? PART_MEDIUM : PART_FIELD;
  if (cell->is_unknown || cell->is_date || *cell->text == '\0')
    return PART_FIELD;
  if (name_has (name, place_words))
    return PART_PLACE;
  if (name_has (name, actor_words))
    return PART_ACTOR;
  return cell->has_language && strcmp (cell->text, title) == 0 ? PART_TOLD : PART_FIELD;
}

static void
add_terms (const Row *row, const char *title)
{
  AnnalsBatch *batch = row->place->text->batch;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, row->place->object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      AnnalsCell cell;
      Part part = annals_cell_read (node, &cell) ? part_of (row, name, &cell, title) : PART_TOLD;

      if (part == PART_PLACE)
        annals_batch_add_term (batch, ANNALS_TERM_PLACE, cell.text);
      else if (part == PART_ACTOR)
        annals_batch_add_term (batch, ANNALS_TERM_ACTOR, cell.text);
      else if (part == PART_SOURCE)
        annals_batch_add_term (batch, ANNALS_TERM_SOURCE, cell.text);
    }
}

void
annals_table_read_event (gconstpointer table, const AnnalsPlace *place)
{
  g_auto (Row) row = { .place = place, .roles = annals_table_get_roles (table) };
  AnnalsEventRow event = {
    .importance = ANNALS_IMPORTANCE_STANDARD,
    .offset = place->text->offset,
    .length = place->text->length,
    .text = place->text->text,
  };
  AnnalsCell entity;
  g_autofree char *made_id = NULL;

  if (row.roles == NULL)
    {
      annals_table_look (table, place->object);
      return;
    }
  event.is_part = get_entity (&row, &entity);
  if (event.is_part)
    event.id = name_entity (&entity);
  read_dates (&row);
  event.title = get_title (&row);
  event.date = row.date;
  event.span = row.span;
  if (!event.is_part)
    {
      made_id = annals_content_id (event.title, row.date, NULL);
      event.id = made_id;
      event.has_made_id = TRUE;
    }
  annals_batch_add_event (place->text->batch, &event);
  add_terms (&row, event.title);
}

/* The details on their way: every value of a column once, whatever the number of rows. */
typedef struct
{
  AnnalsEventDetails *details;
  GHashTable *told;   /* of "column U+001F value" */
  GHashTable *fields; /* of GString by column */
  GString *places;
} Telling;

static gboolean
is_new (Telling *telling, const char *name, const char *value)
{
  return g_hash_table_add (telling->told, g_strdup_printf ("%s\037%s", name, value));
}

/* "Point(12.5 41.9)": longitude first. */
static gboolean
read_coordinates (const char *text, double *latitude, double *longitude)
{
  char *end;
  double first = g_ascii_strtod (text + strlen ("Point("), &end), second;

  if (*end != ' ')
    return FALSE;
  second = g_ascii_strtod (end, &end);
  if (*end != ')' || !(first >= -180 && first <= 180) || !(second >= -90 && second <= 90))
    return FALSE;
  *longitude = first;
  *latitude = second;
  return TRUE;
}

static void
tell_field (Telling *telling, const char *name, const char *value)
{
  GString *values = g_hash_table_lookup (telling->fields, name);

  if (values != NULL)
    {
      g_string_append_printf (values, "; %s", value);
      return;
    }
  values = g_string_new (value);
  g_hash_table_insert (telling->fields, g_strdup (name), values);
  annals_event_details_add_field (telling->details)->name = g_strdup (name);
}

static void
tell_cell (Telling *telling, Part part, const char *name, const AnnalsCell *cell)
{
  AnnalsEventDetails *details = telling->details;

  if (part == PART_COORDINATES && isnan (details->latitude)
      && read_coordinates (cell->text, &details->latitude, &details->longitude))
    return;
  if (part == PART_PLACE)
    g_string_append_printf (telling->places, "%s%s", telling->places->len > 0 ? "; " : "",
                            cell->text);
  else if (part == PART_ACTOR)
    annals_event_details_add_actor (details)->name = g_strdup (cell->text);
  else if (part == PART_SOURCE)
    annals_event_details_add_citation (details)->source = g_strdup (cell->text);
  else if (part == PART_MEDIUM)
    annals_event_details_add_media (details)->url = g_strdup (cell->text);
  else
    tell_field (telling, name, cell->is_unknown ? _ ("unknown") : cell->text);
}

static void
tell_row (Telling *telling, const Row *row, const char *title)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, row->place->object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      AnnalsCell cell;
      Part part;
      const char *column;

      if (!annals_cell_read (node, &cell))
        continue;
      part = part_of (row, name, &cell, title);
      column = part == PART_PLACE ? "\037place" : part == PART_ACTOR ? "\037actor" : name;
      if (part == PART_TOLD || !is_new (telling, column, cell.text))
        continue;
      if (g_strcmp0 (name, row->roles->summary) == 0 && telling->details->summary == NULL)
        telling->details->summary = g_strdup (cell.text);
      else
        tell_cell (telling, part, name, &cell);
    }
}

void
annals_table_read_details (gconstpointer table,
                           const AnnalsPlace *places,
                           guint n_places,
                           AnnalsEventDetails *details)
{
  const AnnalsColumnRoles *roles = annals_table_get_roles (table);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) place_names = g_string_new (NULL);
  Telling telling = { details, told, fields, place_names };
  g_autofree char *title = NULL;

  if (roles == NULL)
    return;
  for (guint p = 0; p < n_places; p++)
    {
      g_auto (Row) row = { .place = &places[p], .roles = roles };

      read_dates (&row);
      if (p == 0)
        {
          title = g_strdup (get_title (&row));
          details->date = g_strdup (row.date);
        }
      tell_row (&telling, &row, title);
    }
  if (place_names->len > 0)
    details->place = g_strdup (place_names->str);
  for (guint f = 0; f < details->fields->len; f++)
    {
      AnnalsField *field = g_ptr_array_index (details->fields, f);
      GString *values = g_hash_table_lookup (fields, field->name);

      field->value = g_string_free (values, FALSE);
    }
}

static const char *
describe (void)
{
  return _ ("“results.bindings” (SPARQL)");
}

static JsonArray *
get_names (JsonObject *root)
{
  JsonNode *names = annals_json_member_of (json_object_get_member (root, "head"), "vars");

  return names != NULL && JSON_NODE_HOLDS_ARRAY (names) ? json_node_get_array (names) : NULL;
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  return sniffed->header != NULL && get_names (sniffed->header) != NULL
         && annals_json_member_of (json_object_get_member (sniffed->header, "results"), "bindings")
                != NULL;
}

static gpointer
open_header (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  return annals_table_open (root->object != NULL ? get_names (root->object) : NULL, previous);
}

static const char *const paths[] = { "results.bindings", NULL };

const AnnalsReader annals_sparql_reader = {
  .name = "sparql",
  .describe = describe,
  .paths = paths,
  .sniff = sniff,
  .open = open_header,
  .close = annals_table_close,
  .read_event = annals_table_read_event,
  .read_details = annals_table_read_details,
};
