/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A native file from its own bytes: what is as the schema has it keeps them; what is not is mended
 * where it has but one meaning, and moved to a member `unread` beside its place where it has none.
 */
#include <math.h>
#include <string.h>

#include "formats/convert-private.h"
#include "formats/native-shape.h"
#include "formats/slice.h"
#include "time/edtf.h"

typedef enum
{
  HOW_ASIDE,
  HOW_COPIED,
  HOW_MENDED,  /* a text with \u0000 or half a pair in it */
  HOW_TEXT,    /* what is to stand is in `text` */
  HOW_NAMED,   /* {"name": …} */
  HOW_AUTHORS, /* [{"literal": …}] */
  HOW_FIELDS,
  HOW_OBJECT,
  HOW_LIST,
  HOW_EVENTS,
} How;

typedef struct
{
  const char *text;
  gsize length;
} Stretch;

/* A member of the object that is being written. */
typedef struct
{
  AnnalsSliceIter iter;            /* of which the name and the value stay */
  const AnnalsShapeMember *member; /* NULL: not known */
  How how;
  char *text; /* owned */
} Item;

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsJsonWriter *writer;
  const char *bytes;
  GArray *events;      /* of Stretch: each list of that name */
  guint event;         /* the next; within one, itself */
  GHashTable *sources; /* ids of those that are listed */
  gboolean has_sources, has_events;
} Converter;

static void write_object (Converter *converter, const AnnalsShape *shape, Stretch object);
static gboolean is_good (Converter *converter, const AnnalsShape *shape, Stretch object);

static void
item_clear (gpointer item)
{
  g_free (((Item *)item)->text);
}

static void
mended_cb (AnnalsMend mend, gsize offset, const char *text, gpointer data)
{
  *(gboolean *)data = TRUE;
}

/* A copy as json-glib may read it; whether anything had to be changed. (transfer full) */
static char *
mend (Stretch value, gboolean *is_changed)
{
  char *copy = g_strndup (value.text, value.length);

  *is_changed = FALSE;
  annals_slice_mend (copy, value.length, mended_cb, is_changed);
  return copy;
}

static gboolean
is_literal (Stretch value, const char *literal)
{
  return value.length == strlen (literal) && memcmp (value.text, literal, value.length) == 0;
}

static gboolean
is_number (Stretch value)
{
  return *value.text == '-' || g_ascii_isdigit (*value.text);
}

static gboolean
read_number (Stretch value, double *number)
{
  g_autofree char *text = g_strndup (value.text, value.length);

  *number = g_ascii_strtod (text, NULL);
  return is_number (value) && isfinite (*number);
}

static gboolean
is_integer (Stretch value)
{
  g_autofree char *text = g_strndup (value.text, value.length);

  return is_number (value)
         && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static How
judge_text (Item *item, Stretch value)
{
  gboolean is_changed;

  if (*value.text != '"')
    return HOW_ASIDE;
  if (memchr (value.text, '\\', value.length) == NULL)
    return HOW_COPIED;
  item->text = mend (value, &is_changed);
  return is_changed ? HOW_MENDED : HOW_COPIED;
}

/* Numbers that the format takes for names. */
static How
judge_name (Item *item, Stretch value)
{
  if (is_integer (value))
    {
      item->text = g_strndup (value.text, value.length);
      return HOW_TEXT;
    }
  return value.length > 2 ? judge_text (item, value) : HOW_ASIDE;
}

static How
judge_event_date (Converter *converter, Item *item, Stretch value)
{
  const AnnalsSpan *span = annals_timeline_get_event_span (converter->timeline, converter->event);

  if (is_literal (value, "null"))
    return HOW_COPIED;
  if (!annals_span_is_dated (span))
    return HOW_ASIDE;
  if (*value.text == '"')
    return HOW_COPIED;
  item->text = g_strdup (annals_timeline_get_event_date (converter->timeline, converter->event));
  return HOW_TEXT;
}

/* The date of an event that has `begin` and `end` instead. */
static How
judge_pair (Converter *converter)
{
  guint flags = annals_timeline_get_event_flags (converter->timeline, converter->event);
  const AnnalsSpan *span = annals_timeline_get_event_span (converter->timeline, converter->event);

  return (flags & ANNALS_EVENT_DATE_PAIR) != 0 && annals_span_is_dated (span) ? HOW_COPIED
                                                                              : HOW_ASIDE;
}

static gboolean
is_date (Converter *converter, const char *date)
{
  guint flags = converter->event < annals_timeline_get_n_events (converter->timeline)
                    ? annals_timeline_get_event_flags (converter->timeline, converter->event)
                    : 0;
  AnnalsSpan span;

  return (flags & ANNALS_EVENT_JULIAN) != 0
             ? annals_edtf_parse_julian (date, -1, &span, NULL, NULL, NULL)
             : annals_edtf_parse (date, -1, &span, NULL, NULL, NULL);
}

/* The root's dates: what the timeline took, in the form that the schema asks for. */
static How
judge_root_date (Item *item, const char *word, gboolean is_interval)
{
  AnnalsSpan span;

  if (word == NULL || !annals_edtf_parse (word, -1, &span, NULL, NULL, NULL))
    return HOW_ASIDE;
  if (is_interval)
    {
      if (strchr (word, '/') != NULL)
        return HOW_COPIED;
      item->text = g_strdup_printf ("%s/%s", word, word);
    }
  else
    {
      if (strspn (word, "0123456789-") == strlen (word) && strlen (word) >= 10)
        return HOW_COPIED;
      if (strlen (word) < 4 || strspn (word, "0123456789-") != strlen (word))
        return HOW_ASIDE;
      item->text = g_strdup_printf ("%s%s", word, strlen (word) <= 5 ? "-01-01" : "-01");
    }
  if (annals_edtf_parse (item->text, -1, &span, NULL, NULL, NULL))
    return HOW_TEXT;
  return HOW_ASIDE;
}

static How
judge_word (Converter *converter, Item *item, AnnalsSort sort, const char *word)
{
  AnnalsCertainty certainty;
  AnnalsStance stance;
  gboolean is_known = FALSE;

  switch (sort)
    {
    case ANNALS_SORT_OTHER_DATE:
      is_known = word != NULL && is_date (converter, word);
      break;
    case ANNALS_SORT_DAY:
    case ANNALS_SORT_INTERVAL:
      return judge_root_date (item, word, sort == ANNALS_SORT_INTERVAL);
    case ANNALS_SORT_CALENDAR:
      is_known = g_strcmp0 (word, "gregorian") == 0 || g_strcmp0 (word, "julian") == 0;
      break;
    case ANNALS_SORT_CERTAINTY:
      is_known = word != NULL && annals_certainty_from_id (word, &certainty);
      break;
    case ANNALS_SORT_STANCE:
      is_known = word != NULL && annals_stance_from_id (word, &stance);
      break;
    case ANNALS_SORT_COLOR:
      is_known = word != NULL && word[0] == '#' && strlen (word) == 7
                 && strspn (word + 1, "0123456789abcdefABCDEF") == 6;
      break;
    default:
      break;
    }
  return is_known ? HOW_COPIED : HOW_ASIDE;
}

static How
judge_number (AnnalsSort sort, Stretch value)
{
  double number, limit = sort == ANNALS_SORT_LATITUDE ? 90 : 180;

  if (!read_number (value, &number))
    return HOW_ASIDE;
  if (sort == ANNALS_SORT_IMPORTANCE)
    return number >= 1 && number <= 5 && number == floor (number) ? HOW_COPIED : HOW_ASIDE;
  return fabs (number) <= limit ? HOW_COPIED : HOW_ASIDE;
}

/* A CSL date of which the reader made something. */
static How
judge_csl_date (Item *item, Stretch value)
{
  g_autofree char *text = NULL;

  if (*value.text != '{')
    return judge_name (item, value);
  text = g_strndup (value.text, value.length);
  return strstr (text, "\"date-parts\"") != NULL || strstr (text, "\"literal\"") != NULL
                 || strstr (text, "\"raw\"") != NULL
             ? HOW_COPIED
             : HOW_ASIDE;
}

static How
judge_link_target (Converter *converter, Item *item, Stretch value)
{
  g_autofree char *id = *value.text == '"' ? annals_slice_get_string (value.text, value.length)
                                           : g_strndup (value.text, value.length);

  if (id == NULL || annals_timeline_find_event (converter->timeline, id) == ANNALS_NO_EVENT)
    return HOW_ASIDE;
  return judge_name (item, value);
}

/* What a value of that sort is to become. */
static How
judge (Converter *converter, Item *item, AnnalsSort sort, const AnnalsShape *shape, Stretch value)
{
  gboolean is_good_object = *value.text == '{' && shape != NULL;

  switch (sort)
    {
    case ANNALS_SORT_TEXT:
      return judge_text (item, value);
    case ANNALS_SORT_NAME:
      return judge_name (item, value);
    case ANNALS_SORT_SOURCE_ID:
      return is_integer (value) ? HOW_COPIED : judge_name (item, value);
    case ANNALS_SORT_ID:
      item->text = g_strdup (annals_timeline_get_event_id (converter->timeline, converter->event));
      return HOW_TEXT;
    case ANNALS_SORT_DATE:
      return judge_event_date (converter, item, value);
    case ANNALS_SORT_PAIR:
      return *value.text == '"' && value.length > 2 ? judge_pair (converter) : HOW_ASIDE;
    case ANNALS_SORT_LINK_TARGET:
      return judge_link_target (converter, item, value);
    case ANNALS_SORT_BOOLEAN:
      return is_literal (value, "true") || is_literal (value, "false") ? HOW_COPIED : HOW_ASIDE;
    case ANNALS_SORT_IMPORTANCE:
    case ANNALS_SORT_LATITUDE:
    case ANNALS_SORT_LONGITUDE:
      return judge_number (sort, value);
    case ANNALS_SORT_PAGE:
      return is_integer (value) ? HOW_COPIED : judge_text (item, value);
    case ANNALS_SORT_AUTHORS:
      return *value.text == '[' ? HOW_COPIED : *value.text == '"' ? HOW_AUTHORS : HOW_ASIDE;
    case ANNALS_SORT_CSL_DATE:
      return judge_csl_date (item, value);
    case ANNALS_SORT_FIELDS:
      return *value.text == '{' ? HOW_FIELDS : HOW_ASIDE;
    case ANNALS_SORT_FORMAT:
      item->text = g_strdup ("annals-1");
      return HOW_TEXT;
    case ANNALS_SORT_NAMED:
      if (*value.text == '"')
        return value.length > 2 ? HOW_NAMED : HOW_ASIDE;
      /* fall through */
    case ANNALS_SORT_OBJECT:
      return is_good_object && is_good (converter, shape, value) ? HOW_OBJECT : HOW_ASIDE;
    case ANNALS_SORT_OBJECTS:
    case ANNALS_SORT_NAMES:
    case ANNALS_SORT_NAMES_OR_OBJECTS:
    case ANNALS_SORT_IDS_OR_OBJECTS:
      return *value.text == '[' ? HOW_LIST : HOW_ASIDE;
    default:
      {
        g_autofree char *word
            = *value.text == '"' ? annals_slice_get_string (value.text, value.length) : NULL;

        return judge_word (converter, item, sort, word);
      }
    }
}

/* Of a list's element. */
static How
judge_element (Converter *converter, Item *item, const AnnalsShapeMember *member, Stretch value)
{
  if (*value.text == '{' && member->shape != NULL)
    return is_good (converter, member->shape, value) ? HOW_OBJECT : HOW_ASIDE;
  if (member->sort == ANNALS_SORT_IDS_OR_OBJECTS)
    return judge (converter, item, ANNALS_SORT_SOURCE_ID, NULL, value);
  if (member->sort == ANNALS_SORT_NAMES)
    return judge_name (item, value);
  if (member->sort == ANNALS_SORT_NAMES_OR_OBJECTS && *value.text == '"')
    return judge_name (item, value);
  return HOW_ASIDE;
}

static Stretch
value_of (const Item *item)
{
  return (Stretch){ item->iter.value, item->iter.value_length };
}

static Item *
find_item (GArray *items, const char *name)
{
  for (guint i = items->len; i-- > 0;)
    {
      Item *item = &g_array_index (items, Item, i);

      if (item->member != NULL && strcmp (item->member->name, name) == 0 && item->how != HOW_ASIDE)
        return item;
    }
  return NULL;
}

/* One of the two alone says something else, or nothing. */
static void
keep_both_or_none (GArray *items, const char *one, const char *other)
{
  Item *first = find_item (items, one), *second = find_item (items, other);

  if (first != NULL && second == NULL)
    first->how = HOW_ASIDE;
  if (second != NULL && first == NULL)
    second->how = HOW_ASIDE;
}

/* The object's members with what becomes of each. A name that stands twice counts where it stands
 * last. (transfer full) (element-type Item) */
static GArray *
judge_members (Converter *converter, const AnnalsShape *shape, Stretch object)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  AnnalsSliceIter iter;

  g_array_set_clear_func (items, item_clear);
  annals_slice_iter_init (&iter, object.text, object.length);
  while (annals_slice_iter_next (&iter))
    {
      Item item = { .iter = iter, .how = HOW_COPIED };

      g_array_append_val (items, item);
    }
  for (guint i = items->len; i-- > 0;)
    {
      Item *item = &g_array_index (items, Item, i);
      char *name = annals_slice_get_string (item->iter.name, item->iter.name_length);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);

      item->member = annals_shape_find (shape, quoted, strlen (quoted));
      if (!g_hash_table_add (names, name))
        item->how = HOW_ASIDE;
      else if (item->member != NULL && strcmp (item->member->name, "events") == 0
               && shape == &annals_root_shape)
        item->how = *item->iter.value == '[' ? HOW_EVENTS : HOW_ASIDE;
      else if (item->member != NULL)
        item->how
            = judge (converter, item, item->member->sort, item->member->shape, value_of (item));
    }
  keep_both_or_none (items, "latitude", "longitude");
  return items;
}

static gboolean
has_needs (const AnnalsShape *shape, GArray *items)
{
  for (guint n = 0; n < G_N_ELEMENTS (shape->needs); n++)
    {
      gboolean has_one = shape->needs[n][0] == NULL;

      for (guint o = 0; o < G_N_ELEMENTS (shape->needs[n]) && shape->needs[n][o] != NULL; o++)
        has_one |= find_item (items, shape->needs[n][o]) != NULL;
      if (!has_one)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_good (Converter *converter, const AnnalsShape *shape, Stretch object)
{
  g_autoptr (GArray) items = judge_members (converter, shape, object);

  return has_needs (shape, items);
}

/* What is set aside, with a list's elements as a list. A text that could not stand elsewhere either
 * is kept as its bytes in a text. */
static void
write_aside (Converter *converter, Stretch value)
{
  gboolean is_changed;
  g_autofree char *mended = mend (value, &is_changed);

  if (!is_changed)
    {
      annals_json_writer_copy (converter->writer, value.text, value.length);
      return;
    }
  g_free (mended);
  mended = g_strndup (value.text, value.length);
  annals_json_writer_string (converter->writer, mended);
}

typedef struct
{
  const char *name; /* with its quotes */
  gsize length;
  GArray *values; /* of Stretch */
  gboolean is_list;
} Aside;

static void
aside_clear (gpointer aside)
{
  g_array_unref (((Aside *)aside)->values);
}

static void
set_aside (GArray *asides, const AnnalsSliceIter *member, gboolean is_list, Stretch value)
{
  Aside *last = asides->len > 0 ? &g_array_index (asides, Aside, asides->len - 1) : NULL;

  if (last == NULL || last->name != member->name)
    {
      Aside aside = { member->name, member->name_length,
                      g_array_new (FALSE, FALSE, sizeof (Stretch)), is_list };

      g_array_append_val (asides, aside);
      last = &g_array_index (asides, Aside, asides->len - 1);
    }
  g_array_append_val (last->values, value);
}

/* A name that is not among them yet: "unread", "unread:2" … (transfer full) */
static char *
take_name (GHashTable *names, const char *wanted)
{
  char *name = g_strdup (wanted);

  for (guint copy = 2; g_hash_table_contains (names, name); copy++)
    {
      g_free (name);
      name = g_strdup_printf ("%s:%u", wanted, copy);
    }
  g_hash_table_add (names, g_strdup (name));
  return name;
}

static void
write_asides (Converter *converter, GArray *items, GArray *asides)
{
  AnnalsJsonWriter *writer = converter->writer;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *unread = NULL;

  if (asides->len == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      g_hash_table_add (names, annals_slice_get_string (item->iter.name, item->iter.name_length));
    }
  unread = take_name (names, "unread");
  g_hash_table_remove_all (names);
  annals_json_writer_name (writer, unread);
  annals_json_writer_begin (writer, '{');
  for (guint a = 0; a < asides->len; a++)
    {
      const Aside *aside = &g_array_index (asides, Aside, a);
      g_autofree char *wanted = annals_slice_get_string (aside->name, aside->length);
      g_autofree char *name = take_name (names, wanted);

      annals_json_writer_name (writer, name);
      if (aside->is_list)
        annals_json_writer_begin (writer, '[');
      for (guint v = 0; v < aside->values->len; v++)
        write_aside (converter, g_array_index (aside->values, Stretch, v));
      if (aside->is_list)
        annals_json_writer_end (writer, ']');
    }
  annals_json_writer_end (writer, '}');
}

/* Lists and objects have no place among a field's values but as text. */
static void
write_fields (Converter *converter, Stretch value)
{
  AnnalsJsonWriter *writer = converter->writer;
  AnnalsSliceIter iter;

  annals_json_writer_begin (writer, '{');
  annals_slice_iter_init (&iter, value.text, value.length);
  while (annals_slice_iter_next (&iter))
    {
      Stretch field = { iter.value, iter.value_length };
      g_autofree char *text = g_strndup (field.text, field.length);

      annals_json_writer_copy_name (writer, iter.name, iter.name_length);
      if (*field.text == '[' || *field.text == '{' || is_literal (field, "null"))
        annals_json_writer_string (writer, text);
      else
        annals_json_writer_copy (writer, field.text, field.length);
    }
  annals_json_writer_end (writer, '}');
}

static void
write_value (
    Converter *converter, How how, const AnnalsShape *shape, const char *text, Stretch value)
{
  AnnalsJsonWriter *writer = converter->writer;

  switch (how)
    {
    case HOW_TEXT:
      annals_json_writer_string (writer, text);
      break;
    case HOW_MENDED:
      annals_json_writer_literal (writer, text);
      break;
    case HOW_NAMED:
    case HOW_AUTHORS:
      if (how == HOW_AUTHORS)
        annals_json_writer_begin (writer, '[');
      annals_json_writer_begin (writer, '{');
      annals_json_writer_name (writer, how == HOW_NAMED ? "name" : "literal");
      annals_json_writer_copy (writer, value.text, value.length);
      annals_json_writer_end (writer, '}');
      if (how == HOW_AUTHORS)
        annals_json_writer_end (writer, ']');
      break;
    case HOW_FIELDS:
      write_fields (converter, value);
      break;
    case HOW_OBJECT:
      write_object (converter, shape, value);
      break;
    default:
      annals_json_writer_copy (writer, value.text, value.length);
      break;
    }
}

/* Sources and tracks are listed once each: a second of an id is set aside. */
static gboolean
is_second (GHashTable *ids, Stretch object)
{
  AnnalsSliceIter iter;
  char *id = NULL;

  annals_slice_iter_init (&iter, object.text, object.length);
  while (annals_slice_iter_next (&iter))
    if (iter.name_length == 4 && memcmp (iter.name, "\"id\"", 4) == 0)
      {
        g_free (id);
        id = *iter.value == '"' ? annals_slice_get_string (iter.value, iter.value_length)
                                : g_strndup (iter.value, iter.value_length);
      }
  return id != NULL && !g_hash_table_add (ids, id);
}

static void
write_list (Converter *converter, const Item *of, gboolean is_root, GArray *asides)
{
  AnnalsJsonWriter *writer = converter->writer;
  Stretch list = value_of (of);
  gboolean is_sources = is_root && strcmp (of->member->name, "sources") == 0;
  g_autoptr (GHashTable) track_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *ids = !is_root ? NULL : is_sources ? converter->sources : track_ids;
  AnnalsSliceIter iter;

  annals_json_writer_begin (writer, '[');
  annals_slice_iter_init (&iter, list.text, list.length);
  while (annals_slice_iter_next (&iter))
    {
      Item item = { 0 };
      Stretch value = { iter.value, iter.value_length };
      How how = judge_element (converter, &item, of->member, value);

      if (how == HOW_OBJECT && ids != NULL && is_second (ids, value))
        how = HOW_ASIDE;
      if (how == HOW_ASIDE)
        set_aside (asides, &of->iter, TRUE, value);
      else
        write_value (converter, how, of->member->shape, item.text, value);
      item_clear (&item);
    }
  if (is_sources)
    for (guint s = 0; s < annals_timeline_get_n_sources (converter->timeline); s++)
      {
        const AnnalsSource *source = annals_timeline_get_source (converter->timeline, s);

        if (!g_hash_table_contains (converter->sources, source->id))
          annals_convert_source (writer, source);
      }
  annals_json_writer_end (writer, ']');
}

/* Where the next event of the timeline stands in the file. */
static const char *
next_event (Converter *converter)
{
  g_autoptr (GBytes) slice = NULL;

  if (converter->event >= annals_timeline_get_n_events (converter->timeline))
    return NULL;
  slice = annals_timeline_get_event_bytes (converter->timeline, converter->event);
  return g_bytes_get_data (slice, NULL);
}

/* All lists of events, as one. */
static void
write_events (Converter *converter, const Item *of, const AnnalsShape *shape, GArray *asides)
{
  annals_json_writer_begin (converter->writer, '[');
  for (guint l = 0; l < converter->events->len; l++)
    {
      const Stretch *list = &g_array_index (converter->events, Stretch, l);
      AnnalsSliceIter iter;

      annals_slice_iter_init (&iter, list->text, list->length);
      while (annals_slice_iter_next (&iter) && !ferror (converter->writer->file))
        {
          Stretch value = { iter.value, iter.value_length };

          if (iter.value != next_event (converter))
            {
              set_aside (asides, &of->iter, TRUE, value);
              continue;
            }
          write_object (converter, shape, value);
          converter->event++;
        }
    }
  annals_json_writer_end (converter->writer, ']');
}

static void
write_object (Converter *converter, const AnnalsShape *shape, Stretch object)
{
  AnnalsJsonWriter *writer = converter->writer;
  g_autoptr (GArray) items = judge_members (converter, shape, object);
  g_autoptr (GArray) asides = g_array_new (FALSE, FALSE, sizeof (Aside));
  gboolean is_root = shape == &annals_root_shape;

  g_array_set_clear_func (asides, aside_clear);
  annals_json_writer_begin (writer, '{');
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (item->how == HOW_ASIDE)
        {
          /* Of several lists of events each is read: they are in the last. */
          if (!is_root || item->member == NULL || strcmp (item->member->name, "events") != 0
              || *item->iter.value != '[')
            set_aside (asides, &item->iter, FALSE, value_of (item));
          continue;
        }
      annals_json_writer_copy_name (writer, item->iter.name, item->iter.name_length);
      if (item->how == HOW_EVENTS)
        write_events (converter, item, item->member->shape, asides);
      else if (item->how == HOW_LIST)
        write_list (converter, item, is_root, asides);
      else
        write_value (converter, item->how, item->member != NULL ? item->member->shape : NULL,
                     item->text, value_of (item));
    }
  if (shape->taken[0] != NULL && find_item (items, shape->taken[0]) == NULL)
    annals_json_writer_member (writer, shape->taken[0], shape->taken[1]);
  if (is_root)
    {
      guint n_sources = annals_timeline_get_n_sources (converter->timeline);

      if (find_item (items, "sources") == NULL && n_sources > 0)
        {
          annals_json_writer_name (writer, "sources");
          annals_json_writer_begin (writer, '[');
          for (guint s = 0; s < n_sources; s++)
            annals_convert_source (writer, annals_timeline_get_source (converter->timeline, s));
          annals_json_writer_end (writer, ']');
        }
      if (find_item (items, "events") == NULL)
        {
          annals_json_writer_name (writer, "events");
          annals_json_writer_literal (writer, "[]");
        }
    }
  write_asides (converter, items, asides);
  annals_json_writer_end (writer, '}');
}

void
annals_convert_native (AnnalsTimeline *timeline, AnnalsJsonWriter *writer)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Converter converter
      = { .timeline = timeline, .writer = writer, .events = events, .sources = sources };
  gsize length = 0;
  const char *bytes = g_bytes_get_data (annals_timeline_get_bytes (timeline), &length);
  const char *root = memchr (bytes, '{', length);
  AnnalsSliceIter iter;

  length -= root - bytes;
  annals_slice_iter_init (&iter, root, length);
  while (annals_slice_iter_next (&iter))
    {
      Stretch list = { iter.value, iter.value_length };

      if (iter.name_length == 8 && memcmp (iter.name, "\"events\"", 8) == 0 && *list.text == '[')
        g_array_append_val (events, list);
    }
  write_object (&converter, &annals_root_shape, (Stretch){ root, length });
}
