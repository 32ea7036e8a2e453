/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wikidata's simple JSON: an array of rows, read by the rules of SPARQL results. FORMAT: Wikidata's
 * simple JSON. */
#include <glib/gi18n-lib.h>

#include "formats/sparql-private.h"

static const char *
describe (void)
{
  return _ ("addresses of entities (Wikidata)");
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  JsonObjectIter iter;
  JsonNode *node;
  gboolean has_entity = FALSE;

  if (sniffed->first == NULL || !JSON_NODE_HOLDS_OBJECT (sniffed->first) || sniffed->is_lines)
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (sniffed->first));
  while (json_object_iter_next (&iter, NULL, &node))
    {
      AnnalsCell cell;

      if (!annals_cell_read (node, &cell))
        return FALSE;
      has_entity |= annals_cell_is_entity (&cell);
    }
  return has_entity;
}

static gpointer
open_header (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  return annals_table_open (NULL, previous);
}

static const char *const paths[] = { "", NULL };

const AnnalsReader annals_wikidata_reader = {
  .name = "wikidata",
  .describe = describe,
  .paths = paths,
  .sniff = sniff,
  .open = open_header,
  .close = annals_table_close,
  .read_event = annals_table_read_event,
  .read_details = annals_table_read_details,
};
