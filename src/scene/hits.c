/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes by point. The picture is cut into strips as high as a row; a strip's boxes are sorted by
 * their left edge, each knowing how far right those before it reach, so that a search from the
 * right ends as soon as none can hold the point. Boxes of a row hardly overlap: O(log n). */
#include "scene/hits.h"

#include <math.h>
#include <stdlib.h>

#define STRIP 16.0
#define STRIPS_MAX 4096

typedef struct
{
  guint box;
  float left, reach; /* reach: the rightmost edge of this and all before it in the strip */
} Entry;

struct _AnnalsHits
{
  AnnalsHit *hits;        /* boxes, then columns */
  graphene_rect_t *cores; /* of boxes */
  guint n_boxes, n_hits;
  guint n_strips;
  guint *strip_begins; /* n_strips + 1 */
  Entry *entries;
};

static guint
get_strip (AnnalsHits *self, double y)
{
  return (guint)CLAMP (floor (y / STRIP), 0, self->n_strips - 1);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (x->left != y->left)
    return x->left < y->left ? -1 : 1;

  return x->box < y->box ? -1 : 1;
}

static gboolean
is_in_strips (AnnalsHits *self, const graphene_rect_t *box)
{
  return box->size.width > 0 && box->size.height > 0 && box->origin.y + box->size.height > 0
         && box->origin.y < self->n_strips * STRIP;
}

static void
fill_strips (AnnalsHits *self)
{
  g_autofree guint *filled = g_new0 (guint, self->n_strips);

  self->strip_begins = g_new0 (guint, self->n_strips + 1);
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->n_boxes; i++)
        {
          const graphene_rect_t *box = &self->hits[i].box;

          if (!is_in_strips (self, box))
            continue;
          for (guint s = get_strip (self, box->origin.y);
               s <= get_strip (self, box->origin.y + box->size.height); s++)
            if (pass == 0)
              self->strip_begins[s + 1]++;
            else
              self->entries[self->strip_begins[s] + filled[s]++] = (Entry){ i, box->origin.x, 0 };
        }
      if (pass == 0)
        {
          for (guint s = 0; s < self->n_strips; s++)
            self->strip_begins[s + 1] += self->strip_begins[s];
          self->entries = g_new (Entry, MAX (self->strip_begins[self->n_strips], 1));
        }
    }
}

AnnalsHits *
annals_hits_new (const GArray *boxes, const GArray *columns, double height)
{
  AnnalsHits *self = g_new0 (AnnalsHits, 1);

  self->n_boxes = boxes->len;
  self->n_hits = boxes->len + columns->len;
  self->hits = g_new (AnnalsHit, MAX (self->n_hits, 1));
  self->cores = g_new (graphene_rect_t, MAX (self->n_boxes, 1));
  for (guint i = 0; i < boxes->len; i++)
    {
      self->hits[i] = g_array_index (boxes, AnnalsHitBox, i).hit;
      self->cores[i] = g_array_index (boxes, AnnalsHitBox, i).core;
    }
  for (guint i = 0; i < columns->len; i++)
    self->hits[self->n_boxes + i] = g_array_index (columns, AnnalsHit, i);

  self->n_strips = (guint)CLAMP (ceil (height / STRIP), 1, STRIPS_MAX);
  fill_strips (self);
  for (guint s = 0; s < self->n_strips; s++)
    {
      float reach = -G_MAXFLOAT;

      qsort (self->entries + self->strip_begins[s],
             self->strip_begins[s + 1] - self->strip_begins[s], sizeof (Entry), compare_entries);
      for (guint i = self->strip_begins[s]; i < self->strip_begins[s + 1]; i++)
        {
          const graphene_rect_t *box = &self->hits[self->entries[i].box].box;

          reach = MAX (reach, box->origin.x + box->size.width);
          self->entries[i].reach = reach;
        }
    }

  return self;
}

void
annals_hits_free (AnnalsHits *self)
{
  g_free (self->hits);
  g_free (self->cores);
  g_free (self->strip_begins);
  g_free (self->entries);
  g_free (self);
}

static gboolean
holds (const graphene_rect_t *box, double x, double y)
{
  return x >= box->origin.x && x < box->origin.x + box->size.width && y >= box->origin.y
         && y < box->origin.y + box->size.height;
}

/* Which of the boxes that hold a point is meant: the smaller number first. */
static int
get_rank (AnnalsHits *self, guint box, double x, double y)
{
  switch (self->hits[box].kind)
    {
    case ANNALS_HIT_AXIS:
    case ANNALS_HIT_LANE_NAME:
      return 4;
    case ANNALS_HIT_EVENT:
      return holds (&self->cores[box], x, y) ? 0 : 2;
    case ANNALS_HIT_PLUS:
      return 1;
    default:
      return 3;
    }
}

static const AnnalsHit *
find_column (AnnalsHits *self, double x, double y)
{
  guint low = self->n_boxes;
  guint high = self->n_hits;

  /* Lanes lie above one another, a lane's columns side by side. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const graphene_rect_t *box = &self->hits[middle].box;

      if (box->origin.y + box->size.height <= y
          || (box->origin.y <= y && box->origin.x + box->size.width <= x))
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_hits && holds (&self->hits[low].box, x, y) ? &self->hits[low] : NULL;
}

AnnalsHit
annals_hits_find (AnnalsHits *self, double x, double y)
{
  AnnalsHit none = { .kind = ANNALS_HIT_NONE, .event = ANNALS_NO_EVENT };
  const AnnalsHit *best = NULL;
  int best_rank = G_MAXINT;
  guint strip, low, high;

  if (!(y >= 0) || !(y < self->n_strips * STRIP))
    return none;

  strip = get_strip (self, y);
  low = self->strip_begins[strip];
  high = self->strip_begins[strip + 1];
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->entries[middle].left <= x)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i > self->strip_begins[strip] && self->entries[i - 1].reach > x; i--)
    {
      guint box = self->entries[i - 1].box;
      int rank;

      if (!holds (&self->hits[box].box, x, y))
        continue;
      rank = get_rank (self, box, x, y);
      if (rank < best_rank
          || (rank == best_rank && best != NULL
              && self->hits[box].box.size.width < best->box.size.width))
        {
          best = &self->hits[box];
          best_rank = rank;
        }
    }
  /* Words at the view's edge stand on a band, and are seen. */
  if (best_rank > 3)
    {
      const AnnalsHit *column = find_column (self, x, y);

      if (column != NULL)
        best = column;
    }

  return best != NULL ? *best : none;
}

const AnnalsHit *
annals_hits_get (AnnalsHits *self, guint *n)
{
  *n = self->n_hits;

  return self->hits;
}
