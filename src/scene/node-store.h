/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Render nodes that are drawn again and again, kept by what they show. */
#pragma once

#include <gsk/gsk.h>

G_BEGIN_DECLS

/* What a kept node is of; the numbers of its key mean something within one of these. */
typedef enum
{
  ANNALS_STORED_MARK,
  ANNALS_STORED_DASHES,
  ANNALS_STORED_SHAPE, /* chevrons, arrow heads, corners, half discs */
  ANNALS_STORED_OVERVIEW,
  ANNALS_STORED_OVERVIEW_NOTES
} AnnalsStored;

/* Zeroed before it is filled, since it is compared as bytes. */
typedef struct
{
  guint32 what; /* AnnalsStored */
  guint32 numbers[11];
} AnnalsNodeKey;

typedef struct _AnnalsNodeStore AnnalsNodeStore;

AnnalsNodeStore *annals_node_store_new (void);
void annals_node_store_free (AnnalsNodeStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNodeStore, annals_node_store_free)

/* (transfer none) (nullable) */
GskRenderNode *annals_node_store_get (AnnalsNodeStore *store, const AnnalsNodeKey *key);
/* Takes the node and returns it, now the store's. owner (nullable): an object kept alive as long as
 * the node, so that a key that holds its address can mean no other. */
GskRenderNode *annals_node_store_put (AnnalsNodeStore *store, const AnnalsNodeKey *key,
                                      GskRenderNode *node, gpointer owner,
                                      GDestroyNotify unref_owner);
/* Forgets all of that kind, with what they keep alive. */
void annals_node_store_forget (AnnalsNodeStore *store, AnnalsStored what);
/* Once a frame: forgets what long was not asked for when there is too much. */
void annals_node_store_begin_frame (AnnalsNodeStore *store);

/* A drawing from -reach to reach + more in both directions, whole pixels; *cr draws it, its origin
 * in the middle, until it is destroyed. (transfer full) */
GskRenderNode *annals_drawing_new (int reach, int more, cairo_t **cr);

/* A colour as a number of a key. */
guint32 annals_node_key_color (const GdkRGBA *color);
/* A length in 1/64 px as a number of a key. */
guint32 annals_node_key_length (double length_px);

G_END_DECLS
