/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of files that may not be read or written: a superuser is held by their modes too. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Gives up what lets this thread, and those that it will make, pass over modes: root is then an
 * owner as any other. Whether modes hold is tried, not believed: where they do not, the test fails.
 */
static inline void
heed_modes (void)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = { 0 };
  const guint32 passes = 1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("annals-modes-XXXXXX", &path, NULL);

  g_assert_cmpint (syscall (SYS_capget, &header, sets), ==, 0);
  sets[0].effective &= ~passes;
  sets[0].permitted &= ~passes;
  g_assert_cmpint (syscall (SYS_capset, &header, sets), ==, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fchmod (fd, 0), ==, 0);
  g_assert_cmpint (open (path, O_RDONLY | O_CLOEXEC), ==, -1);
  g_assert_cmpint (errno, ==, EACCES);
  close (fd);
  g_unlink (path);
}
