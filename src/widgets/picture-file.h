/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that lie beside a timeline's file, read within limits. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Larger files and pictures are not read: a picture is unpacked whole before it is scaled down. */
#define ANNALS_PICTURE_MAX_BYTES (32 * 1024 * 1024)
#define ANNALS_PICTURE_MAX_PIXELS (32 * 1000 * 1000)

/**
 * annals_picture_file_resolve:
 * @timeline: the timeline's file
 * @url: an address as an event names it
 *
 * The file that a relative address, or one of the scheme file:, names in the timeline's folder or
 * below. Names alone are looked at, no disk: where a link leads is looked at when it is read.
 *
 * Returns: (transfer full) (nullable): NULL for everything that lies elsewhere
 */
GFile *annals_picture_file_resolve (GFile *timeline, const char *url);

/**
 * annals_picture_file_read:
 * @file: what annals_picture_file_resolve () returned
 * @folder: the timeline's folder, from which no link may lead out
 * @width_px: @height_px: the room there is: a larger picture is scaled down to fit
 *
 * Reads PNG, JPEG, GIF (its first picture) and WebP where GDK-Pixbuf has a loader for it, upright as
 * its camera was held. For a worker: one picture is unpacked at a time. Errors: G_IO_ERROR, and of
 * GDK_PIXBUF_ERROR; each message is a translated sentence.
 *
 * Returns: (transfer full): the picture, or NULL and an error
 */
GdkPixbuf *annals_picture_file_read (GFile *file, GFile *folder, int width_px, int height_px,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
