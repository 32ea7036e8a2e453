/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Six events in two lanes, and the frame that shows their year. */
#pragma once

#include <string.h>

#include "fixture.h"

#define YEAR_2018 1514764800.0
#define YEAR_2019 1546300800.0

#define E ANNALS_CERTAINTY_ESTABLISHED
#define A ANNALS_CERTAINTY_ASSESSED

static const FixtureEvent story[] = {
  { "S05", "Singapore summit", "2018-06-12", ANNALS_KIND_MEETING, E, 1, "one",
    ANNALS_EVENT_CLAIMS_DISAGREE },
  { "S08", "Hanoi summit breaks off", "2018-09-27/2018-09-28", ANNALS_KIND_MEETING, E, 1, "one", 0,
    NULL, "S05" },
  { "T1", "A missile test", "2018-03-05", ANNALS_KIND_TEST, E, 3, "two", 0, NULL, "S05" },
  { "T2", "Programme advances", "2018-05/..", ANNALS_KIND_DEVELOPMENT, E, 2, "two" },
  { "V1", "An old verdict", "2003-05", ANNALS_KIND_ASSESSMENT, A, 3, "two" },
  { "V2", "A late verdict", "2025-05", ANNALS_KIND_ASSESSMENT, A, 3, "two" },
};

static inline void
init_story (Fixture *fixture)
{
  fixture_init (fixture, fixture_timeline (story, G_N_ELEMENTS (story), "2018-10-15"),
                ANNALS_THEME_LIGHT, YEAR_2018, YEAR_2019, 136 + 730, 400);
}

/* 365 days on 730 px: a day is two. */
static inline double
get_day_x (int month, int day)
{
  return 136 + (annals_instant_from_civil (2018, month, day, 12, 0, 0) - YEAR_2018) / 86400 * 2;
}

/* Pixel for pixel. */
static inline gboolean
looks_like (AnnalsScene *a, AnnalsScene *b)
{
  cairo_surface_t *drawn_a = fixture_draw (annals_scene_get_node (a), 136 + 730, 400);
  cairo_surface_t *drawn_b = fixture_draw (annals_scene_get_node (b), 136 + 730, 400);
  gboolean is_same
      = memcmp (cairo_image_surface_get_data (drawn_a), cairo_image_surface_get_data (drawn_b),
                (gsize)cairo_image_surface_get_stride (drawn_a) * 400)
        == 0;

  cairo_surface_destroy (drawn_a);
  cairo_surface_destroy (drawn_b);

  return is_same;
}
