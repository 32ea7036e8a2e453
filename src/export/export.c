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
#include "notes/save.h"

/* More than half a gigabyte is no picture. */
#define PIXELS_MAX (128.0 * 1024 * 1024)
#define PX_TO_PT 0.75

/* An estimate's strips, and how much of a picture they cover at most. */
#define STRIP_ROWS 128
#define STRIP_PIXELS (4.0 * 1000 * 1000)
#define PNG_FRAME_BYTES 57 /* of a file: signature, header, the frame of the data, end */

static const char *const extensions[ANNALS_N_EXPORT_FORMATS] = { "png", "svg", "pdf" };

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
check_size (int width_px, int height_px, double scale, GError **error)
{
  double width = round (width_px * scale);
  double height = round (height_px * scale);

  if (width_px > 0 && height_px > 0 && scale > 0 && isfinite (scale) && width >= 1 && height >= 1
      && width <= ANNALS_EXPORT_SIDE_MAX && height <= ANNALS_EXPORT_SIDE_MAX
      && width * height <= PIXELS_MAX)
    return TRUE;

  g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_SIZE,
               _ ("A picture of %d × %d pixels at scale %g cannot be made: at most %d pixels a "
                  "side and %d million in all."),
               width_px, height_px, scale, ANNALS_EXPORT_SIDE_MAX, (int)(PIXELS_MAX / 1e6));

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

static void
tell_size (AnnalsPicture *picture, AnnalsExportSize *size)
{
  *size = (AnnalsExportSize){ .height = annals_picture_get_height (picture),
                              .whole_height = annals_picture_get_whole_height (picture) };
}

/* NULL also where it came out larger than a picture may be. */
static AnnalsPicture *
create_picture (AnnalsTimeline *timeline, const AnnalsExportOptions *options, gboolean is_vector,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture = NULL;

  if (!check_size (options->width, options->height == 0 ? 1 : options->height, options->scale,
                   error))
    return NULL;
  picture = annals_picture_new (timeline, options, is_vector, cancellable, error);
  if (picture == NULL
      || !check_size (options->width, annals_picture_get_whole_height (picture), options->scale,
                      error))
    return NULL;

  return g_steal_pointer (&picture);
}

static gboolean
draw (AnnalsPicture *picture, cairo_surface_t *surface, double units_per_px, double y, GError **error)
{
  cairo_t *cr;

  if (!check_surface (surface, error))
    return FALSE;

  cr = cairo_create (surface);
  cairo_translate (cr, 0, -y);
  cairo_scale (cr, units_per_px, units_per_px);
  annals_picture_draw (picture, cr);
  cairo_destroy (cr);

  return check_surface (surface, error);
}

static cairo_surface_t *
draw_image (AnnalsPicture *picture, cairo_format_t format, int width_px, double scale, GError **error)
{
  int height_px = annals_picture_get_whole_height (picture);
  cairo_surface_t *surface
      = cairo_image_surface_create (format, MAX (1, (int)round (width_px * scale)),
                                    MAX (1, (int)round (height_px * scale)));

  if (!draw (picture, surface, scale, 0, error))
    g_clear_pointer (&surface, cairo_surface_destroy);

  return surface;
}

cairo_surface_t *
annals_export_to_surface (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                          GError **error)
{
  g_autoptr (AnnalsPicture) picture = create_picture (timeline, options, FALSE, NULL, error);

  if (picture == NULL)
    return NULL;

  return draw_image (picture, CAIRO_FORMAT_ARGB32, options->width, options->scale, error);
}

cairo_surface_t *
annals_export_to_preview (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                          int box_width, int box_height, AnnalsExportSize *size,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture = create_picture (timeline, options, FALSE, cancellable, error);
  double scale;

  if (picture == NULL)
    return NULL;

  tell_size (picture, size);
  scale = MIN (box_width / (double)options->width, box_height / (double)size->whole_height);
  annals_picture_set_scale (picture, scale);

  return draw_image (picture, CAIRO_FORMAT_ARGB32, options->width, scale, error);
}

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
count_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  *(guint64 *)closure += length;

  return CAIRO_STATUS_SUCCESS;
}

/* A picture without holes is smaller and quicker without an alpha channel. */
static cairo_format_t
get_pixel_format (const AnnalsExportOptions *options)
{
  return options->is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
}

static gboolean
write_png (cairo_surface_t *surface, cairo_write_func_t write, gpointer closure, GError **error)
{
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, write, closure);

  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_DRAW,
               _ ("The picture could not be drawn: %s."), cairo_status_to_string (status));

  return FALSE;
}

GBytes *
annals_export_to_png (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture = create_picture (timeline, options, FALSE, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  gboolean is_written;

  if (picture == NULL)
    return NULL;

  surface = draw_image (picture, get_pixel_format (options), options->width, options->scale, error);
  if (surface == NULL)
    return NULL;
  is_written = write_png (surface, append_bytes_cb, bytes, error);
  cairo_surface_destroy (surface);

  return is_written ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* SVG in px × scale, PDF in points of a 96 dpi page. */
static gboolean
write_vectors (AnnalsPicture *picture, const AnnalsExportOptions *options,
               AnnalsExportFormat format, cairo_write_func_t write, gpointer closure, GError **error)
{
  double units = format == ANNALS_EXPORT_SVG ? options->scale : PX_TO_PT;
  double width = options->width * units;
  double height = annals_picture_get_whole_height (picture) * units;
  cairo_surface_t *surface;
  gboolean is_done;

  if (format == ANNALS_EXPORT_SVG)
    {
      surface = cairo_svg_surface_create_for_stream (write, closure, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    }
  else
    {
      surface = cairo_pdf_surface_create_for_stream (write, closure, width, height);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                      annals_picture_get_title (picture));
      /* The same file gives the same bytes, whenever and wherever: no clock's date. */
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                      "2000-01-01T00:00:00Z");
    }
  is_done = draw (picture, surface, units, 0, error);
  cairo_surface_finish (surface);
  is_done = is_done && check_surface (surface, error);
  cairo_surface_destroy (surface);

  return is_done;
}

static GBytes *
export_to_vectors (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                   AnnalsExportFormat format, GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture = create_picture (timeline, options, TRUE, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (picture == NULL
      || !write_vectors (picture, options, format, append_bytes_cb, bytes, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Every so many strips are packed, each as a picture of its own, and stand for those between. */
static gboolean
estimate_png (AnnalsPicture *picture, const AnnalsExportOptions *options, guint64 *n_bytes,
              GCancellable *cancellable, GError **error)
{
  int width = (int)round (options->width * options->scale);
  int height = (int)round (annals_picture_get_whole_height (picture) * options->scale);
  int step = STRIP_ROWS * (int)ceil ((double)width * height / STRIP_PIXELS);
  guint64 n_packed = 0;
  int n_rows = 0;

  for (int y = 0; y < height; y += step)
    {
      int rows = MIN (STRIP_ROWS, height - y);
      cairo_surface_t *strip = cairo_image_surface_create (get_pixel_format (options), width, rows);
      guint64 n_strip = 0;
      gboolean is_packed = !g_cancellable_set_error_if_cancelled (cancellable, error)
                           && draw (picture, strip, options->scale, y, error)
                           && write_png (strip, count_bytes_cb, &n_strip, error);

      cairo_surface_destroy (strip);
      if (!is_packed)
        return FALSE;
      n_packed += n_strip - MIN (n_strip, PNG_FRAME_BYTES);
      n_rows += rows;
    }
  *n_bytes = PNG_FRAME_BYTES + (guint64)((double)n_packed * height / n_rows);

  return TRUE;
}

gboolean
annals_export_estimate (AnnalsTimeline *timeline, const AnnalsExportOptions *options,
                        AnnalsExportFormat format, AnnalsExportSize *size,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (AnnalsPicture) picture
      = create_picture (timeline, options, format != ANNALS_EXPORT_PNG, cancellable, error);

  if (picture == NULL)
    return FALSE;

  tell_size (picture, size);
  if (format == ANNALS_EXPORT_PNG)
    return estimate_png (picture, options, &size->n_bytes, cancellable, error);
  size->n_bytes = 0;

  return write_vectors (picture, options, format, count_bytes_cb, &size->n_bytes, error);
}

const char *
annals_export_format_get_extension (AnnalsExportFormat format)
{
  g_return_val_if_fail (format < ANNALS_N_EXPORT_FORMATS, NULL);

  return extensions[format];
}

gboolean
annals_export_format_find (const char *name, AnnalsExportFormat *format)
{
  const char *dot = strrchr (name, '.');

  for (AnnalsExportFormat i = 0; dot != NULL && i < ANNALS_N_EXPORT_FORMATS; i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      {
        *format = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_format (GFile *file, AnnalsExportFormat *format, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);

  if (name != NULL && annals_export_format_find (name, format))
    return TRUE;

  g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_FORMAT,
               _ ("“%s” ends in none of .png, .svg and .pdf."), name != NULL ? name : "");

  return FALSE;
}

/* By any name: a link of either kind, another spelling of the path. */
static gboolean
is_same_file (GFile *file, GFile *other)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInfo) other_info = NULL;
  const char *id;

  if (g_file_equal (file, other))
    return TRUE;
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  other_info
      = g_file_query_info (other, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL || other_info == NULL)
    return FALSE;
  id = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE);

  return id != NULL
         && g_strcmp0 (id, g_file_info_get_attribute_string (other_info, G_FILE_ATTRIBUTE_ID_FILE))
                == 0;
}

/* Where a link leads: GIO replaces a file as a whole, but writes through a link bit by bit. */
static GFile *
resolve (GFile *file)
{
  g_autofree char *path = g_file_is_native (file) ? g_file_get_path (file) : NULL;
  g_autofree char *resolved = path != NULL ? annals_save_resolve (path) : NULL;

  return resolved != NULL ? g_file_new_for_path (resolved) : g_object_ref (file);
}

/* May it be written, and if it is there, replaced? A pipe would wait for its reader. */
static gboolean
check_place (AnnalsTimeline *timeline, GFile *file, GError **error)
{
  GFile *source = annals_timeline_get_file (timeline);

  if (source != NULL && is_same_file (file, source))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                           _ ("This is the timeline’s own file; it is never written."));
      return FALSE;
    }
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_SPECIAL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                           _ ("This is no regular file."));
      return FALSE;
    }

  return TRUE;
}

gboolean
annals_export_to_file (AnnalsTimeline *timeline, const AnnalsExportOptions *options, GFile *file,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) target = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;
  AnnalsExportFormat format;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (!find_format (file, &format, error) || !check_place (timeline, file, error))
    return FALSE;

  bytes = format == ANNALS_EXPORT_PNG
            ? annals_export_to_png (timeline, options, cancellable, error)
            : export_to_vectors (timeline, options, format, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);

  target = resolve (file);
  if (g_file_replace_contents (target, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               cancellable, error))
    return TRUE;
  annals_file_error_explain (error, file, ANNALS_FILE_WRITTEN);
  return FALSE;
}
