/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings that never move, shared by a builder and its publications, and numbers for words. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Appended to by one thread alone; what is there may be read by all. Reference counted. */
typedef struct _AnnalsStrings AnnalsStrings;

AnnalsStrings *annals_strings_new (void);
AnnalsStrings *annals_strings_ref (AnnalsStrings *strings);
void annals_strings_unref (AnnalsStrings *strings);
const char *annals_strings_add (AnnalsStrings *strings, const char *text); /* (nullable) */

/* A hash that differs from run to run, so that no file can be written to collide in it. Nothing
 * that is shown or saved may depend on it. */
guint32 annals_string_hash (const char *text, gsize length);

/* Words numbered from 0 in the order of their first sight. */
typedef struct
{
  AnnalsStrings *strings; /* owned */
  GPtrArray *words;       /* of const char *, in strings */
  GArray *hashes;         /* guint32, beside words */
  guint32 *slots;         /* open addressing: number + 1, 0 free */
  guint n_slots;          /* a power of two */
} AnnalsInterner;

#define ANNALS_NO_WORD G_MAXUINT32

void annals_interner_init (AnnalsInterner *interner, AnnalsStrings *strings);
void annals_interner_clear (AnnalsInterner *interner);
guint32 annals_interner_put (AnnalsInterner *interner, const char *word, guint32 hash);
guint32 annals_interner_find (const AnnalsInterner *interner, const char *word, guint32 hash);

static inline guint32
annals_interner_put_word (AnnalsInterner *interner, const char *word)
{
  return annals_interner_put (interner, word, annals_string_hash (word, strlen (word)));
}

G_END_DECLS
