/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries: any text is a query whose terms lie in it, and whose answer is a set of the events; a
 * term and its exclusion never both match. */
#include "fuzz.h"

#include "find/query.h"
#include "formats/loader.h"

static const char file[]
    = "{\"format\":\"annals-1\",\"tracks\":[{\"id\":\"a\",\"title\":\"회담 Talks\"}],"
      "\"sources\":[{\"id\":\"s1\",\"title\":\"Ünïted\"}],\"events\":["
      "{\"id\":\"1\",\"title\":\"Singapore summit breaks "
      "off\",\"date\":\"2018-06-12\",\"kind\":\"meeting\","
      "\"actors\":[\"Kim Jong-un\"],\"place\":\"Sentosa\",\"tags\":[\"no "
      "deal\"],\"sources\":[\"s1\"],"
      "\"claims\":[{\"by\":\"Ri\",\"stance\":\"disputes\",\"text\":\"only five of eleven\"}]},"
      "{\"id\":\"2\",\"title\":\"東京 ШАГ ὁδός ﬁn "
      "مرحبا\",\"date\":\"-0043/..\",\"summary\":\"straße 김정은이 말했다\"},"
      "{\"id\":\"3\",\"title\":\"undated\"}]}";

/* Made once: what is asked changes, what is asked of does not. */
static AnnalsIndex *
get_index (void)
{
  static AnnalsIndex *index;

  if (index == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (file, sizeof file - 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "fuzz.json", &error);

      g_assert_no_error (error);
      index = annals_index_new (timeline, NULL);
    }
  return index;
}

static void
check_terms (AnnalsQuery *query, const char *text)
{
  glong n_characters = g_utf8_strlen (text, -1);

  for (guint t = 0; t < annals_query_get_n_terms (query); t++)
    {
      const AnnalsQueryTerm *term = annals_query_get_term (query, t);

      g_assert_cmpuint (term->begin, <=, term->end);
      g_assert_cmpint (term->end, <=, n_characters);
      g_assert_nonnull (term->value);
    }
}

static void
check_marks (AnnalsQuery *query, const char *text)
{
  g_autoptr (GArray) marks = annals_query_match_text (query, text);
  gsize length = strlen (text), last = 0;

  for (guint m = 0; m + 1 < marks->len; m += 2)
    {
      gsize begin = g_array_index (marks, gsize, m), end = g_array_index (marks, gsize, m + 1);

      g_assert_cmpuint (begin, >=, last);
      g_assert_cmpuint (end, >=, begin);
      g_assert_cmpuint (end, <=, length);
      g_assert_true (g_utf8_validate (text + begin, end - begin, NULL));
      last = begin;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (AnnalsQuery) query = NULL;
  g_autoptr (AnnalsBitset) matches = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  query = annals_query_new (text);
  check_terms (query, text);
  matches = annals_query_run (query, get_index (), NULL);
  g_assert_nonnull (matches);
  g_assert_cmpuint (annals_bitset_count (matches), <=, 3);
  check_marks (query, "Singapore summit: 東京 straße 김정은이 «ﬁn» of ὁδός");
  check_marks (query, text);
  return 0;
}
