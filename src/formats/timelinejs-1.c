/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TimelineJS 1 and 2: everything under `timeline`, dates as text. FORMAT: TimelineJS 3. */
#include "formats/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/date-parts.h"
#include "formats/fields.h"
#include "formats/foreign-event.h"
#include "formats/html-text.h"
#include "formats/written-date.h"

static const char *const paths[] = { "timeline.date", NULL };
static const char *const rest[] = { "timeline.era", NULL };

static const char *
describe (void)
{
  /* Translators: a file format, and what tells it. */
  return _ ("“timeline.date” (TimelineJS 1)");
}

static gboolean
sniff (const AnnalsSniff *sniffed)
{
  JsonNode *timeline
      = sniffed->header != NULL ? json_object_get_member (sniffed->header, "timeline") : NULL;

  return timeline != NULL && JSON_NODE_HOLDS_OBJECT (timeline)
         && (json_object_has_member (json_node_get_object (timeline), "date")
             || json_object_has_member (json_node_get_object (timeline), "era"));
}

/* "2011,12,10,7,2,10,500", from the left as much as there is; a year before 0 is BCE. */
static char *
numbers_to_edtf (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", 8);
  AnnalsDateParts parts = ANNALS_DATE_PARTS_INIT (0);
  int *const to[] = { &parts.month, &parts.day, &parts.hour, &parts.minute, &parts.second };
  gint64 year;

  if (!g_ascii_string_to_signed (g_strstrip (words[0]), 10, -99999, 99999, &year, NULL))
    return NULL;
  parts.year = year < 0 ? year + 1 : year;
  for (guint w = 1; words[w] != NULL && *g_strstrip (words[w]) != '\0'; w++)
    {
      gint64 value;

      if (w > G_N_ELEMENTS (to) + 1
          || !g_ascii_string_to_signed (words[w], 10, 0, 999, &value, NULL))
        return NULL;
      if (w <= G_N_ELEMENTS (to))
        *to[w - 1] = value;
      else
        g_snprintf (parts.fraction, sizeof parts.fraction, "%03d", (int)value);
    }
  return annals_date_parts_to_edtf (&parts);
}

static AnnalsForeignDate
read_date (AnnalsForeignEvent *event, const char *name)
{
  AnnalsForeignDate date = { .name = name };
  g_autofree char *text = annals_foreign_event_dup_id (event, event->place, name);

  date.is_given = text != NULL && *g_strstrip (text) != '\0';
  if (date.is_given)
    date.edtf = numbers_to_edtf (text);
  if (date.is_given && date.edtf == NULL)
    date.edtf = annals_iso_to_edtf (text);
  if (date.is_given && date.edtf == NULL)
    date.edtf = annals_written_date_to_edtf (text);
  return date;
}

static void
read_asset (const AnnalsPlace *slide, AnnalsForeignEvent *event)
{
  static const char *const known[] = { "media", "caption", "credit", NULL };
  AnnalsPlace asset;

  if (!annals_foreign_event_enter (event, slide, "asset", &asset))
    return;
  annals_foreign_event_add_media (event, annals_foreign_event_get_text (event, &asset, "media"),
                                  annals_foreign_event_get_text (event, &asset, "caption"),
                                  annals_foreign_event_get_text (event, &asset, "credit"), NULL);
  if (event->details != NULL)
    annals_fields_add_rest (event->details, asset.object, "asset.", known);
}

static void
read_slide (const AnnalsPlace *slide, AnnalsEventDetails *details)
{
  static const char *const known[]
      = { "startDate", "endDate", "headline", "text", "tag", "asset", NULL };
  g_auto (AnnalsForeignEvent) event = { 0 };
  AnnalsForeignDate start, end;
  g_autofree char *headline = NULL, *tag = NULL;

  annals_foreign_event_init (&event, slide, details);
  start = read_date (&event, "startDate");
  end = read_date (&event, "endDate");
  headline = annals_foreign_event_dup_id (&event, slide, "headline");
  tag = annals_foreign_event_dup_id (&event, slide, "tag");
  event.track = annals_html_to_name (tag);
  if (g_strcmp0 (slide->name, "timeline.era") == 0)
    {
      event.flags |= ANNALS_EVENT_BACKGROUND;
      event.kind = ANNALS_KIND_PERIOD;
    }
  annals_foreign_event_set_title (&event, headline);
  annals_foreign_event_set_summary (&event, annals_foreign_event_get_text (&event, slide, "text"));
  read_asset (slide, &event);
  annals_foreign_event_set_dates (&event, &start, &end);
  if (details != NULL)
    annals_fields_add_rest (details, slide->object, NULL, known);
  annals_foreign_event_finish (&event);
  g_free (start.edtf);
  g_free (end.edtf);
}

static void
read_event (gconstpointer context, const AnnalsPlace *place)
{
  read_slide (place, NULL);
}

static void
read_details (gconstpointer context,
              const AnnalsPlace *places,
              guint n_places,
              AnnalsEventDetails *details)
{
  read_slide (&places[0], details);
}

static gpointer
open_timeline (const AnnalsPlace *root, AnnalsBuilder *builder, gpointer previous)
{
  AnnalsPlace timeline, asset;
  g_autoptr (GString) description = g_string_new (NULL);
  const char *html;
  g_autofree char *title = NULL;

  if (root->object == NULL || !annals_json_enter_member (root, "timeline", &timeline))
    return NULL;
  html = annals_json_get_string (&timeline, "headline");
  title = annals_html_to_name (html);
  annals_builder_set_title (builder, title);
  annals_foreign_append_text (description, &timeline, "text", "\n");
  if (annals_json_has (&timeline, "asset") && annals_json_enter_member (&timeline, "asset", &asset))
    {
      annals_foreign_append_text (description, &asset, "caption", "\n\n");
      annals_foreign_append_text (description, &asset, "credit", "\n");
      annals_foreign_append_text (description, &asset, "media", "\n");
    }
  annals_builder_set_description (builder, description->len > 0 ? description->str : NULL);
  return NULL;
}

const AnnalsReader annals_timelinejs_1_reader = {
  .name = "TimelineJS 1",
  .describe = describe,
  .paths = paths,
  .rest = rest,
  .sniff = sniff,
  .open = open_timeline,
  .read_event = read_event,
  .read_details = read_details,
};
