/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside a batch: what the builder sees when it joins one. */
#pragma once

#include "model/builder.h"

G_BEGIN_DECLS

#define ANNALS_NO_TEXT G_MAXUINT32

/* Strings lie NUL-terminated in the batch's text; hashes are worked out on the pool's threads, so
 * that joining, which one thread does alone, need not read them again. */
typedef struct
{
  AnnalsSpan span;
  guint64 offset;
  guint32 length;
  guint32 id, title, date, track; /* offsets in text; track: ANNALS_NO_TEXT where there is none, title
                                     where it stands in the slice */
  guint32 title_in_slice; /* there */
  guint16 id_length, title_length, date_length;
  guint8 has_made_id, is_part;
  guint32 id_hash, track_hash, date_hash;
  guint32 bits;   /* ANNALS_BITS */
  guint32 n_terms, n_extras, n_links; /* of this event, in order in the arrays below */
} AnnalsBatchRow;

typedef struct
{
  guint32 kind; /* AnnalsTermKind */
  guint32 text, hash;
} AnnalsBatchTerm;

typedef struct
{
  guint32 type, type_hash;
  guint32 to, to_hash;
  gboolean is_hedged;
} AnnalsBatchLink;

struct _AnnalsBatch
{
  GString *text;
  GArray *rows;   /* of AnnalsBatchRow */
  GArray *terms;  /* of AnnalsBatchTerm */
  GArray *extras; /* of AnnalsExtraSpan */
  GArray *links;  /* of AnnalsBatchLink */
  GPtrArray *problems;
  guint n_rows_before, n_problems_before; /* the element that is being read */
  guint n_left_out;
};

/* Appends text with its NUL; returns its offset. */
guint32 annals_batch_put (AnnalsBatch *batch, const char *text, gsize length);

G_END_DECLS
