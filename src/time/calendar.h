/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar arithmetic over all years: days, civil dates, instants. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Annals reads years up to this many on either side of 0; up to here a double
 * counts seconds finely enough to hold every day exactly. */
#define ANNALS_YEAR_MAX G_GINT64_CONSTANT (30000000000)

/* A point on the proleptic Gregorian calendar, astronomical years (0 is 1 BCE). */
typedef struct
{
  gint64 year;
  int month;       /* 1–12 */
  int day;         /* 1–31 */
  int hour;        /* 0–23 */
  int minute;      /* 0–59 */
  int second;      /* 0–59 */
  double fraction; /* of a second, 0 ≤ fraction < 1 */
} AnnalsCivil;

gboolean annals_year_is_leap (gint64 year);
int annals_days_in_month (gint64 year, int month);

/* Days since 1970-01-01. month may lie outside 1–12: it carries into the year. */
gint64 annals_days_from_civil (gint64 year, gint64 month, int day);
void annals_civil_from_days (gint64 days, gint64 *year, int *month, int *day);

/* The same for the Julian calendar: the day number on which a Julian date falls. */
gint64 annals_days_from_julian (gint64 year, int month, int day);

/* ISO weekday of a day number: 1 Monday … 7 Sunday. */
int annals_weekday_from_days (gint64 days);

/* Instants: seconds since 1970-01-01T00:00:00 UTC, no leap seconds. */
double annals_instant_from_civil (gint64 year, gint64 month, int day, int hour, int minute, double second);
AnnalsCivil annals_civil_from_instant (double instant_s);

/* `2018-06-12T00:00:00Z`; years beyond four digits with a sign; a fraction only
 * where there is one; -inf, +inf. (transfer full) */
char *annals_instant_to_iso8601 (double instant_s);

G_END_DECLS
