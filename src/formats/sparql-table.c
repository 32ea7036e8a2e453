/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a query's table: what stands in each, and which part it has in an event. */
#include "formats/sparql-private.h"

#include <string.h>

/* Of Wikidata's simple JSON, which has no types: the beginning of a date. */
#define DATE_DIGITS_MIN 4

/* What was seen in a column. */
typedef enum
{
  SEEN_ENTITY = 1 << 0,
  SEEN_ADDRESS = 1 << 1,
  SEEN_DATE = 1 << 2,
  SEEN_PRECISION = 1 << 3, /* an integer that may be one */
  SEEN_OTHER = 1 << 4,     /* a text that is neither date nor precision */
  SEEN_LANGUAGE = 1 << 5,
} Seen;

typedef struct
{
  char *name;
  guint position; /* in the query; where the header does not tell, the furthest in any row */
  guint seen;
} Column;

struct _AnnalsTable
{
  GMutex mutex;        /* over what follows until the roles are decided */
  GHashTable *columns; /* of Column by its name */
  gboolean has_order;  /* the header tells it */
  gboolean is_decided;
  AnnalsColumnRoles roles;
};

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column);
}

/* "-0044-03-15T…Z", as simple JSON writes every date. */
static gboolean
looks_like_date (const char *text)
{
  const char *at = text + (*text == '-' || *text == '+');
  const char *digits = at;

  while (g_ascii_isdigit (*at))
    at++;
  if (at - digits < DATE_DIGITS_MIN || at[0] != '-')
    return FALSE;
  for (guint i = 0; i < 6; i++)
    if (i % 3 == 0 ? at[i] != '-' : !g_ascii_isdigit (at[i]))
      return FALSE;
  return at[6] == 'T' && g_str_has_suffix (text, "Z");
}

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gboolean
annals_cell_read (JsonNode *node, AnnalsCell *cell)
{
  *cell = (AnnalsCell){ 0 };
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *type = member_text (object, "type");
      const char *datatype = member_text (object, "datatype");

      cell->text = member_text (object, "value");
      cell->is_address = g_strcmp0 (type, "uri") == 0;
      cell->is_unknown = g_strcmp0 (type, "bnode") == 0;
      cell->has_language = json_object_has_member (object, "xml:lang");
      if (datatype != NULL)
        {
          cell->is_day = g_str_has_suffix (datatype, "#date");
          cell->is_date = cell->is_day || g_str_has_suffix (datatype, "#dateTime")
                          || g_str_has_suffix (datatype, "#gYear")
                          || g_str_has_suffix (datatype, "#gYearMonth");
        }
    }
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
           && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      cell->text = json_node_get_string (node);
      cell->is_address = annals_source_id_is_address (cell->text);
      cell->is_date = looks_like_date (cell->text);
    }
  if (cell->text == NULL)
    return FALSE;
  if (cell->is_address && strstr (cell->text, "/.well-known/genid/") != NULL)
    cell->is_unknown = TRUE;
  return TRUE;
}

gboolean
annals_cell_is_statement (const AnnalsCell *cell)
{
  return cell->is_address && strstr (cell->text, "/entity/statement/") != NULL;
}

gboolean
annals_cell_is_entity (const AnnalsCell *cell)
{
  const char *entity = cell->is_address ? strstr (cell->text, "/entity/") : NULL;

  if (entity == NULL)
    return FALSE;
  entity += strlen ("/entity/");
  return *entity != '\0' && strchr ("QPL", *entity) != NULL && g_ascii_isdigit (entity[1])
         && strspn (entity + 1, "0123456789") == strlen (entity + 1);
}

static guint
seen_in (const AnnalsCell *cell)
{
  if (cell->is_unknown)
    return 0;
  if (cell->is_address)
    {
      if (annals_cell_is_statement (cell))
        return SEEN_OTHER;
      return annals_cell_is_entity (cell) ? SEEN_ADDRESS | SEEN_ENTITY : SEEN_ADDRESS;
    }
  if (cell->is_date)
    return SEEN_DATE;
  if (strspn (cell->text, "0123456789") == strlen (cell->text) && strlen (cell->text) <= 2
      && *cell->text != '\0' && g_ascii_strtoll (cell->text, NULL, 10) <= 14)
    return SEEN_PRECISION;
  return SEEN_OTHER | (cell->has_language ? SEEN_LANGUAGE : 0);
}

static Column *
take_column (AnnalsTable *table, const char *name)
{
  Column *column = g_hash_table_lookup (table->columns, name);

  if (column == NULL)
    {
      column = g_new0 (Column, 1);
      column->name = g_strdup (name);
      g_hash_table_insert (table->columns, column->name, column);
    }
  return column;
}

void
annals_table_look (const AnnalsTable *looked, JsonObject *row)
{
  AnnalsTable *table = (AnnalsTable *)looked; /* the mutex guards what is written */
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint position = 0;

  g_mutex_lock (&table->mutex);
  json_object_iter_init_ordered (&iter, row);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      AnnalsCell cell;
      Column *column = take_column (table, name);

      if (!table->has_order)
        column->position = MAX (column->position, position);
      if (annals_cell_read (node, &cell))
        column->seen |= seen_in (&cell);
      position++;
    }
  g_mutex_unlock (&table->mutex);
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  const Column *left = *(Column *const *)a, *right = *(Column *const *)b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* The first column of which all that is asked for was seen, and nothing that is not. */
static const char *
find_seen (const GPtrArray *columns, guint wanted, guint unwanted, const char *behind)
{
  gboolean is_behind = behind == NULL;

  for (guint c = 0; c < columns->len; c++)
    {
      const Column *column = g_ptr_array_index (columns, c);

      if (is_behind && (column->seen & wanted) == wanted && (column->seen & unwanted) == 0)
        return column->name;
      is_behind |= behind != NULL && strcmp (column->name, behind) == 0;
    }
  return NULL;
}

static const char *
find_named (const GPtrArray *columns, const char *beginning, const char *ending)
{
  for (guint c = 0; c < columns->len; c++)
    {
      const char *name = ((const Column *)g_ptr_array_index (columns, c))->name;
      gsize length = strlen (beginning);

      if (g_ascii_strncasecmp (name, beginning, length) == 0
          && (ending == NULL || strcmp (name + length, ending) == 0))
        return name;
    }
  return NULL;
}

/* The column of precisions that is named after the date's; else the first that none has taken.
 * Single values that are none do not make it another. */
static const char *
find_precision (const GPtrArray *columns, const char *date, const char *taken)
{
  const char *first = NULL;

  for (guint c = 0; c < columns->len; c++)
    {
      const Column *column = g_ptr_array_index (columns, c);
      g_autofree char *name = g_ascii_strdown (column->name, -1);

      if ((column->seen & SEEN_PRECISION) == 0 || (column->seen & (SEEN_DATE | SEEN_ADDRESS)) != 0
          || strstr (name, "precision") == NULL || g_strcmp0 (column->name, taken) == 0)
        continue;
      if (g_str_has_prefix (column->name, date))
        return column->name;
      if (first == NULL)
        first = column->name;
    }
  return first;
}

static const char *
find_title (const GPtrArray *columns, const char *entity)
{
  const char *title = NULL;
  g_autofree char *prefix = NULL;

  if (entity != NULL)
    {
      title = find_named (columns, entity, "Label");
      prefix = g_strconcat (entity, "_", NULL);
      if (title == NULL)
        title = find_named (columns, prefix, NULL);
    }
  if (title == NULL)
    title = find_named (columns, "name", NULL);
  if (title == NULL)
    title = find_seen (columns, SEEN_LANGUAGE, SEEN_ADDRESS | SEEN_DATE, NULL);
  if (title == NULL)
    title = find_seen (columns, SEEN_OTHER, SEEN_ADDRESS | SEEN_DATE, NULL);
  return title;
}

static void
decide_roles (AnnalsTable *table, AnnalsColumnRoles *roles)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer column;

  g_hash_table_iter_init (&iter, table->columns);
  while (g_hash_table_iter_next (&iter, NULL, &column))
    g_ptr_array_add (columns, column);
  g_ptr_array_sort (columns, compare_columns);
  roles->begin = find_seen (columns, SEEN_DATE, 0, NULL);
  if (roles->begin != NULL)
    {
      const char *end_precision;

      roles->end = find_seen (columns, SEEN_DATE, 0, roles->begin);
      /* The end's own is not the begin's, even where that has none. */
      end_precision = roles->end != NULL ? find_precision (columns, roles->end, NULL) : NULL;
      if (end_precision != NULL && !g_str_has_prefix (end_precision, roles->end))
        end_precision = NULL;
      roles->begin_precision = find_precision (columns, roles->begin, end_precision);
      roles->end_precision = end_precision;
      if (roles->end != NULL && end_precision == NULL)
        roles->end_precision = find_precision (columns, roles->end, roles->begin_precision);
    }
  roles->entity = find_seen (columns, SEEN_ENTITY, SEEN_DATE, NULL);
  if (roles->entity == NULL)
    roles->entity = find_seen (columns, SEEN_ADDRESS, SEEN_DATE | SEEN_OTHER, NULL);
  roles->title = find_title (columns, roles->entity);
  if (roles->entity != NULL)
    roles->summary = find_named (columns, roles->entity, "Description");
}

static AnnalsTable *
table_new (JsonArray *names)
{
  AnnalsTable *table = g_new0 (AnnalsTable, 1);

  g_mutex_init (&table->mutex);
  table->columns = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, column_free);
  for (guint n = 0; names != NULL && n < json_array_get_length (names); n++)
    {
      JsonNode *node = json_array_get_element (names, n);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      table->has_order = TRUE;
      take_column (table, json_node_get_string (node))->position = n;
    }
  return table;
}

gpointer
annals_table_open (JsonArray *names, gpointer previous)
{
  AnnalsTable *looked = previous, *table;
  GHashTableIter iter;
  const Column *column;

  if (looked != NULL && looked->is_decided)
    return NULL;
  table = table_new (names);
  if (looked == NULL)
    return table;

  g_hash_table_iter_init (&iter, looked->columns);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&column))
    {
      Column *own = take_column (table, column->name);

      own->seen = column->seen;
      if (!table->has_order)
        own->position = column->position;
    }
  decide_roles (table, &table->roles);
  table->is_decided = TRUE;
  return table;
}

void
annals_table_close (gpointer data)
{
  AnnalsTable *table = data;

  g_hash_table_unref (table->columns);
  g_mutex_clear (&table->mutex);
  g_free (table);
}

const AnnalsColumnRoles *
annals_table_get_roles (const AnnalsTable *table)
{
  return table->is_decided ? &table->roles : NULL;
}
