/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small signs drawn in the colour of the words around them: arrows, flags, plus and minus.
 *
 * Each is drawn in a square of 16 units, so that it looks the same whichever icon theme is there. */
#include "widgets/glyph.h"

#include "widgets/look.h"

#define UNITS 16.0

struct _AnnalsGlyph
{
  GtkWidget parent_instance;

  AnnalsGlyphId id;
  int size_px;
};

G_DEFINE_FINAL_TYPE (AnnalsGlyph, annals_glyph, GTK_TYPE_WIDGET)

enum
{
  PROP_GLYPH = 1,
  PROP_SIZE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
draw_lines (cairo_t *cr, const double *points, guint n_points)
{
  cairo_move_to (cr, points[0], points[1]);
  for (guint i = 1; i < n_points; i++)
    cairo_line_to (cr, points[2 * i], points[2 * i + 1]);
}

#define DRAW_LINES(cr, ...)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const double points_[] = { __VA_ARGS__ };                                                      \
    draw_lines ((cr), points_, G_N_ELEMENTS (points_) / 2);                                        \
  }                                                                                                \
  G_STMT_END

static void
draw_star (cairo_t *cr)
{
  for (int i = 0; i < 10; i++)
    {
      double angle = -G_PI / 2 + i * G_PI / 5;
      double radius = i % 2 == 0 ? 7 : 3;

      cairo_line_to (cr, 8 + radius * cos (angle), 8.4 + radius * sin (angle));
    }
  cairo_close_path (cr);
  cairo_set_line_width (cr, 1.3);
  cairo_stroke (cr);
}

/* A filled shape with the sign cut out of it: no diamond, which fonts show for a broken character. */
static void
draw_question (cairo_t *cr)
{
  cairo_arc (cr, 8, 8, 7.2, 0, 2 * G_PI);
  cairo_fill (cr);

  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, 8, 6.4, 2, -G_PI, G_PI * 0.35);
  cairo_line_to (cr, 8, 9.4);
  cairo_stroke (cr);
  cairo_arc (cr, 8, 11.4, 0.9, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_doubt (cairo_t *cr)
{
  DRAW_LINES (cr, 8, 1.2, 15.2, 14.4, 0.8, 14.4);
  cairo_close_path (cr);
  cairo_fill (cr);

  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_set_line_width (cr, 1.5);
  DRAW_LINES (cr, 8, 6, 8, 10.2);
  cairo_stroke (cr);
  cairo_arc (cr, 8, 12.3, 0.9, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_delete (cairo_t *cr)
{
  cairo_set_line_width (cr, 1.4);
  DRAW_LINES (cr, 2.5, 4, 13.5, 4);
  DRAW_LINES (cr, 6, 4, 6, 2.2, 10, 2.2, 10, 4);
  DRAW_LINES (cr, 4, 4, 4.6, 14, 11.4, 14, 12, 4);
  DRAW_LINES (cr, 6.7, 6.5, 6.9, 11.5);
  DRAW_LINES (cr, 9.3, 6.5, 9.1, 11.5);
  cairo_stroke (cr);
}

static void
draw_half_disc (cairo_t *cr)
{
  cairo_set_line_width (cr, 1.6);
  cairo_arc (cr, 8, 8, 5.6, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_arc (cr, 8, 8, 5.6, G_PI / 2, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_error (cairo_t *cr)
{
  cairo_arc (cr, 8, 8, 7, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_set_line_width (cr, 2.2);
  DRAW_LINES (cr, 4.6, 8, 11.4, 8);
  cairo_stroke (cr);
}

/* A round arrow: it is not as it was. */
static void
draw_changed (cairo_t *cr)
{
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, 8, 8, 5.2, -G_PI * 0.2, G_PI * 1.45);
  cairo_stroke (cr);
  DRAW_LINES (cr, 12.6, 1.6, 12.6, 5.4, 8.8, 5.4);
  cairo_stroke (cr);
}

static void
draw_glyph (cairo_t *cr, AnnalsGlyphId id)
{
  cairo_set_line_width (cr, 1.8);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);

  switch (id)
    {
    case ANNALS_GLYPH_LEFT:
      DRAW_LINES (cr, 10.5, 2.5, 5, 8, 10.5, 13.5);
      break;
    case ANNALS_GLYPH_RIGHT:
      DRAW_LINES (cr, 5.5, 2.5, 11, 8, 5.5, 13.5);
      break;
    case ANNALS_GLYPH_UP:
      DRAW_LINES (cr, 2.5, 10.5, 8, 5, 13.5, 10.5);
      break;
    case ANNALS_GLYPH_DOWN:
      DRAW_LINES (cr, 2.5, 5.5, 8, 11, 13.5, 5.5);
      break;
    case ANNALS_GLYPH_BACK:
      DRAW_LINES (cr, 7, 3.2, 2.4, 8, 7, 12.8);
      DRAW_LINES (cr, 2.4, 8, 14, 8);
      break;
    case ANNALS_GLYPH_OUTWARD:
      DRAW_LINES (cr, 3, 13, 12.2, 3.8);
      DRAW_LINES (cr, 5, 3.2, 12.8, 3.2, 12.8, 11);
      break;
    case ANNALS_GLYPH_STAR:
      draw_star (cr);
      break;
    case ANNALS_GLYPH_QUESTION:
      draw_question (cr);
      break;
    case ANNALS_GLYPH_DOUBT:
      draw_doubt (cr);
      break;
    case ANNALS_GLYPH_DELETE:
      draw_delete (cr);
      break;
    case ANNALS_GLYPH_HALF_DISC:
      draw_half_disc (cr);
      break;
    case ANNALS_GLYPH_ERROR:
      draw_error (cr);
      break;
    case ANNALS_GLYPH_CHANGED:
      draw_changed (cr);
      break;
    case ANNALS_N_GLYPHS:
    default:
      break;
    }
  cairo_stroke (cr);
}

static void
annals_glyph_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnnalsGlyph *self = ANNALS_GLYPH (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double side = MIN (MIN (width, height), self->size_px);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  annals_glyph_append (snapshot, self->id,
                       &GRAPHENE_RECT_INIT ((float) ((width - side) / 2), (float) ((height - side) / 2),
                                            (float) side, (float) side),
                       &color);
}

static void
annals_glyph_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  AnnalsGlyph *self = ANNALS_GLYPH (widget);

  *minimum = *natural = self->size_px;
}

static void
annals_glyph_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AnnalsGlyph *self = ANNALS_GLYPH (object);

  switch (id)
    {
    case PROP_GLYPH:
      annals_glyph_set_id (self, (AnnalsGlyphId) g_value_get_uint (value));
      break;
    case PROP_SIZE:
      self->size_px = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
annals_glyph_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnnalsGlyph *self = ANNALS_GLYPH (object);

  switch (id)
    {
    case PROP_GLYPH:
      g_value_set_uint (value, self->id);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size_px);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
annals_glyph_class_init (AnnalsGlyphClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = annals_glyph_set_property;
  object_class->get_property = annals_glyph_get_property;
  widget_class->snapshot = annals_glyph_snapshot;
  widget_class->measure = annals_glyph_measure;

  properties[PROP_GLYPH] = g_param_spec_uint ("glyph", NULL, NULL, 0, ANNALS_N_GLYPHS - 1, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 256, 16,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "glyph");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
annals_glyph_init (AnnalsGlyph *self)
{
  self->size_px = 16;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
annals_glyph_new (AnnalsGlyphId id, int size_px)
{
  return g_object_new (ANNALS_TYPE_GLYPH, "glyph", (guint) id, "size", size_px, NULL);
}

void
annals_glyph_set_id (AnnalsGlyph *self, AnnalsGlyphId id)
{
  g_return_if_fail (ANNALS_IS_GLYPH (self));

  if (self->id == id)
    return;
  self->id = id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GLYPH]);
}

GtkWidget *
annals_glyph_button_new (AnnalsGlyphId id, const char *label)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), annals_glyph_new (id, 16));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "glyph-button");
  annals_look_set_tooltip (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

void
annals_glyph_append (GtkSnapshot *snapshot, AnnalsGlyphId id, const graphene_rect_t *bounds, const GdkRGBA *color)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  cairo_translate (cr, bounds->origin.x, bounds->origin.y);
  cairo_scale (cr, bounds->size.width / UNITS, bounds->size.height / UNITS);
  gdk_cairo_set_source_rgba (cr, color);
  draw_glyph (cr, id);
  cairo_destroy (cr);
}
