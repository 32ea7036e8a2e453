/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event on the side panel's page, and what is worked out of it once. */
#pragma once

#include "find/query.h"
#include "model/timeline.h"
#include "scene/theme.h"

G_BEGIN_DECLS

/* Where claims that disagree stand. */
typedef enum
{
  ANNALS_SIDE_LEFT,  /* asserts, reports */
  ANNALS_SIDE_RIGHT, /* disputes, doubts */
  ANNALS_SIDE_BELOW,
  ANNALS_SIDE_ALL, /* of them */
  ANNALS_N_SIDES
} AnnalsSide;

/* A row of the links: grouped by what they say, in the order of their first. */
typedef struct
{
  guint link; /* of annals_timeline_get_links () */
  gboolean is_first;
} AnnalsLinkRow;

typedef struct
{
  gatomicrefcount ref_count;
  AnnalsTimeline *timeline; /* owned, as all of these are */
  guint event;
  AnnalsEventDetails *details;
  AnnalsQuery *query;       /* (nullable): its words are lit */
  const AnnalsTheme *theme; /* static */

  /* worked out */
  GPtrArray *sources;         /* of const char *: the ids of the sources on this page, in their order */
  GHashTable *source_numbers; /* their numbers, from 1 */
  GHashTable *cited;          /* char * → GPtrArray of AnnalsCitation, by the source's id */
  GPtrArray *claims[ANNALS_N_SIDES]; /* of AnnalsClaim, by stance, in the file's order within one */
  GArray *links;              /* of AnnalsLinkRow: those that lead to an event of the file */
  guint along_follows[2];     /* the nearest event along "follows", before and after; ANNALS_NO_EVENT: none */
} AnnalsPage;

/* Is so much said of the event that its page is a worker's to make? */
gboolean annals_page_is_long (AnnalsTimeline *timeline, guint event);

/* A page of the event's details (transfer full), of which nothing is worked out yet. */
AnnalsPage *annals_page_new (AnnalsTimeline *timeline, guint event, AnnalsEventDetails *details);
/* Works all out: on a worker where the page is long. */
void annals_page_work_out (AnnalsPage *page);
/* What it is set with, before anything is made of it and whenever that changes. query: (nullable) */
void annals_page_set_look (AnnalsPage *page, AnnalsQuery *query, const AnnalsTheme *theme);
AnnalsPage *annals_page_ref (AnnalsPage *page);
/* Frees a long page on a worker. */
void annals_page_unref (AnnalsPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsPage, annals_page_unref)

/* A source's number on the page, from 1; 0 where it is not there. */
guint annals_page_get_source_number (const AnnalsPage *page, const char *source_id);

/* The nearest event along "follows": direction -1 is the one before. ANNALS_NO_EVENT: none is known. */
guint annals_page_get_along_follows (const AnnalsPage *page, int direction);

G_END_DECLS
