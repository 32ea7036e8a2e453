/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note in the list of all: its event as it is or was, its first words, what is marked on it.
 *
 *   date        title                         ★ tag tag   made
 *               ▌ words, one line or two …
 *               what is the matter with its event       [Attach]
 */
#include "widgets/note-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "find/note-filter.h"
#include "time/words.h"
#include "widgets/glyph.h"
#include "widgets/look.h"

/* Pixels at LOOK's font size; the widget scales them with its font. */
#define FONT_PX (10 * 96 / 72.0)
#define LINE 20
#define DATE_WIDTH 148
#define TEXT_MIN_WIDTH 160
#define MADE_MAX_WIDTH 220
#define COLUMN_GAP 16
#define GAP 12
#define LINE_GAP 5
#define BAR_WIDTH 4
#define BAR_INSET 10
#define CHIP_HEIGHT 18
#define CHIP_INSET 6
#define CHIP_GAP 5
#define CHIP_RADIUS 4
#define FLAG_SIDE 12

/* What a line holds in a common window, and two in the widest, an ideograph or a syllable of Hangul
 * being two. */
#define LINE_COLUMNS 76
#define MAX_COLUMNS 1000
/* A tooltip is no page: the panel shows the whole of a long note. */
#define TOOLTIP_CHARS 1200

#define SMALL (9 / 10.0)

struct _AnnalsNoteSummary
{
  GtkWidget parent_instance;

  AnnalsNote *note; /* nullable */
  char *date;
  char *title;
  char *made;
  char *words;   /* the note's first ones, in one paragraph */
  char *message; /* about its event; nullable */
  guint n_lines; /* of words */
  gboolean is_orphan;
  GtkWidget *attach; /* made for the first orphan; nullable */
  double line_px;    /* as it was measured */
};

G_DEFINE_FINAL_TYPE (AnnalsNoteSummary, annals_note_summary, GTK_TYPE_WIDGET)

/* --- Size --- */

/* Device pixels per pixel of LOOK, by the font. */
static double
get_scale (AnnalsNoteSummary *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  return size > 0 ? size / FONT_PX : 1;
}

static double
get_line (AnnalsNoteSummary *self)
{
  return round (LINE * get_scale (self));
}

static int
get_attach_height (AnnalsNoteSummary *self)
{
  int height = 0;

  if (self->is_orphan)
    gtk_widget_measure (self->attach, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static int
get_height (AnnalsNoteSummary *self)
{
  double line = get_line (self), height = line;

  if (self->n_lines > 0)
    height += LINE_GAP + self->n_lines * line;
  if (self->message != NULL)
    height += LINE_GAP + MAX (line, get_attach_height (self));
  return (int)height;
}

static void
annals_note_summary_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  AnnalsNoteSummary *self = ANNALS_NOTE_SUMMARY (widget);

  self->line_px = get_line (self);
  *minimum = *natural
      = orientation == GTK_ORIENTATION_VERTICAL
            ? get_height (self)
            : (int)ceil ((DATE_WIDTH + COLUMN_GAP + TEXT_MIN_WIDTH) * get_scale (self));
}

static void
annals_note_summary_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnnalsNoteSummary *self = ANNALS_NOTE_SUMMARY (widget);
  GtkAllocation place = { 0 };

  if (!self->is_orphan)
    return;
  gtk_widget_measure (self->attach, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &place.width, NULL, NULL);
  place.width = MIN (place.width, width);
  place.height = get_attach_height (self);
  place.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? 0 : width - place.width;
  place.y = height - place.height;
  gtk_widget_size_allocate (self->attach, &place, -1);
}

/* --- Drawing --- */

typedef struct
{
  AnnalsNoteSummary *self;
  GtkSnapshot *snapshot;
  const AnnalsTheme *theme;
  double scale, line, width;
} Painter;

static PangoLayout *
create_layout (const Painter *painter, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (painter->self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Scripts have fonts of different heights; the lines are of one. */
  pango_attr_list_insert (attributes,
                          pango_attr_line_height_new_absolute ((int)(painter->line * PANGO_SCALE)));
  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* The left edge of something that stands at x from where lines begin. */
static double
place (const Painter *painter, double x, double width)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (painter->self)) == GTK_TEXT_DIR_RTL;

  return is_mirrored ? painter->width - x - width : x;
}

/* y: the top of its first line. */
static void
draw_layout (const Painter *painter,
             PangoLayout *layout,
             double x,
             double y,
             double width,
             const GdkRGBA *color)
{
  double baseline = round (0.71 * painter->line),
         own = pango_layout_get_baseline (layout) / (double)PANGO_SCALE;
  graphene_point_t point
      = GRAPHENE_POINT_INIT ((float)place (painter, x, width), (float)(y + baseline - round (own)));

  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot, &point);
  gtk_snapshot_append_layout (painter->snapshot, layout, color);
  gtk_snapshot_restore (painter->snapshot);
}

static void
draw_words (const Painter *painter,
            const char *text,
            double size,
            PangoWeight weight,
            double x,
            double y,
            double width,
            guint n_lines,
            const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = create_layout (painter, text, size, weight);

  if (width < 1)
    return;
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_height (layout, -(int)n_lines);
  draw_layout (painter, layout, x, y, width, color);
}

static double
measure_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
draw_glyph (const Painter *painter, AnnalsGlyphId glyph, double x, double y, const GdkRGBA *color)
{
  double side = round (FLAG_SIDE * painter->scale);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float)place (painter, x, side),
                                               (float)(y + round ((painter->line - side) / 2)),
                                               (float)side, (float)side);

  annals_glyph_append (painter->snapshot, glyph, &bounds, color);
}

/* Draws a tag that ends at `end`, if it can begin at `begin`. Returns where the next one ends. */
static double
draw_tag (const Painter *painter, const char *tag, double begin, double end)
{
  g_autoptr (PangoLayout) layout = create_layout (painter, tag, SMALL, PANGO_WEIGHT_NORMAL);
  double inset = CHIP_INSET * painter->scale, height = round (CHIP_HEIGHT * painter->scale);
  double width = measure_width (layout) + 2 * inset;
  GdkRGBA ground = painter->theme->ink;
  GskRoundedRect shape;

  if (end - width < begin)
    return end;
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float)place (painter, end - width, width),
                                                        (float)round ((painter->line - height) / 2),
                                                        (float)width, (float)height),
                                   (float)(CHIP_RADIUS * painter->scale));
  ground.alpha = 0.07F;
  gtk_snapshot_push_rounded_clip (painter->snapshot, &shape);
  gtk_snapshot_append_color (painter->snapshot, &ground, &shape.bounds);
  gtk_snapshot_pop (painter->snapshot);
  draw_layout (painter, layout, end - width + inset, 0, width - 2 * inset, &painter->theme->ink2);
  return end - width - CHIP_GAP * painter->scale;
}

/* Tags and the flag before `end`, in half the room after `begin` at most: those that have no room
 * are left out, as the tooltip has all. Returns where they begin. */
static double
draw_marks (const Painter *painter, double begin, double end)
{
  static const AnnalsGlyphId glyphs[]
      = { ANNALS_GLYPH_STAR, ANNALS_GLYPH_STAR, ANNALS_GLYPH_QUESTION, ANNALS_GLYPH_DOUBT };
  const AnnalsNote *note = painter->self->note;
  double limit = (begin + end) / 2;

  for (guint i = g_strv_length (note->tags); i > 0; i--)
    end = draw_tag (painter, note->tags[i - 1], limit, end);
  if (note->flag != ANNALS_FLAG_NONE)
    {
      end -= round (FLAG_SIDE * painter->scale);
      draw_glyph (painter, glyphs[note->flag], end, 0, &painter->theme->ink2);
      end -= CHIP_GAP * painter->scale;
    }
  return end;
}

static void
draw_first_line (const Painter *painter, double begin)
{
  AnnalsNoteSummary *self = painter->self;
  const AnnalsTheme *theme = painter->theme;
  g_autoptr (PangoLayout) made = create_layout (painter, self->made, SMALL, PANGO_WEIGHT_NORMAL);
  double gap = GAP * painter->scale;
  double made_width = MIN (measure_width (made), MADE_MAX_WIDTH * painter->scale), end;

  pango_layout_set_width (made, (int)(made_width * PANGO_SCALE));
  pango_layout_set_height (made, -1);
  draw_words (painter, self->date, 1, PANGO_WEIGHT_MEDIUM, 0, 0, DATE_WIDTH * painter->scale, 1,
              &theme->ink2);
  draw_layout (painter, made, painter->width - made_width, 0, made_width, &theme->ink3);
  end = draw_marks (painter, begin, painter->width - made_width - gap);
  draw_words (painter, self->title, 1, PANGO_WEIGHT_SEMIBOLD, begin, 0, end - gap - begin, 1,
              &theme->ink);
}

static void
draw_message (const Painter *painter, double begin, double y)
{
  AnnalsNoteSummary *self = painter->self;
  int attach_width = 0;

  if (self->is_orphan)
    {
      attach_width = gtk_widget_get_allocated_width (self->attach) + GAP;
      y += round ((get_attach_height (self) - painter->line) / 2);
    }
  else
    {
      draw_glyph (painter, ANNALS_GLYPH_CHANGED, begin, y, &painter->theme->ink3);
      begin += round ((FLAG_SIDE + 6) * painter->scale);
    }
  draw_words (painter, self->message, SMALL, PANGO_WEIGHT_NORMAL, begin, y,
              painter->width - attach_width - begin, 1, &painter->theme->ink3);
}

static void
annals_note_summary_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnnalsNoteSummary *self = ANNALS_NOTE_SUMMARY (widget);
  Painter painter = { self,
                      snapshot,
                      annals_look_get_theme (widget),
                      get_scale (self),
                      get_line (self),
                      gtk_widget_get_width (widget) };
  double begin = round ((DATE_WIDTH + COLUMN_GAP) * painter.scale), y = painter.line + LINE_GAP;

  if (self->note == NULL)
    return;
  draw_first_line (&painter, begin);
  if (self->n_lines > 0)
    {
      double height = self->n_lines * painter.line, x = begin + BAR_WIDTH + BAR_INSET;

      /* The reader's hand, as the cards of the panel have it. */
      gtk_snapshot_append_color (snapshot, &painter.theme->note,
                                 &GRAPHENE_RECT_INIT ((float)place (&painter, begin, BAR_WIDTH),
                                                      (float)y, BAR_WIDTH, (float)height));
      draw_words (&painter, self->words, 1, PANGO_WEIGHT_NORMAL, x, y, painter.width - x,
                  self->n_lines, &painter.theme->ink);
      y += height + LINE_GAP;
    }
  if (self->message != NULL)
    draw_message (&painter, begin, y);
  if (self->is_orphan)
    gtk_widget_snapshot_child (widget, self->attach, snapshot);
}

/* --- What is shown --- */

/* The first words of a text in one paragraph, and how many lines are kept for them. */
static char *
cut_words (const char *text, guint *n_lines)
{
  GString *words = g_string_new (NULL);
  gboolean is_spaced = FALSE;
  guint n_columns = 0;

  for (const char *at = text; *at != '\0' && n_columns < MAX_COLUMNS; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter))
        {
          is_spaced = words->len > 0;
          continue;
        }
      if (is_spaced)
        g_string_append_c (words, ' ');
      g_string_append_unichar (words, letter);
      n_columns += (guint)is_spaced + (g_unichar_iswide (letter) ? 2 : 1);
      is_spaced = FALSE;
    }
  *n_lines = n_columns > LINE_COLUMNS ? 2 : n_columns > 0;
  return g_string_free (words, FALSE);
}

/* What an event is called, and how it was when the note was written, if that differs. */
static void
show_event (AnnalsNoteSummary *self, const AnnalsNote *note, AnnalsTimeline *timeline)
{
  guint event = annals_note_find_event (note, timeline);
  gboolean is_orphan = event == ANNALS_NO_EVENT;
  const char *title
      = is_orphan ? note->event_title : annals_timeline_get_event_title (timeline, event);
  const char *date
      = is_orphan ? note->event_date : annals_timeline_get_event_date (timeline, event);
  g_autofree char *was = NULL;

  if (date == NULL || *date == '\0')
    self->date = g_strdup (_ ("undated"));
  else
    self->date = is_orphan ? annals_edtf_to_words (date)
                           : annals_timeline_get_event_date_words (timeline, event);
  self->title = g_strdup (title != NULL && *title != '\0' ? title : _ ("An event without a title"));
  self->is_orphan = is_orphan;
  if (is_orphan)
    {
      self->message = g_strdup (_ ("Its event is not in this timeline."));
      return;
    }
  if (annals_note_is_conflict (note))
    self->message = g_strdup (_ ("Another version of a note that was changed in two places"));
  if (self->message != NULL || !annals_note_is_event_changed (note, title, date))
    return;
  if (note->event_title != NULL && g_strcmp0 (note->event_title, title) != 0)
    was = g_strdup_printf ("“%s”", note->event_title);
  else
    was = annals_edtf_to_words (note->event_date);
  self->message = g_strdup_printf (_ ("The event has changed since: was %s"), was);
}

static void
show_attach (AnnalsNoteSummary *self)
{
  if (self->is_orphan && self->attach == NULL)
    {
      self->attach = gtk_button_new_with_label (_ ("Attach to an event…"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->attach), "s", "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->attach), "notes.attach");
      gtk_widget_set_parent (self->attach, GTK_WIDGET (self));
    }
  if (self->attach == NULL)
    return;
  gtk_widget_set_visible (self->attach, self->is_orphan);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->attach), "s", self->note->id);
}

static void
clear (AnnalsNoteSummary *self)
{
  g_clear_pointer (&self->note, annals_note_unref);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->made, g_free);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->message, g_free);
}

/* --- Object --- */

static gboolean
annals_note_summary_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_by_key, GtkTooltip *tooltip)
{
  AnnalsNoteSummary *self = ANNALS_NOTE_SUMMARY (widget);
  g_autoptr (GString) text = NULL;

  if (self->note == NULL)
    return FALSE;
  text = g_string_new (self->title);
  g_string_append_printf (text, ", %s", self->date);
  if (g_utf8_strlen (self->note->text, -1) > TOOLTIP_CHARS)
    {
      g_autofree char *start = g_utf8_substring (self->note->text, 0, TOOLTIP_CHARS);

      g_string_append_printf (text, "\n\n%s…", start);
    }
  else if (*self->note->text != '\0')
    g_string_append_printf (text, "\n\n%s", self->note->text);
  if (self->note->tags[0] != NULL)
    {
      g_autofree char *tags = g_strjoinv (" · ", self->note->tags);

      g_string_append_printf (text, "\n\n%s", tags);
    }
  if (self->message != NULL)
    g_string_append_printf (text, "\n\n%s", self->message);
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

static void
annals_note_summary_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AnnalsNoteSummary *self = ANNALS_NOTE_SUMMARY (widget);

  GTK_WIDGET_CLASS (annals_note_summary_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
  if (get_line (self) != self->line_px)
    gtk_widget_queue_resize (widget);
}

static void
annals_note_summary_dispose (GObject *object)
{
  g_clear_pointer (&ANNALS_NOTE_SUMMARY (object)->attach, gtk_widget_unparent);
  G_OBJECT_CLASS (annals_note_summary_parent_class)->dispose (object);
}

static void
annals_note_summary_finalize (GObject *object)
{
  clear (ANNALS_NOTE_SUMMARY (object));
  G_OBJECT_CLASS (annals_note_summary_parent_class)->finalize (object);
}

static void
annals_note_summary_class_init (AnnalsNoteSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_note_summary_dispose;
  object_class->finalize = annals_note_summary_finalize;
  widget_class->measure = annals_note_summary_measure;
  widget_class->size_allocate = annals_note_summary_size_allocate;
  widget_class->snapshot = annals_note_summary_snapshot;
  widget_class->query_tooltip = annals_note_summary_query_tooltip;
  widget_class->css_changed = annals_note_summary_css_changed;
  gtk_widget_class_set_css_name (widget_class, "notesummary");
}

static void
annals_note_summary_init (AnnalsNoteSummary *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
annals_note_summary_new (void)
{
  return g_object_new (ANNALS_TYPE_NOTE_SUMMARY, NULL);
}

void
annals_note_summary_show (AnnalsNoteSummary *self,
                          AnnalsNote *note,
                          AnnalsTimeline *timeline,
                          const char *author)
{
  g_autofree char *made = NULL;

  g_return_if_fail (ANNALS_IS_NOTE_SUMMARY (self) && note != NULL && ANNALS_IS_TIMELINE (timeline));

  annals_note_ref (note);
  clear (self);
  self->note = note;
  show_event (self, note, timeline);
  made = annals_local_time_to_words (note->created);
  if (note->author != NULL && g_strcmp0 (note->author, author) != 0)
    self->made = g_strdup_printf ("%s · %s", note->author, made);
  else
    self->made = g_steal_pointer (&made);
  self->words = cut_words (note->text, &self->n_lines);
  show_attach (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

char *
annals_note_summary_to_sentence (AnnalsNoteSummary *self)
{
  const char *const flags[] = { NULL, _ ("Star"), _ ("Question"), _ ("Doubt") };
  GString *sentence;

  g_return_val_if_fail (ANNALS_IS_NOTE_SUMMARY (self) && self->note != NULL, NULL);

  sentence = g_string_new (self->note->text);
  g_string_append_printf (sentence, "%s%s, %s", sentence->len > 0 ? ", " : "", self->title,
                          self->date);
  if (self->note->flag != ANNALS_FLAG_NONE)
    g_string_append_printf (sentence, ", %s", flags[self->note->flag]);
  for (guint i = 0; self->note->tags[i] != NULL; i++)
    g_string_append_printf (sentence, ", %s", self->note->tags[i]);
  g_string_append_printf (sentence, ", %s", self->made);
  if (self->message != NULL)
    g_string_append_printf (sentence, ", %s", self->message);
  return g_string_free (sentence, FALSE);
}
