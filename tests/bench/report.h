/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a benchmark says: a table for people, and the same as a line of JSON for programs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BenchReport BenchReport;

BenchReport *bench_report_new (const char *name);

/* A figure. n_events: of the timeline that it is of, 0 where it is of none. bound: what DESIGN
 * promises, 0 for nothing; a greater figure is told as "over". fails_above: a greater figure fails
 * the benchmark, 0 for none: only what does not depend on the machine's mood has one. A bound of
 * BENCH_NONE promises, and fails above, nothing at all. */
#define BENCH_NONE (-1.0)
void bench_report_add (BenchReport *report,
                       const char *what,
                       guint n_events,
                       double figure,
                       const char *unit,
                       double bound,
                       double fails_above);

/* Prints both, frees the report and returns the program's exit status. With ANNALS_BENCH_JSON the
 * line of JSON is appended to the file of that name too. */
int bench_report_finish (BenchReport *report);

/* values: of double; sorted in place. share: 0 … 1. 0 where there are none. */
double bench_percentile (GArray *values, double share);

/* What /proc/self/status says of this process's memory, in KiB: "VmHWM" the most it ever had, "VmRSS" what
 * it has now, "RssFile" what of that are pages of files, libraries above all. 0 where there is none. */
double bench_get_memory_kib (const char *field);

G_END_DECLS
