/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TimelineJS 3, 2 and 1. */
#include "format-test.h"

#include <locale.h>

static void
test_files (void)
{
  format_test_check ("timelinejs", "small.json");
  format_test_check ("timelinejs", "nasty.json");
  format_test_check ("timelinejs", "version-1.json");
}

static void
test_truncated (void)
{
  format_test_truncate ("timelinejs", "small.json");
  format_test_truncate ("timelinejs", "nasty.json");
  format_test_truncate ("timelinejs", "version-1.json");
}

/* A date's parts to EDTF, by scale. */
static void
test_dates (void)
{
  static const struct
  {
    const char *scale, *date, *edtf;
  } cases[] = {
    { "human", "{\"year\":2018}", "2018" },
    { "human", "{\"year\":\"2018\",\"month\":6}", "2018-06" },
    { "human", "{\"year\":\" 2018 \",\"month\":\"06\",\"day\":\"12\"}", "2018-06-12" },
    { "human", "{\"year\":2018,\"month\":6,\"day\":12,\"hour\":9}",
      "[2018-06-12T09:00..2018-06-12T09:59]" },
    { "human", "{\"year\":2018,\"month\":6,\"day\":12,\"hour\":9,\"minute\":5}",
      "2018-06-12T09:05" },
    { "human", "{\"year\":2018,\"month\":6,\"day\":12,\"hour\":9,\"minute\":5,\"second\":\"\"}",
      "2018-06-12T09:05" },
    { "human", "{\"year\":-1}", "0000" },
    { "human", "{\"year\":-44}", "-0043" },
    { "human", "{\"year\":0}", "0000" },
    { "human", "{\"year\":12025}", "Y12025" },
    { "human", "{\"year\":-271821}", "Y-271820" },
    { "human", "{\"year\":-271822}", "Y-271821~" },
    { "cosmological", "{\"year\":1990}", "1990~" },
    { "cosmological", "{\"year\":1969,\"month\":7}", "1969-07" },
    { "cosmological", "{\"year\":\"-13800000000\"}", "Y-13799999999~" },
    { "human", "{\"year\":\"1e3\"}", "" },
    { "human", "{\"year\":null}", "" },
    { "human", "{\"year\":30000000001}", "" },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"events\":[{\"start_date\":%s,\"text\":{\"headline\":\"t\"}}],\"scale\":\"%s\"}",
          cases[c].date, cases[c].scale);
      g_autoptr (AnnalsTimeline) timeline = format_test_load_text (text);
      g_autoptr (AnnalsEventDetails) details = annals_timeline_load_details (timeline, 0);

      g_assert_cmpstr (annals_timeline_get_event_date (timeline, 0), ==, cases[c].edtf);
      g_assert_cmpstr (details->date != NULL ? details->date : "", ==, cases[c].edtf);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/timelinejs/files", test_files);
  g_test_add_func ("/formats/timelinejs/dates", test_dates);
  g_test_add_func ("/formats/timelinejs/truncated", test_truncated);
  return g_test_run ();
}
