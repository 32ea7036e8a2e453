/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was understood of a search, and what was not, as the search bar says it. */
#pragma once

#include <pango/pango.h>

#include "find/query.h"

G_BEGIN_DECLS

/* What a term asks of: "track", "not any text". (transfer full) */
char *annals_query_field_to_words (const AnnalsQueryTerm *term);

/* The mistakes' sentences, and that the rest is searched where it is; "" for none. query may be NULL.
 * (transfer full) */
char *annals_query_mistakes_to_words (AnnalsQuery *query);

/* Underlines where mistakes stand in what was typed, which may be newer than the query. (transfer full) */
PangoAttrList *annals_query_underline_mistakes (AnnalsQuery *query, const char *typed);

G_END_DECLS
