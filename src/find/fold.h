/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as the words that a search compares. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A longer word is cut off there, in the index and in a query alike. */
#define ANNALS_WORD_BYTES_MAX 96

typedef struct
{
  const char *folded; /* not NUL-terminated; valid during the call */
  gsize length;
  gsize begin, end;   /* bytes of the text */
  gboolean is_gram;   /* of a script written without spaces: one or two characters of a run */
} AnnalsWord;

typedef void (*AnnalsWordFunc) (const AnnalsWord *word, gpointer data);

/* Calls `func` for each word of the text (valid UTF-8; length -1: NUL-terminated), in order.
 *
 * Letters and digits make words, whatever is between them parts them. Case and accents are folded
 * away, compatibility forms (full width, ligatures) are resolved. Han, kana, Thai, Lao, Khmer and
 * Burmese come as overlapping pairs of characters, the last one of a run alone: so every character begins
 * a word, and one character finds all runs that it is in. */
void annals_fold_words (const char *text, gssize length, AnnalsWordFunc func, gpointer data);

/* How many bytes of the text, from `begin` (a word's begin), make up the first `n_folded` bytes of
 * that word: what a prefix lights up. Whole characters. */
gsize annals_fold_measure (const char *text, gsize begin, gsize end, gsize n_folded);

G_END_DECLS
