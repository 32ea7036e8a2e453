/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file again whenever it changes on disk, and says what is different. */
#pragma once

#include "model/difference.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_RELOADER (annals_reloader_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsReloader, annals_reloader, ANNALS, RELOADER, GObject)

/* Signals, on the main thread:
 *   `reloaded` (AnnalsDifference *step, AnnalsDifference *since): the file says something else. step:
 *      from what was read before; since: from what was last accepted.
 *   `unchanged`: annals_reloader_reload() found the same bytes.
 *   `trouble-changed`: the file cannot be read, and has not been for some seconds; or it can again. */

/* Watches from now on, so that nothing is missed while the file is read the first time. */
AnnalsReloader *annals_reloader_new (GFile *file);
GFile *annals_reloader_get_file (AnnalsReloader *self);
/* What was read first: accepted. Before it, nothing is read again. */
void annals_reloader_set_timeline (AnnalsReloader *self, AnnalsTimeline *timeline);
/* Reads now, though nothing tells of a change; what goes wrong is told at once. */
void annals_reloader_reload (AnnalsReloader *self);
/* The reader has seen what changed: `since` begins here. */
void annals_reloader_accept (AnnalsReloader *self);
/* Why the file on disk cannot be shown; NULL: it can. Half a file is none: the last whole one stays. */
const GError *annals_reloader_get_trouble (AnnalsReloader *self);

G_END_DECLS
