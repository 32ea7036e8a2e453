/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells when a file on disk has changed, in whatever way, and has come to rest.
 *
 * A monitor of a path sees what happens to that name in its folder: a file that is replaced,
 * deleted or moved there too. It does not see through symbolic links, so every link on the way has
 * a monitor of its own, and the way is walked again after each change.
 *
 * It is walked on a worker: GIO may look for its modules before it makes a monitor. What happens to
 * the file until the monitors are there is told by the state it was in before. */
#include "formats/file-watch.h"

#include <string.h>

/* Writing is over when the writer closes the file; one that keeps it open gets a little longer. */
#define SETTLE_MS 200
#define SETTLE_WRITING_MS 1000
/* A file that never comes to rest is told of all the same. */
#define WAIT_MAX_US (3 * G_USEC_PER_SEC)
/* As many links as the kernel follows. */
#define LINKS_MAX 40

struct _AnnalsFileWatch
{
  GObject parent_instance;

  GFile *file;
  GPtrArray *monitors; /* of GFileMonitor */
  gboolean is_walking;
  gboolean is_stale;   /* the way may be another since that began */
  guint source;
  gint64 first_us; /* when the first change came that is not told of yet; 0: there is none */
};

G_DEFINE_FINAL_TYPE (AnnalsFileWatch, annals_file_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* From a link, where it leads and what comes behind it to where that is. */
static void
follow (char **link, const char *target, const char *behind)
{
  g_autofree char *folder = g_path_get_dirname (*link);
  g_autofree char *way = g_build_filename (target, behind, NULL);

  g_free (*link);
  *link = g_canonicalize_filename (way, folder);
}

/* Adds each name on the way to the file that decides which file that is: links, and its own. */
static void
collect_names (GPtrArray *names, const char *path)
{
  g_autofree char *rest = g_canonicalize_filename (path, NULL);

  for (guint n_links = 0; n_links < LINKS_MAX; n_links++)
    {
      g_autofree char *target = NULL;
      char *slash = rest;

      do
        {
          slash = strchr (slash + 1, G_DIR_SEPARATOR);
          if (slash != NULL)
            *slash = '\0';
          target = g_file_read_link (rest, NULL);
          if (target != NULL || slash == NULL)
            g_ptr_array_add (names, g_strdup (rest));
          if (target == NULL && slash != NULL)
            *slash = G_DIR_SEPARATOR;
        }
      while (target == NULL && slash != NULL);
      if (target == NULL)
        return;

      follow (&rest, target, slash != NULL ? slash + 1 : "");
    }
}

/* Which file it is and when it was last written; NULL: there is none, or it cannot be told at once. */
static char *
get_state (GFile *file)
{
  g_autoptr (GFileInfo) info = NULL;

  if (g_file_is_native (file))
    info = g_file_query_info (file,
                              G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                              "," G_FILE_ATTRIBUTE_ID_FILE,
                              G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL)
    return NULL;
  return g_strdup_printf ("%s %" G_GOFFSET_FORMAT " %s", g_file_info_get_etag (info),
                          g_file_info_get_size (info),
                          g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE));
}

typedef struct
{
  char *state; /* before it began; nullable */
  GPtrArray *monitors;
} Walk;

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_free (walk->state);
  g_ptr_array_unref (walk->monitors);
  g_free (walk);
}

static void
add_monitor (Walk *walk, GFile *file)
{
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor != NULL)
    g_ptr_array_add (walk->monitors, monitor);
}

/* A worker has no main context of its own: what its monitors have to say is said on the main thread. */
static void
walk_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = ANNALS_FILE_WATCH (source)->file;
  const char *path = g_file_peek_path (file);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (path == NULL || !g_file_is_native (file))
    add_monitor (data, file);
  else
    collect_names (names, path);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GFile) name = g_file_new_for_path (names->pdata[i]);

      add_monitor (data, name);
    }
  g_task_return_boolean (task, TRUE);
}

static void
monitor_changed_cb (AnnalsFileWatch *self, GFile *file, GFile *other, GFileMonitorEvent event);

static void
remove_monitors (AnnalsFileWatch *self)
{
  for (guint i = 0; i < self->monitors->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->monitors->pdata[i], self);
      g_file_monitor_cancel (self->monitors->pdata[i]);
    }
  g_ptr_array_set_size (self->monitors, 0);
}

static void start_walk (AnnalsFileWatch *self);

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsFileWatch *self = ANNALS_FILE_WATCH (source);
  Walk *walk = g_task_get_task_data (G_TASK (result));
  g_autofree char *state = NULL;

  self->is_walking = FALSE;
  remove_monitors (self);
  for (guint i = 0; i < walk->monitors->len; i++)
    {
      g_signal_connect_swapped (walk->monitors->pdata[i], "changed", G_CALLBACK (monitor_changed_cb),
                                self);
      g_ptr_array_add (self->monitors, g_object_ref (walk->monitors->pdata[i]));
    }
  /* From here on they tell; until here nobody did. */
  state = get_state (self->file);
  if (g_strcmp0 (state, walk->state) != 0)
    monitor_changed_cb (self, self->file, NULL, G_FILE_MONITOR_EVENT_CHANGED);
  if (self->is_stale)
    start_walk (self);
}

static void
start_walk (AnnalsFileWatch *self)
{
  g_autoptr (GTask) task = NULL;
  Walk *walk;

  self->is_stale = self->is_walking;
  if (self->is_walking)
    return;

  self->is_walking = TRUE;
  walk = g_new0 (Walk, 1);
  walk->state = get_state (self->file);
  walk->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  task = g_task_new (self, NULL, walked_cb, NULL);
  g_task_set_task_data (task, walk, walk_free);
  g_task_set_name (task, "file watch");
  g_task_run_in_thread (task, walk_thread);
}

static gboolean
settled_cb (gpointer data)
{
  AnnalsFileWatch *self = data;

  self->source = 0;
  self->first_us = 0;
  start_walk (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (AnnalsFileWatch *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  gint64 now_us = g_get_monotonic_time ();
  guint wait_ms = event == G_FILE_MONITOR_EVENT_CHANGED ? SETTLE_WRITING_MS : SETTLE_MS;

  if (self->first_us == 0)
    self->first_us = now_us;
  if (now_us - self->first_us + wait_ms * 1000 > WAIT_MAX_US)
    wait_ms = MAX (0, self->first_us + WAIT_MAX_US - now_us) / 1000;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (wait_ms, settled_cb, self);
}

static void
annals_file_watch_dispose (GObject *object)
{
  AnnalsFileWatch *self = ANNALS_FILE_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  remove_monitors (self);
  G_OBJECT_CLASS (annals_file_watch_parent_class)->dispose (object);
}

static void
annals_file_watch_finalize (GObject *object)
{
  AnnalsFileWatch *self = ANNALS_FILE_WATCH (object);

  g_ptr_array_unref (self->monitors);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (annals_file_watch_parent_class)->finalize (object);
}

static void
annals_file_watch_class_init (AnnalsFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = annals_file_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = annals_file_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", ANNALS_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
annals_file_watch_init (AnnalsFileWatch *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
}

AnnalsFileWatch *
annals_file_watch_new (GFile *file)
{
  AnnalsFileWatch *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (ANNALS_TYPE_FILE_WATCH, NULL);
  self->file = g_object_ref (file);
  start_walk (self);
  return self;
}
