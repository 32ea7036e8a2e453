/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines made up for benchmarks: what real ones are like where it hurts, at any size, the same
 * bytes for the same size and seed on every machine. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BENCH_NATIVE,
  BENCH_VIS /* {groups, items} of vis-timeline */
} BenchShape;

const char *bench_shape_get_name (BenchShape shape);

/* A file of n_events of about 300 bytes each (of vis-timeline's 200): clustered dates, bursts of
 * seconds, 500 events on one day, 0.1 % landmarks, soft and open ends, words by Zipf's law in three
 * scripts, claims and links, a few events of 50 KB. write is called with pieces of it. */
typedef void (*BenchWriteFunc) (const char *text, gsize length, gpointer data);

void bench_generate (BenchShape shape, guint n_events, guint64 seed, BenchWriteFunc write,
                     gpointer data);
gboolean bench_generate_file (const char *path, BenchShape shape, guint n_events, guint64 seed,
                              GError **error);

/* A file of that many events with the seed 1, made if it is not there yet, in the folder that
 * ANNALS_BENCH_FOLDER names (the system's for temporary files). (transfer full) */
char *bench_get_file_of (BenchShape shape, guint n_events);
char *bench_get_file (guint n_events); /* native */

/* ANNALS_BENCH_EVENTS, or 1 000 000. */
guint bench_get_n_events (void);

G_END_DECLS
