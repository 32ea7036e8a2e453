/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as a table: comma-separated values (RFC 4180).
 *
 * Spreadsheets run what begins like a formula. A note may quote a stranger's words, so such a field gets
 * the apostrophe that makes it text there; in the notebook nothing changes. */
#include <string.h>

#include "notes/note-export.h"
#include "notes/note-private.h"

static const char *const header[] = { "event",  "title",   "date",     "note",      "tags",  "flag",
                                      "author", "created", "modified", "citations", "orphan" };
static const char *const flags[] = { "", "star", "question", "doubt" };

static void
append_field (GString *out, const char *text)
{
  const char *mark = *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL ? "'" : "";

  g_string_append_c (out, '"');
  g_string_append (out, mark);
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/* "begin/end" of a pair that the timeline keeps in its own way. (transfer full) */
static char *
get_date (AnnalsTimeline *timeline, guint event, const AnnalsNote *note)
{
  char *date = g_strdup (event != ANNALS_NO_EVENT   ? annals_timeline_get_event_date (timeline, event)
                         : note->event_date != NULL ? note->event_date
                                                    : "");

  return g_strdelimit (date, "\037", '/');
}

static char *
join_citations (AnnalsTimeline *timeline, guint event)
{
  g_autoptr (GPtrArray) citations = NULL;

  if (event == ANNALS_NO_EVENT)
    return g_strdup ("");
  citations = annals_note_export_cite (timeline, event);
  g_ptr_array_add (citations, NULL);
  return g_strjoinv ("\n", (char **) citations->pdata);
}

static void
append_note (GString *out, const AnnalsNote *note, AnnalsTimeline *timeline)
{
  guint event = annals_timeline_find_event (timeline, note->event_id);
  const char *title = event != ANNALS_NO_EVENT   ? annals_timeline_get_event_title (timeline, event)
                      : note->event_title != NULL ? note->event_title
                                                  : "";
  g_autofree char *date = get_date (timeline, event, note);
  g_autofree char *tags = g_strjoinv ("; ", note->tags);
  g_autofree char *created = annals_note_time_to_text (note->created);
  g_autofree char *modified = annals_note_time_to_text (note->modified);
  g_autofree char *citations = join_citations (timeline, event);
  const char *fields[] = { note->event_id,
                           title,
                           date,
                           note->text,
                           tags,
                           flags[note->flag],
                           note->author != NULL ? note->author : "",
                           created,
                           modified,
                           citations,
                           event == ANNALS_NO_EVENT ? "yes" : "" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_field (out, fields[i]);
    }
  g_string_append (out, "\r\n");
}

char *
annals_notes_to_csv (GPtrArray *notes, AnnalsTimeline *timeline)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_field (out, header[i]);
    }
  g_string_append (out, "\r\n");
  for (guint i = 0; i < notes->len; i++)
    append_note (out, notes->pdata[i], timeline);
  return g_string_free (out, FALSE);
}
