/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks: the finest pair of tiers on the ladder whose words have room. Which pair depends on the
 * scale and on how wide the tiers' widest words are, not on where the view begins: a pan does not
 * change it. */
#include "view/ticks.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "time/calendar.h"
#include "time/words.h"
#include "view/calendar-steps.h"

#define DAY_S 86400.0
#define YEAR_S 31556952.0
#define INSTANT_MAX_S (ANNALS_YEAR_MAX * YEAR_S)

#define LABEL_GAP_PX 12.0      /* between two labels of a tier */
#define BARE_TICK_PX 20.0      /* ticks without words are at least so far apart */
#define LABEL_LEAST_PX 14.0    /* no word is narrower: what the ladder is entered with */
#define TICKS_MAX 512
#define YEAR_SAMPLES 8            /* years whose words are measured across the view */

/* How a tier is put into words. */
typedef enum
{
  WORDS_TIME,   /* 14:05 */
  WORDS_SECOND, /* 14:05:30 */
  WORDS_DAY,    /* 12 */
  WORDS_DATE,   /* 12 June 2018 */
  WORDS_MONTH,  /* Jun */
  WORDS_MONTH_AND_YEAR, /* June 2018 */
  WORDS_YEAR,   /* 2018, 44 BCE */
  WORDS_DECADE  /* 2010s */
} Words;

typedef struct
{
  AnnalsStep step;
  Words words;
} Tier;

/* One rung: words of a minor step under words of a major one, and a finer step without words. */
typedef struct
{
  Tier minor, major;
  AnnalsStep bare;
} Rung;

#define SECONDS(n) { ANNALS_STEP_SECONDS, (n) }
#define MONTHS(n) { ANNALS_STEP_MONTHS, (n) }
#define YEARS(n) { ANNALS_STEP_YEARS, (n) }
#define WEEK { ANNALS_STEP_WEEKS, 1 }
#define DATE { SECONDS (DAY_S), WORDS_DATE }
#define MONTH_AND_YEAR { MONTHS (1), WORDS_MONTH_AND_YEAR }

/* From seconds to single years; coarser rungs follow one rule (make_year_rung). */
static const Rung rungs[] = {
  { { SECONDS (1), WORDS_SECOND }, DATE, SECONDS (0.2) },
  { { SECONDS (2), WORDS_SECOND }, DATE, SECONDS (1) },
  { { SECONDS (5), WORDS_SECOND }, DATE, SECONDS (1) },
  { { SECONDS (10), WORDS_SECOND }, DATE, SECONDS (5) },
  { { SECONDS (15), WORDS_SECOND }, DATE, SECONDS (5) },
  { { SECONDS (30), WORDS_SECOND }, DATE, SECONDS (10) },
  { { SECONDS (60), WORDS_TIME }, DATE, SECONDS (15) },
  { { SECONDS (120), WORDS_TIME }, DATE, SECONDS (60) },
  { { SECONDS (300), WORDS_TIME }, DATE, SECONDS (60) },
  { { SECONDS (600), WORDS_TIME }, DATE, SECONDS (300) },
  { { SECONDS (900), WORDS_TIME }, DATE, SECONDS (300) },
  { { SECONDS (1800), WORDS_TIME }, DATE, SECONDS (600) },
  { { SECONDS (3600), WORDS_TIME }, DATE, SECONDS (900) },
  { { SECONDS (7200), WORDS_TIME }, DATE, SECONDS (3600) },
  { { SECONDS (10800), WORDS_TIME }, DATE, SECONDS (3600) },
  { { SECONDS (21600), WORDS_TIME }, DATE, SECONDS (10800) },
  { { SECONDS (43200), WORDS_TIME }, DATE, SECONDS (10800) },
  { { SECONDS (DAY_S), WORDS_DAY }, MONTH_AND_YEAR, SECONDS (21600) },
  { { WEEK, WORDS_DAY }, MONTH_AND_YEAR, SECONDS (DAY_S) },
  { { MONTHS (1), WORDS_MONTH }, { YEARS (1), WORDS_YEAR }, WEEK },
  { { MONTHS (3), WORDS_MONTH }, { YEARS (1), WORDS_YEAR }, MONTHS (1) },
  { { MONTHS (6), WORDS_MONTH }, { YEARS (1), WORDS_YEAR }, MONTHS (3) },
};

/* 1, 2, 5 years under decades; 10, 20, 50 under centuries; and so on to five billion. */
static Rung
make_year_rung (guint index)
{
  static const double digits[] = { 1, 2, 5 }, finer[] = { 0.5, 1, 1 };
  double power = pow (10, index / 3);
  double bare = finer[index % 3] * power;
  Rung rung = {
    .minor = { YEARS (digits[index % 3] * power), WORDS_YEAR },
    .major = { YEARS (10 * power), power == 1 ? WORDS_DECADE : WORDS_YEAR },
    .bare = { ANNALS_STEP_YEARS, bare },
  };

  if (bare < 1)
    rung.bare = (AnnalsStep){ ANNALS_STEP_MONTHS, 6 };

  return rung;
}

#define N_YEAR_RUNGS (10 * 3)

/* --- words --- */

/* "1" alone, after "5 billion years BCE", would be no year. */
static char *
year_to_words (gint64 year)
{
  return year == 1 ? annals_edtf_to_words ("0001") : annals_year_to_words (year);
}

/* Ten years before Christ or just after have no such short name: the "480s BCE" are 489 to 480, and
 * begin a year after the tick. */
static gboolean
has_decade_name (gint64 year)
{
  return year >= 10 && year % 10 == 0;
}

static char *
decade_to_words (gint64 year)
{
  g_autofree char *digits = NULL;

  if (!has_decade_name (year))
    return year_to_words (year);

  digits = g_strdup_printf ("%" G_GINT64_FORMAT, year);

  /* Translators: the ten years from 2010 on, on the axis: "2010s". The number is bare: what a
   * language puts to a year stands here. */
  return g_strdup_printf (C_ ("decade", "%ss"), digits);
}

static char *
date_to_words (const AnnalsCivil *civil)
{
  if (civil->year >= 1 && civil->year <= 9999)
    {
      g_autofree char *edtf = g_strdup_printf ("%04d-%02d-%02d", (int) civil->year, civil->month, civil->day);

      return annals_edtf_to_words (edtf);
    }
  else
    {
      double day_s = annals_instant_from_civil (civil->year, civil->month, civil->day, 0, 0, 0);

      return annals_range_to_words (day_s, day_s + DAY_S);
    }
}

static char *
month_and_year_to_words (const AnnalsCivil *civil)
{
  double month_s = annals_instant_from_civil (civil->year, civil->month, 1, 0, 0, 0);

  return annals_range_to_words (month_s,
                                month_s + DAY_S * annals_days_in_month (civil->year, civil->month));
}

static char *
to_words (Words words, double instant_s)
{
  AnnalsCivil civil = annals_civil_from_instant (instant_s);

  switch (words)
    {
    case WORDS_TIME:
      return g_strdup_printf ("%02d:%02d", civil.hour, civil.minute);
    case WORDS_SECOND:
      return g_strdup_printf ("%02d:%02d:%02d", civil.hour, civil.minute, civil.second);
    case WORDS_DAY:
      return g_strdup_printf ("%d", civil.day);
    case WORDS_DATE:
      return date_to_words (&civil);
    case WORDS_MONTH:
      return g_strdup (annals_month_short_name (civil.month));
    case WORDS_MONTH_AND_YEAR:
      return month_and_year_to_words (&civil);
    case WORDS_DECADE:
      return decade_to_words (civil.year);
    case WORDS_YEAR:
    default:
      return year_to_words (civil.year);
    }
}

/* --- room --- */

typedef struct
{
  AnnalsTickWidthFunc width;
  gpointer data;
  gboolean is_major;
} Ruler;

static double
measure (const Ruler *ruler, Words words, double instant_s)
{
  g_autofree char *label = to_words (words, instant_s);

  return ruler->width (label, ruler->is_major, ruler->data);
}

/* The widest words that the tier may show near the view, whatever it is panned by. */
static double
measure_widest (const Ruler *ruler, const Tier *tier, double begin_s, double end_s)
{
  double widest = 0, at;

  switch (tier->words)
    {
    case WORDS_TIME:
    case WORDS_SECOND:
    case WORDS_DAY:
      /* 2000-01-30T20:00:00: digits are wide, and of one width. */
      return measure (ruler, tier->words, 949262400.0);
    case WORDS_MONTH:
    case WORDS_DATE:
    case WORDS_MONTH_AND_YEAR:
      {
        gint64 year = annals_civil_from_instant ((begin_s + end_s) / 2).year;

        for (int month = 1; month <= 12; month++)
          widest = MAX (widest, measure (ruler, tier->words, annals_instant_from_civil (year, month, 28, 0, 0, 0)));
        return widest;
      }
    case WORDS_YEAR:
    case WORDS_DECADE:
    default:
      /* Digits come and go with the power of ten, and with a step that is a half of a million. */
      for (int i = 0; i <= YEAR_SAMPLES; i++)
        {
          at = begin_s + (end_s - begin_s) * i / YEAR_SAMPLES;
          widest = MAX (widest, measure (ruler, tier->words, annals_step_floor (tier->step, at)));
        }
      return widest;
    }
}

/* A step's shortest length: February; no leap day; five years from 5 BCE to 1 are four. */
static double
get_shortest (AnnalsStep step)
{
  double length = annals_step_get_length (step);

  if (step.unit == ANNALS_STEP_YEARS && step.n >= 5)
    return (step.n - 1) / step.n * length;
  if (step.unit == ANNALS_STEP_MONTHS && step.n == 1)
    return 28 * DAY_S;
  if (step.unit == ANNALS_STEP_MONTHS || step.unit == ANNALS_STEP_YEARS)
    return length * 0.98;
  return length;
}

static gboolean
has_room (const Tier *tier, gboolean is_major, double seconds_per_pixel, double begin_s, double end_s,
          AnnalsTickWidthFunc width, gpointer data)
{
  Ruler ruler = { width, data, is_major };
  double room = get_shortest (tier->step) / seconds_per_pixel - LABEL_GAP_PX;

  return room >= LABEL_LEAST_PX && measure_widest (&ruler, tier, begin_s, end_s) <= room;
}

static Rung
choose_rung (double seconds_per_pixel, double begin_s, double end_s, AnnalsTickWidthFunc width, gpointer data)
{
  Rung rung;

  for (guint i = 0; i < G_N_ELEMENTS (rungs) + N_YEAR_RUNGS; i++)
    {
      rung = i < G_N_ELEMENTS (rungs) ? rungs[i] : make_year_rung (i - G_N_ELEMENTS (rungs));
      if (has_room (&rung.minor, FALSE, seconds_per_pixel, begin_s, end_s, width, data)
          && has_room (&rung.major, TRUE, seconds_per_pixel, begin_s, end_s, width, data))
        break;
    }

  return rung;
}

/* --- ticks --- */

static void
clear_tick (gpointer tick)
{
  g_free (((AnnalsTick *) tick)->label);
}

static void
add_tick (GArray *ticks, double instant_s, char *label, gboolean is_pinned)
{
  AnnalsTick tick = { instant_s, label, is_pinned };

  g_array_append_val (ticks, tick);
}

/* The tier's ticks in view, with words. */
static void
add_tier (GArray *ticks, const Tier *tier, double begin_s, double end_s)
{
  for (double at = annals_step_floor (tier->step, begin_s); at <= end_s && ticks->len < TICKS_MAX;
       at = annals_step_next (tier->step, at))
    if (at >= begin_s)
      add_tick (ticks, at, to_words (tier->words, at), FALSE);
}

/* "20 billion years BCE" names no unit, and would be wrong at any edge but its own, as "490 BCE" would. */
static gboolean
names_unit (const Tier *tier, double instant_s)
{
  if (tier->words == WORDS_DECADE)
    return has_decade_name (annals_civil_from_instant (instant_s).year);

  return tier->words != WORDS_YEAR || tier->step.n == 1;
}

/* The unit that the left edge lies in keeps its words there: of both tiers while the
 * next tick leaves room; whether it does on the major one, who draws them measures. */
static void
pin_tier (GArray *ticks, const Tier *tier, gboolean is_major, const AnnalsView *view, double begin_s,
          AnnalsTickWidthFunc width, gpointer data)
{
  Ruler ruler = { width, data, is_major };
  double at = annals_step_floor (tier->step, begin_s);
  double room = view->width_px;
  AnnalsTick tick = { at, NULL, TRUE };

  if (at >= begin_s || !names_unit (tier, at))
    return;

  for (guint i = 0; i < ticks->len; i++)
    {
      const AnnalsTick *next = &g_array_index (ticks, AnnalsTick, i);

      if (next->label == NULL)
        continue;
      /* It may stand centred on its tick. */
      room = annals_view_x (view, next->instant_s)
             - ruler.width (next->label, is_major, data) / 2;
      break;
    }
  tick.label = to_words (tier->words, at);
  if (is_major || ruler.width (tick.label, is_major, data) + LABEL_GAP_PX <= room)
    g_array_prepend_val (ticks, tick);
  else
    g_free (tick.label);
}

static int
compare_ticks (gconstpointer a, gconstpointer b)
{
  double first = ((const AnnalsTick *) a)->instant_s, second = ((const AnnalsTick *) b)->instant_s;

  return (first > second) - (first < second);
}

static gboolean
has_tick (GArray *ticks, double instant_s)
{
  guint low = 0, high = ticks->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (ticks, AnnalsTick, middle).instant_s < instant_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low < ticks->len && g_array_index (ticks, AnnalsTick, low).instant_s == instant_s;
}

/* Finer ticks without words, where they are far enough apart. */
static void
add_bare (GArray *minor, AnnalsStep step, double seconds_per_pixel, double begin_s, double end_s)
{
  g_autoptr (GArray) bare = NULL;

  if (get_shortest (step) / seconds_per_pixel < BARE_TICK_PX)
    return;

  bare = g_array_new (FALSE, TRUE, sizeof (AnnalsTick));
  for (double at = annals_step_floor (step, begin_s); at <= end_s && bare->len < TICKS_MAX;
       at = annals_step_next (step, at))
    if (at >= begin_s && !has_tick (minor, at))
      add_tick (bare, at, NULL, FALSE);
  g_array_append_vals (minor, bare->data, bare->len);
  g_array_sort (minor, compare_ticks);
}

/* Under a major tick that says the year, "Jan" (of a quarter or half-year) and the year again add
 * nothing: those minor ticks give up their words. Under "2010s" stands "2010", but none under "490 BCE". */
static void
hush_under_majors (GArray *minor, GArray *major, const Rung *rung)
{
  gboolean is_decade = rung->major.words == WORDS_DECADE;
  gboolean names_units = rung->minor.step.n == 1 || rung->minor.words == WORDS_DAY;

  if ((names_units && !is_decade) || rung->major.words == WORDS_DATE)
    return;

  for (guint i = 0; i < minor->len; i++)
    {
      AnnalsTick *tick = &g_array_index (minor, AnnalsTick, i);

      if (has_tick (major, tick->instant_s)
          && !(is_decade && names_unit (&rung->major, tick->instant_s)))
        g_clear_pointer (&tick->label, g_free);
    }
}

AnnalsTicks *
annals_ticks_new (const AnnalsView *view, AnnalsTickWidthFunc width, gpointer data)
{
  AnnalsTicks *self = g_new0 (AnnalsTicks, 1);
  double begin_s, end_s;
  Rung rung;

  self->major = g_array_new (FALSE, TRUE, sizeof (AnnalsTick));
  self->minor = g_array_new (FALSE, TRUE, sizeof (AnnalsTick));
  g_array_set_clear_func (self->major, clear_tick);
  g_array_set_clear_func (self->minor, clear_tick);
  if (!(view->width_px > 0) || !(view->seconds_per_pixel > 0))
    return self;

  begin_s = CLAMP (annals_view_instant (view, 0), -INSTANT_MAX_S, INSTANT_MAX_S);
  end_s = CLAMP (annals_view_instant (view, view->width_px), -INSTANT_MAX_S, INSTANT_MAX_S);
  rung = choose_rung (view->seconds_per_pixel, begin_s, end_s, width, data);

  add_tier (self->major, &rung.major, begin_s, end_s);
  add_tier (self->minor, &rung.minor, begin_s, end_s);
  hush_under_majors (self->minor, self->major, &rung);
  add_bare (self->minor, rung.bare, view->seconds_per_pixel, begin_s, end_s);
  pin_tier (self->major, &rung.major, TRUE, view, begin_s, width, data);
  if (rung.minor.step.n == 1 && rung.minor.words == WORDS_MONTH)
    pin_tier (self->minor, &rung.minor, FALSE, view, begin_s, width, data);

  return self;
}

void
annals_ticks_free (AnnalsTicks *ticks)
{
  g_return_if_fail (ticks != NULL);

  g_array_unref (ticks->major);
  g_array_unref (ticks->minor);
  g_free (ticks);
}
