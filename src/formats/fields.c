/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a foreign event says that has no home in ours. */
#include "formats/fields.h"

#include <string.h>

/* Objects within objects are told by their members to this depth. */
#define DEPTH_MAX 4
/* Where a name is longer they are not: each would repeat it. */
#define NAME_BYTES 200

/* The shortest text that reads back as the number. */
static char *
number_to_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (g_ascii_strtod (text, NULL) != number)
    g_ascii_formatd (text, sizeof text, "%.17g", number);
  return g_strdup (text);
}

/* NULL for what is no text, number, true or false. */
static char *
value_to_text (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return number_to_text (json_node_get_double (node));
    }
}

static char *
list_to_text (JsonNode *node)
{
  JsonArray *list = json_node_get_array (node);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *value = value_to_text (json_array_get_element (list, i));

      if (value == NULL)
        return json_to_string (node, FALSE);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void add_members (AnnalsEventDetails *details,
                         JsonObject *object,
                         const char *prefix,
                         const char *const *known,
                         guint depth);

static void
add (AnnalsEventDetails *details, const char *name, JsonNode *node, guint depth)
{
  g_autofree char *value = NULL;
  AnnalsField *field;

  if (JSON_NODE_HOLDS_NULL (node))
    return;
  if (JSON_NODE_HOLDS_OBJECT (node) && depth < DEPTH_MAX && strlen (name) <= NAME_BYTES)
    {
      g_autofree char *prefix = g_strconcat (name, ".", NULL);

      add_members (details, json_node_get_object (node), prefix, NULL, depth + 1);
      return;
    }
  if (JSON_NODE_HOLDS_VALUE (node))
    value = value_to_text (node);
  else
    value = JSON_NODE_HOLDS_ARRAY (node) ? list_to_text (node) : json_to_string (node, FALSE);
  if (*value == '\0')
    return;
  field = annals_event_details_add_field (details);
  field->name = g_strdup (name);
  field->value = g_steal_pointer (&value);
}

static void
add_members (AnnalsEventDetails *details,
             JsonObject *object,
             const char *prefix,
             const char *const *known,
             guint depth)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      g_autofree char *name = NULL;

      if (known != NULL && g_strv_contains (known, member))
        continue;
      name = g_strconcat (prefix, member, NULL);
      add (details, name, node, depth);
    }
}

void
annals_fields_add (AnnalsEventDetails *details, const char *name, JsonNode *node)
{
  add (details, name, node, 0);
}

void
annals_fields_add_rest (AnnalsEventDetails *details,
                        JsonObject *object,
                        const char *prefix,
                        const char *const *known)
{
  add_members (details, object, prefix != NULL ? prefix : "", known, 0);
}
