/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the notebook of a timeline whose file was renamed: in the same folder, by the timeline's id. */
#pragma once

#include "model/timeline.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_NOTEBOOK_SEARCH_NOTHING, /* there is a notebook of the right name, or none to be found */
  ANNALS_NOTEBOOK_SEARCH_FOUND,   /* one has the timeline's id, and the timeline it was named for is gone */
  ANNALS_NOTEBOOK_SEARCH_OFFER    /* some may be it: several have the id, or one whose own timeline is there
                                     still; or the id tells nothing and one has lost its timeline */
} AnnalsNotebookSearchResult;

/* Reads the notebooks in the timeline's folder, on a worker. */
void annals_notebook_search_async (AnnalsTimeline *timeline, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* *file: (transfer full): the one that was found, or the likeliest of those on offer; NULL for nothing. */
AnnalsNotebookSearchResult annals_notebook_search_finish (GAsyncResult *result, GFile **file);
/* The same on this thread. */
AnnalsNotebookSearchResult annals_notebook_search (AnnalsTimeline *timeline, GCancellable *cancellable,
                                                   GFile **file);

G_END_DECLS
