/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of an event's page: facts, who says what, sources, links, media, fields.
 *
 * Each is made anew for the event; NULL where the event has nothing of the kind. */
#pragma once

#include "widgets/panel-parts.h"

G_BEGIN_DECLS

GtkWidget *annals_facts_section_new (AnnalsPage *page);
GtkWidget *annals_claims_section_new (AnnalsPage *page);
GtkWidget *annals_sources_section_new (AnnalsPage *page);
/* Brings the source of that number, from 1, into being and returns its row; NULL: there is none. */
GtkWidget *annals_sources_section_get_row (GtkWidget *section, guint number);
GtkWidget *annals_links_section_new (AnnalsPage *page);
GtkWidget *annals_media_section_new (AnnalsPage *page);
GtkWidget *annals_fields_section_new (AnnalsPage *page);

/* Words in ink that open an address in the browser, an arrow behind them. uri (nullable): the words
 * alone. */
GtkWidget *annals_outward_new (const AnnalsPage *page, const char *words, const char *uri);

/* The date's lines under the title: as the source words it, in our words, as written, with how it
 * was arrived at, and other datings. Appended to `box`. */
void annals_dates_append (AnnalsPage *page, GtkBox *box);

G_END_DECLS
