/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The native reader: what an event says beyond its columns. Its problems were told when the file
 * was read; here what is not as it should be is left out. */
#include "formats/native-private.h"

#include <math.h>
#include <string.h>

static void
read_other_dates (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonArray *others = annals_json_get_array (event, "otherDates");
  AnnalsPlace array_place = annals_place_member (event, "otherDates");

  for (guint i = 0; others != NULL && i < json_array_get_length (others); i++)
    {
      AnnalsPlace place;
      AnnalsOtherDate *other;

      if (!annals_json_enter_element (&array_place, others, i, &place)
          || annals_json_get_string (&place, "date") == NULL)
        continue;
      other = annals_event_details_add_other_date (details);
      other->date = g_strdup (annals_json_get_string (&place, "date"));
      other->by = g_strdup (annals_json_get_string (&place, "by"));
      other->source = annals_json_dup_id (&place, "source");
      other->why = g_strdup (annals_json_get_string (&place, "why"));
    }
}

static void
read_actors (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonArray *actors = annals_json_get_array (event, "actors");
  AnnalsPlace array_place = annals_place_member (event, "actors");

  for (guint i = 0; actors != NULL && i < json_array_get_length (actors); i++)
    {
      JsonNode *node = json_array_get_element (actors, i);
      AnnalsPlace place = { 0 };
      const char *name = NULL;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        name = json_node_get_string (node);
      else if (annals_json_enter_element (&array_place, actors, i, &place))
        name = annals_json_get_string (&place, "name");
      if (name != NULL)
        {
          AnnalsActor *actor = annals_event_details_add_actor (details);

          actor->name = g_strdup (name);
          if (place.object != NULL)
            actor->role = g_strdup (annals_json_get_string (&place, "role"));
        }
    }
}

static void
read_place (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonNode *node = json_object_get_member (event->object, "place");
  AnnalsPlace place;
  double latitude, longitude;

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      details->place = json_node_dup_string (node);
      return;
    }
  if (!annals_json_enter_member (event, "place", &place))
    return;
  details->place = g_strdup (annals_json_get_string (&place, "name"));
  latitude = annals_json_get_number (&place, "latitude", NAN);
  longitude = annals_json_get_number (&place, "longitude", NAN);
  if (fabs (latitude) <= 90 && fabs (longitude) <= 180)
    {
      details->latitude = latitude;
      details->longitude = longitude;
    }
}

static void
read_tags (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonArray *tags = annals_json_get_array (event, "tags");
  AnnalsPlace array_place = annals_place_member (event, "tags");

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      char *tag = annals_json_dup_element_id (&array_place, tags, i);

      if (tag != NULL)
        g_ptr_array_add (details->tags, tag);
    }
}

static void
read_claims (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonArray *claims = annals_json_get_array (event, "claims");
  AnnalsPlace array_place = annals_place_member (event, "claims");

  for (guint i = 0; claims != NULL && i < json_array_get_length (claims); i++)
    {
      AnnalsPlace place;
      AnnalsClaim *claim;
      const char *stance;

      if (!annals_json_enter_element (&array_place, claims, i, &place))
        continue;
      claim = annals_event_details_add_claim (details);
      stance = annals_json_get_string (&place, "stance");
      if (!annals_stance_from_id (stance, &claim->stance))
        claim->stance_text = g_strdup (stance);
      claim->by = g_strdup (annals_json_get_string (&place, "by"));
      claim->text = g_strdup (annals_json_get_string (&place, "text"));
      claim->quote = g_strdup (annals_json_get_string (&place, "quote"));
      claim->is_hedged = annals_json_get_boolean (&place, "hedged", FALSE);
      claim->source = annals_json_dup_id (&place, "source");
      claim->event = annals_json_dup_id (&place, "event");
    }
}

static void
read_citations (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonArray *sources = annals_json_get_array (event, "sources");
  AnnalsPlace array_place = annals_place_member (event, "sources");

  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    {
      AnnalsPlace place = { 0 };
      AnnalsCitation *citation;
      char *id = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (sources, i)))
        id = annals_json_dup_element_id (&array_place, sources, i);
      else if (annals_json_enter_element (&array_place, sources, i, &place))
        id = annals_json_dup_id (&place, "source");
      if (id == NULL)
        continue;
      citation = annals_event_details_add_citation (details);
      citation->source = id;
      if (place.object != NULL)
        {
          citation->locator = g_strdup (annals_json_get_string (&place, "locator"));
          citation->quote = g_strdup (annals_json_get_string (&place, "quote"));
        }
    }
}

static void
read_media (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  JsonArray *media = annals_json_get_array (event, "media");
  AnnalsPlace array_place = annals_place_member (event, "media");

  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      AnnalsPlace place;
      AnnalsMedia *medium;

      if (!annals_json_enter_element (&array_place, media, i, &place)
          || annals_json_get_string (&place, "url") == NULL)
        continue;
      medium = annals_event_details_add_media (details);
      medium->url = g_strdup (annals_json_get_string (&place, "url"));
      medium->title = g_strdup (annals_json_get_string (&place, "title"));
      medium->credit = g_strdup (annals_json_get_string (&place, "credit"));
      medium->alternative = g_strdup (annals_json_get_string (&place, "alternative"));
    }
}

/* Values are shown as the file writes them: texts bare, all else as JSON. */
static void
read_fields (const AnnalsPlace *event, AnnalsEventDetails *details)
{
  AnnalsPlace place;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!annals_json_enter_member (event, "fields", &place))
    return;
  json_object_iter_init_ordered (&iter, place.object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      AnnalsField *field = annals_event_details_add_field (details);

      field->name = g_strdup (name);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        field->value = json_node_dup_string (node);
      else
        field->value = json_to_string (node, FALSE);
    }
}

void
annals_native_read_details (gconstpointer context,
                            const AnnalsPlace *places,
                            guint n_places,
                            AnnalsEventDetails *details)
{
  const AnnalsNative *native = context;
  const AnnalsPlace *event = &places[0];

  details->date = annals_json_has (event, "date") ? annals_json_dup_id (event, "date") : NULL;
  details->begin = g_strdup (annals_json_get_string (event, "begin"));
  details->end = g_strdup (annals_json_get_string (event, "end"));
  details->date_text = g_strdup (annals_json_get_string (event, "dateText"));
  details->date_basis = g_strdup (annals_json_get_string (event, "dateBasis"));
  details->is_julian = annals_native_is_julian (event, native->is_julian);
  details->kind_text = g_strdup (annals_json_get_string (event, "kind"));
  details->certainty_text = g_strdup (annals_json_get_string (event, "certainty"));
  details->summary = g_strdup (annals_json_get_string (event, "summary"));
  details->outcome = g_strdup (annals_json_get_string (event, "outcome"));
  details->color = g_strdup (annals_json_get_string (event, "color"));
  read_other_dates (event, details);
  read_actors (event, details);
  read_place (event, details);
  read_tags (event, details);
  read_claims (event, details);
  read_citations (event, details);
  read_media (event, details);
  read_fields (event, details);
}
