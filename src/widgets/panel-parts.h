/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the side panel's sections are made of, and what they are told. */
#pragma once

#include <gtk/gtk.h>

#include "find/query.h"
#include "model/timeline.h"
#include "scene/theme.h"

G_BEGIN_DECLS

/* The event on the page. All borrowed for the length of a call. */
typedef struct
{
  AnnalsTimeline *timeline;
  guint event;
  const AnnalsEventDetails *details;
  AnnalsQuery *query;   /* (nullable): its words are lit */
  const AnnalsTheme *theme;
  GPtrArray *sources;   /* of const char *: the ids of the sources on this page, in their order */
} AnnalsPage;

/* A source's number on the page, from 1; 0 where it is not there. */
guint annals_page_get_source_number (const AnnalsPage *page, const char *source_id);

/* Plain text that wraps, with the query's words lit. */
GtkWidget *annals_page_label_new (const AnnalsPage *page, const char *text, const char *css_class);
void annals_page_label_light (const AnnalsPage *page, GtkLabel *label);

/* "Sources 4": a section's heading and what stands beside it. detail (nullable) */
GtkWidget *annals_section_heading_new (const char *title, const char *detail);
/* A section: a rule, the heading, room for rows. */
GtkWidget *annals_section_new (GtkWidget *heading);

/* Words in the accent colour that call an action of the panel. target (nullable, consumed where
 * floating); description: what a screen reader and the tooltip say beyond the words, (nullable) */
GtkWidget *annals_jump_new (const char *text, const char *action, GVariant *target,
                            const char *description);
/* The small number of a source: shows it in the list. NULL where the page does not have it. */
GtkWidget *annals_source_chip_new (const AnnalsPage *page, const char *source_id);

/* Names begin a line with a capital, as sentences do. (transfer full) */
char *annals_capitalize (const char *text);

G_END_DECLS
