/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vis-timeline: an array of items, `{items, groups, options}`, or the dump of a DataSet. FORMAT:
 * vis-timeline. */
#include "formats/reader.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "formats/date-parts.h"
#include "formats/fields.h"
#include "formats/foreign-event.h"
#include "formats/html-text.h"
#include "formats/scanner.h"
#include "formats/written-date.h"
#include "time/edtf.h"

/* A DataSet's dump has its items in an object, by their ids. */
static const char *const paths[]
    = { "items", "_data", "", "_data" ANNALS_MEMBERS_SUFFIX, "items._data" ANNALS_MEMBERS_SUFFIX,
        NULL };

static const char *
describe (void)
{
  /* Translators: a file format, and what tells it. */
  return _ ("“start” with “content” (vis-timeline)");
}

static const char *const for_details[] = { "title", "className", "style", "subgroup", NULL };

static gboolean
is_dump (JsonNode *node)
{
  JsonNode *data = annals_json_member_of (node, "_data");

  return data != NULL && annals_json_member_of (node, "length") != NULL
         && (JSON_NODE_HOLDS_OBJECT (data) || JSON_NODE_HOLDS_ARRAY (data));
}

/* A DataSet's dump, which is the root or what stands under `items`. */
static JsonNode *
find_dump (const AnnalsSniff *sniffed, JsonNode *root)
{
  JsonNode *items = json_object_get_member (sniffed->header, "items");

  if (is_dump (root))
    return root;
  return is_dump (items) ? items : NULL;
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *items;

  if (sniffed->first != NULL)
    return sniffed->path != NULL && g_strv_contains (paths, sniffed->path)
           && annals_json_member_of (sniffed->first, "start") != NULL
           && (annals_json_member_of (sniffed->first, "content") != NULL
               || strstr (sniffed->path, "_data") != NULL);
  if (sniffed->header == NULL || !sniffed->is_whole)
    return FALSE;
  root = json_node_init_object (json_node_alloc (), sniffed->header);
  if (find_dump (sniffed, root) != NULL)
    return TRUE;
  items = annals_json_member_of (root, "items");
  return items != NULL && JSON_NODE_HOLDS_ARRAY (items)
         && (annals_json_member_of (root, "groups") != NULL
             || annals_json_member_of (root, "options") != NULL);
}

/* A newer DataSet keeps its items in a Map, which JSON writes as nothing. */
static char *
refuse (const AnnalsSniff *sniffed)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *dump, *data, *length;
  guint n_items;

  if (sniffed->path != NULL || sniffed->header == NULL)
    return NULL;
  root = json_node_init_object (json_node_alloc (), sniffed->header);
  dump = find_dump (sniffed, root);
  if (dump == NULL)
    return NULL;
  data = annals_json_member_of (dump, "_data");
  length = annals_json_member_of (dump, "length");
  n_items = JSON_NODE_HOLDS_VALUE (length) ? CLAMP (json_node_get_int (length), 0, G_MAXUINT) : 0;
  if (n_items == 0
      || (JSON_NODE_HOLDS_OBJECT (data) ? json_object_get_size (json_node_get_object (data))
                                        : json_array_get_length (json_node_get_array (data)))
             > 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "this dump of a vis-timeline DataSet has lost its data: it counts %u item and "
                   "holds none",
                   "this dump of a vis-timeline DataSet has lost its data: it counts %u items and "
                   "holds none",
                   n_items),
      n_items);
}

/* --- Dates --- */

/* `/Date(1198908717056)/`, of old .NET. */
static gboolean
read_net_date (const char *text, gint64 *ms)
{
  const char *begin = text + (*text == '/');
  char *end;

  if (!g_str_has_prefix (begin, "Date("))
    return FALSE;
  begin += strlen ("Date(");
  *ms = g_ascii_strtoll (begin, &end, 10);
  return end > begin && (*end == ')' || *end == '+' || *end == '-');
}

/* EDTF, or NULL where it is no date. (transfer full) */
static char *
date_to_edtf (JsonNode *node)
{
  const char *text;
  gsize length;
  gint64 ms;
  char *edtf;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return json_node_get_value_type (node) != G_TYPE_BOOLEAN
               ? annals_epoch_ms_to_edtf (json_node_get_double (node))
               : NULL;
  text = json_node_get_string (node);
  length = strlen (text);
  if (read_net_date (text, &ms))
    return annals_epoch_ms_to_edtf (ms);
  if (length > 4 && length < 20 && strspn (text, "0123456789") == length)
    return annals_epoch_ms_to_edtf (g_ascii_strtod (text, NULL));
  edtf = annals_iso_to_edtf (text);
  return edtf != NULL || strspn (text, "0123456789") == length ? edtf
                                                               : annals_written_date_to_edtf (text);
}

static AnnalsForeignDate
read_date (const AnnalsPlace *place, const char *name)
{
  JsonNode *node = json_object_get_member (place->object, name);
  AnnalsForeignDate date = { .name = name };

  date.is_given = node != NULL && !JSON_NODE_HOLDS_NULL (node);
  if (date.is_given)
    date.edtf = date_to_edtf (node);
  return date;
}

/* --- Items --- */

/* The background's colour in a piece of CSS, as it is written. *is_all: it says no more.
 * (transfer full) (nullable) */
static char *
find_color (const char *style, gboolean *is_all)
{
  g_auto (GStrv) declarations = g_strsplit (style, ";", 64);
  char *color = NULL;

  *is_all = TRUE;
  for (guint d = 0; declarations[d] != NULL; d++)
    {
      char *value = strchr (declarations[d], ':');

      if (value != NULL)
        {
          *value++ = '\0';
          g_strstrip (value);
        }
      g_strstrip (declarations[d]);
      if (value != NULL && color == NULL && strpbrk (value, " \t\n") == NULL
          && (g_ascii_strcasecmp (declarations[d], "background-color") == 0
              || g_ascii_strcasecmp (declarations[d], "background") == 0))
        color = g_strdup (value);
      else
        *is_all &= *declarations[d] == '\0';
    }
  return color;
}

static const char *const known[]
    = { "id", "content", "title", "start", "end", "group", "type", "style", NULL };

static void
read_more (const AnnalsPlace *place, AnnalsForeignEvent *event)
{
  const char *style = annals_foreign_event_get_text (event, place, "style");
  gboolean is_all = TRUE;

  if (style != NULL)
    event->details->color = find_color (style, &is_all);
  if (!is_all)
    annals_fields_add (event->details, "style", json_object_get_member (place->object, "style"));
  if (annals_json_has (place, "type") && (event->flags & ANNALS_EVENT_BACKGROUND) == 0)
    annals_fields_add (event->details, "type", json_object_get_member (place->object, "type"));
  annals_fields_add_rest (event->details, place->object, NULL, known);
}

static void
read_item (const AnnalsPlace *place, AnnalsEventDetails *details)
{
  g_auto (AnnalsForeignEvent) event = { 0 };
  AnnalsForeignDate start, end;
  const char *type;

  annals_foreign_event_init (&event, place, details);
  event.id = annals_foreign_event_dup_id (&event, place, "id");
  event.track = annals_foreign_event_dup_id (&event, place, "group");
  annals_foreign_event_set_title (&event, annals_foreign_event_get_text (&event, place, "content"));
  /* Then both are made of what was cut. */
  if (place->text->is_cut && (event.id == NULL || *event.id == '\0' || event.title == NULL))
    {
      place->text->needs_whole = TRUE;
      return;
    }
  annals_foreign_event_set_summary (&event, annals_foreign_event_get_text (&event, place, "title"));
  start = read_date (place, "start");
  end = read_date (place, "end");
  annals_foreign_event_set_dates (&event, &start, &end);
  type = annals_json_get_string (place, "type");
  if (g_strcmp0 (type, "background") == 0)
    {
      event.flags |= ANNALS_EVENT_BACKGROUND;
      event.kind = ANNALS_KIND_PERIOD;
    }
  if (details != NULL)
    read_more (place, &event);
  annals_foreign_event_finish (&event);
  g_free (start.edtf);
  g_free (end.edtf);
}

static void
read_event (gconstpointer context, const AnnalsPlace *place)
{
  read_item (place, NULL);
}

static void
read_details (gconstpointer context,
              const AnnalsPlace *places,
              guint n_places,
              AnnalsEventDetails *details)
{
  read_item (&places[0], details);
}

/* --- Groups and options --- */

typedef struct
{
  char *id, *title, *parent;
  double order;
  int color; /* 0xRRGGBB, -1 none */
  gboolean is_folded;
} Group;

static void
group_clear (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_free (group->title);
  g_free (group->parent);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  double order_a = ((const Group *)a)->order, order_b = ((const Group *)b)->order;

  return (order_a > order_b) - (order_a < order_b);
}

/* #RGB or #RRGGBB: a track's colour has to be worked with; -1 what is none. */
static int
parse_color (const char *color)
{
  gsize length = color != NULL ? strlen (color) : 0;
  long value;

  if ((length != 4 && length != 7) || *color != '#'
      || strspn (color + 1, "0123456789abcdefABCDEF") != length - 1)
    return -1;
  value = strtol (color + 1, NULL, 16);
  if (length == 7)
    return value;
  return (value >> 8) * 0x110000 + (value >> 4 & 15) * 0x1100 + (value & 15) * 0x11;
}

static void
read_group (const AnnalsPlace *place, GArray *groups, GHashTable *parents)
{
  AnnalsPlace nested_place = annals_place_member (place, "nestedGroups");
  JsonArray *nested;
  Group group = { .id = annals_json_dup_id (place, "id"), .color = -1 };
  const char *content = annals_json_get_string (place, "content");
  const char *style = annals_json_get_string (place, "style");
  g_autofree char *color = NULL;
  gboolean is_all;

  if (group.id == NULL)
    {
      annals_json_problem (place, NULL, ANNALS_SEVERITY_WARNING, 0,
                           _ ("A group has no “id”; it is left out."));
      return;
    }
  group.title = annals_html_to_name (content);
  group.parent = annals_json_dup_id (place, "nestedInGroup");
  group.order = annals_json_has (place, "order")
                        && JSON_NODE_HOLDS_VALUE (json_object_get_member (place->object, "order"))
                    ? json_node_get_double (json_object_get_member (place->object, "order"))
                    : G_MAXDOUBLE;
  color = style != NULL ? find_color (style, &is_all) : NULL;
  group.color = parse_color (color);
  group.is_folded = !annals_json_get_boolean (place, "showNested", TRUE)
                    || !annals_json_get_boolean (place, "visible", TRUE);

  nested = annals_json_has (place, "nestedGroups")
                   && JSON_NODE_HOLDS_ARRAY (json_object_get_member (place->object, "nestedGroups"))
               ? annals_json_get_array (place, "nestedGroups")
               : NULL;
  for (guint n = 0; nested != NULL && n < json_array_get_length (nested); n++)
    {
      char *child = annals_json_dup_element_id (&nested_place, nested, n);

      if (child != NULL)
        g_hash_table_insert (parents, child, g_strdup (group.id));
    }
  g_array_append_val (groups, group);
}

/* A list, or the dump of a DataSet of them. */
static void
collect_groups (const AnnalsPlace *root, GArray *groups, GHashTable *parents)
{
  AnnalsPlace place = annals_place_member (root, "groups"), group, data;
  JsonNode *node = json_object_get_member (root->object, "groups");
  g_autoptr (GList) names = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    for (guint g = 0; g < json_array_get_length (json_node_get_array (node)); g++)
      {
        if (annals_json_enter_element (&place, json_node_get_array (node), g, &group))
          read_group (&group, groups, parents);
      }
  else if (annals_json_enter_member (root, "groups", &place)
           && annals_json_enter_member (&place, "_data", &data))
    {
      names = json_object_get_members (data.object);
      for (GList *name = names; name != NULL; name = name->next)
        if (annals_json_enter_member (&data, name->data, &group))
          read_group (&group, groups, parents);
    }
}

static void
read_groups (const AnnalsPlace *root, AnnalsBuilder *builder)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_array_set_clear_func (groups, group_clear);
  collect_groups (root, groups, parents);
  g_array_sort (groups, compare_groups);
  for (guint g = 0; g < groups->len; g++)
    {
      const Group *group = &g_array_index (groups, Group, g);
      const char *parent = g_hash_table_lookup (parents, group->id);

      annals_builder_add_track (builder, group->id, group->title != NULL ? group->title : group->id,
                                NULL, group->color, parent != NULL ? parent : group->parent,
                                group->is_folded);
    }
  if (groups->len > 0)
    annals_builder_keep_trackless_apart (builder);
}

/* What its author shows first. */
static void
read_options (const AnnalsPlace *root, AnnalsBuilder *builder)
{
  JsonNode *options = json_object_get_member (root->object, "options");
  JsonNode *start = annals_json_member_of (options, "start"),
           *end = annals_json_member_of (options, "end");
  g_autofree char *begin_edtf = start != NULL ? date_to_edtf (start) : NULL;
  g_autofree char *end_edtf = end != NULL ? date_to_edtf (end) : NULL;
  g_autofree char *view = NULL;
  AnnalsSpan span;

  if (begin_edtf == NULL || end_edtf == NULL)
    return;
  view = g_strdup_printf ("%s/%s", begin_edtf, end_edtf);
  if (annals_edtf_parse (view, -1, &span, NULL, NULL, NULL))
    annals_builder_set_view (builder, &span);
}

static gpointer
open_timeline (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  if (root->object != NULL)
    {
      read_groups (root, builder);
      read_options (root, builder);
    }
  return NULL;
}

const AnnalsReader annals_vis_reader = {
  .name = "vis-timeline",
  .describe = describe,
  .paths = paths,
  .details = for_details,
  .details_have_links = TRUE,
  .sniff = sniff,
  .refuse = refuse,
  .open = open_timeline,
  .read_event = read_event,
  .read_details = read_details,
};
