/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells when a file on disk has changed, in whatever way, and has come to rest. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_FILE_WATCH (annals_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsFileWatch, annals_file_watch, ANNALS, FILE_WATCH, GObject)

/* Signal `changed`, on the main thread: the file was written, replaced, deleted or made anew after the
 * watch was made, or a symbolic link on the way to it leads elsewhere; and nothing has come after that
 * for a moment. A file that cannot be watched (on a server, say) never tells. */
AnnalsFileWatch *annals_file_watch_new (GFile *file);

G_END_DECLS
