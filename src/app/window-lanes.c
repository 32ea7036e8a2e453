/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a window's lanes are arranged, remembered with the file that they are of. */
#include "app/window-private.h"

static void
show_group_by (AnnalsWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "group-by");
  const char *name = annals_group_by_get_name (annals_session_get_group_by (self->session));

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
}

/* A file may say who it is only after its events: what it is remembered by is looked at again with
 * each publication. */
void
annals_window_recall_lanes (AnnalsWindow *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  g_autofree char *key = timeline != NULL ? annals_file_memory_get_key (timeline) : NULL;
  g_autoptr (GFile) file = NULL;
  AnnalsLaneMemory memory = { 0 };

  if (g_strcmp0 (key, self->memory_key) == 0)
    return;
  g_free (self->memory_key);
  self->memory_key = g_steal_pointer (&key);
  if (self->memory_key == NULL)
    return;

  file = annals_file_memory_get_default ();
  if (annals_file_memory_load (file, self->memory_key, &memory))
    {
      self->is_recalling = TRUE;
      annals_session_set_lane_memory (self->session, &memory);
      self->is_recalling = FALSE;
      show_group_by (self);
    }
  annals_lane_memory_clear (&memory);
}

void
annals_window_remember_lanes (AnnalsWindow *self)
{
  g_autoptr (GFile) file = annals_file_memory_get_default ();

  if (self->memory_key != NULL && !self->is_recalling)
    annals_file_memory_save_async (file, self->memory_key,
                                   annals_session_get_lane_memory (self->session));
}
