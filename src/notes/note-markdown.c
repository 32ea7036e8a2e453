/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as a text in Markdown (CommonMark 0.30), to be read as it is or set by another program.
 *
 *   # Notes on TITLE
 *   ## EVENT
 *   its date
 *   > the note, word for word
 *   flag · tags · author · when
 *   Sources: …
 *
 * What was typed is text and no markup: every ASCII punctuation character that could begin a markup is
 * escaped (CommonMark 2.4), lines end hard, and spaces that begin a line are kept. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "notes/note-export.h"
#include "time/words.h"

/* One line, escaped: what is markup anywhere, what begins a list or underlines a heading, "1." */
static void
append_line (GString *out, const char *line)
{
  gsize n_blanks = strspn (line, " \t"), n_digits = strspn (line + n_blanks, "0123456789");

  for (const char *at = line; *at != '\0'; at++)
    {
      gboolean is_first = at == line + n_blanks;
      gboolean ends_number = n_digits > 0 && at == line + n_blanks + n_digits && strchr (".)", *at) != NULL;

      if (at < line + n_blanks)
        {
          g_string_append (out, *at == '\t' ? "&nbsp;&nbsp;&nbsp;&nbsp;" : "&nbsp;");
          continue;
        }
      if (strchr ("\\`*_[]<>#~|&", *at) != NULL || (is_first && strchr ("+-=", *at) != NULL) || ends_number)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
    }
}

/* A text of one line: what breaks a line becomes a space. */
static void
append_inline (GString *out, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  g_strstrip (line);
  append_line (out, line);
}

/* The note as a quotation: its lines, its empty lines. */
static void
append_quotation (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  while (n > 0 && *g_strchomp (lines[n - 1]) == '\0')
    n--;
  for (guint i = 0; i < n; i++)
    {
      gboolean is_empty = *g_strchomp (lines[i]) == '\0';

      g_string_append (out, is_empty ? ">" : "> ");
      append_line (out, lines[i]);
      if (!is_empty && i + 1 < n && *g_strchomp (lines[i + 1]) != '\0')
        g_string_append_c (out, '\\');
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
append_part (GString *out, const char *text)
{
  if (out->len > 0)
    g_string_append (out, " · ");
  append_inline (out, text);
}

/* "Question · follow up · A. Reader · 2 September 2025, 14:20" */
static void
append_facts (GString *out, const AnnalsNote *note)
{
  const char *const flags[] = { NULL, _("Star"), _("Question"), _("Doubt") };
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *made = annals_local_time_to_words (note->created);

  if (flags[note->flag] != NULL)
    append_part (facts, flags[note->flag]);
  for (guint i = 0; note->tags[i] != NULL; i++)
    append_part (facts, note->tags[i]);
  if (note->author != NULL)
    append_part (facts, note->author);
  append_part (facts, made);
  g_string_append_printf (out, "%s\n\n", facts->str);
}

static void
append_citations (GString *out, AnnalsTimeline *timeline, guint event)
{
  g_autoptr (GPtrArray) citations = annals_note_export_cite (timeline, event);

  if (citations->len == 0)
    return;
  g_string_append_printf (out, "%s\n\n", _("Sources:"));
  for (guint i = 0; i < citations->len; i++)
    {
      g_string_append (out, "- ");
      append_inline (out, citations->pdata[i]);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
append_heading (GString *out, const char *marks, const char *title, const char *date)
{
  g_string_append_printf (out, "%s ", marks);
  append_inline (out, title != NULL && *title != '\0' ? title : _("An event without a title"));
  g_string_append (out, "\n\n");
  if (date != NULL && *date != '\0')
    {
      append_inline (out, date);
      g_string_append (out, "\n\n");
    }
}

/* The notes of events that are there (that are not), each event's in a row under its heading. */
static guint
append_notes (GString *out, GPtrArray *notes, AnnalsTimeline *timeline, gboolean orphans)
{
  const char *shown = NULL;
  guint last = ANNALS_NO_EVENT, n = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const AnnalsNote *note = notes->pdata[i];
      guint event = annals_timeline_find_event (timeline, note->event_id);

      if (orphans != (event == ANNALS_NO_EVENT))
        continue;
      if (n++ == 0 && orphans)
        append_heading (out, "##", _("Notes whose event is not in the timeline"), NULL);
      if (g_strcmp0 (shown, note->event_id) != 0)
        {
          g_autofree char *date = orphans ? (note->event_date != NULL ? annals_edtf_to_words (note->event_date) : NULL)
                                          : annals_timeline_get_event_date_words (timeline, event);

          if (last != ANNALS_NO_EVENT)
            append_citations (out, timeline, last);
          append_heading (out, orphans ? "###" : "##",
                          orphans ? note->event_title : annals_timeline_get_event_title (timeline, event), date);
        }
      shown = note->event_id;
      last = event;
      append_quotation (out, note->text);
      append_facts (out, note);
    }
  if (last != ANNALS_NO_EVENT)
    append_citations (out, timeline, last);
  return n;
}

char *
annals_notes_to_markdown (GPtrArray *notes, AnnalsTimeline *timeline)
{
  GString *out = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf (_("Notes on %s"), annals_timeline_get_title (timeline));

  append_heading (out, "#", title, NULL);
  append_notes (out, notes, timeline, FALSE);
  append_notes (out, notes, timeline, TRUE);
  /* One line break ends the file. */
  while (out->len > 1 && out->str[out->len - 2] == '\n')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
