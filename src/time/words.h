/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in words: "June 2018", "27–28 February 2019", "since 2019",
 * "about 12 June 2018", "some time between 25 August and 31 December 2025", "44 BCE". */
#pragma once

#include "time/span.h"

G_BEGIN_DECLS

/**
 * annals_edtf_to_words:
 * @text: an EDTF string, as written in the file
 *
 * In the current locale's language and order (gettext and its month names). There is
 * no year 0 in words. A time's zone is kept as written. Returns: (transfer full): the words;
 * @text itself where it is no EDTF.
 */
char *annals_edtf_to_words (const char *text);

/* The same, of a date written in the Julian calendar: "25 October 1917 (Julian calendar)". */
char *annals_edtf_julian_to_words (const char *text);

/* The begin/end pair of the native format in words. */
char *annals_edtf_pair_to_words (const char *begin, const char *end);

/* Short words for a day's or range's chip on the axis: "27–28 Feb 2019", "Jun 2018". */
char *annals_edtf_to_short_words (const char *text);

/* A year in words: "2018", "44 BCE", "12,000 BCE", "4.5 billion years BCE". */
char *annals_year_to_words (gint64 year);

/* The years that a half-open range of instants touches: "2018", "2003–2025", "500–44 BCE". */
char *annals_years_to_words (double begin_s, double end_s);

/* How long that many years are: "1 year", "20 years", "50,000 years", "2 million years". */
char *annals_year_count_to_words (gint64 n_years);

/* Words for a half-open range of instants on calendar boundaries, as counts and hover cards say
 * it: "15–21 February 2010", "March 2011", "2004–2008", "12 June 2018, 14:00–15:00". */
char *annals_range_to_words (double begin_s, double end_s);

/* A count in digits, in threes as the language writes them: "86", "1,234", "588,210". */
char *annals_number_to_words (guint64 number);

/* A wall-clock moment of the reader's own (a note's time), local zone:
 * "2 September 2025, 14:20". */
char *annals_local_time_to_words (GDateTime *time);

/* "Jan" … "Dec" and "January" … "December" in the locale's language. month 1–12. (transfer none) */
const char *annals_month_name (int month);
const char *annals_month_short_name (int month);

G_END_DECLS
