/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TimelineJS 3: slides with dates in parts. FORMAT: TimelineJS 3. */
#include "formats/reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/date-parts.h"
#include "formats/fields.h"
#include "formats/foreign-event.h"
#include "formats/html-text.h"
#include "time/calendar.h"

/* Where JavaScript's own dates end: a year beyond is of the cosmological scale, said or not. */
#define HUMAN_YEAR_MAX 271821

typedef struct
{
  gboolean is_cosmological;
} TimelineJs;

static const char *const paths[] = { "events", "", NULL };
static const char *const rest[] = { "eras", NULL };

static const char *
describe (void)
{
  /* Translators: a file format, and what tells it. */
  return _ ("“start_date” (TimelineJS)");
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  JsonNode *date = annals_json_member_of (sniffed->first, "start_date");

  if (sniffed->header != NULL
      && annals_json_member_of (json_object_get_member (sniffed->header, "title"), "text") != NULL)
    return TRUE;
  return g_strcmp0 (sniffed->path, "events") == 0
             ? annals_json_member_of (date, "year") != NULL
             : g_strcmp0 (sniffed->path, "") == 0 && date != NULL;
}

/* --- Dates --- */

static const char *const part_names[]
    = { "year", "month", "day", "hour", "minute", "second", "millisecond", NULL };

#define N_PARTS 7

/* A number, or one as text; FALSE where it is neither. *is_given: not where it is "" or null. */
static gboolean
read_part (JsonNode *node, gint64 *value, gboolean *is_given)
{
  g_autofree char *text = NULL;
  double number;

  *is_given = FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      number = json_node_get_double (node);
      *is_given = TRUE;
      *value = fabs (number) <= ANNALS_YEAR_MAX ? (gint64)number : 0;
      return number == (double)*value;
    }
  text = g_strstrip (json_node_dup_string (node));
  *is_given = *text != '\0';
  return !*is_given
         || g_ascii_string_to_signed (text, 10, -ANNALS_YEAR_MAX, ANNALS_YEAR_MAX, value, NULL);
}

static char *
parts_to_edtf (const gint64 *values, guint n, gboolean is_cosmological)
{
  AnnalsDateParts parts
      = ANNALS_DATE_PARTS_INIT (values[0] < 0 ? values[0] + 1 : values[0]); /* -44 is 44 BCE */
  int *const to[] = { &parts.month, &parts.day, &parts.hour, &parts.minute, &parts.second };
  g_autofree char *edtf = NULL;

  for (guint p = 1; p < n; p++)
    {
      if (values[p] < 0 || values[p] > 999)
        return NULL;
      if (p <= G_N_ELEMENTS (to))
        *to[p - 1] = values[p];
      else
        g_snprintf (parts.fraction, sizeof parts.fraction, "%03d", (int)values[p]);
    }
  edtf = annals_date_parts_to_edtf (&parts);
  if (n == 1 && (is_cosmological || ABS (values[0]) > HUMAN_YEAR_MAX))
    return g_strconcat (edtf, "~", NULL);
  return g_steal_pointer (&edtf);
}

/* A slide's date; its parts are good from the year to the last that is given. */
static AnnalsForeignDate
read_date (const TimelineJs *timeline, AnnalsForeignEvent *event, const char *name)
{
  AnnalsForeignDate date = { .name = name };
  AnnalsPlace place;
  gint64 values[N_PARTS];
  gboolean is_good = TRUE;
  guint n = 0;

  if (!annals_foreign_event_enter (event, event->place, name, &place))
    return date;
  for (guint p = 0; p < N_PARTS; p++)
    {
      gboolean is_given;

      if (!read_part (json_object_get_member (place.object, part_names[p]), &values[p], &is_given))
        {
          annals_json_problem (&place, part_names[p], ANNALS_SEVERITY_ERROR, 0,
                               _ ("“%s” should be a whole number; “%s” is no date and left out."),
                               part_names[p], name);
          is_good = FALSE;
          date.is_given = date.is_told = TRUE;
        }
      else if (is_given && p > n && p > 0)
        annals_json_problem (&place, part_names[p], ANNALS_SEVERITY_WARNING, 0,
                             _ ("The date has “%s” but no “%s”; “%s” is ignored."), part_names[p],
                             part_names[n], part_names[p]);
      else if (is_given)
        n = p + 1;
      date.is_given |= is_given;
    }
  if (is_good && n > 0)
    date.edtf = parts_to_edtf (values, n, timeline->is_cosmological);
  return date;
}

/* What a date's object says beyond what is in the event's. */
static void
read_date_rest (const AnnalsPlace *slide, AnnalsForeignDate *date, AnnalsEventDetails *details)
{
  g_autofree char *prefix = g_strconcat (date->name, ".", NULL);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  AnnalsPlace place;
  gboolean is_whole = TRUE;

  if (date->edtf == NULL || !annals_json_enter_member (slide, date->name, &place))
    return;
  for (guint p = 0; p < N_PARTS; p++)
    {
      gint64 value;
      gboolean is_given;

      read_part (json_object_get_member (place.object, part_names[p]), &value, &is_given);
      is_whole &= is_given;
      if (is_whole || !is_given)
        g_ptr_array_add (known, (gpointer)part_names[p]);
    }
  if (details->date_text == NULL && annals_json_has (&place, "display_date"))
    {
      const char *words = annals_json_get_string (&place, "display_date");

      details->date_text = annals_html_to_name (words);
      g_ptr_array_add (known, "display_date");
    }
  g_ptr_array_add (known, NULL);
  annals_fields_add_rest (details, place.object, prefix, (const char *const *)known->pdata);
}

/* --- Slides --- */

static void
read_text (const AnnalsPlace *slide, AnnalsForeignEvent *event)
{
  static const char *const known[] = { "headline", "text", NULL };
  AnnalsPlace text;
  g_autofree char *headline = NULL;

  if (!annals_foreign_event_enter (event, slide, "text", &text))
    return;
  headline = annals_foreign_event_dup_id (event, &text, "headline");
  annals_foreign_event_set_title (event, headline);
  annals_foreign_event_set_summary (event, annals_foreign_event_get_text (event, &text, "text"));
  if (event->details != NULL)
    annals_fields_add_rest (event->details, text.object, "text.", known);
}

static void
read_media (const AnnalsPlace *slide, AnnalsForeignEvent *event)
{
  static const char *const known[] = { "url", "caption", "credit", "alt", "title", "link", NULL };
  AnnalsPlace media;
  const char *caption, *title, *link;

  if (!annals_foreign_event_enter (event, slide, "media", &media))
    return;
  caption = annals_foreign_event_get_text (event, &media, "caption");
  title = annals_foreign_event_get_text (event, &media, "title");
  link = annals_foreign_event_get_text (event, &media, "link");
  annals_foreign_event_add_media (event, annals_foreign_event_get_text (event, &media, "url"),
                                  caption != NULL && *caption != '\0' ? caption : title,
                                  annals_foreign_event_get_text (event, &media, "credit"),
                                  annals_foreign_event_get_text (event, &media, "alt"));
  if (!annals_foreign_event_add_source (event, link) && link != NULL && event->details != NULL)
    annals_fields_add (event->details, "media.link", json_object_get_member (media.object, "link"));
  if (event->details == NULL)
    return;
  if (caption != NULL && *caption != '\0' && title != NULL)
    annals_fields_add (event->details, "media.title",
                       json_object_get_member (media.object, "title"));
  annals_fields_add_rest (event->details, media.object, "media.", known);
}

static void
read_location (const AnnalsPlace *slide, AnnalsForeignEvent *event)
{
  static const char *const known[] = { "name", "lat", "lon", NULL };
  AnnalsPlace location;
  const char *name;
  double latitude, longitude;

  if (!annals_foreign_event_enter (event, slide, "location", &location))
    return;
  name = annals_foreign_event_get_text (event, &location, "name");
  event->location = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  if (event->details == NULL)
    return;
  latitude = annals_json_get_number (&location, "lat", NAN);
  longitude = annals_json_get_number (&location, "lon", NAN);
  if (fabs (latitude) <= 90 && fabs (longitude) <= 180)
    {
      event->details->latitude = latitude;
      event->details->longitude = longitude;
    }
  annals_fields_add_rest (event->details, location.object, "location.", known);
}

static void
read_background (const AnnalsPlace *slide, AnnalsForeignEvent *event)
{
  static const char *const known[] = { "color", NULL };
  AnnalsPlace background;

  if (!annals_foreign_event_enter (event, slide, "background", &background))
    return;
  event->details->color = g_strdup (annals_foreign_event_get_text (event, &background, "color"));
  annals_fields_add_rest (event->details, background.object, "background.", known);
}

static void
read_slide (const TimelineJs *timeline, const AnnalsPlace *slide, AnnalsEventDetails *details)
{
  static const char *const known[]
      = { "start_date",   "end_date",  "text",       "media",    "group",
          "display_date", "unique_id", "background", "location", NULL };
  g_auto (AnnalsForeignEvent) event = { 0 };
  AnnalsForeignDate start, end;
  const char *words;
  g_autofree char *group = NULL;

  annals_foreign_event_init (&event, slide, details);
  words = annals_foreign_event_get_text (&event, slide, "display_date");
  group = annals_foreign_event_dup_id (&event, slide, "group");
  event.id = annals_foreign_event_dup_id (&event, slide, "unique_id");
  event.track = annals_html_to_name (group);
  if (g_strcmp0 (slide->name, "eras") == 0)
    {
      event.flags |= ANNALS_EVENT_BACKGROUND;
      event.kind = ANNALS_KIND_PERIOD;
    }
  if (details != NULL)
    details->date_text = annals_html_to_name (words);
  read_text (slide, &event);
  read_media (slide, &event);
  read_location (slide, &event);
  start = read_date (timeline, &event, "start_date");
  end = read_date (timeline, &event, "end_date");
  annals_foreign_event_set_dates (&event, &start, &end);
  if (details != NULL)
    {
      read_date_rest (slide, &start, details);
      read_date_rest (slide, &end, details);
      read_background (slide, &event);
      annals_fields_add_rest (details, slide->object, NULL, known);
    }
  annals_foreign_event_finish (&event);
  g_free (start.edtf);
  g_free (end.edtf);
}

static void
read_event (gconstpointer context, const AnnalsPlace *place)
{
  read_slide (context, place, NULL);
}

static void
read_details (gconstpointer context,
              const AnnalsPlace *places,
              guint n_places,
              AnnalsEventDetails *details)
{
  read_slide (context, &places[0], details);
}

/* --- The timeline --- */

/* The title's slide: the timeline's name and what it says of itself, its picture's words and
 * address among it. */
static void
read_title (const AnnalsPlace *root, AnnalsBuilder *builder)
{
  AnnalsPlace title, part;
  g_autoptr (GString) description = g_string_new (NULL);
  g_autofree char *headline = NULL;
  const char *html = NULL;

  if (!annals_json_has (root, "title") || !annals_json_enter_member (root, "title", &title))
    return;
  if (annals_json_has (&title, "text") && annals_json_enter_member (&title, "text", &part))
    {
      html = annals_json_get_string (&part, "headline");
      annals_foreign_append_text (description, &part, "text", "\n");
    }
  headline = annals_html_to_name (html);
  annals_builder_set_title (builder, headline);
  if (annals_json_has (&title, "media") && annals_json_enter_member (&title, "media", &part))
    {
      annals_foreign_append_text (description, &part, "caption", "\n\n");
      annals_foreign_append_text (description, &part, "credit", "\n");
      annals_foreign_append_text (description, &part, "url", "\n");
    }
  annals_builder_set_description (builder, description->len > 0 ? description->str : NULL);
}

static gpointer
open_timeline (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  TimelineJs *timeline;
  const char *scale = NULL;
  gboolean is_cosmological;

  if (root->object != NULL)
    {
      read_title (root, builder);
      scale = annals_json_get_string (root, "scale");
    }
  is_cosmological = g_strcmp0 (scale, "cosmological") == 0;
  if (previous != NULL && ((const TimelineJs *)previous)->is_cosmological == is_cosmological)
    return NULL;
  timeline = g_new0 (TimelineJs, 1);
  timeline->is_cosmological = is_cosmological;
  return timeline;
}

const AnnalsReader annals_timelinejs_reader = {
  .name = "TimelineJS",
  .describe = describe,
  .paths = paths,
  .rest = rest,
  .sniff = sniff,
  .open = open_timeline,
  .close = g_free,
  .read_event = read_event,
  .read_details = read_details,
};
