/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a query's table, as SPARQL results and Wikidata's simple JSON have them. FORMAT: SPARQL
 * results.
 *
 * What a column is shows only in all of its rows: so the rows are read twice, once to look at the
 * columns and once, with what each is decided, to events. */
#pragma once

#include "formats/reader.h"

G_BEGIN_DECLS

/* A value of a row. */
typedef struct
{
  const char *text;
  gboolean is_address; /* a URI */
  gboolean is_unknown; /* a blank node: there is a value, and nobody knows it */
  gboolean is_date;
  gboolean is_day;     /* a date without a time: what it says is a day even if it is January 1 */
  gboolean has_language;
} AnnalsCell;

/* node: an object with type and value, or a bare text. FALSE where it is neither. */
gboolean annals_cell_read (JsonNode *node, AnnalsCell *cell);
/* Wikidata's and other Wikibases' entities: `…/entity/Q42`, but no statement. */
gboolean annals_cell_is_entity (const AnnalsCell *cell);
gboolean annals_cell_is_statement (const AnnalsCell *cell);

/* precision: wikibase:timePrecision, 0 to 14; -1: not given. (transfer full) (nullable): EDTF; NULL
 * where it is no date. */
char *annals_cell_date_to_edtf (const AnnalsCell *cell, int precision);

/* What the columns are called that have a part in an event; NULL: none has it. Strings are the
 * table's. */
typedef struct
{
  const char *begin, *end;
  const char *begin_precision, *end_precision;
  const char *entity;
  const char *title;
  const char *summary;
} AnnalsColumnRoles;

typedef struct _AnnalsTable AnnalsTable;

/* AnnalsReader's open and close for a table. names: (nullable): the columns in order, where the
 * header has them. */
gpointer annals_table_open (JsonArray *names, gpointer previous);
void annals_table_close (gpointer table);
/* NULL: not decided yet; the row is to be looked at. */
const AnnalsColumnRoles *annals_table_get_roles (const AnnalsTable *table);
/* Any thread. */
void annals_table_look (const AnnalsTable *table, JsonObject *row);

/* AnnalsReader's own for a table. */
void annals_table_read_event (gconstpointer table, const AnnalsPlace *place);
void annals_table_read_details (gconstpointer table, const AnnalsPlace *places, guint n_places,
                                AnnalsEventDetails *details);

G_END_DECLS
