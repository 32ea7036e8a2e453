/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIMILE Timeline: events whose begin and end may each be a window. FORMAT: SIMILE Timeline. */
#include "formats/reader.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "formats/date-parts.h"
#include "formats/fields.h"
#include "formats/foreign-event.h"
#include "formats/html-text.h"
#include "formats/written-date.h"
#include "time/calendar.h"
#include "time/edtf.h"

static const char *const paths[] = { "events", "", NULL };

static const char *
describe (void)
{
  /* Translators: a file format, and what tells it. */
  return _ ("“start” with “title” (SIMILE)");
}

static gboolean
has_text (JsonObject *object, const char *name, const char *short_name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    node = json_object_get_member (object, short_name);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  JsonObject *first = sniffed->first != NULL && JSON_NODE_HOLDS_OBJECT (sniffed->first)
                          ? json_node_get_object (sniffed->first)
                          : NULL;

  if (sniffed->header != NULL && json_object_has_member (sniffed->header, "dateTimeFormat"))
    return TRUE;
  return first != NULL && sniffed->path != NULL && g_strv_contains (paths, sniffed->path)
         && has_text (first, "start", "s")
         && has_text (first, "title", "t")
         /* Of a list on its own, these are vis-timeline's. */
         && (*sniffed->path != '\0' || !json_object_has_member (first, "content"));
}

/* --- Dates --- */

static AnnalsForeignDate
read_date (AnnalsForeignEvent *event, const char *name, const char *short_name)
{
  const AnnalsPlace *place = event->place;
  AnnalsForeignDate date = { .name = annals_json_has (place, name) ? name : short_name };
  g_autofree char *text = annals_foreign_event_dup_id (event, place, date.name);

  date.is_given = text != NULL && *g_strstrip (text) != '\0';
  if (date.is_given)
    date.edtf = annals_iso_to_edtf (text);
  if (date.is_given && date.edtf == NULL)
    date.edtf = annals_written_date_to_edtf (text);
  /* For a problem that says "start", though it is not there. */
  if (!date.is_given && !annals_json_has (place, short_name))
    date.name = name;
  return date;
}

/* The unit in which a date is told, by the places of its digits. */
enum
{
  LEVEL_YEAR,
  LEVEL_MONTH,
  LEVEL_DAY,
  LEVEL_MINUTE,
  LEVEL_SECOND
};

/* "T10:00" */
#define TIME_LENGTH 6

static int
level_of (const char *edtf)
{
  gsize length = strlen (edtf + (*edtf == '-'));
  const char *time = strchr (edtf, 'T');

  if (time != NULL)
    return time[TIME_LENGTH] == ':' ? LEVEL_SECOND : LEVEL_MINUTE;
  return length <= 4 ? LEVEL_YEAR : length <= 7 ? LEVEL_MONTH : LEVEL_DAY;
}

/* The date told one unit finer: its first such unit, or its last. (transfer full) */
static char *
refine (const char *edtf, gboolean is_last)
{
  gint64 year = g_ascii_strtoll (edtf, NULL, 10);
  int month, behind;

  switch (level_of (edtf))
    {
    case LEVEL_YEAR:
      return g_strconcat (edtf, is_last ? "-12" : "-01", NULL);
    case LEVEL_MONTH:
      month = CLAMP (atoi (edtf + (*edtf == '-') + 5), 1, 12);
      return g_strdup_printf ("%s-%02d", edtf, is_last ? annals_days_in_month (year, month) : 1);
    case LEVEL_DAY:
      return g_strconcat (edtf, is_last ? "T23:59" : "T00:00", NULL);
    default:
      behind = strchr (edtf, 'T') + TIME_LENGTH - edtf;
      return g_strdup_printf ("%.*s:%s%s", behind, edtf, is_last ? "59" : "00", edtf + behind);
    }
}

/* From the first to the last of two dates: one of the days, say, between them. (transfer full) */
static char *
make_window (const char *first, const char *last)
{
  g_autofree char *from = g_strdup (first), *to = g_strdup (last);

  if (strcmp (from, to) == 0)
    return g_steal_pointer (&from);
  /* A year of five digits stands alone; an hour or a week is a set already. */
  while (strpbrk (from, "Y[") == NULL && strpbrk (to, "Y[") == NULL
         && level_of (from) != level_of (to))
    {
      gboolean is_first = level_of (from) < level_of (to);
      char **coarse = is_first ? &from : &to;
      char *finer = refine (*coarse, !is_first);

      g_free (*coarse);
      *coarse = finer;
    }
  return g_strdup_printf ("[%s..%s]", from, to);
}

/* Puts the window from date to limit in date's place; where the two make none, that is told and the
 * limit is one of the fields. */
static void
widen (AnnalsForeignEvent *event,
       AnnalsForeignDate *date,
       AnnalsForeignDate *limit,
       gboolean is_end)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *window = NULL;
  AnnalsSpan span;

  if (!limit->is_given)
    return;
  if (limit->edtf == NULL)
    annals_json_problem (event->place, limit->name, ANNALS_SEVERITY_WARNING, 0,
                         _ ("“%s” cannot be read as a date; it is ignored."),
                         annals_foreign_event_quote (event, limit));
  else if (!date->is_given)
    {
      date->name = limit->name;
      date->is_given = TRUE;
      date->edtf = g_steal_pointer (&limit->edtf);
      return;
    }
  else if (date->edtf != NULL)
    {
      window
          = is_end ? make_window (limit->edtf, date->edtf) : make_window (date->edtf, limit->edtf);
      if (annals_edtf_parse (window, -1, &span, NULL, NULL, &error))
        {
          g_free (date->edtf);
          date->edtf = g_steal_pointer (&window);
          return;
        }
      annals_json_problem (event->place, limit->name, ANNALS_SEVERITY_WARNING, 0,
                           _ ("“%s” and “%s” make no window: %s. The first is ignored."),
                           limit->name, date->name, error->message);
    }
  if (event->details != NULL)
    annals_fields_add (event->details, limit->name,
                       json_object_get_member (event->place->object, limit->name));
}

/* What came from XML has its false as text. */
static gboolean
may_be_duration (const AnnalsPlace *place)
{
  const char *name = annals_json_has (place, "durationEvent") ? "durationEvent"
                     : annals_json_has (place, "de")          ? "de"
                                                              : "isDuration";
  JsonNode *node = json_object_get_member (place->object, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strcasecmp (json_node_get_string (node), "false") != 0;
  return annals_json_get_boolean (place, name, TRUE);
}

static void
read_dates (const AnnalsPlace *place, AnnalsForeignEvent *event)
{
  AnnalsForeignDate start = read_date (event, "start", "s");
  AnnalsForeignDate latest_start = read_date (event, "latestStart", "ls");
  AnnalsForeignDate earliest_end = read_date (event, "earliestEnd", "ee");
  AnnalsForeignDate end = read_date (event, "end", "e");
  gboolean is_duration = may_be_duration (place);

  widen (event, &start, &latest_start, FALSE);
  if (is_duration)
    {
      widen (event, &end, &earliest_end, TRUE);
      annals_foreign_event_set_dates (event, &start, &end);
    }
  else
    {
      /* A moment, somewhere from the one to the other. */
      if (!latest_start.is_given)
        widen (event, &start, &end, FALSE);
      else if (end.is_given && event->details != NULL)
        annals_fields_add (event->details, end.name,
                           json_object_get_member (place->object, end.name));
      annals_foreign_event_set_dates (event, &start, NULL);
    }
  g_free (start.edtf);
  g_free (latest_start.edtf);
  g_free (earliest_end.edtf);
  g_free (end.edtf);
}

/* --- Events --- */

/* The first is only where there is no `id` beside it. */
static const char *const known[] = {
  "eventID",     "start",       "s",    "end",   "e",     "latestStart",
  "ls",          "earliestEnd", "ee",   "title", "t",     "id",
  "description", "d",           "link", "image", "color", "durationEvent",
  "de",          "isDuration",  NULL,
};

/* The long name's text, else the short one's. */
static const char *
get_text (AnnalsForeignEvent *event, const char *name, const char *short_name)
{
  return annals_foreign_event_get_text (event, event->place,
                                        annals_json_has (event->place, name) ? name : short_name);
}

/* Of two names for one thing only the long one was taken. */
static void
keep_doubles (const AnnalsPlace *place, AnnalsEventDetails *details)
{
  static const char *const pairs[][2]
      = { { "start", "s" },        { "end", "e" },   { "latestStart", "ls" },
          { "earliestEnd", "ee" }, { "title", "t" }, { "description", "d" } };

  for (guint p = 0; p < G_N_ELEMENTS (pairs); p++)
    if (annals_json_has (place, pairs[p][0]) && annals_json_has (place, pairs[p][1]))
      annals_fields_add (details, pairs[p][1], json_object_get_member (place->object, pairs[p][1]));
}

static void
read_simile (const AnnalsPlace *place, AnnalsEventDetails *details)
{
  g_auto (AnnalsForeignEvent) event = { 0 };
  const char *link;

  annals_foreign_event_init (&event, place, details);
  link = annals_foreign_event_get_text (&event, place, "link");
  event.id = annals_foreign_event_dup_id (&event, place,
                                          annals_json_has (place, "id") ? "id" : "eventID");
  annals_foreign_event_set_title (&event, get_text (&event, "title", "t"));
  annals_foreign_event_set_summary (&event, get_text (&event, "description", "d"));
  annals_foreign_event_add_media (&event, annals_foreign_event_get_text (&event, place, "image"),
                                  NULL, NULL, NULL);
  read_dates (place, &event);
  if (!annals_foreign_event_add_source (&event, link) && link != NULL && details != NULL)
    annals_fields_add (details, "link", json_object_get_member (place->object, "link"));
  if (details != NULL)
    {
      details->color = g_strdup (annals_foreign_event_get_text (&event, place, "color"));
      keep_doubles (place, details);
      annals_fields_add_rest (details, place->object, NULL, known + annals_json_has (place, "id"));
    }
  annals_foreign_event_finish (&event);
}

static void
read_event (gconstpointer context, const AnnalsPlace *place)
{
  read_simile (place, NULL);
}

static void
read_details (gconstpointer context,
              const AnnalsPlace *places,
              guint n_places,
              AnnalsEventDetails *details)
{
  read_simile (&places[0], details);
}

/* The format names no title; some that write it do. */
static gpointer
open_timeline (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  if (root->object != NULL && has_text (root->object, "title", "title"))
    {
      g_autofree char *title = annals_html_to_name (annals_json_get_string (root, "title"));

      annals_builder_set_title (builder, title);
    }
  if (root->object != NULL && has_text (root->object, "description", "description"))
    {
      g_autofree char *description
          = annals_html_to_text (annals_json_get_string (root, "description"), NULL, NULL);

      annals_builder_set_description (builder, *description != '\0' ? description : NULL);
    }
  return NULL;
}

const AnnalsReader annals_simile_reader = {
  .name = "SIMILE Timeline",
  .describe = describe,
  .paths = paths,
  .sniff = sniff,
  .open = open_timeline,
  .read_event = read_event,
  .read_details = read_details,
};
