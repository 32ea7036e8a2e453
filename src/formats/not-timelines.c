/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files beside a timeline that are none: they say what they are. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/reader.h"

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* --- A notebook: W3C Web Annotations --- */

static gboolean
names_annotations (JsonNode *context)
{
  if (is_string (context))
    return strstr (json_node_get_string (context), "/ns/anno") != NULL;
  for (guint i = 0; context != NULL && JSON_NODE_HOLDS_ARRAY (context)
                    && i < json_array_get_length (json_node_get_array (context));
       i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (context), i);

      if (is_string (node) && strstr (json_node_get_string (node), "/ns/anno") != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
sniff_notebook (const AnnalsSniff *sniffed)
{
  static const char *const types[]
      = { "Annotation", "AnnotationCollection", "AnnotationPage", NULL };
  JsonNode *type;

  if (sniffed->header == NULL)
    return FALSE;
  type = json_object_get_member (sniffed->header, "type");
  return names_annotations (json_object_get_member (sniffed->header, "@context"))
         || (is_string (type) && g_strv_contains (types, json_node_get_string (type)));
}

static char *
refuse_notebook (const AnnalsSniff *sniffed)
{
  return g_strdup (_ ("this is a notebook, not a timeline; open the timeline it belongs to"));
}

const AnnalsReader annals_notebook_refusal = {
  .name = "notebook",
  .sniff = sniff_notebook,
  .refuse = refuse_notebook,
};

/* --- A list of sources: CSL-JSON --- */

/* The types of CSL 1.0.2, appendix III. */
static const char *const csl_types[] = {
  "article",
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "bill",
  "book",
  "broadcast",
  "chapter",
  "classic",
  "collection",
  "dataset",
  "document",
  "entry",
  "entry-dictionary",
  "entry-encyclopedia",
  "event",
  "figure",
  "graphic",
  "hearing",
  "interview",
  "legal_case",
  "legislation",
  "manuscript",
  "map",
  "motion_picture",
  "musical_score",
  "pamphlet",
  "paper-conference",
  "patent",
  "performance",
  "periodical",
  "personal_communication",
  "post",
  "post-weblog",
  "regulation",
  "report",
  "review",
  "review-book",
  "software",
  "song",
  "speech",
  "standard",
  "thesis",
  "treaty",
  "webpage",
  NULL,
};

static gboolean
sniff_sources (const AnnalsSniff *sniffed)
{
  JsonObject *first;
  JsonNode *type;

  if (sniffed->first == NULL || g_strcmp0 (sniffed->path, "") != 0
      || !JSON_NODE_HOLDS_OBJECT (sniffed->first))
    return FALSE;
  first = json_node_get_object (sniffed->first);
  type = json_object_get_member (first, "type");
  /* vis-timeline's items have types of their own. */
  if (json_object_has_member (first, "start") && json_object_has_member (first, "content"))
    return FALSE;
  return json_object_has_member (first, "id") && is_string (type)
         && g_strv_contains (csl_types, json_node_get_string (type));
}

static char *
refuse_sources (const AnnalsSniff *sniffed)
{
  return g_strdup (_ ("this is a list of sources (CSL-JSON), not a timeline"));
}

const AnnalsReader annals_source_list_refusal = {
  .name = "sources",
  .sniff = sniff_sources,
  .refuse = refuse_sources,
};

/* --- A timeline of Annals's own that does not say so --- */

static gboolean
sniff_nameless (const AnnalsSniff *sniffed)
{
  JsonNode *events;

  /* The name may stand behind the events. */
  if (sniffed->header == NULL || !sniffed->is_whole)
    return FALSE;
  events = json_object_get_member (sniffed->header, "events");
  return events != NULL && JSON_NODE_HOLDS_ARRAY (events)
         && !json_object_has_member (sniffed->header, "format");
}

static char *
refuse_nameless (const AnnalsSniff *sniffed)
{
  return g_strdup (_ ("this is JSON, but no timeline that Annals knows: beside its list “events” there "
                      "is no “format”: “annals-1”"));
}

const AnnalsReader annals_nameless_refusal = {
  .name = "nameless",
  .sniff = sniff_nameless,
  .refuse = refuse_nameless,
};
