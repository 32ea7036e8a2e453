/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of a file between readings: how its lanes were arranged. One small key file for
 * all of them, in the user's state folder; the timelines themselves are never written. */
#pragma once

#include <gio/gio.h>

#include "view/grouping.h"

G_BEGIN_DECLS

/* So many files are remembered; the one longest not seen goes first. */
#define ANNALS_FILE_MEMORY_MAX 200

/* For each grouping the keys of lanes in order, and of those folded (annals_arrangement_get_order ()).
 * NULL: as the file says. A plain value, all zero without any memory. */
typedef struct
{
  AnnalsGroupBy group_by;
  char **order[ANNALS_N_GROUP_BYS];
  char **folded[ANNALS_N_GROUP_BYS];
} AnnalsLaneMemory;

void annals_lane_memory_clear (AnnalsLaneMemory *memory);
void annals_lane_memory_copy (const AnnalsLaneMemory *memory, AnnalsLaneMemory *copy);

/* $XDG_STATE_HOME/annals/lanes.ini. (transfer full) */
GFile *annals_file_memory_get_default (void);
/* What a timeline is remembered by: its id, without one its file; neither said in clear. (transfer full)
 * (nullable): it has neither. */
char *annals_file_memory_get_key (AnnalsTimeline *timeline);

/* FALSE, and nothing is remembered, where there is nothing or nothing that can be read. Reads a file of
 * bounded size. */
gboolean annals_file_memory_load (GFile *file, const char *key, AnnalsLaneMemory *memory);
/* Writes what is remembered of one file beside that of the others, whole or not at all. Any thread: one
 * write at a time in this process. */
gboolean annals_file_memory_save (GFile *file, const char *key, const AnnalsLaneMemory *memory,
                                  GError **error);
/* The same on a worker thread, after any save that was asked for before; what fails is forgotten. */
void annals_file_memory_save_async (GFile *file, const char *key, const AnnalsLaneMemory *memory);
/* Waits for the saves that were asked for: before the program ends, and in tests. */
void annals_file_memory_flush (void);

G_END_DECLS
