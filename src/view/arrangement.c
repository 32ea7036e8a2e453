/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the reader has arranged the lanes: their order, and which are folded to one line. */
#include "view/arrangement.h"

#include <string.h>

#define NONE G_MAXUINT
/* Lanes nested deeper than this stand outermost: a file may nest them in a circle. */
#define DEPTH_MAX 16

struct _AnnalsArrangement
{
  gatomicrefcount ref_count;
  guint n_lanes;
  char **keys;    /* of lanes */
  guint *parents; /* NONE: outermost */
  guint *rank;    /* of lanes: who comes first among those nested in the same one; all different */
  gboolean *is_folded;
  guint *order; /* worked out of these: from top to bottom */
  guint *position;
};

/* Lanes nested in the same one, by rank: the first, and the one after each. */
typedef struct
{
  guint *first_in; /* of lanes, and in the end of those nested in none */
  guint *next;
} Siblings;

static void
add_below (AnnalsArrangement *self, const Siblings *siblings, guint first, guint *n)
{
  for (guint lane = first; lane != NONE; lane = siblings->next[lane])
    {
      self->position[lane] = *n;
      self->order[(*n)++] = lane;
      add_below (self, siblings, siblings->first_in[lane], n);
    }
}

/* Those nested in a lane come right after it. They are nested DEPTH_MAX deep at most. */
static void
work_out_order (AnnalsArrangement *self)
{
  g_autofree guint *by_rank = g_new (guint, MAX (1, self->n_lanes));
  g_autofree guint *first_in = g_new (guint, self->n_lanes + 1);
  g_autofree guint *next = g_new (guint, MAX (1, self->n_lanes));
  Siblings siblings = { first_in, next };
  guint n = 0;

  for (guint lane = 0; lane < self->n_lanes; lane++)
    by_rank[self->rank[lane]] = lane;
  for (guint i = 0; i <= self->n_lanes; i++)
    first_in[i] = NONE;
  for (guint i = self->n_lanes; i > 0; i--)
    {
      guint lane = by_rank[i - 1];
      guint parent = self->parents[lane] != NONE ? self->parents[lane] : self->n_lanes;

      next[lane] = first_in[parent];
      first_in[parent] = lane;
    }
  add_below (self, &siblings, first_in[self->n_lanes], &n);
}

static AnnalsArrangement *
allocate (guint n_lanes)
{
  AnnalsArrangement *self = g_new0 (AnnalsArrangement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_lanes = n_lanes;
  self->keys = g_new0 (char *, n_lanes + 1);
  self->parents = g_new (guint, MAX (1, n_lanes));
  self->rank = g_new (guint, MAX (1, n_lanes));
  self->is_folded = g_new0 (gboolean, MAX (1, n_lanes));
  self->order = g_new (guint, MAX (1, n_lanes));
  self->position = g_new (guint, MAX (1, n_lanes));

  return self;
}

static AnnalsArrangement *
copy (const AnnalsArrangement *other)
{
  AnnalsArrangement *self = allocate (other->n_lanes);

  for (guint lane = 0; lane < self->n_lanes; lane++)
    {
      self->keys[lane] = g_strdup (other->keys[lane]);
      self->parents[lane] = other->parents[lane];
      self->rank[lane] = other->rank[lane];
      self->is_folded[lane] = other->is_folded[lane];
    }

  return self;
}

static void
init_parents (AnnalsArrangement *self, AnnalsGrouping *grouping)
{
  for (guint lane = 0; lane < self->n_lanes; lane++)
    self->parents[lane] = annals_grouping_get_lane_parent (grouping, lane);

  for (guint lane = 0; lane < self->n_lanes; lane++)
    {
      guint above = lane;

      for (guint steps = 0; steps <= DEPTH_MAX && above != NONE; steps++)
        above = self->parents[above];
      if (above != NONE)
        self->parents[lane] = NONE;
    }
}

static GHashTable *
index_keys (AnnalsArrangement *self)
{
  GHashTable *lanes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint lane = 0; lane < self->n_lanes; lane++)
    g_hash_table_insert (lanes, self->keys[lane], GUINT_TO_POINTER (lane + 1));

  return lanes;
}

/* The named lanes in their order; each other right after the one before it in the grouping. */
static void
init_rank (AnnalsArrangement *self, GHashTable *lanes, const char *const *order)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_named = g_new0 (gboolean, self->n_lanes + 1);
  guint rank = 0;

  for (guint i = 0; order != NULL && order[i] != NULL; i++)
    {
      guint lane = GPOINTER_TO_UINT (g_hash_table_lookup (lanes, order[i])) - 1;

      if (lane == NONE || is_named[lane])
        continue;
      is_named[lane] = TRUE;
      g_array_append_val (named, lane);
    }
  for (guint lane = 0; lane < self->n_lanes && !is_named[lane]; lane++)
    self->rank[lane] = rank++;
  for (guint i = 0; i < named->len; i++)
    {
      guint lane = g_array_index (named, guint, i);

      self->rank[lane] = rank++;
      for (lane++; lane < self->n_lanes && !is_named[lane]; lane++)
        self->rank[lane] = rank++;
    }
}

AnnalsArrangement *
annals_arrangement_new (AnnalsGrouping *grouping, const char *const *order, const char *const *folded)
{
  AnnalsArrangement *self;
  g_autoptr (GHashTable) lanes = NULL;

  g_return_val_if_fail (grouping != NULL, NULL);

  self = allocate (annals_grouping_get_n_lanes (grouping));
  for (guint lane = 0; lane < self->n_lanes; lane++)
    {
      self->keys[lane] = g_strdup (annals_grouping_get_lane_key (grouping, lane));
      self->is_folded[lane] = folded == NULL && annals_grouping_is_lane_folded (grouping, lane);
    }
  init_parents (self, grouping);
  lanes = index_keys (self);
  init_rank (self, lanes, order);
  for (guint i = 0; folded != NULL && folded[i] != NULL; i++)
    {
      guint lane = GPOINTER_TO_UINT (g_hash_table_lookup (lanes, folded[i])) - 1;

      if (lane != NONE)
        self->is_folded[lane] = TRUE;
    }
  work_out_order (self);

  return self;
}

AnnalsArrangement *
annals_arrangement_ref (AnnalsArrangement *arrangement)
{
  g_return_val_if_fail (arrangement != NULL, NULL);

  g_atomic_ref_count_inc (&arrangement->ref_count);

  return arrangement;
}

void
annals_arrangement_unref (AnnalsArrangement *arrangement)
{
  g_return_if_fail (arrangement != NULL);

  if (!g_atomic_ref_count_dec (&arrangement->ref_count))
    return;

  g_strfreev (arrangement->keys);
  g_free (arrangement->parents);
  g_free (arrangement->rank);
  g_free (arrangement->is_folded);
  g_free (arrangement->order);
  g_free (arrangement->position);
  g_free (arrangement);
}

guint
annals_arrangement_get_n_lanes (const AnnalsArrangement *arrangement)
{
  return arrangement->n_lanes;
}

guint
annals_arrangement_get_lane_at (const AnnalsArrangement *arrangement, guint position)
{
  g_return_val_if_fail (position < arrangement->n_lanes, NONE);

  return arrangement->order[position];
}

guint
annals_arrangement_get_position (const AnnalsArrangement *arrangement, guint lane)
{
  g_return_val_if_fail (lane < arrangement->n_lanes, NONE);

  return arrangement->position[lane];
}

gboolean
annals_arrangement_is_folded (const AnnalsArrangement *arrangement, guint lane)
{
  g_return_val_if_fail (lane < arrangement->n_lanes, FALSE);

  return arrangement->is_folded[lane];
}

guint
annals_arrangement_get_line (const AnnalsArrangement *arrangement, guint lane)
{
  guint line = lane;

  g_return_val_if_fail (lane < arrangement->n_lanes, NONE);

  for (guint above = arrangement->parents[lane]; above != NONE; above = arrangement->parents[above])
    if (arrangement->is_folded[above])
      line = above;

  return line;
}

guint
annals_arrangement_get_depth (const AnnalsArrangement *arrangement, guint lane)
{
  guint depth = 0;

  g_return_val_if_fail (lane < arrangement->n_lanes, 0);

  for (guint above = arrangement->parents[lane]; above != NONE; above = arrangement->parents[above])
    depth++;

  return depth;
}

AnnalsArrangement *
annals_arrangement_fold (const AnnalsArrangement *arrangement, guint lane, gboolean is_folded)
{
  AnnalsArrangement *self;

  g_return_val_if_fail (lane == NONE || lane < arrangement->n_lanes, NULL);

  self = copy (arrangement);
  for (guint i = 0; i < self->n_lanes; i++)
    if (lane == NONE || lane == i)
      self->is_folded[i] = is_folded;
  work_out_order (self);

  return self;
}

/* The next lane up or down that is nested where this one is. */
static guint
find_neighbour (const AnnalsArrangement *self, guint lane, int direction)
{
  for (gint64 at = (gint64) self->position[lane] + direction; at >= 0 && at < self->n_lanes;
       at += direction)
    if (self->parents[self->order[at]] == self->parents[lane])
      return self->order[at];

  return NONE;
}

AnnalsArrangement *
annals_arrangement_move (const AnnalsArrangement *arrangement, guint lane, int direction)
{
  guint other;

  g_return_val_if_fail (lane < arrangement->n_lanes, NULL);
  g_return_val_if_fail (direction == 1 || direction == -1, NULL);

  other = find_neighbour (arrangement, lane, direction);

  return other != NONE ? annals_arrangement_move_to (arrangement, lane, other) : NULL;
}

AnnalsArrangement *
annals_arrangement_move_to (const AnnalsArrangement *arrangement, guint lane, guint other)
{
  AnnalsArrangement *self;
  guint from, to;

  g_return_val_if_fail (lane < arrangement->n_lanes && other < arrangement->n_lanes, NULL);

  if (lane == other || arrangement->parents[lane] != arrangement->parents[other])
    return NULL;

  /* It takes the other's rank; those between close up. */
  self = copy (arrangement);
  from = arrangement->rank[lane];
  to = arrangement->rank[other];
  for (guint i = 0; i < self->n_lanes; i++)
    if (self->rank[i] > from && self->rank[i] <= to)
      self->rank[i]--;
    else if (self->rank[i] < from && self->rank[i] >= to)
      self->rank[i]++;
  self->rank[lane] = to;
  work_out_order (self);

  return self;
}

guint
annals_arrangement_find_sibling (const AnnalsArrangement *arrangement, guint lane, guint target)
{
  g_return_val_if_fail (lane < arrangement->n_lanes && target < arrangement->n_lanes, NONE);

  while (target != NONE && arrangement->parents[target] != arrangement->parents[lane])
    target = arrangement->parents[target];

  return target != lane ? target : NONE;
}

char **
annals_arrangement_get_order (const AnnalsArrangement *arrangement)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < arrangement->n_lanes; i++)
    g_ptr_array_add (keys, g_strdup (arrangement->keys[arrangement->order[i]]));
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (keys, FALSE);
}

char **
annals_arrangement_get_folded (const AnnalsArrangement *arrangement)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint lane = 0; lane < arrangement->n_lanes; lane++)
    if (arrangement->is_folded[lane])
      g_ptr_array_add (keys, g_strdup (arrangement->keys[lane]));
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (keys, FALSE);
}
