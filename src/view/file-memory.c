/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of a file between readings: how its lanes were arranged.
 *
 *   [3f2a…]                  a hash of the timeline's id or URI
 *   seen=1756200000          seconds since 1970: who goes first
 *   group-by=track
 *   track-order=meetings;tests;
 *   track-folded=tests;
 *
 * The file is the user's: what is in it is read as input, and what cannot be read is left out. */
#include "view/file-memory.h"

#define FILE_BYTES_MAX (1024 * 1024)
#define LANES_MAX 1000 /* keys of one list */
#define KEY_BYTES_MAX 256

static GMutex mutex;          /* one reads, changes and writes the file at a time */
static GThreadPool *pool;     /* of one thread: saves keep their order */

void
annals_lane_memory_clear (AnnalsLaneMemory *memory)
{
  g_return_if_fail (memory != NULL);

  for (guint by = 0; by < ANNALS_N_GROUP_BYS; by++)
    {
      g_strfreev (memory->order[by]);
      g_strfreev (memory->folded[by]);
    }
  *memory = (AnnalsLaneMemory){ 0 };
}

void
annals_lane_memory_copy (const AnnalsLaneMemory *memory, AnnalsLaneMemory *copy)
{
  g_return_if_fail (memory != NULL && copy != NULL);

  copy->group_by = memory->group_by;
  for (guint by = 0; by < ANNALS_N_GROUP_BYS; by++)
    {
      copy->order[by] = g_strdupv (memory->order[by]);
      copy->folded[by] = g_strdupv (memory->folded[by]);
    }
}

GFile *
annals_file_memory_get_default (void)
{
  return g_file_new_build_filename (g_get_user_state_dir (), "annals", "lanes.ini", NULL);
}

char *
annals_file_memory_get_key (AnnalsTimeline *timeline)
{
  const char *id;
  GFile *file;
  g_autofree char *uri = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ANNALS_IS_TIMELINE (timeline), NULL);

  id = annals_timeline_get_id (timeline);
  file = annals_timeline_get_file (timeline);
  if (id != NULL && *id != '\0')
    name = g_strconcat ("id ", id, NULL);
  else if (file != NULL)
    {
      uri = g_file_get_uri (file);
      name = g_strconcat ("uri ", uri, NULL);
    }

  return name != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1) : NULL;
}

/* --- reading --- */

/* Never NULL; empty where the file is not there, too large or no key file. */
static GKeyFile *
read_keys (GFile *file)
{
  GKeyFile *keys = g_key_file_new ();
  g_autoptr (GFileInfo) info = g_file_query_info (
    file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
    NULL, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || g_file_info_get_size (info) > FILE_BYTES_MAX
      || !g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
    return keys;
  if (!g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, NULL))
    {
      g_key_file_unref (keys);
      keys = g_key_file_new ();
    }

  return keys;
}

static char **
get_list (GKeyFile *keys, const char *group, AnnalsGroupBy by, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", annals_group_by_get_name (by), what);
  gsize n = 0;
  char **list = g_key_file_get_string_list (keys, group, name, &n, NULL);

  if (n <= LANES_MAX)
    return list;
  g_strfreev (list);

  return NULL;
}

gboolean
annals_file_memory_load (GFile *file, const char *key, AnnalsLaneMemory *memory)
{
  g_autoptr (GKeyFile) keys = NULL;
  g_autofree char *by = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (memory != NULL, FALSE);

  *memory = (AnnalsLaneMemory){ 0 };
  if (key == NULL)
    return FALSE;
  keys = read_keys (file);
  if (!g_key_file_has_group (keys, key))
    return FALSE;

  by = g_key_file_get_string (keys, key, "group-by", NULL);
  if (by == NULL || !annals_group_by_from_name (by, &memory->group_by))
    memory->group_by = ANNALS_GROUP_TRACK;
  for (guint i = 0; i < ANNALS_N_GROUP_BYS; i++)
    {
      memory->order[i] = get_list (keys, key, (AnnalsGroupBy) i, "order");
      memory->folded[i] = get_list (keys, key, (AnnalsGroupBy) i, "folded");
    }

  return TRUE;
}

/* --- writing --- */

/* A list that is too long to be read again is not written. */
static void
set_list (GKeyFile *keys, const char *group, AnnalsGroupBy by, const char *what, char **list)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", annals_group_by_get_name (by), what);
  guint n = list != NULL ? g_strv_length (list) : 0;

  if (list == NULL || n > LANES_MAX)
    return;
  for (guint i = 0; i < n; i++)
    if (strlen (list[i]) > KEY_BYTES_MAX)
      return;
  g_key_file_set_string_list (keys, group, name, (const char *const *) list, n);
}

static void
drop_oldest (GKeyFile *keys, const char *kept)
{
  gsize n;
  g_auto (GStrv) groups = g_key_file_get_groups (keys, &n);

  for (; n > ANNALS_FILE_MEMORY_MAX; n--)
    {
      gint64 oldest_s = G_MAXINT64;
      gsize oldest = 0;

      for (gsize i = 0; groups[i] != NULL; i++)
        {
          gint64 seen_s;

          if (*groups[i] == '\0' || g_str_equal (groups[i], kept))
            continue;
          seen_s = g_key_file_get_int64 (keys, groups[i], "seen", NULL);
          if (seen_s >= oldest_s)
            continue;
          oldest_s = seen_s;
          oldest = i;
        }
      g_key_file_remove_group (keys, groups[oldest], NULL);
      *groups[oldest] = '\0';
    }
}

static gboolean
write_keys (GFile *file, GKeyFile *keys, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  gsize length;
  g_autofree char *text = g_key_file_to_data (keys, &length, NULL);

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not a local file");
      return FALSE;
    }
  g_mkdir_with_parents (folder, 0700);

  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
annals_file_memory_save (GFile *file, const char *key, const AnnalsLaneMemory *memory, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GKeyFile) keys = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (key != NULL && memory != NULL, FALSE);

  locker = g_mutex_locker_new (&mutex);
  keys = read_keys (file);
  g_key_file_remove_group (keys, key, NULL);
  g_key_file_set_int64 (keys, key, "seen", g_get_real_time () / G_USEC_PER_SEC);
  g_key_file_set_string (keys, key, "group-by", annals_group_by_get_name (memory->group_by));
  for (guint by = 0; by < ANNALS_N_GROUP_BYS; by++)
    {
      set_list (keys, key, (AnnalsGroupBy) by, "order", memory->order[by]);
      set_list (keys, key, (AnnalsGroupBy) by, "folded", memory->folded[by]);
    }
  drop_oldest (keys, key);

  return write_keys (file, keys, error);
}

typedef struct
{
  GFile *file;
  char *key;
  AnnalsLaneMemory memory;
} Save;

static void
save_thread (gpointer data, gpointer user_data)
{
  Save *save = data;
  g_autoptr (GError) error = NULL;

  if (!annals_file_memory_save (save->file, save->key, &save->memory, &error))
    g_debug ("How lanes are arranged is not remembered: %s", error->message);
  annals_lane_memory_clear (&save->memory);
  g_object_unref (save->file);
  g_free (save->key);
  g_free (save);
}

void
annals_file_memory_save_async (GFile *file, const char *key, const AnnalsLaneMemory *memory)
{
  Save *save;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (key != NULL && memory != NULL);

  if (pool == NULL)
    pool = g_thread_pool_new (save_thread, NULL, 1, FALSE, NULL);
  save = g_new0 (Save, 1);
  save->file = g_object_ref (file);
  save->key = g_strdup (key);
  annals_lane_memory_copy (memory, &save->memory);
  g_thread_pool_push (pool, save, NULL);
}

void
annals_file_memory_flush (void)
{
  if (pool == NULL)
    return;
  g_thread_pool_free (pool, FALSE, TRUE);
  pool = NULL;
}
