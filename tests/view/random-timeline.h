/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines at random, of every kind of date, for the view room's property tests. */
#pragma once

#include "model/builder.h"
#include "time/edtf.h"

#define RANDOM_TRACKS 4

/* A date: mostly days in clusters, and some of everything else. (transfer full) (nullable) */
static inline char *
random_date (GRand *rand)
{
  /* Halves of the events stand in one year, and of those again half in one month. */
  int year = g_rand_boolean (rand) ? 2018 : g_rand_int_range (rand, 1990, 2026);
  int month = g_rand_boolean (rand) ? 6 : g_rand_int_range (rand, 1, 13);
  int day = g_rand_int_range (rand, 1, 29);
  int later = year + g_rand_int_range (rand, 1, 5);

  switch (g_rand_int_range (rand, 0, 24))
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup_printf ("%d", year);
    case 2:
      return g_strdup_printf ("%d-%02d", year, month);
    case 3:
      return g_strdup_printf ("%d-%02d~", year, month);
    case 4:
      return g_strdup_printf ("%d-%02d-%02d?", year, month, day);
    case 5:
      return g_strdup_printf ("%d-%02d-%02d/..", year, month, day);
    case 6:
      return g_strdup_printf ("%d-%02d/", year, month);
    case 7:
      return g_strdup_printf ("/%d-%02d-%02d", year, month, day);
    case 8:
      return g_strdup_printf ("../%d", year);
    case 9:
      return g_strdup_printf ("%d-%02d-%02d/%d-%02d", year, month, day, later, month);
    case 10:
      return g_strdup_printf ("[%d-%02d-%02d..%d-%02d-%02d]", year, month, day, later, month, day);
    case 11:
      return g_strdup_printf ("{%d-%02d-%02d,%d}", year, month, day, later);
    case 12:
      return g_strdup_printf ("%d-%02d-%02dT%02d:30:00", year, month, day, g_rand_int_range (rand, 0, 24));
    case 13:
      return g_strdup_printf ("%d-22", year);
    case 14:
      return g_rand_int_range (rand, 0, 8) == 0 ? g_strdup ("../..") : g_strdup_printf ("%d~/..", year);
    case 15:
      return g_rand_int_range (rand, 0, 8) == 0 ? g_strdup ("[..1995]") : g_strdup_printf ("%d-%02d", year, month);
    default:
      return g_strdup_printf ("%d-%02d-%02d", year, month, day);
    }
}

static inline void
random_add (AnnalsBatch *batch, GRand *rand, guint number)
{
  g_autofree char *id = g_strdup_printf ("e%u", number);
  g_autofree char *title = g_strdup_printf ("%s%.*s", id, (int) (number * 7919 % 40),
                                            ", of which more than this is not known");
  g_autofree char *track = g_strdup_printf ("track %d", g_rand_int_range (rand, 0, RANDOM_TRACKS));
  g_autofree char *date = random_date (rand);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  AnnalsEventRow row = { .id = id, .title = title, .track = track, .date = date,
                         .span = ANNALS_SPAN_INIT_UNDATED };

  if (date != NULL)
    g_assert_true (annals_edtf_parse (date, -1, &row.span, members, NULL, NULL));
  row.kind = g_rand_int_range (rand, 0, ANNALS_N_KINDS);
  row.certainty = g_rand_int_range (rand, 0, ANNALS_N_CERTAINTIES);
  row.importance = MIN (5, 1 + g_rand_int_range (rand, 0, 6) * g_rand_int_range (rand, 0, 3) / 2);
  row.flags = (g_rand_int_range (rand, 0, 40) == 0 ? ANNALS_EVENT_BACKGROUND : 0)
              | (g_rand_int_range (rand, 0, 10) == 0 ? ANNALS_EVENT_CLAIMS_DISAGREE : 0);
  annals_batch_add_event (batch, &row);

  for (int i = g_rand_int_range (rand, 0, 3); i > 0; i--)
    {
      /* Some names are common, most are rare. */
      int name = g_rand_int_range (rand, 0, 8) * g_rand_int_range (rand, 0, 8);
      g_autofree char *actor = g_strdup_printf ("actor %d", name);
      g_autofree char *place = g_strdup_printf ("place %d", name % 5);

      annals_batch_add_term (batch, ANNALS_TERM_ACTOR, actor);
      annals_batch_add_term (batch, ANNALS_TERM_PLACE, place);
    }
  for (guint i = 0; i < members->len; i++)
    annals_batch_add_extra_span (batch, &g_array_index (members, AnnalsSpan, i), TRUE);
  if (g_rand_int_range (rand, 0, 12) == 0)
    {
      g_autofree char *other = g_strdup_printf ("%d-03", g_rand_int_range (rand, 2000, 2020));
      AnnalsSpan span;

      g_assert_true (annals_edtf_parse (other, -1, &span, NULL, NULL, NULL));
      annals_batch_add_extra_span (batch, &span, FALSE);
    }
}

/* with_as_of: its as-of line stands in 2025. (transfer full) */
static inline AnnalsTimeline *
random_timeline (GRand *rand, guint n_events, gboolean with_as_of)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  AnnalsSpan span;

  if (with_as_of)
    {
      g_assert_true (annals_edtf_parse ("2025-08-26", -1, &span, NULL, NULL, NULL));
      annals_builder_set_as_of (builder, "2025-08-26", &span);
    }
  for (guint i = 0; i < n_events; i++)
    random_add (batch, rand, i);
  annals_builder_join (builder, batch);

  return annals_builder_publish (builder, TRUE);
}

/* (transfer full) of n_events. */
static inline guint16 *
random_widths (GRand *rand, AnnalsTimeline *timeline)
{
  guint n = annals_timeline_get_n_events (timeline);
  guint16 *widths = g_new (guint16, n + 1);

  for (guint i = 0; i < n; i++)
    widths[i] = g_rand_int_range (rand, 10, 320);

  return widths;
}
