/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture on disk, from the same node that the window shows. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

#define ANNALS_EXPORT_ERROR (annals_export_error_quark ())
/* Pixels a side that a picture has at most: Cairo's own limit. */
#define ANNALS_EXPORT_SIDE_MAX 32767

typedef enum
{
  ANNALS_EXPORT_ERROR_SIZE,   /* more pixels than a picture may have, or none */
  ANNALS_EXPORT_ERROR_FORMAT, /* a name that ends in neither .png, .svg nor .pdf */
  ANNALS_EXPORT_ERROR_DRAW    /* out of memory, or Cairo's own trouble */
} AnnalsExportError;
GQuark annals_export_error_quark (void);

typedef struct
{
  int width, height; /* logical px: 1280 × 800; height 0: as tall as every lane needs */
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
  gboolean lists_sources; /* numbers at the words, and the picture grows by their list beneath */
  double text_scale;  /* 1 */
  const char *family; /* (nullable): the family drawn with */
} AnnalsExportOptions;

void annals_export_options_init (AnnalsExportOptions *options);

typedef enum
{
  ANNALS_EXPORT_PNG,
  ANNALS_EXPORT_SVG,
  ANNALS_EXPORT_PDF,
  ANNALS_N_EXPORT_FORMATS
} AnnalsExportFormat;

/* Without the dot. */
const char *annals_export_format_get_extension (AnnalsExportFormat format);
/* The format of a file of that name, by its extension in whatever case. */
gboolean annals_export_format_find (const char *name, AnnalsExportFormat *format);

/* How large a picture comes out. */
typedef struct
{
  int height;       /* logical px: options' height, or what was worked out for 0 */
  int whole_height; /* logical px, with the list of sources */
  guint64 n_bytes;  /* of the file; an estimate alone tells it */
} AnnalsExportSize;

/* Draws the timeline by the options: rows, lanes and scene as the window would, then Cairo.
 * Format by the file's extension. Writes the whole file or none, and never the
 * timeline's own: G_IO_ERROR_EXISTS. No display needed. */
gboolean annals_export_to_file (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                                GFile *file, GCancellable *cancellable, GError **error);
/* The same as PNG bytes, for the clipboard. (transfer full) */
GBytes *annals_export_to_png (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                              GCancellable *cancellable, GError **error);
/* A Cairo image of it. (transfer full) */
cairo_surface_t *annals_export_to_surface (AnnalsTimeline *timeline,
                                           const AnnalsExportOptions *options, GError **error);
/* A Cairo image of it as large as fits into a box of device pixels. (transfer full) */
cairo_surface_t *annals_export_to_preview (AnnalsTimeline *timeline,
                                           const AnnalsExportOptions *options, int box_width,
                                           int box_height, AnnalsExportSize *size,
                                           GCancellable *cancellable, GError **error);

/**
 * annals_export_estimate:
 * @format: of the file
 * @size: (out): how large it would come out
 *
 * Works out how large a file annals_export_to_file () would write, without holding it: of a large
 * PNG strips of the picture are drawn and packed, evenly over its height.
 *
 * Returns: FALSE with what annals_export_to_file () would fail with before it writes
 */
gboolean annals_export_estimate (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                                 AnnalsExportFormat format, AnnalsExportSize *size,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
