/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EDTF strings that no table holds: by chance, against another reckoning, and without end. */
#include "time/edtf.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "time/calendar.h"
#include "time/words.h"

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

  g_test_add_func ("/time/edtf/masks-exhaustively", test_masks_exhaustively);
  g_test_add_func ("/time/edtf/random-strings", test_random_strings);
  g_test_add_func ("/time/edtf/round-trip", test_round_trip);
  g_test_add_func ("/time/edtf/long-strings", test_long_strings);

  return g_test_run ();
}
