/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words with something small after the last of them: a source's number, an arrow. */
#include "widgets/tail-box.h"

#define GAP 5

struct _AnnalsTailBox
{
  GtkWidget parent_instance;

  GtkWidget *label; /* owned as children */
  GtkWidget *tail;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AnnalsTailBox, annals_tail_box, GTK_TYPE_WIDGET)

typedef struct
{
  int label_height;
  int height;
  int x, y; /* of the tail */
  int tail_width, tail_height;
} Placement;

/* What stands beside the label's words, within its width: a quote's rule. */
static void
get_sides (GtkWidget *label, int *left, int *right)
{
  GtkStyleContext *context = gtk_widget_get_style_context (label);
  GtkBorder padding, border;

  gtk_style_context_get_padding (context, &padding);
  gtk_style_context_get_border (context, &border);
  *left = padding.left + border.left;
  *right = padding.right + border.right;
}

/* Where the label's words end when it is that wide: the layout's last line. */
static void
find_end (AnnalsTailBox *self, int width, int *end_x, int *line_height)
{
  g_autoptr (PangoLayout) layout
    = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (self->label)));
  PangoLayoutLine *line;
  PangoRectangle rect;
  int left, right;

  get_sides (self->label, &left, &right);
  pango_layout_set_width (layout, MAX (0, width - left - right) * PANGO_SCALE);
  line = pango_layout_get_line_readonly (layout, pango_layout_get_line_count (layout) - 1);
  pango_layout_line_get_pixel_extents (line, NULL, &rect);
  *end_x = left + rect.x + rect.width;
  *line_height = rect.height;
}

static Placement
place (AnnalsTailBox *self, int width)
{
  Placement placement = { 0 };
  int minimum, end_x, line_height;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  width = MAX (width, minimum);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, width, NULL, &placement.label_height,
                      NULL, NULL);
  placement.height = placement.label_height;
  if (self->tail == NULL)
    return placement;

  gtk_widget_measure (self->tail, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &placement.tail_width, NULL,
                      NULL);
  gtk_widget_measure (self->tail, GTK_ORIENTATION_VERTICAL, placement.tail_width, NULL,
                      &placement.tail_height, NULL, NULL);
  find_end (self, width, &end_x, &line_height);
  if (end_x + GAP + placement.tail_width <= width)
    {
      placement.x = end_x + GAP;
      placement.y = MAX (0, placement.label_height - (line_height + placement.tail_height) / 2);
    }
  else
    {
      placement.x = 0;
      placement.y = placement.label_height;
    }
  placement.height = MAX (placement.height, placement.y + placement.tail_height);
  return placement;
}

static GtkSizeRequestMode
annals_tail_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
annals_tail_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  AnnalsTailBox *self = ANNALS_TAIL_BOX (widget);
  int label_minimum, label_natural, tail_width = 0;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &label_minimum, &label_natural,
                      NULL, NULL);
  if (self->tail != NULL)
    gtk_widget_measure (self->tail, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &tail_width, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (label_minimum, tail_width);
      *natural = MAX (*minimum, label_natural + (tail_width > 0 ? GAP + tail_width : 0));
    }
  else
    {
      int width = for_size < 0 ? label_natural + GAP + tail_width : for_size;

      *minimum = *natural = place (self, width).height;
    }
}

static void
annals_tail_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnnalsTailBox *self = ANNALS_TAIL_BOX (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Placement placement = place (self, width);

  gtk_widget_size_allocate (self->label, &(GtkAllocation) { 0, 0, width, placement.label_height }, -1);
  if (self->tail != NULL)
    {
      int x = is_rtl ? width - placement.x - placement.tail_width : placement.x;

      gtk_widget_size_allocate (
        self->tail,
        &(GtkAllocation) { x, placement.y, placement.tail_width, placement.tail_height }, -1);
    }
}

static void
annals_tail_box_dispose (GObject *object)
{
  AnnalsTailBox *self = ANNALS_TAIL_BOX (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->tail, gtk_widget_unparent);

  G_OBJECT_CLASS (annals_tail_box_parent_class)->dispose (object);
}

static void
annals_tail_box_class_init (AnnalsTailBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_tail_box_dispose;
  widget_class->get_request_mode = annals_tail_box_get_request_mode;
  widget_class->measure = annals_tail_box_measure;
  widget_class->size_allocate = annals_tail_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "tailbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
annals_tail_box_init (AnnalsTailBox *self)
{
}

GtkWidget *
annals_tail_box_new (GtkLabel *label, GtkWidget *tail)
{
  AnnalsTailBox *self = g_object_new (ANNALS_TYPE_TAIL_BOX, NULL);

  self->label = GTK_WIDGET (label);
  if (!gtk_label_get_wrap (label))
    {
      gtk_label_set_wrap (label, TRUE);
      gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
    }
  gtk_label_set_xalign (label, 0);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->tail = tail;
  if (tail != NULL)
    gtk_widget_set_parent (tail, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
