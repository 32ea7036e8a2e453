/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture that lies beside the timeline's file, small on the page. */
#include "widgets/local-picture.h"

#include <glib/gi18n-lib.h>

#include "widgets/look.h"
#include "widgets/picture-file.h"

/* The room on the page, in logical pixels; read twice as fine, for screens that show it. */
#define MAX_WIDTH 420
#define MAX_HEIGHT 260
#define FINENESS 2

struct _AnnalsLocalPicture
{
  GtkWidget parent_instance;

  GdkTexture *texture; /* (nullable) owned */
  GtkWidget *trouble;  /* (nullable) owned as a child */
  GCancellable *cancellable;
  gboolean is_read;
};

G_DEFINE_FINAL_TYPE (AnnalsLocalPicture, annals_local_picture, GTK_TYPE_WIDGET)

typedef struct
{
  GFile *file, *folder; /* owned */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->file);
  g_object_unref (place->folder);
  g_free (place);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Place *place = data;
  g_autoptr (GError) error = NULL;
  GdkPixbuf *picture = annals_picture_file_read (place->file, place->folder, MAX_WIDTH * FINENESS,
                                                 MAX_HEIGHT * FINENESS, cancellable, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
tell_trouble (AnnalsLocalPicture *self, const char *reason)
{
  /* Translators: %s is the reason, a sentence. */
  g_autofree char *words = g_strdup_printf (_("The picture cannot be shown. %s"), reason);

  self->trouble = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->trouble, "dim");
  gtk_widget_set_parent (self->trouble, GTK_WIDGET (self));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  AnnalsLocalPicture *self = ANNALS_LOCAL_PICTURE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_read = TRUE;
  if (picture == NULL)
    {
      tell_trouble (self, error->message);
      return;
    }
  self->texture = gdk_texture_new_for_pixbuf (picture);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The size it has in so much width: never larger than it is, as fine as it was read. */
static void
get_size (AnnalsLocalPicture *self, int width, int *picture_width, int *picture_height)
{
  double natural_width = gdk_texture_get_width (self->texture);
  double natural_height = gdk_texture_get_height (self->texture);
  double scale = MIN (1, MIN (MAX_WIDTH / natural_width, MAX_HEIGHT / natural_height));

  if (width >= 0)
    scale = MIN (scale, width / natural_width);
  *picture_width = MAX (1, natural_width * scale);
  *picture_height = MAX (1, natural_height * scale);
}

static void
annals_local_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                              int *natural, int *minimum_baseline, int *natural_baseline)
{
  AnnalsLocalPicture *self = ANNALS_LOCAL_PICTURE (widget);
  int width, height;

  *minimum = *natural = 0;
  if (self->trouble != NULL)
    gtk_widget_measure (self->trouble, orientation, for_size, minimum, natural, NULL, NULL);
  if (self->texture == NULL)
    return;
  get_size (self, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1, &width, &height);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : height;
}

static GtkSizeRequestMode
annals_local_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
annals_local_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnnalsLocalPicture *self = ANNALS_LOCAL_PICTURE (widget);

  if (self->trouble != NULL)
    gtk_widget_size_allocate (self->trouble, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
annals_local_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnnalsLocalPicture *self = ANNALS_LOCAL_PICTURE (widget);
  int width, height, x;

  GTK_WIDGET_CLASS (annals_local_picture_parent_class)->snapshot (widget, snapshot);
  if (self->texture == NULL)
    return;
  get_size (self, gtk_widget_get_width (widget), &width, &height);
  x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - width : 0;
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (x, 0, width, height));
}

static void
annals_local_picture_dispose (GObject *object)
{
  AnnalsLocalPicture *self = ANNALS_LOCAL_PICTURE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  annals_look_unparent_children (GTK_WIDGET (self));
  self->trouble = NULL;

  G_OBJECT_CLASS (annals_local_picture_parent_class)->dispose (object);
}

static void
annals_local_picture_class_init (AnnalsLocalPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_local_picture_dispose;
  widget_class->measure = annals_local_picture_measure;
  widget_class->get_request_mode = annals_local_picture_get_request_mode;
  widget_class->size_allocate = annals_local_picture_size_allocate;
  widget_class->snapshot = annals_local_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "localpicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
annals_local_picture_init (AnnalsLocalPicture *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
annals_local_picture_new (GFile *timeline, const char *url, const char *alternative)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GTask) task = NULL;
  AnnalsLocalPicture *self;
  Place *place;

  g_return_val_if_fail (url != NULL && alternative != NULL, NULL);

  file = timeline != NULL ? annals_picture_file_resolve (timeline, url) : NULL;
  if (file == NULL)
    return NULL;
  self = g_object_new (ANNALS_TYPE_LOCAL_PICTURE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, alternative, -1);
  place = g_new (Place, 1);
  place->file = g_steal_pointer (&file);
  place->folder = g_file_get_parent (timeline);
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_task_data (task, place, place_free);
  g_task_run_in_thread (task, read_thread);
  return GTK_WIDGET (self);
}

gboolean
annals_local_picture_is_read (AnnalsLocalPicture *self)
{
  g_return_val_if_fail (ANNALS_IS_LOCAL_PICTURE (self), FALSE);

  return self->is_read;
}

gboolean
annals_local_picture_is_shown (AnnalsLocalPicture *self)
{
  g_return_val_if_fail (ANNALS_IS_LOCAL_PICTURE (self), FALSE);

  return self->texture != NULL;
}
