/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture on disk: one node on Cairo's surfaces, one replacement of the file. */
#include "export/export.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "export/picture.h"
#include "formats/file-error.h"

/* Cairo's images are at most this wide or high; and more than half a gigabyte is no picture. */
#define SIDE_MAX 32767
#define PIXELS_MAX (128.0 * 1024 * 1024)
#define PX_TO_PT 0.75

typedef enum
{
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF
} Format;

GQuark
annals_export_error_quark (void)
{
  return g_quark_from_static_string ("annals-export-error-quark");
}

void
annals_export_options_init (AnnalsExportOptions *options)
{
  *options = (AnnalsExportOptions){
    .width = 1280,
    .height = 800,
    .scale = 1,
    .theme = ANNALS_THEME_LIGHT,
    .begin_s = NAN,
    .end_s = NAN,
    .group_by = ANNALS_GROUP_TRACK,
    .selection = ANNALS_NO_EVENT,
    .today_s = NAN,
    .shows_title = TRUE,
    .shows_as_of = TRUE,
    .text_scale = 1,
  };
}

static gboolean
check_size (const AnnalsExportOptions *options, GError **error)
{
  double width = round (options->width * options->scale);
  double height = round (options->height * options->scale);

  if (options->width > 0 && options->height > 0 && options->scale > 0 && isfinite (options->scale)
      && width >= 1 && height >= 1 && width <= SIDE_MAX && height <= SIDE_MAX
      && width * height <= PIXELS_MAX)
    return TRUE;

  g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_SIZE,
               _ ("A picture of %d × %d pixels at scale %g cannot be made: at most %d pixels a "
                  "side and %d million in all."),
               options->width, options->height, options->scale, SIDE_MAX, (int)(PIXELS_MAX / 1e6));

  return FALSE;
}

static gboolean
check_surface (cairo_surface_t *surface, GError **error)
{
  cairo_status_t status = cairo_surface_status (surface);

  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_DRAW,
               _ ("The picture could not be drawn: %s."), cairo_status_to_string (status));

  return FALSE;
}

static gboolean
draw (AnnalsTimeline *timeline, const AnnalsExportOptions *options, cairo_surface_t *surface,
      double units_per_px, GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture = NULL;
  cairo_t *cr;

  if (!check_surface (surface, error))
    return FALSE;

  picture = annals_picture_new (timeline, options,
                                cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE,
                                cancellable, error);
  if (picture == NULL)
    return FALSE;

  cr = cairo_create (surface);
  cairo_scale (cr, units_per_px, units_per_px);
  annals_picture_draw (picture, cr);
  cairo_destroy (cr);

  return check_surface (surface, error);
}

cairo_surface_t *
annals_export_to_surface (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                          GError **error)
{
  cairo_surface_t *surface;

  if (!check_size (options, error))
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        (int)round (options->width * options->scale),
                                        (int)round (options->height * options->scale));
  if (!draw (timeline, options, surface, options->scale, NULL, error))
    g_clear_pointer (&surface, cairo_surface_destroy);

  return surface;
}

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
export_to_png (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  gboolean is_drawn;
  /* A picture without holes is smaller and quicker without an alpha channel. */
  cairo_format_t format = options->is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;

  surface = cairo_image_surface_create (format, (int)round (options->width * options->scale),
                                        (int)round (options->height * options->scale));
  is_drawn = draw (timeline, options, surface, options->scale, cancellable, error);
  if (is_drawn)
    status = cairo_surface_write_to_png_stream (surface, append_bytes_cb, bytes);
  cairo_surface_destroy (surface);
  if (!is_drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_DRAW,
                   _ ("The picture could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
annals_export_to_png (AnnalsTimeline *timeline, const AnnalsExportOptions *options, GError **error)
{
  return check_size (options, error) ? export_to_png (timeline, options, NULL, error) : NULL;
}

/* SVG in px × scale, PDF in points of a 96 dpi page. */
static GBytes *
export_to_vectors (AnnalsTimeline *timeline, const AnnalsExportOptions *options, Format format,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double units = format == FORMAT_SVG ? options->scale : PX_TO_PT;
  double width = options->width * units;
  double height = options->height * units;
  cairo_surface_t *surface;
  gboolean is_done;

  if (format == FORMAT_SVG)
    {
      surface = cairo_svg_surface_create_for_stream (append_bytes_cb, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    }
  else
    {
      surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, width, height);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                      annals_timeline_get_title (timeline));
      /* The same file gives the same bytes, whenever and wherever: no clock's date. */
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                      "2000-01-01T00:00:00Z");
    }
  is_done = draw (timeline, options, surface, units, cancellable, error);
  cairo_surface_finish (surface);
  is_done = is_done && check_surface (surface, error);
  cairo_surface_destroy (surface);

  return is_done ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static gboolean
find_format (GFile *file, Format *format, GError **error)
{
  static const struct
  {
    const char *suffix;
    Format format;
  } formats[] = { { ".png", FORMAT_PNG }, { ".svg", FORMAT_SVG }, { ".pdf", FORMAT_PDF } };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folded = g_ascii_strdown (name != NULL ? name : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (folded, formats[i].suffix))
      {
        *format = formats[i].format;
        return TRUE;
      }

  g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_FORMAT,
               _ ("“%s” ends in none of .png, .svg and .pdf."), name != NULL ? name : "");

  return FALSE;
}

gboolean
annals_export_to_file (AnnalsTimeline *timeline, const AnnalsExportOptions *options, GFile *file,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;
  Format format;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (!find_format (file, &format, error) || !check_size (options, error))
    return FALSE;

  bytes = format == FORMAT_PNG ? export_to_png (timeline, options, cancellable, error)
                               : export_to_vectors (timeline, options, format, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);

  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                               error))
    return TRUE;
  annals_file_error_explain (error, file, ANNALS_FILE_WRITTEN);
  return FALSE;
}

int
annals_export_measure_height (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                              GCancellable *cancellable, GError **error)
{
  /* As low as a picture can be: lanes then take no spare room. */
  AnnalsExportOptions low = *options;
  g_autoptr (AnnalsPicture) picture = NULL;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), 0);

  low.height = 1;
  low.scale = 1;
  if (!check_size (&low, error))
    return 0;
  picture = annals_picture_new (timeline, &low, FALSE, cancellable, error);
  if (picture == NULL)
    return 0;
  return (int)ceil (annals_picture_get_whole_height (picture));
}
