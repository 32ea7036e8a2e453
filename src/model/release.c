/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frees what is large on a thread that nobody waits for. */
#include "model/release.h"

typedef struct
{
  gpointer data;
  GDestroyNotify free_func;
} Release;

static gpointer
release_thread (gpointer data)
{
  Release *release = data;

  release->free_func (release->data);
  g_free (release);
  return NULL;
}

void
annals_release (gpointer data, GDestroyNotify free_func, gboolean is_large)
{
  Release *release;
  GThread *thread;

  g_return_if_fail (free_func != NULL);

  if (!is_large)
    {
      free_func (data);
      return;
    }
  release = g_new (Release, 1);
  *release = (Release){ data, free_func };
  thread = g_thread_try_new ("release", release_thread, release, NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    release_thread (release);
}
