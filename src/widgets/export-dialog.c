/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export a picture: what, which format, how large, which theme; with a preview. */
#include "widgets/export-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "time/calendar.h"
#include "time/edtf.h"
#include "widgets/export-chooser.h"
#include "widgets/export-job.h"

/* The preview's room, px, and how long typing may go on before it is drawn anew. */
#define PREVIEW_WIDTH 520
#define PREVIEW_HEIGHT 480
#define PREVIEW_DELAY_MS 120

struct _AnnalsExportDialog
{
  GtkWindow parent_instance;

  /* template */
  GtkWidget *export_button;
  GtkWidget *copy_button;
  GtkPicture *preview;
  GtkWidget *spinner;
  GtkLabel *pixels;
  GtkLabel *shown_at;
  GtkLabel *trouble;
  GtkToggleButton *show[3]; /* as shown, all, range */
  GtkEditable *range;
  GtkToggleButton *format[3]; /* png, svg, pdf */
  GtkEditable *width;
  GtkEditable *height;
  GtkWidget *scale_row;
  GtkToggleButton *scale[3];
  GtkToggleButton *theme[3]; /* light, dark, print */
  GtkSwitch *title;
  GtkSwitch *legend;
  GtkSwitch *as_of;
  GtkSwitch *sources;
  GtkSwitch *notes;
  GtkSwitch *transparent;

  /* owned */
  AnnalsSession *session;
  GFile *folder;         /* (nullable): to begin in */
  AnnalsExportJob shown; /* what an export of just what is shown takes */
  GCancellable *preview_cancellable;
  GCancellable *export_cancellable;
  GtkFileChooserNative *chooser;
  guint preview_source;
  gboolean is_ready;
  gboolean has_own_height; /* typed by the reader; else the picture is as tall as its lanes */
  gboolean is_setting_height;
};

G_DEFINE_FINAL_TYPE (AnnalsExportDialog, annals_export_dialog, GTK_TYPE_WINDOW)

enum
{
  SHOW_AS_SHOWN,
  SHOW_ALL,
  SHOW_RANGE
};

enum
{
  SIGNAL_EXPORTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const AnnalsThemeId themes[] = { ANNALS_THEME_LIGHT, ANNALS_THEME_DARK, ANNALS_THEME_PRINT };

static guint
get_choice (GtkToggleButton *const *buttons)
{
  for (guint i = 0; i < 3; i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return i;
  return 0;
}

/* Only an image has pixels of its own. */
static double
get_scale (AnnalsExportDialog *self, AnnalsExportFormat format)
{
  return format == ANNALS_EXPORT_PNG ? get_choice (self->scale) + 1 : 1;
}

static void
tell_trouble (AnnalsExportDialog *self, const char *text)
{
  gtk_label_set_label (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* Reading the form: FALSE with a sentence for the reader. */

static gboolean
read_side (GtkEditable *entry, int *side)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (entry), 10, 1, G_MAXINT, &number, NULL))
    return FALSE;
  *side = (int)number;
  return TRUE;
}

static gboolean
read_range (AnnalsExportDialog *self, AnnalsExportOptions *options, char **trouble)
{
  const char *text = gtk_editable_get_text (self->range);
  g_autoptr (GError) error = NULL;
  AnnalsSpan span;

  if (!annals_edtf_parse (text, -1, &span, NULL, NULL, &error))
    {
      *trouble = g_strdup_printf (_ ("“%s” is no range of dates: %s"), text, error->message);
      return FALSE;
    }
  options->begin_s = annals_span_get_earliest (&span);
  options->end_s = annals_span_get_latest (&span);
  options->seconds_per_pixel = 0;
  if (isfinite (options->begin_s) && isfinite (options->end_s) && options->begin_s < options->end_s)
    return TRUE;
  *trouble = g_strdup (_ ("A range needs a begin and an end, such as 2017/2025."));
  return FALSE;
}

static gboolean
read_extent (AnnalsExportDialog *self, AnnalsExportOptions *options, char **trouble)
{
  guint show = get_choice (self->show);

  if (show == SHOW_RANGE)
    return read_range (self, options, trouble);
  if (show == SHOW_ALL)
    {
      double begin_s, end_s, margin_s;

      options->seconds_per_pixel = 0;
      options->begin_s = options->end_s = NAN;
      if (!annals_timeline_get_extent (self->shown.timeline, &begin_s, &end_s))
        return TRUE;
      margin_s = MAX (end_s - begin_s, 1) * 0.02;
      options->begin_s = begin_s - margin_s;
      options->end_s = end_s + margin_s;
      return TRUE;
    }
  /* At the window's own width the scale is kept, and with it every row; at another, the range. */
  if (options->width != self->shown.options.width)
    options->seconds_per_pixel = 0;
  return TRUE;
}

static gboolean
read_form (AnnalsExportDialog *self, AnnalsExportJob *job, char **trouble)
{
  AnnalsExportOptions *options = &job->options;

  annals_export_job_copy (job, &self->shown);
  job->format = get_choice (self->format);
  options->height = 0;
  if (!read_side (self->width, &options->width)
      || (self->has_own_height && !read_side (self->height, &options->height)))
    {
      *trouble = g_strdup (_ ("Width and height are whole numbers above zero."));
      return FALSE;
    }
  if (!read_extent (self, options, trouble))
    return FALSE;
  options->scale = get_scale (self, job->format);
  options->theme = themes[get_choice (self->theme)];
  options->shows_title = gtk_switch_get_active (self->title);
  options->shows_legend = gtk_switch_get_active (self->legend);
  options->shows_as_of = gtk_switch_get_active (self->as_of);
  options->lists_sources = gtk_switch_get_active (self->sources);
  options->is_transparent = gtk_switch_get_active (self->transparent);
  if (!gtk_switch_get_active (self->notes))
    g_clear_pointer (&options->noted, annals_bitset_unref);
  return TRUE;
}

/* The preview */

static GdkTexture *
create_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize)height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void set_number (GtkEditable *entry, int number);
static void tell_size (AnnalsExportDialog *self, const AnnalsExportSize *size);

/* A job under way holds no dialog: one that lives longer than its parent would crash GTK. */
static gpointer
hold (AnnalsExportDialog *self)
{
  GWeakRef *held = g_new (GWeakRef, 1);

  g_weak_ref_init (held, self);

  return held;
}

/* (transfer full) (nullable): NULL when the dialog was closed meanwhile. */
static AnnalsExportDialog *
take (gpointer data)
{
  AnnalsExportDialog *self = g_weak_ref_get (data);

  g_weak_ref_clear (data);
  g_free (data);

  return self;
}

/* A file that cannot be made was told by the preview. */
static void
estimated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsExportDialog) self = take (data);
  g_autoptr (GError) error = NULL;
  AnnalsExportSize size;

  if (annals_export_job_estimate_finish (result, &size, &error) && self != NULL)
    tell_size (self, &size);
}

static void
estimate (AnnalsExportDialog *self)
{
  g_auto (AnnalsExportJob) job = { 0 };
  g_autofree char *trouble = NULL;

  if (read_form (self, &job, &trouble))
    annals_export_job_estimate_async (&job, self->preview_cancellable, estimated_cb, hold (self));
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsExportDialog) self = take (data);
  g_autoptr (GError) error = NULL;
  AnnalsExportSize size;
  cairo_surface_t *surface = annals_export_job_preview_finish (result, &size, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&surface, cairo_surface_destroy);
      return;
    }
  gtk_widget_set_visible (self->spinner, FALSE);
  if (surface == NULL)
    {
      tell_trouble (self, error->message);
      return;
    }
  self->is_setting_height = TRUE;
  if (!self->has_own_height)
    set_number (self->height, size.height);
  self->is_setting_height = FALSE;
  tell_size (self, &size);
  texture = create_texture (surface);
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
  cairo_surface_destroy (surface);
  estimate (self);
}

/* Two figures are as many as an estimate has. (transfer full) */
static char *
describe_bytes (guint64 n_bytes)
{
  double kilobytes = n_bytes / 1000.0;

  /* Translators: an estimated size of a file, in thousands of bytes, then in millions. */
  if (kilobytes < 99.5)
    return g_strdup_printf (_ ("about %.0f kB"), MAX (1, kilobytes));
  if (kilobytes < 995)
    return g_strdup_printf (_ ("about %.0f kB"), round (kilobytes / 10) * 10);
  return g_strdup_printf (kilobytes < 9950 ? _ ("about %.1f MB") : _ ("about %.0f MB"),
                          kilobytes / 1000);
}

static void
tell_size (AnnalsExportDialog *self, const AnnalsExportSize *size)
{
  double scale = get_scale (self, get_choice (self->format));
  g_autofree char *pixels = NULL;
  g_autofree char *shown_at = NULL;
  double shown;
  int width;

  if (!read_side (self->width, &width))
    return;
  shown = MIN (PREVIEW_WIDTH / (double)width, PREVIEW_HEIGHT / (double)size->whole_height);
  pixels = g_strdup_printf (_ ("%.0f × %.0f px"), width * scale, size->whole_height * scale);
  if (size->n_bytes > 0)
    {
      g_autofree char *bytes = describe_bytes (size->n_bytes);
      g_autofree char *both = g_strconcat (pixels, ", ", bytes, NULL);

      gtk_label_set_label (self->pixels, both);
    }
  else
    gtk_label_set_label (self->pixels, pixels);
  shown_at = g_strdup_printf (_ ("shown at %.0f %%"), MAX (1, shown / scale * 100));
  gtk_label_set_label (self->shown_at, shown_at);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), (int)MAX (1, width * shown),
                               (int)MAX (1, size->whole_height * shown));
}

static gboolean
preview_cb (gpointer data)
{
  AnnalsExportDialog *self = data;
  g_auto (AnnalsExportJob) job = { 0 };
  g_autofree char *trouble = NULL;
  int fineness;
  gboolean is_well = read_form (self, &job, &trouble);

  self->preview_source = 0;
  g_cancellable_cancel (self->preview_cancellable);
  g_clear_object (&self->preview_cancellable);
  tell_trouble (self, trouble);
  gtk_widget_set_sensitive (self->export_button, is_well && self->export_cancellable == NULL);
  gtk_widget_set_sensitive (self->copy_button, is_well && self->export_cancellable == NULL);
  if (!is_well)
    return G_SOURCE_REMOVE;
  /* As fine as the screen is. */
  fineness = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  self->preview_cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->spinner, TRUE);
  annals_export_job_preview_async (&job, PREVIEW_WIDTH * fineness, PREVIEW_HEIGHT * fineness,
                                   self->preview_cancellable, previewed_cb, hold (self));
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (AnnalsExportDialog *self)
{
  if (!self->is_ready)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->range), get_choice (self->show) == SHOW_RANGE);
  gtk_widget_set_sensitive (self->scale_row, get_choice (self->format) == ANNALS_EXPORT_PNG);
  g_clear_handle_id (&self->preview_source, g_source_remove);
  self->preview_source = g_timeout_add (PREVIEW_DELAY_MS, preview_cb, self);
}

static void
height_changed_cb (AnnalsExportDialog *self)
{
  if (self->is_setting_height || !self->is_ready)
    return;
  /* Emptied, it is as tall as it needs to be again. */
  self->has_own_height = gtk_editable_get_text (self->height)[0] != '\0';
  form_changed_cb (self);
}

/* Each group of buttons tells of both, the one that was and the one that is chosen. */
static void
choice_changed_cb (AnnalsExportDialog *self, GParamSpec *spec, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    form_changed_cb (self);
}

/* Writing */

static void
set_busy (AnnalsExportDialog *self, gboolean is_busy)
{
  g_clear_object (&self->export_cancellable);
  if (is_busy)
    self->export_cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->export_button, !is_busy);
  gtk_widget_set_sensitive (self->copy_button, !is_busy);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsExportDialog) self = take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = annals_export_job_write_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (file == NULL)
    {
      tell_trouble (self, error->message);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, file);
  gtk_window_close (GTK_WINDOW (self));
}

static void
write_to (AnnalsExportDialog *self, GFile *file)
{
  g_auto (AnnalsExportJob) job = { 0 };
  g_autofree char *trouble = NULL;
  g_autofree char *name = g_file_get_basename (file);
  AnnalsExportFormat format;

  if (!read_form (self, &job, &trouble))
    {
      tell_trouble (self, trouble);
      return;
    }
  /* The name that was typed has the last word. */
  if (annals_export_format_find (name, &format))
    job.options.scale = get_scale (self, format);
  tell_trouble (self, NULL);
  set_busy (self, TRUE);
  annals_export_job_write_async (&job, file, self->export_cancellable, exported_cb, hold (self));
}

static void ask (AnnalsExportDialog *self, GFile *proposal);

static void
chosen_cb (AnnalsExportDialog *self, int response)
{
  g_autoptr (GFile) chosen = NULL;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (chosen == NULL)
    return;
  file = annals_export_chooser_complete (chosen, get_choice (self->format));
  if (!g_file_equal (file, chosen) && g_file_query_exists (file, NULL))
    ask (self, file);
  else
    write_to (self, file);
}

/* proposal (nullable): where it goes unless the reader says otherwise. */
static void
ask (AnnalsExportDialog *self, GFile *proposal)
{
  g_autoptr (GFile) folder = proposal != NULL ? g_file_get_parent (proposal) : NULL;
  g_autofree char *base = proposal != NULL ? g_file_get_basename (proposal) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;

  self->chooser
      = annals_export_chooser_new (GTK_WINDOW (self), self->shown.timeline,
                                   folder != NULL ? folder : self->folder, name,
                                   get_choice (self->format));
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_clicked_cb (AnnalsExportDialog *self)
{
  if (self->chooser == NULL)
    ask (self, NULL);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsExportDialog) self = take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = annals_export_job_copy_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (png != NULL)
    texture = gdk_texture_new_from_bytes (png, &error);
  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  gtk_label_set_label (self->pixels, texture != NULL ? _ ("Copied") : "");
  tell_trouble (self, error != NULL ? error->message : NULL);
}

static void
copy_clicked_cb (AnnalsExportDialog *self)
{
  g_auto (AnnalsExportJob) job = { 0 };
  g_autofree char *trouble = NULL;

  if (!read_form (self, &job, &trouble))
    {
      tell_trouble (self, trouble);
      return;
    }
  set_busy (self, TRUE);
  annals_export_job_copy_async (&job, self->export_cancellable, copied_cb, hold (self));
}

static void
cancel_clicked_cb (AnnalsExportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
annals_export_dialog_dispose (GObject *object)
{
  AnnalsExportDialog *self = ANNALS_EXPORT_DIALOG (object);

  self->is_ready = FALSE;
  g_clear_handle_id (&self->preview_source, g_source_remove);
  g_cancellable_cancel (self->preview_cancellable);
  g_clear_object (&self->preview_cancellable);
  g_cancellable_cancel (self->export_cancellable);
  g_clear_object (&self->export_cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->folder);
  g_clear_object (&self->session);
  annals_export_job_clear (&self->shown);
  G_OBJECT_CLASS (annals_export_dialog_parent_class)->dispose (object);
}

static void
bind_choices (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize offset;
  } choices[] = {
    { "show", G_STRUCT_OFFSET (AnnalsExportDialog, show) },
    { "format", G_STRUCT_OFFSET (AnnalsExportDialog, format) },
    { "scale", G_STRUCT_OFFSET (AnnalsExportDialog, scale) },
    { "theme", G_STRUCT_OFFSET (AnnalsExportDialog, theme) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    for (guint j = 0; j < 3; j++)
      {
        g_autofree char *name = g_strdup_printf ("%s_%u", choices[i].name, j + 1);

        gtk_widget_class_bind_template_child_full (
            widget_class, name, FALSE, choices[i].offset + (gssize)(j * sizeof (gpointer)));
      }
}

static void
annals_export_dialog_class_init (AnnalsExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_export_dialog_dispose;

  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", ANNALS_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/export-dialog.ui");
  bind_choices (widget_class);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, pixels);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, shown_at);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, range);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, width);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, height);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, scale_row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, legend);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, as_of);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, AnnalsExportDialog, transparent);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, height_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
annals_export_dialog_init (AnnalsExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_number (GtkEditable *entry, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  gtk_editable_set_text (entry, text);
}

/* "2016-12-12/2026-04-20": the range in view, to start from. */
static void
suggest_range (AnnalsExportDialog *self, double begin_s, double end_s)
{
  g_autofree char *begin = annals_instant_to_iso8601 (begin_s);
  g_autofree char *end = annals_instant_to_iso8601 (end_s);
  g_autofree char *text = NULL;
  char *cut;

  if ((cut = strchr (begin, 'T')) != NULL)
    *cut = '\0';
  if ((cut = strchr (end, 'T')) != NULL)
    *cut = '\0';
  text = g_strconcat (begin, "/", end, NULL);
  gtk_editable_set_text (self->range, text);
}

GtkWidget *
annals_export_dialog_new (GtkWindow *parent, AnnalsSession *session, AnnalsTimelineView *view)
{
  AnnalsExportDialog *self = g_object_new (ANNALS_TYPE_EXPORT_DIALOG, "transient-for", parent,
                                           "modal", parent != NULL, NULL);
  AnnalsExportOptions *options = &self->shown.options;
  const char *family = NULL;

  self->session = g_object_ref (session);
  annals_export_job_init (&self->shown, session);
  annals_timeline_view_describe (view, &options->width, &options->height,
                                 &options->seconds_per_pixel, &options->begin_s, &options->end_s,
                                 &options->scroll_px, &family, &options->text_scale);
  annals_export_job_set_family (&self->shown, family);
  if (options->width < 1 || options->height < 1) /* the timeline was never shown: the list was */
    {
      AnnalsExportOptions defaults;

      annals_export_options_init (&defaults);
      options->width = defaults.width;
      options->height = defaults.height;
      options->seconds_per_pixel = 0;
      options->begin_s = options->end_s = NAN;
    }
  set_number (self->width, options->width);
  set_number (self->height, options->height);
  if (isfinite (options->begin_s) && isfinite (options->end_s))
    suggest_range (self, options->begin_s, options->end_s);
  gtk_switch_set_active (self->title, options->shows_title);
  gtk_switch_set_active (self->legend, options->shows_legend);
  gtk_switch_set_active (self->as_of, options->shows_as_of);
  gtk_widget_set_sensitive (GTK_WIDGET (self->notes), self->shown.options.noted != NULL);
  self->is_ready = TRUE;
  form_changed_cb (self);
  return GTK_WIDGET (self);
}

void
annals_export_dialog_set_range (AnnalsExportDialog *self, const char *range)
{
  g_return_if_fail (ANNALS_IS_EXPORT_DIALOG (self));
  g_return_if_fail (range != NULL);

  gtk_editable_set_text (self->range, range);
  gtk_toggle_button_set_active (self->show[SHOW_RANGE], TRUE);
}

void
annals_export_dialog_set_folder (AnnalsExportDialog *self, GFile *folder)
{
  g_return_if_fail (ANNALS_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (folder));

  g_set_object (&self->folder, folder);
}
