/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed, checked getters on JSON, for readers. */
#include "formats/json-get.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/scanner.h"
#include "formats/slice.h"

/* Places are no deeper than formats are. */
#define STEPS_MAX 16

/* Finding a place walks the text from its start: where one element has a hundred thousand problems,
 * the later ones are told at the element's own place. */
#define LOOKED_MAX (64 * 1024 * 1024)

guint64
annals_text_to_file_offset (const AnnalsText *text, gsize offset)
{
  guint64 at = text->offset + offset;

  for (guint g = 0; text->gaps != NULL && g < text->gaps->len; g++)
    {
      const AnnalsScannedGap *gap = &g_array_index (text->gaps, AnnalsScannedGap, g);

      if (at >= gap->begin)
        at += gap->end - gap->begin;
    }
  return at;
}

static guint64
locate (const AnnalsPlace *place, const char *name, guint character)
{
  AnnalsText *text = place->text;
  AnnalsStep steps[STEPS_MAX];
  guint first = STEPS_MAX;
  gsize offset = 0;

  if (text->looked > LOOKED_MAX)
    return annals_text_to_file_offset (text, 0);

  if (name != NULL)
    steps[--first] = (AnnalsStep){ name, 0 };
  for (const AnnalsPlace *at = place; at->parent != NULL && first > 0; at = at->parent)
    steps[--first] = (AnnalsStep){ at->name, at->index };
  annals_slice_locate (text->text, text->length, steps + first, STEPS_MAX - first, FALSE, &offset);
  text->looked += offset + 1024;
  if (character > 0)
    offset = annals_slice_locate_character (text->text, text->length, offset, character);
  return annals_text_to_file_offset (text, offset);
}

void
annals_json_problem (const AnnalsPlace *place,
                     const char *name,
                     AnnalsSeverity severity,
                     guint character,
                     const char *format,
                     ...)
{
  AnnalsText *text = place->text;
  g_autofree char *message = NULL;
  AnnalsProblem *problem;
  va_list arguments;

  if (text->batch == NULL && text->builder == NULL)
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  problem = annals_problem_new (severity, locate (place, name, character), NULL, message);
  if (text->batch != NULL)
    annals_batch_take_problem (text->batch, problem);
  else
    annals_builder_take_problem (text->builder, problem);
}

static const char *
describe (JsonNode *node)
{
  switch (JSON_NODE_TYPE (node))
    {
    case JSON_NODE_OBJECT:
      return _ ("an object");
    case JSON_NODE_ARRAY:
      return _ ("a list");
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return _ ("a text");
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return _ ("true or false");
      return _ ("a number");
    default:
      return _ ("null");
    }
}

/* The member's node, NULL where there is none or it is null. */
static inline JsonNode *
get_node (const AnnalsPlace *place, const char *name)
{
  JsonNode *node = json_object_get_member (place->object, name);

  return node != NULL && JSON_NODE_TYPE (node) != JSON_NODE_NULL ? node : NULL;
}

static void
refuse (const AnnalsPlace *place, const char *name, const char *expected, JsonNode *node)
{
  /* Translators: a member's name, what it should be and what it is, as in "a text", "a list". */
  annals_json_problem (place, name, ANNALS_SEVERITY_WARNING, 0,
                       _ ("“%s” should be %s but is %s; it is ignored."),
                       name != NULL ? name : place->name, expected, describe (node));
}

static void
refuse_element (const AnnalsPlace *array_place, guint index, const char *expected, JsonNode *node)
{
  AnnalsPlace place = { array_place->text, array_place, NULL, index, NULL };

  annals_json_problem (&place, NULL, ANNALS_SEVERITY_WARNING, 0,
                       _ ("An element of “%s” should be %s but is %s; it is ignored."),
                       array_place->name, expected, describe (node));
}

static inline gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_TYPE (node) == JSON_NODE_VALUE && json_node_get_value_type (node) == type;
}

JsonNode *
annals_json_member_of (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

gboolean
annals_json_has (const AnnalsPlace *place, const char *name)
{
  return get_node (place, name) != NULL;
}

gboolean
annals_json_enter_element (const AnnalsPlace *array_place,
                           JsonArray *array,
                           guint index,
                           AnnalsPlace *place)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_TYPE (node) != JSON_NODE_OBJECT)
    {
      refuse_element (array_place, index, _ ("an object"), node);
      return FALSE;
    }
  *place
      = (AnnalsPlace){ array_place->text, array_place, NULL, index, json_node_get_object (node) };
  return TRUE;
}

const char *
annals_json_string_of (const AnnalsPlace *place, const char *name, JsonNode *node)
{
  if (node == NULL)
    return NULL;
  if (holds (node, G_TYPE_STRING))
    return json_node_get_string (node);
  refuse (place, name, _ ("a text"), node);
  return NULL;
}

const char *
annals_json_get_string (const AnnalsPlace *place, const char *name)
{
  return annals_json_string_of (place, name, get_node (place, name));
}

JsonArray *
annals_json_array_of (const AnnalsPlace *place, const char *name, JsonNode *node)
{
  if (node == NULL)
    return NULL;
  if (JSON_NODE_TYPE (node) == JSON_NODE_ARRAY)
    return json_node_get_array (node);
  refuse (place, name, _ ("a list"), node);
  return NULL;
}

JsonArray *
annals_json_get_array (const AnnalsPlace *place, const char *name)
{
  return annals_json_array_of (place, name, get_node (place, name));
}

gboolean
annals_json_enter_member (const AnnalsPlace *place, const char *name, AnnalsPlace *member)
{
  JsonNode *node = get_node (place, name);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_TYPE (node) != JSON_NODE_OBJECT)
    {
      refuse (place, name, _ ("an object"), node);
      return FALSE;
    }
  *member = annals_place_member (place, name);
  member->object = json_node_get_object (node);
  return TRUE;
}

gboolean
annals_json_boolean_of (const AnnalsPlace *place,
                        const char *name,
                        JsonNode *node,
                        gboolean fallback)
{
  if (node == NULL)
    return fallback;
  if (holds (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  refuse (place, name, _ ("true or false"), node);
  return fallback;
}

gboolean
annals_json_get_boolean (const AnnalsPlace *place, const char *name, gboolean fallback)
{
  return annals_json_boolean_of (place, name, get_node (place, name), fallback);
}

double
annals_json_get_number (const AnnalsPlace *place, const char *name, double fallback)
{
  JsonNode *node = get_node (place, name);

  if (node == NULL)
    return fallback;
  if (holds (node, G_TYPE_DOUBLE) || holds (node, G_TYPE_INT64))
    return json_node_get_double (node);
  refuse (place, name, _ ("a number"), node);
  return fallback;
}

gint64
annals_json_integer_of (const AnnalsPlace *place,
                        const char *name,
                        JsonNode *node,
                        gint64 min,
                        gint64 max,
                        gint64 fallback)
{
  double value;

  if (node == NULL)
    return fallback;
  if (!holds (node, G_TYPE_DOUBLE) && !holds (node, G_TYPE_INT64))
    {
      refuse (place, name, _ ("a number"), node);
      return fallback;
    }

  /* 3.0 is an integer in JSON Schema's eyes. */
  value = json_node_get_double (node);
  if (value >= min && value <= max && value == (double)(gint64)value)
    return (gint64)value;
  annals_json_problem (place, name, ANNALS_SEVERITY_WARNING, 0,
                       _ ("“%s” should be a whole number from %d to %d; it is read as %d."), name,
                       (int)min, (int)max, (int)fallback);
  return fallback;
}

/* Ids are numbers by the million: printf() takes five times as long. */
static char *
integer_to_text (gint64 integer)
{
  char text[sizeof "-9223372036854775808"], *at = text + sizeof text;
  guint64 left = integer < 0 ? 0 - (guint64)integer : (guint64)integer;

  *--at = '\0';
  for (; left > 9; left /= 10)
    *--at = '0' + left % 10;
  *--at = '0' + left;
  if (integer < 0)
    *--at = '-';
  return g_strdup (at);
}

static char *
dup_id (JsonNode *node)
{
  if (holds (node, G_TYPE_STRING))
    return json_node_dup_string (node);
  if (holds (node, G_TYPE_INT64))
    return integer_to_text (json_node_get_int (node));
  return NULL;
}

char *
annals_json_dup_id_of (const AnnalsPlace *place, const char *name, JsonNode *node)
{
  char *id = node != NULL ? dup_id (node) : NULL;

  if (node != NULL && id == NULL)
    refuse (place, name, _ ("a text or a whole number"), node);
  return id;
}

char *
annals_json_dup_id (const AnnalsPlace *place, const char *name)
{
  return annals_json_dup_id_of (place, name, get_node (place, name));
}

char *
annals_json_dup_element_id (const AnnalsPlace *array_place, JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);
  char *id = dup_id (node);

  if (id == NULL)
    refuse_element (array_place, index, _ ("a text or a whole number"), node);
  return id;
}

/* Length and both ends tell most names apart. */
static inline guint
name_hash (const char *name, gsize length)
{
  return (guint)(length * 29 + (guint8)name[0] * 5
                 + (length > 0 ? (guint8)name[length - 1] * 17 : 0))
         % 128;
}

void
annals_member_table_init (AnnalsMemberTable *table, const char *const *names, guint n_names)
{
  memset (table, 0, sizeof *table);
  table->names = names;
  table->n_names = n_names;
  g_assert (n_names < 64);
  for (guint n = 0; n < n_names; n++)
    {
      guint slot = name_hash (names[n], strlen (names[n]));

      while (table->slots[slot] != 0)
        slot = (slot + 1) % 128;
      table->slots[slot] = n + 1;
    }
}

void
annals_member_table_collect (const AnnalsMemberTable *table, JsonObject *object, JsonNode **nodes)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  memset (nodes, 0, table->n_names * sizeof *nodes);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      guint slot = name_hash (name, strlen (name));

      for (; table->slots[slot] != 0; slot = (slot + 1) % 128)
        if (strcmp (table->names[table->slots[slot] - 1], name) == 0)
          {
            if (JSON_NODE_TYPE (node) != JSON_NODE_NULL)
              nodes[table->slots[slot] - 1] = node;
            break;
          }
    }
}
