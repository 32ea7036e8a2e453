/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner: walks a JSON text once, byte by byte as it comes, as strict as RFC 8259, and cuts the
 * one big array into batches of whole elements. Nothing reaches json-glib that has not passed here.
 *
 *     value  = object | array | string | number | "true" | "false" | "null"
 *     object = "{" [ string ":" value *( "," string ":" value ) ] "}"
 *     array  = "[" [ value *( "," value ) ] "]"
 *     number = [ "-" ] ( "0" | 1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" | "E" ) [ "+" | "-" ] 1*DIGIT ]
 *     string = %x22 *( UTF-8 from U+0020, but for quote and backslash | escape ) %x22
 *     text   = value, or for JSON Lines: value *( newline value ), no newline within a value
 *
 * It keeps no tree and allocates nothing but the list of the elements of the batch under way. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ANNALS_SCANNER_DEPTH_MAX 256
#define ANNALS_BATCH_BYTES 65536
#define ANNALS_MEMBERS_SUFFIX ".*"
/* So many texts of one element are told apart at most. */
#define ANNALS_CUTS_MAX 4

typedef enum
{
  ANNALS_SCAN_MORE,  /* all that was given is read */
  ANNALS_SCAN_BATCH, /* a batch is ready: take it and go on with the same bytes */
  ANNALS_SCAN_ERROR
} AnnalsScanStatus;

/* A text that only details need, with its member. */
typedef struct
{
  guint64 offset, length;
} AnnalsScannedCut;

/* An element of the big array: where it stands, and whether annals_slice_mend() has to look at it
 * before json-glib may. */
typedef struct
{
  guint64 offset;
  guint64 length;
  gboolean needs_care;
  guint n_cuts;
  AnnalsScannedCut cuts[ANNALS_CUTS_MAX]; /* as they stand, none within another */
} AnnalsScannedElement;

/* A stretch of the file that is no part of the header: the inside of the big array. */
typedef struct
{
  guint64 begin, end;
} AnnalsScannedGap;

typedef struct _AnnalsScanner AnnalsScanner;

/* paths: the places where the big array may stand, "" for the root, "events" for the root's member,
 * "results.bindings" for one of a member (at most two names); with ANNALS_MEMBERS_SUFFIX behind it, an
 * object of which the members are the elements; NULL-terminated and borrowed. offset: where the text
 * begins in the bytes that will be given (behind a byte-order mark). */
AnnalsScanner *annals_scanner_new (const char *const *paths, guint64 offset);
/* Every value of the text is an element, each on lines of its own. */
AnnalsScanner *annals_scanner_new_lines (guint64 offset);
void annals_scanner_free (AnnalsScanner *scanner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsScanner, annals_scanner_free)

/* bytes: the file from its start (it may have moved since the last call); length: as far as it is
 * read. */
AnnalsScanStatus annals_scanner_feed (AnnalsScanner *scanner, const char *bytes, guint64 length);
/* The bytes have come to their end. Returns ANNALS_SCAN_BATCH for the last batch (take it and call
 * again), ANNALS_SCAN_MORE when all is well. */
AnnalsScanStatus annals_scanner_finish (AnnalsScanner *scanner, const char *bytes, guint64 length);

/* The elements of the batch that is ready: (element-type AnnalsScannedElement) (transfer full) */
GArray *annals_scanner_take_batch (AnnalsScanner *scanner);
/* The path of the array that the batch is from, one of those given; NULL for lines. */
const char *annals_scanner_get_path (AnnalsScanner *scanner);
/* Nobody wants that array, or not yet: its elements are no longer told, and others may follow. */
void annals_scanner_skip_array (AnnalsScanner *scanner);
/* It is the one: other paths are no longer looked for. details: (nullable): members of its elements
 * whose texts need not be parsed before someone looks, at most ANNALS_CUTS_MAX; NULL-terminated and
 * borrowed. */
void annals_scanner_accept_array (AnnalsScanner *scanner, const char *const *details);
/* (element-type AnnalsScannedGap): while an array is open the last one's end is where it has got to. */
const GArray *annals_scanner_get_gaps (AnnalsScanner *scanner);
/* Does the text outside the gaps need annals_slice_mend()? */
gboolean annals_scanner_header_needs_care (AnnalsScanner *scanner);
/* How far it has got, and, after the end, whether there was anything but white space. */
guint64 annals_scanner_get_offset (AnnalsScanner *scanner);
gboolean annals_scanner_is_blank (AnnalsScanner *scanner);

/* What is wrong: where it stands and a translated sentence without a place. (transfer full) */
char *annals_scanner_get_error (AnnalsScanner *scanner, const char *bytes, guint64 length,
                                guint64 *offset);
/* Behind an error in lines: goes on behind the line that it stands in. FALSE where that is the first:
 * then it is the text that is none of lines. */
gboolean annals_scanner_skip_line (AnnalsScanner *scanner);
/* Is all that is wrong a second value behind the first one's end? */
gboolean annals_scanner_error_is_second_root (AnnalsScanner *scanner);

G_END_DECLS
