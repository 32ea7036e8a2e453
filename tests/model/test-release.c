/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is large is freed by a thread of its own, all else at once. */
#include "model/release.h"

#include <locale.h>

typedef struct
{
  GMutex mutex;
  GCond is_told;
  GThread *freed_by; /* NULL: not yet */
} Freed;

static void
free_cb (gpointer data)
{
  Freed *freed = data;

  g_mutex_lock (&freed->mutex);
  freed->freed_by = g_thread_self ();
  g_cond_signal (&freed->is_told);
  g_mutex_unlock (&freed->mutex);
}

static void
test_release (void)
{
  Freed freed = { 0 };
  gint64 end_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_mutex_init (&freed.mutex);
  g_cond_init (&freed.is_told);
  annals_release (&freed, free_cb, FALSE);
  g_assert_true (freed.freed_by == g_thread_self ());

  freed.freed_by = NULL;
  g_mutex_lock (&freed.mutex);
  /* Nobody is waited for, not even here, where it could not go on. */
  annals_release (&freed, free_cb, TRUE);
  g_assert_null (freed.freed_by);
  while (freed.freed_by == NULL && g_cond_wait_until (&freed.is_told, &freed.mutex, end_us))
    ;
  g_assert_nonnull (freed.freed_by);
  g_assert_true (freed.freed_by != g_thread_self ());
  g_mutex_unlock (&freed.mutex);
  g_cond_clear (&freed.is_told);
  g_mutex_clear (&freed.mutex);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/release", test_release);
  return g_test_run ();
}
