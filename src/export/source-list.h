/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list beneath a picture: the sources whose numbers stand in it, in columns. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

typedef struct _AnnalsSourceList AnnalsSourceList;

/**
 * annals_source_list_new:
 * @frame: the picture's; its timeline, text, theme and width are asked
 * @family: the family drawn with
 * @cited: (array length=n): what the number 1 stands for first
 * @height_max: px: a list that would be higher is none
 *
 * Lays the citations out, in as many columns as the width has room for, filled one after the other
 * and of about one height. The layout is the same at every scale.
 *
 * Returns: (transfer full): NULL with ANNALS_EXPORT_ERROR_SIZE, or when cancelled
 */
AnnalsSourceList *annals_source_list_new (const AnnalsFrame *frame,
                                          const char *family,
                                          const AnnalsCited *cited,
                                          guint n,
                                          double height_max,
                                          GCancellable *cancellable,
                                          GError **error);
void annals_source_list_free (AnnalsSourceList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsSourceList, annals_source_list_free)

int annals_source_list_get_height (AnnalsSourceList *list); /* whole px */
void annals_source_list_draw (AnnalsSourceList *list, cairo_t *cr); /* from 0,0 */

G_END_DECLS
