/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that dates in words are put together from. */
#pragma once

#include "time/edtf-private.h"

G_BEGIN_DECLS

/* A smaller year could be read as a day, beside a month at least: "March 14 CE". */
#define ANNALS_WORDS_SMALL_YEAR 100

/* From here on a round year is told in millions and billions. */
#define ANNALS_WORDS_LARGE_YEAR 1000000

typedef struct
{
  gboolean is_short;    /* "Jun" for "June" */
  gboolean shows_ce;    /* "14 CE", beside a year BCE */
  gboolean is_embedded; /* after a word such as "since": "the 1970s" */
} AnnalsWordsStyle;

/* words-year.c. All strings (transfer full). */
char *annals_words_number (gint64 number);
char *annals_words_year (gint64 year, gboolean shows_ce);
char *annals_words_years (gint64 first, gint64 last, const AnnalsWordsStyle *style);
const char *annals_words_month (int month, gboolean has_day, const AnnalsWordsStyle *style);

/* words-calendar.c: a day, month or year, and two of one precision with a dash between, or with
 * "some time between … and …". */
char *annals_words_day (const AnnalsEdtfDay *day, const AnnalsWordsStyle *style);
char *annals_words_days (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last,
                         const AnnalsWordsStyle *style);
char *annals_words_between (const AnnalsEdtfDay *first, const AnnalsEdtfDay *last,
                            const AnnalsWordsStyle *style);

/* words-date.c: a date with its qualifiers. */
gboolean annals_words_date_is_plain (const AnnalsEdtfDate *date);
char *annals_words_date (const AnnalsEdtfDate *date, const AnnalsWordsStyle *style);
char *annals_words_interval (AnnalsEdtfBound begin_bound, const AnnalsEdtfDate *begin,
                             AnnalsEdtfBound end_bound, const AnnalsEdtfDate *end,
                             const AnnalsWordsStyle *style);
char *annals_words_bounds (AnnalsEdtfBound begin_bound, const char *begin,
                           AnnalsEdtfBound end_bound, const char *end);

G_END_DECLS
