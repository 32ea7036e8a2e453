/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of readers share: a timeline told in full, and files cut short. */
#pragma once

#include <string.h>

#include "formats/loader.h"

static inline GBytes *
format_test_read (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (g_steal_pointer (&text), length);
}

static inline AnnalsTimeline *
format_test_load_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_bytes (bytes, "text", &error);

  g_assert_no_error (error);
  return timeline;
}

static inline void
format_test_tell (GString *told, const char *name, const char *value)
{
  g_auto (GStrv) lines = value != NULL ? g_strsplit (value, "\n", -1) : NULL;
  g_autofree char *line = lines != NULL ? g_strjoinv (" | ", lines) : NULL;

  if (line != NULL)
    g_string_append_printf (told, "  %s: %s\n", name, g_strdelimit (line, "\037", '~'));
}

static inline void
format_test_tell_details (GString *told, const AnnalsEventDetails *details)
{
  format_test_tell (told, "date", details->date);
  format_test_tell (told, "begin", details->begin);
  format_test_tell (told, "end", details->end);
  format_test_tell (told, "dateText", details->date_text);
  format_test_tell (told, "summary", details->summary);
  format_test_tell (told, "color", details->color);
  format_test_tell (told, "place", details->place);
  if (details->latitude == details->latitude)
    g_string_append_printf (told, "  at: %g %g\n", details->latitude, details->longitude);
  for (guint i = 0; i < details->citations->len; i++)
    format_test_tell (told, "source",
                      ((const AnnalsCitation *)g_ptr_array_index (details->citations, i))->source);
  for (guint i = 0; i < details->media->len; i++)
    {
      const AnnalsMedia *media = g_ptr_array_index (details->media, i);
      g_autofree char *line
          = g_strdup_printf ("%s; %s; %s; %s", media->url, media->title, media->credit,
                             media->alternative);

      format_test_tell (told, "media", line);
    }
  for (guint i = 0; i < details->fields->len; i++)
    {
      const AnnalsField *field = g_ptr_array_index (details->fields, i);
      g_autofree char *name = g_strdup_printf ("[%s]", field->name);

      format_test_tell (told, name, field->value);
    }
}

/* The columns and the details of each event, and what was wrong: a text to compare. */
static inline char *
format_test_tell_timeline (AnnalsTimeline *timeline)
{
  GString *told = g_string_new (NULL);
  AnnalsProblems *problems = annals_timeline_get_problems (timeline);

  g_string_append_printf (told, "%s: %s\n", annals_timeline_get_format_name (timeline),
                          annals_timeline_get_title (timeline));
  format_test_tell (told, "description", annals_timeline_get_description (timeline));
  for (guint t = 0; t < annals_timeline_get_n_tracks (timeline); t++)
    {
      const AnnalsTrack *track = annals_timeline_get_track (timeline, t);

      g_string_append_printf (told, "  track %s: %s, parent %d, %06x%s, %u\n", track->id,
                              track->title, track->parent, track->rgb,
                              track->is_folded ? ", folded" : "", track->n_events);
    }
  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    {
      g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);
      guint flags = annals_timeline_get_event_flags (timeline, event);
      guint track = annals_timeline_get_event_track (timeline, event);

      g_string_append_printf (
          told, "%s%s%s %s: %s\n", annals_timeline_get_event_id (timeline, event),
          (flags & ANNALS_EVENT_BACKGROUND) != 0 ? " (era)" : "",
          (flags & ANNALS_EVENT_UNSOURCED) != 0 ? " (unsourced)" : "",
          annals_timeline_get_track (timeline, track)->id,
          annals_timeline_get_event_title (timeline, event));
      if (!annals_span_is_dated (annals_timeline_get_event_span (timeline, event)))
        g_string_append (told, "  undated\n");
      format_test_tell (told, "column", annals_timeline_get_event_date (timeline, event));
      format_test_tell_details (told, details);
    }
  for (guint p = 0; p < annals_problems_get_n_kept (problems); p++)
    {
      g_autofree char *line = annals_problem_to_line (annals_problems_get (problems, p), "FILE");

      g_string_append_printf (told, "%s (%s)\n", line, annals_problems_get (problems, p)->event_id);
    }
  return g_string_free (told, FALSE);
}

/* Against NAME.told beside the file, which is written anew where ANNALS_REWRITE_TOLD is set: then
 * read what has changed. */
static inline void
format_test_check (const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = format_test_read (folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, name, &error);
  g_autofree char *stem = g_strndup (name, strcspn (name, "."));
  g_autofree char *told_name = g_strconcat (stem, ".told", NULL);
  g_autofree char *told = NULL;
  g_autoptr (GBytes) expected = NULL;

  g_assert_no_error (error);
  told = format_test_tell_timeline (timeline);
  if (g_getenv ("ANNALS_REWRITE_TOLD") != NULL)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, told_name, NULL);

      g_file_set_contents (path, told, -1, &error);
      g_assert_no_error (error);
    }
  expected = format_test_read (folder, told_name);
  g_assert_cmpmem (told, strlen (told), g_bytes_get_data (expected, NULL),
                   g_bytes_get_size (expected));
}

/* Cut at every byte: an error, or a timeline whose every event can be looked at. */
static inline void
format_test_truncate (const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = format_test_read (folder, name);

  for (gsize length = 0; length < g_bytes_get_size (bytes); length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (cut, name, &error);

      g_assert_true ((timeline != NULL) != (error != NULL));
      if (timeline != NULL)
        g_free (format_test_tell_timeline (timeline));
    }
}
