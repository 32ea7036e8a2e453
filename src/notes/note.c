/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note: what the reader wrote about an event. */
#include "notes/note.h"

#include <string.h>

#include "notes/note-private.h"
#include "notes/note-set.h"

AnnalsNote *
annals_note_ref (AnnalsNote *note)
{
  g_atomic_ref_count_inc (&note->ref_count);
  return note;
}

void
annals_note_unref (AnnalsNote *note)
{
  if (!g_atomic_ref_count_dec (&note->ref_count))
    return;
  g_free (note->id);
  g_free (note->text);
  g_strfreev (note->tags);
  g_free (note->author);
  g_clear_pointer (&note->created, g_date_time_unref);
  g_clear_pointer (&note->modified, g_date_time_unref);
  g_free (note->event_id);
  g_free (note->event_title);
  g_free (note->event_date);
  g_free (note->json);
  g_free (note);
}

GDateTime *
annals_note_now (void)
{
  static gint64 last_ms = 0; /* the notebook belongs to one thread */
  gint64 now_ms = g_get_real_time () / 1000;
  g_autoptr (GDateTime) second = NULL;

  if (now_ms <= last_ms && last_ms - now_ms < 1000)
    now_ms = last_ms + 1;
  last_ms = now_ms;
  second = g_date_time_new_from_unix_utc (now_ms / 1000);
  return g_date_time_add (second, (now_ms % 1000) * G_TIME_SPAN_MILLISECOND);
}

char *
annals_note_time_to_text (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  int microsecond = g_date_time_get_microsecond (utc);
  /* Not g_date_time_format(), whose digits are the locale's. */
  g_autofree char *seconds = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d",
                                              g_date_time_get_year (utc), g_date_time_get_month (utc),
                                              g_date_time_get_day_of_month (utc), g_date_time_get_hour (utc),
                                              g_date_time_get_minute (utc), g_date_time_get_second (utc));

  if (microsecond == 0)
    return g_strdup_printf ("%sZ", seconds);
  return microsecond % 1000 == 0 ? g_strdup_printf ("%s.%03dZ", seconds, microsecond / 1000)
                                 : g_strdup_printf ("%s.%06dZ", seconds, microsecond);
}

GDateTime *
annals_note_time_from_text (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL ? g_date_time_to_utc (time) : NULL;
}

void
annals_note_set_event (AnnalsNote *note, const char *event_id, const char *event_title, const char *event_date)
{
  g_free (note->event_id);
  g_free (note->event_title);
  g_free (note->event_date);
  note->event_id = g_utf8_make_valid (event_id, -1);
  note->event_title = event_title != NULL ? g_utf8_make_valid (event_title, -1) : NULL;
  note->event_date = event_date != NULL && *event_date != '\0' ? g_utf8_make_valid (event_date, -1) : NULL;
  /* The timeline's own separator of a begin and an end: no EDTF. */
  if (note->event_date != NULL)
    g_strdelimit (note->event_date, "\037", '/');
}

AnnalsNote *
annals_note_new (const char *event_id, const char *event_title, const char *event_date)
{
  AnnalsNote *note = g_new0 (AnnalsNote, 1);
  g_autofree char *uuid = g_uuid_string_random ();

  g_atomic_ref_count_init (&note->ref_count);
  note->id = g_strconcat ("urn:uuid:", uuid, NULL);
  note->text = g_strdup ("");
  note->tags = g_new0 (char *, 1);
  note->created = annals_note_now ();
  note->modified = g_date_time_ref (note->created);
  annals_note_set_event (note, event_id, event_title, event_date);
  return note;
}

AnnalsNote *
annals_note_copy (const AnnalsNote *note)
{
  AnnalsNote *copy = g_new0 (AnnalsNote, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (note->id);
  copy->text = g_strdup (note->text);
  copy->tags = g_strdupv (note->tags);
  copy->flag = note->flag;
  copy->author = g_strdup (note->author);
  copy->created = g_date_time_ref (note->created);
  copy->modified = g_date_time_ref (note->modified);
  copy->event_id = g_strdup (note->event_id);
  copy->event_title = g_strdup (note->event_title);
  copy->event_date = g_strdup (note->event_date);
  copy->json = g_strdup (note->json);
  copy->is_edited = note->is_edited;
  return copy;
}

AnnalsNote *
annals_note_edit (const AnnalsNote *note)
{
  AnnalsNote *copy = annals_note_copy (note);
  g_autoptr (GDateTime) now = annals_note_now ();

  if (g_date_time_compare (now, copy->modified) <= 0)
    {
      /* The last edit is from a machine whose clock runs ahead. There is nothing after 9999. */
      GDateTime *after = g_date_time_add (copy->modified, G_TIME_SPAN_MILLISECOND);

      g_date_time_unref (now);
      now = after != NULL ? after : g_date_time_ref (copy->modified);
    }
  g_date_time_unref (copy->modified);
  copy->modified = g_steal_pointer (&now);
  copy->is_edited = TRUE;
  return copy;
}

gboolean
annals_note_says_same (const AnnalsNote *a, const AnnalsNote *b)
{
  return a->flag == b->flag && strcmp (a->text, b->text) == 0
         && g_strv_equal ((const char *const *) a->tags, (const char *const *) b->tags)
         && g_strcmp0 (a->author, b->author) == 0 && strcmp (a->event_id, b->event_id) == 0
         && g_strcmp0 (a->event_title, b->event_title) == 0
         && g_strcmp0 (a->event_date, b->event_date) == 0;
}

gboolean
annals_note_is_conflict (const AnnalsNote *note)
{
  return g_strv_contains ((const char *const *) note->tags, ANNALS_CONFLICT_TAG);
}

gboolean
annals_note_is_event_changed (const AnnalsNote *note, const char *event_title, const char *event_date)
{
  g_autofree char *date = g_strdup (event_date != NULL ? event_date : "");

  g_strdelimit (date, "\037", '/');
  return (note->event_title != NULL && g_strcmp0 (note->event_title, event_title) != 0)
         || (note->event_date != NULL && strcmp (note->event_date, date) != 0);
}
