/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The native format's objects: which members each has and of what sort, as the schema in data/schema
 * says it, for writing files that it holds good. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_SORT_TEXT,
  ANNALS_SORT_NAME,      /* a text that is not empty; a number becomes one */
  ANNALS_SORT_SOURCE_ID, /* the same, but that whole numbers stay */
  ANNALS_SORT_ID,        /* of an event: the timeline's own */
  ANNALS_SORT_DATE,      /* of an event: the columns say whether it could be read */
  ANNALS_SORT_PAIR,      /* its begin and end likewise */
  ANNALS_SORT_OTHER_DATE,
  ANNALS_SORT_DAY,
  ANNALS_SORT_INTERVAL,
  ANNALS_SORT_LINK_TARGET,
  ANNALS_SORT_BOOLEAN,
  ANNALS_SORT_IMPORTANCE,
  ANNALS_SORT_LATITUDE,
  ANNALS_SORT_LONGITUDE,
  ANNALS_SORT_CALENDAR,
  ANNALS_SORT_CERTAINTY,
  ANNALS_SORT_STANCE,
  ANNALS_SORT_COLOR,
  ANNALS_SORT_PAGE,
  ANNALS_SORT_AUTHORS,
  ANNALS_SORT_CSL_DATE,
  ANNALS_SORT_FIELDS,
  ANNALS_SORT_FORMAT,
  ANNALS_SORT_OBJECT,  /* of the shape */
  ANNALS_SORT_NAMED,   /* the same, or its name alone, which becomes an object */
  ANNALS_SORT_OBJECTS, /* a list of these */
  ANNALS_SORT_NAMES,
  ANNALS_SORT_NAMES_OR_OBJECTS,
  ANNALS_SORT_IDS_OR_OBJECTS,
} AnnalsSort;

typedef struct _AnnalsShape AnnalsShape;

typedef struct
{
  const char *name;
  AnnalsSort sort;
  const AnnalsShape *shape; /* of what is an object in it */
} AnnalsShapeMember;

struct _AnnalsShape
{
  const AnnalsShapeMember *members; /* up to one without a name */
  const char *needs[2][3];          /* of each of these one has to be there */
  const char *taken[2];             /* a member and the name that is taken where it is not there */
};

extern const AnnalsShape annals_root_shape;

/* NULL: the format knows none of that name. */
const AnnalsShapeMember *annals_shape_find (const AnnalsShape *shape, const char *name);

/* "#RRGGBB", which is all that the format takes. color: (nullable) */
gboolean annals_shape_is_color (const char *color);

G_END_DECLS
