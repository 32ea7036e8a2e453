/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the native reader. FORMAT: annals-1. */
#pragma once

#include "formats/date-parts.h"
#include "formats/reader.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_julian; /* the root's calendar */
} AnnalsNative;

gpointer annals_native_open (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous);
void annals_native_read_details (gconstpointer context, const AnnalsPlace *places, guint n_places,
                                 AnnalsEventDetails *details);

/* The calendar that a place names; fallback where it names none. */
gboolean annals_native_is_julian (const AnnalsPlace *place, gboolean fallback);

G_END_DECLS
