/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One EDTF date, levels 0 to 2.
 *
 *   date     = [q] year [q] [ "-" [q] month [q] [ "-" [q] day [q] [ "T" time [q] ] ] ]
 *            / [q] ( year "S" n / long ) [q]
 *   q        = "?" / "~" / "%"
 *   year     = [ "-" ] 4( digit / "X" )
 *   long     = "Y" [ "-" ] ( 5*digit / 1*digit "E" n ) [ "S" n ]
 *   month    = 2( digit / "X" )       ; 01-12, or a sub-year grouping 21-41 without a day
 *   day      = 2( digit / "X" )
 *   n        = a positive integer
 *
 * A qualifier to the right of a component holds for it and all to its left, one to
 * the left of a component for that one alone.
 */
#include "time/edtf-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "time/calendar.h"

/* An integer that has outgrown every bound stops here. */
#define SATURATED (G_GINT64_CONSTANT (1) << 60)

gboolean
annals_edtf_reader_fail (AnnalsEdtfReader *reader, gsize fault, AnnalsEdtfError code,
                         const char *message)
{
  reader->fault = fault;
  g_set_error_literal (reader->error, ANNALS_EDTF_ERROR, code, message);

  return FALSE;
}

/* The character at fault, for a message: one that can be shown, or its byte in hexadecimal. */
static char *
describe_found (const AnnalsEdtfReader *reader)
{
  const char *at = reader->text + reader->at;
  gunichar c = g_utf8_get_char_validated (at, (gssize) (reader->length - reader->at));

  if (c == (gunichar) -1 || c == (gunichar) -2)
    return g_strdup_printf ("\\x%02X", (guchar) *at);
  if (!g_unichar_isgraph (c) && c != ' ')
    return g_strdup_printf ("U+%04X", c);

  return g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
}

gboolean
annals_edtf_reader_fail_expected (AnnalsEdtfReader *reader, const char *expected)
{
  g_autofree char *message = NULL;

  if (annals_edtf_reader_is_at_end (reader))
    {
      /* Translators: %s is what should be there, such as "the day, of two digits". */
      message = g_strdup_printf (_("the date ends where there should be %s"), expected);
    }
  else
    {
      g_autofree char *found = describe_found (reader);

      /* Translators: the first %s is the character found, the second what should be there,
       * such as "the day, of two digits". */
      message = g_strdup_printf (_("“%s” where there should be %s"), found, expected);
    }

  return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX, message);
}

static gboolean
is_digit_or_x (char c)
{
  return g_ascii_isdigit (c) || c == 'X';
}

static guint8
qualifier_of (char c)
{
  return c == '?'   ? ANNALS_EDTF_UNCERTAIN
         : c == '~' ? ANNALS_EDTF_APPROXIMATE
         : c == '%' ? ANNALS_EDTF_UNCERTAIN | ANNALS_EDTF_APPROXIMATE
                    : 0;
}

static guint8
take_qualifier (AnnalsEdtfReader *reader)
{
  guint8 qualifier = qualifier_of (annals_edtf_reader_peek (reader, 0));

  if (qualifier != 0)
    reader->at++;

  return qualifier;
}

/* Takes one to the left of a component; there must be a component then. */
static gboolean
read_left_qualifier (AnnalsEdtfReader *reader, guint8 *qualifier)
{
  char next;

  *qualifier = take_qualifier (reader);
  next = annals_edtf_reader_peek (reader, 0);

  if (*qualifier != 0 && !is_digit_or_x (next) && next != '-' && next != 'Y')
    return annals_edtf_reader_fail (reader, reader->at - 1, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a qualifier with nothing to qualify"));

  return TRUE;
}

/* Takes one to the right of a component; it holds for those to the left too. */
static gboolean
read_right_qualifier (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  guint8 qualifier = take_qualifier (reader);

  if (qualifier == 0)
    return TRUE;
  if (qualifier_of (annals_edtf_reader_peek (reader, 0)) != 0)
    return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("one qualifier is enough: “%” is both “?” and “~”"));

  date->year_qualifier |= qualifier;
  if (date->months != 0 || date->month != 0)
    date->month_qualifier |= qualifier;
  if (date->days != 0)
    date->day_qualifier |= qualifier;

  return TRUE;
}

/* At least one digit; a value beyond all bounds saturates. */
static gboolean
read_integer (AnnalsEdtfReader *reader, gint64 *value, int *n_digits, const char *expected)
{
  if (!g_ascii_isdigit (annals_edtf_reader_peek (reader, 0)))
    return annals_edtf_reader_fail_expected (reader, _(expected));

  *value = 0;
  *n_digits = 0;
  for (char c; g_ascii_isdigit (c = annals_edtf_reader_peek (reader, 0)); reader->at++)
    {
      *value = MIN (*value, SATURATED / 10 - 1) * 10 + (c - '0');
      *n_digits = MIN (*n_digits + 1, 100);
    }

  return TRUE;
}

/* n: a positive integer without leading zeros. */
static gboolean
read_positive_integer (AnnalsEdtfReader *reader, gint64 *value, const char *expected)
{
  int n_digits;

  if (annals_edtf_reader_peek (reader, 0) == '0')
    return annals_edtf_reader_fail_expected (reader, _(expected));

  return read_integer (reader, value, &n_digits, expected);
}

static gboolean
read_significant (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  if (!annals_edtf_reader_take (reader, 'S'))
    return TRUE;

  return read_positive_integer (reader, &date->significant,
                                N_("how many digits are significant, 1 or more"));
}

static gboolean
fail_year_range (AnnalsEdtfReader *reader, gsize fault)
{
  return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_RANGE,
                                  _("a year beyond 30 000 000 000 is too far to be drawn"));
}

static gboolean
read_exponent (AnnalsEdtfReader *reader, gint64 *magnitude, gsize year_fault)
{
  gint64 exponent;

  if (!read_positive_integer (reader, &exponent, N_("an exponent, 1 or more")))
    return FALSE;

  for (gint64 i = 0; i < exponent && *magnitude <= ANNALS_YEAR_MAX; i++)
    *magnitude *= 10;
  if (*magnitude > ANNALS_YEAR_MAX)
    return fail_year_range (reader, year_fault);

  return TRUE;
}

/* After the Y. */
static gboolean
read_long_year (AnnalsEdtfReader *reader, AnnalsEdtfDate *date, gsize year_fault)
{
  gsize digits_at;
  int n_digits = 0;

  date->is_negative = annals_edtf_reader_take (reader, '-');
  digits_at = reader->at;

  if (annals_edtf_reader_peek (reader, 0) == '0')
    return annals_edtf_reader_fail (reader, digits_at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a year after Y does not begin with 0"));
  if (!read_integer (reader, &date->year, &n_digits, N_("the digits of a year")))
    return FALSE;

  if (annals_edtf_reader_take (reader, 'E'))
    {
      if (!read_exponent (reader, &date->year, year_fault))
        return FALSE;
    }
  else if (n_digits < 5)
    {
      if (annals_edtf_reader_peek (reader, 0) == 'X')
        return annals_edtf_reader_fail_expected (reader, _("a digit"));
      return annals_edtf_reader_fail (reader, year_fault, ANNALS_EDTF_ERROR_SYNTAX,
                                      _("Y is for years of five digits or more"));
    }

  if (date->year > ANNALS_YEAR_MAX)
    return fail_year_range (reader, year_fault);
  if (date->is_negative)
    date->year = -date->year;

  return read_significant (reader, date);
}

/* Two or three digits and no more: the way other notations write a century or decade. */
static gboolean
fail_short_year (AnnalsEdtfReader *reader, const char *digits, int n_digits)
{
  char next = annals_edtf_reader_peek (reader, 0);

  if (next == '\0' || strchr ("/,]}.?~%", next) != NULL)
    {
      g_autofree char *message = NULL;

      if (n_digits == 2)
        message = g_strdup_printf (_("a year has four digits and stands first, as in 2018-06-12; a "
                                     "century is written %.2sXX"),
                                   digits);
      else if (n_digits == 3)
        message = g_strdup_printf (_("a year has four digits; a decade is written %.3sX"), digits);

      if (message != NULL)
        return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX, message);
    }
  if (next == 'u' || next == 'x')
    return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("an unspecified digit is written X"));

  return annals_edtf_reader_fail_expected (
      reader, n_digits == 0 ? _("a date, such as 2018-06-12") : _("a year of four digits"));
}

static gboolean
read_plain_year (AnnalsEdtfReader *reader, AnnalsEdtfDate *date, gsize year_fault)
{
  const char *digits;
  gboolean has_x = FALSE;

  date->is_negative = annals_edtf_reader_take (reader, '-');
  digits = reader->text + reader->at;

  for (int i = 0; i < 4; i++)
    {
      char c = annals_edtf_reader_peek (reader, 0);

      if (!is_digit_or_x (c))
        return fail_short_year (reader, digits, i);

      date->year_digits[i] = c;
      has_x = has_x || c == 'X';
      date->year = date->year * 10 + (c == 'X' ? 0 : c - '0');
      reader->at++;
    }

  if (is_digit_or_x (annals_edtf_reader_peek (reader, 0)))
    return annals_edtf_reader_fail (
        reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
        _("a year of more than four digits begins with Y, as in Y12025"));
  if (date->is_negative && date->year == 0 && !has_x)
    return annals_edtf_reader_fail (reader, year_fault, ANNALS_EDTF_ERROR_RANGE,
                                    _("-0000 is no year: 1 BCE is 0000, 2 BCE is -0001"));

  if (date->is_negative)
    date->year = -date->year;
  if (!has_x)
    memset (date->year_digits, 0, sizeof date->year_digits);
  else if (annals_edtf_reader_peek (reader, 0) == 'S')
    return annals_edtf_reader_fail_expected (reader, _("a year without X before an S"));

  return read_significant (reader, date);
}

/* Two digits or X, and which of the values from 1 to max they may mean. */
static gboolean
read_component (AnnalsEdtfReader *reader, char digits[2], int max, guint32 *values,
                const char *expected)
{
  *values = 0;

  for (int i = 0; i < 2; i++)
    {
      digits[i] = annals_edtf_reader_peek (reader, 0);
      if (!is_digit_or_x (digits[i]))
        return annals_edtf_reader_fail_expected (reader, _(expected));
      reader->at++;
    }

  if (digits[0] != 'X' && digits[1] != 'X')
    {
      int value = (digits[0] - '0') * 10 + (digits[1] - '0');

      if (value >= 1 && value <= max)
        *values = 1u << value;
      return TRUE;
    }

  for (int value = 1; value <= max; value++)
    if ((digits[0] == 'X' || digits[0] - '0' == value / 10)
        && (digits[1] == 'X' || digits[1] - '0' == value % 10))
      *values |= 1u << value;

  return TRUE;
}

static gboolean
has_x (const char digits[2])
{
  return digits[0] == 'X' || digits[1] == 'X';
}

static gboolean
read_month (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  gsize fault;
  guint32 months;

  if (!read_left_qualifier (reader, &date->month_qualifier))
    return FALSE;

  fault = reader->at;
  if (!read_component (reader, date->month_digits, 12, &months, N_("the month, of two digits")))
    return FALSE;

  date->months = (guint16) months;
  if (!has_x (date->month_digits))
    {
      int month = (date->month_digits[0] - '0') * 10 + (date->month_digits[1] - '0');

      if (months == 0 && (month < 21 || month > 41))
        {
          g_autofree char *message = g_strdup_printf (
              _("there is no month %02d: months are 01 to 12, seasons and other parts of a year "
                "21 to 41"),
              month);

          return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_RANGE, message);
        }
      date->month = (guint8) month;
    }
  else if (months == 0)
    {
      return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_RANGE,
                                      _("no month from 01 to 12 fits these digits"));
    }
  else if ((months & (months - 1)) == 0)
    {
      date->month = (guint8) g_bit_nth_lsf (months, -1); /* X3 can be March alone */
    }

  return read_right_qualifier (reader, date);
}

static gboolean
read_day (AnnalsEdtfReader *reader, AnnalsEdtfDate *date, gsize *fault)
{
  if (date->month >= 21)
    return annals_edtf_reader_fail (reader, reader->at - 1, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a season or other part of a year has no days"));
  if (!read_left_qualifier (reader, &date->day_qualifier))
    return FALSE;

  *fault = reader->at;
  if (!read_component (reader, date->day_digits, 31, &date->days, N_("the day, of two digits")))
    return FALSE;

  if (date->days == 0)
    return annals_edtf_reader_fail (reader, *fault, ANNALS_EDTF_ERROR_RANGE,
                                    _("no day from 01 to 31 fits these digits"));
  if (!has_x (date->day_digits))
    date->day = (guint8) ((date->day_digits[0] - '0') * 10 + (date->day_digits[1] - '0'));

  return read_right_qualifier (reader, date);
}

static gboolean
read_time_if_any (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  char next = annals_edtf_reader_peek (reader, 0);

  if (next == 't')
    return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a time begins with a capital T"));
  if (next != 'T')
    return TRUE;
  if (date->year_low != date->year_high || date->day == 0 || has_x (date->month_digits))
    return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a time needs a day without X before it"));

  reader->at++;
  return annals_edtf_reader_read_time (reader, date) && read_right_qualifier (reader, date);
}

gboolean
annals_edtf_reader_read_date (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  gsize start = reader->at;
  gsize year_fault;
  gsize day_fault = 0;
  gboolean is_plain;

  memset (date, 0, sizeof *date);

  if (!read_left_qualifier (reader, &date->year_qualifier))
    return FALSE;

  year_fault = reader->at;
  is_plain = !annals_edtf_reader_take (reader, 'Y');
  if (is_plain ? !read_plain_year (reader, date, year_fault)
               : !read_long_year (reader, date, year_fault))
    return FALSE;

  annals_edtf_date_set_year_range (date);
  if (!read_right_qualifier (reader, date))
    return FALSE;

  if (annals_edtf_reader_peek (reader, 0) == '-')
    {
      if (!is_plain || date->significant != 0)
        return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                        _("a year with Y, E or S stands alone, without a month"));
      reader->at++;
      if (!read_month (reader, date))
        return FALSE;
      if (annals_edtf_reader_take (reader, '-') && !read_day (reader, date, &day_fault))
        return FALSE;
    }

  if (!read_time_if_any (reader, date))
    return FALSE;

  date->text = reader->text + start;
  date->text_length = reader->at - start;
  return annals_edtf_reader_set_window (reader, date, day_fault);
}
