/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slice of JSON text that the scanner has passed: made fit for json-glib, and searched for where
 * a value stands. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What valid JSON may say and json-glib (or a C string) may not hold. */
typedef enum
{
  ANNALS_MEND_NUL,         /* \u0000: read as U+FFFD */
  ANNALS_MEND_SURROGATE,   /* half a surrogate pair: read as U+FFFD */
  ANNALS_MEND_BIG_INTEGER, /* beyond 64 bits: read as null */
  ANNALS_MEND_BIG_NUMBER,  /* beyond a double: read as null */
  ANNALS_MEND_SAME_NAME,   /* a member that stands twice: the last counts; text is the name */
} AnnalsMend;

/* offset: from the slice's start. text: (nullable), for the call. */
typedef void (*AnnalsMendFunc) (AnnalsMend mend, gsize offset, const char *text, gpointer data);

/* Changes the text in place, its length stays. func: (nullable) */
void annals_slice_mend (char *text, gsize length, AnnalsMendFunc func, gpointer data);
/* Only tells what that would, and changes nothing. */
void annals_slice_foreach_mend (const char *text, gsize length, AnnalsMendFunc func, gpointer data);

/* A sentence about it, translated. (transfer full) */
char *annals_mend_to_text (AnnalsMend mend, const char *text);

/* One step of the way from a slice's value to one inside it: a member's name, else an index. */
typedef struct
{
  const char *name;
  guint index;
} AnnalsStep;

/* Finds the value at the end of the path, or with is_name the name in front of it. FALSE when the
 * way does not lead there; then *offset is where it still led. */
gboolean annals_slice_locate (const char *text, gsize length, const AnnalsStep *steps, guint n_steps,
                              gboolean is_name, gsize *offset);

/* How long the value is that begins there. */
gsize annals_slice_get_value_length (const char *text, gsize length, gsize offset);

/* The place of a text's character (from 1) in the JSON string that begins at offset. */
gsize annals_slice_locate_character (const char *text, gsize length, gsize offset, guint character);

/* A string of more bytes than this, as written, is longer than any text that a column keeps: its end
 * need not be built to read an event. */
#define ANNALS_SLICE_STRING_MAX (512 * 1024)

/* Appends the text with such strings cut there, between characters. The places of what comes behind are no
 * longer the file's. */
void annals_slice_append_shortened (GString *to, const char *text, gsize length);

/* The members of an object, or the elements of a list, as they stand. */
typedef struct
{
  const char *at, *end;
  const char *name; /* with its quotes; NULL: a list's element */
  gsize name_length;
  const char *value;
  gsize value_length;
  gboolean is_object;
} AnnalsSliceIter;

/* text: an object or a list from its bracket on. */
void annals_slice_iter_init (AnnalsSliceIter *iter, const char *text, gsize length);
gboolean annals_slice_iter_next (AnnalsSliceIter *iter);
/* The string that stands there with its quotes, unescaped; NULL where it is none. (transfer full) */
char *annals_slice_get_string (const char *text, gsize length);

/* Parses text that is as the scanner wants it; mends a copy first. NULL where json-glib fails all
 * the same. (transfer full) */
JsonNode *annals_slice_parse (const char *text, gsize length);
/* The same, with strings shortened: for a look at what it is. */
JsonNode *annals_slice_parse_shortened (const char *text, gsize length);

G_END_DECLS
