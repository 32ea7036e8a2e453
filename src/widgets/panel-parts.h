/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the side panel's sections are made of, and what they are told. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/panel-page.h"

G_BEGIN_DECLS

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

/* No more of the text than a label shows, so that a long one is not copied whole. (transfer full) */
char *annals_clip (const char *text);
/* Names begin a line with a capital, as sentences do; clipped. (transfer full) */
char *annals_capitalize (const char *text);

G_END_DECLS
