/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event of another tool's format, on its way into columns or details. */
#include "formats/foreign-event.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/content-id.h"
#include "formats/fields.h"
#include "formats/html-text.h"
#include "time/edtf.h"

/* A title that is made of the beginning of a text: characters. */
#define MADE_TITLE_LENGTH 100

void
annals_foreign_event_init (AnnalsForeignEvent *event,
                           const AnnalsPlace *place,
                           AnnalsEventDetails *details)
{
  AnnalsSpan undated = ANNALS_SPAN_INIT_UNDATED;

  memset (event, 0, sizeof *event);
  event->place = place;
  event->details = details;
  event->span = undated;
}

void
annals_foreign_event_clear (AnnalsForeignEvent *event)
{
  g_clear_pointer (&event->id, g_free);
  g_clear_pointer (&event->track, g_free);
  g_clear_pointer (&event->location, g_free);
  g_clear_pointer (&event->title, g_free);
  g_clear_pointer (&event->summary, g_free);
  g_clear_pointer (&event->date, g_free);
  g_clear_pointer (&event->medium_title, g_free);
  g_clear_pointer (&event->seen, g_hash_table_unref);
  g_clear_pointer (&event->sources, g_ptr_array_unref);
}

/* Of another type than the format has it: kept as it is. */
static void
keep_member (AnnalsForeignEvent *event, const AnnalsPlace *place, const char *name)
{
  g_autofree char *path = place->name != NULL && place->parent != NULL
                              ? g_strjoin (".", place->name, name, NULL)
                              : NULL;

  if (event->details != NULL && annals_json_has (place, name))
    annals_fields_add (event->details, path != NULL ? path : name,
                       json_object_get_member (place->object, name));
}

const char *
annals_foreign_event_get_text (AnnalsForeignEvent *event,
                               const AnnalsPlace *place,
                               const char *name)
{
  const char *text = annals_json_get_string (place, name);

  if (text == NULL)
    keep_member (event, place, name);
  return text;
}

gboolean
annals_foreign_event_enter (AnnalsForeignEvent *event,
                            const AnnalsPlace *place,
                            const char *name,
                            AnnalsPlace *member)
{
  if (annals_json_enter_member (place, name, member))
    return TRUE;
  keep_member (event, place, name);
  return FALSE;
}

char *
annals_foreign_event_dup_id (AnnalsForeignEvent *event, const AnnalsPlace *place, const char *name)
{
  char *id = annals_json_dup_id (place, name);

  if (id == NULL)
    keep_member (event, place, name);
  return id;
}

gboolean
annals_foreign_event_add_source (AnnalsForeignEvent *event, const char *address)
{
  char *kept;

  if (address == NULL || !annals_source_id_is_address (address))
    return FALSE;
  if (event->sources == NULL)
    {
      event->sources = g_ptr_array_new_with_free_func (g_free);
      event->seen = g_hash_table_new (g_str_hash, g_str_equal);
    }
  if (g_hash_table_contains (event->seen, address))
    return TRUE;
  kept = g_strdup (address);
  g_ptr_array_add (event->sources, kept);
  g_hash_table_add (event->seen, kept);
  return TRUE;
}

static char *
read_html (AnnalsForeignEvent *event,
           const char *html,
           char *(*to_text) (const char *, GPtrArray *, GPtrArray *))
{
  g_autoptr (GPtrArray) links = NULL, images = NULL;
  g_autofree char *text = NULL;

  if (html == NULL)
    return NULL;
  if (strchr (html, '<') != NULL)
    {
      links = g_ptr_array_new_with_free_func (g_free);
      images = g_ptr_array_new_with_free_func (g_free);
    }
  text = to_text (html, links, images);
  for (guint l = 0; links != NULL && l < links->len; l++)
    annals_foreign_event_add_source (event, g_ptr_array_index (links, l));
  for (guint i = 0; images != NULL && event->details != NULL && i < images->len; i++)
    annals_event_details_add_media (event->details)->url = g_strdup (g_ptr_array_index (images, i));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
annals_foreign_event_set_title (AnnalsForeignEvent *event, const char *html)
{
  g_free (event->title);
  event->title = read_html (event, html, annals_html_to_line);
}

void
annals_foreign_event_set_summary (AnnalsForeignEvent *event, const char *html)
{
  g_free (event->summary);
  event->summary = read_html (event, html, annals_html_to_text);
}

void
annals_foreign_event_add_media (AnnalsForeignEvent *event,
                                const char *url,
                                const char *title,
                                const char *credit,
                                const char *alternative)
{
  g_autofree char *title_text = read_html (event, title, annals_html_to_line);
  g_autofree char *credit_text = read_html (event, credit, annals_html_to_line);
  g_autofree char *alternative_text = read_html (event, alternative, annals_html_to_line);
  g_autofree char *embedded = NULL;
  AnnalsMedia *media;

  /* Media may be a piece of HTML: a frame, a quotation. What it frames is then media of its own. */
  if (url != NULL && strchr (url, '<') != NULL)
    {
      embedded = read_html (event, url, annals_html_to_line);
      url = NULL;
    }
  if (event->medium_title == NULL)
    event->medium_title = g_strdup (title_text != NULL ? title_text : embedded);
  if (event->details == NULL
      || ((url == NULL || *url == '\0') && title_text == NULL && credit_text == NULL
          && alternative_text == NULL && embedded == NULL))
    return;
  media = annals_event_details_add_media (event->details);
  media->url = g_strdup (url != NULL && *url != '\0' ? url : NULL);
  media->title = title_text != NULL ? g_steal_pointer (&title_text) : g_steal_pointer (&embedded);
  media->credit = g_steal_pointer (&credit_text);
  media->alternative = g_steal_pointer (&alternative_text);
}

/* A set may not end an interval: then the two are the native pair. */
static gboolean
parse_dates (const char *begin,
             const char *end,
             AnnalsSpan *span,
             char **date,
             gboolean *is_pair,
             GError **error)
{
  *is_pair = begin != NULL && end != NULL && (*begin == '[' || *end == '[');
  if (*is_pair)
    {
      *date = g_strdup_printf ("%s\037%s", begin, end);
      return annals_edtf_parse_pair (begin, end, span, NULL, error);
    }
  if (begin != NULL && end != NULL)
    *date = g_strconcat (begin, "/", end, NULL);
  else if (end != NULL)
    *date = g_strconcat ("/", end, NULL);
  else
    *date = g_strdup (begin);
  return annals_edtf_parse (*date, -1, span, NULL, NULL, error);
}

/* Why the two make no date: said of the one at fault. */
static void
report_dates (AnnalsForeignEvent *event,
              const AnnalsForeignDate *begin,
              const AnnalsForeignDate *end,
              const GError *error)
{
  gboolean is_pair;

  g_clear_pointer (&event->date, g_free);
  if (end != NULL && parse_dates (begin->edtf, NULL, &event->span, &event->date, &is_pair, NULL))
    {
      annals_json_problem (event->place, end->name, ANNALS_SEVERITY_ERROR, 0,
                           _ ("“%s” is no end: %s. The event is left without one."), end->edtf,
                           error->message);
      return;
    }
  g_clear_pointer (&event->date, g_free);
  annals_json_problem (event->place, begin->name, ANNALS_SEVERITY_ERROR, 0,
                       _ ("“%s” is no date: %s. The event is left undated."), begin->edtf,
                       error->message);
}

static const char *
text_of (AnnalsForeignEvent *event, const AnnalsForeignDate *date)
{
  JsonNode *node = json_object_get_member (event->place->object, date->name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

const char *
annals_foreign_event_quote (AnnalsForeignEvent *event, const AnnalsForeignDate *date)
{
  const char *text = text_of (event, date);

  return text != NULL && *text != '\0' ? text : date->name;
}

static void
keep_date (AnnalsForeignEvent *event, const AnnalsForeignDate *date)
{
  if (event->details != NULL && date != NULL && date->is_given)
    annals_fields_add (event->details, date->name,
                       json_object_get_member (event->place->object, date->name));
}

/* Beyond four digits EDTF has the year alone: the words of the source say what it leaves out. */
static void
keep_words (AnnalsForeignEvent *event, const AnnalsForeignDate *begin, const AnnalsForeignDate *end)
{
  const char *from, *to;

  if (event->details == NULL || event->details->date_text != NULL)
    return;
  from = text_of (event, begin);
  to = end != NULL ? text_of (event, end) : NULL;
  if (from == NULL || (*begin->edtf != 'Y' && (to == NULL || *end->edtf != 'Y')))
    return;
  event->details->date_text = to != NULL ? g_strdup_printf ("%s – %s", from, to) : g_strdup (from);
}

void
annals_foreign_event_set_dates (AnnalsForeignEvent *event,
                                const AnnalsForeignDate *begin,
                                const AnnalsForeignDate *end)
{
  g_autoptr (GError) error = NULL;
  gboolean is_pair;

  if (end != NULL && end->is_given && end->edtf == NULL && !end->is_told)
    annals_json_problem (event->place, end->name, ANNALS_SEVERITY_ERROR, 0,
                         _ ("“%s” cannot be read as a date. The event is left without an end."),
                         annals_foreign_event_quote (event, end));
  if (begin->edtf == NULL)
    {
      if (begin->is_given && !begin->is_told)
        annals_json_problem (event->place, begin->name, ANNALS_SEVERITY_ERROR, 0,
                             _ ("“%s” cannot be read as a date. The event is left undated."),
                             annals_foreign_event_quote (event, begin));
      else if (!begin->is_given)
        annals_json_problem (event->place, NULL, ANNALS_SEVERITY_WARNING, 0,
                             _ ("The event has no “%s”; it is left undated."), begin->name);
      keep_date (event, begin);
      keep_date (event, end);
      return;
    }

  if (end != NULL && end->edtf == NULL)
    {
      keep_date (event, end);
      end = NULL;
    }
  if (parse_dates (begin->edtf, end != NULL ? end->edtf : NULL, &event->span, &event->date,
                   &is_pair, &error))
    {
      if (is_pair)
        event->flags |= ANNALS_EVENT_DATE_PAIR;
      keep_words (event, begin, end);
      return;
    }
  report_dates (event, begin, end, error);
  keep_date (event, end);
  if (event->date == NULL)
    keep_date (event, begin);
}

/* The first line of a text, or as much of it as a title may be, to the end of a word. */
static char *
make_title (const char *text)
{
  gsize length = strcspn (text, "\n");
  const char *end;

  if (g_utf8_strlen (text, length) <= MADE_TITLE_LENGTH)
    return g_strndup (text, length);
  end = g_utf8_offset_to_pointer (text, MADE_TITLE_LENGTH);
  for (const char *at = end; at > text + MADE_TITLE_LENGTH / 2; at--)
    if (*at == ' ')
      {
        end = at;
        break;
      }
  return g_strdup_printf ("%.*s…", (int)(end - text), text);
}

static void
finish_row (AnnalsForeignEvent *event)
{
  AnnalsBatch *batch = event->place->text->batch;
  gboolean has_made_id = event->id == NULL || *event->id == '\0';
  g_autofree char *made_id
      = has_made_id ? annals_content_id (event->title, event->date, event->summary) : NULL;
  AnnalsEventRow row = {
    .id = has_made_id ? made_id : event->id,
    .has_made_id = has_made_id,
    .title = event->title != NULL ? event->title : _ ("Untitled"),
    .date = event->date,
    .span = event->span,
    .track = event->track,
    .kind = event->kind,
    .importance = ANNALS_IMPORTANCE_STANDARD,
    .flags = event->flags,
    .offset = event->place->text->offset,
    .length = event->place->text->length,
    .text = event->place->text->text,
  };

  annals_batch_add_event (batch, &row);
  if (event->location != NULL)
    annals_batch_add_term (batch, ANNALS_TERM_PLACE, event->location);
  for (guint s = 0; event->sources != NULL && s < event->sources->len; s++)
    annals_batch_add_term (batch, ANNALS_TERM_SOURCE, g_ptr_array_index (event->sources, s));
}

static void
finish_details (AnnalsForeignEvent *event)
{
  AnnalsEventDetails *details = event->details;

  if ((event->flags & ANNALS_EVENT_DATE_PAIR) != 0)
    {
      const char *separator = strchr (event->date, '\037');

      details->begin = g_strndup (event->date, separator - event->date);
      details->end = g_strdup (separator + 1);
    }
  else
    details->date = g_strdup (event->date);
  details->summary = g_strdup (event->summary);
  details->place = g_strdup (event->location);
  for (guint s = 0; event->sources != NULL && s < event->sources->len; s++)
    annals_event_details_add_citation (details)->source
        = g_strdup (g_ptr_array_index (event->sources, s));
}

void
annals_foreign_event_finish (AnnalsForeignEvent *event)
{
  /* What has no title is called by how its text begins, and need not say that twice. */
  if (event->title == NULL && event->summary != NULL)
    {
      event->title = make_title (event->summary);
      if (strcmp (event->title, event->summary) == 0)
        g_clear_pointer (&event->summary, g_free);
    }
  if (event->title == NULL)
    event->title = g_steal_pointer (&event->medium_title);

  if (event->details != NULL)
    finish_details (event);
  else
    finish_row (event);
}

void
annals_foreign_append_text (GString *text,
                            const AnnalsPlace *place,
                            const char *name,
                            const char *separator)
{
  const char *html = annals_json_get_string (place, name);
  g_autofree char *plain = html != NULL ? annals_html_to_text (html, NULL, NULL) : NULL;

  if (plain != NULL && *plain != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", plain);
}
