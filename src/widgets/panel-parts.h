/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the side panel's sections are made of, and what they are told. */
#pragma once

#include <gtk/gtk.h>

#include "find/query.h"
#include "model/timeline.h"
#include "scene/theme.h"

G_BEGIN_DECLS

/* The event on the page. */
typedef struct
{
  gatomicrefcount ref_count;
  AnnalsTimeline *timeline;    /* owned, as all of these are */
  guint event;
  AnnalsEventDetails *details;
  AnnalsQuery *query;          /* (nullable): its words are lit */
  const AnnalsTheme *theme;    /* static */
  GPtrArray *sources;          /* of const char *: the ids of the sources on this page, in their order */
  GHashTable *source_numbers;  /* their numbers, from 1 */
} AnnalsPage;

/* Counts the event's sources: on a worker where it is long. details: (transfer full) */
AnnalsPage *annals_page_new (AnnalsTimeline *timeline, guint event, AnnalsEventDetails *details);
/* What it is set with, before anything is made of it and whenever that changes. query: (nullable) */
void annals_page_set_look (AnnalsPage *page, AnnalsQuery *query, const AnnalsTheme *theme);
AnnalsPage *annals_page_ref (AnnalsPage *page);
void annals_page_unref (AnnalsPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsPage, annals_page_unref)

/* A source's number on the page, from 1; 0 where it is not there. */
guint annals_page_get_source_number (const AnnalsPage *page, const char *source_id);

/* A source's title, or what stands for it. (transfer full) */
char *annals_page_get_source_heading (const AnnalsPage *page, const char *source_id);

/* Sets plain text that wraps: a very long one is cut, Hangul breaks between words. */
void annals_label_set_plain (GtkLabel *label, const char *text);
/* The same with the query's words lit. */
void annals_page_label_set (const AnnalsPage *page, GtkLabel *label, const char *text);
GtkWidget *annals_page_label_new (const AnnalsPage *page, const char *text, const char *css_class);

/* "Sources 4": a section's heading and what stands beside it. detail (nullable) */
GtkWidget *annals_section_heading_new (const char *title, const char *detail);
/* A section: a rule, the heading, room for rows. */
GtkWidget *annals_section_new (GtkWidget *heading);

/* Words in the accent colour that call an action of the panel. target (nullable, consumed where
 * floating); description: what a screen reader and the tooltip say beyond the words, (nullable) */
GtkWidget *annals_jump_new (const char *text, const char *action, GVariant *target,
                            const char *description);
/* A jump that searches for the events whose field has exactly this value. */
GtkWidget *annals_search_jump_new (const char *text, const char *field, const char *value,
                                   const char *description);
/* 'tag:"no deal"': a search for a whole name, in quotes that the query language reads. (transfer full) */
char *annals_search_for (const char *field, const char *value);
/* The small number of a source: shows it in the list. NULL where the page does not have it. */
GtkWidget *annals_source_chip_new (const AnnalsPage *page, const char *source_id);

/* Names begin a line with a capital, as sentences do. (transfer full) */
char *annals_capitalize (const char *text);

G_END_DECLS
