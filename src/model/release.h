/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letting go of something large: the system takes a tenth of a second to take back what a million events
 * had, which is not the main thread's to wait for. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Freed at once where that is no work, else on a thread of its own; the function may be called on either,
 * and nobody else has the data any more. data: (transfer full) */
void annals_release (gpointer data, GDestroyNotify free_func, gboolean is_large);

/* So many events are large. */
#define ANNALS_RELEASE_EVENTS 65536

G_END_DECLS
