/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of each value of a native file that is written anew. */
#include "formats/convert-judge.h"

#include <math.h>
#include <string.h>

#include "time/edtf.h"

static AnnalsVerdict judge_object (const AnnalsJudge *judge,
                                   AnnalsJudged *item,
                                   const AnnalsShape *shape,
                                   AnnalsStretch value);

void
annals_judged_clear (AnnalsJudged *judged)
{
  g_free (judged->name);
  g_free (judged->text);
  g_clear_pointer (&judged->members, g_array_unref);
}

static void
judged_clear_cb (gpointer judged)
{
  annals_judged_clear (judged);
}

static void
mended_cb (AnnalsMend mend, gsize offset, const char *text, gpointer data)
{
  *(gboolean *)data = TRUE;
}

char *
annals_stretch_mend (AnnalsStretch value, gboolean *is_changed)
{
  char *copy = g_strndup (value.text, value.length);

  *is_changed = FALSE;
  annals_slice_mend (copy, value.length, mended_cb, is_changed);
  return copy;
}

gboolean
annals_stretch_is (AnnalsStretch value, const char *literal)
{
  return value.length == strlen (literal) && memcmp (value.text, literal, value.length) == 0;
}

static gboolean
is_number (AnnalsStretch value)
{
  return *value.text == '-' || g_ascii_isdigit (*value.text);
}

static gboolean
read_number (AnnalsStretch value, double *number)
{
  g_autofree char *text = g_strndup (value.text, value.length);

  *number = g_ascii_strtod (text, NULL);
  return is_number (value) && isfinite (*number);
}

static gboolean
is_integer (AnnalsStretch value)
{
  g_autofree char *text = g_strndup (value.text, value.length);

  return is_number (value)
         && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static AnnalsVerdict
judge_text (AnnalsJudged *item, AnnalsStretch value)
{
  gboolean is_changed;

  if (*value.text != '"')
    return ANNALS_VERDICT_ASIDE;
  if (memchr (value.text, '\\', value.length) == NULL)
    return ANNALS_VERDICT_COPIED;
  item->text = annals_stretch_mend (value, &is_changed);
  return is_changed ? ANNALS_VERDICT_MENDED : ANNALS_VERDICT_COPIED;
}

/* Numbers that the format takes for names. */
static AnnalsVerdict
judge_name (AnnalsJudged *item, AnnalsStretch value)
{
  if (is_integer (value))
    {
      item->text = g_strndup (value.text, value.length);
      return ANNALS_VERDICT_TEXT;
    }
  return value.length > 2 ? judge_text (item, value) : ANNALS_VERDICT_ASIDE;
}

static AnnalsVerdict
judge_event_date (const AnnalsJudge *judge, AnnalsJudged *item, AnnalsStretch value)
{
  const AnnalsSpan *span = annals_timeline_get_event_span (judge->timeline, judge->event);

  if (annals_stretch_is (value, "null"))
    return ANNALS_VERDICT_COPIED;
  if (!annals_span_is_dated (span))
    return ANNALS_VERDICT_ASIDE;
  if (*value.text == '"')
    return ANNALS_VERDICT_COPIED;
  item->text = g_strdup (annals_timeline_get_event_date (judge->timeline, judge->event));
  return ANNALS_VERDICT_TEXT;
}

/* The date of an event that has `begin` and `end` instead. */
static AnnalsVerdict
judge_pair (const AnnalsJudge *judge)
{
  guint flags = annals_timeline_get_event_flags (judge->timeline, judge->event);
  const AnnalsSpan *span = annals_timeline_get_event_span (judge->timeline, judge->event);

  return (flags & ANNALS_EVENT_DATE_PAIR) != 0 && annals_span_is_dated (span)
             ? ANNALS_VERDICT_COPIED
             : ANNALS_VERDICT_ASIDE;
}

static gboolean
is_date (const AnnalsJudge *judge, const char *date)
{
  guint flags = judge->event < annals_timeline_get_n_events (judge->timeline)
                    ? annals_timeline_get_event_flags (judge->timeline, judge->event)
                    : 0;
  AnnalsSpan span;

  return (flags & ANNALS_EVENT_JULIAN) != 0
             ? annals_edtf_parse_julian (date, -1, &span, NULL, NULL, NULL)
             : annals_edtf_parse (date, -1, &span, NULL, NULL, NULL);
}

/* The root's dates: what the timeline took, in the form that the schema asks for. */
static AnnalsVerdict
judge_root_date (AnnalsJudged *item, const char *word, gboolean is_interval)
{
  AnnalsSpan span;

  if (word == NULL || !annals_edtf_parse (word, -1, &span, NULL, NULL, NULL))
    return ANNALS_VERDICT_ASIDE;
  if (is_interval)
    {
      if (strchr (word, '/') != NULL)
        return ANNALS_VERDICT_COPIED;
      item->text = g_strdup_printf ("%s/%s", word, word);
    }
  else
    {
      if (strspn (word, "0123456789-") == strlen (word) && strlen (word) >= 10)
        return ANNALS_VERDICT_COPIED;
      if (strlen (word) < 4 || strspn (word, "0123456789-") != strlen (word))
        return ANNALS_VERDICT_ASIDE;
      item->text = g_strdup_printf ("%s%s", word, strlen (word) <= 5 ? "-01-01" : "-01");
    }
  if (annals_edtf_parse (item->text, -1, &span, NULL, NULL, NULL))
    return ANNALS_VERDICT_TEXT;
  return ANNALS_VERDICT_ASIDE;
}

static AnnalsVerdict
judge_word (const AnnalsJudge *judge, AnnalsJudged *item, AnnalsSort sort, AnnalsStretch value)
{
  g_autofree char *word
      = *value.text == '"' ? annals_slice_get_string (value.text, value.length) : NULL;
  AnnalsCertainty certainty;
  AnnalsStance stance;
  gboolean is_known = FALSE;

  switch (sort)
    {
    case ANNALS_SORT_OTHER_DATE:
      is_known = word != NULL && is_date (judge, word);
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
      is_known = annals_shape_is_color (word);
      break;
    default:
      break;
    }
  return is_known ? ANNALS_VERDICT_COPIED : ANNALS_VERDICT_ASIDE;
}

static AnnalsVerdict
judge_number (AnnalsSort sort, AnnalsStretch value)
{
  double number, limit = sort == ANNALS_SORT_LATITUDE ? 90 : 180;

  if (!read_number (value, &number))
    return ANNALS_VERDICT_ASIDE;
  if (sort == ANNALS_SORT_IMPORTANCE)
    return number >= 1 && number <= 5 && number == floor (number) ? ANNALS_VERDICT_COPIED
                                                                  : ANNALS_VERDICT_ASIDE;
  return fabs (number) <= limit ? ANNALS_VERDICT_COPIED : ANNALS_VERDICT_ASIDE;
}

/* A CSL date of which the reader made something. */
static AnnalsVerdict
judge_csl_date (AnnalsJudged *item, AnnalsStretch value)
{
  g_autofree char *text = NULL;

  if (*value.text != '{')
    return judge_name (item, value);
  text = g_strndup (value.text, value.length);
  return strstr (text, "\"date-parts\"") != NULL || strstr (text, "\"literal\"") != NULL
                 || strstr (text, "\"raw\"") != NULL
             ? ANNALS_VERDICT_COPIED
             : ANNALS_VERDICT_ASIDE;
}

static AnnalsVerdict
judge_link_target (const AnnalsJudge *judge, AnnalsJudged *item, AnnalsStretch value)
{
  g_autofree char *id = *value.text == '"' ? annals_slice_get_string (value.text, value.length)
                                           : g_strndup (value.text, value.length);

  if (id == NULL || annals_timeline_find_event (judge->timeline, id) == ANNALS_NO_EVENT)
    return ANNALS_VERDICT_ASIDE;
  return judge_name (item, value);
}

/* A list or an object, or what may stand for one. */
static AnnalsVerdict
judge_container (const AnnalsJudge *judge,
                 AnnalsJudged *item,
                 AnnalsSort sort,
                 const AnnalsShape *shape,
                 AnnalsStretch value)
{
  switch (sort)
    {
    case ANNALS_SORT_AUTHORS:
      return *value.text == '['   ? ANNALS_VERDICT_COPIED
             : *value.text == '"' ? ANNALS_VERDICT_AUTHORS
                                  : ANNALS_VERDICT_ASIDE;
    case ANNALS_SORT_FIELDS:
      return *value.text == '{' ? ANNALS_VERDICT_FIELDS : ANNALS_VERDICT_ASIDE;
    case ANNALS_SORT_NAMED:
      if (*value.text == '"')
        return value.length > 2 ? ANNALS_VERDICT_NAMED : ANNALS_VERDICT_ASIDE;
      /* fall through */
    case ANNALS_SORT_OBJECT:
      return judge_object (judge, item, shape, value);
    default:
      return *value.text == '[' ? ANNALS_VERDICT_LIST : ANNALS_VERDICT_ASIDE;
    }
}

/* What a value of that sort is to become. */
static AnnalsVerdict
judge_value (const AnnalsJudge *judge,
             AnnalsJudged *item,
             AnnalsSort sort,
             const AnnalsShape *shape,
             AnnalsStretch value)
{
  switch (sort)
    {
    case ANNALS_SORT_TEXT:
      return judge_text (item, value);
    case ANNALS_SORT_NAME:
      return judge_name (item, value);
    case ANNALS_SORT_SOURCE_ID:
      return is_integer (value) ? ANNALS_VERDICT_COPIED : judge_name (item, value);
    case ANNALS_SORT_ID:
      item->text = g_strdup (annals_timeline_get_event_id (judge->timeline, judge->event));
      return ANNALS_VERDICT_TEXT;
    case ANNALS_SORT_DATE:
      return judge_event_date (judge, item, value);
    case ANNALS_SORT_PAIR:
      return *value.text == '"' && value.length > 2 ? judge_pair (judge) : ANNALS_VERDICT_ASIDE;
    case ANNALS_SORT_LINK_TARGET:
      return judge_link_target (judge, item, value);
    case ANNALS_SORT_BOOLEAN:
      return annals_stretch_is (value, "true") || annals_stretch_is (value, "false")
                 ? ANNALS_VERDICT_COPIED
                 : ANNALS_VERDICT_ASIDE;
    case ANNALS_SORT_IMPORTANCE:
    case ANNALS_SORT_LATITUDE:
    case ANNALS_SORT_LONGITUDE:
      return judge_number (sort, value);
    case ANNALS_SORT_PAGE:
      return is_integer (value) ? ANNALS_VERDICT_COPIED : judge_text (item, value);
    case ANNALS_SORT_CSL_DATE:
      return judge_csl_date (item, value);
    case ANNALS_SORT_FORMAT:
      item->text = g_strdup ("annals-1");
      return ANNALS_VERDICT_TEXT;
    case ANNALS_SORT_AUTHORS:
    case ANNALS_SORT_FIELDS:
    case ANNALS_SORT_NAMED:
    case ANNALS_SORT_OBJECT:
    case ANNALS_SORT_OBJECTS:
    case ANNALS_SORT_NAMES:
    case ANNALS_SORT_NAMES_OR_OBJECTS:
    case ANNALS_SORT_IDS_OR_OBJECTS:
      return judge_container (judge, item, sort, shape, value);
    default:
      return judge_word (judge, item, sort, value);
    }
}

static AnnalsVerdict
judge_element (const AnnalsJudge *judge, AnnalsJudged *item, AnnalsStretch value)
{
  if (*value.text == '{' && item->member->shape != NULL)
    return judge_object (judge, item, item->member->shape, value);
  if (item->member->sort == ANNALS_SORT_IDS_OR_OBJECTS)
    return judge_value (judge, item, ANNALS_SORT_SOURCE_ID, NULL, value);
  if (item->member->sort == ANNALS_SORT_NAMES)
    return judge_name (item, value);
  if (item->member->sort == ANNALS_SORT_NAMES_OR_OBJECTS && *value.text == '"')
    return judge_name (item, value);
  return ANNALS_VERDICT_ASIDE;
}

AnnalsJudged
annals_judge_element (const AnnalsJudge *judge,
                      const AnnalsShapeMember *member,
                      const AnnalsSliceIter *iter)
{
  AnnalsJudged item = { .iter = *iter, .member = member };

  item.verdict = judge_element (judge, &item, annals_judged_get_value (&item));
  return item;
}

AnnalsStretch
annals_judged_get_value (const AnnalsJudged *item)
{
  return (AnnalsStretch){ item->iter.value, item->iter.value_length };
}

AnnalsJudged *
annals_judged_find (GArray *items, const char *name)
{
  for (guint i = items->len; i-- > 0;)
    {
      AnnalsJudged *item = &g_array_index (items, AnnalsJudged, i);

      if (item->member != NULL && strcmp (item->member->name, name) == 0
          && item->verdict != ANNALS_VERDICT_ASIDE)
        return item;
    }
  return NULL;
}

/* One of the two alone says something else, or nothing. */
static void
keep_both_or_none (GArray *items, const char *one, const char *other)
{
  AnnalsJudged *first = annals_judged_find (items, one),
               *second = annals_judged_find (items, other);

  if (first != NULL && second == NULL)
    first->verdict = ANNALS_VERDICT_ASIDE;
  if (second != NULL && first == NULL)
    second->verdict = ANNALS_VERDICT_ASIDE;
}

GArray *
annals_judge_members (const AnnalsJudge *judge, const AnnalsShape *shape, AnnalsStretch object)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (AnnalsJudged));
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  AnnalsSliceIter iter;

  g_array_set_clear_func (items, judged_clear_cb);
  annals_slice_iter_init (&iter, object.text, object.length);
  while (annals_slice_iter_next (&iter))
    {
      AnnalsJudged item = { .iter = iter, .verdict = ANNALS_VERDICT_COPIED };

      item.name = annals_slice_get_string (iter.name, iter.name_length);
      g_array_append_val (items, item);
    }
  for (guint i = items->len; i-- > 0;)
    {
      AnnalsJudged *item = &g_array_index (items, AnnalsJudged, i);

      item->member = annals_shape_find (shape, item->name);
      if (!g_hash_table_add (names, item->name))
        item->verdict = ANNALS_VERDICT_ASIDE;
      else if (item->member != NULL && strcmp (item->member->name, "events") == 0
               && shape == &annals_root_shape)
        item->verdict = *item->iter.value == '[' ? ANNALS_VERDICT_EVENTS : ANNALS_VERDICT_ASIDE;
      else if (item->member != NULL)
        item->verdict = judge_value (judge, item, item->member->sort, item->member->shape,
                                     annals_judged_get_value (item));
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
        has_one |= annals_judged_find (items, shape->needs[n][o]) != NULL;
      if (!has_one)
        return FALSE;
    }
  return TRUE;
}

/* The members that were looked at for it are those that are written then. */
static AnnalsVerdict
judge_object (const AnnalsJudge *judge,
              AnnalsJudged *item,
              const AnnalsShape *shape,
              AnnalsStretch value)
{
  if (*value.text != '{' || shape == NULL)
    return ANNALS_VERDICT_ASIDE;
  item->members = annals_judge_members (judge, shape, value);
  return has_needs (shape, item->members) ? ANNALS_VERDICT_OBJECT : ANNALS_VERDICT_ASIDE;
}
