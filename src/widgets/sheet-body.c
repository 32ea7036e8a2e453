/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is pulled up in a sheet: as high as its window leaves it, whatever stands in it.
 *
 * The height is what it would like, never what it demands: a window with a sheet pulled up can be
 * made small. */
#include "widgets/sheet-body.h"

#include "widgets/look.h"

/* What a sheet leaves of its window: the header bar, its own head, the overview and a strip of the
 * timeline; but something there is to read. */
#define LEAVES_PX 370
#define MIN_PX 120

struct _AnnalsSheetBody
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (nullable) */
  gboolean is_sheet;
  GdkSurface *surface; /* (nullable) (unowned): while realized */
  gulong surface_handler;
};

G_DEFINE_FINAL_TYPE (AnnalsSheetBody, annals_sheet_body, GTK_TYPE_WIDGET)

enum
{
  PROP_CHILD = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
annals_sheet_body_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  AnnalsSheetBody *self = ANNALS_SHEET_BODY (widget);

  *minimum = *natural = 0;
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (!self->is_sheet || orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum = MAX (*minimum, MIN_PX);
  *natural = *minimum;
  if (self->surface != NULL)
    *natural = MAX (*minimum, gdk_surface_get_height (self->surface) - LEAVES_PX);
}

static GtkSizeRequestMode
annals_sheet_body_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
annals_sheet_body_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnnalsSheetBody *self = ANNALS_SHEET_BODY (widget);

  if (self->child != NULL)
    gtk_widget_size_allocate (self->child, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
annals_sheet_body_realize (GtkWidget *widget)
{
  AnnalsSheetBody *self = ANNALS_SHEET_BODY (widget);

  GTK_WIDGET_CLASS (annals_sheet_body_parent_class)->realize (widget);
  self->surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  self->surface_handler = g_signal_connect_swapped (self->surface, "notify::height",
                                                    G_CALLBACK (gtk_widget_queue_resize), widget);
}

static void
annals_sheet_body_unrealize (GtkWidget *widget)
{
  AnnalsSheetBody *self = ANNALS_SHEET_BODY (widget);

  g_clear_signal_handler (&self->surface_handler, self->surface);
  self->surface = NULL;
  GTK_WIDGET_CLASS (annals_sheet_body_parent_class)->unrealize (widget);
}

static void
annals_sheet_body_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AnnalsSheetBody *self = ANNALS_SHEET_BODY (object);

  if (id != PROP_CHILD)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = g_value_get_object (value);
  if (self->child != NULL)
    gtk_widget_set_parent (self->child, GTK_WIDGET (self));
}

static void
annals_sheet_body_dispose (GObject *object)
{
  annals_look_unparent_children (GTK_WIDGET (object));
  ANNALS_SHEET_BODY (object)->child = NULL;

  G_OBJECT_CLASS (annals_sheet_body_parent_class)->dispose (object);
}

static void
annals_sheet_body_class_init (AnnalsSheetBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = annals_sheet_body_set_property;
  object_class->dispose = annals_sheet_body_dispose;
  widget_class->measure = annals_sheet_body_measure;
  widget_class->get_request_mode = annals_sheet_body_get_request_mode;
  widget_class->size_allocate = annals_sheet_body_size_allocate;
  widget_class->realize = annals_sheet_body_realize;
  widget_class->unrealize = annals_sheet_body_unrealize;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "sheetbody");
}

static void
annals_sheet_body_init (AnnalsSheetBody *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

void
annals_sheet_body_set_is_sheet (AnnalsSheetBody *self, gboolean is_sheet)
{
  g_return_if_fail (ANNALS_IS_SHEET_BODY (self));

  if (self->is_sheet == !!is_sheet)
    return;
  self->is_sheet = !!is_sheet;
  gtk_widget_set_vexpand (GTK_WIDGET (self), !is_sheet);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
