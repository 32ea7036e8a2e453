/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Render nodes kept by what they show: the renderer keeps a node's texture by its address, so a
 * node that is the same in the next frame costs next to nothing there. */
#include "scene/node-store.h"

#include <math.h>
#include <string.h>

#define KEPT_MAX 2048  /* nodes before any is forgotten */
#define KEPT_FRAMES 60 /* frames for which an unused node stays then */

struct _AnnalsNodeStore
{
  GHashTable *nodes; /* AnnalsNodeKey → Kept */
  guint frame;
};

typedef struct
{
  AnnalsNodeKey key; /* first: the table's key is the entry's own */
  GskRenderNode *node;
  gpointer owner;
  GDestroyNotify unref_owner;
  guint last_frame;
} Kept;

static guint
hash_key (gconstpointer data)
{
  const AnnalsNodeKey *key = data;
  guint32 hash = 2166136261u ^ key->what;

  for (guint i = 0; i < G_N_ELEMENTS (key->numbers); i++)
    hash = (hash ^ key->numbers[i]) * 16777619u;

  return hash ^ (hash >> 15);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (AnnalsNodeKey)) == 0;
}

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  gsk_render_node_unref (kept->node);
  if (kept->owner != NULL && kept->unref_owner != NULL)
    kept->unref_owner (kept->owner);
  g_free (kept);
}

AnnalsNodeStore *
annals_node_store_new (void)
{
  AnnalsNodeStore *store = g_new0 (AnnalsNodeStore, 1);

  store->nodes = g_hash_table_new_full (hash_key, equal_keys, NULL, free_kept);

  return store;
}

void
annals_node_store_free (AnnalsNodeStore *store)
{
  g_hash_table_unref (store->nodes);
  g_free (store);
}

GskRenderNode *
annals_node_store_get (AnnalsNodeStore *store, const AnnalsNodeKey *key)
{
  Kept *kept = g_hash_table_lookup (store->nodes, key);

  if (kept == NULL)
    return NULL;
  kept->last_frame = store->frame;

  return kept->node;
}

GskRenderNode *
annals_node_store_put (AnnalsNodeStore *store, const AnnalsNodeKey *key, GskRenderNode *node,
                       gpointer owner, GDestroyNotify unref_owner)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->key = *key;
  kept->node = node;
  kept->owner = owner;
  kept->unref_owner = unref_owner;
  kept->last_frame = store->frame;
  g_hash_table_replace (store->nodes, &kept->key, kept);

  return node;
}

void
annals_node_store_forget (AnnalsNodeStore *store, AnnalsStored what)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, store->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Kept *)value)->key.what == (guint32)what)
      g_hash_table_iter_remove (&iter);
}

void
annals_node_store_begin_frame (AnnalsNodeStore *store)
{
  GHashTableIter iter;
  gpointer value;

  store->frame++;
  if (g_hash_table_size (store->nodes) <= KEPT_MAX || store->frame % KEPT_FRAMES != 0)
    return;

  g_hash_table_iter_init (&iter, store->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (store->frame - ((Kept *)value)->last_frame > KEPT_FRAMES)
      g_hash_table_iter_remove (&iter);
}

/* The Cairo node itself begins at 0,0: Cairo's SVG misplaces recordings that begin elsewhere. */
GskRenderNode *
annals_drawing_new (int reach, int more, cairo_t **cr)
{
  float side = (float)(2 * reach + more);
  GskRenderNode *drawing = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, side, side));
  GskTransform *transform
      = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float)-reach, (float)-reach));
  GskRenderNode *node = gsk_transform_node_new (drawing, transform);

  *cr = gsk_cairo_node_get_draw_context (drawing);
  cairo_translate (*cr, reach, reach);
  gsk_transform_unref (transform);
  gsk_render_node_unref (drawing);

  return node;
}

guint32
annals_node_key_color (const GdkRGBA *color)
{
  return (guint32)lround (color->red * 255) << 24 | (guint32)lround (color->green * 255) << 16
         | (guint32)lround (color->blue * 255) << 8 | (guint32)lround (color->alpha * 255);
}

guint32
annals_node_key_length (double length_px)
{
  return (guint32)(gint32)lround (CLAMP (length_px, -1e6, 1e6) * 64);
}
