/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: fonts by role, and the nodes of texts kept from frame to frame.
 *
 * A fresh layout costs 15 µs, a kept node next to nothing. A node stands by its role's baseline,
 * whichever fonts its words fall back to, so that words of one line are of one height. */
#include "scene/text.h"

#include <math.h>
#include <string.h>

#include <pango/pangocairo.h>

#include "scene/label-widths.h"

#define KEPT_MAX 6000  /* texts before any is forgotten */
#define KEPT_FRAMES 30 /* frames for which an unused text stays then */
#define WIDTH_STEP                                                                                 \
  8 /* widths to ellipsise to are rounded down to this, so that a pan keeps nodes */
#define SHAPING_US                                                                                 \
  1500 /* of a frame with a budget go into fresh layouts at most, however few they are */
#define TEXT_BYTES 480 /* of a text are ever drawn: more than any label holds */

typedef struct
{
  PangoLayout *layout; /* with the role's font, so that only words change; NULL until it is needed */
  double line_height, baseline, cap_height;
} Role;

struct _AnnalsTextCache
{
  grefcount ref_count;
  PangoContext *context;
  double text_scale;
  char *family;
  Role roles[ANNALS_N_TEXT_ROLES];

  GHashTable *texts;  /* Text → itself */
  GHashTable *widths; /* Text without colour → its width */
  AnnalsNodeStore *store;
  AnnalsAdvances *advances; /* (nullable) until first asked */
  guint frame;
  guint budget, n_fresh;
  gint64 shaping_us;
  gboolean is_short;
};

/* A key and what is kept under it. */
typedef struct
{
  char *text;
  guint32 color;
  guint16 max_width; /* 0: whole */
  guint16 role;
  GskRenderNode *node;
  double width;
  guint last_frame;
} Text;

static const struct
{
  double size_px;
  PangoWeight weight;
  PangoStyle style;
  gboolean is_tabular;
} roles[ANNALS_N_TEXT_ROLES] = {
  [ANNALS_TEXT_LABEL_1] = { 13, PANGO_WEIGHT_SEMIBOLD },
  [ANNALS_TEXT_LABEL_2] = { 12, PANGO_WEIGHT_SEMIBOLD },
  [ANNALS_TEXT_LABEL_3] = { 12, PANGO_WEIGHT_NORMAL },
  [ANNALS_TEXT_LABEL_4] = { 12, PANGO_WEIGHT_NORMAL },
  [ANNALS_TEXT_LABEL_5] = { 11, PANGO_WEIGHT_NORMAL },
  [ANNALS_TEXT_LANE] = { 12, PANGO_WEIGHT_SEMIBOLD },
  [ANNALS_TEXT_COUNT] = { 11, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, TRUE },
  [ANNALS_TEXT_MAJOR_TICK] = { 13, PANGO_WEIGHT_SEMIBOLD },
  [ANNALS_TEXT_MINOR_TICK] = { 11, PANGO_WEIGHT_NORMAL },
  [ANNALS_TEXT_CHIP] = { 11, PANGO_WEIGHT_SEMIBOLD },
  [ANNALS_TEXT_LINK] = { 11, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC },
  [ANNALS_TEXT_TITLE] = { 15 * 4.0 / 3.0, PANGO_WEIGHT_BOLD },
  [ANNALS_TEXT_SOURCE] = { 9, PANGO_WEIGHT_NORMAL },
};

PangoFontDescription *
annals_text_role_to_font (AnnalsTextRole role, const char *family, double text_scale)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family);
  pango_font_description_set_absolute_size (font, roles[role].size_px * text_scale * PANGO_SCALE);
  pango_font_description_set_weight (font, roles[role].weight);
  pango_font_description_set_style (font, roles[role].style);

  return font;
}

AnnalsTextRole
annals_text_role_of_label (int importance)
{
  return ANNALS_TEXT_LABEL_1 + (CLAMP (importance, 1, 5) - 1);
}

PangoContext *
annals_text_create_context (void)
{
  PangoFontMap *fonts = pango_cairo_font_map_new ();
  PangoContext *context;
  PangoFontDescription *font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (fonts), 96);
  context = pango_font_map_create_context (fonts);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_set_family_static (font, annals_text_get_family ("Sans"));
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  cairo_font_options_destroy (options);
  g_object_unref (fonts);

  return context;
}

void
annals_text_context_round (PangoContext *context)
{
  cairo_font_options_t *options
      = cairo_font_options_copy (pango_cairo_context_get_font_options (context));

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, TRUE);
  cairo_font_options_destroy (options);
}

static gboolean
is_inter_installed (void)
{
  PangoFontMap *fonts = pango_cairo_font_map_new ();
  gboolean is_there = pango_font_map_get_family (fonts, "Inter") != NULL;

  g_object_unref (fonts);

  return is_there;
}

const char *
annals_text_get_family (const char *system_family)
{
  static const char *const generic[] = { "Sans", "Sans-Serif", "System-ui", "System UI", "" };
  static gsize has_inter = 0;
  const char *family = system_family != NULL ? system_family : "Sans";
  gboolean is_generic = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (generic); i++)
    is_generic = is_generic || g_ascii_strcasecmp (family, generic[i]) == 0;
  if (!is_generic)
    return g_intern_string (family);

  if (g_once_init_enter (&has_inter))
    g_once_init_leave (&has_inter, is_inter_installed () ? 2 : 1);

  return has_inter == 2 ? "Inter" : "Sans";
}

static guint
hash_text (gconstpointer data)
{
  const Text *text = data;

  return g_str_hash (text->text) ^ text->color * 2654435761u ^ (guint)text->max_width << 4
         ^ text->role;
}

static gboolean
equal_texts (gconstpointer a, gconstpointer b)
{
  const Text *x = a;
  const Text *y = b;

  return x->color == y->color && x->max_width == y->max_width && x->role == y->role
         && strcmp (x->text, y->text) == 0;
}

static void
free_text (gpointer data)
{
  Text *text = data;

  g_clear_pointer (&text->node, gsk_render_node_unref);
  g_free (text->text);
  g_free (text);
}

static PangoLayout *
create_layout (AnnalsTextCache *cache, AnnalsTextRole role, const PangoFontDescription *font)
{
  PangoLayout *layout = pango_layout_new (cache->context);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_font_description (layout, font);
  if (roles[role].is_tabular)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }

  return layout;
}

/* A line's height, with the letters of the reader's language in it. Pango's own metrics would be the same
 * but shape a pangram twice to tell how wide letters are: a tenth of a window's first frame. */
static void
measure_line (Role *self)
{
  const char *sample = pango_language_get_sample_string (NULL);
  g_autofree char *text = g_strdup_printf ("H%.*s", (int)(g_utf8_next_char (sample) - sample), sample);
  PangoRectangle logical;
  double ascent;

  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_extents (self->layout, NULL, &logical);
  ascent = pango_layout_get_baseline (self->layout) / (double)PANGO_SCALE;
  self->baseline = round (ascent);
  self->line_height = ceil (logical.height / (double)PANGO_SCALE);
}

/* A role's font is loaded when something is first written in it: most pictures have no link and no title,
 * and each face is a file to find and to read. */
static const Role *
get_role (AnnalsTextCache *cache, AnnalsTextRole role)
{
  Role *self = &cache->roles[role];
  g_autoptr (PangoFontDescription) font = NULL;
  PangoRectangle ink;

  if (self->layout != NULL)
    return self;

  font = annals_text_role_to_font (role, cache->family, cache->text_scale);
  self->layout = create_layout (cache, role, font);
  measure_line (self);
  pango_layout_set_text (self->layout, "H", -1);
  pango_layout_get_extents (self->layout, &ink, NULL);
  self->cap_height = ink.height / (double)PANGO_SCALE;

  return self;
}

AnnalsTextCache *
annals_text_cache_new (PangoContext *context, double text_scale)
{
  AnnalsTextCache *cache;
  const PangoFontDescription *font;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  cache = g_new0 (AnnalsTextCache, 1);
  g_ref_count_init (&cache->ref_count);
  cache->context = g_object_ref (context);
  cache->text_scale = text_scale > 0 ? text_scale : 1;
  font = pango_context_get_font_description (context);
  cache->family = g_strdup (
      annals_text_get_family (font != NULL ? pango_font_description_get_family (font) : NULL));
  cache->texts = g_hash_table_new_full (hash_text, equal_texts, NULL, free_text);
  cache->widths = g_hash_table_new_full (hash_text, equal_texts, NULL, free_text);
  cache->store = annals_node_store_new ();

  return cache;
}

AnnalsTextCache *
annals_text_cache_ref (AnnalsTextCache *cache)
{
  g_ref_count_inc (&cache->ref_count);

  return cache;
}

void
annals_text_cache_unref (AnnalsTextCache *cache)
{
  if (!g_ref_count_dec (&cache->ref_count))
    return;

  g_hash_table_unref (cache->texts);
  g_hash_table_unref (cache->widths);
  annals_node_store_free (cache->store);
  g_clear_pointer (&cache->advances, annals_advances_free);
  for (AnnalsTextRole role = 0; role < ANNALS_N_TEXT_ROLES; role++)
    g_clear_object (&cache->roles[role].layout);
  g_object_unref (cache->context);
  g_free (cache->family);
  g_free (cache);
}

double
annals_text_cache_get_scale (AnnalsTextCache *cache)
{
  return cache->text_scale;
}

AnnalsNodeStore *
annals_text_cache_get_store (AnnalsTextCache *cache)
{
  return cache->store;
}

double
annals_text_get_line_height (AnnalsTextCache *cache, AnnalsTextRole role)
{
  return get_role (cache, role)->line_height;
}

double
annals_text_get_baseline (AnnalsTextCache *cache, AnnalsTextRole role)
{
  return get_role (cache, role)->baseline;
}

double
annals_text_get_cap_height (AnnalsTextCache *cache, AnnalsTextRole role)
{
  return get_role (cache, role)->cap_height;
}

double
annals_text_get_label_width (AnnalsTextCache *cache, int importance, const char *title,
                             double label_max_px)
{
  if (cache->advances == NULL)
    cache->advances = annals_advances_new (cache->family, cache->text_scale);

  return annals_advances_get_label_width (cache->advances, importance, title, label_max_px);
}

static gboolean
is_plain_line (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar)text[i] < 0x20 || (guchar)text[i] == 0x7f || (guchar)text[i] == 0xe2)
      return FALSE;

  return TRUE;
}

/* The text as one line, and not endless, whatever the file says. */
static gsize
make_line (const char *text, char *line)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      gsize n = (gsize)(next - p);
      gboolean is_break = (guchar)*p < 0x20 || (guchar)*p == 0x7f
                          || g_str_has_prefix (p, "\342\200\250")
                          || g_str_has_prefix (p, "\342\200\251");

      if (length + n > TEXT_BYTES)
        break;
      if (is_break)
        line[length++] = ' ';
      else
        for (gsize i = 0; i < n; i++)
          line[length++] = p[i];
      p = next;
    }

  return length;
}

static void
fill_layout (AnnalsTextCache *cache, AnnalsTextRole role, const char *text)
{
  PangoLayout *layout = get_role (cache, role)->layout;
  gsize length = strlen (text);
  char line[TEXT_BYTES + 1];

  /* What was measured just now is drawn as it was shaped then. */
  if (pango_layout_get_width (layout) == -1 && strcmp (pango_layout_get_text (layout), text) == 0)
    return;
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_width (layout, -1);
  if (length <= TEXT_BYTES && is_plain_line (text, length))
    pango_layout_set_text (layout, text, (int)length);
  else
    pango_layout_set_text (layout, line, (int)make_line (text, line));
  cache->n_fresh++;
}

/* What fill_layout () put there, cut to a width. */
static void
cut_layout (AnnalsTextCache *cache, AnnalsTextRole role, int max_width)
{
  pango_layout_set_ellipsize (get_role (cache, role)->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (get_role (cache, role)->layout, max_width * PANGO_SCALE);
}

static double
get_layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return width / (double)PANGO_SCALE;
}

/* The layout's glyphs, one text node a run, standing on the role's baseline. */
static GskRenderNode *
create_node (AnnalsTextCache *cache, AnnalsTextRole role, const GdkRGBA *color)
{
  g_autoptr (GPtrArray) nodes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
  PangoLayoutIter *iter = pango_layout_get_iter (get_role (cache, role)->layout);

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle logical;
      graphene_point_t offset;
      GskRenderNode *node;

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &logical);
      graphene_point_init (&offset, (float)logical.x / PANGO_SCALE, (float)get_role (cache, role)->baseline);
      node = gsk_text_node_new (run->item->analysis.font, run->glyphs, color, &offset);
      if (node != NULL)
        g_ptr_array_add (nodes, node);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);

  if (nodes->len == 1)
    return g_ptr_array_steal_index (nodes, 0);

  return gsk_container_node_new ((GskRenderNode **)nodes->pdata, nodes->len);
}

static Text *
keep_text (GHashTable *table, const Text *key, GskRenderNode *node, double width, guint frame)
{
  Text *kept = g_new0 (Text, 1);

  *kept = *key;
  kept->text = g_strdup (key->text);
  kept->node = node;
  kept->width = width;
  kept->last_frame = frame;
  g_hash_table_replace (table, kept, kept);

  return kept;
}

double
annals_text_measure (AnnalsTextCache *cache, AnnalsTextRole role, const char *text)
{
  Text key = { .text = (char *)text, .role = (guint16)role };
  Text *kept = g_hash_table_lookup (cache->widths, &key);

  if (kept == NULL)
    {
      gint64 begin_us = cache->budget > 0 ? g_get_monotonic_time () : 0;

      fill_layout (cache, role, text);
      kept = keep_text (cache->widths, &key, NULL, get_layout_width (get_role (cache, role)->layout),
                        cache->frame);
      cache->shaping_us += cache->budget > 0 ? g_get_monotonic_time () - begin_us : 0;
    }
  kept->last_frame = cache->frame;

  return kept->width;
}

/* The text as it is, its node only made where it is drawn whole. */
static Text *
get_whole (AnnalsTextCache *cache, const Text *key, const GdkRGBA *color, double max_width_px)
{
  AnnalsTextRole role = key->role;
  Text *kept = g_hash_table_lookup (cache->texts, key);

  if (kept == NULL)
    {
      fill_layout (cache, role, key->text);
      kept = keep_text (cache->texts, key, NULL, get_layout_width (get_role (cache, role)->layout),
                        cache->frame);
    }
  else if (kept->node == NULL && (max_width_px <= 0 || kept->width <= max_width_px))
    fill_layout (cache, role, key->text);
  if (kept->node == NULL && (max_width_px <= 0 || kept->width <= max_width_px))
    kept->node = create_node (cache, role, color);

  return kept;
}

GskRenderNode *
annals_text_node (AnnalsTextCache *cache, AnnalsTextRole role, const char *text,
                  const GdkRGBA *color, double max_width_px, double *width)
{
  Text key
      = { .text = (char *)text, .color = annals_node_key_color (color), .role = (guint16)role };
  Text *kept = g_hash_table_lookup (cache->texts, &key);
  gboolean is_spent
      = cache->budget > 0 && (cache->n_fresh >= cache->budget || cache->shaping_us >= SHAPING_US);
  gint64 begin_us;
  gboolean fits = kept != NULL && (max_width_px <= 0 || kept->width <= max_width_px);

  if (!fits && kept != NULL)
    {
      double step = max_width_px > 2 * WIDTH_STEP ? WIDTH_STEP : 1;

      key.max_width = (guint16)MAX (1, floor (MIN (max_width_px, 10000) / step) * step);
      kept = g_hash_table_lookup (cache->texts, &key);
    }
  if (kept == NULL || kept->node == NULL)
    {
      if (is_spent)
        {
          cache->is_short = TRUE;
          return NULL;
        }
      /* Finding a font is not shaping: it is not the first words that pay for it. */
      get_role (cache, role);
      begin_us = cache->budget > 0 ? g_get_monotonic_time () : 0;
      if (key.max_width == 0)
        kept = get_whole (cache, &key, color, max_width_px);
      else
        {
          fill_layout (cache, role, text);
          cut_layout (cache, role, key.max_width);
          kept = keep_text (cache->texts, &key, create_node (cache, role, color),
                            get_layout_width (get_role (cache, role)->layout), cache->frame);
        }
      cache->shaping_us += cache->budget > 0 ? g_get_monotonic_time () - begin_us : 0;
      if (kept->node == NULL)
        return annals_text_node (cache, role, text, color, max_width_px, width);
    }

  kept->last_frame = cache->frame;
  if (width != NULL)
    *width = kept->width;

  return kept->node;
}

static void
trim (GHashTable *table, guint frame)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (table) <= KEPT_MAX)
    return;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (frame - ((Text *)value)->last_frame > KEPT_FRAMES)
      g_hash_table_iter_remove (&iter);
}

void
annals_text_cache_begin_frame (AnnalsTextCache *cache, guint budget)
{
  cache->frame++;
  cache->budget = budget;
  cache->n_fresh = 0;
  cache->shaping_us = 0;
  cache->is_short = FALSE;
  if (cache->frame % KEPT_FRAMES == 0)
    {
      trim (cache->texts, cache->frame);
      trim (cache->widths, cache->frame);
    }
  annals_node_store_begin_frame (cache->store);
}

gboolean
annals_text_cache_is_short (AnnalsTextCache *cache)
{
  return cache->is_short;
}

char **
annals_text_break (AnnalsTextCache *cache, AnnalsTextRole role, const char *text,
                   double max_width_px, guint max_lines)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *left = g_strstrip (g_strdelimit (g_strdup (text), "\n\r\t", ' '));
  char *rest = left;

  for (guint line = 1; line < max_lines && annals_text_measure (cache, role, rest) > max_width_px;
       line++)
    {
      gsize best = 0;

      for (const char *space = strchr (rest, ' '); space != NULL; space = strchr (space + 1, ' '))
        {
          g_autofree char *head = g_strndup (rest, (gsize)(space - rest));

          if (annals_text_measure (cache, role, head) > max_width_px)
            break;
          best = (gsize)(space - rest);
        }
      if (best == 0)
        break;
      left[rest - left + best] = '\0';
      g_strv_builder_add (lines, rest);
      rest += best + 1;
    }
  g_strv_builder_add (lines, rest);

  return g_strv_builder_end (lines);
}
