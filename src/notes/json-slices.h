/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON text read as a tree of slices: what each value is and where its bytes lie.
 *
 * The notebook must give back what it does not know byte for byte, so it needs places rather than
 * values; and it must refuse what RFC 8259 refuses, since a file it misread would be written over. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ANNALS_JSON_DEPTH_MAX 256
#define ANNALS_JSON_NONE (-1)

typedef enum
{
  ANNALS_JSON_OBJECT,
  ANNALS_JSON_ARRAY,
  ANNALS_JSON_STRING,
  ANNALS_JSON_NUMBER,
  ANNALS_JSON_LITERAL /* true, false, null */
} AnnalsJsonType;

typedef struct _AnnalsJsonSlices AnnalsJsonSlices;

/* Reads one strict JSON value (a byte-order mark before it is skipped). `text` is kept by
 * reference. Errors: G_IO_ERROR_INVALID_DATA with line and column. Node 0 is the root. */
AnnalsJsonSlices *annals_json_slices_new (GBytes *text, GError **error);
/* The same of a NUL-terminated text that is known to be valid JSON: NULL where it is not. */
AnnalsJsonSlices *annals_json_slices_new_from_string (const char *text);
void annals_json_slices_free (AnnalsJsonSlices *slices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsJsonSlices, annals_json_slices_free)

/* Nodes are numbers; every function takes ANNALS_JSON_NONE and answers with nothing. */
gboolean annals_json_slices_is (AnnalsJsonSlices *slices, int node, AnnalsJsonType type);
int annals_json_slices_first_child (AnnalsJsonSlices *slices, int node);
int annals_json_slices_next (AnnalsJsonSlices *slices, int node);
int annals_json_slices_member (AnnalsJsonSlices *slices, int node, const char *name); /* the last of that name */
char *annals_json_slices_name (AnnalsJsonSlices *slices, int node);                   /* of a member */
/* A string's characters, NULL where the node is no string. U+0000 and lone surrogates, which no C
 * string of UTF-8 can hold, become U+FFFD. (transfer full) */
char *annals_json_slices_string (AnnalsJsonSlices *slices, int node);
/* The member's string. (transfer full) (nullable) */
char *annals_json_slices_member_string (AnnalsJsonSlices *slices, int node, const char *name);
/* The node's own bytes. (transfer full), NUL-terminated */
char *annals_json_slices_raw (AnnalsJsonSlices *slices, int node);
/* Is the node that string, or an array with that string in it? */
gboolean annals_json_slices_has_word (AnnalsJsonSlices *slices, int node, const char *word);

/* Writing. */
void annals_json_append_string (GString *out, const char *text);
char *annals_json_quote (const char *text);

typedef struct
{
  const char *name;
  const char *raw; /* JSON; NULL: the member is taken out */
} AnnalsJsonPatch;

/* The object `node` (ANNALS_JSON_NONE: an empty one) with those members put in, in place where they
 * were, at the end otherwise; all others keep their bytes. `separator` stands before each member
 * ("\n    ", " "), `closing` before the brace. (transfer full) */
char *annals_json_patch_object (AnnalsJsonSlices *slices, int node, const AnnalsJsonPatch *patches,
                                guint n_patches, const char *separator, const char *closing);

G_END_DECLS
