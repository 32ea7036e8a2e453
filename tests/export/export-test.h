/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of exports share: a small timeline, options for a year of it, a folder of its own. */
#pragma once

#include <glib/gstdio.h>

#include "../scene/fixture.h"
#include "export/export.h"

static const FixtureEvent events[] = {
  { "S05", "Singapore summit", "2018-06-12", ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 1 },
  { "S08", "Hanoi summit breaks off", "2018-09-27T14:30:00", ANNALS_KIND_DECISION,
    ANNALS_CERTAINTY_ESTABLISHED, 1, "two" },
  { "D1", "Diplomatic pause", "2018-02/..", ANNALS_KIND_DEVELOPMENT, ANNALS_CERTAINTY_ESTABLISHED,
    2, "two" },
};

typedef struct
{
  AnnalsTimeline *timeline;
  AnnalsExportOptions options;
  char *folder;
} Export;

static inline void
set_up (Export *test, gconstpointer data)
{
  test->timeline = fixture_timeline (events, G_N_ELEMENTS (events), "2018-12-01");
  annals_export_options_init (&test->options);
  test->options.begin_s = annals_instant_from_civil (2018, 1, 1, 0, 0, 0);
  test->options.end_s = annals_instant_from_civil (2019, 1, 1, 0, 0, 0);
  test->folder = g_dir_make_tmp ("annals-export-XXXXXX", NULL);
}

static inline void
tear_down (Export *test, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (test->folder);
  g_free (test->folder);
  g_assert_finalize_object (test->timeline);
}

static inline GFile *
get_file (Export *test, const char *name)
{
  return g_file_new_build_filename (test->folder, name, NULL);
}

#define ADD_EXPORT(name, func) g_test_add ("/export/" name, Export, NULL, set_up, func, tear_down)
