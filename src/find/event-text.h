/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event says in words of its own: what is indexed, and what a phrase is looked for in. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

typedef void (*AnnalsTextFunc) (const char *text, gpointer data);

/* Title, summary, claims, … each a text of its own. Actors, places, tags and sources are terms that events
 * share, and not among them. */
void annals_event_foreach_text (AnnalsTimeline *timeline, guint event, const AnnalsEventDetails *details,
                                AnnalsTextFunc func, gpointer data);
/* The word that the file has for the event's kind where Annals knows none; else NULL. */
const char *annals_event_get_kind_text (AnnalsTimeline *timeline, guint event, const AnnalsEventDetails *details);

/* The texts that stand for a term: a source's title, author, …; of the others the term itself. */
void annals_term_foreach_text (AnnalsTimeline *timeline, AnnalsTermKind kind, guint term, AnnalsTextFunc func,
                               gpointer data);

G_END_DECLS
