/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture on disk, from the same node that the window shows. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

#define ANNALS_EXPORT_ERROR (annals_export_error_quark ())
typedef enum
{
  ANNALS_EXPORT_ERROR_SIZE,   /* more pixels than a picture may have, or none */
  ANNALS_EXPORT_ERROR_FORMAT, /* a name that ends in neither .png, .svg nor .pdf */
  ANNALS_EXPORT_ERROR_DRAW    /* out of memory, or Cairo's own trouble */
} AnnalsExportError;
GQuark annals_export_error_quark (void);

typedef struct
{
  int width, height; /* logical px: 1280 × 800 */
  double scale;      /* pixels are size × scale */
  AnnalsThemeId theme;
  double begin_s, end_s;    /* the range; NAN: the opening view */
  double seconds_per_pixel; /* > 0: keep this scale (an export at the screen's width keeps its
                               rows), begin_s is then the left edge; 0: from the range */
  double scroll_px;
  AnnalsGroupBy group_by;
  AnnalsArrangement *arrangement; /* (nullable) of its lanes: as the file says */
  guint selection;       /* ANNALS_NO_EVENT: none */
  AnnalsBitset *matches; /* (nullable) */
  gboolean hides_others;
  AnnalsBitset *noted;      /* (nullable): the events to mark as having notes, only when asked */
  double today_s;           /* NAN: no today line */
  gboolean shows_title, shows_legend, shows_as_of, is_transparent;
  double text_scale;  /* 1 */
  const char *family; /* (nullable): the family drawn with */
} AnnalsExportOptions;

void annals_export_options_init (AnnalsExportOptions *options);

/* The height, in logical px, at which every lane is whole in a picture of these options' width:
 * their own height is not looked at. 0 with an error. */
int annals_export_measure_height (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                                  GCancellable *cancellable, GError **error);

/* Draws the timeline by the options: rows, lanes and scene as the window would, then Cairo.
 * Format by the file's extension. Writes the whole file or none. No display needed. */
gboolean annals_export_to_file (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                                GFile *file, GCancellable *cancellable, GError **error);
/* The same as PNG bytes, for the clipboard and previews. (transfer full) */
GBytes *annals_export_to_png (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                              GError **error);
/* A Cairo image of it, for the dialog's preview. (transfer full) */
cairo_surface_t *annals_export_to_surface (AnnalsTimeline *timeline,
                                           const AnnalsExportOptions *options, GError **error);

G_END_DECLS
