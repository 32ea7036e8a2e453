/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed, checked getters on JSON, for readers: a member of the wrong type is a problem with a
 * place, and then as if it were not there. A member that is null is not there either.
 *
 * Where a value stands is worked out only when it has to be told, by a second look at the text; so
 * a reader passes along how it came to each object: an AnnalsPlace a level, on the stack. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/builder.h"

G_BEGIN_DECLS

/* A JSON text under a reader's eyes: an element's slice, or the header. */
typedef struct
{
  const char *text;
  gsize length;
  guint64 offset;        /* of text in the file */
  const GArray *gaps;    /* (nullable) (element-type AnnalsScannedGap): cut out of text */
  AnnalsBatch *batch;    /* one of these two takes the problems; neither: */
  AnnalsBuilder *builder; /* they were told before */
  gsize looked;          /* bytes already walked to find places */
  gboolean is_cut;       /* what only details need may have been left out of what was parsed of it */
  gboolean needs_whole;  /* (out): the reader finds that it needs that, and has added no event */
} AnnalsText;

/* Where a byte of the text stands in the file. */
guint64 annals_text_to_file_offset (const AnnalsText *text, gsize offset);

typedef struct _AnnalsPlace AnnalsPlace;

struct _AnnalsPlace
{
  AnnalsText *text;
  const AnnalsPlace *parent; /* NULL: the text's own value */
  const char *name;          /* of the member in the parent; NULL: an element of it */
  guint index;
  JsonObject *object; /* NULL where the place is no object */
};

/* The text's own value. */
static inline AnnalsPlace
annals_place_root (AnnalsText *text, JsonObject *object)
{
  return (AnnalsPlace) { text, NULL, NULL, 0, object };
}

static inline AnnalsPlace
annals_place_member (const AnnalsPlace *parent, const char *name)
{
  return (AnnalsPlace) { parent->text, parent, name, 0, NULL };
}

/* Element of the array at a place. It is told, and FALSE, when it is no object. */
gboolean annals_json_enter_element (const AnnalsPlace *array_place, JsonArray *array, guint index,
                                    AnnalsPlace *place);

/* name: the member; NULL: the place itself. What is wrong and what was done about it, translated.
 * character: of the text that stands there, from 1; 0: its beginning. */
void annals_json_problem (const AnnalsPlace *place, const char *name, AnnalsSeverity severity,
                          guint character, const char *format, ...) G_GNUC_PRINTF (5, 6);

/* NULL where the member is not there or not of the type. Strings belong to the object. */
const char *annals_json_get_string (const AnnalsPlace *place, const char *name);
JsonArray *annals_json_get_array (const AnnalsPlace *place, const char *name);
/* As a place of its own; FALSE where there is none. */
gboolean annals_json_enter_member (const AnnalsPlace *place, const char *name, AnnalsPlace *member);
gboolean annals_json_get_boolean (const AnnalsPlace *place, const char *name, gboolean fallback);
double annals_json_get_number (const AnnalsPlace *place, const char *name, double fallback);
/* A text, or an integer as text: ids are compared as text. (transfer full) (nullable) */
char *annals_json_dup_id (const AnnalsPlace *place, const char *name);
/* The same of an array's element; what is neither is told. */
char *annals_json_dup_element_id (const AnnalsPlace *array_place, JsonArray *array, guint index);

/* The same of a node at hand, the member `name` of the place; NULL: it is not there. */
const char *annals_json_string_of (const AnnalsPlace *place, const char *name, JsonNode *node);
JsonArray *annals_json_array_of (const AnnalsPlace *place, const char *name, JsonNode *node);
gboolean annals_json_boolean_of (const AnnalsPlace *place, const char *name, JsonNode *node,
                                 gboolean fallback);
/* The fallback too when it is out of bounds, which is told. */
gint64 annals_json_integer_of (const AnnalsPlace *place, const char *name, JsonNode *node, gint64 min,
                               gint64 max, gint64 fallback);
char *annals_json_dup_id_of (const AnnalsPlace *place, const char *name, JsonNode *node);

/* All members of an object that a reader knows, in one go: looking up thirty names that are mostly
 * not there costs more than to read the event. names: at most 63. */
typedef struct
{
  const char *const *names;
  guint n_names;
  guint8 slots[128]; /* by a hash of the name: index + 1, 0 free */
} AnnalsMemberTable;

void annals_member_table_init (AnnalsMemberTable *table, const char *const *names, guint n_names);
/* nodes: (out caller-allocates): one for each name; NULL where the member is not there or null. */
void annals_member_table_collect (const AnnalsMemberTable *table, JsonObject *object, JsonNode **nodes);

/* The member of what may be an object, with nothing told; NULL where there is none. node:
 * (nullable) */
JsonNode *annals_json_member_of (JsonNode *node, const char *name);

/* Is the member there, and not null? */
gboolean annals_json_has (const AnnalsPlace *place, const char *name);

G_END_DECLS
