/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small timelines for the view room's tests: a line an event, "track|date|importance|title". */
#pragma once

#include "model/builder.h"
#include "time/edtf.h"

static inline void
sample_add (AnnalsBatch *batch, const char *line, guint number)
{
  g_auto (GStrv) parts = g_strsplit (line, "|", 4);
  g_autofree char *id = g_strdup_printf ("e%u", number);
  AnnalsEventRow row = { .id = id, .importance = 3, .span = ANNALS_SPAN_INIT_UNDATED };

  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  row.track = parts[0];
  if (*parts[1] != '\0')
    {
      row.date = parts[1];
      g_assert_true (annals_edtf_parse (parts[1], -1, &row.span, NULL, NULL, NULL));
    }
  row.importance = (int) g_ascii_strtoll (parts[2], NULL, 10);
  row.title = parts[3];
  annals_batch_add_event (batch, &row);
}

/* lines: NULL-terminated; events get the ids e0, e1, … (transfer full) */
static inline AnnalsTimeline *
sample_timeline (const char *const *lines)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    sample_add (batch, lines[i], i);
  annals_builder_join (builder, batch);

  return annals_builder_publish (builder, TRUE);
}
