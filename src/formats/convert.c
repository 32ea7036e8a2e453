/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A timeline of whatever format, written as a native file: from columns and details. */
#include "formats/convert-private.h"

#include <math.h>
#include <string.h>

#include "formats/native-shape.h"
#include "time/calendar.h"

static void
write_flag (AnnalsJsonWriter *writer, const char *name, gboolean is_set)
{
  if (!is_set)
    return;
  annals_json_writer_name (writer, name);
  annals_json_writer_literal (writer, "true");
}

static void
write_number (AnnalsJsonWriter *writer, const char *name, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  annals_json_writer_name (writer, name);
  annals_json_writer_literal (writer, g_ascii_dtostr (text, sizeof text, number));
}

static void
write_color (AnnalsJsonWriter *writer, guint32 rgb)
{
  g_autofree char *color = g_strdup_printf ("#%06X", rgb & 0xFFFFFF);

  annals_json_writer_member (writer, "color", color);
}

void
annals_convert_source (AnnalsJsonWriter *writer, const AnnalsSource *source)
{
  annals_json_writer_begin (writer, '{');
  annals_json_writer_member (writer, "id", source->id);
  annals_json_writer_member (writer, "type", source->type);
  annals_json_writer_member (writer, "title", source->title);
  if (source->author != NULL)
    {
      annals_json_writer_name (writer, "author");
      annals_json_writer_begin (writer, '[');
      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "literal", source->author);
      annals_json_writer_end (writer, '}');
      annals_json_writer_end (writer, ']');
    }
  annals_json_writer_member (writer, "container-title", source->container_title);
  annals_json_writer_member (writer, "publisher", source->publisher);
  annals_json_writer_member (writer, "issued", source->issued);
  annals_json_writer_member (writer, "accessed", source->accessed);
  annals_json_writer_member (writer, "page", source->page);
  annals_json_writer_member (writer, "DOI", source->doi);
  annals_json_writer_member (writer, "URL", source->url);
  annals_json_writer_end (writer, '}');
}

/* Events that name no track are of one without an id; beside others it needs one. NULL: none. */
static const char *
track_id (AnnalsTimeline *timeline, guint track)
{
  const AnnalsTrack *of = annals_timeline_get_track (timeline, track);

  if (*of->id != '\0')
    return of->id;
  return annals_timeline_get_n_tracks (timeline) > 1 ? of->title : NULL;
}

static void
write_tracks (AnnalsTimeline *timeline, AnnalsJsonWriter *writer)
{
  guint n_tracks = annals_timeline_get_n_tracks (timeline);

  if (n_tracks == 0 || track_id (timeline, 0) == NULL)
    return;
  annals_json_writer_name (writer, "tracks");
  annals_json_writer_begin (writer, '[');
  for (guint t = 0; t < n_tracks; t++)
    {
      const AnnalsTrack *track = annals_timeline_get_track (timeline, t);

      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "id", track_id (timeline, t));
      annals_json_writer_member (writer, "title", track->title);
      write_color (writer, track->rgb);
      annals_json_writer_member (writer, "description", track->description);
      if (track->parent >= 0)
        annals_json_writer_member (writer, "parent", track_id (timeline, track->parent));
      write_flag (writer, "folded", track->is_folded);
      annals_json_writer_end (writer, '}');
    }
  annals_json_writer_end (writer, ']');
}

static void
write_sources (AnnalsTimeline *timeline, AnnalsJsonWriter *writer)
{
  guint n_sources = annals_timeline_get_n_sources (timeline);

  if (n_sources == 0)
    return;
  annals_json_writer_name (writer, "sources");
  annals_json_writer_begin (writer, '[');
  for (guint s = 0; s < n_sources; s++)
    annals_convert_source (writer, annals_timeline_get_source (timeline, s));
  annals_json_writer_end (writer, ']');
}

/* The opening view is known by its instants alone. */
static void
write_view (AnnalsTimeline *timeline, AnnalsJsonWriter *writer)
{
  double begin_s, end_s, first_s, last_s;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *view = NULL;

  if (!annals_timeline_get_opening_view (timeline, &begin_s, &end_s)
      || !annals_timeline_get_extent (timeline, &first_s, &last_s)
      || (begin_s == first_s && end_s == last_s))
    return;
  begin = annals_instant_to_iso8601 (begin_s);
  /* The end is that of the second named last. */
  end = annals_instant_to_iso8601 (end_s - 1);
  if (*begin == '+' || *end == '+' || strlen (begin) > 21 || strlen (end) > 21)
    return;
  view = g_strdup_printf ("%s/%s", begin, end);
  annals_json_writer_member (writer, "view", view);
}

static void
write_other_dates (const AnnalsEventDetails *details, AnnalsJsonWriter *writer)
{
  if (details->other_dates->len == 0)
    return;
  annals_json_writer_name (writer, "otherDates");
  annals_json_writer_begin (writer, '[');
  for (guint i = 0; i < details->other_dates->len; i++)
    {
      const AnnalsOtherDate *other = g_ptr_array_index (details->other_dates, i);

      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "date", other->date);
      annals_json_writer_member (writer, "by", other->by);
      annals_json_writer_member (writer, "source", other->source);
      annals_json_writer_member (writer, "why", other->why);
      annals_json_writer_end (writer, '}');
    }
  annals_json_writer_end (writer, ']');
}

static void
write_dates (AnnalsTimeline *timeline,
             guint event,
             const AnnalsEventDetails *details,
             AnnalsJsonWriter *writer)
{
  const char *date = annals_timeline_get_event_date (timeline, event);
  guint flags = annals_timeline_get_event_flags (timeline, event);
  gboolean is_dated = annals_span_is_dated (annals_timeline_get_event_span (timeline, event));
  const char *date_text = details->date_text;

  if (is_dated && (flags & ANNALS_EVENT_DATE_PAIR) != 0)
    {
      g_auto (GStrv) pair = g_strsplit (date, "\037", 2);

      if (*pair[0] != '\0')
        annals_json_writer_member (writer, "begin", pair[0]);
      if (pair[1] != NULL && *pair[1] != '\0')
        annals_json_writer_member (writer, "end", pair[1]);
    }
  else if (is_dated)
    annals_json_writer_member (writer, "date", date);
  else if (date_text == NULL && *date != '\0')
    date_text = date; /* what could not be read is still what the source says */
  annals_json_writer_member (writer, "dateText", date_text);
  annals_json_writer_member (writer, "dateBasis", details->date_basis);
  if ((flags & ANNALS_EVENT_JULIAN) != 0)
    annals_json_writer_member (writer, "calendar", "julian");
  write_other_dates (details, writer);
}

static void
write_words (AnnalsTimeline *timeline,
             guint event,
             const AnnalsEventDetails *details,
             AnnalsJsonWriter *writer)
{
  AnnalsKind kind = annals_timeline_get_event_kind (timeline, event);
  AnnalsCertainty certainty = annals_timeline_get_event_certainty (timeline, event);
  int importance = annals_timeline_get_event_importance (timeline, event);
  guint flags = annals_timeline_get_event_flags (timeline, event);

  annals_json_writer_member (
      writer, "track", track_id (timeline, annals_timeline_get_event_track (timeline, event)));
  if (details->kind_text != NULL || kind != ANNALS_KIND_OTHER)
    annals_json_writer_member (writer, "kind",
                               details->kind_text != NULL ? details->kind_text
                                                          : annals_kind_get_id (kind));
  if (certainty != ANNALS_CERTAINTY_ESTABLISHED)
    annals_json_writer_member (writer, "certainty", annals_certainty_get_id (certainty));
  if (importance != ANNALS_IMPORTANCE_STANDARD)
    write_number (writer, "importance", importance);
  write_flag (writer, "background", (flags & ANNALS_EVENT_BACKGROUND) != 0);
}

static void
write_who_and_where (const AnnalsEventDetails *details, AnnalsJsonWriter *writer)
{
  gboolean has_place = details->place != NULL && *details->place != '\0';
  gboolean has_coordinates = !isnan (details->latitude) && !isnan (details->longitude);

  if (details->actors->len > 0)
    {
      annals_json_writer_name (writer, "actors");
      annals_json_writer_begin (writer, '[');
      for (guint i = 0; i < details->actors->len; i++)
        {
          const AnnalsActor *actor = g_ptr_array_index (details->actors, i);

          annals_json_writer_begin (writer, '{');
          annals_json_writer_member (writer, "name", actor->name);
          annals_json_writer_member (writer, "role", actor->role);
          annals_json_writer_end (writer, '}');
        }
      annals_json_writer_end (writer, ']');
    }
  if (has_place || has_coordinates)
    {
      annals_json_writer_name (writer, "place");
      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "name", has_place ? details->place : NULL);
      if (has_coordinates)
        {
          write_number (writer, "latitude", details->latitude);
          write_number (writer, "longitude", details->longitude);
        }
      annals_json_writer_end (writer, '}');
    }
  if (details->tags->len == 0)
    return;
  annals_json_writer_name (writer, "tags");
  annals_json_writer_begin (writer, '[');
  for (guint i = 0; i < details->tags->len; i++)
    annals_json_writer_string (writer, g_ptr_array_index (details->tags, i));
  annals_json_writer_end (writer, ']');
}

static void
write_claims (const AnnalsEventDetails *details, AnnalsJsonWriter *writer)
{
  if (details->claims->len == 0)
    return;
  annals_json_writer_name (writer, "claims");
  annals_json_writer_begin (writer, '[');
  for (guint i = 0; i < details->claims->len; i++)
    {
      const AnnalsClaim *claim = g_ptr_array_index (details->claims, i);

      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "by", claim->by);
      annals_json_writer_member (writer, "stance", annals_stance_get_id (claim->stance));
      annals_json_writer_member (writer, "text", claim->text);
      annals_json_writer_member (writer, "quote", claim->quote);
      write_flag (writer, "hedged", claim->is_hedged);
      annals_json_writer_member (writer, "source", claim->source);
      annals_json_writer_member (writer, "event", claim->event);
      annals_json_writer_end (writer, '}');
    }
  annals_json_writer_end (writer, ']');
}

static void
write_citations (const AnnalsEventDetails *details, AnnalsJsonWriter *writer)
{
  if (details->citations->len == 0)
    return;
  annals_json_writer_name (writer, "sources");
  annals_json_writer_begin (writer, '[');
  for (guint i = 0; i < details->citations->len; i++)
    {
      const AnnalsCitation *citation = g_ptr_array_index (details->citations, i);

      if (citation->locator == NULL && citation->quote == NULL)
        {
          annals_json_writer_string (writer, citation->source);
          continue;
        }
      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "source", citation->source);
      annals_json_writer_member (writer, "locator", citation->locator);
      annals_json_writer_member (writer, "quote", citation->quote);
      annals_json_writer_end (writer, '}');
    }
  annals_json_writer_end (writer, ']');
}

static void
write_links (AnnalsTimeline *timeline, guint event, AnnalsJsonWriter *writer)
{
  guint n_links;
  const AnnalsLink *links = annals_timeline_get_links (timeline, event, &n_links);
  gboolean has_one = FALSE;

  for (guint l = 0; l < n_links; l++)
    {
      if (links[l].is_backward || links[l].event == ANNALS_NO_EVENT)
        continue;
      if (!has_one)
        {
          annals_json_writer_name (writer, "links");
          annals_json_writer_begin (writer, '[');
        }
      has_one = TRUE;
      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "type", links[l].type);
      annals_json_writer_member (writer, "to",
                                 annals_timeline_get_event_id (timeline, links[l].event));
      write_flag (writer, "hedged", links[l].is_hedged);
      annals_json_writer_end (writer, '}');
    }
  if (has_one)
    annals_json_writer_end (writer, ']');
}

/* A medium without an address is no medium of the native format; what it says is among the fields.
 */
static void
write_media (const AnnalsEventDetails *details, AnnalsJsonWriter *writer)
{
  gboolean has_one = FALSE;

  for (guint i = 0; i < details->media->len; i++)
    {
      const AnnalsMedia *medium = g_ptr_array_index (details->media, i);

      if (medium->url == NULL || *medium->url == '\0')
        continue;
      if (!has_one)
        {
          annals_json_writer_name (writer, "media");
          annals_json_writer_begin (writer, '[');
        }
      has_one = TRUE;
      annals_json_writer_begin (writer, '{');
      annals_json_writer_member (writer, "url", medium->url);
      annals_json_writer_member (writer, "title", medium->title);
      annals_json_writer_member (writer, "credit", medium->credit);
      annals_json_writer_member (writer, "alternative", medium->alternative);
      annals_json_writer_end (writer, '}');
    }
  if (has_one)
    annals_json_writer_end (writer, ']');
}

/* Fields on their way: the object begins with the first of them. */
typedef struct
{
  AnnalsJsonWriter *writer;
  GHashTable *names; /* NULL: none yet */
} Fields;

/* A name that stands twice gets a number, since an object has each once. */
static void
write_field (Fields *fields, const char *name, const char *value)
{
  g_autofree char *own = g_strdup (name);

  if (value == NULL)
    return;
  if (fields->names == NULL)
    {
      fields->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      annals_json_writer_name (fields->writer, "fields");
      annals_json_writer_begin (fields->writer, '{');
    }
  for (guint copy = 2; g_hash_table_contains (fields->names, own); copy++)
    {
      g_free (own);
      own = g_strdup_printf ("%s:%u", name, copy);
    }
  annals_json_writer_member (fields->writer, own, value);
  g_hash_table_add (fields->names, g_steal_pointer (&own));
}

static void
write_fields (const AnnalsEventDetails *details, AnnalsJsonWriter *writer)
{
  Fields fields = { writer, NULL };

  if (details->color != NULL && !annals_shape_is_color (details->color))
    write_field (&fields, "color", details->color);
  for (guint i = 0; i < details->media->len; i++)
    {
      const AnnalsMedia *medium = g_ptr_array_index (details->media, i);

      if (medium->url != NULL && *medium->url != '\0')
        continue;
      write_field (&fields, "media.title", medium->title);
      write_field (&fields, "media.credit", medium->credit);
      write_field (&fields, "media.alternative", medium->alternative);
    }
  for (guint i = 0; i < details->fields->len; i++)
    {
      const AnnalsField *field = g_ptr_array_index (details->fields, i);

      write_field (&fields, field->name, field->value);
    }
  if (fields.names != NULL)
    annals_json_writer_end (writer, '}');
  g_clear_pointer (&fields.names, g_hash_table_unref);
}

static void
write_event (AnnalsTimeline *timeline, guint event, AnnalsJsonWriter *writer)
{
  g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);

  annals_json_writer_begin (writer, '{');
  annals_json_writer_member (writer, "id", annals_timeline_get_event_id (timeline, event));
  annals_json_writer_member (writer, "title", annals_timeline_get_event_title (timeline, event));
  write_dates (timeline, event, details, writer);
  write_words (timeline, event, details, writer);
  write_who_and_where (details, writer);
  annals_json_writer_member (writer, "summary", details->summary);
  annals_json_writer_member (writer, "outcome", details->outcome);
  write_claims (details, writer);
  write_citations (details, writer);
  write_links (timeline, event, writer);
  write_media (details, writer);
  if (annals_shape_is_color (details->color))
    annals_json_writer_member (writer, "color", details->color);
  write_fields (details, writer);
  annals_json_writer_end (writer, '}');
}

static void
convert_foreign (AnnalsTimeline *timeline, AnnalsJsonWriter *writer)
{
  const char *as_of = annals_timeline_get_as_of (timeline);

  annals_json_writer_begin (writer, '{');
  annals_json_writer_member (writer, "format", "annals-1");
  annals_json_writer_member (writer, "id", annals_timeline_get_id (timeline));
  annals_json_writer_member (writer, "title", annals_timeline_get_title (timeline));
  annals_json_writer_member (writer, "description", annals_timeline_get_description (timeline));
  annals_json_writer_member (writer, "language", annals_timeline_get_language (timeline));
  annals_json_writer_member (writer, "asOf", as_of);
  write_view (timeline, writer);
  write_tracks (timeline, writer);
  write_sources (timeline, writer);
  annals_json_writer_name (writer, "events");
  annals_json_writer_begin (writer, '[');
  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    if (!ferror (writer->file))
      write_event (timeline, event, writer);
  annals_json_writer_end (writer, ']');
  annals_json_writer_end (writer, '}');
}

void
annals_convert (AnnalsTimeline *timeline, FILE *file)
{
  AnnalsJsonWriter writer = { .file = file };

  if (strcmp (annals_timeline_get_format_name (timeline), "native") == 0)
    annals_convert_native (timeline, &writer);
  else
    convert_foreign (timeline, &writer);
  fputc ('\n', file);
}
