/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which notes a page lists, and in which order. */
#pragma once

#include "find/bitset.h"
#include "notes/notebook.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_NOTE_ORDER_EVENT,  /* by the time of their events, undated ones last, each event's oldest first */
  ANNALS_NOTE_ORDER_WRITTEN /* by when they were made, newest first */
} AnnalsNoteOrder;

#define ANNALS_NOTE_FILTER_ANY_FLAG (-1)

typedef struct
{
  const char *words; /* (nullable): all are in its text, tags or author or in its event's title, as a search
                        has words */
  int flag;          /* AnnalsNoteFlag or ANNALS_NOTE_FILTER_ANY_FLAG */
  const char *tag;   /* (nullable) */
  gboolean only_orphans;
  AnnalsNoteOrder order;
} AnnalsNoteFilter;

/* The event that the note is about, ANNALS_NO_EVENT for an orphan. */
guint annals_note_find_event (const AnnalsNote *note, AnnalsTimeline *timeline);

/* The events that have notes, as it is now: for a worker, which may not ask the notebook itself.
 * (transfer full) */
AnnalsBitset *annals_notebook_find_events (AnnalsNotebook *notebook, AnnalsTimeline *timeline);

/* The notes that pass, in order. An orphan's time is that of its event when it was written.
 * (transfer full) of AnnalsNote */
GPtrArray *annals_note_filter_run (const AnnalsNoteFilter *filter, AnnalsNotebook *notebook,
                                   AnnalsTimeline *timeline);

typedef struct
{
  GPtrArray *notes;  /* of AnnalsNote: those that pass, in order */
  GStrv tags;        /* every tag of the notebook once, in the locale's order */
  guint n_orphans;   /* in the notebook */
} AnnalsNoteListing;

/* The same on a worker, with what a page tells of the whole notebook. The notes are those of this moment. Where
 * there is no orphan, `only_orphans` asks for nothing. */
void annals_note_filter_run_async (const AnnalsNoteFilter *filter, AnnalsNotebook *notebook,
                                   AnnalsTimeline *timeline, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): NULL with an error when cancelled. */
AnnalsNoteListing *annals_note_filter_run_finish (GAsyncResult *result, GError **error);
void annals_note_listing_free (AnnalsNoteListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsNoteListing, annals_note_listing_free)

G_END_DECLS
