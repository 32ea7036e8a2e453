/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: whatever is no EDTF is told where it is none, and whatever is has bounds in order and
 * words. */
#include "fuzz.h"

#include "time/edtf.h"
#include "time/words.h"

typedef gboolean (*Parse) (const char *text,
                           gssize length,
                           AnnalsSpan *span,
                           GArray *members,
                           guint *column,
                           GError **error);

static void
check_span (const AnnalsSpan *span)
{
  if (!annals_span_is_dated (span))
    return;
  g_assert_false (isnan (span->begin_min) || isnan (span->begin_max));
  g_assert_false (isnan (span->end_min) || isnan (span->end_max));
  g_assert_cmpfloat (span->begin_min, <=, span->begin_max);
  g_assert_cmpfloat (span->end_min, <=, span->end_max);
  g_assert_cmpfloat (span->begin_min, <=, span->end_max);
}

static void
check (Parse parse, const char *text, gssize length)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  g_autoptr (GError) error = NULL;
  AnnalsSpan span;
  guint column = 0;

  if (parse (text, length, &span, members, &column, &error))
    {
      g_assert_no_error (error);
      check_span (&span);
      for (guint m = 0; m < members->len; m++)
        check_span (&g_array_index (members, AnnalsSpan, m));
      return;
    }
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (column, >=, 1);
  g_assert_cmpuint (column, <=, length + 1);
  g_assert_false (annals_span_is_dated (&span));
}

/* Words are of what is valid UTF-8: nothing else comes out of a file. */
static void
check_words (const char *text)
{
  const char *end = strchr (text, '/');
  g_autofree char *words = annals_edtf_to_words (text);
  g_autofree char *short_words = annals_edtf_to_short_words (text);
  g_autofree char *julian = annals_edtf_julian_to_words (text);
  g_autofree char *begin = end != NULL ? g_strndup (text, end - text) : NULL;
  g_autofree char *pair = begin != NULL ? annals_edtf_pair_to_words (begin, end + 1) : NULL;
  AnnalsSpan span;
  guint column;

  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_true (g_utf8_validate (short_words, -1, NULL));
  g_assert_true (g_utf8_validate (julian, -1, NULL));
  if (pair == NULL)
    return;
  g_assert_true (g_utf8_validate (pair, -1, NULL));
  if (annals_edtf_parse_pair (begin, end + 1, &span, &column, NULL))
    check_span (&span);
  if (annals_edtf_parse_pair_julian (begin, end + 1, &span, &column, NULL))
    check_span (&span);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);

  check (annals_edtf_parse, (const char *)data, size);
  check (annals_edtf_parse_julian, (const char *)data, size);
  if (g_utf8_validate (text, -1, NULL))
    check_words (text);
  return 0;
}
