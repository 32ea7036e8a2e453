/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Label widths by advances of single code points.
 *
 * Shaping a million titles takes half a minute, adding up advances a tenth of a second. What that
 * leaves out (kerning, ligatures, contextual forms but Arabic's) is a few per cent: × 1.04 + 2 px.
 * Ideographs and Hangul syllables are all as wide as one of them. */
#include "scene/label-widths.h"

#include <math.h>

#include <pango/pangocairo.h>

#define ESTIMATE_FACTOR 1.04
#define ESTIMATE_EXTRA 2.0
#define N_PAGES (0x110000 >> 8)
#define CANCEL_EVERY 4096
#define ZWJ "\342\200\215"

/* Which neighbours an Arabic letter is joined to: its form. */
enum
{
  JOINS_BEFORE = 1 << 0,
  JOINS_AFTER = 1 << 1
};

/* One font's advances. */
typedef struct
{
  PangoLayout *layout;
  float ascii[128];      /* NAN where not yet measured */
  float *pages[N_PAGES]; /* 256 advances each, NAN where not yet measured */
  GHashTable *forms;     /* code point << 2 | form → float's bits */
} FontAdvances;

struct _AnnalsAdvances
{
  FontAdvances *fonts[ANNALS_TEXT_LABEL_5 + 1];
};

static FontAdvances *
font_advances_new (PangoContext *context, AnnalsTextRole role, const char *family,
                   double text_scale)
{
  FontAdvances *self = g_new0 (FontAdvances, 1);
  PangoFontDescription *font = annals_text_role_to_font (role, family, text_scale);

  self->layout = pango_layout_new (context);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  self->forms = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->ascii); i++)
    self->ascii[i] = NAN;
  pango_font_description_free (font);

  return self;
}

static void
font_advances_free (FontAdvances *self)
{
  g_object_unref (self->layout);
  g_hash_table_unref (self->forms);
  for (guint i = 0; i < N_PAGES; i++)
    g_free (self->pages[i]);
  g_free (self);
}

AnnalsAdvances *
annals_advances_new (const char *family, double text_scale)
{
  AnnalsAdvances *advances = g_new0 (AnnalsAdvances, 1);
  PangoContext *context = annals_text_create_context ();

  for (AnnalsTextRole role = ANNALS_TEXT_LABEL_1; role <= ANNALS_TEXT_LABEL_5; role++)
    advances->fonts[role] = font_advances_new (context, role, family, text_scale);
  g_object_unref (context);

  return advances;
}

void
annals_advances_free (AnnalsAdvances *advances)
{
  for (guint i = 0; i < G_N_ELEMENTS (advances->fonts); i++)
    font_advances_free (advances->fonts[i]);
  g_free (advances);
}

static float
measure (FontAdvances *self, const char *text)
{
  int width;

  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_size (self->layout, &width, NULL);

  return (float)width / PANGO_SCALE;
}

/* The code point that stands in for it: itself, or one that is as wide. */
static gunichar
representative_of (gunichar c)
{
  if ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf)
      || (c >= 0x20000 && c <= 0x3ffff))
    return 0x6f22;
  if (c >= 0xac00 && c <= 0xd7a3)
    return 0xd55c;

  return c;
}

static gboolean
has_no_width (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_FORMAT:
      return TRUE;
    default:
      return FALSE;
    }
}

static float
get_plain_advance (FontAdvances *self, gunichar c)
{
  float **page = &self->pages[c >> 8];
  char text[8];

  if (*page == NULL)
    {
      *page = g_new (float, 256);
      for (guint i = 0; i < 256; i++)
        (*page)[i] = NAN;
    }

  if (isnan ((*page)[c & 0xff]))
    {
      float advance = 0;

      if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)
        advance = measure (self, " ");
      else if (!has_no_width (c))
        {
          text[g_unichar_to_utf8 (c, text)] = '\0';
          advance = measure (self, text);
        }
      (*page)[c & 0xff] = advance;
    }

  return (*page)[c & 0xff];
}

static float
measure_ascii (FontAdvances *self, guchar c)
{
  self->ascii[c] = get_plain_advance (self, c);

  return self->ascii[c];
}

static gboolean
is_arabic_letter (gunichar c)
{
  return ((c >= 0x0620 && c <= 0x064a) || (c >= 0x066e && c <= 0x06d5)
          || (c >= 0x06ee && c <= 0x06ff) || (c >= 0x0750 && c <= 0x077f)
          || (c >= 0x08a0 && c <= 0x08c9))
         && c != 0x0621 && !has_no_width (c);
}

/* Letters that join what stands before them but not what follows (Unicode's Joining_Type R). */
static gboolean
joins_only_before (gunichar c)
{
  return (c >= 0x0622 && c <= 0x0625) || c == 0x0627 || c == 0x0629 || (c >= 0x062f && c <= 0x0632)
         || c == 0x0648 || (c >= 0x0671 && c <= 0x0677) || (c >= 0x0688 && c <= 0x0699)
         || c == 0x06c0 || (c >= 0x06c3 && c <= 0x06cb) || c == 0x06cd || c == 0x06cf || c == 0x06d2
         || c == 0x06d3 || c == 0x06d5 || c == 0x06ee || c == 0x06ef;
}

static float
get_arabic_advance (FontAdvances *self, gunichar c, guint form)
{
  gpointer key = GUINT_TO_POINTER (c << 2 | form);
  gpointer known;
  char letter[8];
  char text[24];
  union
  {
    float advance;
    guint32 bits;
  } value;

  if (form == 0)
    return get_plain_advance (self, c);

  if (g_hash_table_lookup_extended (self->forms, key, NULL, &known))
    {
      value.bits = GPOINTER_TO_UINT (known);
      return value.advance;
    }

  letter[g_unichar_to_utf8 (c, letter)] = '\0';
  g_snprintf (text, sizeof text, "%s%s%s", form & JOINS_BEFORE ? ZWJ : "", letter,
              form & JOINS_AFTER ? ZWJ : "");
  value.advance = measure (self, text);
  g_hash_table_insert (self->forms, key, GUINT_TO_POINTER (value.bits));

  return value.advance;
}

/* The letter after p that joining sees, 0 for none. */
static gunichar
next_letter (const char *p)
{
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        return c;
      p = g_utf8_next_char (p);
    }

  return 0;
}

guint
annals_advances_get_label_width (AnnalsAdvances *advances, int importance, const char *title,
                                 double label_max_px)
{
  FontAdvances *font = advances->fonts[annals_text_role_of_label (importance)];
  gboolean before_joins = FALSE;
  double sum = 0;

  for (const char *p = title; *p != '\0' && sum < label_max_px; p = g_utf8_next_char (p))
    {
      gunichar c;

      /* Most titles are mostly this. */
      if ((guchar)*p < 0x80)
        {
          float advance = font->ascii[(guchar)*p];

          sum += isnan (advance) ? measure_ascii (font, (guchar)*p) : advance;
          before_joins = FALSE;
          continue;
        }
      c = representative_of (g_utf8_get_char (p));

      if (c >= 0x110000)
        continue;
      if (c < 0x0600 || !is_arabic_letter (c))
        {
          sum += get_plain_advance (font, c);
          before_joins = before_joins && c >= 0x0300 && has_no_width (c);
        }
      else
        {
          gunichar after = next_letter (g_utf8_next_char (p));
          gboolean joins_after = !joins_only_before (c) && is_arabic_letter (after);

          sum += get_arabic_advance (
              font, c, (before_joins ? JOINS_BEFORE : 0) | (joins_after ? JOINS_AFTER : 0));
          before_joins = !joins_only_before (c);
        }
    }

  return (guint)MIN (ceil (sum * ESTIMATE_FACTOR + ESTIMATE_EXTRA), label_max_px);
}

guint16 *
annals_label_widths_new (AnnalsTimeline *timeline, const char *family, const AnnalsMetrics *metrics,
                         GCancellable *cancellable)
{
  guint n = annals_timeline_get_n_events (timeline);
  g_autoptr (AnnalsAdvances) advances = annals_advances_new (family, metrics->text_scale);
  g_autofree guint16 *widths = g_new (guint16, MAX (n, 1));
  double label_max = CLAMP (metrics->label_max, 0, G_MAXUINT16);

  for (guint event = 0; event < n; event++)
    {
      if (event % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      widths[event] = (guint16)annals_advances_get_label_width (
          advances, annals_timeline_get_event_importance (timeline, event),
          annals_timeline_get_event_title (timeline, event), label_max);
    }

  return g_steal_pointer (&widths);
}
