/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the C library keeps of memory that was freed.
 *
 * Every thread has a heap of its own, which keeps what was freed in it: after a large file was read and
 * indexed a tenth of what the window holds. Fewer heaps would keep less, but then frames wait for a worker
 * that has the lock of theirs; and where a frame's large pieces are given back at once, they cost it
 * milliseconds to fetch again. So what is free is given back only where much has just been freed. */
#include "app/memory.h"

#include <gio/gio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void
give_back_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_task_return_boolean (task, TRUE);
}

void
annals_memory_give_back (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, give_back_thread);
}
