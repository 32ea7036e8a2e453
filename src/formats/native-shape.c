/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The native format's objects. */
#include "formats/native-shape.h"

#include <string.h>

#define TEXT(name_)                                                                                \
  {                                                                                                \
    name_, ANNALS_SORT_TEXT, NULL                                                                  \
  }
#define NAME(name_)                                                                                \
  {                                                                                                \
    name_, ANNALS_SORT_NAME, NULL                                                                  \
  }
#define SOURCE(name_)                                                                              \
  {                                                                                                \
    name_, ANNALS_SORT_SOURCE_ID, NULL                                                             \
  }
#define OF(name_, sort_)                                                                           \
  {                                                                                                \
    name_, ANNALS_SORT_##sort_, NULL                                                               \
  }

static const AnnalsShapeMember other_date_members[]
    = { OF ("date", OTHER_DATE), TEXT ("by"), SOURCE ("source"), TEXT ("why"), { 0 } };
static const AnnalsShape other_date_shape = { other_date_members, { { "date" } }, { NULL } };

static const AnnalsShapeMember actor_members[] = { NAME ("name"), TEXT ("role"), { 0 } };
static const AnnalsShape actor_shape = { actor_members, { { "name" } }, { NULL } };

static const AnnalsShapeMember place_members[]
    = { NAME ("name"), OF ("latitude", LATITUDE), OF ("longitude", LONGITUDE), { 0 } };
static const AnnalsShape place_shape = { place_members, { { "name", "latitude" } }, { NULL } };

static const AnnalsShapeMember claim_members[] = {
  NAME ("by"),       OF ("stance", STANCE), TEXT ("text"), TEXT ("quote"), OF ("hedged", BOOLEAN),
  SOURCE ("source"), NAME ("event"),        { 0 }
};
static const AnnalsShape claim_shape
    = { claim_members, { { "by" }, { "text", "quote" } }, { NULL } };

static const AnnalsShapeMember citation_members[]
    = { SOURCE ("source"), TEXT ("locator"), TEXT ("quote"), { 0 } };
static const AnnalsShape citation_shape = { citation_members, { { "source" } }, { NULL } };

static const AnnalsShapeMember link_members[]
    = { NAME ("type"), OF ("to", LINK_TARGET), OF ("hedged", BOOLEAN), { 0 } };
static const AnnalsShape link_shape = { link_members, { { "to" } }, { "type", "refers-to" } };

static const AnnalsShapeMember medium_members[]
    = { NAME ("url"), TEXT ("title"), TEXT ("credit"), TEXT ("alternative"), { 0 } };
static const AnnalsShape medium_shape = { medium_members, { { "url" } }, { NULL } };

static const AnnalsShapeMember event_members[] = {
  OF ("id", ID),
  TEXT ("title"),
  OF ("date", DATE),
  OF ("begin", PAIR),
  OF ("end", PAIR),
  TEXT ("dateText"),
  TEXT ("dateBasis"),
  OF ("calendar", CALENDAR),
  { "otherDates", ANNALS_SORT_OBJECTS, &other_date_shape },
  NAME ("track"),
  NAME ("kind"),
  OF ("certainty", CERTAINTY),
  OF ("importance", IMPORTANCE),
  OF ("background", BOOLEAN),
  { "actors", ANNALS_SORT_NAMES_OR_OBJECTS, &actor_shape },
  { "place", ANNALS_SORT_NAMED, &place_shape },
  OF ("tags", NAMES),
  TEXT ("summary"),
  TEXT ("outcome"),
  { "claims", ANNALS_SORT_OBJECTS, &claim_shape },
  { "sources", ANNALS_SORT_IDS_OR_OBJECTS, &citation_shape },
  { "links", ANNALS_SORT_OBJECTS, &link_shape },
  { "media", ANNALS_SORT_OBJECTS, &medium_shape },
  OF ("color", COLOR),
  OF ("fields", FIELDS),
  { 0 },
};
static const AnnalsShape event_shape = { event_members, { { "id" }, { "title" } }, { NULL } };

static const AnnalsShapeMember track_members[] = { NAME ("id"),
                                                   TEXT ("title"),
                                                   OF ("color", COLOR),
                                                   TEXT ("description"),
                                                   NAME ("parent"),
                                                   OF ("folded", BOOLEAN),
                                                   { 0 } };
static const AnnalsShape track_shape = { track_members, { { "id" } }, { NULL } };

static const AnnalsShapeMember custom_members[] = { OF ("read", BOOLEAN), { 0 } };
static const AnnalsShape custom_shape = { custom_members, { { NULL } }, { NULL } };

static const AnnalsShapeMember source_members[] = {
  SOURCE ("id"),
  NAME ("type"),
  TEXT ("title"),
  OF ("author", AUTHORS),
  TEXT ("container-title"),
  TEXT ("publisher"),
  OF ("issued", CSL_DATE),
  OF ("accessed", CSL_DATE),
  OF ("page", PAGE),
  TEXT ("DOI"),
  TEXT ("URL"),
  { "custom", ANNALS_SORT_OBJECT, &custom_shape },
  { 0 },
};
static const AnnalsShape source_shape = { source_members, { { "id" } }, { NULL } };

static const AnnalsShapeMember root_members[] = {
  OF ("format", FORMAT),
  TEXT ("id"),
  TEXT ("title"),
  TEXT ("description"),
  TEXT ("language"),
  OF ("asOf", DAY),
  OF ("view", INTERVAL),
  OF ("calendar", CALENDAR),
  { "tracks", ANNALS_SORT_OBJECTS, &track_shape },
  { "sources", ANNALS_SORT_OBJECTS, &source_shape },
  { "events", ANNALS_SORT_OBJECTS, &event_shape },
  { 0 },
};
const AnnalsShape annals_root_shape = { root_members, { { NULL } }, { NULL } };

const AnnalsShapeMember *
annals_shape_find (const AnnalsShape *shape, const char *name)
{
  for (const AnnalsShapeMember *member = shape->members; member->name != NULL; member++)
    if (strcmp (member->name, name) == 0)
      return member;
  return NULL;
}

gboolean
annals_shape_is_color (const char *color)
{
  return color != NULL && color[0] == '#' && strlen (color) == 7
         && strspn (color + 1, "0123456789abcdefABCDEF") == 6;
}
