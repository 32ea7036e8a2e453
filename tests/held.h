/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop was held: from where it has polled to where it polls again, in the thread's own
 * time, so that what else the machine does is not counted. */
#pragma once

#include <glib.h>
#include <time.h>

static struct
{
  GPollFunc poll;
  double since_ms, most_ms;
} held;

static inline double
get_thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static inline int
held_poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  held.most_ms = MAX (held.most_ms, get_thread_ms () - held.since_ms);
  n = held.poll (fds, n_fds, timeout);
  held.since_ms = get_thread_ms ();
  return n;
}

static inline void
held_begin (void)
{
  held.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, held_poll_cb);
  held.since_ms = get_thread_ms ();
  held.most_ms = 0;
}

/* What the test itself did since the loop polled is not the program's. */
static inline void
held_forget (void)
{
  held.since_ms = get_thread_ms ();
}

static inline void
held_end (const char *what, double bound_ms)
{
  g_main_context_set_poll_func (NULL, held.poll);
  g_test_message ("%s: main loop held %.2f ms at most, bound %g", what, held.most_ms, bound_ms);
  g_assert_cmpfloat (held.most_ms, <, bound_ms);
}
