/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a new file in the place of the one that was read, and of no other. */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* By what a file is known to be the one that was read. */
typedef struct
{
  gboolean is_there;
  dev_t device;
  ino_t inode;
  off_t size;
  struct timespec modified;
} AnnalsFileIdentity;

AnnalsFileIdentity annals_file_identify (const char *path);
gboolean annals_file_is_same (const AnnalsFileIdentity *a, const AnnalsFileIdentity *b);

typedef enum
{
  ANNALS_REPLACE_DONE,      /* the old file is gone */
  ANNALS_REPLACE_REFUSED,   /* another file is there than `old`: nothing was done */
  ANNALS_REPLACE_DISPLACED, /* the new file is in place, but one that was not `old` had to go: it is at new_path */
  ANNALS_REPLACE_FAILED     /* with an error */
} AnnalsReplaceOutcome;

/* Moves new_path to path in one step, and syncs the folder. */
AnnalsReplaceOutcome annals_file_replace (const char *new_path, const char *path, const AnnalsFileIdentity *old,
                                          GError **error);
/* Exchanges the two again. FALSE where that cannot be done. */
gboolean annals_file_exchange (const char *one, const char *other);

G_END_DECLS
