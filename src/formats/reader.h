/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader: one format, one file, one row of the table.
 *
 * The loader knows no format; it asks each reader in turn whether the file is its own, and then
 * hands it the header, the elements of the big array, and later the slices whose details someone
 * wants to see. */
#pragma once

#include "formats/json-get.h"

G_BEGIN_DECLS

/* What a reader has to tell a file by. Any of them may be NULL. */
typedef struct
{
  JsonObject *header; /* the root object's members so far, the big array empty */
  gboolean is_whole;  /* the header is all there */
  const char *path;   /* of the array the first element is from; NULL: there is none, or of lines */
  JsonNode *first;    /* the big array's first element, or the first line's value */
  gboolean is_lines;
} AnnalsSniff;

typedef struct
{
  /* What annals_timeline_get_format_name() says. */
  const char *name;

  /* What a file of this format is known by, translated, for the sentence that says a file is none. */
  const char *(*describe) (void);

  /* Where its big array, or big object, may stand (see annals_scanner_new()); NULL-terminated. */
  const char *const *paths;
  gboolean reads_lines;

  /* Where else in the header events stand, lists or objects of them: read last, as elements whose
   * place has the path for its name (nullable; NULL-terminated). They are few. */
  const char *const *rest;

  /* Members of an element whose texts only details need (nullable; at most ANNALS_CUTS_MAX,
   * NULL-terminated): read_event() may not find them, or find them empty, and where it can not do
   * without them says so (AnnalsText.needs_whole). json-glib's time is by members and bytes, and most of
   * these are never looked at. */
  const char *const *details;
  /* They are HTML, of which the links are an event's sources: one that has any is never left out. */
  gboolean details_have_links;

  /* Is the file of this format? Asked when the big array's first elements are there, and again with
   * the whole header if nobody wanted it then. Yes to a path that is not of its paths says that the
   * file is its own, but not that array. */
  gboolean (*sniff) (const AnnalsSniff *sniff);

  /* Why a file of this format is no timeline all the same, with the whole header: a translated
   * sentence; NULL: it is one (nullable). A row that has nothing else after it tells of what is
   * never one. (transfer full) */
  char *(*refuse) (const AnnalsSniff *sniff);

  /* From the header so far to what read_event() has to know, and what the builder has to. Called
   * anew with the whole header at the end. root->object may be NULL (a root array, lines). With
   * previous, the context of the header so far: returning NULL says that what came behind the
   * array changes nothing in how events are read; else all events are read again with the new one. */
  gpointer (*open) (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous);
  void (*close) (gpointer context);

  /* An element to events in place->text->batch. Runs on many threads at once: the context is not
   * written. */
  void (*read_event) (gconstpointer context, const AnnalsPlace *place);

  /* An event's details from the objects of its slices. */
  void (*read_details) (gconstpointer context, const AnnalsPlace *places, guint n_places,
                        AnnalsEventDetails *details);
} AnnalsReader;

/* The table of formats, in the order in which they are asked (FORMAT: how to tell). A new format is its
 * own file, which defines the reader, and a row here. */
#define ANNALS_READERS(ROW)                                                                        \
  ROW (annals_sparql_reader)                                                                       \
  ROW (annals_notebook_refusal)                                                                    \
  ROW (annals_timelinejs_1_reader)                                                                 \
  ROW (annals_timesketch_reader)                                                                   \
  ROW (annals_timelinejs_reader)                                                                   \
  ROW (annals_native_reader)                                                                       \
  ROW (annals_source_list_refusal)                                                                 \
  ROW (annals_simile_reader)                                                                       \
  ROW (annals_vis_reader)                                                                          \
  ROW (annals_wikidata_reader)                                                                     \
  ROW (annals_nameless_refusal)

#define ANNALS_DECLARE_READER(reader) extern const AnnalsReader reader;
ANNALS_READERS (ANNALS_DECLARE_READER)
#undef ANNALS_DECLARE_READER

/* The same as a list; NULL-terminated. */
extern const AnnalsReader *const annals_readers[];

G_END_DECLS
