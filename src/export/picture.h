/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An exported picture before it is on any surface: rows, lanes, scene, title and legend by the
 * options. */
#pragma once

#include "export/export.h"

G_BEGIN_DECLS

typedef struct _AnnalsPicture AnnalsPicture;

/* is_vector: it will be drawn on a page instead of an image of options' scale. NULL with an
 * ANNALS_EXPORT_ERROR or G_IO_ERROR_CANCELLED. */
AnnalsPicture *annals_picture_new (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                                   gboolean is_vector, GCancellable *cancellable, GError **error);
void annals_picture_free (AnnalsPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsPicture, annals_picture_free)

/* In px of options' width × the whole height, from 0,0. */
void annals_picture_draw (AnnalsPicture *picture, cairo_t *cr);
const char *annals_picture_get_title (AnnalsPicture *picture);
/* The same for another scale than options': rows and words stay, edges are sharp there. */
void annals_picture_set_scale (AnnalsPicture *picture, double scale);
/* Options' height, or what was worked out for 0: title, axis, lanes, legend. */
int annals_picture_get_height (AnnalsPicture *picture);
/* With the list of sources. */
int annals_picture_get_whole_height (AnnalsPicture *picture);
/* Where an event is in the picture, title and all; FALSE when it is not drawn. */
gboolean annals_picture_find_event (AnnalsPicture *picture, guint event, graphene_rect_t *box);

G_END_DECLS
