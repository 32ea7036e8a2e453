/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of other tools on their way to EDTF, as precise as they were written and no more. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a date says. -1 or "": it does not say it, nor anything finer. Nothing is checked here: the
 * EDTF parser refuses a month 13. */
typedef struct
{
  gint64 year; /* astronomical: 0 is 1 BCE */
  int month, day, hour, minute, second;
  char fraction[10]; /* of a second: its digits */
  char zone[7];      /* "Z" or "±hh:mm"; "": none, taken at face value */
} AnnalsDateParts;

#define ANNALS_DATE_PARTS_INIT(y) { .year = (y), .month = -1, .day = -1, .hour = -1, .minute = -1, .second = -1 }

/* "2018", "-0044", "Y12025". (transfer full) */
char *annals_year_to_edtf (gint64 year);

/* The parts as EDTF. An hour alone is the set of its minutes; beyond four digits a year stands alone
 * in EDTF, so what is finer is left out. (transfer full) */
char *annals_date_parts_to_edtf (const AnnalsDateParts *parts);

/* An instant in milliseconds since 1970 UTC, to the second where it has no milliseconds.
 * (transfer full) (nullable): NULL beyond the years that Annals reads. */
char *annals_epoch_ms_to_edtf (double ms);

/* ISO 8601-1:2019, strictly: `YYYY[-MM[-DD]]`, ordinal `YYYY-DDD` and week dates `YYYY-Www[-D]`,
 * basic `YYYYMMDD`, years with a sign and more digits; a time behind `T` or a space, with or without
 * a zone. A week is the set of its days. (transfer full) (nullable): NULL where it is none. */
char *annals_iso_to_edtf (const char *text);

G_END_DECLS
