/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations in columns, each with its number before it. */
#include "export/source-list.h"

#include <math.h>

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "export/export.h"
#include "model/citation-text.h"
#include "scene/label-widths.h"

#define LEFT 14.0 /* in line with the picture's title */
#define RIGHT 20.0
#define TOP 10.0
#define BOTTOM 14.0
#define COLUMN 380.0 /* at least, where there are several */
#define COLUMN_GAP 24.0
#define NUMBER_GAP 7.0
#define ENTRY_GAP 2.0
#define WORDS_LEAST 40.0
#define CITATION_CHARACTERS 600 /* of one are set */
#define GROUP_BYTES 6000        /* of several under one number */
#define WORD_CHARACTERS 12      /* of a Korean word that is kept whole */
#define CANCEL_EVERY 64

typedef struct
{
  PangoLayout *number, *words;
  double number_width, height;
  double x, y; /* of the words */
} Entry;

struct _AnnalsSourceList
{
  GArray *entries; /* of Entry */
  GdkRGBA ink, ink2, line;
  double width;
  double text_scale;
  double number_width; /* of the widest */
  double words_width;
  guint n_columns;
  double height;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->number);
  g_object_unref (entry->words);
}

void
annals_source_list_free (AnnalsSourceList *list)
{
  g_array_unref (list->entries);
  g_free (list);
}

static gboolean
is_hangul (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HANGUL;
}

/* Korean is set with its words whole, which Pango breaks between any two syllables. */
static void
keep_words (PangoLayout *layout, const char *text)
{
  PangoAttrList *attributes = NULL;

  for (const char *word = text, *end; *word != '\0'; word = *end == ' ' ? end + 1 : end)
    {
      gboolean has_hangul = FALSE;
      guint n_characters = 0;
      PangoAttribute *whole;

      for (end = word; *end != '\0' && *end != ' '; end = g_utf8_next_char (end))
        {
          has_hangul = has_hangul || is_hangul (g_utf8_get_char (end));
          n_characters++;
        }
      if (!has_hangul || n_characters > WORD_CHARACTERS)
        continue;
      if (attributes == NULL)
        attributes = pango_attr_list_new ();
      whole = pango_attr_allow_breaks_new (FALSE);
      whole->start_index = (guint)(word - text);
      whole->end_index = (guint)(end - text);
      pango_attr_list_insert (attributes, whole);
    }
  if (attributes == NULL)
    return;
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
create_layout (PangoContext *context, PangoFontDescription *font, const char *text)
{
  PangoLayout *layout = pango_layout_new (context);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  keep_words (layout, text);

  return layout;
}

static void
append_citation (GString *text, AnnalsTimeline *timeline, guint32 source)
{
  g_autofree char *citation
      = annals_source_to_reference (annals_timeline_get_source (timeline, source));
  const char *cut;

  if (text->len > 0)
    g_string_append (text, "; ");
  if (g_utf8_strlen (citation, -1) <= CITATION_CHARACTERS)
    {
      g_string_append (text, citation);
      return;
    }
  cut = g_utf8_offset_to_pointer (citation, CITATION_CHARACTERS);
  g_string_append_len (text, citation, cut - citation);
  g_string_append (text, "…");
}

static char *
write_citations (AnnalsTimeline *timeline, const AnnalsCited *cited)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < cited->n_sources && text->len < GROUP_BYTES; i++)
    append_citation (text, timeline, cited->sources[i]);
  if (i < cited->n_sources)
    g_string_append (text, "; …");

  return g_string_free (text, FALSE);
}

static double
get_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return width / (double)PANGO_SCALE;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return height / (double)PANGO_SCALE;
}

/* How many columns the entries take at that height; is_set: and there they stand from now on. */
static guint
fill_columns (AnnalsSourceList *list, double height, gboolean is_set)
{
  double step = list->number_width + NUMBER_GAP + list->words_width + COLUMN_GAP;
  guint column = 0;
  double y = 0;

  for (guint i = 0; i < list->entries->len; i++)
    {
      Entry *entry = &g_array_index (list->entries, Entry, i);

      if (y > 0 && y + entry->height > height)
        {
          column++;
          y = 0;
        }
      if (is_set)
        {
          entry->x = LEFT + column * step + list->number_width + NUMBER_GAP;
          entry->y = TOP + y;
        }
      y += entry->height + ENTRY_GAP;
    }

  return column + 1;
}

/* The least height at which the columns hold all, to a pixel. */
static void
balance (AnnalsSourceList *list)
{
  double least = 0, most = 0;

  for (guint i = 0; i < list->entries->len; i++)
    {
      least = MAX (least, g_array_index (list->entries, Entry, i).height);
      most += g_array_index (list->entries, Entry, i).height + ENTRY_GAP;
    }
  while (most - least > 1)
    {
      double middle = (least + most) / 2;

      if (fill_columns (list, middle, FALSE) <= list->n_columns)
        most = middle;
      else
        least = middle;
    }
  fill_columns (list, most, TRUE);
  list->height = TOP + ceil (most) + BOTTOM;
}

static void
init_columns (AnnalsSourceList *list)
{
  double room = list->width - LEFT - RIGHT;
  double column;

  list->n_columns
      = (guint)MAX (1, (room + COLUMN_GAP) / (COLUMN * list->text_scale + COLUMN_GAP));
  column = (room - (list->n_columns - 1) * COLUMN_GAP) / list->n_columns;
  list->words_width
      = MAX (column - list->number_width - NUMBER_GAP, WORDS_LEAST * list->text_scale);
}

static gboolean
add_entries (AnnalsSourceList *list,
             AnnalsTimeline *timeline,
             const char *family,
             const AnnalsCited *cited,
             guint n,
             GCancellable *cancellable)
{
  PangoContext *context = annals_text_create_context ();
  g_autoptr (PangoFontDescription) plain
      = annals_text_role_to_font (ANNALS_TEXT_MINOR_TICK, family, list->text_scale);
  g_autoptr (PangoFontDescription) strong
      = annals_text_role_to_font (ANNALS_TEXT_CHIP, family, list->text_scale);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *citation = NULL;
      Entry entry = { 0 };

      if (i % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      citation = write_citations (timeline, &cited[i]);
      entry.number = create_layout (context, strong, number);
      entry.words = create_layout (context, plain, citation);
      entry.number_width = get_width (entry.number);
      list->number_width = MAX (list->number_width, entry.number_width);
      g_array_append_val (list->entries, entry);
    }
  g_object_unref (context);

  return list->entries->len == n;
}

/* Each entry's height; FALSE once it is clear that all of them are too high. */
static gboolean
wrap_entries (AnnalsSourceList *list, double height_max)
{
  double sum = 0;

  for (guint i = 0; i < list->entries->len; i++)
    {
      Entry *entry = &g_array_index (list->entries, Entry, i);

      pango_layout_set_width (entry->words, (int)(list->words_width * PANGO_SCALE));
      entry->height = ceil (get_height (entry->words));
      sum += entry->height + ENTRY_GAP;
      if (sum > height_max * list->n_columns)
        return FALSE;
    }

  return TRUE;
}

AnnalsSourceList *
annals_source_list_new (const AnnalsFrame *frame,
                        const char *family,
                        const AnnalsCited *cited,
                        guint n,
                        double height_max,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (AnnalsSourceList) list = g_new0 (AnnalsSourceList, 1);

  list->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (list->entries, clear_entry);
  list->width = frame->width;
  list->text_scale = annals_text_cache_get_scale (frame->text);
  list->ink = frame->theme->ink;
  list->ink2 = frame->theme->ink2;
  list->line = frame->theme->line;
  if (!add_entries (list, frame->timeline, family, cited, n, cancellable))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _ ("The export was cancelled."));
      return NULL;
    }
  init_columns (list);
  if (n > 0 && wrap_entries (list, height_max))
    balance (list);
  if (n > 0 && (list->height <= 0 || list->height > height_max))
    {
      g_set_error (error, ANNALS_EXPORT_ERROR, ANNALS_EXPORT_ERROR_SIZE,
                   g_dngettext (GETTEXT_PACKAGE,
                                "A list of %u source is too long for a picture of this width.",
                                "A list of %u sources is too long for a picture of this width.", n),
                   n);
      return NULL;
    }

  return g_steal_pointer (&list);
}

int
annals_source_list_get_height (AnnalsSourceList *list)
{
  return (int)list->height;
}

void
annals_source_list_draw (AnnalsSourceList *list, cairo_t *cr)
{
  if (list->entries->len == 0)
    return;
  gdk_cairo_set_source_rgba (cr, &list->line);
  cairo_rectangle (cr, 0, 0, list->width, 1);
  cairo_fill (cr);
  for (guint i = 0; i < list->entries->len; i++)
    {
      const Entry *entry = &g_array_index (list->entries, Entry, i);

      gdk_cairo_set_source_rgba (cr, &list->ink);
      cairo_move_to (cr, entry->x - NUMBER_GAP - entry->number_width, entry->y);
      pango_cairo_show_layout (cr, entry->number);
      gdk_cairo_set_source_rgba (cr, &list->ink2);
      cairo_move_to (cr, entry->x, entry->y);
      pango_cairo_show_layout (cr, entry->words);
    }
}
