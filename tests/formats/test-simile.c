/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIMILE Timeline: short names, windows, dates in words. */
#include "format-test.h"

#include <locale.h>

static void
test_files (void)
{
  format_test_check ("simile", "small.json");
  format_test_check ("simile", "nasty.json");
}

static void
test_truncated (void)
{
  format_test_truncate ("simile", "small.json");
  format_test_truncate ("simile", "nasty.json");
}

/* An event's members to the date in the column, a pair with a tilde between. */
static void
test_dates (void)
{
  static const struct
  {
    const char *members, *date;
  } cases[] = {
    { "\"start\":\"1990\"", "1990" },
    { "\"start\":\"1990\",\"end\":\"1991-02\"", "1990/1991-02" },
    { "\"start\":\"1990\",\"end\":\"1991-02\",\"isDuration\":false", "[1990-01..1991-02]" },
    { "\"start\":\"1990\",\"end\":\"1990\",\"durationEvent\":false", "1990" },
    { "\"start\":\"1990\",\"latestStart\":\"1990-03-04\"", "[1990-01-01..1990-03-04]" },
    { "\"start\":\"1990-03-04\",\"latestStart\":\"1992-02\"", "[1990-03-04..1992-02-29]" },
    { "\"start\":\"1990\",\"latestStart\":\"1990\"", "1990" },
    { "\"latestStart\":\"1990\"", "1990" },
    { "\"start\":\"1990\",\"earliestEnd\":\"1995\"", "1990/1995" },
    { "\"start\":\"1990\",\"ls\":\"1991\",\"e\":\"1995\"", "[1990..1991]~1995" },
    { "\"s\":\"1990\",\"ee\":\"1994\",\"end\":\"1995-06-07\"", "1990~[1994-01-01..1995-06-07]" },
    { "\"start\":\"1990-01-01T10:00\",\"latestStart\":\"1990-01-02\"",
      "[1990-01-01T10:00..1990-01-02T23:59]" },
    { "\"start\":\"1990-01-01\",\"latestStart\":\"Jan 2 1990 10:00:00 GMT\"",
      "[1990-01-01T00:00:00..1990-01-02T10:00:00Z]" },
    { "\"start\":\"1990-01-01T10:00:05\",\"latestStart\":\"1990-01-01T11:00+01:00\"",
      "[1990-01-01T10:00:05..1990-01-01T11:00:59+01:00]" },
    { "\"start\":\"44 BC\",\"latestStart\":\"-0042-02\"", "[-0043-01..-0042-02]" },
    { "\"start\":\"\"", "" },
    { "\"end\":\"1990\"", "" },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"dateTimeFormat\":\"Gregorian\",\"events\":[{\"title\":\"t\",%s}]}", cases[c].members);
      g_autoptr (AnnalsTimeline) timeline = format_test_load_text (text);
      g_autofree char *date = g_strdup (annals_timeline_get_event_date (timeline, 0));

      g_test_message ("%s", cases[c].members);
      g_assert_cmpstr (g_strdelimit (date, "\037", '~'), ==, cases[c].date);
      g_assert_cmpuint (annals_span_is_dated (annals_timeline_get_event_span (timeline, 0)), ==,
                        *cases[c].date != '\0');
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/simile/files", test_files);
  g_test_add_func ("/formats/simile/dates", test_dates);
  g_test_add_func ("/formats/simile/truncated", test_truncated);
  return g_test_run ();
}
