/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of an event's page: facts, who says what, sources, links, media, fields.
 *
 * Each is made anew for the event; NULL where the event has nothing of the kind. */
#pragma once

#include "widgets/panel-parts.h"

G_BEGIN_DECLS

GtkWidget *annals_facts_section_new (const AnnalsPage *page);
GtkWidget *annals_claims_section_new (const AnnalsPage *page);
/* *rows: the sources' rows in their order. (transfer container) */
GtkWidget *annals_sources_section_new (const AnnalsPage *page, GPtrArray **rows);
GtkWidget *annals_links_section_new (const AnnalsPage *page);
GtkWidget *annals_media_section_new (const AnnalsPage *page);
GtkWidget *annals_fields_section_new (const AnnalsPage *page);

/* The date's lines under the title: as the source words it, in our words, as written, with how it
 * was arrived at, and other datings. Appended to `box`. */
void annals_dates_append (const AnnalsPage *page, GtkBox *box);

G_END_DECLS
