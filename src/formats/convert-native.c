/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A native file from its own bytes: what is as the schema has it keeps them; what is not is mended
 * where it has but one meaning, and moved to a member `unread` beside its place where it has none.
 */
#include <string.h>

#include "formats/convert-judge.h"
#include "formats/convert-private.h"

typedef struct
{
  AnnalsJudge judge; /* whose event is the next; within one, itself */
  AnnalsJsonWriter *writer;
  GHashTable *sources; /* ids of those that are listed */
} Converter;

static void write_object (Converter *converter, const AnnalsShape *shape, GArray *items);

/* What is set aside, with a list's elements as a list. A text that could not stand elsewhere either
 * is kept as its bytes in a text. */
static void
write_aside (Converter *converter, AnnalsStretch value)
{
  gboolean is_changed;
  g_autofree char *mended = annals_stretch_mend (value, &is_changed);

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
  GArray *values; /* of AnnalsStretch */
  gboolean is_list;
} Aside;

static void
aside_clear (gpointer aside)
{
  g_array_unref (((Aside *)aside)->values);
}

static void
set_aside (GArray *asides, const AnnalsSliceIter *member, gboolean is_list, AnnalsStretch value)
{
  Aside *last = asides->len > 0 ? &g_array_index (asides, Aside, asides->len - 1) : NULL;

  if (last == NULL || last->name != member->name)
    {
      Aside aside = { member->name, member->name_length,
                      g_array_new (FALSE, FALSE, sizeof (AnnalsStretch)), is_list };

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
    g_hash_table_add (names, g_strdup (g_array_index (items, AnnalsJudged, i).name));
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
        write_aside (converter, g_array_index (aside->values, AnnalsStretch, v));
      if (aside->is_list)
        annals_json_writer_end (writer, ']');
    }
  annals_json_writer_end (writer, '}');
}

/* Lists and objects have no place among a field's values but as text. */
static void
write_fields (Converter *converter, AnnalsStretch value)
{
  AnnalsJsonWriter *writer = converter->writer;
  AnnalsSliceIter iter;

  annals_json_writer_begin (writer, '{');
  annals_slice_iter_init (&iter, value.text, value.length);
  while (annals_slice_iter_next (&iter))
    {
      AnnalsStretch field = { iter.value, iter.value_length };
      g_autofree char *text = g_strndup (field.text, field.length);

      annals_json_writer_copy_name (writer, iter.name, iter.name_length);
      if (*field.text == '[' || *field.text == '{' || annals_stretch_is (field, "null"))
        annals_json_writer_string (writer, text);
      else
        annals_json_writer_copy (writer, field.text, field.length);
    }
  annals_json_writer_end (writer, '}');
}

static void
write_value (Converter *converter, const AnnalsJudged *item)
{
  AnnalsJsonWriter *writer = converter->writer;
  AnnalsStretch value = annals_judged_get_value (item);
  gboolean is_authors = item->verdict == ANNALS_VERDICT_AUTHORS;

  switch (item->verdict)
    {
    case ANNALS_VERDICT_TEXT:
      annals_json_writer_string (writer, item->text);
      break;
    case ANNALS_VERDICT_MENDED:
      annals_json_writer_literal (writer, item->text);
      break;
    case ANNALS_VERDICT_NAMED:
    case ANNALS_VERDICT_AUTHORS:
      if (is_authors)
        annals_json_writer_begin (writer, '[');
      annals_json_writer_begin (writer, '{');
      annals_json_writer_name (writer, is_authors ? "literal" : "name");
      annals_json_writer_copy (writer, value.text, value.length);
      annals_json_writer_end (writer, '}');
      if (is_authors)
        annals_json_writer_end (writer, ']');
      break;
    case ANNALS_VERDICT_FIELDS:
      write_fields (converter, value);
      break;
    case ANNALS_VERDICT_OBJECT:
      write_object (converter, item->member->shape, item->members);
      break;
    default:
      annals_json_writer_copy (writer, value.text, value.length);
      break;
    }
}

/* What the timeline has that the file does not list. */
static void
write_unlisted_sources (Converter *converter)
{
  AnnalsTimeline *timeline = converter->judge.timeline;

  for (guint s = 0; s < annals_timeline_get_n_sources (timeline); s++)
    {
      const AnnalsSource *source = annals_timeline_get_source (timeline, s);

      if (!g_hash_table_contains (converter->sources, source->id))
        annals_convert_source (converter->writer, source);
    }
}

/* Sources and tracks are listed once each: a second of an id is set aside. */
static gboolean
is_second (GHashTable *ids, const AnnalsJudged *object)
{
  const AnnalsJudged *id = annals_judged_find (object->members, "id");
  AnnalsStretch value;

  if (id == NULL)
    return FALSE;
  value = annals_judged_get_value (id);
  return !g_hash_table_add (ids, *value.text == '"'
                                     ? annals_slice_get_string (value.text, value.length)
                                     : g_strndup (value.text, value.length));
}

static void
write_list (Converter *converter, const AnnalsJudged *of, gboolean is_root, GArray *asides)
{
  AnnalsJsonWriter *writer = converter->writer;
  AnnalsStretch list = annals_judged_get_value (of);
  gboolean is_sources = is_root && strcmp (of->member->name, "sources") == 0;
  g_autoptr (GHashTable) track_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *ids = !is_root ? NULL : is_sources ? converter->sources : track_ids;
  AnnalsSliceIter iter;

  annals_json_writer_begin (writer, '[');
  annals_slice_iter_init (&iter, list.text, list.length);
  while (annals_slice_iter_next (&iter))
    {
      AnnalsJudged item = annals_judge_element (&converter->judge, of->member, &iter);

      if (item.verdict == ANNALS_VERDICT_OBJECT && ids != NULL && is_second (ids, &item))
        item.verdict = ANNALS_VERDICT_ASIDE;
      if (item.verdict == ANNALS_VERDICT_ASIDE)
        set_aside (asides, &of->iter, TRUE, annals_judged_get_value (&item));
      else
        write_value (converter, &item);
      annals_judged_clear (&item);
    }
  if (is_sources)
    write_unlisted_sources (converter);
  annals_json_writer_end (writer, ']');
}

/* Where the next event of the timeline stands in the file. */
static const char *
next_event (Converter *converter)
{
  g_autoptr (GBytes) slice = NULL;

  if (converter->judge.event >= annals_timeline_get_n_events (converter->judge.timeline))
    return NULL;
  slice = annals_timeline_get_event_bytes (converter->judge.timeline, converter->judge.event);
  return g_bytes_get_data (slice, NULL);
}

static gboolean
is_event_list (const AnnalsJudged *item)
{
  return strcmp (item->name, "events") == 0 && *item->iter.value == '[';
}

/* All of the root's lists of events, as one. */
static void
write_events (Converter *converter, GArray *items, const AnnalsJudged *of, GArray *asides)
{
  annals_json_writer_begin (converter->writer, '[');
  for (guint i = 0; i < items->len; i++)
    {
      const AnnalsJudged *item = &g_array_index (items, AnnalsJudged, i);
      AnnalsSliceIter iter;

      if (!is_event_list (item))
        continue;
      annals_slice_iter_init (&iter, item->iter.value, item->iter.value_length);
      while (annals_slice_iter_next (&iter) && !ferror (converter->writer->file))
        {
          AnnalsStretch value = { iter.value, iter.value_length };
          g_autoptr (GArray) members = NULL;

          if (iter.value != next_event (converter))
            {
              set_aside (asides, &of->iter, TRUE, value);
              continue;
            }
          members = annals_judge_members (&converter->judge, of->member->shape, value);
          write_object (converter, of->member->shape, members);
          converter->judge.event++;
        }
    }
  annals_json_writer_end (converter->writer, ']');
}

static void
write_object (Converter *converter, const AnnalsShape *shape, GArray *items)
{
  AnnalsJsonWriter *writer = converter->writer;
  g_autoptr (GArray) asides = g_array_new (FALSE, FALSE, sizeof (Aside));
  gboolean is_root = shape == &annals_root_shape;

  g_array_set_clear_func (asides, aside_clear);
  annals_json_writer_begin (writer, '{');
  for (guint i = 0; i < items->len; i++)
    {
      const AnnalsJudged *item = &g_array_index (items, AnnalsJudged, i);

      if (item->verdict == ANNALS_VERDICT_ASIDE)
        {
          /* Of several lists of events each is read: they are in the last. */
          if (!is_root || !is_event_list (item))
            set_aside (asides, &item->iter, FALSE, annals_judged_get_value (item));
          continue;
        }
      annals_json_writer_copy_name (writer, item->iter.name, item->iter.name_length);
      if (item->verdict == ANNALS_VERDICT_EVENTS)
        write_events (converter, items, item, asides);
      else if (item->verdict == ANNALS_VERDICT_LIST)
        write_list (converter, item, is_root, asides);
      else
        write_value (converter, item);
    }
  if (shape->taken[0] != NULL && annals_judged_find (items, shape->taken[0]) == NULL)
    annals_json_writer_member (writer, shape->taken[0], shape->taken[1]);
  if (is_root)
    {
      if (annals_judged_find (items, "sources") == NULL
          && annals_timeline_get_n_sources (converter->judge.timeline) > 0)
        {
          annals_json_writer_name (writer, "sources");
          annals_json_writer_begin (writer, '[');
          write_unlisted_sources (converter);
          annals_json_writer_end (writer, ']');
        }
      if (annals_judged_find (items, "events") == NULL)
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
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Converter converter = { { timeline, 0 }, writer, sources };
  gsize length;
  const char *bytes = g_bytes_get_data (annals_timeline_get_bytes (timeline), &length);
  const char *root = memchr (bytes, '{', length);
  g_autoptr (GArray) members = annals_judge_members (
      &converter.judge, &annals_root_shape, (AnnalsStretch){ root, length - (root - bytes) });

  write_object (&converter, &annals_root_shape, members);
}
