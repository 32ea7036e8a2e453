/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The native reader: an event of the file to a row of the columns. */
#include "formats/native-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "time/edtf.h"

static const char *
describe (void)
{
  return _ ("“format”: “annals-1” (Annals)");
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  JsonNode *format;

  if (sniffed->header == NULL)
    return FALSE;
  format = json_object_get_member (sniffed->header, "format");
  return format != NULL && JSON_NODE_HOLDS_VALUE (format)
         && json_node_get_value_type (format) == G_TYPE_STRING
         && (strcmp (json_node_get_string (format), "annals") == 0
             || g_str_has_prefix (json_node_get_string (format), "annals-"));
}

enum
{
  ID,
  TITLE,
  DATE,
  BEGIN,
  END,
  CALENDAR,
  OTHER_DATES,
  TRACK,
  KIND,
  CERTAINTY,
  IMPORTANCE,
  BACKGROUND,
  ACTORS,
  PLACE,
  TAGS,
  CLAIMS,
  SOURCES,
  LINKS,
  MEDIA,
  FIELDS,
  SUMMARY,
  OUTCOME,
  DATE_TEXT,
  DATE_BASIS,
  COLOR,
  N_MEMBERS
};

static const char *const names[N_MEMBERS] = {
  [ID] = "id",
  [TITLE] = "title",
  [DATE] = "date",
  [BEGIN] = "begin",
  [END] = "end",
  [CALENDAR] = "calendar",
  [OTHER_DATES] = "otherDates",
  [TRACK] = "track",
  [KIND] = "kind",
  [CERTAINTY] = "certainty",
  [IMPORTANCE] = "importance",
  [BACKGROUND] = "background",
  [ACTORS] = "actors",
  [PLACE] = "place",
  [TAGS] = "tags",
  [CLAIMS] = "claims",
  [SOURCES] = "sources",
  [LINKS] = "links",
  [MEDIA] = "media",
  [FIELDS] = "fields",
  [SUMMARY] = "summary",
  [OUTCOME] = "outcome",
  [DATE_TEXT] = "dateText",
  [DATE_BASIS] = "dateBasis",
  [COLOR] = "color",
};

/* An element under the reader's eyes. */
typedef struct
{
  const AnnalsPlace *place;
  JsonNode *nodes[N_MEMBERS]; /* NULL: not there, or null */
} Event;

static const AnnalsMemberTable *
member_table (void)
{
  static AnnalsMemberTable table;
  static gsize is_made;

  if (g_once_init_enter (&is_made))
    {
      annals_member_table_init (&table, names, N_MEMBERS);
      g_once_init_leave (&is_made, 1);
    }
  return &table;
}

static const char *
get_string (const Event *event, guint member)
{
  return annals_json_string_of (event->place, names[member], event->nodes[member]);
}

/* Its list and the list's own place; NULL where there is none. */
static JsonArray *
get_array (const Event *event, guint member, AnnalsPlace *array_place)
{
  *array_place = annals_place_member (event->place, names[member]);
  return annals_json_array_of (event->place, names[member], event->nodes[member]);
}

/* The date of the event under way, on its way into the row. */
typedef struct
{
  char *made;      /* owned: where the string is not the file's own */
  GArray *members; /* of AnnalsSpan, of a `{a,b}` date; NULL until there are any */
} Dating;

static gboolean
parse_date (const char *date,
            gboolean is_julian,
            AnnalsSpan *span,
            GArray *members,
            guint *column,
            GError **error)
{
  return is_julian ? annals_edtf_parse_julian (date, -1, span, members, column, error)
                   : annals_edtf_parse (date, -1, span, members, column, error);
}

static void
read_date_string (const AnnalsPlace *place,
                  const char *name,
                  const char *date,
                  gboolean is_julian,
                  AnnalsEventRow *row,
                  Dating *dating)
{
  g_autoptr (GError) error = NULL;
  guint column = 0;

  if (*date == '{')
    dating->members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  row->date = date;
  if (!parse_date (date, is_julian, &row->span, dating->members, &column, &error))
    annals_json_problem (place, name, ANNALS_SEVERITY_ERROR, column,
                         _ ("“%s” is no date: %s. The event is left undated."), date,
                         error->message);
}

/* `begin` and `end`, kept as one string with U+001F between. */
static void
read_date_pair (const Event *event, gboolean is_julian, AnnalsEventRow *row, Dating *dating)
{
  const char *begin = get_string (event, BEGIN);
  const char *end = get_string (event, END);
  g_autoptr (GError) error = NULL;
  guint column = 0;
  gboolean is_good;

  if (begin == NULL && end == NULL)
    return;

  dating->made = g_strdup_printf ("%s\037%s", begin != NULL ? begin : "", end != NULL ? end : "");
  row->date = dating->made;
  row->flags |= ANNALS_EVENT_DATE_PAIR;
  is_good = is_julian ? annals_edtf_parse_pair_julian (begin, end, &row->span, &column, &error)
                      : annals_edtf_parse_pair (begin, end, &row->span, &column, &error);
  if (!is_good)
    {
      AnnalsSpan span;
      gboolean is_begin = begin != NULL && !annals_edtf_parse_pair (begin, NULL, &span, NULL, NULL);

      annals_json_problem (
          event->place, is_begin || end == NULL ? "begin" : "end", ANNALS_SEVERITY_ERROR, column,
          _ ("“begin” and “end” give no date: %s. The event is left undated."), error->message);
    }
}

static void
read_date (const Event *event, gboolean is_julian, AnnalsEventRow *row, Dating *dating)
{
  const AnnalsPlace *place = event->place;
  JsonNode *node = event->nodes[DATE];

  if (is_julian)
    row->flags |= ANNALS_EVENT_JULIAN;
  if (node == NULL)
    {
      read_date_pair (event, is_julian, row, dating);
      return;
    }
  if (event->nodes[BEGIN] != NULL || event->nodes[END] != NULL)
    annals_json_problem (place, "date", ANNALS_SEVERITY_WARNING, 0,
                         _ ("The event has “date” and “begin” or “end” too; these are ignored."));

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    read_date_string (place, "date", json_node_get_string (node), is_julian, row, dating);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      dating->made = annals_year_to_edtf (json_node_get_int (node));
      annals_json_problem (place, "date", ANNALS_SEVERITY_WARNING, 0,
                           _ ("“date” should be a text; the number is read as the year %s."),
                           dating->made);
      read_date_string (place, "date", dating->made, is_julian, row, dating);
    }
  else
    annals_json_problem (place, "date", ANNALS_SEVERITY_ERROR, 0,
                         _ ("“date” should be a text; the event is left undated."));
}

static void
read_words (const Event *event, AnnalsEventRow *row)
{
  const char *certainty = get_string (event, CERTAINTY);

  row->track = get_string (event, TRACK);
  annals_kind_from_id (get_string (event, KIND), &row->kind);
  if (!annals_certainty_from_id (certainty, &row->certainty))
    annals_json_problem (
        event->place, "certainty", ANNALS_SEVERITY_WARNING, 0,
        _ ("“%s” is no certainty that Annals knows; the event is taken as established."),
        certainty);
  row->importance = annals_json_integer_of (event->place, "importance", event->nodes[IMPORTANCE],
                                            ANNALS_IMPORTANCE_LANDMARK, ANNALS_IMPORTANCE_DETAIL,
                                            ANNALS_IMPORTANCE_STANDARD);
  if (annals_json_boolean_of (event->place, "background", event->nodes[BACKGROUND], FALSE))
    row->flags |= ANNALS_EVENT_BACKGROUND;
}

/* Members that only the details hold: read here for their types alone, so that `--check` and the
 * list of problems need no details. */
static void
check_details (const Event *event)
{
  AnnalsPlace array_place, fields;
  JsonArray *media = get_array (event, MEDIA, &array_place);

  for (guint member = SUMMARY; member <= COLOR; member++)
    get_string (event, member);
  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      AnnalsPlace medium;

      if (annals_json_enter_element (&array_place, media, i, &medium)
          && annals_json_get_string (&medium, "url") == NULL)
        annals_json_problem (&medium, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("A medium has no “url”; it is left out."));
    }
  if (event->nodes[FIELDS] != NULL)
    annals_json_enter_member (event->place, "fields", &fields);
}

static void
read_other_dates (const Event *event, gboolean is_julian, AnnalsBatch *batch)
{
  AnnalsPlace array_place;
  JsonArray *others = get_array (event, OTHER_DATES, &array_place);

  for (guint i = 0; others != NULL && i < json_array_get_length (others); i++)
    {
      AnnalsPlace other;
      AnnalsSpan span;
      const char *date;
      g_autoptr (GError) error = NULL;
      guint column = 0;

      if (!annals_json_enter_element (&array_place, others, i, &other))
        continue;
      date = annals_json_get_string (&other, "date");
      if (date == NULL)
        annals_json_problem (&other, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("Another dating has no “date”; it is left out."));
      else if (parse_date (date, is_julian, &span, NULL, &column, &error))
        annals_batch_add_extra_span (batch, &span, FALSE);
      else
        annals_json_problem (&other, "date", ANNALS_SEVERITY_WARNING, column,
                             _ ("“%s” is no date: %s. It is shown as it stands."), date,
                             error->message);
    }
}

static void
read_actors (const Event *event, AnnalsBatch *batch)
{
  AnnalsPlace array_place;
  JsonArray *actors = get_array (event, ACTORS, &array_place);

  for (guint i = 0; actors != NULL && i < json_array_get_length (actors); i++)
    {
      JsonNode *node = json_array_get_element (actors, i);
      AnnalsPlace actor;
      const char *name;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          annals_batch_add_term (batch, ANNALS_TERM_ACTOR, json_node_get_string (node));
          continue;
        }
      if (!annals_json_enter_element (&array_place, actors, i, &actor))
        continue;
      name = annals_json_get_string (&actor, "name");
      if (name != NULL)
        annals_batch_add_term (batch, ANNALS_TERM_ACTOR, name);
      else
        annals_json_problem (&actor, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("An actor has no “name”; it is left out."));
    }
}

static void
read_place (const Event *event, AnnalsBatch *batch)
{
  JsonNode *node = event->nodes[PLACE];
  AnnalsPlace place;
  const char *name = NULL;
  double latitude, longitude;

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    name = json_node_get_string (node);
  else if (annals_json_enter_member (event->place, "place", &place))
    {
      name = annals_json_get_string (&place, "name");
      latitude = annals_json_get_number (&place, "latitude", 0);
      longitude = annals_json_get_number (&place, "longitude", 0);
      if (latitude < -90 || latitude > 90)
        annals_json_problem (&place, "latitude", ANNALS_SEVERITY_WARNING, 0,
                             _ ("A latitude lies from -90 to 90; the coordinates are ignored."));
      else if (longitude < -180 || longitude > 180)
        annals_json_problem (&place, "longitude", ANNALS_SEVERITY_WARNING, 0,
                             _ ("A longitude lies from -180 to 180; the coordinates are ignored."));
    }
  if (name != NULL && *name != '\0')
    annals_batch_add_term (batch, ANNALS_TERM_PLACE, name);
}

static void
read_tags (const Event *event, AnnalsBatch *batch)
{
  AnnalsPlace array_place;
  JsonArray *tags = get_array (event, TAGS, &array_place);

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *node = json_array_get_element (tags, i);
      g_autofree char *tag = NULL;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          annals_batch_add_term (batch, ANNALS_TERM_TAG, json_node_get_string (node));
          continue;
        }
      tag = annals_json_dup_element_id (&array_place, tags, i);
      if (tag != NULL)
        annals_batch_add_term (batch, ANNALS_TERM_TAG, tag);
    }
}

/* The sources of its claims are the event's too. */
static void
read_claims (const Event *event, AnnalsBatch *batch)
{
  AnnalsPlace array_place;
  JsonArray *claims = get_array (event, CLAIMS, &array_place);

  for (guint i = 0; claims != NULL && i < json_array_get_length (claims); i++)
    {
      static const char *const strings[] = { "by", "text", "quote", "event" };
      AnnalsPlace claim;
      AnnalsStance stance;
      const char *word;
      g_autofree char *source = NULL;

      if (!annals_json_enter_element (&array_place, claims, i, &claim))
        continue;
      if (!json_object_has_member (claim.object, "by"))
        annals_json_problem (&claim, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("A claim has no “by”; it is shown as somebody's."));
      word = annals_json_get_string (&claim, "stance");
      if (!annals_stance_from_id (word, &stance))
        annals_json_problem (&claim, "stance", ANNALS_SEVERITY_WARNING, 0,
                             _ ("“%s” is no stance that Annals knows; it is shown as it stands."),
                             word);
      for (guint s = 0; s < G_N_ELEMENTS (strings); s++)
        annals_json_get_string (&claim, strings[s]);
      annals_json_get_boolean (&claim, "hedged", FALSE);
      source = annals_json_dup_id (&claim, "source");
      if (source != NULL)
        annals_batch_add_term (batch, ANNALS_TERM_SOURCE, source);
    }
}

/* Has to be known before the row is added: does a claim dispute or doubt? */
static guint
claim_flags (const Event *event)
{
  JsonNode *node = event->nodes[CLAIMS];
  JsonArray *claims
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint flags = 0;

  for (guint i = 0; claims != NULL && i < json_array_get_length (claims); i++)
    {
      JsonNode *claim = json_array_get_element (claims, i), *stance;

      if (!JSON_NODE_HOLDS_OBJECT (claim))
        continue;
      flags |= ANNALS_EVENT_HAS_CLAIMS;
      stance = json_object_get_member (json_node_get_object (claim), "stance");
      if (stance != NULL && JSON_NODE_HOLDS_VALUE (stance)
          && json_node_get_value_type (stance) == G_TYPE_STRING
          && (strcmp (json_node_get_string (stance), "disputes") == 0
              || strcmp (json_node_get_string (stance), "doubts") == 0))
        flags |= ANNALS_EVENT_CLAIMS_DISAGREE;
    }
  return flags;
}

static void
read_sources (const Event *event, AnnalsBatch *batch)
{
  AnnalsPlace array_place;
  JsonArray *sources = get_array (event, SOURCES, &array_place);

  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    {
      JsonNode *node = json_array_get_element (sources, i);
      AnnalsPlace citation;
      g_autofree char *id = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        id = annals_json_dup_element_id (&array_place, sources, i);
      else if (annals_json_enter_element (&array_place, sources, i, &citation))
        {
          id = annals_json_dup_id (&citation, "source");
          annals_json_get_string (&citation, "locator");
          annals_json_get_string (&citation, "quote");
          if (id == NULL)
            annals_json_problem (&citation, NULL, ANNALS_SEVERITY_WARNING, 0,
                                 _ ("A citation has no “source”; it is left out."));
        }
      if (id != NULL)
        annals_batch_add_term (batch, ANNALS_TERM_SOURCE, id);
    }
}

static void
read_links (const Event *event, AnnalsBatch *batch)
{
  AnnalsPlace array_place;
  JsonArray *links = get_array (event, LINKS, &array_place);

  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      AnnalsPlace link;
      const char *type;
      g_autofree char *to = NULL;

      if (!annals_json_enter_element (&array_place, links, i, &link))
        continue;
      type = annals_json_get_string (&link, "type");
      to = annals_json_dup_id (&link, "to");
      if (to != NULL)
        annals_batch_add_link (batch, type != NULL ? type : "refers-to", to,
                               annals_json_get_boolean (&link, "hedged", FALSE));
      else
        annals_json_problem (&link, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("A link does not say where “to”; it is left out."));
    }
}

/* The event's id and title, without which it is none. */
static gboolean
read_name (const Event *event, AnnalsEventRow *row, char **id)
{
  const AnnalsPlace *place = event->place;

  *id = annals_json_dup_id_of (place, "id", event->nodes[ID]);
  if (*id == NULL || **id == '\0')
    {
      annals_json_problem (place, *id != NULL ? "id" : NULL, ANNALS_SEVERITY_ERROR, 0,
                           _ ("The event has no “id”; it is left out."));
      return FALSE;
    }
  row->id = *id;
  row->title = get_string (event, TITLE);
  if (row->title == NULL)
    annals_json_problem (place, NULL, ANNALS_SEVERITY_ERROR, 0,
                         _ ("The event “%s” has no “title”; it is left out."), *id);
  return row->title != NULL;
}

static void
read_event (gconstpointer context, const AnnalsPlace *place)
{
  const AnnalsNative *native = context;
  AnnalsBatch *batch = place->text->batch;
  AnnalsEventRow row = {
    .span = ANNALS_SPAN_INIT_UNDATED,
    .offset = place->text->offset,
    .length = place->text->length,
    .text = place->text->text,
  };
  Event event = { .place = place };
  g_autofree char *id = NULL;
  Dating dating = { NULL, NULL };
  gboolean is_julian;

  annals_member_table_collect (member_table (), place->object, event.nodes);
  if (!read_name (&event, &row, &id))
    return;

  is_julian = event.nodes[CALENDAR] != NULL ? annals_native_is_julian (place, native->is_julian)
                                            : native->is_julian;
  read_date (&event, is_julian, &row, &dating);
  read_words (&event, &row);
  row.flags |= claim_flags (&event);
  annals_batch_add_event (batch, &row);

  for (guint m = 0;
       dating.members != NULL && annals_span_is_dated (&row.span) && m < dating.members->len; m++)
    annals_batch_add_extra_span (batch, &g_array_index (dating.members, AnnalsSpan, m), TRUE);
  read_other_dates (&event, is_julian, batch);
  read_actors (&event, batch);
  read_place (&event, batch);
  read_tags (&event, batch);
  read_sources (&event, batch);
  read_claims (&event, batch);
  read_links (&event, batch);
  check_details (&event);

  g_clear_pointer (&dating.members, g_array_unref);
  g_free (dating.made);
}

static const char *const paths[] = { "events", NULL };
static const char *const details[] = { "summary", "outcome", "dateBasis", "dateText", NULL };

const AnnalsReader annals_native_reader = {
  .name = "native",
  .describe = describe,
  .paths = paths,
  .details = details,
  .sniff = sniff,
  .open = annals_native_open,
  .close = g_free,
  .read_event = read_event,
  .read_details = annals_native_read_details,
};
