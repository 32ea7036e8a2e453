/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source in words: its citation as text for a page or another program, and its address. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

/**
 * annals_source_to_citation:
 * @source: a source; any of its members but the id may be missing
 *
 * One line of plain text: "Family, Given; … Title. Container, Publisher, 28 February 2019, pp. 4–9,
 * doi:10.1000/182. https://example.org/ (accessed 26 August 2025)". Of more than ten authors the
 * first seven are named (Chicago Manual of Style 17, 14.76). Dates are in the locale's words;
 * line breaks and tabs of the file become spaces. A source known by its id alone, as those are that
 * a file cites without listing them, is its id.
 *
 * Returns: (transfer full): the citation, never empty where the id is not
 */
char *annals_source_to_citation (const AnnalsSource *source);

/* The same for a list in a picture, from which nothing can be opened: without the address and when it
 * was looked at, unless the address is all that the source is called. (transfer full) */
char *annals_source_to_reference (const AnnalsSource *source);

/* What stands beneath a title that is set on its own: "Family, Given; …, Container, Publisher,
 * 28 February 2019, pp. 4–9, doi:10.1000/182, accessed 26 August 2025". (transfer full) */
char *annals_source_to_credits (const AnnalsSource *source);

/* The title; without one the address set to be read, without either the id. (transfer full) */
char *annals_source_get_heading (const AnnalsSource *source);

/* The address under which the source can be opened: URL, else DOI, else the id where it is an
 * address of the web. Of the schemes that annals_get_openable_uri () lets through.
 * (transfer full) (nullable) */
char *annals_source_get_uri (const AnnalsSource *source);

/* The sources an event rests on, each once: those it names, then those that only its claims and
 * other datings name: ids that @details owns. (transfer container) (element-type utf8) */
GPtrArray *annals_event_details_get_source_ids (const AnnalsEventDetails *details);

/* The citations of these sources in that order; the event's own locator follows its source's:
 * "…, paragraph 4". (transfer full) (element-type utf8) */
GPtrArray *annals_event_details_cite (const AnnalsEventDetails *details, AnnalsTimeline *timeline);

/* An address that may be opened: http, https or mailto as it is, doi: as the resolver's address;
 * NULL for any other. (transfer full) (nullable) */
char *annals_get_openable_uri (const char *uri);

/* An address as it reads: without its scheme and "www.", escapes resolved where they hide words,
 * cut at 160 characters. (transfer full) */
char *annals_uri_to_readable (const char *uri);

G_END_DECLS
