/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: any bytes are a timeline whose every part can be asked for, or an error that says where.
 * Which reader it is that meets them, the seeds decide. */
#include "fuzz.h"

#include "formats/loader.h"

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_event (AnnalsTimeline *timeline, guint event, guint n_bytes)
{
  g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, event);
  g_autoptr (GBytes) bytes = annals_timeline_get_event_bytes (timeline, event);
  guint n;
  const AnnalsLink *links = annals_timeline_get_links (timeline, event, &n);

  g_assert_cmpuint (g_bytes_get_size (bytes), <=, n_bytes);
  check_text (annals_timeline_get_event_id (timeline, event));
  check_text (annals_timeline_get_event_title (timeline, event));
  check_text (details->summary);
  check_text (details->date_text);
  for (guint f = 0; f < details->fields->len; f++)
    {
      const AnnalsField *field = details->fields->pdata[f];

      g_assert_nonnull (field->name);
      g_assert_nonnull (field->value);
      check_text (field->value);
    }
  for (guint c = 0; c < details->citations->len; c++)
    g_assert_nonnull (((AnnalsCitation *)details->citations->pdata[c])->source);
  for (guint l = 0; l < n; l++)
    g_assert_true (links[l].event == ANNALS_NO_EVENT
                   || links[l].event < annals_timeline_get_n_events (timeline));
}

static void
check_order (AnnalsTimeline *timeline)
{
  guint n;
  const guint32 *order = annals_timeline_get_order (timeline, &n);

  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (order[i], <, annals_timeline_get_n_events (timeline));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "fuzz.json", &error);

  if (timeline == NULL)
    {
      g_assert_nonnull (error);
      check_text (error->message);
      return 0;
    }
  g_assert_no_error (error);
  check_text (annals_timeline_get_title (timeline));
  check_text (annals_timeline_get_description (timeline));
  check_order (timeline);
  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    check_event (timeline, event, size);
  return 0;
}
