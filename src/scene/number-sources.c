/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of sources, small and raised, at the words of the events that rest on them.
 *
 * They take only room that nothing else has: what rows keep free after words, the inside of a band,
 * and before words that stand left of their mark, what rows keep free there. So nothing moves for
 * them, and a picture with them has every row, mark and word where one without them has it. Where
 * there is no room for the numbers of all of an event's sources, one number stands for them all. */
#include <math.h>

#include "scene/painter.h"

#define WORDS_GAP 1.5 /* between words and their numbers */
#define CLEAR 1.0     /* between numbers and the next thing in the row */
#define PLUS_GAP 4.0
#define INSIDE_MARGIN 8.0

typedef struct
{
  AnnalsPainter *painter;
  GHashTable *numbers; /* source + 1 → its number, from 1 on; none for those in a group alone */
} Numbering;

/* An event's sources, and where their numbers may stand. */
typedef struct
{
  const guint32 *sources;
  guint n_sources;
  double x, room; /* from x on; before words: up to x */
  gboolean is_before;
} Place;

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *)a, second = *(const guint *)b;

  return first < second ? -1 : first > second;
}

/* Those that they have, else the next ones. */
static GArray *
find_numbers (const Numbering *self, const Place *place)
{
  GArray *numbers = g_array_sized_new (FALSE, FALSE, sizeof (guint), place->n_sources);
  guint next = self->painter->cited->len;

  for (guint i = 0; i < place->n_sources; i++)
    {
      guint number = GPOINTER_TO_UINT (
          g_hash_table_lookup (self->numbers, GUINT_TO_POINTER (place->sources[i] + 1)));

      if (number == 0)
        number = ++next;
      g_array_append_val (numbers, number);
    }
  g_array_sort (numbers, compare_numbers);

  return numbers;
}

/* "1–3,7" */
static char *
write_numbers (const Numbering *self, const Place *place)
{
  g_autoptr (GArray) numbers = find_numbers (self, place);
  GString *text = g_string_new (NULL);

  for (guint i = 0, end; i < numbers->len; i = end)
    {
      guint first = g_array_index (numbers, guint, i);

      for (end = i + 1;
           end < numbers->len && g_array_index (numbers, guint, end) == first + end - i;)
        end++;
      if (end - i < 3)
        end = i + 1;
      g_string_append_printf (text, "%s%u", i > 0 ? "," : "", first);
      if (end - i > 1)
        g_string_append_printf (text, "–%u", first + end - i - 1);
    }

  return g_string_free (text, FALSE);
}

static void
keep_numbers (Numbering *self, const Place *place)
{
  GArray *cited = self->painter->cited;

  for (guint i = 0; i < place->n_sources; i++)
    {
      gpointer key = GUINT_TO_POINTER (place->sources[i] + 1);
      AnnalsCited one = { &place->sources[i], 1 };

      if (g_hash_table_contains (self->numbers, key))
        continue;
      g_array_append_val (cited, one);
      g_hash_table_insert (self->numbers, key, GUINT_TO_POINTER (cited->len));
    }
}

/* The next number, for all of them; a single one has its own. */
static char *
write_group (const Numbering *self, const Place *place)
{
  return place->n_sources > 1 ? g_strdup_printf ("%u", self->painter->cited->len + 1)
                              : write_numbers (self, place);
}

static void
keep_group (Numbering *self, const Place *place)
{
  AnnalsCited group = { place->sources, place->n_sources };

  if (place->n_sources > 1)
    g_array_append_val (self->painter->cited, group);
  else
    keep_numbers (self, place);
}

static gboolean
is_in_row (const AnnalsItem *item, const AnnalsItem *other)
{
  return other != item && other->lane == item->lane && other->row == item->row;
}

static double
measure (AnnalsPainter *self, const char *text)
{
  return annals_text_measure (self->frame->text, ANNALS_TEXT_SOURCE, text);
}

/* The left end of what stands there: words before a mark keep the room for a number. */
static double
get_left (AnnalsPainter *self, const AnnalsItem *item)
{
  double left = item->x + item->shape.left;
  g_autofree char *number = NULL;
  guint n_sources;

  if (!item->has_label || item->label_x >= left)
    return left;
  annals_timeline_get_terms (self->frame->timeline, item->event, ANNALS_TERM_SOURCE, &n_sources);
  if (n_sources == 0)
    return item->label_x;
  number = g_strdup_printf ("%u", self->cited->len + 2);

  return item->label_x - WORDS_GAP - measure (self, number) - CLEAR;
}

/* The left end of what stands in the row after an item, the right end of what stands before it. What is
 * selected and was found a row is not among that row's own. */
static void
find_neighbours (AnnalsPainter *self, guint index, double *before, double *after)
{
  const AnnalsItem *items = (const AnnalsItem *)(const void *)self->items->data;
  const AnnalsItem *near[] = { index > 0 ? &items[index - 1] : NULL,
                               index + 1 < self->items->len ? &items[index + 1] : NULL,
                               self->selected >= 0 ? &items[self->selected] : NULL };

  *before = self->plot_x;
  *after = self->plot_right;
  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    {
      const AnnalsItem *other = near[i];

      if (other == NULL || !is_in_row (&items[index], other))
        continue;
      if (other->x > items[index].x)
        *after = MIN (*after, get_left (self, other));
      else
        *before = MAX (*before, other->tail_x);
    }
}

static void
find_place (AnnalsPainter *self, guint index, Place *place)
{
  const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, index);
  double words_end = item->label_x + item->label_width;
  double before, after;

  if (item->flags & ANNALS_EVENT_CLAIMS_DISAGREE)
    words_end += self->frame->metrics.half_disc;
  find_neighbours (self, index, &before, &after);
  place->is_before = item->side == ANNALS_LABEL_LEFT;
  if (place->is_before)
    {
      place->x = item->label_x - WORDS_GAP;
      place->room = place->x - before - CLEAR;
      return;
    }
  place->x = words_end + WORDS_GAP;
  if (item->side == ANNALS_LABEL_INSIDE)
    after = MIN (item->x + item->shape.label_inside_right, self->plot_right - INSIDE_MARGIN) + CLEAR;
  /* Like words, they do not cross the as-of line. */
  if (item->side == ANNALS_LABEL_RIGHT && self->as_of_x >= words_end)
    after = MIN (after, self->as_of_x);
  place->room = after - CLEAR - place->x;
  if (item->side == ANNALS_LABEL_RIGHT && item->plus > 0)
    place->room -= item->tail_x - item->plus_x + PLUS_GAP;
}

/* Beyond a band too short for its words and numbers, or behind the mark of words that begin at the
 * picture's edge. */
static gboolean
may_stand_outside (const AnnalsItem *item)
{
  gboolean is_mark
      = item->shape.type == ANNALS_SHAPE_MARK || item->shape.type == ANNALS_SHAPE_WINDOW;

  return item->plus == 0
         && (item->side == ANNALS_LABEL_INSIDE || (item->side == ANNALS_LABEL_LEFT && is_mark));
}

static void
find_place_outside (AnnalsPainter *self, guint index, Place *place)
{
  const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, index);
  double before, after;

  find_neighbours (self, index, &before, &after);
  place->x = item->tail_x + WORDS_GAP;
  place->is_before = FALSE;
  if (self->as_of_x >= item->tail_x)
    after = MIN (after, self->as_of_x);
  place->room = after - CLEAR - place->x;
}

static GdkRGBA
get_color (AnnalsPainter *self, const AnnalsItem *item)
{
  const AnnalsTheme *theme = self->frame->theme;

  return gdk_rgba_equal (&item->label_color, &theme->ink) ? theme->ink2 : item->label_color;
}

static void
put (AnnalsPainter *self, AnnalsItem *item, const Place *place, const char *text)
{
  GdkRGBA color = get_color (self, item);

  item->sources = annals_text_node (self->frame->text, ANNALS_TEXT_SOURCE, text, &color, 0,
                                    &item->sources_width);
  item->sources_x = place->is_before ? place->x - item->sources_width : place->x;
  if (item->side == ANNALS_LABEL_RIGHT && item->plus > 0)
    {
      item->plus_x += WORDS_GAP + item->sources_width;
      item->tail_x += WORDS_GAP + item->sources_width;
    }
  else if (!place->is_before)
    item->tail_x = MAX (item->tail_x, item->sources_x + item->sources_width);
}

static gboolean
fit (AnnalsPainter *self, AnnalsItem *item, const Place *places, guint n_places, const char *text)
{
  for (guint i = 0; i < n_places; i++)
    if (measure (self, text) <= places[i].room)
      {
        put (self, item, &places[i], text);
        return TRUE;
      }

  return FALSE;
}

/* Where there is no room for a single number, the words make it, as they do at the picture's edge. */
static gboolean
cut_words (AnnalsPainter *self, AnnalsItem *item, Place *place, const char *text)
{
  const char *title = annals_timeline_get_event_title (self->frame->timeline, item->event);
  double before = item->label_width;
  double words = before - (measure (self, text) - place->room);
  double change;

  if (words < self->frame->metrics.label_min)
    return FALSE;
  item->label = annals_text_node (self->frame->text, ANNALS_TEXT_LABEL_1 + (item->importance - 1),
                                  title, &item->label_color, words, &item->label_width);
  item->is_ellipsised = TRUE;
  change = before - item->label_width;
  if (place->is_before)
    item->label_x += change;
  else if (item->side == ANNALS_LABEL_RIGHT)
    {
      item->plus_x -= change;
      item->tail_x -= change;
    }
  place->x += place->is_before ? change : -change;
  put (self, item, place, text);

  return TRUE;
}

static void
number_item (Numbering *self, guint index)
{
  AnnalsPainter *painter = self->painter;
  AnnalsItem *item = &g_array_index (painter->items, AnnalsItem, index);
  guint n_places = may_stand_outside (item) ? 2 : 1;
  Place places[2] = { 0 };
  g_autofree char *numbers = NULL;
  g_autofree char *group = NULL;

  places[0].sources
      = annals_timeline_get_terms (painter->frame->timeline, item->event, ANNALS_TERM_SOURCE,
                                   &places[0].n_sources);
  if (places[0].n_sources == 0)
    return;
  find_place (painter, index, &places[0]);
  if (n_places > 1)
    find_place_outside (painter, index, &places[1]);
  numbers = write_numbers (self, &places[0]);
  if (fit (painter, item, places, n_places, numbers))
    {
      keep_numbers (self, &places[0]);
      return;
    }
  group = write_group (self, &places[0]);
  if (fit (painter, item, places, n_places, group) || cut_words (painter, item, &places[0], group))
    keep_group (self, &places[0]);
}

void
annals_paint_number_sources (AnnalsPainter *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Numbering numbering = { self, numbers };

  for (guint i = 0; i < self->items->len; i++)
    {
      const AnnalsItem *item = &g_array_index (self->items, AnnalsItem, i);

      if (item->has_label && item->y > self->plot_y && item->y < self->plot_bottom)
        number_item (&numbering, i);
    }
}
