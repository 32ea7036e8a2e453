/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instants as EDTF's tests write them: ISO 8601, of a day at midnight the day. */
#pragma once

#include "time/edtf.h"

#include <string.h>

#include "time/calendar.h"

static inline void
assert_iso (double instant, const char *expected)
{
  g_autofree char *text = annals_instant_to_iso8601 (instant);
  char *midnight = strstr (text, "T00:00:00Z");

  if (midnight != NULL)
    *midnight = '\0';
  g_assert_cmpstr (text, ==, expected);
}
