/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes for people and other programs: as a text in Markdown, as a table in CSV. */
#pragma once

#include "model/timeline.h"
#include "notes/note.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_NOTE_EXPORT_MARKDOWN,
  ANNALS_NOTE_EXPORT_CSV
} AnnalsNoteExportFormat;

/* `notes`: of AnnalsNote, in the order that they are to have. Both read details of events from the
 * file, so they belong on a worker where the notes are many. (transfer full) UTF-8. */

/* CommonMark: a heading for each event, its notes as they read, its sources. What the reader typed is
 * escaped, so that it reads as typed. Orphans come last, under a heading of their own. */
char *annals_notes_to_markdown (GPtrArray *notes, AnnalsTimeline *timeline);

/* RFC 4180: a header line and a line a note, CRLF, every field quoted. Columns: event, title, date (EDTF),
 * note, tags, flag, author, created, modified (UTC), citations, orphan ("yes" or nothing). Tags are
 * parted by "; ", citations by line breaks. A field that a spreadsheet would take for a formula
 * (it begins with = + - @, a tab or a line break) gets an apostrophe in front. */
char *annals_notes_to_csv (GPtrArray *notes, AnnalsTimeline *timeline);

/* Writes either to `file`, whole or not at all, symlinks followed, on a worker.
 * Errors: G_IO_ERROR_EXISTS where that is one of `kept` (of GFile: the timeline, the notebook) by any name;
 * G_IO_ERROR or G_FILE_ERROR where it cannot be written. */
void annals_notes_export_async (GPtrArray *notes, AnnalsTimeline *timeline, AnnalsNoteExportFormat format, GFile *file,
                                GPtrArray *kept, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean annals_notes_export_finish (GAsyncResult *result, GError **error);
/* The same on this thread. */
gboolean annals_notes_export (GPtrArray *notes, AnnalsTimeline *timeline, AnnalsNoteExportFormat format, GFile *file,
                              GPtrArray *kept, GError **error);

/* For both writers: the citations of the event's sources. (transfer full) of char * */
GPtrArray *annals_note_export_cite (AnnalsTimeline *timeline, guint event);

G_END_DECLS
