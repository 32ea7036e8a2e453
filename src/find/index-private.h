/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index's parts, for the query that runs over them. */
#pragma once

#include "find/index.h"
#include "find/postings.h"
#include "find/word-index.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_MARK_DISPUTED,
  ANNALS_MARK_UNSOURCED,
  ANNALS_MARK_SINGLE_SOURCE,
  ANNALS_MARK_CLAIMS,
  ANNALS_MARK_LINKS,
  ANNALS_MARK_OTHER_DATES,
  ANNALS_MARK_BACKGROUND,
  ANNALS_MARK_UNDATED,
  ANNALS_MARK_ACTORS,
  ANNALS_MARK_PLACES,
  ANNALS_MARK_TAGS,
  ANNALS_MARK_SOURCES,
  ANNALS_N_MARKS
} AnnalsIndexMark;

/* So many events are in an order of their own: places in it are 16 bits. */
#define ANNALS_LATEST_EVENTS 65536

struct _AnnalsIndex
{
  gatomicrefcount ref_count;
  AnnalsTimeline *timeline;
  guint n_events;
  AnnalsWordIndex *words;                         /* of the events' own texts */
  AnnalsWordIndex *kind_words;                    /* of the kinds that only the file knows */
  AnnalsWordIndex *term_words[ANNALS_N_TERM_KINDS]; /* of the terms that they share … */
  AnnalsPostings *term_events[ANNALS_N_TERM_KINDS]; /* … and which share them */
  AnnalsPostings *track_events;
  AnnalsBitset *kinds[ANNALS_N_KINDS];
  AnnalsBitset *certainties[ANNALS_N_CERTAINTIES];
  AnnalsBitset *marks[ANNALS_N_MARKS];
  guint16 *by_latest; /* of each ANNALS_LATEST_EVENTS: by their latest possible instant, undated ones last */
};

G_END_DECLS
