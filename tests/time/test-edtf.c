/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EDTF levels 0 to 2, one date at a time: what its bounds, its unit and its flags are. */
#include "time/edtf.h"

#include <locale.h>

#include "assert-iso.h"

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

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/edtf/level-0", test_level_0);
  g_test_add_func ("/time/edtf/beyond-the-standard", test_beyond_the_standard);
  g_test_add_func ("/time/edtf/level-1", test_level_1);
  g_test_add_func ("/time/edtf/level-2", test_level_2);
  g_test_add_func ("/time/edtf/julian", test_julian);

  return g_test_run ();
}
