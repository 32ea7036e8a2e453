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
  guint position;     /* where it stands among the text's words, see below */
  gboolean is_gram;   /* of a script written without spaces: one or two characters of a run */
  gboolean is_tail;   /* a run's last character, which the pair before it ended with */
} AnnalsWord;

typedef void (*AnnalsWordFunc) (const AnnalsWord *word, gpointer data);

/* Calls `func` for each word of the text (valid UTF-8; length -1: NUL-terminated), in order.
 *
 * Letters and digits make words, whatever is between them parts them. Case and accents are folded
 * away, compatibility forms (full width, ligatures) are resolved. Han, kana, Thai, Lao, Khmer and
 * Burmese come as overlapping pairs of characters, the last one of a run alone: so every character begins
 * a word, and one character finds all runs that it is in.
 *
 * A word's position is one past that of the word before; a pair of a run is two past the pair before it,
 * and what follows a run three past the run's last character. So words that are as far apart in two texts stand
 * in the same way beside each other in both. */
void annals_fold_words (const char *text, gssize length, AnnalsWordFunc func, gpointer data);

/* How many bytes of the text, from `begin` (a word's begin), make up the first `n_folded` bytes of
 * that word: what a prefix lights up. Whole characters. */
gsize annals_fold_measure (const char *text, gsize begin, gsize end, gsize n_folded);

/* The text's words with a space between them: two names of one key are one name to a search. "" where
 * there is no word. (transfer full) */
char *annals_fold_to_key (const char *text);

G_END_DECLS
