/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EDTF levels 0 to 2: what is a date and its bounds, what is refused and where. */
#include "time/edtf.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "time/calendar.h"
#include "time/words.h"

enum
{
  /* Flags of a moment, which say the same of both its edges. */
  UNCERTAIN = ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN,
  APPROXIMATE = ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_END_APPROXIMATE,
  BOTH = UNCERTAIN | APPROXIMATE,
  SEASON = ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_END_SEASON,
  ONE_OF = ANNALS_SPAN_ONE_OF,
  ALL_OF = ANNALS_SPAN_ALL_OF,
};

typedef struct
{
  const char *text;
  const char *low, *high; /* ISO 8601; of a day at midnight, the day */
  AnnalsUnit unit;
  guint32 flags;
} Moment;

static const Moment level_0[] = {
  { "1985-04-12", "1985-04-12", "1985-04-13", ANNALS_UNIT_DAY },
  { "1985-04", "1985-04-01", "1985-05-01", ANNALS_UNIT_MONTH },
  { "1985-12", "1985-12-01", "1986-01-01", ANNALS_UNIT_MONTH },
  { "1985", "1985-01-01", "1986-01-01", ANNALS_UNIT_YEAR },
  { "0000", "0000-01-01", "0001-01-01", ANNALS_UNIT_YEAR },
  { "0000-02-29", "0000-02-29", "0000-03-01", ANNALS_UNIT_DAY },
  { "2000-02-29", "2000-02-29", "2000-03-01", ANNALS_UNIT_DAY },
  { "9999-12-31", "9999-12-31", "+10000-01-01", ANNALS_UNIT_DAY },
  { "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:31Z", ANNALS_UNIT_SECOND },
  { "1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z", "1985-04-12T23:20:31Z", ANNALS_UNIT_SECOND },
  { "1985-04-12T23:20:30-04", "1985-04-13T03:20:30Z", "1985-04-13T03:20:31Z", ANNALS_UNIT_SECOND },
  { "1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30Z", "1985-04-12T18:50:31Z",
    ANNALS_UNIT_SECOND },
  { "1985-01-01T00:00:00+23:59", "1984-12-31T00:01:00Z", "1984-12-31T00:01:01Z",
    ANNALS_UNIT_SECOND },
  { "1985-01-01T00:00:00-00:00", "1985-01-01", "1985-01-01T00:00:01Z", ANNALS_UNIT_SECOND },
};

static const Moment beyond_the_standard[] = {
  { "1985-04-12T23:20", "1985-04-12T23:20:00Z", "1985-04-12T23:21:00Z", ANNALS_UNIT_MINUTE },
  { "1985-04-12T23:20Z", "1985-04-12T23:20:00Z", "1985-04-12T23:21:00Z", ANNALS_UNIT_MINUTE },
  { "1985-04-12T23:20+01", "1985-04-12T22:20:00Z", "1985-04-12T22:21:00Z", ANNALS_UNIT_MINUTE },
  { "1985-04-12T23:20:30.5", "1985-04-12T23:20:30.5Z", "1985-04-12T23:20:30.6Z",
    ANNALS_UNIT_FRACTION },
  { "1985-04-12T23:20:30.123Z", "1985-04-12T23:20:30.123Z", "1985-04-12T23:20:30.124Z",
    ANNALS_UNIT_FRACTION },
  { "1985-04-12T23:20:30,50", "1985-04-12T23:20:30.5Z", "1985-04-12T23:20:30.51Z",
    ANNALS_UNIT_FRACTION },
  { "1985-04-12T23:20:59.9", "1985-04-12T23:20:59.9Z", "1985-04-12T23:21:00Z",
    ANNALS_UNIT_FRACTION },
  { "1985-12-31T24:00:00", "1986-01-01", "1986-01-01T00:00:01Z", ANNALS_UNIT_SECOND },
  { "1985-12-31T24:00:00+01:00", "1985-12-31T23:00:00Z", "1985-12-31T23:00:01Z",
    ANNALS_UNIT_SECOND },
  { "2016-12-31T23:59:60Z", "2017-01-01", "2017-01-01T00:00:01Z", ANNALS_UNIT_SECOND },
  { "1985-04-12T23:20:30?", "1985-04-12T23:20:30Z", "1985-04-12T23:20:31Z", ANNALS_UNIT_SECOND,
    UNCERTAIN },
};

static const Moment level_1[] = {
  { "Y170000002", "+170000002-01-01", "+170000003-01-01", ANNALS_UNIT_YEAR },
  { "Y-170000002", "-170000002-01-01", "-170000001-01-01", ANNALS_UNIT_YEAR },
  { "Y10000", "+10000-01-01", "+10001-01-01", ANNALS_UNIT_YEAR },
  { "Y30000000000", "+30000000000-01-01", "+30000000001-01-01", ANNALS_UNIT_YEAR },
  { "Y-30000000000", "-30000000000-01-01", "-29999999999-01-01", ANNALS_UNIT_YEAR },
  { "Y170000002~", "+170000002-01-01", "+170000003-01-01", ANNALS_UNIT_YEAR, APPROXIMATE },
  { "-1985", "-1985-01-01", "-1984-01-01", ANNALS_UNIT_YEAR },
  { "-0044", "-0044-01-01", "-0043-01-01", ANNALS_UNIT_YEAR },
  { "-0001", "-0001-01-01", "0000-01-01", ANNALS_UNIT_YEAR },
  { "2001-21", "2001-03-01", "2001-06-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-22", "2001-06-01", "2001-09-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-23", "2001-09-01", "2001-12-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-24", "2001-12-01", "2002-03-01", ANNALS_UNIT_SEASON, SEASON },
  { "1984?", "1984-01-01", "1985-01-01", ANNALS_UNIT_YEAR, UNCERTAIN },
  { "2004-06~", "2004-06-01", "2004-07-01", ANNALS_UNIT_MONTH, APPROXIMATE },
  { "2004-06-11%", "2004-06-11", "2004-06-12", ANNALS_UNIT_DAY, BOTH },
  { "2001-21~", "2001-03-01", "2001-06-01", ANNALS_UNIT_SEASON, SEASON | APPROXIMATE },
  { "201X", "2010-01-01", "2020-01-01", ANNALS_UNIT_DECADE },
  { "20XX", "2000-01-01", "2100-01-01", ANNALS_UNIT_CENTURY },
  { "2004-XX", "2004-01-01", "2005-01-01", ANNALS_UNIT_YEAR },
  { "1985-04-XX", "1985-04-01", "1985-05-01", ANNALS_UNIT_MONTH },
  { "1985-XX-XX", "1985-01-01", "1986-01-01", ANNALS_UNIT_YEAR },
};

static const Moment level_2[] = {
  { "Y-17E7", "-170000000-01-01", "-169999999-01-01", ANNALS_UNIT_YEAR },
  { "Y17E8", "+1700000000-01-01", "+1700000001-01-01", ANNALS_UNIT_YEAR },
  { "Y3E10", "+30000000000-01-01", "+30000000001-01-01", ANNALS_UNIT_YEAR },
  { "1950S2", "1900-01-01", "2000-01-01", ANNALS_UNIT_CENTURY },
  { "1950S3", "1950-01-01", "1960-01-01", ANNALS_UNIT_DECADE },
  { "1950S1", "1000-01-01", "2000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "1950S4", "1950-01-01", "1951-01-01", ANNALS_UNIT_YEAR },
  { "1950S99999999999999999999", "1950-01-01", "1951-01-01", ANNALS_UNIT_YEAR },
  { "-1950S2", "-1999-01-01", "-1899-01-01", ANNALS_UNIT_CENTURY },
  { "1950S2~", "1900-01-01", "2000-01-01", ANNALS_UNIT_CENTURY, APPROXIMATE },
  { "Y171010000S3", "+171000000-01-01", "+172000000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "Y-171010000S3", "-171999999-01-01", "-170999999-01-01", ANNALS_UNIT_MILLENNIUM },
  { "Y3388E2S3", "+338000-01-01", "+339000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "2001-25", "2001-03-01", "2001-06-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-26", "2001-06-01", "2001-09-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-27", "2001-09-01", "2001-12-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-28", "2001-12-01", "2002-03-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-29", "2001-09-01", "2001-12-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-30", "2001-12-01", "2002-03-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-31", "2001-03-01", "2001-06-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-32", "2001-06-01", "2001-09-01", ANNALS_UNIT_SEASON, SEASON },
  { "2001-33", "2001-01-01", "2001-04-01", ANNALS_UNIT_SEASON },
  { "2001-34", "2001-04-01", "2001-07-01", ANNALS_UNIT_SEASON },
  { "2001-35", "2001-07-01", "2001-10-01", ANNALS_UNIT_SEASON },
  { "2001-36", "2001-10-01", "2002-01-01", ANNALS_UNIT_SEASON },
  { "2001-37", "2001-01-01", "2001-05-01", ANNALS_UNIT_SEASON },
  { "2001-38", "2001-05-01", "2001-09-01", ANNALS_UNIT_SEASON },
  { "2001-39", "2001-09-01", "2002-01-01", ANNALS_UNIT_SEASON },
  { "2001-40", "2001-01-01", "2001-07-01", ANNALS_UNIT_SEASON },
  { "2001-41", "2001-07-01", "2002-01-01", ANNALS_UNIT_SEASON },
  { "-0044-24", "-0044-12-01", "-0043-03-01", ANNALS_UNIT_SEASON, SEASON },
  { "19XX-24", "1900-12-01", "2000-03-01", ANNALS_UNIT_CENTURY, SEASON },
  /* Unspecified digits. */
  { "156X-12-25", "1560-12-25", "1569-12-26", ANNALS_UNIT_DECADE },
  { "15XX-12-25", "1500-12-25", "1599-12-26", ANNALS_UNIT_CENTURY },
  { "XXXX-12-XX", "0000-12-01", "+10000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "1XXX-XX", "1000-01-01", "2000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "1XXX-12", "1000-12-01", "2000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "1984-1X", "1984-10-01", "1985-01-01", ANNALS_UNIT_YEAR },
  { "1984-0X", "1984-01-01", "1984-10-01", ANNALS_UNIT_YEAR },
  { "1984-X0", "1984-10-01", "1984-11-01", ANNALS_UNIT_MONTH },
  { "1984-X3", "1984-03-01", "1984-04-01", ANNALS_UNIT_MONTH },
  { "2001-X2", "2001-02-01", "2002-01-01", ANNALS_UNIT_YEAR },
  { "156X-02-29", "1560-02-29", "1568-03-01", ANNALS_UNIT_DECADE },
  { "X200-02-29", "1200-02-29", "9200-03-01", ANNALS_UNIT_MILLENNIUM },
  { "1X00-02-29", "1200-02-29", "1600-03-01", ANNALS_UNIT_MILLENNIUM },
  { "XXXX-02-29", "0000-02-29", "9996-03-01", ANNALS_UNIT_MILLENNIUM },
  { "2001-02-XX", "2001-02-01", "2001-03-01", ANNALS_UNIT_MONTH },
  { "2001-02-2X", "2001-02-20", "2001-03-01", ANNALS_UNIT_MONTH },
  { "2001-XX-31", "2001-01-31", "2002-01-01", ANNALS_UNIT_YEAR },
  { "2001-0X-31", "2001-01-31", "2001-09-01", ANNALS_UNIT_YEAR },
  { "2001-XX-3X", "2001-01-30", "2002-01-01", ANNALS_UNIT_YEAR },
  { "-20XX", "-2099-01-01", "-1999-01-01", ANNALS_UNIT_CENTURY },
  { "-000X", "-0009-01-01", "0000-01-01", ANNALS_UNIT_DECADE },
  { "-XXXX", "-9999-01-01", "0000-01-01", ANNALS_UNIT_MILLENNIUM },
  { "-XX00", "-9900-01-01", "-0099-01-01", ANNALS_UNIT_MILLENNIUM },
  { "-000X-02-29", "-0008-02-29", "-0004-03-01", ANNALS_UNIT_DECADE },
  { "-20XX-06-11", "-2099-06-11", "-2000-06-12", ANNALS_UNIT_CENTURY },
  /* Qualifiers of components. */
  { "2004-06~-11", "2004-06-11", "2004-06-12", ANNALS_UNIT_DAY, APPROXIMATE },
  { "2004?-06-11", "2004-06-11", "2004-06-12", ANNALS_UNIT_DAY, UNCERTAIN },
  { "?2004-06-~11", "2004-06-11", "2004-06-12", ANNALS_UNIT_DAY, BOTH },
  { "2004-%06-11", "2004-06-11", "2004-06-12", ANNALS_UNIT_DAY, BOTH },
  { "2004-06-~01", "2004-06-01", "2004-06-02", ANNALS_UNIT_DAY, APPROXIMATE },
  { "?-2004-06", "-2004-06-01", "-2004-07-01", ANNALS_UNIT_MONTH, UNCERTAIN },
  { "-2004?-06-11", "-2004-06-11", "-2004-06-12", ANNALS_UNIT_DAY, UNCERTAIN },
  { "~Y17E7", "+170000000-01-01", "+170000001-01-01", ANNALS_UNIT_YEAR, APPROXIMATE },
  { "?2004-21~", "2004-03-01", "2004-06-01", ANNALS_UNIT_SEASON, SEASON | BOTH },
  { "-0044-03-15T12:30:00Z", "-0044-03-15T12:30:00Z", "-0044-03-15T12:30:01Z",
    ANNALS_UNIT_SECOND },
  /* Sets: the extent of all members. */
  { "[1667,1668,1670..1672]", "1667-01-01", "1673-01-01", ANNALS_UNIT_YEAR, ONE_OF },
  { "[..1760-12-03]", "-inf", "1760-12-04", ANNALS_UNIT_YEAR, ONE_OF | ANNALS_SPAN_BEGIN_OPEN },
  { "[..1983]", "-inf", "1984-01-01", ANNALS_UNIT_YEAR, ONE_OF | ANNALS_SPAN_BEGIN_OPEN },
  { "[1760-12..]", "1760-12-01", "+inf", ANNALS_UNIT_MONTH, ONE_OF | ANNALS_SPAN_END_OPEN },
  { "[1760-01,1760-02,1760-12..]", "1760-01-01", "+inf", ANNALS_UNIT_MONTH,
    ONE_OF | ANNALS_SPAN_END_OPEN },
  { "[1667,1760-12]", "1667-01-01", "1761-01-01", ANNALS_UNIT_YEAR, ONE_OF },
  { "[2001,1999]", "1999-01-01", "2002-01-01", ANNALS_UNIT_YEAR, ONE_OF },
  { "[2001,2000-05?]", "2000-05-01", "2002-01-01", ANNALS_UNIT_MONTH, ONE_OF | UNCERTAIN },
  { "[2001-21..2001-23]", "2001-03-01", "2001-12-01", ANNALS_UNIT_SEASON, ONE_OF | SEASON },
  { "[197X..198X]", "1970-01-01", "1990-01-01", ANNALS_UNIT_DECADE, ONE_OF },
  { "[1066-09-01..1066-10-13]", "1066-09-01", "1066-10-14", ANNALS_UNIT_DAY, ONE_OF },
  { "{1667,1668,1670..1672}", "1667-01-01", "1673-01-01", ANNALS_UNIT_YEAR, ALL_OF },
  { "{1960,1961-12}", "1960-01-01", "1962-01-01", ANNALS_UNIT_YEAR, ALL_OF },
  { "{..1984}", "-inf", "1985-01-01", ANNALS_UNIT_YEAR, ALL_OF | ANNALS_SPAN_BEGIN_OPEN },
  { "{1984..}", "1984-01-01", "+inf", ANNALS_UNIT_YEAR, ALL_OF | ANNALS_SPAN_END_OPEN },
  { "[2016-01-01T10:00:00..2016-01-01T12:00:00]", "2016-01-01T10:00:00Z", "2016-01-01T12:00:01Z",
    ANNALS_UNIT_SECOND, ONE_OF },
};

static char *
iso (double instant)
{
  char *text = annals_instant_to_iso8601 (instant);
  char *midnight = strstr (text, "T00:00:00Z");

  if (midnight != NULL)
    *midnight = '\0';

  return text;
}

static void
assert_iso (double instant, const char *expected)
{
  g_autofree char *text = iso (instant);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_moments (gconstpointer table, gsize n_rows)
{
  const Moment *rows = table;

  for (gsize i = 0; i < n_rows; i++)
    {
      AnnalsSpan span;
      g_autoptr (GError) error = NULL;
      gboolean is_read = annals_edtf_parse (rows[i].text, -1, &span, NULL, NULL, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_no_error (error);
      g_assert_true (is_read);
      assert_iso (span.begin_min, rows[i].low);
      assert_iso (span.begin_max, rows[i].high);
      assert_iso (span.end_min, rows[i].low);
      assert_iso (span.end_max, rows[i].high);
      g_assert_cmphex (span.flags, ==, rows[i].flags);
      g_assert_cmpint (span.begin_unit, ==, rows[i].unit);
    }
}

static void
test_level_0 (void)
{
  test_moments (level_0, G_N_ELEMENTS (level_0));
}

static void
test_beyond_the_standard (void)
{
  test_moments (beyond_the_standard, G_N_ELEMENTS (beyond_the_standard));
}

static void
test_level_1 (void)
{
  test_moments (level_1, G_N_ELEMENTS (level_1));
}

static void
test_level_2 (void)
{
  test_moments (level_2, G_N_ELEMENTS (level_2));
}

#define DURATION ANNALS_SPAN_DURATION
#define BEGIN_OPEN ANNALS_SPAN_BEGIN_OPEN
#define BEGIN_UNKNOWN ANNALS_SPAN_BEGIN_UNKNOWN
#define END_OPEN ANNALS_SPAN_END_OPEN
#define END_UNKNOWN ANNALS_SPAN_END_UNKNOWN

typedef struct
{
  const char *text;
  const char *begin_min, *begin_max, *end_min, *end_max;
  guint32 flags; /* beside DURATION */
} Interval;

static const Interval intervals[] = {
  { "1964/2008", "1964-01-01", "1965-01-01", "2008-01-01", "2009-01-01" },
  { "2004-06/2006-08", "2004-06-01", "2004-07-01", "2006-08-01", "2006-09-01" },
  { "2004-02-01/2005-02-08", "2004-02-01", "2004-02-02", "2005-02-08", "2005-02-09" },
  { "2004-02-01/2005-02", "2004-02-01", "2004-02-02", "2005-02-01", "2005-03-01" },
  { "2004-02-01/2005", "2004-02-01", "2004-02-02", "2005-01-01", "2006-01-01" },
  { "2005/2006-02", "2005-01-01", "2006-01-01", "2006-02-01", "2006-03-01" },
  { "2004/2004", "2004-01-01", "2005-01-01", "2004-01-01", "2005-01-01" },
  { "2004-06/2004", "2004-06-01", "2004-07-01", "2004-01-01", "2005-01-01" },
  { "1985-04-12/..", "1985-04-12", "1985-04-13", "+inf", "+inf", END_OPEN },
  { "1985-04/..", "1985-04-01", "1985-05-01", "+inf", "+inf", END_OPEN },
  { "1985/..", "1985-01-01", "1986-01-01", "+inf", "+inf", END_OPEN },
  { "../1985-04-12", "-inf", "-inf", "1985-04-12", "1985-04-13", BEGIN_OPEN },
  { "../1985-04", "-inf", "-inf", "1985-04-01", "1985-05-01", BEGIN_OPEN },
  { "../1985", "-inf", "-inf", "1985-01-01", "1986-01-01", BEGIN_OPEN },
  { "1985-04-12/", "1985-04-12", "1985-04-13", "+inf", "+inf", END_UNKNOWN },
  { "1985-04/", "1985-04-01", "1985-05-01", "+inf", "+inf", END_UNKNOWN },
  { "1985/", "1985-01-01", "1986-01-01", "+inf", "+inf", END_UNKNOWN },
  { "/1985-04-12", "-inf", "-inf", "1985-04-12", "1985-04-13", BEGIN_UNKNOWN },
  { "/1985-04", "-inf", "-inf", "1985-04-01", "1985-05-01", BEGIN_UNKNOWN },
  { "/1985", "-inf", "-inf", "1985-01-01", "1986-01-01", BEGIN_UNKNOWN },
  { "../..", "-inf", "-inf", "+inf", "+inf", BEGIN_OPEN | END_OPEN },
  { "../", "-inf", "-inf", "+inf", "+inf", BEGIN_OPEN | END_UNKNOWN },
  { "/..", "-inf", "-inf", "+inf", "+inf", BEGIN_UNKNOWN | END_OPEN },
  { "1984~/2004-06", "1984-01-01", "1985-01-01", "2004-06-01", "2004-07-01",
    ANNALS_SPAN_BEGIN_APPROXIMATE },
  { "1984/2004-06~", "1984-01-01", "1985-01-01", "2004-06-01", "2004-07-01",
    ANNALS_SPAN_END_APPROXIMATE },
  { "1984~/2004~", "1984-01-01", "1985-01-01", "2004-01-01", "2005-01-01",
    ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_END_APPROXIMATE },
  { "-1984?/2004%", "-1984-01-01", "-1983-01-01", "2004-01-01", "2005-01-01",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE },
  { "1984?/2004-06~", "1984-01-01", "1985-01-01", "2004-06-01", "2004-07-01",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE },
  { "1984-06?/2004-08?", "1984-06-01", "1984-07-01", "2004-08-01", "2004-09-01",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN },
  { "1984-06-02?/2004-08-08~", "1984-06-02", "1984-06-03", "2004-08-08", "2004-08-09",
    ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE },
  { "1984-06-02?/", "1984-06-02", "1984-06-03", "+inf", "+inf",
    ANNALS_SPAN_BEGIN_UNCERTAIN | END_UNKNOWN },
  { "2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-02", "2004-06-20", "2004-06-21",
    ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_END_APPROXIMATE },
  { "2004-06-XX/2004-07-03", "2004-06-01", "2004-07-01", "2004-07-03", "2004-07-04" },
  { "197X/198X", "1970-01-01", "1980-01-01", "1980-01-01", "1990-01-01" },
  { "2001-21/2001-24?", "2001-03-01", "2001-06-01", "2001-12-01", "2002-03-01",
    ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_END_SEASON | ANNALS_SPAN_END_UNCERTAIN },
  { "2001-33/2001", "2001-01-01", "2001-04-01", "2001-01-01", "2002-01-01" },
  { "Y-17E7/Y-1E5", "-170000000-01-01", "-169999999-01-01", "-100000-01-01", "-99999-01-01" },
  { "1950S2/2000", "1900-01-01", "2000-01-01", "2000-01-01", "2001-01-01" },
  { "-0044/0014", "-0044-01-01", "-0043-01-01", "0014-01-01", "0015-01-01" },
  /* Beyond the standard: times. */
  { "2004-01-01T10:10:10Z/2004-01-01T11:10", "2004-01-01T10:10:10Z", "2004-01-01T10:10:11Z",
    "2004-01-01T11:10:00Z", "2004-01-01T11:11:00Z" },
  { "2004-01-01T10:00:00+05/2004-01-01T06:00:00Z", "2004-01-01T05:00:00Z", "2004-01-01T05:00:01Z",
    "2004-01-01T06:00:00Z", "2004-01-01T06:00:01Z" },
};

static void
assert_interval (const AnnalsSpan *span, const Interval *expected)
{
  assert_iso (span->begin_min, expected->begin_min);
  assert_iso (span->begin_max, expected->begin_max);
  assert_iso (span->end_min, expected->end_min);
  assert_iso (span->end_max, expected->end_max);
  g_assert_cmphex (span->flags, ==, expected->flags | DURATION);
}

static void
test_intervals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      AnnalsSpan span;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", intervals[i].text);
      annals_edtf_parse (intervals[i].text, -1, &span, NULL, NULL, &error);
      g_assert_no_error (error);
      assert_interval (&span, &intervals[i]);
    }
}

static const struct
{
  const char *begin, *end;
  Interval expected;
} good_pairs[] = {
  { "[1066-09-01..1066-10-13]", "1066-12-25",
    { NULL, "1066-09-01", "1066-10-14", "1066-12-25", "1066-12-26" } },
  { "2019", "[2020-01,2020-03]", { NULL, "2019-01-01", "2020-01-01", "2020-01-01", "2020-04-01" } },
  { "2019-10-05", NULL, { NULL, "2019-10-05", "2019-10-06", "+inf", "+inf", END_UNKNOWN } },
  { NULL, "2019-10-05", { NULL, "-inf", "-inf", "2019-10-05", "2019-10-06", BEGIN_UNKNOWN } },
  { "2019-10-05", "..", { NULL, "2019-10-05", "2019-10-06", "+inf", "+inf", END_OPEN } },
  { "..", "2019~", { NULL, "-inf", "-inf", "2019-01-01", "2020-01-01",
                     BEGIN_OPEN | ANNALS_SPAN_END_APPROXIMATE } },
  { "[..1066-10-13]", "1066?", { NULL, "-inf", "1066-10-14", "1066-01-01", "1067-01-01",
                                 ANNALS_SPAN_END_UNCERTAIN } },
  { "2018-21", "2018-23~", { NULL, "2018-03-01", "2018-06-01", "2018-09-01", "2018-12-01",
                             ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_END_SEASON
                                 | ANNALS_SPAN_END_APPROXIMATE } },
};

static const struct
{
  const char *begin, *end;
  AnnalsEdtfError code;
  guint column;
} bad_pairs[] = {
  { NULL, NULL, ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "", "", ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "2018/2019", "2020", ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "2018", "{2019,2020}", ANNALS_EDTF_ERROR_SYNTAX, 1 },
  { "2018", "2017", ANNALS_EDTF_ERROR_ORDER, 1 },
  { "2018", "2019-13", ANNALS_EDTF_ERROR_RANGE, 6 },
  { "201", NULL, ANNALS_EDTF_ERROR_SYNTAX, 4 },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_pairs); i++)
    {
      AnnalsSpan span;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s to %s", good_pairs[i].begin, good_pairs[i].end);
      annals_edtf_parse_pair (good_pairs[i].begin, good_pairs[i].end, &span, NULL, &error);
      g_assert_no_error (error);
      assert_interval (&span, &good_pairs[i].expected);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad_pairs); i++)
    {
      AnnalsSpan span;
      guint column = 0;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s to %s", bad_pairs[i].begin, bad_pairs[i].end);
      g_assert_false (annals_edtf_parse_pair (bad_pairs[i].begin, bad_pairs[i].end, &span, &column,
                                              &error));
      g_assert_error (error, ANNALS_EDTF_ERROR, (int) bad_pairs[i].code);
      g_assert_cmpuint (column, ==, bad_pairs[i].column);
      g_assert_false (annals_span_is_dated (&span));
    }
}

static const struct
{
  const char *text;
  AnnalsEdtfError code;
  guint column;
  const char *reason; /* a part of the message; NULL: any */
} refused[] = {
  /* What EDTF.md names. */
  { "2001-02-29", ANNALS_EDTF_ERROR_RANGE, 9, "no day 29" },
  { "1900-02-29", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "-0001-02-29", ANNALS_EDTF_ERROR_RANGE, 10, NULL },
  { "2001-04-31", ANNALS_EDTF_ERROR_RANGE, 9, "no day 31" },
  { "2001-04-32", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "2001-04-00", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "-0000", ANNALS_EDTF_ERROR_RANGE, 1, "-0000" },
  { "-0000-01-01", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "2001-13", ANNALS_EDTF_ERROR_RANGE, 6, "13" },
  { "2001-00", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-20", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-42", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-2X", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2001-01-01T24:00:01", ANNALS_EDTF_ERROR_RANGE, 12, "24" },
  { "2001-01-01T24:01:00", ANNALS_EDTF_ERROR_RANGE, 12, NULL },
  { "2001-01-01T24:00", ANNALS_EDTF_ERROR_RANGE, 12, NULL },
  { "2001-01-01T25:00:00", ANNALS_EDTF_ERROR_RANGE, 12, NULL },
  { "2001-01-01T23:60:00", ANNALS_EDTF_ERROR_RANGE, 15, NULL },
  { "2001-01-01T23:59:61", ANNALS_EDTF_ERROR_RANGE, 18, NULL },
  { "2004/2003", ANNALS_EDTF_ERROR_ORDER, 6, "before" },
  { "2004-06-11/2004-06-10", ANNALS_EDTF_ERROR_ORDER, 12, NULL },
  { "2004-06/2004-05-31", ANNALS_EDTF_ERROR_ORDER, 9, NULL },
  { "2004-01-01T10:00:00Z/2004-01-01T10:00:00+01:00", ANNALS_EDTF_ERROR_ORDER, 22, NULL },
  { "[1672..1670]", ANNALS_EDTF_ERROR_ORDER, 8, NULL },
  { "{1960,1972..1970}", ANNALS_EDTF_ERROR_ORDER, 13, NULL },
  { "[1670..1672-05]", ANNALS_EDTF_ERROR_SYNTAX, 8, "precision" },
  { "[1670-05..1672]", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "[2001-21..2001-12]", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "[2001-33..2001-41]", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "[197X..1985]", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "?", ANNALS_EDTF_ERROR_SYNTAX, 1, "qualif" },
  { "2004-?", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "2004/?", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "..?/2004", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "2004/..~", ANNALS_EDTF_ERROR_SYNTAX, 8, "qualif" },
  { "[2004]?", ANNALS_EDTF_ERROR_SYNTAX, 7, "qualif" },
  { "2004??", ANNALS_EDTF_ERROR_SYNTAX, 6, "one qualifier" },
  { "2004?~", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "??2004", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "[]", ANNALS_EDTF_ERROR_SYNTAX, 2, "nothing" },
  { "{}", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "[..]", ANNALS_EDTF_ERROR_SYNTAX, 4, NULL },
  { "{..}", ANNALS_EDTF_ERROR_SYNTAX, 4, NULL },
  { "1950S0", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "1950S", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "Y171010000S0", ANNALS_EDTF_ERROR_SYNTAX, 12, NULL },
  { "XXXX-02-30", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "XXX1-02-29", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "X300-02-29", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "-000X-02-30", ANNALS_EDTF_ERROR_RANGE, 10, NULL },
  { "2001-02-3X", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "2001-01-4X", ANNALS_EDTF_ERROR_RANGE, 9, NULL },
  { "2001-01-01T10:00:00+24:00", ANNALS_EDTF_ERROR_RANGE, 20, "23:59" },
  { "2001-01-01T10:00:00-23:60", ANNALS_EDTF_ERROR_RANGE, 20, NULL },
  { "2001-01-01T10:00:00+99", ANNALS_EDTF_ERROR_RANGE, 20, NULL },
  { "2001-01-01t10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 11, "capital T" },
  { "2001-01-01T10:00:00z", ANNALS_EDTF_ERROR_SYNTAX, 20, "capital Z" },
  { "12025", ANNALS_EDTF_ERROR_SYNTAX, 5, "Y12025" },
  { "Y012025", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "Y-012025", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "Y2025", ANNALS_EDTF_ERROR_SYNTAX, 1, "five" },
  { "Y30000000001", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y-30000000001", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y4E10", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y1E99999999999999999999", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y99999999999999999999999999999", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "Y18446744073709551617", ANNALS_EDTF_ERROR_RANGE, 1, NULL },
  { "/", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "19", ANNALS_EDTF_ERROR_SYNTAX, 3, "19XX" },
  { "197", ANNALS_EDTF_ERROR_SYNTAX, 4, "197X" },
  { "19/20", ANNALS_EDTF_ERROR_SYNTAX, 3, "19XX" },
  { "1985/197", ANNALS_EDTF_ERROR_SYNTAX, 9, "197X" },
  /* Anything after the end, and what is no date at all. */
  { "", ANNALS_EDTF_ERROR_SYNTAX, 1, "ends" },
  { "2004 ", ANNALS_EDTF_ERROR_SYNTAX, 5, "space" },
  { " 2004", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "2004/2005/2006", ANNALS_EDTF_ERROR_SYNTAX, 10, NULL },
  { "2004-06-11-", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-06-11Z", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-06-111", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-6", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "2004-06-1", ANNALS_EDTF_ERROR_SYNTAX, 10, NULL },
  { "2004-", ANNALS_EDTF_ERROR_SYNTAX, 6, "month" },
  { "2004-06-", ANNALS_EDTF_ERROR_SYNTAX, 9, "day" },
  { "20040611", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "2004-163", ANNALS_EDTF_ERROR_RANGE, 6, NULL },
  { "2004-W24", ANNALS_EDTF_ERROR_SYNTAX, 6, "W" },
  { "+2004", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "--2004", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "-?2004", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "y12025", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "199u", ANNALS_EDTF_ERROR_SYNTAX, 4, "X" },
  { "199x", ANNALS_EDTF_ERROR_SYNTAX, 4, "X" },
  { "2004/open", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "unknown/2006", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "June 2018", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  { "12/06/2018", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "2001-21-01", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "Y170000002-05", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "1950S2-05", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "19XXS2", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "Y17000000X", ANNALS_EDTF_ERROR_SYNTAX, 10, NULL },
  { "Y1X000", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "Y17E", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "Y17E0", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "Y", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "2004T10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 5, "day" },
  { "2004-06T10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "2004-06-XXT10:00:00", ANNALS_EDTF_ERROR_SYNTAX, 11, NULL },
  { "2004-06-11T", ANNALS_EDTF_ERROR_SYNTAX, 12, "hour" },
  { "2004-06-11T10", ANNALS_EDTF_ERROR_SYNTAX, 14, NULL },
  { "2004-06-11T10:0", ANNALS_EDTF_ERROR_SYNTAX, 16, NULL },
  { "2004-06-11T10:00:", ANNALS_EDTF_ERROR_SYNTAX, 18, NULL },
  { "2004-06-11T10:00:00.", ANNALS_EDTF_ERROR_SYNTAX, 21, NULL },
  { "2004-06-11T10:00:00+1", ANNALS_EDTF_ERROR_SYNTAX, 22, NULL },
  { "2004-06-11T10:00:00+01:", ANNALS_EDTF_ERROR_SYNTAX, 24, NULL },
  { "2004-06-11T10:00:00+0100", ANNALS_EDTF_ERROR_SYNTAX, 23, NULL },
  { "2004-06-11T10:00:00 Z", ANNALS_EDTF_ERROR_SYNTAX, 20, NULL },
  { "..", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "../../..", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "...", ANNALS_EDTF_ERROR_SYNTAX, 3, NULL },
  { "2004..2005", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "[2004", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[2004}", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[2004,]", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "[,2004]", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "[2004, 2005]", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "[2004,..2005]", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "[2004..,2005]", ANNALS_EDTF_ERROR_SYNTAX, 8, NULL },
  { "[2004/2005]", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[[2004]]", ANNALS_EDTF_ERROR_SYNTAX, 2, NULL },
  { "[2004]/2005", ANNALS_EDTF_ERROR_SYNTAX, 7, "set" },
  { "2004/[2005]", ANNALS_EDTF_ERROR_SYNTAX, 6, "set" },
  { "2004/{2005}", ANNALS_EDTF_ERROR_SYNTAX, 6, NULL },
  { "[2004]x", ANNALS_EDTF_ERROR_SYNTAX, 7, NULL },
  { "]", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
  /* Columns count characters, not bytes; what is no UTF-8 is told by its byte. */
  { "年2004", ANNALS_EDTF_ERROR_SYNTAX, 1, "年" },
  { "2004年", ANNALS_EDTF_ERROR_SYNTAX, 5, "年" },
  { "2004\xff", ANNALS_EDTF_ERROR_SYNTAX, 5, "\\xFF" },
  { "2004\xe5\xb9", ANNALS_EDTF_ERROR_SYNTAX, 5, NULL },
  { "2004\n", ANNALS_EDTF_ERROR_SYNTAX, 5, "U+000A" },
  { "２００４", ANNALS_EDTF_ERROR_SYNTAX, 1, NULL },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      AnnalsSpan span;
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
      g_autoptr (GError) error = NULL;
      g_autofree char *words = annals_edtf_to_words (refused[i].text);
      g_autofree char *valid = g_utf8_make_valid (refused[i].text, -1);
      guint column = 0;

      g_test_message ("%s", valid);
      g_assert_false (annals_edtf_parse (refused[i].text, -1, &span, members, &column, &error));
      g_assert_error (error, ANNALS_EDTF_ERROR, (int) refused[i].code);
      g_assert_cmpuint (column, ==, refused[i].column);
      if (refused[i].reason != NULL && strstr (error->message, refused[i].reason) == NULL)
        g_error ("“%s” says nothing of “%s”", error->message, refused[i].reason);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_false (annals_span_is_dated (&span));
      g_assert_true (isnan (span.begin_min) && isnan (span.end_max));
      g_assert_cmpuint (members->len, ==, 0);
      g_assert_cmpstr (words, ==, refused[i].text);
    }
}

static void
test_nul_inside (void)
{
  AnnalsSpan span;
  guint column = 0;

  g_assert_false (annals_edtf_parse ("2004\0", 5, &span, NULL, &column, NULL));
  g_assert_cmpuint (column, ==, 5);
  g_assert_false (annals_edtf_parse ("2004\0-06", 8, &span, NULL, &column, NULL));
  g_assert_false (annals_edtf_parse ("[2004..\0]", 9, &span, NULL, &column, NULL));
  g_assert_true (annals_edtf_parse ("2004-06-11", 7, &span, NULL, &column, NULL));
  g_assert_cmpint (span.begin_unit, ==, ANNALS_UNIT_MONTH);
  g_assert_false (annals_edtf_parse ("2004", 0, &span, NULL, &column, NULL));
  g_assert_cmpuint (column, ==, 1);
}

static void
test_members (void)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  const Interval range = { NULL, "1970-01-01", "1971-01-01", "1972-01-01", "1973-01-01" };
  const Interval before = { NULL, "-inf", "-inf", "1984-01-01", "1985-01-01", BEGIN_OPEN };
  AnnalsSpan span, single;

  g_assert_true (annals_edtf_parse ("{1960,1961-12?,1970..1972}", -1, &span, members, NULL, NULL));
  g_assert_cmpuint (members->len, ==, 3);
  annals_edtf_parse ("1960", -1, &single, NULL, NULL, NULL);
  g_assert_true (annals_span_equal (&g_array_index (members, AnnalsSpan, 0), &single));
  annals_edtf_parse ("1961-12?", -1, &single, NULL, NULL, NULL);
  g_assert_true (annals_span_equal (&g_array_index (members, AnnalsSpan, 1), &single));
  assert_interval (&g_array_index (members, AnnalsSpan, 2), &range);

  /* Appended to what is there; a failure and a one-of set leave it. */
  g_assert_true (annals_edtf_parse ("{..1984}", -1, &span, members, NULL, NULL));
  g_assert_cmpuint (members->len, ==, 4);
  assert_interval (&g_array_index (members, AnnalsSpan, 3), &before);
  g_assert_false (annals_edtf_parse ("{1960,1961,1962-13}", -1, &span, members, NULL, NULL));
  g_assert_true (annals_edtf_parse ("[1960,1961]", -1, &span, members, NULL, NULL));
  g_assert_true (annals_edtf_parse ("1960/1961", -1, &span, members, NULL, NULL));
  g_assert_cmpuint (members->len, ==, 4);
}

static const struct
{
  const char *text, *low, *high;
} julian[] = {
  { "1917-10-25", "1917-11-07", "1917-11-08" },
  { "1582-10-04", "1582-10-14", "1582-10-15" },
  { "1700-02-29", "1700-03-11", "1700-03-12" },
  { "1917", "1917-01-14", "1918-01-14" },
  { "1917-10", "1917-10-14", "1917-11-14" },
  { "1917-12", "1917-12-14", "1918-01-14" },
  { "-0043-03-15", "-0043-03-13", "-0043-03-14" },
  { "1X00-02-29", "1000-03-06", "1900-03-14" },
  { "19XX", "1900-01-13", "2000-01-14" },
  { "1917-24", "1917-12-14", "1918-03-14" },
  { "[1917-10-25..1917-10-26]", "1917-11-07", "1917-11-09" },
  { "1917-10-25T24:00:00", "1917-11-08", "1917-11-08T00:00:01Z" },
};

static void
test_julian (void)
{
  AnnalsSpan span;
  guint column = 0;

  for (guint i = 0; i < G_N_ELEMENTS (julian); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", julian[i].text);
      annals_edtf_parse_julian (julian[i].text, -1, &span, NULL, NULL, &error);
      g_assert_no_error (error);
      assert_iso (span.begin_min, julian[i].low);
      assert_iso (span.end_max, julian[i].high);
    }

  g_assert_true (annals_edtf_parse_pair_julian ("1700-02-29", "1917-10-25", &span, NULL, NULL));
  assert_iso (span.begin_min, "1700-03-11");
  assert_iso (span.end_max, "1917-11-08");
  g_assert_false (annals_edtf_parse_julian ("1701-02-29", -1, &span, NULL, &column, NULL));
  g_assert_cmpuint (column, ==, 9);
  g_assert_false (annals_edtf_parse ("1700-02-29", -1, &span, NULL, NULL, NULL));
}

static gboolean
is_day (int year, int month, int day)
{
  return month >= 1 && month <= 12 && day >= 1 && day <= annals_days_in_month (year, month);
}

/* A mask's window against every date that its digits can be. GLib prints the seed. */
static void
test_masks_exhaustively (void)
{
  for (int round = 0; round < 400; round++)
    {
      char text[] = "0000-00-00";
      static const int places[] = { 0, 1, 2, 3, 5, 6, 8, 9 };
      int xs[4];
      int n_x = g_test_rand_int_range (1, 5);
      gboolean is_negative = g_test_rand_int_range (0, 3) == 0;
      double low = INFINITY, high = -INFINITY;
      g_autofree char *signed_text = NULL;
      AnnalsSpan span;
      gboolean is_read;
      int n_candidates = 1;

      g_snprintf (text, sizeof text, "%04d-%02d-%02d",
                  g_test_rand_int_range (0, 4) == 0 ? g_test_rand_int_range (0, 13)
                                                    : g_test_rand_int_range (0, 10000),
                  g_test_rand_int_range (0, 13), g_test_rand_int_range (0, 33));
      for (int i = 0; i < n_x; i++)
        {
          xs[i] = places[g_test_rand_int_range (0, 8)];
          text[xs[i]] = 'X';
          n_candidates *= 10;
        }

      for (int candidate = 0; candidate < n_candidates; candidate++)
        {
          char date[] = "0000-00-00";
          int year, month, day;
          double instant;

          memcpy (date, text, sizeof date);
          for (int i = 0, rest = candidate; i < n_x; i++, rest /= 10)
            date[xs[i]] = (char) ('0' + rest % 10);
          year = atoi (date);
          month = atoi (date + 5);
          day = atoi (date + 8);
          if (is_negative)
            year = -year;
          if ((is_negative && year == 0) || !is_day (year, month, day))
            continue;
          instant = annals_instant_from_civil (year, month, day, 0, 0, 0);
          low = MIN (low, instant);
          high = MAX (high, instant + 86400);
        }

      signed_text = g_strconcat (is_negative ? "-" : "", text, NULL);
      g_test_message ("%s", signed_text);
      is_read = annals_edtf_parse (signed_text, -1, &span, NULL, NULL, NULL);
      g_assert_cmpint (is_read, ==, low < high);
      if (is_read)
        {
          g_assert_cmpfloat (span.begin_min, ==, low);
          g_assert_cmpfloat (span.end_max, ==, high);
        }
    }
}

static void
assert_sound (const AnnalsSpan *span)
{
  g_assert_true (annals_span_is_dated (span));
  g_assert_true (span->begin_min <= span->begin_max && span->end_min <= span->end_max);
  g_assert_true (span->begin_min <= span->end_max);
  g_assert_cmpint (span->begin_unit, <=, ANNALS_UNIT_MILLENNIUM);
  g_assert_cmpint (span->end_unit, <=, ANNALS_UNIT_MILLENNIUM);
  if (!annals_span_is_duration (span))
    g_assert_true (span->begin_min == span->end_min && span->begin_max == span->end_max);
}

static const char *const pieces[] = {
  "2004", "-0044", "19XX", "-06", "-XX", "-11", "-3X", "-21", "T", "10:00", ":00", "24:00:00", "Z",
  "+05:30", "-05", ".5", "?", "~", "%", "/", "..", ",", "[", "]", "{", "}", "Y", "17", "E7", "S2",
  "X", "0", "99999", "-", "é", "\xff", " ",
};

/* Strings of pieces: each is read into a sound span with words, or refused at one of its
 * characters, and never read beyond its length. GLib prints the seed. */
static void
test_random_strings (void)
{
  guint n_read = 0;

  for (int round = 0; round < 200000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *exact = NULL;
      g_autofree char *words = NULL;
      g_autoptr (GError) error = NULL;
      int n = g_test_rand_int_range (0, 7);
      AnnalsSpan span;
      guint column = 0;

      if (g_test_rand_bit ())
        g_string_append (text, pieces[g_test_rand_int_range (0, 3)]);
      for (int i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      exact = g_memdup2 (text->str, MAX (text->len, 1));
      if (annals_edtf_parse (exact, (gssize) text->len, &span, NULL, &column, &error))
        {
          n_read++;
          assert_sound (&span);
          words = annals_edtf_to_words (text->str);
          g_assert_true (g_utf8_validate (words, -1, NULL));
          g_assert_cmpuint (strlen (words), >, 0);
          g_assert_null (strstr (words, "%s"));
        }
      else
        {
          g_assert_error (error, ANNALS_EDTF_ERROR, error->code);
          g_assert_cmpuint (column, >=, 1);
          g_assert_cmpuint (column, <=, text->len + 1);
        }
    }

  g_assert_cmpuint (n_read, >, 1000);
}

/* A day written is a day read, all over the years. GLib prints the seed. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 100000; i++)
    {
      gint64 days = g_test_rand_int_range (-4371587, 2932897); /* -9999-01-01 … 9999-12-31 */
      double instant = (double) days * 86400 + g_test_rand_int_range (0, 86400);
      g_autofree char *text = annals_instant_to_iso8601 (instant);
      g_autoptr (GError) error = NULL;
      AnnalsSpan span;

      annals_edtf_parse (text, -1, &span, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (span.begin_min, ==, instant);
      g_assert_cmpfloat (span.end_max, ==, instant + 1);

      *strchr (text, 'T') = '\0';
      annals_edtf_parse (text, -1, &span, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (span.begin_min, ==, (double) days * 86400);
      g_assert_cmpfloat (span.end_max, ==, (double) (days + 1) * 86400);
    }
}

/* A million bytes of one thing: what is not linear, or recurses, does not come back. */
static void
test_long_strings (void)
{
  static const struct
  {
    const char *head, *body, *tail;
    gboolean is_date;
  } cases[] = {
    { "[", "2001,", "2002]", TRUE },
    { "{", "2001-01..2001-02,", "2002}", TRUE },
    { "{", "XXXX-02-29,", "2002}", TRUE },
    { "{", "X200-02-29?,", "2002}", TRUE },
    { "[", "2001,", "", FALSE },
    { "", "-", "", FALSE },
    { "", "[", "", FALSE },
    { "", "X", "", FALSE },
    { "", "?", "", FALSE },
    { "", "../", "", FALSE },
    { "", "1", "", FALSE },
    { "Y", "1", "", FALSE },
    { "Y1E", "9", "", FALSE },
    { "1950S", "9", "", TRUE },
    { "2001-01-01T10:00:00.", "9", "Z", TRUE },
    { "2001-01-01T24:00:00.", "0", "", TRUE },
    { "2001", "年", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].head);
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
      g_autofree char *words = NULL;
      gint64 start;
      AnnalsSpan span;
      guint column;

      while (text->len < 1000000)
        g_string_append (text, cases[i].body);
      g_string_append (text, cases[i].tail);

      start = g_get_monotonic_time ();
      g_assert_cmpint (annals_edtf_parse (text->str, (gssize) text->len, &span, members, &column,
                                          NULL),
                       ==, cases[i].is_date);
      words = annals_edtf_to_words (text->str);
      g_test_message ("%s%s…: %" G_GINT64_FORMAT " µs", cases[i].head, cases[i].body,
                      g_get_monotonic_time () - start);
      /* A quadratic reader needs hours. */
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
      if (cases[i].is_date && *cases[i].head != '2')
        g_assert_cmpuint (strlen (words), <, 1000);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/edtf/level-0", test_level_0);
  g_test_add_func ("/time/edtf/beyond-the-standard", test_beyond_the_standard);
  g_test_add_func ("/time/edtf/level-1", test_level_1);
  g_test_add_func ("/time/edtf/level-2", test_level_2);
  g_test_add_func ("/time/edtf/intervals", test_intervals);
  g_test_add_func ("/time/edtf/pairs", test_pairs);
  g_test_add_func ("/time/edtf/refused", test_refused);
  g_test_add_func ("/time/edtf/nul-inside", test_nul_inside);
  g_test_add_func ("/time/edtf/members", test_members);
  g_test_add_func ("/time/edtf/julian", test_julian);
  g_test_add_func ("/time/edtf/masks-exhaustively", test_masks_exhaustively);
  g_test_add_func ("/time/edtf/random-strings", test_random_strings);
  g_test_add_func ("/time/edtf/round-trip", test_round_trip);
  g_test_add_func ("/time/edtf/long-strings", test_long_strings);

  return g_test_run ();
}
