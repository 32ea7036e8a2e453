/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the notebook of a timeline whose file was renamed.
 *
 *   story.json  →  final.json     the reader renames the timeline, and forgets
 *   story.notes.jsonld            its notebook, whose notes name the timeline's id
 *
 * Nothing is moved: a notebook that is certain is used where it lies, under its old name; one that is
 * not is offered, and what the reader chooses is copied. */
#include "notes/notebook-search.h"

#include <string.h>

#include "notes/notebook-file.h"

#define SUFFIX ".notes.jsonld"
/* A folder of more notebooks than this is somebody's archive, not a place to look through. */
#define NOTEBOOKS_MAX 256

typedef struct
{
  AnnalsNotebookSearchResult outcome;
  GFile *file;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_object (&answer->file);
  g_free (answer);
}

/* NAME of NAME.json, as the notebook is named for it. (transfer full) */
static char *
get_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* Is that the name of what may be a timeline? A picture of story.json is called story.png. */
static gboolean
is_timeline_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot == NULL || dot == name || g_str_equal (dot, ".json") || g_str_equal (dot, ".jsonl")
         || (g_str_equal (dot, ".jsonld") && strstr (name, ".notes") == NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The folder's notebooks by the stem of their timeline, and the stems of the timelines that are there. */
static void
list_folder (const char *folder, GPtrArray *notebooks, GHashTable *stems)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) && notebooks->len < NOTEBOOKS_MAX)
      g_ptr_array_add (notebooks, g_strndup (name, strlen (name) - strlen (SUFFIX)));
    else if (is_timeline_name (name))
      g_hash_table_add (stems, get_stem (name));
  g_ptr_array_sort (notebooks, compare_names);
}

typedef struct
{
  const char *folder;
  const char *id; /* the timeline's; NULL: it has none */
  GHashTable *stems;
  GFile *certain, *likely; /* owned */
  guint n_certain;
} Search;

static void
look_at (Search *search, const char *stem)
{
  g_autofree char *name = g_strconcat (stem, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (search->folder, name, NULL);
  gboolean is_missing;
  g_autoptr (AnnalsNotebookFile) file = annals_notebook_file_load (path, &is_missing, NULL);
  gboolean is_lost = !g_hash_table_contains (search->stems, stem);
  gboolean has_id;

  if (file == NULL || annals_note_set_count (file->set) == 0)
    return;
  has_id = search->id != NULL && g_strcmp0 (file->source_id, search->id) == 0;
  if (has_id && is_lost)
    {
      search->n_certain++;
      g_clear_object (&search->certain);
      search->certain = g_file_new_for_path (path);
    }
  /* Of two timelines with an id each, one is not the other's. */
  else if (search->likely == NULL && (has_id || (is_lost && search->id == NULL)))
    search->likely = g_file_new_for_path (path);
}

AnnalsNotebookSearchResult
annals_notebook_search (AnnalsTimeline *timeline, GCancellable *cancellable, GFile **file)
{
  GFile *timeline_file = annals_timeline_get_file (timeline);
  g_autofree char *path
      = timeline_file != NULL && !g_file_has_uri_scheme (timeline_file, "resource") ? g_file_get_path (timeline_file)
                                                                                    : NULL;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *own_stem = path != NULL ? get_stem (name) : NULL;
  g_autoptr (GPtrArray) notebooks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = { folder, annals_timeline_get_id (timeline), stems, NULL, NULL, 0 };
  gboolean is_certain;

  *file = NULL;
  if (path == NULL)
    return ANNALS_NOTEBOOK_SEARCH_NOTHING;
  list_folder (folder, notebooks, stems);
  if (g_ptr_array_find_with_equal_func (notebooks, own_stem, g_str_equal, NULL))
    return ANNALS_NOTEBOOK_SEARCH_NOTHING;
  for (guint i = 0; i < notebooks->len && !g_cancellable_is_cancelled (cancellable); i++)
    look_at (&search, notebooks->pdata[i]);
  is_certain = search.n_certain == 1;
  *file = search.certain != NULL ? g_steal_pointer (&search.certain) : g_steal_pointer (&search.likely);
  g_clear_object (&search.likely);
  if (*file == NULL)
    return ANNALS_NOTEBOOK_SEARCH_NOTHING;
  return is_certain ? ANNALS_NOTEBOOK_SEARCH_FOUND : ANNALS_NOTEBOOK_SEARCH_OFFER;
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->outcome = annals_notebook_search (source, cancellable, &answer->file);
  g_task_return_pointer (task, answer, (GDestroyNotify) answer_free);
}

void
annals_notebook_search_async (AnnalsTimeline *timeline, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (timeline, cancellable, callback, user_data);

  g_return_if_fail (ANNALS_IS_TIMELINE (timeline));
  g_task_run_in_thread (task, search_thread);
}

AnnalsNotebookSearchResult
annals_notebook_search_finish (GAsyncResult *result, GFile **file)
{
  Answer *answer = g_task_propagate_pointer (G_TASK (result), NULL);
  AnnalsNotebookSearchResult outcome = ANNALS_NOTEBOOK_SEARCH_NOTHING;

  *file = NULL;
  if (answer == NULL) /* cancelled */
    return outcome;
  outcome = answer->outcome;
  *file = g_steal_pointer (&answer->file);
  answer_free (answer);
  return outcome;
}
