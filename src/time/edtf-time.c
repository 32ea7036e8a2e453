/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time of day in an EDTF string.
 *
 *   time     = hh ":" mm [ ":" ss [ ( "." / "," ) 1*digit ] ] [ zone ]
 *   zone     = "Z" / ( "+" / "-" ) hh [ ":" mm ]
 *
 * hh:mm alone, fractions, 24:00:00 and second 60 are beyond the standard and read gladly.
 */
#include "time/edtf-private.h"

#include <glib/gi18n-lib.h>

/* More digits than a double tells apart at any instant but those around 1970. */
#define MAX_FRACTION_DIGITS 18

static gboolean
read_two_digits (AnnalsEdtfReader *reader, int *value, const char *expected)
{
  char tens = annals_edtf_reader_peek (reader, 0);
  char ones = annals_edtf_reader_peek (reader, 1);

  if (!g_ascii_isdigit (tens))
    return annals_edtf_reader_fail_expected (reader, _(expected));

  if (!g_ascii_isdigit (ones))
    {
      reader->at++;
      return annals_edtf_reader_fail_expected (reader, _(expected));
    }

  *value = (tens - '0') * 10 + (ones - '0');
  reader->at += 2;
  return TRUE;
}

static gboolean
read_fraction (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  reader->at++;
  if (!g_ascii_isdigit (annals_edtf_reader_peek (reader, 0)))
    return annals_edtf_reader_fail_expected (reader, _("a digit of a second's fraction"));

  for (char c; g_ascii_isdigit (c = annals_edtf_reader_peek (reader, 0)); reader->at++)
    if (date->fraction_digits < MAX_FRACTION_DIGITS)
      {
        date->fraction = date->fraction * 10 + (c - '0');
        date->fraction_digits++;
      }

  return TRUE;
}

static gboolean
read_zone (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  gsize fault = reader->at;
  char sign = annals_edtf_reader_peek (reader, 0);
  int hours, minutes = 0;

  if (sign == 'Z')
    {
      reader->at++;
      date->zone = ANNALS_EDTF_ZONE_UTC;
      return TRUE;
    }
  if (sign == 'z')
    return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("UTC is written with a capital Z"));
  if (sign != '+' && sign != '-')
    return TRUE;

  reader->at++;
  if (!read_two_digits (reader, &hours, N_("the zone's hours, of two digits")))
    return FALSE;

  if (annals_edtf_reader_take (reader, ':'))
    {
      if (!read_two_digits (reader, &minutes, N_("the zone's minutes, of two digits")))
        return FALSE;
      date->zone_has_minutes = TRUE;
    }

  if (hours > 23 || minutes > 59)
    return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_RANGE,
                                    _("a zone is at most 23:59 away from UTC"));

  date->zone = ANNALS_EDTF_ZONE_OFFSET;
  date->zone_is_west = sign == '-';
  date->zone_minutes = (gint16) ((hours * 60 + minutes) * (sign == '-' ? -1 : 1));
  return TRUE;
}

static gboolean
check_clock (AnnalsEdtfReader *reader, const AnnalsEdtfDate *date, gsize hour_fault)
{
  g_autofree char *message = NULL;

  if (date->hour < 24)
    return TRUE;

  if (date->hour == 24 && date->minute == 0 && date->has_second && date->second == 0
      && date->fraction == 0)
    return TRUE;

  message = g_strdup_printf (_("there is no hour %d; only 24:00:00 ends a day"), date->hour);
  return annals_edtf_reader_fail (reader, hour_fault, ANNALS_EDTF_ERROR_RANGE, message);
}

static gboolean
read_seconds (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  gsize fault = reader->at;
  int second;
  char c;

  if (!read_two_digits (reader, &second, N_("the second, of two digits")))
    return FALSE;
  if (second > 60)
    return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_RANGE,
                                    _("a second is 00 to 59, or 60 for a leap second"));

  date->second = (guint8) second;
  date->has_second = TRUE;

  c = annals_edtf_reader_peek (reader, 0);
  if (c == '.' && annals_edtf_reader_peek (reader, 1) == '.')
    return TRUE; /* the dots of a range in a set */
  if (c == '.' || (c == ',' && !reader->is_in_set))
    return read_fraction (reader, date);

  return TRUE;
}

gboolean
annals_edtf_reader_read_time (AnnalsEdtfReader *reader, AnnalsEdtfDate *date)
{
  gsize hour_fault = reader->at;
  gsize minute_fault;
  int hour = 0, minute = 0;

  if (!read_two_digits (reader, &hour, N_("the hour, of two digits")))
    return FALSE;
  if (!annals_edtf_reader_take (reader, ':'))
    return annals_edtf_reader_fail_expected (reader, _("a colon and the minute"));

  minute_fault = reader->at;
  if (!read_two_digits (reader, &minute, N_("the minute, of two digits")))
    return FALSE;
  if (minute > 59)
    return annals_edtf_reader_fail (reader, minute_fault, ANNALS_EDTF_ERROR_RANGE,
                                    _("a minute is 00 to 59"));

  date->has_time = TRUE;
  date->hour = (guint8) hour;
  date->minute = (guint8) minute;

  if (annals_edtf_reader_take (reader, ':') && !read_seconds (reader, date))
    return FALSE;

  return check_clock (reader, date, hour_fault) && read_zone (reader, date);
}
