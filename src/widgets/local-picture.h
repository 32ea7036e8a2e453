/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture that lies beside the timeline's file, small on the page. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_LOCAL_PICTURE (annals_local_picture_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsLocalPicture, annals_local_picture, ANNALS, LOCAL_PICTURE, GtkWidget)

/**
 * annals_local_picture_new:
 * @timeline: (nullable): the timeline's file
 * @url: an address as an event names it
 * @alternative: the picture in words, for those who do not see it
 *
 * Takes room only once the picture has been read, on a worker; a picture that cannot be shown says so
 * in a line of its own.
 *
 * Returns: (transfer floating) (nullable): NULL where the address leads out of the file's folder, and
 *   for every one of the web: nothing is ever fetched
 */
GtkWidget *annals_local_picture_new (GFile *timeline, const char *url, const char *alternative);
/* Whether reading is over; whether there is a picture. */
gboolean annals_local_picture_is_read (AnnalsLocalPicture *self);
gboolean annals_local_picture_is_shown (AnnalsLocalPicture *self);

G_END_DECLS
