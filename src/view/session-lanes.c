/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lanes of a session as the reader has arranged them, for each grouping. */
#include "view/session-private.h"

AnnalsArrangement *
annals_session_get_arrangement (AnnalsSession *self)
{
  AnnalsGrouping *grouping;

  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  grouping = annals_session_get_grouping (self);
  if (self->arrangement != NULL && self->arranged == grouping)
    return self->arrangement;
  /* What is shown until the lanes are known is arranged as it was. */
  if (grouping != NULL && !annals_grouping_is_ready (grouping))
    return self->arrangement;

  g_clear_pointer (&self->arrangement, annals_arrangement_unref);
  self->arranged = grouping;
  self->arranged_by = self->group_by;
  if (grouping != NULL)
    self->arrangement
      = annals_arrangement_new (grouping, (const char *const *) self->lanes.order[self->group_by],
                                (const char *const *) self->lanes.folded[self->group_by]);

  return self->arrangement;
}

void
annals_session_set_arrangement (AnnalsSession *self, AnnalsArrangement *arrangement)
{
  char ***order, ***folded;

  g_return_if_fail (ANNALS_IS_SESSION (self));
  g_return_if_fail (arrangement != NULL);
  g_return_if_fail (self->timeline != NULL);

  if (arrangement == annals_session_get_arrangement (self))
    return;

  annals_arrangement_ref (arrangement);
  annals_arrangement_unref (self->arrangement);
  self->arrangement = arrangement;
  order = &self->lanes.order[self->arranged_by];
  folded = &self->lanes.folded[self->arranged_by];
  g_strfreev (*order);
  g_strfreev (*folded);
  *order = annals_arrangement_get_order (arrangement);
  *folded = annals_arrangement_get_folded (arrangement);
  g_signal_emit_by_name (self, "arrangement-changed");
}

const AnnalsLaneMemory *
annals_session_get_lane_memory (AnnalsSession *self)
{
  g_return_val_if_fail (ANNALS_IS_SESSION (self), NULL);

  self->lanes.group_by = self->group_by;

  return &self->lanes;
}

void
annals_session_set_lane_memory (AnnalsSession *self, const AnnalsLaneMemory *memory)
{
  g_return_if_fail (ANNALS_IS_SESSION (self));
  g_return_if_fail (memory != NULL);

  annals_lane_memory_clear (&self->lanes);
  annals_lane_memory_copy (memory, &self->lanes);
  g_clear_pointer (&self->arrangement, annals_arrangement_unref);
  self->arranged = NULL;
  if (memory->group_by != self->group_by)
    annals_session_set_group_by (self, memory->group_by);
  else
    g_signal_emit_by_name (self, "arrangement-changed");
}
