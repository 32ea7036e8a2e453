/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text that a problem is about: its line of the file, as much of it as a person takes in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Columns of an excerpt, the dots where it is trimmed aside; wide characters (Hangul, emoji) take two. */
#define ANNALS_EXCERPT_COLUMNS 80

typedef struct
{
  char *text;         /* one line of valid UTF-8 without its indentation; "…" where it is trimmed */
  guint caret;        /* the place, in bytes of text */
  guint caret_length; /* bytes of the word that stands there, else of the character; 0 at a line's end */
} AnnalsProblemExcerpt;

/**
 * annals_problem_excerpt_new:
 * @bytes: (array length=length): the file's
 * @length: how many
 * @offset: bytes from the start of the file; past the end is the end
 *
 * Cuts out what stands around a place: the line, trimmed on both sides of it. Control characters,
 * those that turn the direction of text, and bytes that are no UTF-8 become visible. Looks at no more
 * bytes than it shows, however long the line.
 *
 * Returns: (transfer full)
 */
AnnalsProblemExcerpt *annals_problem_excerpt_new (const char *bytes, gsize length, guint64 offset);
void annals_problem_excerpt_free (AnnalsProblemExcerpt *excerpt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsProblemExcerpt, annals_problem_excerpt_free)

G_END_DECLS
