/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side like words: a line that is full goes on in the next. */
#include "widgets/wrap-box.h"

#include "widgets/look.h"

struct _AnnalsWrapBox
{
  GtkWidget parent_instance;

  int spacing_px, line_spacing_px;
  gboolean is_spread; /* the last of a line stands at its end */
};

G_DEFINE_FINAL_TYPE (AnnalsWrapBox, annals_wrap_box, GTK_TYPE_WIDGET)

enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
  PROP_IS_SPREAD,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* A child's size in a line of that width: natural where it fits, else the whole line. */
static void
measure_child (GtkWidget *child, int width, int *child_width, int *child_height)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  *child_width = MAX (minimum, MIN (natural, width));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *child_width, NULL, child_height, NULL, NULL);
}

/* Walks the lines; with is_allocating each child is put where it belongs, on its line's middle. */
static int
lay_out (AnnalsWrapBox *self, int width, gboolean is_allocating)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *end = child;
      int line_width = 0, line_height = 0, x = 0;

      for (; end != NULL; end = gtk_widget_get_next_sibling (end))
        {
          int child_width, child_height;

          if (!gtk_widget_should_layout (end))
            continue;
          measure_child (end, width, &child_width, &child_height);
          if (line_width > 0 && line_width + self->spacing_px + child_width > width)
            break;
          line_width += (line_width > 0 ? self->spacing_px : 0) + child_width;
          line_height = MAX (line_height, child_height);
        }

      for (; is_allocating && child != end; child = gtk_widget_get_next_sibling (child))
        {
          int child_width, child_height;
          GtkAllocation place;

          if (!gtk_widget_should_layout (child))
            continue;
          measure_child (child, width, &child_width, &child_height);
          if (self->is_spread && x > 0 && gtk_widget_get_next_sibling (child) == end)
            x = width - child_width;
          place.x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                      ? width - x - child_width
                      : x;
          place.y = y + (line_height - child_height) / 2;
          place.width = child_width;
          place.height = child_height;
          gtk_widget_size_allocate (child, &place, -1);
          x += child_width + self->spacing_px;
        }

      y += line_height + (end != NULL ? self->line_spacing_px : 0);
      child = end;
    }

  return y;
}

static GtkSizeRequestMode
annals_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
annals_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  AnnalsWrapBox *self = ANNALS_WRAP_BOX (widget);
  int widest = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                          NULL);
      widest = MAX (widest, child_minimum);
      sum += child_natural + (sum > 0 ? self->spacing_px : 0);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, sum);
    }
  else
    {
      *minimum = *natural = lay_out (self, for_size < 0 ? sum : MAX (for_size, widest), FALSE);
    }
}

static void
annals_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (ANNALS_WRAP_BOX (widget), width, TRUE);
}

static void
annals_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AnnalsWrapBox *self = ANNALS_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing_px = g_value_get_int (value);
      break;
    case PROP_LINE_SPACING:
      self->line_spacing_px = g_value_get_int (value);
      break;
    case PROP_IS_SPREAD:
      self->is_spread = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
annals_wrap_box_dispose (GObject *object)
{
  annals_look_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (annals_wrap_box_parent_class)->dispose (object);
}

static void
annals_wrap_box_class_init (AnnalsWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = annals_wrap_box_set_property;
  object_class->dispose = annals_wrap_box_dispose;
  widget_class->get_request_mode = annals_wrap_box_get_request_mode;
  widget_class->measure = annals_wrap_box_measure;
  widget_class->size_allocate = annals_wrap_box_size_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 256, 0,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LINE_SPACING] = g_param_spec_int ("line-spacing", NULL, NULL, 0, 256, 0,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_SPREAD] = g_param_spec_boolean ("is-spread", NULL, NULL, FALSE,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
annals_wrap_box_init (AnnalsWrapBox *self)
{
}

GtkWidget *
annals_wrap_box_new (int spacing_px, int line_spacing_px)
{
  return g_object_new (ANNALS_TYPE_WRAP_BOX, "spacing", spacing_px, "line-spacing", line_spacing_px,
                       NULL);
}

void
annals_wrap_box_append (AnnalsWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (ANNALS_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
